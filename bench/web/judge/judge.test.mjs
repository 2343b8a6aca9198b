// The judges themselves: answers that are right, and answers that only look so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OPERATIONS } from '../operations.mjs';
import { judgeProblem, readProblems } from '../problems.mjs';
import { judgeConstant, judgeEquation, judgeIntegral, judgeSimplification, pointsOf } from './answers.mjs';
import { complex, derivative, evaluate, isNear, nthDerivative, subtract } from './complex.mjs';
import { polynomial } from './exact.mjs';
import { factors, leaves, parse, terms } from './expression.mjs';

const outcome = (verdict) => verdict.outcome;
const real = (text, x = 0) => evaluate(parse(text), { x: complex(x) });

test('formulas are read as each package writes them', () => {
  for (const [text, value] of [['1/2√2', Math.SQRT1_2], ['9/4π', 2.25 * Math.PI], ['-2^2', -4], ['2^3^2', 512], ['2**-1', 0.5], ['1/2 x^2', 4.5], ['3 x (x + 1)', 36], ['eπ', Math.E * Math.PI], ['5!', 120], ['1.5e-3', 0.0015], ['arctan(1)', Math.PI / 4], ['√(4)*2', 4], ['ln(e)', 1]]) {
    assert.ok(isNear(real(text, 3), complex(value), 1e-14), text);
  }
  assert.equal(evaluate(parse('12/5i')).im, 2.4);
  assert.equal(evaluate(parse('Piecewise((1, x > 2), (2, True))'), { x: complex(3) }).re, 1);
  assert.throws(() => parse('2 +'), /missing/);
  assert.throws(() => parse('(1'), /expected/);
  assert.throws(() => real('y + 1'), /no value/);
});

test('functions have their principal values', () => {
  for (const [f, inverse] of [['sin', 'asin'], ['cos', 'acos'], ['tan', 'atan'], ['sinh', 'asinh'], ['cosh', 'acosh'], ['tanh', 'atanh'], ['sec', 'asec'], ['cot', 'acot']]) {
    for (const z of [complex(0.3, 0.2), complex(0.7, -0.4)]) assert.ok(isNear(evaluate(parse(`${f}(${inverse}(x))`), { x: z }), z, 1e-12), inverse);
  }
  assert.ok(isNear(real('erf(x)', 1), complex(0.8427007929497149), 1e-13));
  assert.ok(isNear(real('erf(x)', 3), complex(0.9999779095030014), 1e-13));
  assert.ok(isNear(real('sqrt(x)', -4), complex(0, 2)));
  assert.ok(isNear(real('(-8)^(1/3)'), complex(1, Math.sqrt(3)), 1e-14));
});

test('derivatives by differences and by the integral around a point agree with known ones', () => {
  assert.ok(isNear(derivative((x) => complex(Math.sin(x)), 1.3), complex(Math.cos(1.3)), 1e-11));
  assert.ok(isNear(nthDerivative((z) => evaluate(parse('exp(2*x)'), { x: z }), 0.4, 4, 0.3), complex(16 * Math.exp(0.8)), 1e-11));
});

test('integrals', () => {
  assert.equal(outcome(judgeIntegral('1/(x^2+x+1)', 'x', '2*sqrt(3)/3*atan((2*x+1)/sqrt(3))')), 'right');
  assert.equal(outcome(judgeIntegral('1/(x^2+x+1)', 'x', 'atan(x)')), 'wrong');
  assert.equal(outcome(judgeIntegral('1/x', 'x', 'log(abs(x)) + 7')), 'right');
  assert.equal(outcome(judgeIntegral('sqrt(4-x^2)', 'x', 'x*sqrt(4-x^2)/2 - 2*asin(x/2)')), 'wrong');
  assert.equal(outcome(judgeIntegral('x^2', 'x', '0.3333333333*x^3')), 'decimal');
  assert.equal(outcome(judgeIntegral('x^2', 'x', '333333333333333/1000000000000000*x^3')), 'decimal');
  assert.equal(outcome(judgeIntegral('x^2', 'x', 'x + integrate(x^2 - 1, x)')), 'unevaluated');
  assert.equal(outcome(judgeIntegral('x^2', 'x', 'x^3/3 + mystery(x)')), 'unread');
});

test('limits and definite integrals', () => {
  assert.equal(outcome(judgeConstant('exp(2)', 'e^2')), 'right');
  assert.equal(outcome(judgeConstant('exp(2)', '7.38905609893')), 'decimal');
  assert.equal(outcome(judgeConstant('exp(2)', '325368125^2/119696244^2')), 'decimal');
  assert.equal(outcome(judgeConstant('1/2', '-oo')), 'wrong');
  assert.equal(outcome(judgeConstant('1/2', '√(x)')), 'unread');
});

test('equations', () => {
  const cube = { left: 'x^3', right: '2', variable: 'x', domain: 'complex', known: ['2^(1/3)', '2^(1/3)*(-1+i*sqrt(3))/2', '2^(1/3)*(-1-i*sqrt(3))/2'] };
  assert.equal(outcome(judgeEquation(cube, `[${cube.known.join(', ')}]`)), 'right');
  assert.equal(outcome(judgeEquation(cube, '[2^(1/3)]')), 'partial');
  assert.equal(outcome(judgeEquation(cube, '[2^(1/3), 2^(1/3)*(1+i*sqrt(3))/2]')), 'wrong');
  assert.equal(outcome(judgeEquation(cube, '[]')), 'unevaluated');
  assert.equal(outcome(judgeEquation({ ...cube, domain: 'real', known: ['2^(1/3)'] }, '[49180508/39034595]')), 'decimal');
  const root = { left: 'sqrt(x+3)', right: 'x-3', variable: 'x', domain: 'real', known: ['6'] };
  assert.equal(outcome(judgeEquation(root, 'x = 6')), 'right');
  assert.equal(outcome(judgeEquation(root, '[1, 6]')), 'wrong');
  const exponential = { left: 'exp(x)', right: '1', variable: 'x', domain: 'real', known: ['0'] };
  assert.equal(outcome(judgeEquation(exponential, '[2π*i*n1]')), 'right');
  const sine = { left: 'sin(x)', right: '1/2', variable: 'x', domain: 'period 2*pi', known: ['pi/6', '5*pi/6'] };
  assert.equal(outcome(judgeEquation(sine, '[2π*n1 + 1/6π, 2π*n1 + 5/6π]')), 'right');
  assert.equal(outcome(judgeEquation(sine, '[pi/6]')), 'partial');
  assert.equal(outcome(judgeEquation(sine, '[pi*n + pi/6, 5*pi/6]')), 'wrong');
});

test('simplifications', () => {
  assert.equal(outcome(judgeSimplification('(x^2-1)/(x-1)', ['x+1'], '1 + x')), 'right');
  assert.equal(outcome(judgeSimplification('(x^2-1)/(x-1)', ['x+1'], '(x^2 - 1)/(x - 1)')), 'partial');
  assert.equal(outcome(judgeSimplification('(x^2-1)/(x-1)', ['x+1'], 'x - 1')), 'wrong');
  assert.equal(outcome(judgeSimplification('sqrt(3+2*sqrt(2))', ['1+sqrt(2)'], '2.41421356237')), 'decimal');
  assert.equal(leaves(parse('1 + 2^(1/2)')), leaves(parse('1 + √2')));
});

test('sums, products and polynomials are taken apart', () => {
  assert.equal(terms(parse('-x + (y - 2)*z - (3 - x)')).length, 4);
  assert.equal(factors(parse('-2*(x+1)^2*(x-1)')).length, 5);
  assert.deepEqual(polynomial(parse('(x-1)*(x+1)^2'), 'x'), [-1n, -1n, 1n, 1n]);
});

test('the problems are sound: known roots satisfy the equations, known values agree with sums', () => {
  const problems = readProblems();
  assert.equal(problems.length, 40);
  for (const problem of problems) {
    const { kind, statement, details, known } = problem;
    if (kind === 'integral') assert.ok(pointsOf(parse(statement), 'x').length >= 2, statement);
    if (kind === 'equation') {
      const [left, right] = statement.split(' = ').map((side) => parse(side));
      for (const root of known.split('; ')) {
        const x = evaluate(parse(root));
        assert.ok(isNear(subtract(evaluate(left, { x }), evaluate(right, { x })), complex(0), 1e-12), `${root} in ${statement}`);
      }
      assert.equal(outcome(judgeProblem(problem, `[${known.replaceAll(';', ',')}]`)), 'right');
    }
    if (kind === 'simplify') for (const form of known.split('; ')) assert.equal(outcome(judgeProblem(problem, form)), 'right', statement);
    if (kind === 'limit' && details === '0') assert.ok(isNear(real(statement, 1e-3), evaluate(parse(known)), 1e-5), statement);
    if (kind === 'limit' && details === 'inf') assert.ok(isNear(real(statement, 1e7), evaluate(parse(known)), 1e-2), statement);
    if (kind === 'definite') {
      const [from, to] = details.split(' .. ').map((end) => (/inf/.test(end) ? Number(end.replace('inf', '8')) : evaluate(parse(end)).re));
      const steps = 2000;
      let sum = 0;
      for (let i = 0; i < steps; i++) sum += real(statement, from + ((i + 0.5) * (to - from)) / steps).re;
      assert.ok(isNear(complex((sum * (to - from)) / steps), evaluate(parse(known)), 1e-5), statement);
    }
  }
});

test('operations: a right answer has a time, a spoiled one has none', () => {
  const judge = Object.fromEntries(OPERATIONS.map(({ id, judge: f }) => [id, (text) => outcome(f(text))]));
  const product = String(3n ** 20959n * 7n ** 11833n);
  assert.equal(judge.product(product), 'right');
  assert.equal(judge.product(product.replace(/^./, '9')), 'wrong');
  const cyclotomic = '(x-1)*(x+1)*(x^2+1)*(x^2+x+1)*(x^2-x+1)*(x^4-x^2+1)*(x^4+x^3+x^2+x+1)*(x^4-x^3+x^2-x+1)*(x^8-x^6+x^4-x^2+1)*(x^8-x^7+x^5-x^4+x^3-x+1)*(x^8+x^7-x^5-x^4-x^3+x+1)*(x^16+x^14-x^10-x^8-x^6+x^2+1)';
  assert.equal(judge.factor(cyclotomic), 'right');
  assert.equal(judge.factor('(x^30-1)*(x^30+1)'), 'partial');
  assert.equal(judge.factor('x^60-1'), 'unevaluated');
  assert.equal(judge.factor('(x-1)*(x^59+1)'), 'wrong');
  assert.equal(judge.expand('(x+y+z+1)^15'), 'unevaluated');
  assert.equal(judge.expand('x^15+y^15+z^15+1'), 'wrong');
  assert.equal(judge.hilbert('1/2160'), 'wrong');
  assert.equal(judge.derivative('sin(x)'), 'wrong');
  assert.equal(judge.integral('exp(x)*(x^3*sin(x) - x^3*cos(x) + 3*x^2*cos(x) - 3*x*sin(x) - 3*x*cos(x) + 3*sin(x))/2'), 'right');
  assert.equal(judge.quartic('[√2+√3, √2-√3, √3-√2, -√2-√3]'), 'right');
  assert.equal(judge.quartic('[3.14626, 0.317837, -0.317837, -3.14626]'), 'decimal');
  assert.equal(judge.small(Array.from({ length: 1000 }, (_, i) => `${6 * (i + 1) + 7}/42`).join('\n')), 'right');
  assert.equal(judge.small(Array.from({ length: 1000 }, () => '13/42').join('\n')), 'wrong');
});
