// From an operator to its meaning.
#include "runtime/container_operations.h"
#include "runtime/expression_operations.h"
#include "runtime/hinted_failure.h"
#include "runtime/kind_failure.h"
#include "runtime/number_values.h"

namespace rumina {
namespace {

/// `===`: provable equality. Of exact numbers and floats that is equality.
bool equivalent(Runtime& runtime, const Value& a, const Value& b) {
    if (a.is_real() && b.is_real()) return compare_reals(a, b) == 0;
    if (!a.is_number() || !b.is_number()) fail(DiagnosticId::EqvTypeMismatch, type_name(a), type_name(b));
    return provably_equal(runtime, a, b);
}

/// == != < <= > >=
Value comparison(Runtime& runtime, BinaryOperator op, const Value& a, const Value& b) {
    if ((a.is(Tag::Expression) && b.is_number()) || (a.is_number() && b.is(Tag::Expression)))
        return compare_expressions(runtime, op, a, b);
    switch (op) {
    case BinaryOperator::Equal: return Value::of_bool(equal(a, b));
    case BinaryOperator::NotEqual: return Value::of_bool(!equal(a, b));
    case BinaryOperator::Less: return Value::of_bool(compare(a, b, "<") < 0);
    case BinaryOperator::LessEqual: return Value::of_bool(compare(a, b, "<=") <= 0);
    case BinaryOperator::Greater: return Value::of_bool(compare(a, b, ">") > 0);
    default: return Value::of_bool(compare(a, b, ">=") >= 0);
    }
}

} // namespace

void refuse(BinaryOperator op, const Value& a, const Value& b, std::string_view hint) {
    if (a.is(Tag::Bool) || b.is(Tag::Bool)) fail(DiagnosticId::BoolInArithmetic, spelling(op));
    if (hint.empty()) hint = null_hint(a.is(Tag::Null) ? a : b);
    fail_with_hint(DiagnosticId::NotDefinedFor, hint, spelling(op), type_name(a), type_name(b));
}

void refuse(UnaryOperator op, const Value& a) {
    if (a.is(Tag::Bool)) fail(DiagnosticId::BoolInArithmetic, spelling(op));
    fail_with_hint(DiagnosticId::NotDefinedForOne, null_hint(a), spelling(op), type_name(a));
}

Value binary(Runtime& runtime, BinaryOperator op, Value a, Value b) {
    switch (op) {
    case BinaryOperator::Add: return add(runtime, a, b);
    case BinaryOperator::Subtract: return subtract(runtime, a, b);
    case BinaryOperator::Multiply: return multiply(runtime, a, b);
    case BinaryOperator::Divide: return divide(runtime, a, b);
    case BinaryOperator::Modulo: return modulo(runtime, a, b);
    case BinaryOperator::Power: return power(runtime, a, b);
    case BinaryOperator::LeftDivide: return a.is_number() && b.is_number() ? divide(runtime, b, a) : combine(runtime, op, a, b);
    case BinaryOperator::DotAdd: case BinaryOperator::DotSubtract: case BinaryOperator::DotMultiply:
    case BinaryOperator::DotDivide: case BinaryOperator::DotPower: case BinaryOperator::DotEqual:
    case BinaryOperator::DotNotEqual: case BinaryOperator::DotLess: case BinaryOperator::DotLessEqual:
    case BinaryOperator::DotGreater: case BinaryOperator::DotGreaterEqual: return dotted(runtime, op, a, b);
    case BinaryOperator::Union: case BinaryOperator::SymmetricDifference: case BinaryOperator::Intersection:
        return set_operation(runtime, op, a, b);
    case BinaryOperator::Equal: case BinaryOperator::NotEqual: case BinaryOperator::Less: case BinaryOperator::LessEqual:
    case BinaryOperator::Greater: case BinaryOperator::GreaterEqual: return comparison(runtime, op, a, b);
    case BinaryOperator::Equivalent: return Value::of_bool(equivalent(runtime, a, b));
    case BinaryOperator::In: return Value::of_bool(contains(runtime, b, a));
    case BinaryOperator::NotIn: return Value::of_bool(!contains(runtime, b, a));
    case BinaryOperator::Subset: return Value::of_bool(is_subset(a, b));
    case BinaryOperator::Is: return Value::of_bool(same(a, b));
    }
    __builtin_unreachable();
}

Value unary(Runtime& runtime, UnaryOperator op, Value a) {
    switch (op) {
    case UnaryOperator::Negate: return negate(runtime, a);
    case UnaryOperator::Plus:
        if (a.is_real() || is_entries(a) || is_operand(a)) return a;
        refuse(op, a);
    case UnaryOperator::Not: return negation(runtime, a);
    case UnaryOperator::Factorial: return factorial(runtime, a);
    case UnaryOperator::Adjoint: case UnaryOperator::Transpose:
        if (a.is_real()) return a;
        if (is_operand(a)) {
            if (op == UnaryOperator::Transpose) return a;
            return value_of(runtime, algebra::apply_function(algebra::FunctionId::Conj, {expression_of(a)}));
        }
        if (a.is(Tag::Matrix) || a.is(Tag::Vector)) return transpose(runtime, a);
        refuse(op, a);
    case UnaryOperator::SquareRoot: return square_root(runtime, a);
    }
    __builtin_unreachable();
}

} // namespace rumina
