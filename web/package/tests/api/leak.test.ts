// A session that evaluates for hours must not grow. RUMINA_EVALUATIONS=100000 for the long form.
import { createSession } from 'rumina';
import { expect, it } from 'vitest';

const COUNT = Number(process.env['RUMINA_EVALUATIONS'] ?? 2000);

it(`${COUNT} evaluations leave the session as large as a tenth of them`, { timeout: 1_200_000 }, async () => {
  let memory = { memoryBytes: 0, instanceBytes: 0 };
  const session = await createSession({ onPrint: () => undefined });
  const programs = [
    (i: number) => `1/3 + ${i}`,
    (i: number) => `func f(n) { return n + ${i} }\nf(2)`,
    () => '1/0',
    (i: number) => `expand((x + ${i})^5)`,
    () => 'wrong wrong',
    (i: number) => `print(${i}); table{"a" => [${i}, 2]}`,
    (i: number) => `[1, 2, 3] |> map(|x| x + ${i})`,
    (i: number) => `try { throw ${i} } catch (e) { kept = e }`,
  ];
  const evaluate = async (i: number): Promise<void> => {
    if (i % 10 === 9) {
      const run = session.run('while true {}');
      setImmediate(() => session.cancel());
      expect((await run).error?.id).toBe('Interrupted');
      return;
    }
    const { stats } = await session.run(programs[i % programs.length]!(i));
    memory = stats;
  };
  let index = 0;
  const upTo = async (count: number): Promise<typeof memory> => {
    for (; index < count; ++index) await evaluate(index);
    return memory;
  };
  const early = await upTo(Math.max(COUNT / 10, 1000));
  const late = await upTo(COUNT);
  expect(late.memoryBytes).toBeLessThan(early.memoryBytes * 1.5 + (2 << 20));
  expect(late.instanceBytes).toBeLessThanOrEqual(early.instanceBytes + (2 << 20));
  session.dispose();
});
