// The package as its users get it: packed, installed into an empty folder, and used from ESM, CommonJS and strict
// TypeScript. A Vite app is in vite.test.ts.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { own, type Packed, tool, User } from './user.js';

let user: User;
let packed: Packed;
let files: string[];
let folder: string;

beforeAll(() => {
  user = new User();
  ({ packed, folder } = user);
  files = packed.files.map(({ path }) => path);
});
afterAll(() => user.leave());

describe('the tarball', () => {
  const RECIPE = /^LICENSES\/recipe\/(CMakeLists\.txt|CMakePresets\.json|src\/CMakeLists\.txt|include\/rumina\.h|apps\/web\/[a-z_]+\.(cpp|txt)|apps\/web\/CMakeLists\.txt|tools\/(setup|dependencies\.sh)|tools\/(setup\.d|wasm)\/[a-z_]+\.(sh|c|py|cmake|mjs))$/;
  const EXPECTED = [
    'LICENSE', 'README.md', 'package.json', 'dist/rumina.wasm', 'dist/rumina-module.mjs', 'dist/worker/worker-host.mjs', 'dist/cjs/package.json',
    ...['esm', 'cjs'].flatMap((kind) => ['index.js', 'worker.js', 'session.js', 'index.d.ts', 'worker.d.ts', 'types.d.ts', 'errors.d.ts', 'values.d.ts'].map((file) => `dist/${kind}/${file}`)),
    ...['README.md', 'GPL-3.0.txt', 'LGPL-3.0.txt', 'emscripten.txt', 'fmt.txt', 'llvm.txt', 'musl.txt', 'utf8proc.txt'].map((file) => `LICENSES/${file}`),
  ];

  it('holds what is needed and nothing else', () => {
    expect(files.filter((file) => !RECIPE.test(file)).sort()).toEqual(EXPECTED.sort());
  });

  it('lists the same without packing', () => {
    const [listed] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: own, encoding: 'utf8' })) as [Packed];
    expect(listed.files.map(({ path }) => path)).toEqual(files);
  });

  it('holds the recipe of the module', () => {
    for (const file of ['tools/setup', 'tools/dependencies.sh', 'tools/setup.d/wasm.sh', 'tools/wasm/toolchain.cmake', 'CMakePresets.json', 'apps/web/CMakeLists.txt'])
      expect(readFileSync(join(folder, 'node_modules/rumina/LICENSES/recipe', file), 'utf8')).toBe(readFileSync(join(own, '../..', file), 'utf8'));
  });

  it('holds the licence of every library that is in the module', () => {
    const about = readFileSync(join(folder, 'node_modules/rumina/LICENSES/README.md'), 'utf8');
    for (const library of ['GMP', 'MPFR', 'FLINT', 'fmt', 'utf8proc', 'musl', 'libc++', 'dlmalloc', 'Emscripten', 'Comlink']) expect(about).toMatch(new RegExp(`^\\| .*${library.replaceAll('+', '\\+')}.* \\|.*\\|.*\\|$`, 'm'));
    for (const [, name] of about.matchAll(/`([A-Za-z0-9.-]+\.txt)`/g)) expect(files).toContain(`LICENSES/${name}`);
    for (const [file, words] of [['LGPL-3.0', /GNU LESSER GENERAL PUBLIC LICENSE\s+Version 3/], ['GPL-3.0', /GNU GENERAL PUBLIC LICENSE\s+Version 3/], ['musl', /Rich Felker/], ['llvm', /LLVM Exceptions/], ['emscripten', /Emscripten authors/], ['utf8proc', /Unicode/], ['fmt', /Victor Zverovich/]] as const)
      expect(readFileSync(join(folder, `node_modules/rumina/LICENSES/${file}.txt`), 'utf8')).toMatch(words);
  });

  it('has no source maps, and scripts of a modest size', () => {
    for (const { path, size } of packed.files) {
      expect(path).not.toMatch(/\.map$|\.tsx?$(?<!\.d\.ts)/);
      if (/\.m?js$/.test(path) && path !== 'dist/rumina-module.mjs') expect([path, size < 64_000]).toEqual([path, true]);
      if (/\.(m?js|d\.ts)$/.test(path)) expect(readFileSync(join(folder, 'node_modules/rumina', path), 'utf8')).not.toMatch(/sourceMappingURL/);
    }
  });

  it('names files that are there', () => {
    const about = JSON.parse(readFileSync(join(folder, 'node_modules/rumina/package.json'), 'utf8')) as { main: string; module: string; types: string; exports: unknown; scripts: Record<string, string> };
    const named = [about.main, about.module, about.types, ...JSON.stringify(about.exports).matchAll(/"(\.\/dist\/[^"]+)"/g)].map((found) => (typeof found === 'string' ? found : found[1]!));
    expect(named.length).toBeGreaterThan(10);
    for (const name of named) expect(files).toContain(name.replace(/^\.\//, ''));
    expect(Object.keys(about.scripts).filter((name) => /install|prepare/.test(name))).toEqual([]); // nothing runs at installation
  });
});

it('depends on nothing', () => {
  expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['rumina']);
});

// RUMINA_OLD_NODE: the program of an older version, the oldest being 18.
const old = process.env['RUMINA_OLD_NODE'];

describe.each([process.execPath, ...(old === undefined ? [] : [old])])('Node, %s', (node) => {
  const program = (imports: string, start: string, end: string): string => `${imports}
${start}
  const session = await createSession();
  const { text } = await session.run('1/3 + 1/6');
  session.dispose();
  const other = await createInWorker();
  const answer = await other.run('2^100');
  other.dispose();
  console.log(await rumina('sqrt(8)'), text, answer.value, new RuminaError('x') instanceof Error);
${end}`;

  it('as an ECMAScript module', () => {
    user.write('main.mjs', program("import rumina, { createSession, RuminaError } from 'rumina';\nimport { createSession as createInWorker } from 'rumina/worker';", '', ''));
    expect(user.run(node, 'main.mjs')).toBe('2√2 1/2 1267650600228229401496703205376n true\n');
  });
  it('as a CommonJS module', () => {
    user.write('main.cjs', program("const { rumina, createSession, RuminaError } = require('rumina');\nconst { createSession: createInWorker } = require('rumina/worker');", '(async () => {', '})();'));
    expect(user.run(node, 'main.cjs')).toBe('2√2 1/2 1267650600228229401496703205376n true\n');
  });
  it('an open session in a worker does not keep the process alive', () => {
    user.write('open.mjs', "import { createSession } from 'rumina/worker';\nconst session = await createSession();\nconsole.log((await session.run('1 + 1')).text);\n");
    expect(user.run(node, 'open.mjs')).toBe('2\n');
  });
});

describe('TypeScript, strict', () => {
  const program = `import { createSession, rumina, InvalidDataError, type RuminaData, type Session } from 'rumina';
import { createSession as createInWorker } from 'rumina/worker';
export async function use(): Promise<string> {
  const session: Session = await createSession({ limits: { time: 1, steps: null }, onPrint: (text) => text.trim() });
  await session.set('x', new Map([['a', [1n, 2.5, { num: 1n, den: 3n }]]]));
  const { ok, value, error } = await session.run('x', { fresh: false });
  const data: RuminaData = value;
  if (typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'rational') return String(data.num + data.den);
  if (!ok) return error?.hint ?? '';
  // @ts-expect-error: an option that does not exist
  await createInWorker({ limit: 5 });
  // @ts-expect-error: data cannot be changed
  (await session.run('[1]')).plots = [];
  if (error instanceof InvalidDataError) throw error;
  return rumina('1');
}
`;
  const check = (module: string, resolution: string, file: string, lib = ['ES2022', 'DOM']): string => {
    user.write('tsconfig.json', JSON.stringify({ compilerOptions: { strict: true, noEmit: true, target: 'ES2022', module, moduleResolution: resolution, lib, types: [], exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true }, files: [file] }));
    user.write(file, program);
    return user.run(process.execPath, tool('typescript', 'bin/tsc'), '-p', 'tsconfig.json');
  };
  it('in ECMAScript modules', () => expect(check('NodeNext', 'NodeNext', 'use.mts')).toBe(''));
  it('in CommonJS modules', () => expect(check('NodeNext', 'NodeNext', 'use.cts')).toBe(''));
  it('in ECMAScript modules of Node 16 and later', () => expect(check('Node16', 'Node16', 'use.mts')).toBe(''));
  it('in CommonJS modules of Node 16 and later', () => expect(check('Node16', 'Node16', 'use.cts')).toBe(''));
  it('for bundlers', () => expect(check('ESNext', 'Bundler', 'use.ts')).toBe(''));
  it('without the types of browsers', () => expect(check('NodeNext', 'NodeNext', 'use.mts', ['ES2022'])).toBe(''));
});
