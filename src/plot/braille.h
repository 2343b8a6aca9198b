// Figures in the plane as text for a terminal: eight dots a character (Unicode's braille patterns).
#pragma once

#include <string>

#include "plot/figure.h"

namespace rumina::plot {

/// Lines without a newline at the end: title, drawing with the numbers of its axes, legend. Of a figure in space its call.
std::string to_braille(const Figure& figure);

} // namespace rumina::plot
