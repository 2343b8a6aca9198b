#include "plot/range.h"

#include <algorithm>
#include <cmath>

namespace rumina::plot {

namespace {

/// Far from 0 a span must still be many units of the last place.
constexpr double kNarrowest = 1e-9;

Range not_empty(Range range) {
    const double size = std::max(std::abs(range.low), std::abs(range.high));
    if (range.span() > size * kNarrowest) return range;
    const double middle = range.low + range.span() / 2, half = size == 0 ? 1 : size / 2;
    return {middle - half, middle + half};
}

} // namespace

Range whole_range(std::span<const double> values) {
    if (values.empty()) return {-1, 1};
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    return not_empty({*low, *high});
}

Range middle_range(std::vector<double> values) {
    if (values.size() < 10) return whole_range(values);
    std::sort(values.begin(), values.end());
    const std::size_t outside = values.size() * 3 / 20;
    const double low = values[outside], high = values[values.size() - 1 - outside], more = high - low;
    return not_empty({std::max(values.front(), low - more), std::min(values.back(), high + more)});
}

Range widened(const Range& range, double part) { return {range.low - range.span() * part, range.high + range.span() * part}; }

Range hull(const Range& a, const Range& b) { return {std::min(a.low, b.low), std::max(a.high, b.high)}; }

} // namespace rumina::plot
