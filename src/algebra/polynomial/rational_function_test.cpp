// Field laws of rational functions at random points, partial fractions and Hermite reduction checked by adding up.
#include <gtest/gtest.h>

#include "algebra/polynomial/fraction_polynomial.h"
#include "algebra/polynomial/partial_fractions.h"
#include "algebra/polynomial/random_polynomial.h"
#include "algebra/polynomial/rational_function.h"
#include "diagnostics/diagnostic.h"

namespace rumina::algebra {
namespace {

struct RationalFunctionTest : ::testing::Test {
    PolynomialRing ring{2};
    Polynomial x = Polynomial::variable(ring, 0), a = Polynomial::variable(ring, 1), one = Polynomial::constant(ring, Rational(1));
    RandomPolynomials random{11};

    RationalFunction fraction(std::size_t terms, std::int64_t degree) {
        return RationalFunction::make(random.polynomial(ring, terms, degree), random.nonzero(ring, terms, degree));
    }
    static void expect_reduced(const RationalFunction& f) {
        EXPECT_TRUE(gcd(f.numerator(), f.denominator()).is_one() || f.is_zero());
        EXPECT_TRUE(f.numerator().is_zero() || f.numerator().content().is_integer());
        EXPECT_GT(f.denominator().content().sign(), 0);
        EXPECT_TRUE(f.denominator().content().is_integer());
        EXPECT_EQ(gcd(f.numerator().content().numerator(), f.denominator().content().numerator()), Integer(1));
    }
};

TEST_F(RationalFunctionTest, FieldLaws) {
    for (int i = 0; i < 200; ++i) {
        RationalFunction f = fraction(3, 2), g = fraction(3, 2);
        auto p = random.point(ring);
        std::optional<Rational> u = f.evaluate(p), v = g.evaluate(p);
        if (!u || !v) continue;
        expect_reduced(f + g);
        expect_reduced(f * g);
        EXPECT_EQ(*(f + g).evaluate(p), *u + *v);
        EXPECT_EQ(*(f - g).evaluate(p), *u - *v);
        EXPECT_EQ(*(f * g).evaluate(p), *u * *v);
        if (v->sign() != 0) { EXPECT_EQ(*(f / g).evaluate(p), *u / *v); }
        if (u->sign() != 0) { EXPECT_EQ(*power(f, -3).evaluate(p), power(*u, Integer(-3))); }
        EXPECT_EQ(*power(f, 2).evaluate(p), *u * *u);
        EXPECT_EQ((f * g).derivative(0), f.derivative(0) * g + f * g.derivative(0));
        EXPECT_EQ((f + g) - g, f);
    }
    EXPECT_THROW(fraction(2, 2) / RationalFunction(ring), Failure);
    EXPECT_THROW(power(RationalFunction(ring), -1), Failure);
    EXPECT_THROW(RationalFunction::make(one, Polynomial(ring)), Failure);
}

TEST_F(RationalFunctionTest, PartialFractionsAddUp) {
    for (int i = 0; i < 40; ++i) {
        Polynomial p = random.nonzero(ring, 2, 2) + x, q = random.nonzero(ring, 2, 1) + x * x;
        RationalFunction f = RationalFunction::make(random.polynomial(ring, 4, 4), p * p * q * (a + one));
        for (bool squarefree : {false, true}) {
            PartialFractions apart = squarefree ? squarefree_partial_fractions(f, 0) : partial_fractions(f, 0);
            RationalFunction sum = apart.polynomial;
            EXPECT_FALSE(apart.polynomial.denominator().uses(0));
            for (const auto& part : apart.parts) {
                EXPECT_FALSE(part.numerator.denominator().uses(0));
                EXPECT_LT(part.numerator.numerator().degree(0), part.base.degree(0));
                sum = sum + part.numerator / RationalFunction(power(part.base, part.power));
            }
            EXPECT_EQ(sum, f);
        }
    }
    // 1/(x²(x + 1)) = 1/x² - 1/x + 1/(x + 1)
    EXPECT_EQ(partial_fractions(RationalFunction::make(one, x * x * (x + one)), 0).parts.size(), 3u);
    // 1/(x² - a²) = 1/(2a)·(1/(x - a) - 1/(x + a))
    EXPECT_EQ(partial_fractions(RationalFunction::make(one, x * x - a * a), 0).parts.size(), 2u);
}

TEST_F(RationalFunctionTest, HermiteReductionIntegratesTheRationalPart) {
    for (int i = 0; i < 30; ++i) {
        Polynomial p = random.nonzero(ring, 2, 1) + x, q = random.nonzero(ring, 1, 1) + x * x;
        RationalFunction f = RationalFunction::make(random.polynomial(ring, 4, 3), power(p, 3) * q * q);
        HermiteReduction h = hermite_reduce(f, 0);
        EXPECT_EQ(h.rational_part.derivative(0) + h.remaining, f);
        Polynomial bottom = h.remaining.denominator();
        EXPECT_FALSE(gcd(bottom, bottom.derivative(0)).uses(0));
    }
}

TEST_F(RationalFunctionTest, DivisionOverParameters) {
    for (int i = 0; i < 50; ++i) {
        FractionPolynomial f(random.nonzero(ring, 4, 3), 0), g(random.nonzero(ring, 3, 2), 0), q(ring, 0), r(ring, 0);
        divide(f, g, q, r);
        EXPECT_EQ(q * g + r, f);
        EXPECT_LT(r.degree(), std::max<std::int64_t>(g.degree(), 1));
        FractionBezout b = extended_gcd(f, g);
        EXPECT_EQ(b.s * f + b.t * g, b.gcd);
        EXPECT_EQ(FractionPolynomial(f.to_rational_function(), 0), f);
    }
}

} // namespace
} // namespace rumina::algebra
