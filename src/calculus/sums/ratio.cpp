// Each factor of a term gives a factor of the ratio: Γ(u + m)/Γ(u) is a product of m factors, c^(ak + b) gives c^a.
#include "calculus/sums/ratio.h"

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/rewrite/rewrite.h"
#include "calculus/shorthand.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

/// Γ(u + m)/Γ(u) for an integer m.
Expr rising(const Expr& u, const Integer& m) {
    ProductBuilder product;
    const std::int64_t count = m.abs().fits_int64() ? m.abs().to_int64() : 1000000;
    if (count > 200) return Expr();
    for (std::int64_t j = 0; j < count; ++j) {
        if (m.sign() > 0) product.multiply(u + Expr(j));
        else product.multiply(u - Expr(j + 1), Expr(-1));
    }
    return product.finish();
}

} // namespace

Expr by_gamma_functions(const Expr& f) {
    return map_bottom_up(f, [](const Expr& part) -> Expr {
        if (part.is(FunctionId::Factorial)) return call(FunctionId::Gamma, part.argument(0) + 1);
        if (part.is(FunctionId::Binomial))
            return call(FunctionId::Gamma, part.argument(0) + 1) /
                   (call(FunctionId::Gamma, part.argument(1) + 1) * call(FunctionId::Gamma, part.argument(0) - part.argument(1) + 1));
        if (part.is(FunctionId::Beta))
            return call(FunctionId::Gamma, part.argument(0)) * call(FunctionId::Gamma, part.argument(1)) / call(FunctionId::Gamma, part.argument(0) + part.argument(1));
        return part;
    });
}

Expr term_ratio(const Expr& given, const Expr& k) {
    const Expr f = by_gamma_functions(given);
    ProductBuilder ratio;
    for (const Factor& factor : factors_of(f)) {
        if (free_of(factor.base, k) && free_of(factor.exponent, k)) continue;
        if (free_of(factor.base, k)) { // c^(ak + b)
            const auto linear = linear_in(factor.exponent, k);
            if (!linear) return Expr();
            ratio.multiply(power(factor.base, linear->slope));
            continue;
        }
        if (contains(factor.exponent, k) || !factor.exponent.is_integer()) return Expr();
        if (factor.base.is(FunctionId::Gamma)) {
            const Expr& u = factor.base.argument(0);
            const auto linear = linear_in(u, k);
            if (!linear || !linear->slope.is_integer()) return Expr();
            const Expr step = rising(u, linear->slope.number().integer());
            if (!step) return Expr();
            ratio.multiply(power(step, factor.exponent));
            continue;
        }
        ratio.multiply(substitute(factor.base, k, k + 1) / factor.base, factor.exponent);
    }
    const Expr result = cancel(ratio.finish());
    if (!polynomial_in(algebra::numerator(result), k) || !polynomial_in(algebra::denominator(result), k)) return Expr();
    return result;
}

} // namespace rumina::calculus
