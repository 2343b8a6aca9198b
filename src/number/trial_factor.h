// Splitting integers cheaply: fully below 2^64, else by trial division and the test for perfect powers.
#pragma once

#include <vector>

#include "number/integer.h"

namespace rumina {

struct PrimePower {
    Integer base;
    std::uint64_t exponent;
};

/// n >= 1 as a product of powers of pairwise coprime bases, ascending, 1 as the empty product. Bases are primes, except that the cofactor
/// of more than 64 bits that is left after trial division to 10^5 may be composite.
std::vector<PrimePower> trial_factor(const Integer& n);

} // namespace rumina
