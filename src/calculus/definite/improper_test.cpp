// Rigorous values of integrals beside closed forms; nothing finite for what diverges.
#include "calculus/definite/improper.h"

#include <gtest/gtest.h>

#include "algebra/assumptions.h"
#include "algebra/enclosure.h"
#include "algebra/functions/constant_parts.h"
#include "algebra/numeric.h"
#include "algebra/quadrature.h"
#include "algebra/test_store.h"
#include "algebra/traversal.h"
#include "calculus/definite/pieces.h"

namespace rumina::calculus {
namespace {

using namespace algebra;

class ImproperTest : public AlgebraTest {
protected:
    ImproperTest() { assumptions.make_current(); }
    ~ImproperTest() override { enclose_improper = nullptr; }
    Assumptions assumptions;

    static Expr call(FunctionId head, const Expr& u) { return apply_function(head, {u}); }
    static Expr call(FunctionId head, const Expr& u, const Expr& v) { return apply_function(head, {u, v}); }
    static Expr log(const Expr& e) { return call(FunctionId::Log, e); }

    void expect_value(const Expr& f, const Expr& a, const Expr& b, const Expr& closed, const char* name) {
        for (const std::int64_t precision : {64, 150}) {
            const Ball value = enclose_improper_integral(f, x, a, b, precision), known = enclose(closed, 2 * precision);
            EXPECT_TRUE(value.is_finite()) << name;
            EXPECT_TRUE(value.overlaps(known)) << name << ": " << value.to_string(25) << " is not " << known.to_string(25);
            EXPECT_LT(ball::sub(value, value.midpoint_ball(), 64).log2_upper(), -static_cast<double>(precision) + 24) << name;
        }
    }
    void expect_nothing(const Expr& f, const Expr& a, const Expr& b, const char* name) {
        EXPECT_FALSE(enclose_improper_integral(f, x, a, b, 80).is_finite()) << name;
    }
};

TEST_F(ImproperTest, ClosedForms) {
    const Expr inf = infinity(), l = log(x), zero(0), one(1);
    expect_value(exp(x), zero, one, exp(one) - 1, "exp");
    expect_value(exp(x), one, zero, 1 - exp(one), "ends the other way round");
    expect_value(power(x, ratio(-1, 2)), zero, one, Expr(2), "1/sqrt");
    expect_value(power(x, ratio(-2, 3)), negate(one), one, 3 + 3 * power(Expr(-1), ratio(-2, 3)), "x^(-2/3), principal");
    expect_value(l / sqrt(x), zero, one, Expr(-4), "log/sqrt");
    expect_value(power(x, -1 / sqrt(Expr(2))), zero, one, 1 / (1 - 1 / sqrt(Expr(2))), "irrational power");
    expect_value(1 / sqrt(x * (1 - x)), zero, one, pi(), "both ends");
    expect_value(call(FunctionId::Abs, x - ratio(1, 3)), zero, one, ratio(5, 18), "kink");
    expect_value(log(call(FunctionId::Sin, x)), zero, pi() / 2, negate(pi() * log(Expr(2)) / 2), "log sin");
    expect_value(log(x - 1), zero, Expr(2), Expr(-2) + imaginary_unit() * pi(), "log of negative numbers");
    expect_value(1 / (1 + x * x), negate(inf), inf, pi(), "1/(1 + x^2)");
    expect_value(exp(negate(x * x)), negate(inf), inf, sqrt(pi()), "Gauss");
    expect_value(power(x, Expr(3)) / (exp(x) - 1), zero, inf, power(pi(), Expr(4)) / 15, "Planck");
    expect_value(exp(negate(x)) * l, zero, inf, negate(constant(ConstantId::EulerGamma)), "Euler's constant");
    expect_value(1 / (x * l * l), Expr(2), inf, 1 / log(Expr(2)), "1/(x log^2)");
    expect_value(1 / (x * l * l), zero, half(), 1 / log(Expr(2)), "the same at 0");
    expect_value(call(FunctionId::Sin, x) / x, zero, inf, pi() / 2, "sinc");
    expect_value(call(FunctionId::Sin, x * x), zero, inf, sqrt(pi() / 8), "Fresnel");
    expect_value(call(FunctionId::Cos, x) / sqrt(x), zero, inf, sqrt(pi() / 2), "cos/sqrt");
    expect_value(exp(negate(x) - 1 / x) / sqrt(x), zero, inf, sqrt(pi()) * exp(Expr(-2)), "essential singularity");
    expect_value(call(FunctionId::LogGamma, x), zero, one, log(2 * pi()) / 2, "Raabe");
    expect_value(call(FunctionId::Floor, x * x), zero, Expr(2), 5 - sqrt(Expr(2)) - sqrt(Expr(3)), "floor");
    expect_value(call(FunctionId::BesselJ, zero, x) * exp(negate(x)), zero, inf, 1 / sqrt(Expr(2)), "Bessel");
}

TEST_F(ImproperTest, NothingForWhatDiverges) {
    const Expr inf = infinity(), zero(0), one(1);
    expect_nothing(1 / x, zero, one, "1/x");
    expect_nothing(1 / x, negate(one), one, "1/x through 0");
    expect_nothing(1 / x, one, inf, "1/x to infinity");
    expect_nothing(power(x - 1, Expr(-2)), zero, Expr(2), "1/(x - 1)^2");
    expect_nothing(1 / (x * x - 2), zero, Expr(2), "pole at sqrt 2");
    expect_nothing(call(FunctionId::Tan, x), zero, pi() / 2, "tan");
    expect_nothing(call(FunctionId::Tan, x), zero, Expr(2), "tan through pi/2");
    expect_nothing(1 / (x * log(x)), Expr(2), inf, "1/(x log x)");
    expect_nothing(call(FunctionId::Sin, x), zero, inf, "sin");
    expect_nothing(exp(x), zero, inf, "exp");
    expect_nothing(one, zero, inf, "1");
    expect_nothing(1 / (call(FunctionId::Cos, x) - x), zero, one, "pole at a root without a closed form");
    expect_nothing(call(FunctionId::DiracDelta, x - one), zero, Expr(2), "point mass");
    expect_nothing(x, zero, imaginary_unit(), "complex end");
    expect_nothing(call(FunctionId::Gamma, x), Expr(-2), Expr(-1), "gamma between poles");
}

TEST_F(ImproperTest, RealAtOnePointIsNotReal) {
    // |1 + i·(x - c)| with c a point at which pieces are looked at: its value is √(1 + (x - c)²)
    const auto sample = sample_between(Expr(0), Expr(1));
    ASSERT_TRUE(sample);
    const Expr u = 1 + imaginary_unit() * (x - *sample);
    // log(-u) turns past π there without a zero of its argument
    for (const Expr& f : {call(FunctionId::Abs, u), call(FunctionId::Abs, call(FunctionId::Im, log(negate(u)))), log(negate(u))}) {
        const auto pieces = pieces_of(f, x, Expr(0), Expr(1));
        ASSERT_TRUE(pieces);
        for (const Piece& piece : *pieces) {
            EXPECT_TRUE(piece.integrand == f);
            EXPECT_FALSE(piece.is_real && !f.is(FunctionId::Abs));
        }
    }
}

TEST_F(ImproperTest, PiecesKnowSignsAndJumps) {
    const auto pieces = pieces_of(call(FunctionId::Abs, x * x - 2) + call(FunctionId::Heaviside, x - 1), x, Expr(0), Expr(3));
    ASSERT_TRUE(pieces);
    ASSERT_EQ(pieces->size(), 3u);
    EXPECT_TRUE((*pieces)[0].integrand == 2 - x * x);
    EXPECT_TRUE((*pieces)[1].integrand == 3 - x * x);
    EXPECT_TRUE((*pieces)[2].integrand == x * x - 1);
    for (const Piece& piece : *pieces) EXPECT_TRUE(piece.is_real);
    // Gamma's poles on the left are not looked for: nothing is concluded from one point.
    const auto gamma = pieces_of(call(FunctionId::Abs, call(FunctionId::Gamma, x)), x, Expr(-3), ratio(-1, 2));
    ASSERT_TRUE(gamma);
    for (const Piece& piece : *gamma)
        EXPECT_TRUE(any_node(piece.integrand, [](const Expr& e) { return e.is(FunctionId::Abs); }));
}

TEST_F(ImproperTest, IntegralsInsideIntegrals) {
    install_improper_integrals();
    auto integral = [](const Expr& f, const Expr& v, const Expr& a, const Expr& b) { return apply_function(FunctionId::Integral, {abstract(f, v), a, b}); };
    // Variables of the same name, the inner one with an end that moves: ∫₀¹ ∫₀ˣ y² dy dx = 1/12
    const Expr moving = integral(integral(y * y, y, Expr(0), x), x, Expr(0), Expr(1));
    const Ball twelfth = enclose(moving, 60);
    EXPECT_TRUE(twelfth.contains(Rational::make(Integer(1), Integer(12)))) << twelfth.to_string();
    // ∫₀¹ ∫₀¹ e^(xy) dy dx, whose inner body has the outer variable
    const Ball product = enclose(integral(integral(exp(x * y), y, Expr(0), Expr(1)), x, Expr(0), Expr(1)), 60);
    const Ball known = enclose(call(FunctionId::Ei, Expr(1)) - constant(ConstantId::EulerGamma), 100);
    EXPECT_TRUE(product.is_finite() && product.overlaps(known)) << product.to_string();
    // A constant one as a factor
    EXPECT_TRUE(enclose(integral(x * integral(y * y, y, Expr(0), Expr(1)), x, Expr(0), Expr(1)), 100).contains(Rational::make(Integer(1), Integer(6))));
}

TEST_F(ImproperTest, FloatsAreTheFractionsTheyAre) {
    const Expr f = Expr(Number::real_float(0.5, "test")) * power(x, Expr(Number::real_float(-0.5, "test")));
    EXPECT_TRUE(enclose_improper_integral(f, x, Expr(0), Expr(1), 100).contains(Rational(1)));
}

} // namespace
} // namespace rumina::calculus
