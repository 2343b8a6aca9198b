// Antiderivatives of rational functions, complete: every rational function of x over the rationals and parameters has one.
#pragma once

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// An antiderivative of f when f is a rational function of x whose coefficients are free of x; none otherwise.
/// Real and continuous where the roots of the denominator can be written by square roots, roots of numbers or roots of
/// unity; a rootsum over the denominator's factor otherwise. Algebraic numbers in f count as parameters.
/// Hermite's reduction, then the logarithmic part factor by factor (logarithmic_part.h). [Bronstein 2005] ch. 2
Expr integrate_rational(const Expr& f, const Expr& x);

} // namespace rumina::calculus
