// Ticks, numbers, lines, histograms, equations, and files.
#include <gtest/gtest.h>

#include <cmath>

#include "algebra/functions/function.h"
#include "algebra/test_store.h"
#include "number/real.h"
#include "plot/axes.h"
#include "plot/equation.h"
#include "plot/histogram.h"
#include "plot/json.h"
#include "plot/number_text.h"
#include "plot/polyline.h"
#include "plot/svg.h"
#include "plot/svg_page.h"
#include "plot/ticks.h"

namespace rumina::plot {
namespace {

std::string texts(const std::vector<Tick>& ticks) {
    std::string out;
    for (const Tick& tick : ticks) out += (out.empty() ? "" : " ") + tick.text;
    return out;
}

TEST(PlotTicks, StandAtRoundNumbers) {
    EXPECT_EQ(texts(decimal_ticks({-20, 20}, 8)), "-20 -15 -10 -5 0 5 10 15 20");
    EXPECT_EQ(texts(decimal_ticks({-0.25, 1.05}, 6)), "-0.2 0 0.2 0.4 0.6 0.8 1");
    EXPECT_EQ(texts(decimal_ticks({0, 3e6}, 6)), "0 500000 10⁶ 1.5·10⁶ 2·10⁶ 2.5·10⁶ 3·10⁶");
    EXPECT_EQ(texts(decimal_ticks({-1e-6, 1e-6}, 4)), "-10⁻⁶ -5·10⁻⁷ 0 5·10⁻⁷ 10⁻⁶");
    for (const double scale : {1e-250, 1e-9, 1.0, 1e12, 1e250}) {
        const auto ticks = decimal_ticks({1.1 * scale, 9.7 * scale}, 6);
        EXPECT_GE(ticks.size(), 3u);
        EXPECT_LE(ticks.size(), 12u);
        for (const Tick& tick : ticks) EXPECT_TRUE(tick.at >= 1.09 * scale && tick.at <= 9.71 * scale);
    }
}

TEST(PlotTicks, CountInPi) {
    const double pi = 3.141592653589793;
    EXPECT_EQ(texts(pi_ticks({-pi, pi}, 8)), "-π -3π/4 -π/2 -π/4 0 π/4 π/2 3π/4 π");
    EXPECT_EQ(texts(pi_ticks({0, 4 * pi}, 8)), "0 π/2 π 3π/2 2π 5π/2 3π 7π/2 4π");
    EXPECT_EQ(texts(pi_ticks({0, 200 * pi}, 4)), "0 50π 100π 150π 200π");
}

TEST(PlotNumbers, AreWrittenByIntegers) {
    EXPECT_EQ(decimal_text(25, -1), "2.5");
    EXPECT_EQ(decimal_text(-5, -3), "-0.005");
    EXPECT_EQ(decimal_text(12, 3), "12000");
    EXPECT_EQ(decimal_text(1, 6), "10⁶");
    EXPECT_EQ(decimal_text(-15, -8), "-1.5·10⁻⁷");
    EXPECT_EQ(coordinate(1.005), "1"); // the double is below
    EXPECT_EQ(coordinate(-0.126), "-0.13");
    EXPECT_EQ(coordinate(12.5), "12.5");
    EXPECT_EQ(coordinate(-0.001), "0");
    EXPECT_EQ(coordinate(1e300), "10000000");
}

TEST(PlotLines, AreCutAtTheFrame) {
    const Frame frame{0, 0, 10, 10};
    const auto parts = clipped({{-5, 5}, {5, 5}, {5, 25}, {8, 25}, {8, 5}}, frame);
    ASSERT_EQ(parts.size(), 2u);
    EXPECT_EQ(parts[0], (std::vector<Point>{{0, 5}, {5, 5}, {5, 10}}));
    EXPECT_EQ(parts[1], (std::vector<Point>{{8, 10}, {8, 5}}));
    EXPECT_TRUE(clipped({{-1, -1}}, frame).empty());
    EXPECT_EQ(simplified({{0, 0}, {1, 0}, {2, 0}, {3, 0}, {3, 1}}, 0.01), (std::vector<Point>{{0, 0}, {3, 0}, {3, 1}}));
    // Many small turns are not lost: every point of a circle stays near the line.
    std::vector<Point> circle;
    for (int i = 0; i <= 4000; ++i) circle.push_back({500 * real::cos(i * 0.0015), 500 * real::sin(i * 0.0015)});
    const auto fewer = simplified(circle, 0.03);
    EXPECT_LT(fewer.size(), circle.size() / 4);
    for (std::size_t i = 0; i + 1 < fewer.size(); ++i) {
        const double x = (fewer[i].x + fewer[i + 1].x) / 2, y = (fewer[i].y + fewer[i + 1].y) / 2;
        EXPECT_GT(std::sqrt(x * x + y * y), 500 - 0.031);
    }
    EXPECT_EQ(path_of({{0, 0}, {1.5, 2}}), "M0 0 1.5 2");
    EXPECT_EQ(path_of({{1, 1}}), "M1 1h0");
}

TEST(PlotHistogram, CountsEveryValueOnce) {
    const auto three = histogram({1, 2, 2, 3}, 3);
    ASSERT_EQ(three.size(), 3u);
    EXPECT_EQ(three[1].height, 2);
    EXPECT_EQ(three[2].height, 1); // the largest value counts to the last
    for (std::size_t n : {1u, 7u, 1000u}) {
        std::vector<double> values;
        for (std::size_t i = 0; i < n; ++i) values.push_back(std::fmod(static_cast<double>(i) * 0.618, 1.0) * 37 - 11);
        double sum = 0;
        const auto bars = histogram(values, std::nullopt);
        for (const Bar& bar : bars) sum += bar.height;
        EXPECT_EQ(sum, static_cast<double>(n));
        EXPECT_LE(bars.size(), 220u);
    }
    EXPECT_EQ(histogram({5, 5, 5}, std::nullopt).empty(), false);
}

using algebra::Expr;

class Equations : public algebra::AlgebraTest {
protected:
    std::vector<std::vector<Point>> traced(const Expr& f, const Expr& across, const Expr& up, const Range& xs, const Range& ys) {
        return draw_equation(f, across, up, xs, ys).value();
    }
};

TEST_F(Equations, WorkIsBounded) {
    const Expr wild = algebra::apply_function(algebra::FunctionId::Sin, {Expr(100000) * x * y});
    EXPECT_FALSE(draw_equation(wild, x, y, {-10, 10}, {-10, 10}));
}

TEST_F(Equations, AreTraced) {
    const auto circle = traced(x * x + y * y - Expr(1), x, y, {-2, 2}, {-2, 2});
    ASSERT_EQ(circle.size(), 1u);
    EXPECT_EQ(circle[0].front(), circle[0].back()); // closed
    for (const Point& p : circle[0]) EXPECT_NEAR(p.x * p.x + p.y * p.y, 1, 1e-6);
    EXPECT_EQ(traced(x * x - y * y - Expr(1), x, y, {-3, 3}, {-3, 3}).size(), 2u); // two branches
    const auto arc = traced(sqrt(x) + sqrt(y) - Expr(1), x, y, {-1, 2}, {-1, 2}); // to the edges of its domain
    ASSERT_EQ(arc.size(), 1u);
    for (const Point& end : {arc[0].front(), arc[0].back()}) EXPECT_GT(std::max(end.x, end.y), 0.98);
    EXPECT_TRUE(traced(Expr(1) / x, x, y, {-2, 2}, {-2, 2}).empty());              // a pole is no zero
    EXPECT_FALSE(traced(power(x - y, Expr(2)), x, y, {-2, 2}, {-2, 2}).empty());   // a double line
    EXPECT_FALSE(traced(x * x - Expr(2) * x * y + y * y, x, y, {-2, 2}, {-2, 2}).empty());
}

Figure small_figure() {
    Figure figure;
    figure.call = "plot(<x> & \"y\")";
    figure.title = "a < b";
    figure.curves.push_back({"f", Style::Line, {{{0, 0}, {1, 1e300}, {1, 1}}}});
    set_axis(figure.x, {0, 1}, Counting::Decimal, 5);
    set_axis(figure.y, {0, 1}, Counting::Decimal, 5);
    return figure;
}

TEST(PlotFiles, EscapeTextAndHoldFiniteNumbers) {
    const std::string svg = to_svg(small_figure()), json = to_json(small_figure());
    EXPECT_NE(svg.find("<title>plot(&lt;x&gt; &amp; &quot;y&quot;)</title>"), std::string::npos);
    EXPECT_EQ(svg.find("<x>"), std::string::npos);
    EXPECT_NE(json.find("\"call\":\"plot(\\u003cx> & \\\"y\\\")\""), std::string::npos);
    for (const std::string_view bad : {"nan", "inf"}) {
        EXPECT_EQ(svg.substr(svg.find("</style>")).find(bad), std::string::npos);
        EXPECT_EQ(json.find(bad), std::string::npos);
    }
    EXPECT_EQ(small_figure(), small_figure());
    EXPECT_GT(small_figure().bytes(), 0u);
}

} // namespace
} // namespace rumina::plot
