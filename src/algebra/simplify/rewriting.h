// What the families of rules share: rewriting of powers wherever they stand, alone or as factors of a product.
#pragma once

#include <functional>
#include <optional>

#include "algebra/expression.h"

namespace rumina::algebra {

/// Rebuilds e bottom-up; f(base, exponent) may give another form of each power (exponent 1 for plain factors that are
/// functions), none to keep it.
using PowerRule = std::function<std::optional<Expr>(const Expr& base, const Expr& exponent)>;
Expr rewrite_powers(const Expr& e, const PowerRule& f);

/// Rebuilds e bottom-up with f applied to every product, power and function; terms of sums are such nodes too.
Expr rewrite_nodes(const Expr& e, const std::function<std::optional<Expr>(const Expr&)>& f);

} // namespace rumina::algebra
