// Infinite sums by their shape.
#pragma once

#include <cstdint>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

enum class Convergence : std::uint8_t { Converges, Diverges, Unknown };
/// Of Σ f(k) to ∞: the ratio test and Gauss's test for hypergeometric terms, comparison with k^s for others; Unknown where
/// a parameter decides. [Knopp 1951] 37
Convergence convergence_of(const Expr& f, const Expr& k);

/// Σ_{k=from}^∞ f(k) for terms c·k^-s, (-1)^k/k^s, x^k/k^s: zeta functions and polylogarithms. A condition such as |x| < 1
/// that is not known to hold makes a piecewise value. None for other terms. [DLMF] 25.2, 25.11, 25.12
Expr known_series(const Expr& f, const Expr& k, const Expr& from);

/// The same for a convergent sum of a rational function, by polygamma functions at its poles; opposite simple poles by the
/// cotangent. [DLMF] 5.15, 5.5.4
Expr rational_series(const Expr& f, const Expr& k, const Expr& from);

/// The same for terms whose ratio is rational: a hypergeometric series, by elementary functions where it is one. [DLMF] 16.2
Expr hypergeometric_series(const Expr& f, const Expr& k, const Expr& from);

} // namespace rumina::calculus
