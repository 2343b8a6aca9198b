// What the two sides of a worker say to each other: calls through Comlink, and what happens during a run as plain messages.
import type { Snapshot } from './instance.js';
import type { RunRequest, Written } from './seat.js';
import type { RunProgress } from './types.js';

export interface WorkerSetup {
  readonly module: WebAssembly.Module;
  /** JSON for the engine. */
  readonly options: string;
  readonly from: Snapshot | null;
}

/** A message about the run of that number. */
export type WorkerEvent = { readonly run: number; readonly text: string; readonly at: number } | { readonly run: number; readonly progress: RunProgress };

export interface WorkerApi {
  /** Events are posted to the port. */
  open(setup: WorkerSetup, events: MessagePort): Promise<void>;
  run(run: number, request: RunRequest): Promise<Written>;
  ask(request: string): Promise<string>;
  cancel(): void;
  snapshot(): Promise<Snapshot>;
}
