// Rigorous values of definite integrals, improper ones too.
#pragma once

#include "algebra/expression.h"
#include "number/ball.h"

namespace rumina::calculus {

using algebra::Expr;

/// A ball around ∫_a^b f dx, f and the ends without other symbols, to about `precision` bits after the binary point; not
/// finite where nothing was proved, so for all that diverges.
///
/// The interval is cut where f may be singular (pieces.h). An end at which f is finite needs no care. At others, and at ±∞
/// (x = ±1/t), powers of the distance t are taken out of roots, and t = u^q makes f smooth where that is enough. Else the
/// integral over the last (0, δ] is bounded by a germ of f (germ.h) and the rest goes by quadrature over segments that
/// shrink geometrically; 1/(t·log(t)^k) by t = e^-v. Tails that oscillate and fall slowly are turned into the complex plane
/// (oscillation.h).
/// Cost: from a millisecond; with logarithms and roots at the ends some ten milliseconds for each 30 digits.
Ball enclose_improper_integral(const Expr& f, const Expr& x, const Expr& a, const Expr& b, std::int64_t precision);

/// From now on constant integrals inside expressions are enclosed so.
void install_improper_integrals();

} // namespace rumina::calculus
