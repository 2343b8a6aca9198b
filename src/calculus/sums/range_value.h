// Rigorous values of sums and products over long and infinite ranges: what N asks for (algebra/range_enclosure.h).
#pragma once

#include "algebra/enclosure.h"

namespace rumina::calculus {

using algebra::Expr;
using algebra::FunctionId;
using algebra::Point;

/// A ball around Σ_{k=from}^∞ f(k), the other symbols at the point; `from` an integer. Tails are bounded by geometric series
/// (geometric_tails.h), are sums of zeta values (power_tails.h), or nearly telescope (certificate_tails.h); of sums the terms
/// by themselves. Not finite when nothing is known to hold: the sum may diverge then.
Ball enclose_series(const Expr& f, const Expr& k, const Expr& from, const Point& point, std::int64_t precision);

/// The same for sums and products with integer or infinite ends, also by Euler and Maclaurin's formula (euler_maclaurin.h)
/// where there are no other symbols. Products as exponentials of sums of logarithms, or with tails near 1.
/// Cost: some milliseconds; with integrals some ten.
Ball enclose_range_value(FunctionId head, const Expr& f, const Expr& k, const Expr& from, const Expr& to, const Point& point, std::int64_t precision);

/// From now on such forms inside expressions are enclosed so.
void install_range_values();

} // namespace rumina::calculus
