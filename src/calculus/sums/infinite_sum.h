// Sums to infinity.
#pragma once

#include "calculus/sums/sum.h"

namespace rumina::calculus {

/// Σ_{k=from}^∞ f(k), see find_sum.
SumResult infinite_sum(const Expr& f, const Expr& k, const Expr& from);

} // namespace rumina::calculus
