// Elliptic integrals outside the field that an antiderivative may need: Legendre's forms of the three kinds for a square
// root of a + bx² + cx⁴, of a + b·sin²u, of a + b·cos u and of a + b·sin u. [Byrd & Friedman 1971, 210-291; DLMF 19.2, 19.14]
#pragma once

#include <vector>

#include "calculus/integrate/parallel/new_logarithms.h"

namespace rumina::calculus {

/// For the irreducible factors of the integrand's denominator; x is the variable of integration.
std::vector<NewFunction> new_elliptic_functions(const DifferentialField& field, const std::vector<Polynomial>& factors, const Expr& x);

} // namespace rumina::calculus
