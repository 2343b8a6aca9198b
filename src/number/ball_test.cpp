// Every function of number/ball_functions.h: a wide ball's image meets the image of each of its points, small balls agree
// with more precision, values agree with published digits, and identities hold. Balls lie on and across branch cuts.
#include "number/ball_functions.h"

#include <cmath>
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
    for (const BallFunction& f : ball_functions()) {
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

/// "a" or "a,b" for a + bi.
Ball ball_of_text(std::string_view text, long prec) {
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

} // namespace
} // namespace rumina
