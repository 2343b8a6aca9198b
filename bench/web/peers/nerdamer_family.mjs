// nerdamer and the package that goes on from it have the same functions.
import { createRequire } from 'node:module';

export async function loadFrom(file) {
  const nerdamer = createRequire(import.meta.url)(file);
  const text = (f) => nerdamer(f).toString();
  const end = (a) => a.replace('inf', 'Infinity');

  return {
    evaluate: text,
    bigProduct: text,
    expand: (f) => text(`expand(${f})`),
    factor: (f) => text(`factor(${f})`),
    determinant: (rows) => text(`determinant(matrix(${rows.map((row) => `[${row.map(([p, q]) => `${p}/${q}`)}]`)}))`),
    factorial: (n) => nerdamer(`${n}!`).evaluate().toString(),
    derivative: (f, x, n) => text(`diff(${f},${x},${n})`),
    integral: (f, x) => text(`integrate(${f},${x})`),
    definite: (f, x, a, b) => text(`defint(${f},${end(a)},${end(b)},${x})`),
    limit: (f, x, a) => text(`limit(${f},${x},${end(a)})`),
    solve: (left, right, x) => text(`solve(${left}=${right},${x})`),
    simplify: (f) => text(`simplify(${f})`),
  };
}
