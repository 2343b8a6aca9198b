// Floats of any precision: m·2^e, rounded to nearest (ties to even) after every operation. The precision is part of
// the value; an operation on two floats has the smaller of theirs. There are no NaN and no infinities.
//
// A precision of `bits` stands for `digits` significant decimal digits: the most for which every decimal of that many
// digits survives the way to the float and back (2^(bits-1) > 10^digits) [Matula 1968], one bit left over. So a float
// made from d correct digits prints exactly these.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "number/decimal_text.h"
#include "number/rational.h"

namespace rumina {

class Ball;

class BigFloat {
public:
    BigFloat() noexcept : storage_{}, precision_(53) {} ///< 0 with the precision of a double
    BigFloat(const BigFloat& other);
    BigFloat(BigFloat&& other) noexcept;
    BigFloat& operator=(const BigFloat& other);
    BigFloat& operator=(BigFloat&& other) noexcept;
    ~BigFloat();

    static BigFloat from_double(double value); ///< exact, 53 bits; the value must be finite
    static BigFloat from_integer(const Integer& value, std::int64_t precision_bits);
    static BigFloat from_rational(const Rational& value, std::int64_t precision_bits);
    /// The float nearest to the decimal rounding of a real number to `digits` significant digits (halves away from
    /// zero), so that printing it gives these digits. Nothing when the ball does not determine them, or is not finite;
    /// the imaginary part is not looked at.
    static std::optional<BigFloat> from_ball(const Ball& real, int digits);
    /// The real number rounded to nearest at this many bits; nothing when the ball does not determine that float.
    static std::optional<BigFloat> from_ball_bits(const Ball& real, std::int64_t precision_bits);
    /// The float nearest to decimal text; the precision stands for `digits`, by default the number of significant
    /// digits written, so that to_string gives the text back. Nothing for anything that is no decimal number.
    static std::optional<BigFloat> parse(std::string_view text, int digits = 0);

    static std::int64_t bits_for_digits(std::int64_t digits); ///< digits·log2(10), rounded up, and 2 more
    static std::int64_t digits_for_bits(std::int64_t bits);   ///< its inverse, rounded down; at least 1

    std::int64_t precision_bits() const noexcept { return precision_; }
    std::int64_t digits() const { return digits_for_bits(precision_); }
    int sign() const noexcept;
    bool is_zero() const noexcept { return sign() == 0; }
    bool is_integer() const noexcept;
    /// Rounded again to this precision (more bits change nothing but the precision).
    BigFloat with_precision(std::int64_t precision_bits) const;

    double to_double() const;   ///< nearest, ties to even; ±infinity when too large
    Rational to_rational() const; ///< exact; NumberTooLarge when the fraction would pass the limit
    /// digits() significant digits, correctly rounded, laid out as a double's text: 3.1416, 1.2345e-10, 1.23e+50.
    /// Trailing zeros tell the precision; Drop leaves them out. Zero is "0".
    std::string to_string(TrailingZeros zeros = TrailingZeros::Keep) const;
    std::size_t bytes() const noexcept; ///< heap memory held
    /// Depends on the value only, and equals the Rational's hash when to_rational() would not fail.
    std::uint64_t hash() const;

    // FloatOverflow past 2^(2^256); what is nearer to 0 than the reciprocal of that becomes 0.
    friend BigFloat operator+(const BigFloat& a, const BigFloat& b);
    friend BigFloat operator-(const BigFloat& a, const BigFloat& b);
    friend BigFloat operator*(const BigFloat& a, const BigFloat& b);
    friend BigFloat operator/(const BigFloat& a, const BigFloat& b); ///< DivisionByZero
    BigFloat operator-() const;
    BigFloat abs() const;
    friend int compare(const BigFloat& a, const BigFloat& b) noexcept; ///< exact, whatever the precisions
    friend bool operator==(const BigFloat& a, const BigFloat& b) noexcept { return compare(a, b) == 0; }

private:
    friend struct BallAccess; // number/flint_ball.h: the storage as an arf
    alignas(8) unsigned char storage_[32];
    std::int64_t precision_;
};

/// Exact order of a float and a rational or a finite double: -1, 0, 1.
int compare(const BigFloat& a, const Rational& b);
int compare(const BigFloat& a, double b);

} // namespace rumina
