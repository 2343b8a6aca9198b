// Rational functions as sums over single points: polynomial + Σ c/(x - r)^k.
#pragma once

#include <optional>
#include <vector>

#include "calculus/shorthand.h"

namespace rumina::calculus {

struct PointPart {
    Expr coefficient, point;
    std::int64_t order;
};
struct LinearParts {
    Expr polynomial;
    std::vector<PointPart> parts;
};

/// None when f is no rational function of x, or has poles that are no roots of polynomials of degree 1 or 2, a + b·x^n or
/// a + b·x^n + c·x^(2n), n <= 12.
std::optional<LinearParts> linear_parts(const Expr& f, const Expr& x);

} // namespace rumina::calculus
