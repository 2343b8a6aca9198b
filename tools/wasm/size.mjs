// Prints what the WebAssembly module weighs: its files as they are sent, and the linked bytes of each part of it.
//   node size.mjs FOLDER MAP [LIMIT]    FOLDER has rumina.wasm and rumina-module.mjs, MAP is the linker's; fails above LIMIT bytes
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [folder, map, limit] = process.argv.slice(2);

const brotli = (bytes) => brotliCompressSync(bytes, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
}).length;
const row = (name, ...numbers) => console.log(name.padEnd(24) + numbers.map((n) => n.toLocaleString('en').padStart(13)).join(''));

/** Bytes of code and of data by the library they come from, before wasm-opt shrinks them. */
function parts(text) {
  const sizes = new Map();
  let section = '';
  for (const line of text.split('\n')) {
    const [, size, what] = /^\s*\S+\s+[0-9a-f]+\s+([0-9a-f]+)\s+(\S.*)$/.exec(line) ?? [];
    if (what === 'CODE' || what === 'DATA') section = what;
    const library = /([^/]+)\.a\([^)]*\):\(/.exec(what ?? '')?.[1];
    if (library === undefined || section === '') continue;
    const name = library.replace(/^lib(rumina_)?/, '').replace(/-(except|debug.*)$/, '');
    const sum = sizes.get(name) ?? { CODE: 0, DATA: 0 };
    sum[section] += parseInt(size, 16);
    sizes.set(name, sum);
  }
  return [...sizes].sort(([, a], [, b]) => b.CODE + b.DATA - a.CODE - a.DATA);
}

console.log('part (linked bytes)'.padEnd(24) + 'code'.padStart(13) + 'data'.padStart(13));
for (const [name, { CODE, DATA }] of parts(readFileSync(map, 'utf8'))) row(name, CODE, DATA);
console.log('\n' + 'file'.padEnd(24) + 'bytes'.padStart(13) + 'gzip -9'.padStart(13) + 'brotli -11'.padStart(13));
let sum = 0;
for (const name of ['rumina.wasm', 'rumina-module.mjs']) {
  const bytes = readFileSync(join(folder, name));
  const compressed = brotli(bytes);
  sum += compressed;
  row(name, bytes.length, gzipSync(bytes, { level: 9 }).length, compressed);
}
console.log(`module and glue: ${sum.toLocaleString('en')} bytes compressed${limit ? `, at most ${Number(limit).toLocaleString('en')} allowed` : ''}`);
if (limit && sum > Number(limit)) process.exitCode = 1;
