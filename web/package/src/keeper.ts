// Keeps a session alive whatever its programs do: what has run since the last copy of its memory is written down, so that a
// broken or ended instance can be replaced by one in the same state.
//
//   snapshot    copy of the memory of an idle instance; null: the state after creation, which follows from the options
//   journal     what changed the state since, in order
//   history     what did before, since the creation, while all of it can be done again and does not take long
//
// A run that read the clock or was stopped by it cannot be done again, so that a copy is made before anything else happens.
// A copy costs some milliseconds and the memory it takes: it is not made while the journal is short, and as long as no builtin
// can be ended the only use of it is a broken instance, which is rare.
import { EngineError } from './errors.js';
import type { Snapshot } from './instance.js';
import { endedResult, type Ending, parseResult, type RawResult } from './raw_result.js';
import { reason } from './reason.js';
import { timer } from './schedule.js';
import type { Later, MakeSeat, RunEvents, RunRequest, Seat, Written } from './seat.js';

export interface KeeperSettings {
  /** Seconds that a run may take; null: no limit. */
  readonly timeLimit: number | null;
  /** How long a run may take to answer a cancellation before its seat is closed, milliseconds. */
  readonly grace: number;
  /** After so many milliseconds without work it is time for a copy. */
  readonly idle: number;
  /** Bytes given up by interrupts inside number theory; beyond it the history is done again in a new instance. */
  readonly mostLeaked: number;
}

export const USUAL_SETTINGS: Omit<KeeperSettings, 'timeLimit'> = { grace: 200, idle: 200, mostLeaked: 64 << 20 };

/** How much may have to be done again before a copy is made: at once, or when nothing else is to be done. */
interface JournalLimits {
  readonly entries: number;
  readonly milliseconds: number;
}
const AT_ONCE: JournalLimits = { entries: 5000, milliseconds: 1000 };
const WHEN_IDLE: JournalLimits = { entries: 20, milliseconds: 20 };
const OF_HISTORY: JournalLimits = { entries: 5000, milliseconds: 5000 };

/** A run, or the JSON of a question. */
type Entry = RunRequest | string;

class Journal {
  readonly entries: Entry[] = [];
  private milliseconds = 0;
  add(entry: Entry, milliseconds: number): void {
    this.entries.push(entry);
    this.milliseconds += milliseconds;
  }
  append(later: Journal): void {
    for (const entry of later.entries) this.entries.push(entry);
    this.milliseconds += later.milliseconds;
  }
  exceeds(limits: JournalLimits): boolean {
    return this.entries.length > limits.entries || this.milliseconds > limits.milliseconds;
  }
}

/** Milliseconds; the clock may be set back meanwhile. */
const since = (started: number): number => Math.max(0, Date.now() - started);

const SILENT: RunEvents = { output: () => undefined, progress: () => undefined };

async function repeat(journal: Journal, seat: Seat): Promise<void> {
  for (const entry of journal.entries) {
    if (typeof entry === 'string') await seat.ask(entry);
    else await seat.run(entry, SILENT);
  }
}

/** Who asked for a run. */
export interface RunCaller extends RunEvents {
  /** What came of its output so far, in order: for a run that cannot be asked for all of it. */
  readonly printed: string;
  /** Before it begins: what is put right or copied first takes time. */
  isCancelled(): boolean;
}

export class Keeper {
  private seat: Seat | null;
  private snapshot: Snapshot | null = null;
  private journal = new Journal();
  private history: Journal | null = new Journal();
  /** What is being put right or copied; work waits for it. */
  private chores: Promise<void> = Promise.resolve();
  private choresLeft = 0;
  private stopIdle: (() => void) | null = null;
  private idleSince = 0;
  private isAsking = false;
  private endRun: ((ending: Ending) => void) | null = null;
  private leaked = 0;
  private disposed = false;
  /** Something was lost, which the next question or run must tell. */
  private loss: EngineError | null = null;

  constructor(private readonly makeSeat: MakeSeat, seat: Seat, private readonly settings: KeeperSettings) {
    this.seat = seat;
  }

  /** One call at a time, of this and of ask(). */
  run(request: RunRequest, caller: RunCaller): Later<RawResult> {
    const seat = this.ready();
    return seat instanceof Promise ? seat.then((made) => this.runIn(made, request, caller)) : this.runIn(seat, request, caller);
  }

  private runIn(seat: Seat, request: RunRequest, caller: RunCaller): Later<RawResult> {
    if (caller.isCancelled()) return endedResult('cancelled', '', 0);
    const started = Date.now();
    let written: Later<Written>;
    try {
      written = seat.run(request, caller);
    } catch {
      this.replace(seat);
      return endedResult('failed', caller.printed, since(started));
    }
    return written instanceof Promise ? this.wait(seat, request, written, caller, started) : this.noteRun(request, parseResult(written));
  }

  /** For a run that takes its time: until it is over, or ended. */
  private async wait(seat: Seat, request: RunRequest, running: Promise<Written>, caller: RunCaller, started: number): Promise<RawResult> {
    const ended = new Promise<{ ending: Ending }>((resolve) => (this.endRun = (ending) => resolve({ ending })));
    const finished = running.then((written) => ({ written }), () => ({ ending: 'failed' as const }));
    const stopWatch = this.watch(seat);
    try {
      const outcome = await Promise.race([finished, ended]);
      if ('written' in outcome) return this.noteRun(request, parseResult(outcome.written));
      this.replace(seat);
      return endedResult(outcome.ending, caller.printed, since(started));
    } finally {
      this.endRun = null;
      stopWatch();
    }
  }

  /** JSON of the answer. `changes`: it becomes part of the session's state. */
  async ask(request: string, changes = false): Promise<string> {
    const seat = await this.ready();
    const started = performance.now();
    this.isAsking = true;
    try {
      const answer = await seat.ask(request);
      if (changes) this.note(request, performance.now() - started, true);
      this.waitForIdle();
      return answer;
    } catch (error) {
      this.replace(seat);
      throw new EngineError(`the engine failed: ${reason(error)}`, { cause: error });
    } finally {
      this.isAsking = false;
    }
  }

  /** Of the run under way. */
  cancel(): void {
    if (this.endRun === null || this.seat === null) return;
    const end = this.endRun;
    this.seat.cancel();
    if (this.seat.canBeEnded) timer(this.settings.grace, () => end('cancelled')); // when the run is over nobody listens
  }

  dispose(): void {
    this.disposed = true;
    this.stopIdle?.();
    this.seat?.close();
    this.seat = this.snapshot = null;
    this.journal = new Journal();
    this.history = null;
  }

  /** Ends a run that does not honour its own limit of time. */
  private watch(seat: Seat): () => void {
    const { timeLimit } = this.settings;
    if (timeLimit === null || !seat.canBeEnded) return () => undefined;
    return timer(timeLimit * 1250 + 2000, () => this.endRun?.('time'));
  }

  /** The seat, once nothing is left to be put right. */
  private ready(): Later<Seat> {
    if (this.seat?.isBroken === true) this.replace(this.seat);
    return this.choresLeft > 0 ? this.chores.then(() => this.ready()) : this.seatAtHand();
  }

  private seatAtHand(): Seat {
    const { loss } = this;
    this.loss = null;
    if (loss !== null) throw loss;
    if (this.seat === null) throw new EngineError('there is no engine');
    return this.seat;
  }

  private do(chore: () => Promise<void>): void {
    this.choresLeft += 1;
    this.chores = this.chores.then(chore).finally(() => (this.choresLeft -= 1));
  }

  // ── what has been done ──

  private noteRun(request: RunRequest, result: RawResult): RawResult {
    this.leaked = result.stats.leakedBytes;
    if (!request.fresh) this.note(request, result.stats.milliseconds, result.repeatable);
    this.waitForIdle();
    return result;
  }

  private note(entry: Entry, milliseconds: number, repeatable: boolean): void {
    this.journal.add(entry, milliseconds);
    if (!repeatable) this.history = null;
    if (this.journal.exceeds(AT_ONCE) || (!repeatable && this.seat?.canBeEnded === true)) this.do(() => this.copy());
  }

  private waitForIdle(): void {
    this.idleSince = Date.now(); // the finer clock takes longer than all else that is written down of a short run
    this.stopIdle ??= timer(this.settings.idle, () => this.beIdle());
  }

  /** One timer goes on through many short runs, which would not be worth one each. */
  private beIdle(): void {
    this.stopIdle = null;
    if (this.endRun !== null || this.isAsking || this.disposed) return; // whatever ends waits anew
    this.idleSince = Math.min(this.idleSince, Date.now()); // the clock may be set back
    const rest = this.idleSince + this.settings.idle - Date.now();
    if (rest > 1) this.stopIdle = timer(rest, () => this.beIdle());
    else if (this.leaked > this.settings.mostLeaked && this.history !== null) this.do(() => this.recycle());
    else if (this.journal.exceeds(WHEN_IDLE)) this.do(() => this.copy());
  }

  private async copy(): Promise<void> {
    const { seat } = this;
    if (seat === null) return;
    try {
      const snapshot = await seat.snapshot();
      if (this.disposed) return;
      this.snapshot = snapshot;
      this.history?.append(this.journal);
      if (this.history?.exceeds(OF_HISTORY) === true) this.history = null;
      this.journal = new Journal();
    } catch {
      this.replace(seat);
    }
  }

  // ── new instances ──

  private replace(broken: Seat): void {
    broken.close();
    if (this.disposed || this.seat !== broken) return; // or it has been replaced before
    this.seat = null;
    this.do(async () => {
      if (this.seat === null) await this.restore(); // it may have been recycled meanwhile
    });
  }

  private async restore(): Promise<void> {
    try {
      await this.settle(await this.makeSeat(this.snapshot), this.journal);
    } catch (error) {
      // What ran before does not run any more. The copy alone is better than nothing.
      this.seat?.close();
      this.seat = null;
      this.journal = new Journal();
      this.history = null;
      this.loss = new EngineError(`what was done since the session was last saved is lost: ${reason(error)}`, { cause: error });
      if (!this.disposed) this.seat = await this.makeSeat(this.snapshot).catch(() => null);
    }
  }

  private async settle(seat: Seat, journal: Journal): Promise<void> {
    if (this.disposed) return seat.close();
    this.seat = seat;
    await repeat(journal, seat);
  }

  /** The same state without what was leaked. The old instance stays until the new one has come so far. */
  private async recycle(): Promise<void> {
    const { history, seat: old } = this;
    if (history === null) return;
    this.leaked = 0;
    history.append(this.journal); // from here on it is either the new journal or given up
    let seat: Seat | null = null;
    try {
      seat = await this.makeSeat(null);
      await repeat(history, seat);
      if (this.disposed) return seat.close();
      old?.close();
      this.seat = seat;
      this.snapshot = null;
      this.journal = history;
      this.history = new Journal();
    } catch {
      seat?.close();
      this.history = null; // the old one goes on
    }
  }
}
