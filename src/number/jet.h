// Jets: the first coefficients of a power series in t, as balls. A function applied to a jet z(t) gives the Taylor
// coefficients of f(z(t)); with z(t) = x + t these are f⁽ᵏ⁾(x)/k!. For checking derivatives and antiderivatives without
// the rules that found them. [Moore 1966; Johansson 2017]
//
// The coefficients enclose those at every point of the jet's constant term. Where a function is not analytic (poles,
// kinks, the ends of cuts) the jet is not finite. On a cut, coefficients are those of the function along the cut.
#pragma once

#include <cstdint>
#include <vector>

#include "number/ball.h"
#include "number/gauss_integers.h"

namespace rumina {

class Jet {
public:
    Jet() noexcept : storage_{}, length_(1) {} ///< the constant 0
    Jet(const Jet& other);
    Jet(Jet&& other) noexcept;
    Jet& operator=(const Jet& other);
    Jet& operator=(Jet&& other) noexcept;
    ~Jet();

    /// `length` coefficients are kept, at least 1.
    static Jet constant(const Ball& value, std::int64_t length);
    static Jet variable(const Ball& at, std::int64_t length); ///< at + t
    static Jet of_coefficients(const std::vector<Ball>& coefficients);
    static Jet indeterminate(std::int64_t length);

    std::int64_t length() const noexcept { return length_; }
    Ball coefficient(std::int64_t k) const; ///< 0 past the length
    Ball value() const { return coefficient(0); }
    bool is_finite() const;
    bool is_constant() const; ///< all coefficients but the first are exactly 0
    bool is_real() const;

private:
    friend struct JetAccess;
    alignas(8) unsigned char storage_[24]; ///< an acb_poly
    std::int64_t length_;
};

/// Results are as long as the shortest operand. Functions with parameters (orders, indices, the m of elliptic
/// integrals) need them constant, unless a comment says more; else the result is not finite.
namespace jet {

Jet add(const Jet& a, const Jet& b, std::int64_t prec);
Jet sub(const Jet& a, const Jet& b, std::int64_t prec);
Jet mul(const Jet& a, const Jet& b, std::int64_t prec);
Jet div(const Jet& a, const Jet& b, std::int64_t prec);
Jet neg(const Jet& a);
Jet inverse(const Jet& a, std::int64_t prec);
Jet pow(const Jet& a, const Jet& b, std::int64_t prec); ///< principal
Jet pow(const Jet& a, const Rational& b, std::int64_t prec);
Jet derivative(const Jet& a, std::int64_t prec); ///< by t; one coefficient shorter
Jet integral(const Jet& a, const Ball& constant, std::int64_t prec); ///< by t, from 0; one coefficient longer
/// f(z(t)) from f's Taylor coefficients at z(0).
Jet compose(const std::vector<Ball>& taylor, const Jet& z, std::int64_t prec);
/// f(z(t)) from f(z(0)) and f′(z(t)): the value plus the integral of slope·z′.
Jet from_slope(const Ball& value, const Jet& slope, const Jet& z, std::int64_t prec);

Jet sqrt(const Jet& z, std::int64_t prec);
Jet root(const Jet& z, const Jet& n, std::int64_t prec);
Jet exp(const Jet& z, std::int64_t prec);
Jet log(const Jet& z, std::int64_t prec);
Jet log10(const Jet& z, std::int64_t prec);
Jet logb(const Jet& z, const Jet& base, std::int64_t prec);
Jet sin(const Jet& z, std::int64_t prec);
Jet cos(const Jet& z, std::int64_t prec);
Jet tan(const Jet& z, std::int64_t prec);
Jet cot(const Jet& z, std::int64_t prec);
Jet sec(const Jet& z, std::int64_t prec);
Jet csc(const Jet& z, std::int64_t prec);
Jet asin(const Jet& z, std::int64_t prec);
Jet acos(const Jet& z, std::int64_t prec);
Jet atan(const Jet& z, std::int64_t prec);
Jet acot(const Jet& z, std::int64_t prec);
Jet asec(const Jet& z, std::int64_t prec);
Jet acsc(const Jet& z, std::int64_t prec);
Jet sinh(const Jet& z, std::int64_t prec);
Jet cosh(const Jet& z, std::int64_t prec);
Jet tanh(const Jet& z, std::int64_t prec);
Jet coth(const Jet& z, std::int64_t prec);
Jet sech(const Jet& z, std::int64_t prec);
Jet csch(const Jet& z, std::int64_t prec);
Jet asinh(const Jet& z, std::int64_t prec);
Jet acosh(const Jet& z, std::int64_t prec);
Jet atanh(const Jet& z, std::int64_t prec);
Jet acoth(const Jet& z, std::int64_t prec);
Jet asech(const Jet& z, std::int64_t prec);
Jet acsch(const Jet& z, std::int64_t prec);
Jet lambertw(const Jet& branch, const Jet& z, std::int64_t prec);

// Of real jets, away from steps and kinks.
Jet abs(const Jet& x, std::int64_t prec);
Jet sign(const Jet& x, std::int64_t prec);
Jet floor(const Jet& x, std::int64_t prec);
Jet ceil(const Jet& x, std::int64_t prec);
Jet heaviside(const Jet& x, std::int64_t prec);
Jet min(const Jet& x, const Jet& y, std::int64_t prec);
Jet max(const Jet& x, const Jet& y, std::int64_t prec);
Jet atan2(const Jet& y, const Jet& x, std::int64_t prec);
// Of complex jets in a real t.
Jet re(const Jet& z, std::int64_t prec);
Jet im(const Jet& z, std::int64_t prec);
Jet conj(const Jet& z, std::int64_t prec);

Jet gamma(const Jet& z, std::int64_t prec);
Jet reciprocal_gamma(const Jet& z, std::int64_t prec);
Jet lgamma(const Jet& z, std::int64_t prec);
Jet digamma(const Jet& z, std::int64_t prec);
Jet polygamma(const Jet& n, const Jet& z, std::int64_t prec);
Jet beta(const Jet& a, const Jet& b, std::int64_t prec);
Jet factorial(const Jet& z, std::int64_t prec);
Jet binomial(const Jet& n, const Jet& k, std::int64_t prec);
Jet gamma_upper(const Jet& s, const Jet& z, std::int64_t prec);
Jet gamma_lower(const Jet& s, const Jet& z, std::int64_t prec);
Jet zeta(const Jet& s, std::int64_t prec);
Jet hurwitz_zeta(const Jet& s, const Jet& a, std::int64_t prec); ///< either may vary
Jet polylog(const Jet& s, const Jet& z, std::int64_t prec);      ///< either may vary
Jet erf(const Jet& z, std::int64_t prec);
Jet erfc(const Jet& z, std::int64_t prec);
Jet erfi(const Jet& z, std::int64_t prec);
Jet expint_ei(const Jet& z, std::int64_t prec);
Jet sinint(const Jet& z, std::int64_t prec);
Jet cosint(const Jet& z, std::int64_t prec);
Jet sinhint(const Jet& z, std::int64_t prec);
Jet coshint(const Jet& z, std::int64_t prec);
Jet logint(const Jet& z, std::int64_t prec);
Jet fresnel_s(const Jet& z, std::int64_t prec);
Jet fresnel_c(const Jet& z, std::int64_t prec);
Jet bessel_j(const Jet& order, const Jet& z, std::int64_t prec);
Jet bessel_y(const Jet& order, const Jet& z, std::int64_t prec);
Jet bessel_i(const Jet& order, const Jet& z, std::int64_t prec);
Jet bessel_k(const Jet& order, const Jet& z, std::int64_t prec);
Jet airy_ai(const Jet& z, std::int64_t prec);
Jet airy_bi(const Jet& z, std::int64_t prec);
Jet airy_ai_prime(const Jet& z, std::int64_t prec);
Jet airy_bi_prime(const Jet& z, std::int64_t prec);
Jet elliptic_k(const Jet& m, std::int64_t prec);
Jet elliptic_e(const Jet& m, std::int64_t prec);
Jet elliptic_f(const Jet& phi, const Jet& m, std::int64_t prec);
Jet elliptic_e_incomplete(const Jet& phi, const Jet& m, std::int64_t prec);
Jet elliptic_pi_incomplete(const Jet& n, const Jet& phi, const Jet& m, std::int64_t prec);
Jet hypergeometric_2f1(const Jet& a, const Jet& b, const Jet& c, const Jet& z, std::int64_t prec, ball::GaussIntegers known = {});
Jet hypergeometric_1f1(const Jet& a, const Jet& b, const Jet& z, std::int64_t prec);
Jet hypergeometric_u(const Jet& a, const Jet& b, const Jet& z, std::int64_t prec);
Jet hypergeometric_pfq(const std::vector<Jet>& upper, const std::vector<Jet>& lower, const Jet& z, std::int64_t prec);
Jet appell_f1(const Jet& a, const Jet& b1, const Jet& b2, const Jet& c, const Jet& x, const Jet& y, std::int64_t prec);
Jet legendre_p(const Jet& n, const Jet& z, std::int64_t prec);
Jet legendre_q(const Jet& n, const Jet& z, std::int64_t prec);
Jet chebyshev_t(const Jet& n, const Jet& z, std::int64_t prec);
Jet chebyshev_u(const Jet& n, const Jet& z, std::int64_t prec);
Jet hermite_h(const Jet& n, const Jet& z, std::int64_t prec);
Jet laguerre_l(const Jet& n, const Jet& alpha, const Jet& z, std::int64_t prec);

} // namespace jet
} // namespace rumina
