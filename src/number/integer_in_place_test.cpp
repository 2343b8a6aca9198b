#include "number/integer_in_place.h"

#include <gtest/gtest.h>

#include <random>

#include "number/size_limit.h"

namespace rumina {
namespace {

Integer plain(InPlace operation, const Integer& a, const Integer& b) {
    switch (operation) {
    case InPlace::Sum: return a + b;
    case InPlace::Difference: return a - b;
    case InPlace::Product: return a * b;
    case InPlace::Quotient: return divide_truncated(a, b);
    }
    return {};
}

constexpr InPlace kAll[] = {InPlace::Sum, InPlace::Difference, InPlace::Product, InPlace::Quotient};

TEST(IntegerInPlace, AgreesWithOrdinaryArithmeticAlsoWhenOperandsAreTheResult) {
    std::mt19937_64 random(20261127);
    auto any = [&] {
        Integer value(static_cast<std::int64_t>(random() >> random() % 64));
        for (std::uint64_t n = random() % 6; n != 0; --n) value = value * Integer(static_cast<std::int64_t>(random() >> 2)) + Integer(1);
        return random() % 2 == 0 ? value : -value;
    };
    for (int i = 0; i < 20000; ++i) {
        InPlace operation = kAll[random() % 4];
        Integer a = any(), b = any(), to = any();
        if (b.is_zero()) {
            EXPECT_EQ(bytes_in_place(InPlace::Quotient, a, b), 0u);
            continue;
        }
        Integer expected = plain(operation, a, b);
        std::size_t bytes = bytes_in_place(operation, a, b);
        ASSERT_NE(bytes, 0u);
        EXPECT_GE(bytes, expected.fits_int64() ? 0 : expected.bits() / 8);
        compute_in_place(operation, to, a, b);
        ASSERT_EQ(to, expected);
        Integer left = a, right = b;
        compute_in_place(operation, left, left, b);
        ASSERT_EQ(left, expected);
        compute_in_place(operation, right, a, right);
        ASSERT_EQ(right, expected);
        Integer both = a, square = plain(operation, a, a.is_zero() ? b : a);
        if (a.is_zero()) continue;
        compute_in_place(operation, both, both, both);
        ASSERT_EQ(both, square);
    }
}

TEST(IntegerInPlace, LeavesWhatIsLongOrTooLargeToOthers) {
    const Integer long_one = Integer::power_of_two(200000);
    EXPECT_EQ(bytes_in_place(InPlace::Product, long_one, long_one), 0u);
    EXPECT_NE(bytes_in_place(InPlace::Product, long_one, Integer(12345)), 0u);
    EXPECT_NE(bytes_in_place(InPlace::Sum, long_one, long_one), 0u);
    const std::uint64_t saved = integer_limits().max_bits;
    integer_limits().max_bits = 200000;
    EXPECT_EQ(bytes_in_place(InPlace::Sum, long_one, Integer(1)), 0u);
    integer_limits().max_bits = saved;
}

} // namespace
} // namespace rumina
