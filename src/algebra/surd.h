// Products of rational powers of positive integers, brought to one form: an integer that is free of them times roots of
// pairwise coprime integers with different exponents between 0 and 1. √2·√3 = √6, √8 = 2√2, 2^(1/2)·2^(1/3) = 2^(5/6).
// Integers of more than 64 bits are split by trial division to 10^5, perfect powers and gcds only, never factored fully.
#pragma once

#include <vector>

#include "number/rational.h"

namespace rumina::algebra {

struct Surd {
    Integer base;      ///< at least 2
    Rational exponent; ///< any rational before, strictly between 0 and 1 after
};

/// Replaces `surds` by the form above, ordered by exponent then base, and returns the rational factor that left them.
Rational combine_surds(std::vector<Surd>& surds);

} // namespace rumina::algebra
