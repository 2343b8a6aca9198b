// A number for what compiled code takes for granted: the instructions and the functions of the library with their indices.
#pragma once

#include <cstdint>

#include "runtime/runtime.h"

namespace rumina::rmc {

/// The same for engines of one build, and different (but for chance) when an instruction, a builtin, a namespace or a type
/// was added, removed, moved or changed its operands or signature.
std::uint64_t fingerprint(const Runtime& runtime);

} // namespace rumina::rmc
