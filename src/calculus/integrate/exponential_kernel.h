// Exponentials b^(λx + μ) of one rate: powers of t = e^(λx).
#pragma once

#include <optional>
#include <span>

#include "calculus/shorthand.h"

namespace rumina::calculus {

/// b^u with x in u only.
inline bool is_exponential(const Expr& base, const Expr& exponent, const Expr& x) { return algebra::free_of(base, x) && algebra::contains(exponent, x); }

/// The rate λ of which all exponentials in the expressions have integer multiples; none when there are no exponentials,
/// the exponent of one is not linear, or the rates are not commensurable.
std::optional<Expr> common_rate(std::span<const Expr> expressions, const Expr& x);

/// The rate of an exponential over λ; none when its exponent is not linear.
std::optional<Expr> rate_ratio(const Expr& base, const Expr& exponent, const Expr& x, const Expr& rate);

/// Every exponential with a linear exponent by its power of t.
Expr with_exponentials_replaced(const Expr& e, const Expr& x, const Expr& rate, const Expr& t);

} // namespace rumina::calculus
