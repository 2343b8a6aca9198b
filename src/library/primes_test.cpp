#include "library/primes.h"

#include <gtest/gtest.h>

#include <random>

#include "base/assert.h"

namespace rumina::library {
namespace {

Integer parse(std::string_view text) { return *Integer::parse(text); }

TEST(Primes, AgreeWithASieve) {
    constexpr std::uint64_t kLimit = 200000;
    std::vector<bool> composite(kLimit, false);
    composite[0] = composite[1] = true;
    for (std::uint64_t p = 2; p * p < kLimit; ++p)
        for (std::uint64_t multiple = p * p; !composite[p] && multiple < kLimit; multiple += p) composite[multiple] = true;
    for (std::uint64_t n = 0; n < kLimit; ++n) ASSERT_EQ(is_prime(n), !composite[n]) << n;
}

TEST(Primes, StrongPseudoprimesAreComposite) {
    // Composites that pass the strong test to many bases; the last ones to all of the first nine and eleven primes.
    for (std::string_view text : {"2047", "3215031751", "341550071728321", "3825123056546413051"})
        EXPECT_FALSE(is_prime(parse(text))) << text;
    // To the first twelve primes: above 2^64, where the Lucas test must find it. [Sorenson & Webster 2017]
    EXPECT_FALSE(is_prime(parse("318665857834031151167461")));
    EXPECT_FALSE(is_prime(parse("3317044064679887385961981")));
}

TEST(Primes, LargeOnes) {
    EXPECT_TRUE(is_prime(parse("18446744073709551557")));  // the largest below 2^64
    EXPECT_TRUE(is_prime(parse("18446744073709551629")));  // the smallest above
    EXPECT_TRUE(is_prime(Integer::power_of_two(521) - Integer(1)));
    EXPECT_FALSE(is_prime(Integer::power_of_two(523) - Integer(1)));
    Integer square = parse("18446744073709551629") * parse("18446744073709551629");
    EXPECT_FALSE(is_prime(square)); // a square never gets a Lucas parameter
    EXPECT_FALSE(is_prime(parse("-7")));
    EXPECT_FALSE(is_prime(Integer(0)));
}

TEST(Primes, JacobiIsMultiplicative) {
    std::mt19937_64 random(5);
    for (int i = 0; i < 2000; ++i) {
        Integer a(static_cast<std::int64_t>(random() % 100000)), b(static_cast<std::int64_t>(random() % 100000));
        Integer n(static_cast<std::int64_t>(random() % 100000) * 2 + 1);
        ASSERT_EQ(jacobi_symbol(a * b, n), jacobi_symbol(a, n) * jacobi_symbol(b, n));
    }
    // For a prime it tells squares: Euler's criterion.
    const std::int64_t p = 10007;
    for (std::int64_t a = 1; a < 200; ++a) {
        Integer power = power_mod(Integer(a), Integer((p - 1) / 2), Integer(p));
        ASSERT_EQ(jacobi_symbol(Integer(a), Integer(p)), power == Integer(1) ? 1 : -1);
    }
}

void expect_factors(const Integer& n) {
    std::vector<std::pair<Integer, std::uint32_t>> factors;
    ASSERT_TRUE(factor(n, factors)) << n.to_string();
    Integer product(1), last(1);
    for (auto& [prime, exponent] : factors) {
        EXPECT_TRUE(is_prime(prime));
        EXPECT_LT(compare(last, prime), 0);
        last = prime;
        product = product * power(prime, Integer(std::int64_t{exponent}));
    }
    EXPECT_EQ(compare(product, n), 0) << n.to_string();
}

TEST(Factor, ProductsComeBack) {
    for (std::int64_t n = 1; n < 5000; ++n) expect_factors(Integer(n));
    std::mt19937_64 random(11);
    for (int i = 0; i < 300; ++i) expect_factors(Integer(static_cast<std::int64_t>(random() >> 1)) + Integer(1));
    expect_factors(parse("18446744073709551615"));
    expect_factors(parse("18446743979220271189"));                     // the product of two 32-bit primes
    expect_factors(Integer::power_of_two(300));
    expect_factors(power(parse("18446744073709551629"), Integer(5)));  // a power of one large prime
    expect_factors(parse("147573952589676412927"));                    // 2^67 - 1
}

TEST(Factor, GivesUpOnHardComposites) {
    std::vector<std::pair<Integer, std::uint32_t>> factors;
    Integer hard = parse("1000000000000000000000000000057") * parse("1000000000000000000000000000099");
    EXPECT_FALSE(factor(hard, factors));
}

} // namespace
} // namespace rumina::library
