// Entry point of the library.
#pragma once

namespace rumina {

class Runtime;

/// Adds every builtin to the engine's table, those of the prelude included; the engine then runs the prelude and enters
/// the closures (prelude.h).
void register_library(Runtime& runtime);

} // namespace rumina
