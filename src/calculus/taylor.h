// Taylor polynomials at points where the function is analytic.
#pragma once

#include <vector>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// The coefficients c₀ … c_n of f = Σ cₖ·(x - a)^k. f and its parts must be analytic at a: else OutsideDomain.
/// Cost: about n² products of coefficients for each distinct node that contains x.
/// [Knuth 1997] 4.7; [Moore 1966] for the recurrences.
std::vector<Expr> taylor_coefficients(const Expr& f, const Expr& x, const Expr& a, std::uint32_t n);

/// The Taylor polynomial of degree n at most, in powers of x - a.
Expr taylor_polynomial(const Expr& f, const Expr& x, const Expr& a, std::uint32_t n);

} // namespace rumina::calculus
