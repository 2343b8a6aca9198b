// Floats of any precision as FLINT's arf with a precision beside it.
#include "number/big_float.h"

#include <cmath>
#include <cstring>
#include <utility>

#include "base/assert.h"
#include "diagnostics/diagnostic.h"
#include "number/ball.h"
#include "number/decimal_rounding.h"
#include "number/flint_ball.h"
#include "number/size_limit.h"

namespace rumina {
namespace {

constexpr double kLog2Of10 = 3.3219280948873623479;

/// Exponents are integers themselves; those of more bits than this are overflow or nothing.
constexpr flint_bitcnt_t kExponentBits = 256;

void check_exponent(std::string_view operation, BigFloat& result) {
    arf_ptr value = arf_of(result);
    if (RUMINA_UNLIKELY(!arf_is_finite(value))) fail(DiagnosticId::FloatNotANumber, operation);
    if (RUMINA_LIKELY(!COEFF_IS_MPZ(*ARF_EXPREF(value))) || fmpz_bits(ARF_EXPREF(value)) <= kExponentBits) return;
    if (fmpz_sgn(ARF_EXPREF(value)) > 0) fail(DiagnosticId::FloatOverflow, operation);
    arf_zero(value);
}

} // namespace

// ── life ────────────────────────────────────────────────────────────────────────────────────────────────────

BigFloat::BigFloat(const BigFloat& other) : storage_{}, precision_(other.precision_) { arf_set(arf_of(*this), arf_of(other)); }

BigFloat::BigFloat(BigFloat&& other) noexcept : precision_(other.precision_) { // an arf does not point into itself
    std::memcpy(storage_, other.storage_, sizeof storage_);
    std::memset(other.storage_, 0, sizeof storage_);
}

BigFloat& BigFloat::operator=(const BigFloat& other) {
    arf_set(arf_of(*this), arf_of(other));
    precision_ = other.precision_;
    return *this;
}

BigFloat& BigFloat::operator=(BigFloat&& other) noexcept {
    arf_swap(arf_of(*this), arf_of(other));
    std::swap(precision_, other.precision_);
    return *this;
}

BigFloat::~BigFloat() {
    if (!work_abandoned()) arf_clear(arf_of(*this));
}

// ── making ──────────────────────────────────────────────────────────────────────────────────────────────────

std::int64_t BigFloat::bits_for_digits(std::int64_t digits) {
    return static_cast<std::int64_t>(std::ceil(static_cast<double>(digits) * kLog2Of10)) + 2;
}

std::int64_t BigFloat::digits_for_bits(std::int64_t bits) {
    std::int64_t digits = static_cast<std::int64_t>(static_cast<double>(bits - 2) / kLog2Of10) + 1;
    while (digits > 1 && bits_for_digits(digits) > bits) --digits;
    return digits;
}

BigFloat BigFloat::from_double(double value) {
    RUMINA_ASSERT(std::isfinite(value), "a float is a number");
    BigFloat result;
    arf_set_d(arf_of(result), value);
    return result;
}

BigFloat BigFloat::from_integer(const Integer& value, std::int64_t precision_bits) {
    BigFloat result;
    result.precision_ = precision_bits;
    arf_set_round_fmpz(arf_of(result), fmpz_of(value), precision_bits, ARF_RND_NEAR);
    return result;
}

BigFloat BigFloat::from_rational(const Rational& value, std::int64_t precision_bits) {
    BigFloat result;
    result.precision_ = precision_bits;
    arf_set_fmpq(arf_of(result), fmpq_of(value), precision_bits, ARF_RND_NEAR);
    return result;
}

namespace {

/// The float nearest to ±0.digits · 10^point. Exactly where the power of ten is no longer than the precision makes it
/// worthwhile; beyond, a decimal cannot lie on the border between two floats, and growing precision decides.
BigFloat nearest_to(const DecimalDigits& decimal, std::int64_t precision) {
    LimitLifted lifted;
    BigFloat result = BigFloat::from_integer(Integer(), precision);
    if (decimal.digits.empty()) return result;
    Integer mantissa = *Integer::parse(decimal.digits);
    if (decimal.negative) mantissa = -mantissa;
    Integer exponent = decimal.point - Integer(static_cast<std::int64_t>(decimal.digits.size()));
    if (compare(exponent.abs(), Integer(8 * precision + 5000)) <= 0) {
        Integer ten = power(Integer(10), exponent.abs());
        if (exponent.sign() >= 0) return BigFloat::from_integer(mantissa * ten, precision);
        arf_fmpz_div_fmpz(arf_of(result), fmpz_of(mantissa), fmpz_of(ten), precision, ARF_RND_NEAR);
        return result;
    }
    if (exponent.bits() > kExponentBits) {
        if (exponent.sign() > 0) fail(DiagnosticId::FloatOverflow, "float");
        return result;
    }
    ScopedArb value;
    ScopedArf low, high;
    for (slong prec = precision + 40;; prec *= 2) {
        arb_set_ui(value, 10);
        arb_pow_fmpz(value, value, fmpz_of(exponent), prec + static_cast<slong>(2 * exponent.bits()));
        arb_mul_fmpz(value, value, fmpz_of(mantissa), prec);
        arb_get_interval_arf(low, high, value, prec + 32);
        arf_set_round(low, low, precision, ARF_RND_NEAR);
        arf_set_round(high, high, precision, ARF_RND_NEAR);
        if (arf_equal(low, high)) break;
    }
    arf_swap(arf_of(result), low);
    return result;
}

} // namespace

std::optional<BigFloat> BigFloat::from_ball(const Ball& real, int digits) {
    std::optional<DecimalDigits> decimal = round_to_digits(real, digits);
    if (!decimal) return std::nullopt;
    return interruptible([&] { return nearest_to(*decimal, bits_for_digits(digits)); });
}

std::optional<BigFloat> BigFloat::from_ball_bits(const Ball& real, std::int64_t precision_bits) {
    if (!real.is_finite()) return std::nullopt;
    BigFloat result;
    result.precision_ = precision_bits;
    if (arb_is_exact(real_of(real))) {
        arf_set_round(arf_of(result), arb_midref(real_of(real)), precision_bits, ARF_RND_NEAR);
    } else {
        ScopedArf high;
        arb_get_interval_arf(arf_of(result), high, real_of(real), arb_bits(real_of(real)) + precision_bits + 64);
        arf_set_round(arf_of(result), arf_of(result), precision_bits, ARF_RND_NEAR);
        arf_set_round(high, high, precision_bits, ARF_RND_NEAR);
        if (!arf_equal(arf_of(result), high)) return std::nullopt;
    }
    check_exponent("float", result);
    return result;
}

std::optional<BigFloat> BigFloat::parse(std::string_view text, int digits) {
    std::optional<DecimalText> scanned = scan_decimal(text);
    if (!scanned || !scanned->repeating.empty()) return std::nullopt;
    if (digits <= 0) digits = scanned->digits.empty() ? 15 : static_cast<int>(scanned->digits.size());
    DecimalDigits decimal;
    decimal.negative = scanned->negative;
    decimal.point = scanned->exponent + Integer(static_cast<std::int64_t>(scanned->digits.size()) - static_cast<std::int64_t>(scanned->fraction_size));
    decimal.digits = std::move(scanned->digits);
    return interruptible([&] { return nearest_to(decimal, bits_for_digits(digits)); });
}

BigFloat BigFloat::with_precision(std::int64_t precision_bits) const {
    BigFloat result;
    result.precision_ = precision_bits;
    arf_set_round(arf_of(result), arf_of(*this), precision_bits, ARF_RND_NEAR);
    return result;
}

// ── looking at one ──────────────────────────────────────────────────────────────────────────────────────────

int BigFloat::sign() const noexcept { return arf_sgn(arf_of(*this)); }
bool BigFloat::is_integer() const noexcept { return arf_is_int(arf_of(*this)); }
double BigFloat::to_double() const { return arf_get_d(arf_of(*this), ARF_RND_NEAR); }
std::size_t BigFloat::bytes() const noexcept { return static_cast<std::size_t>(arf_allocated_bytes(arf_of(*this))); }

namespace {

/// Length of numerator and denominator together, if it is a length at all.
std::uint64_t fraction_bits(const BigFloat& value) {
    arf_srcptr x = arf_of(value);
    if (arf_is_special(x)) return 1;
    if (fmpz_bits(ARF_EXPREF(x)) > 50) return std::uint64_t{1} << 50;
    return static_cast<std::uint64_t>(arf_bits(x)) + static_cast<std::uint64_t>(std::abs(fmpz_get_si(ARF_EXPREF(x))));
}

} // namespace

Rational BigFloat::to_rational() const {
    require_bits("rational", fraction_bits(*this));
    Rational result;
    arf_get_fmpq(fmpq_of(result), arf_of(*this));
    return result;
}

std::string BigFloat::to_string(TrailingZeros zeros) const {
    return *correctly_rounded_digits(Ball(*this), static_cast<int>(digits()), zeros); // exact: always determined
}

std::uint64_t BigFloat::hash() const {
    if (fraction_bits(*this) <= limit_bits()) return to_rational().hash();
    Integer mantissa, exponent;
    arf_get_fmpz_2exp(fmpz_of(mantissa), fmpz_of(exponent), arf_of(*this));
    return mantissa.hash() * 0x9E3779B97F4A7C15u + exponent.hash();
}

// ── arithmetic and order ────────────────────────────────────────────────────────────────────────────────────

namespace {

using ArfOperation = int (*)(arf_ptr, arf_srcptr, arf_srcptr, slong, arf_rnd_t);

BigFloat operate(std::string_view operation, ArfOperation run, const BigFloat& a, const BigFloat& b) {
    const std::int64_t precision = std::min(a.precision_bits(), b.precision_bits());
    BigFloat result = interruptible_when(precision >= kLongPrecision, [&] {
        BigFloat rounded;
        BallAccess::precision(rounded) = precision;
        run(arf_of(rounded), arf_of(a), arf_of(b), precision, ARF_RND_NEAR);
        return rounded;
    });
    check_exponent(operation, result);
    return result;
}

int multiply(arf_ptr result, arf_srcptr a, arf_srcptr b, slong prec, arf_rnd_t rounding) { return arf_mul(result, a, b, prec, rounding); }

} // namespace

BigFloat operator+(const BigFloat& a, const BigFloat& b) { return operate("+", arf_add, a, b); }
BigFloat operator-(const BigFloat& a, const BigFloat& b) { return operate("-", arf_sub, a, b); }
BigFloat operator*(const BigFloat& a, const BigFloat& b) { return operate("*", multiply, a, b); }

BigFloat operator/(const BigFloat& a, const BigFloat& b) {
    if (b.is_zero()) fail(DiagnosticId::DivisionByZero);
    return operate("/", arf_div, a, b);
}

BigFloat BigFloat::operator-() const {
    BigFloat result = *this;
    arf_neg(arf_of(result), arf_of(result));
    return result;
}

BigFloat BigFloat::abs() const { return sign() < 0 ? -*this : *this; }

int compare(const BigFloat& a, const BigFloat& b) noexcept { return sign_of_order(arf_cmp(arf_of(a), arf_of(b))); }

int compare(const BigFloat& a, const Rational& b) {
    // a·denominator against the numerator: the product is exact and only as long as its factors.
    ScopedArf left, right;
    arf_mul_fmpz(left, arf_of(a), fmpz_of(b.denominator()), ARF_PREC_EXACT, ARF_RND_DOWN);
    arf_set_fmpz(right, fmpz_of(b.numerator()));
    return sign_of_order(arf_cmp(left, right));
}

int compare(const BigFloat& a, double b) {
    RUMINA_ASSERT(!std::isnan(b), "NaN has no place in the order");
    return sign_of_order(arf_cmp_d(arf_of(a), b));
}

} // namespace rumina
