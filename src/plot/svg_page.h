// What drawings in the plane and in space share: the page, its style sheet, text, the legend.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plot/figure.h"

namespace rumina::plot {

inline constexpr double kPageWidth = 640, kPageHeight = 420, kFontSize = 12;
inline constexpr std::size_t kColours = 8;

enum class Anchor : std::uint8_t { Start, Middle, End };

/// XML text; control characters are left out.
std::string escaped(std::string_view text);
/// Of text in the page's font, about.
double text_width(std::string_view text);

/// Of what is drawn in one colour, or of a surface coloured by height.
enum class Colour : std::uint8_t { Own, Height };

struct LegendEntry {
    std::string_view label;
    Style style;
    Colour colour;
};

class SvgPage {
public:
    /// Opens the page; call, title and legend stand above the drawing. The legend shows what has a label.
    SvgPage(const Figure& figure, double width, double height);
    double top() const { return top_; } ///< the first free line below title and legend

    void element(std::string_view xml) { out_.append(xml).append("\n"); }
    void text(double x, double y, std::string_view text, std::string_view css_class, Anchor anchor, std::string_view more = {});
    std::string finish() &&;

private:
    void legend(const std::vector<LegendEntry>& entries);
    std::string out_;
    double width_, top_;
};

/// The classes of curve number i: its colour, and dashes once the colours are used up.
std::string curve_class(std::size_t i);

} // namespace rumina::plot
