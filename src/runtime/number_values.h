// Numbers inside values: views of them as Integer, Rational and double, and the checks every float result passes.
#pragma once

#include <string_view>

#include "runtime/object.h"

namespace rumina {

/// The value as an Integer; its own, or `scratch` when it is a small one. is_integer() must hold.
inline const Integer& integer_of(const Value& value, Integer& scratch) {
    if (!value.is_int()) return value.as<BigIntObject>()->value;
    scratch = Integer(value.integer);
    return scratch;
}
/// is_integer() must hold.
Rational rational_of_integer(const Value& value);
/// The value as a Rational; its own, or `scratch` for integers. is_exact() must hold.
inline const Rational& rational_of(const Value& value, Rational& scratch) {
    if (value.is(Tag::Rational)) return value.as<RationalObject>()->value;
    return scratch = rational_of_integer(value);
}
/// The nearest double of a real; FloatOverflow, naming the operation, when there is none. is_real() must hold.
double double_of(const Value& value, std::string_view operation);
/// The float as a value. FloatNotANumber or FloatOverflow when it is not finite.
Value checked_float(double result, std::string_view operation);
/// -1, 0 or 1, or the sign of zero. is_real() must hold.
int sign_of(const Value& value);
/// Exact order of two reals of any kinds: -1, 0, 1. is_real() must hold for both.
int compare_reals(const Value& a, const Value& b);

} // namespace rumina
