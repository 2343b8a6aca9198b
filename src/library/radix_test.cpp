#include "library/radix.h"

#include <gtest/gtest.h>

#include <random>

namespace rumina::library {
namespace {

TEST(Radix, KnownTexts) {
    EXPECT_EQ(to_text_in_base(Integer(255), 16), "ff");
    EXPECT_EQ(to_text_in_base(Integer(-35), 36), "-z");
    EXPECT_EQ(to_text_in_base(Integer(0), 2), "0");
    Integer n;
    EXPECT_TRUE(from_text_in_base("+7F", 16, n));
    EXPECT_EQ(n.to_int64(), 127);
    for (std::string_view bad : {"", "-", "12a", "8", " 1"}) EXPECT_FALSE(from_text_in_base(bad, 8, n)) << bad;
}

TEST(Radix, PowersOfTheBaseAndTheirNeighbours) {
    for (std::uint64_t base : {2, 3, 10, 36, 1000}) {
        for (int k = 0; k < 70; ++k) {
            Integer power_of_base = power(Integer(static_cast<std::int64_t>(base)), Integer(k));
            std::vector<std::uint32_t> digits = digits_of(power_of_base, base);
            ASSERT_EQ(digits.size(), static_cast<std::size_t>(k) + 1);
            ASSERT_EQ(digits.back(), 1u);
            ASSERT_EQ(compare(from_digits(digits, base), power_of_base), 0);
            ASSERT_EQ(digits_of(power_of_base - Integer(1), base).size(), static_cast<std::size_t>(k));
        }
    }
}

TEST(Radix, RoundTripsAndDecimalAgree) {
    std::mt19937_64 random(3);
    for (int i = 0; i < 300; ++i) {
        Integer n(1);
        for (std::uint64_t part = random() % 40; part != 0; --part)
            n = n * Integer(static_cast<std::int64_t>(random() >> 1)) + Integer(1);
        EXPECT_EQ(to_text_in_base(n, 10), n.to_string());
        std::uint64_t base = 2 + random() % 0xFFFFFFFF;
        EXPECT_EQ(compare(from_digits(digits_of(n, base), base), n), 0);
    }
}

} // namespace
} // namespace rumina::library
