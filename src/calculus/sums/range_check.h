// Closed forms of finite sums and products beside direct ones.
#pragma once

#include <functional>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// The value as it may be given for all n with from <= to, or from == to + 1 and n >= 0, n the symbol of the ends: compared
/// for small n with the sum (or product) of the terms one by one, other symbols at some points. Where the first few ranges
/// differ, or a few later ones, or have no value, the answer is piecewise. None when too many do, or too few could be
/// compared. `last_special`: the last n at which the method that found the value says nothing.
Expr checked_value(const Expr& value, const Expr& f, const Expr& k, const Expr& from, const Expr& to, const Expr& n, bool is_product, std::int64_t last_special = 0);

/// Whether a and b have overlapping enclosures with their symbols at a point that `shift` chooses.
bool agree_at(const Expr& a, const Expr& b, std::int64_t shift);

} // namespace rumina::calculus
