// Values as plain data in JSON, both ways. Data are never executed: text inside them stays text, and a function goes out by
// name only.
//
//   DATA: null | true | false | "text" | [DATA, …]
//     {"$": "int", "v": "123"}                        {"$": "rational", "num": "1", "den": "3"}
//     {"$": "float", "v": "0.1"}                      {"$": "decimal", "v": "3.14159…"}  a float of more digits than a double's
//     {"$": "complex", "re": DATA, "im": DATA}        parts are numbers
//     {"$": "expression", "text": "x^2", "latex": "x^{2}"}    latex: "" when there is more text than is worth typesetting
//     {"$": "range", "first": DATA, "last": DATA, "step": DATA}
//     {"$": "vector", "items": [DATA, …]}             {"$": "matrix", "rows": [[DATA, …], …]}
//     {"$": "set", "items": [DATA, …]}                {"$": "map", "entries": [[DATA, DATA], …]}
//     {"$": "struct", "fields": [["x", DATA], …]}
//   and on the way out only:
//     {"$": "error", "errorKind", "id", "message", "line", "column"}
//     {"$": "function", "name", "parameters": ["x", …]}
//     {"$": "module", "name", "names": ["f", …]}
//     {"$": "plot", "plot": FIGURE}
//     {"$": "omitted", "reason": "size" | "depth" | "cycle", "type": what typeof says}
//
// A member that is not listed is refused on the way in, except "latex", which is not looked at.
#pragma once

#include <cstddef>
#include <string>

#include "base/json_reader.h"
#include "base/json_writer.h"
#include "runtime/runtime.h"

namespace rumina {

/// Bytes of text, of formulas alone, that are worth typesetting.
inline constexpr std::size_t kMostTypeset = 100'000;

/// What a value may take as data. Beyond it stands an "omitted".
struct DataLimits {
    std::size_t depth = 100;        ///< of containers inside each other
    std::size_t items = 200'000;    ///< values, containers included
    std::size_t bytes = 32u << 20;  ///< of JSON, about
};

/// What was made of the value already, so that it is not made again; empty where nothing was.
struct KnownForms {
    std::string_view repr, latex;
};

/// Raises what turning a value into text raises (TooLarge, Interrupted, …), and OutOfMemory when the JSON would pass the limit.
void write_data(Runtime& runtime, JsonWriter& writer, const Value& value, const DataLimits& limits = {}, const KnownForms& known = {});

/// The value that the data stand for. Raises InvalidArgument, saying where, for what is none; and what making the value raises.
/// Reading expressions takes work: call it inside an evaluation.
Value read_data(Runtime& runtime, const JsonValue& data, const DataLimits& limits = {});

} // namespace rumina
