// Terms of sums and products that are not defined, or 0.
#pragma once

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// Whether a linear factor of e has an integer root k >= from, and not above `to` if that is an integer. False for a
/// `from` that is no integer: generic.
bool vanishes_in_range(const Expr& e, const Expr& k, const Expr& from, const Expr& to);

/// Whether a term has a denominator that is 0 there. With integer or infinite ends that is DivisionByZero; true with an end
/// that decides whether the term belongs to the range. Raises what one of the first terms raises, too.
bool may_divide_by_zero(const Expr& f, const Expr& k, const Expr& from, const Expr& to);

} // namespace rumina::calculus
