#include <cmath>
#include <random>

#include "runtime/test_host.h"

namespace rumina {
namespace {

using enum BinaryOperator;

class Arithmetic : public RuntimeTest {
protected:
    std::mt19937_64 generator{20240601};

    /// Integers near the borders of int64, small ones, large ones, and fractions of them.
    Value random_integer() {
        switch (generator() % 5) {
        case 0: return i(static_cast<std::int64_t>(generator() % 21) - 10);
        case 1: return i(INT64_MAX - static_cast<std::int64_t>(generator() % 3));
        case 2: return i(INT64_MIN + static_cast<std::int64_t>(generator() % 3));
        case 3: return i(static_cast<std::int64_t>(generator()));
        default:
            return runtime.heap.integer(Integer(static_cast<std::int64_t>(generator())) *
                                        Integer(static_cast<std::int64_t>(generator())));
        }
    }
    Value random_exact() {
        Value top = random_integer();
        if (generator() % 2 == 0) return top;
        Value bottom = random_integer();
        return truthy(bottom) ? divide(runtime, top, bottom) : top;
    }
    void expect_equal(const Value& a, const Value& b) {
        EXPECT_TRUE(equal(a, b)) << show(a) << " and " << show(b);
        // One number has one form.
        EXPECT_EQ(a.tag, b.tag);
        EXPECT_EQ(hash_key(a), hash_key(b));
    }
};

TEST_F(Arithmetic, ExactNumbersAreAField) {
    for (int round = 0; round < 3000; ++round) {
        Value a = random_exact(), b = random_exact(), c = random_exact();
        expect_equal(add(runtime, a, b), add(runtime, b, a));
        expect_equal(add(runtime, add(runtime, a, b), c), add(runtime, a, add(runtime, b, c)));
        expect_equal(multiply(runtime, a, b), multiply(runtime, b, a));
        expect_equal(multiply(runtime, multiply(runtime, a, b), c), multiply(runtime, a, multiply(runtime, b, c)));
        expect_equal(multiply(runtime, a, add(runtime, b, c)), add(runtime, multiply(runtime, a, b), multiply(runtime, a, c)));
        expect_equal(subtract(runtime, a, b), add(runtime, a, negate(runtime, b)));
        expect_equal(add(runtime, subtract(runtime, a, b), b), a);
        if (!truthy(b)) continue;
        expect_equal(multiply(runtime, divide(runtime, a, b), b), a);
        // a % b has the sign of a, is smaller than b, and differs from a by a whole number of b.
        Value rest = modulo(runtime, a, b);
        EXPECT_TRUE(!truthy(rest) || compare(rest, i(0), "<") == compare(a, i(0), "<"));
        EXPECT_TRUE(divide(runtime, subtract(runtime, a, rest), b).is_integer());
        Value size_of_rest = compare(rest, i(0), "<") < 0 ? negate(runtime, rest) : rest;
        Value size_of_b = compare(b, i(0), "<") < 0 ? negate(runtime, b) : b;
        EXPECT_LT(compare(size_of_rest, size_of_b, "<"), 0);
    }
}

TEST_F(Arithmetic, PromotesAndDemotes) {
    Value above = add(runtime, i(INT64_MAX), i(1));
    EXPECT_TRUE(above.is(Tag::BigInt));
    EXPECT_EQ(show(above), "9223372036854775808");
    EXPECT_TRUE(subtract(runtime, above, i(1)).is_int());
    EXPECT_EQ(negate(runtime, above).integer, INT64_MIN);
    EXPECT_EQ(show(negate(runtime, i(INT64_MIN))), "9223372036854775808");
    EXPECT_EQ(show(divide(runtime, i(INT64_MIN), i(-1))), "9223372036854775808");
    EXPECT_EQ(modulo(runtime, i(INT64_MIN), i(-1)).integer, 0);
    EXPECT_EQ(show(multiply(runtime, i(INT64_MIN), i(INT64_MIN))), "85070591730234615865843651857942052864");
    EXPECT_TRUE(divide(runtime, i(6), i(3)).is_int());
    EXPECT_EQ(show(divide(runtime, i(6), i(-4))), "-3/2");
    EXPECT_EQ(show(add(runtime, n("1/3"), n("1/6"))), "1/2");
}

TEST_F(Arithmetic, FloatsAreContagiousAndFinite) {
    EXPECT_EQ(add(runtime, f(0.5), n("1/3")).real, 0.5 + 1.0 / 3);
    EXPECT_EQ(show(multiply(runtime, f(-1), i(0))), "0");
    EXPECT_EQ(modulo(runtime, f(-5.5), i(2)).real, -1.5);
    failure_of(DiagnosticId::FloatOverflow, [&] { multiply(runtime, f(1e308), f(10)); });
    failure_of(DiagnosticId::FloatOverflow, [&] { add(runtime, f(1), power(runtime, i(10), i(400))); });
    failure_of(DiagnosticId::DivisionByZero, [&] { divide(runtime, f(1), f(0)); });
    failure_of(DiagnosticId::DivisionByZero, [&] { divide(runtime, f(1), i(0)); });
    failure_of(DiagnosticId::DivisionByZero, [&] { divide(runtime, i(1), i(0)); });
    failure_of(DiagnosticId::DivisionByZero, [&] { modulo(runtime, i(1), i(0)); });
    failure_of(DiagnosticId::DivisionByZero, [&] { modulo(runtime, f(1), f(-0.0)); });
}

TEST_F(Arithmetic, ExactPowers) {
    EXPECT_EQ(show(power(runtime, i(2), i(10))), "1024");
    EXPECT_EQ(show(power(runtime, i(-3), i(3))), "-27");
    EXPECT_EQ(show(power(runtime, i(2), i(-2))), "1/4");
    EXPECT_EQ(show(power(runtime, n("2/3"), i(-3))), "27/8");
    EXPECT_EQ(show(power(runtime, i(0), i(0))), "1");
    EXPECT_EQ(show(power(runtime, i(-1), i(INT64_MAX))), "-1");
    EXPECT_EQ(show(power(runtime, i(2), i(63))), "9223372036854775808");
    EXPECT_EQ(show(power(runtime, i(-2), i(63))), "-9223372036854775808");
    EXPECT_TRUE(power(runtime, i(-2), i(63)).is_int());
    failure_of(DiagnosticId::ZeroToNegative, [&] { power(runtime, i(0), i(-1)); });
    failure_of(DiagnosticId::ZeroToNegative, [&] { power(runtime, i(0), n("-1/2")); });
    failure_of(DiagnosticId::NumberTooLarge, [&] { power(runtime, i(10), power(runtime, i(10), i(30))); });
    for (std::int64_t base = -12; base <= 12; ++base) {
        Value product = i(1);
        for (std::int64_t exponent = 0; exponent < 60; ++exponent) {
            expect_equal(power(runtime, i(base), i(exponent)), product);
            product = multiply(runtime, product, i(base));
        }
    }
}

TEST_F(Arithmetic, RootsByRationalExponents) {
    EXPECT_EQ(show(power(runtime, i(8), n("1/3"))), "2");
    EXPECT_EQ(show(power(runtime, i(-8), n("1/3"))), "-2");
    EXPECT_EQ(show(power(runtime, i(-8), n("2/3"))), "4");
    EXPECT_EQ(show(power(runtime, i(-8), n("-1/3"))), "-1/2");
    EXPECT_EQ(show(power(runtime, n("4/9"), n("-3/2"))), "27/8");
    EXPECT_EQ(show(power(runtime, i(0), n("1/2"))), "0");
    EXPECT_EQ(show(power(runtime, i(-1), n("1/99999999999999999999"))), "-1");
    EXPECT_EQ(show(power(runtime, i(2), n("1/2"))), "√2");
    EXPECT_EQ(show(power(runtime, i(-2), n("1/3"))), "-2^(1/3)");
    EXPECT_EQ(show(power(runtime, i(-2), n("2/3"))), "2^(2/3)");
    EXPECT_EQ(show(power(runtime, i(-4), n("1/2"))), "2i");
    EXPECT_DOUBLE_EQ(power(runtime, f(-8), n("1/3")).real, -2);
    EXPECT_DOUBLE_EQ(power(runtime, f(-8), n("2/3")).real, 4);
    for (const Value& root : {power(runtime, f(-8), f(0.5)), power(runtime, i(-8), f(0.5)), power(runtime, f(-8), n("1/2"))})
        EXPECT_EQ(type_name(root), "complex");
}

TEST_F(Arithmetic, FloatPowers) {
    EXPECT_EQ(power(runtime, f(2), i(10)).real, 1024);
    EXPECT_EQ(power(runtime, f(0), i(0)).real, 1);
    EXPECT_EQ(power(runtime, i(2), f(0.5)).real, std::sqrt(2.0));
    EXPECT_EQ(power(runtime, f(-2), f(3)).real, -8);
    // The exponent's parity is the exact one, though no double holds it.
    EXPECT_EQ(power(runtime, f(-1), add(runtime, power(runtime, i(2), i(53)), i(1))).real, -1);
    EXPECT_EQ(power(runtime, f(-1), power(runtime, i(3), i(1000))).real, -1);
    EXPECT_EQ(power(runtime, f(0.5), power(runtime, i(3), i(1000))).real, 0);
    failure_of(DiagnosticId::FloatOverflow, [&] { power(runtime, f(2), i(5000)); });
    failure_of(DiagnosticId::ZeroToNegative, [&] { power(runtime, f(0), f(-0.5)); });
    failure_of(DiagnosticId::ZeroToNegative, [&] { power(runtime, f(0), i(-3)); });
}

TEST_F(Arithmetic, SquareRoots) {
    auto root = [&](Value a) { return unary(runtime, UnaryOperator::SquareRoot, a); };
    EXPECT_EQ(show(root(i(144))), "12");
    EXPECT_EQ(show(root(n("4/9"))), "2/3");
    EXPECT_EQ(show(root(i(0))), "0");
    EXPECT_EQ(root(f(2)).real, std::sqrt(2.0));
    EXPECT_EQ(show(root(i(8))), "2√2");
    EXPECT_EQ(show(root(i(-4))), "2i");
    EXPECT_EQ(type_name(root(f(-4))), "complex");
}

TEST_F(Arithmetic, Factorials) {
    EXPECT_EQ(show(factorial(runtime, i(0))), "1");
    EXPECT_EQ(show(factorial(runtime, i(25))), "15511210043330985984000000");
    failure_of(DiagnosticId::FactorialOfNegative, [&] { factorial(runtime, i(-1)); });
    failure_of(DiagnosticId::FactorialOfNonInteger, [&] { factorial(runtime, n("1/2")); });
    failure_of(DiagnosticId::NotDefinedForOne, [&] { factorial(runtime, text("3")); });
    failure_of(DiagnosticId::NumberTooLarge, [&] { factorial(runtime, i(INT64_MAX)); });
}

TEST_F(Arithmetic, OtherKindsAreRefused) {
    EXPECT_EQ(failure_of(DiagnosticId::NotDefinedFor, [&] { subtract(runtime, i(1), text("one")); }).message,
              "`-` is not defined for int and string");
    failure_of(DiagnosticId::BoolInArithmetic, [&] { add(runtime, Value::of_bool(true), i(1)); });
    failure_of(DiagnosticId::BoolInArithmetic, [&] { negate(runtime, Value::of_bool(true)); });
    failure_of(DiagnosticId::NotDefinedFor, [&] { multiply(runtime, text("ab"), i(3)); });
    failure_of(DiagnosticId::NotDefinedFor, [&] { add(runtime, Value::null(), i(3)); });
}

TEST_F(Arithmetic, TextConcatenates) {
    EXPECT_EQ(show(add(runtime, text("a"), n("1/2"))), "a1/2");
    EXPECT_EQ(show(add(runtime, array({i(1), text("b")}), text("c"))), "[1, b]c");
    EXPECT_EQ(show(add(runtime, Value::null(), text("!"))), "null!");
}

TEST_F(Arithmetic, Elementwise) {
    EXPECT_EQ(show(add(runtime, array({i(1), n("1/2")}), array({i(2), i(1)}))), "[3, 3/2]");
    EXPECT_EQ(show(add(runtime, array({array({i(1)}), text("a")}), array({array({i(2)}), i(3)}))), "[[3], a3]");
    EXPECT_EQ(show(multiply(runtime, i(2), array({i(1), array({i(3)})}))), "[2, [6]]");
    EXPECT_EQ(show(divide(runtime, vec({i(1), i(4)}), i(2))), "vec[1/2, 2]");
    EXPECT_EQ(show(subtract(runtime, mat(1, 2, {i(1), i(2)}), mat(1, 2, {i(3), i(3)}))), "mat[-2, -1]");
    EXPECT_EQ(show(op(DotMultiply, vec({i(1), i(2)}), vec({i(3), i(4)}))), "vec[3, 8]");
    EXPECT_EQ(show(op(DotPower, array({i(2), i(3)}), i(2))), "[4, 9]");
    EXPECT_EQ(show(op(DotPower, i(2), vec({i(2), i(-1)}))), "vec[4, 1/2]");
    EXPECT_EQ(show(op(DotLess, vec({i(1), i(5)}), i(3))), "vec[true, false]");
    EXPECT_EQ(show(op(DotEqual, array({text("a"), i(1)}), array({text("a"), i(2)}))), "[true, false]");
    EXPECT_EQ(show(op(DotAdd, i(1), i(2))), "3");
    EXPECT_EQ(show(negate(runtime, array({i(1), array({f(2)})}))), "[-1, [-2]]");
    failure_of(DiagnosticId::DimensionMismatch, [&] { add(runtime, array({i(1)}), array({})); });
    failure_of(DiagnosticId::DimensionMismatch, [&] { op(DotAdd, mat(1, 2, {i(1), i(2)}), mat(2, 1, {i(1), i(2)})); });
    failure_of(DiagnosticId::NotDefinedFor, [&] { add(runtime, array({i(1)}), i(1)); });
    failure_of(DiagnosticId::NotDefinedFor, [&] { multiply(runtime, vec({i(1)}), vec({i(1)})); });
    failure_of(DiagnosticId::NotDefinedFor, [&] { add(runtime, vec({i(1)}), array({i(1)})); });
    Value cycle = array({i(1)});
    put(cycle, i(0), cycle);
    failure_of(DiagnosticId::TooLarge, [&] { add(runtime, cycle, cycle); });
    failure_of(DiagnosticId::TooLarge, [&] { negate(runtime, cycle); });
}

TEST_F(Arithmetic, Matrices) {
    Value a = mat(2, 2, {i(1), i(2), i(3), i(4)});
    EXPECT_EQ(show(multiply(runtime, a, a)), "mat[7, 10; 15, 22]");
    EXPECT_EQ(show(multiply(runtime, a, vec({i(1), i(1)}))), "vec[3, 7]");
    EXPECT_EQ(show(multiply(runtime, vec({i(1), i(1)}), a)), "vec[4, 6]");
    EXPECT_EQ(show(power(runtime, a, i(5))), "mat[1069, 1558; 2337, 3406]");
    EXPECT_EQ(show(power(runtime, a, i(0))), "mat[1, 0; 0, 1]");
    EXPECT_EQ(show(power(runtime, a, i(-1))), "mat[-2, 1; 3/2, -1/2]");
    EXPECT_EQ(show(unary(runtime, UnaryOperator::Adjoint, a)), "mat[1, 3; 2, 4]");
    EXPECT_EQ(show(unary(runtime, UnaryOperator::Transpose, vec({i(1), i(2)}))), "mat[1, 2]");
    EXPECT_EQ(show(unary(runtime, UnaryOperator::Transpose, i(3))), "3");
    EXPECT_EQ(show(op(LeftDivide, a, vec({i(5), i(6)}))), "vec[-4, 9/2]");
    EXPECT_EQ(op(LeftDivide, i(4), i(2)).tag, static_cast<std::uint64_t>(Tag::Rational));
    failure_of(DiagnosticId::SingularMatrix, [&] { power(runtime, mat(2, 2, {i(1), i(2), i(2), i(4)}), i(-1)); });
    failure_of(DiagnosticId::SingularMatrix, [&] { op(LeftDivide, mat(2, 2, {f(1), i(2), i(2), i(4)}), vec({i(1), i(2)})); });
    failure_of(DiagnosticId::DimensionMismatch, [&] { multiply(runtime, a, vec({i(1)})); });
    failure_of(DiagnosticId::DimensionMismatch, [&] { power(runtime, mat(1, 2, {i(1), i(2)}), i(2)); });
    failure_of(DiagnosticId::NotDefinedFor, [&] { divide(runtime, a, a); });
}

TEST_F(Arithmetic, SolutionsSolve) {
    for (int round = 0; round < 60; ++round) {
        std::size_t size = 1 + generator() % 7, columns = 1 + generator() % 3;
        std::vector<Value> entries(size * size), right(size * columns);
        for (Value& entry : entries) entry = generator() % 3 == 0 ? i(0) : random_exact();
        for (Value& entry : right) entry = random_exact();
        Value a = mat(size, size, entries), b = mat(size, columns, right);
        try {
            Value x = op(LeftDivide, a, b);
            EXPECT_TRUE(equal(multiply(runtime, a, x), b)) << show(a) << " with " << show(b);
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.diagnostic.id, DiagnosticId::SingularMatrix);
        }
    }
    Value floats = op(LeftDivide, mat(2, 2, {f(1e-20), i(1), i(1), i(1)}), vec({i(1), i(2)}));
    EXPECT_NEAR(at(floats, i(1)).real, 1, 1e-15);
    EXPECT_NEAR(at(floats, i(2)).real, 1, 1e-15);
}

} // namespace
} // namespace rumina
