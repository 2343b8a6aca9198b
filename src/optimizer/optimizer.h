// Runs the passes of passes.def over the chunk of one function.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "bytecode/chunk.h"
#include "bytecode/optimizer_options.h"

namespace rumina {

/// Improves the code of a function in place. `variables` counts its slots that are variables. The chunk is complete, and so
/// are those of the functions in it.
/// Cost: about linear in the code; functions of more than some ten thousand operations are left as they are.
void optimise(Runtime& runtime, Chunk& chunk, std::uint32_t variables, const OptimizerOptions& options);

struct PassInfo {
    std::string_view name;
    int level;
    std::string_view what;
};
const std::vector<PassInfo>& optimizer_passes();
/// The pass of that name; nothing without one.
std::optional<std::uint32_t> find_pass(std::string_view name);

} // namespace rumina
