// Programs of bench/vm in the WebAssembly module, against the native program.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Guest } from './guest.mjs';
import { OWN, ROOT } from './settings.mjs';

const PROGRAMS = ['fib', 'nested', 'sieve', 'fannkuch', 'matmul', 'structs'];
const MOST = 3;
const TURNS = 5; // of a program in one process, so that compiling the module's loop is not all there is

function expectedAnswers() {
  const lines = readFileSync(join(ROOT, 'bench/vm/expected.tsv'), 'utf8').split('\n');
  return Object.fromEntries(lines.filter((line) => !line.startsWith('#')).map((line) => line.split('\t')));
}

/** Floats are written shortest by one and with fewer places by others: nine digits must agree. */
function isSame(wanted, given) {
  const [a, b] = [wanted, given].map((text) => text.split(' ').map(Number));
  return a.length === b.length && a.every((value, i) => Math.abs(value - b[i]) <= 1e-8 * Math.abs(value));
}

/** Processor time of a run of the native program, in ms, and the last line it printed. */
function runNative(program, args) {
  const command = 'TIMEFORMAT="%3U %3S"; { time "$@" 2>/dev/null; } 2>&1';
  const lines = execFileSync('bash', ['-c', command, 'bash', program, ...args], { encoding: 'utf8' }).trimEnd().split('\n');
  const [user, system] = lines.pop().split(' ').map(Number);
  return { cpu: (user + system) * 1000, text: lines.at(-1) };
}

async function runModule(code, limit) {
  const guest = await Guest.start(OWN);
  try {
    let cpu = 0;
    for (let turn = 0; turn < TURNS; turn++) {
      const answer = (await guest.ask({ program: code }, limit)) ?? { error: 'timeout' };
      if (answer.error !== undefined || turn === TURNS - 1) return { ...answer, cpu: (cpu + answer.cpu) / TURNS };
      cpu += answer.cpu;
    }
  } finally {
    guest.end();
  }
}

/** Prints the table; gives [text, ratio, most] for each program and how many answers were wrong. */
export async function loopRows({ native, runs, limit }) {
  const program = resolve(native ?? join(ROOT, 'build/release/bin/rumina'));
  const isThere = existsSync(program);
  console.log(`\nprograms of bench/vm, CPU ms without start, mean of ${TURNS} turns in one process of the module${isThere ? '' : `; there is no native program ${program}, so there are no ratios`}`);
  console.log(`${'program'.padEnd(12)}${'module'.padStart(10)}${'native'.padStart(10)}${'ratio'.padStart(9)}`);
  const expected = expectedAnswers();
  const least = (values) => Math.min(...values);
  const start = isThere ? least(Array.from({ length: 5 }, () => runNative(program, ['-e', '1']).cpu)) : 0;
  const rows = [];
  let wrong = 0;
  for (const name of PROGRAMS) {
    const file = join(ROOT, `bench/vm/${name}.lm`);
    const code = readFileSync(file, 'utf8');
    const times = { module: [], native: [] };
    let problem;
    for (let run = 0; run < runs && problem === undefined; run++) {
      const own = await runModule(code, limit);
      if (own.error !== undefined || !isSame(expected[name], own.text)) problem = `module: ${own.error ?? own.text}, expected ${expected[name]}`;
      else times.module.push(own.cpu);
      if (!isThere) continue;
      const other = runNative(program, [file]);
      if (!isSame(expected[name], other.text)) problem = `native: ${other.text}, expected ${expected[name]}`;
      else times.native.push(other.cpu - start);
    }
    if (problem !== undefined) {
      wrong++;
      console.log(`${name.padEnd(12)}     wrong\n    ${problem}`);
      continue;
    }
    const own = least(times.module);
    const ratio = isThere ? own / Math.max(least(times.native), 1) : undefined;
    console.log(`${name.padEnd(12)}${own.toFixed(0).padStart(10)}${(isThere ? least(times.native).toFixed(0) : '-').padStart(10)}${(ratio?.toFixed(2) ?? '-').padStart(9)}`);
    if (ratio !== undefined) rows.push([`${name}: module / native`, ratio, MOST]);
  }
  return { rows, wrong };
}
