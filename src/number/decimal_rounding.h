// Correctly rounded decimal digits of a real number that is known as a ball.
#pragma once

#include <optional>
#include <string>

#include "number/ball.h"
#include "number/decimal_text.h"

namespace rumina {

/// ±0.digits · 10^point; `digits` starts with a nonzero digit. Zero has no digits.
struct DecimalDigits {
    bool negative = false;
    std::string digits;
    Integer point;
};

/// The real number rounded to `digits` significant digits, halves away from zero. Nothing when numbers in the ball
/// round differently (then a smaller ball may answer; a number that lies exactly on a half never does, unless the ball
/// is exact) or it is not finite. The imaginary part is not looked at.
std::optional<DecimalDigits> round_to_digits(const Ball& real, int digits);

/// The same as text, laid out as a double's: 3.1415926535, 1.2345e-10, 1.23e+50. Zero is "0".
std::optional<std::string> correctly_rounded_digits(const Ball& real, int digits, TrailingZeros zeros = TrailingZeros::Keep);

} // namespace rumina
