// Values and expressions. A number is always held by the simplest value that can: int, fraction, float; an Expression
// value holds what none of them can: exact constants, complex numbers, symbols, conditions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "algebra/expression.h"
#include "runtime/object.h"

namespace rumina {

class Runtime;

/// The expression that a number value (is_number() must hold) stands for, in the current store.
algebra::Expr expression_of(const Value& value);
/// The same for a condition or number; bools become the constants true and false.
algebra::Expr condition_of(const Value& value);
/// The simplest value that holds the expression: an int, a fraction, a float, a bool, else an Expression.
Value value_of(Runtime& runtime, const algebra::Expr& e);

/// The float that a literal's digits spell: a double, or a float of that many digits when there are more than 17
/// significant ones, as long floats are printed. Nothing for what is no decimal number.
std::optional<algebra::Number> float_of_digits(std::string_view digits);

/// A relation or a combination of relations: what `==`, `<`, `and` make of symbols.
bool is_condition(const algebra::Expr& e);
inline bool is_condition(const Value& value) {
    return value.is(Tag::Expression) && is_condition(value.as<ExpressionObject>()->value);
}
/// A value to compute with: a number, not a condition.
inline bool is_operand(const Value& value) { return value.is_real() || (value.is(Tag::Expression) && !is_condition(value)); }
/// A symbol alone.
inline bool is_symbol(const Value& value) { return value.is(Tag::Expression) && value.as<ExpressionObject>()->value.is_symbol(); }
/// Whether the value has free symbols.
inline bool is_symbolic(const Value& value) {
    return value.is(Tag::Expression) && value.as<ExpressionObject>()->value.has_symbols();
}

/// What typeof reports of an Expression: "irrational", "complex", "symbolic" or "float". Never fails: a constant that
/// cannot be told to be real is "complex".
std::string_view type_of(const algebra::Expr& e);
/// "an expression", "a complex number": for messages.
std::string_view describe(const algebra::Expr& e);

} // namespace rumina
