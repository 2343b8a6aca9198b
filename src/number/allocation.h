// The blocks of FLINT and GMP as number/allocation.cpp keeps them: a header, then what the library sees. Only for the two
// files that clean up after left work.
#pragma once

#include "number/interruptible.h"

namespace rumina::interruption {

inline Block* block_of(const void* memory) { return static_cast<Block*>(const_cast<void*>(memory)) - 1; }
inline void* memory_of(Block* block) { return block + 1; }

/// Blocks of left work are doomed: they will be given back. The mark sits in the lowest bit of `previous`.
bool is_doomed(const void* memory);
/// Takes a block out of the list of the left work: it stays.
void keep(void* memory);
std::size_t size_of(const void* memory); ///< with the header
/// A block that nothing will give back and that is counted as leaked: leak detectors need not report it.
void lose(const void* memory);

/// Clears the caches of this thread in FLINT and MPFR of doomed blocks and of values that were being computed; returns
/// how many bytes nothing refers to any more. Call before doomed blocks are freed.
std::size_t clear_flint_state();
/// Whether a reallocation of this block may be refused: not where FLINT has noted the new size already.
bool may_refuse_growth(const void* memory);
/// How many integers FLINT holds ready.
std::size_t pooled_integers();
/// Notes the functions of FLINT under way, which clear_flint_state() needs; call before leaving.
void note_functions_under_way();
/// Once, before anything else.
void prepare_flint_state();

} // namespace rumina::interruption
