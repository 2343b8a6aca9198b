// Expressions with a bound variable: sums, products, limits, integrals, roots of polynomials. What has no closed form here
// stays as it is written, and so reads back.
#include "algebra/binders.h"
#include "algebra/traversal.h"
#include "library/forms.h"
#include "library/functions.h"
#include "library/topics.h"

namespace rumina::library {
namespace {

using algebra::Expr;
using algebra::FunctionId;

Expr variable_of(Call& call, const Expr& polynomial) {
    std::vector<Expr> symbols = algebra::free_symbols(polynomial);
    if (symbols.size() != 1) fail_argument(call, "argument 1 must be a polynomial in one symbol");
    return symbols[0];
}

/// rootof(p, k), or with its variable rootof(p, x, k).
Value run_rootof(Call& call) {
    Expr p = formula(call, 0), x = call.has(2) ? symbol_argument(call, 1) : variable_of(call, p);
    std::size_t index = call.has(2) ? 2 : 1;
    if (!is_operand(call[index])) fail_kind(call, index, "a number");
    return value_of(call.runtime, algebra::apply_function(FunctionId::RootOf, {algebra::abstract(p, x), operand(call, index)}));
}

/// __rootsum(p, f, x): x is the variable of both, or null.
Value run_rootsum(Call& call) {
    Expr p = formula(call, 0), f = formula(call, 1), x = call[2].is(Tag::Null) ? Expr() : symbol_argument(call, 2);
    Expr variable = x;
    if (!x || algebra::free_of(p, x)) { // f has a name of its own for the variable
        std::vector<Expr> symbols = algebra::free_symbols(p);
        if (symbols.size() != 1) fail(DiagnosticId::InvalidArgument, "`rootsum`: argument 1 must be a polynomial in the parameter of argument 2");
        variable = symbols[0];
    }
    return value_of(call.runtime, algebra::apply_function(FunctionId::RootSum, {algebra::abstract(p, variable), algebra::abstract(f, x ? x : variable)}));
}

const Builtin records[] = {
    {.signature = "rootof(p: Formula, k: Any, number?: Number) -> Number",
     .summary = "The root number k of a polynomial, rootof(p, k) or rootof(p, x, k): real roots ascending from 0, then by real part, |imaginary part| and sign.",
     .examples = {{"sym x; N(rootof(x^5 - x - 1, 0))", "1.1673039782614187"}, {"sym x; rootof(x^2 - 2, 1)", "√2"}, {"sym x; rootof(x^2 - 2, x, 0)", "-√2"}},
     .raises = {DiagnosticId::InvalidArgument, DiagnosticId::NotASymbol},
     .run = run_rootof},
    {.signature = "__rootsum(p: Formula, f: Formula, x: Any) -> Number",
     .summary = "rootsum with the symbol that is the variable of both, or null.",
     .examples = {},
     .run = run_rootsum},
};

} // namespace

Records form_builtins() { return records; }

} // namespace rumina::library
