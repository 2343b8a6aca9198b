// How small a nonzero algebraic number given by an expression can be, from the shape of the expression alone. A ball
// smaller than that around zero proves zero, with no polynomial computed.
#pragma once

#include <optional>

#include "algebra/expression.h"

namespace rumina::algebra {

/// b such that the constant e is 0 or |e| > 2^-b. e is built from rationals, i, roots, and circular functions and
/// exponentials of rational multiples of π (times i); none for others, or when b passes `largest`. Every denominator in
/// e must be other than zero (constructors see to it). Cost: one visit for each node.
/// source  [Burnikel, Fleischer, Mehlhorn & Schirra 2000] section 3; the degree is that of the field of all roots.
std::optional<double> separation_bits(const Expr& e, double largest);

/// Proves e = 0 by that bound and an enclosure; false: it is not zero, or this method does not tell.
bool is_zero_by_separation(const Expr& e, double largest_bits);

} // namespace rumina::algebra
