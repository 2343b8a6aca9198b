// Integers as digits in any base and back, by splitting in halves: the cost is that of a few multiplications, not
// quadratic as one digit at a time would be.
#pragma once

#include <cstdint>
#include <vector>

#include "number/integer.h"

namespace rumina::library {

/// Digits of |n| in base 2..2^32, least significant first; empty for 0.
std::vector<std::uint32_t> digits_of(const Integer& n, std::uint64_t base);
/// The integer with those digits, least significant first.
Integer from_digits(const std::vector<std::uint32_t>& digits, std::uint64_t base);

/// "ff" for 255 in base 16; digits above 9 are small letters; base 2..36; a minus sign in front.
std::string to_text_in_base(const Integer& n, std::uint32_t base);
/// Reads what to_text_in_base writes; capital letters and a plus sign are accepted. False for anything else.
bool from_text_in_base(std::string_view text, std::uint32_t base, Integer& n);

} // namespace rumina::library
