// Rational functions taken apart at their poles: polynomial + Σ c_j/(k - r)^j, with poles of any order.
#pragma once

#include <optional>
#include <vector>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

struct Pole {
    Expr point;
    std::vector<Expr> coefficients; ///< of 1/(k - point), 1/(k - point)², …
};
/// Simple poles at all roots t of a polynomial that are not written down: Σ_t residue(t)/(k - t).
struct PoleFamily {
    Expr polynomial, residue; ///< both in k
};
struct PoleParts {
    Expr polynomial;
    std::vector<Pole> poles;
    std::vector<PoleFamily> families;
};

/// None when f is no rational function of k, or has multiple poles that cannot be written by square roots and roots of
/// unity. Cost: a derivative for each order of a pole.
std::optional<PoleParts> pole_parts(const Expr& f, const Expr& k);

/// A square root of e without absolute value, of whichever sign: of a²·b it is a·√b. For what is symmetric in the sign.
Expr either_root(const Expr& e);

/// The first integer k >= from at which a factor of the denominator of f that is linear in k vanishes; none when there is
/// none, or `from` is no integer.
std::optional<Expr> first_pole(const Expr& f, const Expr& k, const Expr& from);

} // namespace rumina::calculus
