// The random generator of an engine: the standard library's mt19937_64 with mappings of our own, because those of the
// standard distributions differ between libraries. Same seed, same numbers, everywhere.
#pragma once

#include <cstdint>
#include <random>

namespace rumina {

class RandomState {
public:
    void seed(std::uint64_t seed) {
        generator_.seed(seed);
        has_spare_ = false;
    }
    std::uint64_t next() { return generator_(); }
    /// In [0, 1), a multiple of 2^-53.
    double unit() { return static_cast<double>(generator_() >> 11) * 0x1p-53; }
    /// In [0, bound), each with equal chance (rejection); bound > 0.
    std::uint64_t below(std::uint64_t bound) {
        std::uint64_t first_rejected = (0 - bound) % bound; // 2^64 mod bound
        for (;;) {
            std::uint64_t drawn = generator_();
            if (drawn >= first_rejected) return drawn % bound;
        }
    }
    /// Standard normal by the polar method. [Knuth 1997] 3.4.1 algorithm P
    double normal();

private:
    std::mt19937_64 generator_;
    double spare_ = 0;
    bool has_spare_ = false;
};

} // namespace rumina
