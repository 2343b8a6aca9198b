// Numbers inside expressions: coefficients, exponents and numeric leaves. Exact ones are Gaussian rationals (int64 held
// in place, anything else in a shared box); floats are doubles and pairs of doubles. A float makes everything it meets
// in an arithmetic operation a float, except an exact zero factor. Floats of other precisions than a double's 53 bits are
// BigFloats; an operation on two floats has the smaller of their precisions.
//
// Canonical: an integer that fits 64 bits is Small, a Gaussian has an imaginary part that is not zero, a fraction is
// reduced, a complex float with imaginary part 0 is real, a BigFloat of 53 bits that a double can hold is a Float.
#pragma once

#include <cstdint>
#include <string>

#include "base/truth.h"
#include "number/rational.h"

namespace rumina {
class BigFloat;
}

namespace rumina::algebra {

class Number {
public:
    enum class Kind : std::uint8_t {
        Small,        ///< an integer of 64 bits
        Rational,     ///< a larger integer or a fraction
        Gaussian,     ///< a + b·i with rational parts, b not zero
        Float,        ///< a finite double
        ComplexFloat, ///< a + b·i with doubles, b not zero
        BigFloat,     ///< a float of another precision, or beyond the range of doubles
        BigComplex,   ///< a + b·i with two of these of the same precision, b not zero
    };

    Number() noexcept : kind_(Kind::Small), small_(0) {}
    Number(std::int64_t value) noexcept : kind_(Kind::Small), small_(value) {}
    Number(int value) noexcept : Number(static_cast<std::int64_t>(value)) {}
    Number(const Integer& value);
    Number(const Rational& value);
    /// Real when the imaginary part is zero.
    static Number gaussian(const Rational& re, const Rational& im);
    static Number imaginary_unit() { return gaussian(Rational(0), Rational(1)); }
    /// A float; FloatNotANumber or FloatOverflow, naming `operation`, when it is not finite.
    static Number real_float(double value, std::string_view operation = "float");
    static Number complex_float(double re, double im, std::string_view operation = "float");
    static Number big_float(const BigFloat& value);
    /// Both parts get the smaller precision.
    static Number big_complex(const BigFloat& re, const BigFloat& im);

    Number(const Number& other) noexcept : kind_(other.kind_), small_(other.small_) {
        if (is_boxed()) ++*reinterpret_cast<std::uint32_t*>(box_);
    }
    Number(Number&& other) noexcept : kind_(other.kind_), small_(other.small_) {
        other.kind_ = Kind::Small;
        other.small_ = 0;
    }
    Number& operator=(const Number& other) noexcept {
        Number copy(other);
        swap(copy);
        return *this;
    }
    Number& operator=(Number&& other) noexcept {
        swap(other);
        return *this;
    }
    ~Number() {
        if (is_boxed()) release();
    }
    void swap(Number& other) noexcept {
        std::swap(kind_, other.kind_);
        std::swap(small_, other.small_);
    }

    Kind kind() const { return kind_; }
    bool is_small() const { return kind_ == Kind::Small; }
    std::int64_t small() const { return small_; } ///< is_small() must hold
    bool is_exact() const { return kind_ <= Kind::Gaussian; }
    bool is_float() const { return kind_ >= Kind::Float; }
    bool is_rational() const { return kind_ <= Kind::Rational; }
    bool is_integer() const;
    bool is_real() const { return kind_ != Kind::Gaussian && kind_ != Kind::ComplexFloat && kind_ != Kind::BigComplex; }
    bool is_zero() const {
        return (is_small() && small_ == 0) || (kind_ == Kind::Float && double_ == 0) || (kind_ == Kind::BigFloat && is_big_zero());
    }
    /// A BigFloat or a BigComplex.
    bool is_big() const { return kind_ >= Kind::BigFloat; }
    bool is_exact_zero() const { return is_small() && small_ == 0; }
    bool is_one() const { return is_small() && small_ == 1; }
    bool is_minus_one() const { return is_small() && small_ == -1; }
    bool is_imaginary_unit() const;
    /// -1, 0, 1; is_real() must hold.
    int sign() const;
    /// Sign of the real part, or of the imaginary part when that is zero.
    int leading_sign() const;

    Rational rational() const;  ///< is_rational() must hold
    Integer integer() const;    ///< is_integer() must hold
    Rational re() const;        ///< exact parts; is_exact() must hold
    Rational im() const;
    double float_re() const;    ///< nearest doubles of the parts, infinite when out of range
    double float_im() const;
    std::int64_t precision_bits() const; ///< is_float() must hold; 53 for doubles
    /// The parts as floats: exact ones rounded to `precision_bits`, floats as they are.
    BigFloat big_re(std::int64_t precision_bits) const;
    BigFloat big_im(std::int64_t precision_bits) const;
    /// A float rounded to fewer bits; more bits change nothing.
    Number with_precision_at_most(std::int64_t precision_bits) const;

    friend Number operator+(const Number& a, const Number& b) {
        std::int64_t sum;
        if (a.is_small() && b.is_small() && !__builtin_add_overflow(a.small_, b.small_, &sum)) return Number(sum);
        return add_slow(a, b);
    }
    friend Number operator*(const Number& a, const Number& b) {
        std::int64_t product;
        if (a.is_small() && b.is_small() && !__builtin_mul_overflow(a.small_, b.small_, &product)) return Number(product);
        return multiply_slow(a, b);
    }
    friend Number operator-(const Number& a, const Number& b) { return a + (-b); }
    friend Number operator/(const Number& a, const Number& b) { return a * b.inverse(); }
    Number operator-() const;
    Number inverse() const; ///< DivisionByZero
    Number conjugate() const;
    Number abs() const;     ///< is_real() must hold
    /// Integer power; ZeroToNegative, NumberTooLarge.
    Number pow(const Integer& exponent) const;

    friend bool operator==(const Number& a, const Number& b) {
        return a.kind_ == b.kind_ && (a.small_ == b.small_ || (a.is_boxed() && same_box(a, b)));
    }
    /// Order by value of two real numbers of any kinds.
    friend int compare(const Number& a, const Number& b);
    /// A total order that has nothing to do with value; equal only for identical numbers. Floats of different precision
    /// are different numbers.
    static int structural_order(const Number& a, const Number& b);
    std::uint64_t hash() const { return is_small() ? hash_of_small(small_) : hash_of_other(); }
    std::size_t bytes() const; ///< held outside the handle

private:
    static std::uint64_t hash_of_small(std::int64_t value) {
        std::uint64_t x = (1 ^ (static_cast<std::uint64_t>(value) + 0x9E3779B97F4A7C15ull)) * 0xBF58476D1CE4E5B9ull;
        x ^= x >> 29;
        return x * 0x94D049BB133111EBull;
    }
    std::uint64_t hash_of_other() const;
    struct Box;
    struct BigBox;
    bool is_boxed() const { return kind_ != Kind::Small && kind_ != Kind::Float; }
    bool is_big_zero() const;
    void release() noexcept;
    static Number big_operation(const Number& a, const Number& b, bool product);
    static bool same_box(const Number& a, const Number& b);
    static Number add_slow(const Number& a, const Number& b);
    static Number multiply_slow(const Number& a, const Number& b);

    Kind kind_;
    union {
        std::int64_t small_;
        double double_;
        Box* box_;
        BigBox* big_;
    };
};
static_assert(sizeof(Number) == 16);

/// Of all Numbers of this thread, what they hold outside of their handles; shared digits once.
std::int64_t boxed_number_bytes();

int compare(const Number& a, const Number& b);
/// Positive gcd of two rationals: gcd of numerators over lcm of denominators.
Rational content_gcd(const Rational& a, const Rational& b);

} // namespace rumina::algebra
