// Primality and factoring of integers.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "number/integer.h"

namespace rumina::library {

/// Certain below 2^64 (strong probable prime to the first twelve primes). Above, the Baillie-PSW test: primes always
/// pass, and no composite is known that does. Cost: about log^3 n.
/// [Sorenson & Webster 2017; Baillie & Wagstaff 1980]
bool is_prime(const Integer& n);
bool is_prime(std::uint64_t n);

/// The Jacobi symbol (a/n) for odd n > 0.
int jacobi_symbol(Integer a, Integer n);

/// Prime factors of n > 0 with their exponents, smallest first. False when a composite factor is too hard: trial
/// division, then Pollard's rho in Brent's form with a fixed number of turns, so the outcome never depends on the
/// machine. Everything below 2^64 is factored; above, prime factors to about 40 bits are found surely.
/// [Brent 1980]
bool factor(const Integer& n, std::vector<std::pair<Integer, std::uint32_t>>& factors);

} // namespace rumina::library
