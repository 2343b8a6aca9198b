// Counts of a sample in intervals.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "plot/figure.h"

namespace rumina::plot {

inline constexpr std::size_t kMostBins = 1000;

/// Equal intervals from the smallest to the largest value, which counts to the last. Without a number of bins they begin
/// at multiples of a round width (one interval when all values are the same) near the one of [Freedman & Diaconis 1981], 2·IQR/∛n. values is not empty.
std::vector<Bar> histogram(std::vector<double> values, std::optional<std::size_t> bins);

} // namespace rumina::plot
