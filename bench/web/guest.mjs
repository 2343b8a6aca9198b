// A peer in a process of its own, which is ended when it takes too long.
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const HOST = fileURLToPath(new URL('./host.mjs', import.meta.url));
const START_LIMIT = 180_000; // ms
const SETTLE = 60; // ms in which the compiler's threads finish what the start left them; it is no part of an operation

const TICK = 10; // ms, of the times in /proc

/** ms of processor time of a process so far; undefined where the system has no /proc. */
function processorTime(pid) {
  try {
    const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ').slice(11, 13).map(Number);
    return (user + system) * TICK;
  } catch {
    return undefined;
  }
}

const alive = new Set();
process.on('exit', () => { for (const child of alive) child.kill('SIGKILL'); });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130)); // a busy process would go on without its parent

export class Guest {
  #process;
  /** ms of processor time the process had used when it was ended for its length: on a busy machine that may be little. */
  used;

  /** Waits for the first result; `start` is its measurement, and null when it took longer than three minutes. */
  static async start(peer) {
    const guest = new Guest();
    guest.#process = fork(HOST, [peer], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    guest.#process.stderr.resume();
    alive.add(guest.#process);
    guest.start = await guest.#answer(START_LIMIT);
    if (guest.start !== null) await new Promise((resolve) => setTimeout(resolve, SETTLE));
    return guest;
  }

  /** null when it took longer, in which case the process is no more. */
  async ask(question, limit) {
    this.#process.send(question);
    return this.#answer(limit);
  }

  #answer(limit) {
    return new Promise((resolve) => {
      const finish = (answer) => {
        clearTimeout(timer);
        this.#process.removeAllListeners();
        resolve(answer);
      };
      const timer = setTimeout(() => {
        this.used = processorTime(this.#process.pid);
        this.#process.kill('SIGKILL');
        finish(null);
      }, limit);
      this.#process.on('message', finish);
      this.#process.on('error', (error) => finish({ error: error.message }));
      this.#process.on('exit', (status, signal) => finish({ error: `the process ended with ${signal ?? status}` }));
    });
  }

  get isAlive() {
    return this.#process.exitCode === null && this.#process.signalCode === null && !this.#process.killed;
  }

  end() {
    this.#process.removeAllListeners();
    this.#process.kill('SIGKILL');
    alive.delete(this.#process);
  }
}
