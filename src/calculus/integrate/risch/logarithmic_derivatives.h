// Whether an element of a tower is the logarithmic derivative of another one.
#pragma once

#include "calculus/integrate/risch/tower.h"

namespace rumina::calculus::risch {

/// a = multiple·b + z'/z
struct LogarithmicDerivative {
    std::int64_t multiple;
    RationalFunction z;
};
/// With an integer and z in the field up to `level`, where b (0 allowed) is a combination of no logarithmic derivatives;
/// none when there are none. z is a product of the irreducible factors of the denominators of a and b, where z'/z has
/// its poles, and of exponentials: a linear system over the rationals.
std::optional<LogarithmicDerivative> logarithmic_derivative(const Tower& tower, int level, const RationalFunction& a, const RationalFunction& b);

/// Whether some multiple n·a with an integer n ≠ 0 is z'/z.
bool has_logarithmic_multiple(const Tower& tower, int level, const RationalFunction& a);

} // namespace rumina::calculus::risch
