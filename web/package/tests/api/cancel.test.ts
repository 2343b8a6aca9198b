// Cancelling, and what is left of the session then.
import * as local from 'rumina';
import * as worker from 'rumina/worker';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunResult, Session, SessionOptions } from 'rumina';

const open: Session[] = [];
const opened = (session: Session): Session => (open.push(session), session);
const inWorker = async (options?: SessionOptions) => opened(await worker.createSession({ limits: { time: 60 }, ...options }));
const inThread = async (options?: SessionOptions) => opened(await local.createSession({ limits: { time: 60 }, ...options }));
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
afterEach(() => {
  for (const session of open.splice(0)) session.dispose();
});

/** How long the answer takes after cancel(), and the answer. */
async function cancelled(session: Session, code: string, after = 150): Promise<{ milliseconds: number; result: RunResult }> {
  const run = session.run(code);
  await pause(after);
  const begun = performance.now();
  session.cancel();
  const result = await run;
  return { milliseconds: performance.now() - begun, result };
}

/** Builtins that look at nothing for a while. */
const LONG_BUILTIN = '3^30000000';

describe.each([['in this thread', inThread], ['in a worker', inWorker]] as const)('an endless loop %s', (_, create) => {
  it('ends, and the session lives', async () => {
    const session = await create();
    await session.run('kept = 5; func f(n) { return n + kept }');
    const times: number[] = [];
    for (let i = 0; i < 3; ++i) {
      const { milliseconds, result } = await cancelled(session, 'kept = kept + 1; while true {}');
      expect(result.error).toMatchObject({ kind: 'LimitError', id: 'Interrupted' });
      times.push(milliseconds);
    }
    expect(Math.min(...times)).toBeLessThan(250); // one may fall into a time when the machine does something else
    // A worker that gets no time for 200 ms is ended, and its run has not happened.
    expect((await session.run('f(1)')).text).toMatch(create === inThread ? /^9$/ : /^[6-9]$/);
  });

  it('leaves the event loop free', async () => {
    const session = await create();
    const run = session.run('while true {}');
    const gaps: number[] = [];
    let last = performance.now();
    const beat = setInterval(() => {
      gaps.push(performance.now() - last);
      last = performance.now();
    }, 5);
    while (gaps.length < 9) await pause(20);
    clearInterval(beat);
    session.cancel();
    expect((await run).error?.id).toBe('Interrupted'); // it was still under way
    expect(gaps.sort((one, other) => one - other)[4]).toBeLessThan(150); // the middle one: single ones are the machine's
  });

  it('ends what waits behind it, too', async () => {
    const session = await create();
    const runs = [session.run('while true {}'), session.run('a = 1'), session.run('b = 1')];
    await pause(50);
    session.cancel();
    expect((await Promise.all(runs)).map(({ error }) => error?.id)).toEqual(['Interrupted', 'Interrupted', 'Interrupted']);
    expect(await session.get('a')).toBeUndefined();
    expect((await session.run('2')).text).toBe('2');
  });
});

describe('a builtin that does not answer, in a worker', () => {
  it('ends within 250 ms with the session as it was', async () => {
    const session = await inWorker({ limits: { time: 60, digits: 100_000_000 } });
    await session.run('kept = 7; func f(n) { return n * kept }; list = [1, 2]; sym z in positive');
    await session.set('given', { num: 1n, den: 3n });
    const { milliseconds, result } = await cancelled(session, `kept = 8; list.push(3); huge = ${LONG_BUILTIN}; huge2 = huge*${LONG_BUILTIN}; huge3 = huge2*huge`, 20);
    expect(result.error?.id).toBe('Interrupted');
    expect(milliseconds).toBeLessThan(600); // 200 and what a busy machine adds; the builtin takes seconds
    const begun = performance.now();
    const after = await session.run('[f(6), list, given, simplify(sqrt(z^2))]');
    expect(after.text).toMatch(/^\[(42, \[1, 2\]|48, \[1, 2, 3\]), 1\/3, z\]$/);
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  it('random numbers go on as they would have', async () => {
    const session = await inWorker({ limits: { time: 60, digits: 100_000_000 }, capabilities: { entropy: false } });
    const other = await inWorker({ capabilities: { entropy: false } });
    const numbers = [(await session.run('rand()')).text];
    await cancelled(session, LONG_BUILTIN, 20);
    numbers.push((await session.run('rand()')).text);
    expect(numbers).toEqual([(await other.run('rand()')).text, (await other.run('rand()')).text]);
  });

  it('long sessions come back from a copy', async () => {
    const session = await inWorker({ limits: { time: 60, digits: 100_000_000 } });
    await session.run('total = 0; started = time::now()');
    for (let i = 0; i < 60; ++i) await session.run(`total = total + ${i}; v${i} = zeros(20, 20)`);
    const started = await session.get('started');
    await pause(400); // a copy is made now
    await session.run('total = total + 1000');
    await cancelled(session, LONG_BUILTIN, 20);
    const begun = performance.now();
    expect((await session.run('total')).text).toBe('2770');
    expect(performance.now() - begun).toBeLessThan(1500);
    expect(await session.get('started')).toBe(started);
    expect((await session.run('v59[20, 20]')).text).toBe('0');
  });

  it('ends when it is cancelled while the session is still being put right', async () => {
    const session = await inWorker({ limits: { time: 60, digits: 100_000_000 } });
    await session.run('kept = time::now()'); // a copy is made
    await cancelled(session, LONG_BUILTIN, 20);
    for (const after of [0, 1, 5, 20]) {
      const { result } = await cancelled(session, LONG_BUILTIN, after);
      expect(result.error?.id).toBe('Interrupted'); // a cancellation that was lost would let it end
    }
  });

  it('is cancelled again and again', async () => {
    const session = await inWorker({ limits: { time: 60, digits: 100_000_000 } });
    await session.run('n = 0');
    for (let i = 1; i <= 4; ++i) {
      await session.run('n = n + 1');
      await cancelled(session, LONG_BUILTIN, 10);
      expect((await session.run('n')).text).toBe(String(i));
    }
  });
});
