// The signature of the call a cursor is in.
#pragma once

#include <string_view>

#include "base/json_writer.h"
#include "engine/engine.h"

namespace rumina {

/// SignatureHelp of the TypeScript package, or null. The cursor stands at byte `offset` of the text.
void write_signature_help(JsonWriter& writer, Engine& engine, std::string_view text, std::size_t offset);

} // namespace rumina
