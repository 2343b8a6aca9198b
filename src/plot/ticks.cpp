#include "plot/ticks.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>

#include <fmt/format.h>

#include "plot/number_text.h"

namespace rumina::plot {

namespace {

constexpr double kPi = 3.141592653589793;
constexpr std::int64_t kMostTicks = 50;

/// step = digit · 10^exponent; a tick is an integer multiple of it.
struct DecimalStep {
    std::int64_t digit;
    int exponent;
    double size() const { return exponent >= 0 ? static_cast<double>(digit) * power_of_ten(exponent) : static_cast<double>(digit) / power_of_ten(-exponent); }
};

DecimalStep decimal_step(double span, int wanted) {
    const double rough = span / wanted;
    int exponent = 0;
    while (exponent < 300 && power_of_ten(exponent + 1) <= rough) ++exponent;
    while (exponent > -300 && (exponent > 0 ? power_of_ten(exponent) : 1 / power_of_ten(-exponent)) > rough) --exponent;
    DecimalStep best{1, exponent};
    for (const DecimalStep& step : {DecimalStep{1, exponent}, DecimalStep{2, exponent}, DecimalStep{5, exponent}, DecimalStep{1, exponent + 1}})
        if (std::abs(step.size() / rough - 1) < std::abs(best.size() / rough - 1)) best = step;
    return best;
}

/// The multiples of a step inside a range: from the first to the last. None when they are not counted exactly.
bool multiples(const Range& range, double step, std::int64_t& first, std::int64_t& last) {
    const double slack = 1e-9, low = std::ceil(range.low / step - slack), high = std::floor(range.high / step + slack);
    if (!(low >= -1e15 && high <= 1e15)) return false;
    first = static_cast<std::int64_t>(low);
    last = std::min(static_cast<std::int64_t>(high), first + kMostTicks);
    return true;
}

std::string pi_text(std::int64_t above, std::int64_t below) {
    if (above == 0) return "0";
    const std::int64_t common = std::gcd(above, below);
    above /= common;
    below /= common;
    const std::string sign = above < 0 ? "-" : "", times = above == 1 || above == -1 ? "" : fmt::format("{}", above < 0 ? -above : above);
    return sign + times + "π" + (below == 1 ? "" : fmt::format("/{}", below));
}

} // namespace

std::vector<Tick> decimal_ticks(const Range& range, int wanted) {
    const DecimalStep step = decimal_step(range.span(), wanted);
    std::int64_t first = 0, last = -1;
    std::vector<Tick> ticks;
    if (!multiples(range, step.size(), first, last)) return ticks;
    for (std::int64_t k = first; k <= last; ++k) ticks.push_back({static_cast<double>(k) * step.size(), decimal_text(k * step.digit, step.exponent)});
    return ticks;
}

std::vector<Tick> pi_ticks(const Range& range, int wanted) {
    struct Step {
        std::int64_t above, below;
        double size() const { return static_cast<double>(above) * kPi / static_cast<double>(below); }
    };
    std::vector<Step> steps{{1, 12}, {1, 6}, {1, 4}, {1, 2}, {1, 1}, {2, 1}, {5, 1}};
    for (std::int64_t ten = 10; ten <= 100000; ten *= 10)
        for (const std::int64_t digit : {1, 2, 5}) steps.push_back({digit * ten, 1});
    const double rough = range.span() / wanted;
    Step best = steps[0];
    for (const Step& step : steps) {
        const double now = step.size() / rough, before = best.size() / rough;
        if (std::max(now, 1 / now) < std::max(before, 1 / before)) best = step;
    }
    std::int64_t first = 0, last = -1;
    std::vector<Tick> ticks;
    if (!multiples(range, best.size(), first, last)) return ticks;
    for (std::int64_t k = first; k <= last; ++k) ticks.push_back({static_cast<double>(k) * best.size(), pi_text(k * best.above, best.below)});
    return ticks;
}

} // namespace rumina::plot
