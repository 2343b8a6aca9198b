// Asked in MathJSON, its own form, without its optional rules: loading those takes 12 s of processor time.
import { parse } from '../judge/expression.mjs';

export const title = 'Compute Engine';

const HEADS = { '+': 'Add', '-': 'Subtract', '*': 'Multiply', '/': 'Divide', '^': 'Power', negate: 'Negate', '=': 'Equal' };
const NAMES = { pi: 'Pi', e: 'ExponentialE', i: 'ImaginaryUnit', inf: 'PositiveInfinity' };
const FUNCTIONS = { exp: 'Exp', log: 'Ln', sqrt: 'Sqrt', asin: 'Arcsin', acos: 'Arccos', atan: 'Arctan', sin: 'Sin', cos: 'Cos', tan: 'Tan', abs: 'Abs' };

function toMathJson(tree) {
  const args = (tree.args ?? []).map(toMathJson);
  switch (tree.op) {
    case 'number': return Number.isSafeInteger(Number(tree.num)) ? Number(tree.num) : { num: String(tree.num) };
    case 'name': return NAMES[tree.name] ?? tree.name;
    case 'call': return [FUNCTIONS[tree.name], ...args];
    default: return [HEADS[tree.op], ...args];
  }
}

const INFIX = { Add: '+', Subtract: '-', Multiply: '*', Divide: '/', Rational: '/', Power: '^' };
const TEXTS = { Pi: 'pi', ExponentialE: 'e', ImaginaryUnit: 'i', PositiveInfinity: 'inf', NegativeInfinity: '(-inf)', Nothing: 'nothing()', Half: '(1/2)' };

/** A long whole number is written with its zeros as an exponent. */
const digits = (text) => text.replace(/^(-?\d+)e\+?(\d+)$/, (_, mantissa, zeros) => mantissa + '0'.repeat(Number(zeros)));

function toText(json) {
  if (typeof json === 'number') return String(json);
  if (typeof json === 'string') return TEXTS[json] ?? json.replace(/^'|'$/g, '');
  if (!Array.isArray(json)) return json.num !== undefined ? digits(json.num) : json.sym !== undefined ? toText(json.sym) : toText(json.fn);
  const [head, ...rest] = json;
  const args = rest.map(toText);
  if (INFIX[head] !== undefined) return `(${args.map((argument) => (/^-/.test(argument) ? `(${argument})` : argument)).join(INFIX[head])})`;
  switch (head) {
    case 'Negate': return `(-${args[0]})`;
    case 'Complex': return `(${args[0]}+(${args[1]})*i)`;
    case 'Square': return `(${args[0]})^2`;
    case 'Equal': return `${args[0]} = ${args[1]}`;
    case 'List': case 'Set': case 'Tuple': case 'Sequence': return `[${args.join(', ')}]`;
    case 'Error': throw new Error(JSON.stringify(json));
    default: return `${head.toLowerCase()}(${args.join(', ')})`;
  }
}

/** `(1/2)` alone is 1/2. */
const withoutBrackets = (text) => (/^\([^()]*\)$/.test(text) ? text.slice(1, -1) : text);

export async function load() {
  const { ComputeEngine } = await import('@cortex-js/compute-engine');
  const engine = new ComputeEngine();
  const formula = (f) => toMathJson(parse(f));
  const evaluate = (json) => withoutBrackets(toText(engine.box(json).evaluate().json));

  return {
    evaluate: (f) => evaluate(formula(f)),
    bigProduct: (f) => evaluate(formula(f)),
    expand: (f) => evaluate(['Expand', formula(f)]),
    factor: (f) => evaluate(['Factor', formula(f)]),
    determinant: (rows) => evaluate(['Determinant', ['Matrix', ['List', ...rows.map((row) => ['List', ...row.map(([p, q]) => ['Rational', p, q])])]]]),
    factorial: (n) => evaluate(['Factorial', n]),
    derivative: (f, x, n) => { // asked for all at once it does not answer
      let derivative = engine.box(formula(f));
      for (let k = 0; k < n; k++) derivative = engine.box(['D', derivative, x]).evaluate();
      return toText(derivative.json);
    },
    integral: (f, x) => evaluate(['Integrate', formula(f), x]),
    definite: (f, x, a, b) => evaluate(['Integrate', formula(f), ['Limits', x, formula(a), formula(b)]]),
    limit: (f, x, a) => evaluate(['Limit', ['Function', formula(f), x], formula(a)]),
    solve: (left, right, x) => evaluate(['Solve', ['Equal', formula(left), formula(right)], x]),
    simplify: (f) => withoutBrackets(toText(engine.box(formula(f)).simplify().json)),
  };
}
