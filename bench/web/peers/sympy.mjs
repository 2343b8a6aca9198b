// SymPy in Pyodide. The npm package has no SymPy: SYMPY_FOLDER holds Debian's, and is mounted as loose files, which start
// later than a packed wheel would. Constants are simplified and denested: SymPy leaves that to the user.
export const title = 'Pyodide+SymPy';

const PROGRAM = `
import sys, warnings
warnings.simplefilter('ignore')
sys.dont_write_bytecode = True
sys.set_int_max_str_digits(0)
sys.path.append('/sympy')
from sympy import *

def formula(text, real=False):
    return sympify(text.replace('inf', 'oo'), locals={'x': variable('x', real)})

def variable(name, real=False):
    return Symbol(name, real=True) if real else Symbol(name)

def shortest(*candidates):
    return str(min(candidates, key=lambda candidate: candidate.count_ops()))

def evaluate(f): return str(formula(f))
def expanded(f): return str(expand(formula(f)))
def factored(f): return str(factor(formula(f)))
def determinant(rows): return str(Matrix([[Rational(p, q) for p, q in row] for row in rows.to_py()]).det())
def factorial_of(n): return str(factorial(n))
def derivative(f, x, n): return str(diff(formula(f), variable(x), n))
def integral(f, x): return str(integrate(formula(f), variable(x)))
def definite(f, x, a, b): return str(simplify(integrate(formula(f), (variable(x), formula(a), formula(b)))))
def limit_at(f, x, a): return str(limit(formula(f), variable(x), formula(a)))
def solved(left, right, x, domain): return str(solve(formula(left, domain != 'complex') - formula(right, domain != 'complex'), variable(x, domain != 'complex')))
def simplified(f): return shortest(simplify(formula(f)), sqrtdenest(simplify(formula(f))))
`;

export async function load() {
  const { loadPyodide } = await import('pyodide');
  const python = await loadPyodide({ stderr: () => {} });
  python.mountNodeFS('/sympy', process.env.SYMPY_FOLDER);
  python.runPython(PROGRAM);
  const call = (name) => (...args) => python.globals.get(name)(...args.map((argument) => (Array.isArray(argument) ? python.toPy(argument) : argument)));

  return {
    evaluate: call('evaluate'),
    bigProduct: call('evaluate'),
    expand: call('expanded'),
    factor: call('factored'),
    determinant: (rows) => python.globals.get('determinant')(rows),
    factorial: call('factorial_of'),
    derivative: call('derivative'),
    integral: call('integral'),
    definite: call('definite'),
    limit: call('limit_at'),
    solve: call('solved'),
    simplify: call('simplified'),
  };
}
