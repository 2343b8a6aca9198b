// Text by code point.
#include <cstdlib>
#include <new>

#include "runtime/object.h"

namespace rumina {
namespace {

constexpr std::uint32_t kMarkEvery = 64;

bool starts_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }

void find_marks(const StringObject& string) {
    std::uint32_t count = string.length / kMarkEvery;
    auto* marks = static_cast<std::uint32_t*>(std::malloc(count * sizeof(std::uint32_t) + 1));
    if (marks == nullptr) throw std::bad_alloc();
    std::uint32_t index = 0;
    for (std::uint32_t offset = 0; offset < string.bytes; ++offset) {
        if (!starts_code_point(string.data[offset])) continue;
        if (index != 0 && index % kMarkEvery == 0) marks[index / kMarkEvery - 1] = offset;
        ++index;
    }
    // A mark at the very end stands for the end.
    if (index != 0 && index % kMarkEvery == 0) marks[index / kMarkEvery - 1] = string.bytes;
    string.marks = marks;
}

} // namespace

std::uint64_t StringObject::hash() const {
    if (hash_ != 0) return hash_;
    // FNV-1a over words of eight bytes, then a finaliser that spreads to the low bits a table uses.
    std::uint64_t h = 0xCBF29CE484222325u ^ bytes;
    std::uint32_t i = 0;
    for (; i + 8 <= bytes; i += 8) {
        std::uint64_t word;
        std::memcpy(&word, data + i, 8);
        h = (h ^ word) * 0x9E3779B97F4A7C15u;
        h ^= h >> 32;
    }
    for (; i < bytes; ++i) h = (h ^ static_cast<unsigned char>(data[i])) * 0x100000001B3u;
    h = (h ^ h >> 29) * 0xBF58476D1CE4E5B9u;
    h ^= h >> 32;
    hash_ = h == 0 ? 1 : h;
    return hash_;
}

std::uint32_t StringObject::offset_of(std::uint32_t index) const {
    if (is_ascii()) return index;
    if (index == length) return bytes;
    std::uint32_t offset = 0, at = 0;
    if (index >= kMarkEvery) {
        if (marks == nullptr) find_marks(*this);
        offset = marks[index / kMarkEvery - 1];
        at = index - index % kMarkEvery;
    }
    for (; at < index; ++at)
        do ++offset;
        while (!starts_code_point(data[offset]));
    return offset;
}

std::uint32_t StringObject::index_of(std::uint32_t offset) const {
    if (is_ascii()) return offset;
    std::uint32_t from = 0, index = 0;
    if (length >= kMarkEvery) {
        if (marks == nullptr) find_marks(*this);
        std::uint32_t low = 0, high = length / kMarkEvery; // marks[0 .. low) lie at or before the offset
        while (low < high) {
            std::uint32_t middle = (low + high) / 2;
            if (marks[middle] <= offset) low = middle + 1;
            else high = middle;
        }
        if (low != 0) {
            from = marks[low - 1];
            index = low * kMarkEvery;
        }
    }
    for (; from < offset; ++from) index += starts_code_point(data[from]);
    return index;
}

std::string_view StringObject::slice(std::uint32_t index, std::uint32_t count) const {
    std::uint32_t begin = offset_of(index), end = offset_of(index + count);
    return {data + begin, end - begin};
}

} // namespace rumina
