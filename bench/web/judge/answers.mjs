// Judges answers to integrals, limits, equations and simplifications by their values, independent of any package.
// A verdict is { outcome, note }; the outcomes are right, decimal (right as far as its digits go, but not exact), partial
// (nothing wrong, but not all of it), unevaluated, wrong, and unread, when the judge does not understand the text.
import { complex, derivative, evaluate, isNear, names, subtract } from './complex.mjs';
import { leaves, nodes, parse, UnreadableError } from './expression.mjs';

export const OUTCOMES = ['right', 'wrong', 'decimal', 'partial', 'unevaluated', 'unsupported', 'error', 'timeout', 'unread'];

const UNEVALUATED = new Set(['integrate', 'integral', 'defint', 'definite_integral', 'int', 'limit', 'solve', 'roots', 'rootof', 'rootsum', 'diff', 'derivative', 'd', 'factor', 'expand', 'determinant', 'det', 'simplify', 'nothing']);
const POINTS = [-2.3, -1.7, -1.1, -0.6, -0.25, 0.35, 0.55, 0.8, 1.3, 1.9, 2.6, 3.4];
const MOST_DIGITS = 6n; // of an integer in the answer to a textbook problem; beyond that it is a decimal in disguise

export const verdict = (outcome, note = '') => ({ outcome, note });

const hasDecimals = (tree) => [...nodes(tree)].some((node) => node.op === 'number' && (node.isDecimal || node.num >= 10n ** MOST_DIGITS || node.den >= 10n ** MOST_DIGITS));
const isUnevaluated = (tree) => [...nodes(tree)].some((node) => node.op === 'call' && UNEVALUATED.has(node.name.toLowerCase()));
const isFinite = (value) => Number.isFinite(value.re) && Number.isFinite(value.im);
const isReal = (value) => isFinite(value) && Math.abs(value.im) < 1e-12 * Math.max(1, Math.abs(value.re));

/** `judge` gets the tree of an answer that was worked out. */
export function read(text, judge) {
  if (/\b(NaN|nan|undefined)\b/.test(text)) return verdict('wrong', text);
  try {
    const tree = parse(text);
    return isUnevaluated(tree) ? verdict('unevaluated', text) : judge(tree);
  } catch (error) {
    if (error instanceof UnreadableError) return verdict('unread', `${error.message} in ${text}`);
    throw error;
  }
}

const rightOrDecimal = (isExact, tree, text) => verdict(isExact && !hasDecimals(tree) ? 'right' : 'decimal', text);

const NEAR = 1e-3; // of something that can only be an approximation

/** Real points where the integrand is real. */
export function pointsOf(integrand, variable) {
  return POINTS.filter((x) => [x - 0.06, x, x + 0.06].every((near) => isReal(evaluate(integrand, { [variable]: complex(near) }))));
}

export function judgeIntegral(integrandText, variable, text) {
  const integrand = parse(integrandText);
  return read(text, (tree) => {
    const points = pointsOf(integrand, variable);
    if (points.length < 2) throw new Error(`too few points for ${integrandText}`);
    let isExact = true;
    for (const x of points) {
      const slope = derivative((at) => evaluate(tree, { [variable]: complex(at) }), x);
      const wanted = evaluate(integrand, { [variable]: complex(x) });
      if (!isNear(slope, wanted, NEAR)) return verdict('wrong', `${text} has not the derivative ${wanted.re} at ${x}`);
      isExact &&= isNear(slope, wanted, 1e-7);
    }
    return rightOrDecimal(isExact, tree, text);
  });
}

/** A limit or a definite integral. */
export function judgeConstant(known, text) {
  const wanted = evaluate(parse(known));
  return read(text, (tree) => {
    const value = evaluate(tree);
    return isNear(value, wanted, NEAR) ? rightOrDecimal(isNear(value, wanted, 1e-12), tree, text) : verdict('wrong', `${text} is not ${known}`);
  });
}

/** Roots of a family `… + 2*pi*n` for some n. */
function members(root, variable) {
  const free = [...names(root)].filter((name) => name !== variable);
  if (free.length > 1) throw new UnreadableError(`more than one free name: ${free.join(', ')}`);
  return free.length === 0 ? [evaluate(root)] : [-2, -1, 0, 1, 2].map((n) => evaluate(root, { [free[0]]: complex(n) }));
}

/** `x = 3` and `x` in a list of one are the root 3. */
function rootsOf(tree, variable) {
  const items = tree.op === 'list' ? tree.args : [tree];
  return items.flatMap((item) => (item.op === 'list' ? rootsOf(item, variable) : item.op === '=' && item.args[0].name === variable ? [item.args[1]] : [item]));
}

const modulo = (value, period) => complex(value.re - period * Math.floor(value.re / period + 1e-9), value.im);

/**
 * equation { left, right, variable, known: texts of all roots, domain: 'real', 'complex' or 'period …' }
 * Every root given must be one of those known, and satisfy the equation; in a real problem complex solutions may be added.
 */
export function judgeEquation({ left, right, variable, known, domain }, text) {
  const residual = (value) => subtract(evaluate(parse(left), { [variable]: value }), evaluate(parse(right), { [variable]: value }));
  const period = domain.startsWith('period') ? evaluate(parse(domain.slice('period'.length))).re : undefined;
  const wanted = known.map((root) => evaluate(parse(root)));
  return read(text, (tree) => {
    const given = rootsOf(tree, variable);
    let isExact = true;
    const met = new Set();
    for (const root of given) {
      for (const value of members(root, variable)) {
        const at = period === undefined ? value : modulo(value, period);
        const which = wanted.findIndex((one) => isNear(at, one, NEAR));
        const isRoot = isFinite(value) && isNear(residual(value), complex(0), 10 * NEAR);
        if (!isRoot || (which < 0 && (domain === 'complex' || isReal(value)))) return verdict('wrong', `${value.re} + ${value.im}i is no root: ${text}`);
        met.add(which);
        isExact &&= which < 0 ? isNear(residual(value), complex(0), 1e-9) : isNear(at, wanted[which], 1e-11);
      }
    }
    met.delete(-1);
    if (met.size < wanted.length) return verdict(met.size === 0 ? 'unevaluated' : 'partial', `${met.size} of ${wanted.length} roots: ${text}`);
    return rightOrDecimal(isExact, tree, text);
  });
}

/** Right is what has the same values and is at most as long as one of the known forms. */
export function judgeSimplification(problem, known, text) {
  const from = parse(problem);
  const most = Math.max(...known.map((form) => leaves(parse(form))));
  return read(text, (tree) => {
    for (const x of POINTS) {
      const wanted = evaluate(from, { x: complex(x) });
      const value = evaluate(tree, { x: complex(x) });
      if (isFinite(wanted) && !isNear(value, wanted)) return verdict('wrong', `${text} is ${value.re} at ${x}, not ${wanted.re}`);
    }
    if (hasDecimals(tree) && !hasDecimals(from)) return verdict('decimal', text);
    return leaves(tree) <= most ? verdict('right', text) : verdict('partial', `${text} is longer than ${known[0]}`);
  });
}
