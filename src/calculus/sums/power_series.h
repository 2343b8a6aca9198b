// Power series and Fourier series with rational coefficients.
#pragma once

#include <optional>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// f = constant·rational(k)·z^k
struct ExponentialTerm {
    Expr constant, rational, z;
};
std::optional<ExponentialTerm> exponential_term(const Expr& f, const Expr& k);

/// Σ_{k=from}^∞ R(k)·z^k for |z| < 1, where the poles of R are integers or lie between two: logarithms, polylogarithms, the
/// inverse tangent. The caller states |z| < 1. None for other poles. [DLMF] 25.12; [Lewin 1981]
Expr rational_power_series(const ExponentialTerm& term, const Expr& k, const Expr& from);

/// Σ of z^k·k^-m or z^k/k! times cos(a·k + b) or sin(a·k + b): geometric series, logarithms, Bernoulli polynomials,
/// exponentials. Where the range of a or |z| < 1 is not known, a piecewise value. [DLMF] 4.21, 24.8.1, 24.8.2;
/// [Gradshteyn & Ryzhik] 1.441-1.448
Expr fourier_series(const Expr& f, const Expr& k, const Expr& from);

/// value where the condition holds, else the sum as it is; the value itself where the condition is known to hold, none
/// where it is known not to.
Expr value_under(const Expr& condition, const Expr& value, const Expr& f, const Expr& k, const Expr& from);

} // namespace rumina::calculus
