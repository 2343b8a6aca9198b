// Bessel and Airy functions of balls.
#include "number/ball_functions.h"
#include "number/flint_function.h"

#include <flint/acb_hypgeom.h>

namespace rumina::ball {

Ball bessel_j(const Ball& order, const Ball& z, std::int64_t prec) { return apply(acb_hypgeom_bessel_j, order, z, prec); }
Ball bessel_y(const Ball& order, const Ball& z, std::int64_t prec) { return apply(acb_hypgeom_bessel_y, order, z, prec); }
Ball bessel_i(const Ball& order, const Ball& z, std::int64_t prec) { return apply(acb_hypgeom_bessel_i, order, z, prec); }
Ball bessel_k(const Ball& order, const Ball& z, std::int64_t prec) { return apply(acb_hypgeom_bessel_k, order, z, prec); }

Ball airy_ai(const Ball& z, std::int64_t prec) {
    if (!z.is_finite()) return Ball::indeterminate();
    Ball result;
    acb_hypgeom_airy(acb_of(result), nullptr, nullptr, nullptr, acb_of(z), prec);
    return result;
}

Ball airy_ai_prime(const Ball& z, std::int64_t prec) {
    if (!z.is_finite()) return Ball::indeterminate();
    Ball result;
    acb_hypgeom_airy(nullptr, acb_of(result), nullptr, nullptr, acb_of(z), prec);
    return result;
}

Ball airy_bi(const Ball& z, std::int64_t prec) {
    if (!z.is_finite()) return Ball::indeterminate();
    Ball result;
    acb_hypgeom_airy(nullptr, nullptr, acb_of(result), nullptr, acb_of(z), prec);
    return result;
}

Ball airy_bi_prime(const Ball& z, std::int64_t prec) {
    if (!z.is_finite()) return Ball::indeterminate();
    Ball result;
    acb_hypgeom_airy(nullptr, nullptr, nullptr, acb_of(result), acb_of(z), prec);
    return result;
}

} // namespace rumina::ball
