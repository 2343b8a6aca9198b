// factor: numerator and denominator of one quotient into irreducible factors. A product is factored factor by factor,
// so that what is factored already is not multiplied out again.
#include "algebra/domain/domain.h"
#include "algebra/polynomial_forms/part_by_part.h"
#include "algebra/polynomial_forms/polynomial_forms.h"

namespace rumina::algebra {
namespace {

void multiply_factors(ProductBuilder& product, const Domain& domain, const Polynomial& a, const Expr& exponent) {
    Factorization factors = algebra::factor(a);
    // Through the domain, so that it is a float where floats were given.
    product.multiply(power(domain.expression(Polynomial::constant(domain.ring(), factors.unit)), exponent));
    for (const auto& [base, times] : factors.factors)
        product.multiply(domain.expression(base), multiply(Expr(static_cast<std::int64_t>(times)), exponent));
}

void multiply_factored(ProductBuilder& product, const Expr& base, const Expr& exponent) {
    if (!base.is_add()) {
        product.multiply(base, exponent);
        return;
    }
    Domain domain({&base, 1}, Domain::Denominators::Quotient);
    RationalFunction value = domain.quotient(base);
    if (value.is_zero()) {
        product.multiply(Expr(0), exponent);
    } else if (exponent.is_integer()) {
        multiply_factors(product, domain, value.numerator(), exponent);
        if (!value.denominator().is_one()) multiply_factors(product, domain, value.denominator(), negate(exponent));
    } else { // (ab)^r is no product of powers
        ProductBuilder inside;
        multiply_factors(inside, domain, value.numerator(), Expr(1));
        if (!value.denominator().is_one()) multiply_factors(inside, domain, value.denominator(), Expr(-1));
        product.multiply(inside.finish(), exponent);
    }
}

} // namespace

Expr factor(const Expr& e) {
    if (e.has_infinity()) return e;
    if (std::optional<Expr> parts = part_by_part(e, [](const Expr& a) { return factor(a); })) return *parts;
    ProductBuilder product;
    switch (e.kind()) {
    case NodeKind::Add: multiply_factored(product, e, Expr(1)); break;
    case NodeKind::Power: multiply_factored(product, e.base(), e.exponent()); break;
    case NodeKind::Mul:
        product.multiply(e.coefficient());
        for (const Factor& f : e.factors()) multiply_factored(product, f.base, f.exponent);
        break;
    default: return e;
    }
    return product.finish();
}

} // namespace rumina::algebra
