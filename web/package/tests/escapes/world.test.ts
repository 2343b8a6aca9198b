// What programs can reach of the world around them: nothing but what the capabilities say.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createSession } from 'rumina';
import { createSession as createInWorker } from 'rumina/worker';
import { describe, expect, it } from 'vitest';
import { type Attempt, attempts, textIn } from './harness.js';

const dist = new URL('../../dist/', import.meta.url);

const PATHS = ['/etc/passwd', '../../etc/passwd', '../../../../../../etc/passwd', 'file:///etc/passwd', 'http://127.0.0.1/x.lm', '//127.0.0.1/x', 'data:text/plain,1', 'node:fs', '__proto__', 'constructor', 'C:\\Windows\\win.ini', '/dev/zero', '/proc/self/environ', 'package.json', '~', '.', ''];
const FILES = ['read_file("/etc/passwd")', 'open_file("a")', 'open("a")', 'load("a")', 'save("a", 1)', 'write_file("a", "b")', 'io::open("a")', 'fs::read("a")', 'file("a")', 'save_plot(plot(x, x, 0, 1), "a.svg")'];
const PROCESSES = ['system("ls")', 'exec("ls")', 'spawn("ls")', 'shell("ls")', 'popen("ls")', 'run("ls")', 'getenv("PATH")', 'env("PATH")', 'os::env("PATH")', 'hostname()', 'fork()'];
const SCRIPTS = ['eval("1")', 'fetch("http://127.0.0.1")', 'import_js("fs")', 'require("fs")', 'native("fs")', 'Function("return 1")()', 'globalThis.process', 'process.exit()', 'window.alert(1)', 'this.constructor', '[].constructor', '"".constructor("return this")()', '(|x| x).constructor', '1.__proto__'];

attempts('files', [
  ...PATHS.map((path): Attempt => [`include "${path}"`, async ({ text }) => expect(await text(`include "${path.replaceAll('\\', '\\\\')}"`)).toMatch(/^(IOError|ImportError|ArgumentError|SyntaxError)/)]),
  ...['import fs', 'import os', 'use std.{fs}'].map((code): Attempt => [code, async ({ text }) => expect(await text(code)).toMatch(/^(IOError|ImportError|NameError|KeyError|SyntaxError)/)]),
  ...FILES.map((code): Attempt => [code, async ({ text }) => expect(await text(code)).toMatch(/^(NameError|KeyError|TypeError)/)]),
]);
attempts('processes and the environment', PROCESSES.map((code): Attempt => [code, async ({ text }) => expect(await text(code)).toMatch(/^(NameError|KeyError|TypeError)/)]));
attempts('scripts', SCRIPTS.map((code): Attempt => [code, async ({ text }) => expect(await text(code)).toMatch(/^(NameError|KeyError|TypeError|SyntaxError)/)]));

attempts('what the capabilities hold', [
  ['a source by another name for it', async ({ text }) => {
    expect(await text('include "lib.lm"\nlib::value')).toBe('1');
    for (const name of ['./lib.lm', '../lib.lm', 'LIB.lm', 'lib.lm/', 'lib.lm\\u{0}.txt', 'sub/../lib.lm']) expect(await text(`include "${name}"`)).toMatch(/^(IOError|ImportError|NameError|SyntaxError|1$|null$|$)/);
  }],
  ['a source called __proto__', async ({ text }) => expect(await text('include "__proto__"')).toMatch(/^(IOError|ImportError)/)],
  ['more lines of input than there are', async ({ text }) => {
    expect(await text('input()')).toBe('line');
    expect(await text('input()')).toMatch(/^(EndOfInput|IOError|null|)/);
  }],
  ['the clock', async ({ text }) => expect(await text('time::now()')).toBe('0')],
  ['arguments of the command line', async ({ text }) => expect(await text('args()')).toBe('[]')],
  ['exit', async ({ session }) => expect(await session.run('exit(3)')).toMatchObject({ ok: true, exitCode: 3 })],
], { capabilities: { clock: false, entropy: false, input: ['line'], sources: { 'lib.lm': 'value = 1' } } });

describe('the module', () => {
  /** All that it may call. None opens, reads or writes anything but the clock, random bytes and its own memory. */
  const IMPORTS = [
    '__assert_fail', '__call_sighandler', '__cxa_throw', '__throw_exception_with_stack_trace', '_abort_js', 'abort', '_emscripten_get_now_is_monotonic', '_emscripten_runtime_keepalive_clear', '_localtime_js', '_tzset_js',
    'emscripten_console_error', 'emscripten_date_now', 'emscripten_get_now', 'emscripten_resize_heap', 'getentropy', 'proc_exit',
  ];
  /** The C API, memory, and what the generated glue needs. */
  const EXPORTS = /^(memory|__indirect_function_table|__wasm_call_ctors|_?initialize|malloc|free|fflush|rumina_(session_(create|destroy)|run(_start|_continue|_result|_stats)?|take_output|cancel|ask|version)|__trap|__cpp_exception|_?emscripten_stack_[a-z_]+|__cxa_(in|de)crement_exception_refcount|__thrown_object_from_unwind_exception|__get_exception_message)$/;

  /** Names are shortened in the release; the glue says what is meant: wasmImports = {a: ___assert_fail, …}, and the exports by use. */
  const read = async () => {
    const module = await WebAssembly.compile(new Uint8Array(await readFile(new URL('rumina.wasm', dist))));
    const glue = await readFile(new URL('rumina-module.mjs', dist), 'utf8');
    const table = /wasmImports\s*=\s*\{([^}]*)\}/.exec(glue)![1]!;
    const meaning = new Map([...table.matchAll(/(?:(\w+)|"([^"]+)")\s*:\s*_(\w+)/g)].map(([, name, quoted, means]) => [name ?? quoted!, means!]));
    return { module, glue, meaning };
  };

  it('imports functions of the list only', async () => {
    const { module, meaning } = await read();
    const imports = WebAssembly.Module.imports(module);
    expect(imports.length).toBeGreaterThan(5);
    for (const { name, kind } of imports) {
      expect(kind).toBe('function');
      expect(IMPORTS).toContain(meaning.get(name));
    }
  });

  it('has imports with the names that they claim', async () => {
    const { module, glue, meaning } = await read();
    // Where names are not shortened both sides say the same.
    for (const { name } of WebAssembly.Module.imports(module)) if (name.length > 2) expect(meaning.get(name)).toBe(name);
    expect(glue).not.toMatch(/\b(child_process|node:net|node:http|dgram|WebSocket|localStorage|indexedDB|document\.write|innerHTML)\b/);
  });

  it('exports the C API and nothing else', async () => {
    const { module } = await read();
    const exports = WebAssembly.Module.exports(module);
    const isShortened = exports.every(({ name }) => name.length <= 2);
    if (isShortened) expect(exports.length).toBeLessThan(20);
    else for (const { name } of exports) expect(name).toMatch(EXPORTS);
    expect(exports.filter(({ kind }) => kind === 'global')).toEqual([]);
  });
});

describe('what is shipped', () => {
  const scripts = async (): Promise<[string, string][]> => {
    const files = (await readdir(dist, { recursive: true })).filter((file) => /\.m?js$/.test(file));
    return Promise.all(files.map(async (file): Promise<[string, string]> => [file, await readFile(new URL(file, dist), 'utf8')]));
  };

  it('evaluates no text', async () => {
    const found = await scripts();
    expect(found.length).toBeGreaterThan(6);
    for (const [file, code] of found) expect([file, /\beval\s*\(|new Function\b|\bFunction\s*\(|setTimeout\s*\(\s*['"`]|javascript:/.test(code)]).toEqual([file, false]);
  });

  it('asks for nothing that Node 18 does not have', async () => {
    const NEWER = /\.(toSorted|toReversed|toSpliced|with|groupBy|withResolvers|fromAsync|isWellFormed|toWellFormed|union|intersection|difference|symmetricDifference|isSubsetOf|getBuiltinModule|fromBase64|toHex)\(|import\.meta\.(dirname|filename|resolve)|\bIterator\.|Promise\.try|Symbol\.(dispose|asyncDispose)|\bnavigator\b|\/v;|\bwith \{ type/;
    for (const [file, code] of await scripts()) expect([file, NEWER.exec(code)?.[0]]).toEqual([file, undefined]);
  });

  it('fetches nothing but its own module', async () => {
    for (const [file, code] of await scripts()) {
      expect([file, /\b(fetch|open|import|Worker|URL)\s*\(\s*['"`](https?:)?\/\//.test(code)]).toEqual([file, false]);
      expect([file, /WebSocket|EventSource|sendBeacon|RTCPeerConnection/.test(code)]).toEqual([file, false]);
    }
  });

  const node = (flags: readonly string[], code: string): string => execFileSync(process.execPath, [...flags, '--input-type=module', '-e', code], { encoding: 'utf8', cwd: fileURLToPath(new URL('../../', import.meta.url)), stdio: ['ignore', 'pipe', 'pipe'] });
  const USE = `import { createSession, rumina } from './dist/esm/index.js';
import { createSession as createInWorker } from './dist/esm/worker.js';
const session = await createSession({ onPrint: () => undefined });
await session.run('print(plot(sin(x), x, 0, 1)); integrate(x*exp(x), x)');
const other = await createInWorker();
console.log(await rumina('1/3 + 1/6'), (await other.run('2^10')).text);
session.dispose(); other.dispose();`;

  it('runs where text cannot become code', () => expect(node(['--disallow-code-generation-from-strings'], USE)).toBe('1/2 1024\n'));

  it('runs where prototypes are frozen', () => expect(node(['--frozen-intrinsics', '--disable-proto=throw', '--no-warnings'], USE)).toBe('1/2 1024\n'));

  it('runs where nothing can be connected to, started or written', () => {
    const closed = `import net from 'node:net'; import fs from 'node:fs'; import dns from 'node:dns'; import child from 'node:child_process'; import { syncBuiltinESMExports } from 'node:module';
const refuse = (what) => () => { console.log('refused', what); throw new Error(what); };
net.Socket.prototype.connect = refuse('connect'); globalThis.fetch = refuse('fetch'); dns.lookup = refuse('lookup');
for (const name of ['spawn', 'exec', 'execFile', 'fork']) child[name] = refuse(name);
for (const name of ['writeFile', 'writeFileSync', 'appendFile', 'createWriteStream', 'mkdir', 'rm', 'unlink']) fs[name] = refuse(name);
syncBuiltinESMExports();
`;
    const dynamic = USE.replace(/import (\{[^}]*\}) from '([^']*)';/g, (_, names: string, from: string) => `const ${names.replaceAll(' as ', ': ')} = await import('${from}');`);
    expect(node([], closed + dynamic)).toBe('1/2 1024\n');
  });

  // A build with assertions defines names that warn.
  const hasAssertions = readFileSync(new URL('rumina-module.mjs', dist), 'utf8').includes('missingLibrarySymbol');
  it.skipIf(hasAssertions)('leaves no names behind', () => expect(node([], `const before = Reflect.ownKeys(globalThis).length; const handlers = () => ['uncaughtException', 'unhandledRejection', 'exit'].map((name) => process.listenerCount(name)).join();
const had = handlers(); const { rumina } = await import('./dist/esm/index.js'); await rumina('1'); console.log(Reflect.ownKeys(globalThis).length - before, handlers() === had);`)).toBe('0 true\n'));
});

it('a worker reaches no more than a session in this thread', async () => {
  const other = await createInWorker({ capabilities: { clock: false } });
  for (const code of ['include "/etc/passwd"', 'getenv("PATH")', 'time::now()', 'args()']) {
    const session = await createSession({ capabilities: { clock: false } });
    expect(await textIn(other, code)).toBe(await textIn(session, code));
    session.dispose();
  }
  await expect(other.set('v', { kind: 'expression', text: 'exit(1)' })).rejects.toBeInstanceOf(Error);
  other.dispose();
});
