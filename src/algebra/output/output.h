// Expressions as text, in four forms. All of them hide the order of storage: terms and factors stand in display order.
#pragma once

#include <optional>
#include <string>

#include "algebra/expression.h"

namespace rumina::algebra {

/// The language's own form, which parses back to the same node: constants compact (`1/2√2`, `2π`, `3+4i`), expressions
/// with symbols spaced (`x^2 + 2*x + 1`). Floats carry their suffix f. Bound variables get names that are free.
/// Keeps its own stack; cost is linear in the text. TooLarge when the text would pass 1 GB.
std::string to_infix(const Expr& e);
/// The same; nothing when the text would have more bytes, which is noticed before much more than that was made.
std::optional<std::string> to_infix_within(const Expr& e, std::size_t most_bytes);

/// LaTeX for math mode, without surrounding signs. ExpressionTooDeep past 1000 levels, as the two below.
std::string latex(const Expr& e);
/// Presentation MathML: one well-formed `<math>` element.
std::string mathml(const Expr& e);
/// Two-dimensional Unicode text of several lines, without a newline at the end.
std::string pretty(const Expr& e);

} // namespace rumina::algebra
