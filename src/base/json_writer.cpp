#include "base/json_writer.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace rumina {

namespace {

[[gnu::noinline]] void escape(std::string& out, char c) {
    constexpr char kDigits[] = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    if (byte == '"' || byte == '\\') {
        const char escaped[] = {'\\', c};
        out.append(escaped, 2);
    } else if (byte == '\n') {
        out.append("\\n", 2);
    } else {
        const char escaped[] = {'\\', 'u', '0', '0', kDigits[byte >> 4], kDigits[byte & 15]};
        out.append(escaped, 6);
    }
}

} // namespace

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
    separate();
    const std::size_t before = out.size();
    out.resize(before + name.size() + 3);
    char* at = out.data() + before;
    *at++ = '"';
    at = std::copy(name.begin(), name.end(), at);
    *at++ = '"';
    *at = ':';
}

void JsonWriter::text(std::string_view value) {
    separate();
    out += '"';
    std::size_t written = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const auto byte = static_cast<unsigned char>(value[i]);
        if (byte >= 0x20 && byte != '"' && byte != '\\' && byte != '<') continue;
        out.append(value, written, i - written);
        written = i + 1;
        escape(out, value[i]);
    }
    out.append(value, written);
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
