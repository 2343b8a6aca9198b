// What operators and comparisons mean where an operand is an expression. arithmetic.cpp, operators.cpp and comparison.cpp
// handle plain numbers and come here for the rest.
#pragma once

#include <string_view>

#include "base/truth.h"
#include "runtime/equivalence.h"
#include "runtime/expression_values.h"
#include "runtime/operations.h"

namespace rumina {

// ── arithmetic; operands are numbers or expressions, at least one an Expression ──
Value combine_expressions(Runtime& runtime, BinaryOperator op, const Value& a, const Value& b);
Value negate_expression(Runtime& runtime, const Value& a);
/// base^exponent of two exact or float reals whose value is no plain number: roots, complex numbers.
Value irrational_power(Runtime& runtime, const Value& base, const Value& exponent);
/// The principal square root of any number as an expression.
Value expression_root(Runtime& runtime, const Value& a);

// ── comparison ──
/// `==` of numbers of which at least one is an Expression: No and Yes for constants (UndecidedError when that is not
/// found out), Unknown with free symbols in different nodes.
Truth expressions_equal(const Value& a, const Value& b);
/// Key equality of numbers of which at least one is an Expression: the same node, or floats and fractions of one value.
bool same_expression(const Value& a, const Value& b);
/// The value of a comparison operator: a bool, or a relation when free symbols are left.
Value compare_expressions(Runtime& runtime, BinaryOperator op, const Value& a, const Value& b);
/// Order of two real numbers: constants by their signs, others by assumptions. NotOrdered for complex numbers and
/// conditions, UndecidedError where the order is not found out.
int order_of(const Value& a, const Value& b, std::string_view op);
/// The truth of an Expression in a condition. UndecidedError.
bool expression_truth(const Value& value);
/// Whether two expressions are equal for all values of their symbols where both are defined. Never raises.
Truth equal_everywhere(const algebra::Expr& a, const algebra::Expr& b, const Equivalence& means = {});
/// The same by the means and within the budget of the program (runtime.equivalence).
Truth equal_within_budget(Runtime& runtime, const algebra::Expr& a, const algebra::Expr& b);
/// Provable equality, `===`: false means not proved.
bool provably_equal(Runtime& runtime, const Value& a, const Value& b);

// ── conditions as values ──
/// `a and b`, `a or b`, `not a` of evaluated operands: bools, or conditions when symbols are left.
Value both(Runtime& runtime, const Value& a, const Value& b);
Value either(Runtime& runtime, const Value& a, const Value& b);
Value negation(Runtime& runtime, const Value& a);
/// Whether the operand settles `and` (false) or `or` (true) without looking at the others.
inline bool settles(const Value& value, bool is_or) { return !is_condition(value) && truthy(value) == is_or; }

// ── symbols ──
/// The symbol of that name; its assumptions are replaced by those of the domain ("" for none). UnknownDomain.
Value declare_symbol(Runtime& runtime, std::string_view name, std::string_view domain);
/// What calling a symbol means: y(x) is y applied to x. NotCallable for other expressions.
Value apply_symbol(Runtime& runtime, const Value& symbol, const Value* arguments, std::size_t count);

} // namespace rumina
