#include "plot/curves.h"

#include "number/real.h"
#include "plot/formula.h"

namespace rumina::plot {

namespace {

constexpr double kTolerance = 1e-3; ///< of doubles, in heights of the drawing

/// Proofs about formulas that all are analytic; none about very long ones, of which each proof costs as much as many points.
Continuity proofs(std::initializer_list<const Formula*> formulas) {
    constexpr std::uint32_t kMostLeaves = 3000;
    std::vector<const Formula*> all(formulas);
    for (const Formula* formula : all)
        if (formula->expression().leaves() > kMostLeaves) return {};
    return {[all](double from, double to) {
        for (const Formula* formula : all)
            if (!formula->is_analytic(from, to)) return false;
        return true;
    }};
}

} // namespace

Point polar_point(double r, double t) { return {r * real::cos(t), r * real::sin(t)}; }

Drawn drawn(const Sampler& sampler, const Samples& samples) { return {sampler.segments(samples), sampler.view(samples)}; }

Drawn draw_graph(const algebra::Expr& f, const algebra::Expr& x, const Range& range) {
    Formula formula(f, {x});
    formula.check_doubles(range.low, range.high, kTolerance);
    const Sampler sampler(range.low, range.high, CurveKind::Graph, proofs({&formula}));
    return drawn(sampler, sample(sampler, [&](double at) { return Point{at, formula(at)}; }));
}

Drawn draw_parametric(const algebra::Expr& x, const algebra::Expr& y, const algebra::Expr& t, const Range& range) {
    Formula first(x, {t}), second(y, {t});
    for (Formula* formula : {&first, &second}) formula->check_doubles(range.low, range.high, kTolerance);
    const Sampler sampler(range.low, range.high, CurveKind::Plane, proofs({&first, &second}));
    return drawn(sampler, sample(sampler, [&](double at) { return Point{first(at), second(at)}; }));
}

Drawn draw_polar(const algebra::Expr& r, const algebra::Expr& t, const Range& range) {
    Formula formula(r, {t});
    formula.check_doubles(range.low, range.high, kTolerance);
    const Sampler sampler(range.low, range.high, CurveKind::Plane, proofs({&formula}));
    return drawn(sampler, sample(sampler, [&](double at) { return polar_point(formula(at), at); }));
}

} // namespace rumina::plot
