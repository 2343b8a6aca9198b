// Algebraic numbers, exactly: an irreducible integer polynomial and a ball that holds one of its roots. Equality, order
// and sign are always decided. [Johansson 2021, Calcium: qqbar]
//
// Degrees multiply under + and *, and time grows with a high power of them. Operations therefore ask first and give
// nothing when the result might pass the limits; that says nothing about the number.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "number/ball.h"
#include "number/rational.h"

namespace rumina {

/// Defaults keep every operation below about a tenth of a second.
struct AlgebraicLimits {
    std::int64_t degree = 48; ///< of the field that holds operands and result, at most
    std::int64_t bits = 2000; ///< length of the coefficients that may arise, estimated
};

class AlgebraicNumber {
public:
    AlgebraicNumber(); ///< 0
    explicit AlgebraicNumber(const Rational& value);
    static AlgebraicNumber gaussian(const Rational& real, const Rational& imaginary);
    static AlgebraicNumber imaginary_unit();
    static AlgebraicNumber golden_ratio();
    // Functions of r·π, for a reduced fraction r whose denominator is within the limit on degrees.
    static std::optional<AlgebraicNumber> exp_pi_i(const Rational& r, const AlgebraicLimits& limits = {}); ///< e^(iπr)
    static std::optional<AlgebraicNumber> cos_pi(const Rational& r, const AlgebraicLimits& limits = {});
    static std::optional<AlgebraicNumber> sin_pi(const Rational& r, const AlgebraicLimits& limits = {});
    static std::optional<AlgebraicNumber> tan_pi(const Rational& r, const AlgebraicLimits& limits = {}); ///< nothing at poles

    std::int64_t degree() const;
    /// Of lowest degree, content 1, leading coefficient positive; constant term first.
    std::vector<Integer> minimal_polynomial() const;
    std::int64_t coefficient_bits() const; ///< length of the longest coefficient
    bool is_zero() const;
    bool is_rational() const { return degree() == 1; }
    std::optional<Rational> rational() const;
    bool is_integer() const;
    bool is_algebraic_integer() const;
    bool is_real() const;
    int real_sign() const; ///< -1, 0 or 1, of the real part
    int imag_sign() const;
    /// e^(iπr) for this r in (-1, 1], when it is a root of unity.
    std::optional<Rational> root_of_unity() const;
    // Inverses of the functions of r·π: the principal value divided by π when that is rational.
    std::optional<Rational> asin_over_pi() const;
    std::optional<Rational> acos_over_pi() const;
    std::optional<Rational> atan_over_pi() const;
    /// (a + b√c)/q for a number of degree 2 at most; c squarefree when it is not too long to factor, or -1.
    struct Quadratic {
        Integer a, b, c, q;
    };
    std::optional<Quadratic> quadratic() const;

    Ball enclosure(std::int64_t prec) const; ///< exactly real or imaginary where the number is
    std::uint64_t hash() const;      ///< equal numbers have equal hashes

    friend bool operator==(const AlgebraicNumber& a, const AlgebraicNumber& b);
    friend int compare_real(const AlgebraicNumber& a, const AlgebraicNumber& b); ///< of the real parts
    friend int compare_abs(const AlgebraicNumber& a, const AlgebraicNumber& b);

    AlgebraicNumber operator-() const;
    AlgebraicNumber conj() const;
    // These keep the degree.
    AlgebraicNumber times(const Rational& factor) const;
    AlgebraicNumber plus(const Rational& term) const;
    AlgebraicNumber inverse() const; ///< DivisionByZero

private:
    friend struct AlgebraicAccess;
    class Implementation;
    explicit AlgebraicNumber(std::shared_ptr<const Implementation> implementation);
    std::shared_ptr<const Implementation> implementation_; ///< never null; shared by copies, never written
};

using MaybeAlgebraic = std::optional<AlgebraicNumber>; ///< nothing: the limits were in the way

MaybeAlgebraic add(const AlgebraicNumber& a, const AlgebraicNumber& b, const AlgebraicLimits& limits = {});
MaybeAlgebraic sub(const AlgebraicNumber& a, const AlgebraicNumber& b, const AlgebraicLimits& limits = {});
MaybeAlgebraic mul(const AlgebraicNumber& a, const AlgebraicNumber& b, const AlgebraicLimits& limits = {});
MaybeAlgebraic div(const AlgebraicNumber& a, const AlgebraicNumber& b, const AlgebraicLimits& limits = {}); ///< DivisionByZero
/// a^n; 0^0 is 1. ZeroToNegative for 0.
MaybeAlgebraic power(const AlgebraicNumber& a, const Integer& n, const AlgebraicLimits& limits = {});
MaybeAlgebraic root(const AlgebraicNumber& a, std::uint32_t n, const AlgebraicLimits& limits = {}); ///< principal, n >= 1
/// Principal: root(a^p, q) would be wrong for some a; this is root(a, q)^p.
MaybeAlgebraic power(const AlgebraicNumber& a, const Rational& exponent, const AlgebraicLimits& limits = {});
MaybeAlgebraic real_part(const AlgebraicNumber& a, const AlgebraicLimits& limits = {});
MaybeAlgebraic imaginary_part(const AlgebraicNumber& a, const AlgebraicLimits& limits = {});
MaybeAlgebraic abs(const AlgebraicNumber& a, const AlgebraicLimits& limits = {});
/// Σ cᵢ·aⁱ, in the field of a.
MaybeAlgebraic evaluate(const std::vector<Rational>& coefficients, const AlgebraicNumber& a, const AlgebraicLimits& limits = {});

/// The roots of a nonzero polynomial (constant term first), each as often as its multiplicity: the real ones ascending,
/// then the others by real part, |imaginary part| and its sign, all ascending. Nothing past the limits.
std::optional<std::vector<AlgebraicNumber>> roots(const std::vector<Integer>& coefficients, const AlgebraicLimits& limits = {120, 4000});
/// x as a polynomial in `generator` with rational coefficients (lowest first), if it lies in its field. Nothing when it
/// does not, or was not found.
std::optional<std::vector<Rational>> express_in_field(const AlgebraicNumber& x, const AlgebraicNumber& generator);

} // namespace rumina
