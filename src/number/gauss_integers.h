// What the parameters of Gauss's hypergeometric function are known to differ by.
#pragma once

namespace rumina::ball {

/// Differences of Gauss's parameters that are integers, which balls alone do not tell: the formulas in 1/z, 1 - z, … then
/// are limits. What is not known to be one is left false; the enclosure may be useless then, but holds.
struct GaussIntegers {
    bool a_b = false, a_c = false, b_c = false, a_b_c = false; ///< a - b, a - c, b - c, a + b - c
};

} // namespace rumina::ball
