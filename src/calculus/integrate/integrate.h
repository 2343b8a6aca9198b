// Antiderivatives. Each method of the pipeline has a file of its own (methods.def); what a method answers is checked by
// differentiation before anybody sees it.
#pragma once

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// An antiderivative of f with respect to the symbol x, without a constant; the form integrate(f, x) when none is found
/// within the budget of a search (algebra/work_budget.h). Generic in parameters: x^n gives x^(n + 1)/(n + 1); logarithms without absolute values.
/// Remembered between calls. Cost: from some microseconds to the whole budget.
Expr integrate(const Expr& f, const Expr& x);

/// Whether e contains an indefinite integral: an answer that does is none.
bool has_integral(const Expr& e);

} // namespace rumina::calculus
