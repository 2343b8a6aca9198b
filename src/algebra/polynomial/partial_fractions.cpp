// Partial fractions and Hermite reduction in one variable over the field of fractions in the others.
#include "algebra/polynomial/partial_fractions.h"

#include <algorithm>

#include "algebra/polynomial/fraction_polynomial.h"
#include "base/assert.h"

namespace rumina::algebra {

namespace {

using FactorList = std::vector<std::pair<Polynomial, std::uint64_t>>;

/// f with the denominator taken apart into the given factors, of which those free of the variable go to the numerator.
PartialFractions take_apart(const RationalFunction& f, std::size_t variable, const FactorList& factors) {
    const PolynomialRing& ring = f.ring();
    PartialFractions result{RationalFunction(ring), {}};
    FactorList bases;
    Polynomial product = Polynomial::constant(ring, Rational(1));
    for (const auto& [base, exponent] : factors) {
        if (!base.uses(variable)) continue;
        bases.emplace_back(base, exponent);
        product = product * power(base, exponent);
    }
    // f = numerator/product, where the numerator's denominator is free of the variable.
    FractionPolynomial rest(f * RationalFunction(product), variable), bottom(product, variable), quotient(ring, variable);
    divide(rest, bottom, quotient, rest);
    result.polynomial = quotient.to_rational_function();
    for (std::size_t i = 0; i < bases.size() && !rest.is_zero(); ++i) {
        const auto& [base, exponent] = bases[i];
        const FractionPolynomial p(base, variable);
        FractionPolynomial numerator = rest;
        if (i + 1 < bases.size()) {
            // rest/(p^e·q) = s/p^e + t/q with s·q + t·p^e = rest
            const FractionPolynomial whole(power(base, exponent), variable);
            FractionPolynomial cofactor(ring, variable), left(ring, variable), t(ring, variable);
            divide(bottom, whole, cofactor, left);
            RUMINA_ASSERT(left.is_zero(), "a factor divides");
            solve_bezout(cofactor, whole, rest, numerator, t);
            rest = std::move(t);
            bottom = std::move(cofactor);
        }
        // p-adic digits of the numerator
        std::vector<PartialFractions::Part> parts;
        for (std::uint64_t j = exponent; j > 0 && !numerator.is_zero(); --j) {
            FractionPolynomial digit(ring, variable), next(ring, variable);
            divide(numerator, p, next, digit);
            if (!digit.is_zero()) parts.push_back({digit.to_rational_function(), base, j});
            numerator = std::move(next);
        }
        RUMINA_ASSERT(numerator.is_zero(), "a proper fraction");
        for (auto& part : parts) result.parts.push_back(std::move(part));
    }
    return result;
}

} // namespace

PartialFractions partial_fractions(const RationalFunction& f, std::size_t variable) {
    return take_apart(f, variable, factor(f.denominator()).factors);
}

PartialFractions squarefree_partial_fractions(const RationalFunction& f, std::size_t variable) {
    return take_apart(f, variable, factor_squarefree(f.denominator()).factors);
}

HermiteReduction hermite_reduce(const RationalFunction& f, std::size_t variable) {
    const PolynomialRing& ring = f.ring();
    PartialFractions apart = squarefree_partial_fractions(f, variable);
    HermiteReduction result{RationalFunction(ring), apart.polynomial};
    // Parts of one base come with falling powers; what a step leaves joins the next power.
    for (std::size_t i = 0; i < apart.parts.size();) {
        const Polynomial base = apart.parts[i].base;
        const FractionPolynomial p(base, variable), slope = p.derivative();
        std::uint64_t k = apart.parts[i].power;
        FractionPolynomial numerator(ring, variable);
        for (; k > 0; --k) {
            if (i < apart.parts.size() && apart.parts[i].base == base && apart.parts[i].power == k) {
                numerator = numerator + FractionPolynomial(apart.parts[i].numerator, variable);
                ++i;
            }
            if (k == 1) break;
            // numerator = s·p' + t·p, so ∫ numerator/p^k = -s/((k-1)·p^(k-1)) + ∫ (t + s'/(k-1))/p^(k-1)
            FractionPolynomial s(ring, variable), t(ring, variable);
            solve_bezout(slope, p, numerator, s, t);
            const RationalFunction scale = RationalFunction::constant(ring, Rational::make(Integer(1), Integer(static_cast<std::int64_t>(k - 1))));
            result.rational_part = result.rational_part - s.to_rational_function() * scale / RationalFunction(power(base, k - 1));
            numerator = t + s.derivative() * scale;
        }
        result.remaining = result.remaining + numerator.to_rational_function() / RationalFunction(base);
    }
    return result;
}

} // namespace rumina::algebra
