#include "algebra/display_order.h"

#include <algorithm>

namespace rumina::algebra {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char folded(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::vector<Factor> factors_of(const Expr& e) {
    if (e.is_mul()) return {e.factors().begin(), e.factors().end()};
    return {{e.base(), e.exponent()}};
}

/// Total degree in the symbols: exponents of symbols that are rational numbers.
Rational degree_of(const std::vector<Factor>& factors) {
    Rational degree;
    for (const Factor& f : factors)
        if (f.base.is_symbol() && f.exponent.is_number() && f.exponent.number().is_rational())
            degree = degree + f.exponent.number().rational();
    return degree;
}

int rank_of_constant(const Expr& base) {
    if (base.is_number()) return 0; // roots
    if (base.is(NodeKind::Constant)) return 1;
    return 2;
}

int order_of_exponents(const Expr& a, const Expr& b) {
    if (a == b) return 0;
    bool numbers = a.is_number() && b.is_number() && a.number().is_real() && b.number().is_real();
    if (numbers) return -compare(a.number(), b.number()); // higher powers first
    if (a.is_number() != b.is_number()) return a.is_number() ? -1 : 1;
    return display_order(a, b);
}

int order_of_bases(const Expr& a, const Expr& b) {
    if (a == b) return 0;
    auto rank = [](const Expr& e) {
        switch (e.kind()) {
        case NodeKind::Symbol: return 0;
        case NodeKind::Number: return 1;
        case NodeKind::Constant: return 2;
        case NodeKind::Bound: return 3;
        case NodeKind::Add: return 4;
        case NodeKind::Mul: case NodeKind::Power: return 5;
        default: return 6;
        }
    };
    if (int c = rank(a) - rank(b)) return c;
    switch (a.kind()) {
    case NodeKind::Symbol: return natural_order(a.symbol_name(), b.symbol_name());
    case NodeKind::Number: {
        if (a.number().is_real() && b.number().is_real()) return compare(a.number(), b.number());
        return Number::structural_order(a.number(), b.number());
    }
    case NodeKind::Constant: return static_cast<int>(a.constant_id()) - static_cast<int>(b.constant_id());
    case NodeKind::Bound: return a.bound_index() < b.bound_index() ? -1 : 1;
    case NodeKind::Function: {
        if (a.function_id() != b.function_id()) return static_cast<int>(a.function_id()) - static_cast<int>(b.function_id());
        auto x = a.arguments(), y = b.arguments();
        for (std::size_t i = 0; i < x.size() && i < y.size(); ++i)
            if (int c = display_order(x[i], y[i])) return c;
        return static_cast<int>(x.size()) - static_cast<int>(y.size());
    }
    case NodeKind::Add: {
        std::vector<Term> x = displayed_terms(a), y = displayed_terms(b);
        for (std::size_t i = 0; i < x.size() && i < y.size(); ++i) {
            if (int c = display_order(x[i].term, y[i].term)) return c;
            if (int c = Number::structural_order(x[i].coefficient, y[i].coefficient)) return c;
        }
        if (x.size() != y.size()) return x.size() < y.size() ? -1 : 1;
        return Number::structural_order(a.constant_part(), b.constant_part());
    }
    default: return display_order(a, b);
    }
}

bool factor_before(const Factor& a, const Factor& b) {
    if (int c = order_of_bases(a.base, b.base)) return c < 0;
    return order_of_exponents(a.exponent, b.exponent) < 0;
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
    if (a.is_constant() != b.is_constant()) return a.is_constant() ? 1 : -1;
    std::vector<Factor> x = factors_of(a), y = factors_of(b);
    if (!a.is_constant())
        if (int c = compare(degree_of(y), degree_of(x))) return c;
    std::sort(x.begin(), x.end(), factor_before);
    std::sort(y.begin(), y.end(), factor_before);
    for (std::size_t i = 0; i < x.size() && i < y.size(); ++i) {
        if (a.is_constant())
            if (int c = rank_of_constant(x[i].base) - rank_of_constant(y[i].base)) return c;
        if (int c = order_of_bases(x[i].base, y[i].base)) return c;
        if (int c = order_of_exponents(x[i].exponent, y[i].exponent)) return c;
    }
    if (x.size() != y.size()) return x.size() < y.size() ? -1 : 1;
    return structural_order(a, b);
}

std::vector<Term> displayed_terms(const Expr& sum) {
    std::vector<Term> terms(sum.terms().begin(), sum.terms().end());
    std::sort(terms.begin(), terms.end(), [](const Term& a, const Term& b) { return display_order(a.term, b.term) < 0; });
    return terms;
}

Number leading_coefficient(const Expr& sum) {
    const Term* first = nullptr;
    for (const Term& t : sum.terms())
        if (first == nullptr || display_order(t.term, first->term) < 0) first = &t;
    // The number of a constant sum is displayed before its roots.
    if (first->term.is_constant() && !sum.constant_part().is_zero()) return sum.constant_part();
    return first->coefficient;
}

} // namespace rumina::algebra
