// What the records of the library say about a name, for help() and for editors.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/runtime.h"

namespace rumina {

struct Documented {
    std::optional<std::uint32_t> builtin;    ///< index in the BuiltinTable
    std::optional<std::uint32_t> name_space; ///< the same of a namespace
};

/// A function or constant, plain or with its namespace (`gcd`, `string::find`, `std.math.sin`), or else a namespace.
Documented find_documented(const Runtime& runtime, std::string_view name);

/// What help(name) writes; "" for a name that is not documented.
std::string help_text(Runtime& runtime, std::string_view name);

} // namespace rumina
