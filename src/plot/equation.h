// Curves of equations f(x, y) = 0.
#pragma once

#include <optional>
#include <vector>

#include "algebra/expression.h"
#include "plot/figure.h"
#include "plot/range.h"

namespace rumina::plot {

/// The curve in a window, by marching squares on a fine grid where a coarse one shows a change of sign, with each crossing
/// found by bisection; a change of sign at a pole or a jump is none. Factors of even order (those that are written, and those of a polynomial of low degree) count once. What is smaller
/// than a cell of the coarse grid, or touches zero without a change of sign, may be missed. Nothing when it is so intricate
/// that it takes too many values. [Lorensen & Cline 1987]
std::optional<std::vector<std::vector<Point>>> draw_equation(const algebra::Expr& f, const algebra::Expr& x, const algebra::Expr& y, const Range& across, const Range& up);

} // namespace rumina::plot
