#include "algebra/polynomial/binomial_factors.h"

#include <gtest/gtest.h>

namespace rumina::algebra {
namespace {

/// As many factors as the general factoriser finds, and the same product up to sign.
TEST(BinomialFactors, AgreeWithTheGeneralFactoriser) {
    for (int p : {1, 2, 3, 4, 8, 9, 16})
        for (int q : {-81, -64, -16, -9, -8, -4, -2, -1, 1, 2, 4, 8, 9, 16, 64, 81}) {
            if (!(gcd(Integer(p), Integer(q)) == Integer(1))) continue;
            for (std::uint64_t n = 1; n <= 24; ++n) {
                const UnivariatePolynomial whole = UnivariatePolynomial::monomial(Rational(p), n) + UnivariatePolynomial(Rational(q));
                UnivariatePolynomial product(Rational(1));
                const auto factors = factor_binomial(Integer(p), Integer(q), n);
                for (const UnivariatePolynomial& f : factors) product = product * f;
                EXPECT_TRUE(product == whole || product == -whole) << p << " " << q << " " << n;
                EXPECT_EQ(factors.size(), factor(whole).factors.size()) << p << " " << q << " " << n;
            }
        }
}

TEST(BinomialFactors, IrreducibleOnesOfHighDegreeAreSeenAtOnce) {
    EXPECT_EQ(factor_binomial(Integer(1), Integer(-2), 1'000'000).size(), 1u);
    EXPECT_EQ(factor_binomial(Integer(1), Integer(-4), 500'000).size(), 2u);
    EXPECT_EQ(factor_binomial(Integer(3), Integer(5), 300'000).size(), 1u);
}

} // namespace
} // namespace rumina::algebra
