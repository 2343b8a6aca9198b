// Figures in space as SVG: seen from above at a fixed angle, without perspective; what is far away is drawn first.
#pragma once

#include <string>

#include "plot/figure.h"

namespace rumina::plot {

std::string space_to_svg(const Figure& figure);

} // namespace rumina::plot
