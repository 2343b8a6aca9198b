// steps(integrate(f, x)): the derivation instead of the answer. Analysis gives the builtin the call itself, as a function
// and its arguments (resolve_expression.cpp), since arguments are values once a builtin sees them; text and forms that
// stayed unevaluated say what is asked for themselves.
#include "library/steps.h"

#include "algebra/binders.h"
#include "algebra/functions/function.h"
#include "algebra/output/output.h"
#include "library/functions.h"
#include "library/topics.h"
#include "runtime/derivations.h"
#include "runtime/expression_text.h"
#include "runtime/hinted_failure.h"
#include "runtime/result_cache.h"

namespace rumina::library {
namespace {

using algebra::Expr;
using algebra::FunctionId;

/// Solutions come as a list.
Value part_value(Runtime& runtime, const Expr& e) {
    if (!e) return Value::null();
    if (!e.is(FunctionId::List)) return value_of(runtime, e);
    std::vector<Value> values;
    for (const Expr& entry : e.arguments()) values.push_back(part_value(runtime, entry));
    return make_array(runtime, values);
}

Value step_value(Runtime& runtime, const calculus::Step& step) {
    StructObject* object = runtime.heap.structure(runtime.shapes.empty(), 5);
    auto set = [&](std::string_view name, Value value) { runtime.heap.set_field(object, runtime.names.intern(name), value); };
    StructObject* where = runtime.heap.structure(runtime.shapes.empty(), static_cast<std::uint32_t>(step.where.size()));
    for (const auto& [symbol, value] : step.where) runtime.heap.set_field(where, runtime.names.intern(symbol.symbol_name()), value_of(runtime, value));
    set("rule", runtime.heap.string(step.rule));
    set("before", part_value(runtime, step.before));
    set("after", part_value(runtime, step.after));
    set("level", Value::of_int(step.level));
    set("where", Value::of_object(where));
    return Value::of_object(object);
}

struct Request {
    std::uint32_t builtin;
    std::vector<Value> arguments;
};

[[noreturn]] void fail_no_command(const std::string& what) {
    fail_with_hint(DiagnosticId::InvalidArgument, "Give the call itself, `steps(integrate(x*exp(x), x))`, or as text; differentiate, integrate, definite_integral, limit and solve have steps.",
                   "`steps`: " + what);
}

/// What a form that was not evaluated asks for.
Request request_of(Call& call, const Expr& form) {
    Runtime& runtime = call.runtime;
    std::vector<Expr> parts;
    std::string_view name, side;
    auto with_variable = [&] {
        const Expr x = algebra::name_for_bound(form.function_id(), form.arguments());
        parts = {algebra::instantiate(form.argument(0), x), x};
        for (std::size_t i = 1; i < form.arguments().size(); ++i) parts.push_back(form.argument(i));
    };
    if (form.is(FunctionId::IndefiniteIntegral)) {
        name = "integrate";
        parts.assign(form.arguments().begin(), form.arguments().end());
    } else if (form.is(FunctionId::Derivative)) {
        name = "differentiate";
        parts.assign(form.arguments().begin(), form.arguments().end());
    } else if (form.is(FunctionId::Integral)) {
        name = "definite_integral";
        with_variable();
    } else if (form.is(FunctionId::Limit)) {
        name = "limit";
        with_variable();
        const Expr direction = parts.back();
        parts.pop_back();
        side = direction.is_zero() ? "" : direction.is_one() ? "+" : "-";
    } else {
        fail_no_command(fmt::format("{} is no call that has steps", algebra::to_infix(form)));
    }
    Request request{runtime.builtins.find(runtime.names.intern(name)), {}};
    for (const Expr& part : parts) request.arguments.push_back(value_of(runtime, part));
    if (!side.empty()) request.arguments.push_back(runtime.heap.string(side));
    return request;
}

Request request_of(Call& call) {
    const Value& command = call[0];
    std::size_t count = call.count;
    while (count > 1 && call[count - 1].is_unset()) --count;
    if (command.is(Tag::Builtin)) {
        const auto* builtin = command.as<BuiltinObject>();
        if (!builtin->record->tells_steps) fail_no_command(fmt::format("`{}` has no steps", name_of(*builtin->record)));
        return {builtin->aux, std::vector<Value>(call.arguments + 1, call.arguments + count)};
    }
    if (count > 1) fail_no_command(fmt::format("{} is no function that has steps", described(command)));
    if (command.is(Tag::String)) return request_of(call, parse_expression(text_of(command)));
    if (command.is(Tag::Expression)) return request_of(call, expression_of(command));
    fail_no_command(fmt::format("{} is no call that has steps", described(command)));
}

Value run_steps(Call& call) {
    Request request = request_of(call);
    calculus::Derivation derivation;
    const ResultCache::Bypass bypass(call.runtime.results);
    const Value result = call_builtin(call.runtime, request.builtin, request.arguments.data(), request.arguments.size());
    if (derivation.steps().empty() && result.is_number()) {
        const Expr form = expression_of(result);
        calculus::note_step("Nothing is to be done", form, form);
    }
    return derivation_value(call.runtime, derivation);
}

const Builtin records[] = {
    {.signature = "steps(command: Any, f?: Formula, ...more: Any) -> Array",
     .summary = "How an answer is found: steps(integrate(f, x)), also of differentiate, definite_integral, limit and solve, as a call or as text. "
                "An array of structs {rule, before, after, level, where} that prints as numbered lines; latex(steps(...)) aligns them.",
     .examples = {{"sym x; steps(differentiate(x^3, x))", "1. Power rule: d/dx x^n = n*x^(n - 1):\n   d/dx(x^3) = 3*x^2"},
                  {"steps(\"integrate(cos(x), x)\")", "1. Table:\n   ∫ cos(x) dx = sin(x)"}, {"sym x; steps(integrate(x*exp(x), x))[-1].after", "exp(x)*(x - 1)"},
                  {"steps(3)", "!ArgumentError"}},
     .raises = {DiagnosticId::InvalidArgument},
     .run = run_steps},
};

} // namespace

Value derivation_value(Runtime& runtime, calculus::Derivation& derivation) {
    derivation.name_hidden_symbols();
    std::vector<Value> steps;
    for (const calculus::Step& step : derivation.steps()) steps.push_back(step_value(runtime, step));
    const Value value = make_array(runtime, steps);
    mark_as_derivation(value);
    return value;
}

void print_steps(Call& call, calculus::Derivation& derivation) {
    call.keeps_result = false;
    call.runtime.write(derivation_text(call.runtime, derivation_value(call.runtime, derivation)) + "\n");
}

Records step_builtins() { return records; }

} // namespace rumina::library
