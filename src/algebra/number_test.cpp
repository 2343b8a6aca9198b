// Numbers in expressions: floats of any precision beside the exact kinds and doubles.
#include "algebra/number.h"

#include <random>

#include "algebra/enclosure.h"
#include "algebra/numeric.h"
#include "algebra/numeric_value.h"
#include "algebra/test_store.h"
#include "diagnostics/diagnostic.h"
#include "number/big_float.h"

namespace rumina::algebra {
namespace {

Number big(const char* text, int digits) { return Number::big_float(*BigFloat::parse(text, digits)); }
Number third() { return Number(Rational::make(Integer(1), Integer(3))); }

TEST(Numbers, OperationsTakeTheSmallerPrecision) {
    Number a = big("1.5", 50), b = big("0.1", 20), d = Number::real_float(0.25);
    EXPECT_EQ(a.kind(), Number::Kind::BigFloat);
    EXPECT_EQ((a + b).precision_bits(), BigFloat::bits_for_digits(20));
    EXPECT_EQ((a * b).precision_bits(), BigFloat::bits_for_digits(20));
    EXPECT_EQ((a + d).kind(), Number::Kind::Float);
    EXPECT_EQ(a + d, Number::real_float(1.75));
    EXPECT_EQ((big("1.5", 5) + d).precision_bits(), BigFloat::bits_for_digits(5));
    EXPECT_EQ((a + Number(1)).precision_bits(), BigFloat::bits_for_digits(50));
    EXPECT_EQ((a * third()).precision_bits(), BigFloat::bits_for_digits(50));
    EXPECT_EQ((a * third()).big_re(0).to_string(TrailingZeros::Drop), "0.5");
    EXPECT_TRUE((a * Number(0)).is_exact_zero());
    EXPECT_TRUE((a - a).is_zero());
    EXPECT_FALSE((a - a).is_exact_zero());
    EXPECT_EQ((a - a).precision_bits(), a.precision_bits());
}

TEST(Numbers, DoublesOutOfRangeStayBig) {
    Number huge = big("1e1000", 40) * Number::real_float(1.0);
    EXPECT_EQ(huge.kind(), Number::Kind::BigFloat);
    EXPECT_EQ(huge.precision_bits(), 53);
    EXPECT_EQ((huge * big("1e-1000", 40)).kind(), Number::Kind::Float);
}

TEST(Numbers, OrderIsExact) {
    Number a = big("0.1", 50);
    EXPECT_NE(compare(a, Number(Rational::make(Integer(1), Integer(10)))), 0);
    EXPECT_EQ(compare(big("0.5", 50), Number(Rational::make(Integer(1), Integer(2)))), 0);
    EXPECT_EQ(compare(big("0.5", 50), big("0.5", 10)), 0);
    EXPECT_EQ(compare(big("0.5", 50), Number::real_float(0.5)), 0);
    EXPECT_LT(compare(a, Number::real_float(0.1)), 0); // the double is a little more than 1/10
    EXPECT_GT(compare(Number::real_float(0.1), a), 0);
    EXPECT_LT(compare(Number(-3), a), 0);
    EXPECT_FALSE(big("0.5", 50) == big("0.5", 10)); // equal values, different numbers
    EXPECT_TRUE(big("0.5", 50) == big("0.5", 50));
    EXPECT_EQ(big("0.5", 50).hash(), big("0.5", 50).hash());
    EXPECT_NE(Number::structural_order(big("0.5", 50), big("0.5", 10)), 0);
    EXPECT_EQ(Number::structural_order(big("0.5", 50), big("0.5", 50)), 0);
}

TEST(Numbers, CopiesShareAndFree) {
    Number a = big("1.25", 50);
    Number b = a, c;
    c = b;
    a = Number(1);
    EXPECT_EQ(b, c);
    c = std::move(b);
    EXPECT_EQ(c.big_re(0).to_double(), 1.25);
    EXPECT_GT(c.bytes(), 0u);
}

/// Field laws within a few units in the last place, with operands of random kinds.
TEST(Numbers, ArithmeticAgreesWithBalls) {
    std::mt19937 random(20260731);
    auto integer = [&](int size) { return static_cast<std::int64_t>(random() % (2 * static_cast<unsigned>(size) + 1)) - size; };
    auto rational = [&] { return Rational::make(Integer(integer(1000)), Integer(1 + static_cast<std::int64_t>(random() % 1000))); };
    auto real = [&]() -> Number {
        switch (random() % 4) {
        case 0: return Number(integer(100));
        case 1: return Number(rational());
        case 2: return Number::real_float(rational().to_double());
        default: return Number::big_float(BigFloat::from_rational(rational(), 40 + static_cast<std::int64_t>(random() % 300)));
        }
    };
    auto number = [&]() -> Number {
        if (random() % 2 == 0) return real();
        return random() % 3 == 0 ? Number::gaussian(rational(), rational())
                                 : Number::big_complex(BigFloat::from_rational(rational(), 200), BigFloat::from_rational(rational(), 100 + static_cast<std::int64_t>(random() % 100)));
    };
    auto precision_of = [](const Number& n) { return n.is_float() ? n.precision_bits() : std::int64_t{1000}; };
    int checked = 0;
    for (int round = 0; round < 4000; ++round) {
        Number a = number(), b = number();
        Ball x = ball_of(a, 1000), y = ball_of(b, 1000);
        std::int64_t precision = std::min(precision_of(a), precision_of(b));
        auto close = [&](const Number& result, const Ball& expected, const Ball& scale, const char* what) {
            SCOPED_TRACE(what);
            Ball error = ball::sub(ball_of(result, 1000), expected, 1000);
            EXPECT_LE(error.log2_upper(), std::max(scale.log2_upper(), expected.log2_upper()) - static_cast<double>(precision) + 4);
            if (result.is_float()) { EXPECT_LE(result.precision_bits(), precision); }
            ++checked;
        };
        Ball largest = x.log2_upper() > y.log2_upper() ? x : y;
        close(a + b, ball::add(x, y, 1000), largest, "+");
        close(a - b, ball::sub(x, y, 1000), largest, "-");
        close(a * b, ball::mul(x, y, 1000), Ball(), "*");
        if (!b.is_zero()) close(a / b, ball::div(x, y, 1000), Ball(), "/");
        if (!a.is_zero() && a.is_float()) {
            Integer n(integer(9));
            precision = a.precision_bits();
            close(a.pow(n), ball::pow_integer(x, n, 1000), Ball(), "^");
        }
        EXPECT_EQ(a + b, b + a);
        EXPECT_EQ(a * b, b * a);
        EXPECT_EQ(-(-a), a);
        EXPECT_EQ(a.conjugate().conjugate(), a);
    }
    std::printf("arithmetic compared %d times\n", checked);
}

using NumbersInExpressions = AlgebraTest;

TEST_F(NumbersInExpressions, FloatsAbsorbConstants) {
    Expr p = numeric_value(pi(), 50);
    Expr sum = p + root(2);
    ASSERT_TRUE(sum.is_number());
    EXPECT_EQ(sum.number().precision_bits(), p.number().precision_bits());
    EXPECT_EQ(sum.number().big_re(0).to_string().substr(0, 45), "4.5558062159628882872643321074892009627668412");
    Expr product = p * root(2);
    ASSERT_TRUE(product.is_number());
    EXPECT_EQ(product.number().big_re(0).to_string().substr(0, 45), "4.4428829381583662470158809900606936986146216");
    Expr power_of = power(p, root(2));
    ASSERT_TRUE(power_of.is_number());
    EXPECT_EQ(power_of.number().precision_bits(), p.number().precision_bits());
    Expr sine = apply_function(FunctionId::Sin, {p});
    ASSERT_TRUE(sine.is_number());
    EXPECT_EQ(sine.number().precision_bits(), p.number().precision_bits());
    EXPECT_LT(ball_of(sine.number(), 64).log2_upper(), -160);
    EXPECT_TRUE((p * x).is_mul());
    EXPECT_EQ((p * x).coefficient(), p.number());
    EXPECT_EQ(p + x - x, p);
    // A double beside it brings doubles.
    EXPECT_EQ((p + Expr(Number::real_float(1.0))).number().kind(), Number::Kind::Float);
    EXPECT_EQ(exp(p).number().precision_bits(), p.number().precision_bits());
    Expr again = numeric_value(pi(), 50);
    EXPECT_EQ(again, p); // one node
    EXPECT_FALSE(numeric_value(pi(), 49) == p);
}

} // namespace
} // namespace rumina::algebra
