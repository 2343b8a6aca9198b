// Integrals along a segment, rigorously.
#pragma once

#include <cstdint>
#include <functional>

#include "number/ball.h"

namespace rumina::ball {

/// The integrand on a complex ball: a ball with all its values there. With `analytic` it must not be finite unless the
/// integrand is analytic on the whole ball.
using Integrand = std::function<Ball(const Ball& z, bool analytic, std::int64_t prec)>;

/// A ball around ∫ f(z) dz along the segment from a to b; wide or not finite when it gave up after some tens
/// of evaluations for each bit and 10000. Where f is not analytic, its values are all that is used: it may jump.
/// Adaptive Gauss-Legendre quadrature with proved bounds. [Johansson 2018b]
/// goal     the bits wanted, relative to 1 or to the value; prec is the working precision
Ball integrate(const Integrand& f, const Ball& a, const Ball& b, std::int64_t goal, std::int64_t prec);

} // namespace rumina::ball
