#include "runtime/expression_values.h"

#include "algebra/enclosure.h"
#include "algebra/numeric.h"
#include "base/assert.h"
#include "number/big_float.h"
#include "number/real.h"
#include "runtime/runtime.h"

namespace rumina {

using algebra::Expr;
using algebra::FunctionId;
using algebra::Number;

Expr expression_of(const Value& value) {
    switch (value.kind()) {
    case Tag::Int: return Expr(value.integer);
    case Tag::Float: return Expr(Number::real_float(value.real));
    case Tag::BigInt: return Expr(value.as<BigIntObject>()->value);
    case Tag::Rational: return Expr(value.as<RationalObject>()->value);
    default:
        RUMINA_ASSERT(value.is(Tag::Expression), "only numbers become expressions");
        return value.as<ExpressionObject>()->value;
    }
}

Expr condition_of(const Value& value) {
    if (!value.is(Tag::Bool)) return expression_of(value);
    return algebra::make_function(value.integer != 0 ? FunctionId::True : FunctionId::False, {});
}

Value value_of(Runtime& runtime, const Expr& e) {
    if (e.is_number()) {
        const Number& number = e.number();
        switch (number.kind()) {
        case Number::Kind::Small: return Value::of_int(number.small());
        case Number::Kind::Rational: return runtime.heap.rational(number.rational());
        case Number::Kind::Float: return Value::of_float(number.float_re());
        default: break;
        }
    } else if (e.is(algebra::NodeKind::Function)) {
        if (e.function_id() == FunctionId::True) return Value::of_bool(true);
        if (e.function_id() == FunctionId::False) return Value::of_bool(false);
    }
    return Value::of_object(runtime.heap.expression(e));
}

std::optional<Number> float_of_digits(std::string_view digits) {
    constexpr int kDoubleDigits = 17; // as many as a double ever needs
    int significant = 0;
    for (char c : digits.substr(0, digits.find_first_of("eE")))
        if (c >= (significant == 0 ? '1' : '0') && c <= '9') ++significant;
    if (significant > kDoubleDigits)
        if (std::optional<BigFloat> value = BigFloat::parse(digits)) return Number::big_float(*value);
    double value;
    if (!real::parse(digits, value)) return std::nullopt;
    return Number::real_float(value, digits);
}

bool is_condition(const Expr& e) {
    if (!e.is(algebra::NodeKind::Function)) return false;
    switch (e.function_id()) {
    case FunctionId::Equal: case FunctionId::Unequal: case FunctionId::Less: case FunctionId::LessEqual:
    case FunctionId::And: case FunctionId::Or: case FunctionId::Not: case FunctionId::True: case FunctionId::False:
        return true;
    default: return false;
    }
}

namespace {

enum class Reality : std::uint8_t { Real, Complex, Unknown };

Reality reality_of(const Expr& constant) {
    for (std::int64_t precision : {64, 256}) {
        Ball ball = algebra::enclose(constant, precision);
        if (!ball.is_finite()) continue;
        if (ball.is_real()) return Reality::Real;
        if (ball.imag().nonzero()) return Reality::Complex;
    }
    return Reality::Unknown;
}

} // namespace

std::string_view type_of(const Expr& e) {
    if (e.has_symbols() || is_condition(e) || !e.is_constant()) return "symbolic";
    if (e.is_number()) return e.number().is_real() ? "float" : "complex";
    if (e.has_infinity()) return "irrational";
    try {
        return reality_of(e) == Reality::Real ? "irrational" : "complex";
    } catch (const Failure& failure) {
        // Never an error of its own; the limits of the evaluation stay.
        DiagnosticId id = failure.diagnostic.id;
        if (id == DiagnosticId::Interrupted || id == DiagnosticId::TimeLimit || id == DiagnosticId::OutOfMemory) throw;
        return "complex";
    }
}

std::string_view describe(const Expr& e) {
    if (is_condition(e)) return "a condition";
    if (e.has_symbols() || !e.is_constant()) return "an expression";
    std::string_view type = type_of(e);
    if (type == "irrational") return e.has_infinity() ? "infinity" : "an irrational number";
    return type == "float" ? "a float" : "a complex number";
}

} // namespace rumina
