// Where an instance is and how it is worked: in this thread, or in a worker.
import type { Snapshot } from './instance.js';
import type { RunProgress, RunStats } from './types.js';

export interface RunRequest {
  readonly code: string;
  readonly name: string;
  readonly fresh: boolean;
}

/** What a run came to that is an integer or fraction and nothing else: the text of it. */
export interface NumberResult {
  readonly number: string;
  readonly isHexadecimal: boolean;
  readonly stats: RunStats;
}

/** A result as it comes from the engine: in brief, or as JSON. */
export type Written = NumberResult | string;

/** At once, or a promise of it. What is over soon need not wait for turns. */
export type Later<T> = T | Promise<T>;

/** What happens during a run. */
export interface RunEvents {
  /** A piece of output; `at` is how much came before it. Pieces may come late or not at all: the result has all of it. */
  output(text: string, at: number): void;
  progress(progress: RunProgress): void;
}

/**
 * A seat does one thing at a time. What it throws, or a promise that is rejected, means that its instance is broken, and the
 * seat of no more use.
 */
export interface Seat {
  /** Whether close() ends a builtin under way. */
  readonly canBeEnded: boolean;
  /** Whether it is known to be of no more use, though nobody asked it for anything: its worker ended. */
  readonly isBroken: boolean;
  run(request: RunRequest, events: RunEvents): Later<Written>;
  /** JSON of the answer. */
  ask(request: string): Promise<string>;
  cancel(): void;
  snapshot(): Promise<Snapshot>;
  /** Promises that are open stay open. */
  close(): void;
}

/** A new session, or the one of the snapshot. Throws LoadError. */
export type MakeSeat = (from: Snapshot | null) => Promise<Seat>;
