// Powers with fractional or symbolic exponents, taken apart and put together up to factors that only jump.
#pragma once

#include "calculus/shorthand.h"

namespace rumina::calculus {

/// Whether dc/dx = 0 wherever c is analytic: a product of powers whose logarithmic derivative vanishes, such as
/// √(x²)/x. Such a factor may stand before an integral like a constant.
bool is_locally_constant(const Expr& c, const Expr& x);

/// A base with x under an exponent that is no integer.
struct Radical {
    Expr base, exponent;
};
std::vector<Radical> radicals_in(const Expr& f, const Expr& x);

/// Whether a root of `base` stands inside the base of another of the radicals.
bool is_nested(const Expr& base, const std::vector<Radical>& radicals, const Expr& x);

/// Every such power replaced by what `replacement` gives for it (none: kept).
Expr with_radicals_replaced(const Expr& f, const Expr& x, const std::function<std::optional<Expr>(const Radical&)>& replacement);

} // namespace rumina::calculus
