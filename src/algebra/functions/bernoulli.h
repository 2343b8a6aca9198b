// Bernoulli numbers, for the values of zeta functions.
#pragma once

#include "number/rational.h"

namespace rumina::algebra {

/// B_n with B_1 = -1/2. Cost: about n² operations on integers of n digits; meant for n up to a thousand.
Rational bernoulli_number(std::int64_t n);

} // namespace rumina::algebra
