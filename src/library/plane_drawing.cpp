// plot: graphs, parametric and polar curves, equations and points in the plane.
#include <algorithm>

#include "library/drawing.h"
#include "plot/axes.h"
#include "plot/curves.h"
#include "plot/equation.h"

namespace rumina::library {
namespace {

using algebra::Expr;
using plot::Range;

constexpr double kTwoPi = 6.283185307179586, kMargin = 0.05;
constexpr Range kUsualRange{-10, 10};

class PlaneDrawing : public Drawing {
public:
    explicit PlaneDrawing(Call& call) : Drawing(call, {"title", "xlabel", "ylabel", "labels", "yrange", "polar", "joined"}, 2) {
        polar_ = flag_option(name_, "polar", option("polar"));
        joined_ = flag_option(name_, "joined", option("joined"));
        y_option_ = range_option(name_, "yrange", option("yrange"));
        read_labels();
        const std::vector<Expr> symbols = choose_symbols(has_items<ImplicitItem>() ? 2 : 1);
        x_ = symbols[0];
        if (has_items<ImplicitItem>()) y_ = symbols[1];
        else if (groups_.size() > 1) fail_plot(name_, "there are two ranges, but no equation", "A second range is for equations, as in `plot(x^2 + y^2 == 1, x, -2, 2, y, -2, 2)`; `yrange = -2..2` says what is shown.");
    }

    Value run() {
        auto figure = std::make_shared<plot::Figure>();
        for (const PlotItem& item : items_)
            if (std::optional<Value> request = draw(item, *figure)) return *request;
        if (!any_) fail_nothing();
        lay_out(*figure);
        return finish(std::move(figure));
    }

private:
    Range range() const {
        if (!groups_.empty() && groups_[0].range) return *groups_[0].range;
        return polar_ || has_items<ParametricItem>() ? Range{0, kTwoPi} : kUsualRange;
    }

    /// Draws one item, or asks for values of its function.
    std::optional<Value> draw(const PlotItem& item, plot::Figure& figure) {
        if (const auto* points = std::get_if<PointsItem>(&item.what)) draw_points(*points, item.label, figure);
        else if (const auto* equation = std::get_if<ImplicitItem>(&item.what)) draw_equation(*equation, item.label, figure);
        else return draw_curve(item, figure);
        return std::nullopt;
    }

    std::optional<Value> draw_curve(const PlotItem& item, plot::Figure& figure) {
        plot::Drawn drawn;
        bool in_plane = polar_;
        if (const auto* formula = std::get_if<FormulaItem>(&item.what)) {
            drawn = polar_ ? plot::draw_polar(formula->f, x_, range()) : plot::draw_graph(formula->f, x_, range());
        } else if (const auto* curve = std::get_if<ParametricItem>(&item.what)) {
            in_plane = true;
            drawn = plot::draw_parametric(curve->parts[0], curve->parts[1], x_, range());
        } else if (std::optional<Value> request = samples_.curve(std::get<FunctionItem>(item.what).function, range(), polar_, drawn, in_plane)) {
            return request;
        }
        if (drawn.view.any) show(in_plane ? drawn.view.x : range(), drawn.view.y);
        (in_plane ? has_plane_curves_ : has_graphs_) = true;
        figure.curves.push_back({item.label, plot::Style::Line, std::move(drawn.segments)});
        return std::nullopt;
    }

    void draw_points(const PointsItem& item, const std::string& label, plot::Figure& figure) {
        plot::Curve curve{label, joined_ ? plot::Style::Line : plot::Style::Dots, {{}}};
        std::vector<double> xs, ys;
        for (const auto& p : item.points) {
            curve.segments[0].push_back({p[0], p[1]});
            xs.push_back(p[0]);
            ys.push_back(p[1]);
        }
        if (!item.points.empty()) show(plot::whole_range(xs), plot::whole_range(ys));
        figure.curves.push_back(std::move(curve));
    }

    std::vector<std::vector<plot::Point>> trace(const ImplicitItem& equation, const std::string& label, const Range& across, const Range& up) {
        auto segments = plot::draw_equation(equation.f, x_, y_, across, up);
        if (!segments) fail_plot(name_, fmt::format("the curve of {} is too intricate in this range", label), "Draw a smaller part of the plane.");
        return std::move(*segments);
    }

    /// Without ends that were given, a curve that lies in a part of the window is shown larger.
    void draw_equation(const ImplicitItem& equation, const std::string& label, plot::Figure& figure) {
        Range across = range(), up = groups_.size() > 1 && groups_[1].range ? *groups_[1].range : across;
        std::vector<std::vector<plot::Point>> segments = trace(equation, label, across, up);
        if (!has_range() && !segments.empty() && items_.size() == 1) {
            std::vector<double> xs, ys;
            for (const auto& segment : segments)
                for (const plot::Point& p : segment) {
                    xs.push_back(p.x);
                    ys.push_back(p.y);
                }
            const Range x = plot::widened(plot::whole_range(xs), 0.15), y = plot::widened(plot::whole_range(ys), 0.15);
            if (x.low > across.low && x.high < across.high && y.low > up.low && y.high < up.high) {
                across = x;
                up = y;
                segments = trace(equation, label, across, up);
            }
        }
        if (!segments.empty()) show(across, up);
        has_equations_ = true;
        figure.curves.push_back({label, plot::Style::Line, std::move(segments)});
    }

    void show(const Range& x, const Range& y) {
        shown_x_ = any_ ? plot::hull(shown_x_, x) : x;
        shown_y_ = any_ ? plot::hull(shown_y_, y) : y;
        any_ = true;
    }

    void lay_out(plot::Figure& figure) {
        const bool fixed_x = (has_graphs_ || has_equations_) && !has_plane_curves_;
        const Range x = fixed_x ? shown_x_ : plot::widened(shown_x_, kMargin);
        const Range y = y_option_ ? *y_option_ : has_equations_ ? shown_y_ : plot::widened(shown_y_, kMargin);
        const bool in_pi = fixed_x && !groups_.empty() && groups_[0].counts_in_pi;
        constexpr double kSimilar = 4;
        const double shape = x.span() / y.span();
        figure.equal_scales = (has_plane_curves_ || has_equations_) && !has_graphs_ && !y_option_ && shape < kSimilar && shape > 1 / kSimilar;
        const int across = figure.equal_scales ? std::clamp(static_cast<int>(shape * 5), 2, 8) : 8;
        plot::set_axis(figure.x, x, in_pi ? plot::Counting::Pi : plot::Counting::Decimal, across);
        plot::set_axis(figure.y, y, has_equations_ && groups_.size() > 1 && groups_[1].counts_in_pi ? plot::Counting::Pi : plot::Counting::Decimal, 6);
        figure.x.label = text_of_option("xlabel");
        figure.y.label = text_of_option("ylabel");
        const bool has_formulas = has_items<FormulaItem>() || has_equations_;
        if (option("xlabel").is_null() && fixed_x && has_formulas) figure.x.label = std::string(x_.symbol_name());
        if (option("ylabel").is_null() && has_equations_) figure.y.label = std::string(y_.symbol_name());
    }

    Expr x_, y_;
    std::optional<Range> y_option_;
    bool polar_ = false, joined_ = false, any_ = false, has_graphs_ = false, has_plane_curves_ = false, has_equations_ = false;
    Range shown_x_, shown_y_;
};

} // namespace

Value draw_in_plane(Call& call) { return PlaneDrawing(call).run(); }

} // namespace rumina::library
