// Definite sums of terms that are hypergeometric in two variables, by creative telescoping of the first order.
#pragma once

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// Σ_{k=from}^{to} f(n, k), where `to` (or both ends) contains one symbol n and f vanishes outside: a recurrence
/// a₀(n)·S(n) + a₁(n)·S(n + 1) = 0 from Gosper's algorithm applied to a₀·f(n, k) + a₁·f(n + 1, k), solved by gamma functions.
/// None when there is no such recurrence. The caller compares the value with direct sums: the ends are not examined here.
/// [Zeilberger 1991]; [Petkovšek, Wilf & Zeilberger 1996] ch. 6
Expr zeilberger_sum(const Expr& f, const Expr& k, const Expr& from, const Expr& to);

} // namespace rumina::calculus
