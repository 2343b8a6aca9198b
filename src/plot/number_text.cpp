#include "plot/number_text.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

namespace rumina::plot {

double power_of_ten(int n) {
    double power = 1;
    for (int i = 0; i < n; ++i) power *= 10;
    return power;
}

namespace {

std::string superscript(int n) {
    constexpr std::string_view digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    std::string out = n < 0 ? "⁻" : "";
    for (const char c : fmt::format("{}", n < 0 ? -n : n)) out += digits[c - '0'];
    return out;
}

} // namespace

std::string decimal_text(std::int64_t number, int exponent) {
    if (number == 0) return "0";
    while (number % 10 == 0) {
        number /= 10;
        ++exponent;
    }
    const std::string sign = number < 0 ? "-" : "";
    const std::string digits = fmt::format("{}", number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number));
    const int size = static_cast<int>(digits.size()), point = size + exponent; // digits before the point
    if (exponent >= 0 && point <= 6) return sign + digits + std::string(static_cast<std::size_t>(exponent), '0');
    if (exponent < 0 && point > 0 && size <= 8) return sign + digits.substr(0, static_cast<std::size_t>(point)) + "." + digits.substr(static_cast<std::size_t>(point));
    if (exponent < 0 && point <= 0 && point > -4) return sign + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    const std::string mantissa = size == 1 ? digits : digits.substr(0, 1) + "." + digits.substr(1);
    const std::string power = "10" + superscript(point - 1);
    return sign + (mantissa == "1" ? power : mantissa + "·" + power);
}

std::string coordinate(double value) {
    constexpr double kFarthest = 1e7;
    const auto hundredths = static_cast<std::int64_t>(std::floor(std::clamp(value, -kFarthest, kFarthest) * 100 + 0.5));
    const std::int64_t size = hundredths < 0 ? -hundredths : hundredths;
    std::string out = hundredths < 0 ? "-" : "";
    out += fmt::format("{}", size / 100);
    if (size % 100 != 0) out += size % 10 == 0 ? fmt::format(".{}", size / 10 % 10) : fmt::format(".{:02}", size % 100);
    return out;
}

} // namespace rumina::plot
