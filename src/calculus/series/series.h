// Expansions of a function at a point: Taylor, Laurent, Puiseux, with logarithms, and at ±∞; and the leading terms of a
// function that grows in any way. [Gruntz 1996] ch. 3; [Knuth 1997] 4.7
#pragma once

#include <cstdint>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// The terms of f below (x - a)^n — at ±∞ below (1/x)^n — and O((x - a)^n), which is left out when f is their sum. The
/// coefficients may hold log(x - a). None where f has no such expansion, or has different ones on the two sides: the sum is
/// compared with f in balls near the point on both sides before it is returned.
/// Cost: about n³ products of coefficients; n² where f is analytic.
Expr series(const Expr& f, const Expr& x, const Expr& a, std::int64_t n);

/// O(e), the rest of a series: a form that reads back. And an expression with its rests taken for 0.
Expr rest_of_order(const Expr& e);
Expr without_rests(const Expr& e);

/// The first terms of f for x → point (±∞, or a finite point from the right), each of smaller order than the one before;
/// none when the first is not found, fewer when no more are found or f is their sum.
Expr leading_terms(const Expr& f, const Expr& x, const Expr& point, int terms);

} // namespace rumina::calculus
