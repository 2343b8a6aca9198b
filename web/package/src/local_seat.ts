// An instance in this thread: its runs give way to everything else between slices.
import { Instance, type Snapshot } from './instance.js';
import { readStats } from './raw_result.js';
import { nextTurn } from './schedule.js';
import type { Later, RunEvents, RunRequest, Seat, Written } from './seat.js';

/** Milliseconds. A slice may take longer than it should by one builtin. */
const SLICE = 30;
const PROGRESS_EVERY = 50;

export class LocalSeat implements Seat {
  readonly canBeEnded = false;
  readonly isBroken = false; // nothing happens to it between calls
  private instance: Instance | null;
  private running = false;

  constructor(instance: Instance) {
    this.instance = instance;
  }

  static async make(module: WebAssembly.Module, options: string, from: Snapshot | null): Promise<LocalSeat> {
    return new LocalSeat(await (from === null ? Instance.create(module, options) : Instance.restore(module, from)));
  }

  run({ code, name, fresh }: RunRequest, events: RunEvents): Later<Written> {
    const instance = this.open();
    this.running = true;
    try {
      const result = instance.run(code, name, fresh, SLICE);
      if (result !== null) return result;
    } finally {
      this.running = false;
    }
    return this.goOn(instance, events);
  }

  /** With a run that takes more than a slice. */
  private async goOn(instance: Instance, events: RunEvents): Promise<Written> {
    let told = performance.now() - SLICE;
    let printed = 0;
    const tell = (): void => {
      const text = instance.takeOutput();
      if (text !== '') events.output(text, printed);
      printed += text.length;
    };
    this.running = true;
    try {
      do {
        await nextTurn(); // first of all: whoever asked learns that it is under way, and may cancel it
        this.open();
        tell();
        if (performance.now() - told >= PROGRESS_EVERY) {
          told = performance.now();
          events.progress(readStats(JSON.parse(instance.ask('{"ask":"progress"}'))));
        }
        this.open(); // it may have been closed meanwhile
      } while (!instance.step(SLICE));
      return instance.result();
    } finally {
      this.running = false;
    }
  }

  async ask(request: string): Promise<string> {
    return this.open().ask(request);
  }

  cancel(): void {
    if (this.running) this.instance?.cancel();
  }

  async snapshot(): Promise<Snapshot> {
    return this.open().snapshot();
  }

  close(): void {
    this.instance = null;
  }

  private open(): Instance {
    if (this.instance === null) throw new Error('the seat was closed');
    return this.instance;
  }
}
