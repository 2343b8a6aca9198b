// The package of this project. RUMINA_PACKAGE is its folder.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const title = 'Rumina';

export async function load() {
  const { createSession } = await import(pathToFileURL(join(process.env.RUMINA_PACKAGE, 'dist/esm/index.js')));
  const session = await createSession({ limits: { time: null, steps: null } });

  async function run(code) {
    const result = await session.run(code);
    if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.message}`);
    return result;
  }
  const text = async (code) => (await run(code)).text;
  const symbols = 'sym x, y, z\n';

  return {
    evaluate: text,
    bigProduct: text,
    expand: (f) => text(`${symbols}expand(${f})`),
    factor: (f) => text(`${symbols}factor(${f})`),
    determinant: (rows) => text(`det(mat[${rows.map((row) => row.map(([p, q]) => `${p}/${q}`).join(', ')).join('; ')}])`),
    factorial: (n) => text(`${n}!`),
    derivative: (f, x, n) => text(`${symbols}diff(${f}, ${x}, ${n})`),
    integral: (f, x) => text(`${symbols}integrate(${f}, ${x})`),
    definite: (f, x, a, b) => text(`${symbols}integrate(${f}, ${x}, ${a}, ${b})`),
    limit: (f, x, a) => text(`${symbols}limit(${f}, ${x}, ${a})`),
    solve: (left, right, x, domain) => text(`sym ${x}${domain === 'complex' ? '' : ' in real'}\nsolve(${left} == ${right}, ${x})`),
    simplify: (f) => text(`${symbols}simplify(${f})`),
    /** The last line that a program of the language prints. */
    program: async (code) => (await run(code)).output.trimEnd().split('\n').at(-1),
  };
}
