// A session that evaluates for hours must not grow: successes, errors and cancelled loops, one after the other in one session.
// The ordinary run does two thousand; `npm run test:leaks` does 100,000 and tells the memory on its way.
import { createSession } from 'rumina';
import type { RunStats, Session } from 'rumina';
import { afterEach, expect, it } from 'vitest';

const COUNT = Number(process.env['RUMINA_EVALUATIONS'] ?? 2000);
/** One in so many is an endless loop that is cancelled. It takes a slice of 30 ms, the others less than one. */
const CANCELLED = 20;

const PROGRAMS: readonly ((i: number) => string)[] = [
  (i) => `1/3 + ${i}`,
  (i) => `func f(n) { return n + ${i} }\nf(2)`,
  () => '1/0',
  (i) => `expand((x + ${i})^5)`,
  () => 'wrong wrong',
  (i) => `print(${i}); table{"a" => [${i}, 2]}`,
  (i) => `[1, 2, 3] |> map(|x| x + ${i})`,
  (i) => `try { throw ${i} } catch (e) { kept = e }`,
  (i) => `diff(sin(x^${i % 9}), x)`,
  (i) => `undefined_function(${i})`,
  (i) => `factor(x^2 - ${(i % 50) ** 2})`,
];

let session: Session;
afterEach(() => session.dispose());

async function evaluate(i: number): Promise<RunStats> {
  const isCancelled = i % CANCELLED === CANCELLED - 1;
  const run = session.run(isCancelled ? 'while true {}' : PROGRAMS[i % PROGRAMS.length]!(i));
  if (isCancelled) setImmediate(() => session.cancel());
  const { error, stats } = await run;
  expect(error?.id === 'Interrupted').toBe(isCancelled);
  return stats;
}

it(`${COUNT} evaluations leave the instance as large as a tenth of them`, { timeout: 3_600_000 }, async () => {
  session = await createSession({ onPrint: () => undefined });
  const seen = new Map<number, RunStats>();
  for (let i = 1; i <= COUNT; ++i) {
    const stats = await evaluate(i);
    if (i % (COUNT / 10) !== 0) continue;
    seen.set(i, stats);
    if (COUNT >= 100_000) console.log(`after ${i}: memory of the instance ${stats.instanceBytes}, in use ${stats.memoryBytes}, leaked ${stats.leakedBytes} bytes`);
  }
  const early = seen.get(COUNT / 10)!;
  const late = seen.get(COUNT)!;
  expect(late.instanceBytes).toBe(early.instanceBytes);
  // What is kept between two clearings goes up and down.
  expect(late.memoryBytes).toBeLessThan(early.memoryBytes + (1 << 20));
});

it('what interrupts inside number theory give up is counted, and nothing else grows', async () => {
  session = await createSession({ limits: { memory: 8 << 20 } });
  const interrupt = async (): Promise<RunStats> => {
    const { error, stats } = await session.run('factor(expand((x + 1)^1200*(x + 7)^1200))'); // does not fit, which shows in the middle of it
    expect(error?.id).toBe('OutOfMemory');
    return stats;
  };
  let early = await interrupt();
  for (let i = 0; i < 3; ++i) early = await interrupt();
  let late = early;
  for (let i = 0; i < 8; ++i) late = await interrupt();
  expect(late.leakedBytes).toBeGreaterThan(early.leakedBytes);
  expect(late.memoryBytes).toBeLessThan(early.memoryBytes + 65_536);
  expect(late.instanceBytes - early.instanceBytes).toBeLessThan(2 * (late.leakedBytes - early.leakedBytes) + (4 << 20));
});
