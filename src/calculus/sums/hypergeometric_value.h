// Hypergeometric series in closed form.
#pragma once

#include <vector>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// Σ_{k>=0} Π(upper)_k/Π(lower)_k·z^k, the 1 of k! among `lower`. Elementary and other well-known functions where
/// parameters differ from those of a known series by integers: (a + k) times a term is a + z·d/dz of the sum. Else hyp1f1,
/// hyp2f1 or hypergeometric. The series must converge. [DLMF] 13.6, 15.4, 16.2-16.4; [Roach 1996]
Expr hypergeometric_value(std::vector<Expr> upper, std::vector<Expr> lower, const Expr& z);

/// The same with every term multiplied by a polynomial in k; none when the series is not in the table.
Expr hypergeometric_value_with(const Expr& polynomial, const Expr& k, std::vector<Expr> upper, std::vector<Expr> lower, const Expr& z);

} // namespace rumina::calculus
