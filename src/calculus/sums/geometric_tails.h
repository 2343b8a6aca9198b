// Sums and products whose terms fall like a geometric series, or faster.
#pragma once

#include <cstdint>

#include "algebra/enclosure.h"

namespace rumina::calculus {

using algebra::Expr;
using algebra::Point;

/// A ball around Σ_{k=from}^∞ f(k), and around the same up to any later end than kMostTerms, the other symbols at the point:
/// terms are added up to an n from which |f(k + 1)/f(k)| <= ρ < 1 is proved for all k >= n, so that the rest is at most
/// |f(n)|/(1 - ρ). For products of a rational function, factorials and binomial coefficients, c^p(k), k^(ak + b), and of
/// integer powers of sums of such, one of which is the largest; also with bounded and slow factors (envelope.h). Not
/// finite for others. [Knopp 1951] 36
Ball sum_by_ratio(const Expr& f, const Expr& k, std::int64_t from, const Point& point, std::int64_t precision);

/// Π likewise, where f(k) - 1 is such a term: with |u(n)|/(1 - ρ) = ε the rest is within e^ε - 1 of 1.
Ball product_by_ratio(const Expr& f, const Expr& k, std::int64_t from, const Point& point, std::int64_t precision);

} // namespace rumina::calculus
