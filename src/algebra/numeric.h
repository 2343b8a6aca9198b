// Constants as numbers: enclosures, floats, signs, zero tests.
#pragma once

#include <cstdint>
#include <optional>

#include "algebra/expression.h"
#include "base/truth.h"

namespace rumina {
class Ball;
}

namespace rumina::algebra {

/// A ball around the value of a constant (no free symbols) at `precision` bits of working precision; not finite when
/// nothing is known. Memoised for the duration of one call only.
Ball enclose(const Expr& e, std::int64_t precision);

/// The nearest float (both parts) of a constant, by enclosures of growing precision: a double for 53 bits, else a
/// BigFloat. Of a float itself, rounded to no more than these bits. UndecidedError when no precision suffices.
Number approximate(const Expr& e, std::int64_t precision_bits = 53);

/// base^exponent of numbers of which one is a float: principal, with the smaller precision of floats.
Number float_power(const Number& base, const Number& exponent);
/// f at numbers of which at least one is a float, with the smallest precision of these; nothing when the function cannot be evaluated.
std::optional<Number> float_function(FunctionId head, std::span<const Expr> arguments);

/// Whether a constant is zero: structure, balls at 64 and 256 bits, multiquadratic normal form, Calcium and algebraic
/// numbers under small caps, balls to the cap. [Johansson 2021]; MATHEMATICS.md section 4.
Truth zero_test(const Expr& e);
/// Sign of a real constant, if it is found to be real and decided. Zero only on proof.
std::optional<int> sign_of(const Expr& e);

} // namespace rumina::algebra
