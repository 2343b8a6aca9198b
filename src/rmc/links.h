// What a function refers to outside itself has one number in the engine and another in a file: names, places in sources,
// global variables, files.
#pragma once

#include "bytecode/chunk.h"

namespace rumina::rmc {

/// Replaces each name in the chunk's tables and each place in its line table by what the functions give for it.
template <typename NameOf, typename PlaceOf>
void rename(Chunk& chunk, NameOf name_of, PlaceOf place_of) {
    auto replace = [&](Name& name) { name = name_of(name); };
    auto replace_all = [&](std::vector<Name>& names) {
        for (Name& name : names) replace(name);
    };
    for (Span& place : chunk.spans) place = place_of(place);
    replace_all(chunk.names);
    for (Chunk::Check& row : chunk.checks) replace(row.name);
    for (Chunk::CallSite& row : chunk.call_sites) replace(row.method), replace_all(row.names);
    for (Chunk::TypeSite& row : chunk.type_sites) replace(row.what);
    for (Chunk::ListingSite& row : chunk.listings) replace_all(row.names);
    for (Chunk::SymbolSite& row : chunk.symbols) replace(row.name), replace(row.domain);
}

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
