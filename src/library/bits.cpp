// Bits of integers. Negative numbers count as two's complement with endless leading ones, so the laws of the
// operations hold for all integers; -1 is all ones.
#include <algorithm>

#include "library/arguments.h"
#include "library/radix.h"
#include "library/topics.h"
#include "number/size_limit.h"

namespace rumina::library {
namespace {

// 32-bit words of the two's complement, least significant first, sign-extended to `count`.
std::vector<std::uint32_t> words_of(const Integer& n, std::size_t count) {
    // ~n = -n - 1, so a negative number is the complement of |n| - 1.
    bool negative = n.sign() < 0;
    std::vector<std::uint32_t> words = digits_of(negative ? -n - Integer(1) : n, std::uint64_t{1} << 32);
    words.resize(count, 0);
    if (negative)
        for (std::uint32_t& word : words) word = ~word;
    return words;
}

Integer from_words(std::vector<std::uint32_t> words) {
    bool negative = !words.empty() && (words.back() >> 31) != 0;
    if (!negative) return from_digits(words, std::uint64_t{1} << 32);
    for (std::uint32_t& word : words) word = ~word;
    return -from_digits(words, std::uint64_t{1} << 32) - Integer(1);
}

struct And { template <typename T> T operator()(T a, T b) const { return a & b; } };
struct Or { template <typename T> T operator()(T a, T b) const { return a | b; } };
struct Xor { template <typename T> T operator()(T a, T b) const { return a ^ b; } };

template <typename Operation>
Value bitwise(Call& call) {
    Operation operation;
    Value a = call[0], b = call[1];
    if (a.is_int() && b.is_int()) return Value::of_int(operation(a.integer, b.integer));
    Integer x = to_integer(a), y = to_integer(b);
    std::size_t count = static_cast<std::size_t>(std::max(x.bits(), y.bits()) / 32 + 2); // one word more holds the sign
    call.runtime.heap.require(std::uint64_t{count} * sizeof(std::uint32_t) * 4);
    std::vector<std::uint32_t> words = words_of(x, count), other = words_of(y, count);
    for (std::size_t i = 0; i < count; ++i) words[i] = operation(words[i], other[i]);
    return make_integer(call, from_words(std::move(words)));
}

Value run_band(Call& call) { return bitwise<And>(call); }
Value run_bor(Call& call) { return bitwise<Or>(call); }
Value run_bxor(Call& call) { return bitwise<Xor>(call); }
Value run_bnot(Call& call) { return make_integer(call, -to_integer(call[0]) - Integer(1)); }

// n·2^k, rounded down for negative k.
Value shift(Call& call, const Integer& n, const Integer& k) {
    if (n.is_zero()) return Value::of_int(0);
    if (k.sign() >= 0) {
        if (!k.fits_int64() || static_cast<std::uint64_t>(k.to_int64()) > limit_bits() - std::min(limit_bits(), n.bits()))
            fail_too_large("shl", k, 0.30102999566398120);
        return make_integer(call, n * Integer::power_of_two(static_cast<std::uint64_t>(k.to_int64())));
    }
    Integer count = -k;
    bool all_out = !count.fits_int64() || static_cast<std::uint64_t>(count.to_int64()) > n.bits();
    if (all_out) return Value::of_int(n.sign() < 0 ? -1 : 0);
    return make_integer(call, divide_floor(n, Integer::power_of_two(static_cast<std::uint64_t>(count.to_int64()))));
}

Value run_shl(Call& call) { return shift(call, to_integer(call[0]), to_integer(call[1])); }
Value run_shr(Call& call) { return shift(call, to_integer(call[0]), -to_integer(call[1])); }
Value run_bit_length(Call& call) { return make_integer(call, Integer(static_cast<std::int64_t>(to_integer(call[0]).bits()))); }

Value run_popcount(Call& call) {
    Integer n = to_integer(call[0]);
    if (n.sign() < 0) fail_argument(call, "a negative number has endless ones");
    std::int64_t count = 0;
    for (std::uint32_t word : digits_of(n, std::uint64_t{1} << 32)) count += __builtin_popcount(word);
    return Value::of_int(count);
}

Value in_base(Call& call, std::uint32_t base, std::string_view prefix) {
    Integer n = to_integer(call[0]);
    require_text(n.bits()); // an upper bound for any base
    call.runtime.heap.require(n.bits() * 5);
    std::string text = to_text_in_base(n, base);
    text.insert(text[0] == '-' ? 1 : 0, prefix);
    return make_string(call, text);
}

Value run_hex(Call& call) { return in_base(call, 16, "0x"); }
Value run_bin(Call& call) { return in_base(call, 2, "0b"); }
Value run_oct(Call& call) { return in_base(call, 8, "0o"); }
Value run_to_base(Call& call) { return in_base(call, static_cast<std::uint32_t>(bounded(call, 1, 2, 36)), ""); }

Value run_parse_int(Call& call) {
    std::string_view given = text(call, 0);
    auto base = static_cast<std::uint32_t>(bounded_or(call, 1, 2, 36, 10));
    while (!given.empty() && static_cast<unsigned char>(given.front()) <= ' ') given.remove_prefix(1);
    while (!given.empty() && static_cast<unsigned char>(given.back()) <= ' ') given.remove_suffix(1);
    if (!call.has(1)) { // then a prefix may say the base
        if (std::optional<Integer> n = Integer::parse(given)) return make_integer(call, *n);
    } else {
        int bits_each = 32 - __builtin_clz(base - 1);
        require_bits("parse_int", static_cast<std::uint64_t>(given.size()) * static_cast<std::uint64_t>(bits_each));
        call.runtime.heap.require(std::uint64_t{given.size()} * 5);
        Integer n;
        if (from_text_in_base(given, base, n)) return make_integer(call, n);
    }
    fail(DiagnosticId::CannotParse, clipped(text(call, 0)), call.has(1) ? fmt::format("integer in base {}", base) : "integer");
}

const Builtin records[] = {
    {.signature = "band(a: Integer, b: Integer) -> Integer",
     .summary = "Bitwise and, in two's complement.",
     .examples = {{"band(12, 10)", "8"}, {"band(-1, 2^70)", "1180591620717411303424"}},
     .run = run_band},
    {.signature = "bor(a: Integer, b: Integer) -> Integer",
     .summary = "Bitwise or, in two's complement.",
     .examples = {{"bor(12, 10)", "14"}, {"bor(-8, 3)", "-5"}},
     .run = run_bor},
    {.signature = "bxor(a: Integer, b: Integer) -> Integer",
     .summary = "Bitwise exclusive or, in two's complement.",
     .examples = {{"bxor(12, 10)", "6"}, {"bxor(-2^70, 1)", "-1180591620717411303423"}},
     .run = run_bxor},
    {.signature = "bnot(a: Integer) -> Integer",
     .summary = "Every bit inverted, in two's complement: -a - 1.",
     .examples = {{"bnot(5)", "-6"}, {"bnot(-1)", "0"}},
     .run = run_bnot},
    {.signature = "shl(n: Integer, k: Integer) -> Integer",
     .summary = "n shifted left by k bits: n·2^k.",
     .examples = {{"shl(3, 4)", "48"}, {"shl(-1, 64)", "-18446744073709551616"}, {"shl(1, 10^18)", "!LimitError"}},
     .raises = {DiagnosticId::NumberTooLarge},
     .run = run_shl},
    {.signature = "shr(n: Integer, k: Integer) -> Integer",
     .summary = "n shifted right by k bits: n/2^k rounded down.",
     .examples = {{"shr(48, 4)", "3"}, {"shr(-1, 10)", "-1"}},
     .raises = {DiagnosticId::NumberTooLarge},
     .run = run_shr},
    {.signature = "bit_length(n: Integer) -> Integer",
     .summary = "How many binary digits |n| has; 0 for 0.",
     .examples = {{"bit_length(255)", "8"}, {"bit_length(-256)", "9"}, {"bit_length(0)", "0"}},
     .run = run_bit_length},
    {.signature = "popcount(n: Integer) -> Integer",
     .summary = "How many ones the binary form of n >= 0 has.",
     .examples = {{"popcount(255)", "8"}, {"popcount(2^100)", "1"}},
     .raises = {DiagnosticId::InvalidArgument},
     .run = run_popcount},
    {.signature = "hex(n: Integer) -> String",
     .summary = "n in base 16 with the prefix 0x.",
     .examples = {{"hex(255)", "0xff"}, {"hex(-16)", "-0x10"}},
     .run = run_hex},
    {.signature = "bin(n: Integer) -> String",
     .summary = "n in base 2 with the prefix 0b.",
     .examples = {{"bin(10)", "0b1010"}, {"bin(0)", "0b0"}},
     .run = run_bin},
    {.signature = "oct(n: Integer) -> String",
     .summary = "n in base 8 with the prefix 0o.",
     .examples = {{"oct(8)", "0o10"}},
     .run = run_oct},
    {.signature = "to_base(n: Integer, base: Integer) -> String",
     .summary = "The digits of n in a base from 2 to 36, without a prefix.",
     .examples = {{"to_base(255, 2)", "11111111"}, {"to_base(-35, 36)", "-z"}},
     .raises = {DiagnosticId::InvalidArgument},
     .run = run_to_base},
    {.signature = "parse_int(text: String, base?: Integer) -> Integer",
     .summary = "The integer a text spells; in base 10, or as its prefix 0x, 0b or 0o says, unless a base is given.",
     .examples = {{"parse_int(\"-42\")", "-42"}, {"parse_int(\"ff\", 16)", "255"}, {"parse_int(\"0x1F\")", "31"},
                  {"parse_int(\"12a\")", "!ArgumentError"}},
     .raises = {DiagnosticId::CannotParse, DiagnosticId::InvalidArgument},
     .run = run_parse_int},
};

} // namespace

Records bit_builtins() { return records; }

} // namespace rumina::library
