// Makes dist/ from src/ and the WebAssembly module: node build.mjs [folder with rumina-module.mjs and rumina.wasm]
//
//   dist/esm, dist/cjs        the entry points index and worker, with their types
//   dist/worker               what a worker runs
//   dist/rumina-module.mjs    generated glue; all three load it and rumina.wasm beside it
//   LICENSES/recipe           how the module is built, which the LGPL of its libraries wants to be with it
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
const module = resolve(process.argv[2] ?? join(here, '../../build/web/module'));

/** Everything that says how the module is compiled and linked, from the root of the repository. */
const RECIPE = [
  'CMakeLists.txt', 'CMakePresets.json', 'src/CMakeLists.txt', 'apps/web', 'include/rumina.h',
  'tools/setup', 'tools/dependencies.sh', 'tools/setup.d', 'tools/wasm',
];

const TYPES = ['index', 'worker', 'types', 'errors', 'values'];

async function bundle(input, folder, format, extension) {
  const build = await rolldown({
    input: Object.fromEntries(input.map(([name, file]) => [name, join(here, 'src', file)])),
    external: ['../rumina-module.mjs'],
    platform: 'neutral',
    resolve: { mainFields: ['module', 'main'] },
    transform: { target: 'es2022', ...(format === 'cjs' ? { define: { 'import.meta.url': '__own_url' } } : {}) },
  });
  await build.write({
    dir: join(dist, folder),
    format,
    entryFileNames: `[name].${extension}`,
    chunkFileNames: `[name].${extension}`,
    exports: 'named',
    ...(format === 'cjs' ? { banner: "const __own_url = require('node:url').pathToFileURL(__filename).href;" } : {}),
  });
  await build.close();
}

function types() {
  const out = join(here, 'build/types');
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', join(here, 'tsconfig.json')], { stdio: 'inherit' });
  for (const folder of ['esm', 'cjs']) for (const name of TYPES) cpSync(join(out, `${name}.d.ts`), join(dist, folder, `${name}.d.ts`));
  rmSync(join(here, 'build'), { recursive: true });
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
const entries = [['index', 'index.ts'], ['worker', 'worker.ts']];
await bundle(entries, 'esm', 'esm', 'js');
await bundle(entries, 'cjs', 'cjs', 'js');
await bundle([['worker-host', 'worker_host.ts']], 'worker', 'esm', 'mjs');
cpSync(join(here, '../../LICENSE'), join(here, 'LICENSE'));
rmSync(join(here, 'LICENSES/recipe'), { recursive: true, force: true });
for (const path of RECIPE) cpSync(join(here, '../..', path), join(here, 'LICENSES/recipe', path), { recursive: true });
writeFileSync(join(dist, 'cjs/package.json'), '{ "type": "commonjs" }\n');
types();
for (const file of ['rumina-module.mjs', 'rumina.wasm']) {
  if (!existsSync(join(module, file))) {
    console.error(`build.mjs: there is no ${file} in ${module}: the package is built without it`);
    process.exitCode = 2;
  } else {
    cpSync(join(module, file), join(dist, file));
  }
}
