#include "algebra/polynomial/constant_combination.h"

#include <gtest/gtest.h>

namespace rumina::algebra {
namespace {

class ConstantCombinationTest : public ::testing::Test {
protected:
    PolynomialRing ring{3}; // x, y must cancel; a is constant
    Polynomial one = Polynomial::constant(ring, Rational(1)), x = Polynomial::variable(ring, 0), y = Polynomial::variable(ring, 1), a = Polynomial::variable(ring, 2);
    std::vector<bool> is_constant{false, false, true};

    static ShiftedSum plain(std::size_t base) { return {{{base, 1, {0, 0, 0}}}}; }
    std::optional<std::vector<RationalFunction>> combine(const std::vector<Polynomial>& terms, const Polynomial& target) {
        std::vector<ShiftedSum> sums;
        for (std::size_t i = 0; i < terms.size(); ++i) sums.push_back(plain(i));
        return constant_combination(sums, terms, target, is_constant);
    }
};

TEST_F(ConstantCombinationTest, CoefficientsAreFractionsInTheConstants) {
    // (a·x + y)·c + (x - y)·d = x: c + … with c = 1/(a + 1) = d
    const auto c = combine({a * x + y, x - y}, x);
    ASSERT_TRUE(c);
    const RationalFunction expected = RationalFunction::make(one, a + one);
    EXPECT_EQ((*c)[0], expected);
    EXPECT_EQ((*c)[1], expected);
}

TEST_F(ConstantCombinationTest, NoneWhenTheTargetIsOutOfReach) {
    EXPECT_FALSE(combine({x + y, x * x}, x));
    EXPECT_FALSE(combine({x * a}, x * y)) << "y is no constant";
}

TEST_F(ConstantCombinationTest, EarlierTermsArePreferred) {
    const auto c = combine({x, y, x + y}, x + y);
    ASSERT_TRUE(c);
    EXPECT_TRUE((*c)[0].is_one());
    EXPECT_TRUE((*c)[1].is_one());
    EXPECT_TRUE((*c)[2].is_zero());
}

TEST_F(ConstantCombinationTest, MonomialsShiftABase) {
    // Derivatives of x^n e^x over e^x, n <= 6: the combination that gives x^6 has the signed falling factorials of 6.
    std::vector<ShiftedSum> terms;
    for (std::uint64_t n = 0; n <= 6; ++n) {
        ShiftedSum sum{{{0, 1, {n, 0, 0}}}};
        if (n > 0) sum.parts.push_back({0, static_cast<std::int64_t>(n), {n - 1, 0, 0}});
        terms.push_back(sum);
    }
    const std::vector<Polynomial> bases{one};
    const auto c = constant_combination(terms, bases, power(x, 6), is_constant);
    ASSERT_TRUE(c);
    std::int64_t expected = 1;
    for (std::int64_t n = 6; n >= 0; --n) {
        EXPECT_EQ((*c)[static_cast<std::size_t>(n)].constant_value(), Rational(expected));
        expected *= -n;
    }
    EXPECT_EQ(shifted_sum(terms[2], bases), x * x + x * Rational(2));
}

TEST_F(ConstantCombinationTest, NothingForExponentsThatDoNotFitIntoABytePerVariable) {
    EXPECT_FALSE(combine({power(x, 300)}, power(x, 300)));
}

} // namespace
} // namespace rumina::algebra
