// The one session of the page: it starts it, says what it is doing, and keeps questions away while a program runs.
import { createSession } from 'rumina/worker';
import type { Completion, Derivation, Diagnostic, HelpEntry, RunProgress, RunResult, Session, SignatureHelp, Variable } from 'rumina';
import { NO_NAMES, type LibraryNames } from '../language/tokenizer';

export type EngineState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'running'; readonly since: number; readonly cancelling: boolean }
  /** It could not be started: an old browser, or no network at the first visit. */
  | { readonly kind: 'failed'; readonly reason: string };

export interface RunHandlers {
  /** What is printed, while the program runs. */
  readonly onPrint?: (text: string) => void;
}

/** Seconds after which a program is ended; whoever waits may cancel it at any time. */
const TIME_LIMIT = 120;

export class Engine {
  private session: Promise<Session>;
  private queue: Promise<unknown> = Promise.resolve();
  /** Grows with every cancellation; what was asked for before one and waits is dropped. */
  private generation = 0;
  private handlers: RunHandlers | null = null;
  private current: EngineState = { kind: 'loading' };
  private readonly listeners = new Set<(state: EngineState) => void>();
  private libraryNames: LibraryNames = NO_NAMES;
  private symbols: ReadonlyMap<string, string> = new Map();
  progress: RunProgress | null = null;

  constructor() {
    this.session = this.start();
  }

  get state(): EngineState {
    return this.current;
  }

  /** Names of the library, as far as the session has told them. */
  get library(): LibraryNames {
    return this.libraryNames;
  }

  /** The characters behind `\name`. */
  get entries(): ReadonlyMap<string, string> {
    return this.symbols;
  }

  /** Calls it now and at every change; gives back what ends that. */
  watch(listener: (state: EngineState) => void): () => void {
    this.listeners.add(listener);
    listener(this.current);
    return () => this.listeners.delete(listener);
  }

  /**
   * Runs a program when those before it have ended. Its failure is a result; null when it was cancelled before its turn.
   * The promise is rejected only when there is no engine.
   */
  run(code: string, name: string, fresh: boolean, handlers: RunHandlers = {}): Promise<RunResult | null> {
    return this.inTurn(async (session) => {
      this.handlers = handlers;
      try {
        return await session.run(code, { name, fresh });
      } finally {
        if (this.handlers === handlers) this.handlers = null;
      }
    });
  }

  /** The steps to the result of a call, which is computed once more for that; null when there are none to tell. */
  steps(code: string): Promise<Derivation | null> {
    return this.inTurn((session) => session.steps(code));
  }

  /** Ends the program under way; those that wait do not run. */
  cancel(): void {
    this.generation += 1;
    if (this.current.kind !== 'running') return;
    this.change({ ...this.current, cancelling: true });
    void this.session.then((session) => session.cancel());
  }

  /** Forgets all variables. */
  async restart(): Promise<void> {
    this.cancel();
    const old = this.session;
    this.queue = Promise.resolve();
    this.change({ kind: 'loading' });
    this.session = this.start();
    (await old.catch(() => null))?.dispose();
    await this.session;
  }

  variables(): Promise<readonly Variable[]> {
    return this.ask([], (session) => session.variables());
  }
  complete(text: string, offset: number): Promise<readonly Completion[]> {
    return this.ask([], (session) => session.complete(text, offset));
  }
  signature(text: string, offset: number): Promise<SignatureHelp | null> {
    return this.ask(null, (session) => session.signature(text, offset));
  }
  help(name: string): Promise<HelpEntry | null> {
    return this.ask(null, (session) => session.help(name));
  }
  /** Help after the runs that were asked for before, instead of none while one is under way. */
  helpInTurn(name: string): Promise<HelpEntry | null> {
    const turn = this.queue.then(async () => (await this.session).help(name)).catch(() => null);
    this.queue = turn;
    return turn;
  }
  check(code: string): Promise<readonly Diagnostic[]> {
    return this.ask([], (session) => session.check(code));
  }
  format(code: string): Promise<string> {
    return this.ask(code, (session) => session.format(code));
  }

  private inTurn<Answer>(work: (session: Session) => Promise<Answer>): Promise<Answer | null> {
    const generation = this.generation;
    const turn = this.queue.then(async () => {
      const own = this.session;
      const session = await own;
      if (generation !== this.generation) return null;
      this.progress = null;
      this.change({ kind: 'running', since: performance.now(), cancelling: false });
      try {
        return await work(session);
      } catch (error) {
        // It was thrown away meanwhile, with all that ran in it.
        if (this.session !== own) return null;
        throw error;
      } finally {
        if (this.session === own) this.change({ kind: 'ready' });
      }
    });
    this.queue = turn.catch(() => null);
    return turn;
  }

  private async start(): Promise<Session> {
    try {
      const session = await createSession({
        limits: { time: TIME_LIMIT },
        onPrint: (text) => this.handlers?.onPrint?.(text),
        onProgress: (progress) => {
          this.progress = progress;
        },
      });
      this.change({ kind: 'ready' });
      void this.learn(session);
      return session;
    } catch (error) {
      this.change({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
      throw error;
    }
  }

  /** Asks for the names that the editor colours and the characters it enters. */
  private async learn(session: Session): Promise<void> {
    try {
      // Completions go on from a beginning, and there are at most a few hundred at a time: every first letter is asked for.
      const [symbols, ...byLetter] = await Promise.all(['\\', ...'abcdefghijklmnopqrstuvwxyz'].map((start) => session.complete(start, 1)));
      const names = byLetter.flat();
      const ofKind = (kind: Completion['kind']) => new Set(names.filter((name) => name.kind === kind).map((name) => name.label));
      this.libraryNames = { functions: ofKind('function'), constants: ofKind('constant') };
      this.symbols = new Map((symbols ?? []).filter((entry) => entry.kind === 'symbol').map((entry) => [entry.label.replace(/^\\/, ''), entry.insert]));
      this.change(this.current);
    } catch {
      // The session was disposed meanwhile; the next one learns again.
    }
  }

  /** A question while nothing runs; while something does, and without an engine, the answer is `otherwise`. */
  private async ask<Answer>(otherwise: Answer, question: (session: Session) => Promise<Answer>): Promise<Answer> {
    if (this.current.kind !== 'ready') return otherwise;
    try {
      return await question(await this.session);
    } catch {
      return otherwise;
    }
  }

  private change(state: EngineState): void {
    this.current = state;
    for (const listener of this.listeners) listener(state);
  }
}
