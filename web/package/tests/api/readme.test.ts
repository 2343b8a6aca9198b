// The examples of README.md: what stands behind `// →` is what they give.
import { readFile } from 'node:fs/promises';
import * as local from 'rumina';
import * as worker from 'rumina/worker';
import { expect, it } from 'vitest';

const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
const examples = [...readme.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code!);
const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor as new (...parameters: string[]) => (...values: unknown[]) => Promise<void>;

it('has examples', () => expect(examples.length).toBeGreaterThan(4));

it.each(examples.map((code, i) => [i + 1, code] as const))('example %i', async (_, code) => {
  const imported = code.matchAll(/^import \{ (.*) \} from '(.*)';$/gm);
  const names: string[] = [];
  const values: unknown[] = [];
  for (const [, list, from] of imported)
    for (const name of list!.split(', ')) {
      names.push(name);
      values.push(Reflect.get(from === 'rumina' ? local : worker, name));
    }
  let expectations = 0;
  const body = code.replace(/^import .*$/gm, '').replace(/^(?!\s*\/\/)(.*?);\s*\/\/ → (.*)$/gm, (_line, expression: string, expected: string) => {
    ++expectations;
    return `expect(${expression}).toEqual(${expected});`;
  });
  expect(expectations).toBeGreaterThan(0);
  await new AsyncFunction('expect', ...names, body)(expect, ...values);
});
