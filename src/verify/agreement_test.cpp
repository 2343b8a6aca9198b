#include "verify/agreement.h"

#include "algebra/test_store.h"

namespace rumina::verify {
namespace {

using namespace algebra;
using Agreeing = AlgebraTest;

TEST_F(Agreeing, IdentitiesAgreeEverywhere) {
    Expr square = power(x + y, Expr(2));
    Comparison same = compare_values(square, x * x + Expr(2) * x * y + y * y);
    EXPECT_FALSE(same.different) << same.text;
    EXPECT_EQ(same.agreed, 15u);
}

TEST_F(Agreeing, DifferencesAreFound) {
    EXPECT_TRUE(compare_values(sqrt(x * x), x).different);
    EXPECT_TRUE(compare_values(x, x + Expr(Rational::make(Integer(1), power(Integer(10), Integer(20))))).different);
}

TEST_F(Agreeing, TellsWherePowersOfProductsDiffer) {
    ComparisonOptions positive{.regions = {Region::Positive}};
    EXPECT_FALSE(compare_values(sqrt(x * y), sqrt(x) * sqrt(y), positive).different);
    EXPECT_TRUE(compare_values(sqrt(x * y), sqrt(x) * sqrt(y)).different);
}

TEST_F(Agreeing, UndefinedPointsAreNoAgreement) {
    Comparison poles = compare_values(power(x - x * x / x + Expr(1), y), Expr(1));
    EXPECT_FALSE(poles.different);
}

} // namespace
} // namespace rumina::verify
