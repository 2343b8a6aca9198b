// Jets: the first coefficients of a power series in t, as balls. A function applied to a jet z(t) gives the Taylor
// coefficients of f(z(t)); with z(t) = x + t these are f⁽ᵏ⁾(x)/k!. For checking derivatives and antiderivatives without
// the rules that found them. [Moore 1966; Johansson 2017]
//
// The coefficients enclose those at every point of the jet's constant term. Where a function is not analytic (poles,
// kinks, the ends of cuts) the jet is not finite. On a cut, coefficients are those of the function along the cut.
#pragma once

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
    static Jet constant(const Ball& value, long length);
    static Jet variable(const Ball& at, long length); ///< at + t
    static Jet of_coefficients(const std::vector<Ball>& coefficients);
    static Jet indeterminate(long length);

    long length() const noexcept { return length_; }
    Ball coefficient(long k) const; ///< 0 past the length
    Ball value() const { return coefficient(0); }
    bool is_finite() const;
    bool is_constant() const; ///< all coefficients but the first are exactly 0
    bool is_real() const;

private:
    friend struct JetAccess;
    alignas(8) unsigned char storage_[24]; ///< an acb_poly
    long length_;
};

/// Results are as long as the shortest operand. Functions with parameters (orders, indices, the m of elliptic
/// integrals) need them constant, unless a comment says more; else the result is not finite.
namespace jet {

Jet add(const Jet& a, const Jet& b, long prec);
Jet sub(const Jet& a, const Jet& b, long prec);
Jet mul(const Jet& a, const Jet& b, long prec);
Jet div(const Jet& a, const Jet& b, long prec);
Jet neg(const Jet& a);
Jet inverse(const Jet& a, long prec);
Jet pow(const Jet& a, const Jet& b, long prec); ///< principal
Jet pow(const Jet& a, const Rational& b, long prec);
Jet derivative(const Jet& a, long prec); ///< by t; one coefficient shorter
Jet integral(const Jet& a, const Ball& constant, long prec); ///< by t, from 0; one coefficient longer
/// f(z(t)) from f's Taylor coefficients at z(0).
Jet compose(const std::vector<Ball>& taylor, const Jet& z, long prec);
/// f(z(t)) from f(z(0)) and f′(z(t)): the value plus the integral of slope·z′.
Jet from_slope(const Ball& value, const Jet& slope, const Jet& z, long prec);

Jet sqrt(const Jet& z, long prec);
Jet root(const Jet& z, const Jet& n, long prec);
Jet exp(const Jet& z, long prec);
Jet log(const Jet& z, long prec);
Jet log10(const Jet& z, long prec);
Jet logb(const Jet& z, const Jet& base, long prec);
Jet sin(const Jet& z, long prec);
Jet cos(const Jet& z, long prec);
Jet tan(const Jet& z, long prec);
Jet cot(const Jet& z, long prec);
Jet sec(const Jet& z, long prec);
Jet csc(const Jet& z, long prec);
Jet asin(const Jet& z, long prec);
Jet acos(const Jet& z, long prec);
Jet atan(const Jet& z, long prec);
Jet acot(const Jet& z, long prec);
Jet asec(const Jet& z, long prec);
Jet acsc(const Jet& z, long prec);
Jet sinh(const Jet& z, long prec);
Jet cosh(const Jet& z, long prec);
Jet tanh(const Jet& z, long prec);
Jet coth(const Jet& z, long prec);
Jet sech(const Jet& z, long prec);
Jet csch(const Jet& z, long prec);
Jet asinh(const Jet& z, long prec);
Jet acosh(const Jet& z, long prec);
Jet atanh(const Jet& z, long prec);
Jet acoth(const Jet& z, long prec);
Jet asech(const Jet& z, long prec);
Jet acsch(const Jet& z, long prec);
Jet lambertw(const Jet& branch, const Jet& z, long prec);

// Of real jets, away from steps and kinks.
Jet abs(const Jet& x, long prec);
Jet sign(const Jet& x, long prec);
Jet floor(const Jet& x, long prec);
Jet ceil(const Jet& x, long prec);
Jet heaviside(const Jet& x, long prec);
Jet min(const Jet& x, const Jet& y, long prec);
Jet max(const Jet& x, const Jet& y, long prec);
Jet atan2(const Jet& y, const Jet& x, long prec);
// Of complex jets in a real t.
Jet re(const Jet& z, long prec);
Jet im(const Jet& z, long prec);
Jet conj(const Jet& z, long prec);

Jet gamma(const Jet& z, long prec);
Jet reciprocal_gamma(const Jet& z, long prec);
Jet lgamma(const Jet& z, long prec);
Jet digamma(const Jet& z, long prec);
Jet polygamma(const Jet& n, const Jet& z, long prec);
Jet beta(const Jet& a, const Jet& b, long prec);
Jet factorial(const Jet& z, long prec);
Jet binomial(const Jet& n, const Jet& k, long prec);
Jet gamma_upper(const Jet& s, const Jet& z, long prec);
Jet gamma_lower(const Jet& s, const Jet& z, long prec);
Jet zeta(const Jet& s, long prec);
Jet hurwitz_zeta(const Jet& s, const Jet& a, long prec); ///< either may vary
Jet polylog(const Jet& s, const Jet& z, long prec);      ///< either may vary
Jet erf(const Jet& z, long prec);
Jet erfc(const Jet& z, long prec);
Jet erfi(const Jet& z, long prec);
Jet expint_ei(const Jet& z, long prec);
Jet sinint(const Jet& z, long prec);
Jet cosint(const Jet& z, long prec);
Jet sinhint(const Jet& z, long prec);
Jet coshint(const Jet& z, long prec);
Jet logint(const Jet& z, long prec);
Jet fresnel_s(const Jet& z, long prec);
Jet fresnel_c(const Jet& z, long prec);
Jet bessel_j(const Jet& order, const Jet& z, long prec);
Jet bessel_y(const Jet& order, const Jet& z, long prec);
Jet bessel_i(const Jet& order, const Jet& z, long prec);
Jet bessel_k(const Jet& order, const Jet& z, long prec);
Jet airy_ai(const Jet& z, long prec);
Jet airy_bi(const Jet& z, long prec);
Jet airy_ai_prime(const Jet& z, long prec);
Jet airy_bi_prime(const Jet& z, long prec);
Jet elliptic_k(const Jet& m, long prec);
Jet elliptic_e(const Jet& m, long prec);
Jet elliptic_f(const Jet& phi, const Jet& m, long prec);
Jet elliptic_e_incomplete(const Jet& phi, const Jet& m, long prec);
Jet elliptic_pi_incomplete(const Jet& n, const Jet& phi, const Jet& m, long prec);
Jet hypergeometric_2f1(const Jet& a, const Jet& b, const Jet& c, const Jet& z, long prec, ball::GaussIntegers known = {});
Jet hypergeometric_1f1(const Jet& a, const Jet& b, const Jet& z, long prec);
Jet hypergeometric_u(const Jet& a, const Jet& b, const Jet& z, long prec);
Jet hypergeometric_pfq(const std::vector<Jet>& upper, const std::vector<Jet>& lower, const Jet& z, long prec);
Jet appell_f1(const Jet& a, const Jet& b1, const Jet& b2, const Jet& c, const Jet& x, const Jet& y, long prec);
Jet legendre_p(const Jet& n, const Jet& z, long prec);
Jet legendre_q(const Jet& n, const Jet& z, long prec);
Jet chebyshev_t(const Jet& n, const Jet& z, long prec);
Jet chebyshev_u(const Jet& n, const Jet& z, long prec);
Jet hermite_h(const Jet& n, const Jet& z, long prec);
Jet laguerre_l(const Jet& n, const Jet& alpha, const Jet& z, long prec);

} // namespace jet
} // namespace rumina
