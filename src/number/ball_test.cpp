// Every function of number/ball_functions.h: a wide ball's image meets the image of each of its points, small balls agree
// with more precision, values agree with published digits, and identities hold. Balls lie on and across branch cuts.
#include "number/ball_functions.h"

#include <cmath>
#include <cstdint>
#include <random>

#include <gtest/gtest.h>

#include "number/test_ball_functions.h"
#include "number/decimal_rounding.h"

namespace rumina {
namespace {

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
    for (const BallFunction& f : ball_functions()) {
        int finite = 0;
        for (int round = 0; round < (f.arity == 6 ? 12 : 60); ++round) {
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
    for (const BallFunction& f : ball_functions()) {
        int accurate = 0, tried = 0;
        for (int round = 0; round < (f.arity == 6 ? 6 : 25); ++round) {
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

/// "a" or "a,b" for a + bi.
Ball ball_of_text(std::string_view text, std::int64_t prec) {
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos) return Ball::rational(*Rational::parse(text), prec);
    return Ball::gaussian(*Rational::parse(text.substr(0, comma)), *Rational::parse(text.substr(comma + 1)), prec);
}

struct KnownValue {
    std::string_view name, re, im;
    std::vector<std::string_view> arguments;
};

const KnownValue kKnownValues[] = {
#define BALL_VALUE(name, re, im, ...) {#name, re, im, {__VA_ARGS__}},
#include "number/ball_values.def"
#undef BALL_VALUE
};

TEST(BallFunctions, ValuesOfAnotherProgram) {
    for (const KnownValue& known : kKnownValues) {
        const BallFunction* f = nullptr;
        for (const BallFunction& candidate : ball_functions())
            if (candidate.name == known.name) f = &candidate;
        ASSERT_NE(f, nullptr) << known.name;
        Arguments arguments;
        std::string text;
        for (std::string_view a : known.arguments) {
            arguments.push_back(ball_of_text(a, 200));
            text.append(a).append("  ");
        }
        Ball value = f->value(arguments, 200);
        ASSERT_EQ(arguments.size(), static_cast<std::size_t>(f->arity)) << known.name;
        Ball expected = Ball::gaussian(*Rational::parse(known.re), *Rational::parse(known.im), 200);
        const double size = std::max(expected.log2_upper(), -20.0);
        Ball difference = ball::sub(value, expected, 200);
        EXPECT_TRUE(difference.is_finite() && difference.log2_upper() < size - 90)
            << known.name << " at " << text << " is " << value.to_string(30) << ", expected " << known.re << " + " << known.im << "i";
    }
}

// ── laws and particular points ──────────────────────────────────────────────────────────────────────────────

constexpr std::int64_t kPrecision = 192;
const Ball kOne(1), kTwo(2);
const Ball kI = Ball::imaginary_unit();

Ball fraction(std::int64_t top, std::int64_t bottom) { return Ball::rational(Rational::make(Integer(top), Integer(bottom)), kPrecision); }

void expect_same(const Ball& a, const Ball& b, const char* law) {
    EXPECT_TRUE(a.is_finite() && b.is_finite()) << law << ": " << a.to_string() << " and " << b.to_string();
    EXPECT_TRUE(a.overlaps(b)) << law << ": " << a.to_string(40) << " and " << b.to_string(40);
    EXPECT_GT(std::min(a.relative_accuracy_bits(), b.relative_accuracy_bits()), 90) << law;
}

TEST(BallFunctions, Laws) {
    using namespace ball;
    const std::int64_t p = kPrecision;
    Points points(5);
    for (int i = 0; i < 200; ++i) {
        Ball z = points.inside(Points::Box{points.part() + 0.1875, points.part() + 0.0625, 0, 0});
        Ball w = points.inside(Points::Box{points.part() + 0.3125, points.part() + 0.5625, 0, 0});
        expect_same(exp(log(z, p), p), z, "exp log z = z");
        expect_same(mul(sqrt(z, p), sqrt(z, p), p), z, "(√z)² = z");
        expect_same(pow(z, w, p), exp(mul(w, log(z, p), p), p), "z^w = exp(w log z)");
        expect_same(sin(asin(z, p), p), z, "sin asin z = z");
        expect_same(cos(acos(z, p), p), z, "cos acos z = z");
        expect_same(tan(atan(z, p), p), z, "tan atan z = z");
        expect_same(cosh(acosh(z, p), p), z, "cosh acosh z = z");
        expect_same(add(asin(z, p), acos(z, p), p), mul(Ball::pi(p), Ball(0.5), p), "asin + acos = π/2");
        expect_same(mul(gamma(z, p), gamma(sub(kOne, z, p), p), p), mul(Ball::pi(p), csc(mul(Ball::pi(p), z, p), p), p), "Γ(z)Γ(1-z) = π/sin πz");
        expect_same(exp(lgamma(z, p), p), gamma(z, p), "exp log Γ = Γ");
        expect_same(add(gamma_upper(w, z, p), gamma_lower(w, z, p), p), gamma(w, p), "Γ(s,z) + γ(s,z) = Γ(s)");
        expect_same(add(erf(z, p), erfc(z, p), p), kOne, "erf + erfc = 1");
        expect_same(neg(mul(kI, erf(mul(kI, z, p), p), p)), erfi(z, p), "erfi z = -i erf iz");
        expect_same(logint(z, p), expint_ei(log(z, p), p), "li z = Ei log z");
        expect_same(add(sinhint(z, p), coshint(z, p), p), expint_ei(z, p), "Shi + Chi = Ei");
        Ball wronskian = sub(mul(bessel_j(add(w, kOne, p), z, p), bessel_y(w, z, p), p), mul(bessel_j(w, z, p), bessel_y(add(w, kOne, p), z, p), p), p);
        expect_same(wronskian, div(kTwo, mul(Ball::pi(p), z, p), p), "J Y Wronskian [DLMF 10.5.2]");
        expect_same(sub(mul(airy_ai(z, p), airy_bi_prime(z, p), p), mul(airy_ai_prime(z, p), airy_bi(z, p), p), p), inverse(Ball::pi(p), p), "Airy Wronskian");
        expect_same(mul(lambertw(kOne, z, p), exp(lambertw(kOne, z, p), p), p), z, "W exp W = z");
        expect_same(zeta(z, p), hurwitz_zeta(z, kOne, p), "ζ(s) = ζ(s, 1)");
        Ball m = mul(z, Ball(0.125), p), other = sub(kOne, m, p);
        Ball legendre = sub(add(mul(elliptic_e(m, p), elliptic_k(other, p), p), mul(elliptic_e(other, p), elliptic_k(m, p), p), p), mul(elliptic_k(m, p), elliptic_k(other, p), p), p);
        expect_same(legendre, mul(Ball::pi(p), Ball(0.5), p), "Legendre's relation");
        expect_same(elliptic_f(mul(Ball::pi(p), Ball(0.5), p), m, p), elliptic_k(m, p), "F(π/2, m) = K(m)");
        expect_same(chebyshev_t(Ball(5), cos(z, p), p), cos(mul(Ball(5), z, p), p), "T₅(cos z) = cos 5z");
    }
}

TEST(BallFunctions, LargeArgumentsOfTheIncompleteGamma) {
    for (double s : {200.25, 1000.25, 30000.5})
        for (double ratio : {0.01, 0.5, 0.9, 1.0, 1.5}) {
            // γ(s+1, z) = s·γ(s, z) - z^s e^(-z) [DLMF 8.8.1]
            const Ball a(s), z(s * ratio);
            Ball next = ball::gamma_lower(ball::add(a, Ball(1), kPrecision), z, kPrecision);
            Ball rest = ball::mul(ball::pow(z, a, kPrecision), ball::exp(ball::neg(z), kPrecision), kPrecision);
            expect_same(ball::add(next, rest, kPrecision), ball::mul(a, ball::gamma_lower(a, z, kPrecision), kPrecision), "γ(s+1, z)");
        }
}

TEST(BallFunctions, AppellAgainstOneVariable) {
    using namespace ball;
    const std::int64_t p = 128;
    Points points(6);
    int tried = 0;
    for (int i = 0; i < 30; ++i) {
        const double side = i % 2 == 0 ? 1 : -1; // both variables in one half-plane: the identities hold without crossing cuts
        Ball x = Ball::complex(Ball(points.part()), Ball(side * (std::fabs(points.part()) + 0.0625)));
        Ball y = Ball::complex(Ball(points.part()), Ball(side * (std::fabs(points.part()) + 0.0625)));
        Ball a = fraction(3, 7), b1 = fraction(2, 5), b2 = fraction(-5, 6), c = fraction(9, 11);
        expect_same(appell_f1(a, b1, b2, c, x, x, p), hypergeometric_2f1(a, add(b1, b2, p), c, x, p), "F₁(x, x) [DLMF 16.16.1]");
        Ball argument = div(sub(x, y, p), sub(kOne, y, p), p);
        if (std::fabs(argument.imag_midpoint()) < 1e-3) continue;
        ++tried;
        expect_same(appell_f1(a, b1, fraction(4, 3), add(b1, fraction(4, 3), p), x, y, p),
                    mul(pow(sub(kOne, y, p), neg(a), p), hypergeometric_2f1(a, b1, add(b1, fraction(4, 3), p), argument, p), p), "F₁ with c = b1 + b2");
        // c - a a negative integer, and its neighbours
        expect_same(appell_f1(fraction(7, 2), b1, Ball(), fraction(3, 2), x, y, p), hypergeometric_2f1(fraction(7, 2), b1, fraction(3, 2), x, p), "F₁ with b2 = 0");
        expect_same(appell_f1(Ball(3.5), b1, b2, Ball(1.5), x, x, p), hypergeometric_2f1(Ball(3.5), add(b1, b2, p), Ball(1.5), x, p), "F₁ with c - a = -2");
    }
    EXPECT_GT(tried, 10);
    EXPECT_FALSE(appell_f1(fraction(1, 2), kOne, kOne, kTwo, kTwo, Ball(0.5), p).is_finite()); // on the cut
}

TEST(BallFunctions, PointsOnCuts) {
    using namespace ball;
    const std::int64_t p = 128;
    const Ball pi = Ball::pi(p);
    expect_same(log(Ball(-1), p), mul(kI, pi, p), "log -1 = iπ");
    expect_same(sqrt(Ball(-4), p), mul(kI, kTwo, p), "√-4 = 2i");
    expect_same(root(Ball(-8), Ball(3), p), Ball::complex(kOne, sqrt(Ball(3), p)), "(-8)^(1/3), principal");
    expect_same(real_root(Ball(-8), Ball(3), p), Ball(-2), "the real cube root of -8");
    expect_same(acot(Ball(), p), mul(pi, Ball(0.5), p), "acot 0");
    expect_same(acot(Ball(-2), p), atan(Ball(-0.5), p), "acot -2 = atan -1/2");
    EXPECT_EQ(asin(kTwo, p).imag_sign(), -1); // continuous from below
    EXPECT_EQ(asin(Ball(-2), p).imag_sign(), 1);
    EXPECT_EQ(acosh(Ball(-2), p).imag_sign(), 1);
    EXPECT_TRUE(expint_ei(Ball(-2), p).is_real());
    expect_same(cosint(Ball(-2), p).imag(), pi, "Im Ci(-2) = π");
    EXPECT_TRUE(acosh(Ball(0.5), p).real().contains_zero());
    // Across the cut: both sides.
    Ball across = Ball::complex(Ball(-2), Ball::hull(Ball(-0.25), Ball(0.25), 64));
    Ball both = log(across, p);
    EXPECT_TRUE(both.imag().contains(pi) && both.imag().contains(neg(pi)));
    EXPECT_TRUE(sqrt(across, p).contains(Ball::complex(Ball(), sqrt(kTwo, p))) && sqrt(across, p).contains(Ball::complex(Ball(), neg(sqrt(kTwo, p)))));
}

TEST(BallFunctions, NotFiniteWhereUndefined) {
    using namespace ball;
    const Ball zero, half(0.5);
    for (auto f : {log, log10, inverse, cot, csc, coth, csch, asec, acsc, asech, acsch, gamma, lgamma, digamma, cosint, coshint, expint_ei})
        EXPECT_FALSE(f(zero, 64).is_finite());
    for (auto f : {atanh, acoth, elliptic_k, zeta, logint}) EXPECT_FALSE(f(kOne, 64).is_finite());
    for (auto f : {floor, ceil, heaviside}) EXPECT_FALSE(f(kI, 64).is_finite());
    EXPECT_FALSE(pow(zero, Ball(-1), 64).is_finite());
    EXPECT_FALSE(pow(zero, kI, 64).is_finite());
    EXPECT_TRUE(pow(zero, half, 64).is_zero());
    EXPECT_TRUE(pow(zero, zero, 64).contains(kOne));
    EXPECT_TRUE(pow(Ball::hull(zero, kOne, 64), half, 64).is_finite());
    EXPECT_FALSE(polygamma(half, kOne, 64).is_finite());
    EXPECT_FALSE(lambertw(half, kOne, 64).is_finite());
    EXPECT_FALSE(lambertw(kOne, zero, 64).is_finite());
    EXPECT_FALSE(real_root(Ball(-4), kTwo, 64).is_finite());
    EXPECT_FALSE(hypergeometric_pfq({half, half, half}, {kOne, kOne}, kTwo, 64).is_finite());
    EXPECT_TRUE(reciprocal_gamma(Ball(-3), 64).is_zero());
    EXPECT_TRUE(binomial(Ball(5), Ball(-1), 64).is_zero());
    EXPECT_TRUE(binomial(Ball(-2), Ball(3), 64).contains(Ball(-4)));
    for (const BallFunction& f : ball_functions()) {
        Arguments unknown(static_cast<std::size_t>(f.arity), Ball::indeterminate());
        EXPECT_FALSE(f.value(unknown, 64).is_finite()) << f.name;
    }
}

TEST(Ball, Constants) {
    auto digits = [](const Ball& value, int count) { return *correctly_rounded_digits(value, count); };
    EXPECT_EQ(digits(Ball::pi(200), 40), "3.141592653589793238462643383279502884197");
    EXPECT_EQ(digits(Ball::e(200), 40), "2.718281828459045235360287471352662497757");
    EXPECT_EQ(digits(Ball::euler_gamma(200), 40), "0.5772156649015328606065120900824024310422");
    EXPECT_EQ(digits(Ball::catalan(200), 40), "0.9159655941772190150546035149323841107741");
    EXPECT_EQ(digits(Ball::golden_ratio(200), 40), "1.618033988749894848204586834365638117720");
    EXPECT_EQ(digits(ball::zeta(Ball(3), 200), 40), "1.202056903159594285399738161511449990765");
    Ball many = Ball::pi(332300);
    std::string text = digits(many, 100000);
    EXPECT_EQ(text.substr(text.size() - 10), "5549362465"); // rounded up from …5549362464|6412
}

TEST(Ball, WhatIsKnown) {
    const Ball wide = Ball::hull(Ball(2.25), Ball(3.5), 64);
    EXPECT_EQ(*wide.unique_integer(), Integer(3));
    EXPECT_FALSE(wide.unique_floor());
    EXPECT_EQ(*Ball(2.25).unique_floor(), Integer(2));
    EXPECT_EQ(*Ball(2.25).unique_ceil(), Integer(3));
    EXPECT_EQ(*Ball(-2.25).unique_floor(), Integer(-3));
    EXPECT_EQ(wide.real_sign(), 1);
    EXPECT_EQ(Ball::hull(Ball(-1), Ball(1), 64).real_sign(), std::nullopt);
    EXPECT_EQ(Ball().real_sign(), 0);
    EXPECT_TRUE(Ball().is_zero() && Ball().is_exact() && Ball().is_real());
    EXPECT_FALSE(Ball::imaginary_unit().is_real());
    EXPECT_TRUE(Ball::indeterminate().contains_zero() && Ball::indeterminate().overlaps(Ball(7)) && Ball::indeterminate().contains(Ball(7)));
    EXPECT_FALSE(Ball(7).contains(Ball::indeterminate()));
    EXPECT_EQ(compare_real(Ball(1), wide), -1);
    EXPECT_EQ(compare_real(wide, Ball(3)), std::nullopt);
    EXPECT_EQ(compare_real(Ball(1), Ball(1)), 0);
    EXPECT_EQ(*Ball(0.375).exact_rational(), Rational::make(Integer(3), Integer(8)));
    EXPECT_FALSE(wide.exact_rational());
    EXPECT_FALSE(Ball(0.5).exact_integer());
    EXPECT_EQ(*Ball(Integer::power_of_two(90)).exact_integer(), Integer::power_of_two(90));
    EXPECT_NEAR(Ball(1024).log2_upper(), 10, 1e-6);
    EXPECT_NEAR(Ball(1024).log2_lower(), 10, 1e-6);
    EXPECT_EQ(Ball().log2_upper(), -INFINITY);
    EXPECT_NEAR(Ball::pi(100).midpoint(), M_PI, 1e-15);
    EXPECT_NEAR(static_cast<double>(Ball::pi(100).relative_accuracy_bits()), 100, 3);
    EXPECT_TRUE(ball::div(Ball(1), Ball::hull(Ball(-1), Ball(1), 64), 64).contains_zero());
    EXPECT_TRUE(ball::dot({Ball(1), Ball(2)}, {Ball(3), Ball(4)}, 64).contains(Ball(11)));
    EXPECT_TRUE(Ball(1).widened(Ball(0.5)).contains(Ball(1.5)));
    Ball moved = wide, target = std::move(moved);
    EXPECT_TRUE(moved.is_zero() && target.contains(Ball(3)));
    EXPECT_TRUE(Ball(BigFloat::from_double(0.1)).contains(Rational::from_double(0.1)));
}

} // namespace
} // namespace rumina
