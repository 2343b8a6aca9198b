// Work of a score that is left when its time is over: of the processor, so that a busy machine makes nothing late.
#pragma once

#include <cstddef>
#include <ctime>

namespace rumina::score {

struct OutOfTime {};

inline double deadline = 0; ///< in processor seconds
inline double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }
inline bool is_late() { return processor_seconds() > deadline; }

/// To be installed with set_work_poll. The clock costs more than a node: it is asked now and then.
inline void stop_when_late(void*, std::uint64_t units) {
    constexpr std::uint64_t kUnitsBetween = 2000;
    static std::uint64_t since = 0;
    since += units;
    if (since < kUnitsBetween) return;
    since = 0;
    if (is_late()) throw OutOfTime{};
}

} // namespace rumina::score
