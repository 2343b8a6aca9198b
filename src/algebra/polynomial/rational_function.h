// Quotients of polynomials in several variables over the rationals, always reduced: numerator and denominator have
// integer coefficients and no common factor, constants included, and the denominator's leading coefficient is positive.
#pragma once

#include "algebra/polynomial/multivariate.h"

namespace rumina::algebra {

class RationalFunction {
public:
    explicit RationalFunction(const PolynomialRing& ring); ///< 0
    RationalFunction(const Polynomial& value);
    /// numerator/denominator, reduced. DivisionByZero.
    static RationalFunction make(const Polynomial& numerator, const Polynomial& denominator);
    static RationalFunction constant(const PolynomialRing& ring, const Rational& value);
    RationalFunction(const RationalFunction& other);
    RationalFunction(RationalFunction&& other) noexcept;
    RationalFunction& operator=(const RationalFunction& other);
    RationalFunction& operator=(RationalFunction&& other) noexcept;
    ~RationalFunction();

    const PolynomialRing& ring() const { return ring_; }
    Polynomial numerator() const;
    Polynomial denominator() const;
    bool is_zero() const;
    bool is_one() const;
    bool is_polynomial() const; ///< the denominator is constant
    bool is_constant() const;
    bool uses(std::size_t variable) const;
    Polynomial polynomial() const;   ///< is_polynomial() must hold
    Rational constant_value() const; ///< is_constant() must hold

    friend RationalFunction operator+(const RationalFunction& a, const RationalFunction& b);
    friend RationalFunction operator-(const RationalFunction& a, const RationalFunction& b);
    friend RationalFunction operator*(const RationalFunction& a, const RationalFunction& b);
    friend RationalFunction operator/(const RationalFunction& a, const RationalFunction& b); ///< DivisionByZero
    RationalFunction operator-() const;
    friend bool operator==(const RationalFunction& a, const RationalFunction& b);

    RationalFunction derivative(std::size_t variable) const;
    /// The value at a rational point, nothing at a zero of the denominator.
    std::optional<Rational> evaluate(std::span<const Rational> values) const;

private:
    friend struct PolynomialAccess;
    PolynomialRing ring_;
    alignas(8) unsigned char storage_[96]; // an fmpz_mpoly_q_struct
};

/// a^n; ZeroToNegative.
RationalFunction power(const RationalFunction& a, std::int64_t n);

} // namespace rumina::algebra
