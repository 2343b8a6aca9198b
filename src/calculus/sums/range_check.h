// Closed forms of finite sums and products beside direct ones.
#pragma once

#include <functional>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// The value as it may be given for all n with from <= to, or from == to + 1 and n >= 0, n the symbol of the ends: compared
/// for small n with the sum (or product) of the terms one by one, other symbols at some points. Where the first few ranges
/// differ, or have no value, the answer is piecewise. None when a later one differs, or too few could be compared.
Expr checked_value(const Expr& value, const Expr& f, const Expr& k, const Expr& from, const Expr& to, const Expr& n, bool is_product);

/// Whether a and b have overlapping enclosures with their symbols at a point that `shift` chooses.
bool agree_at(const Expr& a, const Expr& b, std::int64_t shift);

} // namespace rumina::calculus
