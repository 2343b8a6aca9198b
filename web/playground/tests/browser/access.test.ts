// For everyone: keys alone, readers of the screen, dark and light, small screens, no network.
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { serve } from '../../serve.mjs';
import { colouredPixels, editor, FOLDER, ready, run, site, write } from './browser';

const page_ = site();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe-core finds wrong, in short. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } };
    return (await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })).violations;
  });
  return found.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.slice(0, 4).map((node) => `  ${node.html.slice(0, 160)}\n  ${node.failureSummary}`).join('\n')}`);
}

const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: at } = document;
    if (!at || at === document.body) return 'nothing';
    return at.classList.contains('cm-content') ? 'editor' : (at.getAttribute('aria-label') ?? at.textContent ?? '').trim();
  });

const PROGRAM = '# %%\nprint("text")\n1/3\n\n# %%\nplot([sin(x), cos(x)], x, -5, 5, title = "Waves")\n\n# %%\nintegrate(x*sin(x), x)\n\n# %%\n[1/k for k in 1..30]\n\n# %%\n2^500\n\n# %%\n[1, 2][5]';

async function runAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.waitForSelector('.error, .program-result .printed');
  await page.mouse.move(5, 400);
  await page.waitForTimeout(300);
}

for (const scheme of ['light', 'dark'] as const) {
  describe(`in the ${scheme} theme`, () => {
    it('every control has a name and every text its contrast', () =>
      page_.visit(
        async (page) => {
          expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe(scheme);
          await runAll(page);
          await page.getByRole('button', { name: 'Steps' }).first().click();
          await page.waitForSelector('.steps');
          await page.getByRole('button', { name: 'Variables' }).click();
          expect(await violations(page)).toEqual([]);
          for (const name of ['Examples', 'Help', 'Share']) {
            await page.getByRole('button', { name }).click();
            await page.waitForSelector('dialog[open]');
            expect(await violations(page), name).toEqual([]);
            await page.keyboard.press('Escape');
            await page.waitForSelector('dialog', { state: 'detached' });
          }
          await page.getByRole('button', { name: 'Program', exact: true }).click();
          await runAll(page);
          expect(await violations(page)).toEqual([]);
        },
        { program: PROGRAM, colorScheme: scheme },
      ));
  });
}

describe('the theme', () => {
  it('can be chosen, and stays', () =>
    page_.visit(
      async (page) => {
        const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
        const light = await ground();
        const button = page.getByRole('button', { name: /^Theme/ });
        await button.click();
        await button.click();
        expect(await button.getAttribute('aria-label')).toBe('Theme: dark');
        const dark = await ground();
        expect(dark).not.toBe(light);
        await page.reload();
        await ready(page);
        expect(await ground()).toBe(dark);
        // A plot follows.
        await page.getByRole('button', { name: 'Run', exact: true }).click();
        await page.waitForSelector('.plot-surface canvas');
        const corner = () => page.evaluate(() => [...document.querySelector<HTMLCanvasElement>('.plot-surface canvas')!.getContext('2d')!.getImageData(2, 2, 1, 1).data.slice(0, 3)]);
        await page.waitForTimeout(200);
        expect(Math.max(...(await corner()))).toBeLessThan(80);
        await button.click();
        await page.waitForTimeout(200);
        expect(Math.min(...(await corner()))).toBeGreaterThan(200);
      },
      { program: 'plot(x^2, x, -1, 1)', colorScheme: 'light', expected: /getImageData/ },
    ));
});

describe('with keys alone', () => {
  it('everything can be reached, in order, and left again', () =>
    page_.visit(
      async (page) => {
        const walk: string[] = [];
        for (let k = 0; k < 24; k += 1) {
          await page.keyboard.press('Tab');
          walk.push(await focused(page));
        }
        expect(walk.slice(0, 12)).toEqual(['Skip to the program', 'Rumina playground', 'Cells', 'Program', 'Run', 'New', 'Examples', 'Share', 'Variables', 'Theme: system', 'Help', 'Run this cell']);
        // Through the editor of the first cell and on to the second.
        expect(walk.slice(12, 18)).toEqual(['editor', 'Move up', 'Move down', 'Delete', 'Run this cell', 'editor']);
        expect(walk).toContain('Add a cell');
      },
      { program: '# %%\n1\n\n# %%\n2' },
    ));

  it('a session goes from cell to cell', () =>
    page_.visit(
      async (page) => {
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Tab');
        expect(await focused(page)).toBe('editor');
        await page.keyboard.type('a = 6');
        await page.keyboard.press('Shift+Enter');
        await page.keyboard.type('a * 7');
        await page.keyboard.press('Shift+Enter');
        await page.waitForSelector('.value');
        expect(await page.locator('.value').textContent()).toContain('42');
        expect(await page.locator('.cell').count()).toBe(3);
        // Up through the cells with the arrows; an empty cell goes with Backspace.
        await page.keyboard.press('Backspace');
        expect(await page.locator('.cell').count()).toBe(2);
        await page.keyboard.press('ArrowUp');
        await page.keyboard.press('Home');
        await page.keyboard.type('b');
        expect(await editor(page, 0).textContent()).toBe('ba = 6');
        await page.keyboard.press('Alt+ArrowDown');
        expect(await editor(page, 1).textContent()).toBe('ba = 6');
        expect(await focused(page)).toBe('editor');
      },
      { program: '' },
    ));

  it('windows keep the focus inside, close with Escape and give it back', () =>
    page_.visit(
      async (page) => {
        const button = page.getByRole('button', { name: 'Examples' });
        await button.focus();
        await page.keyboard.press('Enter');
        await page.waitForSelector('dialog[open]');
        for (let k = 0; k < 40; k += 1) {
          await page.keyboard.press('Tab');
          // In Chromium the way round a dialog leads once through the browser itself.
          expect(await page.evaluate(() => document.activeElement === document.body || document.querySelector('dialog')!.contains(document.activeElement))).toBe(true);
        }
        await page.keyboard.press('Escape');
        await page.waitForSelector('dialog', { state: 'detached' });
        expect(await focused(page)).toBe('Examples');
        await page.keyboard.press('F1');
        await page.waitForSelector('dialog[open]');
        await page.keyboard.type('gcd');
        await page.waitForSelector('dialog .help-card');
        expect(await page.locator('dialog .help-signature').textContent()).toContain('gcd(');
      },
      { program: '1' },
    ));

  it('the focus is always seen', () =>
    page_.visit(
      async (page) => {
        for (let k = 0; k < 16; k += 1) {
          await page.keyboard.press('Tab');
          await page.waitForTimeout(200);
          const seen = await page.evaluate(() => {
            const at = document.activeElement!;
            const style = getComputedStyle(at.classList.contains('cm-content') ? at.closest('.cell-input')! : at);
            return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
          });
          expect(seen, await focused(page)).toBe(true);
        }
      },
      { program: '# %%\n1\n\n# %%\n2' },
    ));
});

describe('readers of the screen', () => {
  it('are told results and errors', () =>
    page_.visit(
      async (page) => {
        const said = () => page.locator('#announcer').textContent();
        await write(page, '6 * 7');
        await run(page);
        await page.waitForSelector('.value');
        expect(await said()).toBe('Cell 1: 42');
        await write(page, '[1][4]');
        await run(page);
        await page.waitForSelector('.error');
        expect(await said()).toMatch(/^Cell 1: IndexError in line 1/);
        await write(page, 'plot(sin(x), x, 0, 6)');
        await run(page);
        await page.waitForSelector('.plot-surface');
        expect(await page.locator('.plot-surface').getAttribute('aria-label')).toMatch(/^Plot of plot\(sin\(x\), x, 0, 6\), x from 0 to 6/);
        await write(page, 'x^2/3');
        await run(page);
        await page.waitForSelector('.value math');
        expect(await page.locator('.value math').count()).toBe(1);
      },
      { program: '' },
    ));
});

describe('on a phone', () => {
  const phone = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

  it('nothing is cut off and everything can be touched', () =>
    page_.visit(
      async (page) => {
        await page.getByRole('button', { name: 'Run', exact: true }).tap();
        await page.waitForSelector('.error');
        await page.waitForTimeout(300);
        const layout = await page.evaluate(() => {
          const small = [...document.querySelectorAll<HTMLElement>('button')]
            .filter((button) => button.offsetParent !== null)
            .map((button) => ({ name: button.getAttribute('aria-label') ?? button.textContent, ...button.getBoundingClientRect().toJSON() as { width: number; height: number } }))
            .filter(({ width, height }) => width < 24 || height < 24)
            .map(({ name, width, height }) => `${name} ${width}x${height}`);
          return { wide: document.documentElement.scrollWidth - window.innerWidth, small };
        });
        expect(layout).toEqual({ wide: 0, small: [] });
        for (const name of ['Examples', 'Help']) {
          await page.getByRole('button', { name }).tap();
          await page.waitForSelector('dialog[open]');
          const box = (await page.locator('dialog').boundingBox())!;
          expect(box.x).toBeGreaterThanOrEqual(0);
          expect(box.width).toBeLessThanOrEqual(360);
          await page.getByRole('button', { name: 'Close', exact: true }).tap();
        }
        expect(await violations(page)).toEqual([]);
      },
      { program: PROGRAM, ...phone },
    ));

  it('a plot is moved and zoomed by fingers, and its buttons cover nothing', () =>
    page_.visit(
      async (page) => {
        await page.getByRole('button', { name: 'Run', exact: true }).tap();
        await page.waitForSelector('.plot-surface canvas');
        const box = (await page.locator('.plot-surface').boundingBox())!;
        const tools = (await page.locator('.plot-tools').boundingBox())!;
        expect(tools.y).toBeGreaterThanOrEqual(box.y + box.height - 1);
        const client = await page.context().newCDPSession(page);
        const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: (readonly [number, number])[]) =>
          client.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x: box.x + x * box.width, y: box.y + y * box.height, id })) });
        const picture = () => page.evaluate(() => document.querySelector<HTMLCanvasElement>('.plot-surface canvas')!.toDataURL());
        await expect.poll(() => colouredPixels(page, '.plot-surface')).toBeGreaterThan(300);
        await page.evaluate(() => document.fonts.ready);
        await page.waitForTimeout(200);
        const home = await picture();
        await touch('touchStart', [0.4, 0.5]);
        for (let k = 1; k <= 5; k += 1) await touch('touchMove', [0.4 + 0.05 * k, 0.5]);
        await touch('touchEnd');
        await expect.poll(picture).not.toBe(home);
        const moved = await picture();
        await touch('touchStart', [0.45, 0.5], [0.55, 0.5]);
        for (let k = 1; k <= 5; k += 1) await touch('touchMove', [0.45 - 0.06 * k, 0.5], [0.55 + 0.06 * k, 0.5]);
        await touch('touchEnd');
        await expect.poll(picture).not.toBe(moved);
        await page.getByRole('button', { name: 'Show all again' }).tap();
        await expect.poll(picture, { timeout: 5000 }).toBe(home);
      },
      { program: 'plot(sin(x), x, -10, 10)', ...phone },
    ));

  it('what is touched stays under the finger', () =>
    page_.visit(
      async (page) => {
        await page.getByRole('button', { name: 'Run', exact: true }).tap();
        await page.waitForSelector('.value');
        const copy = page.getByRole('button', { name: 'Copy as text' });
        const isCopied = () => expect.poll(() => copy.textContent()).toBe('Copied');
        await copy.tap();
        await isCopied();
        await expect.poll(() => copy.textContent(), { timeout: 4000 }).toBe('Text');
        // From the editor, which has tools below itself while it is written in.
        await editor(page).tap();
        await page.getByRole('button', { name: 'Move down' }).waitFor();
        await copy.tap();
        await isCopied();
      },
      { program: '1/3', permissions: ['clipboard-read', 'clipboard-write'], ...phone },
    ));

  it('has the characters of mathematics at hand while one writes', () =>
    page_.visit(
      async (page) => {
        expect(await page.locator('.character-bar').isVisible()).toBe(false);
        await editor(page).tap();
        await page.keyboard.type('2');
        for (const name of ['^', 'parentheses']) await page.getByRole('button', { name, exact: true }).tap();
        await page.keyboard.type('1');
        await page.getByRole('button', { name: 'π', exact: true }).tap();
        expect(await editor(page).textContent()).toBe('2^(1π)');
        expect(await focused(page)).toBe('editor');
        expect(await violations(page)).toEqual([]);
      },
      { program: '', ...phone },
    ));

  it('a program is written above its result', () =>
    page_.visit(
      async (page) => {
        await page.getByRole('button', { name: 'Run', exact: true }).tap();
        await page.waitForSelector('.printed');
        const [source, result] = [(await page.locator('.program-source').boundingBox())!, (await page.locator('.program-result').boundingBox())!];
        expect(result.y).toBeGreaterThanOrEqual(source.y + source.height - 1);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
      },
      { program: 'print("a long line " + "of text " + to_string(2^200))', mode: 'program', ...phone },
    ));
});

describe('without a network', () => {
  it('the page loads again and computes, plots in space included', () =>
    page_.visit(
      async (page) => {
        // One visit is enough.
        await page.evaluate(async () => {
          await navigator.serviceWorker.ready;
        });
        await page.context().setOffline(true);
        await page.reload();
        await ready(page);
        expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
        await write(page, '1/3 + 1/6');
        await run(page);
        await page.waitForSelector('.value');
        await write(page, 'plot3d(x*y, x, -1, 1, y, -1, 1)');
        await run(page);
        await page.waitForSelector('.plot-space canvas');
        await page.context().setOffline(false);
      },
      { program: '', serviceWorkers: 'allow', expected: /GPU stall|WebGL|swiftshader|ERR_INTERNET_DISCONNECTED|service worker/i },
    ));

  it('the caches of older builds are dropped, others are left alone', () =>
    page_.visit(
      async (page) => {
        const names = await page.evaluate(async () => {
          await navigator.serviceWorker.ready;
          return caches.keys();
        });
        expect(names.filter((name) => name.startsWith('rumina-playground-')).length).toBe(1);
        await page.evaluate(async () => {
          await caches.open('rumina-playground-old');
          await caches.open('something-else');
          const registration = await navigator.serviceWorker.ready;
          await registration.unregister();
        });
        await page.reload();
        await ready(page);
        await page.waitForFunction(async () => {
          await navigator.serviceWorker.ready;
          const left = await caches.keys();
          return !left.includes('rumina-playground-old') && left.includes('something-else');
        });
      },
      { program: '', serviceWorkers: 'allow' },
    ));

  it('a new build is offered and taken over as a whole', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'playground-'));
    await cp(FOLDER, folder, { recursive: true });
    const server = await serve(folder, 0);
    const context = await page_.browser.newContext();
    try {
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      await ready(page);
      await page.evaluate(async () => {
        await navigator.serviceWorker.ready;
      });
      await page.reload();
      await ready(page);
      const change = async (name: string, from: RegExp, to: string) => writeFile(join(folder, name), (await readFile(join(folder, name), 'utf8')).replace(from, to));
      await change('index.html', /<title>.*<\/title>/, '<title>The next build</title>');
      await change('service_worker.js', /"[0-9a-f]{16}"/, '"ffffffffffffffff"');
      // Until the reader agrees the old build stays whole.
      await page.reload();
      await page.waitForSelector('.toast-offer');
      expect(await page.title()).toContain('Rumina');
      await page.getByRole('button', { name: 'Load it' }).click();
      await page.waitForFunction(() => document.title === 'The next build');
      await ready(page);
      expect((await page.evaluate(() => caches.keys())).filter((name) => name.startsWith('rumina-playground-'))).toEqual(['rumina-playground-ffffffffffffffff']);
    } finally {
      await context.close();
      server.close();
      await rm(folder, { recursive: true });
    }
  });
});
