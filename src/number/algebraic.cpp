// Algebraic numbers as FLINT's qqbar.
#include "number/algebraic.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/assert.h"
#include "diagnostics/diagnostic.h"
#include "number/flint_algebraic.h"

#include <flint/fmpq_poly.h>
#include <flint/fmpz_poly.h>

namespace rumina {

namespace {

using FmpzPoly = Scoped<fmpz_poly_struct, fmpz_poly_init, fmpz_poly_clear>;
using FmpqPoly = Scoped<fmpq_poly_struct, fmpq_poly_init, fmpq_poly_clear>;

bool within(const AlgebraicNumber& a, const AlgebraicNumber& b, const AlgebraicLimits& limits) {
    return a.is_rational() || b.is_rational() || qqbar_binop_within_limits(qqbar_of(a), qqbar_of(b), limits.degree, limits.bits);
}

/// Numerator and denominator as FLINT's small numbers, where the denominator may name a root of unity.
struct PiFraction {
    slong p;
    ulong q;
};

std::optional<PiFraction> pi_fraction(const Rational& r, const AlgebraicLimits& limits) {
    if (compare(r.denominator(), Integer(limits.degree)) > 0) return std::nullopt;
    Rational period = remainder_floor(r, Rational(2)); // all functions of r·π have the period 2
    return PiFraction{period.numerator().to_int64(), static_cast<ulong>(period.denominator().to_int64())};
}

using OverPi = int (*)(slong*, ulong*, qqbar_srcptr);

std::optional<Rational> over_pi(OverPi function, const AlgebraicNumber& a) {
    slong p = 0;
    ulong q = 1;
    if (!interruptible([&] { return function(&p, &q, qqbar_of(a)); })) return std::nullopt;
    return Rational::make(Integer(p), Integer(static_cast<std::int64_t>(q)));
}

} // namespace

// ── making ──────────────────────────────────────────────────────────────────────────────────────────────────

AlgebraicNumber::AlgebraicNumber(std::shared_ptr<const Implementation> implementation) : implementation_(std::move(implementation)) {}
AlgebraicNumber::AlgebraicNumber() : implementation_(std::make_shared<const Implementation>()) {}

AlgebraicNumber::AlgebraicNumber(const Rational& value)
    : AlgebraicNumber(AlgebraicAccess::make([&](qqbar_ptr result) { qqbar_set_fmpq(result, fmpq_of(value)); })) {}

AlgebraicNumber AlgebraicNumber::gaussian(const Rational& real, const Rational& imaginary) {
    return AlgebraicAccess::make([&](qqbar_ptr result) {
        qqbar_i(result);
        qqbar_mul_fmpq(result, result, fmpq_of(imaginary));
        qqbar_add_fmpq(result, result, fmpq_of(real));
    });
}

AlgebraicNumber AlgebraicNumber::imaginary_unit() { return AlgebraicAccess::make(qqbar_i); }
AlgebraicNumber AlgebraicNumber::golden_ratio() { return AlgebraicAccess::make(qqbar_phi); }

MaybeAlgebraic AlgebraicNumber::exp_pi_i(const Rational& r, const AlgebraicLimits& limits) {
    std::optional<PiFraction> f = pi_fraction(r, limits);
    if (!f) return std::nullopt;
    return AlgebraicAccess::make([&](qqbar_ptr result) { qqbar_exp_pi_i(result, f->p, f->q); });
}

MaybeAlgebraic AlgebraicNumber::cos_pi(const Rational& r, const AlgebraicLimits& limits) {
    std::optional<PiFraction> f = pi_fraction(r, limits);
    if (!f) return std::nullopt;
    return AlgebraicAccess::make([&](qqbar_ptr result) { qqbar_cos_pi(result, f->p, f->q); });
}

MaybeAlgebraic AlgebraicNumber::sin_pi(const Rational& r, const AlgebraicLimits& limits) {
    std::optional<PiFraction> f = pi_fraction(r, limits);
    if (!f) return std::nullopt;
    return AlgebraicAccess::make([&](qqbar_ptr result) { qqbar_sin_pi(result, f->p, f->q); });
}

MaybeAlgebraic AlgebraicNumber::tan_pi(const Rational& r, const AlgebraicLimits& limits) {
    std::optional<PiFraction> f = pi_fraction(r, limits);
    if (!f) return std::nullopt;
    bool defined = false;
    AlgebraicNumber result = AlgebraicAccess::make([&](qqbar_ptr value) { defined = qqbar_tan_pi(value, f->p, f->q); });
    return defined ? MaybeAlgebraic(result) : std::nullopt;
}

// ── what it is ──────────────────────────────────────────────────────────────────────────────────────────────

std::int64_t AlgebraicNumber::degree() const { return qqbar_degree(qqbar_of(*this)); }
std::int64_t AlgebraicNumber::coefficient_bits() const { return qqbar_height_bits(qqbar_of(*this)); }

std::vector<Integer> AlgebraicNumber::minimal_polynomial() const {
    const std::int64_t count = degree() + 1;
    std::vector<Integer> result(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i) fmpz_set(fmpz_of(result[static_cast<std::size_t>(i)]), QQBAR_COEFFS(qqbar_of(*this)) + i);
    return result;
}

bool AlgebraicNumber::is_zero() const { return qqbar_is_zero(qqbar_of(*this)); }
bool AlgebraicNumber::is_integer() const { return qqbar_is_integer(qqbar_of(*this)); }
bool AlgebraicNumber::is_algebraic_integer() const { return qqbar_is_algebraic_integer(qqbar_of(*this)); }
bool AlgebraicNumber::is_real() const { return qqbar_is_real(qqbar_of(*this)); }
int AlgebraicNumber::real_sign() const {
    return interruptible([&] { return qqbar_sgn_re(qqbar_of(*this)); });
}
int AlgebraicNumber::imag_sign() const {
    return interruptible([&] { return qqbar_sgn_im(qqbar_of(*this)); });
}

std::optional<Rational> AlgebraicNumber::rational() const {
    if (!is_rational()) return std::nullopt;
    Rational result;
    qqbar_get_fmpq(fmpq_of(result), qqbar_of(*this));
    return result;
}

std::optional<Rational> AlgebraicNumber::root_of_unity() const { return over_pi(qqbar_log_pi_i, *this); }
std::optional<Rational> AlgebraicNumber::asin_over_pi() const { return over_pi(qqbar_asin_pi, *this); }
std::optional<Rational> AlgebraicNumber::acos_over_pi() const { return over_pi(qqbar_acos_pi, *this); }
std::optional<Rational> AlgebraicNumber::atan_over_pi() const { return over_pi(qqbar_atan_pi, *this); }

std::optional<AlgebraicNumber::Quadratic> AlgebraicNumber::quadratic() const {
    if (degree() > 2) return std::nullopt;
    Quadratic result;
    const int factoring = coefficient_bits() < 60 ? 2 : 1; // fully, or by trial division
    qqbar_get_quadratic(fmpz_of(result.a), fmpz_of(result.b), fmpz_of(result.c), fmpz_of(result.q), qqbar_of(*this), factoring);
    return result;
}

Ball AlgebraicNumber::enclosure(std::int64_t prec) const {
    return interruptible([&] {
        Ball result;
        qqbar_get_acb(acb_of(result), qqbar_of(*this), prec);
        return result;
    });
}

std::uint64_t AlgebraicNumber::hash() const {
    if (is_rational()) return rational()->hash();
    std::uint64_t hash = 0; // of the polynomial; conjugates share it
    for (const Integer& c : minimal_polynomial()) hash = (hash ^ c.hash()) * 0x9E3779B97F4A7C15u;
    return hash;
}

bool operator==(const AlgebraicNumber& a, const AlgebraicNumber& b) {
    return a.implementation_ == b.implementation_ || interruptible([&] { return qqbar_equal(qqbar_of(a), qqbar_of(b)) != 0; });
}
int compare_real(const AlgebraicNumber& a, const AlgebraicNumber& b) {
    return interruptible([&] { return sign_of_order(qqbar_cmp_re(qqbar_of(a), qqbar_of(b))); });
}
int compare_abs(const AlgebraicNumber& a, const AlgebraicNumber& b) {
    return interruptible([&] { return sign_of_order(qqbar_cmpabs(qqbar_of(a), qqbar_of(b))); });
}

// ── operations that keep the degree ─────────────────────────────────────────────────────────────────────────

AlgebraicNumber AlgebraicNumber::operator-() const {
    return AlgebraicAccess::make([&](qqbar_ptr result) { qqbar_neg(result, qqbar_of(*this)); });
}

AlgebraicNumber AlgebraicNumber::conj() const {
    return AlgebraicAccess::make([&](qqbar_ptr result) { qqbar_conj(result, qqbar_of(*this)); });
}

AlgebraicNumber AlgebraicNumber::times(const Rational& factor) const {
    return AlgebraicAccess::make([&](qqbar_ptr result) { qqbar_mul_fmpq(result, qqbar_of(*this), fmpq_of(factor)); });
}

AlgebraicNumber AlgebraicNumber::plus(const Rational& term) const {
    return AlgebraicAccess::make([&](qqbar_ptr result) { qqbar_add_fmpq(result, qqbar_of(*this), fmpq_of(term)); });
}

AlgebraicNumber AlgebraicNumber::inverse() const {
    if (is_zero()) fail(DiagnosticId::DivisionByZero);
    return AlgebraicAccess::make([&](qqbar_ptr result) { qqbar_inv(result, qqbar_of(*this)); });
}

// ── operations that multiply degrees ────────────────────────────────────────────────────────────────────────

namespace {

using QqbarOperation = void (*)(qqbar_ptr, qqbar_srcptr, qqbar_srcptr);

MaybeAlgebraic operate(QqbarOperation operation, const AlgebraicNumber& a, const AlgebraicNumber& b, const AlgebraicLimits& limits) {
    if (!within(a, b, limits)) return std::nullopt;
    return AlgebraicAccess::make([&](qqbar_ptr result) { operation(result, qqbar_of(a), qqbar_of(b)); });
}

/// re, im and |z| lie in a field of up to the square of the degree.
MaybeAlgebraic of_parts(void (*operation)(qqbar_ptr, qqbar_srcptr), const AlgebraicNumber& a, const AlgebraicLimits& limits) {
    if (!a.is_real() && !within(a, a, limits)) return std::nullopt;
    return AlgebraicAccess::make([&](qqbar_ptr result) { operation(result, qqbar_of(a)); });
}

} // namespace

MaybeAlgebraic add(const AlgebraicNumber& a, const AlgebraicNumber& b, const AlgebraicLimits& limits) { return operate(qqbar_add, a, b, limits); }
MaybeAlgebraic sub(const AlgebraicNumber& a, const AlgebraicNumber& b, const AlgebraicLimits& limits) { return operate(qqbar_sub, a, b, limits); }
MaybeAlgebraic mul(const AlgebraicNumber& a, const AlgebraicNumber& b, const AlgebraicLimits& limits) { return operate(qqbar_mul, a, b, limits); }

MaybeAlgebraic div(const AlgebraicNumber& a, const AlgebraicNumber& b, const AlgebraicLimits& limits) {
    if (b.is_zero()) fail(DiagnosticId::DivisionByZero);
    return operate(qqbar_div, a, b, limits);
}

MaybeAlgebraic power(const AlgebraicNumber& a, const Integer& n, const AlgebraicLimits& limits) {
    if (n.is_zero()) return AlgebraicNumber(Rational(1));
    if (a.is_zero() && n.sign() < 0) fail(DiagnosticId::ZeroToNegative);
    if (std::optional<Rational> r = a.root_of_unity()) // only the exponent modulo the order counts
        return AlgebraicNumber::exp_pi_i(*r * Rational(n), {std::max(limits.degree, r->denominator().to_int64()), limits.bits});
    const Integer size = Integer(a.coefficient_bits() + 1) * n.abs();
    if (compare(size, Integer(limits.bits)) > 0) return std::nullopt;
    return AlgebraicAccess::make([&](qqbar_ptr result) { qqbar_pow_si(result, qqbar_of(a), n.to_int64()); });
}

MaybeAlgebraic root(const AlgebraicNumber& a, std::uint32_t n, const AlgebraicLimits& limits) {
    RUMINA_ASSERT(n >= 1, "the index of a root is positive");
    if (std::optional<Rational> r = a.root_of_unity(); r && n > 1) return AlgebraicNumber::exp_pi_i(*r / Rational(std::int64_t{n}), limits);
    if (a.degree() * n > limits.degree || a.coefficient_bits() > limits.bits) return std::nullopt;
    return AlgebraicAccess::make([&](qqbar_ptr result) { qqbar_root_ui(result, qqbar_of(a), n); });
}

MaybeAlgebraic power(const AlgebraicNumber& a, const Rational& exponent, const AlgebraicLimits& limits) {
    const Integer& q = exponent.denominator();
    if (compare(q, Integer(limits.degree)) > 0) return std::nullopt;
    if (a.is_zero() && exponent.sign() < 0) fail(DiagnosticId::ZeroToNegative);
    MaybeAlgebraic base = root(a, static_cast<std::uint32_t>(q.to_int64()), limits);
    return base ? power(*base, exponent.numerator(), limits) : std::nullopt;
}

MaybeAlgebraic real_part(const AlgebraicNumber& a, const AlgebraicLimits& limits) { return of_parts(qqbar_re, a, limits); }
MaybeAlgebraic imaginary_part(const AlgebraicNumber& a, const AlgebraicLimits& limits) { return of_parts(qqbar_im, a, limits); }
MaybeAlgebraic abs(const AlgebraicNumber& a, const AlgebraicLimits& limits) { return of_parts(qqbar_abs, a, limits); }

MaybeAlgebraic evaluate(const std::vector<Rational>& coefficients, const AlgebraicNumber& a, const AlgebraicLimits& limits) {
    FmpqPoly polynomial;
    for (std::size_t i = coefficients.size(); i-- > 0;) fmpq_poly_set_coeff_fmpq(polynomial, static_cast<slong>(i), fmpq_of(coefficients[i]));
    const std::int64_t bits = a.coefficient_bits() * static_cast<std::int64_t>(coefficients.size()) + fmpz_bits(fmpq_poly_denref(static_cast<fmpq_poly_struct*>(polynomial)));
    if (bits > limits.bits || a.degree() > limits.degree) return std::nullopt;
    return AlgebraicAccess::make([&](qqbar_ptr result) { qqbar_evaluate_fmpq_poly(result, polynomial, qqbar_of(a)); });
}

// ── roots and fields ────────────────────────────────────────────────────────────────────────────────────────

namespace {

/// Exact comparison of real parts happens in a field of squared degree: too slow for the highest degrees, where parts
/// that agree to this many bits count as equal.
constexpr std::int64_t kOrderBits = 1024;

/// Order of one part of two roots, by balls first.
int order_of(const AlgebraicNumber& a, const AlgebraicNumber& b, Ball (*part)(const AlgebraicNumber&, std::int64_t), int (*exact)(qqbar_srcptr, qqbar_srcptr)) {
    for (std::int64_t prec : {std::int64_t{64}, kOrderBits})
        if (std::optional<int> order = compare_real(part(a, prec), part(b, prec))) return *order;
    return a.degree() * b.degree() <= 64 ? exact(qqbar_of(a), qqbar_of(b)) : 0;
}

Ball real_enclosure(const AlgebraicNumber& a, std::int64_t prec) { return a.enclosure(prec).real(); }

Ball imaginary_size(const AlgebraicNumber& a, std::int64_t prec) {
    Ball result = a.enclosure(prec).imag();
    return a.imag_sign() < 0 ? ball::neg(result) : result;
}

bool comes_before(const AlgebraicNumber& a, const AlgebraicNumber& b) {
    const bool a_real = a.is_real(), b_real = b.is_real();
    if (a_real != b_real) return a_real;
    if (!a_real && a == b.conj()) return a.imag_sign() < b.imag_sign();
    if (int order = order_of(a, b, real_enclosure, qqbar_cmp_re); order != 0) return order < 0;
    if (a_real) return false;
    if (int order = order_of(a, b, imaginary_size, qqbar_cmpabs_im); order != 0) return order < 0;
    return a.imag_sign() < b.imag_sign();
}

} // namespace

std::optional<std::vector<AlgebraicNumber>> roots(const std::vector<Integer>& coefficients, const AlgebraicLimits& limits) {
    return interruptible([&]() -> std::optional<std::vector<AlgebraicNumber>> {
        FmpzPoly polynomial;
        for (std::size_t i = coefficients.size(); i-- > 0;) fmpz_poly_set_coeff_fmpz(polynomial, static_cast<slong>(i), fmpz_of(coefficients[i]));
        const slong degree = fmpz_poly_degree(polynomial);
        RUMINA_ASSERT(degree >= 0, "every number is a root of 0");
        if (degree > limits.degree || std::abs(fmpz_poly_max_bits(polynomial)) > limits.bits) return std::nullopt;
        std::vector<AlgebraicNumber> result;
        if (degree == 0) return result;
        qqbar_ptr found = _qqbar_vec_init(degree);
        qqbar_roots_fmpz_poly(found, polynomial, QQBAR_ROOTS_UNSORTED);
        for (slong i = 0; i < degree; ++i) result.push_back(AlgebraicAccess::make([&](qqbar_ptr value) { qqbar_swap(value, found + i); }));
        _qqbar_vec_clear(found, degree);
        std::stable_sort(result.begin(), result.end(), comes_before);
        return result;
    });
}

std::optional<std::vector<Rational>> express_in_field(const AlgebraicNumber& x, const AlgebraicNumber& generator) {
    return interruptible([&]() -> std::optional<std::vector<Rational>> {
        FmpqPoly polynomial;
        if (!qqbar_express_in_field(polynomial, qqbar_of(generator), qqbar_of(x), 2000, 0, 256)) return std::nullopt;
        std::vector<Rational> result;
        for (slong i = 0; i < fmpq_poly_length(polynomial); ++i) {
            result.emplace_back();
            fmpq_poly_get_coeff_fmpq(fmpq_of(result.back()), polynomial, i);
        }
        return result;
    });
}

} // namespace rumina
