// One instance of the module with one session in it. Everything in its memory can be copied out while it is idle, and put into
// a new instance, which then is the same session.
import { EngineError } from './errors.js';
import { instantiate, type RawModule } from './module.js';
import { runStats } from './raw_result.js';
import { reason } from './reason.js';
import type { Written } from './seat.js';
import type { RunStats } from './types.js';

const PAGE = 65536;

/** Bytes of the scratch space: what an instance keeps allocated for the texts of a short run, its code and its name. */
const SCRATCH = 4096;
const HALF = SCRATCH / 2;

/**
 * First byte of a result that is no JSON but a number's text, in decimal or hexadecimal; how many numbers are told about a run, and
 * where the value's numerator and denominator are, when it has no text.
 */
const DECIMAL = 0x3d;
const HEXADECIMAL = 0x23;
const STATS = 7;
const NUMERATOR = 5;
const DENOMINATOR = 6;

/** A copy of an instance's memory: the pages that are not all zero. */
export interface Snapshot {
  readonly session: number;
  /** Where the scratch space is. */
  readonly scratch: number;
  readonly bytes: number;
  /** Numbers of the pages in `data`, ascending. */
  readonly pages: Uint32Array<ArrayBuffer>;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** The instance is broken: the native stack ran out, or it stopped itself. It must not be used again. */
export class InstanceFailed extends EngineError {}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Writes a text that has room and gives its bytes. A line of ASCII is written here: the encoder takes longer to call. */
function write(text: string, space: Uint8Array): number {
  const { length } = text;
  if (length > 128) return encoder.encodeInto(text, space).written;
  for (let at = 0; at < length; ++at) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return encoder.encodeInto(text, space).written;
    space[at] = code;
  }
  return length;
}

export class Instance {
  private failed = false;
  private session = 0;
  private scratch = 0;
  /** All of the memory as it was last seen, and the scratch space in it. */
  private bytes: Uint8Array = new Uint8Array(0);
  private codeSpace: Uint8Array = this.bytes;
  private nameSpace: Uint8Array = this.bytes;
  private stats: Float64Array = new Float64Array(STATS);

  private constructor(private readonly raw: RawModule) {}

  static async create(module: WebAssembly.Module, options: string): Promise<Instance> {
    const instance = new Instance(await instantiate(module));
    instance.guarded(() => {
      instance.scratch = instance.allocate(SCRATCH);
      instance.session = instance.withText(options, (pointer) => instance.raw._rumina_session_create(pointer));
    });
    return instance;
  }

  static async restore(module: WebAssembly.Module, snapshot: Snapshot): Promise<Instance> {
    const instance = new Instance(await instantiate(module));
    instance.guarded(() => instance.load(snapshot));
    return instance;
  }

  /** Starts a run and goes on with it for so long. The result, or null when it is not over. */
  run(code: string, name: string, fresh: boolean, milliseconds: number): Written | null {
    this.requireSound();
    try {
      const isShort = 3 * code.length < HALF && 3 * name.length < HALF;
      const result = isShort ? this.runShort(code, name, fresh, milliseconds) : this.runLong(code, name, fresh, milliseconds);
      return result === 0 ? null : this.readResult(result >>> 0);
    } catch (error) {
      throw this.failedBy(error);
    }
  }

  private runLong(code: string, name: string, fresh: boolean, milliseconds: number): number {
    return this.withText(code, (pointer, bytes) => this.withText(name, (label) => this.raw._rumina_run(this.session, pointer, bytes, label, fresh ? 1 : 0, milliseconds)));
  }

  private runShort(code: string, name: string, fresh: boolean, milliseconds: number): number {
    this.memory();
    const bytes = write(code, this.codeSpace);
    this.nameSpace[write(name, this.nameSpace)] = 0;
    return this.raw._rumina_run(this.session, this.scratch, bytes, this.scratch + HALF, fresh ? 1 : 0, milliseconds);
  }

  /** Whether the run is over. */
  step(milliseconds: number): boolean {
    return this.guarded(() => this.raw._rumina_run_continue(this.session, milliseconds) !== 0);
  }

  /** What the run came to that is over. */
  result(): Written {
    return this.guarded(() => this.readResult(this.raw._rumina_run_result(this.session) >>> 0));
  }

  /** What was printed since the last call. */
  takeOutput(): string {
    return this.guarded(() => {
      const size = this.allocate(4);
      const pointer = this.raw._rumina_take_output(this.session, size);
      const bytes = new DataView(this.raw.wasmMemory.buffer).getUint32(size, true);
      this.raw._free(size);
      return bytes === 0 ? '' : decoder.decode(this.memory().subarray(pointer, pointer + bytes));
    });
  }

  cancel(): void {
    this.guarded(() => this.raw._rumina_cancel(this.session));
  }

  ask(request: string): string {
    return this.guarded(() => this.withText(request, (pointer) => this.readText(this.raw._rumina_ask(this.session, pointer) >>> 0)));
  }

  /** Of the idle instance. Cost: a look at all its memory, and a copy of what is used. */
  snapshot(): Snapshot {
    const memory = this.memory();
    const words = new BigUint64Array(memory.buffer);
    const pages: number[] = [];
    for (let page = 0; page * PAGE < memory.length; ++page) {
      const end = ((page + 1) * PAGE) / 8;
      for (let i = (page * PAGE) / 8; i < end; ++i) {
        if (words[i] === 0n) continue;
        pages.push(page);
        break;
      }
    }
    const data = new Uint8Array(pages.length * PAGE);
    pages.forEach((page, i) => data.set(memory.subarray(page * PAGE, (page + 1) * PAGE), i * PAGE));
    return { session: this.session, scratch: this.scratch, bytes: memory.length, pages: Uint32Array.from(pages), data };
  }

  private load(snapshot: Snapshot): void {
    this.session = snapshot.session;
    this.scratch = snapshot.scratch;
    // Growing through the allocator keeps the glue's idea of the memory; what the allocator knew is overwritten at once.
    while (this.memory().length < snapshot.bytes) this.allocate(snapshot.bytes - this.memory().length);
    const memory = this.memory();
    memory.fill(0);
    snapshot.pages.forEach((page, i) => memory.set(snapshot.data.subarray(i * PAGE, (i + 1) * PAGE), page * PAGE));
  }

  private memory(): Uint8Array {
    const { buffer } = this.raw.wasmMemory;
    if (this.bytes.buffer !== buffer) { // it has grown
      this.bytes = new Uint8Array(buffer);
      this.codeSpace = this.bytes.subarray(this.scratch, this.scratch + HALF);
      this.nameSpace = this.bytes.subarray(this.scratch + HALF, this.scratch + SCRATCH);
    }
    return this.bytes;
  }

  private allocate(bytes: number): number {
    const pointer = this.raw._malloc(bytes);
    if (pointer === 0) throw new RangeError('out of memory');
    return pointer >>> 0;
  }

  /** With the text in the memory, ended by a zero byte. */
  private withText<T>(text: string, use: (pointer: number, bytes: number) => T): T {
    const bytes = encoder.encode(text);
    const pointer = this.allocate(bytes.length + 1);
    const memory = this.memory();
    memory.set(bytes, pointer);
    memory[pointer + bytes.length] = 0;
    const result = use(pointer, bytes.length);
    this.raw._free(pointer);
    return result;
  }

  private readText(begin: number): string {
    const memory = this.memory();
    return decoder.decode(memory.subarray(begin, memory.indexOf(0, begin)));
  }

  private readResult(begin: number): Written {
    const memory = this.memory();
    const form = memory[begin];
    if (form === HEXADECIMAL) return { number: this.readText(begin + 1), isHexadecimal: true, stats: this.lastStats() };
    if (form !== DECIMAL) return this.readText(begin);
    const stats = this.lastStats();
    const number = memory[begin + 1] === 0 ? this.quotient() : this.readText(begin + 1);
    return { number, isHexadecimal: false, stats };
  }

  /** The text of the last run's value, of which it told the parts. */
  private quotient(): string {
    const { stats } = this;
    return stats[DENOMINATOR] === 1 ? String(stats[NUMERATOR]) : `${stats[NUMERATOR]}/${stats[DENOMINATOR]}`;
  }

  private lastStats(): RunStats {
    const { buffer } = this.bytes;
    if (this.stats.buffer !== buffer) this.stats = new Float64Array(buffer, this.raw._rumina_run_stats(this.session) >>> 0, STATS);
    const { stats } = this;
    return runStats(stats[0], stats[1], stats[2], stats[3], stats[4]);
  }

  private guarded<T>(work: () => T): T {
    this.requireSound();
    try {
      return work();
    } catch (error) {
      throw this.failedBy(error);
    }
  }

  private requireSound(): void {
    if (this.failed) throw new InstanceFailed('the instance has failed before');
  }

  private failedBy(error: unknown): InstanceFailed {
    this.failed = true;
    return new InstanceFailed(reason(error), { cause: error });
  }
}
