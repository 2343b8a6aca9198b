// Surfaces and curves in space from formulas, on even grids.
#pragma once

#include <vector>

#include "algebra/expression.h"
#include "plot/figure.h"
#include "plot/range.h"

namespace rumina::plot {

inline constexpr std::size_t kSurfaceCells = 40; ///< along each side
inline constexpr std::size_t kSpaceCurveSteps = 1200;

/// Value number i of the grid that `cells` make of a range.
double grid_value(const Range& range, std::size_t i, std::size_t cells);

/// A surface whose points are still to be set; all of them are holes.
Surface empty_surface();
/// Point (column, row) of it; a hole unless all is finite.
void set_point(Surface& surface, std::size_t column, std::size_t row, const Point3& point);

/// z = f(x, y). Where it has no real values the grid is drawn together at the edge of its domain.
Surface draw_surface(const algebra::Expr& f, const algebra::Expr& x, const algebra::Expr& y, const Range& across, const Range& along);
/// Three coordinates as formulas in u and v.
Surface draw_parametric_surface(const std::vector<algebra::Expr>& parts, const algebra::Expr& u, const algebra::Expr& v, const Range& us, const Range& vs);
/// Three coordinates as formulas in t.
std::vector<std::vector<Point3>> draw_space_curve(const std::vector<algebra::Expr>& parts, const algebra::Expr& t, const Range& range);

/// What of an axis shows the values: all, unless few of them run far away from the others.
Range height_range(const std::vector<double>& values);

} // namespace rumina::plot
