// Sizes: the hard limits of containers and how amounts of memory are written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace rumina {

inline constexpr std::size_t kMaxStringBytes = std::size_t{1} << 30;
inline constexpr std::uint64_t kMaxEntries = std::uint64_t{1} << 32; // more than memory holds where size_t has 32 bits

/// "256 MiB", "17.2 GiB".
std::string describe_bytes(std::uint64_t bytes);
/// Where `wanted` first stands in `text` from there on; npos when it does not. Linear, whatever the two are like
/// (std::string_view::find takes the product of their lengths).
std::size_t find_text(std::string_view text, std::string_view wanted, std::size_t from = 0);
/// Code points of valid UTF-8; counts eight bytes at a time.
std::uint32_t count_code_points(const char* text, std::size_t bytes);

} // namespace rumina
