// Scores Rumina and its peers on the textbook problems of problems.tsv.
//   node quality.mjs [--peers a,b] [--limit seconds] [--package folder] [--answers]
//
// A peer solves the problems one after another in one process; when one takes too long, a new process goes on.
import { parseArgs } from 'node:util';
import { Guest } from './guest.mjs';
import { OUTCOMES } from './judge/answers.mjs';
import { groupOf, judgeProblem, neededFor, readProblems } from './problems.mjs';
import { choosePackage, describe, installedPeers, OWN, PEERS } from './settings.mjs';

const LEAST_RIGHT = 38;

const { values: options } = parseArgs({
  options: {
    limit: { type: 'string', default: '30' },
    peers: { type: 'string', default: Object.keys(PEERS).join(',') },
    package: { type: 'string' },
    answers: { type: 'boolean', default: false },
  },
});
const limit = Number(options.limit) * 1000;

async function score(peer, problems) {
  const verdicts = [];
  let guest;
  for (const problem of problems) {
    if (guest === undefined || !guest.isAlive) guest = await Guest.start(peer);
    const failure = guest.start === null ? 'it did not start' : guest.start.error;
    if (failure !== undefined) verdicts.push({ outcome: 'error', note: failure });
    else if (!guest.start.has.includes(neededFor(problem))) verdicts.push({ outcome: 'unsupported', note: '' });
    else {
      const answer = await guest.ask({ problem }, limit);
      if (answer === null) verdicts.push({ outcome: 'timeout', note: '' });
      else if (answer.error !== undefined) verdicts.push({ outcome: 'error', note: answer.error });
      else verdicts.push(judgeProblem(problem, answer.text));
    }
  }
  guest.end();
  return verdicts;
}

const folder = choosePackage(options.package);
const peers = installedPeers(options.peers === '' || options.peers === 'none' ? [] : options.peers.split(','));
const problems = readProblems();
const groups = [...new Set(problems.map(groupOf))];
const countOf = (group) => problems.filter((problem) => groupOf(problem) === group).length;

describe(folder, peers);
const verdicts = {};
for (const peer of [OWN, ...peers]) {
  console.log(`${peer}:`);
  verdicts[peer] = await score(peer, problems);
  for (const [i, { outcome, note }] of verdicts[peer].entries()) {
    if (outcome === 'unsupported' || (outcome === 'right' && !options.answers)) continue;
    console.log(`    ${outcome.padEnd(12)}${problems[i].kind} ${problems[i].statement} ${problems[i].details}: ${note.slice(0, 160)}`);
  }
}

console.log(`\n${'right'.padEnd(18)}${'total'.padStart(8)}${groups.map((group) => `${group} ${countOf(group)}`.padStart(20)).join('')}   other outcomes`);
for (const [peer, list] of Object.entries(verdicts)) {
  const right = (group) => list.filter(({ outcome }, i) => outcome === 'right' && (group === undefined || groupOf(problems[i]) === group)).length;
  const others = OUTCOMES.slice(1).map((outcome) => [list.filter((one) => one.outcome === outcome).length, outcome]).filter(([count]) => count > 0);
  console.log(`${peer.padEnd(18)}${String(right()).padStart(8)}${groups.map((group) => String(right(group)).padStart(20)).join('')}   ${others.map(([count, outcome]) => `${count} ${outcome}`).join(', ')}`);
}

const own = verdicts[OWN];
const right = own.filter(({ outcome }) => outcome === 'right').length;
const wrong = own.filter(({ outcome }) => outcome === 'wrong').length;
const holds = right >= LEAST_RIGHT && wrong === 0;
console.log(`\nwanted of Rumina: at least ${LEAST_RIGHT} right and none wrong: ${holds ? 'holds' : 'MISSED'} (${right} right, ${wrong} wrong)`);
process.exitCode = holds ? 0 : 1;
