// What is known of a function, as JSON: from the builtin's record, or from the function that a variable holds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_writer.h"
#include "engine/engine.h"

namespace rumina {

/// A function as editors show it: its signature in one line and the parameters with their places in it.
struct ShownSignature {
    struct Parameter {
        std::string name, kinds;
        bool optional = false, rest = false;
        std::size_t from = 0, to = 0; ///< bytes in `text`
    };
    std::string name, text, summary, result;
    std::vector<Parameter> parameters;
};
ShownSignature signature_of_builtin(Runtime& runtime, std::uint32_t builtin);
ShownSignature signature_of_closure(Runtime& runtime, const FunctionPrototype& prototype);
/// Of what a variable holds; nothing when that is no function.
std::optional<ShownSignature> signature_of_value(Runtime& runtime, const Value& value);

/// The members "parameters": […] of a signature; offsets in UTF-16 code units.
void write_parameters(JsonWriter& writer, const ShownSignature& signature);

/// HelpEntry of the TypeScript package: a variable of the session that holds a function goes before the library. null without
/// anything of that name.
void write_help_entry(JsonWriter& writer, Engine& engine, std::string_view name);

} // namespace rumina
