// What records of functions are written with: questions that special values ask of an argument, short names for heads,
// and ball functions in the shape of a record's evaluator.
#pragma once

#include <optional>

#include "algebra/expression.h"
#include "algebra/functions/function.h"
#include "number/ball_functions.h"

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

template <Ball (*F)(const Ball&, long)>
Ball evaluate1(std::span<const Ball> a, long precision) {
    return F(a[0], precision);
}
template <Ball (*F)(const Ball&, const Ball&, long)>
Ball evaluate2(std::span<const Ball> a, long precision) {
    return F(a[0], a[1], precision);
}
template <Ball (*F)(const Ball&, const Ball&, const Ball&, long)>
Ball evaluate3(std::span<const Ball> a, long precision) {
    return F(a[0], a[1], a[2], precision);
}

} // namespace rumina::algebra
