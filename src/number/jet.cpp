// Jets as FLINT's acb_poly with a fixed number of terms, and their arithmetic.
#include "number/jet.h"

#include <cstdint>
#include <cstring>
#include <utility>

#include "base/assert.h"
#include "number/flint_jet.h"

namespace rumina {

// ── life ────────────────────────────────────────────────────────────────────────────────────────────────────

Jet::Jet(const Jet& other) : storage_{}, length_(other.length_) { acb_poly_set(poly_of(*this), poly_of(other)); }

Jet::Jet(Jet&& other) noexcept : length_(other.length_) { // all zero bytes are an empty acb_poly
    std::memcpy(storage_, other.storage_, sizeof storage_);
    std::memset(other.storage_, 0, sizeof storage_);
}

Jet& Jet::operator=(const Jet& other) {
    acb_poly_set(poly_of(*this), poly_of(other));
    length_ = other.length_;
    return *this;
}

Jet& Jet::operator=(Jet&& other) noexcept {
    acb_poly_swap(poly_of(*this), poly_of(other));
    std::swap(length_, other.length_);
    return *this;
}

Jet::~Jet() {
    if (!work_abandoned()) acb_poly_clear(poly_of(*this));
}

Jet Jet::constant(const Ball& value, std::int64_t length) {
    RUMINA_ASSERT(length >= 1, "a jet has a value");
    Jet result = JetAccess::zero(length);
    acb_poly_set_acb(poly_of(result), acb_of(value));
    return result;
}

Jet Jet::variable(const Ball& at, std::int64_t length) {
    Jet result = constant(at, length);
    if (length > 1) acb_poly_set_coeff_si(poly_of(result), 1, 1);
    return result;
}

Jet Jet::of_coefficients(const std::vector<Ball>& coefficients) {
    RUMINA_ASSERT(!coefficients.empty(), "a jet has a value");
    Jet result = JetAccess::zero(static_cast<std::int64_t>(coefficients.size()));
    for (std::size_t k = coefficients.size(); k-- > 0;) acb_poly_set_coeff_acb(poly_of(result), static_cast<slong>(k), acb_of(coefficients[k]));
    return result;
}

Jet Jet::indeterminate(std::int64_t length) { return of_coefficients(std::vector<Ball>(static_cast<std::size_t>(length), Ball::indeterminate())); }

Ball Jet::coefficient(std::int64_t k) const {
    Ball result;
    if (k < length_) acb_poly_get_coeff_acb(acb_of(result), poly_of(*this), k);
    return result;
}

bool Jet::is_finite() const { return _acb_vec_is_finite(poly_of(*this)->coeffs, poly_of(*this)->length); }
bool Jet::is_constant() const { return poly_of(*this)->length <= 1; }
bool Jet::is_real() const { return acb_poly_is_real(poly_of(*this)); }

// ── arithmetic ──────────────────────────────────────────────────────────────────────────────────────────────

namespace jet {
namespace {

std::int64_t common_length(const Jet& a, const Jet& b) { return std::min(a.length(), b.length()); }

} // namespace

Jet add(const Jet& a, const Jet& b, std::int64_t prec) {
    Jet result = JetAccess::zero(common_length(a, b));
    acb_poly_add_series(poly_of(result), poly_of(a), poly_of(b), result.length(), prec);
    return result;
}

Jet sub(const Jet& a, const Jet& b, std::int64_t prec) {
    Jet result = JetAccess::zero(common_length(a, b));
    acb_poly_sub_series(poly_of(result), poly_of(a), poly_of(b), result.length(), prec);
    return result;
}

Jet mul(const Jet& a, const Jet& b, std::int64_t prec) {
    Jet result = JetAccess::zero(common_length(a, b));
    acb_poly_mullow(poly_of(result), poly_of(a), poly_of(b), result.length(), prec);
    return result;
}

Jet div(const Jet& a, const Jet& b, std::int64_t prec) {
    const std::int64_t length = common_length(a, b);
    if (b.value().contains_zero()) return Jet::indeterminate(length);
    Jet result = JetAccess::zero(length);
    acb_poly_div_series(poly_of(result), poly_of(a), poly_of(b), length, prec);
    return result;
}

Jet neg(const Jet& a) {
    Jet result = JetAccess::zero(a.length());
    acb_poly_neg(poly_of(result), poly_of(a));
    return result;
}

Jet inverse(const Jet& a, std::int64_t prec) { return div(Jet::constant(Ball(1), a.length()), a, prec); }

namespace {

/// a^n by repeated squaring; negative exponents invert.
Jet pow_integer(const Jet& a, const Integer& n, std::int64_t prec) {
    if (n.is_zero()) return Jet::constant(Ball(1), a.length());
    if (!a.is_finite() || !n.fits_int64()) return Jet::indeterminate(a.length());
    if (n.sign() < 0) return pow_integer(inverse(a, prec), -n, prec);
    Jet result = JetAccess::zero(a.length());
    acb_poly_pow_ui_trunc_binexp(poly_of(result), poly_of(a), static_cast<ulong>(n.to_int64()), a.length(), prec);
    return result;
}

} // namespace

Jet pow(const Jet& a, const Jet& b, std::int64_t prec) {
    const std::int64_t length = common_length(a, b);
    if (!a.is_finite() || !b.is_finite()) return Jet::indeterminate(length);
    if (b.is_constant()) {
        if (std::optional<Integer> n = b.value().exact_integer()) {
            Jet result = pow_integer(a, *n, prec);
            return result.length() == length ? result : mul(result, Jet::constant(Ball(1), length), prec);
        }
        if (a.is_constant()) return Jet::constant(ball::pow(a.value(), b.value(), prec), length);
    }
    if (a.value().contains_zero()) return Jet::indeterminate(length);
    Jet result = JetAccess::zero(length);
    if (b.is_constant()) {
        Ball exponent = b.value();
        acb_poly_pow_acb_series(poly_of(result), poly_of(a), acb_of(exponent), length, prec);
    } else {
        result = exp(mul(b, log(a, prec), prec), prec);
    }
    return result;
}

Jet pow(const Jet& a, const Rational& b, std::int64_t prec) { return pow(a, Jet::constant(Ball::rational(b, prec + 20), a.length()), prec); }

Jet derivative(const Jet& a, std::int64_t prec) {
    Jet result = JetAccess::zero(std::max<std::int64_t>(a.length() - 1, 1));
    acb_poly_derivative(poly_of(result), poly_of(a), prec);
    return result;
}

Jet integral(const Jet& a, const Ball& constant, std::int64_t prec) {
    Jet result = JetAccess::zero(a.length() + 1);
    acb_poly_integral(poly_of(result), poly_of(a), prec);
    acb_poly_set_coeff_acb(poly_of(result), 0, acb_of(constant));
    return result;
}

Jet compose(const std::vector<Ball>& taylor, const Jet& z, std::int64_t prec) {
    Jet outer = Jet::of_coefficients(taylor), inner = z;
    acb_poly_set_coeff_si(poly_of(inner), 0, 0);
    if (!outer.is_finite() || !z.is_finite()) return Jet::indeterminate(z.length());
    Jet result = JetAccess::zero(z.length());
    acb_poly_compose_series(poly_of(result), poly_of(outer), poly_of(inner), z.length(), prec);
    return result;
}

Jet from_slope(const Ball& value, const Jet& slope, const Jet& z, std::int64_t prec) {
    if (!value.is_finite()) return Jet::indeterminate(z.length());
    if (z.is_constant()) return Jet::constant(value, z.length());
    if (!slope.is_finite()) return Jet::indeterminate(z.length());
    return integral(mul(slope, derivative(z, prec), prec), value, prec);
}

} // namespace jet
} // namespace rumina
