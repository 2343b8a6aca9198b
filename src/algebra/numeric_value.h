// N(e, digits): the numeric value of an expression, correctly rounded.
#pragma once

#include "algebra/expression.h"

namespace rumina::algebra {

/// e with its constants replaced by floats.
/// digits   significant decimal digits of the real and of the imaginary part, each correctly rounded (halves away from
///          zero); 0: doubles
/// A constant becomes one number. With free symbols the largest constant subexpressions do, except integer exponents,
/// coefficients ±1, the base e, and integers that are arguments of functions; constants without an enclosure (those that
/// hold an unevaluated integral, a limit, an infinite sum) stay exact. Floats keep their precision if it is less.
/// errors   NotDecided when no working precision up to about four times the one asked for (20,000 bits more at least)
///          determines the digits, as happens for what is zero without a proof
/// cost     one or two evaluations at the precision asked for and what is lost by cancellation [Ziv 1991]
Expr numeric_value(const Expr& e, int digits = 0);

} // namespace rumina::algebra
