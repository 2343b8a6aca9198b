// Integers without limit. Small values (below 2^62) sit in the handle, larger ones in FLINT's memory; nothing outside
// this folder sees FLINT. Sizes are estimated before they are made: an operation whose result would pass the
// DigitLimit raises NumberTooLarge instead of starting.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace rumina {

class Rational;

/// Largest integer an operation may make, in bits; per thread, set by the engine from its Limits.
/// An engine sets less.
struct IntegerLimits {
    std::uint64_t max_bits = std::uint64_t{1} << 31;
};
IntegerLimits& integer_limits();

/// Gives back what the number library keeps for this thread. Call at the end of a thread that made numbers, when none
/// of them is left.
void release_number_memory();

class Integer {
public:
    Integer() noexcept : handle_(0) {}
    Integer(std::int64_t value);
    Integer(const Integer& other);
    Integer(Integer&& other) noexcept : handle_(other.handle_) { other.handle_ = 0; }
    Integer& operator=(const Integer& other);
    Integer& operator=(Integer&& other) noexcept;
    ~Integer() {
        if (is_large()) release();
    }

    /// Decimal, 0x, 0b or 0o digits with an optional sign; nothing for anything else. Cost: quasi-linear.
    static std::optional<Integer> parse(std::string_view text);
    /// The integer part (towards zero) of a finite double.
    static Integer from_double(double value);
    static Integer power_of_two(std::uint64_t exponent);

    std::string to_string() const;
    std::string to_hexadecimal() const; ///< "-1f"; cost: linear
    bool fits_int64() const noexcept;
    std::int64_t to_int64() const noexcept; ///< fits_int64() must hold
    double to_double() const;               ///< nearest (ties to even); ±infinity when too large
    int sign() const noexcept;
    bool is_zero() const noexcept { return handle_ == 0; }
    bool is_one() const noexcept { return handle_ == 1; }
    bool is_odd() const noexcept;
    std::uint64_t bits() const noexcept; ///< length of |value| in binary; 0 for 0
    std::size_t bytes() const noexcept { return is_large() ? bytes_beside() : 0; } ///< heap memory held
    std::uint64_t hash() const noexcept; ///< depends on the value only

    friend Integer operator+(const Integer& a, const Integer& b);
    friend Integer operator-(const Integer& a, const Integer& b);
    friend Integer operator*(const Integer& a, const Integer& b); ///< NumberTooLarge past the limit
    Integer operator-() const;
    Integer abs() const;
    friend int compare(const Integer& a, const Integer& b) noexcept;
    friend bool operator==(const Integer& a, const Integer& b) noexcept { return compare(a, b) == 0; }

private:
    friend struct FlintAccess; // number/flint.h: the handle as an fmpz
    bool is_large() const noexcept { return (static_cast<std::uint64_t>(handle_) >> 62) == 1; }
    void release() noexcept;
    std::size_t bytes_beside() const noexcept;
    std::int64_t handle_;
};

/// Quotient towards zero and its remainder (sign of the dividend). DivisionByZero for b = 0.
Integer divide_truncated(const Integer& a, const Integer& b);
Integer remainder_truncated(const Integer& a, const Integer& b);
/// Floor division; the remainder has the sign of the divisor.
Integer divide_floor(const Integer& a, const Integer& b);
Integer remainder_floor(const Integer& a, const Integer& b);
/// (a·d - b·c) / divisor where that is an integer, divisor != 0: an entry of fraction-free elimination [Bareiss 1968]. NumberTooLarge.
Integer quotient_of_minor(const Integer& a, const Integer& b, const Integer& c, const Integer& d, const Integer& divisor);
/// a^exponent, exponent >= 0. NumberTooLarge when the estimate passes the limit (0, ±1 never do).
Integer power(const Integer& a, const Integer& exponent);
/// n!, n >= 0. NumberTooLarge by Stirling's estimate. DomainError for n < 0.
Integer factorial(const Integer& n);
Integer gcd(const Integer& a, const Integer& b); ///< never negative
Integer lcm(const Integer& a, const Integer& b); ///< never negative
/// n over k for any integer n; 0 for k < 0. Size estimated first.
Integer binomial(const Integer& n, const Integer& k);
/// Number of ordered choices n·(n-1)·…·(n-k+1), n and k >= 0.
Integer falling_factorial(const Integer& n, const Integer& k);
/// b^e mod m for e >= 0 (for e < 0 the inverse must exist: DomainError); result in [0, |m|). DivisionByZero for m = 0.
Integer power_mod(const Integer& b, const Integer& e, const Integer& m);
/// floor(sqrt(n)), n >= 0, and whether it is exact.
Integer square_root(const Integer& n, bool& exact);
/// floor of the n-th root of |a| with a's sign (odd n for negative a), and whether it is exact.
Integer nth_root(const Integer& a, std::uint32_t n, bool& exact);

} // namespace rumina
