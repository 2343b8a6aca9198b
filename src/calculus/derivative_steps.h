// How a derivative is found by the rules of a first course.
#pragma once

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// Notes (derivation.h) the steps from d/dx f to differentiate(f, x): sum, product and quotient rule, powers, exponentials,
/// chain rule, table. Parts that are differentiated at sight (constants, multiples of powers of x) get no step of their own.
void explain_derivative(const Expr& f, const Expr& x);

} // namespace rumina::calculus
