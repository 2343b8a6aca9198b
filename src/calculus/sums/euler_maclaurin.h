// Sums of functions that are analytic far out: Euler and Maclaurin's formula with a proved remainder.
#pragma once

#include <cstdint>

#include "algebra/expression.h"
#include "number/ball.h"

namespace rumina::calculus {

using algebra::Expr;

/// A ball around Σ f(k) over k = from, …, to, f without other symbols, to an integer above or ∞, to about `precision` bits
/// after the binary point. With f(k) = z^k·g(k), where z is 1, or -1, or e^(±ia) for sines and cosines of ak + b:
///   z = 1:  Σ_{k>=N} g(k) = ∫_N^∞ g + g(N)/2 - Σ B_2j/(2j)!·g^(2j-1)(N) + R
///   z ≠ 1:  Σ_{k>=N} z^k·g(k) = z^N·Σ_{j<m} a_j·g^(j)(N) + R,   Σ a_j·s^j = 1/(1 - z·e^s)
/// and |R| <= 4·d^-m·∫_N^∞ |g^(m)|, d the distance of arg z from the nearest other multiple of 2π (from all of them when
/// z ≠ 1). Cauchy's estimate on circles |w - x| = ρx bounds g^(m)(x) by values of g in a sector, of which a germ
/// (definite/germ.h) bounds all at once. The integral is enclosed as improper ones are.
/// Not finite where g is not known to be analytic in a sector, the integral has no enclosure, or terms do not fall to 0.
/// [DLMF] 2.10.1, 24.17; [Olver 1974] 8.1
Ball sum_by_euler_maclaurin(const Expr& f, const Expr& k, std::int64_t from, const Expr& to, std::int64_t precision);

} // namespace rumina::calculus
