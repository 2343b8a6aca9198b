// The coefficients of a polynomial in one symbol, as expressions.
#pragma once

#include <optional>
#include <vector>

#include "algebra/expression.h"

namespace rumina::algebra {

/// By rising power, the last not zero by structure; none for what is no polynomial in x (or of a degree above 200).
/// Empty for 0. The expression is multiplied out first.
std::optional<std::vector<Expr>> polynomial_coefficients(const Expr& e, const Expr& x);

} // namespace rumina::algebra
