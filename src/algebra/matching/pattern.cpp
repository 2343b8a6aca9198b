// From an expression with wildcard symbols to a compiled pattern.
#include "algebra/matching/pattern.h"

#include <algorithm>

#include "algebra/matching/compiled_pattern.h"
#include "algebra/traversal.h"

namespace rumina::algebra {
namespace {

using Node = Pattern::Compiled::Node;
using Kind = Node::Kind;

class Compiler {
public:
    Compiler(Pattern::Compiled& pattern, std::span<const Expr> holes) : pattern_(pattern), holes_(holes) {}

    std::uint32_t compile(const Expr& e) {
        DepthGuard guard;
        if (!has_holes(e)) return push({.kind = Kind::Literal, .literal = template_of(e)});
        switch (e.kind()) {
        case NodeKind::Symbol: return push({.kind = Kind::Hole, .hole = hole_of(e)});
        case NodeKind::Add: return compile_sum(e);
        case NodeKind::Mul: return compile_product(e.coefficient(), {e.factors().begin(), e.factors().end()});
        case NodeKind::Power:
            if (is_factor_of_many(e.base(), e.exponent())) return compile_product(Number(1), {{e.base(), e.exponent()}});
            return push({.kind = Kind::Power, .parts = {compile(e.base()), compile(e.exponent())}});
        default: {
            Node node{.kind = is_unordered(e.function_id()) ? Kind::Unordered : Kind::Function, .head = e.function_id()};
            for (const Expr& a : e.arguments()) node.parts.push_back(compile(a));
            node.single_parts = static_cast<std::uint32_t>(node.parts.size());
            return push(std::move(node));
        }
        }
    }
    std::uint32_t template_of(const Expr& e) { return pattern_.templates.add(e, holes_); }

private:
    static bool is_unordered(FunctionId head) {
        switch (head) {
        case FunctionId::Equal: case FunctionId::Unequal: case FunctionId::And: case FunctionId::Or: case FunctionId::Min: case FunctionId::Max:
            return true;
        default: return false;
        }
    }
    bool has_holes(const Expr& e) const {
        return std::any_of(holes_.begin(), holes_.end(), [&](const Expr& hole) { return contains(e, hole); });
    }
    bool is_hole(const Expr& e) const { return std::find(holes_.begin(), holes_.end(), e) != holes_.end(); }
    std::uint32_t hole_of(const Expr& e) const {
        return static_cast<std::uint32_t>(std::find(holes_.begin(), holes_.end(), e) - holes_.begin());
    }
    /// hole^k for an integer k: (uv)^k = u^k·v^k holds, so it can be several factors.
    bool is_factor_of_many(const Expr& base, const Expr& exponent) const {
        return is_hole(base) && exponent.is_integer() && exponent.number().is_small();
    }
    std::uint32_t push(Node node) {
        pattern_.nodes.push_back(std::move(node));
        return static_cast<std::uint32_t>(pattern_.nodes.size() - 1);
    }

    /// How freely a part matches: literals, then shapes with few wildcards.
    int freedom(std::uint32_t index) const {
        const Node& node = pattern_.nodes[index];
        switch (node.kind) {
        case Kind::Literal: return 0;
        case Kind::Function: case Kind::Unordered: return 1;
        case Kind::Sum: return 2;
        case Kind::Power: return pattern_.nodes[node.parts[0]].kind == Kind::Hole ? 4 : 2;
        case Kind::Product: return node.collects ? 6 : 3;
        case Kind::Hole: return pattern_.holes[node.hole].is_partwise() ? 7 : 8;
        }
        return 9;
    }
    void sort_parts(Node& node) {
        std::stable_sort(node.parts.begin(), node.parts.end(), [&](std::uint32_t a, std::uint32_t b) { return freedom(a) < freedom(b); });
        std::size_t plain = 0;
        for (std::uint32_t part : node.parts) {
            if (freedom(part) <= 4) ++node.single_parts;
            plain += pattern_.nodes[part].kind == Kind::Hole ? 1 : 0;
        }
        node.in_display_order = plain >= 2;
    }

    /// By first appearance as people read it, so that the order of matches does not depend on hashes.
    std::uint32_t compile_sum(const Expr& e) {
        Node node{.kind = Kind::Sum, .number = e.constant_part()};
        for (const Term& t : displayed(e)) {
            Expr whole = scale(t.coefficient, t.term);
            std::uint32_t part = compile(whole);
            mark_collecting(part, whole);
            node.parts.push_back(part);
        }
        sort_parts(node);
        return push(std::move(node));
    }

    std::uint32_t compile_product(const Number& coefficient, std::vector<Factor> factors) {
        Node node{.kind = Kind::Product, .number = coefficient};
        std::stable_sort(factors.begin(), factors.end(), [&](const Factor& a, const Factor& b) { return first_hole(a.base) < first_hole(b.base); });
        for (const Factor& f : factors) {
            if (is_factor_of_many(f.base, f.exponent))
                node.parts.push_back(push({.kind = Kind::Hole, .hole = hole_of(f.base), .exponent = f.exponent.number().small()}));
            else
                node.parts.push_back(compile(power(f.base, f.exponent)));
        }
        sort_parts(node);
        return push(std::move(node));
    }

    /// Place of the first wildcard that occurs.
    std::size_t first_hole(const Expr& e) const {
        std::size_t i = 0;
        while (i < holes_.size() && !contains(e, holes_[i])) ++i;
        return i;
    }
    std::vector<Term> displayed(const Expr& sum) const {
        std::vector<Term> terms(sum.terms().begin(), sum.terms().end());
        std::stable_sort(terms.begin(), terms.end(), [&](const Term& a, const Term& b) { return first_hole(a.term) < first_hole(b.term); });
        return terms;
    }

    /// b_·R where b_ is free of some symbol, R has no such wildcard beside it.
    void mark_collecting(std::uint32_t index, const Expr& whole) {
        const Node& node = pattern_.nodes[index];
        if (node.kind != Kind::Product) return;
        std::optional<std::uint32_t> hole;
        for (std::uint32_t part : node.parts) {
            const Node& p = pattern_.nodes[part];
            if (p.kind != Kind::Hole) continue;
            const auto& h = pattern_.holes[p.hole];
            bool free_of_something = !h.free_of_holes.empty() || !h.free_of_symbols.empty();
            if (hole || p.exponent != 1 || !free_of_something) return;
            hole = p.hole;
        }
        if (!hole) return;
        Expr rest = whole / holes_[*hole];
        if (contains(rest, holes_[*hole])) return;
        Node& changed = pattern_.nodes[index];
        changed.collects = true;
        changed.collected_hole = *hole;
        changed.collected_rest = template_of(rest);
        for (std::size_t i = 0; i < holes_.size(); ++i)
            if (contains(rest, holes_[i])) changed.rest_holes.push_back(static_cast<std::uint32_t>(i));
    }

    Pattern::Compiled& pattern_;
    std::span<const Expr> holes_;
};

} // namespace

Pattern::Pattern(const Expr& form, std::vector<Wildcard> wildcards, Condition condition) {
    auto compiled = std::make_unique<Compiled>();
    compiled->condition = std::move(condition);
    std::vector<Expr> symbols;
    for (const Wildcard& w : wildcards) symbols.push_back(w.symbol);
    for (Wildcard& w : wildcards) {
        Compiled::Hole hole{w.optional, w.accepts, {}, {}, w.properties, std::move(w.predicate)};
        for (const Expr& s : w.free_of) {
            auto other = std::find(symbols.begin(), symbols.end(), s);
            if (other != symbols.end()) hole.free_of_holes.push_back(static_cast<std::uint32_t>(other - symbols.begin()));
            else hole.free_of_symbols.emplace_back(s.symbol_name());
        }
        compiled->holes.push_back(std::move(hole));
    }
    compiled->has_bodies = any_node(form, [](const Expr& e) { return e.is(NodeKind::Function) && body_arguments(e.function_id()) != 0; });
    Compiler compiler(*compiled, symbols);
    compiled->root = compiler.compile(form);
    compiled->form = compiler.template_of(form);
    compiled_ = std::move(compiled);
}

std::vector<Wildcard> Pattern::named_wildcards(const Expr& form) {
    std::vector<Wildcard> wildcards;
    for (const Expr& s : free_symbols(form)) {
        std::string_view name = s.symbol_name();
        if (!name.ends_with('_') || name.find_first_not_of('_') == std::string_view::npos) continue;
        wildcards.push_back({.symbol = s, .optional = name.ends_with("__"), .properties = Assumptions::current().of(s)});
    }
    return wildcards;
}

Pattern Pattern::from_names(const Expr& form, Condition condition) { return Pattern(form, named_wildcards(form), std::move(condition)); }

Pattern::~Pattern() = default;
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;

bool Pattern::is_sum() const { return compiled_->nodes[compiled_->root].kind == Kind::Sum; }
bool Pattern::is_product() const { return compiled_->nodes[compiled_->root].kind == Kind::Product; }
std::size_t Pattern::wildcards() const { return compiled_->holes.size(); }
Expr Pattern::instantiate(std::span<const Expr> values) const { return compiled_->templates.instantiate(compiled_->form, values); }

} // namespace rumina::algebra
