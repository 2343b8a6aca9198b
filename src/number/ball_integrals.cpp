// The error function, exponential and trigonometric integrals, and Fresnel integrals of balls.
#include "number/ball_functions.h"
#include "number/flint_function.h"

#include <flint/acb_hypgeom.h>

namespace rumina::ball {

Ball erf(const Ball& z, std::int64_t prec) { return apply(acb_hypgeom_erf, z, prec); }
Ball erfc(const Ball& z, std::int64_t prec) { return apply(acb_hypgeom_erfc, z, prec); }
Ball erfi(const Ball& z, std::int64_t prec) { return apply(acb_hypgeom_erfi, z, prec); }
Ball expint_ei(const Ball& z, std::int64_t prec) { return apply(acb_hypgeom_ei, z, prec); }
Ball sinint(const Ball& z, std::int64_t prec) { return apply(acb_hypgeom_si, z, prec); }
Ball cosint(const Ball& z, std::int64_t prec) { return apply(acb_hypgeom_ci, z, prec); }
Ball sinhint(const Ball& z, std::int64_t prec) { return apply(acb_hypgeom_shi, z, prec); }
Ball coshint(const Ball& z, std::int64_t prec) { return apply(acb_hypgeom_chi, z, prec); }

Ball logint(const Ball& z, std::int64_t prec) {
    if (!z.is_finite()) return Ball::indeterminate();
    Ball result;
    acb_hypgeom_li(acb_of(result), acb_of(z), 0, prec);
    return result;
}

Ball fresnel_s(const Ball& z, std::int64_t prec) {
    if (!z.is_finite()) return Ball::indeterminate();
    Ball result;
    acb_hypgeom_fresnel(acb_of(result), nullptr, acb_of(z), 1, prec);
    return result;
}

Ball fresnel_c(const Ball& z, std::int64_t prec) {
    if (!z.is_finite()) return Ball::indeterminate();
    Ball result;
    acb_hypgeom_fresnel(nullptr, acb_of(result), acb_of(z), 1, prec);
    return result;
}

} // namespace rumina::ball
