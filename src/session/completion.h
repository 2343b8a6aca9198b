// Names that go on from where a cursor stands.
#pragma once

#include <string_view>

#include "base/json_writer.h"
#include "engine/engine.h"

namespace rumina {

inline constexpr std::size_t kMostCompletions = 300;

/// A list of Completion (TypeScript package). The cursor stands at byte `offset` of the text; the whole text is looked at for
/// names. Capitals and small letters are alike; names that fit exactly stand first.
void write_completions(JsonWriter& writer, Engine& engine, std::string_view text, std::size_t offset);

} // namespace rumina
