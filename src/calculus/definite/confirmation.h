// Values of integrals beside rigorous ones.
#pragma once

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// Whether ∫_a^b f dx converges and its rigorous value agrees with `value` to 12 digits: at two sample values of the
/// parameters, which have the signs declared of them, where there are any. False also where no value was proved.
bool is_confirmed(const Expr& value, const Expr& f, const Expr& x, const Expr& a, const Expr& b);

} // namespace rumina::calculus
