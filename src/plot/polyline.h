// Lines as they are drawn: cut at a frame, without points that change nothing.
#pragma once

#include <vector>

#include "plot/figure.h"

namespace rumina::plot {

struct Frame {
    double left, top, right, bottom; ///< in pixels, y downwards
};

/// The parts of the line inside the frame. [Liang & Barsky 1984]
std::vector<std::vector<Point>> clipped(const std::vector<Point>& line, const Frame& frame);

/// Without inner points that lie nearer than `tolerance` to the line between those that are kept.
std::vector<Point> simplified(const std::vector<Point>& line, double tolerance);

/// "M0 0 10 5 20 7.5": commands of an SVG path; a single point becomes one that round ends show as a dot.
std::string path_of(const std::vector<Point>& line);

} // namespace rumina::plot
