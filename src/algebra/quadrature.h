// Integrals of expressions along segments, rigorously.
#pragma once

#include "algebra/enclosure.h"

namespace rumina::algebra {

/// A ball around ∫ f dx from one point to another, with values for the other symbols; not finite where f is not analytic and
/// finite on the segment, or the quadrature gave up. [Johansson 2018]
Ball enclose_between(const Expr& f, const Expr& x, const Ball& from, const Ball& to, const Point& others, long precision);

} // namespace rumina::algebra
