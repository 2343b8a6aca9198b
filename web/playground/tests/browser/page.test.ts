// What a reader does: run, err, cancel, draw, share, come back.
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { colouredPixels, editor, ready, run, site, write } from './browser';

const page_ = site();
/** Pictures are drawn when the browser finds the time. */
const POLL = { timeout: 10_000, interval: 100 };

async function evaluate(page: Page, program: string): Promise<void> {
  await write(page, program);
  await run(page);
  await page.waitForSelector('.value');
}

describe('a first visit', () => {
  it('shows results of the welcome at once', () =>
    page_.visit(
      async (page) => {
        await page.waitForSelector('.plot-surface canvas');
        expect(await page.locator('.value').count()).toBeGreaterThanOrEqual(2);
        expect(await page.locator('.error').count()).toBe(0);
        expect(await page.title()).toContain('Rumina');
      },
      { serviceWorkers: 'allow' },
    ));

  it('computes exactly', () =>
    page_.visit(
      async (page) => {
        await write(page, '1/3 + 1/6');
        await run(page);
        await page.waitForSelector('.value');
        expect(await page.locator('.value annotation').textContent()).toContain('\\frac{1}{2}');
        await page.getByRole('button', { name: 'Show as a decimal number' }).or(page.getByText('≈ Decimal')).first().click();
        await page.waitForSelector('.approximation');
        expect(await page.locator('.approximation').textContent()).toMatch(/0\.5/);
      },
      { program: '' },
    ));
});

describe('a result', () => {
  it('is copied as text and as LaTeX', () =>
    page_.visit(
      async (page) => {
        await evaluate(page, 'integrate(x^2, x)');
        const copied = () => page.evaluate(() => navigator.clipboard.readText());
        await page.getByRole('button', { name: 'Copy as text' }).click();
        await expect.poll(copied, POLL).toBe('x^3/3');
        expect(await page.locator('#announcer').textContent()).toContain('Copied');
        await page.getByRole('button', { name: 'Copy as LaTeX' }).click();
        await expect.poll(copied, POLL).toBe('\\frac{x^{3}}{3}');
      },
      { program: '', permissions: ['clipboard-read', 'clipboard-write'] },
    ));

  it('that is long goes on in the next line, or scrolls by itself', async () => {
    for (const viewport of [{ width: 1280, height: 860 }, { width: 360, height: 740 }]) {
      await page_.visit(
        async (page) => {
          await page.getByRole('button', { name: 'Run', exact: true }).click();
          await page.waitForFunction(() => document.querySelectorAll('.value').length === 5);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
          const sizes = await page.locator('.value').evaluateAll((values) =>
            values.map((value) => {
              const content = value.querySelector('.value-formula, .value-text')!;
              const content_ = content.querySelector('.katex-html, .value-list') ?? content;
              return { tall: content_.getBoundingClientRect().height > 60, cut: content.scrollWidth > content.clientWidth + 1 };
            }),
          );
          // The sum and the fractions are broken into lines; the roots scroll.
          expect(sizes[0]).toEqual({ tall: true, cut: false });
          expect(sizes[1]).toEqual({ tall: true, cut: false });
          expect(sizes[2]!.cut).toBe(true);
          expect(sizes[3]).toEqual({ tall: true, cut: false });
          expect(await page.locator('.value-list').first().locator('li').count()).toBe(30);
          expect(await page.locator('.value').nth(3).textContent()).toContain('2,568 digits');
          // Many values are text.
          expect(await page.locator('.value').nth(4).locator('.value-text').count()).toBe(1);
        },
        { program: '# %%\nexpand((a+b+c)^12)\n\n# %%\n[1/k for k in 1..30]\n\n# %%\nsolve(x^4 + x + 1 == 0, x)\n\n# %%\n1000!\n\n# %%\n[k^2 for k in 1..300]', viewport },
      );
    }
  });
});

describe('an empty page', () => {
  it('suggests a beginning, and only then', () =>
    page_.visit(
      async (page) => {
        await page.getByRole('button', { name: 'solve(x^2 - x - 1 == 0, x)' }).click();
        await page.waitForSelector('.value');
        expect(await page.locator('.suggestions').isVisible()).toBe(false);
        await page.getByRole('button', { name: 'New' }).click();
        expect(await page.locator('.suggestions').isVisible()).toBe(true);
        await page.getByRole('button', { name: 'Undo' }).click();
        expect(await editor(page).textContent()).toBe('solve(x^2 - x - 1 == 0, x)');
      },
      { program: '' },
    ));
});

describe('a wrong program', () => {
  it('shows the caret below the mistake while it is typed', () =>
    page_.visit(
      async (page) => {
        await write(page, 'x = 3\ny = x + nosuchfunction(2)');
        await page.waitForSelector('.caret-line');
        const [carets, message] = [await page.locator('.caret-marks').textContent(), await page.locator('.caret-line').textContent()];
        expect(carets).toMatch(/^ {8}\^{14}/);
        expect(message).toContain('nosuchfunction');
        // It goes away when the mistake is gone.
        await write(page, 'x = 3');
        await page.waitForSelector('.caret-line', { state: 'detached' });
      },
      { program: '' },
    ));

  it('shows kind, line, caret, hint and trace when it ran', () =>
    page_.visit(
      async (page) => {
        await write(page, 'func inner(a) {\n    return [1, 2, 3][a]\n}\nfunc outer(a) {\n    let b = inner(a)\n    return b\n}\nouter(7)');
        await run(page);
        await page.waitForSelector('.error');
        expect(await page.locator('.error-kind').textContent()).toBe('IndexError');
        expect(await page.locator('.error-place').first().textContent()).toContain('line 2');
        const excerpt = await page.locator('.excerpt').textContent();
        expect(excerpt).toContain('return [1, 2, 3][a]');
        expect(excerpt).toContain('^');
        await page.locator('.trace summary').click();
        expect(await page.locator('.trace').textContent()).toMatch(/outer[\s\S]*inner/);
        // The place leads into the program.
        await page.locator('button.error-place').first().click();
        expect(await page.evaluate(() => document.activeElement?.classList.contains('cm-content'))).toBe(true);
        await write(page, 'integrat(x, x)');
        await run(page);
        await page.waitForSelector('.error-hint');
        expect(await page.locator('.error-hint').textContent()).toContain('integrate');
      },
      { program: '' },
    ));
});

describe('a program without end', () => {
  it('is cancelled within 250 ms, and the session lives', () =>
    page_.visit(
      async (page) => {
        await write(page, 'kept = 41');
        await page.keyboard.press('Shift+Enter');
        await ready(page);
        await write(page, 'while true { }', 1);
        await run(page);
        await page.waitForSelector('#app[data-engine="running"]');
        await page.waitForTimeout(700);
        expect(await page.locator('.clock').textContent()).toMatch(/^\d\.\d s/);
        await expect.poll(() => page.locator('.clock-detail').textContent(), POLL).toMatch(/^[\d.]+[KMB]? steps/);
        expect(await page.getByRole('progressbar').isVisible()).toBe(true);
        const took = await page.evaluate(async () => {
          const started = performance.now();
          (document.querySelector('.run-all') as HTMLButtonElement).click();
          while (!document.querySelector('.cancelled')) await new Promise((resolve) => requestAnimationFrame(resolve));
          return performance.now() - started;
        });
        expect(took).toBeLessThan(250);
        await write(page, 'kept + 1', 1);
        await run(page);
        await page.waitForSelector('.value');
        expect(await page.locator('.value').last().textContent()).toContain('42');
      },
      { program: '' },
    ));

  it('that was changed while it ran and is run again shows what it comes to now', () =>
    page_.visit(
      async (page) => {
        const busy = 'k = 0; while k < 60000000 { k = k + 1 }';
        await write(page, `${busy} 1`);
        await run(page);
        await page.waitForSelector('#app[data-engine="running"]');
        await write(page, '20 + 3');
        await run(page);
        await expect.poll(() => page.locator('.value').allTextContents(), POLL).toEqual([expect.stringContaining('23')]);
        await ready(page);
        expect(await page.locator('.result.stale').count()).toBe(0);
        // Not run again, what it was remains, and is marked as such.
        await write(page, `${busy} 1`);
        await run(page);
        await page.waitForSelector('#app[data-engine="running"]');
        await write(page, '20 + 4');
        await ready(page);
        await expect.poll(() => page.locator('.result.stale .value').allTextContents(), POLL).toEqual([expect.stringMatching(/^1/)]);
      },
      { program: '' },
    ));

  it('gives way to another program', () =>
    page_.visit(
      async (page) => {
        await page.getByRole('button', { name: 'Run', exact: true }).click();
        await page.waitForSelector('#app[data-engine="running"]');
        await page.getByRole('button', { name: 'Examples' }).click();
        await page.locator('.card').first().click();
        await page.waitForSelector('.value');
        await ready(page);
        expect(await page.locator('.toast').count()).toBe(0);
        expect(await page.locator('.error').count()).toBe(0);
      },
      { program: 'while true { }' },
    ));

  it('is cancelled inside a single long calculation, too', () =>
    page_.visit(
      async (page) => {
        await write(page, 'kept = 41');
        await page.keyboard.press('Shift+Enter');
        await ready(page);
        await page.waitForTimeout(600);
        await write(page, 'factor_integer((10^40 + 121) * (10^41 + 63) * (10^39 + 3))', 1);
        await run(page);
        await page.waitForSelector('#app[data-engine="running"]');
        await page.waitForTimeout(600);
        await page.keyboard.press('Escape');
        await page.waitForSelector('.cancelled, .error, .value', { timeout: 10_000 });
        await ready(page);
        await write(page, 'kept + 1', 1);
        await run(page);
        await page.waitForSelector('.value');
        expect(await page.locator('.value').last().textContent()).toContain('42');
      },
      { program: '' },
    ));
});

/** Moves a figure by two of its widths, where nothing is to be seen unless it is sampled anew. The frame of what has the focus has a colour. */
async function moveTwoWidths(page: Page): Promise<void> {
  await page.locator('.plot-surface').focus();
  for (let k = 0; k < 20; k += 1) await page.keyboard.press('ArrowRight');
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
}

describe('a plot', () => {
  it('appears in colour, moves by keys and is sampled anew', () =>
    page_.visit(
      async (page) => {
        await write(page, 'plot([sin(3*x)/2, cos(x)], x, -1, 1)');
        await run(page);
        await page.waitForSelector('.plot-surface canvas');
        const surface = page.locator('.plot-surface');
        // Without the focus, whose frame has a colour, too.
        const pixels = async () => {
          await page.evaluate(() => (document.activeElement as HTMLElement).blur());
          return colouredPixels(page, '.plot-surface');
        };
        await expect.poll(pixels, POLL).toBeGreaterThan(500);
        const before = await pixels();
        const press = async (key: string, times: number) => {
          await surface.focus();
          for (let k = 0; k < times; k += 1) await page.keyboard.press(key);
        };
        // Two widths to the right there is nothing, unless it is sampled anew.
        await press('ArrowRight', 20);
        await expect.poll(pixels, POLL).toBeGreaterThan(300);
        // Far above the curves there is nothing whatever is done.
        await press('ArrowUp', 30);
        await expect.poll(pixels, POLL).toBe(0);
        await press('+', 8);
        await press('0', 1);
        await expect.poll(async () => Math.abs((await pixels()) - before), POLL).toBeLessThan(before / 4);
        // Curves can be hidden.
        await page.locator('.legend-entry').first().click();
        await page.mouse.move(5, 800);
        await expect.poll(pixels, POLL).toBeLessThan(before * 0.8);
      },
      { program: '' },
    ));

  it('is sampled anew for what it is moved to although frames come late', () =>
    page_.visit(
      async (page) => {
        await write(page, 'plot([sin(3*x)/2, cos(x)], x, -1, 1)');
        await run(page);
        await page.waitForSelector('.plot-surface canvas');
        await page.evaluate(() => {
          const soon = window.requestAnimationFrame.bind(window);
          window.requestAnimationFrame = (paint) => window.setTimeout(() => soon(paint), 800);
          window.cancelAnimationFrame = (frame) => window.clearTimeout(frame);
        });
        await moveTwoWidths(page);
        await page.waitForTimeout(2500); // by now it shows the other part, and has had its answer
        await expect.poll(() => colouredPixels(page, '.plot-surface'), POLL).toBeGreaterThan(300);
      },
      { program: '' },
    ));

  it('is sampled anew although a program runs meanwhile', () =>
    page_.visit(
      async (page) => {
        await write(page, 'plot([sin(3*x)/2, cos(x)], x, -1, 1)');
        await page.keyboard.press('Shift+Enter');
        await page.waitForSelector('.plot-surface canvas');
        await ready(page);
        await write(page, 'while true { }', 1);
        await run(page);
        await page.waitForSelector('#app[data-engine="running"]');
        await moveTwoWidths(page);
        await page.waitForTimeout(600); // the figure asks while the program runs
        await page.evaluate(() => (document.querySelector('.run-all') as HTMLButtonElement).click());
        await page.waitForSelector('.cancelled');
        const pixels = () => colouredPixels(page, '.plot-surface');
        await expect.poll(pixels, POLL).toBeGreaterThan(300);
        await ready(page);
      },
      { program: '' },
    ));

  it('is dragged and zoomed by the pointer', () =>
    page_.visit(
      async (page) => {
        await write(page, 'plot(x, x, 0, 10)');
        await run(page);
        await page.waitForSelector('.plot-surface canvas');
        const box = (await page.locator('.plot-surface').boundingBox())!;
        // Far from the curve, where the coordinates are those of the pointer.
        const place = { x: box.x + box.width * 0.8, y: box.y + box.height * 0.8 };
        const coordinates = async () => {
          await page.mouse.move(place.x + 1, place.y);
          await page.mouse.move(place.x, place.y);
          const text = (await page.locator('.plot-readout').textContent()) ?? '';
          return text.split(', ').map((number) => Number(number.replace('−', '-')));
        };
        await expect.poll(async () => (await coordinates()).length, POLL).toBe(2);
        const [x0, y0] = await coordinates();
        await page.mouse.down();
        await page.mouse.move(place.x - 100, place.y - 60, { steps: 4 });
        await page.mouse.up();
        await expect.poll(async () => (await coordinates())[0]! - x0!, POLL).toBeGreaterThan(0.8);
        const [x1, y1] = await coordinates();
        expect(y1!).toBeLessThan(y0! - 0.8);
        // The wheel with the key, around the pointer: what is under it stays, the ends come nearer.
        const ticks = () => page.evaluate(() => [...document.querySelector<HTMLCanvasElement>('.plot-surface canvas')!.getContext('2d')!.getImageData(0, 0, 400, 300).data].reduce((sum, value) => sum + value, 0));
        const before = await ticks();
        await page.keyboard.down('Control');
        await page.mouse.wheel(0, -400);
        await page.keyboard.up('Control');
        await expect.poll(ticks, POLL).not.toBe(before);
        expect(Math.abs((await coordinates())[0]! - x1!)).toBeLessThan(0.1);
        await page.mouse.dblclick(place.x, place.y);
        await expect.poll(async () => Math.abs((await coordinates())[0]! - x0!), POLL).toBeLessThan(0.05);
      },
      { program: '', expected: /getImageData/ },
    ));

  it('keeps its mark on the curve when it is zoomed under the pointer', () =>
    page_.visit(
      async (page) => {
        await write(page, 'plot(vec[t, t], t, 0, 10)');
        await run(page);
        await page.waitForSelector('.plot-surface canvas');
        const plane = (await page.locator('.plot-surface .u-over').boundingBox())!;
        const place = { x: plane.x + plane.width * 0.5 + 12, y: plane.y + plane.height * 0.5 };
        const mark = async () => {
          const box = (await page.locator('.plot-surface .u-cursor-pt').boundingBox())!;
          return [Math.round(box.x + box.width / 2 - place.x), Math.round(box.y + box.height / 2 - place.y)];
        };
        await page.mouse.move(place.x, place.y);
        await expect.poll(async () => Math.hypot(...(await mark())), POLL).toBeLessThan(28);
        const readout = () => page.locator('.plot-readout').textContent();
        await page.keyboard.down('Control');
        for (let k = 0; k < 3; k += 1) await page.mouse.wheel(0, 60);
        await page.keyboard.up('Control');
        // Sampled anew, and painted.
        await page.waitForTimeout(800);
        const [told, shown] = [await readout(), await mark()];
        // Where it is put when the pointer comes anew.
        await page.mouse.move(plane.x + 3, plane.y + 3);
        await page.mouse.move(place.x, place.y);
        await expect.poll(mark, POLL).toEqual(shown);
        expect(await readout()).toBe(told);
      },
      { program: '' },
    ));

  it('in space loads three.js on demand and turns by keys', () =>
    page_.visit(
      async (page) => {
        const loaded: string[] = [];
        page.on('request', (request) => loaded.push(request.url()));
        await write(page, 'plot3d(x*y, x, -1, 1, y, -1, 1)');
        await run(page);
        await page.waitForSelector('.plot-space canvas');
        await page.waitForTimeout(800);
        const surface = page.locator('.plot-space .plot-surface');
        expect(await colouredPixels(page, '.plot-space .plot-surface')).toBeGreaterThan(5000);
        expect(loaded.some((address) => /assets\/space-/.test(address))).toBe(true);
        const before = await surface.screenshot();
        await surface.focus();
        for (let k = 0; k < 4; k += 1) await page.keyboard.press('ArrowLeft');
        await page.waitForTimeout(400);
        expect((await surface.screenshot()).equals(before)).toBe(false);
      },
      { program: '', expected: /GPU stall|WebGL|swiftshader/i },
    ));
});

describe('without WebGL', () => {
  it('a plot in space says what is missing', () =>
    page_.visit(
      async (page) => {
        await page.evaluate(() => {
          const own = HTMLCanvasElement.prototype.getContext;
          HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...more: unknown[]) {
            return /webgl/.test(kind) ? null : own.apply(this, [kind, ...more] as never);
          } as typeof own;
        });
        await write(page, 'plot3d(x*y, x, -1, 1, y, -1, 1)');
        await run(page);
        await page.waitForFunction(() => document.querySelector('.plot-waiting')?.textContent?.includes('need WebGL'));
      },
      { program: '', expected: /WebGL/ },
    ));
});

describe('steps', () => {
  it('are told for an integral', () =>
    page_.visit(
      async (page) => {
        await write(page, 'integrate(x*exp(x), x)');
        await run(page);
        await page.getByRole('button', { name: 'Steps' }).click();
        await page.waitForSelector('.steps');
        expect(await page.locator('.step').count()).toBeGreaterThan(1);
        expect(await page.locator('.step .katex').count()).toBeGreaterThan(1);
      },
      { program: '' },
    ));
});

describe('work', () => {
  it('is there again after a reload', () =>
    page_.visit(
      async (page) => {
        await write(page, 'my_own_work = 1');
        await page.waitForTimeout(700);
        await page.reload();
        await ready(page);
        expect(await editor(page).textContent()).toContain('my_own_work');
        expect(await page.locator('.result > *').count()).toBe(0);
      },
      { program: '1 + 1' },
    ));

  it('is saved as a file and opened from one', () =>
    page_.visit(
      async (page) => {
        await page.getByRole('button', { name: 'Share' }).click();
        const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as a file' }).click()]);
        expect(download.suggestedFilename()).toBe('program.lm');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: 'Examples' }).click();
        await page.locator('#program-file').setInputFiles({ name: 'other.lm', mimeType: 'text/plain', buffer: Buffer.from('# %%\nfrom_a_file\n\n# %%\n2\n') });
        await page.waitForFunction(() => document.querySelectorAll('.cell').length === 2);
        expect(await editor(page).textContent()).toBe('from_a_file');
        expect(await page.locator('.result > *').count()).toBe(0);
      },
      { program: 'my_own' },
    ));

  it('goes from cells to one program and back', () =>
    page_.visit(
      async (page) => {
        await page.getByRole('button', { name: 'Program', exact: true }).click();
        expect(await editor(page).textContent()).toContain('# %%');
        await run(page);
        await page.waitForSelector('.program-result .printed');
        expect(await page.locator('.printed').textContent()).toBe('6');
        await page.getByRole('button', { name: 'Cells', exact: true }).click();
        expect(await page.locator('.cell').count()).toBe(2);
      },
      { program: '# %%\na = 2\n\n# %%\nprint(3*a)' },
    ));

  it('shares variables between cells, not with a program of its own', () =>
    page_.visit(
      async (page) => {
        await page.getByRole('button', { name: 'Run', exact: true }).click();
        await page.waitForSelector('.value');
        await page.getByRole('button', { name: 'Variables' }).click();
        await page.waitForSelector('.variable');
        expect(await page.locator('.variables').textContent()).toContain('a');
        await page.getByRole('button', { name: 'Forget all variables' }).click();
        await page.waitForFunction(() => document.querySelectorAll('.variable').length === 0);
      },
      { program: '# %%\na = 2\n\n# %%\na^100' },
    ));

  it('brings back a deleted cell', () =>
    page_.visit(
      async (page) => {
        await page.locator('.cell').first().hover();
        await page.getByRole('button', { name: 'Delete' }).first().click();
        expect(await page.locator('.cell').count()).toBe(1);
        await page.getByRole('button', { name: 'Undo' }).click();
        expect(await page.locator('.cell').count()).toBe(2);
        expect(await editor(page, 0).textContent()).toBe('first');
      },
      { program: '# %%\nfirst\n\n# %%\nsecond' },
    ));
});

describe('the editor', () => {
  it('colours the names of the library, which the session tells', () =>
    page_.visit(
      async (page) => {
        await page.waitForSelector('.tok-library');
        expect(await page.locator('.tok-library').allTextContents()).toEqual(['integrate', 'sin']);
      },
      { program: 'integrate(f(x)*sin(x), x)' },
    ));

  it('enters characters by name and the Tab key', () =>
    page_.visit(
      async (page) => {
        await editor(page).click();
        await page.keyboard.type('2\\pi');
        await page.keyboard.press('Tab');
        expect(await editor(page).textContent()).toBe('2π');
        await page.keyboard.type('*\\alph');
        await page.keyboard.press('Tab');
        expect(await editor(page).textContent()).toBe('2π*α');
      },
      { program: '' },
    ));

  it('completes names and shows the signature of a call', () =>
    page_.visit(
      async (page) => {
        await editor(page).click();
        await page.keyboard.type('definite_int', { delay: 30 });
        await page.waitForSelector('.cm-tooltip-autocomplete');
        // What it does stands beside the list.
        await page.waitForSelector('.cm-completionInfo');
        const [list, about] = [(await page.locator('.cm-tooltip-autocomplete > ul').boundingBox())!, (await page.locator('.cm-completionInfo').boundingBox())!];
        expect(about.x).toBeGreaterThanOrEqual(list.x + list.width - 2);
        expect(await page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.closest('.cm-completionInfo') !== null, { x: about.x + 20, y: about.y + 12 })).toBe(true);
        await page.keyboard.press('Tab');
        expect(await editor(page).textContent()).toBe('definite_integral');
        await page.keyboard.type('(x^2, ', { delay: 30 });
        await page.waitForSelector('.signature');
        // The second parameter is the one that is written now.
        expect(await page.locator('.signature strong').textContent()).toMatch(/^x\b/);
      },
      { program: '' },
    ));

  it('explains the name under the pointer', () =>
    page_.visit(
      async (page) => {
        await page.waitForSelector('.tok-library');
        await page.locator('.tok-library').first().hover();
        await page.waitForSelector('.cm-tooltip .help-card');
        expect(await page.locator('.cm-tooltip .help-signature').textContent()).toContain('integrate(');
      },
      { program: 'integrate(x, x)' },
    ));

  it('puts a program into the usual layout', () =>
    page_.visit(
      async (page) => {
        await write(page, 'x=1+2*3');
        await page.keyboard.press('Shift+Alt+F');
        await page.waitForFunction(() => document.querySelector('.cm-content')?.textContent === 'x = 1+2*3');
      },
      { program: '' },
    ));

  it('knows in a cell what the cells before define', () =>
    page_.visit(
      async (page) => {
        await write(page, 'my_function(3)', 1);
        await page.waitForTimeout(1200);
        expect(await page.locator('.caret-line').count()).toBe(0);
        await write(page, 'my_function(3, 4)', 1);
        await page.waitForSelector('.caret-line');
      },
      { program: '# %%\nfunc my_function(a) = a + 1\n\n# %%\n1' },
    ));
});
