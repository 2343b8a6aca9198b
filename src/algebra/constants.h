// Constants (expressions without free symbols) as elements of exact fields: algebraic numbers, and Calcium's fields as
// an oracle.
#pragma once

#include "algebra/expression.h"
#include "number/algebraic.h"
#include "number/calcium.h"

namespace rumina::algebra {

/// The algebraic number that e is, if it is built from rationals, roots, i, and trigonometric functions and exponentials
/// of rational multiples of π (times i), within the limits.
MaybeAlgebraic to_algebraic(const Expr& e, const AlgebraicLimits& limits = {});
/// A closed form by rationals, square roots and i for a number of degree at most 2; none for others.
Expr from_algebraic(const AlgebraicNumber& a);

/// e in Calcium's fields; unknown() where it has functions these do not know.
CalciumNumber to_calcium(const Expr& e);

} // namespace rumina::algebra
