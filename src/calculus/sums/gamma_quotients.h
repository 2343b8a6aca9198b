// Quotients of gamma functions and factorials whose arguments differ by integers.
#pragma once

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// Gamma functions of n whose arguments differ by integers, by the one with the smallest argument; Γ(n + 1) = n!.
Expr with_gammas_joined(const Expr& e, const Expr& n);

} // namespace rumina::calculus
