// Antiderivatives as builtins.
#include "calculus/integrate/integrate.h"
#include "calculus/integrate/risch/decision.h"
#include "library/forms.h"
#include "library/functions.h"
#include "library/steps.h"
#include "library/topics.h"

namespace rumina::library {
namespace {

using algebra::Expr;

Value run_integrate(Call& call) {
    if (call.has(2) != call.has(3)) fail_argument(call, "an integral has two ends");
    if (call.has(2)) return definite_integral(call);
    if (call.has(4)) fail_argument(call, "a principal value is that of an integral between two ends");
    return with_trace(call, 5, [&] { return value_of(call.runtime, calculus::integrate(quantity(call, 0), symbol_argument(call, 1))); });
}

/// Three answers: true, false, null where it is not found out.
Value run_is_elementary(Call& call) {
    switch (calculus::has_elementary_antiderivative(quantity(call, 0), symbol_argument(call, 1))) {
    case Truth::Yes: return Value::of_bool(true);
    case Truth::No: return Value::of_bool(false);
    default: return Value::null();
    }
}

const Builtin records[] = {
    {.signature = "integrate(f: Formula, x: Symbol, from?: Formula, to?: Formula, principal?: Bool, trace?: Bool) -> Number",
     .summary = "An antiderivative of f over x, or the integral between two ends (see definite_integral). What has none that was found stays as it is written. "
                "trace = true prints what is done; steps(integrate(f, x)) gives it as a value.",
     .examples = {{"sym x; integrate(x*exp(x), x)", "exp(x)*(x - 1)"}, {"sym x; integrate(1/(x^2 + 1), x)", "atan(x)"},
                  {"sym x, f; integrate(f(x), x)", "integrate(f(x), x)"}, {"sym x, f; integrate(f(x), x, 0, 1)", "integrate(f(x), x, 0, 1)"}},
     .raises = {DiagnosticId::NotASymbol, DiagnosticId::InvalidArgument},
     .aliases = "cas_integrate cas::cas_integrate",
     .run = run_integrate, .cached = true, .tells_steps = true},
    {.signature = "is_elementary(f: Formula, x: Symbol) -> Any",
     .summary = "Whether f has an elementary antiderivative over x, for general values of its parameters: true, false when it is proved that there is none, "
                "or null when that is not found out.",
     .examples = {{"sym x; is_elementary(exp(x^2), x)", "false"}, {"sym x; is_elementary(x*exp(x^2), x)", "true"}, {"sym x, f; is_elementary(f(x), x)", "null"}},
     .raises = {DiagnosticId::NotASymbol},
     .source = "[Risch 1969; Bronstein 2005]",
     .run = run_is_elementary, .cached = true},
};

} // namespace

Records integral_builtins() { return records; }

} // namespace rumina::library
