#include "runtime/expression_operations.h"

#include "algebra/numeric.h"
#include "runtime/container_operations.h"
#include "runtime/expression_values.h"
#include "runtime/number_values.h"

namespace rumina {

using algebra::Expr;
using algebra::FunctionId;

namespace {

/// a % b with the sign of a: sign(a)·mod(|a|, |b|).
Expr remainder_expression(const Expr& a, const Expr& b) {
    if (algebra::zero_test(b) == Truth::Yes) fail(DiagnosticId::DivisionByZero);
    auto apply = [](FunctionId head, std::initializer_list<Expr> arguments) { return algebra::apply_function(head, arguments); };
    Expr sizes = apply(FunctionId::Mod, {apply(FunctionId::Abs, {a}), apply(FunctionId::Abs, {b})});
    return apply(FunctionId::Sign, {a}) * sizes;
}

} // namespace

Value combine_expressions(Runtime& runtime, BinaryOperator op, const Value& a, const Value& b) {
    if (is_condition(a) || is_condition(b)) fail(DiagnosticId::ConditionInArithmetic, spelling(op));
    Expr x = expression_of(a), y = expression_of(b);
    switch (op) {
    case BinaryOperator::Add: return value_of(runtime, x + y);
    case BinaryOperator::Subtract: return value_of(runtime, x - y);
    case BinaryOperator::Multiply: return value_of(runtime, x * y);
    case BinaryOperator::Divide: return value_of(runtime, x / y);
    case BinaryOperator::LeftDivide: return value_of(runtime, y / x);
    case BinaryOperator::Power: return value_of(runtime, algebra::power(x, y));
    case BinaryOperator::Modulo: return value_of(runtime, remainder_expression(x, y));
    default: refuse(op, a, b);
    }
}

Value negate_expression(Runtime& runtime, const Value& a) {
    if (is_condition(a)) fail(DiagnosticId::ConditionInArithmetic, spelling(UnaryOperator::Negate));
    return value_of(runtime, -expression_of(a));
}

// The operator's rule for two rationals: a negative base has a real root when the reduced denominator is odd.
Value irrational_power(Runtime& runtime, const Value& base, const Value& exponent) {
    if (base.is_exact() && exponent.is(Tag::Rational) && sign_of(base) < 0) {
        const Rational& q = exponent.as<RationalObject>()->value;
        if (q.denominator().is_odd()) {
            Expr magnitude = algebra::power(-expression_of(base), expression_of(exponent));
            return value_of(runtime, q.numerator().is_odd() ? -magnitude : magnitude);
        }
    }
    return value_of(runtime, algebra::power(expression_of(base), expression_of(exponent)));
}

Value expression_root(Runtime& runtime, const Value& a) {
    if (is_condition(a)) fail(DiagnosticId::ConditionInArithmetic, spelling(UnaryOperator::SquareRoot));
    return value_of(runtime, algebra::sqrt(expression_of(a)));
}

} // namespace rumina
