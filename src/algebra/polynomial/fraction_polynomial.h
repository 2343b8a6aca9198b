// Dense polynomials in one variable of a ring, over the field of fractions in the ring's other variables: division with
// remainder, greatest common divisors and Bézout cofactors where the coefficients are rational functions of parameters.
// For one variable without parameters use univariate.h, which is many times faster.
#pragma once

#include <vector>

#include "algebra/polynomial/rational_function.h"

namespace rumina::algebra {

class FractionPolynomial {
public:
    FractionPolynomial(const PolynomialRing& ring, std::size_t variable) : ring_(ring), variable_(variable) {} ///< 0
    /// TooLarge when the degree is too high for dense storage.
    FractionPolynomial(const Polynomial& a, std::size_t variable);
    /// A rational function whose denominator is free of the variable.
    FractionPolynomial(const RationalFunction& a, std::size_t variable);
    static FractionPolynomial constant(const RationalFunction& value, std::size_t variable);

    const PolynomialRing& ring() const { return ring_; }
    std::size_t variable() const { return variable_; }
    std::int64_t degree() const { return static_cast<std::int64_t>(coefficients_.size()) - 1; } ///< -1 for 0
    bool is_zero() const { return coefficients_.empty(); }
    const RationalFunction& coefficient(std::size_t i) const { return coefficients_[i]; } ///< i <= degree()
    const RationalFunction& leading_coefficient() const { return coefficients_.back(); }
    /// The value in the ring's field of fractions.
    RationalFunction to_rational_function() const;

    friend FractionPolynomial operator+(const FractionPolynomial& a, const FractionPolynomial& b);
    friend FractionPolynomial operator-(const FractionPolynomial& a, const FractionPolynomial& b);
    friend FractionPolynomial operator*(const FractionPolynomial& a, const FractionPolynomial& b);
    friend FractionPolynomial operator*(const FractionPolynomial& a, const RationalFunction& b);
    friend bool operator==(const FractionPolynomial& a, const FractionPolynomial& b) { return a.coefficients_ == b.coefficients_; }
    FractionPolynomial derivative() const; ///< with respect to its variable
    FractionPolynomial monic() const;

    /// a = quotient·b + remainder, degree of the remainder below that of b. DivisionByZero.
    friend void divide(const FractionPolynomial& a, const FractionPolynomial& b, FractionPolynomial& quotient, FractionPolynomial& remainder);

private:
    void normalise();
    PolynomialRing ring_;
    std::size_t variable_;
    std::vector<RationalFunction> coefficients_; // by rising power, the last not zero
};

void divide(const FractionPolynomial& a, const FractionPolynomial& b, FractionPolynomial& quotient, FractionPolynomial& remainder);

/// s·a + t·b = gcd, monic. [Cohen 2003] 4.2; Euclid's algorithm with monic remainders.
struct FractionBezout {
    FractionPolynomial gcd, s, t;
};
FractionBezout extended_gcd(const FractionPolynomial& a, const FractionPolynomial& b);
/// s and t with s·a + t·b = c and degree s < degree b, for coprime a and b; degree t < degree a when degree c < degree a·b.
void solve_bezout(const FractionPolynomial& a, const FractionPolynomial& b, const FractionPolynomial& c, FractionPolynomial& s,
                  FractionPolynomial& t);

} // namespace rumina::algebra
