// Roots of polynomials whose coefficients are balls.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "number/ball.h"

namespace rumina::ball {

/// Balls around the roots of the polynomial (constant term first), apart from each other, one for each root; nothing when
/// they could not be told apart, as when two are equal or the leading coefficient may be 0. [Johansson 2018]
std::optional<std::vector<Ball>> polynomial_roots(std::span<const Ball> coefficients, std::int64_t prec);

} // namespace rumina::ball
