// Greek letters by their English names, which are LaTeX's commands too.
#pragma once

#include <string_view>

namespace rumina::algebra {

/// "alpha" is "α"; any other text is itself.
std::string_view greek_letter(std::string_view name);
/// "α" is "alpha"; empty for anything else.
std::string_view greek_name(std::string_view letter);

} // namespace rumina::algebra
