// A session as its user sees it: arguments are checked, questions and runs wait for each other, JSON becomes values.
import { decode, freezeDeep, isObject, type Json, list, text } from './decode.js';
import { encode } from './encode.js';
import { InvalidArgumentError, RequestFailedError, SessionDisposedError } from './errors.js';
import type { Keeper, RunCaller } from './keeper.js';
import { parseObject, type RawResult, runResult } from './raw_result.js';
import type { Later, RunRequest } from './seat.js';
import type {
  Completion, Derivation, DerivationStep, Diagnostic, HelpEntry, RuminaData, RuminaErrorData, RuminaInput, RunOptions, RunProgress, RunResult, Session, SessionOptions, SignatureHelp, Struct, Variable,
} from './types.js';

const LONGEST_TEXT = 64 << 20;

/** Node 18 has no such method. */
const isWellFormed = (text: string): boolean => (text as { isWellFormed?: () => boolean }).isWellFormed?.() ?? !/[\ud800-\udfff]/.test(text);

function checkedText(value: unknown, what: string): string {
  if (typeof value !== 'string') throw new InvalidArgumentError(`${what} must be a string`);
  if (value.length > LONGEST_TEXT) throw new InvalidArgumentError(`${what} is too long`);
  return isWellFormed(value) ? value : value.replace(/\p{Surrogate}/gu, '\ufffd'); // half a pair has no UTF-8
}

function checkedOffset(value: unknown, length: number): number {
  if (value === undefined) return length;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > length) throw new InvalidArgumentError('the offset must lie in the text');
  return value;
}

/** Grows with every cancellation: runs that were asked for before it and have not begun do not run. */
interface Cancellations {
  count: number;
}

/**
 * Who asked for one run: gives what it prints to the user's function, every piece once and in order, whatever comes late or not at
 * all.
 */
class Caller implements RunCaller {
  printed = '';
  private over = false;
  private thrown: { readonly error: unknown } | null = null;
  private readonly before: number;

  constructor(private readonly options: SessionOptions, private readonly cancellations: Cancellations) {
    this.before = cancellations.count;
  }

  isCancelled(): boolean {
    return this.cancellations.count !== this.before;
  }
  output(text: string, at: number): void {
    if (!this.over && at === this.printed.length) this.print(text);
  }
  progress({ milliseconds, steps, memoryBytes }: RunProgress): void {
    if (!this.over) this.call(() => this.options.onProgress?.(Object.freeze({ milliseconds, steps, memoryBytes })));
  }

  /** With all that was printed. What the user's function threw is thrown here. */
  finish(output: string): void {
    this.over = true;
    if (output.length > this.printed.length) this.print(output.slice(this.printed.length));
    if (this.thrown !== null) throw this.thrown.error;
  }

  private print(text: string): void {
    this.printed += text;
    this.call(() => this.options.onPrint?.(text));
  }
  private call(action: () => void): void {
    if (this.thrown !== null) return;
    try {
      action();
    } catch (error) {
      this.thrown = { error };
    }
  }
}

export class KeptSession implements Session {
  /** What takes its time or waits for that, and how many there are of it. */
  private last: Promise<void> = Promise.resolve();
  private pending = 0;
  private readonly rejects = new Set<(error: Error) => void>();
  private disposed = false;
  private inputs = 0;
  private readonly cancellations: Cancellations = { count: 0 };

  constructor(private readonly keeper: Keeper, private readonly options: SessionOptions) {}

  /** Begins at once when nothing is under way; the user's functions are never called before it has returned. */
  run(code: string, options?: RunOptions): Promise<RunResult> {
    try {
      const program = checkedText(code, 'the program');
      const name = options?.name === undefined ? `<input ${++this.inputs}>` : checkedText(options.name, 'the name of the program');
      const request = { code: program, name, fresh: options?.fresh === true };
      const caller = new Caller(this.options, this.cancellations);
      return this.inTurn(() => this.runNow(request, caller));
    } catch (error) {
      return Promise.reject(error);
    }
  }

  private runNow(request: RunRequest, caller: Caller): Later<RunResult> {
    const result = this.keeper.run(request, caller);
    if (!(result instanceof Promise) && result.output === '') return runResult(result);
    return Promise.resolve(result).then((raw) => {
      if (this.disposed) throw new SessionDisposedError();
      caller.finish(raw.output);
      return runResult(raw);
    });
  }

  async variables(): Promise<readonly Variable[]> {
    return this.listed<Variable>('variables', { ask: 'variables' });
  }

  async complete(code: string, offset?: number): Promise<readonly Completion[]> {
    const program = checkedText(code, 'the text');
    return this.listed<Completion>('completions', { ask: 'complete', text: program, offset: checkedOffset(offset, program.length) });
  }

  async signature(code: string, offset?: number): Promise<SignatureHelp | null> {
    const program = checkedText(code, 'the text');
    const answer = await this.ask({ ask: 'signature', text: program, offset: checkedOffset(offset, program.length) });
    return freezeDeep(answer['signature']) as SignatureHelp | null;
  }

  async help(name: string): Promise<HelpEntry | null> {
    const answer = await this.ask({ ask: 'help', name: checkedText(name, 'the name') });
    return freezeDeep(answer['help']) as HelpEntry | null;
  }

  async check(code: string): Promise<readonly Diagnostic[]> {
    return this.listed<Diagnostic>('diagnostics', { ask: 'check', code: checkedText(code, 'the program') });
  }

  async format(code: string): Promise<string> {
    return text(await this.ask({ ask: 'format', code: checkedText(code, 'the program') }), 'code');
  }

  async steps(code: string): Promise<Derivation | null> {
    const result = await this.run(`steps(${checkedText(code, 'the call')}\n)`, { name: '<steps>' });
    const { value } = result;
    if (!result.ok || result.latex === '' || !isList(value)) return null;
    const steps = value.map(derivationStep);
    return steps.every((step) => step !== null) ? Object.freeze({ steps: Object.freeze(steps), text: result.text, latex: result.latex }) : null;
  }

  async get(name: string): Promise<RuminaData | undefined> {
    const answer = await this.ask({ ask: 'get', name: checkedText(name, 'the name') });
    return Object.hasOwn(answer, 'value') ? decode(answer['value']) : undefined;
  }

  async set(name: string, value: RuminaInput): Promise<void> {
    const data = encode(value);
    await this.answer(`{"ask":"set","name":${JSON.stringify(checkedText(name, 'the name'))},"value":${data}}`, true);
  }

  cancel(): void {
    if (this.disposed) return;
    this.cancellations.count += 1;
    this.keeper.cancel();
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.keeper.dispose();
    for (const reject of this.rejects) reject(new SessionDisposedError());
    this.rejects.clear();
  }

  private async ask(request: Json): Promise<Json> {
    return this.answer(JSON.stringify(request), false);
  }

  private async answer(request: string, changes: boolean): Promise<Json> {
    return this.inTurn(async () => {
      const answer = parseObject(await this.keeper.ask(request, changes));
      if (isObject(answer['failed'])) throw new RequestFailedError(freezeDeep(answer['failed']) as RuminaErrorData);
      return answer;
    });
  }

  private async listed<T>(name: string, request: Json): Promise<readonly T[]> {
    return freezeDeep(list(await this.ask(request), name)) as readonly T[];
  }

  /**
   * The result of work after everything that was asked for before; never once the session is disposed. Work that has nothing to wait
   * for begins at once.
   */
  private inTurn<T>(work: () => Later<T>): Promise<T> {
    if (this.disposed) throw new SessionDisposedError();
    if (this.pending > 0) return this.afterOthers(work);
    const result = work();
    if (!(result instanceof Promise)) return Promise.resolve(result);
    result.catch(() => undefined); // nobody else listens once the session is disposed
    return this.afterOthers(() => result);
  }

  private afterOthers<T>(work: () => Later<T>): Promise<T> {
    this.pending += 1;
    return new Promise<T>((resolve, reject) => {
      this.rejects.add(reject);
      this.last = this.last.then(async () => {
        try {
          if (!this.disposed) resolve(await work());
        } catch (error) {
          reject(error);
        }
        this.rejects.delete(reject);
        this.pending -= 1;
      });
    });
  }
}

const isList = (value: RuminaData): value is readonly RuminaData[] => Array.isArray(value);

function derivationStep(value: RuminaData): DerivationStep | null {
  if (typeof value !== 'object' || value === null || isList(value) || value.kind !== 'struct') return null;
  const { rule, level, before, after } = (value as Struct).fields;
  if (typeof rule !== 'string' || typeof level !== 'bigint' || before === undefined || after === undefined) return null;
  return Object.freeze({ rule, level: Number(level), before, after });
}
