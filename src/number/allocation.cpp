// The allocation functions of FLINT and GMP. Outside interruptible() they count and pass on; inside they also list the
// blocks, and leave when the engine says so. Nothing else is called from here that could allocate through them.
#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include <malloc.h>

#include "diagnostics/diagnostic.h"
#include "number/allocation.h"
#include "number/flint.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>
#endif

namespace rumina {

namespace interruption {

thread_local constinit ThreadState state;

void lose([[maybe_unused]] const void* memory) {
#if defined(__SANITIZE_ADDRESS__)
    __lsan_ignore_object(block_of(memory));
#endif
}

bool is_doomed(const void* memory) {
    return memory != nullptr && (reinterpret_cast<std::uintptr_t>(block_of(memory)->previous) & 1) != 0;
}

void keep(void* memory) {
    // Given back by its mark alone, so the list may still hold it.
    if (is_doomed(memory)) block_of(memory)->previous = nullptr;
}

std::size_t size_of(const void* memory) { return malloc_usable_size(block_of(memory)); }

namespace {

/// Bytes allocated between two questions; a block counts for at least this much more than its bytes.
constexpr std::int64_t kCredit = 1 << 16, kEach = 256;
/// Growth of the work between two looks at the memory left.
constexpr std::int64_t kMemoryStep = 1 << 20;

thread_local constinit WorkControl the_control;
thread_local constinit NumberMemory the_memory;
thread_local constinit std::uint64_t the_target = 0, the_count = 0; ///< of leave_at_allocation
thread_local constinit std::size_t the_pool = 0;                     ///< integers FLINT held ready when the work began

Block* marked(Block* block) { return reinterpret_cast<Block*>(reinterpret_cast<std::uintptr_t>(block) | 1); }

/// A block outside of lists keeps its size, with the header, in place of `next`, marked in the lowest bit.
Block* size_mark(std::size_t bytes) { return reinterpret_cast<Block*>(bytes << 1 | 1); }
bool is_listed(const Block* block) { return (reinterpret_cast<std::uintptr_t>(block->next) & 1) == 0; }
std::size_t bytes_of(Block* block) {
    return is_listed(block) ? malloc_usable_size(block) : reinterpret_cast<std::uintptr_t>(block->next) >> 1;
}

void take_out(Block* block, std::size_t bytes) {
    block->previous = nullptr;
    block->next = size_mark(bytes);
}

void list(Block* block) {
    Block* first = state.allocated;
    if (first == nullptr) {
        block->previous = block->next = block;
    } else {
        block->next = first;
        block->previous = first->previous;
        first->previous->next = block;
        first->previous = block;
    }
    state.allocated = block;
}

void unlist(Block* block) {
    if (!is_listed(block)) return;
    if (block->next == block) {
        state.allocated = nullptr;
    } else {
        block->next->previous = block->previous;
        block->previous->next = block->next;
        if (state.allocated == block) state.allocated = block->next;
    }
}

[[noreturn]] void leave(bool memory) {
    state.out_of_memory = memory;
    note_functions_under_way();
    state.abandoned = true;
    throw Leave{};
}

/// Called when credit or bytes say so: leaves, or returns with both renewed.
RUMINA_COLD void ask(std::size_t bytes, const void* growing) {
    state.credit = kCredit;
    if (!state.inside || state.abandoned || state.held != 0) return;
    if (growing != nullptr && !may_refuse_growth(growing)) {
        state.credit = 0; // the next one
        return;
    }
    if (the_target != 0) {
        state.credit = 0;
        if (++the_count == the_target) leave(false);
    }
    if (the_control.must_stop != nullptr && the_control.must_stop(the_control.context)) leave(false);
    std::int64_t now = state.bytes + static_cast<std::int64_t>(bytes);
    if (now > state.alarm && the_control.memory_left != nullptr) {
        auto left = static_cast<std::int64_t>(std::min<std::uint64_t>(the_control.memory_left(the_control.context), INT64_MAX / 2));
        if (now - state.base > left) leave(true);
        state.alarm = now + std::min(kMemoryStep, left - (now - state.base));
    }
}

void count(std::size_t bytes, const void* growing) {
    state.credit -= static_cast<std::int64_t>(bytes) + kEach;
    if (RUMINA_UNLIKELY(state.credit < 0 || state.bytes + static_cast<std::int64_t>(bytes) > state.alarm)) ask(bytes, growing);
}

/// The machine itself has no more. Outside interruptible() GMP has no way back.
[[noreturn]] RUMINA_COLD void no_memory() {
    if (state.inside && !state.abandoned && state.held == 0) leave(true);
    std::fputs("rumina: out of memory\n", stderr);
    std::abort();
}

/// Counts a new block of so many bytes, the header included.
void* adopt(Block* block, std::size_t bytes) {
    if (RUMINA_UNLIKELY(block == nullptr)) no_memory();
    if (RUMINA_UNLIKELY(state.inside)) {
        bytes = malloc_usable_size(block);
        list(block);
    } else {
        take_out(block, bytes);
    }
    state.bytes += static_cast<std::int64_t>(bytes);
    return memory_of(block);
}

/// FLINT keeps its integers in blocks of this size, with a page to spare, and such a block stays as a whole where left work
/// lost one of them. (On WebAssembly they are shorter, and there is no sanitizer to be told: tools/setup.d/flint_edits.py.)
constexpr std::size_t kPage = 4096, kIntegers = 17 * kPage;

void* allocate(std::size_t bytes) {
    count(bytes, nullptr);
    void* memory = adopt(static_cast<Block*>(std::malloc(bytes + sizeof(Block))), bytes + sizeof(Block));
    if (bytes == kIntegers) lose(memory);
    return memory;
}

void* allocate_zeroed(std::size_t number, std::size_t each) {
    std::size_t bytes;
    if (__builtin_mul_overflow(number, each, &bytes)) no_memory();
    count(bytes, nullptr);
    return adopt(static_cast<Block*>(std::calloc(1, bytes + sizeof(Block))), bytes + sizeof(Block));
}

void release(void* memory) {
    if (memory == nullptr || is_doomed(memory)) return; // a doomed one is given back with the others
    Block* block = block_of(memory);
    state.bytes -= static_cast<std::int64_t>(bytes_of(block));
    unlist(block);
    std::free(block);
}

void* reallocate(void* memory, std::size_t bytes) {
    if (memory == nullptr) return allocate(bytes);
    Block* block = block_of(memory);
    std::size_t old = bytes_of(block);
    if (bytes + sizeof(Block) > old) count(bytes, memory); // shrinking is never refused: it happens while clearing
    unlist(block);
    Block* moved = static_cast<Block*>(std::realloc(static_cast<void*>(block), bytes + sizeof(Block)));
    if (moved == nullptr) no_memory();
    state.bytes -= static_cast<std::int64_t>(old);
    return adopt(moved, bytes + sizeof(Block));
}

void* gmp_reallocate(void* memory, std::size_t, std::size_t bytes) { return reallocate(memory, bytes); }
void gmp_release(void* memory, std::size_t) { release(memory); }

/// FLINT's own errors are programmer's mistakes; its message is on the way to standard output already.
[[noreturn]] void flint_failed() {
    std::fputs("rumina: an error inside FLINT\n", stderr);
    std::abort();
}

/// Blocks have headers, so that the functions must be there before the first number is. Referred to from begin(), so
/// no linker drops it.
[[gnu::constructor(101)]] void install() {
    mp_set_memory_functions(allocate, gmp_reallocate, gmp_release);
    __flint_set_memory_functions(allocate, allocate_zeroed, reallocate, release);
    flint_set_abort(flint_failed);
    prepare_flint_state();
}

} // namespace

void count_leak(std::size_t bytes) noexcept { the_memory.leaked += bytes; }

void begin() {
    state.inside = true;
    state.abandoned = false;
    state.allocated = nullptr;
    state.base = state.bytes;
    state.alarm = state.bytes + kMemoryStep;
    if (state.credit > kCredit / 4) state.credit = kCredit / 4;
    if (the_target != 0) state.credit = 0;
    the_pool = pooled_integers();
}

void finish() noexcept {
    state.inside = false;
    state.alarm = INT64_MAX;
    // The ring is taken apart, so that blocks may change their thread.
    Block* first = state.allocated;
    state.allocated = nullptr;
    if (first == nullptr) return;
    for (Block* block = first;;) {
        Block* next = block->next;
        take_out(block, malloc_usable_size(block));
        if (next == first) break;
        block = next;
    }
}

void left() {
    state.inside = false;
    state.abandoned = false;
    state.alarm = INT64_MAX;
    Block* first = state.allocated;
    state.allocated = nullptr;
    const std::int64_t before = state.bytes;
    std::size_t lost = 0;
    if (first != nullptr) {
        // A list from here on: the mark takes the place of the way back.
        first->previous->next = nullptr;
        for (Block* block = first; block != nullptr; block = block->next) block->previous = marked(nullptr);
    }
    lost += clear_flint_state();
    for (Block* block = first; block != nullptr;) {
        Block* next = block->next;
        bool doomed = block->previous != nullptr;
        take_out(block, malloc_usable_size(block));
        if (doomed) release(memory_of(block));
        block = next;
    }
    // Integers that were ready when the work began and that it had taken.
    constexpr std::size_t kIntegerBytes = sizeof(mpz_t) + sizeof(Block) + 2 * sizeof(mp_limb_t);
    if (std::size_t pooled = pooled_integers(); pooled < the_pool) lost += (the_pool - pooled) * kIntegerBytes;
    ++the_memory.left;
    the_memory.leaked += lost;
    if (before > state.bytes) the_memory.given_back += static_cast<std::size_t>(before - state.bytes);
    bool memory = state.out_of_memory;
    if (the_control.raise != nullptr) the_control.raise(the_control.context, memory);
    fail(DiagnosticId::Interrupted);
}

} // namespace interruption

void ask_to_go_on() { interruption::ask(0, nullptr); }

void set_work_control(const WorkControl& control) { interruption::the_control = control; }

const NumberMemory& number_memory() {
    interruption::the_memory.bytes = interruption::state.bytes > 0 ? static_cast<std::size_t>(interruption::state.bytes) : 0;
    return interruption::the_memory;
}

void leave_at_allocation(std::uint64_t n) {
    interruption::the_target = n;
    interruption::the_count = 0;
    interruption::state.credit = n != 0 ? 0 : interruption::kCredit;
}

std::uint64_t allocations_seen() { return interruption::the_count; }

} // namespace rumina
