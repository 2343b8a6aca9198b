// A Vite app with the package: built, served under a strict policy, and loaded in Chromium.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { own, tool, User } from './user.js';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };
/** No evaluation of text, nothing from elsewhere. */
const POLICY = "default-src 'none'; img-src data:; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types default";

let user: User;
let log: string;
let server: Server;
let address: string;

beforeAll(async () => {
  user = new User();
  user.write('index.html', '<!doctype html><title>app</title><link rel="icon" href="data:,"><body><script type="module" src="/app.ts"></script>');
  user.write('app.ts', readFileSync(new URL('app.ts', import.meta.url), 'utf8'));
  user.write('vite.config.mjs', "export default { build: { target: 'es2022' }, worker: { format: 'es' } };\n");
  log = user.run(process.execPath, tool('vite', 'bin/vite.js'), 'build');
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    try {
      const body = readFileSync(join(user.folder, 'dist', path === '/' ? 'index.html' : path));
      response.writeHead(200, { 'content-type': TYPES[extname(path === '/' ? '.html' : path)] ?? 'text/html', 'content-security-policy': POLICY }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.close();
  user.leave();
});

it('is built without a warning, with the module and the worker once each', () => {
  expect(log).not.toMatch(/externalized for browser|warning/i);
  const assets = readdirSync(join(user.folder, 'dist/assets'));
  const modules = assets.filter((file) => file.endsWith('.wasm'));
  expect(modules).toHaveLength(1);
  expect(statSync(join(user.folder, 'dist/assets', modules[0]!)).size).toBe(statSync(join(own, 'dist/rumina.wasm')).size);
  expect(assets.filter((file) => /^worker-host.*js$/.test(file))).toHaveLength(1);
});

it('works in Chromium, and asks for nothing but its own files', async () => {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    const requests = new Set<string>();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => requests.add(request.url()));
    await page.goto(address);
    await page.locator('#answers').waitFor({ timeout: 60_000 }).catch(() => undefined);
    expect(complaints).toEqual([]);
    expect(JSON.parse((await page.textContent('#answers')) ?? '')).toEqual({
      printed: '<b>\n', rumina: '1/2', here: 'exp(x)*(x - 1)', worker: '[-√2, √2]', cancelled: 'Interrupted', stuck: 'Interrupted', kept: '7', ended: 'Interrupted', alive: 'true',
    });
    expect([...requests].filter((url) => !url.startsWith(address) && !url.startsWith('data:'))).toEqual([]);
    expect([...requests].filter((url) => url.endsWith('.wasm'))).toHaveLength(1);
  } finally {
    await browser.close();
  }
});
