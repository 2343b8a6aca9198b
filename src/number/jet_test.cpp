// A jet's polynomial, evaluated near by, gives the function's value there: for every function, at random points, with an
// inner function that is not linear. The values come from number/ball_functions.h alone.
#include "number/jet.h"

#include <cstdint>
#include <functional>
#include <random>

#include <gtest/gtest.h>

#include "number/ball_functions.h"

namespace rumina {
namespace {

using Jets = std::vector<Jet>;
using Balls = std::vector<Ball>;

struct JetFunction {
    const char* name;
    int arity;
    std::function<Jet(const Jets&, std::int64_t)> of_jets;
    std::function<Ball(const Balls&, std::int64_t)> of_balls;
    bool all_vary = false; ///< every argument may vary, not the last one only
    bool real = false;
};

#define ONE(f) {#f, 1, [](const Jets& a, std::int64_t prec) { return jet::f(a[0], prec); }, [](const Balls& a, std::int64_t prec) { return ball::f(a[0], prec); }}
#define REAL(f) {#f, 1, [](const Jets& a, std::int64_t prec) { return jet::f(a[0], prec); }, [](const Balls& a, std::int64_t prec) { return ball::f(a[0], prec); }, false, true}
#define TWO(f, all) {#f, 2, [](const Jets& a, std::int64_t prec) { return jet::f(a[0], a[1], prec); }, [](const Balls& a, std::int64_t prec) { return ball::f(a[0], a[1], prec); }, all}
#define THREE(f) {#f, 3, [](const Jets& a, std::int64_t prec) { return jet::f(a[0], a[1], a[2], prec); }, [](const Balls& a, std::int64_t prec) { return ball::f(a[0], a[1], a[2], prec); }}

const JetFunction kFunctions[] = {
    TWO(add, true), TWO(sub, true), TWO(mul, true), TWO(div, true), TWO(pow, true), TWO(root, true), TWO(logb, true),
    ONE(inverse), ONE(sqrt), ONE(exp), ONE(log), ONE(log10), ONE(sin), ONE(cos), ONE(tan), ONE(cot), ONE(sec), ONE(csc),
    ONE(asin), ONE(acos), ONE(atan), ONE(acot), ONE(asec), ONE(acsc), ONE(sinh), ONE(cosh), ONE(tanh), ONE(coth), ONE(sech),
    ONE(csch), ONE(asinh), ONE(acosh), ONE(atanh), ONE(acoth), ONE(asech), ONE(acsch), ONE(gamma), ONE(reciprocal_gamma),
    ONE(lgamma), ONE(digamma), TWO(beta, true), ONE(factorial), TWO(binomial, true), TWO(gamma_upper, false),
    TWO(gamma_lower, false), ONE(zeta), TWO(hurwitz_zeta, false), TWO(polylog, false), ONE(erf), ONE(erfc), ONE(erfi),
    ONE(expint_ei), ONE(sinint), ONE(cosint), ONE(sinhint), ONE(coshint), ONE(logint), ONE(fresnel_s), ONE(fresnel_c),
    TWO(bessel_j, false), TWO(bessel_y, false), TWO(bessel_i, false), TWO(bessel_k, false), ONE(airy_ai), ONE(airy_bi),
    ONE(airy_ai_prime), ONE(airy_bi_prime), ONE(elliptic_k), ONE(elliptic_e), THREE(hypergeometric_1f1), THREE(hypergeometric_u),
    TWO(legendre_p, false), TWO(legendre_q, false), TWO(chebyshev_t, false), TWO(chebyshev_u, false), TWO(hermite_h, false),
    THREE(laguerre_l), REAL(abs), REAL(sign), REAL(floor), REAL(ceil), REAL(heaviside),
    {"min", 2, [](const Jets& a, std::int64_t prec) { return jet::min(a[0], a[1], prec); }, [](const Balls& a, std::int64_t prec) { return ball::min(a[0], a[1], prec); }, true, true},
    {"max", 2, [](const Jets& a, std::int64_t prec) { return jet::max(a[0], a[1], prec); }, [](const Balls& a, std::int64_t prec) { return ball::max(a[0], a[1], prec); }, true, true},
    {"atan2", 2, [](const Jets& a, std::int64_t prec) { return jet::atan2(a[0], a[1], prec); }, [](const Balls& a, std::int64_t prec) { return ball::atan2(a[0], a[1], prec); }, true, true},
    {"elliptic_f", 2, [](const Jets& a, std::int64_t prec) { return jet::elliptic_f(a[1], a[0], prec); }, [](const Balls& a, std::int64_t prec) { return ball::elliptic_f(a[1], a[0], prec); }},
    {"elliptic_e_incomplete", 2, [](const Jets& a, std::int64_t prec) { return jet::elliptic_e_incomplete(a[1], a[0], prec); }, [](const Balls& a, std::int64_t prec) { return ball::elliptic_e_incomplete(a[1], a[0], prec); }},
    {"elliptic_pi_incomplete", 3, [](const Jets& a, std::int64_t prec) { return jet::elliptic_pi_incomplete(a[0], a[2], a[1], prec); }, [](const Balls& a, std::int64_t prec) { return ball::elliptic_pi_incomplete(a[0], a[2], a[1], prec); }},
    {"hypergeometric_2f1", 4, [](const Jets& a, std::int64_t prec) { return jet::hypergeometric_2f1(a[0], a[1], a[2], a[3], prec); }, [](const Balls& a, std::int64_t prec) { return ball::hypergeometric_2f1(a[0], a[1], a[2], a[3], prec); }},
    {"hypergeometric_3f2", 6, [](const Jets& a, std::int64_t prec) { return jet::hypergeometric_pfq({a[0], a[1], a[2]}, {a[3], a[4]}, a[5], prec); }, [](const Balls& a, std::int64_t prec) { return ball::hypergeometric_pfq({a[0], a[1], a[2]}, {a[3], a[4]}, a[5], prec); }},
    {"lambertw", 1, [](const Jets& a, std::int64_t prec) { return jet::lambertw(Jet::constant(Ball(1), 9), a[0], prec); }, [](const Balls& a, std::int64_t prec) { return ball::lambertw(Ball(1), a[0], prec); }},
    {"polygamma", 1, [](const Jets& a, std::int64_t prec) { return jet::polygamma(Jet::constant(Ball(2), 9), a[0], prec); }, [](const Balls& a, std::int64_t prec) { return ball::polygamma(Ball(2), a[0], prec); }},
    {"bessel_j of order 2", 1, [](const Jets& a, std::int64_t prec) { return jet::bessel_j(Jet::constant(Ball(2), 9), a[0], prec); }, [](const Balls& a, std::int64_t prec) { return ball::bessel_j(Ball(2), a[0], prec); }},
    {"binomial over 3", 1, [](const Jets& a, std::int64_t prec) { return jet::binomial(a[0], Jet::constant(Ball(3), 9), prec); }, [](const Balls& a, std::int64_t prec) { return ball::binomial(a[0], Ball(3), prec); }},
    {"hermite of degree 3", 1, [](const Jets& a, std::int64_t prec) { return jet::hermite_h(Jet::constant(Ball(3), 9), a[0], prec); }, [](const Balls& a, std::int64_t prec) { return ball::hermite_h(Ball(3), a[0], prec); }},
    {"laguerre of degree 3", 1, [](const Jets& a, std::int64_t prec) { return jet::laguerre_l(Jet::constant(Ball(3), 9), Jet::constant(Ball(0.5), 9), a[0], prec); }, [](const Balls& a, std::int64_t prec) { return ball::laguerre_l(Ball(3), Ball(0.5), a[0], prec); }},
    {"polylog in its order", 1, [](const Jets& a, std::int64_t prec) { return jet::polylog(a[0], Jet::constant(Ball(0.25), 9), prec); }, [](const Balls& a, std::int64_t prec) { return ball::polylog(a[0], Ball(0.25), prec); }},
    {"hurwitz_zeta in its order", 1, [](const Jets& a, std::int64_t prec) { return jet::hurwitz_zeta(a[0], Jet::constant(Ball(0.25), 9), prec); }, [](const Balls& a, std::int64_t prec) { return ball::hurwitz_zeta(a[0], Ball(0.25), prec); }},
    {"pow to a rational", 1, [](const Jets& a, std::int64_t prec) { return jet::pow(a[0], Rational::make(Integer(2), Integer(3)), prec); }, [](const Balls& a, std::int64_t prec) { return ball::pow(a[0], Ball::rational(Rational::make(Integer(2), Integer(3)), prec), prec); }},
    {"power of a negative integer", 1, [](const Jets& a, std::int64_t prec) { return jet::pow(a[0], Rational(-3), prec); }, [](const Balls& a, std::int64_t prec) { return ball::pow_integer(a[0], Integer(-3), prec); }},
};

constexpr std::int64_t kLength = 9, kPrecision = 160;
const Ball kStep(0x1p-12);

class Points {
public:
    Ball point(bool real) {
        double re = part(), im = real || random_() % 2 == 0 ? 0 : part();
        return Ball::complex(Ball(re), Ball(im));
    }

private:
    double part() { return (static_cast<double>(random_() % (1 << 20)) / (1 << 19) - 1) * 3; }
    std::mt19937_64 random_{3};
};

/// z + t·a + t²/2 as a jet, and its value at kStep.
struct Moving {
    Jet jet;
    Ball near;
    Moving(const Ball& z, const Ball& a, bool moves) : jet(Jet::constant(z, kLength)), near(z) {
        if (!moves) return;
        Jet t = Jet::variable(Ball(), kLength);
        jet = jet::add(jet, jet::add(jet::mul(t, Jet::constant(a, kLength), kPrecision), jet::mul(jet::mul(t, t, kPrecision), Jet::constant(Ball(0.5), kLength), kPrecision), kPrecision), kPrecision);
        near = at_step(jet);
    }
    static Ball at_step(const Jet& jet) {
        Ball sum;
        for (std::int64_t k = jet.length(); k-- > 0;) sum = ball::add(ball::mul(sum, kStep, kPrecision), jet.coefficient(k), kPrecision);
        return sum;
    }
};

TEST(Jet, PolynomialGivesValuesNearBy) {
    Points points;
    for (const JetFunction& f : kFunctions) {
        int compared = 0;
        for (int round = 0; round < 20; ++round) {
            Jets jets;
            Balls near;
            std::string text;
            for (int i = 0; i < f.arity; ++i) {
                Ball at = points.point(f.real || round < 7);
                Moving moving(at, Ball(1 + i), f.all_vary || i + 1 == f.arity);
                jets.push_back(moving.jet);
                near.push_back(moving.near);
                text += at.to_string() + "  ";
            }
            Jet result = f.of_jets(jets, kPrecision);
            ASSERT_EQ(result.length(), kLength) << f.name;
            if (!result.is_finite()) continue;
            Ball value = f.of_balls(near, kPrecision), predicted = Moving::at_step(result);
            if (!value.is_finite()) continue;
            // The next term would be of the order c₈·|c₈/c₇|·h⁹; allow for growth of the coefficients near singularities.
            const double growth = std::max({0.0, result.coefficient(8).log2_upper() / 8, (result.coefficient(8).log2_upper() - result.coefficient(4).log2_upper()) / 4});
            if (growth > 6) continue;
            ++compared;
            Ball difference = ball::sub(value, predicted, kPrecision);
            const double size = std::max({0.0, result.coefficient(0).log2_upper(), result.coefficient(8).log2_upper() - 20});
            EXPECT_LT(difference.log2_upper(), size + 9 * (growth + 2 - 12) + 12) << f.name << " at " << text << ": " << value.to_string() << " against " << predicted.to_string();
        }
        EXPECT_GE(compared, f.arity > 4 ? 1 : 8) << f.name;
    }
}

TEST(Jet, DerivativesOfKnownFunctions) {
    // exp(t) at 1: e/k!
    Jet e = jet::exp(Jet::variable(Ball(1), 6), 100);
    for (std::int64_t k = 0; k < 6; ++k)
        EXPECT_TRUE(ball::mul(e.coefficient(k), ball::factorial(Ball(static_cast<std::int64_t>(k)), 100), 100).overlaps(Ball::e(100)));
    // integral and derivative undo each other
    Jet f = jet::sin(Jet::variable(Ball(2), 8), 100), back = jet::integral(jet::derivative(f, 100), f.value(), 100);
    EXPECT_EQ(back.length(), f.length());
    for (std::int64_t k = 0; k < 8; ++k) EXPECT_TRUE(back.coefficient(k).overlaps(f.coefficient(k)));
    // the series of J₂ at 0: z²/8 - z⁴/96 + …
    Jet j = jet::bessel_j(Jet::constant(Ball(2), 6), Jet::variable(Ball(), 6), 100);
    EXPECT_TRUE(j.coefficient(2).contains(Rational::make(Integer(1), Integer(8))));
    EXPECT_TRUE(j.coefficient(4).contains(Rational::make(Integer(-1), Integer(96))));
    EXPECT_TRUE(j.coefficient(3).is_zero());
}

TEST(Jet, NotFiniteWhereThereIsNoSeries) {
    const Jet zero = Jet::variable(Ball(), 4), one = Jet::variable(Ball(1), 4);
    for (auto f : {jet::log, jet::sqrt, jet::abs, jet::sign, jet::floor, jet::cot, jet::gamma, jet::acot, jet::heaviside, jet::inverse})
        EXPECT_FALSE(f(zero, 64).is_finite());
    for (auto f : {jet::asin, jet::acos, jet::acosh, jet::atanh, jet::floor, jet::elliptic_k, jet::zeta, jet::logint})
        EXPECT_FALSE(f(one, 64).is_finite());
    EXPECT_FALSE(jet::bessel_j(one, one, 64).is_finite()); // an order that varies
    Jet straddling = Jet::variable(Ball::complex(Ball(-1), Ball::hull(Ball(-0.1), Ball(0.1), 64)), 3);
    Jet root = jet::sqrt(straddling, 64); // both sides of the cut, or nothing
    EXPECT_TRUE(!root.is_finite() || (root.value().contains(Ball::imaginary_unit()) && root.value().contains(ball::neg(Ball::imaginary_unit()))));
}

} // namespace
} // namespace rumina
