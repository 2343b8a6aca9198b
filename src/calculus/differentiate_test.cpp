// Derivatives: known ones, and difference quotients at random points.
#include <cstdint>
#include <functional>
#include <random>

#include "algebra/binders.h"
#include "algebra/enclosure.h"
#include "algebra/test_store.h"
#include "calculus/differentiate.h"
#include "diagnostics/diagnostic.h"

namespace rumina::calculus {
namespace {

using namespace algebra;

class Differentiating : public AlgebraTest {
protected:
    static Expr f(FunctionId id, const Expr& a) { return apply_function(id, {a}); }
    Expr sin(const Expr& a) { return f(FunctionId::Sin, a); }
    Expr cos(const Expr& a) { return f(FunctionId::Cos, a); }
    Expr log(const Expr& a) { return f(FunctionId::Log, a); }
};

TEST_F(Differentiating, RulesOfElementaryFunctions) {
    EXPECT_EQ(differentiate(power(x, Expr(3)), x), Expr(3) * power(x, Expr(2)));
    EXPECT_EQ(differentiate(sin(x), x), cos(x));
    EXPECT_EQ(differentiate(exp(x * x), x), Expr(2) * x * exp(x * x));
    EXPECT_EQ(differentiate(power(x, y), x), y * power(x, y - Expr(1)));
    EXPECT_EQ(differentiate(power(x, x), x), power(x, x) * (log(x) + Expr(1)));
    EXPECT_EQ(differentiate(x * y * z, y), x * z);
    EXPECT_TRUE(differentiate(pi(), x).is_zero());
    EXPECT_EQ(differentiate(power(x, Expr(5)), x, 5), Expr(120));
    EXPECT_EQ(implicit_derivative(x * x + y * y - Expr(1), y, x), -x / y);
}

TEST_F(Differentiating, UnknownFunctionsStayAndFollowTheChainRule) {
    Expr g = symbol("g"), gx = apply_function(FunctionId::Apply, {g, x});
    Expr first = differentiate(gx, x);
    EXPECT_EQ(first, apply_function(FunctionId::Derivative, {gx, x, Expr(1)}));
    EXPECT_EQ(differentiate(first, x), apply_function(FunctionId::Derivative, {gx, x, Expr(2)}));
    Expr inner = differentiate(apply_function(FunctionId::Apply, {g, x * x}), x);
    ASSERT_TRUE(inner.is_mul());
    // Mixed derivatives do not depend on their order.
    Expr gxy = apply_function(FunctionId::Apply, {g, x, y});
    EXPECT_EQ(differentiate(differentiate(gxy, x), y), differentiate(differentiate(gxy, y), x));
}

TEST_F(Differentiating, IntegralsByLeibniz) {
    Expr t = symbol("t");
    Expr integral = make_function(FunctionId::Integral, std::vector<Expr>{abstract(sin(t) * x, t), Expr(0), x});
    Expr expected = x * sin(x) + make_function(FunctionId::Integral, std::vector<Expr>{abstract(sin(t), t), Expr(0), x});
    EXPECT_EQ(differentiate(integral, x), expected);
}

TEST_F(Differentiating, AgreesWithDifferenceQuotients) {
    std::mt19937_64 random(11);
    const FunctionId heads[] = {FunctionId::Sin, FunctionId::Cos, FunctionId::Tan, FunctionId::Log, FunctionId::Atan, FunctionId::Tanh, FunctionId::Asinh};
    std::function<Expr(int)> any = [&](int depth) -> Expr {
        if (depth == 0) return random() % 3 == 0 ? Expr(Number(static_cast<std::int64_t>(random() % 5) + 1)) : x;
        switch (random() % 5) {
        case 0: return any(depth - 1) + any(depth - 1);
        case 1: return any(depth - 1) * any(depth - 1);
        case 2: return power(any(depth - 1), Expr(static_cast<int>(random() % 4) + 1));
        case 3: return exp(any(depth - 1) / Expr(4));
        default: return f(heads[random() % std::size(heads)], any(depth - 1));
        }
    };
    int checked = 0;
    for (int round = 0; round < 300; ++round) {
        Expr e, d;
        try {
            e = any(3);
            d = differentiate(e, x);
        } catch (const Failure&) {
            continue;
        }
        // (e(a+h) - e(a-h))/2h differs from e'(a) by about h²; h = 2^-60 at 400 bits.
        std::int64_t bits = 400;
        Ball a = Ball::rational(Rational::make(Integer(13), Integer(10)), bits), h = Ball::rational(power(Rational(2), Integer(-60)), bits);
        Ball up = enclose_at(e, {{x, ball::add(a, h, bits)}}, bits), down = enclose_at(e, {{x, ball::sub(a, h, bits)}}, bits);
        Ball quotient = ball::div(ball::sub(up, down, bits), ball::mul(h, Ball(2), bits), bits), value = enclose_at(d, {{x, a}}, bits);
        if (!quotient.is_finite() || !value.is_finite()) continue;
        ++checked;
        double scale = std::max(0.0, value.log2_upper());
        EXPECT_LT(ball::sub(quotient, value, bits).log2_upper(), scale - 40);
    }
    EXPECT_GT(checked, 200);
}

} // namespace
} // namespace rumina::calculus
