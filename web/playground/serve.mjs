// Serves the built playground on loopback: node serve.mjs [--port=8000] [folder]. Compresses once and keeps the result;
// files with a hash in their name may stay in the browser's cache for ever, the others are asked for again.
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompress, constants } from 'node:zlib';
import { promisify } from 'node:util';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};
const COMPRESSED = /^(?:text\/|application\/(?:json|wasm|manifest)|image\/svg)/;

const compress = promisify(brotliCompress);

/** Serves a folder; resolves to the server when it listens. Port 0 takes a free one. */
export async function serve(folder, port) {
  const packed = new Map();
  const answer = async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
    const file = join(folder, path.endsWith('/') ? path + 'index.html' : path);
    if (!file.startsWith(folder + sep) || (request.method !== 'GET' && request.method !== 'HEAD')) return finish(response, 404);
    const info = await stat(file).catch(() => null);
    if (!info?.isFile()) return finish(response, 404);
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    const headers = {
      'content-type': type,
      'cache-control': path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    };
    let body = await readFile(file);
    headers.etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    if (request.headers['if-none-match'] === headers.etag) return finish(response, 304, headers);
    if (COMPRESSED.test(type) && /\bbr\b/.test(request.headers['accept-encoding'] ?? '')) {
      const key = file + info.mtimeMs;
      if (!packed.has(key)) packed.set(key, await compress(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }));
      body = packed.get(key);
      headers['content-encoding'] = 'br';
    }
    headers['content-length'] = body.length;
    headers.vary = 'accept-encoding';
    response.writeHead(200, headers);
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  const finish = (response, status, headers = {}) => {
    response.writeHead(status, headers);
    response.end();
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => finish(response, 400));
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const options = process.argv.slice(2);
  const port = Number(options.find((option) => option.startsWith('--port='))?.slice(7) ?? 8000);
  const folder = options.find((option) => !option.startsWith('--')) ?? fileURLToPath(new URL('../../build/web/playground', import.meta.url));
  try {
    const server = await serve(folder, port);
    console.log(`The playground is at http://127.0.0.1:${server.address().port}/ (end it with Ctrl-C)`);
  } catch (error) {
    console.error(error.code === 'EADDRINUSE' ? `Port ${port} is in use; choose another: make playground PORT=8001` : String(error));
    process.exitCode = 1;
  }
}
