#include "runtime/limits.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

namespace rumina {
namespace {

/// A number and the letters behind it.
struct Quantity {
    double number;
    std::string unit; ///< in lower case
};

std::optional<Quantity> read_quantity(std::string_view text) {
    // strtod would take signs, blanks, "infinity" and hexadecimal digits as well.
    const std::size_t size = std::min(text.find_first_not_of("0123456789.eE+-"), text.size());
    const std::string digits(text.substr(0, size));
    if (digits.empty() || digits[0] == '+' || digits[0] == '-') return std::nullopt;
    char* end = nullptr;
    const double number = std::strtod(digits.c_str(), &end);
    if (end == digits.c_str() || std::isinf(number)) return std::nullopt;
    std::string unit(text.substr(static_cast<std::size_t>(end - digits.c_str())));
    for (char& c : unit) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return Quantity{number, std::move(unit)};
}

struct Unit {
    std::string_view name;
    double factor;
};

constexpr Unit kTimes[] = {{"", 1}, {"s", 1}, {"ms", 1e-3}, {"m", 60}, {"min", 60}, {"h", 3600}};
constexpr Unit kSizes[] = {{"", 1}, {"b", 1}, {"k", 0x1p10}, {"kb", 0x1p10}, {"kib", 0x1p10}, {"m", 0x1p20}, {"mb", 0x1p20}, {"mib", 0x1p20},
                           {"g", 0x1p30}, {"gb", 0x1p30}, {"gib", 0x1p30}, {"t", 0x1p40}, {"tb", 0x1p40}, {"tib", 0x1p40}};
constexpr Unit kCounts[] = {{"", 1}};

template <std::size_t N>
std::optional<double> read_in(const Unit (&units)[N], std::string_view text) {
    std::optional<Quantity> quantity = read_quantity(text);
    if (!quantity) return std::nullopt;
    const Unit* unit = std::find_if(std::begin(units), std::end(units), [&](const Unit& u) { return u.name == quantity->unit; });
    return unit == std::end(units) ? std::nullopt : std::optional<double>(quantity->number * unit->factor);
}

/// Whole numbers from `least` to 2^62.
std::optional<std::uint64_t> whole(std::optional<double> value, double least) {
    if (!value || std::floor(*value) < least || *value > 0x1p62) return std::nullopt;
    return static_cast<std::uint64_t>(*value);
}

/// Sets one limit; false: the value is not one of this key. Nothing: there is no such key.
std::optional<bool> set_one(Limits& limits, std::string_view key, std::string_view value) {
    const bool none = value == "none";
    auto set = [](auto& limit, std::optional<std::uint64_t> amount) {
        if (!amount) return false;
        limit = static_cast<std::remove_reference_t<decltype(limit)>>(*amount);
        return true;
    };
    if (key == "time") {
        std::optional<double> seconds = none ? 0.0 : read_in(kTimes, value);
        if (!seconds || (*seconds == 0 && !none)) return false;
        limits.seconds = *seconds;
        return true;
    }
    if (key == "steps") return set(limits.steps, none ? 0 : whole(read_in(kCounts, value), 1));
    if (key == "memory") return set(limits.memory, none ? 0 : whole(read_in(kSizes, value), 1));
    if (key == "output") return set(limits.output, none ? 0 : whole(read_in(kSizes, value), 1));
    if (key == "depth") {
        std::optional<std::uint64_t> depth = whole(read_in(kCounts, value), 1);
        return set(limits.call_depth, depth && *depth <= 1'000'000 ? depth : std::nullopt);
    }
    if (key == "terms") return set(limits.terms, whole(read_in(kCounts, value), 1));
    if (key == "digits") {
        std::optional<std::uint64_t> digits = whole(read_in(kCounts, value), 1);
        if (!digits) return false;
        limits.set_digits(static_cast<double>(*digits));
        return true;
    }
    return std::nullopt;
}

} // namespace

void Limits::set_digits(double digits) { integer_bits = static_cast<std::uint64_t>(std::min(digits * 3.3219280948873626, 0x1p62)) + 1; }

std::optional<std::string> set_limits(Limits& limits, std::string_view text) {
    for (;;) {
        std::string_view item = text.substr(0, text.find(','));
        std::size_t equals = item.find('=');
        if (equals == std::string_view::npos) return fmt::format("`{}` is not of the form key=value", item);
        std::string_view key = item.substr(0, equals), value = item.substr(equals + 1);
        std::optional<bool> good = set_one(limits, key, value);
        if (!good) return fmt::format("there is no limit `{}`; there are time, steps, memory, depth, digits, terms, output", key);
        if (!*good) return fmt::format("`{}` is no value of the limit `{}`", value, key);
        if (item.size() == text.size()) return std::nullopt;
        text.remove_prefix(item.size() + 1);
    }
}

} // namespace rumina
