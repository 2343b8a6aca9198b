// Relations between values of the gamma function at rational numbers.
#pragma once

#include <vector>

#include "algebra/expression.h"

namespace rumina::algebra {

/// e with its constants Γ(q), q a fraction between 0 and 1, replaced by products of independent ones among them, π, and
/// algebraic numbers: Γ(2/3) becomes 2π/(√3·Γ(1/3)), Γ(1/6) becomes 2^(-1/3)·√(3/π)·Γ(1/3)². All relations that follow
/// from reflection and Gauss's multiplication formula are used, and no others are believed to exist [Lang 1978].
/// e itself when it has no such values, or their common denominator is more than 60.
Expr reduce_gamma_values(const Expr& e);

/// The coefficients of the different products of these values and π in a sum, free of both; e is zero if all of these are.
std::vector<Expr> gamma_coefficients(const Expr& e);

} // namespace rumina::algebra
