#include "plot/svg_space.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "number/real.h"
#include "plot/number_text.h"
#include "plot/polyline.h"
#include "plot/svg_page.h"

namespace rumina::plot {

namespace {

constexpr double kTurn = 0.6, kTilt = 0.5; ///< radians about the z axis, and above the floor
constexpr double kSpaceHeight = 520;

/// A box of half lengths 1 (z: 0.75), or less where axes share one unit, and where its points lie on the page.
class Camera {
public:
    Camera(const Figure& figure, double top) : axes_{&figure.x, &figure.y, &figure.z}, half_{1, 1, 0.75} {
        cos_turn_ = real::cos(kTurn), sin_turn_ = real::sin(kTurn), cos_tilt_ = real::cos(kTilt), sin_tilt_ = real::sin(kTilt);
        if (figure.equal_scales) {
            double longest = 0;
            for (const Axis* axis : axes_) longest = std::max(longest, axis->high - axis->low);
            for (std::size_t i = 0; i < 3; ++i) half_[i] = (axes_[i]->high - axes_[i]->low) / longest;
        }
        const double room = (kSpaceHeight - top - 54) / 2, reach = half_[2] * cos_tilt_ + (half_[0] * sin_turn_ + half_[1] * cos_turn_) * sin_tilt_;
        const double across = (kPageWidth - 130) / 2 / (half_[0] * cos_turn_ + half_[1] * sin_turn_);
        scale_ = std::min(room / reach, across);
        middle_ = {kPageWidth / 2, top + 6 + room};
    }

    /// In the box, -half..half.
    std::array<double, 3> place(const Point3& p) const {
        const double value[] = {p.x, p.y, p.z};
        std::array<double, 3> out{};
        for (std::size_t i = 0; i < 3; ++i) out[i] = std::clamp(2 * (value[i] - axes_[i]->low) / (axes_[i]->high - axes_[i]->low) - 1, -1e3, 1e3) * half_[i];
        return out;
    }
    Point page(const std::array<double, 3>& b) const {
        const double x = b[0] * cos_turn_ - b[1] * sin_turn_, y = b[2] * cos_tilt_ + depth(b) * sin_tilt_;
        return {middle_.x + x * scale_, middle_.y - y * scale_};
    }
    double depth(const std::array<double, 3>& b) const { return b[0] * sin_turn_ + b[1] * cos_turn_; }
    /// Distance from the eye, which looks down on the box.
    double distance(const std::array<double, 3>& b) const { return depth(b) * cos_tilt_ - b[2] * sin_tilt_; }
    const std::array<double, 3>& half() const { return half_; }

private:
    const Axis* axes_[3];
    std::array<double, 3> half_;
    double cos_turn_, sin_turn_, cos_tilt_, sin_tilt_, scale_ = 1;
    Point middle_;
};

using Corner = std::array<double, 3>;

/// From dark blue over green to yellow, of about even lightness steps. After "viridis" of Smith and van der Walt.
constexpr int kScale[][3] = {{68, 1, 84}, {72, 40, 120}, {62, 74, 137}, {49, 104, 142}, {38, 130, 142}, {31, 158, 137}, {53, 183, 121}, {110, 206, 88}, {181, 222, 43}, {253, 231, 37}};
constexpr int kPlain[kColours][3] = {{59, 130, 246}, {239, 68, 68}, {16, 185, 129}, {245, 158, 11}, {139, 92, 246}, {6, 182, 212}, {236, 72, 153}, {132, 204, 22}};

std::string colour(const double (&rgb)[3], double light) {
    int out[3];
    for (int i = 0; i < 3; ++i) out[i] = std::clamp(static_cast<int>(std::floor(rgb[i] * light + 0.5)), 0, 255);
    return fmt::format("#{:02x}{:02x}{:02x}", out[0], out[1], out[2]);
}

/// A face or a piece of a curve.
struct Piece {
    double distance;
    std::string xml;
};

/// The part of a polygon with low <= z <= high. [Sutherland & Hodgman 1974]
std::vector<Point3> between(std::vector<Point3> polygon, double low, double high) {
    for (const bool upper : {false, true}) {
        std::vector<Point3> kept;
        auto inside = [&](const Point3& p) { return upper ? p.z <= high : p.z >= low; };
        for (std::size_t i = 0; i < polygon.size(); ++i) {
            const Point3 &a = polygon[i], &b = polygon[(i + 1) % polygon.size()];
            if (inside(a)) kept.push_back(a);
            if (inside(a) != inside(b)) {
                const double t = ((upper ? high : low) - a.z) / (b.z - a.z);
                kept.push_back({a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t, upper ? high : low});
            }
        }
        polygon.swap(kept);
    }
    return polygon;
}

double light_of(const Corner& a, const Corner& b, const Corner& c) {
    const double u[] = {b[0] - a[0], b[1] - a[1], b[2] - a[2]}, v[] = {c[0] - a[0], c[1] - a[1], c[2] - a[2]};
    const double n[] = {u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]};
    const double length = std::sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]);
    if (length < 1e-12) return 1;
    return 0.78 + 0.22 * std::abs(n[0] * -0.35 + n[1] * -0.55 + n[2] * 0.76) / length;
}

void add_surface(std::vector<Piece>& pieces, const Figure& figure, const Camera& camera, std::size_t index) {
    const Surface& s = figure.surfaces[index];
    const Axis& z = figure.z;
    const double span = z.high - z.low;
    for (std::size_t row = 0; row + 1 < s.rows; ++row)
        for (std::size_t column = 0; column + 1 < s.columns; ++column) {
            std::vector<Point3> polygon;
            double low = 0, high = 0;
            for (const std::size_t at : {row * s.columns + column, row * s.columns + column + 1, (row + 1) * s.columns + column + 1, (row + 1) * s.columns + column}) {
                if (s.holes[at]) continue;
                const Point3& p = s.points[at];
                low = polygon.empty() ? p.z : std::min(low, p.z);
                high = polygon.empty() ? p.z : std::max(high, p.z);
                polygon.push_back(p);
            }
            if (polygon.size() < 3 || (low < z.low - span && high > z.high + span)) continue; // a pole passes through
            polygon = between(std::move(polygon), z.low, z.high);
            if (polygon.size() < 3) continue;
            std::vector<Point> line;
            std::vector<Corner> corners;
            double distance = 0, height = 0;
            for (const Point3& p : polygon) {
                corners.push_back(camera.place(p));
                line.push_back(camera.page(corners.back()));
                distance += camera.distance(corners.back()) / static_cast<double>(polygon.size());
                height += (p.z - z.low) / span / static_cast<double>(polygon.size());
            }
            const double light = light_of(corners[0], corners[1], corners[2]);
            double rgb[3];
            if (figure.surfaces.size() == 1) {
                const double at = std::clamp(height, 0.0, 1.0) * (std::size(kScale) - 1);
                const auto step = std::min(static_cast<std::size_t>(at), std::size(kScale) - 2);
                for (int i = 0; i < 3; ++i) rgb[i] = kScale[step][i] + (kScale[step + 1][i] - kScale[step][i]) * (at - static_cast<double>(step));
            } else {
                for (int i = 0; i < 3; ++i) rgb[i] = kPlain[index % kColours][i] * (0.7 + 0.3 * std::clamp(height, 0.0, 1.0));
            }
            const std::string d = path_of(line);
            if (d.find(' ', d.find(' ') + 1) == std::string::npos) continue; // one point
            pieces.push_back({distance, fmt::format("<path class=\"face\" fill=\"{}\" d=\"{}Z\"/>", colour(rgb, light), d)});
        }
}

void add_curve(std::vector<Piece>& pieces, const Figure& figure, const Camera& camera, std::size_t index, bool whole) {
    const SpaceCurve& curve = figure.space_curves[index];
    const std::size_t colour_index = figure.surfaces.size() + index;
    for (const auto& segment : curve.segments) {
        std::vector<Point> line;
        std::vector<double> distances;
        for (const Point3& p : segment) {
            const Corner corner = camera.place(p);
            line.push_back(camera.page(corner));
            distances.push_back(camera.distance(corner));
        }
        auto add = [&](double distance, const std::vector<Point>& part, std::string_view shape) {
            pieces.push_back({distance, fmt::format("<path class=\"{} {}\" d=\"{}\"/>", shape, curve_class(colour_index), path_of(part))});
        };
        if (curve.style == Style::Dots) {
            for (std::size_t i = 0; i < line.size(); ++i) add(distances[i] - 0.01, {line[i]}, "dots");
        } else if (whole && !line.empty()) {
            add(0, simplified(line, 0.03), "curve");
        } else {
            constexpr std::size_t kPart = 8; // steps that are in front of a face, or behind it, together
            for (std::size_t i = 0; i + 1 < line.size(); i += kPart) {
                const std::size_t end = std::min(i + kPart, line.size() - 1);
                add((distances[i] + distances[end]) / 2 - 0.02, simplified({line.begin() + static_cast<std::ptrdiff_t>(i), line.begin() + static_cast<std::ptrdiff_t>(end) + 1}, 0.03), "curve");
            }
        }
    }
}

/// The floor and the two far walls with lines at the ticks, and the numbers along the near edges.
void draw_box(SvgPage& page, const Figure& figure, const Camera& camera) {
    const auto [hx, hy, hz] = camera.half();
    auto line = [&](const Corner& a, const Corner& b) { return path_of({camera.page(a), camera.page(b)}); };
    auto at = [](const Axis& axis, double value, double half) { return (2 * (value - axis.low) / (axis.high - axis.low) - 1) * half; };
    std::string grid, frame;
    auto mark = [&](const Corner& edge, const Corner& outside, const std::string& text, Anchor anchor) {
        const Point a = camera.page(edge), o = camera.page(outside);
        const double dx = o.x - a.x, dy = o.y - a.y, length = std::max(std::sqrt(dx * dx + dy * dy), 1e-9);
        frame += path_of({a, {a.x + dx / length * 5, a.y + dy / length * 5}});
        page.text(a.x + dx / length * 9, a.y + dy / length * 9 + (anchor == Anchor::End ? 4 : 8), text, "", anchor);
    };
    for (const Tick& tick : figure.x.ticks) {
        const double x = at(figure.x, tick.at, hx);
        grid += line({x, -hy, -hz}, {x, hy, -hz}) + line({x, hy, -hz}, {x, hy, hz});
        mark({x, -hy, -hz}, {x, -hy - 0.2, -hz}, tick.text, Anchor::Start);
    }
    for (const Tick& tick : figure.y.ticks) {
        const double y = at(figure.y, tick.at, hy);
        grid += line({-hx, y, -hz}, {hx, y, -hz}) + line({hx, y, -hz}, {hx, y, hz});
        mark({-hx, y, -hz}, {-hx - 0.2, y, -hz}, tick.text, Anchor::End);
    }
    for (const Tick& tick : figure.z.ticks) {
        const double z = at(figure.z, tick.at, hz);
        grid += line({-hx, hy, z}, {hx, hy, z}) + line({hx, hy, z}, {hx, -hy, z});
        const Point a = camera.page({-hx, hy, z});
        frame += path_of({a, {a.x - 5, a.y}});
        page.text(a.x - 9, a.y + (tick.at - figure.z.low < (figure.z.high - figure.z.low) * 0.03 ? -3 : 4), tick.text, "", Anchor::End); // not on that of y
    }
    frame += line({-hx, -hy, -hz}, {hx, -hy, -hz}) + line({-hx, -hy, -hz}, {-hx, hy, -hz}) + line({-hx, hy, -hz}, {-hx, hy, hz});
    grid += line({hx, -hy, -hz}, {hx, hy, -hz}) + line({-hx, hy, -hz}, {hx, hy, -hz}) + line({hx, hy, -hz}, {hx, hy, hz}) + line({-hx, hy, hz}, {hx, hy, hz}) +
            line({hx, hy, hz}, {hx, -hy, hz}) + line({hx, -hy, hz}, {hx, -hy, -hz});
    page.element(fmt::format("<path class=\"grid\" d=\"{}\"/>", grid));
    page.element(fmt::format("<path class=\"frame\" d=\"{}\"/>", frame));
    auto name = [&](const Axis& axis, const Point& p, Anchor anchor) {
        if (!axis.label.empty()) page.text(p.x, p.y, axis.label, "name", anchor);
    };
    const Point right = camera.page({0, -hy, -hz}), left = camera.page({-hx, 0, -hz}), up = camera.page({-hx, hy, hz});
    name(figure.x, {right.x + 22, right.y + 34}, Anchor::Start);
    name(figure.y, {left.x - 30, left.y + 34}, Anchor::End);
    name(figure.z, {up.x, up.y - 12}, Anchor::Middle);
}

} // namespace

std::string space_to_svg(const Figure& figure) {
    SvgPage page(figure, kPageWidth, kSpaceHeight);
    const Camera camera(figure, page.top() + 8);
    draw_box(page, figure, camera);
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i < figure.surfaces.size(); ++i) add_surface(pieces, figure, camera, i);
    for (std::size_t i = 0; i < figure.space_curves.size(); ++i) add_curve(pieces, figure, camera, i, figure.surfaces.empty());
    if (!figure.surfaces.empty()) std::stable_sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return a.distance > b.distance; });
    for (const Piece& piece : pieces) page.element(piece.xml);
    return std::move(page).finish();
}

} // namespace rumina::plot
