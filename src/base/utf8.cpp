#include "base/utf8.h"

#include <cstring>

#include <utf8proc.h>

namespace rumina::utf8 {

char32_t decode(std::string_view text, std::size_t& offset) {
    auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    unsigned char lead = byte(offset);
    if (lead < 0x80) {
        ++offset;
        return lead;
    }
    int length = lead >= 0xF0 && lead <= 0xF4 ? 4 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xC2 && lead < 0xE0 ? 2 : 0;
    if (length == 0 || offset + length > text.size()) {
        ++offset;
        return kInvalid;
    }
    char32_t code = lead & (0x7F >> length);
    for (int i = 1; i < length; ++i) {
        if ((byte(offset + i) & 0xC0) != 0x80) {
            ++offset;
            return kInvalid;
        }
        code = code << 6 | (byte(offset + i) & 0x3F);
    }
    static constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < smallest[length] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
        ++offset;
        return kInvalid;
    }
    offset += length;
    return code;
}

void append(std::string& out, char32_t c) {
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | c >> 6);
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | c >> 12);
        out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | c >> 18);
        out += static_cast<char>(0x80 | (c >> 12 & 0x3F));
        out += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        out += static_cast<char>(0x80 | (c & 0x3F));
    }
}

std::size_t count(std::string_view text) {
    std::size_t n = 0;
    for (unsigned char c : text) n += (c & 0xC0) != 0x80;
    return n;
}

std::size_t utf16_length(std::string_view text) {
    std::size_t n = 0;
    for (unsigned char c : text) n += (c & 0xC0) == 0x80 ? 0 : c >= 0xF0 ? 2 : 1;
    return n;
}

std::size_t offset_of_utf16(std::string_view text, std::size_t units) {
    std::size_t offset = 0;
    while (offset < text.size() && units > 0) {
        std::size_t next = offset;
        const std::size_t length = decode(text, next) >= 0x10000 ? 2 : 1;
        if (length > units) break;
        units -= length;
        offset = next;
    }
    return offset;
}

/// The next byte outside ASCII, or the end.
static std::size_t skip_ascii(std::string_view text, std::size_t offset) {
    for (std::uint64_t word; text.size() - offset >= sizeof(word); offset += sizeof(word)) {
        std::memcpy(&word, text.data() + offset, sizeof(word));
        if ((word & 0x8080808080808080) != 0) break;
    }
    while (offset < text.size() && static_cast<unsigned char>(text[offset]) < 0x80) ++offset;
    return offset;
}

std::size_t first_invalid(std::string_view text) {
    for (std::size_t offset = skip_ascii(text, 0); offset < text.size(); offset = skip_ascii(text, offset))
        if (const std::size_t start = offset; decode(text, offset) == kInvalid) return start;
    return std::string_view::npos;
}

bool is_ascii(std::string_view text) { return skip_ascii(text, 0) == text.size(); }

bool is_identifier_start(char32_t c) {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (c == U'π' || c == kInvalid) return false;
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL: case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM: case UTF8PROC_CATEGORY_LO: case UTF8PROC_CATEGORY_NL: return true;
    default: return false;
    }
}

bool is_identifier_part(char32_t c) {
    if (c < 0x80) return is_identifier_start(c) || (c >= '0' && c <= '9');
    if (is_identifier_start(c)) return true;
    if (c == kInvalid) return false;
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_MC: case UTF8PROC_CATEGORY_ND: return true;
    default: return false;
    }
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0, offset = 0;
    while (offset < text.size()) {
        char32_t c = decode(text, offset);
        int w = c == kInvalid ? 1 : c < 0x80 ? 1 : utf8proc_charwidth(static_cast<utf8proc_int32_t>(c));
        width += static_cast<std::size_t>(w < 0 ? 0 : w);
    }
    return width;
}

namespace {
template <typename Map>
std::string map_code_points(std::string_view text, Map map) {
    std::string out;
    out.reserve(text.size());
    std::size_t offset = 0;
    while (offset < text.size()) append(out, static_cast<char32_t>(map(static_cast<utf8proc_int32_t>(decode(text, offset)))));
    return out;
}
} // namespace

std::string to_upper(std::string_view text) { return map_code_points(text, utf8proc_toupper); }
std::string to_lower(std::string_view text) { return map_code_points(text, utf8proc_tolower); }

bool is_space(char32_t c) {
    if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
    utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP || c == 0x85;
}

bool is_identifier(std::string_view text) {
    if (text.empty()) return false;
    std::size_t offset = 0;
    bool first = true;
    while (offset < text.size()) {
        char32_t c = decode(text, offset);
        if (first ? !is_identifier_start(c) : !is_identifier_part(c)) return false;
        first = false;
    }
    return true;
}

} // namespace rumina::utf8
