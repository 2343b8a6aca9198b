// Algebra as builtins: simplification, polynomials and rational functions.
#include "algebra/assumptions.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "library/functions.h"
#include "library/topics.h"
#include "runtime/expression_elimination.h"
#include "runtime/expression_operations.h"

namespace rumina::library {
namespace {

using algebra::Expr;

/// A form of a whole expression.
template <Expr (*form)(const Expr&)>
Value run_form(Call& call) {
    return value_of(call.runtime, form(formula(call, 0)));
}

/// A form with respect to a symbol or another kernel.
template <Expr (*form)(const Expr&, const Expr&)>
Value run_form_in(Call& call) {
    return value_of(call.runtime, form(formula(call, 0), kernel_argument(call, 1)));
}

/// Of two expressions as polynomials in a kernel.
template <Expr (*operation)(const Expr&, const Expr&, const Expr&)>
Value run_operation_in(Call& call) {
    return value_of(call.runtime, operation(formula(call, 0), formula(call, 1), kernel_argument(call, 2)));
}

Value run_factor(Call& call) {
    if (call[0].is_integer()) return prime_factors(call);
    return value_of(call.runtime, algebra::factor(formula(call, 0)));
}

Value run_coefficient(Call& call) {
    if (!call[2].is_exact()) fail_kind(call, 2, "an integer or a fraction");
    return value_of(call.runtime, algebra::coefficient(formula(call, 0), kernel_argument(call, 1), to_rational(call[2])));
}

/// The x with a·x + b = 0.
Value run_solve_linear(Call& call) {
    Expr f = formula(call, 0), x = symbol_argument(call, 1);
    if (f.is(algebra::FunctionId::Equal)) f = f.argument(0) - f.argument(1);
    Expr degree = algebra::degree(f, x);
    Expr slope = algebra::coefficient(f, x, Rational(1));
    if (!degree.is_one() || equal_everywhere(slope, Expr(0)) != Truth::No)
        fail_argument(call, fmt::format("the equation is not linear in {}", x.symbol_name()));
    return value_of(call.runtime, finished_entry(-algebra::coefficient(f, x, Rational(0)), slope));
}

/// simplify under conditions that hold only here.
Value run_assuming(Call& call) {
    algebra::Assumptions::Scope scope;
    for (std::size_t i = 0; i + 1 < call.count; ++i) {
        if (call[i].is(Tag::Bool) && call[i].integer != 0) continue;
        if (!is_condition(call[i])) fail_kind(call, i, "a condition");
        call.runtime.assumptions.assume(expression_of(call[i]));
    }
    return value_of(call.runtime, algebra::simplify(formula(call, call.count - 1)));
}

const Builtin records[] = {
    {.signature = "simplify(e: Formula) -> Number",
     .summary = "The simplest form found, never a larger one, under what is assumed of the symbols (real where nothing is).",
     .examples = {{"sym x; simplify(sin(x)^2 + cos(x)^2)", "1"}, {"sym x; simplify(sqrt(x^2))", "abs(x)"},
                  {"sym x in positive; simplify(sqrt(x^2))", "x"}, {"simplify(sqrt(3 + 2√2))", "1+√2"},
                  {"simplify(\"2*x + 3*x\")", "5*x"}},
     .aliases = "cas_simplify cas::cas_simplify",
     .source = "[Carette 2004]",
     .run = run_form<algebra::simplify>},
    {.signature = "assuming(condition: Any, ...more: Any) -> Number",
     .summary = "assuming(c1, c2, …, e): the simplest form of e under conditions that hold only there.",
     .examples = {{"sym x; assuming(x < 0, sqrt(x^2))", "-x"}, {"sym x; assuming(x > 0, sqrt(x^2)); simplify(sqrt(x^2))", "abs(x)"}},
     .run = run_assuming},
    {.signature = "trigexpand(e: Formula) -> Number",
     .summary = "Functions of sums and multiples of angles in functions of the parts.",
     .examples = {{"sym x, y; trigexpand(sin(x + y))", "sin(x)*cos(y) + sin(y)*cos(x)"}},
     .run = run_form<algebra::trigexpand>, .cached = true},
    {.signature = "trigreduce(e: Formula) -> Number",
     .summary = "Products and powers of sines and cosines as sums.",
     .examples = {{"sym x; trigreduce(sin(x)*cos(x))", "sin(2*x)/2"}},
     .source = "[Fu, Zhong & Zeng 2006]",
     .run = run_form<algebra::trigreduce>, .cached = true},
    {.signature = "trigsimp(e: Formula) -> Number",
     .summary = "Trigonometric identities applied where they shorten.",
     .examples = {{"sym x; trigsimp(1 - cos(x)^2)", "sin(x)^2"}},
     .run = run_form<algebra::trigsimp>, .cached = true},
    {.signature = "logcombine(e: Formula) -> Number",
     .summary = "Sums of logarithms as one logarithm, where the arguments are positive.",
     .examples = {{"sym a, b in positive; assume(a > 0); logcombine(log(a) + log(b))", "log(a*b)"}},
     .run = run_form<algebra::logcombine>, .cached = true},
    {.signature = "powsimp(e: Formula) -> Number",
     .summary = "Powers of powers and of products joined where the assumptions allow it.",
     .examples = {{"sym x in positive; powsimp(sqrt(x^2))", "x"}},
     .run = run_form<algebra::powsimp>, .cached = true},
    {.signature = "radsimp(e: Formula) -> Number",
     .summary = "Square roots in denominators brought to the numerator.",
     .examples = {{"radsimp(1/(1 + √2 + √3))", "1/2+1/4√2-1/4√6"}},
     .run = run_form<algebra::radsimp>, .cached = true},
    {.signature = "sqrtdenest(e: Formula) -> Number",
     .summary = "Nested square roots of constants as sums of square roots.",
     .examples = {{"sqrtdenest(sqrt(5 + 2√6))", "√2+√3"}},
     .source = "[Borodin, Fagin, Hopcroft & Tompa 1985]",
     .run = run_form<algebra::sqrtdenest>, .cached = true},
    {.signature = "expand(e: Formula) -> Number",
     .summary = "Products and positive integer powers of sums multiplied out.",
     .examples = {{"sym x; expand((x + 1)^3)", "x^3 + 3*x^2 + 3*x + 1"}, {"expand(\"(x+1)*(x-1)\")", "x^2 - 1"}},
     .raises = {DiagnosticId::TooManyTerms},
     .aliases = "cas_expand cas::cas_expand",
     .run = run_form<algebra::expand>, .cached = true},
    {.signature = "factor(e: Formula) -> Any",
     .summary = "The product of irreducible factors over the rationals; of an integer an array of [prime, exponent].",
     .examples = {{"sym x; factor(x^4 - 1)", "(x^2 + 1)*(x - 1)*(x + 1)"}, {"factor(360)", "[[2, 3], [3, 2], [5, 1]]"}},
     .raises = {DiagnosticId::TooManyTerms},
     .aliases = "cas_factor cas::cas_factor",
     .source = "[von zur Gathen & Gerhard 2013] 15-16",
     .run = run_factor, .cached = true},
    {.signature = "solve_linear(equation: Formula, x: Symbol) -> Number",
     .summary = "The solution of a linear equation, or the root of a formula that is linear in x.",
     .examples = {{"sym x, a; solve_linear(a*x == 2, x)", "2/a"}, {"cas_solve_linear(\"2*x - 4\", \"x\")", "2"},
                  {"sym x; solve_linear(x^2, x)", "!ArgumentError"}},
     .raises = {DiagnosticId::NotASymbol, DiagnosticId::NotPolynomial, DiagnosticId::InvalidArgument},
     .aliases = "cas_solve_linear cas::cas_solve_linear",
     .run = run_solve_linear, .cached = true},
    {.signature = "collect(e: Formula, x?: Any) -> Number",
     .summary = "The expression sorted by powers of x, a symbol or another part such as sin(x).",
     .examples = {{"sym x, y; collect(x*y + x + y, x)", "x*(y + 1) + y"}},
     .raises = {DiagnosticId::NotASymbol, DiagnosticId::InvalidArgument, DiagnosticId::NotPolynomial},
     .run = run_form_in<algebra::collect>, .cached = true},
    {.signature = "coefficient(e: Formula, x: Any, n: Rational) -> Number",
     .summary = "The coefficient of x^n.",
     .examples = {{"sym x; coefficient((x + 2)^3, x, 1)", "12"}},
     .raises = {DiagnosticId::NotASymbol, DiagnosticId::NotPolynomial},
     .run = run_coefficient},
    {.signature = "degree(e: Formula, x?: Any) -> Number",
     .summary = "The degree of a polynomial in x; -inf for 0.",
     .examples = {{"sym x; degree(x^3 + x, x)", "3"}, {"degree(|t| t^2, \"t\")", "2"}},
     .raises = {DiagnosticId::NotASymbol, DiagnosticId::InvalidArgument, DiagnosticId::NotPolynomial},
     .run = run_form_in<algebra::degree>},
    {.signature = "leading_coefficient(e: Formula, x?: Any) -> Number",
     .summary = "The coefficient of the highest power of x.",
     .examples = {{"sym x; leading_coefficient(3*x^2 + 1, x)", "3"}},
     .raises = {DiagnosticId::NotASymbol, DiagnosticId::InvalidArgument, DiagnosticId::NotPolynomial},
     .run = run_form_in<algebra::leading_coefficient>},
    {.signature = "together(e: Formula) -> Number",
     .summary = "One quotient without common factors, the denominator in the factors it was given in.",
     .examples = {{"sym x; together(1/x + 1/(x + 1))", "(2*x + 1)/(x*(x + 1))"}},
     .run = run_form<algebra::together>, .cached = true},
    {.signature = "cancel(e: Formula) -> Number",
     .summary = "One quotient without common factors, numerator and denominator multiplied out.",
     .examples = {{"sym x; cancel((x^2 - 1)/(x - 1))", "x + 1"}},
     .run = run_form<algebra::cancel>, .cached = true},
    {.signature = "apart(e: Formula, x?: Any) -> Number",
     .summary = "Partial fractions in x over the rationals.",
     .examples = {{"sym x; apart(1/(x^2 - 1), x)", "1/2/(x - 1) - 1/2/(x + 1)"},
                  {"sym x; apart(1/(x^2 - x))", "1/(x - 1) - 1/x"}, {"sym x, y; apart(1/(x*y))", "!ArgumentError"},
                  {"apart(2)", "!ArgumentError"}},
     .raises = {DiagnosticId::NotASymbol, DiagnosticId::InvalidArgument, DiagnosticId::NotPolynomial},
     .run = run_form_in<algebra::apart>, .cached = true},
    {.signature = "quotient(p: Formula, q: Formula, x?: Any) -> Number",
     .summary = "The quotient of polynomials in x.",
     .examples = {{"sym x; quotient(x^3 + 1, x^2, x)", "x"}, {"sym x; quotient(x^2 - 1, x - 1)", "x + 1"}, {"sym x; quotient(x, 0, x)", "!ZeroDivisionError"}},
     .raises = {DiagnosticId::NotASymbol, DiagnosticId::InvalidArgument, DiagnosticId::NotPolynomial, DiagnosticId::DivisionByZero},
     .run = run_operation_in<algebra::polynomial_quotient>, .cached = true},
    {.signature = "remainder(p: Formula, q: Formula, x?: Any) -> Number",
     .summary = "The remainder of polynomials in x, of lower degree than q.",
     .examples = {{"sym x; remainder(x^3 + 1, x^2, x)", "1"}},
     .raises = {DiagnosticId::NotASymbol, DiagnosticId::InvalidArgument, DiagnosticId::NotPolynomial, DiagnosticId::DivisionByZero},
     .run = run_operation_in<algebra::polynomial_remainder>, .cached = true},
    {.signature = "resultant(p: Formula, q: Formula, x?: Any) -> Number",
     .summary = "The resultant of polynomials in x: zero where they have a common root.",
     .examples = {{"sym x, a; resultant(x^2 - a, x - 1, x)", "-a + 1"}},
     .raises = {DiagnosticId::NotASymbol, DiagnosticId::InvalidArgument, DiagnosticId::NotPolynomial},
     .run = run_operation_in<algebra::resultant>, .cached = true},
    {.signature = "discriminant(p: Formula, x?: Any) -> Number",
     .summary = "The discriminant of a polynomial in x: zero where it has a multiple root.",
     .examples = {{"sym x, b, c; discriminant(x^2 + b*x + c, x)", "b^2 - 4*c"}},
     .raises = {DiagnosticId::NotASymbol, DiagnosticId::InvalidArgument, DiagnosticId::NotPolynomial},
     .run = run_form_in<algebra::discriminant>, .cached = true},
};

} // namespace

Records algebra_builtins() { return records; }

} // namespace rumina::library
