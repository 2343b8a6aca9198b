// Programs that want more time, memory, stack or output than there is. Each ends by a limit of its own, or is refused before it
// begins, and the session goes on.
import { createSession, InvalidArgumentError } from 'rumina';
import type { Session } from 'rumina';
import { createSession as createInWorker } from 'rumina/worker';
import { expect, it } from 'vitest';
import { answers, type Attempt, attempts, textIn } from './harness.js';

const repeat = (text: string, count: number): string => text.repeat(count);

attempts('sizes', [
  ['a program of 65 million characters', ({ session }) => expect(session.run(repeat(' ', (64 << 20) + 1))).rejects.toBeInstanceOf(InvalidArgumentError)],
  ['a program of a million signs', async ({ text }) => expect(await text(`${repeat('-', 1_000_000)}1`)).toMatch(/Error/)],
  ['a sum of 100,000 terms', async ({ text }) => expect(await text(Array.from({ length: 100_000 }, () => '1').join('+'))).toBe('100000')],
  ['arrays inside each other', async ({ text }) => expect(await text('var a = []; for i in 1..100000 { a = [a] }; size(a)')).toBe('1')],
  ['their text', async ({ session }) => expect((await session.run('var b = []; for i in 1..100000 { b = [b] }; b')).output).toBe('')],
  ['functions inside each other', async ({ text }) => expect(await text('var f = |x| x; for i in 1..20000 { let g = f; f = |x| g(x) }; f(1)')).toMatch(/^(1|RecursionError)/)],
  ['a name of a million characters', async ({ text }) => expect((await text(repeat('x', 1_000_000))).length).toBe(1_000_000)],
  ['expressions inside each other', async ({ text }) => expect(await text('var e = x; for i in 1..5000 { e = sin(e) + 1 }; size(to_string(e)) > 0')).toMatch(/^(true|LimitError)/)],
  ['an array that doubles into itself', async ({ session }) => {
    expect((await session.run('var a = [1]; for i in 1..40 { a = [a, a] }')).ok).toBe(true);
    expect(JSON.stringify(await session.get('a'), (_, part: unknown) => (typeof part === 'bigint' ? 1 : part))).toContain('"omitted"'); // 2^40 values
    expect(JSON.stringify(await session.variables()).length).toBeLessThan(5000);
  }],
]);

attempts('recursion', [
  ['without an end', async ({ text }) => expect(await text('func f(n) { return 1 + f(n + 1) }; f(0)')).toBe('RecursionError CallTooDeep')],
  ['of two functions', async ({ text }) => expect(await text('func f(n) { return 1 + g(n) }; func g(n) { return 1 + f(n) }; f(0)')).toBe('RecursionError CallTooDeep')],
  ['through a builtin that calls back', async ({ text }) => expect(await text('func f(n) { return map([n], f)[0] }; f(0)')).toBe('RecursionError CallTooDeep')],
  ['through sorting', async ({ text }) => expect(await text('func c(a, b) { return size(sort([2, 1], c)) }; sort([2, 1], c)')).toMatch(/^(RecursionError|TypeError|ArgumentError)/)],
  ['through catching its own end', async ({ text }) => expect(await text('func f(n) { try { return f(n + 1) } catch (e) { return n } }; f(0) >= 0')).toMatch(/^(true|RecursionError CallTooDeep)$/)],
  ['through an error thrown in a catch', async ({ text }) => expect(await text('func f(n) { try { throw n } catch (e) { return f(n + 1) } }; f(0)')).toBe('RecursionError CallTooDeep')],
  ['of a source that includes itself', async () => {
    const session = await createSession({ capabilities: { sources: { 'a.lm': 'include "b.lm"', 'b.lm': 'include "a.lm"\nvalue = 1' } } });
    expect(await textIn(session, 'include "a.lm"')).toMatch(/^(null|ImportError|Error|IOError|)/);
    await answers(session);
    session.dispose();
  }],
]);

/** What a parser without care would be slow for, or deep in. */
const TEXTS: Readonly<Record<string, string>> = {
  'round brackets': repeat('(', 1_000_000), 'balanced brackets': repeat('(', 100_000) + '1' + repeat(')', 100_000), 'square brackets': repeat('[', 500_000), braces: repeat('{', 500_000),
  calls: repeat('f(', 200_000), lambdas: `${repeat('|x| ', 50_000)}x`, powers: `${repeat('x^', 100_000)}x`, roots: `${repeat('√', 100_000)}2`, negations: `${repeat('not ', 200_000)}true`,
  conditions: `${repeat('if a {} else ', 30_000)}{}`, attempts: repeat('try {', 100_000), matches: repeat('match x {', 30_000), members: `${repeat('a.', 200_000)}a`, comparisons: `${repeat('a<', 100_000)}a`,
  quotes: repeat('"a', 100_000), 'half comments': repeat('/*', 300_000), bars: repeat('|', 500_000), 'joined lines': repeat('\\\n', 200_000), digits: repeat('1', 50_000), separators: repeat('1_', 100_000),
  'an exponent': `1e${repeat('9', 10_000)}`, 'a period': `0.(${repeat('3', 100_000)})`, factorials: `5${repeat('!', 100_000)}`, accents: `a${repeat('\u0301', 100_000)}`, mistakes: repeat('@ ', 100_000), semicolons: repeat(';', 500_000),
};

attempts('the parser, the formatter and the checker on', Object.entries(TEXTS).map(([title, program]): Attempt => [title, async ({ session }) => {
  const begun = performance.now();
  const diagnostics = await session.check(program);
  expect(diagnostics.length).toBeLessThan(1000);
  expect(typeof (await session.format(program))).toBe('string');
  await session.complete(program);
  await session.signature(program);
  const { ok, error, stats } = await session.run(program, { fresh: true });
  if (!ok) expect(error!.kind).toMatch(/Error$/);
  if (!ok) expect(error!.rendered.length).toBeLessThan(10_000 + 3 * program.length);
  expect(stats.steps).toBeLessThan(1000);
  expect(performance.now() - begun).toBeLessThan(20_000); // a square of the length would take minutes
}]));

attempts('time bombs in builtins', [
  ...['9^9^9^9', '2^(2^40)', '10^(10^12)', '(10^9)!', 'factorial(10^7)', 'binomial(10^12, 5*10^11)', 'fibonacci(10^12)', '1/3^(10^10)'].map((code): Attempt => [code, async ({ text }) => expect(await text(code)).toBe('LimitError NumberTooLarge')]),
  ...['zeros(100000, 100000)', 'range(1, 10^12)', '"a".repeat(10^10)', 'factor_integer((10^40 + 121)*(10^43 + 57)*(10^50 + 151))'].map((code): Attempt => [code, async ({ text }) => expect(await text(code)).toBe('LimitError TooLarge')]),
  ...['N(pi, 10^9)', 'primes(10^12)'].map((code): Attempt => [code, async ({ text }) => expect(await text(code)).toBe('ArgumentError InvalidArgument')]),
  ['(x + 1)^(10^12)', async ({ text }) => expect(await text('(x + 1)^(10^12)')).toBe('(x + 1)^1000000000000')],
  ['expand((x + 1)^(10^12))', async ({ text }) => expect(await text('expand((x + 1)^(10^12))')).toMatch(/^(LimitError|\(x \+ 1\))/)],
  ['1..10^30', async ({ text }) => expect(await text('1..10^30')).toBe('1..1000000000000000000000000000000')],
  ['digits of a float', async ({ text }) => expect(await text('to_string(1e300f)')).toMatch(/^1(e\+?300|0{300})/)],
]);

attempts('what ends by the limit of time', [
  ['an endless loop', async ({ text }) => expect(await text('while true {}')).toBe('LimitError TimeLimit')],
  ['an endless loop that catches everything', async ({ text }) => expect(await text('while true { try { while true {} } catch (e) {} }')).toBe('LimitError TimeLimit')],
  ['a loop of 10^18 turns', async ({ text }) => expect(await text('for i in 1..10^18 {}')).toBe('LimitError TimeLimit')],
  ['a million digits of π', async ({ text }) => expect(await text('N(pi, 10^6)')).toBe('LimitError TimeLimit')],
  ['roots of a polynomial of high degree', async ({ text }) => expect(await text('solve(q^99 + q^3 + q + 1 == 0, q)')).toBe('LimitError TimeLimit')],
  ['a loop over integers that are no machine words', async ({ text }) => expect(await text('for i in 10^30..10^40 {}')).toBe('LimitError TimeLimit')],
  ['a callback that never returns', async ({ text }) => expect(await text('map([1], |x| { while true {} })')).toBe('LimitError TimeLimit')],
  ['a destructor of a large heap', async ({ text }) => expect(await text('var a = null; while true { a = [a, 1] }')).toMatch(/^LimitError (TimeLimit|OutOfMemory)$/)],
], { limits: { time: 0.3 } });

attempts('what ends by the limit of memory or output', [
  ['a string that doubles', async ({ text }) => expect(await text('var s = "x"; while true { s = s + s }')).toMatch(/^LimitError (OutOfMemory|TooLarge)$/)],
  ['an array without an end', async ({ text }) => expect(await text('var a = []; while true { a.push(1) }')).toBe('LimitError OutOfMemory')],
  ['catching the end of memory again and again', async ({ text }) => expect(await text('var n = 0; while n < 5 { try { var a = []; while true { a.push([n]) } } catch (e) { n += 1 } }; n')).toBe('5')],
  ['a table without an end', async ({ text }) => expect(await text('var t = table{}; var i = 0; while true { t[i] = "entry"; i += 1 }')).toBe('LimitError OutOfMemory')],
  ['names without an end', async ({ text }) => expect(await text('var e = 0; var i = 0; while true { e = e + to_expression("v" + to_string(i)); i += 1 }')).toMatch(/Error/)],
  ['an expansion', async ({ text }) => expect(await text('expand((p + q)^100000)')).toMatch(/^LimitError/)],
  ['an integer that grows', async ({ text }) => expect(await text('var n = 3; while true { n = n*n }')).toMatch(/^LimitError (NumberTooLarge|OutOfMemory)$/)],
  ['output without an end', async ({ text, printed }) => {
    expect(await text('while true { print("0123456789012345678901234567890123456789") }')).toBe('LimitError TooLarge');
    expect(printed.join('').length).toBeLessThanOrEqual(100_000);
  }],
  ['output in one piece', async ({ text, printed }) => {
    expect(await text('print("a".repeat(10^6))')).toBe('LimitError TooLarge');
    expect(printed.join('').length).toBeLessThanOrEqual(100_000);
  }],
], { limits: { time: 20, memory: 32 << 20, output: 100_000 } });

it('a session whose memory is full of its own variables goes on', async () => {
  const session = await createSession({ limits: { memory: 16 << 20 } });
  for (let i = 0; i < 3; ++i) expect(await textIn(session, 'keep = []; while true { keep.push(1) }')).toBe('LimitError OutOfMemory');
  await session.run('keep = null');
  await answers(session);
  session.dispose();
});

it.each([['in this thread', createSession], ['in a worker', createInWorker]] as const)('the smallest limits, %s', async (_, create) => {
  const session: Session = await create({ limits: { time: 0.001, memory: 1 << 20, steps: 1, output: 1, depth: 1, digits: 1, terms: 1 } });
  for (const code of ['while true {}', 'print("ab")', '10^100', 'func f(n) { return 1 + f(n) }; f(1)', 'zeros(9, 9)', 'expand((x + y)^9)']) {
    const { ok, error } = await session.run(code);
    expect([code, ok, error?.kind]).toEqual([code, false, expect.stringMatching(/^(LimitError|RecursionError)$/)]);
  }
  session.dispose();
});
