// A finished drawing: what is drawn and the axes it is drawn against, as numbers and text. Made by the samplers of this
// folder, written by svg.h, json.h and braille.h. Every number in it is finite.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace rumina::plot {

struct Point {
    double x = 0, y = 0;
    friend bool operator==(const Point&, const Point&) = default;
};

enum class Style : std::uint8_t { Line, Dots };

/// One colour and one entry of the legend. Between two segments there is nothing: a pole, a jump, an end of the domain.
struct Curve {
    std::string label;
    Style style = Style::Line;
    std::vector<std::vector<Point>> segments;
    friend bool operator==(const Curve&, const Curve&) = default;
};

/// A bar of a histogram; it stands on 0.
struct Bar {
    double from = 0, to = 0, height = 0;
    friend bool operator==(const Bar&, const Bar&) = default;
};

struct Point3 {
    double x = 0, y = 0, z = 0;
    friend bool operator==(const Point3&, const Point3&) = default;
};

/// A grid of points, row after row; a point of no value is marked in `holes`.
struct Surface {
    std::string label;
    std::size_t rows = 0, columns = 0;
    std::vector<Point3> points;
    std::vector<bool> holes;
    friend bool operator==(const Surface&, const Surface&) = default;
};

struct SpaceCurve {
    std::string label;
    Style style = Style::Line;
    std::vector<std::vector<Point3>> segments;
    friend bool operator==(const SpaceCurve&, const SpaceCurve&) = default;
};

struct Tick {
    double at = 0;
    std::string text;
    friend bool operator==(const Tick&, const Tick&) = default;
};

struct Axis {
    double low = 0, high = 1; ///< what is shown; low < high
    std::string label;
    std::vector<Tick> ticks;  ///< ascending, inside
    friend bool operator==(const Axis&, const Axis&) = default;
};

struct Figure {
    std::string call; ///< how it was asked for: "plot(sin(x)/x, x, -20, 20)"
    std::string title;
    Axis x, y, z;     ///< z of a space figure only
    bool is_space = false;
    bool equal_scales = false; ///< one unit is as long on both axes
    std::vector<Curve> curves;
    std::vector<Bar> bars;
    std::vector<Surface> surfaces;
    std::vector<SpaceCurve> space_curves;

    std::size_t bytes() const; ///< of memory, about
    friend bool operator==(const Figure&, const Figure&) = default;
};

} // namespace rumina::plot
