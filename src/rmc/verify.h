// The verifier. What passes it cannot make the virtual machine read or write outside its frames and tables, take a value
// for what it is not, jump into the middle of an instruction, or run for ever without counting a step. What it does is
// then like any program's: it may raise errors and reach limits.
#pragma once

#include "rmc/image.h"
#include "runtime/runtime.h"

namespace rumina::rmc {

/// Raises Damage with the function, the instruction and the reason. Cost: linear in the code for what the compiler makes.
void verify(const ProgramImage& image, const Runtime& runtime);

/// The unit each function belongs to: the place of its top level's unit. Raises Damage unless every function is the top
/// level of one unit, or made in one place of one function.
std::vector<std::uint32_t> units_of_functions(const ProgramImage& image);

} // namespace rumina::rmc
