// The search. What is still to be matched is a list of goals that lives on the native stack: a goal that has several ways
// tries each with the rest of the list, and returns true as soon as the whole list succeeded and the visitor is content.
// The stack grows with the pattern, never with the subject.
#include <algorithm>

#include "algebra/display_order.h"
#include "algebra/matching/compiled_pattern.h"
#include "algebra/traversal.h"
#include "diagnostics/diagnostic.h"

namespace rumina::algebra {
namespace {

using Compiled = Pattern::Compiled;
using Node = Pattern::Compiled::Node;
using Kind = Node::Kind;

constexpr std::size_t kMaxSteps = 1'000'000;
constexpr std::size_t kPollSteps = 64;

/// The parts of a sum or product that is being distributed among the parts of a pattern.
struct Parts {
    const Node& node;
    bool sum;               ///< else product (or the arguments of an unordered function)
    bool partial;           ///< parts may be left over
    std::vector<Expr> items;
    std::vector<char> used;
    std::vector<char> done; ///< which of the pattern's parts have matched

    std::size_t left() const { return static_cast<std::size_t>(std::count(used.begin(), used.end(), 0)); }
    Expr join(std::span<const std::size_t> chosen) const {
        if (chosen.size() == 1) return items[chosen[0]];
        SumBuilder total;
        ProductBuilder product;
        for (std::size_t i : chosen) {
            if (sum) total.add(items[i]);
            else product.multiply(items[i]);
        }
        return sum ? total.finish() : product.finish();
    }
};

struct Goal {
    const Node* node = nullptr;    ///< to be matched with subject; null: go on with `parts` at `stage`
    const Expr* subject = nullptr;
    Parts* parts = nullptr;
    std::size_t stage = 0;
    const Goal* next = nullptr;
};

/// quotient of coefficients by which a pattern's number may differ from the subject's: 2·a_ matches 6·x, not x.
std::optional<Number> coefficient_quotient(const Number& subject, const Number& pattern, bool any_sign) {
    if (subject == pattern) return Number(1);
    if (pattern.is_one()) return subject;
    if (!subject.is_exact() || !pattern.is_exact() || pattern.is_zero()) return std::nullopt;
    Number quotient = subject / pattern;
    if (!quotient.is_integer() || (!any_sign && quotient.sign() < 0)) return std::nullopt;
    if (pattern.is_rational() && !(pattern.rational().denominator() == subject.re().denominator())) return std::nullopt;
    return quotient;
}

class Search {
public:
    Search(const Compiled& pattern, std::span<const Expr> given, const std::function<bool(const Match&)>& visit)
        : pattern_(pattern), visit_(visit), literals_(pattern.nodes.size()), values_(pattern.holes.size()), free_of_(pattern.holes.size()) {
        for (std::size_t i = 0; i < given.size() && i < values_.size(); ++i) values_[i] = given[i];
        for (std::size_t i = 0; i < pattern.holes.size(); ++i)
            for (const std::string& name : pattern.holes[i].free_of_symbols) free_of_[i].push_back(symbol(name));
    }

    bool run(const Expr& subject, bool partial) {
        partial_ = partial;
        root_ = &pattern_.nodes[pattern_.root];
        return match(*root_, subject, nullptr);
    }

private:
    void step() {
        if (++steps_ % kPollSteps == 0) poll_work(kPollSteps);
        if (steps_ > kMaxSteps) fail(DiagnosticId::TooLarge, "the search for a match", "1000000 steps");
    }

    bool proceed(const Goal* goal) {
        if (goal == nullptr) return finish();
        if (goal->node != nullptr) return match(*goal->node, *goal->subject, goal->next);
        return distribute(*goal->parts, goal->stage, goal->next);
    }

    bool finish() {
        for (std::size_t i = 0; i < values_.size(); ++i)
            if (values_[i] && !pattern_.holes[i].free_of_holes.empty() && !is_free(i, values_[i])) return false;
        if (pattern_.condition && !pattern_.condition(values_)) return false;
        return visit_(Match{values_, rest_});
    }

    // ── wildcards ──
    bool is_free(std::size_t hole, const Expr& e) const {
        for (const Expr& s : free_of_[hole])
            if (contains(e, s)) return false;
        for (std::uint32_t other : pattern_.holes[hole].free_of_holes) {
            const Expr& s = values_[other];
            if (!s) continue;
            if (s.is_symbol() ? contains(e, s) : any_node(e, [&](const Expr& part) { return part == s; })) return false;
        }
        return true;
    }
    static bool accepts(Wildcard::Accepts what, const Expr& e) {
        switch (what) {
        case Wildcard::Accepts::Anything: return true;
        case Wildcard::Accepts::Constant: return e.is_constant();
        case Wildcard::Accepts::Number: return e.is_number();
        case Wildcard::Accepts::Rational: return e.is_number() && e.number().is_rational();
        case Wildcard::Accepts::Integer: return e.is_integer();
        case Wildcard::Accepts::Symbol: return e.is_symbol();
        }
        return false;
    }
    static bool holds(const Properties& properties, const Expr& e) {
        static constexpr Property all[] = {Property::Real, Property::Rational, Property::Integer, Property::Positive, Property::Negative,
                                           Property::Nonnegative, Property::Nonpositive, Property::Nonzero};
        if (properties.empty()) return true;
        return std::all_of(std::begin(all), std::end(all), [&](Property p) { return !properties.has(p) || has_property(e, p) == Truth::Yes; });
    }
    /// What is asked of each part as of the whole.
    bool admits_part(std::size_t hole, const Expr& e) const { return accepts(pattern_.holes[hole].accepts, e) && is_free(hole, e); }
    bool admits(std::size_t hole, const Expr& e) const {
        if (pattern_.has_bodies && e.has_bound()) return false;
        const Compiled::Hole& h = pattern_.holes[hole];
        return admits_part(hole, e) && holds(h.properties, e) && (!h.predicate || h.predicate(e));
    }
    bool bind(std::size_t hole, const Expr& value, const Goal* next) {
        if (values_[hole]) return values_[hole] == value && proceed(next);
        if (!admits(hole, value)) return false;
        values_[hole] = value;
        if (proceed(next)) return true;
        values_[hole] = Expr();
        return false;
    }

    bool is_literal(const Node& node, const Expr& e) {
        if (pattern_.templates.hash(node.literal) != e.hash()) return false;
        Expr& literal = literals_[static_cast<std::size_t>(&node - pattern_.nodes.data())];
        if (!literal) literal = pattern_.templates.instantiate(node.literal, {});
        return literal == e;
    }

    bool match(const Node& node, const Expr& e, const Goal* next) {
        step();
        switch (node.kind) {
        case Kind::Literal:
            return is_literal(node, e) && proceed(next);
        case Kind::Hole: return bind(node.hole, e, next);
        case Kind::Power: return match_power(node, e, next);
        case Kind::Function: {
            if (!e.is(node.head) || e.arguments().size() != node.parts.size()) return false;
            if (node.parts.size() == 1) return match(pattern_.nodes[node.parts[0]], e.argument(0), next);
            std::vector<Goal> goals(node.parts.size());
            for (std::size_t i = goals.size(); i-- > 0;) {
                goals[i] = {.node = &pattern_.nodes[node.parts[i]], .subject = &e.argument(i), .next = next};
                next = &goals[i];
            }
            return proceed(next);
        }
        case Kind::Unordered: {
            if (!e.is(node.head) || e.arguments().size() != node.parts.size()) return false;
            Parts parts{node, false, false, {e.arguments().begin(), e.arguments().end()}, {}, {}};
            parts.used.resize(parts.items.size());
            parts.done.resize(node.parts.size());
            return distribute(parts, 0, next);
        }
        case Kind::Sum: return match_sum(node, e, next);
        case Kind::Product: return match_product(node, e, next);
        }
        return false;
    }

    bool match_power(const Node& node, const Expr& e, const Goal* next) {
        const Node &base = pattern_.nodes[node.parts[0]], &exponent = pattern_.nodes[node.parts[1]];
        if (e.is_power()) {
            Expr b = e.base(), n = e.exponent();
            Goal second{.node = &exponent, .subject = &n, .next = next};
            if (match(base, b, &second)) return true;
        }
        // x^n__ is x itself with n__ = 1.
        if (exponent.kind != Kind::Hole || !pattern_.holes[exponent.hole].optional) return false;
        Expr one(1);
        Goal second{.node = &exponent, .subject = &one, .next = next};
        return match(base, e, &second);
    }

    // ── sums and products ──
    bool match_sum(const Node& node, const Expr& e, const Goal* next) {
        bool partial = partial_ && &node == root_;
        Number number;
        Parts parts{node, true, partial, {}, {}, {}};
        if (e.is_add()) {
            number = e.constant_part();
            parts.items.reserve(e.terms().size() + 1);
            if (node.in_display_order)
                for (const Term& t : displayed_terms(e)) parts.items.push_back(scale(t.coefficient, t.term));
            else
                for (const Term& t : e.terms()) parts.items.push_back(scale(t.coefficient, t.term));
        } else if (e.is_number()) {
            number = e.number();
        } else {
            parts.items.push_back(e);
        }
        if (!node.number.is_exact_zero()) {
            if (number == node.number) number = Number(0);
            else return false;
        }
        // Displayed terms may hold the number.
        std::erase_if(parts.items, [](const Expr& item) { return item.is_number(); });
        if (!number.is_exact_zero()) parts.items.emplace_back(number);
        if (parts.items.size() < node.single_parts) return false;
        parts.used.resize(parts.items.size());
        parts.done.resize(node.parts.size());
        return distribute(parts, 0, next);
    }

    bool match_product(const Node& node, const Expr& e, const Goal* next) {
        bool partial = partial_ && &node == root_;
        std::optional<Number> quotient = coefficient_quotient(e.coefficient(), node.number, partial);
        if (!quotient) return false;
        Parts parts{node, false, partial, {}, {}, {}};
        if (!quotient->is_one()) parts.items.emplace_back(*quotient);
        if (e.is_mul()) {
            auto take = [&](const Factor& f) { parts.items.push_back(power(f.base, f.exponent)); };
            if (node.in_display_order)
                for (const Factor& f : displayed_factors(e.factors())) take(f);
            else
                for (const Factor& f : e.factors()) take(f);
        } else if (!e.is_number()) {
            parts.items.push_back(e);
        }
        if (parts.items.size() < node.single_parts) return false;
        parts.used.resize(parts.items.size());
        parts.done.resize(node.parts.size());
        return distribute(parts, 0, next);
    }

    /// Parts of the pattern that match exactly one item, then the wildcards.
    bool distribute(Parts& parts, std::size_t stage, const Goal* next) {
        if (stage >= parts.node.parts.size() || (stage >= parts.node.single_parts && parts.node.kind != Kind::Unordered)) return distribute_wildcards(parts, next);
        return match_one_item(parts, pattern_.nodes[parts.node.parts[stage]], stage + 1, next);
    }

    bool match_one_item(Parts& parts, const Node& part, std::size_t stage, const Goal* next) {
        Goal rest{.parts = &parts, .stage = stage, .next = next};
        for (std::size_t i = 0; i < parts.items.size(); ++i) {
            if (parts.used[i] != 0 || !may_match(part, parts.items[i])) continue;
            parts.used[i] = 1;
            if (match(part, parts.items[i], &rest)) return true;
            parts.used[i] = 0;
        }
        return false;
    }

    /// False: certainly not; by kind alone.
    static bool may_match(const Node& node, const Expr& e) {
        switch (node.kind) {
        case Kind::Function: case Kind::Unordered: return e.is(node.head);
        default: return true;
        }
    }

    bool distribute_wildcards(Parts& parts, const Goal* next) {
        step();
        const std::vector<std::uint32_t>& indices = parts.node.parts;
        std::size_t first = parts.node.kind == Kind::Unordered ? indices.size() : parts.node.single_parts;
        std::size_t open = 0, chosen = indices.size();
        int best = 4;
        for (std::size_t i = first; i < indices.size(); ++i) {
            if (parts.done[i] != 0) continue;
            ++open;
            const Node& part = pattern_.nodes[indices[i]];
            int rank = part.kind == Kind::Product                                          ? 1
                       : values_[part.hole]                                               ? 0
                       : part.exponent != 1 || pattern_.holes[part.hole].is_partwise() ? 2
                                                                                          : 3;
            if (rank < best) best = rank, chosen = i;
        }
        if (open == 0) return finish_parts(parts, next);
        const Node& part = pattern_.nodes[indices[chosen]];
        parts.done[chosen] = 1;
        bool matched = part.kind == Kind::Product ? collect(parts, part, next)
                       : best == 0                ? remove_value(parts, part, next)
                                                  : choose(parts, part, best == 2, open == 1, next);
        parts.done[chosen] = 0;
        return matched;
    }

    bool finish_parts(Parts& parts, const Goal* next) {
        if (parts.left() == 0) {
            if (parts.partial) rest_ = Expr(parts.sum ? 0 : 1);
            return proceed(next);
        }
        if (!parts.partial) return false;
        std::vector<std::size_t> over;
        for (std::size_t i = 0; i < parts.items.size(); ++i)
            if (parts.used[i] == 0) over.push_back(i);
        rest_ = parts.join(over);
        return proceed(next);
    }

    /// Takes the items of what the wildcard stands for already.
    bool remove_value(Parts& parts, const Node& part, const Goal* next) {
        Expr value = part.exponent == 1 ? values_[part.hole] : power(values_[part.hole], Expr(part.exponent));
        std::vector<char> before = parts.used;
        auto take = [&](const Expr& item) {
            for (std::size_t i = 0; i < parts.items.size(); ++i)
                if (parts.used[i] == 0 && parts.items[i] == item) return parts.used[i] = 1, true;
            return false;
        };
        bool there = true;
        if (parts.sum && value.is_add()) {
            if (!value.constant_part().is_exact_zero()) there = take(Expr(value.constant_part()));
            for (const Term& t : value.terms()) there = there && take(scale(t.coefficient, t.term));
        } else if (!parts.sum && value.is_mul()) {
            if (!value.coefficient().is_one()) there = take(Expr(value.coefficient()));
            for (const Factor& f : value.factors()) there = there && take(power(f.base, f.exponent));
        } else if (!value.is_number(parts.sum ? 0 : 1)) {
            there = take(value);
        }
        if (there && distribute_wildcards(parts, next)) return true;
        parts.used = std::move(before);
        return false;
    }

    bool is_eligible(const Parts& parts, const Node& part, const Expr& item) const {
        if (part.exponent == 1) return admits_part(part.hole, item);
        if (item.is_number()) { // 1/a_ takes ±1/n
            return part.exponent == -1 && item.number().is_rational() && item.number().rational().numerator().abs() == Integer(1);
        }
        (void)parts;
        Expr exponent = item.exponent();
        if (!exponent.is_number() || !exponent.number().is_rational()) return false;
        Number quotient = exponent.number() / Number(part.exponent);
        if (quotient.sign() <= 0 || (part.exponent > 0 && !quotient.is_integer())) return false;
        return admits_part(part.hole, power(item.base(), Expr(quotient)));
    }
    Expr value_of(const Parts& parts, const Node& part, std::span<const std::size_t> chosen) const {
        if (chosen.empty()) return Expr(parts.sum ? 0 : 1);
        if (part.exponent == 1) return parts.join(chosen);
        ProductBuilder product;
        for (std::size_t i : chosen) {
            const Expr& item = parts.items[i];
            if (item.is_number()) product.multiply(item.number().inverse());
            else product.multiply(item.base(), Expr(item.exponent().number() / Number(part.exponent)));
        }
        return product.finish();
    }

    bool take(Parts& parts, const Node& part, std::span<const std::size_t> chosen, const Goal* next) {
        step();
        for (std::size_t i : chosen) parts.used[i] = 1;
        Goal rest{.parts = &parts, .stage = parts.node.parts.size(), .next = next};
        bool matched = bind(part.hole, value_of(parts, part, chosen), &rest);
        if (!matched)
            for (std::size_t i : chosen) parts.used[i] = 0;
        return matched;
    }

    /// A wildcard that stands for nothing yet: the sets of items it may take, largest first or smallest first.
    bool choose(Parts& parts, const Node& part, bool largest_first, bool last, const Goal* next) {
        std::vector<std::size_t> eligible;
        for (std::size_t i = 0; i < parts.items.size(); ++i)
            if (parts.used[i] == 0 && is_eligible(parts, part, parts.items[i])) eligible.push_back(i);
        bool optional = pattern_.holes[part.hole].optional && part.exponent == 1;
        if (last) { // all that is left, or with parts to spare all it can take
            if (eligible.size() != parts.left() && !parts.partial) return false;
            if (eligible.empty() && !optional) return false;
            return take(parts, part, eligible, next);
        }
        std::size_t smallest = optional ? 0 : 1;
        if (largest_first) {
            for (std::size_t size = eligible.size(); size + 1 > smallest; --size) {
                if (choose_subsets(parts, part, eligible, size, next)) return true;
                if (size == 0) break;
            }
            return false;
        }
        for (std::size_t size = 1; size <= eligible.size(); ++size)
            if (choose_subsets(parts, part, eligible, size, next)) return true;
        return optional && choose_subsets(parts, part, eligible, 0, next);
    }

    /// Subsets of one size in lexicographic order.
    bool choose_subsets(Parts& parts, const Node& part, const std::vector<std::size_t>& eligible, std::size_t size, const Goal* next) {
        std::vector<std::size_t> positions(size), chosen(size);
        for (std::size_t i = 0; i < size; ++i) positions[i] = i;
        for (;;) {
            for (std::size_t i = 0; i < size; ++i) chosen[i] = eligible[positions[i]];
            if (take(parts, part, chosen, next)) return true;
            std::size_t i = size;
            while (i > 0 && positions[i - 1] == eligible.size() - size + i - 1) --i;
            if (i == 0) return false;
            ++positions[i - 1];
            for (std::size_t j = i; j < size; ++j) positions[j] = positions[j - 1] + 1;
        }
    }

    /// b_·R in a sum, b_ free of some symbol: b_ is the sum of the coefficients of R.
    bool collect(Parts& parts, const Node& part, const Goal* next) {
        bool known = std::all_of(part.rest_holes.begin(), part.rest_holes.end(), [&](std::uint32_t hole) { return static_cast<bool>(values_[hole]); });
        if (!known) return match_one_item(parts, part, parts.node.parts.size(), next);
        Expr rest = pattern_.templates.instantiate(part.collected_rest, values_);
        std::vector<char> before = parts.used;
        SumBuilder sum;
        bool any = false;
        for (std::size_t i = 0; i < parts.items.size(); ++i) {
            if (parts.used[i] != 0) continue;
            Expr coefficient = parts.items[i] / rest;
            if (!is_factor(rest, parts.items[i]) || !admits_part(part.collected_hole, coefficient)) continue;
            if (coefficient.is_one() && !pattern_.holes[part.collected_hole].optional) {
                bool alone = true; // b_*x does not match a bare x, but takes it together with others
                for (std::size_t j = 0; j < parts.items.size() && alone; ++j) alone = j == i || parts.used[j] != 0 || !is_factor(rest, parts.items[j]);
                if (alone && !any) continue;
            }
            sum.add(coefficient);
            parts.used[i] = 1;
            any = true;
        }
        Goal goal{.parts = &parts, .stage = parts.node.parts.size(), .next = next};
        if (any && bind(part.collected_hole, sum.finish(), &goal)) return true;
        parts.used = std::move(before);
        return false;
    }
    /// Whether the factors of `part` are factors of the product `whole`, with the same exponents.
    static bool is_factor(const Expr& part, const Expr& whole) {
        auto has = [&](const Expr& base, const Expr& exponent) {
            if (!whole.is_mul()) return whole.base() == base && whole.exponent() == exponent;
            return std::any_of(whole.factors().begin(), whole.factors().end(), [&](const Factor& f) { return f.base == base && f.exponent == exponent; });
        };
        if (part.is_number()) return true;
        if (!part.is_mul()) return has(part.base(), part.exponent());
        return std::all_of(part.factors().begin(), part.factors().end(), [&](const Factor& f) { return has(f.base, f.exponent); });
    }

    const Compiled& pattern_;
    const std::function<bool(const Match&)>& visit_;
    std::vector<Expr> literals_, values_;
    std::vector<std::vector<Expr>> free_of_;
    const Node* root_ = nullptr;
    bool partial_ = false;
    Expr rest_;
    std::size_t steps_ = 0;
};

std::optional<Match> first_match(const Compiled& pattern, const Expr& subject, std::span<const Expr> given, bool partial) {
    std::optional<Match> found;
    std::function<bool(const Match&)> keep = [&](const Match& match) {
        found = match;
        return true;
    };
    Search(pattern, given, keep).run(subject, partial);
    return found;
}

} // namespace

bool Pattern::may_match(const Expr& subject) const {
    const Compiled::Node& root = compiled_->nodes[compiled_->root];
    switch (root.kind) {
    case Kind::Literal: return compiled_->templates.hash(root.literal) == subject.hash();
    case Kind::Function: case Kind::Unordered: return subject.is(root.head);
    case Kind::Sum: case Kind::Product: return root.single_parts < 2 || subject.is(root.kind == Kind::Sum ? NodeKind::Add : NodeKind::Mul);
    default: return true;
    }
}

std::optional<Match> Pattern::match(const Expr& subject, std::span<const Expr> given) const {
    if (!may_match(subject)) return std::nullopt;
    return first_match(*compiled_, subject, given, false);
}

std::optional<Match> Pattern::match_part(const Expr& subject, std::span<const Expr> given) const {
    bool partial = (is_sum() && subject.is_add()) || (is_product() && subject.is_mul());
    std::optional<Match> found = first_match(*compiled_, subject, given, partial);
    if (found && !partial) found->rest = Expr(is_sum() ? 0 : 1);
    return found;
}

bool Pattern::any_match(const Expr& subject, const std::function<bool(const Match&)>& visit) const {
    return may_match(subject) && Search(*compiled_, {}, visit).run(subject, false);
}

} // namespace rumina::algebra
