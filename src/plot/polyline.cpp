#include "plot/polyline.h"

#include <algorithm>
#include <cmath>

#include "plot/number_text.h"

namespace rumina::plot {

namespace {

/// The part of a segment inside the frame as parameters; false when there is none.
bool inside(const Point& a, const Point& b, const Frame& frame, double& first, double& last) {
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double steps[] = {-dx, dx, -dy, dy}, room[] = {a.x - frame.left, frame.right - a.x, a.y - frame.top, frame.bottom - a.y};
    first = 0, last = 1;
    for (int i = 0; i < 4; ++i) {
        if (steps[i] == 0) {
            if (room[i] < 0) return false;
            continue;
        }
        const double at = room[i] / steps[i];
        if (steps[i] < 0) first = std::max(first, at);
        else last = std::min(last, at);
    }
    return first <= last;
}

} // namespace

std::vector<std::vector<Point>> clipped(const std::vector<Point>& line, const Frame& frame) {
    std::vector<std::vector<Point>> parts;
    if (line.size() == 1) {
        const Point& p = line[0];
        if (p.x >= frame.left && p.x <= frame.right && p.y >= frame.top && p.y <= frame.bottom) parts.push_back(line);
        return parts;
    }
    bool open = false;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const Point &a = line[i], &b = line[i + 1];
        double first, last;
        if (!inside(a, b, frame, first, last)) {
            open = false;
            continue;
        }
        auto at = [&](double t) { return Point{a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}; };
        if (!open || first > 0) parts.push_back({first > 0 ? at(first) : a});
        parts.back().push_back(last < 1 ? at(last) : b);
        open = last >= 1;
    }
    return parts;
}

std::vector<Point> simplified(const std::vector<Point>& line, double tolerance) {
    constexpr std::size_t kMost = 64; // points that one line may stand for
    std::vector<Point> kept;
    std::size_t last = 0;
    // Whether the line from the last point kept to another passes near all points between.
    auto passes_near_all = [&](std::size_t to) {
        const Point &a = line[last], &c = line[to];
        const double dx = c.x - a.x, dy = c.y - a.y, length = std::sqrt(dx * dx + dy * dy);
        for (std::size_t k = last + 1; k < to; ++k) {
            const double px = line[k].x - a.x, py = line[k].y - a.y, along = px * dx + py * dy;
            if (!(along >= 0 && along <= length * length) || std::abs(px * dy - py * dx) > tolerance * length) return false;
        }
        return true;
    };
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (i > 0 && i + 1 < line.size() && i - last < kMost && passes_near_all(i + 1)) continue;
        kept.push_back(line[i]);
        last = i;
    }
    return kept;
}

std::string path_of(const std::vector<Point>& line) {
    std::string out;
    std::string last;
    std::size_t count = 0;
    for (const Point& p : line) {
        std::string at = coordinate(p.x) + " " + coordinate(p.y);
        if (at == last) continue;
        out += (count == 0 ? "M" : " ") + at;
        last = std::move(at);
        ++count;
    }
    if (count == 1) out += "h0";
    return out;
}

} // namespace rumina::plot
