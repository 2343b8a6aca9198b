// Compiled programs as files: what the engine needs of this room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bytecode/chunk.h"
#include "runtime/runtime.h"

namespace rumina::rmc {

/// A unit of a program, compiled and not run: `index` is what Include instructions call it in this engine.
struct Unit {
    std::uint32_t index = 0;
    Name module;
    ModuleScope* scope = nullptr;
    FunctionPrototype* function = nullptr; ///< its top level
};

/// The bytes of the file for these units, the program first. The code must be as the compiler made it: no instruction has
/// run yet. Cost: linear.
std::string write(Runtime& runtime, const std::vector<Unit>& units);

/// Whether the bytes begin as a compiled program does.
bool is_compiled(std::string_view bytes);

/// Checks the file, verifies its code and makes it part of the engine: the unit at place i gets the index first + i. `path`
/// is what messages call the file. Raises CompiledFileDamaged, CompiledFileVersion, and LimitError.
std::vector<Unit> load(Runtime& runtime, std::string_view bytes, const std::string& path, std::uint32_t first);

/// Header and sections as text, for `rumina dump`.
std::string describe_header(const Runtime& runtime, std::string_view bytes, const std::string& path);

} // namespace rumina::rmc
