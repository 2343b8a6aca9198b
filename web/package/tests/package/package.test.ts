// The package as its users get it: packed, installed into an empty folder, and used from ESM, CommonJS, strict TypeScript and a
// Vite app.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const own = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);
const tool = (name: string, path: string): string => join(dirname(require.resolve(`${name}/package.json`)), path);
const run = (command: string, ...parameters: string[]): string => execFileSync(command, parameters, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};

let folder: string;
let files: string[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rumina-user-'));
  const [packed] = JSON.parse(execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: own, encoding: 'utf8' })) as [{ filename: string; files: { path: string }[] }];
  files = packed.files.map(({ path }) => path);
  write('package.json', '{ "name": "user", "private": true, "type": "module" }');
  run('npm', 'install', '--offline', '--no-audit', '--no-fund', `./${packed.filename}`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('holds what is needed and nothing else', () => {
  for (const file of ['README.md', 'LICENSE', 'package.json', 'dist/rumina.wasm', 'dist/rumina-module.mjs', 'dist/worker/worker-host.mjs', 'dist/esm/index.js', 'dist/esm/index.d.ts', 'dist/cjs/index.js', 'dist/cjs/worker.d.ts'])
    expect(files).toContain(file);
  expect(files.filter((file) => !/^(dist|LICENSES)\/|^(README\.md|LICENSE|package\.json)$/.test(file))).toEqual([]);
  expect(files.filter((file) => file.startsWith('LICENSES/')).length).toBeGreaterThan(3);
});

it('depends on nothing', () => {
  expect(readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['rumina']);
});

describe('Node', () => {
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
    write('main.mjs', program("import rumina, { createSession, RuminaError } from 'rumina';\nimport { createSession as createInWorker } from 'rumina/worker';", '', ''));
    expect(run(process.execPath, 'main.mjs')).toBe('2√2 1/2 1267650600228229401496703205376n true\n');
  });
  it('as a CommonJS module', () => {
    write('main.cjs', program("const { rumina, createSession, RuminaError } = require('rumina');\nconst { createSession: createInWorker } = require('rumina/worker');", '(async () => {', '})();'));
    expect(run(process.execPath, 'main.cjs')).toBe('2√2 1/2 1267650600228229401496703205376n true\n');
  });
  it('an open session in a worker does not keep the process alive', () => {
    write('open.mjs', "import { createSession } from 'rumina/worker';\nconst session = await createSession();\nconsole.log((await session.run('1 + 1')).text);\n");
    expect(run(process.execPath, 'open.mjs')).toBe('2\n');
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
  const check = (module: string, resolution: string, file: string): string => {
    write('tsconfig.json', JSON.stringify({ compilerOptions: { strict: true, noEmit: true, target: 'ES2022', module, moduleResolution: resolution, lib: ['ES2022', 'DOM'], types: [], exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true }, files: [file] }));
    write(file, program);
    return run(process.execPath, tool('typescript', 'bin/tsc'), '-p', 'tsconfig.json');
  };
  it('in ECMAScript modules', () => expect(check('NodeNext', 'NodeNext', 'use.mts')).toBe(''));
  it('in CommonJS modules', () => expect(check('NodeNext', 'NodeNext', 'use.cts')).toBe(''));
  it('for bundlers', () => expect(check('ESNext', 'Bundler', 'use.ts')).toBe(''));
});

it('a Vite app is built with the module and the worker', () => {
  write('index.html', '<!doctype html><script type="module" src="/main.ts"></script>');
  write('main.ts', "import { rumina } from 'rumina';\nimport { createSession } from 'rumina/worker';\ndocument.title = await rumina('1/2');\ndocument.title += (await (await createSession()).run('1')).text;\n");
  write('vite.config.mjs', "export default { build: { target: 'es2022' }, worker: { format: 'es' } };\n");
  const log = execFileSync(process.execPath, [tool('vite', 'bin/vite.js'), 'build'], { cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' }, stdio: ['ignore', 'pipe', 'pipe'] });
  expect(log).not.toMatch(/externalized for browser|warning/i);
  const assets = readdirSync(join(folder, 'dist/assets'));
  const wasm = assets.filter((file) => file.endsWith('.wasm'));
  expect(wasm).toHaveLength(1);
  expect(statSync(join(folder, 'dist/assets', wasm[0]!)).size).toBe(statSync(join(own, 'dist/rumina.wasm')).size);
  expect(assets.some((file) => /^worker-host.*js$/.test(file))).toBe(true);
  const code = assets.filter((file) => file.endsWith('js')).map((file) => readFileSync(join(folder, 'dist/assets', file), 'utf8')).join('\n');
  expect(code).toContain(wasm[0]);
});
