// + - * / % and negation of numbers: int64 with overflow checks first, then Integer and Rational, and doubles where a
// float takes part. Anything that is not a number goes to container_operations.h.
#include <cmath>

#include "base/assert.h"
#include "runtime/container_operations.h"
#include "runtime/expression_operations.h"
#include "runtime/number_values.h"

namespace rumina {
namespace {

// Apart from the operations on small integers, which are to stay small themselves.

template <typename OnIntegers>
[[gnu::noinline]] Value of_integers(Runtime& runtime, const Value& a, const Value& b, OnIntegers on_integers) {
    Integer scratch_a, scratch_b;
    runtime.poll(); // loops over long numbers ask whether they may go on
    return runtime.heap.integer(on_integers(integer_of(a, scratch_a), integer_of(b, scratch_b)));
}

template <typename OnRationals>
[[gnu::noinline]] Value of_rationals(Runtime& runtime, const Value& a, const Value& b, OnRationals on_rationals) {
    Rational scratch_a, scratch_b;
    runtime.poll();
    return runtime.heap.rational(on_rationals(rational_of(a, scratch_a), rational_of(b, scratch_b)));
}

[[gnu::noinline]] Value quotient_of_integers(Runtime& runtime, const Value& a, const Value& b) {
    Integer scratch_a, scratch_b;
    runtime.poll();
    return runtime.heap.rational(Rational::make(integer_of(a, scratch_a), integer_of(b, scratch_b)));
}

/// Both operands real, not both small integers.
template <typename OnFloats, typename OnIntegers, typename OnRationals>
Value on_numbers(Runtime& runtime, BinaryOperator op, const Value& a, const Value& b, OnFloats on_floats, OnIntegers on_integers,
                 OnRationals on_rationals) {
    if (a.is_float() || b.is_float()) {
        std::string_view name = spelling(op);
        return checked_float(on_floats(double_of(a, name), double_of(b, name)), name);
    }
    if (a.is_integer() && b.is_integer()) return of_integers(runtime, a, b, on_integers);
    return of_rationals(runtime, a, b, on_rationals);
}

auto sum = [](const auto& a, const auto& b) { return a + b; };
auto difference = [](const auto& a, const auto& b) { return a - b; };
auto product = [](const auto& a, const auto& b) { return a * b; };
auto quotient = [](const Rational& a, const Rational& b) { return a / b; };

} // namespace

Value add(Runtime& runtime, Value a, Value b) {
    if (RUMINA_LIKELY((a.tag | b.tag) == 0)) {
        std::int64_t result;
        if (RUMINA_LIKELY(!__builtin_add_overflow(a.integer, b.integer, &result))) return Value::of_int(result);
    } else if (a.is_float() && b.is_float()) {
        return checked_float(a.real + b.real, "+");
    } else if (a.is(Tag::String) && b.is(Tag::String)) {
        return runtime.heap.string_concat(*a.as<StringObject>(), *b.as<StringObject>());
    } else if (!a.is_real() || !b.is_real()) {
        return combine(runtime, BinaryOperator::Add, a, b);
    }
    return on_numbers(runtime, BinaryOperator::Add, a, b, sum, sum, sum);
}

Value subtract(Runtime& runtime, Value a, Value b) {
    if (RUMINA_LIKELY((a.tag | b.tag) == 0)) {
        std::int64_t result;
        if (RUMINA_LIKELY(!__builtin_sub_overflow(a.integer, b.integer, &result))) return Value::of_int(result);
    } else if (a.is_float() && b.is_float()) {
        return checked_float(a.real - b.real, "-");
    } else if (!a.is_real() || !b.is_real()) {
        return combine(runtime, BinaryOperator::Subtract, a, b);
    }
    return on_numbers(runtime, BinaryOperator::Subtract, a, b, difference, difference, difference);
}

Value multiply(Runtime& runtime, Value a, Value b) {
    if (RUMINA_LIKELY((a.tag | b.tag) == 0)) {
        std::int64_t result;
        if (RUMINA_LIKELY(!__builtin_mul_overflow(a.integer, b.integer, &result))) return Value::of_int(result);
    } else if (a.is_float() && b.is_float()) {
        return checked_float(a.real * b.real, "*");
    } else if (!a.is_real() || !b.is_real()) {
        return combine(runtime, BinaryOperator::Multiply, a, b);
    }
    return on_numbers(runtime, BinaryOperator::Multiply, a, b, product, product, product);
}

/// Anything but small integers with a divisor that is not zero.
[[gnu::noinline]] static Value divide_other(Runtime& runtime, const Value& a, const Value& b) {
    if (!a.is_real() || !b.is_real()) return combine(runtime, BinaryOperator::Divide, a, b);
    if (sign_of(b) == 0) fail(DiagnosticId::DivisionByZero);
    if (a.is_float() || b.is_float()) return checked_float(double_of(a, "/") / double_of(b, "/"), "/");
    if (a.is_integer() && b.is_integer()) return quotient_of_integers(runtime, a, b);
    return of_rationals(runtime, a, b, quotient);
}

Value divide(Runtime& runtime, Value a, Value b) {
    if ((a.tag | b.tag) != 0 || b.integer == 0) return divide_other(runtime, a, b);
    // The smallest int divided by -1 does not fit an int.
    if (b.integer != -1 && a.integer % b.integer == 0) return Value::of_int(a.integer / b.integer);
    runtime.poll();
    return runtime.heap.rational(Rational::make(a.integer, b.integer));
}

Value modulo(Runtime& runtime, Value a, Value b) {
    if (!a.is_real() || !b.is_real()) return combine(runtime, BinaryOperator::Modulo, a, b);
    if (sign_of(b) == 0) fail(DiagnosticId::DivisionByZero);
    if ((a.tag | b.tag) == 0) return Value::of_int(b.integer == -1 ? 0 : a.integer % b.integer);
    return on_numbers(
        runtime, BinaryOperator::Modulo, a, b,
        [](double x, double y) {
            // An exact divisor too small for a double would divide by zero here.
            if (y == 0) fail(DiagnosticId::DivisionByZero);
            return std::fmod(x, y);
        },
        [](const Integer& x, const Integer& y) { return remainder_truncated(x, y); },
        [](const Rational& x, const Rational& y) { return remainder_truncated(x, y); });
}

Value negate(Runtime& runtime, Value a) {
    switch (a.kind()) {
    case Tag::Int: return a.integer == INT64_MIN ? runtime.heap.integer(-Integer(a.integer)) : Value::of_int(-a.integer);
    case Tag::Float: return Value::of_float(-a.real);
    case Tag::BigInt: return runtime.heap.integer(-a.as<BigIntObject>()->value);
    case Tag::Rational: return runtime.heap.rational(-a.as<RationalObject>()->value);
    case Tag::Expression: return negate_expression(runtime, a);
    case Tag::Array: case Tag::Vector: case Tag::Matrix: return negate_entries(runtime, a);
    default: refuse(UnaryOperator::Negate, a);
    }
}

[[gnu::noinline]] static Value factorial_of_other(Runtime& runtime, const Value& a) {
    if (a.is_real()) fail(DiagnosticId::FactorialOfNonInteger, described(a));
    if (is_operand(a)) return value_of(runtime, algebra::apply_function(algebra::FunctionId::Factorial, {expression_of(a)}));
    refuse(UnaryOperator::Factorial, a);
}

Value factorial(Runtime& runtime, Value a) {
    if (!a.is_integer()) return factorial_of_other(runtime, a);
    Integer scratch;
    return runtime.heap.integer(factorial(integer_of(a, scratch)));
}

} // namespace rumina
