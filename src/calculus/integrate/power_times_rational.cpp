// (cx + d)^s·R(x), s no integer, R rational with poles in closed form: by partial fractions, for each pole one function of
// Gauss. With u = cx + d, [DLMF] 15.6.1,
//
//   ∫ u^s/(u - r)^k du = (-r)^(-k)·u^(s+1)/(s + 1)·₂F₁(k, s + 1; s + 2; u/r).
#include "calculus/integrate/integrator.h"
#include "calculus/integrate/radicals.h"

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "calculus/linear_parts.h"

namespace rumina::calculus {

using namespace algebra;

Expr integrate_power_times_rational(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    // One linear function, under exponents that differ by integers.
    Linear linear;
    Expr base, s;
    ProductBuilder others;
    for (const Factor& factor : factors_of(f)) {
        if (free_of(factor.base, x) || factor.exponent.is_integer()) {
            if (contains(factor.exponent, x)) return Expr();
            others.multiply(factor.base, factor.exponent);
            continue;
        }
        const auto found = linear_in(factor.base, x);
        if (!found || base || contains(factor.exponent, x)) return Expr();
        linear = *found;
        base = factor.base;
        s = factor.exponent;
    }
    if (!base) return Expr();
    const Expr rational = others.finish();
    if (!radicals_in(rational, x).empty()) return Expr();
    const Expr u = base == x ? x : hidden_symbol("u");
    const auto parts = linear_parts(base == x ? rational : together(substitute(rational, x, (u - linear.offset) / linear.slope)), u);
    if (!parts) return Expr();
    const auto polynomial = polynomial_in(parts->polynomial, u);
    if (!polynomial) return Expr();
    SumBuilder sum;
    auto add_power = [&](const Expr& coefficient, const Expr& exponent) {
        if (coefficient.is_zero()) return;
        const Expr next = expand(exponent + 1);
        sum.add(coefficient * (next.is_zero() ? log_of(base) : power(base, next) / next));
    };
    for (std::size_t k = 0; k < polynomial->size(); ++k) add_power((*polynomial)[k], s + Expr(static_cast<std::int64_t>(k)));
    const Expr next = expand(s + 1);
    for (const PointPart& part : parts->parts) {
        if (part.point.is_zero()) {
            add_power(part.coefficient, s - Expr(part.order));
            continue;
        }
        if (next.is_zero()) return Expr();
        const Expr gauss = apply_function(FunctionId::Hypergeometric2F1, {Expr(part.order), next, expand(next + 1), base / part.point});
        sum.add(part.coefficient * power(negate(part.point), Expr(-part.order)) * power(base, next) / next * gauss);
    }
    return sum.finish() / linear.slope;
}

} // namespace rumina::calculus
