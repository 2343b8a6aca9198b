// Laws on random integers whose sizes gather at the edges: around 0, the handle's 2^62, int64 and limbs.
#include "number/integer.h"

#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "diagnostics/diagnostic.h"
#include "number/rational.h"

namespace rumina {
namespace {

Integer of(std::string_view text) {
    std::optional<Integer> value = Integer::parse(text);
    EXPECT_TRUE(value.has_value()) << text;
    return value ? *value : Integer();
}

class Generator {
public:
    explicit Generator(std::uint64_t seed) : random_(seed) {}

    std::uint64_t below(std::uint64_t bound) { return random_() % bound; }

    Integer random_bits(std::uint64_t bits) {
        Integer value;
        for (std::uint64_t done = 0; done < bits; done += 32)
            value = value * Integer(std::int64_t{1} << 32) + Integer(static_cast<std::int64_t>(random_() >> 32));
        return remainder_floor(value, Integer::power_of_two(bits));
    }

    /// Mostly edges and short numbers; one in fifty up to `longest` bits.
    Integer integer(std::uint64_t longest = 10000) {
        static constexpr int edges[] = {0, 1, 2, 31, 32, 53, 61, 62, 63, 64, 65, 127, 128, 192};
        Integer value;
        switch (below(50)) {
        case 0: value = random_bits(below(longest) + 1); break;
        case 1: value = Integer::power_of_two(64 * below(longest / 64)) + Integer(static_cast<std::int64_t>(below(3)) - 1); break;
        default:
            if (below(2) == 0) {
                value = Integer::power_of_two(edges[below(std::size(edges))]) + Integer(static_cast<std::int64_t>(below(5)) - 2);
            } else {
                value = random_bits(below(200) + 1);
            }
        }
        return below(2) == 0 ? value : -value;
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

template <typename Operation>
std::string failure_message(Operation&& operation) {
    try {
        operation();
    } catch (const Failure& failure) {
        return failure.diagnostic.message;
    }
    return "";
}

struct WithLimit {
    explicit WithLimit(std::uint64_t bits) : saved(integer_limits().max_bits) { integer_limits().max_bits = bits; }
    ~WithLimit() { integer_limits().max_bits = saved; }
    std::uint64_t saved;
};

TEST(Integer, RingAndOrderLaws) {
    Generator random(1);
    for (int i = 0; i < 100000; ++i) {
        Integer a = random.integer(), b = random.integer(), c = random.integer();
        ASSERT_EQ(a + b, b + a);
        ASSERT_EQ((a + b) + c, a + (b + c));
        ASSERT_EQ(a * b, b * a);
        ASSERT_EQ((a * b) * c, a * (b * c));
        ASSERT_EQ(a * (b + c), a * b + a * c);
        ASSERT_EQ(a - b, a + -b);
        ASSERT_EQ(a + -a, Integer());
        ASSERT_EQ(-(-a), a);
        ASSERT_EQ(compare(a, b), (a - b).sign());
        ASSERT_EQ(compare(a, b), -compare(b, a));
        ASSERT_EQ(a == b, (a - b).is_zero());
        ASSERT_EQ(a.abs().sign(), a.is_zero() ? 0 : 1);
        ASSERT_EQ((a * b).sign(), a.sign() * b.sign());
        ASSERT_EQ((a + b).is_odd(), a.is_odd() != b.is_odd());
        ASSERT_EQ((a + b - b).hash(), a.hash());
    }
}

TEST(Integer, DivisionLaws) {
    Generator random(2);
    for (int i = 0; i < 100000; ++i) {
        Integer a = random.integer(), b = random.integer(3000);
        if (b.is_zero()) continue;
        Integer quotient = divide_truncated(a, b), remainder = remainder_truncated(a, b);
        ASSERT_EQ(quotient * b + remainder, a);
        ASSERT_LT(compare(remainder.abs(), b.abs()), 0);
        ASSERT_TRUE(remainder.is_zero() || remainder.sign() == a.sign());
        quotient = divide_floor(a, b), remainder = remainder_floor(a, b);
        ASSERT_EQ(quotient * b + remainder, a);
        ASSERT_LT(compare(remainder.abs(), b.abs()), 0);
        ASSERT_TRUE(remainder.is_zero() || remainder.sign() == b.sign());
        ASSERT_EQ(divide_truncated(a * b, b), a);
    }
}

TEST(Integer, GcdAndLcmLaws) {
    Generator random(3);
    for (int i = 0; i < 20000; ++i) {
        Integer a = random.integer(2000), b = random.integer(2000), c = random.integer(200);
        Integer common = gcd(a, b);
        ASSERT_EQ(common, gcd(b, a));
        ASSERT_GE(common.sign(), 0);
        ASSERT_EQ(common * lcm(a, b), (a * b).abs());
        ASSERT_EQ(gcd(a * c, b * c), common * c.abs());
        if (common.is_zero()) continue;
        ASSERT_TRUE(remainder_truncated(a, common).is_zero());
        ASSERT_TRUE(remainder_truncated(b, common).is_zero());
        ASSERT_EQ(gcd(divide_truncated(a, common), divide_truncated(b, common)), Integer(1));
    }
    EXPECT_EQ(gcd(Integer(), Integer()), Integer());
    EXPECT_EQ(lcm(Integer(), Integer(5)), Integer());
    EXPECT_EQ(lcm(Integer(-4), Integer(6)), Integer(12));
}

TEST(Integer, TextRoundTrip) {
    Generator random(4);
    for (int i = 0; i < 20000; ++i) {
        Integer a = random.integer();
        ASSERT_EQ(of(a.to_string()), a);
    }
    Integer huge = power(Integer(7), Integer(100000));
    EXPECT_EQ(huge.to_string().size(), 84510u);
    EXPECT_EQ(of(huge.to_string()), huge);
}

TEST(Integer, HexadecimalRoundTrip) {
    EXPECT_EQ(Integer(0).to_hexadecimal(), "0");
    EXPECT_EQ(Integer(-255).to_hexadecimal(), "-ff");
    for (std::uint64_t bits : {4, 61, 62, 63, 64, 65, 128, 640})
        for (int around : {-1, 0, 1})
            for (bool is_negative : {false, true}) {
                Integer a = Integer::power_of_two(bits) + Integer(around);
                if (is_negative) a = -a;
                const std::string text = a.to_hexadecimal();
                const std::size_t sign = is_negative ? 1 : 0;
                EXPECT_NE(text[sign], '0');
                EXPECT_EQ(of((is_negative ? "-0x" : "0x") + text.substr(sign)), a) << text;
            }
    for (std::int64_t exponent = 0; exponent < 100; ++exponent) {
        const Integer a = power(Integer(7), Integer(exponent));
        EXPECT_EQ(of("0x" + a.to_hexadecimal()), a);
    }
}

TEST(Integer, ParseAcceptsItsGrammarOnly) {
    EXPECT_EQ(of("0x1F"), Integer(31));
    EXPECT_EQ(of("-0xfFfFfFfFfFfFfFfF"), -(Integer::power_of_two(64) - Integer(1)));
    EXPECT_EQ(of("0b1011"), Integer(11));
    EXPECT_EQ(of("+0o17"), Integer(15));
    EXPECT_EQ(of("0000000000000000000000000000012"), Integer(12));
    EXPECT_EQ(of("-0"), Integer());
    EXPECT_EQ(of("-9223372036854775808"), Integer(INT64_MIN));
    for (std::string_view text : {"", "-", "+", "0x", "0b2", "0o8", "12a", " 1", "1 ", "--1", "1_000", "1.0",
                                  "0xg", "0x-1", "1e5"})
        EXPECT_FALSE(Integer::parse(text).has_value()) << text;
    EXPECT_FALSE(Integer::parse(std::string_view("12\0", 3)).has_value());
}

TEST(Integer, Int64Edges) {
    for (std::int64_t value : {std::int64_t{0}, std::int64_t{-1}, INT64_MAX, INT64_MIN, (std::int64_t{1} << 62) - 1,
                               std::int64_t{1} << 62, -(std::int64_t{1} << 62), -(std::int64_t{1} << 62) + 1}) {
        Integer a(value);
        EXPECT_TRUE(a.fits_int64());
        EXPECT_EQ(a.to_int64(), value);
        EXPECT_EQ(a.to_string(), std::to_string(value));
        EXPECT_EQ(of(a.to_string()).hash(), a.hash());
    }
    EXPECT_FALSE((Integer(INT64_MAX) + Integer(1)).fits_int64());
    EXPECT_FALSE((Integer(INT64_MIN) - Integer(1)).fits_int64());
    EXPECT_EQ(divide_truncated(Integer(INT64_MIN), Integer(-1)).to_string(), "9223372036854775808");
    EXPECT_EQ(Integer(INT64_MIN).bits(), 64u);
    EXPECT_EQ(Integer().bits(), 0u);
    EXPECT_EQ(Integer(5).bytes(), 0u);
    EXPECT_GE(Integer::power_of_two(1000).bytes(), 126u);
}

TEST(Integer, CopiesAndMoves) {
    Integer large = Integer::power_of_two(100), copy = large, moved = std::move(large);
    EXPECT_EQ(copy, moved);
    copy = copy;
    EXPECT_EQ(copy, moved);
    copy = Integer(3);
    EXPECT_EQ(copy, Integer(3));
    copy = moved;
    EXPECT_EQ(copy, moved);
    copy = copy - Integer(1);
    EXPECT_LT(compare(copy, moved), 0);
}

TEST(Integer, DoublesAreNearest) {
    Generator random(5);
    for (int i = 0; i < 50000; ++i) {
        Integer a = random.integer(1100);
        double x = a.to_double();
        if (!std::isfinite(x)) {
            ASSERT_GE(a.bits(), 1024u);
            continue;
        }
        // No neighbour is nearer, and on a tie the even one was taken.
        Rational distance = (Rational(a) - Rational::from_double(x)).abs();
        for (double neighbour : {std::nextafter(x, -HUGE_VAL), std::nextafter(x, HUGE_VAL)}) {
            if (!std::isfinite(neighbour)) continue;
            int order = compare(distance, (Rational(a) - Rational::from_double(neighbour)).abs());
            ASSERT_LE(order, 0) << a.to_string();
            if (order == 0) {
                int exponent;
                double mantissa = std::ldexp(std::frexp(x, &exponent), 53);
                ASSERT_EQ(std::fmod(mantissa, 2), 0) << a.to_string();
            }
        }
        if (a.bits() <= 53) {
            ASSERT_EQ(Integer::from_double(x), a);
        }
    }
    EXPECT_EQ(Integer::power_of_two(1024).to_double(), HUGE_VAL);
    EXPECT_EQ((-power(Integer(10), Integer(400))).to_double(), -HUGE_VAL);
    Integer below_overflow = Integer::power_of_two(1024) - Integer::power_of_two(970) - Integer(1);
    EXPECT_EQ(below_overflow.to_double(), 1.7976931348623157e308);
    EXPECT_EQ((below_overflow + Integer(1)).to_double(), HUGE_VAL);
    EXPECT_EQ(Integer::from_double(-3.99), Integer(-3));
    EXPECT_EQ(Integer::from_double(1e300).to_double(), 1e300);
    expect_failure(DiagnosticId::CannotConvert, [] { Integer::from_double(HUGE_VAL); });
}

TEST(Integer, PowerLaws) {
    Generator random(6);
    for (int i = 0; i < 5000; ++i) {
        Integer a = random.integer(500);
        std::int64_t m = static_cast<std::int64_t>(random.below(12)), n = static_cast<std::int64_t>(random.below(12));
        ASSERT_EQ(power(a, m) * power(a, n), power(a, m + n));
        ASSERT_EQ(power(power(a, m), n), power(a, m * n));
    }
    EXPECT_EQ(power(Integer(), Integer()), Integer(1));
    EXPECT_EQ(power(Integer(), of("99999999999999999999")), Integer());
    EXPECT_EQ(power(Integer(-1), of("99999999999999999999")), Integer(-1));
    EXPECT_EQ(power(Integer(1), of("99999999999999999999")), Integer(1));
    EXPECT_EQ(power(Integer(2), Integer(64)), Integer::power_of_two(64));
}

TEST(Integer, QuotientOfMinor) {
    const Integer small(3), large = power(Integer(7), Integer(200)), longest = power(Integer(5), Integer(20000));
    for (const Integer& a : {small, -large, longest})
        for (const Integer& b : {Integer(), large, -longest})
            for (const Integer& divisor : {Integer(1), -small, large}) {
                const Integer c(11), d(-13);
                EXPECT_EQ(quotient_of_minor(a * divisor, b * divisor, c, d, divisor), a * d - b * c);
            }
    EXPECT_EQ(quotient_of_minor(Integer(4), Integer(2), Integer(6), Integer(3), Integer(5)), Integer());
}

TEST(Integer, FactorialBinomialAndFalling) {
    Integer product = 1;
    for (int n = 0; n <= 200; ++n) {
        if (n > 0) product = product * Integer(n);
        ASSERT_EQ(factorial(n), product);
        for (int k = 0; k <= n + 1; ++k) {
            Integer pascal = n == 0 ? Integer(k == 0) : binomial(n - 1, k) + binomial(n - 1, k - 1);
            ASSERT_EQ(binomial(n, k), pascal) << n << " over " << k;
            ASSERT_EQ(falling_factorial(n, k), pascal * factorial(k)) << n << ", " << k;
        }
    }
    for (int n = 201; n <= 1250; ++n) { // past where the method changes
        product = product * Integer(n);
        ASSERT_EQ(factorial(n), product) << n;
    }
    for (int n = -12; n < 0; ++n)
        for (int k = 1; k < 12; ++k) {
            ASSERT_EQ(binomial(n, k), binomial(n - 1, k) + binomial(n - 1, k - 1)) << n << " over " << k;
            ASSERT_EQ(falling_factorial(n, k), binomial(n, k) * factorial(k));
        }
    EXPECT_EQ(binomial(Integer(5), Integer(-1)), Integer());
    Integer large = power(Integer(10), Integer(30));
    EXPECT_EQ(binomial(large, Integer(2)), divide_truncated(large * (large - Integer(1)), Integer(2)));
    EXPECT_EQ(binomial(large, large - Integer(1)), large);
    EXPECT_EQ(binomial(large, large), Integer(1));
    for (std::int64_t k : {3, 10, 100, 1000})
        EXPECT_EQ(binomial(large, k) * factorial(k), falling_factorial(large, k)) << k;
    Integer edge = Integer::power_of_two(32); // where the method changes
    for (std::int64_t k : {2, 7, 500})
        EXPECT_EQ(binomial(edge, k), binomial(edge - Integer(1), k) + binomial(edge - Integer(1), k - 1)) << k;
    expect_failure(DiagnosticId::FactorialOfNegative, [] { factorial(Integer(-1)); });
    expect_failure(DiagnosticId::OutsideDomain, [] { falling_factorial(Integer(3), Integer(-1)); });
}

TEST(Integer, PowerModulo) {
    Generator random(7);
    for (int i = 0; i < 5000; ++i) {
        Integer b = random.integer(300), m = random.integer(300);
        std::int64_t e = static_cast<std::int64_t>(random.below(20));
        if (m.is_zero()) continue;
        ASSERT_EQ(power_mod(b, e, m), remainder_floor(power(b, e), m.abs()));
        if (gcd(b, m) == Integer(1)) {
            Integer inverse = power_mod(b, Integer(-e), m);
            ASSERT_EQ(remainder_floor(inverse * power(b, e), m.abs()), remainder_floor(Integer(1), m.abs()));
        }
    }
    EXPECT_EQ(power_mod(Integer(3), Integer::power_of_two(200), Integer(1)), Integer());
    EXPECT_EQ(power_mod(Integer(), Integer(), Integer(7)), Integer(1));
    expect_failure(DiagnosticId::DivisionByZero, [] { power_mod(Integer(2), Integer(3), Integer()); });
    EXPECT_EQ(failure_message([] { power_mod(Integer(2), Integer(-1), Integer(4)); }),
              "the inverse modulo 4 is not defined at 2");
}

TEST(Integer, Roots) {
    Generator random(8);
    for (int i = 0; i < 20000; ++i) {
        Integer a = random.integer(2000).abs();
        std::uint32_t n = static_cast<std::uint32_t>(random.below(9)) + 1;
        bool exact = false;
        Integer root = n == 2 ? square_root(a, exact) : nth_root(a, n, exact);
        ASSERT_LE(compare(power(root, Integer(n)), a), 0);
        ASSERT_GT(compare(power(root + Integer(1), Integer(n)), a), 0);
        ASSERT_EQ(exact, power(root, Integer(n)) == a);
        ASSERT_EQ(nth_root(power(root, Integer(n)), n, exact), root);
        ASSERT_TRUE(exact);
        if (n % 2 == 1) {
            ASSERT_EQ(nth_root(-a, n, exact), -nth_root(a, n, exact));
        }
    }
    bool exact = true;
    EXPECT_EQ(nth_root(Integer(-10), 4000000001u, exact), Integer(-1));
    EXPECT_FALSE(exact);
    expect_failure(DiagnosticId::OutsideDomain, [&] { square_root(Integer(-4), exact); });
    expect_failure(DiagnosticId::OutsideDomain, [&] { nth_root(Integer(-4), 4, exact); });
    expect_failure(DiagnosticId::OutsideDomain, [&] { nth_root(Integer(4), 0, exact); });
}

TEST(Integer, DivisionByZeroIsADiagnostic) {
    for (const Integer& a : {Integer(), Integer(7), Integer::power_of_two(90)}) {
        expect_failure(DiagnosticId::DivisionByZero, [&] { divide_truncated(a, Integer()); });
        expect_failure(DiagnosticId::DivisionByZero, [&] { remainder_truncated(a, Integer()); });
        expect_failure(DiagnosticId::DivisionByZero, [&] { divide_floor(a, Integer()); });
        expect_failure(DiagnosticId::DivisionByZero, [&] { remainder_floor(a, Integer()); });
    }
}

TEST(Integer, RefusesWhatWouldBeTooLarge) {
    integer_limits() = IntegerLimits{}; // whatever engine ran on this thread before
    const Integer ten = 10, huge = power(ten, Integer(30));
    auto message = [](auto&& operation) { return failure_message(operation); };
    const std::string limit = " digits; the limit is 646456993";
    EXPECT_EQ(message([&] { power(ten, power(ten, ten)); }), "the result of `^` would have about 10000000001" + limit);
    EXPECT_EQ(message([&] { power(Integer(2), huge); }), "the result of `^` would have about 3.01*10^29" + limit);
    EXPECT_EQ(message([&] { power(ten, power(ten, Integer(12))); }), "the result of `^` would have about 1000000000001" + limit);
    EXPECT_EQ(message([&] { power(ten, power(ten, Integer(100000))); }), "the result of `^` would have about 10^100000" + limit);
    EXPECT_EQ(message([&] { power(Integer(3), Integer::power_of_two(62)); }),
              "the result of `^` would have about 2.20*10^18" + limit);
    EXPECT_EQ(message([&] { factorial(power(ten, ten)); }), "the result of `!` would have about 95657055187" + limit);
    EXPECT_EQ(message([&] { factorial(huge); }), "the result of `!` would have about 2.96*10^31" + limit);
    EXPECT_EQ(message([&] { factorial(power(ten, Integer(1000))); }), "the result of `!` would have about 10^1003" + limit);
    for (const Integer& n : {huge, power(ten, Integer(20)), power(ten, Integer(400))}) {
        expect_failure(DiagnosticId::NumberTooLarge, [&] { binomial(n, divide_truncated(n, ten)); });
        expect_failure(DiagnosticId::NumberTooLarge, [&] { binomial(n, divide_truncated(n, Integer(2))); });
        expect_failure(DiagnosticId::NumberTooLarge, [&] { falling_factorial(n, divide_truncated(n, ten)); });
        expect_failure(DiagnosticId::NumberTooLarge, [&] { falling_factorial(n, n); });
        expect_failure(DiagnosticId::NumberTooLarge, [&] { binomial(-n, n); });
    }
    expect_failure(DiagnosticId::NumberTooLarge, [&] { binomial(huge, Integer(1000000000)); });
    expect_failure(DiagnosticId::NumberTooLarge, [] { Integer::power_of_two(std::uint64_t{1} << 50); });
    expect_failure(DiagnosticId::NumberTooLarge, [] { Integer::power_of_two(UINT64_MAX); });
}

TEST(Integer, KeepsTheLimitExactly) {
    WithLimit limit(1000);
    Integer largest = Integer::power_of_two(999);
    EXPECT_EQ(power(Integer(2), Integer(999)), largest);
    expect_failure(DiagnosticId::NumberTooLarge, [] { power(Integer(2), Integer(1000)); });
    expect_failure(DiagnosticId::NumberTooLarge, [] { Integer::power_of_two(1000); });
    expect_failure(DiagnosticId::NumberTooLarge, [&] { largest + largest; });
    expect_failure(DiagnosticId::NumberTooLarge, [&] { -largest - largest; });
    EXPECT_EQ(largest - largest, Integer());
    EXPECT_EQ(Integer::power_of_two(500) * Integer::power_of_two(499), largest);
    expect_failure(DiagnosticId::NumberTooLarge, [] { Integer::power_of_two(500) * Integer::power_of_two(500); });
    const Integer half = Integer::power_of_two(500), other_half = Integer::power_of_two(499);
    EXPECT_EQ(quotient_of_minor(half, Integer(), Integer(1), other_half, Integer(1)), half * other_half);
    expect_failure(DiagnosticId::NumberTooLarge, [&] { quotient_of_minor(half, Integer(), Integer(1), half, half); });
    expect_failure(DiagnosticId::NumberTooLarge, [&] { lcm(largest, Integer(3)); });
    expect_failure(DiagnosticId::NumberTooLarge, [] { factorial(Integer(300)); });
    EXPECT_EQ(factorial(Integer(150)).bits(), 873u);
    expect_failure(DiagnosticId::NumberTooLarge, [] { Integer::parse(std::string(303, '9')); });
    EXPECT_TRUE(Integer::parse(std::string(300, '9')).has_value());
    EXPECT_EQ(failure_message([] { Integer::parse("0b" + std::string(2000, '1')); }),
              "the result of `0b11111111111111111111111111111111111111…` would have about 603 digits; the limit is 301");
}

TEST(Integer, LongPowersModuloAreTakenInPieces) {
    // 2^13000 and more: the exponent in several pieces. Fermat and Euler check the result: 2^11213 - 1 is prime.
    const Integer p = Integer::power_of_two(11213) - Integer(1);
    EXPECT_EQ(power_mod(Integer(3), p - Integer(1), p), Integer(1));
    const Integer e = p * Integer(12345) + Integer::power_of_two(9000) + Integer(77); // a^p = a, so a^(12345 p + r) = a^(12345 + r)
    const Integer r = Integer(12345) + Integer::power_of_two(9000) + Integer(77);
    EXPECT_EQ(power_mod(Integer(5), e, p), power_mod(Integer(5), r, p));
    EXPECT_EQ(power_mod(Integer(5), Integer::power_of_two(12000), p), power_mod(power_mod(Integer(5), Integer::power_of_two(6000), p), Integer::power_of_two(6000), p));
    EXPECT_EQ(power_mod(p, e, p), Integer(0));
}

} // namespace
} // namespace rumina
