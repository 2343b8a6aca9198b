// Heads that bind a variable: definite integrals, sums, products, limits, roots. The variable of a body is Bound(0) there;
// a Bound of an outer binder has a larger index inside [de Bruijn 1972]. So expressions that differ only in the names of
// bound variables are the same node, and substitution cannot capture.
#pragma once

#include "algebra/expression.h"

namespace rumina::algebra {

/// Bit i is set when argument i is a body, in which Bound(0) is the head's own variable.
constexpr std::uint32_t body_arguments(FunctionId head) {
    switch (head) {
    case FunctionId::RootOf: case FunctionId::Substitution: case FunctionId::Integral: case FunctionId::Sum:
    case FunctionId::Product: case FunctionId::Limit: return 1;
    case FunctionId::RootSum: return 3;
    default: return 0;
    }
}

/// Whether e is a derivative or an indefinite integral by v, a symbol or Bound. There a value cannot just take the place of
/// v: f'(2) is the Substitution subs(diff(f(x), x), x, 2). `substitute` and `instantiate` make one.
bool moves_with(const Expr& e, const Expr& v);

/// The body that e is of the symbol: the symbol becomes Bound(0).
Expr abstract(const Expr& e, const Expr& symbol);
/// The body at a value: Bound(0) becomes the value.
Expr instantiate(const Expr& body, const Expr& value);
/// A symbol to show for a bound variable: the first of the usual names that is not free in the body.
Expr name_for_bound(FunctionId head, std::span<const Expr> arguments);

} // namespace rumina::algebra
