// Expressions and their symbols: substitution, evaluation at a point, assumptions, parsing, named expressions.
#include "algebra/assumptions.h"
#include "algebra/numeric.h"
#include "algebra/traversal.h"
#include "calculus/differentiate.h"
#include "library/functions.h"
#include "library/topics.h"
#include "runtime/expression_operations.h"
#include "runtime/expression_text.h"
#include "runtime/hinted_failure.h"

namespace rumina::library {
namespace {

using algebra::Expr;
using algebra::Replacement;

Value run_free_symbols(Call& call) {
    ArrayObject* symbols = call.runtime.heap.array();
    for (const Expr& symbol : algebra::free_symbols(formula(call, 0))) call.runtime.heap.push(symbols, value_of(call.runtime, symbol));
    return Value::of_object(symbols);
}

/// What a key of a table or the name of a struct's field stands for: text is a formula.
Expr replaced_part(Call& call, const Value& key) {
    if (key.is(Tag::String)) return parse_expression(text_of(key));
    if (!key.is_number()) fail_kind(call, 1, "an expression, or a table or struct of replacements");
    return expression_of(key);
}

/// subs(e, x, v, y, w, …) or subs(e, table{x => v, …}): all at once.
Value run_subs(Call& call) {
    Expr e = formula(call, 0);
    std::vector<Replacement> replacements;
    if (call.count == 2) {
        if (!call[1].is(Tag::Table) && !call[1].is(Tag::Struct)) fail_kind(call, 1, "an expression with its replacement, or a table or struct of replacements");
        Value state[2], pair;
        begin_iteration(call.runtime, call[1], true, state);
        while (next_iteration(call.runtime, state, pair)) {
            const Value* parts = pair.as<ArrayObject>()->data;
            Value replacement = parts[1];
            if (!replacement.is_number() && !replacement.is(Tag::String)) fail_kind(call, 1, "a table or struct of expressions");
            replacements.push_back({replaced_part(call, parts[0]), replaced_part(call, replacement)});
        }
    } else {
        if (call.count % 2 == 0) fail_argument(call, "each expression needs what replaces it");
        for (std::size_t i = 1; i + 1 < call.count; i += 2) replacements.push_back({formula(call, i), formula(call, i + 1)});
    }
    return value_of(call.runtime, algebra::substitute(e, replacements));
}

Value run_evaluate_at(Call& call) {
    return value_of(call.runtime, algebra::substitute(formula(call, 0), symbol_argument(call, 1), formula(call, 2)));
}

Value run_evaluate(Call& call) {
    Expr e = formula(call, 0);
    std::vector<Expr> symbols = algebra::free_symbols(e);
    if (!symbols.empty()) fail_argument(call, fmt::format("the symbol {} has no value", symbols.front().symbol_name()));
    return value_of(call.runtime, e);
}

Value run_numerical_derivative(Call& call) {
    Expr x = symbol_argument(call, 1);
    Expr slope = algebra::substitute(calculus::differentiate(formula(call, 0), x), x, formula(call, 2));
    if (!slope.is_constant()) fail_argument(call, "the formula has other symbols");
    return value_of(call.runtime, Expr(algebra::approximate(slope)));
}

Value run_parse(Call& call) { return value_of(call.runtime, parse_expression(text(call, 0))); }

Value run_assume(Call& call) {
    for (std::size_t i = 0; i < call.count; ++i) {
        if (call[i].is(Tag::Bool) && call[i].integer != 0) continue;
        if (!is_condition(call[i])) fail_kind(call, i, "a condition");
        call.runtime.assumptions.assume(expression_of(call[i]));
    }
    return Value::null();
}

/// Three answers: true, false, null where it is not found out.
Value run_equal(Call& call) {
    Expr a = formula(call, 0), b = formula(call, 1);
    switch (equal_within_budget(call.runtime, a, b)) {
    case Truth::Yes: return Value::of_bool(true);
    case Truth::No: return Value::of_bool(false);
    default: return Value::null();
    }
}

Value run_set_eqv_profile(Call& call) {
    using Profile = Equivalence::Profile;
    static constexpr std::pair<std::string_view, Profile> profiles[] = {
        {"Full", Profile::Full}, {"Core", Profile::Core}, {"Trig-Basic", Profile::Trigonometric}, {"ExpLog-Basic", Profile::Exponential}};
    for (const auto& [name, profile] : profiles) {
        if (text(call, 0) != name) continue;
        call.runtime.equivalence.profile = profile;
        return Value::null();
    }
    std::vector<std::string_view> names;
    for (const auto& [name, profile] : profiles) names.push_back(name);
    fail_with_hint(DiagnosticId::EqvInvalidProfile, did_you_mean(text(call, 0), names), text(call, 0), "Full, Core, Trig-Basic and ExpLog-Basic");
}

Value run_set_eqv_budget(Call& call) {
    constexpr std::int64_t kMost = 1'000'000'000;
    Equivalence& means = call.runtime.equivalence;
    means.steps = static_cast<std::uint64_t>(bounded(call, 0, 1, kMost));
    means.depth = static_cast<std::uint32_t>(bounded_or(call, 1, 1, kMost, means.depth));
    means.growth = static_cast<std::uint32_t>(bounded_or(call, 2, 1, kMost, means.growth));
    return Value::null();
}

Value run_store(Call& call) {
    call.runtime.named_expressions[std::string(text(call, 0))] = formula(call, 1);
    return Value::null();
}

Value run_load(Call& call) {
    auto found = call.runtime.named_expressions.find(std::string(text(call, 0)));
    if (found == call.runtime.named_expressions.end()) fail(DiagnosticId::KeyMissing, to_repr(call.runtime, call[0]));
    return value_of(call.runtime, found->second);
}

const Builtin records[] = {
    {.signature = "free_symbols(e: Formula) -> Array",
     .summary = "The free symbols of an expression, by name.",
     .examples = {{"free_symbols(sqrt(2))", "[]"}, {"sym x, y; free_symbols(y + x^2)", "[x, y]"}},
     .run = run_free_symbols},
    {.signature = "subs(e: Formula, ...replacements: Any) -> Number",
     .summary = "The expression with parts replaced, all at once: subs(e, x, v, y, w), or a table or struct of replacements.",
     .examples = {{"sym x; subs(x^2 + 1, x, 3)", "10"}, {"sym x, y; subs(x - 2*y, x, y, y, x)", "-2*x + y"},
                  {"subs(\"x^2\", {x = 1/2})", "1/4"}},
     .raises = {DiagnosticId::InvalidArgument},
     .run = run_subs},
    {.signature = "evaluate(e: Formula) -> Number",
     .summary = "The value of an expression without symbols.",
     .examples = {{"evaluate(\"2*3 + sqrt(4)\")", "8"}, {"evaluate(\"x + 1\")", "!ArgumentError"}},
     .raises = {DiagnosticId::InvalidArgument},
     .aliases = "cas_evaluate cas::cas_evaluate",
     .run = run_evaluate},
    {.signature = "evaluate_at(e: Formula, x: Symbol, value: Formula) -> Number",
     .summary = "The value of an expression where x has a value.",
     .examples = {{"sym x; evaluate_at(x^2 - 2, x, sqrt(2))", "0"}, {"cas_evaluate_at(\"2*x\", \"x\", 5)", "10"}},
     .raises = {DiagnosticId::NotASymbol},
     .aliases = "cas_evaluate_at cas::cas_evaluate_at",
     .run = run_evaluate_at},
    {.signature = "numerical_derivative(f: Formula, x: Symbol, point: Formula) -> Float",
     .summary = "The derivative of f by x at a point, as a float.",
     .examples = {{"numerical_derivative(\"x^2\", \"x\", 3)", "6"}},
     .raises = {DiagnosticId::NotASymbol, DiagnosticId::InvalidArgument},
     .aliases = "cas_numerical_derivative cas::cas_numerical_derivative",
     .run = run_numerical_derivative},
    {.signature = "parse(text: String) -> Number",
     .summary = "The expression that a text spells; nothing is executed, unknown names are symbols.",
     .examples = {{"parse(\"x + x\")", "2*x"}, {"parse(\"x +\")", "!SyntaxError"}},
     .aliases = "cas_parse cas::cas_parse",
     .run = run_parse},
    {.signature = "equal(a: Formula, b: Formula) -> Any",
     .summary = "Whether two expressions are equal for all values of their symbols: true, false, or null when that is not found out.",
     .examples = {{"equal(sqrt(2)*sqrt(3), sqrt(6))", "true"}, {"sym x; equal((x + 1)^2, x^2 + 2*x + 1)", "true"}, {"sym x; equal(x, x + 1)", "false"}},
     .run = run_equal},
    {.signature = "set_eqv_profile(name: String) -> Null",
     .summary = "What `===` and `equal` may use: \"Core\" (polynomials and quotients), \"Trig-Basic\", \"ExpLog-Basic\" or \"Full\", which is in force at first.",
     .examples = {{"sym x; set_eqv_profile(\"Core\"); (x + 1)^2 === x^2 + 2*x + 1", "true"}, {"set_eqv_profile(\"Magic\")", "!ArgumentError"}},
     .raises = {DiagnosticId::EqvInvalidProfile},
     .run = run_set_eqv_profile,
     .pure = false},
    {.signature = "set_eqv_budget(steps: Integer, depth?: Integer, growth?: Integer) -> Null",
     .summary = "What `===` and `equal` may spend: units of work, depth of the operands, how many times larger an intermediate form may be. Beyond it "
                "equality is not proved.",
     .examples = {{"sym x; set_eqv_budget(10000, 64, 4); x + x === 2*x", "true"}, {"set_eqv_budget(0)", "!ArgumentError"}},
     .raises = {DiagnosticId::InvalidArgument},
     .run = run_set_eqv_budget,
     .pure = false},
    {.signature = "assume(...conditions: Any) -> Null",
     .summary = "States what simplification may use and conditions are decided by, until the symbol is declared again.",
     .examples = {{"sym a; assume(a > 2); if a > 0 { \"positive\" }", "positive"}},
     .run = run_assume,
     .pure = false},
    {.signature = "cas::store(name: String, e: Formula) -> Null",
     .summary = "Keeps an expression under a name for cas::load.",
     .examples = {{"cas_store(\"f\", \"x^2\"); cas_load(\"f\")", "x^2"}},
     .aliases = "cas_store cas::cas_store",
     .run = run_store,
     .pure = false},
    {.signature = "cas::load(name: String) -> Number",
     .summary = "The expression that cas::store kept under the name.",
     .examples = {{"cas::load(\"nothing\")", "!KeyError"}},
     .raises = {DiagnosticId::KeyMissing},
     .aliases = "cas_load cas::cas_load",
     .run = run_load,
     .pure = false},
};

} // namespace

Records expression_builtins() { return records; }

} // namespace rumina::library
