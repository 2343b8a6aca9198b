// Legendre's elliptic integrals of balls; FLINT takes the parameter m = k² as we do.
#include "number/ball_functions.h"
#include "number/flint_function.h"

#include <flint/acb_elliptic.h>

namespace rumina::ball {

Ball elliptic_k(const Ball& m, long prec) { return apply(acb_elliptic_k, m, prec); }
Ball elliptic_e(const Ball& m, long prec) { return apply(acb_elliptic_e, m, prec); }

Ball elliptic_f(const Ball& phi, const Ball& m, long prec) {
    if (!phi.is_finite() || !m.is_finite()) return Ball::indeterminate();
    Ball result;
    acb_elliptic_f(acb_of(result), acb_of(phi), acb_of(m), 0, prec);
    return result;
}

Ball elliptic_e_incomplete(const Ball& phi, const Ball& m, long prec) {
    if (!phi.is_finite() || !m.is_finite()) return Ball::indeterminate();
    Ball result;
    acb_elliptic_e_inc(acb_of(result), acb_of(phi), acb_of(m), 0, prec);
    return result;
}

Ball elliptic_pi(const Ball& n, const Ball& m, long prec) { return apply(acb_elliptic_pi, n, m, prec); }

Ball elliptic_pi_incomplete(const Ball& n, const Ball& phi, const Ball& m, long prec) {
    if (!n.is_finite() || !phi.is_finite() || !m.is_finite()) return Ball::indeterminate();
    Ball result;
    acb_elliptic_pi_inc(acb_of(result), acb_of(n), acb_of(phi), acb_of(m), 0, prec);
    return result;
}

} // namespace rumina::ball
