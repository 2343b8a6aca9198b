// Decimal digits of balls: x is scaled by the power of ten that leaves `digits` digits before the point, and the scaled
// ball must round to one integer. Exact numbers are scaled with growing precision until they do; a half can only occur
// when the power of ten is small enough for exact arithmetic, which then decides.
#include "number/decimal_rounding.h"

#include <cmath>
#include <utility>

#include "base/assert.h"
#include "number/flint_ball.h"
#include "number/real.h"
#include "number/size_limit.h"

namespace rumina {
namespace {

/// 10^exponent to `prec` bits of relative precision.
void power_of_ten(arb_t result, const Integer& exponent, slong prec) {
    ScopedArb ten;
    arb_set_ui(ten, 10);
    arb_pow_fmpz(result, ten, fmpz_of(exponent), prec + static_cast<slong>(2 * exponent.bits()) + 10);
}

/// At most floor(log10 x) + 1 for 0 < x, and at least one less than that.
Integer point_from_below(arf_srcptr x) {
    Integer exponent; // x = m·2^exponent, 1/2 <= m < 1
    fmpz_set(fmpz_of(exponent), ARF_EXPREF(x));
    if (exponent.bits() < 30) {
        ScopedArf mantissa;
        arf_set(mantissa, x);
        fmpz_zero(ARF_EXPREF(static_cast<arf_ptr>(mantissa)));
        double log10 = (static_cast<double>(exponent.to_int64()) + real::log2(arf_get_d(mantissa, ARF_RND_DOWN))) * kLog10Of2;
        return Integer(static_cast<std::int64_t>(std::floor(log10 - 1e-6)) + 1);
    }
    // The logarithm in fixed point with 40 bits after the point, less one unit for all errors.
    slong prec = static_cast<slong>(exponent.bits()) + 60;
    ScopedArb log10, ten;
    arb_set_arf(log10, x);
    arb_log(log10, log10, prec);
    arb_log_ui(ten, 10, prec);
    arb_div(log10, log10, ten, prec);
    ScopedArf lower;
    arb_get_lbound_arf(lower, log10, prec);
    Integer point;
    arf_get_fmpz(fmpz_of(point), lower, ARF_RND_FLOOR);
    return point + Integer(1);
}

/// floor(|x|·10^k + 1/2) for an exact x, if the work is small against `effort` bits.
bool round_exactly(Integer& rounded, arf_srcptr x, const Integer& k, slong effort) {
    Integer mantissa, exponent;
    arf_get_fmpz_2exp(fmpz_of(mantissa), fmpz_of(exponent), x);
    const std::int64_t most = std::int64_t{8} * effort;
    if (compare(exponent.abs(), Integer(most)) > 0 || compare(k.abs(), Integer(most / 4)) > 0) return false;
    fmpz_abs(fmpz_of(mantissa), fmpz_of(mantissa));
    Integer top = std::move(mantissa), bottom = 1, ten;
    fmpz_ui_pow_ui(fmpz_of(ten), 10, static_cast<ulong>(std::abs(k.to_int64())));
    Integer& scaled = k.sign() < 0 ? bottom : top;
    fmpz_mul(fmpz_of(scaled), fmpz_of(scaled), fmpz_of(ten));
    Integer& shifted = exponent.sign() < 0 ? bottom : top;
    fmpz_mul_2exp(fmpz_of(shifted), fmpz_of(shifted), static_cast<ulong>(std::abs(exponent.to_int64())));
    // floor((2·top + bottom) / (2·bottom))
    fmpz_mul_2exp(fmpz_of(top), fmpz_of(top), 1);
    fmpz_add(fmpz_of(top), fmpz_of(top), fmpz_of(bottom));
    fmpz_mul_2exp(fmpz_of(bottom), fmpz_of(bottom), 1);
    fmpz_fdiv_q(fmpz_of(rounded), fmpz_of(top), fmpz_of(bottom));
    return true;
}

/// floor(|x|·10^k + 1/2) when it is the same for every x of the ball. |x| has about k fewer digits than wanted.
bool round_scaled(Integer& rounded, arb_srcptr x, const Integer& k, slong prec) {
    const bool exact = arb_is_exact(x);
    ScopedArb scaled, half;
    arb_one(half);
    arb_mul_2exp_si(half, half, -1);
    for (;; prec *= 2) {
        power_of_ten(scaled, k, prec);
        arb_mul(scaled, scaled, x, prec);
        arb_abs(scaled, scaled);
        arb_add(scaled, scaled, half, prec);
        arb_floor(scaled, scaled, prec);
        if (arb_get_unique_fmpz(fmpz_of(rounded), scaled)) return true;
        if (!exact) return false;
        if (round_exactly(rounded, arb_midref(x), k, prec)) return true;
    }
}

} // namespace

namespace {

std::optional<DecimalDigits> rounded_digits(const Ball& real, int digits) {
    RUMINA_ASSERT(digits >= 1, "at least one digit");
    arb_srcptr x = real_of(real);
    if (!arb_is_finite(x)) return std::nullopt;
    DecimalDigits result;
    if (arb_is_zero(x)) return result;
    if (arb_contains_zero(x)) return std::nullopt;
    LimitLifted lifted; // the size is bounded by the digits asked for
    result.negative = arf_sgn(arb_midref(x)) < 0;

    ScopedArf lower;
    if (arb_is_exact(x)) {
        arf_abs(lower, arb_midref(x));
    } else {
        arb_get_abs_lbound_arf(lower, x, 64);
    }
    if (arf_sgn(lower) <= 0) return std::nullopt; // rounded down to nothing: a ball that nearly reaches 0
    const slong wanted = static_cast<slong>(digits) * 3.3219280948873623 + 64;
    const slong known = arb_is_exact(x) ? 0 : arb_rel_accuracy_bits(x);
    if (!arb_is_exact(x) && known < static_cast<slong>(digits * 3.32) - 8) return std::nullopt;
    const slong prec = wanted > known + 32 ? wanted : known + 32;

    result.point = point_from_below(lower);
    Integer bound; // 10^digits
    fmpz_ui_pow_ui(fmpz_of(bound), 10, static_cast<ulong>(digits));
    for (;; result.point = result.point + Integer(1)) {
        Integer rounded;
        if (!round_scaled(rounded, x, Integer(digits) - result.point, prec)) return std::nullopt;
        if (compare(rounded, bound) >= 0) continue; // the point was one too low, or 9.99… became 10
        result.digits = rounded.to_string();
        RUMINA_ASSERT(result.digits.size() == static_cast<std::size_t>(digits), "the estimate of the point is never too high");
        return result;
    }
}

} // namespace

std::optional<DecimalDigits> round_to_digits(const Ball& real, int digits) {
    return interruptible([&] { return rounded_digits(real, digits); });
}

std::optional<std::string> correctly_rounded_digits(const Ball& real, int digits, TrailingZeros zeros) {
    std::optional<DecimalDigits> rounded = round_to_digits(real, digits);
    if (!rounded) return std::nullopt;
    if (rounded->digits.empty()) return "0";
    return lay_out_decimal(rounded->negative, std::move(rounded->digits), rounded->point, zeros);
}

} // namespace rumina
