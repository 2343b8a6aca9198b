// Roots of irreducible polynomials over the rationals that can be written down and worked with.
#pragma once

#include <optional>
#include <vector>

#include "algebra/expression.h"
#include "algebra/polynomial/univariate.h"

namespace rumina::calculus {

using algebra::Expr;

/// A real root (imaginary = 0), or a pair of conjugate ones, of which this is the one above the real line.
struct ClosedRoot {
    Expr real, imaginary;
    bool is_real() const { return imaginary.is_zero(); }
};

/// All roots by square roots of rationals (degree 2, biquadratic), roots of a rational (t^n = c), or multiples of roots of
/// unity, after a shift that takes the second coefficient away; nothing for other polynomials. p is irreducible.
std::optional<std::vector<ClosedRoot>> closed_roots(const algebra::UnivariatePolynomial& p);

} // namespace rumina::calculus
