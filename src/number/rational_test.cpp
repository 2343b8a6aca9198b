// Laws on random fractions, their text, and their way to and from doubles.
#include "number/rational.h"

#include <bit>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "diagnostics/diagnostic.h"
#include "number/real.h"

namespace rumina {
namespace {

class Generator {
public:
    explicit Generator(std::uint64_t seed) : random_(seed) {}

    std::uint64_t below(std::uint64_t bound) { return random_() % bound; }

    Integer integer(std::uint64_t longest) {
        static constexpr int edges[] = {0, 1, 31, 32, 53, 61, 62, 63, 64, 128};
        Integer value;
        if (below(3) == 0) {
            value = Integer::power_of_two(edges[below(std::size(edges))]) + Integer(static_cast<std::int64_t>(below(3)) - 1);
        } else {
            std::uint64_t bits = below(below(40) == 0 ? longest : 100) + 1;
            for (std::uint64_t done = 0; done < bits; done += 32)
                value = value * Integer(std::int64_t{1} << 32) + Integer(static_cast<std::int64_t>(random_() >> 32));
            value = remainder_floor(value, Integer::power_of_two(bits));
        }
        return below(2) == 0 ? value : -value;
    }

    Rational rational(std::uint64_t longest = 3000) {
        Integer top = integer(longest), bottom = integer(longest);
        return bottom.is_zero() ? Rational(top) : Rational::make(top, bottom);
    }

    double finite_double() {
        for (;;) {
            double value = std::bit_cast<double>(random_());
            if (std::isfinite(value)) return value;
        }
    }

private:
    std::mt19937_64 random_;
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

std::string parsed(std::string_view text) {
    std::optional<Rational> value = Rational::parse(text);
    return value ? value->to_string() : "nothing";
}

void expect_canonical(const Rational& a) {
    ASSERT_GT(a.denominator().sign(), 0);
    ASSERT_EQ(gcd(a.numerator(), a.denominator()), Integer(1));
}

// Fractions around the bound below which words are added and multiplied, against integers without a bound.
TEST(Rational, ShortFractionsAreTheSameAsLongOnes) {
    constexpr std::int64_t bound = std::int64_t{1} << 30;
    const std::int64_t edges[] = {0, 1, 2, 3, 6, 7, 12, bound / 2, bound - 2, bound - 1, bound, bound + 1, 4 * bound};
    std::vector<Rational> values;
    for (std::int64_t top : edges)
        for (std::int64_t bottom : edges) {
            if (bottom == 0) continue;
            values.push_back(Rational::make(top, bottom));
            values.push_back(Rational::make(-top, bottom));
        }
    auto expect = [](const Rational& result, const Integer& top, const Integer& bottom) {
        expect_canonical(result);
        ASSERT_EQ(result.numerator() * bottom, top * result.denominator());
    };
    for (const Rational& x : values)
        for (const Rational& y : values) {
            const Integer &a = x.numerator(), &b = x.denominator(), &c = y.numerator(), &d = y.denominator();
            expect(x + y, a * d + c * b, b * d);
            expect(x - y, a * d - c * b, b * d);
            expect(x * y, a * c, b * d);
            if (!c.is_zero()) expect(x / y, a * d, b * c);
        }
}

TEST(Rational, MadeOfWords) {
    constexpr std::int64_t handle = (std::int64_t{1} << 62) - 1;
    const std::int64_t words[] = {INT64_MIN, INT64_MIN + 1, -handle - 1, -handle, -6, -1, 0, 1, 4, handle, handle + 1, INT64_MAX};
    for (std::int64_t top : words)
        for (std::int64_t bottom : words) {
            if (bottom == 0) continue;
            Rational made = Rational::make(top, bottom);
            expect_canonical(made);
            EXPECT_EQ(made, Rational::make(Integer(top), Integer(bottom)));
        }
    expect_failure(DiagnosticId::DivisionByZero, [] { Rational::make(1, 0); });
    expect_failure(DiagnosticId::DivisionByZero, [] { Rational(1) / Rational(0); });
}

TEST(Rational, FieldAndOrderLaws) {
    Generator random(1);
    for (int i = 0; i < 100000; ++i) {
        Rational a = random.rational(), b = random.rational(), c = random.rational();
        expect_canonical(a + b);
        expect_canonical(a * b);
        ASSERT_EQ(a + b, b + a);
        ASSERT_EQ((a + b) + c, a + (b + c));
        ASSERT_EQ(a * b, b * a);
        ASSERT_EQ((a * b) * c, a * (b * c));
        ASSERT_EQ(a * (b + c), a * b + a * c);
        ASSERT_EQ(a - b, a + -b);
        ASSERT_EQ(compare(a, b), (a - b).sign());
        ASSERT_EQ(compare(a, b), -compare(b, a));
        ASSERT_EQ((a + b - b).hash(), a.hash());
        if (b.sign() != 0) {
            expect_canonical(a / b);
            ASSERT_EQ(a / b * b, a);
        }
    }
}

TEST(Rational, CancelsBeforeRefusing) {
    Generator random(2);
    std::uint64_t saved = integer_limits().max_bits;
    for (int i = 0; i < 3000; ++i) {
        // Under the tight limit every operation takes the cancelling path; its results must not differ.
        Rational a = random.rational(150), b = random.rational(150);
        if (b.sign() == 0) continue;
        Rational sum = a + b, difference = a - b, product = a * b, quotient = a / b;
        integer_limits().max_bits = std::max<std::uint64_t>(
            {64, a.numerator().bits() + b.denominator().bits() + 1, b.numerator().bits() + a.denominator().bits() + 1,
             a.denominator().bits() + b.denominator().bits(), a.numerator().bits() + b.numerator().bits()});
        ASSERT_EQ(a + b, sum);
        ASSERT_EQ(a - b, difference);
        ASSERT_EQ(a * b, product);
        ASSERT_EQ(a / b, quotient);
        integer_limits().max_bits = saved;
    }
    integer_limits().max_bits = 1000;
    Rational large = Rational::make(Integer::power_of_two(900), power(Integer(3), Integer(500)));
    EXPECT_EQ(large * (Rational(1) / large), Rational(1));
    EXPECT_EQ(large - large, Rational());
    EXPECT_EQ(large / large, Rational(1));
    expect_failure(DiagnosticId::NumberTooLarge, [&] { large * large; });
    expect_failure(DiagnosticId::NumberTooLarge, [&] { large + Rational(1) / large; });
    integer_limits().max_bits = saved;
}

TEST(Rational, ZeroDivisors) {
    expect_failure(DiagnosticId::DivisionByZero, [] { Rational::make(Integer(1), Integer()); });
    expect_failure(DiagnosticId::DivisionByZero, [] { Rational(1) / Rational(); });
    expect_failure(DiagnosticId::DivisionByZero, [] { remainder_truncated(Rational(1), Rational()); });
    expect_failure(DiagnosticId::DivisionByZero, [] { remainder_floor(Rational(1), Rational()); });
    expect_failure(DiagnosticId::ZeroToNegative, [] { power(Rational(), Integer(-1)); });
}

TEST(Rational, TextRoundTrip) {
    Generator random(3);
    for (int i = 0; i < 20000; ++i) {
        Rational a = random.rational();
        std::optional<Rational> back = Rational::parse(a.to_string());
        ASSERT_TRUE(back.has_value());
        ASSERT_EQ(*back, a);
    }
    EXPECT_EQ(Rational::make(Integer(6), Integer(3)).to_string(), "2");
    EXPECT_EQ(Rational::make(Integer(6), Integer(-4)).to_string(), "-3/2");
}

TEST(Rational, ParseGrammar) {
    EXPECT_EQ(parsed("0.5"), "1/2");
    EXPECT_EQ(parsed(".5"), "1/2");
    EXPECT_EQ(parsed("-.25"), "-1/4");
    EXPECT_EQ(parsed("1.5e-3"), "3/2000");
    EXPECT_EQ(parsed("1.5E+3"), "1500");
    EXPECT_EQ(parsed("2e0003"), "2000");
    EXPECT_EQ(parsed("0.(3)"), "1/3");
    EXPECT_EQ(parsed(".(3)"), "1/3");
    EXPECT_EQ(parsed("0.1(6)"), "1/6");
    EXPECT_EQ(parsed("-2.(142857)"), "-15/7");
    EXPECT_EQ(parsed("0.(9)"), "1");
    EXPECT_EQ(parsed("0.00(012)e2"), "4/333");
    EXPECT_EQ(parsed("0.1(6)e1"), "5/3");
    EXPECT_EQ(parsed("0.(0)"), "0");
    EXPECT_EQ(parsed("12"), "12");
    EXPECT_EQ(parsed("0x10"), "16");
    EXPECT_EQ(parsed("+1/3"), "1/3");
    EXPECT_EQ(parsed("-2/6"), "-1/3");
    EXPECT_EQ(parsed("0.000"), "0");
    EXPECT_EQ(parsed("0e999999999999999999999"), "0");
    EXPECT_EQ(parsed("1" + std::string(400, '0') + "e-400"), "1");
    for (std::string_view text : {"", "-", ".", "1.", "e5", "1e", "1e+", "1e5.", "1e--5", "1.2.3", "0.()", "0.(3", "0.3)",
                                  "0.(3)4", "1(3)", "1/", "/2", "1/0", "1/-2", "1/2/3", "1.5/2", "1/0x2", "1/+2", " 1", "0.5 ",
                                  "inf", "1_0", "0x1.8", "1e0x5", "-0.(-3)"})
        EXPECT_EQ(parsed(text), "nothing") << text;
}

TEST(Rational, ParseRefusesGiantExponents) {
    integer_limits() = IntegerLimits{}; // whatever engine ran on this thread before
    auto message = [](std::string_view text) -> std::string {
        try {
            Rational::parse(text);
        } catch (const Failure& failure) {
            return failure.diagnostic.message;
        }
        return "";
    };
    EXPECT_EQ(message("1e999999999999"),
              "the result of `1e999999999999` would have about 1000000000000 digits; the limit is 646456993");
    EXPECT_EQ(message("1e-999999999999999999999999"),
              "the result of `1e-999999999999999999999999` would have about 10^24 digits; the limit is 646456993");
    EXPECT_NE(message("1.(3)e700000000"), "");
}

TEST(Rational, DoublesAreNearest) {
    Generator random(4);
    auto check = [](const Rational& a) {
        double x = a.to_double();
        if (!std::isfinite(x)) {
            ASSERT_GE(compare(a.abs(), 1.7976931348623157e308), 0);
            return;
        }
        ASSERT_TRUE(x == 0 || (x > 0) == (a.sign() > 0));
        Rational distance = (a - Rational::from_double(x)).abs();
        for (double neighbour : {std::nextafter(x, -HUGE_VAL), std::nextafter(x, HUGE_VAL)}) {
            if (!std::isfinite(neighbour)) continue;
            int order = compare(distance, (a - Rational::from_double(neighbour)).abs());
            ASSERT_LE(order, 0) << a.to_string();
            if (order == 0) { // a tie goes to the even mantissa
                ASSERT_EQ(std::bit_cast<std::uint64_t>(x) % 2, 0u) << a.to_string();
            }
        }
        // Order against a double agrees with order against its exact value.
        ASSERT_EQ(compare(a, x), compare(a, Rational::from_double(x)));
    };
    for (int i = 0; i < 20000; ++i) {
        Rational a = random.rational();
        check(a);
        // The middle between two neighbouring doubles, subnormal ones included, and points just beside it.
        double x = random.finite_double();
        if (random.below(4) == 0) x = std::bit_cast<double>(random.below(std::uint64_t{1} << 53));
        double next = std::nextafter(x, HUGE_VAL);
        if (!std::isfinite(next)) continue;
        Rational middle = (Rational::from_double(x) + Rational::from_double(next)) / Rational(2);
        check(middle);
        Rational bit = Rational::make(Integer(1), Integer::power_of_two(1500));
        check(middle + bit);
        check(middle - bit);
        ASSERT_EQ(Rational::from_double(x).to_double(), x);
    }
    Rational half_smallest = Rational::make(Integer(1), Integer::power_of_two(1075));
    EXPECT_EQ(half_smallest.to_double(), 0.0);
    EXPECT_EQ((half_smallest + Rational::make(Integer(1), Integer::power_of_two(9000))).to_double(), 5e-324);
    EXPECT_EQ((half_smallest * Rational(3)).to_double(), 1e-323);
    EXPECT_EQ(Rational::make(power(Integer(10), Integer(4000)), power(Integer(10), Integer(4001)) + Integer(1)).to_double(), 0.1);
    EXPECT_EQ(Rational::make(power(Integer(10), Integer(4000)), Integer(3)).to_double(), HUGE_VAL);
    EXPECT_EQ(compare(Rational::make(Integer(1), Integer(10)), 0.1), -1);
    EXPECT_EQ(compare(Rational::make(Integer(1), Integer(2)), 0.5), 0);
    EXPECT_EQ(compare(Rational(5), HUGE_VAL), -1);
    EXPECT_EQ(compare(Rational(5), -HUGE_VAL), 1);
}

TEST(Rational, SimplestOfDouble) {
    EXPECT_EQ(Rational::simplest_of_double(0.1).to_string(), "1/10");
    EXPECT_EQ(Rational::simplest_of_double(-0.3333333333333333).to_string(), "-1/3");
    EXPECT_EQ(Rational::simplest_of_double(0.0).to_string(), "0");
    EXPECT_EQ(Rational::simplest_of_double(-4.0).to_string(), "-4");
    EXPECT_EQ(Rational::simplest_of_double(1e23), Rational::from_double(1e23));
    EXPECT_EQ(Rational::simplest_of_double(0x1p-1074).denominator().bits(), 1074u); // anything above 2^-1075 rounds to it
    Generator random(5);
    for (int i = 0; i < 3000; ++i) {
        Rational a = Rational::make(Integer(static_cast<std::int64_t>(random.below(2000000)) - 1000000),
                                    Integer(static_cast<std::int64_t>(random.below(300)) + 1));
        double x = a.to_double();
        ASSERT_EQ(Rational::simplest_of_double(x), a); // two such fractions are never as near as the double's neighbours
    }
    for (int i = 0; i < 20000; ++i) {
        double x = random.finite_double();
        if (random.below(4) == 0) x = std::bit_cast<double>(random.below(std::uint64_t{1} << 53));
        if (random.below(4) == 0) x = std::ldexp(1.0, static_cast<int>(random.below(2098)) - 1074);
        ASSERT_EQ(Rational::simplest_of_double(x).to_double(), x) << real::to_string(x);
    }
    // Minimal: no smaller denominator has a fraction that rounds to x. The unit is coarse near 2^44 and 2^45.
    for (int i = 0; i < 2000; ++i) {
        double x = i % 10 == 0 ? std::ldexp(1.0, 44) + std::ldexp(static_cast<double>(i), -8)
                               : std::ldexp(1.0 + static_cast<double>(random.below(1u << 30)) / (1u << 30), 38) +
                                     static_cast<double>(random.below(1u << 14)) / (1u << 14);
        Rational simplest = Rational::simplest_of_double(x);
        ASSERT_EQ(simplest.to_double(), x);
        std::int64_t denominator = simplest.denominator().to_int64();
        Rational exact = Rational::from_double(x);
        for (std::int64_t q = 1; q < denominator; ++q) {
            Rational candidate = Rational::make(round(exact * Rational(q)), Integer(q));
            ASSERT_NE(candidate.to_double(), x) << real::to_string(x) << " is also " << candidate.to_string();
        }
    }
}

TEST(Rational, IntegerParts) {
    Generator random(6);
    for (int i = 0; i < 20000; ++i) {
        Rational a = random.rational(500), b = random.rational(500);
        Rational low = floor(a), high = ceil(a);
        ASSERT_LE(compare(low, a), 0);
        ASSERT_LT(compare(a, low + Rational(1)), 0);
        ASSERT_EQ(high, a.is_integer() ? low : low + Rational(1));
        ASSERT_EQ(Rational(truncate(a)), a.sign() < 0 ? high : low);
        ASSERT_LE(compare((a - Rational(round(a))).abs(), Rational::make(Integer(1), Integer(2))), 0);
        ASSERT_EQ(round(-a), -round(a));
        if (b.sign() == 0) continue;
        ASSERT_EQ(remainder_truncated(a, b), a - b * Rational(truncate(a / b)));
        ASSERT_EQ(remainder_floor(a, b), a - b * Rational(floor(a / b)));
    }
    EXPECT_EQ(round(*Rational::parse("2.5")), Integer(3));
    EXPECT_EQ(round(*Rational::parse("-2.5")), Integer(-3));
    EXPECT_EQ(round(*Rational::parse("2.4999")), Integer(2));
    EXPECT_EQ(round(*Rational::parse("0.5")), Integer(1));
    EXPECT_EQ(remainder_truncated(*Rational::parse("-7/2"), Rational(2)).to_string(), "-3/2");
    EXPECT_EQ(remainder_floor(*Rational::parse("-7/2"), Rational(2)).to_string(), "1/2");
}

TEST(Rational, PowersAndRoots) {
    Generator random(7);
    for (int i = 0; i < 5000; ++i) {
        Rational a = random.rational(200);
        std::int64_t m = static_cast<std::int64_t>(random.below(10)), n = static_cast<std::int64_t>(random.below(10)) + 1;
        Rational raised = power(a, Integer(m));
        expect_canonical(raised);
        ASSERT_EQ(raised * power(a, Integer(n)), power(a, Integer(m + n)));
        if (a.sign() != 0) {
            Rational inverse = power(a, Integer(-n));
            expect_canonical(inverse);
            ASSERT_EQ(inverse * power(a, Integer(n)), Rational(1));
        }
        std::uint32_t order = static_cast<std::uint32_t>(n);
        std::optional<Rational> root = exact_root(power(a, Integer(n)), order);
        ASSERT_TRUE(root.has_value());
        ASSERT_EQ(*root, order % 2 == 0 ? a.abs() : a);
        if (a.sign() > 0 && order > 1) {
            Rational beside = power(a, Integer(n)) + Rational(1);
            std::optional<Rational> other = exact_root(beside, order);
            ASSERT_TRUE(!other || power(*other, Integer(n)) == beside);
        }
    }
    EXPECT_FALSE(exact_root(Rational(2), 2).has_value());
    EXPECT_FALSE(exact_root(Rational(-4), 2).has_value());
    EXPECT_FALSE(exact_root(Rational(4), 0).has_value());
    EXPECT_EQ(exact_root(*Rational::parse("-8/27"), 3)->to_string(), "-2/3");
    EXPECT_EQ(power(Rational(1), *Integer::parse("-99999999999999999999")), Rational(1));
    EXPECT_EQ(power(Rational(-1), *Integer::parse("-99999999999999999999")), Rational(-1));
    const Integer count = *Integer::parse("99999999999999999999");
    expect_failure(DiagnosticId::NumberTooLarge, [&] { power(*Rational::parse("1/3"), -count); });
    expect_failure(DiagnosticId::NumberTooLarge, [&] { power(*Rational::parse("2/3"), count); });
}

TEST(Rational, HashesAsIntegerWhenIntegral) {
    EXPECT_EQ(Rational(7).hash(), Integer(7).hash());
    EXPECT_EQ(Rational::make(Integer::power_of_two(101), Integer(2)).hash(), Integer::power_of_two(100).hash());
    EXPECT_NE(Rational::make(Integer(1), Integer(2)).hash(), Rational(1).hash());
}

} // namespace
} // namespace rumina
