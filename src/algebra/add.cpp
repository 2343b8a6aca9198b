// Sums in canonical form: nested sums flattened, equal terms merged, sorted. A float in the number absorbs the constant
// terms. ∞ absorbs finite real constants and refuses everything else.
#include <algorithm>

#include "algebra/numeric.h"
#include "algebra/store.h"
#include "diagnostics/diagnostic.h"

namespace rumina::algebra {
namespace {

bool by_order(const Term& a, const Term& b) { return structural_order(a.term, b.term) < 0; }

bool is_infinite(const Expr& e) { return e.has_infinity() && e.without_coefficient().is(ConstantId::Infinity); }

/// Sorted terms: neighbours with the same term become one, zeros go.
void merge_sorted(std::vector<Term>& terms) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < terms.size();) {
        std::size_t j = i + 1;
        while (j < terms.size() && terms[j].term == terms[i].term) {
            terms[i].coefficient = terms[i].coefficient + terms[j].coefficient;
            ++j;
        }
        if (!terms[i].coefficient.is_zero()) {
            if (kept != i) terms[kept] = std::move(terms[i]);
            ++kept;
        }
        i = j;
    }
    terms.resize(kept);
}

Expr scaled_term(Term&& t) {
    if (t.coefficient.is_one()) return std::move(t.term);
    if (t.term.is_mul()) {
        std::vector<Factor> factors(t.term.factors().begin(), t.term.factors().end());
        return Store::current().intern_mul(t.coefficient, factors);
    }
    Factor factor{t.term.base(), t.term.exponent()};
    return Store::current().intern_mul(t.coefficient, {&factor, 1});
}

Expr finish_sum(Number constant, std::vector<Term>&& terms) {
    auto floating = [](const Term& t) { return t.coefficient.is_float() && t.term.is_constant(); };
    if (constant.is_float() || std::any_of(terms.begin(), terms.end(), floating)) {
        std::int64_t precision = constant.is_float() ? constant.precision_bits() : INT64_MAX;
        for (const Term& t : terms)
            if (floating(t)) precision = std::min(precision, t.coefficient.precision_bits());
        std::erase_if(terms, [&](const Term& t) {
            if (!t.term.is_constant()) return false;
            constant = constant + t.coefficient * approximate(t.term, precision);
            return true;
        });
    }
    if (terms.empty()) return Expr(constant);
    if (constant.is_zero() && terms.size() == 1) return scaled_term(std::move(terms.front()));
    return Store::current().intern_add(constant, terms);
}

/// The sum of two sums, or of a sum and one term: one pass over sorted lists.
Expr merge_sums(const Number& constant, std::span<const Term> a, std::span<const Term> b) {
    std::vector<Term> terms;
    terms.reserve(a.size() + b.size());
    std::size_t i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        int order = structural_order(a[i].term, b[j].term);
        if (order < 0) {
            terms.push_back(a[i++]);
        } else if (order > 0) {
            terms.push_back(b[j++]);
        } else {
            Number sum = a[i].coefficient + b[j].coefficient;
            if (!sum.is_zero()) terms.push_back({a[i].term, std::move(sum)});
            ++i, ++j;
        }
    }
    terms.insert(terms.end(), a.begin() + static_cast<std::ptrdiff_t>(i), a.end());
    terms.insert(terms.end(), b.begin() + static_cast<std::ptrdiff_t>(j), b.end());
    return finish_sum(constant, std::move(terms));
}

/// A sum and one term: its place is searched. Without floats, which absorb constants.
Expr add_term(const Expr& sum, Term&& term) {
    std::span<const Term> terms = sum.terms();
    auto place = std::lower_bound(terms.begin(), terms.end(), term, by_order);
    bool meets = place != terms.end() && place->term == term.term;
    if (meets || sum.leaves() == UINT32_MAX) return merge_sums(sum.constant_part(), terms, {&term, 1});
    return Store::current().intern_longer_sum(sum, static_cast<std::size_t>(place - terms.begin()), std::move(term));
}

/// The sum of two expressions of which none is a sum, a float, infinite or the same without coefficients; 0 is not among them.
Expr add_apart(const Expr& a, const Expr& b) {
    if (a.is_number()) return add_apart(b, a);
    Term terms[] = {{a.without_coefficient(), a.coefficient()}, {}};
    if (b.is_number()) return Store::current().intern_add(b.number(), {terms, 1});
    terms[1] = {b.without_coefficient(), b.coefficient()};
    if (by_order(terms[1], terms[0])) std::swap(terms[0], terms[1]);
    return Store::current().intern_add(Number(0), terms);
}

} // namespace

void SumBuilder::add(const Expr& e, const Number& scale) {
    switch (e.kind()) {
    case NodeKind::Number: constant_ = constant_ + e.number() * scale; return;
    case NodeKind::Add:
        constant_ = constant_ + e.constant_part() * scale;
        for (const Term& t : e.terms()) terms_.push_back({t.term, scale.is_one() ? t.coefficient : t.coefficient * scale});
        return;
    default:
        if (is_infinite(e)) return add_infinity(e.coefficient() * scale);
        if (e.is_mul()) terms_.push_back({e.without_coefficient(), e.coefficient() * scale});
        else terms_.push_back({e, scale});
    }
}

void SumBuilder::add_infinity(const Number& scale) {
    if (!scale.is_real() || scale.is_zero()) fail(DiagnosticId::InfinityUndefined, "0·∞");
    if (infinite_ == -scale.sign()) {
        *this = SumBuilder();
        fail(DiagnosticId::InfinityUndefined, "∞ - ∞");
    }
    infinite_ = scale.sign();
}

Expr SumBuilder::finish_infinite() {
    Number sign(infinite_);
    bool symbols = std::any_of(terms_.begin(), terms_.end(), [](const Term& t) { return !t.term.is_constant(); });
    bool complex = !constant_.is_real() || std::any_of(terms_.begin(), terms_.end(), [](const Term& t) { return !t.coefficient.is_real(); });
    *this = SumBuilder();
    if (symbols) fail(DiagnosticId::InfinityBesideSymbols, "symbols", "sum");
    if (complex) fail(DiagnosticId::InfinityBesideSymbols, "complex numbers", "sum");
    return algebra::scale(sign, infinity());
}

Expr SumBuilder::finish() {
    if (infinite_ != 0) return finish_infinite();
    // Stable, so that float coefficients are added in the order they came, on every platform.
    if (!std::is_sorted(terms_.begin(), terms_.end(), by_order)) std::stable_sort(terms_.begin(), terms_.end(), by_order);
    merge_sorted(terms_);
    Number constant = std::move(constant_);
    std::vector<Term> terms = std::move(terms_);
    constant_ = Number(0);
    terms_.clear();
    return finish_sum(std::move(constant), std::move(terms));
}

Expr add(const Expr& a, const Expr& b) {
    if (a.is_number() && b.is_number()) return Expr(a.number() + b.number());
    if (a.is_number() && a.number().is_exact_zero()) return b;
    if (b.is_number() && b.number().is_exact_zero()) return a;
    bool plain = !a.has_infinity() && !b.has_infinity();
    if (plain && (a.is_add() || b.is_add())) {
        if (a.is_add() && b.is_add()) return merge_sums(a.constant_part() + b.constant_part(), a.terms(), b.terms());
        const Expr &sum = a.is_add() ? a : b, &other = a.is_add() ? b : a;
        if (other.is_number()) return merge_sums(sum.constant_part() + other.number(), sum.terms(), {});
        Term single{other.without_coefficient(), other.coefficient()};
        if (!sum.has_floats() && !other.has_floats()) return add_term(sum, std::move(single));
        return merge_sums(sum.constant_part(), sum.terms(), {&single, 1});
    }
    if (plain && !a.has_floats() && !b.has_floats() && !(a.without_coefficient() == b.without_coefficient())) return add_apart(a, b);
    SumBuilder sum;
    sum.reserve(2);
    sum.add(a);
    sum.add(b);
    return sum.finish();
}

Expr subtract(const Expr& a, const Expr& b) { return add(a, negate(b)); }

Expr negate(const Expr& a) { return scale(Number(-1), a); }

Expr scale(const Number& factor, const Expr& a) {
    if (factor.is_one()) return a;
    if (a.is_number()) return Expr(factor * a.number());
    if (a.is_add() && !factor.is_zero() && !factor.is_float()) {
        std::vector<Term> terms(a.terms().begin(), a.terms().end());
        for (Term& t : terms) t.coefficient = t.coefficient * factor;
        return finish_sum(a.constant_part() * factor, std::move(terms));
    }
    ProductBuilder product;
    product.multiply(factor);
    product.multiply(a);
    return product.finish();
}

} // namespace rumina::algebra
