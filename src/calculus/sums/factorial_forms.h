// Products of gamma functions as factorials and binomial coefficients, and their values at poles.
#pragma once

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// Whether factorials, binomial coefficients or gamma functions occur in e.
bool has_factorials(const Expr& e);

/// The product e, its gamma functions, factorials and binomial coefficients with free symbols in their arguments written by
/// factorials and binomial coefficients, integers in the arguments moved out as rational factors: Γ(n + 1/2) by (2n)!, the
/// halves and thirds together. Sums are treated term by term. Meant for symbols that stand for integers.
/// [DLMF] 5.5.1, 5.5.5, 5.5.6
Expr in_factorials(const Expr& e);

/// The limit of rational·f for k → at, where factors may vanish or have poles: Γ at 0, -1, -2 … contributes its residue, and
/// has a pole too where its argument is such an integer for all large integers n: the limit is that for large n. None when it is infinite, or not found.
Expr value_at(const Expr& rational, const Expr& f, const Expr& k, const Expr& at, const Expr& n);

} // namespace rumina::calculus
