// Limits. [Gruntz 1996]
#pragma once

#include <cstdint>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

struct LimitResult {
    enum class Kind : std::uint8_t {
        Value,       ///< `value`, maybe ±∞
        Oscillates,  ///< there is none: f does not settle
        SidesDiffer, ///< there is none: `left` and `right` are different
        NotFound,    ///< nothing is known
    };
    Kind kind = Kind::NotFound;
    Expr value, left, right;
};

/// The limit of f where the real variable x goes to the point: from the right (direction 1), from the left (-1), or from
/// both sides (0; at ±∞ the direction says nothing). Symbols other than x are real constants with what is assumed of
/// them; where their sign matters and is not known, nothing is found.
/// Cost: series of f in its most rapidly varying part, longer where leading terms cancel.
LimitResult find_limit(const Expr& f, const Expr& x, const Expr& point, int direction = 0);

/// Its value when there is one, else none.
Expr limit(const Expr& f, const Expr& x, const Expr& point, int direction = 0);

} // namespace rumina::calculus
