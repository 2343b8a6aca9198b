// No limits; equations are polynomials.
import { createRequire } from 'node:module';

export const title = 'Algebrite';

const INVERSE = /\ba(sin|cos|tan)(h?)\(/g;

export async function load() {
  const algebrite = createRequire(import.meta.url)('algebrite');
  function text(f) {
    const answer = algebrite.run(f.replace(INVERSE, 'arc$1$2('));
    if (/could not find a solution/.test(answer)) return 'nothing()';
    if (/stop:|unsupported|\?/i.test(answer)) throw new Error(answer);
    return answer;
  }

  return {
    evaluate: text,
    bigProduct: text,
    expand: (f) => text(`expand(${f})`),
    factor: (f) => text(`factor(${f})`),
    determinant: (rows) => text(`det([${rows.map((row) => `[${row.map(([p, q]) => `${p}/${q}`)}]`)}])`),
    factorial: (n) => text(`${n}!`),
    derivative: (f, x, n) => text(`d(${f},${x},${n})`),
    integral: (f, x) => text(`integral(${f},${x})`),
    definite: (f, x, a, b) => text(`defint(${f},${x},${a},${b})`),
    solve: (left, right, x) => text(`roots(${left}-(${right}),${x})`),
    simplify: (f) => text(`simplify(${f})`),
  };
}
