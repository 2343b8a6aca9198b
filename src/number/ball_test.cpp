// Every function of number/ball_functions.h: a wide ball's image meets the image of each of its points, small balls agree
// with more precision, values agree with published digits, and identities hold. Balls lie on and across branch cuts.
#include "number/ball_functions.h"

#include <cmath>
#include <functional>
#include <random>

#include <gtest/gtest.h>

#include "number/decimal_rounding.h"

namespace rumina {
namespace {

using Arguments = std::vector<Ball>;

struct Function {
    const char* name;
    int arity;
    std::function<Ball(const Arguments&, long)> value;
    bool integer_first = false; ///< the first argument is a small integer
    bool real = false;          ///< defined on reals only
};

#define ONE(f) {#f, 1, [](const Arguments& a, long prec) { return ball::f(a[0], prec); }}
#define TWO(f) {#f, 2, [](const Arguments& a, long prec) { return ball::f(a[0], a[1], prec); }}
#define THREE(f) {#f, 3, [](const Arguments& a, long prec) { return ball::f(a[0], a[1], a[2], prec); }}

const std::vector<Function>& functions() {
    static const std::vector<Function> all = {
        ONE(abs), ONE(sign), ONE(re), ONE(im), ONE(conj), ONE(arg), ONE(exp), ONE(log), ONE(log10), TWO(logb),
        ONE(sqrt), TWO(root), TWO(pow), ONE(sin), ONE(cos), ONE(tan), ONE(cot), ONE(sec), ONE(csc), ONE(asin), ONE(acos), ONE(atan), ONE(acot),
        ONE(asec), ONE(acsc), ONE(sinh), ONE(cosh), ONE(tanh), ONE(coth), ONE(sech), ONE(csch), ONE(asinh), ONE(acosh),
        ONE(atanh), ONE(acoth), ONE(asech), ONE(acsch), ONE(gamma), ONE(reciprocal_gamma), ONE(lgamma), TWO(gamma_upper),
        TWO(gamma_lower), ONE(digamma), TWO(beta), ONE(factorial), TWO(binomial), TWO(rising_factorial), ONE(zeta), TWO(hurwitz_zeta),
        TWO(polylog), ONE(erf), ONE(erfc), ONE(erfi), ONE(expint_ei), ONE(sinint), ONE(cosint), ONE(sinhint), ONE(coshint),
        ONE(logint), ONE(fresnel_s), ONE(fresnel_c), TWO(bessel_j), TWO(bessel_y), TWO(bessel_i), TWO(bessel_k), ONE(airy_ai),
        ONE(airy_bi), ONE(airy_ai_prime), ONE(airy_bi_prime), ONE(elliptic_k), ONE(elliptic_e), TWO(elliptic_f),
        TWO(elliptic_e_incomplete), TWO(elliptic_pi), THREE(elliptic_pi_incomplete), THREE(hypergeometric_1f1), THREE(hypergeometric_u),
        TWO(legendre_p), TWO(legendre_q), TWO(chebyshev_t), TWO(chebyshev_u), TWO(hermite_h), THREE(laguerre_l),
        {"hypergeometric_2f1", 4, [](const Arguments& a, long prec) { return ball::hypergeometric_2f1(a[0], a[1], a[2], a[3], prec); }},
        {"hypergeometric_3f2", 6, [](const Arguments& a, long prec) { return ball::hypergeometric_pfq({a[0], a[1], a[2]}, {a[3], a[4]}, a[5], prec); }},
        {"hypergeometric_2f2", 5, [](const Arguments& a, long prec) { return ball::hypergeometric_pfq({a[0], a[1]}, {a[2], a[3]}, a[4], prec); }},
        {"hypergeometric_2f0", 3, [](const Arguments& a, long prec) { return ball::hypergeometric_pfq({a[0], a[1]}, {}, a[2], prec); }},
        {"lambertw", 2, [](const Arguments& a, long prec) { return ball::lambertw(a[0], a[1], prec); }, true},
        {"polygamma", 2, [](const Arguments& a, long prec) { return ball::polygamma(a[0], a[1], prec); }, true},
        {"bessel_j of an integer", 2, [](const Arguments& a, long prec) { return ball::bessel_j(a[0], a[1], prec); }, true},
        {"bessel_y of an integer", 2, [](const Arguments& a, long prec) { return ball::bessel_y(a[0], a[1], prec); }, true},
        {"bessel_k of an integer", 2, [](const Arguments& a, long prec) { return ball::bessel_k(a[0], a[1], prec); }, true},
        {"binomial of an integer", 2, [](const Arguments& a, long prec) { return ball::binomial(a[1], a[0], prec); }, true},
        {"gamma_upper of an integer", 2, [](const Arguments& a, long prec) { return ball::gamma_upper(a[0], a[1], prec); }, true},
        {"legendre_p of an integer", 2, [](const Arguments& a, long prec) { return ball::legendre_p(a[0], a[1], prec); }, true},
        {"legendre_q of an integer", 2, [](const Arguments& a, long prec) { return ball::legendre_q(a[0], a[1], prec); }, true},
        {"polylog of an integer", 2, [](const Arguments& a, long prec) { return ball::polylog(a[0], a[1], prec); }, true},
        {"root of an integer", 2, [](const Arguments& a, long prec) { return ball::root(a[1], a[0], prec); }, true},
        {"real_root", 2, [](const Arguments& a, long prec) { return ball::real_root(a[1], a[0], prec); }, true, true},
        {"floor", 1, [](const Arguments& a, long prec) { return ball::floor(a[0], prec); }, false, true},
        {"ceil", 1, [](const Arguments& a, long prec) { return ball::ceil(a[0], prec); }, false, true},
        {"heaviside", 1, [](const Arguments& a, long prec) { return ball::heaviside(a[0], prec); }, false, true},
        {"min", 2, [](const Arguments& a, long prec) { return ball::min(a[0], a[1], prec); }, false, true},
        {"max", 2, [](const Arguments& a, long prec) { return ball::max(a[0], a[1], prec); }, false, true},
        {"atan2", 2, [](const Arguments& a, long prec) { return ball::atan2(a[0], a[1], prec); }, false, true},
    };
    return all;
}

/// Points whose parts gather at 0, at integers and half-integers, on the axes and at both sides of them.
class Points {
public:
    explicit Points(std::uint64_t seed) : random_(seed) {}

    std::uint64_t below(std::uint64_t bound) { return random_() % bound; }

    double part() {
        switch (below(5)) {
        case 0: return static_cast<double>(below(9)) - 4;
        case 1: return static_cast<double>(below(17)) / 2 - 4;
        default: return (static_cast<double>(below(1 << 20)) / (1 << 19) - 1) * 5;
        }
    }

    struct Box {
        double re, im, re_radius, im_radius;
    };

    Box box(bool real, bool wide) {
        Box result{part(), real || below(3) == 0 ? 0.0 : part(), 0, 0};
        if (wide) {
            const double radius = std::ldexp(1.0, -static_cast<int>(below(12)));
            result.re_radius = below(4) == 0 ? 0 : radius;
            result.im_radius = real || below(4) == 0 ? 0 : radius;
        }
        return result;
    }

    Ball inside(const Box& box) {
        auto offset = [&](double radius) {
            switch (below(4)) {
            case 0: return 0.0;
            case 1: return below(2) == 0 ? radius : -radius;
            case 2: return below(2) == 0 ? radius / 1024 : -radius / 1024; // near the cut the box may straddle
            default: return radius * (static_cast<double>(below(2001)) / 1000 - 1) * 0.999;
            }
        };
        return Ball::complex(Ball(box.re + offset(box.re_radius)), Ball(box.im + offset(box.im_radius)));
    }

    static Ball ball_of(const Box& box) {
        Ball re = Ball::hull(Ball(box.re - box.re_radius), Ball(box.re + box.re_radius), 64);
        Ball im = Ball::hull(Ball(box.im - box.im_radius), Ball(box.im + box.im_radius), 64);
        return Ball::complex(re, im);
    }

private:
    std::mt19937_64 random_;
};

TEST(BallFunctions, AWideBallHoldsTheValuesOfItsPoints) {
    Points points(1);
    for (const Function& f : functions()) {
        int finite = 0;
        for (int round = 0; round < 60; ++round) {
            std::vector<Points::Box> boxes;
            Arguments wide;
            for (int i = 0; i < f.arity; ++i) {
                const bool integer = f.integer_first && i == 0;
                boxes.push_back(integer ? Points::Box{double(points.below(4)), 0, 0, 0} : points.box(f.real, i + 1 == f.arity || points.below(3) == 0));
                wide.push_back(Points::ball_of(boxes.back()));
            }
            Ball image = f.value(wide, 64);
            if (!image.is_finite()) continue;
            ++finite;
            for (int sample = 0; sample < 6; ++sample) {
                Arguments inside;
                for (const auto& box : boxes) inside.push_back(points.inside(box));
                Ball value = f.value(inside, 96);
                if (value.is_finite()) {
                    std::string arguments;
                    for (const Ball& a : inside) arguments += a.to_string() + "  ";
                    EXPECT_TRUE(image.overlaps(value)) << f.name << " at " << arguments << " is " << value.to_string() << ", not in " << image.to_string();
                }
            }
        }
        EXPECT_GT(finite, f.arity >= 3 ? 0 : 5) << f.name;
    }
}

TEST(BallFunctions, MorePrecisionStaysInside) {
    Points points(2);
    for (const Function& f : functions()) {
        int accurate = 0, tried = 0;
        for (int round = 0; round < 25; ++round) {
            Arguments arguments;
            for (int i = 0; i < f.arity; ++i)
                arguments.push_back(f.integer_first && i == 0 ? Ball(static_cast<int>(points.below(4))) : points.inside(points.box(f.real, false)));
            Ball coarse = f.value(arguments, 64), fine = f.value(arguments, 256);
            std::string text;
            for (const Ball& a : arguments) text += a.to_string() + "  ";
            EXPECT_TRUE(coarse.overlaps(fine)) << f.name << " at " << text << ": " << coarse.to_string() << " and " << fine.to_string();
            if (!fine.is_finite() || fine.is_zero()) continue;
            ++tried;
            accurate += fine.relative_accuracy_bits() > 100;
        }
        EXPECT_GE(accurate * 10, tried * 8) << f.name;
    }
}

} // namespace
} // namespace rumina
