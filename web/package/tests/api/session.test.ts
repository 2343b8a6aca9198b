// The API, in this thread and in a worker: both are the same sessions.
import * as local from 'rumina';
import * as worker from 'rumina/worker';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunProgress, Session, SessionOptions } from 'rumina';

describe.each([['in this thread', local], ['in a worker', worker]] as const)('a session %s', (_, place) => {
  const open: Session[] = [];
  const create = async (options?: SessionOptions): Promise<Session> => {
    const session = await place.createSession(options);
    open.push(session);
    return session;
  };
  afterEach(() => {
    for (const session of open.splice(0)) session.dispose();
  });

  it('runs programs and keeps their variables', async () => {
    const session = await create();
    expect((await session.run('x = 1/3 + 1/6')).text).toBe('');
    const result = await session.run('x');
    expect(result).toMatchObject({ ok: true, text: '1/2', repr: '1/2', latex: '\\frac{1}{2}', output: '', error: null, errors: [], plots: [], exitCode: null });
    expect(result.value).toMatchObject({ kind: 'rational', num: 1n, den: 2n });
    expect(result.mathml).toContain('<mfrac>');
    expect(result.stats.memoryBytes).toBeGreaterThan(0);
    expect(Object.isFrozen(result)).toBe(true);
  });

  it('spells integers and fractions as the language does', async () => {
    const session = await create();
    for (const number of ['0', '7', '-7', '1/2', '-13/42', '2^100', '-(2^100)/3', '-3^20_000', '2^20_000/3^10_000', '10^99_999']) {
      const { text, repr, latex, mathml, value } = await session.run(number);
      expect(latex).toBe((await session.run(`latex(${number})`)).value);
      expect(mathml).toBe((await session.run(`mathml(${number})`)).value);
      expect(repr).toBe(text);
      expect(String(value)).toBe(text);
    }
    const long = await session.run('10^100_000');
    expect([long.latex, long.mathml, long.text.length]).toEqual(['', '', 100_001]);
  });

  it('gives exact values as data', async () => {
    const session = await create();
    expect((await session.run('2^100')).value).toBe(2n ** 100n);
    expect((await session.run('0.1f + 0.2f')).value).toBe(0.1 + 0.2);
    expect((await session.run('"a\\nb"')).value).toBe('a\nb');
    expect((await session.run('[1, [true, null]]')).value).toEqual([1n, [true, null]]);
    expect(String((await session.run('x^2 + 1')).value)).toBe('x^2 + 1');
    expect((await session.run('{a = 1; b = [2]}')).value).toMatchObject({ kind: 'struct', fields: { a: 1n, b: [2n] } });
    expect((await session.run('3 - 4i')).value).toMatchObject({ kind: 'complex', re: 3n, im: -4n });
    expect((await session.run('[1, 2; 3, 4]')).value).toEqual({ kind: 'matrix', rows: [[1n, 2n], [3n, 4n]] });
    expect((await session.run('|u| u')).value).toMatchObject({ kind: 'function', parameters: ['u'] });
    expect((await session.run('var a = [1]; a.push(a); a')).value).toMatchObject([1n, { kind: 'omitted', reason: 'cycle' }]);
  });

  it('gets and sets variables', async () => {
    const session = await create();
    await session.set('n', 6n);
    await session.set('half', { num: 1n, den: 2n });
    await session.set('table_of', new Map([['k', [1n, 2.5]]]));
    await session.set('f', { kind: 'expression', text: 'x^2 + sin(x)' });
    expect((await session.run('n * half')).value).toBe(3n);
    expect((await session.run('table_of["k"][0]')).value).toBe(1n);
    expect((await session.run('diff(f, x)')).text).toBe('2*x + cos(x)');
    expect(await session.get('n')).toBe(6n);
    expect(await session.get('nothing')).toBeUndefined();
    await session.run('let fixed = 1');
    await expect(session.set('fixed', 2n)).rejects.toMatchObject({ name: 'RequestFailedError', error: { id: 'AssignToConstant' } });
    await expect(session.set('not a name', 2n)).rejects.toBeInstanceOf(place.RequestFailedError);
    await expect(session.set('a', undefined as never)).rejects.toBeInstanceOf(place.InvalidDataError);
  });

  it('tells errors with their place', async () => {
    const session = await create();
    const { ok, error, value } = await session.run('func f(x) {\n  return 1/x\n}\nf(0)', { name: 'cell 1' });
    expect(ok).toBe(false);
    expect(value).toBeNull();
    expect(error).toMatchObject({ kind: 'ZeroDivisionError', id: 'DivisionByZero', source: 'cell 1', line: 2, column: 11, from: 22, to: 23, incomplete: false });
    expect(error?.trace.map((frame) => frame.function)).toEqual(['<main>', 'f']);
    expect(error?.rendered).toContain('^');
    const later = await session.run('"😀"; f(0)', { name: 'cell 2' });
    expect(later.error?.trace[0]).toMatchObject({ source: 'cell 2', line: 1 });
    expect((await session.run('1 +')).error).toMatchObject({ kind: 'SyntaxError', incomplete: true });
    expect((await session.run('var = 1\nfunc (')).errors.length).toBeGreaterThan(1);
  });

  it('gives output while a program runs, whole and in order', async () => {
    const printed: string[] = [];
    const session = await create({ onPrint: (text) => printed.push(text) });
    const result = await session.run('for i in 1..3000 { print(i, "é😀") }');
    const expected = Array.from({ length: 3000 }, (_, i) => `${i + 1} é😀\n`).join('');
    expect(result.output).toBe(expected);
    expect(printed.join('')).toBe(expected);
    printed.length = 0;
    await session.run('var t = 0; print("first"); for i in 1..300000 { t += i }; print("last")');
    expect(printed.join('')).toBe('first\nlast\n');
  });

  it('tells progress', async () => {
    const seen: RunProgress[] = [];
    const session = await create({ onProgress: (progress) => seen.push(progress) });
    await session.run('var t = 0; for i in 1..30000000 { t += i }');
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.at(-1)!.steps).toBeGreaterThan(seen[0]!.steps - 1);
    expect(seen[0]!.memoryBytes).toBeGreaterThan(0);
  });

  it('answers questions', async () => {
    const session = await create();
    await session.run('width = 3; func area(w, h = 2) { return w*h }');
    expect(await session.variables()).toEqual([expect.objectContaining({ name: 'area', kind: 'function' }), { name: 'width', kind: 'int', text: '3' }]);
    expect((await session.complete('1 + wid'))[0]).toMatchObject({ label: 'width', kind: 'variable', from: 4, to: 7 });
    expect((await session.complete('😀é + \\pi', 9))[0]).toMatchObject({ label: '\\pi', insert: 'π', from: 6, to: 9 });
    expect(await session.signature('area(1, ')).toMatchObject({ signature: 'area(w, h?)', active: 1 });
    expect(await session.signature('1 + ')).toBeNull();
    expect(await session.help('mod_inverse')).toMatchObject({ kind: 'function', parameters: [{ name: 'a' }, { name: 'm' }] });
    expect(await session.help('nothing of that name')).toBeNull();
    expect(await session.check('area(')).toMatchObject([{ kind: 'SyntaxError', incomplete: true }]);
    expect(await session.check('area(1, 2, 3)')).toMatchObject([{ id: 'WrongArgumentCount' }]);
    expect(await session.check('y = area(width)')).toEqual([]);
    expect(await session.format('x=1\nif x>0{x=2}')).toBe('x = 1\nif x > 0 { x = 2 }\n');
    expect(await session.format('x = (')).toBe('x = (');
  });

  it('tells the steps to a result', async () => {
    const session = await create();
    const derivation = await session.steps('integrate(x*exp(x), x)');
    expect(derivation?.text).toContain('1. By parts');
    expect(derivation?.latex).toContain('aligned');
    expect(derivation?.steps[0]).toMatchObject({ level: 0, before: { kind: 'expression' } });
    expect(await session.steps('1 + 1')).toBeNull();
    expect(await session.steps('integrate(')).toBeNull();
  });

  it('hands out plots', async () => {
    const session = await create();
    const { plots, value } = await session.run('plot(sin(x), x, -3, 3)');
    expect(plots).toHaveLength(1);
    expect(plots[0]).toMatchObject({ kind: 'plane', x: { low: -3, high: 3 } });
    expect(plots[0]!.curves[0]!.segments[0]!.length).toBeGreaterThan(20);
    expect(value).toMatchObject({ kind: 'plot' });
  });

  it('runs programs of their own', async () => {
    const session = await create();
    await session.run('kept = 1');
    expect((await session.run('kept = 2; kept + 1', { fresh: true })).text).toBe('3');
    expect((await session.run('kept')).text).toBe('1');
  });

  it('does things in the order they were asked for', async () => {
    const session = await create();
    const answers = await Promise.all([session.run('a = 1'), session.run('a = a + 1'), session.get('a'), session.run('a * 10')]);
    expect(answers[2]).toBe(2n);
    expect(answers[3]).toMatchObject({ text: '20' });
  });

  it('may be asked from its own onPrint', async () => {
    const inner: Promise<unknown>[] = [];
    const session: Session = await create({
      onPrint: () => {
        if (inner.length > 0) return;
        inner.push(session.run('x = x + 1; x'), session.get('x'), session.variables());
        session.cancel(); // of the run that prints, and of the run that was just asked for
      },
    });
    await session.run('x = 1');
    const result = await session.run('print("now"); while true { x = x }');
    expect(result.error?.id).toBe('Interrupted');
    const [dropped, value] = await Promise.all(inner);
    expect(dropped).toMatchObject({ ok: false, error: { id: 'Interrupted' } });
    expect(value).toBe(1n);
  });

  it('goes on when onPrint throws', async () => {
    const session = await create({
      onPrint: () => {
        throw new Error('mine');
      },
    });
    await expect(session.run('y = 5; print(y)')).rejects.toThrow('mine');
    expect(await session.get('y')).toBe(5n);
  });

  it('keeps limits for each run', async () => {
    const session = await create({ limits: { steps: 10_000, time: 5, memory: 64 << 20, output: 1000, digits: 5000, depth: 100 } });
    const id = async (code: string) => (await session.run(code)).error?.id;
    expect(await id('while true {}')).toBe('StepLimit');
    expect(await id('while true {}')).toBe('StepLimit');
    expect(await id('func f(n) { return 1 + f(n + 1) }; f(0)')).toBe('CallTooDeep');
    expect(await id('10^6000')).toBe('NumberTooLarge');
    expect(await id('for i in 1..1000 { print("0123456789") }')).toBe('TooLarge');
    expect(await id('var a = []; while true { a.push(zeros(200, 200)) }')).toBe('OutOfMemory');
    expect((await session.run('a = null; 1 + 1')).text).toBe('2');
    const quick = await create({ limits: { time: 0.2 } });
    const { error } = await quick.run('while true {}');
    expect(error).toMatchObject({ id: 'TimeLimit', kind: 'LimitError', hint: expect.stringContaining('limits.time') });
    expect((await quick.run('var i = 0; while i < 1000 { i += 1 }; i')).text).toBe('1000');
  });

  it('gives programs what its capabilities say', async () => {
    const session = await create({ capabilities: { clock: false, entropy: false, input: ['Ada'], sources: { 'lib.lm': 'func twice(x) { return 2*x }' } } });
    expect((await session.run('time::now()')).value).toBe(0);
    expect((await session.run('input("? ")')).value).toBe('Ada');
    expect((await session.run('include "lib.lm"\nlib::twice(21)')).text).toBe('42');
    expect((await session.run('include "/etc/passwd"')).error?.kind).toBe('IOError');
    const first = (await session.run('rand()')).value;
    const other = await create({ capabilities: { entropy: false } });
    expect((await other.run('rand()')).value).toBe(first);
    const random = await create();
    expect((await random.run('rand()')).value).not.toBe(first);
  });

  it('refuses wrong options', async () => {
    for (const options of [{ limits: { time: -1 } }, { limits: { tme: 1 } }, { limits: { depth: null } }, { limits: 5 }, { capabilities: { files: true } }, { capabilities: { input: 'a' } }, { onPrint: 5 }, 7, { limits: { steps: 1.5 } }])
      await expect(create(options as never)).rejects.toBeInstanceOf(place.InvalidArgumentError);
    await expect(create({ wasm: new Uint8Array([1, 2, 3]) })).rejects.toBeInstanceOf(place.LoadError);
    const session = await create();
    await expect(session.run(5 as never)).rejects.toBeInstanceOf(place.InvalidArgumentError);
    await expect(session.complete('abc', 4)).rejects.toBeInstanceOf(place.InvalidArgumentError);
    await expect(session.complete('abc', -1)).rejects.toBeInstanceOf(place.InvalidArgumentError);
  });

  it('ends with exit(n) only the run', async () => {
    const session = await create();
    expect(await session.run('print(1); exit(3); print(2)')).toMatchObject({ ok: true, exitCode: 3, output: '1\n' });
    expect((await session.run('1 + 1')).text).toBe('2');
  });

  it('is disposed at any time', async () => {
    const session = await create();
    const running = session.run('while true {}');
    const waiting = session.get('x');
    await new Promise((resolve) => setTimeout(resolve, 100));
    session.dispose();
    session.dispose();
    session.cancel();
    await expect(running).rejects.toBeInstanceOf(place.SessionDisposedError);
    await expect(waiting).rejects.toBeInstanceOf(place.SessionDisposedError);
    await expect(session.run('1')).rejects.toBeInstanceOf(place.SessionDisposedError);
  });

  it('is disposed in the turn in which it was asked', async () => {
    for (const code of ['while true {}', 'print(1)', '3^1000000; while true {}']) {
      const session = await create();
      const asked = Promise.allSettled([session.run(code), session.run('1'), session.get('x')]);
      session.dispose();
      for (const { status } of await asked) expect(status).toBe('rejected');
    }
    await new Promise((resolve) => setTimeout(resolve, 100)); // a rejection nobody listens to would end the process
  });

  it('is one of many', async () => {
    const sessions = await Promise.all(Array.from({ length: 4 }, () => create()));
    const results = await Promise.all(sessions.map((session, i) => session.run(`x = ${i}; var t = 0; for i in 1..100000 { t += x }; t`)));
    expect(results.map(({ text }) => text)).toEqual(['0', '100000', '200000', '300000']);
  });
});

describe('rumina(code)', () => {
  it('is the text of the last value', async () => {
    expect(await local.rumina('1/3 + 1/6')).toBe('1/2');
    expect(await local.default('x = 5')).toBe('');
    expect(await local.rumina('"text"')).toBe('text');
    expect(await local.rumina('integrate(x^2, x)')).toBe('x^3/3');
  });
  it('has fresh variables each time', async () => {
    expect(await local.rumina('kept = 1; kept')).toBe('1');
    expect(await local.rumina('kept')).toBe('kept');
  });
  it('tells failures as text', async () => {
    expect(await local.rumina('1/0')).toBe('Error: division by zero (line 1, column 2)');
    expect(await local.rumina('1 +')).toMatch(/^Error: /);
    expect(await local.rumina(5 as never)).toMatch(/^Error: /);
  });
});
