// `--plot FILE`: the drawings of a program as files.
#pragma once

#include <string>

#include "engine/engine.h"

namespace rumina {

/// One drawing goes to the file itself, several to FILE-1, FILE-2, …, the number before the ending. SVG, or JSON where the
/// name ends in .json. False, after an error message, when there is none or a file cannot be written.
bool write_plots(Engine& engine, const std::string& file);

} // namespace rumina
