// Integrals by what maps their interval to itself.
#pragma once

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// x → a + b - x of (a, b), x → -x of the real line and x → 1/x of (0, ∞) turn ∫ f into ∫ (f + f∘)/2. That is taken where
/// it is 0, or a simpler integrand with a value; where f is even, twice the half of the interval. None for others. The
/// value is confirmed by a rigorous one.
Expr symmetric_integral(const Expr& f, const Expr& x, const Expr& a, const Expr& b);

} // namespace rumina::calculus
