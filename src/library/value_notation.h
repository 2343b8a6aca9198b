// Values as two-dimensional notation: what latex, mathml and pretty draw.
#pragma once

#include <optional>

#include "algebra/output/notation.h"
#include "runtime/value.h"

namespace rumina::library {

/// Of a number, an expression, a truth value, a text that is a formula, or an array, vec or mat of them; nothing for other
/// kinds. ExpressionTooDeep when it is nested too deep for native recursion.
std::optional<algebra::Notation> notation_of(const Value& value);

} // namespace rumina::library
