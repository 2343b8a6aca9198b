// Serves the built playground on loopback: node serve.mjs [--port=8000] [folder]. Files that lie compressed beside the
// others (`x.wasm.br`, `x.wasm.gz`) are sent as they are, the rest is compressed once and kept. Files with a hash in their
// name may stay in the browser's cache for ever, the others are asked for again.
import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompress, constants, gzip } from 'node:zlib';
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

const brotli = promisify(brotliCompress);
/** By what a browser may accept, the best first. */
const ENCODINGS = [
  { name: 'br', ending: '.br', pack: (body) => brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) },
  { name: 'gzip', ending: '.gz', pack: promisify(gzip) },
];

/** The file that a path of the address names, or null: only files inside the folder, wherever links lead. */
async function find(folder, path) {
  const file = join(folder, path.endsWith('/') ? path + 'index.html' : path);
  const real = await realpath(file).catch(() => null);
  if (real === null || !real.startsWith(folder + sep)) return null;
  const info = await stat(real);
  return info.isFile() ? { name: real, changed: info.mtimeMs } : null;
}

/** Serves a folder; resolves to the server when it listens. Port 0 takes a free one. */
export async function serve(folder, port) {
  const root = await realpath(resolve(folder));
  const packed = new Map();

  const read = async (file) => {
    const key = file.name + file.changed;
    if (!packed.has(key)) packed.set(key, await readFile(file.name));
    return packed.get(key);
  };
  const pack = async (file, encoding) => {
    const beside = await find(root, file.name.slice(root.length) + encoding.ending);
    // One that is older than the file belongs to an older build.
    if (beside && beside.changed >= file.changed) return read(beside);
    const key = file.name + file.changed + encoding.ending;
    if (!packed.has(key)) packed.set(key, await encoding.pack(await read(file)));
    return packed.get(key);
  };

  const answer = async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return finish(response, 405, { allow: 'GET, HEAD' });
    const path = normalize(decodeURIComponent(request.url.split(/[?#]/)[0]));
    const file = await find(root, path);
    if (!file) return finish(response, 404);
    const type = TYPES[extname(file.name)] ?? 'application/octet-stream';
    const headers = {
      'content-type': type,
      'cache-control': path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      vary: 'accept-encoding',
    };
    let body = await read(file);
    headers.etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    if (request.headers['if-none-match'] === headers.etag) return finish(response, 304, headers);
    const accepted = new Set((request.headers['accept-encoding'] ?? '').split(',').map((name) => name.split(';')[0].trim()));
    const encoding = COMPRESSED.test(type) ? ENCODINGS.find(({ name }) => accepted.has(name)) : undefined;
    if (encoding) {
      body = await pack(file, encoding);
      headers['content-encoding'] = encoding.name;
    }
    headers['content-length'] = body.length;
    response.writeHead(200, headers);
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  const finish = (response, status, headers = {}) => {
    response.writeHead(status, headers);
    response.end();
  };
  const server = createServer((request, response) => {
    // An address that is none.
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
    const reasons = { EADDRINUSE: `Port ${port} is in use; choose another: make playground PORT=8001`, ENOENT: `There is no folder ${folder}; build the playground first: make playground` };
    console.error(reasons[error.code] ?? String(error));
    process.exitCode = 1;
  }
}
