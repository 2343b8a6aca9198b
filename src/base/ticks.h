// The cheapest clock there is: the processor's cycle counter where it can be read in user mode, nanoseconds elsewhere.
// Differences of it are compared with each other, never with a clock; who needs seconds measures its rate.
#pragma once

#include <chrono>
#include <cstdint>

namespace rumina {

inline std::uint64_t ticks() {
#if defined(__x86_64__) && defined(__GNUC__)
    return __builtin_ia32_rdtsc();
#else
    return static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
#endif
}

/// The same when all that stands before it is done: without the wait the processor works ahead, and one interval would
/// contain work of another.
inline std::uint64_t ticks_in_order() {
#if defined(__x86_64__) && defined(__GNUC__)
    __builtin_ia32_lfence();
#endif
    return ticks();
}

} // namespace rumina
