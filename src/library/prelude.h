// The part of the library that is written in the language. Each function there is preceded by its record:
//
//   #: map(collection: Any, f: Function) -> Any        the signature
//   #: A new array of f(x) for each element x.          the summary
//   #: aliases: array::map                              then, in any order: aliases, methods, source
//   #: methods: array vec
//   #: > map([1, 2, 3], |x| x^2)                        examples, each with the line that it gives
//   #: [1, 4, 9]
//   func map(collection, f) { … }
//
// Functions without a record are private to their file.
#pragma once

#include <string_view>
#include <vector>

#include "library/prelude_sources.h"
#include "runtime/runtime.h"

namespace rumina {

namespace library {

struct PreludeRecord {
    Builtin record;
    std::string_view function; ///< its name in the source
    std::string_view topic;    ///< the source's name
};
/// The records of one source. `problem` is set to the first thing that is wrong with it, if any.
/// The records refer to the source's text and to examples that live as long as the program.
std::vector<PreludeRecord> parse_prelude(const PreludeSource& source, std::string& problem);
/// The records of all sources, parsed once.
const std::vector<PreludeRecord>& prelude_records();

} // namespace library

/// A function of the prelude and its place in the table of builtins: once its source has run, the engine puts the
/// closure there.
struct PreludeFunction {
    std::string_view name;
    std::uint32_t builtin;
    const Builtin* record;
};
/// After register_library.
std::vector<PreludeFunction> prelude_functions(Runtime& runtime);

} // namespace rumina
