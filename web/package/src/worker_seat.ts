// An instance in a worker. Closing the seat ends the worker, whatever it does.
import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { LoadError } from './errors.js';
import type { Snapshot } from './instance.js';
import { nodeModule } from './module.js';
import { reason } from './reason.js';
import type { RunEvents, RunRequest, Seat, Written } from './seat.js';
import type { WorkerApi, WorkerEvent, WorkerSetup } from './worker_api.js';

interface Spawned {
  readonly endpoint: Comlink.Endpoint;
  /** Calls it when the worker ends by itself. */
  onFailure(tell: (error: Error) => void): void;
  /** In Node: whether the process waits for the worker. */
  hold(holds: boolean): void;
  end(): void;
}

function spawnWebWorker(): Spawned {
  const worker = new Worker(new URL('../worker/worker-host.mjs', import.meta.url), { type: 'module' });
  return {
    endpoint: worker,
    onFailure: (tell) => worker.addEventListener('error', (event) => tell(new Error(event.message || 'the worker could not be started'))),
    hold: () => undefined,
    end: () => worker.terminate(),
  };
}

/** By a name, so that bundlers for browsers do not take it for one more file. */
const HOST = '../worker/worker-host.mjs';

async function spawnThread(): Promise<Spawned> {
  const threads = await nodeModule<typeof import('node:worker_threads')>('worker_threads');
  // Options of the command line are not for it (--eval would stop it), nor is the environment.
  const worker = new threads.Worker(new URL(HOST, import.meta.url), { execArgv: [], env: {} });
  return {
    endpoint: nodeEndpoint(worker as unknown as Parameters<typeof nodeEndpoint>[0]),
    onFailure: (tell) => {
      worker.on('error', tell);
      worker.on('exit', () => tell(new Error('the worker ended')));
    },
    hold: (holds) => (holds ? worker.ref() : worker.unref()),
    end: () => void worker.terminate(),
  };
}

const spawn = async (): Promise<Spawned> => (typeof Worker === 'function' ? spawnWebWorker() : spawnThread());

export class WorkerSeat implements Seat {
  readonly canBeEnded = true;
  private readonly remote: Comlink.Remote<WorkerApi>;
  private readonly failure: Promise<never>;
  private closed = false;
  private failed = false;
  private runs = 0;
  private events: RunEvents | null = null;
  private readonly channel = new MessageChannel();

  private constructor(private readonly spawned: Spawned) {
    this.remote = Comlink.wrap<WorkerApi>(spawned.endpoint);
    this.failure = new Promise((_, reject) =>
      spawned.onFailure((error) => {
        if (this.closed) return;
        this.failed = true;
        reject(error);
      }),
    );
    this.failure.catch(() => undefined);
    this.channel.port1.onmessage = ({ data }: MessageEvent<WorkerEvent>) => this.tell(data);
    if ('unref' in this.channel.port1) (this.channel.port1 as unknown as { unref(): void }).unref(); // Node waits for open ports
  }

  static async make(setup: WorkerSetup): Promise<WorkerSeat> {
    let seat: WorkerSeat | undefined;
    try {
      seat = new WorkerSeat(await spawn());
      const { remote, channel } = seat;
      await seat.wait(() => remote.open(setup, Comlink.transfer(channel.port2, [channel.port2])));
      return seat;
    } catch (error) {
      seat?.close();
      throw new LoadError(`the worker cannot be started: ${reason(error)}`, { cause: error });
    }
  }

  get isBroken(): boolean {
    return this.failed;
  }

  async run(request: RunRequest, events: RunEvents): Promise<Written> {
    this.runs += 1;
    this.events = events;
    const written = await this.wait<Written>(() => this.remote.run(this.runs, request));
    if (typeof written !== 'string') Object.freeze(written.stats); // a copy of what was frozen
    return written;
  }

  ask(request: string): Promise<string> {
    return this.wait(() => this.remote.ask(request));
  }

  cancel(): void {
    if (!this.closed) this.remote.cancel().catch(() => undefined);
  }

  snapshot(): Promise<Snapshot> {
    return this.wait(() => this.remote.snapshot());
  }

  close(): void {
    this.closed = true;
    this.channel.port1.close();
    this.spawned.end();
  }

  private tell(event: WorkerEvent): void {
    if (event.run !== this.runs) return; // of a run that is over
    if ('text' in event) this.events?.output(event.text, event.at);
    else this.events?.progress(event.progress);
  }

  private async wait<T>(work: () => Promise<T>): Promise<T> {
    this.spawned.hold(true);
    try {
      return await Promise.race([work(), this.failure]);
    } finally {
      if (!this.closed) this.spawned.hold(false);
    }
  }
}
