#include "plot/braille.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "plot/polyline.h"

namespace rumina::plot {

namespace {

constexpr std::size_t kColumns = 64, kRows = 18; ///< characters
constexpr std::size_t kAcross = 2 * kColumns, kDown = 4 * kRows;

class Canvas {
public:
    Canvas() : cells_(kColumns * kRows, 0) {}

    void dot(double x, double y) {
        if (!(x >= 0 && y >= 0)) return;
        const auto column = static_cast<std::size_t>(x), row = static_cast<std::size_t>(y);
        if (column >= kAcross || row >= kDown) return;
        // Dots are numbered down the left column and then the right one, the lowest pair last.
        constexpr unsigned char bits[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
        cells_[row / 4 * kColumns + column / 2] |= bits[row % 4][column % 2];
    }
    void line(const Point& a, const Point& b) {
        const double steps = std::ceil(std::max({std::abs(b.x - a.x), std::abs(b.y - a.y), 1.0}));
        for (double i = 0; i <= steps; ++i) dot(a.x + (b.x - a.x) * i / steps, a.y + (b.y - a.y) * i / steps);
    }
    std::string row(std::size_t row) const {
        std::string out;
        for (std::size_t column = 0; column < kColumns; ++column) {
            const unsigned char bits = cells_[row * kColumns + column];
            if (bits == 0) {
                out += ' ';
                continue;
            }
            out += '\xE2'; // U+2800 and the bits
            out += static_cast<char>(0xA0 | (bits >> 6));
            out += static_cast<char>(0x80 | (bits & 0x3F));
        }
        out.erase(out.find_last_not_of(' ') + 1);
        return out;
    }

private:
    std::vector<unsigned char> cells_;
};

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

double part(double value, const Axis& axis) { return std::clamp((value - axis.low) / (axis.high - axis.low), -1e4, 1e4); }

} // namespace

std::string to_braille(const Figure& figure) {
    if (figure.is_space) return figure.call;
    Canvas canvas;
    auto place = [&](const Point& p) { return Point{part(p.x, figure.x) * kAcross, (1 - part(p.y, figure.y)) * kDown}; };
    const Frame frame{0, 0, kAcross - 0.001, kDown - 0.001};
    for (const Bar& bar : figure.bars)
        for (double x = std::ceil(place({bar.from, 0}).x) + 0.5; x < place({bar.to, 0}).x - 1; ++x) canvas.line({x, place({0, bar.height}).y}, {x, static_cast<double>(kDown) - 0.5});
    for (const Curve& curve : figure.curves)
        for (const auto& segment : curve.segments) {
            std::vector<Point> line;
            for (const Point& p : segment) line.push_back(place(p));
            if (curve.style == Style::Dots) {
                for (const Point& p : line) canvas.dot(std::min(p.x, kAcross - 0.5), std::min(p.y, kDown - 0.5));
                continue;
            }
            for (const auto& visible : clipped(line, frame)) {
                if (visible.size() == 1) canvas.dot(visible[0].x, visible[0].y);
                for (std::size_t i = 0; i + 1 < visible.size(); ++i) canvas.line(visible[i], visible[i + 1]);
            }
        }
    // Numbers to the left of the rows of the ticks, and below.
    std::vector<std::string> numbers(kRows);
    std::size_t widest = 0;
    for (const Tick& tick : figure.y.ticks) {
        const auto row = static_cast<std::size_t>(std::clamp((1 - part(tick.at, figure.y)) * kRows, 0.0, kRows - 1.0));
        if (!numbers[row].empty()) continue;
        numbers[row] = tick.text;
        widest = std::max(widest, characters(tick.text));
    }
    std::string out;
    const std::string margin(widest, ' ');
    if (!figure.title.empty()) out += margin + "  " + figure.title + "\n";
    for (std::size_t row = 0; row < kRows; ++row)
        out += std::string(widest - characters(numbers[row]), ' ') + numbers[row] + (numbers[row].empty() ? " │" : " ┤") + canvas.row(row) + "\n";
    std::string below = margin + " └", text = margin + "  ";
    std::vector<char> marks(kColumns, 0);
    std::size_t used = widest + 2;
    for (const Tick& tick : figure.x.ticks) {
        const auto column = static_cast<std::size_t>(std::clamp(part(tick.at, figure.x) * kColumns, 0.0, kColumns - 1.0));
        marks[column] = 1;
        const std::size_t size = characters(tick.text), wanted = widest + 2 + column, from = wanted > size / 2 ? wanted - size / 2 : 0;
        if (from < used) continue;
        text += std::string(from - used, ' ') + tick.text + " ";
        used = from + size + 1;
    }
    for (const char mark : marks) below += mark ? "┬" : "─";
    out += below + "\n" + text;
    out.erase(out.find_last_not_of(' ') + 1);
    std::string legend;
    for (const Curve& curve : figure.curves)
        if (!curve.label.empty()) legend += (legend.empty() ? "" : ", ") + curve.label;
    if (!legend.empty()) out += "\n" + margin + "  " + legend;
    return out;
}

} // namespace rumina::plot
