#include "plot/surfaces.h"

#include <algorithm>
#include <cmath>

#include "plot/formula.h"

namespace rumina::plot {

using algebra::Expr;

namespace {

bool is_point(const Point3& p) { return std::abs(p.x) < kLargest && std::abs(p.y) < kLargest && std::abs(p.z) < kLargest; }

} // namespace

double grid_value(const Range& range, std::size_t i, std::size_t cells) { return i == cells ? range.high : range.low + range.span() * (static_cast<double>(i) / static_cast<double>(cells)); }

Surface empty_surface() {
    Surface surface;
    surface.rows = surface.columns = kSurfaceCells + 1;
    surface.points.resize(surface.rows * surface.columns);
    surface.holes.assign(surface.points.size(), true);
    return surface;
}

void set_point(Surface& surface, std::size_t column, std::size_t row, const Point3& p) {
    if (!is_point(p)) return;
    surface.points[row * surface.columns + column] = p;
    surface.holes[row * surface.columns + column] = false;
}

namespace {

/// Where points without a value have neighbours with one, they are moved to the edge of the domain between them, found by
/// bisection: the surface ends there, not at a point of the grid.
template <typename At>
void reach_edges(Surface& surface, const Range& across, const Range& along, At at) {
    constexpr int kBisections = 24;
    const std::vector<bool> holes = surface.holes;
    for (std::size_t row = 0; row < surface.rows; ++row)
        for (std::size_t column = 0; column < surface.columns; ++column) {
            if (!holes[row * surface.columns + column]) continue;
            const double x = grid_value(across, column, kSurfaceCells), y = grid_value(along, row, kSurfaceCells);
            double nearest = 2; // part of the way to the neighbour
            for (std::size_t j = row == 0 ? 0 : row - 1; j <= std::min(row + 1, surface.rows - 1); ++j)
                for (std::size_t i = column == 0 ? 0 : column - 1; i <= std::min(column + 1, surface.columns - 1); ++i) {
                    if (holes[j * surface.columns + i]) continue;
                    const double dx = grid_value(across, i, kSurfaceCells) - x, dy = grid_value(along, j, kSurfaceCells) - y;
                    double without = 0, with = 1;
                    Point3 edge = surface.points[j * surface.columns + i];
                    for (int k = 0; k < kBisections; ++k) {
                        const double middle = (without + with) / 2;
                        const Point3 p = at(x + dx * middle, y + dy * middle);
                        if (is_point(p)) edge = p;
                        (is_point(p) ? with : without) = middle;
                    }
                    if (with >= nearest) continue;
                    nearest = with;
                    set_point(surface, column, row, edge);
                }
            algebra::poll_work(1);
        }
}

template <typename At>
Surface on_grid(const Range& across, const Range& along, At at) {
    Surface surface = empty_surface();
    for (std::size_t row = 0; row < surface.rows; ++row) {
        algebra::poll_work(surface.columns);
        for (std::size_t column = 0; column < surface.columns; ++column)
            set_point(surface, column, row, at(grid_value(across, column, kSurfaceCells), grid_value(along, row, kSurfaceCells)));
    }
    reach_edges(surface, across, along, at);
    return surface;
}

} // namespace

Surface draw_surface(const Expr& f, const Expr& x, const Expr& y, const Range& across, const Range& along) {
    const Formula formula(f, {x, y});
    return on_grid(across, along, [&](double a, double b) { return Point3{a, b, formula(a, b)}; });
}

Surface draw_parametric_surface(const std::vector<Expr>& parts, const Expr& u, const Expr& v, const Range& us, const Range& vs) {
    const Formula x(parts[0], {u, v}), y(parts[1], {u, v}), z(parts[2], {u, v});
    return on_grid(us, vs, [&](double a, double b) { return Point3{x(a, b), y(a, b), z(a, b)}; });
}

std::vector<std::vector<Point3>> draw_space_curve(const std::vector<Expr>& parts, const Expr& t, const Range& range) {
    const Formula x(parts[0], {t}), y(parts[1], {t}), z(parts[2], {t});
    std::vector<std::vector<Point3>> segments;
    bool open = false;
    for (std::size_t i = 0; i <= kSpaceCurveSteps; ++i) {
        const double at = grid_value(range, i, kSpaceCurveSteps);
        const Point3 p{x(at), y(at), z(at)};
        const bool has_value = is_point(p);
        if (has_value && !open) segments.emplace_back();
        if (has_value) segments.back().push_back(p);
        open = has_value;
    }
    algebra::poll_work(kSpaceCurveSteps);
    return segments;
}

Range height_range(const std::vector<double>& values) {
    constexpr double kFew = 8; ///< spans of the middle beyond which values no longer belong to it
    const Range whole = whole_range(values), middle = middle_range(values);
    return whole.span() > kFew * middle.span() ? middle : whole;
}

} // namespace rumina::plot
