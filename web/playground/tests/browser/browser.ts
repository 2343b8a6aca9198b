// A browser and the served page, and what every test of a page checks: nothing on the console, no request to elsewhere.
import { fileURLToPath } from 'node:url';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { serve } from '../../serve.mjs';

/** The built page. */
export const FOLDER = process.env.RUMINA_PLAYGROUND ?? fileURLToPath(new URL('../../../../build/web/playground', import.meta.url));
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

// Plots in space are drawn by the processor: there is no graphics card where tests run.
const ARGUMENTS = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/** What is said where the service worker is off. */
const BLOCKED = /^Service Worker registration blocked by Playwright$/;

export interface Site {
  readonly url: string;
  readonly browser: Browser;
  /** Opens the page in a context of its own, runs the work, and checks that the page had nothing to complain about. */
  visit(work: (page: Page) => Promise<void>, options?: VisitOptions): Promise<void>;
}

/** The service worker is off unless it is allowed: it stores the whole build, which takes longer than most tests. */
export interface VisitOptions extends BrowserContextOptions {
  readonly fragment?: string;
  /** Messages on the console that belong to the test. */
  readonly expected?: RegExp;
  /** Starts without the welcome, with this program. */
  readonly program?: string;
  readonly mode?: 'cells' | 'program';
}

export function site(): Site {
  let browser: Browser | undefined;
  let server: Awaited<ReturnType<typeof serve>> | undefined;
  let url = '';
  beforeAll(async () => {
    server = await serve(FOLDER, 0);
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });
  return {
    get url() {
      return url;
    },
    get browser() {
      return browser!;
    },
    async visit(work, { fragment = '', expected, program, mode = 'cells', ...options } = {}) {
      const context = await browser!.newContext({ viewport: { width: 1280, height: 860 }, serviceWorkers: 'block', ...options });
      const complaints: string[] = [];
      const watch = (page: Page) => {
        page.on('console', (message) => {
          if (message.type() !== 'log' && message.type() !== 'info' && !BLOCKED.test(message.text()) && !expected?.test(message.text())) complaints.push(`${message.type()}: ${message.text()}`);
        });
        page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
        page.on('request', (request) => {
          if (!request.url().startsWith(url) && !/^(?:blob|data):/.test(request.url())) complaints.push(`request to ${request.url()}`);
        });
      };
      context.on('page', watch);
      if (program !== undefined) {
        await context.addInitScript(
          (saved) => {
            if (location.protocol === 'http:' && localStorage.getItem('rumina.document') === null) localStorage.setItem('rumina.document', saved);
          },
          JSON.stringify({ mode, text: program }),
        );
      }
      const page = await context.newPage();
      try {
        await page.goto(url + fragment);
        await ready(page);
        await work(page);
        expect(complaints).toEqual([]);
      } finally {
        await context.close();
      }
    },
  };
}

/** Waits until the engine answers. */
export async function ready(page: Page): Promise<void> {
  await page.waitForSelector('#app[data-engine="ready"]', { timeout: 30_000 });
}

export const editor = (page: Page, index = 0) => page.locator('.cm-content').nth(index);

/** Replaces the program of a cell by typing. */
export async function write(page: Page, program: string, index = 0): Promise<void> {
  await editor(page, index).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(program);
}

export async function run(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter');
}

/** Pixels of the first canvas that clearly have a colour: curves, not axes or paper. */
export async function colouredPixels(page: Page, selector: string): Promise<number> {
  const image = await page.locator(selector).first().screenshot();
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (Math.max(data[at]!, data[at + 1]!, data[at + 2]!) - Math.min(data[at]!, data[at + 1]!, data[at + 2]!) > 60) count += 1;
    }
    return count;
  }, image.toString('base64'));
}
