// Calls from where they are not expected, in an order that nobody thought of, and workers that end by themselves.
import threads from 'node:worker_threads';
import { syncBuiltinESMExports } from 'node:module';
import { createSession, RuminaError, rumina, SessionDisposedError } from 'rumina';
import type { Session, SessionOptions } from 'rumina';
import { createSession as createInWorker } from 'rumina/worker';
import { afterEach, describe, expect, it } from 'vitest';
import { answers } from './harness.js';

const open: Session[] = [];
afterEach(() => {
  for (const session of open.splice(0)) session.dispose();
});
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe.each([['in this thread', createSession], ['in a worker', createInWorker]] as const)('%s', (_, make) => {
  const create = async (options?: SessionOptions): Promise<Session> => {
    const session = await make({ limits: { time: 20 }, ...options });
    open.push(session);
    return session;
  };

  /** A session that does it at the first piece of output, and a program that prints. */
  const PRINTS = 'kept = 1; for i in 1..2000 { print(i) }; kept = 2';
  const withPrint = async (action: (session: Session) => unknown): Promise<Session> => {
    let isFirst = true;
    const session: Session = await create({
      onPrint: () => {
        if (isFirst) action(session);
        isFirst = false;
      },
    });
    return session;
  };

  it('run() from onPrint comes afterwards', async () => {
    let inner: Promise<unknown> | undefined;
    const session = await withPrint((self) => (inner = self.run('kept = kept * 10; kept')));
    expect((await session.run(PRINTS)).ok).toBe(true);
    expect(await inner).toMatchObject({ text: '20' });
  });

  it('set() and get() from onPrint come afterwards', async () => {
    let inner: Promise<unknown> | undefined;
    const session = await withPrint((self) => (inner = Promise.all([self.get('kept'), self.set('kept', 5n), self.get('kept')])));
    await session.run(PRINTS);
    expect(await inner).toEqual([2n, undefined, 5n]);
  });

  it('cancel() from onPrint ends the run', async () => {
    const session = await withPrint((self) => self.cancel());
    expect((await session.run('print(1); while true { print(2) }')).error?.id).toMatch(/^(Interrupted|TooLarge)$/);
    await answers(session);
  });

  it('dispose() from onPrint ends everything', async () => {
    const session = await withPrint((self) => self.dispose());
    await expect(session.run('print(1); while true { print(2) }')).rejects.toBeInstanceOf(SessionDisposedError);
    await expect(session.get('a')).rejects.toBeInstanceOf(SessionDisposedError);
  });

  it('an exception in onPrint is thrown where the program was run, and only there', async () => {
    const session = await withPrint(() => {
      throw new RangeError('mine');
    });
    await expect(session.run(PRINTS)).rejects.toThrow(new RangeError('mine'));
    expect(await session.get('kept')).toBe(2n);
    await answers(session);
  });

  it('whatever is thrown in onPrint', async () => {
    for (const thrown of [null, undefined, 0, 'text', { then: 5 }]) {
      const session = await withPrint(() => {
        throw thrown;
      });
      await expect(session.run(PRINTS).then(() => 'resolved', (error: unknown) => [error])).resolves.toEqual([thrown]);
      await answers(session);
    }
  });

  it('onPrint that gives a promise which is rejected', async () => {
    const session = await create({ onPrint: (async () => undefined) as () => void });
    expect((await session.run(PRINTS)).ok).toBe(true);
  });

  it('onPrint that is exchanged while the program runs', async () => {
    const options: { onPrint: (text: string) => void } = { onPrint: () => (options.onPrint = () => session.dispose()) };
    const session = await create(options);
    await session.run('print(1)');
    await answers(session);
  });

  it('onProgress that throws', async () => {
    const session = await create({
      onProgress: () => {
        throw new Error('mine');
      },
    });
    await expect(session.run('for i in 1..30000000 {}')).rejects.toThrow('mine');
    await answers(session);
  });

  it('a storm of cancellations', async () => {
    const session = await create();
    const runs = Array.from({ length: 20 }, (_, i) => session.run(`n = ${i}; while true {}`));
    for (let i = 0; i < 2000; ++i) session.cancel();
    for (const { error } of await Promise.all(runs)) expect(error?.id).toBe('Interrupted');
    await answers(session);
  });

  it('runs and cancellations at random', async () => {
    const session = await create();
    await session.run('kept = 0');
    let finished = 0;
    for (let i = 0; i < 40; ++i) {
      const run = session.run('for i in 1..20000 {}; kept = kept + 1');
      if (i % 3 === 0) setTimeout(() => session.cancel(), i % 7);
      const { ok, error } = await run;
      if (ok) ++finished;
      else expect(error!.id).toBe('Interrupted');
    }
    expect(await session.get('kept')).toBe(BigInt(finished));
  });

  it('cancel() before, between and after everything', async () => {
    const session = await create();
    session.cancel();
    await answers(session);
    session.cancel();
    session.cancel();
    await pause(5);
    await answers(session);
  });

  it('everything after dispose()', async () => {
    const session = await create();
    session.dispose();
    session.dispose();
    session.cancel();
    const { run, variables, complete, signature, help, check, format, steps, get, set } = session;
    const calls = [run.call(session, '1'), variables.call(session), complete.call(session, 'a'), signature.call(session, 'f('), help.call(session, 'sin'), check.call(session, '1'), format.call(session, '1'), steps.call(session, 'diff(x, x)'), get.call(session, 'a'), set.call(session, 'a', 1n)];
    for (const call of calls) await expect(call).rejects.toBeInstanceOf(SessionDisposedError);
  });

  it('two disposed at the same time as they run', async () => {
    const sessions = await Promise.all([create(), create()]);
    const runs = sessions.map((session) => session.run('while true {}'));
    await pause(20);
    for (const session of sessions) session.dispose();
    for (const run of runs) await expect(run).rejects.toBeInstanceOf(SessionDisposedError);
  });

  it('a thousand questions at once', async () => {
    const session = await create();
    const results = await Promise.all(Array.from({ length: 1000 }, (_, i) => session.run(`${i} + 1`)));
    expect(results.map(({ value }) => value)).toEqual(Array.from({ length: 1000 }, (_, i) => BigInt(i + 1)));
  });

  it('arguments that are no strings', async () => {
    const session = await create();
    for (const method of ['run', 'check', 'format', 'complete', 'help', 'steps', 'signature', 'get'] as const)
      for (const argument of [undefined, null, 5, {}, [], Symbol('s')]) await expect(session[method](argument as unknown as string)).rejects.toBeInstanceOf(RuminaError);
    await answers(session);
  });

  it('methods without their object', async () => {
    const { run } = await create();
    await expect(run('1')).rejects.toBeInstanceOf(TypeError);
  });
});

describe('instances', () => {
  it('a thousand sessions, one after the other', { timeout: 120_000 }, async () => {
    for (let i = 0; i < 1000; ++i) {
      const session = await createSession();
      if (i % 100 === 0) await answers(session);
      session.dispose();
    }
    const session = await createSession();
    await answers(session);
    session.dispose();
  });

  it('thirty sessions at once', async () => {
    const sessions = await Promise.all(Array.from({ length: 30 }, () => createSession()));
    open.push(...sessions);
    const values = await Promise.all(sessions.map(async (session, i) => (await session.run(`own = ${i}; own`)).value));
    expect(values).toEqual(sessions.map((_, i) => BigInt(i)));
  });

  it('a hundred programs at once without a session', async () => {
    const texts = await Promise.all(Array.from({ length: 100 }, (_, i) => rumina(`own = ${i}; own`)));
    expect(texts).toEqual(texts.map((_, i) => String(i)));
  });

  it('one session sees nothing of another', async () => {
    const [first, second] = await Promise.all([createSession(), createSession()]);
    open.push(first, second);
    await first.run('secret = 42; sym k in positive; func sin2(x) { return 1 }');
    expect(await second.get('secret')).toBeUndefined();
    expect((await second.run('secret')).value).toMatchObject({ kind: 'expression', text: 'secret' });
    expect((await second.run('sqrt(k^2)')).text).not.toBe('k');
    expect(await rumina('secret')).toBe('secret');
  });
});

describe('a worker that is terminated from outside', () => {
  const workers: threads.Worker[] = [];
  const { Worker: Original } = threads;
  const created = async (): Promise<Session> => {
    workers.length = 0;
    threads.Worker = class extends Original {
      constructor(...parameters: ConstructorParameters<typeof Original>) {
        super(...parameters);
        workers.push(this);
      }
    };
    syncBuiltinESMExports();
    const session = await createInWorker({ limits: { time: 20 } });
    open.push(session);
    return session;
  };
  afterEach(() => {
    threads.Worker = Original;
    syncBuiltinESMExports();
  });

  it('while it is idle: the session goes on with its variables', async () => {
    const session = await created();
    await session.run('kept = 7; func f(x) { return x * kept }');
    await workers[0]!.terminate();
    expect((await session.run('f(6)')).text).toBe('42');
    expect(workers).toHaveLength(2);
  });

  it('during a run: the run has not happened', async () => {
    const session = await created();
    await session.run('kept = 7');
    const run = session.run('kept = 8; while true {}');
    await pause(50);
    await workers[0]!.terminate();
    expect(await run).toMatchObject({ ok: false, error: { kind: 'LimitError', id: 'StackLimit' } });
    expect(await session.get('kept')).toBe(7n);
  });

  it('again and again', async () => {
    const session = await created();
    await session.run('kept = 0');
    for (let i = 1; i <= 5; ++i) {
      await session.run('kept = kept + 1');
      await workers.at(-1)!.terminate();
      expect(await session.get('kept')).toBe(BigInt(i));
    }
  });

  it('a message that it does not know is no answer', async () => {
    const session = await created();
    workers[0]!.emit('message', { id: 'none', type: 'RAW', value: 5 });
    workers[0]!.emit('message', null);
    workers[0]!.emit('message', { run: 1, text: 'forged', at: 0 });
    await answers(session);
  });
});

it('a module that is no module of Rumina', async () => {
  const empty = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);
  await expect(createSession({ wasm: empty })).rejects.toBeInstanceOf(RuminaError);
  await expect(createInWorker({ wasm: empty })).rejects.toBeInstanceOf(RuminaError);
  await expect(createSession({ wasm: new URL('file:///nowhere/rumina.wasm') })).rejects.toMatchObject({ name: 'LoadError' });
  for (const wasm of [{}, [1], new Map()]) await expect(createSession({ wasm })).rejects.toMatchObject({ name: 'LoadError' });
});
