// Rewriting by patterns and by target function: replace, replace_repeated, matches, rewrite.
#include "algebra/matching/rules.h"
#include "algebra/rewrite/rewrite.h"
#include "algebra/traversal.h"
#include "library/functions.h"
#include "library/topics.h"
#include "runtime/expression_text.h"

namespace rumina::library {
namespace {

using algebra::Expr;
using algebra::Pattern;
using algebra::Rules;

/// A formula, or a text that spells one, inside a table of rules.
Expr rule_part(Call& call, const Value& value) {
    if (value.is(Tag::String)) return parse_expression(text_of(value));
    if (!value.is_number()) fail_kind(call, 1, "a pattern with its result, or a table of rules");
    return expression_of(value);
}

/// The condition of argument `index`, if it is there: it must be known to hold with the wildcards replaced.
Pattern::Condition condition_argument(Call& call, std::size_t index, const std::vector<algebra::Wildcard>& wildcards) {
    if (!call.has(index)) return {};
    if (call[index].is(Tag::Bool)) return [holds = call[index].integer != 0](std::span<const Expr>) { return holds; };
    if (!is_condition(call[index])) fail_kind(call, index, "a condition");
    Expr condition = expression_of(call[index]);
    return [condition, wildcards](std::span<const Expr> values) {
        std::vector<algebra::Replacement> replacements;
        for (std::size_t i = 0; i < values.size(); ++i)
            if (values[i]) replacements.push_back({wildcards[i].symbol, values[i]});
        Expr instance = algebra::substitute(condition, replacements);
        return algebra::decide_condition(instance) == Truth::Yes;
    };
}

/// The rules of a call: a pattern, its result and perhaps a condition, or a table of rules.
Rules rules_of(Call& call) {
    Rules rules;
    if (call.has(2)) {
        Expr pattern = formula(call, 1);
        std::vector<algebra::Wildcard> wildcards = Pattern::named_wildcards(pattern);
        Pattern::Condition condition = condition_argument(call, 3, wildcards);
        rules.add(pattern, formula(call, 2), std::move(wildcards), std::move(condition));
        return rules;
    }
    if (!call[1].is(Tag::Table)) fail_kind(call, 1, "a pattern with its result, or a table of rules");
    Value state[2], pair;
    begin_iteration(call.runtime, call[1], true, state);
    while (next_iteration(call.runtime, state, pair)) {
        const Value* parts = pair.as<ArrayObject>()->data;
        Expr pattern = rule_part(call, parts[0]), result = rule_part(call, parts[1]);
        rules.add(pattern, result);
    }
    return rules;
}

Value run_replace(Call& call) { return value_of(call.runtime, rules_of(call).replace(formula(call, 0))); }
Value run_replace_repeated(Call& call) { return value_of(call.runtime, rules_of(call).replace_repeatedly(formula(call, 0))); }

Value run_matches(Call& call) {
    Expr form = formula(call, 1);
    std::vector<algebra::Wildcard> wildcards = Pattern::named_wildcards(form);
    Pattern::Condition condition = condition_argument(call, 2, wildcards);
    std::optional<algebra::Match> match = Pattern(form, wildcards, std::move(condition)).match(formula(call, 0));
    if (!match) return Value::null();
    TableObject* values = call.runtime.heap.table();
    for (std::size_t i = 0; i < wildcards.size(); ++i)
        if (match->values[i]) put(call.runtime, values, value_of(call.runtime, wildcards[i].symbol), value_of(call.runtime, match->values[i]));
    return Value::of_object(values);
}

/// The name of a function of the library, or a text.
std::string target_name(Call& call, std::size_t index) {
    const Value& target = call[index];
    if (target.is(Tag::String)) return std::string(text_of(target));
    if (target.is(Tag::Builtin)) return std::string(name_of(*target.as<BuiltinObject>()->record));
    fail_kind(call, index, "a function of the library or its name");
}

Value run_rewrite(Call& call) {
    std::string target = target_name(call, 1);
    std::optional<Expr> result = algebra::rewrite(formula(call, 0), target);
    if (!result) fail_argument(call, fmt::format("nothing is written by `{}`; the targets are {}", target, algebra::rewrite_targets()));
    return value_of(call.runtime, *result);
}

const Builtin records[] = {
    {.signature = "cas::replace(e: Formula, pattern: Any, result?: Formula, condition?: Any) -> Number",
     .summary = "The expression with every part that the pattern matches replaced once, the innermost first. `a_` in a pattern stands for any part, "
                "`a__` for one that may be absent; what is assumed of such a symbol and the condition must hold. A table gives several rules.",
     .examples = {{"sym x, y, a_; cas::replace(sin(x)^2 + y, sin(a_)^2, 1 - cos(a_)^2)", "y - cos(x)^2 + 1"},
                  {"cas::replace(\"f(x) + log(x^2)\", \"log(a_^2)\", \"2*log(a_)\")", "2*log(x) + f(x)"},
                  {"sym x, n_; cas::replace(x^5 + x^2, x^n_, x^(n_ - 1), n_ > 3)", "x^4 + x^2"}},
     .raises = {DiagnosticId::TooLarge},
     .aliases = "cas_replace cas::cas_replace",
     .source = "[Krebber 2017]",
     .run = run_replace},
    {.signature = "replace_repeated(e: Formula, pattern: Any, result?: Formula, condition?: Any) -> Number",
     .summary = "`replace` until nothing changes, at most 1000 times.",
     .examples = {{"sym x, a_; replace_repeated(sin(sin(sin(x))), sin(sin(a_)), sin(a_))", "sin(x)"},
                  {"sym x; replace_repeated(x, x, x + 1)", "!LimitError"}},
     .raises = {DiagnosticId::TooLarge},
     .run = run_replace_repeated},
    {.signature = "matches(e: Formula, pattern: Formula, condition?: Any) -> Table|Null",
     .summary = "What the wildcards of a pattern stand for where it matches all of e, else null.",
     .examples = {{"sym x, y, a_, b_; matches(3*x + y, a_*x + b_)", "table{a_ => 3, b_ => y}"}, {"sym x, a_; matches(x, sin(a_))", "null"}},
     .raises = {DiagnosticId::TooLarge},
     .source = "[Krebber 2017]",
     .run = run_matches},
    {.signature = "rewrite(e: Formula, target: Any) -> Number",
     .summary = "The expression written by a function, as far as it can be: exp, sin, cos, tan, sinh, cosh, tanh, log, sqrt, conj, abs, sign, heaviside, "
                "min, max, piecewise, gamma, factorial, binomial, beta, erf, erfc, Ei. Undeclared symbols are taken for real.",
     .examples = {{"sym x; rewrite(tanh(x), exp)", "(-exp(-x) + exp(x))/(exp(-x) + exp(x))"}, {"sym x; rewrite(max(x, 1), abs)", "x/2 + abs(x - 1)/2 + 1/2"},
                  {"sym n; rewrite(n!, gamma)", "gamma(n + 1)"}, {"sym x; rewrite(x, print)", "!ArgumentError"}},
     .raises = {DiagnosticId::InvalidArgument},
     .source = "[DLMF 4.14, 4.23, 4.37, 5.12]",
     .run = run_rewrite, .cached = true},
};

} // namespace

Records rewriting_builtins() { return records; }

} // namespace rumina::library
