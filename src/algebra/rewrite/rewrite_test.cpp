// Rewriting is checked by enclosures: at points in all quadrants, on both axes (where the cuts are) and at real points
// with ties and zeros.
#include "algebra/rewrite/rewrite.h"

#include "algebra/assumptions.h"
#include "algebra/enclosure.h"
#include "algebra/numeric.h"
#include "algebra/output/output.h"
#include "algebra/test_store.h"
#include "number/ball.h"

namespace rumina::algebra {
namespace {

class Rewrite : public AlgebraTest {
protected:
    Assumptions assumptions;
    Rewrite() { assumptions.make_current(); }

    static constexpr std::int64_t kPrecision = 192;
    static Expr complex(int re, int im, int denominator) {
        return Expr(Number::gaussian(Rational::make(Integer(re), Integer(denominator)), Rational::make(Integer(im), Integer(denominator))));
    }
    /// Quadrants, axes beyond and within the unit circle.
    static std::vector<Expr> complex_points() {
        return {complex(3, 5, 7),  complex(-3, 5, 7), complex(-3, -5, 7), complex(3, -5, 7), complex(2, 0, 1),  complex(-2, 0, 1), complex(1, 0, 2),
                complex(-1, 0, 2), complex(0, 2, 1),  complex(0, -2, 1),  complex(0, 1, 2),  complex(0, -1, 2), complex(9, 1, 4),  complex(-9, -1, 4)};
    }
    /// Both sides are enclosed and the enclosures meet; counts the points where both are finite and sharp.
    int agree(const Expr& before, const Expr& after, const Expr& variable, const std::vector<Expr>& points) {
        int finite = 0;
        for (const Expr& p : points) {
            Point point{{variable, enclose(p, kPrecision)}};
            Ball a = enclose_at(before, point, kPrecision), b = enclose_at(after, point, kPrecision);
            if (!a.is_finite() || !b.is_finite()) continue;
            Ball difference = ball::sub(a, b, kPrecision), off = ball::add(difference, Ball::rational(power(Rational(10), Integer(-20)), kPrecision), kPrecision);
            if (off.contains_zero()) continue; // too wide to tell the sides of a cut apart
            ++finite;
            EXPECT_TRUE(difference.contains_zero()) << to_infix(before) << " as " << to_infix(after) << " at " << to_infix(p);
        }
        return finite;
    }
};

TEST_F(Rewrite, CircularAndInverseFunctionsHoldEverywhere) {
    int changed = 0;
    for (int id = static_cast<int>(FunctionId::Sin); id <= static_cast<int>(FunctionId::Acsch); ++id) {
        auto head = static_cast<FunctionId>(id);
        if (head == FunctionId::Atan2) continue;
        for (std::string_view target : {"exp", "sin", "cos", "tan", "sinh", "cosh", "tanh", "log", "sqrt", "conj"}) {
            for (std::int64_t exponent : {1, 2, -3}) {
                Expr e = power(apply_function(head, {z}), Expr(exponent));
                Expr other = *rewrite(e, target);
                if (other == e) continue;
                ++changed;
                EXPECT_GE(agree(e, other, z, complex_points()), 12) << to_infix(e) << " by " << target;
            }
        }
    }
    EXPECT_GE(changed, 150);
}

TEST_F(Rewrite, ExponentialsBecomeCircularAndHyperbolic) {
    EXPECT_EQ(*rewrite(exp(imaginary_unit() * x), "cos"), apply_function(FunctionId::Cos, {x}) + imaginary_unit() * apply_function(FunctionId::Sin, {x}));
    EXPECT_EQ(*rewrite(exp(x), "cosh"), apply_function(FunctionId::Cosh, {x}) + apply_function(FunctionId::Sinh, {x}));
    EXPECT_EQ(*rewrite(exp(x), "cos"), exp(x));
    Expr e = exp(Expr(2) * imaginary_unit() * z) * z;
    EXPECT_GE(agree(e, *rewrite(e, "sin"), z, complex_points()), 14);
}

TEST_F(Rewrite, GammaFamilyHoldsOffThePoles) {
    std::vector<Expr> points = complex_points();
    std::erase_if(points, [](const Expr& p) { return p.is_integer(); });
    Expr a = z + ratio(1, 3);
    Expr forms[] = {apply_function(FunctionId::Factorial, {z}), apply_function(FunctionId::Gamma, {z}), apply_function(FunctionId::Binomial, {z, a * ratio(1, 2)}),
                    apply_function(FunctionId::Beta, {z, a}),   apply_function(FunctionId::Erf, {z}),   apply_function(FunctionId::Erfc, {z}),
                    apply_function(FunctionId::Li, {z})};
    int changed = 0;
    for (const Expr& e : forms) {
        for (std::string_view target : {"gamma", "factorial", "binomial", "beta", "erf", "erfc", "Ei"}) {
            Expr other = *rewrite(e, target);
            if (other == e) continue;
            ++changed;
            EXPECT_GE(agree(e, other, z, points), 8) << to_infix(e) << " by " << target;
        }
    }
    EXPECT_GE(changed, 10);
}

TEST_F(Rewrite, CasesHoldAtZeroAndAtTies) {
    std::vector<Expr> points = {Expr(0), Expr(1), Expr(-1), ratio(1, 2), ratio(-7, 3), Expr(2), Expr(5)};
    Expr forms[] = {apply_function(FunctionId::Abs, {x}),
                    apply_function(FunctionId::Sign, {x}),
                    apply_function(FunctionId::Heaviside, {x - Expr(1)}),
                    apply_function(FunctionId::Max, {x, Expr(1)}),
                    apply_function(FunctionId::Min, {x, Expr(2), x * x}),
                    apply_function(FunctionId::Max, {x, Expr(2), x * x}),
                    sqrt(x * x),
                    power(x * x, ratio(3, 2))};
    int changed = 0;
    for (const Expr& e : forms) {
        for (std::string_view target : {"abs", "sign", "heaviside", "min", "max", "piecewise", "sqrt", "conj"}) {
            Expr other = *rewrite(e, target);
            if (other == e) continue;
            ++changed;
            EXPECT_GE(agree(e, other, x, points), 6) << to_infix(e) << " as " << to_infix(other) << " by " << target;
        }
    }
    EXPECT_GE(changed, 28);
}

TEST_F(Rewrite, OfComplexSymbolsOnlyWhatHolds) {
    assumptions.declare(z, Property::Complex);
    Expr size = apply_function(FunctionId::Abs, {z});
    EXPECT_EQ(*rewrite(size, "piecewise"), size);
    EXPECT_EQ(*rewrite(sqrt(z * z), "abs"), sqrt(z * z));
    EXPECT_GE(agree(size, *rewrite(size, "sqrt"), z, complex_points()), 14);
    EXPECT_FALSE(rewrite(size, "nothing"));
}

} // namespace
} // namespace rumina::algebra
