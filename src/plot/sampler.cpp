#include "plot/sampler.h"

#include <algorithm>
#include <cmath>

#include "algebra/expression.h"

namespace rumina::plot {

namespace {

// A screen to judge by, in pixels; drawings are about that large.
constexpr double kWidth = 640, kHeight = 400;
constexpr double kFlat = 0.2;      ///< pixels from the chord that nobody sees
constexpr double kGap = 8;         ///< pixels between neighbours that may be a jump
constexpr double kFinest = 0x1p-15; ///< of the interval, where bends are no longer followed
constexpr double kEdge = 0x1p-32;  ///< to find where a curve begins or ends
constexpr double kNarrow = 0x1p-42; ///< to tell a jump from a steep part
constexpr double kAsk = 0x1p-13;   ///< widths for which a proof of continuity is tried before points are spent
constexpr double kBlowUp = 30;     ///< values that much larger than at the ends of their interval of the grid come from a pole
constexpr std::size_t kMostRounds = 64, kMostDoubts = 48, kMostProofs = 1500;

bool has_value(const Point& p) { return std::abs(p.x) < kLargest && std::abs(p.y) < kLargest; }

} // namespace

/// Coordinates in pixels; beyond the edges by more than the size of the screen is all the same.
struct Sampler::Screen {
    View view;
    Point operator()(const Point& p) const { return {place(p.x, view.x) * kWidth, place(p.y, view.y) * kHeight}; }
    static double place(double value, const Range& range) { return std::clamp((value - range.low) / range.span(), -1.0, 2.0); }
    /// Both beyond the same edge: what lies between is not seen.
    static bool hidden(const Point& a, const Point& b) {
        return (a.y < 0 && b.y < 0) || (a.y > kHeight && b.y > kHeight) || (a.x < 0 && b.x < 0) || (a.x > kWidth && b.x > kWidth);
    }
    static bool is_far(const Point& p) { return p.y <= -kHeight || p.y >= 2 * kHeight; }
    static double gap(const Point& a, const Point& b) { return std::max(std::abs(a.x - b.x), std::abs(a.y - b.y)); }
    /// Distance of b from the line through a and c.
    static double bend(const Point& a, const Point& b, const Point& c) {
        const double dx = c.x - a.x, dy = c.y - a.y, length = std::sqrt(dx * dx + dy * dy);
        if (length < 1e-9) return gap(a, b);
        return std::abs((b.x - a.x) * dy - (b.y - a.y) * dx) / length;
    }
};

Sampler::Sampler(double from, double to, CurveKind kind, Continuity continuity)
    : from_(from), to_(to), kind_(kind), continuity_(std::move(continuity)) {}

/// Equal steps would meet every turn of a wave of their own length alike: the inner ones are shifted by up to a fifth,
/// in the pattern of the golden ratio.
double Sampler::grid_point(std::size_t i) const {
    if (i == 0) return from_;
    if (i == kGrid) return to_;
    const double turn = static_cast<double>(i) * 0.6180339887498949, shift = (turn - std::floor(turn) - 0.5) * 0.4;
    return from_ + (to_ - from_) * ((static_cast<double>(i) + shift) / kGrid);
}

std::vector<double> Sampler::grid() const {
    std::vector<double> t;
    for (std::size_t i = 0; i <= kGrid; ++i) t.push_back(grid_point(i));
    return t;
}

/// Narrow intervals that resist a proof of continuity, by bisection: around each, points at shrinking distances. None
/// when there are too many of them, as for functions of which nothing is known.
std::vector<double> Sampler::doubtful_places() const {
    struct Part {
        double from, to;
    };
    std::vector<Part> parts, next;
    constexpr std::size_t kBlocks = 16;
    for (std::size_t i = 0; i < kBlocks; ++i) parts.push_back({grid_point(i * kGrid / kBlocks), grid_point((i + 1) * kGrid / kBlocks)});
    std::size_t proofs = 0;
    const double width = to_ - from_;
    while (!parts.empty() && parts[0].to - parts[0].from > width * kNarrow) {
        next.clear();
        for (const Part& part : parts) {
            if (++proofs > kMostProofs) return {};
            if (continuity_.is_analytic(part.from, part.to)) continue;
            const double middle = part.from + (part.to - part.from) / 2;
            if (!(part.from < middle && middle < part.to)) continue;
            next.push_back({part.from, middle});
            next.push_back({middle, part.to});
        }
        parts.swap(next);
        if (!parts.empty() && parts[0].to - parts[0].from < width / 1024 && parts.size() > 4 * kMostDoubts) return {};
    }
    std::vector<double> t;
    double last = from_ - width;
    std::size_t places = 0;
    for (const Part& part : parts) {
        if (part.from - last < width * kNarrow * 8) continue;
        if (++places > kMostDoubts) return {};
        last = part.to;
        for (double distance = 0x1p-9; distance >= kNarrow; distance /= 8)
            for (const double sign : {-1.0, 1.0})
                if (const double at = part.from + sign * distance * width; at > from_ && at < to_) t.push_back(at);
    }
    return t;
}

void Sampler::add(Samples& known, const std::vector<double>& t, const std::vector<Point>& at) {
    Samples merged;
    merged.t.reserve(known.t.size() + t.size());
    merged.at.reserve(known.t.size() + t.size());
    std::size_t i = 0, k = 0;
    while (i < known.t.size() || k < t.size()) {
        const bool old = k == t.size() || (i < known.t.size() && known.t[i] <= t[k]);
        merged.t.push_back(old ? known.t[i] : t[k]);
        merged.at.push_back(old ? known.at[i++] : at[k++]);
    }
    known = std::move(merged);
}

/// Values inside an interval of the grid count as they are, unless they come from a pole, or from the end of a domain or a
/// place that is gone into deeper than the eye can follow: log |x| near 0.
Range Sampler::range_of(const Samples& known, double Point::*part) const {
    std::vector<double> grid_values, inner_values, edge_values;
    bool has_pole = false;
    std::size_t next = 0;
    for (std::size_t cell = 0; cell < kGrid && next < known.t.size(); ++cell) {
        const std::size_t first = next;
        const double end = grid_point(cell + 1);
        while (next + 1 < known.t.size() && known.t[next] < end) ++next;
        const Point &a = known.at[first], &b = known.at[next];
        const double size = std::max(has_value(a) ? std::abs(a.*part) : 0, has_value(b) ? std::abs(b.*part) : 0);
        if (has_value(a)) grid_values.push_back(a.*part);
        bool all = true;
        for (std::size_t i = first; i <= next; ++i) all = all && has_value(known.at[i]);
        for (std::size_t i = first + 1; i < next; ++i) {
            const Point& p = known.at[i];
            if (!has_value(p)) continue;
            const double step = (known.t[next] - known.t[first]) / 1024;
            const bool close_to_an_end = known.t[i] - known.t[first] < step || known.t[next] - known.t[i] < step;
            if (std::abs(p.*part) > kBlowUp * size && size > 0 && !close_to_an_end) has_pole = true;
            // What only an interval reaches that is far narrower than a pixel does not decide what is shown.
            const bool is_seen = all && std::max(known.t[i] - known.t[i - 1], known.t[i + 1] - known.t[i]) * 64 > known.t[next] - known.t[first];
            (is_seen ? inner_values : edge_values).push_back(p.*part);
        }
        if (cell + 1 == kGrid && has_value(b)) grid_values.push_back(b.*part);
    }
    if (grid_values.empty()) grid_values = inner_values.empty() ? edge_values : inner_values;
    double largest = 0;
    for (const double v : grid_values) largest = std::max(largest, std::abs(v));
    for (const auto* values : {&inner_values, &edge_values})
        for (const double v : *values) has_pole = has_pole || std::abs(v) > kBlowUp * kBlowUp * kBlowUp * largest;
    if (has_pole) return middle_range(std::move(grid_values));
    const Range seen = whole_range(grid_values), wide = widened(seen, 0.1);
    grid_values.insert(grid_values.end(), inner_values.begin(), inner_values.end());
    for (const double v : edge_values) grid_values.push_back(std::clamp(v, wide.low, wide.high));
    return whole_range(grid_values);
}

Sampler::View Sampler::view(const Samples& known) const {
    View view;
    view.any = std::any_of(known.at.begin(), known.at.end(), has_value);
    view.x = kind_ == CurveKind::Graph ? Range{from_, to_} : range_of(known, &Point::x);
    view.y = range_of(known, &Point::y);
    return view;
}

/// Whether the interval from point i to the next is as narrow as may be and its ends still are far apart.
bool Sampler::is_jump(const Samples& known, std::size_t i, const Screen& screen) const {
    const double width = known.t[i + 1] - known.t[i], middle = known.t[i] + width / 2;
    const bool neighbours = !(known.t[i] < middle && middle < known.t[i + 1]); // among doubles
    if (width > (to_ - from_) * kNarrow * 4 && !neighbours) return false;
    const Point a = screen(known.at[i]), b = screen(known.at[i + 1]);
    // A pole of even order has both sides beyond the same edge.
    const bool both_far = Screen::is_far(a) && Screen::is_far(b) && (a.y < 0) == (b.y < 0);
    if (Screen::gap(a, b) < kGap / 4 && !both_far) return false;
    return !continuity_.is_analytic || !continuity_.is_analytic(known.t[i], known.t[i + 1]);
}

std::vector<double> Sampler::wanted(const Samples& known) const {
    if (known.t.empty()) {
        std::vector<double> t = grid();
        if (continuity_.is_analytic) {
            const std::vector<double> more = doubtful_places();
            t.insert(t.end(), more.begin(), more.end());
            std::sort(t.begin(), t.end());
            t.erase(std::unique(t.begin(), t.end()), t.end());
        }
        return t;
    }
    const Screen screen{view(known)};
    const std::size_t n = known.t.size();
    const double whole = to_ - from_;
    std::vector<Point> at(n);
    std::vector<char> valued(n), bends(n, 0);
    for (std::size_t i = 0; i < n; ++i)
        if ((valued[i] = has_value(known.at[i]))) at[i] = screen(known.at[i]);
    for (std::size_t i = 1; i + 1 < n; ++i)
        bends[i] = valued[i - 1] && valued[i] && valued[i + 1] && !Screen::hidden(at[i - 1], at[i + 1]) && Screen::bend(at[i - 1], at[i], at[i + 1]) > kFlat;
    auto apart = [&](std::size_t i) { return valued[i] && valued[i + 1] && !Screen::hidden(at[i], at[i + 1]) && Screen::gap(at[i], at[i + 1]) > kGap; };
    std::vector<double> wanted, alone;
    for (std::size_t i = 0; i + 1 < n; ++i) {
        const double width = known.t[i + 1] - known.t[i], middle = known.t[i] + width / 2;
        if (!(known.t[i] < middle && middle < known.t[i + 1]) || (!valued[i] && !valued[i + 1])) continue;
        bool wants = false, keeps = false;
        if (valued[i] != valued[i + 1]) wants = keeps = width > whole * kEdge;
        else if (apart(i)) {
            const bool steep = width < whole * kAsk && continuity_.is_analytic && continuity_.is_analytic(known.t[i], known.t[i + 1]);
            wants = !steep && width > whole * kNarrow;
            keeps = wants && (i == 0 || !apart(i - 1)) && (i + 2 >= n || !apart(i + 1)); // a jump, more likely than a wave
        } else {
            wants = (bends[i] || bends[i + 1]) && width > whole * kFinest;
        }
        if (wants) wanted.push_back(middle);
        if (keeps) alone.push_back(middle);
    }
    // Past the limit only single jumps and ends are followed.
    if (n + wanted.size() <= kMostPoints) return wanted;
    return n + alone.size() <= 2 * kMostPoints ? alone : std::vector<double>();
}

std::vector<std::vector<Point>> Sampler::segments(const Samples& known) const {
    const Screen screen{view(known)};
    std::vector<std::vector<Point>> segments;
    bool open = false;
    for (std::size_t i = 0; i < known.t.size(); ++i) {
        if (!has_value(known.at[i])) {
            // A single point without a value, between two that agree, is a removable one: sin(x)/x at 0.
            const bool removable = open && i + 1 < known.t.size() && has_value(known.at[i + 1]) && known.t[i + 1] - known.t[i - 1] < (to_ - from_) * kEdge * 8 &&
                                   Screen::gap(screen(known.at[i - 1]), screen(known.at[i + 1])) < kFlat;
            open = removable;
            continue;
        }
        if (open && i > 0 && has_value(known.at[i - 1]) && is_jump(known, i - 1, screen)) open = false;
        if (!open) segments.emplace_back();
        open = true;
        segments.back().push_back(known.at[i]);
    }
    // Slivers between the sides of a pole.
    std::erase_if(segments, [&](const std::vector<Point>& segment) {
        auto far = [&](const Point& p) { return Screen::is_far(screen(p)); };
        return kind_ == CurveKind::Graph && segment.back().x - segment.front().x < (to_ - from_) * kNarrow * 64 && std::all_of(segment.begin(), segment.end(), far);
    });
    return segments;
}

Samples sample(const Sampler& sampler, const std::function<Point(double)>& curve) {
    Samples known;
    for (std::size_t round = 0; round < kMostRounds; ++round) {
        const std::vector<double> t = sampler.wanted(known);
        if (t.empty()) break;
        algebra::poll_work(t.size());
        std::vector<Point> at;
        at.reserve(t.size());
        for (const double parameter : t) at.push_back(curve(parameter));
        Sampler::add(known, t, at);
    }
    return known;
}

} // namespace rumina::plot
