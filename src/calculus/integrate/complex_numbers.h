// The numbers inside an expression that are not real.
#pragma once

#include "calculus/shorthand.h"

namespace rumina::calculus {

/// Whether one stands in e, among coefficients too.
bool has_complex_numbers(const Expr& e);
/// i → -i in every number; symbols and functions stay.
Expr with_conjugated_numbers(const Expr& e);

} // namespace rumina::calculus
