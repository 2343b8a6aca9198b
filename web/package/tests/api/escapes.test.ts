// Attempts to get out of the language, or to break what is around it. None changes anything outside of its session, and the
// session answers afterwards.
import { readFile } from 'node:fs/promises';
import { createSession, InvalidArgumentError, InvalidDataError, RequestFailedError, SessionDisposedError } from 'rumina';
import type { RuminaInput, Session, Struct } from 'rumina';
import { createSession as createInWorker } from 'rumina/worker';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const own = (object: object): string => JSON.stringify(Reflect.ownKeys(object).map(String).sort());
const surroundings = (): string => [Object.prototype, Array.prototype, Function.prototype, Promise.prototype, Map.prototype, String.prototype, globalThis].map(own).join();

let session: Session;
let before: string;
const printed: string[] = [];

async function text(code: string): Promise<string> {
  const { error, text } = await session.run(code);
  return error === null ? text : `${error.kind} ${error.id}`;
}

const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'then', '__defineGetter__', 'toJSON'];

type Attempt = readonly [string, () => Promise<unknown>];

const attempts: Attempt[] = [
  // ── names ──
  ...NAMES.map((name): Attempt => [`a field called ${name}`, async () => {
    const { value } = await session.run(`{${name} = {polluted = true}; a = 1}`);
    expect(Object.keys((value as Struct).fields)).toEqual([name, 'a']);
  }]),
  ...NAMES.map((name): Attempt => [`a key called ${name}`, async () => {
    const { value } = await session.run(`table{"${name}" => {"polluted", true}}`);
    expect(value).toMatchObject({ kind: 'map', entries: [[name, { kind: 'set' }]] });
  }]),
  ...NAMES.map((name): Attempt => [`a variable called ${name}`, async () => {
    await session.set(name, [1n]);
    expect(await session.get(name)).toEqual([1n]);
    expect((await session.variables()).map((variable) => variable.name)).toContain(name);
    await session.complete(name);
    await session.help(name);
    await session.signature(`${name}(`);
  }]),
  ['an object with an own __proto__ as a value', async () => {
    await session.set('v', JSON.parse('{"kind":"struct","fields":{"__proto__":{"kind":"struct","fields":{"polluted":true}}}}'));
    expect(await text('v.__proto__.polluted')).toBe('true');
  }],
  ['a thenable struct', async () => {
    await session.run('t = {then = |resolve| resolve(1)}');
    expect(await session.get('t')).toMatchObject({ kind: 'struct' });
  }],

  // ── values that are not what they seem ──
  ['toJSON of a value', async () => {
    await expect(session.set('v', { toJSON: () => ({ $: 'int', v: '1' }) } as unknown as RuminaInput)).rejects.toBeInstanceOf(InvalidDataError);
  }],
  ['a raw protocol object', async () => {
    await expect(session.set('v', { $: 'function', name: 'exit' } as unknown as RuminaInput)).rejects.toBeInstanceOf(InvalidDataError);
  }],
  ['JSON in the text of an expression', async () => {
    await expect(session.set('v', { kind: 'expression', text: 'x","$":"int","v":"666' })).rejects.toBeInstanceOf(RequestFailedError);
  }],
  ['a program in the text of an expression', async () => {
    for (const program of ['exit(1)', 'print("run")', 'x = 5', 'include "a"', 'func f() {}', '|x| x', 'x; y'])
      await expect(session.set('v', { kind: 'expression', text: program })).rejects.toBeInstanceOf(RequestFailedError);
    expect(printed.join('')).not.toContain('run');
  }],
  ['a getter that throws', async () => {
    const sly = { get kind(): string { throw new RangeError('gotcha'); } };
    await expect(session.set('v', sly as unknown as RuminaInput)).rejects.toThrow('gotcha');
  }],
  ['a proxy for everything', async () => {
    const everything: object = new Proxy({}, { get: () => everything, ownKeys: () => ['num', 'den'], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) });
    await expect(session.set('v', everything as RuminaInput)).rejects.toBeInstanceOf(Error);
  }],
  ['a map without an end', async () => {
    class Endless extends Map<string, bigint> {
      override *[Symbol.iterator](): MapIterator<[string, bigint]> {
        for (;;) yield ['a', 1n];
      }
    }
    await expect(session.set('v', new Endless())).rejects.toBeInstanceOf(InvalidDataError);
  }],
  ['an array inside itself', async () => {
    const inside: unknown[] = [];
    inside.push([inside]);
    await expect(session.set('v', inside as RuminaInput)).rejects.toBeInstanceOf(InvalidDataError);
  }],
  ['a tower of powers as an expression', async () => {
    await expect(session.set('v', { kind: 'expression', text: '9^9^9^9' })).rejects.toMatchObject({ error: { kind: 'LimitError' } });
  }],
  ['an integer beyond the limit of digits', async () => {
    await expect(session.set('v', BigInt(`0x1${'0'.repeat(9_000_000)}`))).rejects.toBeInstanceOf(RequestFailedError);
  }],
  ['names that are programs', async () => {
    for (const name of ['a; exit(1)', 'a\nb', '', ' ', 'if', '1', '"', '\u0000', 'a\u0000b', 'x'.repeat(1 << 20) + '!'])
      await expect(session.set(name, 1n)).rejects.toBeInstanceOf(RequestFailedError);
  }],

  // ── sizes ──
  ['a program of 65 million characters', async () => expect(session.run(' '.repeat((64 << 20) + 1))).rejects.toBeInstanceOf(InvalidArgumentError)],
  ['a program of ten million brackets', async () => expect(await text('('.repeat(10_000_000))).toMatch(/^SyntaxError/)],
  ['a program of a million signs', async () => expect(await text(`${'-'.repeat(1_000_000)}1`)).toMatch(/Error/)],
  ['a sum of 100,000 terms', async () => expect(await text(Array.from({ length: 100_000 }, () => '1').join('+'))).toBe('100000')],
  ['arrays inside each other', async () => expect(await text('var a = []; for i in 1..100000 { a = [a] }; size(a)')).toBe('1')],
  ['their text', async () => expect((await session.run('var b = []; for i in 1..100000 { b = [b] }; b')).output).toBe('')],
  ['functions inside each other', async () => expect(await text('var f = |x| x; for i in 1..20000 { let g = f; f = |x| g(x) }; f(1)')).toMatch(/^(1|RecursionError)/)],
  ['recursion without an end', async () => expect(await text('func f(n) { return 1 + f(n + 1) }; f(0)')).toBe('RecursionError CallTooDeep')],
  ['a string that doubles', async () => expect(await text('var s = "x"; while true { s = s + s }')).toMatch(/^LimitError/)],
  ['output without an end', async () => expect(await text('while true { print("0123456789012345678901234567890123456789") }')).toMatch(/^LimitError/)],
  ['expressions inside each other', async () => expect(await text('var e = x; for i in 1..5000 { e = sin(e) + 1 }; size(to_string(e)) > 0')).toMatch(/^(true|LimitError)/)],
  ['a name of a million characters', async () => expect((await text('x'.repeat(1_000_000))).length).toBe(1_000_000)],

  // ── text ──
  ['zero bytes', async () => expect(await text('1\u0000 + 1')).toMatch(/^SyntaxError/)],
  ['half a surrogate pair', async () => expect(await text('"\ud800"')).toBe('\ufffd')],
  ['a byte order mark in output', async () => expect((await session.run('print("\\u{FEFF}a")')).output).toBe('\ufeffa\n')],
  ['marks that turn the direction of text', async () => {
    const { error } = await session.run('"\u202e" + undefined_function(1) + 1');
    expect(error?.rendered).not.toContain('\u202e');
  }],
  ['HTML as a value', async () => {
    const { text: shown, latex, mathml } = await session.run('"<img src=x onerror=alert(1)>"');
    expect([shown, latex, mathml]).toEqual(['<img src=x onerror=alert(1)>', '', '']); // text is text: whoever shows it as HTML must escape it
  }],
  ['HTML in formulas', async () => {
    for (const code of ['[x, "<script>"]', 'vec["<b>"]', '{a = "<b>"}']) {
      const { latex, mathml } = await session.run(code);
      expect(latex + mathml).not.toMatch(/<(script|b)\b/);
    }
  }],
  ['HTML in names of plots', async () => {
    const { plots } = await session.run('plot(x, x, 0, 1, title = "</script><script>alert(1)</script>")');
    for (const plot of plots) expect(typeof plot.title).toBe('string');
  }],
  ['a hostile shared program', async () => {
    await session.format('f("</script>")\u2028while true {}');
    await session.check('`${alert(1)}`; <!-- --> ]]>');
    expect(await text('`${alert(1)}`')).toMatch(/^SyntaxError/);
  }],

  // ── the world ──
  ...['/etc/passwd', 'file:///etc/passwd', '../../../etc/passwd', 'http://127.0.0.1/x.lm', 'data:text/plain,1', 'node:fs', '__proto__', 'constructor'].map((path): Attempt => [`include "${path}"`, async () => {
    expect(await text(`include "${path}"`)).toMatch(/^(IOError|ImportError)/);
  }]),
  ...['read_file("/etc/passwd")', 'open_file("a")', 'system("ls")', 'exec("ls")', 'eval("1")', 'fetch("http://127.0.0.1")', 'import_js("fs")', 'require("fs")', 'globalThis', 'process', 'window'].map((code): Attempt => [code, async () => {
    expect(await text(code)).toMatch(/^(NameError|globalThis|process|window)/); // a name alone is a symbol
  }]),

  // ── calls from where they are not expected ──
  ['runs, questions and cancel() from onPrint', async () => {
    const inner: Promise<unknown>[] = [];
    const other = await createSession({ onPrint: () => void inner.push(other.run('1'), other.get('a'), other.set('a', 1n), Promise.resolve(other.cancel())) });
    await other.run('print(1); print(2); for i in 1..10 { print(i) }');
    await Promise.all(inner);
    expect((await other.run('3')).text).toBe('3');
    other.dispose();
  }],
  ['dispose() from onPrint', async () => {
    const other = await createSession({ onPrint: () => other.dispose() });
    await expect(other.run('print(1); while true { print(2) }')).rejects.toBeInstanceOf(SessionDisposedError);
  }],
  ['onPrint that never ends its work', async () => {
    let calls = 0;
    const other = await createSession({ onPrint: () => void ++calls });
    await other.run('for i in 1..10000 { print(i) }');
    expect(calls).toBeGreaterThan(0);
    other.dispose();
  }],
];

describe(`${attempts.length} attempts fail`, () => {
  beforeAll(async () => {
    session = await createSession({ onPrint: (piece) => printed.push(piece), limits: { time: 20 } });
  });
  beforeEach(() => {
    before = surroundings();
    printed.length = 0;
  });
  afterEach(async () => {
    expect(surroundings()).toBe(before);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    await session.run('a = null; b = null; s = null; e = null; f = null');
    expect((await session.run('1/3 + 1/6')).text).toBe('1/2');
  });
  afterAll(() => session.dispose());
  it.each(attempts)('%s', { timeout: 120_000 }, async (_, attempt) => {
    await attempt();
  });
});

it('the module imports nothing that opens a file, a socket or a process', async () => {
  const module = await WebAssembly.compile(new Uint8Array(await readFile(new URL('../../dist/rumina.wasm', import.meta.url))));
  const imports = WebAssembly.Module.imports(module);
  expect(imports.every(({ kind }) => kind === 'function')).toBe(true);
  expect(imports.map(({ name }) => name).filter((name) => /open|sock|path_|exec|spawn|fork|system|fetch|fd_(write|read|seek|close)/i.test(name))).toEqual([]);
  expect(imports.length).toBeLessThan(25);
});

it('what is shipped evaluates no text', async () => {
  for (const file of ['esm/index.js', 'esm/session.js', 'esm/worker.js', 'cjs/index.js', 'cjs/session.js', 'cjs/worker.js', 'worker/worker-host.mjs', 'rumina-module.mjs']) {
    const code = await readFile(new URL(`../../dist/${file}`, import.meta.url), 'utf8');
    expect(code).not.toMatch(/\beval\s*\(|new Function\b|\bFunction\s*\(/);
  }
});

it('a worker knows nothing of its parent', async () => {
  const other = await createInWorker({ capabilities: { clock: false } });
  await expect(other.set('v', { kind: 'expression', text: 'exit(1)' })).rejects.toBeInstanceOf(Error);
  expect((await other.run('include "/etc/passwd"')).error?.kind).toBe('IOError');
  other.dispose();
});

