// Functions on balls. f(x…, prec) holds the value for every number of its arguments. Branch cuts and principal values as
// DLMF chapter 4 for elementary functions and as the comments say for others; a number on a cut has the value of the
// side that is continuous there, a ball across a cut encloses both sides or is not finite. Poles and undefined points
// give balls that are not finite. None of them raises an error.
#pragma once

#include <cstdint>
#include <vector>

#include "number/ball.h"
#include "number/gauss_integers.h"

namespace rumina::ball {

// ── parts and steps (ball_parts.cpp) ────────────────────────────────────────────────────────────────────────
// floor, ceil, heaviside, min, max and atan2 are for real balls; others are not finite.
Ball abs(const Ball& z, std::int64_t prec);
Ball sign(const Ball& z, std::int64_t prec); ///< z/|z|; 0 at 0
Ball re(const Ball& z, std::int64_t prec);
Ball im(const Ball& z, std::int64_t prec);
Ball conj(const Ball& z, std::int64_t prec);
Ball arg(const Ball& z, std::int64_t prec); ///< in (-π, π]; 0 at 0
Ball floor(const Ball& x, std::int64_t prec);
Ball ceil(const Ball& x, std::int64_t prec);
Ball heaviside(const Ball& x, std::int64_t prec); ///< 0, 1/2 at 0, 1
Ball min(const Ball& x, const Ball& y, std::int64_t prec);
Ball max(const Ball& x, const Ball& y, std::int64_t prec);
Ball atan2(const Ball& y, const Ball& x, std::int64_t prec); ///< the argument of x + iy; 0 at the origin

// ── elementary (ball_elementary.cpp) ────────────────────────────────────────────────────────────────────────
Ball exp(const Ball& z, std::int64_t prec);
Ball log(const Ball& z, std::int64_t prec); ///< cut (-∞, 0], continuous from above
Ball log10(const Ball& z, std::int64_t prec);
Ball logb(const Ball& z, const Ball& base, std::int64_t prec); ///< log z / log base
Ball sin(const Ball& z, std::int64_t prec);
Ball cos(const Ball& z, std::int64_t prec);
Ball tan(const Ball& z, std::int64_t prec);
Ball cot(const Ball& z, std::int64_t prec);
Ball sec(const Ball& z, std::int64_t prec);
Ball csc(const Ball& z, std::int64_t prec);
Ball asin(const Ball& z, std::int64_t prec); ///< cuts (-∞, -1) continuous from above and (1, ∞) from below
Ball acos(const Ball& z, std::int64_t prec); ///< the same cuts and sides
Ball atan(const Ball& z, std::int64_t prec); ///< cuts ±i·(1, ∞)
Ball acot(const Ball& z, std::int64_t prec); ///< atan(1/z); π/2 at 0; cut i·(-1, 1)
Ball asec(const Ball& z, std::int64_t prec); ///< acos(1/z)
Ball acsc(const Ball& z, std::int64_t prec); ///< asin(1/z)
Ball sinh(const Ball& z, std::int64_t prec);
Ball cosh(const Ball& z, std::int64_t prec);
Ball tanh(const Ball& z, std::int64_t prec);
Ball coth(const Ball& z, std::int64_t prec);
Ball sech(const Ball& z, std::int64_t prec);
Ball csch(const Ball& z, std::int64_t prec);
Ball asinh(const Ball& z, std::int64_t prec); ///< cuts ±i·(1, ∞)
Ball acosh(const Ball& z, std::int64_t prec); ///< cut (-∞, 1), continuous from above
Ball atanh(const Ball& z, std::int64_t prec); ///< cuts (-∞, -1), (1, ∞)
Ball acoth(const Ball& z, std::int64_t prec); ///< atanh(1/z); iπ/2 at 0
Ball asech(const Ball& z, std::int64_t prec); ///< acosh(1/z)
Ball acsch(const Ball& z, std::int64_t prec); ///< asinh(1/z)
Ball lambertw(const Ball& branch, const Ball& z, std::int64_t prec); ///< W_k(z) for an exact integer k [Corless et al. 1996]

// ── gamma family (ball_gamma.cpp) ───────────────────────────────────────────────────────────────────────────
Ball gamma(const Ball& z, std::int64_t prec);
Ball reciprocal_gamma(const Ball& z, std::int64_t prec); ///< entire: 0 at the poles of gamma
Ball lgamma(const Ball& z, std::int64_t prec); ///< log Γ continued from (0, ∞); cut (-∞, 0], not log(Γ(z)) there
Ball gamma_upper(const Ball& s, const Ball& z, std::int64_t prec); ///< Γ(s, z), cut (-∞, 0] in z
Ball gamma_lower(const Ball& s, const Ball& z, std::int64_t prec); ///< γ(s, z)
Ball digamma(const Ball& z, std::int64_t prec);
Ball polygamma(const Ball& n, const Ball& z, std::int64_t prec); ///< ψ⁽ⁿ⁾(z) for an exact integer n >= 0
Ball beta(const Ball& a, const Ball& b, std::int64_t prec);
Ball factorial(const Ball& z, std::int64_t prec); ///< Γ(z + 1)
/// Γ(n+1) / (Γ(k+1)·Γ(n-k+1)); for integers k >= 0 its limit n(n-1)…(n-k+1)/k!, for integers k < 0 it is 0.
Ball binomial(const Ball& n, const Ball& k, std::int64_t prec);
Ball rising_factorial(const Ball& z, const Ball& n, std::int64_t prec); ///< Γ(z+n)/Γ(z)

// ── zeta family (ball_zeta.cpp) ─────────────────────────────────────────────────────────────────────────────
Ball zeta(const Ball& s, std::int64_t prec);
Ball hurwitz_zeta(const Ball& s, const Ball& a, std::int64_t prec); ///< Σ (n + a)^(-s)
Ball polylog(const Ball& s, const Ball& z, std::int64_t prec); ///< cut (1, ∞), continuous from below

// ── error function and exponential integrals (ball_integrals.cpp) ───────────────────────────────────────────
Ball erf(const Ball& z, std::int64_t prec);
Ball erfc(const Ball& z, std::int64_t prec);
Ball erfi(const Ball& z, std::int64_t prec);
Ball expint_ei(const Ball& z, std::int64_t prec); ///< Ei; real for negative z, cut (-∞, 0)
Ball sinint(const Ball& z, std::int64_t prec);    ///< Si
Ball cosint(const Ball& z, std::int64_t prec);    ///< Ci, cut (-∞, 0]
Ball sinhint(const Ball& z, std::int64_t prec);   ///< Shi
Ball coshint(const Ball& z, std::int64_t prec);   ///< Chi, cut (-∞, 0]
Ball logint(const Ball& z, std::int64_t prec);    ///< li(z) = Ei(log z)
Ball fresnel_s(const Ball& z, std::int64_t prec); ///< ∫ sin(πt²/2), from 0 to z
Ball fresnel_c(const Ball& z, std::int64_t prec); ///< ∫ cos(πt²/2)

// ── Bessel and Airy (ball_bessel.cpp) ───────────────────────────────────────────────────────────────────────
Ball bessel_j(const Ball& order, const Ball& z, std::int64_t prec); ///< cut (-∞, 0) unless the order is an integer; so all four
Ball bessel_y(const Ball& order, const Ball& z, std::int64_t prec);
Ball bessel_i(const Ball& order, const Ball& z, std::int64_t prec);
Ball bessel_k(const Ball& order, const Ball& z, std::int64_t prec);
Ball airy_ai(const Ball& z, std::int64_t prec);
Ball airy_bi(const Ball& z, std::int64_t prec);
Ball airy_ai_prime(const Ball& z, std::int64_t prec);
Ball airy_bi_prime(const Ball& z, std::int64_t prec);

// ── elliptic integrals, all of the parameter m = k² (ball_elliptic.cpp) ─────────────────────────────────────
Ball elliptic_k(const Ball& m, std::int64_t prec);
Ball elliptic_e(const Ball& m, std::int64_t prec);
Ball elliptic_f(const Ball& phi, const Ball& m, std::int64_t prec);
Ball elliptic_e_incomplete(const Ball& phi, const Ball& m, std::int64_t prec);
Ball elliptic_pi(const Ball& n, const Ball& m, std::int64_t prec);
Ball elliptic_pi_incomplete(const Ball& n, const Ball& phi, const Ball& m, std::int64_t prec);

// ── hypergeometric and orthogonal (ball_hypergeometric.cpp, ball_appell.cpp, ball_orthogonal.cpp) ───────────
Ball hypergeometric_2f1(const Ball& a, const Ball& b, const Ball& c, const Ball& z, std::int64_t prec, GaussIntegers known = {}); ///< cut (1, ∞)
Ball hypergeometric_1f1(const Ball& a, const Ball& b, const Ball& z, std::int64_t prec);
Ball hypergeometric_u(const Ball& a, const Ball& b, const Ball& z, std::int64_t prec);
/// pFq(upper; lower; z). Beyond p = q + 1 only when it terminates (2F0 as U); for p = q + 1 > 2 and |z| near or above 1
/// only when it terminates; else not finite.
Ball hypergeometric_pfq(const std::vector<Ball>& upper, const std::vector<Ball>& lower, const Ball& z, std::int64_t prec);
/// F₁(a; b1, b2; c; x, y), continued to x, y outside (1, ∞).
Ball appell_f1(const Ball& a, const Ball& b1, const Ball& b2, const Ball& c, const Ball& x, const Ball& y, std::int64_t prec);
Ball legendre_p(const Ball& n, const Ball& z, std::int64_t prec); ///< cut (-∞, -1) unless n is an integer
Ball legendre_q(const Ball& n, const Ball& z, std::int64_t prec); ///< Ferrers' function: real on (-1, 1), cuts outside
Ball chebyshev_t(const Ball& n, const Ball& z, std::int64_t prec);
Ball chebyshev_u(const Ball& n, const Ball& z, std::int64_t prec);
Ball hermite_h(const Ball& n, const Ball& z, std::int64_t prec); ///< the physicists': H₁ = 2z
Ball laguerre_l(const Ball& n, const Ball& alpha, const Ball& z, std::int64_t prec); ///< generalised; alpha = 0 for Lₙ

} // namespace rumina::ball
