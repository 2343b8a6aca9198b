// Fractions: always reduced, denominator positive, a pair of Integers laid out as FLINT's fmpq.
#pragma once

#include "number/integer.h"

namespace rumina {

class Rational {
public:
    Rational() : denominator_(1) {}
    Rational(Integer value) : numerator_(std::move(value)), denominator_(1) {}
    Rational(std::int64_t value) : numerator_(value), denominator_(1) {}
    /// numerator/denominator, reduced. DivisionByZero for a zero denominator.
    static Rational make(Integer numerator, Integer denominator);
    static Rational make(std::int64_t numerator, std::int64_t denominator);
    /// "0.5", "1.5e-3", "0.(3)", "12", "1/3" with an optional sign; nothing for anything else. Exponents beyond the
    /// digit limit raise NumberTooLarge.
    static std::optional<Rational> parse(std::string_view text);
    /// The exact value of a finite double.
    static Rational from_double(double value);
    /// The simplest fraction that rounds to the double (smallest denominator; `rationalize`, `fraction`).
    static Rational simplest_of_double(double value);

    const Integer& numerator() const { return numerator_; }
    const Integer& denominator() const { return denominator_; }
    bool is_integer() const { return denominator_.is_one(); }
    int sign() const { return numerator_.sign(); }
    std::string to_string() const; ///< "p/q", or "p" when integral
    std::string to_hexadecimal() const; ///< both parts in hexadecimal
    double to_double() const;      ///< correctly rounded, any size
    std::size_t bytes() const { return numerator_.bytes() + denominator_.bytes(); }
    std::uint64_t hash() const; ///< equal to the Integer's hash when integral

    friend Rational operator+(const Rational& a, const Rational& b);
    friend Rational operator-(const Rational& a, const Rational& b);
    friend Rational operator*(const Rational& a, const Rational& b);
    friend Rational operator/(const Rational& a, const Rational& b); ///< DivisionByZero
    Rational operator-() const;
    Rational abs() const;
    friend int compare(const Rational& a, const Rational& b);
    friend bool operator==(const Rational& a, const Rational& b) { return a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_; }

private:
    friend struct FlintAccess;
    Integer numerator_, denominator_;
};

Integer floor(const Rational& a);
Integer ceil(const Rational& a);
Integer truncate(const Rational& a);
Integer round(const Rational& a); ///< halves away from zero
/// a - b·trunc(a/b), sign of the dividend. DivisionByZero for b = 0.
Rational remainder_truncated(const Rational& a, const Rational& b);
Rational remainder_floor(const Rational& a, const Rational& b);
/// Exact integer power, negative exponents too. ZeroToNegative for 0; NumberTooLarge past the limit.
Rational power(const Rational& a, const Integer& exponent);
/// The n-th root when it is rational, else nothing. Negative a has one for odd n (the real root).
std::optional<Rational> exact_root(const Rational& a, std::uint32_t n);
/// Exact order of a rational and a finite double: -1, 0, 1.
int compare(const Rational& a, double b);

} // namespace rumina
