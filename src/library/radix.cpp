#include "library/radix.h"

#include <algorithm>

namespace rumina::library {
namespace {

// powers[k] = base^(2^k)
std::vector<Integer> squarings(std::uint64_t base, std::size_t count) {
    std::vector<Integer> powers{Integer(static_cast<std::int64_t>(base))};
    while (powers.size() < count) powers.push_back(powers.back() * powers.back());
    return powers;
}

// Writes exactly 2^level digits of n < base^(2^level). The recursion is as deep as the level, below 64.
void split(const Integer& n, std::size_t level, const std::vector<Integer>& powers, std::uint32_t* out) {
    if (n.is_zero()) return; // digits are zero already
    if (level == 0) {
        *out = static_cast<std::uint32_t>(n.to_int64());
        return;
    }
    const Integer& half = powers[level - 1];
    split(remainder_floor(n, half), level - 1, powers, out);
    split(divide_floor(n, half), level - 1, powers, out + (std::size_t{1} << (level - 1)));
}

Integer combine(const std::uint32_t* digits, std::size_t count, const std::vector<Integer>& powers, std::size_t level) {
    if (count == 0) return {};
    if (level == 0) return Integer(static_cast<std::int64_t>(digits[0]));
    std::size_t half = std::size_t{1} << (level - 1);
    if (count <= half) return combine(digits, count, powers, level - 1);
    return combine(digits, half, powers, level - 1) + combine(digits + half, count - half, powers, level - 1) * powers[level - 1];
}

} // namespace

std::vector<std::uint32_t> digits_of(const Integer& n, std::uint64_t base) {
    Integer rest = n.abs();
    if (rest.is_zero()) return {};
    std::vector<Integer> powers{Integer(static_cast<std::int64_t>(base))};
    std::size_t level = 0; // until base^(2^level) > rest; that last power itself is never needed
    while (compare(powers[level], rest) <= 0) {
        ++level;
        if (powers.back().bits() * 2 - 1 > rest.bits()) break;
        powers.push_back(powers.back() * powers.back());
    }
    std::vector<std::uint32_t> digits(std::size_t{1} << level, 0);
    split(rest, level, powers, digits.data());
    while (digits.back() == 0) digits.pop_back();
    return digits;
}

Integer from_digits(const std::vector<std::uint32_t>& digits, std::uint64_t base) {
    std::size_t level = 0;
    while ((std::size_t{1} << level) < digits.size()) ++level;
    return combine(digits.data(), digits.size(), squarings(base, std::max<std::size_t>(level, 1)), level);
}

std::string to_text_in_base(const Integer& n, std::uint32_t base) {
    if (n.is_zero()) return "0";
    std::vector<std::uint32_t> digits = digits_of(n, base);
    std::string text = n.sign() < 0 ? "-" : "";
    for (std::size_t i = digits.size(); i-- > 0;)
        text += static_cast<char>(digits[i] < 10 ? '0' + digits[i] : 'a' + (digits[i] - 10));
    return text;
}

bool from_text_in_base(std::string_view text, std::uint32_t base, Integer& n) {
    bool negative = !text.empty() && text[0] == '-';
    if (negative || (!text.empty() && text[0] == '+')) text.remove_prefix(1);
    if (text.empty()) return false;
    std::vector<std::uint32_t> digits;
    digits.reserve(text.size());
    for (std::size_t i = text.size(); i-- > 0;) {
        char c = text[i];
        std::uint32_t digit = c >= '0' && c <= '9'   ? static_cast<std::uint32_t>(c - '0')
                              : c >= 'a' && c <= 'z' ? static_cast<std::uint32_t>(c - 'a' + 10)
                              : c >= 'A' && c <= 'Z' ? static_cast<std::uint32_t>(c - 'A' + 10)
                                                     : 99;
        if (digit >= base) return false;
        digits.push_back(digit);
    }
    n = from_digits(digits, base);
    if (negative) n = -n;
    return true;
}

} // namespace rumina::library
