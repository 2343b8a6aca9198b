// Linear recurrences with polynomial coefficients and their hypergeometric solutions.
#pragma once

#include <vector>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// A solution h(n) with h(n + 1)/h(n) = ratio; with an angle two of them, h(n)·cos(angle·n) and h(n)·sin(angle·n).
struct HypergeometricSolution {
    Expr ratio, angle;
};

/// Hypergeometric solutions of Σ_j c_j(n)·y(n + j) = 0 that are found
/// with leading constants that are roots of polynomials of degree 2 at most. The c_j are polynomials in n, the first and the
/// last not 0. Cost: a linear system for each pair of monic divisors of c_0 and c_J; at most some hundreds of pairs are tried.
/// [Petkovšek 1992]; [Petkovšek, Wilf & Zeilberger 1996] ch. 8
std::vector<HypergeometricSolution> hypergeometric_solutions(const std::vector<Expr>& coefficients, const Expr& n);

/// Π_{j=0}^{n-1} ratio(j) by powers and gamma functions; none when a factor has no closed roots, or vanishes at some j >= 0.
Expr product_of_ratios(const Expr& ratio, const Expr& n);

} // namespace rumina::calculus
