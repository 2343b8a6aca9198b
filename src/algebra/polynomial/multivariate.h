// Sparse polynomials in several variables over the rationals. They know no expressions: variables are numbers 0, 1, ….
//
//   PolynomialRing ring(2);
//   Polynomial x = Polynomial::variable(ring, 0), y = Polynomial::variable(ring, 1);
//   factor(x*x - y*y).factors        // (x - y)^1, (x + y)^1
//
// A polynomial is a rational content times a primitive integer polynomial with positive leading coefficient, terms
// sorted by the ring's order from the largest on (FLINT's fmpq_mpoly). Operands must belong to the same ring.
// What may grow is estimated first (limits.h): TooManyTerms, TooLarge or NumberTooLarge instead of the attempt.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "number/rational.h"

namespace rumina::algebra {

enum class MonomialOrder : std::uint8_t { DegreeReverseLexicographic, DegreeLexicographic, Lexicographic };

/// A handle; equal for copies of one ring only.
class PolynomialRing {
public:
    explicit PolynomialRing(std::size_t variables, MonomialOrder order = MonomialOrder::DegreeReverseLexicographic);
    std::size_t variables() const { return variables_; }
    MonomialOrder order() const { return order_; }
    friend bool operator==(const PolynomialRing& a, const PolynomialRing& b) { return a.context_ == b.context_; }

private:
    friend struct PolynomialAccess;
    std::shared_ptr<const void> context_;
    std::size_t variables_;
    MonomialOrder order_;
};

/// Exponents stay below this; a product or power that would pass it raises TooLarge.
inline constexpr std::uint64_t kLargestExponent = std::uint64_t{1} << 40;

class Polynomial {
public:
    explicit Polynomial(PolynomialRing ring); ///< 0
    Polynomial(const Polynomial& other);
    Polynomial(Polynomial&& other) noexcept;
    Polynomial& operator=(const Polynomial& other);
    Polynomial& operator=(Polynomial&& other) noexcept;
    ~Polynomial();

    static Polynomial constant(const PolynomialRing& ring, const Rational& value);
    static Polynomial variable(const PolynomialRing& ring, std::size_t variable);
    static Polynomial monomial(const PolynomialRing& ring, const Rational& coefficient, std::span<const std::uint64_t> exponents);

    const PolynomialRing& ring() const { return ring_; }
    std::size_t terms() const;
    bool is_zero() const { return terms() == 0; }
    bool is_constant() const; ///< 0 included
    bool is_one() const;
    /// is_constant() must hold.
    Rational constant_value() const;
    /// Coefficient and exponents of term i, counted from the largest. exponents.size() is ring().variables().
    Rational coefficient(std::size_t i) const;
    void exponents(std::size_t i, std::span<std::uint64_t> exponents) const;
    Rational leading_coefficient() const; ///< 0 for the zero polynomial
    /// The rational content, with the sign of the leading coefficient; 0 for 0.
    Rational content() const;
    /// The polynomial over its content; 0 for 0.
    Polynomial primitive_part() const;
    /// The polynomial over its leading coefficient; 0 for 0.
    Polynomial monic() const;

    /// -1 for the zero polynomial.
    std::int64_t degree(std::size_t variable) const;
    std::vector<std::int64_t> degrees() const;
    std::int64_t total_degree() const;
    bool uses(std::size_t variable) const { return degree(variable) > 0; }
    std::vector<bool> used_variables() const;
    std::size_t coefficient_bits() const; ///< of the longest coefficient of the primitive part
    std::size_t hash() const;

    friend Polynomial operator+(const Polynomial& a, const Polynomial& b);
    friend Polynomial operator-(const Polynomial& a, const Polynomial& b);
    friend Polynomial operator*(const Polynomial& a, const Polynomial& b);
    friend Polynomial operator*(const Polynomial& a, const Rational& b);
    Polynomial operator-() const;
    friend bool operator==(const Polynomial& a, const Polynomial& b);
    /// A total order within the ring: by terms from the largest on.
    friend int compare(const Polynomial& a, const Polynomial& b);

    Polynomial derivative(std::size_t variable) const;
    /// The value at a rational point; values.size() is ring().variables().
    Rational evaluate(std::span<const Rational> values) const;
    Polynomial evaluate(std::size_t variable, const Rational& value) const;
    /// Replaces every variable at once; the images share one ring, which may be another.
    Polynomial compose(std::span<const Polynomial> images) const;
    /// The same polynomial in `target`, where variable i is called new_variables[i].
    Polynomial moved_to(const PolynomialRing& target, std::span<const std::size_t> new_variables) const;
    /// The coefficient of variable^power, free of the variable.
    Polynomial coefficient_of(std::size_t variable, std::uint64_t power) const;
    /// All coefficients in one variable that are not zero, by falling power.
    std::vector<std::pair<std::uint64_t, Polynomial>> coefficients_in(std::size_t variable) const;
    /// The coefficient of the highest power of one variable.
    Polynomial leading_coefficient_in(std::size_t variable) const;
    /// Replaces variable^n by `value` as often as it fits: the normal form modulo variable^n - value, which must not
    /// contain the variable.
    Polynomial reduce_power(std::size_t variable, std::uint64_t n, const Polynomial& value) const;

private:
    friend struct PolynomialAccess;
    PolynomialRing ring_;
    alignas(8) unsigned char storage_[64]; // an fmpq_mpoly_struct
};

/// Gathers terms in any order; equal monomials add up. n terms cost O(n log n).
class PolynomialBuilder {
public:
    explicit PolynomialBuilder(const PolynomialRing& ring);
    /// TooLarge for an exponent of kLargestExponent or more.
    void add(const Rational& coefficient, std::span<const std::uint64_t> exponents);
    Polynomial finish(); ///< leaves the builder empty

private:
    Polynomial made() const;
    PolynomialRing ring_;
    std::vector<Rational> coefficients_;
    std::vector<std::uint64_t> exponents_;
};

/// a^n, size estimated by the multinomial and the degree bounds.
Polynomial power(const Polynomial& a, std::uint64_t n);
/// a/b when b divides a. DivisionByZero.
std::optional<Polynomial> divide_exactly(const Polynomial& a, const Polynomial& b);

/// Greatest common divisor: primitive over the integers with positive leading coefficient; gcd(0, 0) = 0.
Polynomial gcd(const Polynomial& a, const Polynomial& b);
/// Least common multiple, primitive likewise; 0 when one is 0.
Polynomial lcm(const Polynomial& a, const Polynomial& b);
/// The gcd of the coefficients in one variable.
Polynomial content_in(const Polynomial& a, std::size_t variable);

/// unit · Π factors^exponent.
struct Factorization {
    Rational unit;
    /// Primitive over the integers with positive leading coefficient, not constant; in a fixed order.
    std::vector<std::pair<Polynomial, std::uint64_t>> factors;
};
/// Into irreducible factors over the rationals. The zero polynomial has unit 0 and no factors. Polynomials of two terms
/// go through cyclotomic polynomials, others to Hensel lifting. [Wang 1978; Zassenhaus 1969; van Hoeij 2002]
Factorization factor(const Polynomial& a);
/// Into pairwise coprime squarefree factors of rising exponent.
Factorization factor_squarefree(const Polynomial& a);

/// Sylvester's resultant with respect to one variable, 0 when one is 0. [Cox, Little & O'Shea] 3.6
Polynomial resultant(const Polynomial& a, const Polynomial& b, std::size_t variable);
/// (-1)^(n(n-1)/2) · resultant(a, a') / leading coefficient, for degree n >= 1. OutsideDomain below degree 1.
Polynomial discriminant(const Polynomial& a, std::size_t variable);
/// scale·a = quotient·b + remainder with the remainder of smaller degree in the variable, scale free of it: a power of
/// b's leading coefficient. DivisionByZero.
struct PseudoDivision {
    Polynomial scale, quotient, remainder;
};
PseudoDivision pseudo_divide(const Polynomial& a, const Polynomial& b, std::size_t variable);
/// The square root when it is a polynomial; with positive leading coefficient.
std::optional<Polynomial> exact_square_root(const Polynomial& a);

} // namespace rumina::algebra
