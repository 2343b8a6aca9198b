// Functions on balls. f(x…, prec) holds the value for every number of its arguments. Branch cuts and principal values as
// DLMF chapter 4 for elementary functions and as the comments say for others; a number on a cut has the value of the
// side that is continuous there, a ball across a cut encloses both sides or is not finite. Poles and undefined points
// give balls that are not finite. None of them raises an error.
#pragma once

#include <vector>

#include "number/ball.h"
#include "number/gauss_integers.h"

namespace rumina::ball {

// ── parts and steps (ball_parts.cpp) ────────────────────────────────────────────────────────────────────────
// floor, ceil, heaviside, min, max and atan2 are for real balls; others are not finite.
Ball abs(const Ball& z, long prec);
Ball sign(const Ball& z, long prec); ///< z/|z|; 0 at 0
Ball re(const Ball& z, long prec);
Ball im(const Ball& z, long prec);
Ball conj(const Ball& z, long prec);
Ball arg(const Ball& z, long prec); ///< in (-π, π]; 0 at 0
Ball floor(const Ball& x, long prec);
Ball ceil(const Ball& x, long prec);
Ball heaviside(const Ball& x, long prec); ///< 0, 1/2 at 0, 1
Ball min(const Ball& x, const Ball& y, long prec);
Ball max(const Ball& x, const Ball& y, long prec);
Ball atan2(const Ball& y, const Ball& x, long prec); ///< the argument of x + iy; 0 at the origin

// ── elementary (ball_elementary.cpp) ────────────────────────────────────────────────────────────────────────
Ball exp(const Ball& z, long prec);
Ball log(const Ball& z, long prec); ///< cut (-∞, 0], continuous from above
Ball log10(const Ball& z, long prec);
Ball logb(const Ball& z, const Ball& base, long prec); ///< log z / log base
Ball sin(const Ball& z, long prec);
Ball cos(const Ball& z, long prec);
Ball tan(const Ball& z, long prec);
Ball cot(const Ball& z, long prec);
Ball sec(const Ball& z, long prec);
Ball csc(const Ball& z, long prec);
Ball asin(const Ball& z, long prec); ///< cuts (-∞, -1) continuous from above and (1, ∞) from below
Ball acos(const Ball& z, long prec); ///< the same cuts and sides
Ball atan(const Ball& z, long prec); ///< cuts ±i·(1, ∞)
Ball acot(const Ball& z, long prec); ///< atan(1/z); π/2 at 0; cut i·(-1, 1)
Ball asec(const Ball& z, long prec); ///< acos(1/z)
Ball acsc(const Ball& z, long prec); ///< asin(1/z)
Ball sinh(const Ball& z, long prec);
Ball cosh(const Ball& z, long prec);
Ball tanh(const Ball& z, long prec);
Ball coth(const Ball& z, long prec);
Ball sech(const Ball& z, long prec);
Ball csch(const Ball& z, long prec);
Ball asinh(const Ball& z, long prec); ///< cuts ±i·(1, ∞)
Ball acosh(const Ball& z, long prec); ///< cut (-∞, 1), continuous from above
Ball atanh(const Ball& z, long prec); ///< cuts (-∞, -1), (1, ∞)
Ball acoth(const Ball& z, long prec); ///< atanh(1/z); iπ/2 at 0
Ball asech(const Ball& z, long prec); ///< acosh(1/z)
Ball acsch(const Ball& z, long prec); ///< asinh(1/z)
Ball lambertw(const Ball& branch, const Ball& z, long prec); ///< W_k(z) for an exact integer k [Corless et al. 1996]

// ── gamma family (ball_gamma.cpp) ───────────────────────────────────────────────────────────────────────────
Ball gamma(const Ball& z, long prec);
Ball reciprocal_gamma(const Ball& z, long prec); ///< entire: 0 at the poles of gamma
Ball lgamma(const Ball& z, long prec); ///< log Γ continued from (0, ∞); cut (-∞, 0], not log(Γ(z)) there
Ball gamma_upper(const Ball& s, const Ball& z, long prec); ///< Γ(s, z), cut (-∞, 0] in z
Ball gamma_lower(const Ball& s, const Ball& z, long prec); ///< γ(s, z)
Ball digamma(const Ball& z, long prec);
Ball polygamma(const Ball& n, const Ball& z, long prec); ///< ψ⁽ⁿ⁾(z) for an exact integer n >= 0
Ball beta(const Ball& a, const Ball& b, long prec);
Ball factorial(const Ball& z, long prec); ///< Γ(z + 1)
/// Γ(n+1) / (Γ(k+1)·Γ(n-k+1)); for integers k >= 0 its limit n(n-1)…(n-k+1)/k!, for integers k < 0 it is 0.
Ball binomial(const Ball& n, const Ball& k, long prec);
Ball rising_factorial(const Ball& z, const Ball& n, long prec); ///< Γ(z+n)/Γ(z)

// ── zeta family (ball_zeta.cpp) ─────────────────────────────────────────────────────────────────────────────
Ball zeta(const Ball& s, long prec);
Ball hurwitz_zeta(const Ball& s, const Ball& a, long prec); ///< Σ (n + a)^(-s)
Ball polylog(const Ball& s, const Ball& z, long prec); ///< cut (1, ∞), continuous from below

// ── error function and exponential integrals (ball_integrals.cpp) ───────────────────────────────────────────
Ball erf(const Ball& z, long prec);
Ball erfc(const Ball& z, long prec);
Ball erfi(const Ball& z, long prec);
Ball expint_ei(const Ball& z, long prec); ///< Ei; real for negative z, cut (-∞, 0)
Ball sinint(const Ball& z, long prec);    ///< Si
Ball cosint(const Ball& z, long prec);    ///< Ci, cut (-∞, 0]
Ball sinhint(const Ball& z, long prec);   ///< Shi
Ball coshint(const Ball& z, long prec);   ///< Chi, cut (-∞, 0]
Ball logint(const Ball& z, long prec);    ///< li(z) = Ei(log z)
Ball fresnel_s(const Ball& z, long prec); ///< ∫ sin(πt²/2), from 0 to z
Ball fresnel_c(const Ball& z, long prec); ///< ∫ cos(πt²/2)

// ── Bessel and Airy (ball_bessel.cpp) ───────────────────────────────────────────────────────────────────────
Ball bessel_j(const Ball& order, const Ball& z, long prec); ///< cut (-∞, 0) unless the order is an integer; so all four
Ball bessel_y(const Ball& order, const Ball& z, long prec);
Ball bessel_i(const Ball& order, const Ball& z, long prec);
Ball bessel_k(const Ball& order, const Ball& z, long prec);
Ball airy_ai(const Ball& z, long prec);
Ball airy_bi(const Ball& z, long prec);
Ball airy_ai_prime(const Ball& z, long prec);
Ball airy_bi_prime(const Ball& z, long prec);

// ── elliptic integrals, all of the parameter m = k² (ball_elliptic.cpp) ─────────────────────────────────────
Ball elliptic_k(const Ball& m, long prec);
Ball elliptic_e(const Ball& m, long prec);
Ball elliptic_f(const Ball& phi, const Ball& m, long prec);
Ball elliptic_e_incomplete(const Ball& phi, const Ball& m, long prec);
Ball elliptic_pi(const Ball& n, const Ball& m, long prec);
Ball elliptic_pi_incomplete(const Ball& n, const Ball& phi, const Ball& m, long prec);

// ── hypergeometric and orthogonal (ball_hypergeometric.cpp, ball_appell.cpp, ball_orthogonal.cpp) ───────────
Ball hypergeometric_2f1(const Ball& a, const Ball& b, const Ball& c, const Ball& z, long prec, GaussIntegers known = {}); ///< cut (1, ∞)
Ball hypergeometric_1f1(const Ball& a, const Ball& b, const Ball& z, long prec);
Ball hypergeometric_u(const Ball& a, const Ball& b, const Ball& z, long prec);
/// pFq(upper; lower; z). Beyond p = q + 1 only when it terminates (2F0 as U); for p = q + 1 > 2 and |z| near or above 1
/// only when it terminates; else not finite.
Ball hypergeometric_pfq(const std::vector<Ball>& upper, const std::vector<Ball>& lower, const Ball& z, long prec);
/// F₁(a; b1, b2; c; x, y), continued to x, y outside (1, ∞).
Ball appell_f1(const Ball& a, const Ball& b1, const Ball& b2, const Ball& c, const Ball& x, const Ball& y, long prec);
Ball legendre_p(const Ball& n, const Ball& z, long prec); ///< cut (-∞, -1) unless n is an integer
Ball legendre_q(const Ball& n, const Ball& z, long prec); ///< Ferrers' function: real on (-1, 1), cuts outside
Ball chebyshev_t(const Ball& n, const Ball& z, long prec);
Ball chebyshev_u(const Ball& n, const Ball& z, long prec);
Ball hermite_h(const Ball& n, const Ball& z, long prec); ///< the physicists': H₁ = 2z
Ball laguerre_l(const Ball& n, const Ball& alpha, const Ball& z, long prec); ///< generalised; alpha = 0 for Lₙ

} // namespace rumina::ball
