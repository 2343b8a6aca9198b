// What the package promises as a whole: its names, its errors, limits that are on by default, and values that survive the way
// there and back.
import { createRequire } from 'node:module';
import * as local from 'rumina';
import * as worker from 'rumina/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunResult, Session } from 'rumina';

const require = createRequire(import.meta.url);

describe('the entry points', () => {
  const ERRORS = ['RuminaError', 'LoadError', 'InvalidArgumentError', 'InvalidDataError', 'RequestFailedError', 'SessionDisposedError', 'EngineError'];
  const VALUES = ['RationalNumber', 'DecimalNumber', 'ComplexNumber', 'SymbolicExpression', 'DataMap'];
  const SESSION = ['run', 'variables', 'complete', 'signature', 'help', 'check', 'format', 'steps', 'get', 'set', 'cancel', 'dispose'];

  it('have these names and no others', () => {
    expect(Object.keys(local).sort()).toEqual([...ERRORS, ...VALUES, 'createSession', 'default', 'rumina'].sort());
    expect(Object.keys(worker).sort()).toEqual([...ERRORS, ...VALUES, 'createSession'].sort());
    expect(local.default).toBe(local.rumina);
  });

  it('have the same names in CommonJS', () => {
    expect(Object.keys(require('rumina') as object).sort()).toEqual(Object.keys(local).sort());
    expect(Object.keys(require('rumina/worker') as object).sort()).toEqual(Object.keys(worker).sort());
  });

  it('share their errors and values', () => {
    for (const name of [...ERRORS, ...VALUES]) expect(Reflect.get(worker, name)).toBe(Reflect.get(local, name));
  });

  it('have errors in a tree, by class and by name', () => {
    const { RuminaError, InvalidArgumentError, InvalidDataError, LoadError, EngineError, SessionDisposedError } = local;
    expect(new InvalidDataError('m')).toBeInstanceOf(InvalidArgumentError);
    for (const error of [new InvalidArgumentError('m'), new InvalidDataError('m'), new LoadError('m'), new EngineError('m'), new SessionDisposedError()]) {
      expect(error).toBeInstanceOf(RuminaError);
      expect(error).toBeInstanceOf(Error);
      expect(error.name).toBe(error.constructor.name);
    }
  });

  it('have sessions with these methods', async () => {
    for (const place of [local, worker]) {
      const session = await place.createSession();
      for (const name of SESSION) expect(Reflect.get(session, name)).toBeTypeOf('function');
      session.dispose();
    }
  });
});

describe('a result', () => {
  const MEMBERS = ['ok', 'value', 'text', 'repr', 'latex', 'mathml', 'plots', 'plotsLeftOut', 'output', 'exitCode', 'error', 'errors', 'stats'];
  const OF_ERROR = ['kind', 'id', 'message', 'source', 'line', 'column', 'endLine', 'endColumn', 'from', 'to', 'hint', 'trace', 'traceHidden', 'incomplete', 'rendered'];
  const OF_STATS = ['milliseconds', 'steps', 'memoryBytes', 'leakedBytes', 'instanceBytes'];
  const sameMembers = (object: object, members: readonly string[]): void => expect(Object.keys(object).sort()).toEqual([...members].sort());
  const checkShape = (result: RunResult): void => {
    sameMembers(result, MEMBERS);
    sameMembers(result.stats, OF_STATS);
    if (result.error !== null) sameMembers(result.error, OF_ERROR);
    expect(result.ok).toBe(result.error === null);
    expect(Object.values(result).every((part) => typeof part !== 'object' || part === null || Object.isFrozen(part))).toBe(true);
  };

  it('has the same members whatever the program does', async () => {
    const session = await local.createSession();
    for (const code of ['1/3', '', 'x = 5', '1/0', '1 +', 'plot(sin(q), q, 0, 1)', 'print(1)', 'exit(0)', 'throw "x"']) checkShape(await session.run(code));
    const run = session.run('while true {}');
    setTimeout(() => session.cancel(), 10);
    checkShape(await run);
    session.dispose();
  });

  it('has them when the engine ended, too', async () => {
    const session = await worker.createSession({ limits: { time: 60, digits: 100_000_000 } });
    const run = session.run('3^30000000');
    setTimeout(() => session.cancel(), 20);
    const result = await run;
    checkShape(result);
    expect(result.error?.id).toBe('Interrupted');
    session.dispose();
  });

  it('tells the calls that led to an error', async () => {
    const session = await local.createSession();
    const { error } = await session.run('func f(x) { return 1 + g(x) }\nfunc g(x) {\n  return [1][x]\n}\nf(7)', { name: 'cell' });
    expect(error?.trace).toMatchObject([{ function: '<main>', source: 'cell', line: 5 }, { function: 'f', line: 1 }, { function: 'g', line: 3, column: 13 }]);
    expect(error?.line).toBe(3);
    expect(error?.rendered.split('\n').some((line) => /^\s*[0-9]* *\|? *\^+/.test(line))).toBe(true);
    session.dispose();
  });
});

describe('limits are on by default', () => {
  const id = async (code: string): Promise<string | undefined> => {
    const session = await local.createSession();
    const { error } = await session.run(code);
    session.dispose();
    return error?.id;
  };
  it('of memory', async () => expect(await id('var a = []; while true { a.push(zeros(300, 300)) }')).toBe('OutOfMemory'));
  it('of output', async () => expect(await id('while true { print("0123456789".repeat(1000)) }')).toBe('TooLarge'));
  it('of numbers', async () => expect(await id('9^9^9')).toBe('NumberTooLarge'));
  // Of steps or of time, whichever comes first on this machine.
  it('of work, for programs without a session, too', async () => expect(await local.rumina('for i in 1..10^18 {}')).toMatch(/^Error: the program took (longer|more)/));
});

describe('values there and back', () => {
  let session: Session;
  beforeAll(async () => {
    session = await local.createSession();
  });
  afterAll(() => session.dispose());

  it.each([
    'null', 'true', '"text"', '""', '"é😀\\n\\"\\\\"', '0', '-5', '2^200', '-(3^100)', '1/3', '-22/7', '0.1f', '-1.5e300f', '5e-324f', 'N(pi, 50)', '3 - 4i', '1/2 + 2/3*i', '0.5f + 2.5f*i',
    'sqrt(2)', 'pi/4 + e', 'x^2*sin(x) + 1/(y + 1)', 'integrate(sin(x^x), x)', '[]', '[1, [2, [3]]]', '1..5', 'vec[1, 1/2, x]', 'mat[1, 2; 3, x^2]', '{1, 2, "three"}', 'table{}', 'table{"a" => 1, 2 => [3], 1/2 => null}',
    '{}', '{a = 1; b = {c = [1/3]}}', '[table{"k" => {s = vec[1, 2]}}]', 'true and false', 'x == 2', 'inf',
  ])('%s', async (code) => {
    await session.run('there = null; back = null');
    expect((await session.run(`there = ${code}`)).error).toBeNull();
    const value = await session.get('there');
    await session.set('back', value as local.RuminaInput);
    const [there, back] = [await session.run('there'), await session.run('back')];
    expect([back.repr, back.value]).toEqual([there.repr, there.value]);
    expect((await session.run('typeof(there) == typeof(back)')).text).toBe('true');
  });

  it('of JavaScript', async () => {
    const given = new Map<string, local.RuminaInput>([['big', 2n ** 64n], ['third', { num: -2n, den: 6n }], ['float', 0.5], ['list', [1n, [true, null, 'text']]], ['set', new Set([1n])], ['complex', { re: 1n, im: { num: 1n, den: 2n } }]]);
    await session.set('given', given);
    expect((await session.run('given["big"] + 1')).value).toBe(2n ** 64n + 1n);
    expect((await session.run('given["third"]')).value).toMatchObject({ num: -1n, den: 3n });
    expect((await session.run('given["float"] + 1')).value).toBe(1.5);
    expect((await session.run('given["list"][1][2]')).value).toBe('text');
    expect((await session.run('1 in given["set"]')).value).toBe(true);
    expect((await session.run('given["complex"] * 2')).value).toMatchObject({ kind: 'complex', re: 2n, im: 1n });
  });
});
