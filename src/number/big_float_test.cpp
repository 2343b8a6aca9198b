// Floats of any precision: rounding against exact fractions, text there and back, digits of balls.
#include "number/big_float.h"

#include <cmath>
#include <cstdint>
#include <random>

#include <gtest/gtest.h>

#include "diagnostics/diagnostic.h"
#include "number/ball_functions.h"
#include "number/decimal_rounding.h"
#include "number/real.h"

namespace rumina {
namespace {

class Generator {
public:
    std::uint64_t below(std::uint64_t bound) { return random_() % bound; }
    Integer integer(std::uint64_t bits) {
        Integer value;
        for (std::uint64_t done = 0; done < bits; done += 32) value = value * Integer(std::int64_t{1} << 32) + Integer(static_cast<std::int64_t>(random_() >> 32));
        return below(2) == 0 ? value : -value;
    }
    Rational rational(std::uint64_t bits) {
        Integer bottom = integer(below(bits) + 1);
        return Rational::make(integer(below(bits) + 1), bottom.is_zero() ? Integer(3) : bottom);
    }
    BigFloat big_float() {
        return BigFloat::from_rational(rational(300), 2 + static_cast<std::int64_t>(below(400)));
    }

private:
    std::mt19937_64 random_{7};
};

template <typename Operation>
void expect_failure(DiagnosticId id, Operation&& operation) {
    try {
        operation();
        ADD_FAILURE() << "expected " << info(id).id;
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.diagnostic.id, id) << failure.diagnostic.message;
    }
}

/// No float of that precision is nearer to the exact value, and a tie went to the even one.
void expect_nearest(const BigFloat& rounded, const Rational& exact, std::int64_t precision) {
    Rational value = rounded.to_rational();
    if (exact.sign() == 0) {
        EXPECT_EQ(rounded.sign(), 0);
        return;
    }
    // ulp = 2^(floor(log2 |value|) - precision + 1)
    Rational size = value.abs(), two(2), ulp(1);
    while (compare(ulp + ulp, size) <= 0) ulp = ulp * two;
    while (compare(ulp, size) > 0) ulp = ulp / two;
    ulp = ulp / Rational(Integer::power_of_two(static_cast<std::uint64_t>(precision - 1)));
    Rational error = (value - exact).abs() * two;
    EXPECT_LE(compare(error, ulp), 0) << exact.to_string();
    Rational units = value / ulp;
    ASSERT_TRUE(units.is_integer());
    if (error == ulp) {
        EXPECT_FALSE(units.numerator().is_odd()) << exact.to_string();
    }
}

TEST(BigFloat, RoundsToNearest) {
    Generator random;
    for (int i = 0; i < 3000; ++i) {
        BigFloat a = random.big_float(), b = random.big_float();
        Rational x = a.to_rational(), y = b.to_rational();
        std::int64_t precision = std::min(a.precision_bits(), b.precision_bits());
        BigFloat sum = a + b, difference = a - b, product = a * b;
        EXPECT_EQ(sum.precision_bits(), precision);
        expect_nearest(sum, x + y, precision);
        expect_nearest(difference, x - y, precision);
        expect_nearest(product, x * y, precision);
        if (!b.is_zero()) expect_nearest(a / b, x / y, precision);
        EXPECT_EQ(compare(a, b), compare(x, y));
        EXPECT_EQ(compare(a, y), compare(x, y));
        EXPECT_EQ(a.hash(), x.hash());
        EXPECT_EQ(a.to_double(), x.to_double());
        EXPECT_EQ(compare(a, a.to_double()), compare(x, a.to_double()));
    }
}

TEST(BigFloat, DigitsAndBitsAreInverse) {
    for (std::int64_t digits = 1; digits < 3000; ++digits)
        EXPECT_EQ(BigFloat::digits_for_bits(BigFloat::bits_for_digits(digits)), digits);
    EXPECT_EQ(BigFloat::digits_for_bits(53), 15);
    EXPECT_EQ(BigFloat::digits_for_bits(BigFloat::bits_for_digits(100000)), 100000);
}

TEST(BigFloat, TextComesBack) {
    Generator random;
    for (int i = 0; i < 3000; ++i) {
        int digits = 1 + static_cast<int>(random.below(60));
        std::string text(1, static_cast<char>('1' + random.below(9)));
        if (digits > 1) text += '.';
        for (int k = 1; k < digits; ++k) text += static_cast<char>('0' + random.below(10));
        std::int64_t exponent = static_cast<std::int64_t>(random.below(random.below(3) == 0 ? 20000 : 40)) - 15;
        if (exponent != 0) text += "e" + std::to_string(exponent);
        std::optional<BigFloat> value = BigFloat::parse(text);
        ASSERT_TRUE(value) << text;
        EXPECT_EQ(value->digits(), digits);
        std::string printed = value->to_string();
        EXPECT_EQ(*Rational::parse(printed), *Rational::parse(text)) << text << " became " << printed;
        std::optional<BigFloat> again = BigFloat::parse(printed);
        ASSERT_TRUE(again) << printed;
        EXPECT_TRUE(*again == *value) << text << " became " << printed;
        if (exponent < 2000) expect_nearest(*value, *Rational::parse(text), value->precision_bits());
    }
    EXPECT_EQ(BigFloat::parse("1.20e40")->to_string(), "1.20e+40");
    EXPECT_EQ(BigFloat::parse("1.20e40")->to_string(TrailingZeros::Drop), "1.2e+40");
    EXPECT_EQ(BigFloat::parse("123e3")->to_string(), "1.23e+5");
    EXPECT_EQ(BigFloat::parse("123e3")->to_string(TrailingZeros::Drop), "123000");
    EXPECT_EQ(BigFloat::parse("-0.00120")->to_string(), "-0.00120");
    EXPECT_EQ(BigFloat::parse("0")->to_string(), "0");
    EXPECT_EQ(BigFloat::parse("1e-1000000000000")->to_string(), "1e-1000000000000");
    EXPECT_EQ(BigFloat::parse("9.87654321e123456789012345678901234567890")->to_string(), "9.87654321e+123456789012345678901234567890");
    EXPECT_FALSE(BigFloat::parse("1.2.3"));
    EXPECT_FALSE(BigFloat::parse("nan"));
}

TEST(BigFloat, PrintsWhatWasRounded) {
    const std::int64_t prec = 300;
    EXPECT_EQ(BigFloat::from_ball(Ball::pi(prec), 50)->to_string(), "3.1415926535897932384626433832795028841971693993751");
    EXPECT_EQ(BigFloat::from_ball(Ball::pi(prec), 1)->to_string(), "3");
    EXPECT_EQ(BigFloat::from_ball(Ball::e(prec), 30)->to_string(), "2.71828182845904523536028747135");
    EXPECT_EQ(BigFloat::from_ball(Ball(2), 5)->to_string(), "2.0000");
    EXPECT_EQ(BigFloat::from_ball(ball::exp(Ball(-100), prec), 10)->to_string(), "3.720075976e-44");
    EXPECT_EQ(BigFloat::from_ball(ball::exp(Ball(1e10), prec), 20)->to_string(), "1.0777506079585649102e+4342944819");
    EXPECT_FALSE(BigFloat::from_ball(Ball::pi(60), 50));
    EXPECT_FALSE(BigFloat::from_ball(Ball::indeterminate(), 5));
    for (int digits = 1; digits < 200; ++digits) {
        std::string direct = *correctly_rounded_digits(Ball::pi(1000), digits);
        EXPECT_EQ(BigFloat::from_ball(Ball::pi(1000), digits)->to_string(), direct);
    }
}

TEST(BigFloat, FailsWhereThereIsNoNumber) {
    BigFloat one = BigFloat::from_double(1), zero;
    expect_failure(DiagnosticId::DivisionByZero, [&] { (void)(one / zero); });
    BigFloat huge = BigFloat::from_double(2), tiny = BigFloat::from_double(0.5);
    auto square_often = [](BigFloat x) {
        for (int i = 0; i < 300; ++i) x = x * x;
        return x;
    };
    expect_failure(DiagnosticId::FloatOverflow, [&] { square_often(huge); });
    EXPECT_TRUE(square_often(tiny).is_zero());
    expect_failure(DiagnosticId::NumberTooLarge, [&] {
        BigFloat x = huge;
        for (int i = 0; i < 100; ++i) x = x * x;
        (void)x.to_rational();
    });
}

TEST(DecimalRounding, ExactNumbersAsTheFractionsTheyAre) {
    Generator random;
    for (int i = 0; i < 3000; ++i) {
        // Few digits, so that halves and carries occur.
        int digits = 1 + static_cast<int>(random.below(4));
        Rational value = Rational::make(Integer(static_cast<std::int64_t>(random.below(200000)) - 100000), Integer::power_of_two(random.below(8)));
        std::string text = *correctly_rounded_digits(Ball::rational(value, 400), digits);
        if (value.sign() == 0) {
            EXPECT_EQ(text, "0");
            continue;
        }
        // By hand: scale to `digits` digits, round halves away from zero.
        Rational scale(1), ten(10), low = power(ten, Integer(digits - 1)), high = low * ten, size = value.abs();
        while (compare(size * scale, low) < 0) scale = scale * ten;
        while (compare(size * scale, high) >= 0) scale = scale / ten;
        Rational expected = Rational(round(value * scale)) / scale;
        EXPECT_EQ(*Rational::parse(text), expected) << value.to_string() << " to " << digits << " digits: " << text;
    }
}

TEST(DecimalRounding, BordersAreNotDecidedByBalls) {
    Ball wide = Ball::hull(Ball(0.9999), Ball(1.0001), 64);
    EXPECT_EQ(*correctly_rounded_digits(wide, 3), "1.00");
    EXPECT_FALSE(correctly_rounded_digits(wide, 4));
    EXPECT_FALSE(correctly_rounded_digits(Ball::hull(Ball(2.49), Ball(2.51), 64), 1));
    EXPECT_EQ(*correctly_rounded_digits(Ball(2.5), 1), "3");
    EXPECT_EQ(*correctly_rounded_digits(Ball(-2.5), 1), "-3");
    EXPECT_EQ(*correctly_rounded_digits(Ball(9.96), 2), "10");
    EXPECT_EQ(*correctly_rounded_digits(Ball(0.125), 2), "0.13");
    EXPECT_EQ(*correctly_rounded_digits(Ball(1e22), 3), "1.00e+22");
    EXPECT_EQ(*correctly_rounded_digits(Ball(0.5), 4, TrailingZeros::Drop), "0.5");
    EXPECT_FALSE(correctly_rounded_digits(Ball::hull(Ball(-1e-30), Ball(1e-30), 64), 3));
}

} // namespace
} // namespace rumina
