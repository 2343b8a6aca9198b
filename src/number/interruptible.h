// Long work inside FLINT and GMP that may be left before it is done. Neither library asks whether it may go on, but both
// allocate all the time: the allocation functions installed here count bytes, and now and then ask the thread's engine
// (WorkControl) whether it was stopped, is out of time or out of memory. Inside interruptible() they then leave by a C++
// exception through the C frames (FLINT is built with -fexceptions, GMP has unwind tables).
//
// What makes leaving safe (docs/decisions/0006-leaving-flint.md):
//   1. What `work` writes is made inside it and returned; everything else it reads only. So all that can be broken when it
//      is left is local to it. Destructors of number types do nothing while it is being left (work_abandoned()).
//   2. Blocks that the work allocated are listed, and given back after FLINT's own caches let go of them.
//   3. Work that is not inside interruptible() is never left, so destructors, noexcept functions and short operations need
//      no care; a noexcept function that may run inside uses Uninterrupted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "base/assert.h"

namespace rumina {

/// What the engine of a thread answers to number work. The functions are called from inside allocations: they must not
/// throw and must not make numbers.
struct WorkControl {
    void* context = nullptr;
    bool (*must_stop)(void* context) = nullptr;           ///< the stop flag is set, or time is over
    std::uint64_t (*memory_left)(void* context) = nullptr; ///< bytes that may be added
    void (*raise)(void* context, bool memory) = nullptr;  ///< raises the Failure for one of the two
};
/// Installs it for this thread; an empty one: work is never left.
void set_work_control(const WorkControl& control);

/// Counts of this thread.
struct NumberMemory {
    std::size_t bytes = 0;         ///< allocated by FLINT and GMP, caches included
    std::uint64_t left = 0;        ///< times that work was left
    std::size_t given_back = 0;    ///< bytes that left work had allocated and that were freed
    std::size_t leaked = 0;        ///< bytes that left work or a broken cache held and that stay allocated
};
const NumberMemory& number_memory();

namespace interruption {

/// Thrown by the allocation functions through C frames; never seen outside interruptible().
struct Leave {};

struct Block {
    Block* previous;
    Block* next;
};

struct ThreadState {
    std::int64_t credit = 0;       ///< falls with every allocation; below zero: ask
    std::int64_t bytes = 0;        ///< of blocks alive (another thread may have freed more than it allocated)
    std::int64_t alarm = INT64_MAX;///< bytes from which on to ask
    bool inside = false;           ///< an interruptible() is under way
    bool abandoned = false;        ///< and is being left
    bool out_of_memory = false;    ///< why
    std::uint32_t held = 0;        ///< Uninterrupted scopes
    std::int64_t base = 0;         ///< bytes when the work began
    Block* allocated = nullptr;    ///< blocks of the work, a ring
};
extern thread_local constinit ThreadState state;

void begin();
void count_leak(std::size_t bytes) noexcept; ///< bytes that nothing will give back
void finish() noexcept; ///< the work went through, or raised a failure of its own
[[noreturn]] void left(); ///< cleans up and raises

class Section {
public:
    Section() { begin(); }
    ~Section() {
        if (state.inside) finish();
    }
    Section(const Section&) = delete;
};

} // namespace interruption

/// The work under way is being left: what its objects hold is not to be touched.
inline bool work_abandoned() noexcept { return RUMINA_UNLIKELY(interruption::state.abandoned); }

/// Runs work() and returns what it returns; raises LimitError when the work has to be left. Inside another one it is
/// part of that. Cost: some nanoseconds, and one more for each block that the result keeps.
template <typename Work>
auto interruptible(Work&& work) -> decltype(work()) {
    static_assert(!std::is_reference_v<decltype(work())>, "what the work makes is returned by value");
    if (interruption::state.inside) return work();
    interruption::Section section;
    try {
        return work();
    } catch (const interruption::Leave&) {
    }
    interruption::left();
}

/// Operations on integers of fewer bits together take less than a millisecond, whatever they do.
inline constexpr std::uint64_t kLongOperands = std::uint64_t{1} << 15;

/// The same for work that is only worth it on long operands.
template <typename Work>
auto interruptible_when(bool is_long, Work&& work) -> decltype(work()) {
    return RUMINA_UNLIKELY(is_long) ? interruptible(work) : work();
}

/// For loops that allocate nothing: inside interruptible(), leaves when the engine says so.
void ask_to_go_on();

/// While it lives, work is not left: for noexcept functions and for changes that must be whole.
class Uninterrupted {
public:
    Uninterrupted() noexcept { ++interruption::state.held; }
    ~Uninterrupted() { --interruption::state.held; }
    Uninterrupted(const Uninterrupted&) = delete;
};

/// For tests: inside interruptible(), the n-th allocation from now on leaves (0: none), as if the engine had asked for it.
void leave_at_allocation(std::uint64_t n);
/// Allocations inside interruptible() since the last leave_at_allocation.
std::uint64_t allocations_seen();

} // namespace rumina
