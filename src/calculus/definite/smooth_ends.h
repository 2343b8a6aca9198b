// Other ways to write f(t) for t > 0, in which roots and logarithms at t = 0 are easier to deal with.
#pragma once

#include <optional>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// The powers of t inside the bases of roots and the arguments of logarithms stand by themselves: √(t² + t³) is t·√(1 + t).
Expr powers_apart(const Expr& f, const Expr& t);

/// f(u^q)·q·u^(q - 1), with the smallest q that makes all rational powers of t whole ones; q = 1 when there are no roots.
struct WithoutRoots {
    Expr integrand;
    std::int64_t q;
};
/// Nothing when q would be above 12.
std::optional<WithoutRoots> without_roots(const Expr& f, const Expr& t, const Expr& u);

/// f with exponentials instead of hyperbolic functions and the like, as one quotient.
Expr by_exponentials_together(const Expr& f, const Expr& t);

/// atan u = ±π/2 - atan(1/u) where u grows without bound as t falls, and erf likewise.
Expr from_their_limits(const Expr& f, const Expr& t);

} // namespace rumina::calculus
