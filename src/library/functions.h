// Builtins that are functions of the algebra library: exact numbers and expressions go to it, floats stay floats.
#pragma once

#include "algebra/functions/function.h"
#include "library/arguments.h"
#include "runtime/expression_values.h"

namespace rumina::library {

/// Argument `index` as an expression; it must be a number or expression, not a condition.
algebra::Expr operand(const Call& call, std::size_t index);

/// A formula: an expression, or text that spells one (functions became expressions before the call).
algebra::Expr formula(const Call& call, std::size_t index);
/// The same, but no condition: InvalidArgument for relations and truth values, which have no integral, sum or limit.
algebra::Expr quantity(const Call& call, std::size_t index);
/// A symbol, or text with its name. NotASymbol, which shows the value a variable of that name holds.
algebra::Expr symbol_argument(const Call& call, std::size_t index);
/// What a polynomial may be taken apart by: a symbol, its name, or another part such as sin(x). NotASymbol for numbers.
/// Left out, it is the only free symbol of the formulas before it; InvalidArgument when there is not just one.
algebra::Expr kernel_argument(const Call& call, std::size_t index);
/// One symbol or a collection of symbols.
std::vector<algebra::Expr> symbols_argument(Call& call, std::size_t index);
/// One formula or a collection of them.
std::vector<algebra::Expr> formulas_argument(Call& call, std::size_t index);

/// A float of any precision as the fraction it is; other values as they are.
Value exact_if_long_float(Call& call, const Value& value);

/// The prime factors of an integer argument as [prime, exponent] pairs (integers.cpp).
Value prime_factors(Call& call);

/// The head applied to all arguments of the call. One float goes straight to the function on doubles, where the head has
/// one that is defined there.
Value apply_head(Call& call, algebra::FunctionId head);

template <algebra::FunctionId head>
Value run_function(Call& call) {
    return apply_head(call, head);
}

/// The value when it is real or has symbols. A complex one is outside the function's real domain: OutsideDomain, naming
/// the argument.
Value require_real_value(Call& call, Value value);

/// The real function of a complex one: std.math's.
template <Value (*run)(Call&)>
Value run_on_reals(Call& call) {
    return require_real_value(call, run(call));
}

} // namespace rumina::library
