// Expression patterns of `match`: `u^n`, `sin(u)`, `f + g` take an expression apart. Plain names stand for its parts; a
// name that occurs twice stands for the same part. Sums and products match in any order, specific parts first, and the
// last plain name takes what is left.
#pragma once

#include <vector>

#include "runtime/operations.h"
#include "syntax/nodes.h"

namespace rumina {

/// The plain names of the pattern, each once, in the order of their first occurrence.
std::vector<const NameExpr*> parts_of_pattern(const Expr& pattern);

/// Whether the value has the form of the pattern; `parts` gets what its names stand for. PatternTypeMismatch for a value
/// that is no number or expression.
bool take_expression_apart(Runtime& runtime, const Expr& pattern, const Value& value, std::vector<Value>& parts);

} // namespace rumina
