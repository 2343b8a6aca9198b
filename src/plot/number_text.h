// Numbers as drawings write them: the same digits on every platform, from integer arithmetic.
#pragma once

#include <cstdint>
#include <string>

namespace rumina::plot {

/// 10^n for 0 <= n <= 308, by multiplication.
double power_of_ten(int n);

/// number · 10^exponent: plain when it has few zeros, else as 2·10⁶.
std::string decimal_text(std::int64_t number, int exponent);

/// A coordinate with two decimals at most: "12", "0.5", "-3.25". Beyond ±10^7 it is cut.
std::string coordinate(double value);

} // namespace rumina::plot
