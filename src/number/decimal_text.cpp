#include "number/decimal_text.h"

#include <algorithm>

namespace rumina {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes the run of digits at the front of `text` off it.
std::string_view take_digits(std::string_view& text) {
    auto end = std::find_if_not(text.begin(), text.end(), is_digit);
    std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(digits.size());
    return digits;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text[0] != c) return false;
    text.remove_prefix(1);
    return true;
}

} // namespace

std::optional<DecimalText> scan_decimal(std::string_view text) {
    DecimalText result;
    if (take(text, '-')) {
        result.negative = true;
    } else {
        take(text, '+');
    }
    std::string_view whole = take_digits(text), fraction;
    if (take(text, '.')) {
        fraction = take_digits(text);
        if (take(text, '(')) {
            result.repeating = take_digits(text);
            if (result.repeating.empty() || !take(text, ')')) return std::nullopt;
        }
        if (fraction.empty() && result.repeating.empty()) return std::nullopt;
    } else if (whole.empty()) {
        return std::nullopt;
    }
    if (take(text, 'e') || take(text, 'E')) {
        std::string_view exponent = text;
        if (!take(text, '-')) take(text, '+');
        if (take_digits(text).empty() || !text.empty()) return std::nullopt;
        std::optional<Integer> value = Integer::parse(exponent);
        if (!value) return std::nullopt;
        result.exponent = std::move(*value);
    }
    if (!text.empty()) return std::nullopt;
    result.fraction_size = fraction.size();
    result.digits.reserve(whole.size() + fraction.size());
    result.digits.append(whole).append(fraction);
    result.digits.erase(0, std::min(result.digits.find_first_not_of('0'), result.digits.size()));
    return result;
}

// [ECMA-262] Number::toString with radix 10; k digits whose point stands after the n-th.
std::string lay_out_decimal(bool negative, std::string digits, const Integer& point, TrailingZeros zeros) {
    if (zeros == TrailingZeros::Drop) digits.erase(digits.find_last_not_of('0') + 1);
    const std::size_t k = digits.size();
    std::string text = negative ? "-" : "";
    const std::int64_t n = point.fits_int64() ? point.to_int64() : std::int64_t{1} << 62;
    const bool padded = n > static_cast<std::int64_t>(k);
    if (n >= static_cast<std::int64_t>(k) && n <= 21 && (zeros == TrailingZeros::Drop || !padded)) {
        text.append(digits).append(static_cast<std::size_t>(n) - k, '0');
    } else if (n > 0 && n <= 21 && !padded) {
        text.append(digits, 0, static_cast<std::size_t>(n)).append(".").append(digits, static_cast<std::size_t>(n));
    } else if (n > -6 && n <= 0) {
        text.append("0.").append(static_cast<std::size_t>(-n), '0').append(digits);
    } else {
        Integer exponent = point - Integer(1);
        text.append(digits, 0, 1);
        if (k > 1) text.append(".").append(digits, 1);
        text.append(exponent.sign() < 0 ? "e-" : "e+").append(exponent.abs().to_string());
    }
    return text;
}

} // namespace rumina
