// Polynomials times e^q, sin q or cos q, q a quadratic: error functions and Fresnel integrals, after q was completed to a
// square a·u² + k, u = x + b/(2a); negative powers of u too. [DLMF] 7.7, 7.14
//
//   ∫ u^n e^(au²) = u^(n-1) e^(au²)/(2a) - (n-1)/(2a) ∫ u^(n-2) e^(au²),   for n < -1 read from right to left
#include "calculus/integrate/integrator.h"

#include "algebra/polynomial_forms/polynomial_forms.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::int64_t kMaxPower = 200;

Expr gaussian_integral(const Expr& a, const Expr& u) {
    if (is_known_negative(a)) {
        const Expr root = sqrt(negate(a));
        return sqrt(pi()) * call(FunctionId::Erf, root * u) / (2 * root);
    }
    const Expr root = sqrt(a);
    return sqrt(pi()) * call(FunctionId::Erfi, root * u) / (2 * root);
}

/// ∫ u^n e^(au²) du
Expr with_exponential(std::int64_t n, const Expr& a, const Expr& u) {
    SumBuilder sum;
    Expr factor(1);
    const Expr e = exp(a * u * u);
    for (; n < -1; n += 2) {
        sum.add(factor * power(u, Expr(n + 1)) * e / Expr(n + 1));
        factor = factor * Expr(-2) * a / Expr(n + 1);
    }
    if (n == -1) return sum.add(factor * call(FunctionId::Ei, a * u * u) / 2), sum.finish();
    for (; n >= 1; n -= 2) {
        sum.add(factor * power(u, Expr(n - 1)) * e / (2 * a));
        factor = factor * Expr(1 - n) / (2 * a);
        if (n == 1) return sum.finish();
    }
    sum.add(factor * gaussian_integral(a, u));
    return sum.finish();
}

/// ∫ u^n sin(au²) du or of the cosine
Expr with_wave(std::int64_t n, const Expr& a, const Expr& u, bool is_sine) {
    SumBuilder sum;
    Expr factor(1);
    const Expr angle = a * u * u;
    for (; n < -1; n += 2) {
        sum.add(factor * power(u, Expr(n + 1)) * (is_sine ? sin_of(angle) : cos_of(angle)) / Expr(n + 1));
        factor = factor * Expr(is_sine ? -2 : 2) * a / Expr(n + 1);
        is_sine = !is_sine;
    }
    if (n == -1) return sum.add(factor * call(is_sine ? FunctionId::Si : FunctionId::Ci, angle) / 2), sum.finish();
    for (; n >= 1; n -= 2) {
        const Expr front = factor * power(u, Expr(n - 1)) / (2 * a);
        sum.add(is_sine ? negate(front * cos_of(angle)) : front * sin_of(angle));
        if (n == 1) return sum.finish();
        factor = factor * Expr(is_sine ? n - 1 : 1 - n) / (2 * a);
        is_sine = !is_sine;
    }
    const bool turned = is_known_negative(a);
    const Expr size = turned ? negate(a) : a, scale = sqrt(2 * size / pi());
    const Expr wave = call(is_sine ? FunctionId::FresnelS : FunctionId::FresnelC, scale * u) / scale;
    sum.add(factor * (turned && is_sine ? negate(wave) : wave));
    return sum.finish();
}

/// c₂x² + c₁x + c₀ = a·u² + k
struct Square {
    Expr a, shift, k; ///< u = x + shift
};
std::optional<Square> completed_square(const Expr& q, const Expr& x) {
    const auto c = polynomial_in(q, x);
    if (!c || c->size() != 3) return std::nullopt;
    const Expr shift = (*c)[1] / (2 * (*c)[2]);
    return Square{(*c)[2], shift, expand((*c)[0] - (*c)[1] * shift / 2)};
}

} // namespace

Expr integrate_gaussian(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    Expr quadratic, polynomial(1), wave;
    SumBuilder exponent;
    for (const Factor& factor : factors_of(f)) {
        if (free_of(factor.base, x)) exponent.add(factor.exponent * log_of(factor.base));
        else if (factor.exponent.is_one() && (factor.base.is(FunctionId::Sin) || factor.base.is(FunctionId::Cos)) && !wave) wave = factor.base;
        else polynomial = polynomial * power(factor.base, factor.exponent);
    }
    quadratic = exponent.finish();
    if (wave && !quadratic.is_zero()) return Expr();
    const auto square = completed_square(wave ? wave.argument(0) : quadratic, x);
    if (!square) return Expr();
    const Expr t = integrator.new_variable();
    // c·t^n, negative n when they stand alone
    std::vector<std::pair<Expr, std::int64_t>> powers;
    for (const Expr& s : summands_of(expand(substitute(polynomial, x, t - square->shift)))) {
        const auto [c, rest] = split_constant(s, t);
        const Expr n = rest.is_one() ? Expr(0) : rest == t ? Expr(1) : rest.is_power() && rest.base() == t ? rest.exponent() : Expr();
        if (!n || !n.is_integer() || !n.number().integer().fits_int64() || compare(n.number().integer().abs(), Integer(kMaxPower)) > 0) return Expr();
        powers.emplace_back(c, n.number().integer().to_int64());
    }
    const Expr u = x + square->shift;
    SumBuilder sum;
    for (const auto& [c, n] : powers) {
        if (!wave) {
            sum.add(c * exp(square->k) * with_exponential(n, square->a, u));
            continue;
        }
        const bool is_sine = wave.is(FunctionId::Sin);
        const Expr same = with_wave(n, square->a, u, is_sine);
        if (square->k.is_zero()) {
            sum.add(c * same);
            continue;
        }
        const Expr other = with_wave(n, square->a, u, !is_sine);
        sum.add(c * (cos_of(square->k) * same + (is_sine ? sin_of(square->k) : negate(sin_of(square->k))) * other));
    }
    return sum.finish();
}

} // namespace rumina::calculus
