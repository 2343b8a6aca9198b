#include "plot/curves.h"

#include "number/real.h"
#include "plot/formula.h"

namespace rumina::plot {

namespace {

constexpr double kTolerance = 1e-3; ///< of doubles, in heights of the drawing

} // namespace

Point polar_point(double r, double t) { return {r * real::cos(t), r * real::sin(t)}; }

Drawn drawn(const Sampler& sampler, const Samples& samples) { return {sampler.segments(samples), sampler.view(samples)}; }

Drawn draw_graph(const algebra::Expr& f, const algebra::Expr& x, const Range& range) {
    Formula formula(f, {x});
    formula.check_doubles(range.low, range.high, kTolerance);
    const Sampler sampler(range.low, range.high, CurveKind::Graph, {[&](double from, double to) { return formula.is_analytic(from, to); }});
    return drawn(sampler, sample(sampler, [&](double at) { return Point{at, formula(at)}; }));
}

Drawn draw_parametric(const algebra::Expr& x, const algebra::Expr& y, const algebra::Expr& t, const Range& range) {
    Formula first(x, {t}), second(y, {t});
    for (Formula* formula : {&first, &second}) formula->check_doubles(range.low, range.high, kTolerance);
    const Sampler sampler(range.low, range.high, CurveKind::Plane, {[&](double from, double to) { return first.is_analytic(from, to) && second.is_analytic(from, to); }});
    return drawn(sampler, sample(sampler, [&](double at) { return Point{first(at), second(at)}; }));
}

Drawn draw_polar(const algebra::Expr& r, const algebra::Expr& t, const Range& range) {
    Formula formula(r, {t});
    formula.check_doubles(range.low, range.high, kTolerance);
    const Sampler sampler(range.low, range.high, CurveKind::Plane, {[&](double from, double to) { return formula.is_analytic(from, to); }});
    return drawn(sampler, sample(sampler, [&](double at) { return polar_point(formula(at), at); }));
}

} // namespace rumina::plot
