// Sizes estimated before a number is made, and the refusal of those past the limit. GMP ends the process when a
// number outgrows it, so nothing may start that could.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "number/integer.h"

namespace rumina {

/// The longest number an operation may make, in bits: the limit of the thread, kept within what GMP can hold.
std::uint64_t limit_bits() noexcept;

/// No number of the library may be longer than this, intermediate ones included. GMP's own limit is 2^37 bits;
/// cross products of comparisons need room below it. Where `long` has 32 bits GMP also counts bits in 32.
inline constexpr std::uint64_t kLibraryBits = std::uint64_t{1} << (sizeof(long) == 8 ? 35 : 31);

inline constexpr double kLog10Of2 = 0.30102999566398119521;

/// log2 and log10 of |value|, value not 0; the relative error is a few units of 2^-52.
double log2_magnitude(const Integer& value);
double log10_magnitude(const Integer& value);

/// Raises NumberTooLarge for a result of about count · digits_each decimal digits; a long operation text is clipped.
[[noreturn]] void fail_too_large(std::string_view operation, const Integer& count, double digits_each);
/// Raises NumberTooLarge when a result of `bits` bits passes the limit.
void require_bits(std::string_view operation, std::uint64_t bits);

/// Lifts the thread's limit while it lives. A double's exact value is bounded by itself, so reading, rounding or
/// simplifying one works under any limit.
class LimitLifted {
public:
    LimitLifted() : saved_(integer_limits().max_bits) { integer_limits().max_bits = kLibraryBits; }
    ~LimitLifted() { integer_limits().max_bits = saved_; }
    LimitLifted(const LimitLifted&) = delete;
    LimitLifted& operator=(const LimitLifted&) = delete;

private:
    std::uint64_t saved_;
};

/// The text, or its start and "…" when it is long: a message stays readable.
std::string clipped(std::string_view text);
/// The number in decimal, or "a number of n digits" when it is long.
std::string clipped(const Integer& value);

} // namespace rumina
