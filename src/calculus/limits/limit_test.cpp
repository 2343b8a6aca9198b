#include "calculus/limits/limit.h"

#include <gtest/gtest.h>

#include "algebra/assumptions.h"
#include "algebra/numeric.h"
#include "algebra/test_store.h"
#include "algebra/traversal.h"
#include "number/ball.h"

namespace rumina::calculus {
namespace {

using namespace algebra;
using Kind = LimitResult::Kind;

class LimitTest : public AlgebraTest {
protected:
    LimitTest() { assumptions.make_current(); }
    Assumptions assumptions;
    Expr x = symbol("x"), a = symbol("a");

    static Expr call(FunctionId head, const Expr& u) { return apply_function(head, {u}); }
    /// The value found, and the function near the point within 1e-6 of it.
    void expect_limit(const Expr& f, const Expr& point, int direction, const Expr& value) {
        const LimitResult found = find_limit(f, x, point, direction);
        ASSERT_EQ(found.kind, Kind::Value);
        EXPECT_TRUE(found.value == value);
        if (value.has_infinity() || !value.is_constant()) return;
        const Expr tiny = power(Expr(10), Expr(-9));
        const Expr near = point == infinity() ? Expr(1500) : point.has_infinity() ? Expr(-1500) : direction < 0 ? point - tiny : point + tiny;
        const Ball difference = enclose(substitute(f, x, near) - value, 8000);
        EXPECT_TRUE(difference.is_finite());
        EXPECT_LT(difference.log2_upper(), -8) << difference.to_string();
    }
};

TEST_F(LimitTest, ElementaryOnes) {
    expect_limit(call(FunctionId::Sin, x) / x, Expr(0), 0, Expr(1));
    expect_limit((exp(x) - 1 - x) / (x * x), Expr(0), 0, half());
    expect_limit(power(1 + power(x, -1), x), infinity(), 0, euler_e());
    expect_limit(sqrt(x * x + x) - x, infinity(), 0, half());
    expect_limit(power(x, x), Expr(0), 1, Expr(1));
    expect_limit(exp(x) / power(x, 50), infinity(), 0, infinity());
    expect_limit(call(FunctionId::Atan, x), negate(infinity()), 0, negate(pi() / 2));
}

TEST_F(LimitTest, CancellationOfRapidlyVaryingParts) { // [Gruntz 1996] 3.3, 8.1
    const Expr r = power(x, -1);
    expect_limit(exp(x) * (exp(r - exp(negate(x))) - exp(r)), infinity(), 0, Expr(-1));
    expect_limit(exp(exp(x - exp(negate(x))) / (1 - r)) - exp(exp(x)), infinity(), 0, infinity());
    expect_limit(call(FunctionId::Gamma, x + 1) / (x * call(FunctionId::Gamma, x)), infinity(), 0, Expr(1));
}

TEST_F(LimitTest, WhereThereIsNone) {
    EXPECT_EQ(find_limit(call(FunctionId::Sin, x), x, infinity()).kind, Kind::Oscillates);
    EXPECT_EQ(find_limit(x * call(FunctionId::Sin, x), x, infinity()).kind, Kind::Oscillates);
    const LimitResult sides = find_limit(power(x, -1), x, Expr(0));
    EXPECT_EQ(sides.kind, Kind::SidesDiffer);
    EXPECT_TRUE(sides.right == infinity());
    EXPECT_EQ(find_limit(call(FunctionId::Sin, x) / x, x, infinity()).kind, Kind::Value);
}

TEST_F(LimitTest, ParametersNeedASign) {
    EXPECT_EQ(find_limit(exp(a * x), x, infinity()).kind, Kind::NotFound);
    assumptions.declare(a, Property::Positive);
    EXPECT_TRUE(find_limit(exp(a * x), x, infinity()).value == infinity());
    EXPECT_TRUE(find_limit(exp(negate(a * x)) * power(x, 5), x, infinity()).value.is_zero());
}

} // namespace
} // namespace rumina::calculus
