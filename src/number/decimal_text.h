// The text of a decimal number taken apart, before it becomes an exact fraction or a double.
#pragma once

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

} // namespace rumina
