// Against GMP's products, for lengths around every border of the method and operands with runs of zeros and ones.
#include "number/cold_products.h"

#include <gtest/gtest.h>

#include <random>

namespace rumina {
namespace {

/// A number of exactly so many words, whose bits come in runs when `in_runs`.
Integer number_of(std::mt19937_64& random, std::size_t words, bool in_runs) {
    Integer value;
    for (std::size_t i = 0; i < words; ++i) {
        std::uint64_t word = random();
        if (in_runs) word = word % 3 == 0 ? 0 : word % 3 == 1 ? UINT64_MAX : word << (word & 63);
        if (i == 0) word |= std::uint64_t{1} << 63;
        value = value * Integer::power_of_two(64) + Integer(static_cast<std::int64_t>(word >> 32)) * Integer::power_of_two(32) +
                Integer(static_cast<std::int64_t>(word & 0xffffffff));
    }
    return value;
}

TEST(ColdProducts, AgreeWithGmp) {
    std::mt19937_64 random(20261129);
    for (std::size_t n : {2, 3, 31, 32, 33, 63, 64, 65, 71, 72, 73, 74, 95, 127, 142, 143, 144, 145, 146, 191, 285, 287, 289, 300, 519, 520, 1023, 1500})
        for (std::size_t m : {n, n - n / 5, n - 1})
            for (bool in_runs : {false, true}) {
                if (m < 2) continue; // below 2^62 a number sits in its handle
                const Integer a = number_of(random, n, in_runs), b = number_of(random, m, in_runs);
                ASSERT_EQ(cold_product(a, b), a * b) << n << " and " << m << " words";
                ASSERT_EQ(cold_product(-a, b), -(a * b)) << n << " and " << m << " words";
                ASSERT_EQ(cold_product(b, b), b * b) << m << " words";
            }
}

TEST(ColdProducts, OfPowersOfTwoAndTheirNeighbours) {
    for (std::uint64_t bits : {1536u, 2048u, 3071u, 3072u, 6400u}) {
        const Integer power = Integer::power_of_two(bits), less = power - Integer(1), more = power + Integer(1);
        for (const Integer& a : {power, less, more})
            for (const Integer& b : {power, less, more}) ASSERT_EQ(cold_product(a, b), a * b) << bits << " bits";
    }
}

TEST(ColdProducts, Powers) {
    for (std::int64_t base : {1ll, -1ll, 2ll, 3ll, -7ll, 10ll, 1ll << 61, (1ll << 62) - 1, 1 - (1ll << 62)})
        for (std::uint64_t exponent : {1u, 2u, 3u, 31u, 32u, 33u, 255u, 256u, 257u, 1000u, 1447u})
            ASSERT_EQ(cold_power(base, exponent), power(Integer(base), Integer(static_cast<std::int64_t>(exponent)))) << base << "^" << exponent;
    ASSERT_EQ(cold_power(3, 20959), power(Integer(3), Integer(20959)));
}

TEST(ColdProducts, OnlyAsLongAsTheyPay) {
    const Integer a = Integer::power_of_two(64 * 500), b = Integer::power_of_two(64 * 300);
    EXPECT_FALSE(is_cold_product(a, b)) << "of different lengths";
    EXPECT_FALSE(is_cold_product(Integer::power_of_two(64), Integer::power_of_two(64)));
    EXPECT_FALSE(is_cold_product(Integer::power_of_two(64 * 5000), Integer::power_of_two(64 * 5000)));
    static bool is_first = true; // in this process
    int taken = 0;
    while (taken < 100 && is_cold_product(a, a)) ++taken;
    EXPECT_TRUE(taken > 1 || !is_first);
    is_first = false;
    EXPECT_LT(taken, 100);
    EXPECT_FALSE(is_cold_power(64 * 500)) << "the work is done";
}

} // namespace
} // namespace rumina
