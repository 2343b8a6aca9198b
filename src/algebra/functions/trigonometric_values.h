// Exact cosines and sines of rational multiples of π.
#pragma once

#include "algebra/expression.h"

namespace rumina::algebra {

/// cos(πq), sin(πq) by square roots when the denominator of q divides 8, 10 or 12; else none.
Expr cos_of_pi_times(const Rational& q);
Expr sin_of_pi_times(const Rational& q);

/// tan(πq), 1/cos(πq) likewise, in the shortest form; none at the poles too.
Expr tan_of_pi_times(const Rational& q);
Expr sec_of_pi_times(const Rational& q);

/// q when e is the product of π and a rational (0 included).
bool is_rational_multiple_of_pi(const Expr& e, Rational& q);

} // namespace rumina::algebra
