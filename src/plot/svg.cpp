#include "plot/svg.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "plot/number_text.h"
#include "plot/polyline.h"
#include "plot/svg_page.h"
#include "plot/svg_space.h"

namespace rumina::plot {

namespace {

constexpr double kTickLength = 4, kStraight = 0.03;

/// The plane: where values lie on the page.
struct Plane {
    const Figure& figure;
    Frame frame;
    double x(double value) const { return frame.left + part(value, figure.x) * (frame.right - frame.left); }
    double y(double value) const { return frame.bottom - part(value, figure.y) * (frame.bottom - frame.top); }
    /// Far outside all is the same.
    static double part(double value, const Axis& axis) { return std::clamp((value - axis.low) / (axis.high - axis.low), -1e4, 1e4); }
};

Frame frame_of(const Figure& figure, double top) {
    double left = 0;
    for (const Tick& tick : figure.y.ticks) left = std::max(left, text_width(tick.text));
    left += 16 + (figure.y.label.empty() ? 0 : 18);
    Frame frame{left, top, kPageWidth - 16, kPageHeight - 24 - (figure.x.label.empty() ? 0 : 16)};
    if (!figure.x.ticks.empty() && figure.x.ticks.back().at > figure.x.high - (figure.x.high - figure.x.low) * 0.02)
        frame.right -= std::max(0.0, text_width(figure.x.ticks.back().text) / 2 - 10);
    if (figure.equal_scales) { // the middle of the room, in the shape of the ranges
        const double shape = (figure.x.high - figure.x.low) / (figure.y.high - figure.y.low), width = frame.right - frame.left, height = frame.bottom - frame.top;
        const double less_wide = std::max(width - height * shape, 0.0), less_high = std::max(height - width / shape, 0.0);
        frame.left += less_wide / 2;
        frame.right -= less_wide / 2;
        frame.top += less_high / 2;
        frame.bottom -= less_high / 2;
    }
    return frame;
}

void draw_axes(SvgPage& page, const Plane& plane) {
    const Frame& f = plane.frame;
    std::string grid, zero, marks;
    for (const Tick& tick : plane.figure.x.ticks) {
        const std::string x = coordinate(plane.x(tick.at));
        (tick.at == 0 ? zero : grid) += fmt::format("M{} {}V{}", x, coordinate(f.top), coordinate(f.bottom));
        marks += fmt::format("M{} {}v{}", x, coordinate(f.bottom), coordinate(kTickLength));
    }
    for (const Tick& tick : plane.figure.y.ticks) {
        const std::string y = coordinate(plane.y(tick.at));
        (tick.at == 0 ? zero : grid) += fmt::format("M{} {}H{}", coordinate(f.left), y, coordinate(f.right));
        marks += fmt::format("M{} {}h{}", coordinate(f.left), y, coordinate(-kTickLength));
    }
    if (!grid.empty()) page.element(fmt::format("<path class=\"grid\" d=\"{}\"/>", grid));
    if (!zero.empty()) page.element(fmt::format("<path class=\"zero\" d=\"{}\"/>", zero));
    page.element(fmt::format("<path class=\"frame\" d=\"M{} {}H{}V{}H{}Z{}\"/>", coordinate(f.left), coordinate(f.top), coordinate(f.right), coordinate(f.bottom), coordinate(f.left), marks));
    double free_from = -1;
    for (const Tick& tick : plane.figure.x.ticks) { // no text over another
        const double x = plane.x(tick.at), half = text_width(tick.text) / 2;
        if (x - half < free_from) continue;
        page.text(x, f.bottom + kTickLength + 13, tick.text, "", Anchor::Middle);
        free_from = x + half + 4;
    }
    for (const Tick& tick : plane.figure.y.ticks) page.text(f.left - kTickLength - 4, plane.y(tick.at) + 4, tick.text, "", Anchor::End);
    if (!plane.figure.x.label.empty()) page.text((f.left + f.right) / 2, f.bottom + 34, plane.figure.x.label, "name", Anchor::Middle);
    if (!plane.figure.y.label.empty()) {
        const double x = std::max(f.left - 16, 14.0), middle = (f.top + f.bottom) / 2;
        double widest = 0;
        for (const Tick& tick : plane.figure.y.ticks) widest = std::max(widest, text_width(tick.text));
        const std::string at = coordinate(std::max(x - widest, 14.0));
        page.element(fmt::format("<text class=\"name\" text-anchor=\"middle\" transform=\"translate({} {}) rotate(-90)\">{}</text>", at, coordinate(middle), escaped(plane.figure.y.label)));
    }
}

void draw_bars(SvgPage& page, const Plane& plane) {
    std::string d;
    for (const Bar& bar : plane.figure.bars) {
        if (bar.height == 0) continue;
        const double left = std::clamp(plane.x(bar.from), plane.frame.left, plane.frame.right), right = std::clamp(plane.x(bar.to), plane.frame.left, plane.frame.right);
        const double top = std::clamp(plane.y(bar.height), plane.frame.top, plane.frame.bottom), bottom = std::clamp(plane.y(0), plane.frame.top, plane.frame.bottom);
        d += fmt::format("M{} {}V{}H{}V{}Z", coordinate(left), coordinate(bottom), coordinate(top), coordinate(right), coordinate(bottom));
    }
    if (!d.empty()) page.element(fmt::format("<path class=\"bar f0\" d=\"{}\"/>", d));
}

void draw_curve(SvgPage& page, const Plane& plane, std::size_t index) {
    const Curve& curve = plane.figure.curves[index];
    const bool dots = curve.style == Style::Dots;
    std::string d;
    for (const auto& segment : curve.segments) {
        std::vector<Point> line;
        line.reserve(segment.size());
        for (const Point& p : segment) line.push_back({plane.x(p.x), plane.y(p.y)});
        if (dots) {
            for (const Point& p : line)
                for (const auto& part : clipped({p}, plane.frame)) d += path_of(part);
            continue;
        }
        for (const auto& part : clipped(line, plane.frame)) d += path_of(simplified(part, kStraight));
    }
    if (d.empty()) return;
    const bool dashed = index / kColours % 2 == 1 && !dots;
    page.element(fmt::format("<path class=\"{} {}\"{} d=\"{}\"/>", dots ? "dots" : "curve", curve_class(index), dashed ? " stroke-dasharray=\"6 5\"" : "", d));
}

} // namespace

std::string to_svg(const Figure& figure) {
    if (figure.is_space) return space_to_svg(figure);
    SvgPage page(figure, kPageWidth, kPageHeight);
    const Plane plane{figure, frame_of(figure, page.top())};
    draw_axes(page, plane);
    draw_bars(page, plane);
    for (std::size_t i = 0; i < figure.curves.size(); ++i) draw_curve(page, plane, i);
    return std::move(page).finish();
}

} // namespace rumina::plot
