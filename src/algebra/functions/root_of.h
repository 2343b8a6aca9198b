// Algebraic numbers given by a polynomial and an index.
#pragma once

#include "algebra/expression.h"
#include "number/algebraic.h"

namespace rumina::algebra {

/// Coefficients of a polynomial over Bound(0), constant term first, scaled to coprime integers; empty when the body is no
/// polynomial with rational coefficients, or its degree passes 120.
std::vector<Integer> bound_polynomial(const Expr& body);
/// The polynomial as a body.
Expr body_of_polynomial(std::span<const Integer> coefficients);

/// The value of rootof(body, index); nothing when it is no such number or past the limits.
MaybeAlgebraic algebraic_root(const Expr& body, const Expr& index);

/// A closed form for an algebraic number: by square roots up to degree 2, else rootof of its minimal polynomial.
/// none past the limits.
Expr closed_form(const AlgebraicNumber& a);

} // namespace rumina::algebra
