// Links that hold programs, and everything in them or in results that would like to be more than text.
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { encodeProgram } from '../../src/model/share';
import { editor, ready, run, site, write } from './browser';

const page_ = site();

const TRACE = 'window.__ran = true';
const MARKUP = [
  `<script>${TRACE}</script>`,
  `<img src=x onerror="${TRACE}">`,
  `<svg onload="${TRACE}"></svg>`,
  `<iframe srcdoc="<script>parent.__ran = true</script>"></iframe>`,
  `"><a href="javascript:${TRACE}">x</a>`,
  `<style>*{display:none}</style>`,
  `<base href="https://example.invalid/">`,
  `</code></pre><details open ontoggle="${TRACE}">`,
  `\u202e\u2066hidden\u2069`,
];

/** Opens another fragment in the page that is open, as a link to it would. */
async function follow(page: Page, fragment: string): Promise<void> {
  await page.evaluate((text) => {
    window.location.hash = text;
  }, fragment);
}

/** Nothing of a hostile text became anything but text. */
async function isHarmless(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    ran: '__ran' in window,
    elements: document.querySelectorAll('#app script, #app iframe, #app img:not(.cm-widgetBuffer), #app base, #app style, #app svg[onload], [onerror], [ontoggle], a[href^="javascript"], dialog script, dialog img').length,
    polluted: 'polluted' in {},
    visible: getComputedStyle(document.body).display,
    base: document.baseURI.startsWith(location.origin),
  }));
  expect(found).toEqual({ ran: false, elements: 0, polluted: false, visible: 'block', base: true });
}

describe('a share link', () => {
  it('holds the program and waits for a click to run it', () =>
    page_.visit(
      async (page) => {
        await page.getByRole('button', { name: 'Share' }).click();
        const address = await page.locator('#share-address').inputValue();
        expect(address).toMatch(/#c1=[\w-]+$/);
        const other = await page.context().newPage();
        await other.goto(address);
        await ready(other);
        expect(await other.locator('.cell').count()).toBe(2);
        expect(await editor(other, 1).textContent()).toBe('shared_value + 1');
        await other.waitForTimeout(500);
        expect(await other.locator('.result > *').count()).toBe(0);
        expect(await other.locator('.banner').textContent()).toContain('link');
        await other.getByRole('button', { name: 'Run', exact: true }).click();
        await other.waitForSelector('.value');
        expect(await other.locator('.value').last().textContent()).toContain('42');
      },
      { program: '# %%\nshared_value = 41\n\n# %%\nshared_value + 1' },
    ));

  it('does not take the place of the work that was there', () =>
    page_.visit(
      async (page) => {
        expect(await editor(page).textContent()).toBe('from_the_link');
        await page.getByRole('button', { name: 'Back to my own' }).click();
        expect(await editor(page).textContent()).toBe('my_own');
        expect(new URL(page.url()).hash).toBe('');
      },
      { program: 'my_own', fragment: '#p1=' + deflateRawSync('from_the_link').toString('base64url') },
    ));

  it('that is damaged, cut or too big says so and leaves a page that works', async () => {
    const whole = await encodeProgram({ mode: 'program', text: 'print(1)\n'.repeat(30) + 'abcdefgh' });
    const bomb = '#p1=' + deflateRawSync(Buffer.alloc(20_000_000, 'a')).toString('base64url');
    const fragments = ['#p1=%%%', '#p1=AAAA', '#c7=abc', whole.slice(0, -5), bomb, '#p1=' + 'A'.repeat(40_000), '#p1=' + deflateRawSync(Buffer.from([0xff, 0xfe])).toString('base64url')];
    await page_.visit(
      async (page) => {
        for (const [index, fragment] of fragments.entries()) {
          if (index > 0) await follow(page, fragment);
          await page.waitForSelector('.banner:not([hidden])');
          expect(await page.locator('.banner').textContent(), fragment.slice(0, 40)).toMatch(/link/i);
          await write(page, `6 * 7 + ${index}`);
          await run(page);
          await page.waitForSelector('.value');
          expect(await page.locator('.value').textContent()).toContain(String(42 + index));
          await page.getByRole('button', { name: 'Close this message' }).click();
        }
      },
      { program: '1', fragment: fragments[0]! },
    );
  });
});

describe('hostile text', () => {
  it('in a link stays text', async () => {
    for (const mode of ['c', 'p']) {
      const fragments = MARKUP.map((markup, index) => `#${mode}1=` + deflateRawSync(`# ${markup}\nnumber_${index}`).toString('base64url'));
      await page_.visit(
        async (page) => {
          for (const [index, markup] of MARKUP.entries()) {
            if (index > 0) await follow(page, fragments[index]!);
            await page.waitForFunction((name) => document.querySelector('.cm-content')?.textContent?.includes(name), `number_${index}`);
            await isHarmless(page);
            // Marks of direction are shown as signs of their own.
            expect(await page.locator('.cm-content').first().textContent()).toContain(/[\u202a-\u2069]/.test(markup) ? 'hidden' : markup);
          }
        },
        { program: '1', fragment: fragments[0]! },
      );
    }
  });

  it('outside of the form of a link is no link', async () => {
    const fragments = ['#<script>window.__ran=true</script>', '#javascript:window.__ran=true', '#__proto__=1', '#constructor', '#p1', '#c1', '#main'];
    await page_.visit(
      async (page) => {
        for (const [index, fragment] of fragments.entries()) {
          if (index > 0) await follow(page, fragment);
          await isHarmless(page);
          expect(await editor(page).textContent(), fragment).toBe('my_own');
        }
      },
      { program: 'my_own', fragment: fragments[0]! },
    );
  });

  it('in output, values, errors, labels and LaTeX stays text', () =>
    page_.visit(
      async (page) => {
        const text = JSON.stringify(MARKUP.join(' ').replace(/[\u202a-\u2069]/g, ''));
        const programs = [
          `print(${text})`,
          text,
          `throw ${text}`,
          `[${text}, {constructor = ${text}, __proto__ = 1, toString = 2}]`,
          `table{"__proto__" => {polluted = 1}, "constructor" => 1}`,
          `{__proto__ = {polluted = true}}`,
          `plot([x, x^2], x, -1, 1, title = ${text}, xlabel = ${text}, ylabel = ${text}, labels = [${text}, "\\\\href{javascript:${TRACE}}{x}"])`,
          `histogram([1, 2, 3], 2, title = ${text})`,
          `error(${text}, ${text})`,
          `"\\\\href{javascript:window.__ran=true}{click} \\\\htmlStyle{x}{y} \\\\includegraphics{http://example.invalid/x.png}"`,
          `func \u{4e00}(a) { return a + {x = "<img src=x onerror=${TRACE}>"} }\nfunc outer(a) { let b = \u{4e00}(a); return b }\nouter("<b>x</b>")`,
        ];
        for (const program of programs) {
          await write(page, program);
          await run(page);
          await page.waitForFunction(() => document.querySelector<HTMLElement>('#app')!.dataset.engine === 'ready' && document.querySelectorAll('.result > *').length > 0, null, { timeout: 15_000 });
          await page.waitForTimeout(60);
          await isHarmless(page);
        }
        await page.getByRole('button', { name: 'Variables' }).click();
        await write(page, `hostile = ${text}`);
        await run(page);
        await page.waitForSelector('.variable');
        await isHarmless(page);
      },
      { program: '' },
    ));

  it('in stored work is not trusted either', async () => {
    const programs = ['{"mode":"cells","text":{"__proto__":{"polluted":1}}}', '{"mode":"<img src=x onerror=window.__ran=true>","text":"1"}', 'not json', '[]', 'null', '{"mode":"program"}'];
    await page_.visit(
      async (page) => {
        await page.evaluate((text) => localStorage.setItem('rumina.theme', text), '<img>');
        for (const stored of programs) {
          // The page saves its own work when it is left; what is stored then is put back. The last such script has the last word.
          await page.context().addInitScript((text) => location.protocol === 'http:' && localStorage.setItem('rumina.document', text), stored);
          await page.reload();
          await ready(page);
          await isHarmless(page);
          // The welcome takes its place.
          expect(await page.locator('.cm-content').count(), stored).toBe(4);
          expect(await page.evaluate(() => document.documentElement.dataset.theme)).toMatch(/^(?:light|dark)$/);
        }
      },
      { program: '1' },
    );
  });

  it('cannot be made markup or script by the page itself', () =>
    page_.visit(
      async (page) => {
        const outcomes = await page.evaluate(async () => {
          const attempt = (work: () => unknown) => {
            try {
              work();
              return 'allowed';
            } catch {
              return 'refused';
            }
          };
          // From inside a script of the page, as an injected one would be.
          const inline = document.createElement('script');
          const other = (url: string) =>
            new Promise<string>((resolve) => {
              fetch(url).then(
                () => resolve('allowed'),
                () => resolve('refused'),
              );
            });
          return {
            markup: attempt(() => (document.createElement('div').innerHTML = '<b>x</b>')),
            script: attempt(() => (inline.text = 'window.__ran = true')),
            elsewhere: attempt(() => new Worker('https://example.invalid/worker.js')),
            data: attempt(() => new Worker('data:text/javascript,1')),
            network: await other('https://example.invalid/'),
          };
        });
        expect(outcomes).toEqual({ markup: 'refused', script: 'refused', elsewhere: 'refused', data: 'refused', network: 'refused' });
        await isHarmless(page);
      },
      { program: '1', expected: /TrustedHTML|TrustedScript|Trusted Type|Content Security Policy|Refused|violates/i },
    ));
});
