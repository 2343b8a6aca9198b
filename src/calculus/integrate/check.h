// The check every antiderivative passes before it is returned: its derivative against the integrand.
#pragma once

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// Whether dF/dx = f: by structure or multiplied out, else in balls at points of the real line (both signs, several sizes; parameters
/// positive, then of both signs). False when a point with real f shows a difference, or too few points tell.
/// A difference where f is not real is the choice of a branch and counts only when no real point tells.
bool is_antiderivative(const Expr& F, const Expr& f, const Expr& x);

} // namespace rumina::calculus
