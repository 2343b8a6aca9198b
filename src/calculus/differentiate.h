// Derivatives. Total: every expression has one, an unevaluated diff(…) where nothing is known.
#pragma once

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// df/dx for a symbol x. Each distinct node is differentiated once, and remembered between calls.
/// Cost: about one product for each distinct node that contains x.
Expr differentiate(const Expr& f, const Expr& x);
/// The n-th derivative, n >= 0.
Expr differentiate(const Expr& f, const Expr& x, std::uint32_t n);
/// dy/dx of the curve f = 0, as -f_x/f_y.
Expr implicit_derivative(const Expr& f, const Expr& y, const Expr& x);

} // namespace rumina::calculus
