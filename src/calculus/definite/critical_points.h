// Where an integrand or its antiderivative may be singular or jump: the points at which an interval is split.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// Adds the expressions whose zeros may be singular points or jumps of e on the real line, each once: bases of powers,
/// arguments of logarithms and of what jumps, denominators of tangents, ends of the domains of inverse functions.
void gather_critical(const Expr& e, const Expr& x, std::vector<Expr>& critical);

/// a < b for certain; ±∞ allowed.
bool is_below(const Expr& a, const Expr& b);

/// Points strictly inside (a, b) where one of the expressions is zero, ascending.
struct ZerosInside {
    std::vector<Expr> points;
    bool is_complete = true; ///< there are no others, proved
};
/// Nothing when they cannot be put in order. units: the work that each equation is worth (attempt.h).
std::optional<ZerosInside> zeros_inside(const std::vector<Expr>& expressions, const Expr& x, const Expr& a, const Expr& b, std::uint64_t units);

/// The points strictly inside (a, b) where f or F may be singular, ascending. Nothing when one may have been missed: an
/// equation that is not solved completely must be shown to have no solution in [a, b] by balls, and a point whose place
/// depends on an unknown sign may lie anywhere.
std::optional<std::vector<Expr>> critical_points(const Expr& f, const Expr& F, const Expr& x, const Expr& a, const Expr& b);

} // namespace rumina::calculus
