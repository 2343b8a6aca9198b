// Derivatives as builtins.
#include <algorithm>

#include "algebra/memo.h"
#include "algebra/traversal.h"
#include "algebra/work_budget.h"
#include "calculus/derivation.h"
#include "calculus/derivative_steps.h"
#include "calculus/differentiate.h"
#include "calculus/taylor.h"
#include "library/functions.h"
#include "library/topics.h"

namespace rumina::library {
namespace {

using algebra::Expr;

constexpr std::int64_t kMaxOrder = 100000;
constexpr std::int64_t kMostExplained = 10; ///< derivatives of one formula

/// differentiate(f, x, y, 2): each symbol may be followed by how often.
Value run_differentiate(Call& call) {
    Expr result = formula(call, 0);
    for (std::size_t i = 1; i < call.count; ++i) {
        Expr x = symbol_argument(call, i);
        std::int64_t order = 1;
        if (i + 1 < call.count && call[i + 1].is_integer()) order = bounded(call, ++i, 0, kMaxOrder);
        for (std::int64_t k = 0; calculus::steps_wanted() && k < std::min<std::int64_t>(order, kMostExplained); ++k)
            calculus::explain_derivative(calculus::differentiate(result, x, static_cast<std::uint32_t>(k)), x);
        result = calculus::differentiate(result, x, static_cast<std::uint32_t>(order));
    }
    return value_of(call.runtime, result);
}

Value vector_of_values(Call& call, const std::vector<Expr>& entries) {
    VectorObject* vector = call.runtime.heap.vector(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) vector->data[i] = value_of(call.runtime, entries[i]);
    return Value::of_object(vector);
}

Value run_gradient(Call& call) {
    Expr f = formula(call, 0);
    std::vector<Expr> entries;
    for (const Expr& x : symbols_argument(call, 1)) entries.push_back(calculus::differentiate(f, x));
    return vector_of_values(call, entries);
}

/// The matrix of the derivatives of each formula by each symbol.
Value derivatives(Call& call, const std::vector<Expr>& formulas, const std::vector<Expr>& symbols) {
    require_elements(call.runtime, formulas.size() * symbols.size(), "this mat");
    MatrixObject* matrix = call.runtime.heap.matrix(formulas.size(), symbols.size());
    for (std::size_t i = 0; i < formulas.size(); ++i)
        for (std::size_t j = 0; j < symbols.size(); ++j)
            matrix->at(i, j) = value_of(call.runtime, calculus::differentiate(formulas[i], symbols[j]));
    return Value::of_object(matrix);
}

Value run_jacobian(Call& call) { return derivatives(call, formulas_argument(call, 0), symbols_argument(call, 1)); }

Value run_hessian(Call& call) {
    Expr f = formula(call, 0);
    std::vector<Expr> symbols = symbols_argument(call, 1), first;
    for (const Expr& x : symbols) first.push_back(calculus::differentiate(f, x));
    return derivatives(call, first, symbols);
}

Value run_implicit_derivative(Call& call) {
    Expr f = formula(call, 0);
    if (f.is(algebra::FunctionId::Equal)) f = f.argument(0) - f.argument(1);
    return value_of(call.runtime, calculus::implicit_derivative(f, symbol_argument(call, 1), symbol_argument(call, 2)));
}

constexpr std::int64_t kMaxDegree = 1000;

Value run_taylor(Call& call) {
    Expr f = formula(call, 0), x = symbol_argument(call, 1), a = formula(call, 2);
    return value_of(call.runtime, calculus::taylor_polynomial(f, x, a, static_cast<std::uint32_t>(bounded(call, 3, 0, kMaxDegree))));
}

Value run_cache_clear(Call& call) {
    call.runtime.results.clear();
    algebra::clear_memos();
    return Value::null();
}

Value run_set_work_budget(Call& call) {
    constexpr std::int64_t kMost = 1'000'000'000'000;
    algebra::work_meter.search = static_cast<std::uint64_t>(bounded(call, 0, 1, kMost));
    return run_cache_clear(call);
}

const Builtin records[] = {
    {.signature = "set_work_budget(units: Integer) -> Null",
     .summary = "What a search for an answer may spend before the question stays as it is written: units of work, about six million a second, the same on every "
                "machine. integrate and definite_integral may spend them all, solve half of them, series a third, limit a sixth. At first 60000000.",
     .examples = {{"sym x; set_work_budget(1); integrate(x*exp(x), x)", "integrate(x*exp(x), x)"},
                  {"sym x; set_work_budget(1000000); integrate(x*exp(x), x)", "exp(x)*(x - 1)"}, {"set_work_budget(0)", "!ArgumentError"}},
     .raises = {DiagnosticId::InvalidArgument},
     .run = run_set_work_budget,
     .pure = false},
    {.signature = "cache_clear() -> Null",
     .summary = "Forgets the results that are kept between calls: derivatives, integrals, limits, sums, simplified and factored forms.",
     .examples = {{"sym x; integrate(x, x); cache_clear(); integrate(x, x)", "x^2/2"}},
     .run = run_cache_clear},
    {.signature = "taylor(f: Formula, x: Symbol, a: Formula, n: Integer) -> Number",
     .summary = "The Taylor polynomial of f of degree n at x = a, where f is analytic.",
     .examples = {{"sym x; taylor(exp(x), x, 0, 3)", "x^3/6 + x^2/2 + x + 1"}, {"sym x; taylor(1/x, x, 0, 3)", "!DomainError"}},
     .raises = {DiagnosticId::NotASymbol, DiagnosticId::OutsideDomain},
     .run = run_taylor, .cached = true},
    {.signature = "differentiate(f: Formula, x: Symbol, ...more: Any) -> Number",
     .summary = "The derivative of f by x; a number after a symbol says how often, more symbols give mixed derivatives.",
     .examples = {{"sym x; differentiate(x^3, x)", "3*x^2"}, {"sym x; diff(sin(x), x, 4)", "sin(x)"},
                  {"differentiate(\"x^2\", \"x\")", "2*x"}, {"differentiate(|t| t^2, \"t\")", "2*t"},
                  {"sym x, y; diff(x^2*y^3, x, y, 2)", "12*x*y"}, {"var x = 3; differentiate(x^2, x)", "!TypeError"}},
     .raises = {DiagnosticId::NotASymbol},
     .aliases = "diff cas_differentiate cas::cas_differentiate",
     .run = run_differentiate, .tells_steps = true},
    {.signature = "gradient(f: Formula, symbols: Any) -> Vector",
     .summary = "The derivatives of f by each of the symbols.",
     .examples = {{"sym x, y; gradient(x^2*y, [x, y])", "vec[2*x*y, x^2]"}},
     .raises = {DiagnosticId::NotASymbol},
     .run = run_gradient, .cached = true},
    {.signature = "jacobian(formulas: Any, symbols: Any) -> Matrix",
     .summary = "The mat of the derivatives of each formula (rows) by each symbol (columns).",
     .examples = {{"sym x, y; jacobian([x*y, x + y], [x, y])", "mat[y, x; 1, 1]"}},
     .raises = {DiagnosticId::NotASymbol},
     .run = run_jacobian, .cached = true},
    {.signature = "hessian(f: Formula, symbols: Any) -> Matrix",
     .summary = "The mat of the second derivatives of f.",
     .examples = {{"sym x, y; hessian(x^2*y, [x, y])", "mat[2*y, 2*x; 2*x, 0]"}},
     .raises = {DiagnosticId::NotASymbol},
     .run = run_hessian, .cached = true},
    {.signature = "implicit_derivative(curve: Formula, y: Symbol, x: Symbol) -> Number",
     .summary = "dy/dx on the curve where the formula is zero, or where the equation holds.",
     .examples = {{"sym x, y; implicit_derivative(x^2 + y^2 == 1, y, x)", "-x/y"}},
     .raises = {DiagnosticId::NotASymbol},
     .run = run_implicit_derivative, .cached = true},
};

} // namespace

Records calculus_builtins() { return records; }

} // namespace rumina::library
