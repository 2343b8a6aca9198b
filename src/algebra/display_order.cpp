// Display order: each term is taken apart once into a key (degree, factors in order), keys are compared. Sorting a sum
// of n terms costs n keys and n log n cheap comparisons.
#include "algebra/display_order.h"

#include <algorithm>

namespace rumina::algebra {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char folded(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Roots of numbers before named constants before the rest.
int rank_of_constant(const Expr& base) {
    if (base.is_number()) return 0;
    if (base.is(NodeKind::Constant)) return 1;
    return 2;
}

int order_of_exponents(const Expr& a, const Expr& b) {
    if (a == b) return 0;
    bool numbers = a.is_number() && b.is_number() && a.number().is_real() && b.number().is_real();
    if (numbers)
        if (int c = compare(a.number(), b.number())) return -c; // higher powers first
    if (a.is_number() != b.is_number()) return a.is_number() ? -1 : 1;
    return display_order(a, b);
}

/// Constants by name: Catalan, e, EulerGamma, π as "pi".
int constant_place(ConstantId id) {
    switch (id) {
    case ConstantId::Catalan: return 0;
    case ConstantId::E: return 1;
    case ConstantId::EulerGamma: return 2;
    case ConstantId::Pi: return 3;
    case ConstantId::Infinity: return 4;
    }
    return 5;
}

int order_of_sums(const Expr& a, const Expr& b) {
    std::vector<Term> x = displayed_terms(a), y = displayed_terms(b);
    for (std::size_t i = 0; i < x.size() && i < y.size(); ++i) {
        if (int c = display_order(x[i].term, y[i].term)) return c;
        if (int c = Number::structural_order(x[i].coefficient, y[i].coefficient)) return c;
    }
    if (x.size() != y.size()) return x.size() < y.size() ? -1 : 1;
    return Number::structural_order(a.constant_part(), b.constant_part());
}

int order_of_bases(const Expr& a, const Expr& b) {
    if (a == b) return 0;
    auto rank = [](const Expr& e) {
        switch (e.kind()) {
        case NodeKind::Symbol: return 0;
        case NodeKind::Number: return 1;
        case NodeKind::Constant: return 2;
        case NodeKind::Bound: return 3;
        case NodeKind::Add: return 5;
        case NodeKind::Mul: case NodeKind::Power: return 6;
        default: return 4;
        }
    };
    if (int c = rank(a) - rank(b)) return c;
    switch (a.kind()) {
    case NodeKind::Symbol: return natural_order(a.symbol_name(), b.symbol_name());
    case NodeKind::Number:
        if (a.number().is_real() && b.number().is_real())
            if (int c = compare(a.number(), b.number())) return c;
        return Number::structural_order(a.number(), b.number());
    case NodeKind::Constant: return constant_place(a.constant_id()) - constant_place(b.constant_id());
    case NodeKind::Bound: return a.bound_index() < b.bound_index() ? -1 : 1;
    case NodeKind::Function: {
        if (a.function_id() != b.function_id()) return static_cast<int>(a.function_id()) - static_cast<int>(b.function_id());
        auto x = a.arguments(), y = b.arguments();
        for (std::size_t i = 0; i < x.size() && i < y.size(); ++i)
            if (int c = display_order(x[i], y[i])) return c;
        return static_cast<int>(x.size()) - static_cast<int>(y.size());
    }
    case NodeKind::Add: return order_of_sums(a, b);
    default: return display_order(a, b);
    }
}

int order_of_factors(const Factor& a, const Factor& b) {
    if (int c = order_of_bases(a.base, b.base)) return c;
    return order_of_exponents(a.exponent, b.exponent);
}

/// What the order of a term depends on.
struct Key {
    Expr term;
    bool constant;
    std::vector<Factor> factors; ///< in display order
    Rational degree;             ///< total degree in the symbols: exponents that are rational numbers

    explicit Key(const Expr& e) : term(e), constant(e.is_constant()) {
        if (e.is_mul()) factors.assign(e.factors().begin(), e.factors().end());
        else factors.push_back({e.base(), e.exponent()});
        if (factors.size() > 1)
            std::sort(factors.begin(), factors.end(), [](const Factor& a, const Factor& b) { return order_of_factors(a, b) < 0; });
        if (constant) return;
        for (const Factor& f : factors)
            if (f.base.is_symbol() && f.exponent.is_number() && f.exponent.number().is_rational())
                degree = degree + f.exponent.number().rational();
    }
};

/// Terms without coefficients.
int order_of_keys(const Key& a, const Key& b) {
    if (a.term == b.term) return 0;
    // Constants stand where the degree is 0, after functions and before 1/x.
    if (a.constant != b.constant) {
        const Key& other = a.constant ? b : a;
        int constant_first = other.degree.sign() < 0 ? -1 : 1;
        return a.constant ? constant_first : -constant_first;
    }
    if (!a.constant)
        if (int c = compare(b.degree, a.degree)) return c;
    for (std::size_t i = 0; i < a.factors.size() && i < b.factors.size(); ++i) {
        if (a.constant)
            if (int c = rank_of_constant(a.factors[i].base) - rank_of_constant(b.factors[i].base)) return c;
        if (int c = order_of_factors(a.factors[i], b.factors[i])) return c;
    }
    if (a.factors.size() != b.factors.size()) return a.factors.size() < b.factors.size() ? -1 : 1;
    return structural_order(a.term, b.term);
}

} // namespace

int natural_order(std::string_view a, std::string_view b) {
    std::size_t i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        if (is_digit(a[i]) && is_digit(b[j])) {
            std::size_t first = i, second = j;
            while (first < a.size() && a[first] == '0') ++first;
            while (second < b.size() && b[second] == '0') ++second;
            std::size_t end = first, other = second;
            while (end < a.size() && is_digit(a[end])) ++end;
            while (other < b.size() && is_digit(b[other])) ++other;
            if (end - first != other - second) return end - first < other - second ? -1 : 1;
            if (int c = a.substr(first, end - first).compare(b.substr(second, other - second))) return c;
            i = end;
            j = other;
            continue;
        }
        if (folded(a[i]) != folded(b[j])) return folded(a[i]) < folded(b[j]) ? -1 : 1;
        ++i, ++j;
    }
    if (a.size() - i != b.size() - j) return i == a.size() ? -1 : 1;
    return a.compare(b);
}

int display_order(const Expr& first, const Expr& second) {
    if (first == second) return 0;
    DepthGuard guard;
    Expr a = first.without_coefficient(), b = second.without_coefficient();
    if (a == b) return Number::structural_order(first.coefficient(), second.coefficient());
    return order_of_keys(Key(a), Key(b));
}

std::vector<Term> displayed_terms(const Expr& sum) {
    auto terms = sum.terms();
    std::vector<std::pair<Key, std::size_t>> keys;
    keys.reserve(terms.size());
    for (std::size_t i = 0; i < terms.size(); ++i) keys.emplace_back(Key(terms[i].term), i);
    std::sort(keys.begin(), keys.end(), [](const auto& a, const auto& b) { return order_of_keys(a.first, b.first) < 0; });
    std::vector<Term> sorted;
    sorted.reserve(terms.size());
    for (const auto& [key, i] : keys) sorted.push_back(terms[i]);
    return sorted;
}

std::vector<Factor> displayed_factors(std::span<const Factor> factors) {
    std::vector<Factor> sorted(factors.begin(), factors.end());
    std::sort(sorted.begin(), sorted.end(), [](const Factor& a, const Factor& b) { return order_of_factors(a, b) < 0; });
    return sorted;
}

Number leading_coefficient(const Expr& sum) {
    bool symbols = !sum.is_constant();
    // The number of a constant sum is displayed before its roots.
    if (!symbols && !sum.constant_part().is_zero()) return sum.constant_part();
    auto terms = sum.terms();
    std::size_t first = terms.size();
    std::vector<Key> best;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        if (symbols && terms[i].term.is_constant()) continue;
        Key key(terms[i].term);
        if (best.empty() || order_of_keys(key, best.front()) < 0) {
            best.assign(1, std::move(key));
            first = i;
        }
    }
    return first == terms.size() ? sum.constant_part() : terms[first].coefficient;
}

} // namespace rumina::algebra
