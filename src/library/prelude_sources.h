// The texts of prelude/*.lm, made part of the program by embed_prelude.cmake so that it needs no files to run.
#pragma once

#include <span>
#include <string_view>

namespace rumina {

struct PreludeSource {
    std::string_view name; ///< the file's stem, which is also the topic of its functions
    std::string_view text;
};
extern const std::span<const PreludeSource> prelude_sources;

} // namespace rumina
