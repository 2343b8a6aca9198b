// Sums whose terms are analytic at infinity in a power of 1/k.
#pragma once

#include <cstdint>

#include "algebra/enclosure.h"

namespace rumina::calculus {

using algebra::Expr;
using algebra::Point;

/// A ball around Σ_{k=from}^∞ f(k), the other symbols at the point, where f(k) = Σ c_j·k^(-j/q) with an analytic function of
/// k^(-1/q), also times (-1)^k: terms are added up to an N, and the rest is Σ c_j·ζ(j/q, N), the c_j from the Taylor
/// coefficients, those cut off bounded by Cauchy's estimate on a circle. Not finite for other f.
/// [Flajolet & Vardi 1996]; [Johansson 2017]
Ball sum_by_powers(const Expr& f, const Expr& k, std::int64_t from, const Point& point, std::int64_t precision);

} // namespace rumina::calculus
