// Short closed forms of real constants: guessed from digits, then proved.
#pragma once

#include "algebra/expression.h"

namespace rumina::algebra {

/// A rational r, r·π, √r, or (a + b√c)/q that the constant is equal to; none when no such value is found and proved.
/// Cost: one enclosure of some 100 digits, and a zero test where the digits look like one of these.
Expr closed_constant(const Expr& e);

} // namespace rumina::algebra
