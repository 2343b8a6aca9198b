// Times the operations of operations.mjs in Rumina and its peers, and programs of the language against the native build.
//   node speed.mjs [options] [operation …]       see README.md
//
// Each operation runs in a fresh process, in turn (A B C A B C …), so that a slow minute of the machine hits all alike. The
// figure is the least processor time of the runs. Only a right answer has a time.
import { parseArgs } from 'node:util';
import { Guest } from './guest.mjs';
import { loopRows } from './loops.mjs';
import { OPERATIONS } from './operations.mjs';
import { choosePackage, describe, fail, installedPeers, OWN, PEERS } from './settings.mjs';

const LONG = 5_000; // ms of processor time after which a peer is not asked again
const START = 'first';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '3' },
    limit: { type: 'string', default: '60' },
    peers: { type: 'string', default: Object.keys(PEERS).join(',') },
    package: { type: 'string' },
    native: { type: 'string' },
    wall: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const limit = Number(options.limit) * 1000;
const runs = Number(options.runs);
const folder = choosePackage(options.package);
const peers = installedPeers(options.peers === '' || options.peers === 'none' ? [] : options.peers.split(','));
const columns = [OWN, ...peers];
const known = [START, 'loops', ...OPERATIONS.map(({ id }) => id)];
for (const name of positionals) if (!known.includes(name)) fail(`there is no operation ${name}; there are ${known.join(', ')}`);
const isWanted = (id) => positionals.length === 0 || positionals.includes(id);

const time = (answer) => (options.wall ? answer.wall : answer.cpu);

/** { time } or { outcome, note } of one run, and the start it took. */
async function runOnce(peer, operation) {
  const guest = await Guest.start(peer);
  try {
    if (guest.start === null) return { outcome: 'timeout', note: 'it did not start' };
    if (guest.start.error !== undefined) return { outcome: 'error', note: guest.start.error };
    if (guest.start.text !== '1/2') return { outcome: 'wrong', note: `1/3+1/6 gave ${guest.start.text}` };
    if (operation === START) return { time: time(guest.start) };
    if (!guest.start.has.includes(operation.needs)) return { outcome: 'unsupported', note: '' };
    const answer = await guest.ask({ operation: operation.id }, limit);
    if (answer === null) return { outcome: 'timeout', note: guest.used === undefined ? '' : `ended after ${(guest.used / 1000).toFixed(0)} s of processor time` };
    if (answer.error !== undefined) return { outcome: 'error', note: answer.error };
    const { outcome, note } = operation.judge(answer.text);
    return outcome === 'right' ? { time: time(answer), total: guest.start.cpu + answer.cpu } : { outcome, note };
  } finally {
    guest.end();
  }
}

/** Column to { time } or { outcome, note }. */
async function race(operation) {
  const row = {};
  for (let run = 0; run < runs; run++) {
    for (const column of columns) {
      const before = row[column];
      if (before?.outcome !== undefined || before?.total > LONG) continue;
      const result = await runOnce(column, operation);
      row[column] = before === undefined || result.outcome !== undefined || result.time < before.time ? result : before;
    }
  }
  return row;
}

const WIDTH = 15;
const shown = (ms) => (ms < 10 ? ms.toFixed(1) : ms.toFixed(0));
const CELLS = { unsupported: '-', timeout: `>${options.limit} s` };

function printRow(title, row) {
  const best = Math.min(...peers.map((peer) => row[peer]?.time ?? Infinity));
  const own = row[OWN].time;
  const ratio = own !== undefined && best < Infinity ? (own / best).toFixed(2) : '-';
  const cells = columns.map((column) => (row[column].time !== undefined ? shown(row[column].time) : CELLS[row[column].outcome] ?? row[column].outcome));
  console.log(title.padEnd(30) + cells.map((cell) => cell.padStart(WIDTH)).join('') + ratio.padStart(9));
  for (const column of columns) if (row[column].note) console.log(`    ${column}: ${row[column].note.slice(0, 200)}`);
}

const results = {};
const wanted = [];
let failures = 0;

describe(folder, peers);
console.log(`${options.wall ? 'wall' : 'CPU'} ms, least of ${runs} runs in fresh processes, ${options.limit} s at most; "ratio" is Rumina's to the best peer's`);
console.log('operation'.padEnd(30) + columns.map((column) => column.padStart(WIDTH)).join('') + 'ratio'.padStart(9));
for (const operation of [START, ...OPERATIONS]) {
  const id = operation.id ?? operation;
  if (!isWanted(id)) continue;
  const row = await race(operation);
  results[id] = row;
  printRow(operation.title ?? 'import to first result', row);
  if (row[OWN].time === undefined) failures++;
  else if (id !== START) for (const peer of peers) if (row[peer].time <= row[OWN].time) wanted.push([`${id}: Rumina / ${peer}`, row[OWN].time / row[peer].time, 1]);
}
if (results[START]?.[OWN].time !== undefined) wanted.push(['import to first result, ms', results[START][OWN].time, 200]);
if (results.small?.[OWN].time !== undefined) wanted.push(['1000 small evaluations, ms', results.small[OWN].time, 60]);

if (isWanted('loops')) {
  const { rows, wrong } = await loopRows({ native: options.native, runs, limit });
  wanted.push(...rows);
  failures += wrong;
}

console.log('\nwhat is wanted');
const isAhead = !wanted.some(([text]) => text.includes('Rumina / '));
if (isAhead && peers.length > 0) console.log(`${'ahead of every peer in all operations'.padEnd(60)}holds`);
for (const [text, value, most] of wanted) console.log(`${text.padEnd(60)}${value.toFixed(2).padStart(8)}  at most ${most}  ${value <= most && !text.includes('Rumina / ') ? 'holds' : 'MISSED'}`);
if (options.json) console.log(JSON.stringify(results));
process.exitCode = failures > 0 ? 1 : 0;
