// Integrals along a segment, rigorously.
#pragma once

#include <functional>

#include "number/ball.h"

namespace rumina::ball {

/// The integrand on a complex ball: a ball with all its values there. With `analytic` it must not be finite unless the
/// integrand is analytic on the whole ball.
using Integrand = std::function<Ball(const Ball& z, bool analytic, long prec)>;

/// A ball around ∫ f(z) dz along the segment from a to b; not finite when it gave up after about 1000·prec evaluations.
/// f must be continuous on the segment. Adaptive Gauss-Legendre quadrature with proved bounds. [Johansson 2018b]
Ball integrate(const Integrand& f, const Ball& a, const Ball& b, long prec);

} // namespace rumina::ball
