#include "plot/axes.h"

#include "plot/ticks.h"

namespace rumina::plot {

void set_axis(Axis& axis, const Range& range, Counting counting, int wanted) {
    axis.low = range.low;
    axis.high = range.high;
    axis.ticks = counting == Counting::Pi ? pi_ticks(range, wanted) : decimal_ticks(range, wanted);
}

} // namespace rumina::plot
