#include "rmc/checksum.h"

#include <array>

namespace rumina::rmc {
namespace {

constexpr std::array<std::uint32_t, 256> make_table() {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t rest = i;
        for (int bit = 0; bit < 8; ++bit) rest = rest >> 1 ^ (0x82F63B78u & (0 - (rest & 1)));
        table[i] = rest;
    }
    return table;
}
constexpr std::array<std::uint32_t, 256> kTable = make_table();

} // namespace

std::uint32_t crc32c(std::string_view bytes, std::uint32_t before) {
    std::uint32_t sum = ~before;
    for (char c : bytes) sum = sum >> 8 ^ kTable[(sum ^ static_cast<std::uint8_t>(c)) & 0xFF];
    return ~sum;
}

} // namespace rumina::rmc
