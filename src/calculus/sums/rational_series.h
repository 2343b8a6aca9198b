// Sums of rational functions by polygamma functions at their poles, to infinity and indefinite.
#pragma once

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// Σ_{k=from}^∞ sign^k·f(k) for a rational function f and a sign of ±1, when the sum is known to converge; a pair of
/// opposite poles (up to an integer) is closed by derivatives of the cotangent. None when f is no rational function.
/// [DLMF] 5.15, 5.5.4; [Abramowitz & Stegun] 6.8
Expr rational_series(const Expr& f, const Expr& k, const Expr& from, int sign);

/// S with S(k + 1) - S(k) = f(k): of poles that differ by integers one polygamma function remains. [Abramov 1971]
Expr rational_sum(const Expr& f, const Expr& k);

/// cot(πx), by real functions of the parts of x where x is a constant.
Expr cotangent_of_pi(const Expr& x);

} // namespace rumina::calculus
