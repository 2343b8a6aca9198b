// The code of one function: operands, jumps, handlers, and what its slots hold at every instruction.
//
// A slot holds an ordinary value (an array or an int is one of which more is known), or something that a program never sees
// and that only the instructions made for it may touch: the cell of a captured variable, the two halves of an iteration.
// Which, is followed along all ways through the code, errors included; where ways meet, what they agree on is left.
// [Lindholm & Yellin 1999] 4.9, [Leroy 2003] for the method.
#pragma once

#include <string>

#include "rmc/image.h"
#include "runtime/runtime.h"

namespace rumina::rmc {

struct CodeContext {
    const ProgramImage& image;
    const Runtime& runtime;
    const FunctionImage& function;
    const UnitImage& unit;
};

/// Raises Damage, whose reason begins with `where`. Tables of the chunk must be verified already.
void verify_code(const CodeContext& context, const std::string& where);

/// A builtin that programs can name.
bool is_public_builtin(const Runtime& runtime, std::uint32_t index);

} // namespace rumina::rmc
