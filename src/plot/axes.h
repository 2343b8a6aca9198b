// The axes of a figure, once its curves are there.
#pragma once

#include "plot/figure.h"
#include "plot/range.h"

namespace rumina::plot {

enum class Counting : std::uint8_t { Decimal, Pi };

/// Sets what an axis shows and its ticks. `wanted`: about how many.
void set_axis(Axis& axis, const Range& range, Counting counting, int wanted);

} // namespace rumina::plot
