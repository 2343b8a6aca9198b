// Dense polynomials in one variable over the rationals: division, greatest common divisors with cofactors, factors,
// rational and real roots. Degrees past polynomial_limits().max_dense_degree raise TooLarge.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "algebra/polynomial/multivariate.h"
#include "number/rational.h"

namespace rumina::algebra {

class UnivariatePolynomial {
public:
    UnivariatePolynomial(); ///< 0
    explicit UnivariatePolynomial(const Rational& constant);
    /// Coefficients by rising power.
    explicit UnivariatePolynomial(std::span<const Rational> coefficients);
    /// Of a polynomial that uses no other variable.
    UnivariatePolynomial(const Polynomial& a, std::size_t variable);
    static UnivariatePolynomial variable();
    static UnivariatePolynomial monomial(const Rational& coefficient, std::uint64_t power);
    /// The n-th cyclotomic polynomial, n >= 1.
    static UnivariatePolynomial cyclotomic(std::uint64_t n);
    UnivariatePolynomial(const UnivariatePolynomial& other);
    UnivariatePolynomial(UnivariatePolynomial&& other) noexcept;
    UnivariatePolynomial& operator=(const UnivariatePolynomial& other);
    UnivariatePolynomial& operator=(UnivariatePolynomial&& other) noexcept;
    ~UnivariatePolynomial();

    std::int64_t degree() const; ///< -1 for 0
    bool is_zero() const { return degree() < 0; }
    Rational coefficient(std::uint64_t power) const;
    Rational leading_coefficient() const; ///< 0 for 0
    /// The polynomial over ring, in the given variable.
    Polynomial in(const PolynomialRing& ring, std::size_t variable) const;

    friend UnivariatePolynomial operator+(const UnivariatePolynomial& a, const UnivariatePolynomial& b);
    friend UnivariatePolynomial operator-(const UnivariatePolynomial& a, const UnivariatePolynomial& b);
    friend UnivariatePolynomial operator*(const UnivariatePolynomial& a, const UnivariatePolynomial& b);
    friend UnivariatePolynomial operator*(const UnivariatePolynomial& a, const Rational& b);
    UnivariatePolynomial operator-() const;
    friend bool operator==(const UnivariatePolynomial& a, const UnivariatePolynomial& b);
    UnivariatePolynomial derivative() const;
    UnivariatePolynomial monic() const;          ///< 0 for 0
    UnivariatePolynomial primitive_part() const; ///< integer coefficients without common factor, leading one positive
    Rational evaluate(const Rational& x) const;
    UnivariatePolynomial compose(const UnivariatePolynomial& inner) const;

private:
    friend struct PolynomialAccess;
    alignas(8) unsigned char storage_[32]; // an fmpq_poly_struct
};

/// Quotient and remainder; DivisionByZero.
std::pair<UnivariatePolynomial, UnivariatePolynomial> divide(const UnivariatePolynomial& a, const UnivariatePolynomial& b);
UnivariatePolynomial power(const UnivariatePolynomial& a, std::uint64_t n);
UnivariatePolynomial gcd(const UnivariatePolynomial& a, const UnivariatePolynomial& b); ///< monic; gcd(0, 0) = 0
/// s·a + t·b = gcd, monic.
struct UnivariateBezout {
    UnivariatePolynomial gcd, s, t;
};
UnivariateBezout extended_gcd(const UnivariatePolynomial& a, const UnivariatePolynomial& b);
Rational resultant(const UnivariatePolynomial& a, const UnivariatePolynomial& b);
Rational discriminant(const UnivariatePolynomial& a); ///< 0 below degree 1

/// unit · Π factors^exponent; factors are primitive over the integers with positive leading coefficient.
struct UnivariateFactorization {
    Rational unit;
    std::vector<std::pair<UnivariatePolynomial, std::uint64_t>> factors;
};
UnivariateFactorization factor(const UnivariatePolynomial& a);
UnivariateFactorization factor_squarefree(const UnivariatePolynomial& a);
/// n when a is the n-th cyclotomic polynomial, 0 otherwise.
std::uint64_t cyclotomic_index(const UnivariatePolynomial& a);

/// Rational roots, ascending, each once. From the linear factors.
std::vector<Rational> rational_roots(const UnivariatePolynomial& a);
/// Number of distinct real roots; a must not be 0. [Sturm 1835]
std::int64_t count_real_roots(const UnivariatePolynomial& a);
/// Number of distinct real roots in the half-open interval (low, high]; a must not be 0. By Sturm's chain.
std::int64_t count_real_roots(const UnivariatePolynomial& a, const Rational& low, const Rational& high);

/// A closed interval that holds exactly one real root of a polynomial. When low = high the root is that rational;
/// otherwise neither end is a root.
struct RootInterval {
    Rational low, high;
};
/// Intervals around all distinct real roots, ascending, with at most an end in common; a must not be 0. Descartes' rule of signs with
/// bisection. [Collins & Akritas 1976]
std::vector<RootInterval> isolate_real_roots(const UnivariatePolynomial& a);
/// The interval narrowed by bisection until it is no wider than `width`; `a` as given to isolate_real_roots.
RootInterval refine(const UnivariatePolynomial& a, const RootInterval& root, const Rational& width);

} // namespace rumina::algebra
