// plot3d: surfaces, curves and points in space.
#include <algorithm>

#include "algebra/traversal.h"
#include "library/drawing.h"
#include "plot/axes.h"
#include "plot/surfaces.h"

namespace rumina::library {
namespace {

using algebra::Expr;
using plot::Point3;
using plot::Range;

constexpr Range kUsualRange{-5, 5}, kTurn{0, 6.283185307179586};

class SpaceDrawing : public Drawing {
public:
    explicit SpaceDrawing(Call& call) : Drawing(call, {"title", "xlabel", "ylabel", "zlabel", "labels", "zrange"}, 3) {
        if (has_items<ImplicitItem>()) fail_plot(name_, "surfaces of equations are not drawn", "Solve it for one symbol first, or give three coordinates as a vec.");
        z_option_ = range_option(name_, "zrange", option("zrange"));
        read_labels();
        symbols_ = choose_symbols(2);
    }

    Value run() {
        auto figure = std::make_shared<plot::Figure>();
        figure->is_space = true;
        for (const PlotItem& item : items_)
            if (std::optional<Value> request = draw(item, *figure)) return *request;
        if (xs_.empty()) fail_nothing();
        lay_out(*figure);
        return finish(std::move(figure));
    }

private:
    Range range(std::size_t i) const {
        if (i < groups_.size() && groups_[i].range) return *groups_[i].range;
        return has_items<ParametricItem>() ? kTurn : kUsualRange;
    }

    std::optional<Value> draw(const PlotItem& item, plot::Figure& figure) {
        if (const auto* points = std::get_if<PointsItem>(&item.what)) {
            plot::SpaceCurve curve{item.label, plot::Style::Dots, {{}}};
            for (const auto& p : points->points) curve.segments[0].push_back({p[0], p[1], p[2]});
            add(std::move(curve), figure);
        } else if (const auto* formula = std::get_if<FormulaItem>(&item.what)) {
            add(plot::draw_surface(formula->f, symbols_[0], symbols_[1], range(0), range(1)), item.label, true, figure);
        } else if (const auto* parts = std::get_if<ParametricItem>(&item.what)) {
            draw_parametric(*parts, item.label, figure);
        } else {
            plot::Surface surface;
            if (std::optional<Value> request = samples_.surface(std::get<FunctionItem>(item.what).function, range(0), range(1), surface)) return request;
            add(std::move(surface), item.label, true, figure);
        }
        return std::nullopt;
    }

    /// One symbol makes a curve, two a surface.
    void draw_parametric(const ParametricItem& item, const std::string& label, plot::Figure& figure) {
        const bool is_surface = std::any_of(item.parts.begin(), item.parts.end(), [&](const Expr& part) { return algebra::contains(part, symbols_[1]); });
        has_parametric_ = true;
        if (is_surface) add(plot::draw_parametric_surface(item.parts, symbols_[0], symbols_[1], range(0), range(1)), label, false, figure);
        else add({label, plot::Style::Line, plot::draw_space_curve(item.parts, symbols_[0], range(0))}, figure);
    }

    void add(plot::Surface surface, const std::string& label, bool is_graph, plot::Figure& figure) {
        surface.label = label;
        (is_graph ? has_graphs_ : has_parametric_) = true;
        for (std::size_t i = 0; i < surface.points.size(); ++i)
            if (!surface.holes[i]) count(surface.points[i]);
        figure.surfaces.push_back(std::move(surface));
    }
    void add(plot::SpaceCurve curve, plot::Figure& figure) {
        for (const auto& segment : curve.segments)
            for (const Point3& p : segment) count(p);
        figure.space_curves.push_back(std::move(curve));
    }
    void count(const Point3& p) {
        xs_.push_back(p.x);
        ys_.push_back(p.y);
        zs_.push_back(p.z);
    }

    void lay_out(plot::Figure& figure) {
        const Range x = has_graphs_ ? plot::hull(range(0), plot::whole_range(xs_)) : plot::whole_range(xs_);
        const Range y = has_graphs_ ? plot::hull(range(1), plot::whole_range(ys_)) : plot::whole_range(ys_);
        const Range z = z_option_ ? *z_option_ : plot::height_range(zs_);
        auto counting = [&](std::size_t i) { return has_graphs_ && i < groups_.size() && groups_[i].counts_in_pi ? plot::Counting::Pi : plot::Counting::Decimal; };
        plot::set_axis(figure.x, x, counting(0), 5);
        plot::set_axis(figure.y, y, counting(1), 5);
        plot::set_axis(figure.z, z, plot::Counting::Decimal, 5);
        constexpr double kSimilar = 3;
        const double longest = std::max({x.span(), y.span(), z.span()}), shortest = std::min({x.span(), y.span(), z.span()});
        figure.equal_scales = has_parametric_ && !has_graphs_ && longest < kSimilar * shortest;
        const bool named = has_items<FormulaItem>();
        auto label = [&](std::string_view name, std::size_t i) {
            return !option(name).is_null() ? text_of_option(name) : named && i < 2 ? std::string(symbols_[i].symbol_name()) : std::string();
        };
        figure.x.label = label("xlabel", 0);
        figure.y.label = label("ylabel", 1);
        figure.z.label = label("zlabel", 2);
    }

    std::vector<Expr> symbols_;
    std::optional<Range> z_option_;
    std::vector<double> xs_, ys_, zs_;
    bool has_graphs_ = false, has_parametric_ = false;
};

} // namespace

Value draw_in_space(Call& call) { return SpaceDrawing(call).run(); }

} // namespace rumina::library
