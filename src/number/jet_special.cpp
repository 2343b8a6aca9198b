// Special functions of jets: through FLINT's power series where it has them, else by composing with the Taylor
// coefficients at the jet's constant term, which come from a formula for derivatives or from the function's differential
// equation.
#include "number/ball_functions.h"
#include "number/flint_jet.h"

#include <flint/acb_elliptic.h>
#include <flint/acb_hypgeom.h>

namespace rumina::jet {
namespace {

Jet constant_like(const Ball& value, const Jet& z) { return Jet::constant(value, z.length()); }
Jet one_like(const Jet& z) { return constant_like(Ball(1), z); }
Ball integer(std::int64_t n) { return Ball(static_cast<std::int64_t>(n)); }

/// Coefficients k = 0, 1, … of f's Taylor series at the jet's constant term, composed with the jet.
template <typename Coefficient>
Jet by_taylor(const Jet& z, std::int64_t prec, Coefficient coefficient) {
    if (!z.is_finite()) return Jet::indeterminate(z.length());
    const std::int64_t count = z.is_constant() ? 1 : z.length();
    std::vector<Ball> taylor;
    for (std::int64_t k = 0; k < count; ++k) taylor.push_back(coefficient(k));
    return compose(taylor, z, prec);
}

/// All parameters constant, and everything finite.
template <typename... Jets>
bool usable(const Jet& z, const Jets&... parameters) {
    return z.is_finite() && ((parameters.is_constant() && parameters.is_finite()) && ...);
}

/// x(x+1)…(x+k-1)
Ball rising(const Ball& x, std::int64_t k, std::int64_t prec) { return ball::rising_factorial(x, integer(k), prec); }
Ball plus(const Ball& x, std::int64_t k, std::int64_t prec) { return ball::add(x, integer(k), 2 * prec); }
Ball over_factorial(const Ball& x, std::int64_t k, std::int64_t prec) { return ball::div(x, ball::factorial(integer(k), prec), prec); }

/// A function of one argument with a series in FLINT; constants go through balls, which know more points.
Jet series(SeriesFunction function, Ball (*value)(const Ball&, std::int64_t), const Jet& z, std::int64_t prec) {
    if (z.is_constant()) return constant_like(value(z.value(), prec), z);
    return apply(function, z, prec);
}

} // namespace

// ── gamma family ────────────────────────────────────────────────────────────────────────────────────────────

Jet gamma(const Jet& z, std::int64_t prec) { return series(acb_poly_gamma_series, ball::gamma, z, prec); }
Jet reciprocal_gamma(const Jet& z, std::int64_t prec) { return series(acb_poly_rgamma_series, ball::reciprocal_gamma, z, prec); }
Jet lgamma(const Jet& z, std::int64_t prec) { return series(acb_poly_lgamma_series, ball::lgamma, z, prec); }
Jet digamma(const Jet& z, std::int64_t prec) { return series(acb_poly_digamma_series, ball::digamma, z, prec); }

Jet polygamma(const Jet& n, const Jet& z, std::int64_t prec) {
    if (!usable(z, n)) return Jet::indeterminate(z.length());
    return by_taylor(z, prec, [&](std::int64_t k) { return over_factorial(ball::polygamma(plus(n.value(), k, prec), z.value(), prec), k, prec); });
}

Jet beta(const Jet& a, const Jet& b, std::int64_t prec) {
    return mul(mul(gamma(a, prec), gamma(b, prec), prec), reciprocal_gamma(add(a, b, prec), prec), prec);
}

Jet factorial(const Jet& z, std::int64_t prec) { return gamma(add(z, one_like(z), prec), prec); }

Jet binomial(const Jet& n, const Jet& k, std::int64_t prec) {
    std::optional<Integer> count = k.is_constant() ? k.value().exact_integer() : std::nullopt;
    if (count && compare(*count, Integer(200)) <= 0) { // n(n-1)…(n-k+1)/k!
        Jet product = constant_like(count->sign() < 0 ? Ball() : Ball(1), n);
        for (std::int64_t i = 0; i < count->to_int64(); ++i)
            product = mul(product, mul(sub(n, constant_like(Ball(i), n), prec), constant_like(Ball::rational(Rational::make(Integer(1), Integer(i + 1)), prec), n), prec), prec);
        return product;
    }
    Jet one = one_like(n);
    return mul(factorial(n, prec), mul(reciprocal_gamma(add(k, one, prec), prec), reciprocal_gamma(add(sub(n, k, prec), one, prec), prec), prec), prec);
}

namespace {

using IncompleteGamma = void (*)(acb_poly_struct*, acb_srcptr, const acb_poly_struct*, int, slong, slong);

Jet incomplete_gamma(IncompleteGamma function, Ball (*value)(const Ball&, const Ball&, std::int64_t), const Jet& s, const Jet& z, std::int64_t prec) {
    const std::int64_t length = std::min(s.length(), z.length());
    if (!usable(z, s)) return Jet::indeterminate(length);
    Ball order = s.value();
    if (z.is_constant()) return Jet::constant(value(order, z.value(), prec), length);
    if (z.value().contains_zero()) return Jet::indeterminate(length);
    Jet result = JetAccess::zero(length);
    function(poly_of(result), acb_of(order), poly_of(z), 0, length, prec);
    return result;
}

} // namespace

Jet gamma_upper(const Jet& s, const Jet& z, std::int64_t prec) { return incomplete_gamma(acb_hypgeom_gamma_upper_series, ball::gamma_upper, s, z, prec); }
Jet gamma_lower(const Jet& s, const Jet& z, std::int64_t prec) { return incomplete_gamma(acb_hypgeom_gamma_lower_series, ball::gamma_lower, s, z, prec); }

// ── zeta family ─────────────────────────────────────────────────────────────────────────────────────────────

Jet zeta(const Jet& s, std::int64_t prec) {
    if (s.is_constant() || !s.is_finite()) return constant_like(ball::zeta(s.value(), prec), s);
    if (s.value().real_sign() != -1) return hurwitz_zeta(s, one_like(s), prec);
    // 2·(2π)^(s-1)·sin(πs/2)·Γ(1-s)·ζ(1-s) [DLMF 25.4.1]
    const Ball pi = Ball::pi(prec), tau = ball::mul(pi, Ball(2), prec);
    Jet other = sub(one_like(s), s, prec);
    Jet product = mul(exp(neg(mul(other, constant_like(ball::log(tau, prec), s), prec)), prec), constant_like(Ball(2), s), prec);
    product = mul(product, sin(mul(s, constant_like(ball::mul(pi, Ball(0.5), prec), s), prec), prec), prec);
    return mul(product, mul(gamma(other, prec), hurwitz_zeta(other, one_like(s), prec), prec), prec);
}

Jet hurwitz_zeta(const Jet& s, const Jet& a, std::int64_t prec) {
    const std::int64_t length = std::min(s.length(), a.length());
    if (!s.is_finite() || !a.is_finite() || s.value().imag().log2_upper() > 20) return Jet::indeterminate(length);
    if (a.is_constant()) {
        Ball shift = a.value();
        Jet result = JetAccess::zero(length);
        acb_poly_zeta_series(poly_of(result), poly_of(s), acb_of(shift), 0, length, prec);
        return result;
    }
    if (!s.is_constant()) return Jet::indeterminate(length);
    return by_taylor(a, prec, [&](std::int64_t k) { // (-1)ᵏ (s)ₖ/k! ζ(s + k, a) [DLMF 25.11.17]
        Ball value = ball::mul(rising(s.value(), k, prec), ball::hurwitz_zeta(plus(s.value(), k, prec), a.value(), prec), prec);
        return over_factorial(k % 2 == 0 ? value : ball::neg(value), k, prec);
    });
}

Jet polylog(const Jet& s, const Jet& z, std::int64_t prec) {
    const std::int64_t length = std::min(s.length(), z.length());
    if (!s.is_finite() || !z.is_finite()) return Jet::indeterminate(length);
    if (z.is_constant()) {
        if (s.is_constant()) return Jet::constant(ball::polylog(s.value(), z.value(), prec), length);
        Ball at = z.value();
        Jet result = JetAccess::zero(length);
        acb_poly_polylog_series(poly_of(result), poly_of(s), acb_of(at), length, prec);
        return result;
    }
    if (!s.is_constant()) return Jet::indeterminate(length);
    if (z.value().is_zero()) // Σ zᵏ/kˢ
        return by_taylor(z, prec, [&](std::int64_t k) { return k == 0 ? Ball() : ball::pow(integer(k), ball::neg(s.value()), prec); });
    if (z.value().contains_zero()) return Jet::indeterminate(length);
    // z·d/dz lowers the order: in u = log(z/z₀) the k-th derivative is the function of order s - k.
    Jet ratio = div(z, constant_like(z.value(), z), prec);
    std::vector<Ball> coefficients{Ball(1)};
    for (std::int64_t k = 1; k < length; ++k) coefficients.push_back(ratio.coefficient(k));
    Jet u = log(Jet::of_coefficients(coefficients), prec);
    return by_taylor(u, prec, [&](std::int64_t k) { return over_factorial(ball::polylog(ball::sub(s.value(), integer(k), 2 * prec), z.value(), prec), k, prec); });
}

// ── error function, exponential and Fresnel integrals ───────────────────────────────────────────────────────

Jet erf(const Jet& z, std::int64_t prec) { return series(acb_hypgeom_erf_series, ball::erf, z, prec); }
Jet erfc(const Jet& z, std::int64_t prec) { return series(acb_hypgeom_erfc_series, ball::erfc, z, prec); }
Jet erfi(const Jet& z, std::int64_t prec) { return series(acb_hypgeom_erfi_series, ball::erfi, z, prec); }
Jet expint_ei(const Jet& z, std::int64_t prec) { return series(acb_hypgeom_ei_series, ball::expint_ei, z, prec); }

namespace {

/// An integral of g(z)/z, from its value; FLINT's series where z may be 0. (Its series of sine and those built on it
/// have the precision of a double only.)
Jet integral_over_z(SeriesFunction at_zero, Ball (*value)(const Ball&, std::int64_t), Jet (*g)(const Jet&, std::int64_t), const Jet& z, std::int64_t prec) {
    if (z.is_constant() || z.value().contains_zero()) return series(at_zero, value, z, prec);
    return from_slope(value(z.value(), prec), div(g(z, prec), z, prec), z, prec);
}

} // namespace

Jet sinint(const Jet& z, std::int64_t prec) { return integral_over_z(acb_hypgeom_si_series, ball::sinint, sin, z, prec); }
Jet cosint(const Jet& z, std::int64_t prec) { return integral_over_z(acb_hypgeom_ci_series, ball::cosint, cos, z, prec); }
Jet sinhint(const Jet& z, std::int64_t prec) { return integral_over_z(acb_hypgeom_shi_series, ball::sinhint, sinh, z, prec); }
Jet coshint(const Jet& z, std::int64_t prec) { return series(acb_hypgeom_chi_series, ball::coshint, z, prec); }

Jet logint(const Jet& z, std::int64_t prec) {
    auto li = [](acb_poly_struct* result, const acb_poly_struct* h, slong length, slong precision) { acb_hypgeom_li_series(result, h, 0, length, precision); };
    return series(li, ball::logint, z, prec);
}

namespace {

/// πz²/2
Jet fresnel_phase(const Jet& z, std::int64_t prec) {
    return mul(mul(z, z, prec), constant_like(ball::mul(Ball::pi(prec), Ball(0.5), prec), z), prec);
}

} // namespace

Jet fresnel_s(const Jet& z, std::int64_t prec) { return from_slope(ball::fresnel_s(z.value(), prec), sin(fresnel_phase(z, prec), prec), z, prec); }
Jet fresnel_c(const Jet& z, std::int64_t prec) { return from_slope(ball::fresnel_c(z.value(), prec), cos(fresnel_phase(z, prec), prec), z, prec); }

// ── Bessel and Airy ─────────────────────────────────────────────────────────────────────────────────────────

namespace {

using OrderFunction = Ball (*)(const Ball&, const Ball&, std::int64_t);

/// Taylor coefficients at z₀ ≠ 0 of a solution of z²y″ + zy′ + (σz² - ν²)y = 0 with the given y and y′.
std::vector<Ball> bessel_taylor(const Ball& order, const Ball& z, int sigma, const Ball& y, const Ball& slope, std::int64_t count, std::int64_t prec) {
    std::vector<Ball> c{y, slope};
    const Ball square = ball::mul(z, z, prec), twice = ball::add(z, z, prec), order_square = ball::mul(order, order, prec), factor(sigma);
    for (std::int64_t k = 0; k + 2 < count; ++k) {
        Ball sum = ball::mul(ball::mul(z, integer((k + 1) * (2 * k + 1)), prec), c[static_cast<std::size_t>(k + 1)], prec);
        Ball middle = ball::add(ball::sub(ball::mul(factor, square, prec), order_square, prec), integer(k * k), prec);
        sum = ball::add(sum, ball::mul(middle, c[static_cast<std::size_t>(k)], prec), prec);
        if (k >= 1) sum = ball::add(sum, ball::mul(ball::mul(factor, twice, prec), c[static_cast<std::size_t>(k - 1)], prec), prec);
        if (k >= 2) sum = ball::add(sum, ball::mul(factor, c[static_cast<std::size_t>(k - 2)], prec), prec);
        c.push_back(ball::neg(ball::div(sum, ball::mul(square, integer((k + 1) * (k + 2)), prec), prec)));
    }
    c.resize(static_cast<std::size_t>(count));
    return c;
}

/// f' = (lower·f_{ν-1} + upper·f_{ν+1})/2 [DLMF 10.6.1, 10.29.1]
Jet bessel(OrderFunction function, int sigma, int lower, int upper, const Jet& order, const Jet& z, std::int64_t prec) {
    const std::int64_t length = std::min(order.length(), z.length());
    if (!usable(z, order)) return Jet::indeterminate(length);
    const Ball nu = order.value(), at = z.value(), y = function(nu, at, prec);
    if (z.is_constant()) return Jet::constant(y, length);
    if (at.contains_zero()) {
        // J and I of an integer order n >= 0 are entire: Σ (-σ)ᵏ (z/2)^(2k+n) / (k!(k+n)!).
        std::optional<Integer> n = nu.exact_integer();
        const bool entire = lower == 1; // the signs (1, -1) of J and (1, 1) of I; Y has the signs of J but no power series
        if (!n || n->sign() < 0 || compare(*n, Integer(10000)) > 0 || !entire || !at.is_zero() || function == ball::bessel_y) return Jet::indeterminate(length);
        const std::int64_t first = static_cast<std::int64_t>(n->to_int64());
        return by_taylor(z, prec, [&](std::int64_t j) {
            if (j < first || (j - first) % 2 != 0) return Ball();
            const std::int64_t k = (j - first) / 2;
            Ball below = ball::mul(ball::factorial(integer(k), prec), ball::factorial(integer(k + first), prec), prec);
            Ball value = ball::div(ball::pow_integer(Ball(0.5), Integer(static_cast<std::int64_t>(j)), prec), below, prec);
            return sigma == 1 && k % 2 == 1 ? ball::neg(value) : value;
        });
    }
    Ball below = function(ball::sub(nu, Ball(1), 2 * prec), at, prec), above = function(ball::add(nu, Ball(1), 2 * prec), at, prec);
    Ball slope = ball::mul(Ball(0.5), ball::add(ball::mul(Ball(lower), below, prec), ball::mul(Ball(upper), above, prec), prec), prec);
    return compose(bessel_taylor(nu, at, sigma, y, slope, std::max<std::int64_t>(length, 2), prec), length == z.length() ? z : mul(z, Jet::constant(Ball(1), length), prec), prec);
}

Jet airy(int which, const Jet& z, std::int64_t prec) {
    if (!z.is_finite()) return Jet::indeterminate(z.length());
    Jet all[4] = {JetAccess::zero(z.length()), JetAccess::zero(z.length()), JetAccess::zero(z.length()), JetAccess::zero(z.length())};
    acb_hypgeom_airy_series(poly_of(all[0]), poly_of(all[1]), poly_of(all[2]), poly_of(all[3]), poly_of(z), z.length(), prec);
    return all[which];
}

} // namespace

Jet bessel_j(const Jet& order, const Jet& z, std::int64_t prec) { return bessel(ball::bessel_j, 1, 1, -1, order, z, prec); }
Jet bessel_y(const Jet& order, const Jet& z, std::int64_t prec) { return bessel(ball::bessel_y, 1, 1, -1, order, z, prec); }
Jet bessel_i(const Jet& order, const Jet& z, std::int64_t prec) { return bessel(ball::bessel_i, -1, 1, 1, order, z, prec); }
Jet bessel_k(const Jet& order, const Jet& z, std::int64_t prec) { return bessel(ball::bessel_k, -1, -1, -1, order, z, prec); }
Jet airy_ai(const Jet& z, std::int64_t prec) { return airy(0, z, prec); }
Jet airy_ai_prime(const Jet& z, std::int64_t prec) { return airy(1, z, prec); }
Jet airy_bi(const Jet& z, std::int64_t prec) { return airy(2, z, prec); }
Jet airy_bi_prime(const Jet& z, std::int64_t prec) { return airy(3, z, prec); }

// ── elliptic integrals ──────────────────────────────────────────────────────────────────────────────────────

Jet elliptic_k(const Jet& m, std::int64_t prec) { return series(acb_elliptic_k_series, ball::elliptic_k, m, prec); }

Jet elliptic_e(const Jet& m, std::int64_t prec) { // E = 2m(1-m)K′ + (1-m)K [DLMF 19.4.1]
    if (m.is_constant() || !m.is_finite()) return constant_like(ball::elliptic_e(m.value(), prec), m);
    Jet at = Jet::variable(m.value(), m.length() + 1), k = elliptic_k(at, prec), slope = derivative(k, prec), rest = sub(one_like(at), at, prec);
    Jet e = mul(rest, add(k, mul(mul(at, constant_like(Ball(2), at), prec), slope, prec), prec), prec); // as long as slope
    return by_taylor(m, prec, [&](std::int64_t i) { return e.coefficient(i); });
}

namespace {

/// The jet with fewer terms.
Jet cut(const Jet& z, std::int64_t length) { return z.length() == length ? z : add(z, Jet::constant(Ball(), length), ARF_PREC_EXACT); }

/// √(1 - m·sin²φ) for a constant m
Jet delta(const Jet& phi, const Jet& m, std::int64_t prec) {
    Jet s = sin(phi, prec);
    return sqrt(sub(one_like(phi), mul(constant_like(m.value(), phi), mul(s, s, prec), prec), prec), prec);
}

} // namespace

Jet elliptic_f(const Jet& phi, const Jet& m, std::int64_t prec) {
    const std::int64_t length = std::min(phi.length(), m.length());
    if (!usable(phi, m)) return Jet::indeterminate(length);
    return from_slope(ball::elliptic_f(phi.value(), m.value(), prec), inverse(delta(phi, m, prec), prec), cut(phi, length), prec);
}

Jet elliptic_e_incomplete(const Jet& phi, const Jet& m, std::int64_t prec) {
    const std::int64_t length = std::min(phi.length(), m.length());
    if (!usable(phi, m)) return Jet::indeterminate(length);
    return from_slope(ball::elliptic_e_incomplete(phi.value(), m.value(), prec), delta(phi, m, prec), cut(phi, length), prec);
}

Jet elliptic_pi_incomplete(const Jet& n, const Jet& phi, const Jet& m, std::int64_t prec) {
    const std::int64_t length = std::min({n.length(), phi.length(), m.length()});
    if (!usable(phi, n, m)) return Jet::indeterminate(length);
    Jet s = sin(phi, prec), pole = sub(one_like(phi), mul(constant_like(n.value(), phi), mul(s, s, prec), prec), prec);
    Jet slope = inverse(mul(pole, delta(phi, m, prec), prec), prec);
    return from_slope(ball::elliptic_pi_incomplete(n.value(), phi.value(), m.value(), prec), slope, cut(phi, length), prec);
}

// ── hypergeometric ──────────────────────────────────────────────────────────────────────────────────────────

namespace {

/// `value` is the function of balls.
template <typename Value>
Jet hypergeometric_by(const std::vector<Jet>& upper, const std::vector<Jet>& lower, const Jet& z, std::int64_t prec, Value value) {
    for (const auto* parameters : {&upper, &lower})
        for (const Jet& p : *parameters)
            if (!usable(z, p)) return Jet::indeterminate(z.length());
    // The k-th derivative is Π(a)ₖ/Π(b)ₖ times the function with all parameters raised by k. [DLMF 16.3.1]
    return by_taylor(z, prec, [&](std::int64_t k) {
        Ball factor(1);
        std::vector<Ball> a, b;
        for (const Jet& p : upper) {
            factor = ball::mul(factor, rising(p.value(), k, prec), prec);
            a.push_back(plus(p.value(), k, prec));
        }
        for (const Jet& p : lower) {
            factor = ball::div(factor, rising(p.value(), k, prec), prec);
            b.push_back(plus(p.value(), k, prec));
        }
        if (factor.is_zero()) return Ball(); // past the end of a polynomial
        return over_factorial(ball::mul(factor, value(a, b), prec), k, prec);
    });
}

} // namespace

Jet hypergeometric_pfq(const std::vector<Jet>& upper, const std::vector<Jet>& lower, const Jet& z, std::int64_t prec) {
    return hypergeometric_by(upper, lower, z, prec, [&](const auto& a, const auto& b) { return ball::hypergeometric_pfq(a, b, z.value(), prec); });
}

Jet hypergeometric_2f1(const Jet& a, const Jet& b, const Jet& c, const Jet& z, std::int64_t prec, ball::GaussIntegers known) {
    return hypergeometric_by({a, b}, {c}, z, prec,
                             [&](const auto& u, const auto& l) { return ball::hypergeometric_2f1(u[0], u[1], l[0], z.value(), prec, known); });
}
Jet hypergeometric_1f1(const Jet& a, const Jet& b, const Jet& z, std::int64_t prec) { return hypergeometric_pfq({a}, {b}, z, prec); }

Jet hypergeometric_u(const Jet& a, const Jet& b, const Jet& z, std::int64_t prec) {
    if (!usable(z, a, b)) return Jet::indeterminate(z.length());
    return by_taylor(z, prec, [&](std::int64_t k) { // U⁽ᵏ⁾ = (-1)ᵏ (a)ₖ U(a+k, b+k, z) [DLMF 13.3.22]
        Ball factor = rising(a.value(), k, prec);
        if (factor.is_zero()) return Ball();
        Ball value = ball::mul(factor, ball::hypergeometric_u(plus(a.value(), k, prec), plus(b.value(), k, prec), z.value(), prec), prec);
        return over_factorial(k % 2 == 0 ? value : ball::neg(value), k, prec);
    });
}

Jet appell_f1(const Jet& a, const Jet& b1, const Jet& b2, const Jet& c, const Jet& x, const Jet& y, std::int64_t prec) {
    const std::int64_t length = std::min({a.length(), b1.length(), b2.length(), c.length(), x.length(), y.length()});
    if (!usable(x, a, b1, b2, c) || !y.is_finite()) return Jet::indeterminate(length);
    // Σ (a)ᵢ₊ⱼ (b1)ᵢ (b2)ⱼ/((c)ᵢ₊ⱼ i! j!) · F₁(a+i+j; b1+i, b2+j; c+i+j; x₀, y₀)·(x-x₀)ⁱ(y-y₀)ʲ
    auto shifted = [](const Jet& z) {
        Jet moved = z;
        acb_poly_set_coeff_si(poly_of(moved), 0, 0);
        return moved;
    };
    const Jet dx = shifted(x), dy = shifted(y);
    Jet sum = Jet::constant(Ball(), length), x_power = Jet::constant(Ball(1), length);
    for (std::int64_t i = 0; i < (x.is_constant() ? 1 : length); ++i, x_power = mul(x_power, dx, prec)) {
        Jet power = x_power;
        for (std::int64_t j = 0; i + j < length && (j == 0 || !y.is_constant()); ++j, power = mul(power, dy, prec)) {
            Ball factor = ball::div(rising(a.value(), i + j, prec), rising(c.value(), i + j, prec), prec);
            factor = ball::mul(factor, ball::mul(rising(b1.value(), i, prec), rising(b2.value(), j, prec), prec), prec);
            if (factor.is_zero()) continue;
            Ball value = ball::appell_f1(plus(a.value(), i + j, prec), plus(b1.value(), i, prec), plus(b2.value(), j, prec), plus(c.value(), i + j, prec), x.value(), y.value(), prec);
            value = over_factorial(over_factorial(ball::mul(factor, value, prec), i, prec), j, prec);
            sum = add(sum, mul(power, Jet::constant(value, length), prec), prec);
        }
    }
    return sum;
}

// ── orthogonal polynomials ──────────────────────────────────────────────────────────────────────────────────

namespace {

/// pFq with two upper parameters and one lower at (1 - z)/2, about the point 1.
Jet about_one(const Ball& a, const Ball& b, const Ball& c, const Jet& z, std::int64_t prec) {
    Jet t = mul(sub(one_like(z), z, prec), constant_like(Ball(0.5), z), prec);
    return hypergeometric_2f1(constant_like(a, z), constant_like(b, z), constant_like(c, z), t, prec);
}

} // namespace

Jet legendre_p(const Jet& n, const Jet& z, std::int64_t prec) { // [DLMF 14.3.1]
    if (!usable(z, n)) return Jet::indeterminate(z.length());
    return about_one(ball::neg(n.value()), plus(n.value(), 1, prec), Ball(1), z, prec);
}

Jet legendre_q(const Jet& n, const Jet& z, std::int64_t prec) {
    if (!usable(z, n)) return Jet::indeterminate(z.length());
    const Ball nu = n.value(), at = z.value(), y = ball::legendre_q(nu, at, prec), one(1);
    if (z.is_constant()) return constant_like(y, z);
    const Ball gap = ball::sub(one, ball::mul(at, at, prec), prec); // 1 - z²
    if (gap.contains_zero()) return Jet::indeterminate(z.length());
    // (1-z²)y′ = (n+1)(z·y - Qₙ₊₁) [DLMF 14.10.4]; then (1-z²)y″ - 2zy′ + n(n+1)y = 0, term by term.
    Ball next = ball::legendre_q(plus(nu, 1, prec), at, prec), degree = ball::mul(nu, plus(nu, 1, prec), prec);
    std::vector<Ball> c{y, ball::div(ball::mul(plus(nu, 1, prec), ball::sub(ball::mul(at, y, prec), next, prec), prec), gap, prec)};
    for (std::int64_t k = 0; k + 2 < z.length(); ++k) {
        Ball sum = ball::mul(ball::mul(at, integer(2 * (k + 1) * (k + 1)), prec), c[static_cast<std::size_t>(k + 1)], prec);
        sum = ball::add(sum, ball::mul(ball::sub(integer(k * (k + 1)), degree, prec), c[static_cast<std::size_t>(k)], prec), prec);
        c.push_back(ball::div(sum, ball::mul(gap, integer((k + 1) * (k + 2)), prec), prec));
    }
    return compose(c, z, prec);
}

Jet chebyshev_t(const Jet& n, const Jet& z, std::int64_t prec) { // [DLMF 15.9.5]
    if (!usable(z, n)) return Jet::indeterminate(z.length());
    return about_one(ball::neg(n.value()), n.value(), Ball(0.5), z, prec);
}

Jet chebyshev_u(const Jet& n, const Jet& z, std::int64_t prec) { // [DLMF 15.9.6]
    if (!usable(z, n)) return Jet::indeterminate(z.length());
    Jet f = about_one(ball::neg(n.value()), plus(n.value(), 2, prec), Ball(1.5), z, prec);
    return mul(f, constant_like(plus(n.value(), 1, prec), z), prec);
}

Jet hermite_h(const Jet& n, const Jet& z, std::int64_t prec) {
    if (!usable(z, n)) return Jet::indeterminate(z.length());
    return by_taylor(z, prec, [&](std::int64_t k) { // H⁽ᵏ⁾ = 2ᵏ n(n-1)…(n-k+1) Hₙ₋ₖ; the product over k! is a binomial
        Ball factor = ball::binomial(n.value(), integer(k), prec);
        if (factor.is_zero()) return Ball();
        factor = ball::mul(factor, ball::pow_integer(Ball(2), Integer(static_cast<std::int64_t>(k)), prec), prec);
        return ball::mul(factor, ball::hermite_h(ball::sub(n.value(), integer(k), 2 * prec), z.value(), prec), prec);
    });
}

Jet laguerre_l(const Jet& n, const Jet& alpha, const Jet& z, std::int64_t prec) {
    if (!usable(z, n, alpha)) return Jet::indeterminate(z.length());
    std::optional<Integer> degree = n.value().exact_integer();
    return by_taylor(z, prec, [&](std::int64_t k) { // (-1)ᵏ Lₙ₋ₖ with α + k [DLMF 18.9.23]
        if (degree && degree->sign() >= 0 && compare(*degree, Integer(static_cast<std::int64_t>(k))) < 0) return Ball();
        Ball value = ball::laguerre_l(ball::sub(n.value(), integer(k), 2 * prec), plus(alpha.value(), k, prec), z.value(), prec);
        return over_factorial(k % 2 == 0 ? value : ball::neg(value), k, prec);
    });
}

} // namespace rumina::jet
