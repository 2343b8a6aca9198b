// An interval cut at every point where an integrand may be singular, jump or have a kink; on each piece it is written
// without absolute values, signs, steps and cases.
#pragma once

#include <optional>
#include <vector>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

struct Piece {
    Expr low, high, integrand;
    bool is_real = false; ///< the integrand has real values on it, proved
};

/// For constant ends a < b. Where a singular point may be missing, or an integrand contains functions of which the singular
/// points are not known, it is left as it is. Nothing when the points cannot be put in order.
std::optional<std::vector<Piece>> pieces_of(const Expr& f, const Expr& x, const Expr& a, const Expr& b);

/// A rational number inside (p, q), not far from the middle when both are finite; nothing when none was found.
std::optional<Expr> sample_between(const Expr& p, const Expr& q);

} // namespace rumina::calculus
