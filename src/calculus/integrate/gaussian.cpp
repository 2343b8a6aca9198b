// Polynomials times e^q, sin q or cos q, q a quadratic: error functions and Fresnel integrals, after q was completed to a
// square a·u² + k, u = x + b/(2a). [DLMF] 7.7, 7.14
//
//   ∫ u^n e^(au²) = u^(n-1) e^(au²)/(2a) - (n-1)/(2a) ∫ u^(n-2) e^(au²)
#include "calculus/integrate/integrator.h"

#include "algebra/polynomial_forms/polynomial_forms.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

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
    const auto coefficients = polynomial_in(substitute(polynomial, x, t - square->shift), t);
    if (!coefficients) return Expr();
    const Expr u = x + square->shift;
    SumBuilder sum;
    for (std::size_t i = 0; i < coefficients->size(); ++i) {
        const auto n = static_cast<std::int64_t>(i);
        const Expr& c = (*coefficients)[i];
        if (c.is_zero()) continue;
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
