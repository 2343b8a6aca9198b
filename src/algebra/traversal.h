// Walks over expressions that keep their own stack, so that depth is bounded by memory alone. Shared parts are visited
// once. Everything that maps, folds or searches goes through here.
#pragma once

#include <functional>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "algebra/binders.h"
#include "algebra/expression.h"

namespace rumina::algebra {

/// The parts in a fixed order: terms of an Add (without coefficients), base and exponent of each factor or of a Power,
/// arguments of a Function.
template <typename Visit>
void for_each_child(const Expr& e, Visit visit) {
    switch (e.kind()) {
    case NodeKind::Add:
        for (const Term& t : e.terms()) visit(t.term);
        break;
    case NodeKind::Mul:
        for (const Factor& f : e.factors()) visit(f.base), visit(f.exponent);
        break;
    case NodeKind::Power: {
        visit(e.base());
        visit(e.exponent());
        break;
    }
    case NodeKind::Function:
        for (const Expr& a : e.arguments()) visit(a);
        break;
    default: break;
    }
}
/// The same node built again from other parts (as many, in the same order), through the constructors.
Expr with_children(const Expr& e, std::span<const Expr> children);

/// Bottom-up value of an expression: combine(e, values of its children) for each distinct node once.
template <typename T, typename Combine>
class Fold {
public:
    explicit Fold(Combine combine) : combine_(std::move(combine)) {}
    const T& operator()(const Expr& root) {
        std::vector<std::pair<Expr, bool>> stack{{root, false}};
        std::vector<T> values;
        while (!stack.empty()) {
            auto [e, expanded] = stack.back();
            if (done_.count(e) != 0) {
                stack.pop_back();
            } else if (!expanded) {
                stack.back().second = true;
                for_each_child(e, [&](const Expr& c) {
                    if (done_.count(c) == 0) stack.emplace_back(c, false);
                });
            } else {
                stack.pop_back();
                values.clear();
                for_each_child(e, [&](const Expr& c) { values.push_back(done_.at(c)); });
                done_.emplace(e, combine_(e, std::span<const T>(values)));
            }
        }
        return done_.at(root);
    }

private:
    Combine combine_;
    std::unordered_map<Expr, T> done_;
};

/// Rebuilds e with f applied to nodes from the top: what f returns replaces the node and is not walked again; where it
/// returns none, the parts are walked. Bodies are walked too: replacements must have no free Bound.
Expr replace_top_down(const Expr& e, const std::function<std::optional<Expr>(const Expr&)>& f);
/// Rebuilds e with f applied to every node after its parts.
Expr map_bottom_up(const Expr& e, const std::function<Expr(const Expr&)>& f);

/// The same over the parts that people see: summands with their coefficients, factors with their exponents, numbers.
Expr map_parts(const Expr& e, const std::function<Expr(const Expr&)>& f);

/// Whether some node satisfies the predicate; descends only where `enter` (if given) says so.
bool any_node(const Expr& e, const std::function<bool(const Expr&)>& predicate);
/// Whether the symbol occurs free.
bool contains(const Expr& e, const Expr& symbol);
inline bool free_of(const Expr& e, const Expr& symbol) { return !contains(e, symbol); }
/// Free symbols, in natural order of names.
std::vector<Expr> free_symbols(const Expr& e);
/// Those of them that stand for values: without f where it is only applied, as in f(x).
std::vector<Expr> free_variables(const Expr& e);
/// Number of distinct nodes.
std::size_t count_nodes(const Expr& e);

/// Simultaneous structural substitution of whole subexpressions; old ones must have no free Bound.
struct Replacement {
    Expr from, to;
};
Expr substitute(const Expr& e, std::span<const Replacement> replacements);
inline Expr substitute(const Expr& e, const Expr& from, const Expr& to) {
    Replacement single{from, to};
    return substitute(e, {&single, 1});
}

} // namespace rumina::algebra
