// Splitting integers: products give the number back, small primes are all found, powers come out.
#include "number/trial_factor.h"

#include <gtest/gtest.h>

namespace rumina {
namespace {

Integer product(const std::vector<PrimePower>& parts) {
    Integer result(1);
    for (const PrimePower& p : parts) result = result * power(p.base, Integer(static_cast<std::int64_t>(p.exponent)));
    return result;
}

TEST(TrialFactor, SmallIntegersCompletely) {
    for (std::int64_t n : {1, 2, 12, 360, 97, 1000003}) EXPECT_EQ(product(trial_factor(Integer(n))), Integer(n));
    EXPECT_TRUE(trial_factor(Integer(1)).empty());
    EXPECT_EQ(trial_factor(Integer(std::int64_t{1000003} * 1000033)).size(), 2u);
}

TEST(TrialFactor, LargeIntegersByPrimesBelow100000) {
    // 32749 is the last prime below 2^15, 99991 the last below 10^5.
    Integer large = power(Integer(2), Integer(100)) * Integer(32749) * power(Integer(32771), Integer(3)) * Integer(99991);
    std::vector<PrimePower> parts = trial_factor(large);
    ASSERT_EQ(parts.size(), 4u);
    EXPECT_EQ(parts[0].base, Integer(2));
    EXPECT_EQ(parts[0].exponent, 100u);
    EXPECT_EQ(parts[2].base, Integer(32771));
    EXPECT_EQ(parts[2].exponent, 3u);
    EXPECT_EQ(product(parts), large);
}

TEST(TrialFactor, LongIntegersByTheProductOfAllSmallPrimes) {
    Integer prime = power(Integer(2), Integer(127)) - Integer(1), other = power(Integer(2), Integer(521)) - Integer(1);
    Integer large = power(Integer(3), Integer(50000)) * power(Integer(99991), Integer(7)) * power(prime, Integer(91)) * power(other, Integer(91));
    std::vector<PrimePower> parts = trial_factor(large);
    ASSERT_EQ(parts.size(), 3u);
    EXPECT_EQ(parts[0].exponent, 50000u);
    EXPECT_EQ(parts[1].exponent, 7u);
    EXPECT_EQ(parts[2].base, prime * other);
    EXPECT_EQ(parts[2].exponent, 91u);
    EXPECT_EQ(product(parts), large);
    large = large * power(Integer(1000003), Integer(15)); // no power is left
    parts = trial_factor(large);
    ASSERT_EQ(parts.size(), 3u);
    EXPECT_EQ(parts[2].exponent, 1u);
    EXPECT_EQ(product(parts), large);
    parts = trial_factor(power(Integer(1000003), Integer(3 * 1009)));
    ASSERT_EQ(parts.size(), 1u);
    EXPECT_EQ(parts[0].exponent, 3u * 1009u);
    EXPECT_EQ(trial_factor(power(Integer(7), Integer(3000000)))[0].exponent, 3000000u);
}

TEST(TrialFactor, PowersOfLargeIntegers) {
    Integer prime = power(Integer(2), Integer(127)) - Integer(1), composite = prime * (power(Integer(2), Integer(89)) - Integer(1));
    for (const Integer& base : {prime, composite}) {
        std::vector<PrimePower> parts = trial_factor(power(base, Integer(6)) * Integer(9));
        ASSERT_EQ(parts.size(), 2u);
        EXPECT_EQ(parts[1].base, base);
        EXPECT_EQ(parts[1].exponent, 6u);
    }
    std::vector<PrimePower> parts = trial_factor(power(Integer(2), Integer(100000)));
    ASSERT_EQ(parts.size(), 1u);
    EXPECT_EQ(parts[0].exponent, 100000u);
}

} // namespace
} // namespace rumina
