// How long a reader waits: from opening the page to 1/3 + 1/6 = 1/2 on it, with everything in the browser's HTTP cache.
import { expect, it } from 'vitest';
import { ready, site } from './browser';

const page_ = site();
/** The aim is 500 ms on a quiet machine; tests share theirs with much else. */
const MOST = 1500;
const VISITS = 5;

it('a page from a warm cache evaluates 1/3 + 1/6 in a moment', () =>
  page_.visit(
    async (page) => {
      // Runs as soon as the page has a button for it; the service worker stays out of it.
      await page.context().addInitScript(() => {
        Object.defineProperty(navigator, 'serviceWorker', { value: undefined });
        const look = new MutationObserver(() => {
          const button = document.querySelector<HTMLButtonElement>('.run-all');
          if (button && !('pressed' in window)) {
            Object.assign(window, { pressed: true });
            // Behind the start of the page, which fills in the program.
            setTimeout(() => button.click());
          }
          if (document.querySelector('.value') && !('shown' in window)) Object.assign(window, { shown: performance.now() });
        });
        look.observe(document, { childList: true, subtree: true });
      });
      const times: number[] = [];
      for (let visit = 0; visit <= VISITS; visit += 1) {
        await page.goto('about:blank');
        await page.goto(page_.url);
        await page.waitForFunction(() => 'shown' in window);
        times.push(await page.evaluate(() => Math.round((window as unknown as { shown: number }).shown)));
        await ready(page);
      }
      console.log(`from opening the page to the value on it: first ${times[0]} ms, then ${times.slice(1).join(', ')} ms`);
      // The best: other work on the machine only adds to it.
      expect(Math.min(...times.slice(1))).toBeLessThanOrEqual(MOST);
    },
    { program: '1/3 + 1/6' },
  ));
