// Keeping a session alive, with a seat that does what it is told.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Snapshot } from '../../src/instance.js';
import { Keeper, type RunCaller, USUAL_SETTINGS } from '../../src/keeper.js';
import type { RawResult } from '../../src/raw_result.js';
import type { Later, RunEvents, RunRequest, Seat } from '../../src/seat.js';

/** Its state is the list of what was done to it. Programs: "slow" ends only by cancel(), "stuck" never, "crash" breaks it. */
class FakeSeat implements Seat {
  static made: FakeSeat[] = [];
  static fails = '';
  done: string[];
  closed = false;
  isBroken = false;
  snapshots = 0;
  leaked = 0;
  private cancelled: (() => void) | null = null;

  constructor(from: Snapshot | null, readonly canBeEnded: boolean) {
    this.done = from === null ? [] : JSON.parse(new TextDecoder().decode(from.data));
    FakeSeat.made.push(this);
  }
  run(request: RunRequest, events: RunEvents): Later<string> {
    if (request.code.startsWith('short')) return this.answer(request);
    return this.runLong(request, events);
  }
  private async runLong(request: RunRequest, events: RunEvents): Promise<string> {
    const { code } = request;
    if (code === FakeSeat.fails || code === 'crash') throw new Error('broken');
    events.output('out', 0);
    if (code === 'stuck') await new Promise(() => undefined);
    if (code === 'slow') await new Promise<void>((resolve) => (this.cancelled = resolve));
    return this.answer(request);
  }
  private answer({ code, fresh }: RunRequest): string {
    if (code === 'short crash') throw new Error('broken');
    if (!fresh) this.done.push(code);
    const repeatable = code !== 'slow' && code !== 'clock';
    if (code === 'leak') this.leaked += 100 << 20;
    return JSON.stringify({ ok: true, output: 'out', unrepeatable: !repeatable, stats: { microseconds: code === 'long' ? 5_000_000 : 100, leakedBytes: this.leaked } });
  }
  async ask(request: string): Promise<string> {
    if (request === 'crash') throw new Error('broken');
    if (request.includes('set')) this.done.push(request);
    return '{}';
  }
  cancel(): void {
    this.cancelled?.();
  }
  async snapshot(): Promise<Snapshot> {
    this.snapshots += 1;
    return { session: 1, scratch: 0, bytes: 0, pages: new Uint32Array(0), data: new TextEncoder().encode(JSON.stringify(this.done)) as Uint8Array<ArrayBuffer> };
  }
  close(): void {
    this.closed = true;
  }
}

/** Who listens, and cancels when it is told to. */
class Caller implements RunCaller {
  printed = '';
  constructor(private readonly cancels = () => false) {}
  isCancelled(): boolean {
    return this.cancels();
  }
  output(text: string): void {
    this.printed += text;
  }
  progress(): void {}
}

function keeper(canBeEnded = true, timeLimit: number | null = null): Keeper {
  FakeSeat.made = [];
  FakeSeat.fails = '';
  const make = async (from: Snapshot | null): Promise<Seat> => new FakeSeat(from, canBeEnded);
  return new Keeper(make, new FakeSeat(null, canBeEnded), { ...USUAL_SETTINGS, timeLimit });
}
const run = async (kept: Keeper, code: string, fresh = false) => kept.run({ code, name: 'test', fresh }, new Caller());
const seat = (): FakeSeat => FakeSeat.made[FakeSeat.made.length - 1]!;
const errorId = (result: RawResult) => (result.json?.['errors'] as { id: string }[] | undefined)?.[0]?.id;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('cancelling', () => {
  it('a run that answers goes on in its seat', async () => {
    const kept = keeper();
    await run(kept, 'a');
    const slow = run(kept, 'slow');
    await vi.advanceTimersByTimeAsync(10);
    kept.cancel();
    expect((await slow).json?.['ok']).toBe(true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(FakeSeat.made).toHaveLength(1);
    expect(seat().done).toEqual(['a', 'slow']);
  });

  it('a run that does not answer is ended and undone', async () => {
    const kept = keeper();
    await run(kept, 'a');
    await kept.ask('set b', true);
    const stuck = run(kept, 'stuck');
    await vi.advanceTimersByTimeAsync(10);
    kept.cancel();
    await vi.advanceTimersByTimeAsync(199);
    expect(FakeSeat.made).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2);
    const result = await stuck;
    expect(errorId(result)).toBe('Interrupted');
    expect(result.output).toBe('out');
    await run(kept, 'c');
    expect(FakeSeat.made).toHaveLength(2);
    expect(FakeSeat.made[0]!.closed).toBe(true);
    expect(seat().done).toEqual(['a', 'set b', 'c']);
  });

  it('without a run, or after it, does nothing', async () => {
    const kept = keeper();
    kept.cancel();
    await run(kept, 'a');
    kept.cancel();
    await vi.advanceTimersByTimeAsync(1000);
    await run(kept, 'b');
    expect(FakeSeat.made).toHaveLength(1);
  });

  it('before a run begins, while the session is put right, is not lost', async () => {
    const kept = keeper();
    let isCancelled = false;
    kept.run({ code: 'short crash', name: 'test', fresh: false }, new Caller());
    const waiting = kept.run({ code: 'a', name: 'test', fresh: false }, new Caller(() => isCancelled));
    isCancelled = true;
    kept.cancel();
    expect(errorId(await waiting)).toBe('Interrupted');
    await run(kept, 'b');
    expect(seat().done).toEqual(['b']);
  });

  it('a run that goes far beyond its time is ended', async () => {
    const kept = keeper(true, 1);
    const stuck = run(kept, 'stuck');
    await vi.advanceTimersByTimeAsync(4000);
    expect(errorId(await stuck)).toBe('TimeLimit');
  });
});

describe('runs that are over at once', () => {
  const now = (kept: Keeper, code: string) => kept.run({ code, name: 'test', fresh: false }, new Caller());
  it('need no turns', async () => {
    const kept = keeper(false);
    expect(now(kept, 'short 1')).not.toBeInstanceOf(Promise);
    expect(errorId(await now(kept, 'short crash'))).toBe('StackLimit');
    const afterwards = now(kept, 'short 2'); // the session is put right first
    expect(afterwards).toBeInstanceOf(Promise);
    expect((await afterwards).json?.['ok']).toBe(true);
    expect(FakeSeat.made).toHaveLength(2);
    expect(seat().done).toEqual(['short 1', 'short 2']);
  });
  it('share a timer, which waits for the last of them', async () => {
    const kept = keeper(false);
    for (let i = 0; i < 30; ++i) {
      await now(kept, 'short');
      await vi.advanceTimersByTimeAsync(20);
    }
    expect(vi.getTimerCount()).toBe(1);
    expect(seat().snapshots).toBe(0);
    await vi.advanceTimersByTimeAsync(250);
    expect(seat().snapshots).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('broken instances', () => {
  it.each([true, false])('are replaced (can be ended: %s)', async (canBeEnded) => {
    const kept = keeper(canBeEnded);
    await run(kept, 'a');
    expect(errorId(await run(kept, 'crash'))).toBe('StackLimit');
    await run(kept, 'b');
    expect(seat().done).toEqual(['a', 'b']);
    await expect(kept.ask('crash')).rejects.toThrow('broken');
    await run(kept, 'c');
    expect(FakeSeat.made).toHaveLength(3);
    expect(seat().done).toEqual(['a', 'b', 'c']);
  });

  it('are replaced before the next run when they ended by themselves', async () => {
    const kept = keeper();
    await run(kept, 'a');
    seat().isBroken = true;
    expect((await run(kept, 'b')).json?.['ok']).toBe(true);
    expect(FakeSeat.made).toHaveLength(2);
    expect(seat().done).toEqual(['a', 'b']);
  });

  it('fresh runs are not done again', async () => {
    const kept = keeper();
    await run(kept, 'a');
    await run(kept, 'fresh', true);
    await run(kept, 'crash', true);
    await run(kept, 'b');
    expect(seat().done).toEqual(['a', 'b']);
  });

  it('what cannot be done again is told, once', async () => {
    const kept = keeper();
    await run(kept, 'long'); // so long that a copy is made
    await run(kept, 'a');
    FakeSeat.fails = 'a';
    await run(kept, 'crash');
    await expect(run(kept, 'b')).rejects.toThrow('is lost');
    await run(kept, 'c');
    expect(seat().done).toEqual(['long', 'c']);
  });
});

describe('copies', () => {
  it('are made of long sessions, when nothing is to be done', async () => {
    const kept = keeper();
    for (let i = 0; i < 25; ++i) await run(kept, `r${i}`);
    expect(seat().snapshots).toBe(0);
    await vi.advanceTimersByTimeAsync(250);
    expect(seat().snapshots).toBe(1);
    await vi.advanceTimersByTimeAsync(5000);
    expect(seat().snapshots).toBe(1);
    await run(kept, 'after');
    await run(kept, 'crash');
    await run(kept, 'end');
    expect(seat().done).toEqual([...Array.from({ length: 25 }, (_, i) => `r${i}`), 'after', 'end']);
  });

  it('are made at once of what cannot be done again, where it can be lost', async () => {
    const kept = keeper();
    await run(kept, 'clock');
    await run(kept, 'a');
    expect(seat().snapshots).toBe(1);
    const local = keeper(false);
    await run(local, 'clock');
    await run(local, 'a');
    expect(seat().snapshots).toBe(0);
  });

  it('bound what has to be kept of a busy session', async () => {
    const kept = keeper(false);
    for (let i = 0; i < 5100; ++i) await run(kept, 'x');
    expect(seat().snapshots).toBe(1);
  });
});

describe('leaks', () => {
  it('end with a new instance that does the same again', async () => {
    const kept = keeper();
    await run(kept, 'a');
    await run(kept, 'leak');
    await vi.advanceTimersByTimeAsync(250);
    await run(kept, 'b');
    expect(FakeSeat.made).toHaveLength(2);
    expect(FakeSeat.made[0]!.closed).toBe(true);
    expect(seat().done).toEqual(['a', 'leak', 'b']);
  });
  it('stay where that cannot be done again', async () => {
    const kept = keeper();
    await run(kept, 'clock');
    await run(kept, 'leak');
    await vi.advanceTimersByTimeAsync(250);
    await run(kept, 'b');
    expect(FakeSeat.made).toHaveLength(1);
  });
});

it('a disposed keeper makes no new seats', async () => {
  const kept = keeper();
  const stuck = run(kept, 'stuck');
  await vi.advanceTimersByTimeAsync(1);
  kept.cancel();
  kept.dispose();
  await vi.advanceTimersByTimeAsync(1000);
  await stuck;
  expect(FakeSeat.made).toHaveLength(1);
  expect(seat().closed).toBe(true);
});
