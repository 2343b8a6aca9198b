// Limits as builtins.
#include "algebra/binders.h"
#include "algebra/output/output.h"
#include "calculus/limits/limit.h"
#include "library/functions.h"
#include "library/topics.h"

namespace rumina::library {
namespace {

using algebra::Expr;
using algebra::FunctionId;

Value run_limit(Call& call) {
    const Expr f = formula(call, 0), x = symbol_argument(call, 1), point = formula(call, 2);
    int direction = 0;
    if (call.has(3)) {
        if (text(call, 3) != "+" && text(call, 3) != "-") fail_argument(call, "the side is \"+\" or \"-\"");
        direction = text(call, 3) == "+" ? 1 : -1;
    }
    const calculus::LimitResult found = calculus::find_limit(f, x, point, direction);
    using Kind = calculus::LimitResult::Kind;
    switch (found.kind) {
    case Kind::Value: return value_of(call.runtime, found.value);
    case Kind::Oscillates: fail(DiagnosticId::NoLimit, algebra::to_infix(f), "it does not settle");
    case Kind::SidesDiffer:
        fail(DiagnosticId::NoLimit, algebra::to_infix(f), fmt::format("it is {} from the left and {} from the right", algebra::to_infix(found.left), algebra::to_infix(found.right)));
    default: return value_of(call.runtime, algebra::apply_function(FunctionId::Limit, {algebra::abstract(f, x), point, Expr(direction)}));
    }
}

const Builtin records[] = {
    {.signature = "limit(f: Formula, x: Symbol, point: Formula, side?: String) -> Number",
     .summary = "The limit of f where the real variable x goes to a point or to ±inf, from the side \"+\" or \"-\" if one is given.",
     .examples = {{"sym x; limit(sin(x)/x, x, 0)", "1"}, {"sym x; limit((1 + 1/x)^x, x, inf)", "e"}, {"sym x; limit(1/x, x, 0, \"+\")", "inf"},
                  {"sym x; limit(1/x, x, 0)", "!DomainError"}, {"sym x; limit(sin(x), x, inf)", "!DomainError"},
                  {"sym x, f; limit(f(x), x, 0, \"+\")", "limit(f(x), x, 0, \"+\")"}},
     .raises = {DiagnosticId::NotASymbol, DiagnosticId::InvalidArgument, DiagnosticId::NoLimit},
     .source = "[Gruntz 1996]",
     .run = run_limit},
};

} // namespace

Records limit_builtins() { return records; }

} // namespace rumina::library
