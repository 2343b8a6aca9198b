// CRC-32C (Castagnoli): finds every change of up to 32 bits in a row, and all but one in 2^32 of the others. It guards
// against damage, not against intent: that is what the verifier is for. [RFC 3720] B.4
#pragma once

#include <cstdint>
#include <string_view>

namespace rumina::rmc {

/// Of the bytes, continued from the sum of those before.
std::uint32_t crc32c(std::string_view bytes, std::uint32_t before = 0);

} // namespace rumina::rmc
