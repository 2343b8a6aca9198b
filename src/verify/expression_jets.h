// Derivatives of expressions at points without rules of differentiation: the tree evaluated in jets (number/jet.h), that
// is, in truncated power series with ball coefficients. [Moore 1966; Johansson 2017]
#pragma once

#include "algebra/enclosure.h"
#include "number/jet.h"

namespace rumina::verify {

/// The first `length` Taylor coefficients of t -> e at x + t, the other symbols held at the point. Not finite at poles and
/// kinks, where a parameter varies for which the function's jet has no series, and for heads that bind a variable while
/// they contain x. Along a cut the coefficients are those of the function on the cut.
/// Cost: one evaluation of a series for each distinct node.
Jet jet_at(const algebra::Expr& e, const algebra::Expr& x, const algebra::Point& point, std::int64_t length, std::int64_t precision);

} // namespace rumina::verify
