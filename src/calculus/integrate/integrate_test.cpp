#include "calculus/integrate/integrate.h"

#include <gtest/gtest.h>

#include "algebra/assumptions.h"
#include "algebra/test_store.h"
#include "algebra/traversal.h"
#include "calculus/differentiate.h"
#include "calculus/integrate/check.h"
#include "calculus/shorthand.h"
#include "verify/agreement.h"

namespace rumina::calculus {
namespace {

using namespace algebra;

class IntegrateTest : public AlgebraTest {
protected:
    IntegrateTest() { assumptions.make_current(); }
    Assumptions assumptions;
    Expr x = symbol("x"), a = symbol("a"), b = symbol("b");

    /// Solved, and its derivative has the value of f: compared at points by another judge than the one that let it pass.
    void expect_solved(const Expr& f) {
        const Expr F = integrate(f, x);
        EXPECT_FALSE(has_integral(F));
        if (has_integral(F)) return;
        verify::ComparisonOptions options;
        options.regions = {verify::Region::Positive};
        options.points = 6;
        const verify::Comparison same = verify::compare_values(differentiate(F, x), f, options);
        EXPECT_FALSE(same.different) << same.text;
        EXPECT_GE(same.agreed, 1u);
    }
};

TEST_F(IntegrateTest, RationalFunctionsAreComplete) {
    for (int n = 2; n <= 7; ++n) expect_solved(power(power(x, n) + x + 1, -2));
    expect_solved(power(x, 3) / power(a * x * x + b, 2));
    expect_solved(power(power(x, 8) - 1, -1));
}

TEST_F(IntegrateTest, SquareRootsOfQuadraticsAreComplete) {
    const Expr q = x * x + 2 * x + 5, y = sqrt(q);
    expect_solved(y / (x - 2));
    expect_solved(power(y * power(x - 1, 3), -1));
    expect_solved(power(x, 4) / power(q, Expr(Rational::make(Integer(5), Integer(2)))));
    expect_solved(power((x * x + x + 1) * y, -1));
    expect_solved(power(x + y, -1));
    expect_solved(sqrt(a * x * x + b * x + 1));
}

TEST_F(IntegrateTest, WavesAndExponentials) {
    expect_solved(power(x, 3) * exp(a * x) * sin_of(b * x));
    expect_solved(power(sin_of(x), 3) * power(cos_of(x), 2));
    expect_solved(power(Expr(2) + cos_of(3 * x), -2));
    expect_solved(power(call(FunctionId::Tan, x), 5));
    expect_solved(power(exp(2 * x) + exp(x) + 1, -1));
}

TEST_F(IntegrateTest, SeveralFunctionsAtOnce) {
    const Expr log_x = log_of(x), e = exp(x), asinh_x = call(FunctionId::Asinh, x), acosh_x = call(FunctionId::Acosh, x + 1);
    for (const Expr& F : {x * e / (log_x + x), atan_of(x * e), call(FunctionId::Asin, x * e), e * power(sin_of(x) + log_x, -2), log_x * asinh_x / x,
                          power((x * x + e) / (x + log_x), Expr(Rational::make(Integer(2), Integer(3)))), e * acosh_x * log_x, sqrt(1 - power(x * log_x, -2))})
        expect_solved(differentiate(F, x));
    expect_solved((2 * x + a * e) / (x * x + a * e + b) + log_x * e + e / x);
}

TEST_F(IntegrateTest, SpecialFunctionsAmongOthers) {
    EXPECT_EQ(integrate((2 - x * x) * exp(x / (x * x + 2)) / (power(x, 3) + 2 * x), x), call(FunctionId::Ei, x / (x * x + 2))); // [Hebisch]
    const Expr f = exp(x * x) * (2 * x * log_of(x) + 1 + power(x, -1));
    EXPECT_EQ(integrate(f, x), exp(x * x) * log_of(x) + sqrt(pi()) * call(FunctionId::Erfi, x) / 2);
    expect_solved((2 * power(log_of(x), 2) - log_of(x) - x * x) / (power(log_of(x), 3) - x * x * log_of(x))); // [Bronstein]
}

TEST_F(IntegrateTest, PseudoEllipticIntegrals) { // [Charlwood 2008; Timofeev 1948]
    const Expr quartic = power(x, 4) + x * x + 1;
    EXPECT_EQ(integrate((1 - x * x) / ((1 + x * x) * sqrt(quartic)), x), atan_of(x / sqrt(quartic)));
    expect_solved(sqrt(power(x, 4) + a * x * x + 1) / (1 - power(x, 4)));
}

TEST_F(IntegrateTest, TheCheckRefusesWrongAnswers) {
    EXPECT_TRUE(is_antiderivative(power(x, 3) / 3, x * x, x));
    EXPECT_FALSE(is_antiderivative(power(x, 3) / 3, x * x + Expr(Rational::make(Integer(1), Integer(1000000))), x));
    EXPECT_FALSE(is_antiderivative(x * x / 2, sqrt(x * x), x)) << "right for positive x only";
    EXPECT_FALSE(is_antiderivative(a * x, call(FunctionId::Abs, a) * x / x, x)) << "right for positive a only";
}

TEST_F(IntegrateTest, WhatIsNotFoundStaysAsItIsWritten) {
    const Expr f = apply_function(FunctionId::Apply, {symbol("f"), x});
    EXPECT_TRUE(integrate(f, x).is(FunctionId::IndefiniteIntegral));
}

} // namespace
} // namespace rumina::calculus
