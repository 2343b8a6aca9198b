// A process with one peer in it. It loads the peer, reaches a first result, says so, and then does what it is asked.
//   node host.mjs PEER    with an IPC channel; answers { cpu, wall, resident, text } or { error }, times in milliseconds
// The processor time is user and system time of all threads of the process, so it holds the work of the compilers, too.
import { OPERATIONS } from './operations.mjs';
import { askProblem } from './problems.mjs';

const processor = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };

async function measured(work) {
  const [cpu, wall] = [processor(), performance.now()];
  try {
    const text = await work();
    return { cpu: processor() - cpu, wall: performance.now() - wall, resident: process.resourceUsage().maxRSS, text };
  } catch (error) {
    const message = String(error?.message ?? error);
    return { error: message.split('\n').at(message.startsWith('Traceback') ? -2 : 0).slice(0, 300) };
  }
}

const module = `./peers/${process.argv[2]}.mjs`;
let peer;
const start = await measured(async () => {
  peer = await (await import(module)).load();
  return peer.evaluate('1/3+1/6');
});
process.send({ ...start, has: peer === undefined ? [] : Object.keys(peer) });

process.on('message', async ({ operation, problem, program }) => {
  const ask = operation !== undefined ? () => OPERATIONS.find(({ id }) => id === operation).ask(peer)
    : problem !== undefined ? () => askProblem(peer, problem) : () => peer.program(program);
  process.send(await measured(ask));
});
process.on('disconnect', () => process.exit());
