// Constants between their values and what stands in a file.
#pragma once

#include "rmc/image.h"
#include "runtime/runtime.h"

namespace rumina::rmc {

/// Nothing for a value that no file can hold (containers, functions, expressions that bind variables).
std::optional<Constant> image_of(Runtime& runtime, const Value& value);
/// The value; an expression becomes exactly the node it was made from. Raises Damage, and Failure when what a forged
/// expression asks for passes a limit.
Value value_of(Runtime& runtime, const Constant& constant);

} // namespace rumina::rmc
