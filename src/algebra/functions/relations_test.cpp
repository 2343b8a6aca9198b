// Relations, connectives, piecewise values, steps, roots of polynomials and unevaluated forms.
#include "algebra/binders.h"
#include "algebra/enclosure.h"
#include "algebra/functions/function.h"
#include "algebra/functions/root_of.h"
#include "algebra/numeric.h"
#include "algebra/test_store.h"
#include "diagnostics/diagnostic.h"
#include "number/ball_functions.h"

namespace rumina::algebra {
namespace {

class Relations : public AlgebraTest {
protected:
    static Expr two(FunctionId id, const Expr& a, const Expr& b) { return apply_function(id, {a, b}); }
    static Expr less(const Expr& a, const Expr& b) { return two(FunctionId::Less, a, b); }
    static Expr less_equal(const Expr& a, const Expr& b) { return two(FunctionId::LessEqual, a, b); }
    static Expr equal(const Expr& a, const Expr& b) { return two(FunctionId::Equal, a, b); }
    static Expr negation(const Expr& c) { return apply_function(FunctionId::Not, {c}); }
    Expr yes = apply_function(FunctionId::True, {}), no = apply_function(FunctionId::False, {});
};
using Forms = Relations;

TEST_F(Relations, OfConstantsAreDecided) {
    EXPECT_EQ(less(Expr(1), Expr(2)), yes);
    EXPECT_EQ(less(pi(), ratio(22, 7)), yes);
    EXPECT_EQ(less_equal(root(2) + root(3), sqrt(Expr(5) + Expr(2) * root(6))), yes);
    EXPECT_EQ(less(infinity(), Expr(5)), no);
    EXPECT_EQ(equal(pi(), ratio(355, 113)), no);
    EXPECT_EQ(equal(sqrt(Expr(3) + Expr(2) * root(2)), Expr(1) + root(2)), yes);
    EXPECT_EQ(equal(Expr(Number::real_float(1.5)), ratio(3, 2)), yes);
    EXPECT_EQ(equal(Expr(Number::real_float(0.1)), ratio(1, 10)), no);
    EXPECT_EQ(equal(Expr(Number::real_float(1.4142135623730951)), root(2)), no);
    EXPECT_EQ(two(FunctionId::Unequal, pi(), euler_e()), yes);
    EXPECT_EQ(equal(infinity(), Expr(3)), no);
    EXPECT_THROW(less(imaginary_unit(), Expr(1)), Failure);
    EXPECT_THROW(less(x, imaginary_unit()), Failure);
}

TEST_F(Relations, WithSymbolsStay) {
    EXPECT_TRUE(equal(x * x, Expr(4)).is(FunctionId::Equal));
    EXPECT_EQ(equal(x, x), yes);
    EXPECT_EQ(less(x, x), no);
    EXPECT_EQ(less_equal(x, x), yes);
    EXPECT_EQ(less(x, x + Expr(1)), yes);
    EXPECT_EQ(equal(x, x + Expr(1)), no);
    EXPECT_TRUE(less(x, infinity()).is(FunctionId::Less));
    EXPECT_TRUE(less(Expr(Number::real_float(1.5)), x).is(FunctionId::Less));
}

TEST_F(Relations, Connectives) {
    Expr a = less(x, Expr(1)), b = equal(y, Expr(2));
    EXPECT_EQ(two(FunctionId::And, a, b), two(FunctionId::And, b, a));
    EXPECT_EQ(two(FunctionId::And, a, yes), a);
    EXPECT_EQ(two(FunctionId::And, a, no), no);
    EXPECT_EQ(two(FunctionId::Or, a, yes), yes);
    EXPECT_EQ(two(FunctionId::And, a, a), a);
    EXPECT_EQ(two(FunctionId::And, a, negation(a)), no);
    EXPECT_EQ(two(FunctionId::Or, b, negation(b)), yes);
    EXPECT_EQ(negation(a), less_equal(Expr(1), x));
    EXPECT_EQ(negation(negation(two(FunctionId::And, a, b))), two(FunctionId::And, a, b));
    EXPECT_EQ(negation(two(FunctionId::And, a, b)), two(FunctionId::Or, negation(a), negation(b)));
    EXPECT_EQ(apply_function(FunctionId::And, {}), yes);
    EXPECT_EQ(apply_function(FunctionId::Or, {}), no);
}

TEST_F(Relations, PiecewiseDropsWhatIsDecided) {
    auto piecewise = [](std::initializer_list<Expr> a) { return apply_function(FunctionId::Piecewise, a); };
    Expr c = less(x, Expr(1)), d = less(x, Expr(2));
    EXPECT_EQ(piecewise({x, no, y, c, z}), piecewise({y, c, z}));
    EXPECT_EQ(piecewise({x, c, y, yes, z}), piecewise({x, c, y}));
    EXPECT_EQ(piecewise({x, yes, y}), x);
    EXPECT_EQ(piecewise({x, no, y}), y);
    EXPECT_EQ(piecewise({x, c, x, d, y}), piecewise({x, two(FunctionId::Or, c, d), y}));
    EXPECT_EQ(piecewise({y, c, x, d, x}), piecewise({y, c, x}));
    EXPECT_EQ(piecewise({x, c, y, c, z}), piecewise({x, c, z}));
    EXPECT_THROW(piecewise({x, no}), Failure);
    std::vector<Expr> arguments{x, c, y};
    EXPECT_EQ(function(FunctionId::Piecewise).derivative(arguments, 0), piecewise({Expr(1), c, Expr(0)}));
}

TEST_F(Relations, EnclosuresOfConditions) {
    Expr p = apply_function(FunctionId::Piecewise, {negate(x), less(x, Expr(0)), x * x});
    EXPECT_TRUE(enclose_at(p, {{x, Ball(-3)}}, 100).contains(Rational(3)));
    EXPECT_TRUE(enclose_at(p, {{x, Ball(3)}}, 100).contains(Rational(9)));
    Ball across = enclose_at(p, {{x, Ball::interval(Ball(-1), Ball(2), 100)}}, 100);
    ASSERT_TRUE(across.is_finite());
    EXPECT_TRUE(across.contains(Rational(4)) && across.contains(Rational(1)) && across.contains(Rational(0)));
    Expr both = two(FunctionId::And, less(Expr(0), x), less(x, Expr(5)));
    EXPECT_EQ(enclose_at(both, {{x, Ball(3)}}, 64).midpoint(), 1);
    EXPECT_TRUE(enclose_at(both, {{x, Ball(7)}}, 64).is_zero());
    EXPECT_FALSE(enclose_at(less(x, y), {{x, Ball::imaginary_unit()}, {y, Ball(1)}}, 64).is_finite());
    EXPECT_FALSE(enclose_at(equal(x, pi()), {{x, Ball::pi(80)}}, 64).is_finite());
}

TEST_F(Relations, Steps) {
    auto step = [](const Expr& e) { return apply_function(FunctionId::Heaviside, {e}); };
    auto delta = [](const Expr& e) { return apply_function(FunctionId::DiracDelta, {e}); };
    EXPECT_EQ(step(Expr(0)), half());
    EXPECT_EQ(step(pi() - Expr(4)), Expr(0));
    EXPECT_EQ(step(infinity()), Expr(1));
    EXPECT_THROW(step(imaginary_unit()), Failure);
    EXPECT_EQ(delta(Expr(3)), Expr(0));
    EXPECT_TRUE(delta(Expr(0)).is(FunctionId::DiracDelta));
    EXPECT_EQ(delta(negate(x)), delta(x));
    std::vector<Expr> argument{x};
    EXPECT_EQ(function(FunctionId::Heaviside).derivative(argument, 0), delta(x));
}

TEST_F(Forms, RootOfIsCanonical) {
    Expr t = bound(0);
    auto root_of = [](const Expr& p, int k) { return apply_function(FunctionId::RootOf, {p, Expr(k)}); };
    Expr cubic = power(t, Expr(3)) - t - Expr(1);
    Expr real = root_of(cubic, 0);
    ASSERT_TRUE(real.is(FunctionId::RootOf));
    EXPECT_EQ(real.argument(0), cubic);
    EXPECT_EQ(root_of(ratio(-2, 3) * cubic, 0), real);
    EXPECT_EQ(root_of(Expr(2) * t - Expr(3), 0), ratio(3, 2));
    EXPECT_EQ(root_of(t * t - t - Expr(1), 1), (Expr(1) + root(5)) / Expr(2));
    EXPECT_EQ(root_of(t * t + Expr(1), 0), negate(imaginary_unit()));
    // A product: the roots are counted together, each has its own minimal polynomial.
    Expr product = power(t - Expr(1), Expr(2)) * cubic;
    EXPECT_EQ(root_of(product, 0), Expr(1));
    EXPECT_EQ(root_of(product, 1), real);
    EXPECT_EQ(root_of(product, 2), root_of(cubic, 1));
    EXPECT_THROW(root_of(cubic, 3), Failure);
    EXPECT_THROW(root_of(cubic, -1), Failure);
    // p(root) encloses 0, tightly.
    for (int k : {0, 1, 2}) {
        Ball value = enclose(instantiate(cubic, root_of(cubic, k)), 200);
        EXPECT_TRUE(value.contains_zero());
        EXPECT_LT(value.log2_upper(), -150);
    }
    EXPECT_TRUE(enclose(real, 64).is_real());
    EXPECT_TRUE(root_of(power(t, Expr(3)) - x * t, 0).is(FunctionId::RootOf));
    MaybeAlgebraic number = algebraic_root(cubic, Expr(1));
    ASSERT_TRUE(number);
    EXPECT_EQ(closed_form(*number), root_of(cubic, 1));
}

TEST_F(Forms, RootSums) {
    Expr t = bound(0), cubic = power(t, Expr(3)) - t - Expr(1);
    auto root_sum = [](const Expr& p, const Expr& f) { return apply_function(FunctionId::RootSum, {p, f}); };
    EXPECT_EQ(root_sum(cubic, x), Expr(3) * x);
    EXPECT_EQ(root_sum(t * t - Expr(2), t * t * x), Expr(4) * x);
    EXPECT_TRUE(enclose(root_sum(cubic, t * t), 200).contains(Rational(2))); // Newton: e1² - 2·e2
    EXPECT_TRUE(enclose_at(root_sum(cubic, x / t), {{x, Ball(5)}}, 200).contains(Rational(-5)));
}

TEST_F(Forms, SumsAndProducts) {
    Expr k = bound(0);
    auto sum = [](const Expr& body, const Expr& from, const Expr& to) { return apply_function(FunctionId::Sum, {body, from, to}); };
    EXPECT_EQ(sum(k * k, Expr(3), Expr(3)), Expr(9));
    EXPECT_EQ(sum(k * k, Expr(3), Expr(2)), Expr(0));
    EXPECT_EQ(apply_function(FunctionId::Product, {k, Expr(5), Expr(1)}), Expr(1));
    Expr squares = sum(k * k, Expr(1), Expr(100));
    ASSERT_TRUE(squares.is(FunctionId::Sum));
    EXPECT_TRUE(enclose(squares, 100).contains(Rational(338350)));
    EXPECT_TRUE(enclose(apply_function(FunctionId::Product, {k, Expr(1), Expr(10)}), 100).contains(Rational(3628800)));
    // Σ_{j=1..4} Σ_{k=1..j} k = 20: an inner body sees both variables.
    Expr nested = sum(make_function(FunctionId::Sum, std::initializer_list<Expr>{bound(0), Expr(1), bound(0)}), Expr(1), Expr(4));
    EXPECT_TRUE(enclose(nested, 100).contains(Rational(20)));
    EXPECT_FALSE(enclose(sum(k, Expr(1), infinity()), 100).is_finite());
}

TEST_F(Forms, DerivativesSubstitutionsLimits) {
    Expr f = apply_function(FunctionId::Apply, {symbol("f"), x});
    auto derivative = [](std::initializer_list<Expr> a) { return apply_function(FunctionId::Derivative, a); };
    EXPECT_EQ(derivative({f, x, Expr(0)}), f);
    EXPECT_EQ(derivative({derivative({f, x, Expr(1)}), x, Expr(2)}), derivative({f, x, Expr(3)}));
    EXPECT_EQ(derivative({f, y, Expr(1)}), Expr(0));
    Expr g = apply_function(FunctionId::Apply, {symbol("g"), x, y});
    EXPECT_EQ(derivative({g, x, Expr(1), y, Expr(1)}), derivative({g, y, Expr(1), x, Expr(1)}));
    EXPECT_THROW(derivative({f, Expr(2), Expr(1)}), Failure);
    Expr slope = abstract(derivative({f, x, Expr(1)}), x);
    EXPECT_TRUE(two(FunctionId::Substitution, slope, Expr(2)).is(FunctionId::Substitution));
    EXPECT_EQ(two(FunctionId::Substitution, slope, x), derivative({f, x, Expr(1)}));
    EXPECT_EQ(two(FunctionId::Substitution, bound(0) * bound(0), Expr(3)), Expr(9));
    EXPECT_EQ(apply_function(FunctionId::Limit, {y, infinity(), Expr(0)}), y);
    EXPECT_THROW(apply_function(FunctionId::Limit, {y, infinity(), Expr(2)}), Failure);
    EXPECT_EQ(apply_function(FunctionId::Integral, {exp(bound(0)), Expr(1), Expr(1)}), Expr(0));
    EXPECT_FALSE(enclose_at(apply_function(FunctionId::IndefiniteIntegral, {f, x}), {{x, Ball(1)}}, 64).is_finite());
}

} // namespace
} // namespace rumina::algebra
