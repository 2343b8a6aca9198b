// Equations as builtins.
#include "algebra/enclosure.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/traversal.h"
#include "calculus/shorthand.h"
#include "calculus/solve/solve.h"
#include "library/functions.h"
#include "library/topics.h"

namespace rumina::library {
namespace {

using algebra::Expr;
using algebra::FunctionId;

Value array_of(Call& call, const std::vector<Expr>& expressions) {
    std::vector<Value> values;
    for (const Expr& e : expressions) values.push_back(value_of(call.runtime, e));
    return make_array(call.runtime, values);
}

/// An equation that nothing was found for, as the call that asks for its solutions.
Expr unsolved_form(const Expr& f, const Expr& x) {
    return algebra::apply_function(FunctionId::Apply, {algebra::symbol("solve"), f, x});
}

std::vector<Expr> solutions_of(const Expr& equation, const Expr& x) {
    calculus::Solutions found = calculus::solve(equation, x);
    if (found.is_identity) return {x};
    std::vector<Expr> all = std::move(found.values);
    for (const Expr& f : found.unsolved) all.push_back(unsolved_form(f, x));
    return all;
}

StructObject* solution_of(Call& call, const std::vector<Expr>& unknowns, const std::vector<Expr>& values) {
    StructObject* solution = call.runtime.heap.structure(call.runtime.shapes.empty(), static_cast<std::uint32_t>(unknowns.size()));
    for (std::size_t i = 0; i < unknowns.size(); ++i)
        call.runtime.heap.set_field(solution, call.runtime.names.intern(unknowns[i].symbol_name()), value_of(call.runtime, values[i]));
    return solution;
}

Value solve_system(Call& call) {
    const std::vector<Expr> equations = formulas_argument(call, 0), unknowns = symbols_argument(call, 1);
    if (equations.size() == 1 && unknowns.size() == 1 && !calculus::linear_in(equations[0], unknowns[0])) {
        const calculus::Solutions found = calculus::solve(equations[0], unknowns[0]);
        if (!found.unsolved.empty()) fail_argument(call, "this equation could not be solved; with the unknown alone, not in a list, what was found is shown");
        std::vector<Value> solutions;
        for (const Expr& v : found.is_identity ? unknowns : found.values) solutions.push_back(Value::of_object(solution_of(call, unknowns, {v})));
        return make_array(call.runtime, solutions);
    }
    const calculus::LinearSystem system = calculus::solve_linear_system(equations, unknowns);
    std::vector<Value> solutions;
    switch (system.kind) {
    case calculus::LinearSystem::Kind::NotLinear: fail_argument(call, "systems of equations that are not linear in the unknowns cannot be solved yet");
    case calculus::LinearSystem::Kind::Inconsistent: break;
    default: solutions.push_back(Value::of_object(solution_of(call, unknowns, system.values)));
    }
    return make_array(call.runtime, solutions);
}

bool is_list(const Value& value) { return !value.is_number() && !value.is(Tag::String) && !value.is(Tag::Function) && !value.is(Tag::Null); }

Value run_solve(Call& call) {
    if (is_list(call[1])) return solve_system(call);
    if (call[0].is(Tag::Bool)) { // x == x, or 1 == 2: an equation that was decided when it was built
        const Expr x = symbol_argument(call, 1);
        return array_of(call, call[0].integer != 0 ? std::vector<Expr>{x} : std::vector<Expr>{});
    }
    if (is_list(call[0])) {
        const std::vector<Expr> equations = formulas_argument(call, 0);
        if (equations.size() != 1) return solve_system(call);
        return array_of(call, solutions_of(equations[0], symbol_argument(call, 1)));
    }
    return array_of(call, solutions_of(formula(call, 0), symbol_argument(call, 1)));
}

/// The roots of a polynomial, each as often as its multiplicity.
Value run_roots(Call& call) {
    const Expr p = formula(call, 0), x = kernel_argument(call, 1);
    const auto whole = calculus::polynomial_in(p, x);
    if (!whole || whole->size() < 2) fail(DiagnosticId::NotPolynomial, "roots");
    std::vector<Expr> all;
    for (const algebra::Factor& part : calculus::factors_of(algebra::factor(p))) {
        if (algebra::free_of(part.base, x)) continue;
        const auto coefficients = calculus::polynomial_in(part.base, x);
        if (!coefficients) fail(DiagnosticId::NotPolynomial, "roots");
        const auto found = calculus::polynomial_roots(*coefficients);
        if (!found) fail_argument(call, "roots of polynomials of degree 5 and more need rational coefficients");
        const std::int64_t multiplicity = part.exponent.is_integer() ? part.exponent.number().integer().to_int64() : 1;
        for (const Expr& root : *found)
            for (std::int64_t k = 0; k < multiplicity; ++k) all.push_back(root);
    }
    return array_of(call, all);
}

/// A rational number given as an argument.
Rational bound_argument(Call& call, std::size_t index) {
    const Value value = exact_if_long_float(call, call[index]);
    if (value.is_float()) return Rational::from_double(value.real);
    return to_rational(value);
}

/// A real root between a and b by bisection, the sign of f certain at every point looked at.
Value run_nsolve(Call& call) {
    Expr f = formula(call, 0);
    const Expr x = symbol_argument(call, 1);
    if (f.is(FunctionId::Equal)) f = f.argument(0) - f.argument(1);
    Rational low = bound_argument(call, 2), high = bound_argument(call, 3);
    if (compare(low, high) > 0) std::swap(low, high);
    auto sign_at = [&](const Rational& at) -> std::optional<int> {
        for (std::int64_t precision = 128; precision <= 4096; precision *= 2) {
            const Ball value = algebra::enclose_at(f, {{x, Ball::rational(at, precision + 64)}}, precision);
            if (value.is_finite() && value.imag().contains_zero())
                if (const auto sign = value.real_sign()) return sign;
            if (value.is_finite() && value.is_zero()) return 0;
        }
        const Expr exact = algebra::substitute(f, x, Expr(at));
        return exact.is_constant() ? algebra::sign_of(exact) : std::nullopt;
    };
    auto need = [&](const Rational& at) {
        const auto sign = sign_at(at);
        if (!sign) fail_argument(call, "the equation must have real values between the two ends, and no other symbol");
        return *sign;
    };
    const int first = need(low), last = need(high);
    auto result = [](const Rational& r) { return Value::of_float(r.to_double()); };
    if (first == 0) return result(low);
    if (last == 0) return result(high);
    if (first == last) fail_argument(call, "the two sides must be in different order at the two ends");
    while (low.to_double() != high.to_double()) {
        call.runtime.poll();
        const Rational middle = (low + high) / Rational(2);
        const int sign = need(middle);
        if (sign == 0) return result(middle);
        (sign == first ? low : high) = middle;
        // Between two neighbouring doubles the nearer one may never be told apart: 200 bits more settle it, or it is the middle.
        if ((high - low).numerator().bits() + 1200 < (high - low).denominator().bits()) break;
    }
    return result((low + high) / Rational(2));
}

const Builtin records[] = {
    {.signature = "solve(equation: Any, x: Any) -> Array",
     .summary = "The solutions of an equation lhs == rhs, or of formula = 0, in one unknown; of linear equations in several, as structs. "
                "Every solution is put back into the equation. [] says that there is none; [x] that every x is one; what could not be solved stays as solve(g, x) at the end. "
                "Circular functions give families over the integers n1; exponentials and logarithms their principal solution.",
     .examples = {{"sym x; solve(x^2 == 4, x)", "[-2, 2]"}, {"sym x, a, b; solve(a*x + b, x)", "[-b/a]"}, {"sym x; solve(exp(x) == 2, x)", "[log(2)]"},
                  {"sym x, y; solve([x + y == 3, x - y == 1], [x, y])", "[{x = 2, y = 1}]"}, {"sym x; solve(abs(x) == -1, x)", "[]"},
                  {"sym x, y; solve([x^2 + y == 3, x - y == 1], [x, y])", "!ArgumentError"}},
     .raises = {DiagnosticId::NotASymbol, DiagnosticId::InvalidArgument},
     .source = "[Cohen 2003]; [Corless et al. 1996]",
     .run = run_solve, .tells_steps = true},
    {.signature = "roots(p: Formula, x?: Any) -> Array",
     .summary = "The complex roots of a polynomial, each as often as its multiplicity: by radicals up to degree 4, by rootof above.",
     .examples = {{"sym x; roots(x^3 - x^2, x)", "[0, 0, 1]"}, {"roots(\"x^2 + 1\", \"x\")", "[-i, i]"}, {"sym x; roots(sin(x), x)", "!DomainError"}},
     .raises = {DiagnosticId::NotPolynomial, DiagnosticId::InvalidArgument},
     .run = run_roots},
    {.signature = "nsolve(equation: Formula, x: Symbol, a: Real, b: Real) -> Float",
     .summary = "A real root between a and b, where the two sides are in different order; the nearest float.",
     .examples = {{"sym x; nsolve(cos(x) == x, x, 0, 1)", "0.7390851332151607"}, {"sym x; nsolve(x^2 + 1, x, 0, 1)", "!ArgumentError"}},
     .raises = {DiagnosticId::NotASymbol, DiagnosticId::InvalidArgument},
     .run = run_nsolve},
};

} // namespace

Records equation_builtins() { return records; }

} // namespace rumina::library
