#include "algebra/traversal.h"

#include <algorithm>
#include <unordered_set>

#include "algebra/binders.h"
#include "algebra/display_order.h"
#include "algebra/store.h"

namespace rumina::algebra {

Expr with_children(const Expr& e, std::span<const Expr> children) {
    switch (e.kind()) {
    case NodeKind::Add: {
        SumBuilder sum;
        sum.reserve(children.size());
        sum.add(e.constant_part());
        std::size_t i = 0;
        for (const Term& t : e.terms()) sum.add(children[i++], t.coefficient);
        return sum.finish();
    }
    case NodeKind::Mul: {
        ProductBuilder product;
        product.multiply(e.coefficient());
        for (std::size_t i = 0; i < children.size(); i += 2) product.multiply(children[i], children[i + 1]);
        return product.finish();
    }
    case NodeKind::Power: return power(children[0], children[1]);
    case NodeKind::Function: return apply_function(e.function_id(), children);
    default: return e;
    }
}

namespace {

/// How the rebuilding walks see the parts of a node.
struct Children {
    template <typename Visit>
    static void visit(const Expr& e, Visit visit) {
        for_each_child(e, visit);
    }
    static Expr join(const Expr& e, std::span<const Expr> children) { return with_children(e, children); }
};

struct VisibleParts {
    template <typename Visit>
    static void visit(const Expr& e, Visit visit) {
        if (e.is_add()) {
            if (!e.constant_part().is_exact_zero()) visit(Expr(e.constant_part()));
            for (const Term& t : e.terms()) visit(scale(t.coefficient, t.term));
        } else if (e.is_mul()) {
            Number c = e.coefficient();
            if (!c.is_one() && !c.is_minus_one()) visit(Expr(c));
            for (const Factor& f : e.factors()) visit(f.exponent.is_one() ? f.base : power(f.base, f.exponent));
        } else {
            for_each_child(e, visit);
        }
    }
    static Expr join(const Expr& e, std::span<const Expr> parts) {
        if (e.is_add()) {
            SumBuilder sum;
            sum.reserve(parts.size());
            for (const Expr& part : parts) sum.add(part);
            return sum.finish();
        }
        if (e.is_mul()) {
            ProductBuilder product;
            if (e.coefficient().is_minus_one()) product.multiply(Number(-1));
            for (const Expr& part : parts) product.multiply(part);
            return product.finish();
        }
        return with_children(e, parts);
    }
};

/// The machine of the rebuilding walks. `enter` may give the result of a node at once; `leave` sees the rebuilt node.
template <typename Parts, typename Enter, typename Leave>
Expr rebuild(const Expr& root, Enter enter, Leave leave) {
    std::unordered_map<Expr, Expr> done;
    std::vector<std::pair<Expr, bool>> stack{{root, false}};
    std::vector<Expr> children;
    while (!stack.empty()) {
        auto [e, expanded] = stack.back();
        if (done.count(e) != 0) {
            stack.pop_back();
            continue;
        }
        if (!expanded) {
            if (std::optional<Expr> result = enter(e)) {
                done.emplace(e, std::move(*result));
                stack.pop_back();
                continue;
            }
            stack.back().second = true;
            Parts::visit(e, [&](const Expr& c) {
                if (done.count(c) == 0) stack.emplace_back(c, false);
            });
            continue;
        }
        stack.pop_back();
        poll_work();
        children.clear();
        bool changed = false;
        Parts::visit(e, [&](const Expr& c) {
            children.push_back(done.at(c));
            changed = changed || !(children.back() == c);
        });
        done.emplace(e, leave(changed ? Parts::join(e, children) : e));
    }
    return done.at(root);
}

} // namespace

Expr replace_top_down(const Expr& e, const std::function<std::optional<Expr>(const Expr&)>& f) {
    return rebuild<Children>(e, f, [](Expr x) { return x; });
}

Expr map_bottom_up(const Expr& e, const std::function<Expr(const Expr&)>& f) {
    return rebuild<Children>(e, [](const Expr&) { return std::optional<Expr>(); }, f);
}

Expr map_parts(const Expr& e, const std::function<Expr(const Expr&)>& f) {
    return rebuild<VisibleParts>(e, [](const Expr&) { return std::optional<Expr>(); }, f);
}

bool any_node(const Expr& e, const std::function<bool(const Expr&)>& predicate) {
    std::unordered_set<Expr> seen{e};
    std::vector<Expr> stack{e};
    while (!stack.empty()) {
        Expr next = std::move(stack.back());
        stack.pop_back();
        if (predicate(next)) return true;
        for_each_child(next, [&](const Expr& c) {
            if (seen.insert(c).second) stack.push_back(c);
        });
    }
    return false;
}

bool contains(const Expr& e, const Expr& symbol) {
    if (!e.may_contain(symbol)) return false;
    if (e == symbol) return true;
    std::unordered_set<Expr> seen;
    std::vector<Expr> stack{e};
    bool found = false;
    while (!stack.empty() && !found) {
        Expr next = std::move(stack.back());
        stack.pop_back();
        for_each_child(next, [&](const Expr& c) {
            if (c == symbol) found = true;
            else if (c.may_contain(symbol) && seen.insert(c).second) stack.push_back(c);
        });
    }
    return found;
}

std::vector<Expr> free_symbols(const Expr& e) {
    std::vector<Expr> symbols;
    any_node(e, [&](const Expr& node) {
        if (node.is_symbol()) symbols.push_back(node);
        return false;
    });
    std::sort(symbols.begin(), symbols.end(),
              [](const Expr& a, const Expr& b) { return natural_order(a.symbol_name(), b.symbol_name()) < 0; });
    return symbols;
}

std::vector<Expr> free_variables(const Expr& e) {
    std::unordered_set<Expr> seen{e}, values;
    std::vector<Expr> stack{e};
    while (!stack.empty()) {
        Expr next = std::move(stack.back());
        stack.pop_back();
        if (next.is_symbol()) values.insert(next);
        bool head = next.is(FunctionId::Apply);
        for_each_child(next, [&](const Expr& c) {
            bool applied = head && c.is_symbol();
            head = false; // only the first is what is applied
            if (!applied && seen.insert(c).second) stack.push_back(c);
        });
    }
    std::vector<Expr> symbols = free_symbols(e);
    std::erase_if(symbols, [&](const Expr& s) { return !values.contains(s); });
    return symbols;
}

std::size_t count_nodes(const Expr& e) {
    std::size_t count = 0;
    any_node(e, [&](const Expr&) { return ++count, false; });
    return count;
}

namespace {

/// Whether the replacement only gives the variable of a derivative another name, one that stands for nothing else there.
bool renames(const Expr& derivative, const Replacement& r, std::span<const Replacement> all) {
    if (!r.to.is_symbol() || contains(derivative, r.to)) return false;
    return std::none_of(all.begin(), all.end(), [&](const Replacement& other) { return !(other.from == r.from) && (other.to == r.to || contains(other.to, r.to)); });
}

/// A derivative by r.from with all replacements made: at the variable's value, in the form of a Substitution.
Expr at_value(const Expr& derivative, const Replacement& r, std::span<const Replacement> all) {
    DepthGuard guard; // once for each variable
    std::vector<Expr> used{derivative};
    for (const Replacement& other : all) used.push_back(other.from), used.push_back(other.to);
    Expr fresh = name_for_bound(FunctionId::Substitution, used);
    Expr renamed = substitute(substitute(derivative, r.from, fresh), all);
    return apply_function(FunctionId::Substitution, {abstract(renamed, fresh), r.to});
}

} // namespace

Expr substitute(const Expr& e, std::span<const Replacement> replacements) {
    std::uint64_t symbols = 0;
    bool symbols_only = true;
    for (const Replacement& r : replacements) {
        symbols |= r.from.node()->symbols;
        symbols_only = symbols_only && r.from.has_symbols();
    }
    return replace_top_down(e, [&](const Expr& node) -> std::optional<Expr> {
        for (const Replacement& r : replacements) {
            if (node == r.from) return r.to;
            if (moves_with(node, r.from) && !renames(node, r, replacements)) return at_value(node, r, replacements);
        }
        if (symbols_only && (node.node()->symbols & symbols) == 0) return node;
        return std::nullopt;
    });
}

} // namespace rumina::algebra
