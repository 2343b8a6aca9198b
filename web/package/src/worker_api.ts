// What the two sides of a worker say to each other, through Comlink.
import type { Snapshot } from './instance.js';
import type { RunRequest } from './seat.js';
import type { RunProgress } from './types.js';

export interface WorkerSetup {
  readonly module: WebAssembly.Module;
  /** JSON for the engine. */
  readonly options: string;
  readonly from: Snapshot | null;
}

export interface WorkerEvents {
  output(run: number, text: string, at: number): void;
  progress(run: number, progress: RunProgress): void;
}

export interface WorkerApi {
  open(setup: WorkerSetup, events: WorkerEvents): Promise<void>;
  run(run: number, request: RunRequest): Promise<string>;
  ask(request: string): Promise<string>;
  cancel(): void;
  snapshot(): Promise<Snapshot>;
}
