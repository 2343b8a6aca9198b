// What comparisons at points share: a good sequence of numbers from any seed, and when a ball tells something.
#pragma once

#include <cstdint>

#include "number/ball.h"

namespace rumina::verify {

/// The next number of the sequence that the state stands for. [Steele, Lea & Flood 2014], SplitMix64
inline std::uint64_t next_random(std::uint64_t& state) {
    state += 0x9E3779B97F4A7C15ull;
    std::uint64_t x = state;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
    return x ^ (x >> 31);
}

/// Whether a ball has so many correct bits, or is 0 to `absolute_bits` behind the point.
inline bool is_narrow(const Ball& b, double bits, double absolute_bits) {
    return b.is_finite() && (b.is_zero() || b.relative_accuracy_bits() >= bits || b.log2_upper() < -absolute_bits);
}

} // namespace rumina::verify
