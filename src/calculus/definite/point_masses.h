// Integrals of Dirac's delta.
#pragma once

#include <optional>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

bool has_point_masses(const Expr& f, const Expr& x);

/// A sum of terms split into those without deltas and the integrals of the others.
struct PointMasses {
    Expr rest;  ///< what is left to integrate
    Expr value; ///< of the terms g(x)·δ(h(x)): Σ g(r)/|h'(r)| over the zeros r of h inside (a, b)
};
/// None where a delta is no factor of a term, or the zeros are not all known to be simple and off the ends.
/// [DLMF] 1.17; [Gel'fand & Shilov 1964] II.2
std::optional<PointMasses> point_masses(const Expr& f, const Expr& x, const Expr& a, const Expr& b);

} // namespace rumina::calculus
