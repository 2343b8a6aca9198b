// Difference quotients in balls.
#pragma once

#include "algebra/enclosure.h"

namespace rumina::verify {

/// (f(x + h) - f(x - h))/(2h) with h = 2^-bits, at values for all symbols of f: a ball around the quotient, which differs
/// from the derivative by what the third derivative makes of h².
Ball central_difference(const algebra::Expr& f, const algebra::Expr& x, const algebra::Point& at, std::int64_t bits, std::int64_t precision);

} // namespace rumina::verify
