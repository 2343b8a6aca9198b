// Elementary functions of balls and the Lambert function. The reciprocal inverses are defined through 1/z, so a ball
// that touches 0 has no finite reciprocal; where the value is bounded all the same, it is given.
#include "number/ball_functions.h"
#include "number/flint_function.h"

namespace rumina::ball {

Ball exp(const Ball& z, std::int64_t prec) { return apply(acb_exp, z, prec); }
Ball log(const Ball& z, std::int64_t prec) { return z.contains_zero() ? Ball::indeterminate() : apply(acb_log, z, prec); }

Ball log10(const Ball& z, std::int64_t prec) {
    if (z.contains_zero()) return Ball::indeterminate();
    Ball ten;
    arb_const_log10(real_of(ten), prec + 2);
    return div(log(z, prec + 2), ten, prec);
}

Ball logb(const Ball& z, const Ball& base, std::int64_t prec) { return div(log(z, prec + 2), log(base, prec + 2), prec); }

Ball sin(const Ball& z, std::int64_t prec) { return apply(acb_sin, z, prec); }
Ball cos(const Ball& z, std::int64_t prec) { return apply(acb_cos, z, prec); }
Ball tan(const Ball& z, std::int64_t prec) { return apply(acb_tan, z, prec); }
Ball cot(const Ball& z, std::int64_t prec) { return apply(acb_cot, z, prec); }
Ball sec(const Ball& z, std::int64_t prec) { return apply(acb_sec, z, prec); }
Ball csc(const Ball& z, std::int64_t prec) { return apply(acb_csc, z, prec); }
Ball asin(const Ball& z, std::int64_t prec) { return apply(acb_asin, z, prec); }
Ball acos(const Ball& z, std::int64_t prec) { return apply(acb_acos, z, prec); }
Ball sinh(const Ball& z, std::int64_t prec) { return apply(acb_sinh, z, prec); }
Ball cosh(const Ball& z, std::int64_t prec) { return apply(acb_cosh, z, prec); }
Ball tanh(const Ball& z, std::int64_t prec) { return apply(acb_tanh, z, prec); }
Ball coth(const Ball& z, std::int64_t prec) { return apply(acb_coth, z, prec); }
Ball sech(const Ball& z, std::int64_t prec) { return apply(acb_sech, z, prec); }
Ball csch(const Ball& z, std::int64_t prec) { return apply(acb_csch, z, prec); }

namespace {

/// log z + log(1 + √(1 ± 1/z²)), for Re z > 1: asinh z and acosh z. Wide balls stay as narrow as they can be, where FLINT squares z.
Ball area_function(int sign, const Ball& z, std::int64_t prec) {
    const Ball w = inverse(mul(z, z, prec), prec), one(1);
    const Ball root = sqrt(sign > 0 ? add(one, w, prec) : sub(one, w, prec), prec);
    return add(log(z, prec), log(add(one, root, prec), prec), prec);
}
constexpr std::int64_t kWide = 20; ///< bits known of a wide ball
bool is_wide_beyond_one(const Ball& z) { return z.relative_accuracy_bits() < kWide && compare_real(z, Ball(1)) == 1; }

} // namespace

Ball asinh(const Ball& z, std::int64_t prec) { return is_wide_beyond_one(z) ? area_function(1, z, prec) : apply(acb_asinh, z, prec); }
Ball acosh(const Ball& z, std::int64_t prec) { return is_wide_beyond_one(z) ? area_function(-1, z, prec) : apply(acb_acosh, z, prec); }

namespace {

/// Strictly between -1 and 1.
bool inside_unit(const Ball& x) { return compare_real(x, Ball(1)) == -1 && compare_real(Ball(-1), x) == -1; }
/// The real atanh of a real ball inside (-1, 1); FLINT's complex one would leave an imaginary part around 0.
Ball real_atanh(const Ball& x, std::int64_t prec) {
    return interruptible([&] {
        Ball result;
        arb_atanh(real_of(result), real_of(x), prec);
        return result;
    });
}

Ball half_pi(std::int64_t prec) {
    Ball result = Ball::pi(prec);
    arb_mul_2exp_si(real_of(result), real_of(result), -1);
    return result;
}

} // namespace

Ball atanh(const Ball& z, std::int64_t prec) {
    if (z.is_finite() && z.is_real() && inside_unit(z)) return real_atanh(z, prec);
    return apply(acb_atanh, z, prec);
}

Ball atan(const Ball& z, std::int64_t prec) {
    if (z.is_finite() && z.real().is_zero() && inside_unit(z.imag())) return Ball::complex(Ball(), real_atanh(z.imag(), prec));
    return apply(acb_atan, z, prec);
}

Ball acot(const Ball& z, std::int64_t prec) {
    if (z.is_zero()) return half_pi(prec);
    if (z.is_real() && z.is_finite() && z.contains_zero()) { // both sides of the step at 0
        Ball high = half_pi(prec);
        return Ball::hull(neg(high), high, prec);
    }
    return atan(inverse(z, prec), prec);
}

Ball asec(const Ball& z, std::int64_t prec) { return acos(inverse(z, prec), prec); }
Ball acsc(const Ball& z, std::int64_t prec) { return asin(inverse(z, prec), prec); }
Ball acoth(const Ball& z, std::int64_t prec) { return z.is_zero() ? mul(Ball::imaginary_unit(), half_pi(prec), prec) : atanh(inverse(z, prec), prec); }
Ball asech(const Ball& z, std::int64_t prec) { return acosh(inverse(z, prec), prec); }
Ball acsch(const Ball& z, std::int64_t prec) { return asinh(inverse(z, prec), prec); }

Ball lambertw(const Ball& branch, const Ball& z, std::int64_t prec) {
    std::optional<Integer> k = branch.exact_integer();
    if (!k || !z.is_finite()) return Ball::indeterminate();
    Ball result;
    acb_lambertw(acb_of(result), acb_of(z), fmpz_of(*k), 0, prec);
    return result;
}

} // namespace rumina::ball
