#include "runtime/text_size.h"

#include <cstring>

#include <fmt/format.h>

namespace rumina {

std::string describe_bytes(std::uint64_t bytes) {
    constexpr std::uint64_t kMiB = 1u << 20, kGiB = 1u << 30;
    if (bytes >= kGiB) return bytes % kGiB == 0 ? fmt::format("{} GiB", bytes / kGiB) : fmt::format("{:.1f} GiB", double(bytes) / kGiB);
    if (bytes >= kMiB) return bytes % kMiB == 0 ? fmt::format("{} MiB", bytes / kMiB) : fmt::format("{:.1f} MiB", double(bytes) / kMiB);
    return fmt::format("{} bytes", bytes);
}

std::size_t find_text(std::string_view text, std::string_view wanted, std::size_t from) {
    if (from > text.size()) return std::string_view::npos;
    if (wanted.empty()) return from;
    const void* found = memmem(text.data() + from, text.size() - from, wanted.data(), wanted.size());
    return found == nullptr ? std::string_view::npos : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

std::uint32_t count_code_points(const char* text, std::size_t bytes) {
    std::size_t i = 0, continuation = 0;
    for (; i + 8 <= bytes; i += 8) {
        std::uint64_t word;
        std::memcpy(&word, text + i, 8);
        // A continuation byte is 10xxxxxx.
        std::uint64_t hits = (word >> 7) & ~(word >> 6) & 0x0101010101010101ull;
        if (hits != 0) continuation += static_cast<std::size_t>(__builtin_popcountll(hits));
    }
    for (; i < bytes; ++i) continuation += (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
    return static_cast<std::uint32_t>(bytes - continuation);
}

} // namespace rumina
