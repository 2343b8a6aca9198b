// Doubles as text, reading, rounding; the elementary functions against identities and known values.
#include "number/real.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "number/integer.h"

namespace rumina {
namespace {

double read(std::string_view text) {
    double value = std::numeric_limits<double>::quiet_NaN();
    EXPECT_TRUE(real::parse(text, value)) << text;
    return value;
}

TEST(Real, TextIsThatOfEcmascript) {
    // Values from the examples and the cases of ECMA-262, Number::toString.
    const std::pair<double, const char*> cases[] = {
        {0.0, "0"}, {-0.0, "0"}, {1, "1"}, {-1.5, "-1.5"}, {0.1, "0.1"}, {0.1 + 0.2, "0.30000000000000004"},
        {100, "100"}, {123456789012345680000.0, "123456789012345680000"}, {1e20, "100000000000000000000"},
        {1e21, "1e+21"}, {1.5e21, "1.5e+21"}, {1e-6, "0.000001"}, {1.25e-6, "0.00000125"}, {1e-7, "1e-7"},
        {1.5e-7, "1.5e-7"}, {5e-324, "5e-324"}, {1.7976931348623157e308, "1.7976931348623157e+308"},
        {2.2250738585072014e-308, "2.2250738585072014e-308"}, {123.456, "123.456"}, {1e23, "1e+23"},
        {9007199254740993.0, "9007199254740992"}, {4.35, "4.35"}, {-1e-7, "-1e-7"},
        {HUGE_VAL, "inf"}, {-HUGE_VAL, "-inf"}};
    for (auto [value, text] : cases) EXPECT_EQ(real::to_string(value), text);
}

TEST(Real, TextReadsBack) {
    std::mt19937_64 random(1);
    for (int i = 0; i < 100000; ++i) {
        double value = std::bit_cast<double>(random());
        if (i % 3 == 0) value = static_cast<double>(static_cast<std::int64_t>(random()) >> (random() % 64)) / 1024;
        if (!std::isfinite(value) || value == 0) continue;
        ASSERT_EQ(std::bit_cast<std::uint64_t>(read(real::to_string(value))), std::bit_cast<std::uint64_t>(value));
    }
}

TEST(Real, ParseIsCorrectlyRounded) {
    std::mt19937_64 random(2);
    for (int i = 0; i < 50000; ++i) {
        std::string text;
        for (std::uint64_t n = random() % 30 + 1; n > 0; --n) text += static_cast<char>('0' + random() % 10);
        if (random() % 2 == 0) text.insert(random() % text.size(), ".");
        if (random() % 2 == 0) text += "e" + std::to_string(static_cast<int>(random() % 700) - 350);
        double expected = 0;
        std::from_chars_result result = std::from_chars(text.data(), text.data() + text.size(), expected);
        if (result.ec == std::errc::result_out_of_range) {
            double value = read(text);
            ASSERT_TRUE(value == 0 || std::isinf(value)) << text;
        } else {
            ASSERT_EQ(read(text), expected) << text;
        }
    }
    EXPECT_EQ(read("9007199254740993"), 9007199254740992.0); // a tie, to even
    EXPECT_EQ(read("9007199254740993." + std::string(5000, '0') + "1"), 9007199254740994.0);
    EXPECT_EQ(read("1.7976931348623158e308"), 1.7976931348623157e308);
    EXPECT_EQ(read("1.7976931348623159e308"), HUGE_VAL);
    EXPECT_EQ(read("2.4703282292062327e-324"), 0.0);
    EXPECT_EQ(read("2.4703282292062328e-324"), 5e-324);
    EXPECT_EQ(read("1e99999999999999999999999"), HUGE_VAL);
    EXPECT_EQ(read("-1e-99999999999999999999999"), 0.0);
    EXPECT_EQ(read("0e99999999999999999999999"), 0.0);
    EXPECT_EQ(read("1" + std::string(1000, '0') + "e-1000"), 1.0);
    EXPECT_EQ(read("0." + std::string(1000, '0') + "25e1000"), 0.25);
    EXPECT_EQ(read(".5"), 0.5);
    EXPECT_EQ(read("+12"), 12.0);
    EXPECT_EQ(read("2E-3"), 0.002);
    double value = 7;
    for (std::string_view text : {"", "-", ".", "1.", "e", "1e", "0x10", "inf", "nan", "1 ", " 1", "0.(3)", "1,5", "1f", "--1"})
        EXPECT_FALSE(real::parse(text, value)) << text;
    EXPECT_EQ(value, 7);
}

TEST(Real, ReadsAndRoundsUnderAnyDigitLimit) {
    std::uint64_t saved = integer_limits().max_bits;
    integer_limits().max_bits = 64;
    EXPECT_EQ(read("1.2345678901234567890e300"), 1.2345678901234567890e300);
    EXPECT_EQ(real::round_to(1e-300, 310), 1e-300);
    EXPECT_EQ(integer_limits().max_bits, 64u);
    integer_limits().max_bits = saved;
}

TEST(Real, RoundTo) {
    EXPECT_EQ(real::round_to(2.5, 0), 3);
    EXPECT_EQ(real::round_to(-2.5, 0), -3);
    EXPECT_EQ(real::round_to(0.125, 2), 0.13);
    EXPECT_EQ(real::round_to(2.675, 2), 2.67); // its binary value is below 2.675
    EXPECT_EQ(real::round_to(1.005, 2), 1.0);
    EXPECT_EQ(real::round_to(1234.5678, -2), 1200);
    EXPECT_EQ(real::round_to(0.1, 2000), 0.1);
    EXPECT_EQ(real::round_to(5e-324, 323), 0);
    EXPECT_EQ(real::round_to(5e-324, 324), 5e-324);
    EXPECT_EQ(real::round_to(1.7e308, -308), HUGE_VAL);
    EXPECT_EQ(real::round_to(1.4e308, -308), 1e308);
    EXPECT_EQ(real::round_to(1.7e308, -309), 0);
    EXPECT_EQ(real::round_to(1.7e308, std::numeric_limits<int>::min()), 0);
    EXPECT_EQ(real::round_to(1.5, std::numeric_limits<int>::max()), 1.5);
}

TEST(Real, ElementaryFunctions) {
    EXPECT_EQ(real::sin(0.0), 0);
    EXPECT_EQ(real::cos(0.0), 1);
    EXPECT_EQ(real::exp(0.0), 1);
    EXPECT_EQ(real::exp(1.0), 2.718281828459045);
    EXPECT_EQ(real::log(1.0), 0);
    EXPECT_EQ(real::log2(1024.0), 10);
    EXPECT_EQ(real::log10(1e15), 15);
    EXPECT_EQ(real::pow(2.0, 0.5), 1.4142135623730951);
    EXPECT_EQ(real::cbrt(27.0), 3);
    EXPECT_EQ(real::hypot(3.0, 4.0), 5);
    EXPECT_EQ(real::gamma(5.0), 24);
    EXPECT_NEAR(real::lgamma(10.0), 12.801827480081469, 1e-14);
    EXPECT_NEAR(real::erf(1.0), 0.84270079294971489, 1e-16);
    EXPECT_EQ(real::atan2(1.0, -1.0), 2.356194490192345);
    for (double x = -0.95; x < 1; x += 0.1) {
        EXPECT_NEAR(real::sin(real::asin(x)), x, 1e-15);
        EXPECT_NEAR(real::cos(real::acos(x)), x, 1e-15);
        EXPECT_NEAR(real::tan(real::atan(x)), x, 1e-15);
        EXPECT_NEAR(real::sinh(real::asinh(x)), x, 1e-15);
        EXPECT_NEAR(real::tanh(real::atanh(x)), x, 1e-15);
        EXPECT_NEAR(real::cosh(real::acosh(x + 2)), x + 2, 1e-14);
        EXPECT_NEAR(real::log1p(real::expm1(x)), x, 1e-15);
        EXPECT_NEAR(real::sin(x) * real::sin(x) + real::cos(x) * real::cos(x), 1, 1e-15);
    }
    // Bits that must not move between platforms: large arguments need the full reduction.
    EXPECT_EQ(real::sin(1e22), -0.8522008497671888);
    EXPECT_EQ(real::cos(1e300), -0.5753861119575491);
}

} // namespace
} // namespace rumina
