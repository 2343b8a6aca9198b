#include "algebra/binders.h"

#include <unordered_map>

#include "algebra/traversal.h"

namespace rumina::algebra {
namespace {

/// Rebuilds with leaf(e, number of binders above it) for symbols and Bounds; node(e, binders) may give what takes the place
/// of any other node. Recursion is bounded: binders are few, and DepthGuard stops the rest.
template <typename Leaf, typename Whole>
class UnderBinders {
public:
    UnderBinders(Leaf leaf, Whole node) : leaf_(leaf), node_(node) {}
    Expr walk(const Expr& e, std::uint32_t binders) {
        if (e.is_symbol() || e.is(NodeKind::Bound)) return leaf_(e, binders);
        if (e.is(NodeKind::Number) || e.is(NodeKind::Constant)) return e;
        auto key = std::make_pair(e.node(), binders);
        if (auto found = done_.find(key); found != done_.end()) return found->second;
        DepthGuard guard;
        if (Expr instead = node_(e, binders)) return done_.emplace(key, instead).first->second;
        std::uint32_t bodies = e.is(NodeKind::Function) ? body_arguments(e.function_id()) : 0;
        std::vector<Expr> children;
        std::size_t i = 0;
        bool changed = false;
        for_each_child(e, [&](const Expr& c) {
            children.push_back(walk(c, binders + (bodies >> (i < 32 ? i : 31) & (i < 32 ? 1u : 0u))));
            changed = changed || !(children.back() == c);
            ++i;
        });
        Expr result = changed ? with_children(e, children) : e;
        done_.emplace(key, result);
        return result;
    }

private:
    struct Hash {
        std::size_t operator()(const std::pair<const Node*, std::uint32_t>& key) const {
            return std::hash<const void*>()(key.first) * 31 + key.second;
        }
    };
    Leaf leaf_;
    Whole node_;
    std::unordered_map<std::pair<const Node*, std::uint32_t>, Expr, Hash> done_;
};

Expr keep(const Expr&, std::uint32_t) { return Expr(); }

} // namespace

bool moves_with(const Expr& e, const Expr& v) {
    if (!e.is(FunctionId::Derivative) && !e.is(FunctionId::IndefiniteIntegral)) return false;
    auto parts = e.arguments();
    for (std::size_t i = 1; i < parts.size(); i += 2)
        if (parts[i] == v) return true;
    return false;
}

Expr abstract(const Expr& e, const Expr& symbol) {
    UnderBinders walk([&](const Expr& leaf, std::uint32_t binders) {
        if (leaf == symbol) return bound(binders);
        if (leaf.is(NodeKind::Bound) && leaf.bound_index() >= binders) return bound(leaf.bound_index() + 1);
        return leaf;
    }, keep);
    return walk.walk(e, 0);
}

Expr instantiate(const Expr& body, const Expr& value) {
    auto lifted = [&](std::uint32_t by) {
        UnderBinders shift([&](const Expr& leaf, std::uint32_t binders) {
            if (leaf.is(NodeKind::Bound) && leaf.bound_index() >= binders) return bound(leaf.bound_index() + by);
            return leaf;
        }, keep);
        return by == 0 || !value.has_bound() ? value : shift.walk(value, 0);
    };
    auto leaf_value = [&](const Expr& leaf, std::uint32_t binders) {
        if (!leaf.is(NodeKind::Bound) || leaf.bound_index() < binders) return leaf;
        if (leaf.bound_index() == binders) return lifted(binders);
        return bound(leaf.bound_index() - 1);
    };
    auto derivative_at_value = [&](const Expr& e, std::uint32_t binders) -> Expr {
        if (!moves_with(e, bound(binders)) || (value.is_symbol() && !contains(e, value))) return Expr();
        // The variable of the body first becomes the variable of a Substitution: the others keep their places.
        UnderBinders own([&](const Expr& leaf, std::uint32_t inner) {
            if (!leaf.is(NodeKind::Bound) || leaf.bound_index() < inner) return leaf;
            std::uint32_t index = leaf.bound_index() - inner;
            if (index == binders) return bound(inner);
            return bound(inner + (index < binders ? index + 1 : index));
        }, keep);
        return make_function(FunctionId::Substitution, std::vector<Expr>{own.walk(e, 0), lifted(binders)});
    };
    return UnderBinders(leaf_value, derivative_at_value).walk(body, 0);
}

Expr name_for_bound(FunctionId head, std::span<const Expr> arguments) {
    static constexpr std::string_view letters[] = {"x", "t", "u", "v", "s", "y", "z"};
    static constexpr std::string_view indices[] = {"k", "n", "j", "m", "p", "q"};
    bool index = head == FunctionId::Sum || head == FunctionId::Product;
    auto used = [&](const Expr& s) {
        for (const Expr& a : arguments)
            if (contains(a, s) || a == s) return true;
        return false;
    };
    for (std::string_view name : index ? std::span<const std::string_view>(indices) : std::span<const std::string_view>(letters))
        if (Expr s = symbol(name); !used(s)) return s;
    for (int i = 1;; ++i)
        if (Expr s = symbol((index ? "k" : "x") + std::to_string(i)); !used(s)) return s;
}

} // namespace rumina::algebra
