// Names that other languages and systems have for what programs can use here.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace rumina {

struct ForeignName {
    std::string_view foreign;
    std::string_view ours; ///< a builtin
};

/// The names with a builtin that does the same.
std::span<const ForeignName> foreign_names();

/// What to write for a name from elsewhere, as a sentence; "" for a name that is not known.
std::string meant_by_foreign_name(std::string_view name);

} // namespace rumina
