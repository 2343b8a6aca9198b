// Definite integrals as builtins.
#include "algebra/binders.h"
#include "algebra/numeric_value.h"
#include "algebra/output/output.h"
#include "calculus/definite/definite_integral.h"
#include "library/forms.h"
#include "library/functions.h"
#include "library/steps.h"
#include "library/topics.h"

namespace rumina::library {

using algebra::Expr;

namespace {

Value value_between(Call& call) {
    const Expr f = quantity(call, 0), x = symbol_argument(call, 1), a = formula(call, 2), b = formula(call, 3);
    const bool principal = call.has(4) && truthy(call[4]);
    const calculus::DefiniteResult found = calculus::definite_integral(f, x, a, b, principal);
    using Kind = calculus::DefiniteResult::Kind;
    if (found.kind == Kind::Value || found.value) return value_of(call.runtime, found.value);
    if (found.kind == Kind::Diverges)
        fail(DiagnosticId::Diverges, "the integral of " + algebra::to_infix(f),
             found.at && !found.at.has_infinity() ? fmt::format(" at {} = {}", x.symbol_name(), algebra::to_infix(found.at)) : "");
    return value_of(call.runtime, algebra::apply_function(algebra::FunctionId::Integral, {algebra::abstract(f, x), a, b}));
}

} // namespace

Value definite_integral(Call& call) {
    return with_trace(call, 5, [&] { return value_between(call); });
}

namespace {

constexpr std::int64_t kMaxDigits = 10000;

Value numerical_integral(Call& call) {
    const Expr f = quantity(call, 0), x = symbol_argument(call, 1), a = formula(call, 2), b = formula(call, 3);
    const Expr integral = algebra::apply_function(algebra::FunctionId::Integral, {algebra::abstract(f, x), a, b});
    if (!integral.is_constant()) fail_argument(call, "the formula has other symbols");
    return value_of(call.runtime, algebra::numeric_value(integral, static_cast<int>(bounded_or(call, 4, 1, kMaxDigits, 0))));
}

const Builtin records[] = {
    {.signature = "definite_integral(f: Formula, x: Symbol, from: Formula, to: Formula, principal?: Bool, trace?: Bool) -> Number",
     .summary = "The integral of f between two ends, which may be inf; with principal = true its principal value at a pole inside. "
                "What has no closed form that was found stays as it is written: N(...) gives its value. trace = true prints what is done.",
     .examples = {{"sym x; definite_integral(x^2, x, 0, 3)", "9"}, {"sym x; definite_integral(exp(-x^2), x, -inf, inf)", "√π"},
                  {"sym x; definite_integral(1/x, x, 0, 1)", "inf"}, {"sym x; definite_integral(1/x, x, -1, 1)", "!DomainError"},
                  {"sym x; definite_integral(1/x, x, -1, 2, true)", "log(2)"},
                  {"sym x, f; definite_integral(f(x), x, 0, 1)", "integrate(f(x), x, 0, 1)"}},
     .raises = {DiagnosticId::NotASymbol, DiagnosticId::Diverges},
     .aliases = "cas_definite_integral cas::cas_definite_integral",
     .run = definite_integral, .tells_steps = true},
    {.signature = "numerical_integral(f: Formula, x: Symbol, from: Formula, to: Formula, digits?: Integer) -> Number",
     .summary = "The value of an integral as a float, or to a number of significant digits that are all proved, also at singular and "
                "infinite ends; no closed form is looked for.",
     .examples = {{"sym x; numerical_integral(exp(-x^2), x, 0, 1)", "0.746824132812427"},
                  {"sym x; numerical_integral(log(x)/sqrt(x), x, 0, 1, 30)", "-4.00000000000000000000000000000"},
                  {"sym x; numerical_integral(1/x, x, 0, 1)", "!UndecidedError"}},
     .raises = {DiagnosticId::NotASymbol, DiagnosticId::NotDecided},
     .run = numerical_integral},
};

} // namespace

Records definite_integral_builtins() { return records; }

} // namespace rumina::library
