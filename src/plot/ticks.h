// Marks on axes, at numbers people count in.
#pragma once

#include <vector>

#include "plot/figure.h"
#include "plot/range.h"

namespace rumina::plot {

/// Multiples of 1, 2 or 5 times a power of ten, about `wanted` of them inside the range, as plain decimals or as 2·10⁶.
std::vector<Tick> decimal_ticks(const Range& range, int wanted);

/// Multiples of π, or of π over 6, 4, 3 or 2: "-π/2", "0", "2π". For ranges whose ends are such multiples.
std::vector<Tick> pi_ticks(const Range& range, int wanted);

} // namespace rumina::plot
