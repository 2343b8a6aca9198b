// Figures as SVG: one file without scripts, fonts or references, readable on a light page and, where the viewer prefers it,
// on a dark one. The same figure gives the same bytes on every platform.
#pragma once

#include <string>

#include "plot/figure.h"

namespace rumina::plot {

std::string to_svg(const Figure& figure);

} // namespace rumina::plot
