// The largest quantity of which given ones are integer multiples.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// The greatest rational of which all are integer multiples, not negative; 0 when all are 0.
Rational common_divisor(std::span<const Rational> numbers);

struct CommonMeasure {
    Expr unit;
    std::vector<Integer> multiples; ///< of the unit, in the order of the quantities
};
/// Of quantities whose ratios are rational numbers: 2a, 3a and 0 have the unit a. None for others, and when all are 0.
std::optional<CommonMeasure> common_measure(std::span<const Expr> quantities);

} // namespace rumina::calculus
