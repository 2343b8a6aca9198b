// Floats from enclosures: the working precision grows until the balls tell which float is nearest. [Ziv 1991]
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "algebra/number.h"
#include "number/ball.h"

namespace rumina::algebra {

/// The float of `precision_bits` (both parts) nearest to the number that enclose(precision) encloses; a double for 53. A
/// part that stays around 0 at the highest precision, about 16 times the one asked for (4 times for what is costly to
/// enclose), is taken for 0. Nothing when the balls are not finite, or never narrow enough.
std::optional<Number> nearest_number(const std::function<Ball(std::int64_t)>& enclose, std::int64_t precision_bits, bool costly = false);

} // namespace rumina::algebra
