import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { request as ask, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../../serve.mjs';

const PAGE = '<!doctype html><title>Page</title>'.padEnd(2000, ' ');
let parent = '';
let folder = '';
let server: Awaited<ReturnType<typeof serve>>;

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A request as it is written: other clients put paths in order before they ask. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = ask({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, path, headers, method }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
    });
    request.on('error', reject);
    request.end();
  });
}

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'serve-'));
  folder = join(parent, 'site');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await mkdir(join(parent, 'site-beside'));
  await writeFile(join(parent, 'secret.txt'), 'secret');
  await writeFile(join(parent, 'site-beside', 'secret.txt'), 'secret');
  await writeFile(join(folder, 'index.html'), PAGE);
  await writeFile(join(folder, 'assets', 'engine.wasm'), Buffer.from([0, 0x61, 0x73, 0x6d]));
  await writeFile(join(folder, 'assets', 'engine.wasm.br'), 'packed before');
  await writeFile(join(folder, 'assets', 'old.js'), 'new text');
  await writeFile(join(folder, 'assets', 'old.js.br'), 'of an older build');
  await utimes(join(folder, 'assets', 'old.js.br'), 1, 1);
  await symlink(join(parent, 'secret.txt'), join(folder, 'link.txt'));
  server = await serve(folder + '/', 0);
});

afterAll(async () => {
  server.close();
  await rm(parent, { recursive: true });
});

describe('the server of the playground', () => {
  it('listens on loopback only', () => {
    expect((server.address() as AddressInfo).address).toBe('127.0.0.1');
  });

  it('gives files their types', async () => {
    const page = await get('/');
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page.headers['cache-control']).toBe('no-cache');
    expect(page.body.toString()).toBe(PAGE);
    const wasm = await get('/assets/engine.wasm');
    expect(wasm.headers['content-type']).toBe('application/wasm');
    expect(wasm.headers['cache-control']).toContain('immutable');
    expect(wasm.headers['x-content-type-options']).toBe('nosniff');
    expect(wasm.body.length).toBe(4);
    expect((await get('/assets/old.js')).headers['content-type']).toContain('text/javascript');
  });

  it('compresses as the browser accepts it', async () => {
    const packed = await get('/index.html', { 'accept-encoding': 'gzip, br;q=1.0' });
    expect(packed.headers['content-encoding']).toBe('br');
    expect(packed.body.length).toBeLessThan(PAGE.length);
    expect(brotliDecompressSync(packed.body).toString()).toBe(PAGE);
    const other = await get('/index.html', { 'accept-encoding': 'gzip' });
    expect(other.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(other.body).toString()).toBe(PAGE);
  });

  it('sends what was compressed before, unless it is older than its file', async () => {
    const packed = await get('/assets/engine.wasm', { 'accept-encoding': 'br' });
    expect(packed.body.toString()).toBe('packed before');
    expect(packed.headers['content-type']).toBe('application/wasm');
    const fresh = await get('/assets/old.js', { 'accept-encoding': 'br' });
    expect(brotliDecompressSync(fresh.body).toString()).toBe('new text');
  });

  it('sends a page that did not change only once', async () => {
    const { headers } = await get('/');
    const again = await get('/', { 'if-none-match': headers.etag! });
    expect(again.status).toBe(304);
    expect(again.body.length).toBe(0);
  });

  it('leaves its folder by no path and no link', async () => {
    const paths = ['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/assets/../../secret.txt', '/..%5csecret.txt', '//secret.txt', '/../site-beside/secret.txt', '/link.txt', '/index.html%00.txt', '/assets', '/none', '/%ff'];
    for (const path of paths) {
      const answer = await get(path);
      expect([400, 404], path).toContain(answer.status);
      expect(answer.body.toString(), path).toBe('');
    }
  });

  it('only reads', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) expect((await get('/', {}, method)).status).toBe(405);
    const head = await get('/', {}, 'HEAD');
    expect(head.status).toBe(200);
    expect(head.body.length).toBe(0);
  });

  it('says where the page is, or why there is none', async () => {
    const program = fileURLToPath(new URL('../../serve.mjs', import.meta.url));
    const start = (...options: string[]) => spawn(process.execPath, [program, ...options]);
    const running = start('--port=0', folder);
    const line = await new Promise<string>((resolve) => running.stdout.once('data', (text: Buffer) => resolve(text.toString())));
    running.kill();
    expect(line).toMatch(/^The playground is at http:\/\/127\.0\.0\.1:\d+\/ /);
    const failed = start('--port=0', join(parent, 'none'));
    const [message, code] = await Promise.all([
      new Promise<string>((resolve) => failed.stderr.once('data', (text: Buffer) => resolve(text.toString()))),
      new Promise<number | null>((resolve) => failed.once('exit', resolve)),
    ]);
    expect(message).toContain('build the playground first');
    expect(code).toBe(1);
  });
});
