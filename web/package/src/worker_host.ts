// The other side of worker_seat.ts: a seat in a worker, Web Worker or worker_threads.
import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import type { Snapshot } from './instance.js';
import { LocalSeat } from './local_seat.js';
import { nodeModule } from './module.js';
import type { RunRequest, Written } from './seat.js';
import type { WorkerApi, WorkerEvent, WorkerSetup } from './worker_api.js';

class Host implements WorkerApi {
  private seat: LocalSeat | null = null;
  private events: MessagePort | null = null;

  async open(setup: WorkerSetup, events: MessagePort): Promise<void> {
    this.events = events;
    this.seat = await LocalSeat.make(setup.module, setup.options, setup.from);
  }

  async run(run: number, request: RunRequest): Promise<Written> {
    const tell = (event: WorkerEvent): void => this.events?.postMessage(event);
    return this.opened().run(request, { output: (text, at) => tell({ run, text, at }), progress: (progress) => tell({ run, progress }) });
  }

  ask(request: string): Promise<string> {
    return this.opened().ask(request);
  }

  cancel(): void {
    this.seat?.cancel();
  }

  async snapshot(): Promise<Snapshot> {
    const snapshot = await this.opened().snapshot();
    return Comlink.transfer(snapshot, [snapshot.data.buffer, snapshot.pages.buffer]);
  }

  private opened(): LocalSeat {
    if (this.seat === null) throw new Error('the worker has no session');
    return this.seat;
  }
}

async function endpoint(): Promise<Comlink.Endpoint> {
  if (typeof self === 'object' && 'postMessage' in self) return self as unknown as Comlink.Endpoint;
  const { parentPort } = await nodeModule<typeof import('node:worker_threads')>('worker_threads');
  return nodeEndpoint(parentPort as unknown as Parameters<typeof nodeEndpoint>[0]);
}

Comlink.expose(new Host(), await endpoint());
