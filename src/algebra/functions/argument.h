// What special values are written with: the questions they ask of an argument, and short names.
#pragma once

#include <optional>

#include "algebra/expression.h"
#include "algebra/functions/ball_adapter.h"
#include "algebra/functions/function.h"

namespace rumina::algebra {

/// The value of a rational number, of an integer, of an integer that fits 64 bits; nothing for everything else.
std::optional<Rational> rational_value(const Expr& e);
std::optional<Integer> integer_value(const Expr& e);
std::optional<std::int64_t> small_integer(const Expr& e);
/// n for the number n + 1/2.
std::optional<std::int64_t> half_integer(const Expr& e);
bool is_nonpositive_integer(const Expr& e);
/// The sign of the real part of an exact number; nothing for what is no exact number.
std::optional<int> real_part_sign(const Expr& e);
bool is_minus_infinity(const Expr& e);
/// e = i·rest with a coefficient that is an imaginary number: then rest, else none.
Expr divided_by_i(const Expr& e);

/// The function has no finite value there: OutsideDomain.
[[noreturn]] void fail_at(FunctionId head, const Expr& point);

Expr fraction(std::int64_t numerator, std::int64_t denominator);

inline Expr call(FunctionId head, std::initializer_list<Expr> arguments) { return apply_function(head, arguments); }

} // namespace rumina::algebra
