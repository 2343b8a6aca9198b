// Legendre's elliptic integrals of balls; FLINT takes the parameter m = k² as we do.
#include "number/ball_functions.h"
#include "number/flint_function.h"

#include <flint/acb_elliptic.h>

namespace rumina::ball {

namespace {

bool below_one(const Ball& x) { return compare_real(x, Ball(1)) == -1; }

/// Whether the integrals from 0 to phi are real: real arguments, and 1 - m·sin² and 1 - n·sin² positive on the way. FLINT's
/// complex algorithms leave an imaginary part around 0 then.
bool integrand_is_real(const Ball& n, const Ball& phi, const Ball& m, std::int64_t prec) {
    if (!n.is_real() || !phi.is_real() || !m.is_real()) return false;
    if (below_one(n) && below_one(m)) return true;
    if (phi.log2_upper() > 0.5) return false; // beyond √2 < π/2 the sine may turn
    Ball sine = sin(phi, prec), square = mul(sine, sine, prec);
    return below_one(mul(n, square, prec)) && below_one(mul(m, square, prec));
}

} // namespace

Ball elliptic_k(const Ball& m, std::int64_t prec) { return apply(acb_elliptic_k, m, prec); }
Ball elliptic_e(const Ball& m, std::int64_t prec) { return apply(acb_elliptic_e, m, prec); }

Ball elliptic_f(const Ball& phi, const Ball& m, std::int64_t prec) {
    if (!phi.is_finite() || !m.is_finite()) return Ball::indeterminate();
    Ball result;
    acb_elliptic_f(acb_of(result), acb_of(phi), acb_of(m), 0, prec);
    return integrand_is_real(Ball(), phi, m, prec) ? result.real() : result;
}

Ball elliptic_e_incomplete(const Ball& phi, const Ball& m, std::int64_t prec) {
    if (!phi.is_finite() || !m.is_finite()) return Ball::indeterminate();
    Ball result;
    acb_elliptic_e_inc(acb_of(result), acb_of(phi), acb_of(m), 0, prec);
    return integrand_is_real(Ball(), phi, m, prec) ? result.real() : result;
}

Ball elliptic_pi(const Ball& n, const Ball& m, std::int64_t prec) {
    Ball result = apply(acb_elliptic_pi, n, m, prec);
    bool real = n.is_finite() && m.is_finite() && n.is_real() && m.is_real() && below_one(n) && below_one(m);
    return real ? result.real() : result;
}

Ball elliptic_pi_incomplete(const Ball& n, const Ball& phi, const Ball& m, std::int64_t prec) {
    if (!n.is_finite() || !phi.is_finite() || !m.is_finite()) return Ball::indeterminate();
    Ball result;
    acb_elliptic_pi_inc(acb_of(result), acb_of(n), acb_of(phi), acb_of(m), 0, prec);
    return integrand_is_real(n, phi, m, prec) ? result.real() : result;
}

} // namespace rumina::ball
