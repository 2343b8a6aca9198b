// Curves from formulas.
#pragma once

#include "algebra/expression.h"
#include "plot/sampler.h"

namespace rumina::plot {

/// A curve as it is drawn, and what part of the plane shows it.
struct Drawn {
    std::vector<std::vector<Point>> segments;
    Sampler::View view;
};

/// y = f(x) for x in the range.
Drawn draw_graph(const algebra::Expr& f, const algebra::Expr& x, const Range& range);
/// (x(t), y(t)).
Drawn draw_parametric(const algebra::Expr& x, const algebra::Expr& y, const algebra::Expr& t, const Range& range);
/// The points at distance r(t) from the origin in the direction t.
Drawn draw_polar(const algebra::Expr& r, const algebra::Expr& t, const Range& range);
Point polar_point(double r, double t);

/// What a sampler knows once its rounds are over.
Drawn drawn(const Sampler& sampler, const Samples& samples);

} // namespace rumina::plot
