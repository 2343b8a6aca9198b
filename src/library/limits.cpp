// Limits and expansions as builtins.
#include "algebra/binders.h"
#include "algebra/output/output.h"
#include "algebra/traversal.h"
#include "calculus/limits/limit.h"
#include "calculus/series/series.h"
#include "library/functions.h"
#include "library/steps.h"
#include "library/topics.h"

namespace rumina::library {
namespace {

using algebra::Expr;
using algebra::FunctionId;

/// Where the variable goes to: it does not depend on the variable.
Expr point_argument(Call& call, const Expr& x) {
    const Expr point = formula(call, 2);
    if (algebra::contains(point, x)) fail_argument(call, fmt::format("the point {} depends on the variable {}", algebra::to_infix(point), x.symbol_name()));
    return point;
}

Value limit_of(Call& call) {
    const Expr f = quantity(call, 0), x = symbol_argument(call, 1), point = point_argument(call, x);
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

Value run_limit(Call& call) {
    return with_trace(call, 4, [&] { return limit_of(call); });
}

constexpr std::int64_t kMaxOrder = 1000, kUsualOrder = 6, kMaxTerms = 20;

/// What has no expansion there stays as it is written.
Value unexpanded(Call& call, std::string_view name) {
    std::vector<Expr> arguments{algebra::symbol(name)};
    for (std::size_t i = 0; i < call.count; ++i)
        if (call.has(i)) arguments.push_back(formula(call, i));
    return value_of(call.runtime, algebra::make_function(FunctionId::Apply, arguments));
}

Value run_series(Call& call) {
    const std::int64_t order = bounded_or(call, 3, -kMaxOrder, kMaxOrder, kUsualOrder);
    const Expr x = symbol_argument(call, 1);
    const Expr found = calculus::series(quantity(call, 0), x, point_argument(call, x), order);
    return found ? value_of(call.runtime, found) : unexpanded(call, "series");
}

Value run_asymptotic(Call& call) {
    const std::int64_t terms = bounded_or(call, 3, 1, kMaxTerms, 1);
    const Expr x = symbol_argument(call, 1);
    const Expr found = calculus::leading_terms(quantity(call, 0), x, point_argument(call, x), static_cast<int>(terms));
    return found ? value_of(call.runtime, found) : unexpanded(call, "asymptotic");
}

Value run_normal(Call& call) { return value_of(call.runtime, calculus::without_rests(formula(call, 0))); }

Value run_rest(Call& call) { return value_of(call.runtime, calculus::rest_of_order(formula(call, 0))); }

const Builtin records[] = {
    {.signature = "limit(f: Formula, x: Symbol, point: Formula, side?: String, trace?: Bool) -> Number",
     .summary = "The limit of f where the real variable x goes to a point or to ±inf, from the side \"+\" or \"-\" if one is given; trace = true prints what is done.",
     .examples = {{"sym x; limit(sin(x)/x, x, 0)", "1"}, {"sym x; limit((1 + 1/x)^x, x, inf)", "e"}, {"sym x; limit(1/x, x, 0, \"+\")", "inf"},
                  {"sym x; limit(1/x, x, 0)", "!DomainError"}, {"sym x; limit(sin(x), x, inf)", "!DomainError"},
                  {"sym x, f; limit(f(x), x, 0, \"+\")", "limit(f(x), x, 0, \"+\")"}},
     .raises = {DiagnosticId::NotASymbol, DiagnosticId::InvalidArgument, DiagnosticId::NoLimit},
     .source = "[Gruntz 1996]",
     .run = run_limit, .tells_steps = true},
    {.signature = "series(f: Formula, x: Symbol, point: Formula, order?: Integer) -> Number",
     .summary = "The terms of f below (x - point)^order (6 unless given), at ±inf below 1/x^order, and O(...) for the rest.",
     .examples = {{"sym x; series(exp(x), x, 0, 4)", "x^3/6 + x^2/2 + x + O(x^4) + 1"}, {"sym x; series(1/sin(x), x, 0, 2)", "x/6 + O(x^2) + 1/x"},
                  {"sym x; series(x^3 + x, x, 0)", "x^3 + x"}, {"sym x; series(exp(1/x), x, 0)", "series(exp(1/x), x, 0)"}},
     .raises = {DiagnosticId::NotASymbol, DiagnosticId::InvalidArgument},
     .source = "[Gruntz 1996] [Knuth 1997]",
     .run = run_series},
    {.signature = "asymptotic(f: Formula, x: Symbol, point: Formula, terms?: Integer) -> Number",
     .summary = "The leading terms (one unless given) of f for x to ±inf, or to a point from the right.",
     .examples = {{"sym x; asymptotic(sqrt(x^2 + x), x, inf, 2)", "x + 1/2"}, {"sym x; asymptotic((1 - cos(x))/x, x, 0)", "x/2"}},
     .raises = {DiagnosticId::NotASymbol, DiagnosticId::InvalidArgument},
     .source = "[Gruntz 1996]",
     .run = run_asymptotic},
    {.signature = "normal(series: Formula) -> Number",
     .summary = "The sum of a series without its O(...).",
     .examples = {{"sym x; normal(series(exp(x), x, 0, 3))", "x^2/2 + x + 1"}},
     .run = run_normal},
    {.signature = "O(f: Formula) -> Number",
     .summary = "The rest of a series, as series writes it: something of the order of f.",
     .examples = {{"sym x; O(x^3)", "O(x^3)"}},
     .run = run_rest},
};

} // namespace

Records limit_builtins() { return records; }

} // namespace rumina::library
