// Products in closed form.
#pragma once

#include "algebra/expression.h"
#include "calculus/sums/sum.h"

namespace rumina::calculus {

/// The product of f over k = from, from + 1, …, to; `to` may be ∞. Of rational functions by gamma functions, of powers
/// c^g(k) by sums; compared with direct products for small ends. An infinite one has the value 0 also where its partial
/// products tend to 0; Diverges where they tend to ∞ or do not settle. [DLMF] 5.11.12, 5.8; [Whittaker & Watson 1927] 12.13
SumResult find_product(const Expr& f, const Expr& k, const Expr& from, const Expr& to);

} // namespace rumina::calculus
