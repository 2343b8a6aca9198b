// The operations that are timed: what a peer is asked for, and how its answer is judged.
import { judgeEquation, judgeIntegral, read, verdict } from './judge/answers.mjs';
import { complex, evaluate, isNear, nthDerivative } from './judge/complex.mjs';
import { isEqual, multiply, polynomial, rational } from './judge/exact.mjs';
import { factors, nodes, parse, terms } from './judge/expression.mjs';

const shortened = (text) => (text.length > 60 ? `${text.slice(0, 50)}… (${text.length} characters)` : text);
const same = (wanted, text) => (text === wanted ? verdict('right') : read(text, () => verdict('wrong', shortened(text))));

const SMALL = 1000;
const small = Array.from({ length: SMALL }, (_, i) => `${i + 1}/7+1/6`);

function judgeSmall(text) {
  const answers = text.split('\n');
  const wrong = small.findIndex((problem, i) => !isEqual(rational(parse(answers[i] ?? '0'), {}), rational(parse(problem), {})) || answers[i].includes('.'));
  return wrong < 0 && answers.length === SMALL ? verdict('right') : verdict('wrong', `${small[wrong]} gave ${answers[wrong]}`);
}

const POWER = 15;
const POINTS = [[2n, 3n, -7n], [-5n, 11n, 4n], [13n, -6n, 10n]];

function judgeExpansion(text) {
  return read(text, (tree) => {
    for (const [x, y, z] of POINTS) {
      const whole = (num) => ({ num, den: 1n });
      const value = rational(tree, { x: whole(x), y: whole(y), z: whole(z) });
      if (!isEqual(value, whole((x + y + z + 1n) ** BigInt(POWER)))) return verdict('wrong', shortened(text));
    }
    const all = terms(tree).map(([, term]) => term);
    const wanted = ((POWER + 1) * (POWER + 2) * (POWER + 3)) / 6;
    const isMonomial = (term) => [...nodes(term)].every((node) => node.op !== '+' && node.op !== '-');
    return all.length === wanted && all.every(isMonomial) ? verdict('right') : verdict('unevaluated', `${all.length} terms instead of ${wanted}: ${shortened(text)}`);
  });
}

const ORDER = 60;
const CYCLOTOMIC_DEGREES = [1, 1, 2, 2, 2, 4, 4, 4, 8, 8, 8, 16]; // of the twelve divisors of 60

function judgeFactors(text) {
  return read(text, (tree) => {
    const parts = factors(tree).map((factor) => polynomial(factor, 'x'));
    const product = parts.reduce(multiply, [1n]);
    const wanted = [-1n, ...Array(ORDER - 1).fill(0n), 1n];
    if (product.length !== wanted.length || product.some((c, i) => c !== wanted[i])) return verdict('wrong', shortened(text));
    const degrees = parts.map((part) => part.length - 1).filter((degree) => degree > 0).sort((a, b) => a - b);
    return `${degrees}` === `${CYCLOTOMIC_DEGREES}` ? verdict('right') : verdict(degrees.length > 1 ? 'partial' : 'unevaluated', `factors of degrees ${degrees}`);
  });
}

const SIZE = 12;
const hilbert = Array.from({ length: SIZE }, (_, i) => Array.from({ length: SIZE }, (_, j) => [1, i + j + 1]));
const factorial = (n) => (n < 2n ? 1n : n * factorial(n - 1n));

/** c(n)^4 / c(2n), where c(n) is the product of k! for k below n. */
function hilbertDeterminant() {
  const c = (n) => Array.from({ length: n }, (_, k) => factorial(BigInt(k))).reduce((a, b) => a * b, 1n);
  return { num: c(SIZE) ** 4n, den: c(2 * SIZE) };
}

const judgeDeterminant = (text) => read(text, (tree) => (isEqual(rational(tree, {}), hilbertDeterminant()) ? verdict('right') : verdict('wrong', shortened(text))));

const NESTED = 'exp(sin(x^2))*log(1+cos(x)^2)/(1+x^2)';

function judgeDerivative(text) {
  const f = parse(NESTED);
  return read(text, (tree) => {
    for (const x of [0.4, 0.9, -1.3]) {
      const wanted = nthDerivative((at) => evaluate(f, { x: at }), x, 4, 0.3);
      const value = evaluate(tree, { x: complex(x) });
      if (!isNear(value, wanted, 1e-8)) return verdict('wrong', `${value.re} at ${x} instead of ${wanted.re}`);
    }
    return verdict('right');
  });
}

const INTEGRAND = 'x^3*exp(x)*sin(x)';
const QUARTIC = { left: 'x^4-10*x^2+1', right: '0', variable: 'x', domain: 'complex', known: ['sqrt(2)+sqrt(3)', 'sqrt(2)-sqrt(3)', 'sqrt(3)-sqrt(2)', '-sqrt(2)-sqrt(3)'] };

/** { id, title, ask(peer) → text or a promise of it, judge(text) → verdict }; a peer without the function has no such operation. */
export const OPERATIONS = [
  { id: 'small', needs: 'evaluate', title: '1000 small evaluations',
    ask: async (peer) => { const answers = []; for (const problem of small) answers.push(await peer.evaluate(problem)); return answers.join('\n'); },
    judge: judgeSmall },
  { id: 'product', needs: 'bigProduct', title: '3^20959*7^11833', ask: (peer) => peer.bigProduct('3^20959*7^11833'), judge: (text) => same(String(3n ** 20959n * 7n ** 11833n), text) },
  { id: 'expand', needs: 'expand', title: `expand (x+y+z+1)^${POWER}`, ask: (peer) => peer.expand(`(x+y+z+1)^${POWER}`), judge: judgeExpansion },
  { id: 'factor', needs: 'factor', title: `factor x^${ORDER}-1`, ask: (peer) => peer.factor(`x^${ORDER}-1`), judge: judgeFactors },
  { id: 'hilbert', needs: 'determinant', title: 'det of 12x12 Hilbert', ask: (peer) => peer.determinant(hilbert), judge: judgeDeterminant },
  { id: 'factorial', needs: 'factorial', title: '1000!', ask: (peer) => peer.factorial(1000), judge: (text) => same(String(factorial(1000n)), text) },
  { id: 'derivative', needs: 'derivative', title: '4th derivative, nested', ask: (peer) => peer.derivative(NESTED, 'x', 4), judge: judgeDerivative },
  { id: 'integral', needs: 'integral', title: `integral of ${INTEGRAND}`, ask: (peer) => peer.integral(INTEGRAND, 'x'), judge: (text) => judgeIntegral(INTEGRAND, 'x', text) },
  { id: 'quartic', needs: 'solve', title: `solve ${QUARTIC.left}=0`, ask: (peer) => peer.solve(QUARTIC.left, QUARTIC.right, 'x', 'complex'), judge: (text) => judgeEquation(QUARTIC, text) },
];
