// The text of a decimal number taken apart, before it becomes an exact fraction or a float, and put together.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "number/integer.h"

namespace rumina {

/// [sign] digits [. digits [( repeating )]] [e [sign] digits]; digits may be missing on one side of the point only.
struct DecimalText {
    bool negative = false;
    std::string digits;           ///< those before and after the point, without leading zeros
    std::string repeating;        ///< those in parentheses, as written
    std::size_t fraction_size = 0; ///< how many of the digits stand after the point (leading zeros counted)
    Integer exponent;
};

std::optional<DecimalText> scan_decimal(std::string_view text);

/// Whether zeros at the end of a float's digits are printed; they tell how precise it is.
enum class TrailingZeros : std::uint8_t { Keep, Drop };

/// The text of ±0.digits · 10^point as ECMAScript lays out numbers: plain for points in (-6, 21], else with an exponent.
/// `digits` starts with a nonzero digit. Keep never adds zeros before the point that are not among the digits: 1.5e+9.
std::string lay_out_decimal(bool negative, std::string digits, const Integer& point, TrailingZeros zeros);

} // namespace rumina
