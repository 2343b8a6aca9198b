// Which names are symbols of the program: for texts, where only such a name may be applied to arguments.
#pragma once

#include "algebra/expression.h"

namespace rumina::algebra {

/// Whether the current assumptions name the symbol; false where there are none, outside an engine.
bool is_declared_symbol(const Expr& symbol);

} // namespace rumina::algebra
