// Parts of complex balls, and the functions of real balls that have steps or kinks.
#include "number/ball_functions.h"
#include "number/flint_function.h"

namespace rumina::ball {
namespace {

Ball whole(void (*function)(arb_ptr, arb_srcptr, slong), const Ball& x, std::int64_t prec) {
    if (!x.is_real() || !x.is_finite()) return Ball::indeterminate();
    Ball result;
    function(real_of(result), real_of(x), prec);
    return result;
}

Ball of_two(void (*function)(arb_ptr, arb_srcptr, arb_srcptr, slong), const Ball& x, const Ball& y, std::int64_t prec) {
    if (!x.is_real() || !y.is_real() || !x.is_finite() || !y.is_finite()) return Ball::indeterminate();
    Ball result;
    function(real_of(result), real_of(x), real_of(y), prec);
    return result;
}

} // namespace

Ball abs(const Ball& z, std::int64_t prec) {
    Ball result;
    acb_abs(real_of(result), acb_of(z), prec);
    return result;
}

Ball sign(const Ball& z, std::int64_t prec) {
    if (!z.is_finite()) return Ball::indeterminate();
    Ball result;
    if (z.is_real()) {
        arb_sgn(real_of(result), real_of(z));
    } else if (acb_contains_zero(acb_of(z))) { // anything on the unit circle, or 0
        arb_zero_pm_one(real_of(result));
        arb_zero_pm_one(imag_of(result));
    } else {
        acb_sgn(acb_of(result), acb_of(z), prec);
    }
    return result;
}

Ball re(const Ball& z, std::int64_t) { return z.real(); }
Ball im(const Ball& z, std::int64_t) { return z.imag(); }

Ball conj(const Ball& z, std::int64_t) {
    Ball result;
    acb_conj(acb_of(result), acb_of(z));
    return result;
}

Ball arg(const Ball& z, std::int64_t prec) {
    if (!z.is_finite()) return Ball::indeterminate();
    Ball result;
    acb_arg(real_of(result), acb_of(z), prec);
    return result;
}

Ball floor(const Ball& x, std::int64_t prec) { return whole(arb_floor, x, prec); }
Ball ceil(const Ball& x, std::int64_t prec) { return whole(arb_ceil, x, prec); }

Ball heaviside(const Ball& x, std::int64_t prec) {
    Ball steps = sign(x, prec);
    if (!x.is_real()) return Ball::indeterminate();
    return div(add(steps, Ball(1), prec), Ball(2), prec);
}

Ball min(const Ball& x, const Ball& y, std::int64_t prec) { return of_two(arb_min, x, y, prec); }
Ball max(const Ball& x, const Ball& y, std::int64_t prec) { return of_two(arb_max, x, y, prec); }
Ball atan2(const Ball& y, const Ball& x, std::int64_t prec) { return of_two(arb_atan2, y, x, prec); }

} // namespace rumina::ball
