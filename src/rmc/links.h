// Operands that name things outside their function: what the engine calls them, and what a file does.
#pragma once

#include "bytecode/chunk.h"

namespace rumina::rmc {

/// Replaces each global variable and each file that the chunk's code refers to by what the functions give for it.
template <typename GlobalOf, typename UnitOf>
void relink(Chunk& chunk, GlobalOf global_of, UnitOf unit_of) {
    for (std::size_t pc = 0; pc < chunk.code.size(); pc += width(chunk.code[pc])) {
        Instruction& instruction = chunk.code[pc];
        auto set_wide = [&](std::uint32_t wide) {
            instruction.b = static_cast<std::uint16_t>(wide & 0xFFFF);
            instruction.c = static_cast<std::uint16_t>(wide >> 16);
        };
        std::string_view letters = info(static_cast<Opcode>(instruction.op)).operands;
        if (letters[1] == 'G') set_wide(global_of(static_cast<std::uint32_t>(instruction.wide()), false));
        if (letters[1] == 'U') set_wide(unit_of(static_cast<std::uint32_t>(instruction.wide())));
        if (letters[1] == 'g') instruction.b = static_cast<std::uint16_t>(global_of(instruction.b, true));
    }
    for (Chunk::Check& check : chunk.checks)
        if (check.global_fallback != 0) check.global_fallback = global_of(check.global_fallback - 1, false) + 1;
}

} // namespace rumina::rmc
