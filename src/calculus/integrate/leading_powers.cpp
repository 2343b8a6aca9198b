// Powers of sums whose terms all vary as c·x^s or c·e^(λx), with exponents that have no common measure: one term is taken
// out, (a·x^j + b·x^n)^p = κ·x^(jp)·(a + b·x^(n-j))^p, κ' = 0 wherever it is analytic.
#include "calculus/integrate/integrator.h"

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "calculus/integrate/exponential_kernel.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

/// The part of a term that varies, when it is a product of x^s and b^(λx).
Expr varying_part(const Expr& term, const Expr& x) {
    ProductBuilder part;
    bool varies = false;
    for (const Factor& factor : factors_of(term)) {
        if (free_of(factor.base, x) && free_of(factor.exponent, x)) continue;
        if (!(factor.base == x && free_of(factor.exponent, x)) && !(is_exponential(factor.base, factor.exponent, x) && linear_in(factor.exponent, x))) return Expr();
        part.multiply(factor.base, factor.exponent);
        varies = true;
    }
    return varies ? part.finish() : Expr();
}

} // namespace

Expr integrate_by_leading_power(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    ProductBuilder rest, jumps;
    bool any = false;
    for (const Factor& factor : factors_of(f)) {
        Expr leading;
        if (factor.base.is_add() && !factor.exponent.is_integer() && free_of(factor.exponent, x))
            for (const Expr& term : summands_of(factor.base)) {
                const Expr part = varying_part(term, x);
                if (!leading) leading = part;
                if (!part) {
                    leading = Expr();
                    break;
                }
            }
        if (!leading) {
            rest.multiply(factor.base, factor.exponent);
            continue;
        }
        const Expr inner = expand(factor.base / leading);
        // x^s·x^-s' and e^(λx)·e^(-λ'x) with numbers for exponents are for the methods that split roots of polynomials.
        if (polynomial_in(factor.base, x)) return Expr();
        ProductBuilder raised;
        for (const Factor& part : factors_of(leading)) raised.multiply(part.base, expand(part.exponent * factor.exponent));
        const Expr apart = raised.finish() * power(inner, factor.exponent);
        rest.multiply(apart);
        jumps.multiply(power(factor.base, factor.exponent) / apart);
        any = true;
    }
    return any ? integrator.find_as(rest.finish(), "Take one term out of the sum under the power", jumps.finish()) : Expr();
}

} // namespace rumina::calculus
