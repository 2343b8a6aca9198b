// Hypergeometric terms: f(k + 1)/f(k) is a rational function of k.
#pragma once

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// f(k + 1)/f(k) as a rational function of k, cancelled; none when it is none. Factorials, binomial coefficients, gamma
/// functions of arguments that are linear in k with integer slopes, powers c^(ak + b), rational functions.
Expr term_ratio(const Expr& f, const Expr& k);

/// f with factorials, binomial coefficients and beta functions by gamma functions.
Expr by_gamma_functions(const Expr& f);

} // namespace rumina::calculus
