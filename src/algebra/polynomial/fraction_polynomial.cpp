// Dense polynomials in one variable over the field of fractions in the ring's other variables.
#include "algebra/polynomial/fraction_polynomial.h"

#include <algorithm>

#include "algebra/polynomial/limits.h"
#include "base/assert.h"
#include "diagnostics/diagnostic.h"

namespace rumina::algebra {

FractionPolynomial::FractionPolynomial(const Polynomial& a, std::size_t variable) : ring_(a.ring()), variable_(variable) {
    require_dense_degree("polynomial", a.degree(variable));
    coefficients_.assign(static_cast<std::size_t>(a.degree(variable) + 1), RationalFunction(ring_));
    for (auto& [power, coefficient] : a.coefficients_in(variable)) coefficients_[static_cast<std::size_t>(power)] = RationalFunction(coefficient);
}

FractionPolynomial::FractionPolynomial(const RationalFunction& a, std::size_t variable)
    : FractionPolynomial(a.numerator(), variable) {
    const Polynomial denominator = a.denominator();
    RUMINA_ASSERT(!denominator.uses(variable), "a denominator free of the variable");
    if (denominator.is_one()) return;
    const RationalFunction scale = RationalFunction::make(Polynomial::constant(ring_, Rational(1)), denominator);
    for (RationalFunction& c : coefficients_) c = c * scale;
}

FractionPolynomial FractionPolynomial::constant(const RationalFunction& value, std::size_t variable) {
    FractionPolynomial result(value.ring(), variable);
    if (!value.is_zero()) result.coefficients_.push_back(value);
    return result;
}

void FractionPolynomial::normalise() {
    while (!coefficients_.empty() && coefficients_.back().is_zero()) coefficients_.pop_back();
}

RationalFunction FractionPolynomial::to_rational_function() const {
    // Over one denominator, so that the sum is one of polynomials.
    Polynomial denominator = Polynomial::constant(ring_, Rational(1));
    for (const RationalFunction& c : coefficients_) denominator = lcm(denominator, c.denominator());
    const RationalFunction scale(denominator);
    const Polynomial x = Polynomial::variable(ring_, variable_);
    Polynomial sum(ring_);
    for (std::size_t i = coefficients_.size(); i-- > 0;) sum = sum * x + (coefficients_[i] * scale).polynomial();
    return RationalFunction::make(sum, denominator);
}

FractionPolynomial operator+(const FractionPolynomial& a, const FractionPolynomial& b) {
    FractionPolynomial result = a.degree() >= b.degree() ? a : b;
    const FractionPolynomial& other = a.degree() >= b.degree() ? b : a;
    for (std::size_t i = 0; i < other.coefficients_.size(); ++i) result.coefficients_[i] = result.coefficients_[i] + other.coefficients_[i];
    result.normalise();
    return result;
}

FractionPolynomial operator*(const FractionPolynomial& a, const RationalFunction& b) {
    FractionPolynomial result(a);
    for (RationalFunction& c : result.coefficients_) c = c * b;
    result.normalise();
    return result;
}

FractionPolynomial operator-(const FractionPolynomial& a, const FractionPolynomial& b) {
    return a + b * RationalFunction::constant(b.ring_, Rational(-1));
}

FractionPolynomial operator*(const FractionPolynomial& a, const FractionPolynomial& b) {
    FractionPolynomial result(a.ring_, a.variable_);
    if (a.is_zero() || b.is_zero()) return result;
    result.coefficients_.assign(a.coefficients_.size() + b.coefficients_.size() - 1, RationalFunction(a.ring_));
    for (std::size_t i = 0; i < a.coefficients_.size(); ++i) {
        if (a.coefficients_[i].is_zero()) continue;
        for (std::size_t j = 0; j < b.coefficients_.size(); ++j)
            if (!b.coefficients_[j].is_zero()) result.coefficients_[i + j] = result.coefficients_[i + j] + a.coefficients_[i] * b.coefficients_[j];
    }
    return result;
}

FractionPolynomial FractionPolynomial::derivative() const {
    FractionPolynomial result(ring_, variable_);
    for (std::size_t i = 1; i < coefficients_.size(); ++i)
        result.coefficients_.push_back(coefficients_[i] * RationalFunction::constant(ring_, Rational(static_cast<std::int64_t>(i))));
    return result;
}

FractionPolynomial FractionPolynomial::monic() const {
    if (is_zero() || leading_coefficient().is_one()) return *this;
    return *this * (RationalFunction::constant(ring_, Rational(1)) / leading_coefficient());
}

void divide(const FractionPolynomial& a, const FractionPolynomial& b, FractionPolynomial& quotient, FractionPolynomial& remainder) {
    if (b.is_zero()) fail(DiagnosticId::DivisionByZero);
    FractionPolynomial rest(a), result(a.ring_, a.variable_);
    if (a.degree() >= b.degree()) result.coefficients_.assign(static_cast<std::size_t>(a.degree() - b.degree() + 1), RationalFunction(a.ring_));
    while (rest.degree() >= b.degree()) {
        auto shift = static_cast<std::size_t>(rest.degree() - b.degree());
        RationalFunction factor = rest.leading_coefficient() / b.leading_coefficient();
        for (std::size_t i = 0; i + 1 < b.coefficients_.size(); ++i)
            if (!b.coefficients_[i].is_zero()) rest.coefficients_[i + shift] = rest.coefficients_[i + shift] - factor * b.coefficients_[i];
        rest.coefficients_.pop_back(); // it cancels
        rest.normalise();
        result.coefficients_[shift] = std::move(factor);
    }
    quotient = std::move(result);
    remainder = std::move(rest);
}

FractionBezout extended_gcd(const FractionPolynomial& a, const FractionPolynomial& b) {
    const RationalFunction one = RationalFunction::constant(a.ring(), Rational(1));
    FractionPolynomial r0 = a, r1 = b;
    FractionPolynomial s0 = FractionPolynomial::constant(one, a.variable()), s1(a.ring(), a.variable());
    FractionPolynomial t0 = s1, t1 = s0;
    while (!r1.is_zero()) {
        // Remainders are kept monic: coefficients grow less.
        const RationalFunction scale = one / r1.leading_coefficient();
        r1 = r1 * scale, s1 = s1 * scale, t1 = t1 * scale;
        FractionPolynomial quotient(a.ring(), a.variable()), remainder = quotient;
        divide(r0, r1, quotient, remainder);
        FractionPolynomial s = s0 - quotient * s1, t = t0 - quotient * t1;
        r0 = std::move(r1), r1 = std::move(remainder);
        s0 = std::move(s1), s1 = std::move(s);
        t0 = std::move(t1), t1 = std::move(t);
    }
    if (!r0.is_zero() && !r0.leading_coefficient().is_one()) {
        const RationalFunction scale = one / r0.leading_coefficient();
        r0 = r0 * scale, s0 = s0 * scale, t0 = t0 * scale;
    }
    return {std::move(r0), std::move(s0), std::move(t0)};
}

void solve_bezout(const FractionPolynomial& a, const FractionPolynomial& b, const FractionPolynomial& c, FractionPolynomial& s, FractionPolynomial& t) {
    FractionBezout bezout = extended_gcd(a, b);
    RUMINA_ASSERT(bezout.gcd.degree() == 0, "coprime polynomials");
    FractionPolynomial quotient(a.ring(), a.variable());
    divide(bezout.s * c, b, quotient, s);
    t = bezout.t * c + quotient * a;
}

} // namespace rumina::algebra
