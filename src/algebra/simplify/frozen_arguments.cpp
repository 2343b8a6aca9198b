#include "algebra/simplify/frozen_arguments.h"

#include <algorithm>
#include <string>

namespace rumina::algebra {
namespace {

bool is_circular(const Expr& e) { return e.is(NodeKind::Function) && e.function_id() >= FunctionId::Sin && e.function_id() <= FunctionId::Csch; }

bool is_atom(const Expr& e) { return e.is_symbol() || e.is(NodeKind::Constant) || e.is(NodeKind::Bound); }

/// Products of powers of symbols and constants have nothing to multiply out.
bool is_monomial(const Expr& t) {
    if (is_atom(t)) return true;
    if (t.is_power()) return is_atom(t.base()) && t.exponent().is_number();
    return t.is_mul() && std::all_of(t.factors().begin(), t.factors().end(), [](const Factor& f) { return is_atom(f.base) && f.exponent.is_number(); });
}

} // namespace

Expr FrozenArguments::freeze(const Expr& e) {
    return replace_top_down(e, [&](const Expr& node) -> std::optional<Expr> {
        if (node.has_bound()) return node;
        if (is_circular(node)) return apply_function(node.function_id(), {argument(node.argument(0))});
        return std::nullopt;
    });
}

Expr FrozenArguments::argument(const Expr& a) {
    if (a.is_number()) return a;
    if (!a.is_add()) return scale(a.coefficient(), term(a.without_coefficient()));
    SumBuilder sum;
    sum.add(a.constant_part());
    for (const Term& t : a.terms()) sum.add(term(t.term), t.coefficient);
    return sum.finish();
}

Expr FrozenArguments::term(const Expr& t) {
    if (is_monomial(t) || (t.is(NodeKind::Function) && !is_circular(t))) return t;
    auto [place, is_new] = frozen_.try_emplace(t);
    if (is_new) {
        place->second = symbol("#" + std::to_string(frozen_.size())); // no name of the language
        thaw_.push_back({place->second, t});
    }
    return place->second;
}

} // namespace rumina::algebra
