// Every program of the gallery runs in the page without an error and without a complaint.
import { describe, expect, it } from 'vitest';
import { site } from './browser';

const page_ = site();

describe('the gallery', () => {
  it('holds programs that run', () =>
    page_.visit(
      async (page) => {
        await page.getByRole('button', { name: 'Examples' }).click();
        const titles = await page.locator('.card-title').allTextContents();
        expect(titles.length).toBeGreaterThan(15);
        await page.keyboard.press('Escape');
        const failures: string[] = [];
        const times: { title: string; milliseconds: number }[] = [];
        for (const title of titles) {
          await page.getByRole('button', { name: 'Examples' }).click();
          const started = performance.now();
          await page.locator('.card', { has: page.locator('.card-title', { hasText: new RegExp(`^${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`) }) }).click();
          await page.waitForSelector('.banner:not([hidden])');
          // All of it ran: the last cell has a result or the program has one.
          await page.waitForFunction(
            () => {
              const app = document.querySelector<HTMLElement>('#app')!;
              const results = [...document.querySelectorAll('.result')];
              return app.dataset.engine === 'ready' && results.length > 0 && (document.querySelector('.error') !== null || results.at(-1)!.childElementCount > 0);
            },
            null,
            { timeout: 30_000 },
          );
          times.push({ title, milliseconds: Math.round(performance.now() - started) });
          for (const error of await page.locator('.error').allTextContents()) failures.push(`${title}: ${error}`);
        }
        expect(failures).toEqual([]);
        // Nobody waits for an example.
        const slowest = times.sort((a, b) => b.milliseconds - a.milliseconds).slice(0, 3);
        console.log(`the slowest examples: ${slowest.map(({ title, milliseconds }) => `${title} ${milliseconds} ms`).join(', ')}`);
        expect(slowest[0]!.milliseconds, slowest[0]!.title).toBeLessThan(10_000);
      },
      { program: 'mine', expected: /GPU stall|WebGL|swiftshader/i },
    ), 300_000);

  it('keeps what was there', () =>
    page_.visit(
      async (page) => {
        await page.getByRole('button', { name: 'Examples' }).click();
        await page.locator('.card').first().click();
        await page.getByRole('button', { name: 'Back to my own' }).click();
        expect(await page.locator('.cm-content').first().textContent()).toBe('my_work');
      },
      { program: 'my_work' },
    ));
});
