// Definite integrals that no antiderivative is needed for.
#pragma once

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// Mellin-type integrals over (0, ∞), Euler's over (0, 1), Wallis's and log sin over (0, π/2), also with parameters whose
/// signs are known; none for others. [Gradshteyn & Ryzhik 2015] 3.326, 3.411, 3.241, 3.194, 3.191, 4.272, 3.621, 4.224
Expr known_integral(const Expr& f, const Expr& x, const Expr& a, const Expr& b);

/// Rational functions over the whole line, also times cos(λx), sin(λx): 2πi times the residues above the real axis; over
/// (0, ∞) for even integrands. The poles must be roots in closed form, none real. [Ahlfors 1979] 5.3
Expr residue_integral(const Expr& f, const Expr& x, const Expr& a, const Expr& b);

} // namespace rumina::calculus
