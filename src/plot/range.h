// Which part of an axis a drawing shows.
#pragma once

#include <span>
#include <vector>

namespace rumina::plot {

struct Range {
    double low = 0, high = 1;
    double span() const { return high - low; }
    friend bool operator==(const Range&, const Range&) = default;
};

/// Beyond this nothing is drawn: differences and products of coordinates must stay finite.
inline constexpr double kLargest = 1e300;

/// All of the values, which are finite; [-1, 1] around them when they are all the same or there are none.
Range whole_range(std::span<const double> values);
/// Most of them, where some run off to a pole: the middle 70 % and as much again on both sides, but no more than there is.
Range middle_range(std::vector<double> values);
/// With a margin of `part` of the span on both sides.
Range widened(const Range& range, double part);
Range hull(const Range& a, const Range& b);

} // namespace rumina::plot
