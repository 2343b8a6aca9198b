#include "algebra/separation_bound.h"

#include "algebra/enclosure.h"
#include "algebra/numeric.h"
#include "algebra/test_store.h"

namespace rumina::algebra {
namespace {

using Separation = AlgebraTest;

Expr cos_of(int p, int q) { return apply_function(FunctionId::Cos, {scale(Number(Rational::make(Integer(p), Integer(q))), pi())}); }

TEST_F(Separation, ProvesZeros) {
    EXPECT_TRUE(is_zero_by_separation(sqrt(Expr(5) + Expr(2) * root(6)) - root(2) - root(3), 4000));
    EXPECT_TRUE(is_zero_by_separation(cos_of(1, 24) - sqrt(Expr(2) + sqrt(Expr(2) + root(3))) / Expr(2), 4000));
    EXPECT_TRUE(is_zero_by_separation(Expr(8) * power(cos_of(1, 9), Expr(3)) - Expr(6) * cos_of(1, 9) - Expr(1), 4000));
    // A sum of seventeenth roots of unity: degree 16.
    Expr sum(1);
    for (int k = 1; k <= 8; ++k) sum = sum + Expr(2) * cos_of(2 * k, 17);
    EXPECT_TRUE(is_zero_by_separation(sum, 4000));
}

TEST_F(Separation, SmallNumbersAreNotZero) {
    // (√2 - 1)^n is as small as the bound allows up to a factor in the exponent.
    for (int n : {3, 10, 30, 60}) {
        Expr e = power(root(2) - Expr(1), Expr(n));
        std::optional<double> bits = separation_bits(e, 1e6);
        ASSERT_TRUE(bits);
        EXPECT_GE(enclose(e, 4000).log2_lower(), -*bits);
        EXPECT_FALSE(is_zero_by_separation(e, 1e6));
    }
}

TEST_F(Separation, LeavesOthersAlone) {
    EXPECT_FALSE(separation_bits(pi(), 1e6));
    EXPECT_FALSE(separation_bits(exp(Expr(1)) - euler_e() + root(2) * x, 1e6));
    EXPECT_FALSE(separation_bits(cos_of(1, 1009), 10)); // past the limit
}

} // namespace
} // namespace rumina::algebra
