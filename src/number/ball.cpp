// Balls as FLINT's acb, and the arithmetic of them.
#include "number/ball.h"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <utility>

#include "base/assert.h"
#include "number/flint_ball.h"
#include "number/real.h"
#include "number/size_limit.h"

namespace rumina {

// ── life ────────────────────────────────────────────────────────────────────────────────────────────────────

Ball::Ball(const Ball& other) : storage_{} { acb_set(acb_of(*this), acb_of(other)); }

Ball::Ball(Ball&& other) noexcept { // acb objects do not point into themselves
    std::memcpy(storage_, other.storage_, sizeof storage_);
    std::memset(other.storage_, 0, sizeof storage_);
}

Ball& Ball::operator=(const Ball& other) {
    acb_set(acb_of(*this), acb_of(other));
    return *this;
}

Ball& Ball::operator=(Ball&& other) noexcept {
    acb_swap(acb_of(*this), acb_of(other));
    return *this;
}

Ball::~Ball() {
    if (!work_abandoned()) acb_clear(acb_of(*this));
}

// ── making ──────────────────────────────────────────────────────────────────────────────────────────────────

Ball::Ball(std::int64_t value) : storage_{} { acb_set_si(acb_of(*this), value); }
Ball::Ball(const Integer& value) : storage_{} { acb_set_fmpz(acb_of(*this), fmpz_of(value)); }

Ball::Ball(double value) : storage_{} {
    RUMINA_ASSERT(std::isfinite(value), "a ball holds numbers");
    acb_set_d(acb_of(*this), value);
}

Ball::Ball(const BigFloat& value) : storage_{} { arb_set_arf(real_of(*this), arf_of(value)); }

Ball Ball::imaginary_unit() {
    Ball result;
    acb_onei(acb_of(result));
    return result;
}

Ball Ball::complex(const Ball& real, const Ball& imaginary) {
    Ball result;
    acb_set_arb_arb(acb_of(result), real_of(real), real_of(imaginary));
    return result;
}

Ball Ball::rational(const Rational& value, std::int64_t prec) {
    Ball result;
    acb_set_fmpq(acb_of(result), fmpq_of(value), prec);
    return result;
}

Ball Ball::gaussian(const Rational& real, const Rational& imaginary, std::int64_t prec) {
    Ball result;
    arb_set_fmpq(real_of(result), fmpq_of(real), prec);
    arb_set_fmpq(imag_of(result), fmpq_of(imaginary), prec);
    return result;
}

Ball Ball::pi(std::int64_t prec) {
    return interruptible([&] {
        Ball result;
        arb_const_pi(real_of(result), prec);
        return result;
    });
}

Ball Ball::e(std::int64_t prec) {
    return interruptible([&] {
        Ball result;
        arb_const_e(real_of(result), prec);
        return result;
    });
}

Ball Ball::euler_gamma(std::int64_t prec) {
    return interruptible([&] {
        Ball result;
        arb_const_euler(real_of(result), prec);
        return result;
    });
}

Ball Ball::catalan(std::int64_t prec) {
    return interruptible([&] {
        Ball result;
        arb_const_catalan(real_of(result), prec);
        return result;
    });
}

Ball Ball::golden_ratio(std::int64_t prec) {
    Ball result;
    arb_sqrt_ui(real_of(result), 5, prec + 2);
    arb_add_ui(real_of(result), real_of(result), 1, prec + 2);
    arb_mul_2exp_si(real_of(result), real_of(result), -1);
    return result;
}

Ball Ball::indeterminate() {
    Ball result;
    acb_indeterminate(acb_of(result));
    return result;
}

Ball Ball::hull(const Ball& a, const Ball& b, std::int64_t prec) {
    Ball result;
    acb_union(acb_of(result), acb_of(a), acb_of(b), prec);
    return result;
}

Ball Ball::interval(const Ball& low, const Ball& high, std::int64_t prec) { return hull(low.real(), high.real(), prec); }

Ball Ball::widened(const Ball& radius) const {
    Ball result = *this;
    ScopedMag error;
    arb_get_mag(error, real_of(radius));
    arb_add_error_mag(real_of(result), error);
    if (!is_real()) arb_add_error_mag(imag_of(result), error);
    return result;
}

// ── what is known ───────────────────────────────────────────────────────────────────────────────────────────

bool Ball::is_finite() const noexcept { return acb_is_finite(acb_of(*this)); }
bool Ball::is_exact() const noexcept { return acb_is_exact(acb_of(*this)); }
bool Ball::is_zero() const noexcept { return acb_is_zero(acb_of(*this)); }
bool Ball::is_real() const noexcept { return acb_is_real(acb_of(*this)); }
bool Ball::contains_zero() const noexcept { return !is_finite() || acb_contains_zero(acb_of(*this)); }
bool Ball::overlaps(const Ball& other) const noexcept {
    Uninterrupted whole;
    return !is_finite() || !other.is_finite() || acb_overlaps(acb_of(*this), acb_of(other));
}
bool Ball::contains(const Ball& other) const noexcept {
    Uninterrupted whole;
    return !is_finite() || (other.is_finite() && acb_contains(acb_of(*this), acb_of(other)));
}
bool Ball::contains(const Rational& value) const { return !is_finite() || acb_contains_fmpq(acb_of(*this), fmpq_of(value)); }

Ball Ball::real() const {
    Ball result;
    arb_set(real_of(result), real_of(*this));
    return result;
}

Ball Ball::imag() const {
    Ball result;
    arb_set(real_of(result), imag_of(*this));
    return result;
}

namespace {

std::optional<int> sign_of(arb_srcptr x) {
    if (arb_is_positive(x)) return 1;
    if (arb_is_negative(x)) return -1;
    if (arb_is_zero(x)) return 0;
    return std::nullopt;
}

} // namespace

std::optional<int> Ball::real_sign() const noexcept { return sign_of(real_of(*this)); }
std::optional<int> Ball::imag_sign() const noexcept { return sign_of(imag_of(*this)); }

std::optional<int> compare_real(const Ball& a, const Ball& b) {
    arb_srcptr x = real_of(a), y = real_of(b);
    if (arb_lt(x, y)) return -1;
    if (arb_gt(x, y)) return 1;
    if (arb_is_exact(x) && arb_is_exact(y) && arb_equal(x, y) && a.is_finite()) return 0;
    return std::nullopt;
}

std::optional<Integer> Ball::unique_integer() const {
    Integer result;
    if (!is_finite() || !acb_get_unique_fmpz(fmpz_of(result), acb_of(*this))) return std::nullopt;
    return result;
}

std::optional<Integer> Ball::unique_floor() const {
    if (!is_finite() || log2_upper() > static_cast<double>(limit_bits())) return std::nullopt;
    ScopedArb whole;
    arb_floor(whole, real_of(*this), ARF_PREC_EXACT);
    Integer result;
    if (!arb_get_unique_fmpz(fmpz_of(result), whole)) return std::nullopt;
    return result;
}

std::optional<Integer> Ball::unique_ceil() const {
    std::optional<Integer> result = ball::neg(*this).unique_floor();
    if (result) *result = -*result;
    return result;
}

std::optional<Integer> Ball::exact_integer() const {
    if (!is_real() || !arb_is_int(real_of(*this))) return std::nullopt;
    return unique_floor();
}

std::optional<Rational> Ball::exact_rational() const {
    if (!is_real() || !is_exact() || !is_finite()) return std::nullopt;
    arf_srcptr value = arb_midref(real_of(*this));
    if (arf_is_special(value)) return Rational();
    if (fmpz_bits(ARF_EXPREF(value)) > 40) return std::nullopt;
    const std::uint64_t bits = static_cast<std::uint64_t>(arf_bits(value)) + static_cast<std::uint64_t>(std::abs(fmpz_get_si(ARF_EXPREF(value))));
    if (bits > limit_bits()) return std::nullopt;
    Rational result;
    arf_get_fmpq(fmpq_of(result), value);
    return result;
}

std::int64_t Ball::relative_accuracy_bits() const noexcept { return acb_rel_accuracy_bits(acb_of(*this)); }

namespace {

/// log2 of a bound, on the side given by `up`.
double log2_of(mag_srcptr bound, bool up) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (mag_is_inf(bound)) return infinity;
    if (mag_is_zero(bound)) return -infinity;
    const double exponent = fmpz_get_d(MAG_EXPREF(bound)), mantissa = real::log2(std::ldexp(static_cast<double>(MAG_MAN(bound)), -MAG_BITS));
    const double value = exponent + mantissa, slack = (std::fabs(value) + 1) * 0x1p-50;
    return up ? value + slack : value - slack;
}

} // namespace

double Ball::log2_upper() const {
    if (!is_finite()) return std::numeric_limits<double>::infinity();
    ScopedMag bound;
    acb_get_mag(bound, acb_of(*this));
    return log2_of(bound, true);
}

double Ball::log2_lower() const {
    if (!is_finite()) return -std::numeric_limits<double>::infinity();
    ScopedMag bound;
    acb_get_mag_lower(bound, acb_of(*this));
    return log2_of(bound, false);
}

double Ball::midpoint() const { return arf_get_d(arb_midref(real_of(*this)), ARF_RND_NEAR); }
double Ball::imag_midpoint() const { return arf_get_d(arb_midref(imag_of(*this)), ARF_RND_NEAR); }

Ball Ball::midpoint_ball() const {
    Ball result;
    acb_get_mid(acb_of(result), acb_of(*this));
    return result;
}

std::string Ball::to_string(int digits) const {
    auto text = [digits](arb_srcptr x) {
        char* characters = arb_get_str(x, digits, 0);
        std::string result(characters);
        flint_free(characters);
        return result;
    };
    return is_real() ? text(real_of(*this)) : text(real_of(*this)) + " + " + text(imag_of(*this)) + "*I";
}

// ── arithmetic ──────────────────────────────────────────────────────────────────────────────────────────────

namespace ball {

Ball add(const Ball& a, const Ball& b, std::int64_t prec) {
    Ball result;
    acb_add(acb_of(result), acb_of(a), acb_of(b), prec);
    return result;
}

Ball sub(const Ball& a, const Ball& b, std::int64_t prec) {
    Ball result;
    acb_sub(acb_of(result), acb_of(a), acb_of(b), prec);
    return result;
}

Ball mul(const Ball& a, const Ball& b, std::int64_t prec) {
    Ball result;
    acb_mul(acb_of(result), acb_of(a), acb_of(b), prec);
    return result;
}

Ball div(const Ball& a, const Ball& b, std::int64_t prec) {
    if (b.contains_zero()) return Ball::indeterminate();
    Ball result;
    acb_div(acb_of(result), acb_of(a), acb_of(b), prec);
    return result;
}

Ball neg(const Ball& a) {
    Ball result;
    acb_neg(acb_of(result), acb_of(a));
    return result;
}

Ball inverse(const Ball& a, std::int64_t prec) {
    if (a.contains_zero()) return Ball::indeterminate();
    return interruptible_when(prec >= kLongPrecision, [&] {
        Ball result;
        acb_inv(acb_of(result), acb_of(a), prec);
        return result;
    });
}

Ball rounded(const Ball& a, std::int64_t prec) {
    Ball result;
    acb_set_round(acb_of(result), acb_of(a), prec);
    return result;
}

Ball dot(const std::vector<Ball>& a, const std::vector<Ball>& b, std::int64_t prec) {
    RUMINA_ASSERT(a.size() == b.size(), "factors come in pairs");
    Ball result;
    if (!a.empty()) // a vector of Balls is a vector of acb when the sizes agree
        acb_dot(acb_of(result), nullptr, 0, acb_of(a[0]), sizeof(Ball) / sizeof(acb_struct), acb_of(b[0]), sizeof(Ball) / sizeof(acb_struct), static_cast<slong>(a.size()), prec);
    return result;
}

static_assert(sizeof(Ball) % sizeof(acb_struct) == 0, "dot steps through Balls in units of acb");

namespace {

/// a^b for a ball that touches 0 and Re b > 0: all that is known is |a^b| <= |a|^(Re b)·exp(π·|Im b|).
Ball power_near_zero(const Ball& a, const Ball& b, std::int64_t prec) {
    ScopedArb size, factor;
    acb_abs(size, acb_of(a), prec);
    ScopedArf upper;
    arb_get_ubound_arf(upper, size, prec);
    arb_set_arf(size, upper);
    arb_pow(size, size, real_of(b), prec);
    if (!b.is_real()) {
        arb_const_pi(factor, prec);
        arb_mul(factor, factor, imag_of(b), prec);
        arb_abs(factor, factor);
        arb_exp(factor, factor, prec);
        arb_mul(size, size, factor, prec);
    }
    ScopedMag bound;
    arb_get_mag(bound, size);
    Ball result;
    if (a.is_real() && b.is_real() && arb_is_nonnegative(real_of(a))) { // [0, bound]
        arb_add_error_mag(real_of(result), bound);
        arb_nonnegative_part(real_of(result), real_of(result));
    } else {
        acb_add_error_mag(acb_of(result), bound);
    }
    return result;
}

} // namespace

Ball pow(const Ball& a, const Ball& b, std::int64_t prec) {
    if (b.is_zero()) return Ball(1);
    if (!a.is_finite() || !b.is_finite()) return Ball::indeterminate();
    if (acb_contains_zero(acb_of(a)) && !acb_is_int(acb_of(b))) {
        if (!arb_is_positive(real_of(b))) return Ball::indeterminate();
        return a.is_zero() ? Ball() : power_near_zero(a, b, prec);
    }
    if (acb_contains_zero(acb_of(a)) && arb_is_negative(real_of(b))) return Ball::indeterminate();
    return interruptible([&] {
        Ball result;
        acb_pow(acb_of(result), acb_of(a), acb_of(b), prec);
        return result;
    });
}

Ball pow_integer(const Ball& a, const Integer& n, std::int64_t prec) {
    if (n.is_zero()) return Ball(1);
    if (!a.is_finite() || (n.sign() < 0 && a.contains_zero())) return Ball::indeterminate();
    return interruptible([&] {
        Ball result;
        acb_pow_fmpz(acb_of(result), acb_of(a), fmpz_of(n), prec);
        return result;
    });
}

Ball sqrt(const Ball& a, std::int64_t prec) {
    return interruptible_when(prec >= kLongPrecision, [&] {
        Ball result;
        acb_sqrt(acb_of(result), acb_of(a), prec);
        return result;
    });
}

Ball root(const Ball& a, const Ball& n, std::int64_t prec) {
    if (std::optional<Integer> index = n.exact_integer(); index && index->sign() > 0 && index->fits_int64()) {
        if (a.contains_zero() && !a.is_zero()) return pow(a, inverse(n, prec), prec);
        Ball result;
        acb_root_ui(acb_of(result), acb_of(a), static_cast<ulong>(index->to_int64()), prec);
        return result;
    }
    return pow(a, inverse(n, prec), prec);
}

Ball real_root(const Ball& a, const Ball& n, std::int64_t prec) {
    std::optional<Integer> index = n.exact_integer();
    if (!a.is_real() || !a.is_finite() || !index || index->sign() <= 0 || !index->fits_int64()) return Ball::indeterminate();
    if (!index->is_odd() && !arb_is_nonnegative(real_of(a))) return Ball::indeterminate();
    // The root increases: the roots of both ends enclose those of the ball.
    auto of_end = [&](arf_srcptr end) {
        Ball result;
        arb_set_arf(real_of(result), end);
        const bool negative = arf_sgn(end) < 0;
        if (negative) arb_neg(real_of(result), real_of(result));
        arb_root_ui(real_of(result), real_of(result), static_cast<ulong>(index->to_int64()), prec);
        if (negative) arb_neg(real_of(result), real_of(result));
        return result;
    };
    if (a.is_exact()) return of_end(arb_midref(real_of(a)));
    if (!a.contains_zero()) {
        Ball size = a, result;
        const bool negative = arb_is_negative(real_of(a));
        if (negative) size = neg(size);
        arb_root_ui(real_of(result), real_of(size), static_cast<ulong>(index->to_int64()), prec);
        return negative ? neg(result) : result;
    }
    ScopedArf low, high;
    arb_get_lbound_arf(low, real_of(a), prec);
    arb_get_ubound_arf(high, real_of(a), prec);
    return Ball::hull(of_end(low), of_end(high), prec);
}

} // namespace ball
} // namespace rumina
