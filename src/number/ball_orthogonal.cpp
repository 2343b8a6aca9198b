// Orthogonal polynomials and Legendre functions of balls, for any complex degree.
#include "number/ball_functions.h"
#include "number/flint_function.h"

#include <flint/acb_hypgeom.h>

namespace rumina::ball {

Ball legendre_p(const Ball& n, const Ball& z, std::int64_t prec) {
    if (!n.is_finite() || !z.is_finite()) return Ball::indeterminate();
    Ball result, order;
    acb_hypgeom_legendre_p(acb_of(result), acb_of(n), acb_of(order), acb_of(z), 0, prec);
    return result;
}

Ball legendre_q(const Ball& n, const Ball& z, std::int64_t prec) {
    if (!n.is_finite() || !z.is_finite()) return Ball::indeterminate();
    Ball result, order;
    acb_hypgeom_legendre_q(acb_of(result), acb_of(n), acb_of(order), acb_of(z), 0, prec);
    return result;
}

Ball chebyshev_t(const Ball& n, const Ball& z, std::int64_t prec) { return apply(acb_hypgeom_chebyshev_t, n, z, prec); }
Ball chebyshev_u(const Ball& n, const Ball& z, std::int64_t prec) { return apply(acb_hypgeom_chebyshev_u, n, z, prec); }
Ball hermite_h(const Ball& n, const Ball& z, std::int64_t prec) { return apply(acb_hypgeom_hermite_h, n, z, prec); }

Ball laguerre_l(const Ball& n, const Ball& alpha, const Ball& z, std::int64_t prec) {
    if (!n.is_finite() || !alpha.is_finite() || !z.is_finite()) return Ball::indeterminate();
    Ball result;
    acb_hypgeom_laguerre_l(acb_of(result), acb_of(n), acb_of(alpha), acb_of(z), prec);
    return result;
}

} // namespace rumina::ball
