// Names that other languages and systems have for what programs can use here, whatever their case.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace rumina {

struct ForeignName {
    std::string_view foreign; ///< in lower case
    std::string_view ours;    ///< a builtin that does the same
};

/// The functions with a builtin that does the same.
std::span<const ForeignName> foreign_functions();

/// What to write, as a sentence, for a function, a value or a prefix (`Math.sqrt`) from elsewhere; "" for one not known.
std::string meant_by_foreign_function(std::string_view name);
std::string_view meant_by_foreign_value(std::string_view name);
std::string_view meant_by_foreign_prefix(std::string_view name);

} // namespace rumina
