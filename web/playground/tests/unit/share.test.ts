import { describe, expect, it } from 'vitest';
import { readProgramFile } from '../../src/model/files';
import { decodeProgram, encodeProgram, isShared, MOST_FRAGMENT, MOST_TEXT, ShareError, type SharedProgram } from '../../src/model/share';

async function packed(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return Buffer.from(await new Response(stream).arrayBuffer()).toString('base64url');
}

describe('a program in a file', () => {
  it('is text of a limited size, cells by their marks', async () => {
    expect(await readProgramFile(new Blob(['# %%\r\na\r\n']))).toEqual({ mode: 'cells', text: '# %%\na\n' });
    expect(await readProgramFile(new Blob(['print(1)\u0007']))).toEqual({ mode: 'program', text: 'print(1)\ufffd' });
    await expect(readProgramFile(new Blob([new Uint8Array([0xff, 0x00])]))).rejects.toThrow(ShareError);
    await expect(readProgramFile(new Blob(['a'.repeat(MOST_TEXT + 1)]))).rejects.toThrow(ShareError);
  });
});

describe('a program in a link', () => {
  it('comes back as it was', async () => {
    const programs: SharedProgram[] = [
      { mode: 'cells', text: '# %%\n1/3 + 1/6\n\n# %%\nplot(sin(x), x, -1, 1)\n' },
      { mode: 'program', text: 'print("π ≤ 22/7 — 𝔄")\n\tx' },
      { mode: 'program', text: '' },
      { mode: 'cells', text: '<script>alert(1)</script><img src=x onerror=alert(1)>' },
    ];
    for (const program of programs) {
      const fragment = await encodeProgram(program);
      expect(fragment).toMatch(/^#[cp]1=[\w-]*$/);
      expect(isShared(fragment)).toBe(true);
      expect(await decodeProgram(fragment)).toEqual(program);
    }
  });

  it('is short for ordinary programs', async () => {
    const text = 'for k in 1..10 {\n    print(k, k^2, k^3)\n}\n'.repeat(40);
    expect((await encodeProgram({ mode: 'program', text })).length).toBeLessThan(120);
  });

  it('is refused when the program is too long', async () => {
    await expect(encodeProgram({ mode: 'program', text: 'x'.repeat(MOST_TEXT + 1) })).rejects.toThrow(ShareError);
    let noise = '';
    for (let k = 0, seed = 1; k < 60_000; k += 1) {
      seed = (seed * 48271) % 2147483647;
      noise += String.fromCharCode(33 + (seed % 90));
    }
    await expect(encodeProgram({ mode: 'program', text: noise })).rejects.toThrow(ShareError);
  });

  it('says so when it is damaged, and never hands out part of it', async () => {
    const whole = await encodeProgram({ mode: 'program', text: 'integrate(x^2, x)\n'.repeat(20) + 'abcdefghij' });
    const hostile = [
      '#p1=!!!!',
      '#p1=AAAA',
      '#p2=abcd',
      '#c9=',
      whole.slice(0, -4),
      `#p1=${'A'.repeat(MOST_FRAGMENT)}`,
      `#p1=${await packed(new Uint8Array([0xff, 0xfe, 0x80]))}`,
      '#p1=%3Cscript%3E',
    ];
    for (const fragment of hostile) await expect(decodeProgram(fragment), fragment.slice(0, 40)).rejects.toThrow(ShareError);
  });

  it('does not blow up: a small link of a huge text is refused early', async () => {
    const bomb = await packed(new Uint8Array(20_000_000).fill(0x61));
    expect(bomb.length).toBeLessThan(MOST_FRAGMENT);
    await expect(decodeProgram(`#p1=${bomb}`)).rejects.toThrow(/more text/);
  });

  it('makes control characters visible', async () => {
    const text = await packed(new TextEncoder().encode('a\u0000b\u001b[31mc\r\nd\u009be'));
    expect((await decodeProgram(`#p1=${text}`)).text).toBe('a\ufffdb\ufffd[31mc\nd\ufffde');
  });

  it('leaves other fragments alone', () => {
    for (const fragment of ['', '#', '#main', '#c=1', 'x1=']) expect(isShared(fragment)).toBe(false);
  });
});
