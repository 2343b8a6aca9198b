#include "calculus/series/series.h"

#include <gtest/gtest.h>

#include "algebra/assumptions.h"
#include "algebra/test_store.h"

namespace rumina::calculus {
namespace {

using namespace algebra;

class SeriesTest : public AlgebraTest {
protected:
    SeriesTest() { assumptions.make_current(); }
    Assumptions assumptions;
    Expr x = symbol("x");

    static Expr call(FunctionId head, const Expr& u) { return apply_function(head, {u}); }
    Expr rest(int n) const { return rest_of_order(power(x, Expr(n))); }
};

TEST_F(SeriesTest, PowersOfAllKinds) {
    EXPECT_TRUE(series(exp(x), x, Expr(0), 3) == 1 + x + x * x / 2 + rest(3));
    EXPECT_TRUE(series(power(call(FunctionId::Sin, x), -1), x, Expr(0), 2) == power(x, -1) + x / 6 + rest(2));
    EXPECT_TRUE(series(sqrt(x) * exp(x), x, Expr(0), 2) == sqrt(x) + x * sqrt(x) + rest(2));
    EXPECT_TRUE(series(power(x, x), x, Expr(0), 2) == 1 + x * call(FunctionId::Log, x) + rest(2));
    EXPECT_TRUE(series(sqrt(x * x + 1), x, infinity(), 2) == x + power(x, -1) / 2 + rest(-2));
}

TEST_F(SeriesTest, OnlyWhereTheyHoldOnBothSides) {
    EXPECT_FALSE(series(call(FunctionId::Abs, x), x, Expr(0), 4));
    EXPECT_FALSE(series(exp(power(x, -1)), x, Expr(0), 4));
    EXPECT_TRUE(series(x * x * x + x, x, Expr(0), 6) == x * x * x + x);
    EXPECT_TRUE(without_rests(x + rest(4)) == x);
}

TEST_F(SeriesTest, LeadingTerms) {
    EXPECT_TRUE(leading_terms(sqrt(x * x + x), x, infinity(), 2) == x + half());
    EXPECT_TRUE(leading_terms(1 - call(FunctionId::Cos, x), x, Expr(0), 1) == x * x / 2);
    EXPECT_TRUE(leading_terms(call(FunctionId::Gamma, x), x, infinity(), 1) == sqrt(2 * pi()) * power(x, x - half()) * exp(negate(x)));
}

} // namespace
} // namespace rumina::calculus
