// What a germ claims of f on (0, δ] is compared with f at points there, and the bound of its integral with known integrals.
#include "calculus/definite/expression_germ.h"

#include <gtest/gtest.h>

#include "algebra/assumptions.h"
#include "algebra/enclosure.h"
#include "algebra/functions/constant_parts.h"
#include "algebra/test_store.h"
#include "algebra/traversal.h"
#include "number/ball_functions.h"

namespace rumina::calculus {
namespace {

using namespace algebra;

constexpr std::int64_t kPrecision = 400;

class GermTest : public AlgebraTest {
protected:
    GermTest() { assumptions.make_current(); }
    Assumptions assumptions;
    Expr t = symbol("t");

    static Expr call(FunctionId head, const Expr& u) { return apply_function(head, {u}); }
    static Expr call(FunctionId head, const Expr& u, const Expr& v) { return apply_function(head, {u, v}); }

    static Ball rational_power(const Ball& b, const Rational& r) { return ball::pow(b, Ball::rational(r, kPrecision), kPrecision); }
    static Ball claimed(const Germ& g, const Ball& at) {
        const Ball logs = ball::neg(ball::log(at, kPrecision));
        Ball value = ball::mul(rational_power(at, g.power), ball::mul(rational_power(logs, g.logs), g.factor, kPrecision), kPrecision);
        if (!g.rate.is_zero()) value = ball::mul(value, ball::exp(ball::mul(g.rate, rational_power(at, -g.root), kPrecision), kPrecision), kPrecision);
        return value;
    }

    /// The claim holds for some δ, at all points looked at.
    void expect_holds(const Expr& f, const char* name) {
        bool found = false;
        for (const std::int64_t bits : {4, 6, 10, 25}) {
            const MaybeGerm g = germ_at_zero(f, t, bits, 64 + 4 * bits);
            if (!g) continue;
            found = true;
            const Ball delta = ball::pow_integer(Ball(2), Integer(-bits), kPrecision);
            for (const double part : {1.0, 0.999, 0.75, 0.4, 0.1, 0x1p-7, 0x1p-11, 0x1p-16}) {
                const Ball at = ball::mul(delta, Ball(part), kPrecision), value = enclose_at(f, {{t, at}}, kPrecision);
                EXPECT_TRUE(value.is_finite()) << name;
                EXPECT_TRUE(claimed(*g, at).overlaps(value)) << name << " bits " << bits << " at " << at.to_string() << ": " << value.to_string();
            }
        }
        EXPECT_TRUE(found) << name;
    }
    /// And the bound of the tail is for the integral given.
    void expect_tail(const Expr& f, const Expr& integral, const char* name) {
        for (const std::int64_t bits : {6, 12, 30}) {
            const MaybeGerm g = germ_at_zero(f, t, bits, 256);
            ASSERT_TRUE(g) << name;
            const auto tail = GermArithmetic(bits, 256).tail(*g);
            ASSERT_TRUE(tail) << name << bits;
            const Ball delta = ball::pow_integer(Ball(2), Integer(-bits), kPrecision);
            const Ball value = enclose_at(integral, {{t, delta}}, kPrecision);
            EXPECT_TRUE(value.is_finite());
            EXPECT_TRUE(tail->overlaps(value)) << name << bits << value.to_string() << tail->to_string();
        }
    }
    std::optional<Ball> tail_of(const Expr& f, std::int64_t bits) {
        const MaybeGerm g = germ_at_zero(f, t, bits, 64 + 4 * bits);
        return g ? GermArithmetic(bits, 64 + 4 * bits).tail(*g) : std::nullopt;
    }
};

TEST_F(GermTest, HoldsForElementaryFunctions) {
    const Expr l = call(FunctionId::Log, t), rt = sqrt(t);
    expect_holds(power(t, ratio(-1, 2)), "t^(-1/2)");
    expect_holds(l, "log");
    expect_holds(l * l / rt, "log^2/sqrt");
    expect_holds(power(t, t), "t^t");
    expect_holds(power(t, negate(t)), "t^-t");
    expect_holds(power(t, -1 / sqrt(Expr(2))), "t^(-1/sqrt 2)");
    expect_holds(exp(negate(1 / t)), "exp(-1/t)");
    expect_holds(exp(negate(1 / t) + 1 / rt), "exp(-1/t + 1/sqrt t)");
    expect_holds(exp(negate(exp(1 / rt))), "exp(-exp(1/sqrt t))");
    expect_holds(exp(l / t), "t^(1/t)");
    expect_holds(exp(1 / (t * l)), "exp(1/(t log t))");
    expect_holds(exp(negate(l * l)), "exp(-log^2)");
    expect_holds(exp(pi() * l), "t^pi by exp");
    expect_holds(exp(negate(sqrt(negate(l)))), "exp(-sqrt L)");
    expect_holds(call(FunctionId::Log, negate(l)), "log L");
    expect_holds(1 / (t * l * l), "1/(t log^2)");
    expect_holds((1 - call(FunctionId::Cos, t)) / power(t, Expr(2)), "(1 - cos)/t^2");
    expect_holds((call(FunctionId::Sin, t) - t) / power(t, Expr(3)), "(sin - t)/t^3");
    expect_holds(call(FunctionId::Log, 1 + t) / t, "log(1 + t)/t");
    expect_holds(1 / (exp(t) - 1) - 1 / t, "1/(e^t - 1) - 1/t");
    expect_holds(call(FunctionId::Sin, 1 / t) / rt, "sin(1/t)/sqrt");
    expect_holds(call(FunctionId::Cot, t), "cot");
    expect_holds(call(FunctionId::Csc, t), "csc");
    expect_holds(call(FunctionId::Tanh, 1 / t), "tanh(1/t)");
    expect_holds(call(FunctionId::Sech, 1 / t), "sech(1/t)");
    expect_holds(call(FunctionId::Csch, 1 / t), "csch(1/t)");
    expect_holds(call(FunctionId::Coth, t), "coth");
    expect_holds(call(FunctionId::Atan, 1 / t), "atan(1/t)");
    expect_holds(call(FunctionId::Acot, negate(1 / t)), "acot(-1/t)");
    expect_holds(call(FunctionId::Asinh, 1 / t), "asinh(1/t)");
    expect_holds(call(FunctionId::Acosh, 1 / t), "acosh(1/t)");
    expect_holds(call(FunctionId::Atanh, 1 - t), "atanh(1 - t)");
    expect_holds(call(FunctionId::Abs, l) / t, "|log|/t");
    expect_holds(apply_function(FunctionId::RealRoot, {negate(exp(negate(1 / t))), Expr(3)}), "cbrt(-exp(-1/t))");
    expect_holds(exp(imaginary_unit() * l), "t^i");
    expect_holds(power(negate(t), ratio(-1, 2)), "(-t)^(-1/2)");
    expect_holds(power(t * imaginary_unit() - t * t, ratio(3, 2)), "(it - t^2)^(3/2)");
}

TEST_F(GermTest, HoldsForSpecialFunctions) {
    const Expr far = 1 / t;
    expect_holds(call(FunctionId::Gamma, t), "gamma");
    expect_holds(call(FunctionId::LogGamma, t), "lgamma");
    expect_holds(call(FunctionId::Digamma, t), "digamma");
    expect_holds(call(FunctionId::Ei, t), "Ei");
    expect_holds(call(FunctionId::Ei, negate(t)), "Ei(-t)");
    expect_holds(call(FunctionId::Ci, t), "Ci");
    expect_holds(call(FunctionId::Chi, t), "Chi");
    expect_holds(call(FunctionId::Ei, negate(far)), "Ei(-1/t)");
    expect_holds(call(FunctionId::Erf, far), "erf(1/t)");
    expect_holds(call(FunctionId::Erfc, far), "erfc(1/t)");
    expect_holds(call(FunctionId::Erfc, negate(far)), "erfc(-1/t)");
    expect_holds(call(FunctionId::Si, far), "Si(1/t)");
    expect_holds(call(FunctionId::LogGamma, far), "lgamma(1/t)");
    expect_holds(call(FunctionId::AiryAi, far), "Ai(1/t)");
    expect_holds(call(FunctionId::EllipticK, 1 - t), "K(1 - t)");
    expect_holds(call(FunctionId::EllipticE, 1 - t), "E(1 - t)");
    expect_holds(call(FunctionId::BesselJ, Expr(2), far), "J2(1/t)");
    for (const Expr& s : {ratio(-3, 2), Expr(0), ratio(1, 2), Expr(1), ratio(7, 2)}) {
        expect_holds(call(FunctionId::UpperGamma, s, t), "Gamma(s, t)");
        expect_holds(call(FunctionId::UpperGamma, s, far), "Gamma(s, 1/t)");
    }
    for (const Expr& s : {Expr(0), ratio(1, 2), ratio(-4, 3)}) {
        expect_holds(call(FunctionId::BesselK, s, t), "K_s(t)");
        expect_holds(call(FunctionId::BesselK, s, far), "K_s(1/t)");
    }
}

TEST_F(GermTest, TailsHoldTheirIntegrals) {
    const Expr l = call(FunctionId::Log, t);
    expect_tail(power(t, ratio(-1, 2)), 2 * sqrt(t), "t^(-1/2)");
    expect_tail(l, t * l - t, "log");
    expect_tail(l * l, t * (l * l - 2 * l + 2), "log^2");
    expect_tail(l / sqrt(t), 2 * sqrt(t) * (l - 2), "log/sqrt");
    expect_tail(exp(negate(1 / t)) / (t * t), exp(negate(1 / t)), "exp(-1/t)/t^2");
    expect_tail(call(FunctionId::Cos, t), call(FunctionId::Sin, t), "cos");
}

TEST_F(GermTest, NoBoundOfWhatDiverges) {
    const Expr l = call(FunctionId::Log, t);
    for (const std::int64_t bits : {4, 10, 40}) {
        EXPECT_FALSE(tail_of(1 / t, bits));
        EXPECT_FALSE(tail_of(1 / (t * l), bits));
        EXPECT_FALSE(tail_of(power(t, ratio(-3, 2)) * l, bits));
        EXPECT_FALSE(tail_of(exp(1 / t), bits));
        EXPECT_FALSE(tail_of(call(FunctionId::Cot, t), bits));
        EXPECT_FALSE(tail_of(1 / call(FunctionId::Sin, 1 / t), bits)); // poles wherever one looks
        EXPECT_FALSE(tail_of(call(FunctionId::Tan, 1 / t), bits));
    }
}

} // namespace
} // namespace rumina::calculus
