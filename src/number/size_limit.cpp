#include "number/size_limit.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/assert.h"
#include "diagnostics/diagnostic.h"
#include "number/flint.h"
#include "number/real.h"

namespace rumina {
namespace {

/// A count of digits as people read it: plain below 10^15, then "3.01*10^29".
std::string count_text(double count, double log10_count) {
    if (count < 1e15) return fmt::format("{:.0f}", count);
    double exponent = std::floor(log10_count);
    // Hundredths, rounded first: 9.996 must become 1.00 of the next power.
    double hundredths = std::floor(real::pow(10.0, log10_count - exponent) * 100 + 0.5);
    if (hundredths >= 1000) {
        hundredths = 100;
        exponent += 1;
    }
    if (hundredths == 100) return fmt::format("10^{:.0f}", exponent);
    return fmt::format("{:.2f}*10^{:.0f}", hundredths / 100, exponent);
}

} // namespace

IntegerLimits& integer_limits() {
    thread_local IntegerLimits limits;
    return limits;
}

std::uint64_t limit_bits() noexcept {
    // 64-bit values are made without asking, so a lower limit would not be kept anyway.
    return std::clamp(integer_limits().max_bits, std::uint64_t{64}, kLibraryBits);
}

double log2_magnitude(const Integer& value) {
    if (FlintAccess::is_small(value)) return real::log2(std::fabs(static_cast<double>(FlintAccess::small(value))));
    slong exponent = 0;
    double mantissa = fmpz_get_d_2exp(&exponent, fmpz_of(value));
    return real::log2(std::fabs(mantissa)) + static_cast<double>(exponent);
}

double log10_magnitude(const Integer& value) {
    // log10 of a double is exact for the powers of ten that fit, which keeps "10^(10^10) has 10000000001 digits" exact.
    if (FlintAccess::is_small(value)) return real::log10(std::fabs(static_cast<double>(FlintAccess::small(value))));
    return log2_magnitude(value) * kLog10Of2;
}

void fail_too_large(std::string_view operation, const Integer& count, double digits_each) {
    double digits = std::floor(count.to_double() * digits_each) + 1; // infinity is fine: the logarithm is used then
    double log10_digits = count.is_zero() ? 0.0 : log10_magnitude(count) + real::log10(digits_each);
    double limit = std::floor(static_cast<double>(limit_bits()) * kLog10Of2);
    fail(DiagnosticId::NumberTooLarge, clipped(operation), count_text(digits, log10_digits),
         count_text(limit, real::log10(limit)));
}

void require_bits(std::string_view operation, std::uint64_t bits) {
    if (RUMINA_UNLIKELY(bits > limit_bits())) fail_too_large(operation, Integer(static_cast<std::int64_t>(bits)), kLog10Of2);
}

std::string clipped(std::string_view text) {
    constexpr std::size_t longest = 40;
    if (text.size() <= longest) return std::string(text);
    return std::string(text.substr(0, longest)) + "…";
}

std::string clipped(const Integer& value) {
    if (value.bits() <= 160) return value.to_string();
    return fmt::format("a number of about {:.0f} digits", std::floor(log10_magnitude(value)) + 1);
}

} // namespace rumina
