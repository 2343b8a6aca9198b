// Sums, products and integrals with a running symbol.
#pragma once

#include "algebra/expression.h"
#include "runtime/builtin.h"

namespace rumina::library {

/// sum(f, k, a, b) and product(f, k, a, b): the value for few terms between integers, else the form.
Value bound_form(Call& call, algebra::FunctionId head);

/// definite_integral(f, x, a, b[, principal][, trace]).
Value definite_integral(Call& call);

} // namespace rumina::library
