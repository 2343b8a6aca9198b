#include "calculus/integrate/rational.h"

#include "algebra/polynomial/partial_fractions.h"
#include "algebra/traversal.h"
#include "calculus/integrate/integrator.h"
#include "calculus/integrate/logarithmic_part.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

/// Of a polynomial in x whose coefficients have denominators free of x.
Expr integrate_polynomial(const Domain& domain, const RationalFunction& f, std::size_t variable, const Expr& x) {
    SumBuilder sum;
    const Expr denominator = domain.expression(f.denominator());
    for (const auto& [exponent, coefficient] : f.numerator().coefficients_in(variable)) {
        const Expr n(static_cast<std::int64_t>(exponent) + 1);
        sum.add(domain.expression(coefficient) * power(x, n) / (n * denominator));
    }
    return sum.finish();
}

} // namespace

Expr integrate_rational(const Expr& f, const Expr& x) {
    const Domain domain(std::span<const Expr>(&f, 1), Domain::Denominators::Quotient, std::span<const Expr>(&x, 1));
    const auto place = domain.variable_of(x);
    if (!place || place->root != 1) return Expr();
    const RationalFunction quotient = domain.quotient(f);
    if (domain.occurs_inside(quotient.numerator(), x) || domain.occurs_inside(quotient.denominator(), x)) return Expr();

    const HermiteReduction reduced = hermite_reduce(quotient, place->variable);
    const PartialFractions rest = partial_fractions(reduced.remaining, place->variable);
    SumBuilder sum;
    const PartialFractions rational = partial_fractions(reduced.rational_part, place->variable);
    sum.add(domain.expression(rational.polynomial));
    for (const auto& part : rational.parts)
        sum.add(domain.expression(part.numerator) / power(domain.expression(part.base), Expr(static_cast<std::int64_t>(part.power))));
    sum.add(integrate_polynomial(domain, rest.polynomial, place->variable, x));
    for (const auto& part : rest.parts) {
        if (part.power != 1) return Expr(); // an algebraic number that counted as a parameter made the base no square
        sum.add(logarithmic_part(domain, part.numerator, part.base, place->variable, x));
    }
    return sum.finish();
}

Expr integrate_rational_function(Integrator& integrator, const Expr& f) { return integrate_rational(f, integrator.x()); }

} // namespace rumina::calculus
