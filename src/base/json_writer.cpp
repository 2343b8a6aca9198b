#include "base/json_writer.h"

#include <charconv>

#include <fmt/format.h>

namespace rumina {

// A string ends in a quote, so these characters at the end are never part of one.
void JsonWriter::separate() {
    if (!out.empty() && out.back() != '{' && out.back() != '[' && out.back() != ':') out += ',';
}

void JsonWriter::open(char bracket) {
    separate();
    out += bracket;
}

void JsonWriter::raw(std::string_view json) {
    separate();
    out += json;
}

void JsonWriter::key(std::string_view name) {
    text(name);
    out += ':';
}

void JsonWriter::text(std::string_view value) {
    constexpr char kDigits[] = "0123456789abcdef";
    separate();
    out += '"';
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (byte < 0x20 || c == '<') {
            out += "\\u00";
            out += kDigits[byte >> 4];
            out += kDigits[byte & 15];
        } else {
            out += c;
        }
    }
    out += '"';
}

void JsonWriter::integer(std::int64_t value) {
    char digits[24];
    raw({digits, std::to_chars(digits, digits + sizeof digits, value).ptr});
}

void JsonWriter::whole(std::uint64_t value) {
    char digits[24];
    raw({digits, std::to_chars(digits, digits + sizeof digits, value).ptr});
}

void JsonWriter::number(double value) {
    char digits[32];
    raw({digits, fmt::format_to(digits, "{}", value)});
}

} // namespace rumina
