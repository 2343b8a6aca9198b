// Germs of expressions.
#pragma once

#include "algebra/expression.h"
#include "calculus/definite/germ.h"

namespace rumina::calculus {

using algebra::Expr;

/// The germ of f(t) on (0, 2^-bits], bits >= 4; nothing when no bound was found (a larger `bits` may help). f has no
/// symbols but t. Where leading parts cancel, the order is found again from a Taylor polynomial with Lagrange's remainder,
/// whose first coefficients are proved to vanish.
/// Cost: one ball evaluation for each node, a few jets where parts cancel.
MaybeGerm germ_at_zero(const Expr& f, const Expr& t, std::int64_t bits, std::int64_t precision);

/// One germ for f(z) at all z = (1 + w)/t with w in the ball `opening`, t in (0, 2^-bits]: in a sector far out. Nothing
/// unless f is also known to be analytic at all of them. z is the only symbol of f.
MaybeGerm germ_in_sector(const Expr& f, const Expr& z, const Ball& opening, std::int64_t bits, std::int64_t precision);

/// A ball that holds ∫_0^δ f dt, δ = 2^-bits; nothing when no finite bound was found.
std::optional<Ball> bound_of_tail(const Expr& f, const Expr& t, std::int64_t bits, std::int64_t precision);

} // namespace rumina::calculus
