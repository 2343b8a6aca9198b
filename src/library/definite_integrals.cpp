// Definite integrals as builtins.
#include "algebra/binders.h"
#include "algebra/output/output.h"
#include "calculus/definite/definite_integral.h"
#include "library/forms.h"
#include "library/functions.h"
#include "library/topics.h"

namespace rumina::library {

using algebra::Expr;

Value definite_integral(Call& call) {
    const Expr f = formula(call, 0), x = symbol_argument(call, 1), a = formula(call, 2), b = formula(call, 3);
    const bool principal = call.has(4) && truthy(call[4]);
    const calculus::DefiniteResult found = calculus::definite_integral(f, x, a, b, principal);
    using Kind = calculus::DefiniteResult::Kind;
    if (found.kind == Kind::Value || found.value) return value_of(call.runtime, found.value);
    if (found.kind == Kind::Diverges)
        fail(DiagnosticId::Diverges, "the integral of " + algebra::to_infix(f),
             found.at && !found.at.has_infinity() ? fmt::format(" at {} = {}", x.symbol_name(), algebra::to_infix(found.at)) : "");
    return value_of(call.runtime, algebra::apply_function(algebra::FunctionId::Integral, {algebra::abstract(f, x), a, b}));
}

namespace {

const Builtin records[] = {
    {.signature = "definite_integral(f: Formula, x: Symbol, from: Formula, to: Formula, principal?: Bool) -> Number",
     .summary = "The integral of f between two ends, which may be inf; with principal = true its principal value at a pole inside. "
                "What has no closed form that was found stays as it is written: N(...) gives its value.",
     .examples = {{"sym x; definite_integral(x^2, x, 0, 3)", "9"}, {"sym x; definite_integral(exp(-x^2), x, -inf, inf)", "√π"},
                  {"sym x; definite_integral(1/x, x, 0, 1)", "inf"}, {"sym x; definite_integral(1/x, x, -1, 1)", "!DomainError"},
                  {"sym x; definite_integral(1/x, x, -1, 2, true)", "log(2)"},
                  {"sym x, f; definite_integral(f(x), x, 0, 1)", "integrate(f(x), x, 0, 1)"}},
     .raises = {DiagnosticId::NotASymbol, DiagnosticId::Diverges},
     .aliases = "cas_definite_integral cas::cas_definite_integral",
     .run = definite_integral},
};

} // namespace

Records definite_integral_builtins() { return records; }

} // namespace rumina::library
