// Values of formulas in complex doubles, with principal branches.
import { UnreadableError } from './expression.mjs';

export const complex = (re, im = 0) => ({ re, im });
const I = complex(0, 1);
const ONE = complex(1);

export const add = (a, b) => complex(a.re + b.re, a.im + b.im);
export const subtract = (a, b) => complex(a.re - b.re, a.im - b.im);
export const multiply = (a, b) => complex(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re);
export const modulus = (a) => Math.hypot(a.re, a.im);
const negate = (a) => complex(-a.re, -a.im);
const scale = (a, factor) => complex(a.re * factor, a.im * factor);

export function divide(a, b) {
  if (b.im === 0) return complex(a.re / b.re, a.im / b.re);
  const square = b.re * b.re + b.im * b.im;
  return complex((a.re * b.re + a.im * b.im) / square, (a.im * b.re - a.re * b.im) / square);
}

/** A zero imaginary part counts as from above, so that cuts belong to the upper side. */
const exp = (a) => (a.im === 0 ? complex(Math.exp(a.re)) : complex(Math.exp(a.re) * Math.cos(a.im), Math.exp(a.re) * Math.sin(a.im)));
const log = (a) => complex(Math.log(modulus(a)), Math.atan2(a.im === 0 ? 0 : a.im, a.re));

function sqrt(a) {
  if (a.im === 0) return a.re >= 0 ? complex(Math.sqrt(a.re)) : complex(0, Math.sqrt(-a.re));
  const root = Math.sqrt((modulus(a) + Math.abs(a.re)) / 2);
  return a.re >= 0 ? complex(root, a.im / (2 * root)) : complex(Math.abs(a.im) / (2 * root), Math.sign(a.im) * root);
}

export function power(a, b) {
  if (b.im === 0 && Number.isInteger(b.re) && Math.abs(b.re) <= 64) {
    let product = ONE;
    for (let n = Math.abs(b.re); n > 0; n--) product = multiply(product, a);
    return b.re < 0 ? divide(ONE, product) : product;
  }
  if (b.im === 0 && b.re === 0.5) return sqrt(a);
  if (a.im === 0 && b.im === 0 && a.re >= 0) return complex(a.re ** b.re);
  return exp(multiply(b, log(a)));
}

const sin = (a) => (a.im === 0 ? complex(Math.sin(a.re)) : complex(Math.sin(a.re) * Math.cosh(a.im), Math.cos(a.re) * Math.sinh(a.im)));
const cos = (a) => (a.im === 0 ? complex(Math.cos(a.re)) : complex(Math.cos(a.re) * Math.cosh(a.im), -Math.sin(a.re) * Math.sinh(a.im)));
const tan = (a) => divide(sin(a), cos(a));
const sinh = (a) => scale(subtract(exp(a), exp(negate(a))), 0.5);
const cosh = (a) => scale(add(exp(a), exp(negate(a))), 0.5);
const tanh = (a) => divide(sinh(a), cosh(a));
const inverse = (f) => (a) => f(divide(ONE, a));
const reciprocal = (f) => (a) => divide(ONE, f(a));

function asin(a) {
  if (a.im === 0 && Math.abs(a.re) <= 1) return complex(Math.asin(a.re));
  return multiply(negate(I), log(add(multiply(I, a), sqrt(subtract(ONE, multiply(a, a))))));
}
const acos = (a) => subtract(complex(Math.PI / 2), asin(a));
function atan(a) {
  if (a.im === 0) return complex(Math.atan(a.re));
  return scale(multiply(I, subtract(log(subtract(ONE, multiply(I, a))), log(add(ONE, multiply(I, a))))), 0.5);
}
const asinh = (a) => (a.im === 0 ? complex(Math.asinh(a.re)) : log(add(a, sqrt(add(multiply(a, a), ONE)))));
const acosh = (a) => log(add(a, multiply(sqrt(subtract(a, ONE)), sqrt(add(a, ONE)))));
const atanh = (a) => scale(subtract(log(add(ONE, a)), log(subtract(ONE, a))), 0.5);

function factorial(a) {
  if (a.im !== 0 || !Number.isInteger(a.re) || a.re < 0) throw new UnreadableError('a factorial of something else than a natural number');
  let product = 1;
  for (let n = 2; n <= a.re; n++) product *= n;
  return complex(product);
}

/** Its series near zero and a continued fraction far from it. */
function erf(a) {
  if (a.im !== 0) throw new UnreadableError('erf of a complex number');
  const x = Math.abs(a.re);
  if (x > 6) return complex(Math.sign(a.re));
  let value = 0;
  if (x < 2.5) {
    for (let n = 0, term = x; n < 80; n++, term *= -(x * x) / n) value += term / (2 * n + 1);
    value *= 2 / Math.sqrt(Math.PI);
  } else {
    let fraction = x;
    for (let n = 60; n > 0; n--) fraction = x + n / 2 / fraction;
    value = 1 - Math.exp(-x * x) / (fraction * Math.sqrt(Math.PI));
  }
  return complex(Math.sign(a.re) * value);
}

const FUNCTIONS = {
  exp, erf, sqrt, sin, cos, tan, sinh, cosh, tanh, asin, acos, atan, asinh, acosh, atanh, factorial,
  log: (a, base) => (base === undefined ? log(a) : divide(log(a), log(base))),
  log10: (a) => scale(log(a), Math.LOG10E), log2: (a) => scale(log(a), Math.LOG2E),
  cbrt: (a) => power(a, complex(1 / 3)),
  root: (a, n) => power(a, divide(ONE, n)),
  abs: (a) => complex(modulus(a)),
  sign: (a) => (modulus(a) === 0 ? a : scale(a, 1 / modulus(a))),
  re: (a) => complex(a.re), im: (a) => complex(a.im), conj: (a) => complex(a.re, -a.im),
  sec: reciprocal(cos), csc: reciprocal(sin), cot: reciprocal(tan), sech: reciprocal(cosh), csch: reciprocal(sinh), coth: reciprocal(tanh),
  asec: inverse(acos), acsc: inverse(asin), acot: inverse(atan), asech: inverse(acosh), acsch: inverse(asinh), acoth: inverse(atanh),
};
const ALIASES = { ln: 'log', Abs: 'abs', sgn: 'sign', ...Object.fromEntries(['sin', 'cos', 'tan', 'sec', 'csc', 'cot'].flatMap((f) => [[`arc${f}`, `a${f}`], [`arc${f}h`, `a${f}h`], [`ar${f}h`, `a${f}h`]])) };
const CONSTANTS = { pi: complex(Math.PI), e: complex(Math.E), i: I, π: complex(Math.PI), E: complex(Math.E), I, '∞': complex(Infinity), inf: complex(Infinity), oo: complex(Infinity), Infinity: complex(Infinity) };

/** 17 digits of each are enough, and a division of BigInts never overflows. */
function nearest({ num, den }) {
  const length = (n) => n.toString().length;
  const surplus = Math.max(0, Math.min(length(num), length(den)) - 40);
  return Number(num / 10n ** BigInt(surplus)) / Number(den / 10n ** BigInt(surplus));
}

const RELATIONS = { '=': (a, b) => a === b, '<': (a, b) => a < b, '<=': (a, b) => a <= b, '>': (a, b) => a > b, '>=': (a, b) => a >= b };

/** `Piecewise((value, condition), …)` and `piecewise(value, condition, …, otherwise)`. */
function piece(args, values) {
  const flat = args.flatMap((argument) => (argument.op === 'list' ? argument.args : [argument]));
  for (let i = 0; i + 1 < flat.length; i += 2) {
    const condition = flat[i + 1];
    const compare = RELATIONS[condition.op];
    if (compare === undefined && condition.name !== 'True') throw new UnreadableError('a condition that is no relation');
    if (compare === undefined || compare(...condition.args.map((side) => evaluate(side, values).re))) return evaluate(flat[i], values);
  }
  if (flat.length % 2 === 0) throw new UnreadableError('no piece holds');
  return evaluate(flat.at(-1), values);
}

/** `values` gives the names' values as complex numbers. Throws UnreadableError for names and functions it does not know. */
export function evaluate(tree, values = {}) {
  const of = (index) => evaluate(tree.args[index], values);
  switch (tree.op) {
    case 'number': return complex(nearest(tree));
    case 'name': {
      const value = values[tree.name] ?? CONSTANTS[tree.name];
      if (value === undefined) throw new UnreadableError(`${tree.name} has no value`);
      return value;
    }
    case 'negate': return negate(of(0));
    case '+': return add(of(0), of(1));
    case '-': return subtract(of(0), of(1));
    case '*': return multiply(of(0), of(1));
    case '/': return divide(of(0), of(1));
    case '^': return power(of(0), of(1));
    case 'call': {
      if (/^piecewise$/i.test(tree.name)) return piece(tree.args, values);
      const f = FUNCTIONS[Object.hasOwn(ALIASES, tree.name) ? ALIASES[tree.name] : tree.name];
      if (f === undefined) throw new UnreadableError(`${tree.name} is no function the judge knows`);
      return f(...tree.args.map((argument) => evaluate(argument, values)));
    }
    default: throw new UnreadableError(`${tree.op} has no value`);
  }
}

/** Free names: neither constants nor functions. */
export function names(tree, found = new Set()) {
  if (tree.op === 'name' && CONSTANTS[tree.name] === undefined) found.add(tree.name);
  for (const argument of tree.args ?? []) names(argument, found);
  return found;
}

/** f′(x) of a function of a real number, by central differences and Richardson's extrapolation. */
export function derivative(f, x) {
  const steps = 6;
  let row = Array.from({ length: steps }, (_, k) => {
    const h = (0.02 * Math.max(1, Math.abs(x))) / 2 ** k;
    return scale(subtract(f(x + h), f(x - h)), 1 / (2 * h));
  });
  for (let k = 1; k < steps; k++) row = row.slice(1).map((fine, i) => add(fine, scale(subtract(fine, row[i]), 1 / (4 ** k - 1))));
  return row[0];
}

/** The nth derivative at a real x of a function analytic in the circle of that radius, by Cauchy's integral. */
export function nthDerivative(f, x, n, radius) {
  const points = 256;
  let sum = complex(0);
  for (let k = 0; k < points; k++) {
    const angle = (2 * Math.PI * k) / points;
    sum = add(sum, multiply(f(complex(x + radius * Math.cos(angle), radius * Math.sin(angle))), complex(Math.cos(n * angle), -Math.sin(n * angle))));
  }
  let factor = 1 / (points * radius ** n);
  for (let k = 2; k <= n; k++) factor *= k;
  return scale(sum, factor);
}

/** `relative` is the greatest difference allowed, as a part of the size. */
export function isNear(a, b, relative = 1e-7) {
  return modulus(subtract(a, b)) <= relative * Math.max(1, modulus(b));
}
