// It has no integrals, limits and factors, and solves equations up to the third degree. It is asked in fractions; for long whole
// numbers in bigints, where its factorial fails and a product from 1 to n does not.
export const title = 'mathjs';

export async function load() {
  const { create, all } = await import('mathjs');
  const math = create(all, { number: 'Fraction' });
  let whole;
  const integers = () => (whole ??= create(all, { number: 'bigint' }));
  const text = (value) => math.format(value, { fraction: 'ratio' });

  return {
    evaluate: (f) => text(math.evaluate(f)),
    bigProduct: (f) => String(integers().evaluate(f)),
    expand: (f) => math.rationalize(f).toString(),
    determinant: (rows) => text(math.det(rows.map((row) => row.map(([p, q]) => math.fraction(p, q))))),
    factorial: (n) => String(integers().evaluate(`prod(1:${n})`)),
    derivative: (f, x, n) => {
      let node = math.parse(f);
      for (let k = 0; k < n; k++) node = math.derivative(node, x);
      return node.toString();
    },
    solve: (left, right) => {
      const { coefficients } = math.rationalize(`${left}-(${right})`, {}, true);
      return `[${math.polynomialRoot(...coefficients.map(Number)).map((root) => math.format(root)).join(', ')}]`;
    },
    simplify: (f) => math.simplify(f).toString(),
  };
}
