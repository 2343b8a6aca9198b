// Exact values of formulas of +, -, *, / and whole powers: fractions of BigInts, and polynomials in one name.
import { UnreadableError } from './expression.mjs';

/** `values` gives the names' values as { num, den }. */
export function rational(tree, values) {
  const of = (index) => rational(tree.args[index], values);
  switch (tree.op) {
    case 'number': return { num: tree.num, den: tree.den };
    case 'name':
      if (values[tree.name] === undefined) throw new UnreadableError(`${tree.name} has no exact value`);
      return values[tree.name];
    case 'negate': { const a = of(0); return { num: -a.num, den: a.den }; }
    case '+': { const a = of(0), b = of(1); return { num: a.num * b.den + b.num * a.den, den: a.den * b.den }; }
    case '-': { const a = of(0), b = of(1); return { num: a.num * b.den - b.num * a.den, den: a.den * b.den }; }
    case '*': { const a = of(0), b = of(1); return { num: a.num * b.num, den: a.den * b.den }; }
    case '/': { const a = of(0), b = of(1); return { num: a.num * b.den, den: a.den * b.num }; }
    case '^': {
      const a = of(0), n = of(1);
      if (n.num % n.den !== 0n) throw new UnreadableError('a root is not rational');
      const power = n.num / n.den;
      return power < 0n ? { num: a.den ** -power, den: a.num ** -power } : { num: a.num ** power, den: a.den ** power };
    }
    default: throw new UnreadableError(`${tree.name ?? tree.op} is not exact arithmetic`);
  }
}

export function isEqual(a, b) {
  return a.den !== 0n && b.den !== 0n && a.num * b.den === b.num * a.den;
}

export function multiply(a, b) {
  const product = Array(a.length + b.length - 1).fill(0n);
  for (const [i, p] of a.entries()) for (const [j, q] of b.entries()) product[i + j] += p * q;
  return product;
}

function trimmed(a) {
  while (a.length > 1 && a.at(-1) === 0n) a.pop();
  return a;
}

/** Coefficients from the constant one up. */
export function polynomial(tree, name) {
  const of = (index) => polynomial(tree.args[index], name);
  const sum = (a, b, sign) => trimmed(Array.from({ length: Math.max(a.length, b.length) }, (_, i) => (a[i] ?? 0n) + sign * (b[i] ?? 0n)));
  switch (tree.op) {
    case 'number':
      if (tree.den !== 1n) throw new UnreadableError('the coefficients should be whole');
      return [tree.num];
    case 'name':
      if (tree.name !== name) throw new UnreadableError(`${tree.name} is not ${name}`);
      return [0n, 1n];
    case 'negate': return of(0).map((c) => -c);
    case '+': return sum(of(0), of(1), 1n);
    case '-': return sum(of(0), of(1), -1n);
    case '*': return multiply(of(0), of(1));
    case '^': {
      const power = of(1);
      if (power.length !== 1 || power[0] < 0n || power[0] > 1000n) throw new UnreadableError('not a polynomial');
      let product = [1n];
      const base = of(0);
      for (let n = power[0]; n > 0n; n--) product = multiply(product, base);
      return product;
    }
    default: throw new UnreadableError(`${tree.name ?? tree.op} is not in a polynomial`);
  }
}
