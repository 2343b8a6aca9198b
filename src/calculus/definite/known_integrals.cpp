#include "calculus/definite/known_integrals.h"

#include <algorithm>

#include "algebra/assumptions.h"
#include "algebra/enclosure.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "calculus/differentiate.h"
#include "calculus/shorthand.h"
#include "calculus/solve/solve.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

Expr gamma_of(const Expr& e) { return call(FunctionId::Gamma, e); }

/// c·x^n = e: the constant and the exponent; none for others.
struct Monomial {
    Expr constant, exponent;
};
std::optional<Monomial> monomial_in(const Expr& e, const Expr& x) {
    const auto [constant, rest] = split_constant(e, x);
    if (rest.base() == x && free_of(rest.exponent(), x)) return Monomial{constant, rest.exponent()};
    return std::nullopt;
}

/// Over (0, ∞): c·x^(s-1)·g(x).
Expr over_half_line(const Expr& f, const Expr& x) {
    Expr s(1), constant(1), kernel(1);
    for (const Factor& part : factors_of(f)) {
        if (free_of(part.base, x) && free_of(part.exponent, x)) constant = constant * power(part.base, part.exponent);
        else if (part.base == x && free_of(part.exponent, x)) s = s + part.exponent;
        else kernel = kernel * power(part.base, part.exponent);
    }
    if (!kernel.is_power()) return Expr();
    const Expr base = kernel.base(), exponent = kernel.exponent();
    if (base.is(ConstantId::E)) { // e^(-a·x^p): Γ(s/p)/(p·a^(s/p))
        const auto m = monomial_in(negate(exponent), x);
        if (!m || !is_known_positive(m->constant) || !is_known_positive(m->exponent) || !is_known_positive(s)) return Expr();
        const Expr ratio = s / m->exponent;
        return constant * gamma_of(ratio) / (m->exponent * power(m->constant, ratio));
    }
    if (!base.is_add() || contains(exponent, x)) return Expr();
    const auto summands = summands_of(base);
    if (summands.size() != 2) return Expr();
    const Expr first = free_of(summands[0], x) ? summands[0] : summands[1], second = free_of(summands[0], x) ? summands[1] : summands[0];
    if (contains(first, x) || free_of(second, x)) return Expr();
    if (second.is_power() && second.base().is(ConstantId::E) && exponent.is_number(-1)) { // 1/(e^(ax) ∓ 1)
        const auto linear = linear_in(second.exponent(), x);
        if (!linear || !linear->offset.is_zero() || !is_known_positive(linear->slope)) return Expr();
        if (first.is_number(-1) && is_known_positive(s - 1)) return constant * gamma_of(s) * call(FunctionId::Zeta, s) / power(linear->slope, s);
        if (first.is_one() && is_known_positive(s)) {
            if (s.is_one()) return constant * log_of(Expr(2)) / linear->slope;
            return constant * (1 - power(Expr(2), 1 - s)) * gamma_of(s) * call(FunctionId::Zeta, s) / power(linear->slope, s);
        }
        return Expr();
    }
    // (b + a·x^p)^(-q): B(s/p, q - s/p)/(p·…)
    const auto m = monomial_in(second, x);
    const Expr q = negate(exponent);
    if (!m || !is_known_positive(first) || !is_known_positive(m->constant) || !is_known_positive(m->exponent)) return Expr();
    const Expr ratio = s / m->exponent;
    if (!is_known_positive(ratio) || !is_known_positive(q - ratio)) return Expr();
    const Expr scale = power(m->constant / first, negate(ratio)) * power(first, negate(q)) / m->exponent;
    if (q.is_one()) return constant * scale * pi() / sin_of(pi() * ratio);
    return constant * scale * gamma_of(ratio) * gamma_of(q - ratio) / gamma_of(q);
}

/// Over (0, 1): x^(p-1)·(1 - x)^(q-1) and x^s·log(x)^n.
Expr over_unit_interval(const Expr& f, const Expr& x) {
    Expr p(1), q(1), constant(1), n(0);
    for (const Factor& part : factors_of(f)) {
        if (free_of(part.base, x) && free_of(part.exponent, x)) constant = constant * power(part.base, part.exponent);
        else if (contains(part.exponent, x)) return Expr();
        else if (part.base == x) p = p + part.exponent;
        else if (part.base == 1 - x) q = q + part.exponent;
        else if (part.base == log_of(x)) n = part.exponent;
        else if (part.base == 1 - x * x && p.is_one() && f.is_power()) return Expr();
        else return Expr();
    }
    if (n.is_zero()) {
        if (p.is_integer() && q.is_integer()) return Expr(); // elementary
        if (!is_known_positive(p) || !is_known_positive(q)) return Expr();
        return constant * call(FunctionId::Beta, p, q);
    }
    if (!q.is_one() || !n.is_integer() || n.number().sign() < 0 || !is_known_positive(p)) return Expr();
    return constant * power(Expr(-1), n) * call(FunctionId::Factorial, n) / power(p, n + 1);
}

/// Over (0, π/2): sin^a·cos^b, log sin, log cos, log tan.
Expr over_quarter_turn(const Expr& f, const Expr& x) {
    const auto [constant, rest] = split_constant(f, x);
    if (rest == log_of(sin_of(x)) || rest == log_of(cos_of(x))) return negate(constant * pi() * log_of(Expr(2)) / 2);
    if (rest == log_of(call(FunctionId::Tan, x))) return Expr(0);
    Expr a(0), b(0);
    for (const Factor& part : factors_of(rest)) {
        if (contains(part.exponent, x)) return Expr();
        if (part.base == sin_of(x)) a = part.exponent;
        else if (part.base == cos_of(x)) b = part.exponent;
        else return Expr();
    }
    if (a.is_integer() && b.is_integer()) return Expr();
    const Expr p = (a + 1) / 2, q = (b + 1) / 2;
    if (!is_known_positive(p) || !is_known_positive(q)) return Expr();
    return constant * gamma_of(p) * gamma_of(q) / (2 * gamma_of(p + q));
}

} // namespace

Expr known_integral(const Expr& f, const Expr& x, const Expr& a, const Expr& b) {
    if (a.is_zero() && b == infinity()) return over_half_line(f, x);
    if (a.is_zero() && b.is_one()) return over_unit_interval(f, x);
    if (a.is_zero() && b == pi() / 2) return over_quarter_turn(f, x);
    return Expr();
}

Expr residue_integral(const Expr& f, const Expr& x, const Expr& a, const Expr& b) {
    if (b != infinity()) return Expr();
    const bool whole = a == negate(infinity());
    if (!whole && !a.is_zero()) return Expr();
    if (!whole && !simplify(f - substitute(f, x, negate(x))).is_zero()) return Expr();
    // R(x)·cos(λx) or sin(λx)
    Expr rate(0), wave;
    ProductBuilder rest;
    for (const Factor& part : factors_of(f)) {
        if (!wave && part.exponent.is_one() && (part.base.is(FunctionId::Cos) || part.base.is(FunctionId::Sin)) && contains(part.base, x)) {
            const auto linear = linear_in(part.base.argument(0), x);
            if (!linear || !linear->offset.is_zero() || !is_known_positive(linear->slope)) return Expr();
            wave = part.base;
            rate = linear->slope;
        } else {
            rest.multiply(part.base, part.exponent);
        }
    }
    const Expr rational = cancel(rest.finish()), above = algebra::numerator(rational), below = factor(algebra::denominator(rational));
    const auto n = polynomial_in(above, x), d = polynomial_in(below, x);
    if (!n || !d || d->size() < n->size() + (wave ? 1 : 2)) return Expr();
    struct Pole {
        Expr at;
        std::int64_t order;
    };
    std::vector<Pole> poles;
    Expr lead(1);
    for (const Factor& part : factors_of(below)) {
        if (free_of(part.base, x)) {
            lead = lead * power(part.base, part.exponent);
            continue;
        }
        const auto c = polynomial_in(part.base, x);
        if (!c || !part.exponent.is_integer()) return Expr();
        const auto roots = polynomial_roots(*c);
        if (!roots || roots->size() + 1 != c->size()) return Expr();
        lead = lead * power(c->back(), part.exponent);
        for (const Expr& root : *roots) poles.push_back({root, part.exponent.number().integer().to_int64()});
    }
    SumBuilder residues;
    for (std::size_t i = 0; i < poles.size(); ++i) {
        const Expr height = simplify(call(FunctionId::Im, poles[i].at));
        const std::optional<int> side = known_sign(height);
        if (!side || *side == 0) return Expr();
        if (*side < 0) continue;
        Expr g = above / lead * (wave ? exp(imaginary_unit() * rate * x) : Expr(1));
        for (std::size_t j = 0; j < poles.size(); ++j)
            if (j != i) g = g / power(x - poles[j].at, Expr(poles[j].order));
        for (std::int64_t k = 1; k < poles[i].order; ++k) g = differentiate(g, x) / Expr(k);
        residues.add(substitute(g, x, poles[i].at));
    }
    Expr value = 2 * pi() * imaginary_unit() * residues.finish();
    if (wave) value = call(wave.is(FunctionId::Cos) ? FunctionId::Re : FunctionId::Im, expand(value));
    value = simplify(value);
    return whole ? value : value / 2;
}

} // namespace rumina::calculus
