// Questions to a session (rumina_ask), each a row of one table.
#pragma once

#include <string>
#include <string_view>

#include "base/json_reader.h"
#include "engine/engine.h"

namespace rumina {

/// {"error": why}
std::string refused(std::string_view why);

bool is_progress(const JsonValue& request);
/// Of the run under way; may be asked between its slices.
std::string progress(Engine& engine);

/// The answer to any other question; the engine must be idle. A question that is none is refused. Limits hold for what has
/// to be computed. Never raises Failure.
std::string answer(Engine& engine, const JsonValue& request);

} // namespace rumina
