#include "plot/histogram.h"

#include <algorithm>
#include <cmath>

#include "number/real.h"
#include "plot/number_text.h"
#include "plot/range.h"

namespace rumina::plot {

namespace {

/// The nearest of 1, 2 and 5 times a power of ten.
double round_width(double width) {
    int exponent = static_cast<int>(std::floor(real::log10(width)));
    exponent = std::clamp(exponent, -300, 300);
    const double power = exponent >= 0 ? power_of_ten(exponent) : 1 / power_of_ten(-exponent);
    const double digit = width / power;
    return (digit < 1.5 ? 1 : digit < 3.5 ? 2 : digit < 7.5 ? 5 : 10) * power;
}

} // namespace

std::vector<Bar> histogram(std::vector<double> values, std::optional<std::size_t> bins) {
    std::sort(values.begin(), values.end());
    const Range range = whole_range(values); // never empty
    if (!bins && values.front() == values.back()) return {{range.low, range.high, static_cast<double>(values.size())}};
    double low = range.low, width = 0;
    std::size_t count = bins.value_or(1);
    if (bins) {
        width = range.span() / static_cast<double>(count);
    } else {
        const std::size_t n = values.size();
        const double quartiles = values[(n - 1) * 3 / 4] - values[(n - 1) / 4], few = real::log2(static_cast<double>(n)) + 1;
        const double wanted = 2 * quartiles / real::cbrt(static_cast<double>(n));
        width = round_width(std::clamp(wanted > 0 ? wanted : range.span() / few, range.span() / 200, range.span() / std::min(few, 5.0)));
        low = std::floor(range.low / width) * width;
        count = static_cast<std::size_t>(std::floor((range.high - low) / width)) + 1;
        if (low + width * static_cast<double>(count - 1) >= range.high && count > 1 && values.back() <= low + width * static_cast<double>(count - 1) && values.front() < low + width * static_cast<double>(count - 1))
            --count; // the largest value counts to the last interval
    }
    std::vector<Bar> bars(count);
    for (std::size_t i = 0; i < count; ++i) bars[i] = {low + width * static_cast<double>(i), low + width * static_cast<double>(i + 1), 0};
    if (bins) bars.back().to = range.high;
    for (const double value : values) {
        const double place = std::floor((value - low) / width);
        bars[std::min(static_cast<std::size_t>(std::max(place, 0.0)), count - 1)].height += 1;
    }
    return bars;
}

} // namespace rumina::plot
