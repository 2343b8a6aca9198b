// factor: numerator and denominator of one quotient into irreducible factors. A product is factored factor by factor,
// so that what is factored already is not multiplied out again.
#include "algebra/display_order.h"
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

bool begins_with_minus(const Expr& sum) {
    const Number leading = leading_coefficient(sum);
    return leading.is_real() && leading.sign() < 0;
}

/// The product with factors b - a in place of a - b, as far as that takes minus signs away: under an even exponent, beside a
/// negative coefficient, and two at a time.
Expr with_fewer_signs(const Expr& product) {
    if (!product.is_mul()) return product;
    std::vector<Factor> factors(product.factors().begin(), product.factors().end());
    std::vector<Factor*> odd; // those that begin with a minus
    bool is_negative = product.coefficient().is_real() && product.coefficient().sign() < 0, changed = false;
    auto turn = [&](Factor& f) {
        f.base = negate(f.base);
        changed = true;
    };
    for (Factor& f : factors) {
        if (!f.base.is_add() || !f.exponent.is_integer() || !begins_with_minus(f.base)) continue;
        if (f.exponent.number().integer().is_odd()) odd.push_back(&f);
        else turn(f);
    }
    // The coefficient is turned beside an odd number of them.
    std::size_t turned = odd.size();
    if (turned > 0 && (turned % 2 == 1) != is_negative) --turned;
    for (std::size_t i = 0; i < turned; ++i) turn(*odd[i]);
    if (!changed) return product;
    ProductBuilder result;
    result.multiply(turned % 2 == 0 ? product.coefficient() : Number(0) - product.coefficient());
    for (const Factor& f : factors) result.multiply(f.base, f.exponent);
    return result.finish();
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
    return with_fewer_signs(product.finish());
}

} // namespace rumina::algebra
