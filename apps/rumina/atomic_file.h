// Writing a file so that its path names either what was there before or all of the new content, never a part.
#pragma once

#include <string>
#include <string_view>

namespace rumina {

/// Writes a file beside it and renames that once it is on the disk. On failure nothing is left behind, `why` says what
/// happened, and the path is as it was.
bool write_atomically(const std::string& path, std::string_view bytes, std::string& why);

} // namespace rumina
