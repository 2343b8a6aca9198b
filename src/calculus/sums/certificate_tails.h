// Slowly convergent sums of hypergeometric terms.
#pragma once

#include <cstdint>

#include "algebra/enclosure.h"

namespace rumina::calculus {

using algebra::Expr;
using algebra::Point;

/// A ball around Σ_{k=from}^∞ f(k), the other symbols at the point, for a term whose ratio f(k + 1)/f(k) goes to 1 or -1 and
/// is real. With S = R·f, R a polynomial in 1/k (times k for 1) of m coefficients that makes S(k + 1) - S(k) agree with f as
/// far as possible,
///   Σ_{k>=N} f(k) = -S(N) + Σ_{k>=N} ε(k)·f(k),   ε(k) = O(k^-m),
/// Cauchy's estimate on a circle bounds ε, and |f(k)| <= |f(N)|. Where Gosper's algorithm succeeds, R is its certificate and
/// ε = 0. Not finite for other terms. Cost: m² ball operations, m about half the bits. [Petkovšek, Wilf & Zeilberger 1996] ch. 5
Ball sum_by_certificate(const Expr& f, const Expr& k, std::int64_t from, const Point& point, std::int64_t precision);

} // namespace rumina::calculus
