#include "algebra/integrand.h"

#include <gtest/gtest.h>

#include "algebra/binders.h"
#include "algebra/functions/constant_parts.h"
#include "algebra/test_store.h"

namespace rumina::algebra {
namespace {

class IntegrandTest : public AlgebraTest {
protected:
    static Expr call(FunctionId head, const Expr& u) { return apply_function(head, {u}); }
    static Ball box(double re, double im, double radius) {
        const Ball zero = Ball().widened(Ball(radius));
        return Ball::complex(ball::add(Ball(re), zero, 64), ball::add(Ball(im), zero, 64));
    }
    bool analytic(const Expr& f, const Ball& z) { return Integrand(f, x, {}, 100)(z, true).is_finite(); }
};

TEST_F(IntegrandTest, HasTheValuesOfTheExpression) {
    const Expr f = (exp(x) + sqrt(Expr(2)) * x) / (1 + call(FunctionId::Sin, x * y));
    const Point others{{y, Ball(3)}};
    const Integrand integrand(f, x, others, 100);
    for (const double at : {-1.5, 0.25, 4.0}) {
        Point point = others;
        point.emplace_back(x, Ball(at));
        EXPECT_TRUE(integrand(Ball(at), false).overlaps(enclose_at(f, point, 100)));
        EXPECT_TRUE(integrand(Ball(at), true).overlaps(enclose_at(f, point, 100)));
    }
}

/// A question about a ball on which it is not analytic leaves no trace in the next values.
TEST_F(IntegrandTest, KeepsItsConstants) {
    const Integrand integrand(sqrt(x) + call(FunctionId::Sin, x) * (pi() + sqrt(Expr(3))), x, {}, 100);
    EXPECT_FALSE(integrand(box(0, 0, 0.5), true).is_finite());
    EXPECT_NEAR(integrand(Ball(1), false).midpoint(), 1 + 0.8414709848078965 * (3.141592653589793 + 1.7320508075688772), 1e-12);
}

TEST_F(IntegrandTest, CutsAreSeen) {
    const Ball left = box(-2, 0, 0.1), right = box(2, 0, 0.1), above = box(0, 2, 0.1), middle = box(0, 0, 0.1);
    for (const Expr& f : {call(FunctionId::Log, x), sqrt(x), power(x, ratio(-1, 3)), power(x, x), call(FunctionId::LogGamma, x), call(FunctionId::Ei, x)}) {
        EXPECT_FALSE(analytic(f, left));
        EXPECT_TRUE(analytic(f, right));
        EXPECT_TRUE(analytic(f, above));
        EXPECT_FALSE(analytic(f, middle));
    }
    for (const Expr& f : {call(FunctionId::Asin, x), call(FunctionId::Acos, x), call(FunctionId::Atanh, x)}) {
        EXPECT_FALSE(analytic(f, left));
        EXPECT_FALSE(analytic(f, right));
        EXPECT_TRUE(analytic(f, above));
        EXPECT_TRUE(analytic(f, middle));
    }
    for (const Expr& f : {call(FunctionId::Atan, x), call(FunctionId::Asinh, x)}) {
        EXPECT_TRUE(analytic(f, left));
        EXPECT_FALSE(analytic(f, above));
        EXPECT_TRUE(analytic(f, middle));
    }
    EXPECT_FALSE(analytic(call(FunctionId::Acot, x), middle));
    EXPECT_TRUE(analytic(call(FunctionId::Acot, x), above));
    for (const FunctionId jump : {FunctionId::Abs, FunctionId::Sign, FunctionId::Floor, FunctionId::Re, FunctionId::Conj, FunctionId::Heaviside}) EXPECT_FALSE(analytic(call(jump, x), right));
}

TEST_F(IntegrandTest, KinksOnTheRealLine) {
    const Ball right = box(2, 0, 0.1), middle = box(0, 0, 0.1);
    auto on_line = [&](const Expr& f, const Ball& z) { return Integrand(f, x, {}, 100, true)(z, true); };
    const Expr zero(0), two(2);
    EXPECT_TRUE(on_line(call(FunctionId::Abs, x), right).overlaps(right));
    EXPECT_TRUE(on_line(call(FunctionId::Abs, x - 3), right).overlaps(ball::sub(Ball(3), right, 64)));
    EXPECT_FALSE(on_line(call(FunctionId::Abs, x), middle).is_finite());
    EXPECT_TRUE(on_line(apply_function(FunctionId::Max, {x * x, x}), right).overlaps(ball::mul(right, right, 64)));
    EXPECT_TRUE(on_line(apply_function(FunctionId::Min, {x * x, x}), right).overlaps(right));
    EXPECT_FALSE(on_line(apply_function(FunctionId::Max, {x, two}), right).is_finite());
    EXPECT_EQ(on_line(call(FunctionId::Floor, x + half()), right).exact_integer(), std::optional(Integer(2)));
    EXPECT_EQ(on_line(call(FunctionId::Ceil, x + half()), right).exact_integer(), std::optional(Integer(3)));
    EXPECT_FALSE(on_line(call(FunctionId::Floor, x), right).is_finite());
    EXPECT_EQ(on_line(call(FunctionId::Sign, x - 3), right).exact_integer(), std::optional(Integer(-1)));
    EXPECT_EQ(on_line(call(FunctionId::Heaviside, x - 3), right).exact_integer(), std::optional(Integer(0)));
    // |2 + ix| is no analytic function of this form, and neither is |x| on other paths
    EXPECT_FALSE(on_line(call(FunctionId::Abs, 2 + imaginary_unit() * x), right).is_finite());
    EXPECT_FALSE(analytic(call(FunctionId::Abs, x), right));
}

/// The variable may have the name of one around it, whose value does not count.
TEST_F(IntegrandTest, TheInnerVariableCounts) {
    EXPECT_EQ(Integrand(x * y, x, {{x, Ball(100)}, {y, Ball(2)}}, 64)(Ball(3), false).exact_integer(), std::optional(Integer(6)));
}

} // namespace
} // namespace rumina::algebra
