// Roots: nested square roots of constants, and square roots in denominators.
#include <optional>

#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/rewriting.h"
#include "algebra/simplify/simplify.h"
#include "algebra/traversal.h"

namespace rumina::algebra {
namespace {

struct SquareRootTerm {
    Rational coefficient;
    Integer radicand;
};

/// a + Σ cᵢ√nᵢ with rational a, cᵢ; nothing for other sums.
bool is_sum_of_square_roots(const Expr& e, Rational& a, std::vector<SquareRootTerm>& roots) {
    if (!e.is_add() || !e.constant_part().is_rational()) return false;
    a = e.constant_part().rational();
    for (const Term& t : e.terms()) {
        if (!t.coefficient.is_rational() || !t.term.is_power() || !t.term.base().is_integer() || !(t.term.exponent() == half())) return false;
        roots.push_back({t.coefficient.rational(), t.term.base().number().integer()});
    }
    return true;
}

Expr root_of(const Rational& r) { return sqrt(Expr(r)); }

/// √(a + c√n) = √((a+d)/2) ± √((a-d)/2) with d² = a² - c²n, when d is rational and a > 0. [Jeffrey & Rich 1999]
std::optional<Expr> denest_one(const Rational& a, const SquareRootTerm& s) {
    Rational square = a * a - s.coefficient * s.coefficient * Rational(s.radicand);
    if (a.sign() <= 0 || square.sign() < 0) return std::nullopt;
    std::optional<Rational> d = exact_root(square, 2);
    if (!d) return std::nullopt;
    Rational two(2);
    Expr first = root_of((a + *d) / two), second = root_of((a - *d) / two);
    return s.coefficient.sign() > 0 ? first + second : first - second;
}

/// √(a + c₁√n₁ + c₂√n₂ + c₃√n₃) = ±√p ± √q ± √r: the products pq, pr, qr are known from the terms.
std::optional<Expr> denest_three(const Rational& a, const std::vector<SquareRootTerm>& s) {
    auto quarter = [](const SquareRootTerm& t) { return t.coefficient * t.coefficient * Rational(t.radicand) / Rational(4); };
    Rational pq = quarter(s[0]), pr = quarter(s[1]), qr = quarter(s[2]);
    std::optional<Rational> p = exact_root(pq * pr / qr, 2), q = exact_root(pq * qr / pr, 2), r = exact_root(pr * qr / pq, 2);
    if (!p || !q || !r || !(*p + *q + *r == a)) return std::nullopt;
    // Signs: √p positive at first, the others by the signs of the products; the whole is made positive.
    int q_sign = s[0].coefficient.sign(), r_sign = s[1].coefficient.sign();
    if (q_sign * r_sign != s[2].coefficient.sign()) return std::nullopt;
    Expr root = root_of(*p) + Expr(q_sign) * root_of(*q) + Expr(r_sign) * root_of(*r);
    std::optional<int> sign = sign_of(root);
    if (!sign || *sign == 0) return std::nullopt;
    return *sign > 0 ? root : negate(root);
}

std::optional<Expr> denested_square_root(const Expr& radicand) {
    Rational a;
    std::vector<SquareRootTerm> roots;
    if (!is_sum_of_square_roots(radicand, a, roots)) return std::nullopt;
    if (roots.size() == 1) {
        if (std::optional<Expr> result = denest_one(a, roots[0])) return result;
        // √(c√n·(b√n + …)): with the root taken out, c√n + a = √n·(c + a/n·√n), whose root may denest.
        Rational outer = roots[0].coefficient, inner = a / Rational(roots[0].radicand);
        std::optional<Expr> result = denest_one(outer, {inner, roots[0].radicand});
        if (result) return expand(power(Expr(roots[0].radicand), Expr(Rational::make(Integer(1), Integer(4)))) * *result);
        return std::nullopt;
    }
    if (roots.size() == 3) return denest_three(a, roots);
    return std::nullopt;
}

/// A square root kernel √u in some term of the sum.
Expr square_root_kernel(const Expr& sum) {
    for (const Term& t : sum.terms()) {
        if (t.term.is_power() && t.term.exponent() == half()) return t.term;
        if (t.term.is_mul())
            for (const Factor& f : t.term.factors())
                if (f.exponent == half()) return power(f.base, f.exponent);
    }
    return Expr();
}

/// A and B of a sum A + B√u, by terms.
void split_by(const Expr& sum, const Expr& kernel, Expr& without, Expr& with) {
    SumBuilder a, b;
    a.add(sum.constant_part());
    for (const Term& t : sum.terms()) {
        bool has = t.term == kernel;
        if (t.term.is_mul())
            for (const Factor& f : t.term.factors()) has = has || (f.base == kernel.base() && f.exponent == kernel.exponent());
        if (has) b.add(t.term / kernel, t.coefficient);
        else a.add(t.term, t.coefficient);
    }
    without = a.finish();
    with = b.finish();
}

constexpr int kConjugates = 4;

std::optional<Expr> rationalised(const Expr& sum) {
    Expr above(1), below = sum;
    for (int i = 0; i < kConjugates && below.is_add(); ++i) {
        Expr kernel = square_root_kernel(below);
        if (!kernel) break;
        Expr a, b;
        split_by(below, kernel, a, b);
        Expr norm = expand(a * a - b * b * kernel.base());
        if (norm.is_zero()) return std::nullopt;
        above = expand(above * (a - b * kernel));
        below = norm;
    }
    if (above.is_one()) return std::nullopt;
    return above / below;
}

} // namespace

Expr sqrtdenest(const Expr& e) {
    return rewrite_powers(e, [](const Expr& base, const Expr& exponent) -> std::optional<Expr> {
        if (!base.is_add() || !base.is_constant() || !exponent.is_number() || !exponent.number().is_rational()) return std::nullopt;
        Rational twice = exponent.number().rational() * Rational(2);
        if (!twice.is_integer() || !twice.numerator().is_odd()) return std::nullopt;
        std::optional<Expr> root = denested_square_root(base);
        if (!root) return std::nullopt;
        return power(*root, Expr(twice));
    });
}

Expr radsimp(const Expr& e) {
    return rewrite_powers(e, [](const Expr& base, const Expr& exponent) -> std::optional<Expr> {
        if (!base.is_add() || !exponent.is_integer() || exponent.number().sign() >= 0) return std::nullopt;
        std::optional<Expr> inverse = rationalised(base);
        if (!inverse) return std::nullopt;
        return expand(power(*inverse, negate(exponent)));
    });
}

} // namespace rumina::algebra
