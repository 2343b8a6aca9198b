// Integrals over (0, ∞) by Mellin transforms.
#pragma once

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// ∫_0^∞ f dx for a sum of terms c·x^(s-1)·log(x)^n·k(a·x^p), where k is one of the kernels below; none for others. Each
/// term is the n-th derivative of the kernel's transform, and the terms together are continued in s to where the integral
/// is: single terms may diverge, as in (1 - cos(x))/x^2. The value is confirmed by a rigorous one, at sample values of the
/// parameters; exponents with parameters must be known to lie in the strip where the transform converges.
/// [Erdélyi et al., Tables of Integral Transforms I, ch. 6]; [Flajolet, Gourdon & Dumas 1995]
Expr mellin_integral(const Expr& f, const Expr& x);

} // namespace rumina::calculus
