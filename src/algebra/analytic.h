// Whether an expression is analytic on a region.
#pragma once

#include "algebra/enclosure.h"

namespace rumina::algebra {

/// True only if e, as a function of the symbols that the point gives balls for, is analytic on these balls: no branch cut
/// of a logarithm, root or inverse function meets them, and no part is known for jumps. Poles make an enclosure that is
/// not finite instead. [DLMF] chapter 4 for the cuts
bool is_analytic_at(const Expr& e, const Expr& x, const Point& point, long precision);

} // namespace rumina::algebra
