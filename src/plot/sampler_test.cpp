#include "plot/sampler.h"

#include <gtest/gtest.h>

#include <cmath>

#include "algebra/functions/function.h"
#include "algebra/test_store.h"
#include "number/real.h"
#include "plot/curves.h"
#include "plot/formula.h"

namespace rumina::plot {
namespace {

using algebra::Expr;
using algebra::FunctionId;

class Curves : public algebra::AlgebraTest {
protected:
    Expr of(FunctionId head, const Expr& argument) { return algebra::apply_function(head, {argument}); }
    Drawn graph(const Expr& f, double from, double to) { return draw_graph(f, x, {from, to}); }
    /// Without proofs, as functions of a program are sampled.
    Drawn blind(const std::function<double(double)>& f, double from, double to) {
        const Sampler sampler(from, to, CurveKind::Graph);
        return drawn(sampler, sample(sampler, [&](double at) { return Point{at, f(at)}; }));
    }
    static std::size_t points(const Drawn& d) {
        std::size_t n = 0;
        for (const auto& segment : d.segments) n += segment.size();
        return n;
    }
    /// Where one piece ends and the next begins.
    static std::vector<double> breaks(const Drawn& d) {
        std::vector<double> at;
        for (std::size_t i = 1; i < d.segments.size(); ++i) at.push_back((d.segments[i - 1].back().x + d.segments[i].front().x) / 2);
        return at;
    }
    static void expect_breaks(const Drawn& d, const std::vector<double>& wanted) {
        const std::vector<double> found = breaks(d);
        ASSERT_EQ(found.size(), wanted.size());
        for (std::size_t i = 0; i < wanted.size(); ++i) EXPECT_NEAR(found[i], wanted[i], 1e-8);
    }
};

constexpr double kPi = 3.141592653589793;

TEST_F(Curves, PolesOfOddOrderBreakTheLine) {
    expect_breaks(graph(Expr(1) / x, -5, 5), {0});
    expect_breaks(graph(of(FunctionId::Tan, x), -5, 5), {-3 * kPi / 2, -kPi / 2, kPi / 2, 3 * kPi / 2});
    expect_breaks(blind([](double t) { return 1 / t; }, -5, 5), {0});
    expect_breaks(blind(real::tan, -5, 5), {-3 * kPi / 2, -kPi / 2, kPi / 2, 3 * kPi / 2});
}

TEST_F(Curves, PolesOfEvenOrderBreakTheLineHoweverNarrow) {
    expect_breaks(graph(power(x, Expr(-2)), -5, 5), {0});
    // Narrower than the grid: only the proof of continuity, which fails there, finds it.
    const Drawn narrow = graph(Expr(ratio(1, 1000000)) * power(x - ratio(1, 3), Expr(-2)) + x, -2, 2);
    expect_breaks(narrow, {1.0 / 3});
    EXPECT_LT(narrow.view.y.high, 10);
}

TEST_F(Curves, JumpsBreakTheLine) {
    expect_breaks(graph(of(FunctionId::Sign, x), -1, 2), {0});
    expect_breaks(graph(of(FunctionId::Floor, x), -1.5, 2.5), {-1, 0, 1, 2});
    expect_breaks(blind([](double t) { return std::floor(t); }, -1.5, 2.5), {-1, 0, 1, 2});
    // A jump far from 0, where doubles are as wide as a thousandth of a pixel.
    const Drawn far = blind([](double t) { return t < 1e9 + 0.3 ? 0.0 : 1.0; }, 1e9, 1e9 + 1);
    ASSERT_EQ(far.segments.size(), 2u);
}

TEST_F(Curves, SteepPartsAreLines) {
    EXPECT_EQ(graph(of(FunctionId::Tanh, Expr(1000000) * x), -5, 5).segments.size(), 1u);
    EXPECT_EQ(blind([](double t) { return real::tanh(1e6 * t); }, -5, 5).segments.size(), 1u);
    EXPECT_EQ(blind(real::cbrt, -5, 5).segments.size(), 1u);
    EXPECT_EQ(graph(of(FunctionId::Abs, x), -5, 5).segments.size(), 1u);
}

TEST_F(Curves, RemovableHolesAreClosed) {
    const Drawn sinc = graph(of(FunctionId::Sin, x) / x, -20, 20);
    EXPECT_EQ(sinc.segments.size(), 1u);
    EXPECT_NEAR(sinc.view.y.high, 1, 1e-3);
    EXPECT_EQ(blind([](double t) { return t == 0 ? std::nan("") : real::sin(t) / t; }, -20, 20).segments.size(), 1u);
}

TEST_F(Curves, EndsOfTheDomainAreFound) {
    const Drawn circle = graph(sqrt(Expr(1) - x * x), -2, 2);
    ASSERT_EQ(circle.segments.size(), 1u);
    EXPECT_NEAR(circle.segments[0].front().x, -1, 1e-8);
    EXPECT_NEAR(circle.segments[0].back().x, 1, 1e-8);
    const Drawn logarithm = graph(of(FunctionId::Log, x), -1, 10);
    ASSERT_EQ(logarithm.segments.size(), 1u);
    EXPECT_GT(logarithm.view.y.low, -10); // not as deep as the line is followed
    EXPECT_FALSE(graph(sqrt(Expr(-1) - x * x), -2, 2).view.any);
}

TEST_F(Curves, OscillationTakesBoundedWork) {
    for (const double end : {1.0, 1e-3}) EXPECT_LE(points(graph(of(FunctionId::Sin, Expr(1) / x), -end, end)), 2 * Sampler::kMostPoints);
    EXPECT_LE(points(graph(of(FunctionId::Sin, Expr(1000000) * x), -1, 1)), 2 * Sampler::kMostPoints);
    // What moves as fast as the grid is not taken for something slow.
    const Drawn wave = graph(of(FunctionId::Sin, Expr(240) * algebra::pi() * x), 0, 2);
    EXPECT_GT(wave.view.y.high, 0.9);
    EXPECT_LT(wave.view.y.low, -0.9);
}

TEST_F(Curves, ThePartShownIsChosenByWhatStaysFinite) {
    const Drawn tangent = graph(of(FunctionId::Tan, x), -5, 5);
    EXPECT_LT(tangent.view.y.high, 20);
    EXPECT_GT(tangent.view.y.high, 3);
    const Drawn exponential = graph(algebra::exp(x), -10, 10); // no pole: all of it
    EXPECT_NEAR(exponential.view.y.high, 22026, 1);
    EXPECT_GT(graph(of(FunctionId::Log, of(FunctionId::Abs, x)), -5, 5).view.y.low, -12);
    const Drawn constant = graph(Expr(3), 0, 1);
    EXPECT_LT(constant.view.y.low, 3);
    EXPECT_GT(constant.view.y.high, 3);
}

TEST_F(Curves, CurvesInThePlane) {
    const Drawn circle = draw_parametric(of(FunctionId::Cos, x), of(FunctionId::Sin, x), x, {0, 2 * kPi});
    ASSERT_EQ(circle.segments.size(), 1u);
    EXPECT_GT(circle.segments[0].size(), 100u);
    for (const Point& p : circle.segments[0]) EXPECT_NEAR(p.x * p.x + p.y * p.y, 1, 1e-12);
    EXPECT_NEAR(circle.view.x.low, -1, 1e-3);
    const Drawn line = draw_polar(Expr(1) / of(FunctionId::Cos, x), x, {0, kPi});
    EXPECT_EQ(line.segments.size(), 2u); // r has a pole at π/2
}

TEST_F(Curves, RoundsAreFunctionsOfThePoints) {
    const Sampler sampler(-1, 1, CurveKind::Graph);
    Samples known;
    auto f = [](double t) { return Point{t, 1 / t}; };
    for (int round = 0; round < 5; ++round) {
        const std::vector<double> t = sampler.wanted(known);
        EXPECT_EQ(t, Sampler(-1, 1, CurveKind::Graph).wanted(known));
        EXPECT_TRUE(std::is_sorted(t.begin(), t.end()));
        std::vector<Point> at;
        for (const double p : t) at.push_back(f(p));
        Sampler::add(known, t, at);
        EXPECT_TRUE(std::is_sorted(known.t.begin(), known.t.end()));
    }
}

class Formulas : public Curves {};

TEST_F(Formulas, AgreeWithTheirDefinition) {
    const Formula f(of(FunctionId::Sin, x) / x + power(x, Expr(3)) - Expr(2) * sqrt(x), {x});
    for (const double at : {0.25, 1.0, 7.5}) EXPECT_DOUBLE_EQ(f(at), real::sin(at) / at + at * at * at - 2 * std::sqrt(at));
    EXPECT_TRUE(std::isnan(f(-1))); // complex
    const Formula two(x * y + Expr(1), {x, y});
    EXPECT_EQ(two(3, 4), 13);
}

TEST_F(Formulas, RealValuesOfComplexPartsAreFound) {
    EXPECT_NEAR(Formula(of(FunctionId::Abs, sqrt(x)), {x})(-4), 2, 1e-12);
    EXPECT_NEAR(Formula(of(FunctionId::Re, of(FunctionId::Log, x)), {x})(-1), 0, 1e-12);
    EXPECT_NEAR(Formula(of(FunctionId::Im, of(FunctionId::Log, x)), {x})(-1), kPi, 1e-12);
    EXPECT_TRUE(std::isnan(Formula(power(x, ratio(1, 3)), {x})(-8))); // the principal root is complex
    EXPECT_TRUE(std::isnan(Formula(Expr(1) / x, {x})(0)));
}

TEST_F(Formulas, SpecialFunctionsAndConditions) {
    EXPECT_NEAR(Formula(algebra::apply_function(FunctionId::BesselJ, {Expr(0), x}), {x})(1), 0.7651976865579666, 1e-12);
    EXPECT_NEAR(Formula(of(FunctionId::Zeta, x), {x})(2), kPi * kPi / 6, 1e-12);
    const Expr pieces = algebra::make_function(FunctionId::Piecewise, std::vector<Expr>{-x, algebra::apply_function(FunctionId::Less, {x, Expr(0)}), x * x});
    EXPECT_EQ(Formula(pieces, {x})(-3), 3);
    EXPECT_EQ(Formula(pieces, {x})(3), 9);
    EXPECT_EQ(Formula(algebra::apply_function(FunctionId::Mod, {x, Expr(3)}), {x})(-1), 2);
    EXPECT_EQ(Formula(algebra::apply_function(FunctionId::Max, {x, Expr(1)}), {x})(-1), 1);
}

TEST_F(Formulas, CancellationIsNoticed) {
    Formula f((Expr(1) - of(FunctionId::Cos, x)) / (x * x), {x});
    f.check_doubles(-1e-6, 1e-6, 1e-3);
    EXPECT_NEAR(f(1e-8), 0.5, 1e-9);
}

TEST_F(Formulas, ProofsOfContinuity) {
    const Formula f(of(FunctionId::Tan, x), {x});
    EXPECT_TRUE(f.is_analytic(-1.5, 1.5));
    EXPECT_FALSE(f.is_analytic(1.5, 1.6));
    const Formula steps(of(FunctionId::Floor, x), {x});
    EXPECT_TRUE(steps.is_analytic(0.25, 0.75));
    EXPECT_FALSE(steps.is_analytic(0.75, 1.25));
}

} // namespace
} // namespace rumina::plot
