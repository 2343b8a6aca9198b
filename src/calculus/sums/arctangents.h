// Inverse tangents that telescope.
#pragma once

#include <optional>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// u = p·k + r with atan u(k + 1) - atan u(k) = f(k) for all real k, f = atan(n/d), n constant and d quadratic, as
/// (u(k + 1) - u(k))/(1 + u(k)·u(k + 1)) with 0 < p <= 2. [Boros & Moll 2004] ch. 6
std::optional<Expr> telescoping_arctangent(const Expr& f, const Expr& k);

} // namespace rumina::calculus
