// Terms that only wave, or grow slowly, beside others that fall fast.
#pragma once

#include <cstdint>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// From here on |f(k)| <= |envelope(f)(k)|.
constexpr std::int64_t kEnvelopeStart = 8;

/// f with hyperbolic functions of k by exponentials, as one quotient; f itself when it has none.
Expr without_hyperbolic_functions(const Expr& f, const Expr& k);

/// f with its factors that are bounded for real k (sines and cosines, inverse tangents, erf) taken for their bounds, and
/// logarithms, roots, ψ(k) and erfc(k) for powers and exponentials of k above them. f itself where there is nothing to replace.
Expr envelope_of(const Expr& f, const Expr& k);

/// erf, tanh and coth as 1 and what goes to 0.
Expr with_limits_apart(const Expr& f, const Expr& k);

/// Whether f is known to be real for all positive real k, other symbols real.
bool is_real_on_axis(const Expr& f, const Expr& k);

} // namespace rumina::calculus
