// Zeta functions and polylogarithms of balls.
#include "number/ball_functions.h"
#include "number/flint_function.h"

namespace rumina::ball {
namespace {

/// FLINT sums about |s| terms in places; far up the plane that is hopeless, and the answer is "unknown".
bool is_too_far(const Ball& s) { return !s.is_finite() || s.imag().log2_upper() > 30; }

} // namespace

Ball zeta(const Ball& s, std::int64_t prec) { return is_too_far(s) ? Ball::indeterminate() : apply(acb_zeta, s, prec); }

Ball hurwitz_zeta(const Ball& s, const Ball& a, std::int64_t prec) {
    if (is_too_far(s) || s.imag().log2_upper() > 20) return Ball::indeterminate();
    return apply(acb_hurwitz_zeta, s, a, prec);
}

Ball polylog(const Ball& s, const Ball& z, std::int64_t prec) {
    if (!s.is_finite() || !z.is_finite() || s.log2_upper() > 20) return Ball::indeterminate();
    return apply(acb_polylog, s, z, prec);
}

} // namespace rumina::ball
