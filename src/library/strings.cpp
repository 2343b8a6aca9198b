// Strings: search, parts, case, padding, splitting and joining. Positions count characters (code points), never bytes.
#include <algorithm>

#include "base/utf8.h"
#include "library/arguments.h"
#include "library/topics.h"

namespace rumina::library {
namespace {

StringObject* string_argument(const Call& call, std::size_t index) { return call[index].as<StringObject>(); }

// A string built piece by piece, refused before it grows past the limit.
class TextBuilder {
public:
    explicit TextBuilder(Runtime& runtime) : runtime_(runtime) {}
    void append(std::string_view piece) {
        require_text(text_.size() + piece.size());
        if (text_.size() + piece.size() > text_.capacity()) runtime_.heap.require((std::uint64_t{text_.size()} + piece.size()) * 2);
        text_ += piece;
    }
    void append(std::string_view piece, std::uint64_t times) {
        if (piece.empty() || times == 0) return;
        if (times > kMaxStringBytes / piece.size()) require_text(kMaxStringBytes + std::uint64_t{1});
        const std::uint64_t bytes = text_.size() + piece.size() * times;
        require_text(bytes);
        runtime_.heap.require(bytes * 2);
        text_.reserve(static_cast<std::size_t>(bytes));
        for (std::uint64_t i = 0; i < times; ++i) text_ += piece;
    }
    Value finish() { return runtime_.heap.string(text_); }

private:
    Runtime& runtime_;
    std::string text_;
};

void push_text(Runtime& runtime, ArrayObject* array, std::string_view text) {
    runtime.heap.push(array, runtime.heap.string(text));
}

// ── the string:: functions ──────────────────────────────────────────────────────────────────────────────────

Value run_length(Call& call) { return Value::of_int(string_argument(call, 0)->length); }

Value run_at(Call& call) { return get_index(call.runtime, call[0], call.arguments + 1, 1); }

Value run_char_at(Call& call) {
    auto* string = string_argument(call, 0);
    std::size_t place = position(call, 1, string->length, "a string");
    std::size_t offset = string->offset_of(static_cast<std::uint32_t>(place));
    return Value::of_int(static_cast<std::int64_t>(utf8::decode(string->text(), offset)));
}

Value run_cat(Call& call) {
    TextBuilder joined(call.runtime);
    for (std::size_t i = 0; i < call.count; ++i) joined.append(to_text(call.runtime, call[i]));
    return joined.finish();
}

Value find_from(const StringObject* string, std::string_view wanted, const Value& start) {
    std::int64_t place = 0;
    if (start.is(Tag::BigInt)) return Value::of_int(-1);
    if (start.is_int()) place = start.integer < 0 ? std::max<std::int64_t>(0, start.integer + string->length) : start.integer;
    if (place > string->length) return Value::of_int(-1);
    std::size_t found = find_text(string->text(), wanted, string->offset_of(static_cast<std::uint32_t>(place)));
    return character_index(string, found);
}

Value run_find(Call& call) {
    auto* string = string_argument(call, 0);
    bool start_first = call[1].is_integer();
    std::size_t text_place = start_first ? 2 : 1, start_place = start_first ? 1 : 2;
    if (!call.has(text_place)) fail_argument(call, "the text to find is missing");
    if (!call[text_place].is(Tag::String)) fail_kind(call, text_place, "a string");
    if (call.has(start_place) && !call[start_place].is_integer()) fail_kind(call, start_place, "an integer");
    return find_from(string, text(call, text_place), call.has(start_place) ? call[start_place] : Value::of_int(0));
}

Value run_last_index_of(Call& call) {
    auto* string = string_argument(call, 0);
    std::size_t found = string->text().rfind(text(call, 1));
    return character_index(string, found);
}

// A start position, from the end when negative, clipped to the string.
std::uint32_t clipped_start(const Call& call, const StringObject* string, std::size_t index) {
    const Value& value = call.arguments[index];
    if (!value.is_int()) return sign_of(value) < 0 ? 0 : string->length;
    std::int64_t place = value.integer;
    if (place < 0) place = place < -static_cast<std::int64_t>(string->length) ? 0 : place + string->length;
    return static_cast<std::uint32_t>(std::min<std::int64_t>(place, string->length));
}

Value run_sub(Call& call) {
    auto* string = string_argument(call, 0);
    std::uint32_t start = clipped_start(call, string, 1);
    std::uint32_t count = string->length - start;
    if (call.has(2)) {
        if (sign_of(call[2]) < 0) fail_argument(call, "the length must not be negative");
        if (call[2].is_int()) count = static_cast<std::uint32_t>(std::min<std::int64_t>(call[2].integer, count));
    }
    return make_string(call, string->slice(start, count));
}

Value run_replace_by_index(Call& call) {
    auto* string = string_argument(call, 0);
    auto* piece = string_argument(call, 2);
    std::uint32_t start = clipped_start(call, string, 1);
    std::uint32_t after = piece->length > string->length - start ? string->length : start + piece->length;
    TextBuilder result(call.runtime);
    result.append(string->slice(0, start));
    result.append(piece->text());
    result.append(string->slice(after, string->length - after));
    return result.finish();
}

Value run_replace(Call& call) {
    std::string_view source = text(call, 0), old = text(call, 1), replacement = text(call, 2);
    if (old.empty()) fail_argument(call, "the text to replace is empty");
    std::uint64_t left = call.has(3) ? count_argument(call, 3, "this string") : UINT64_MAX;
    TextBuilder result(call.runtime);
    std::size_t done = 0;
    for (std::size_t found; left != 0 && (found = find_text(source, old, done)) != std::string_view::npos; --left) {
        result.append(source.substr(done, found - done));
        result.append(replacement);
        done = found + old.size();
    }
    result.append(source.substr(done));
    return result.finish();
}

Value run_count(Call& call) {
    std::string_view source = text(call, 0), wanted = text(call, 1);
    if (wanted.empty()) fail_argument(call, "the text to count is empty");
    std::int64_t count = 0;
    for (std::size_t next = 0, found; (found = find_text(source, wanted, next)) != std::string_view::npos; next = found + wanted.size())
        ++count;
    return Value::of_int(count);
}

// ── case, white space, affixes ──────────────────────────────────────────────────────────────────────────────

Value run_upper(Call& call) { return make_string(call, utf8::to_upper(text(call, 0))); }
Value run_lower(Call& call) { return make_string(call, utf8::to_lower(text(call, 0))); }

Value run_capitalize(Call& call) {
    auto* string = string_argument(call, 0);
    if (string->length == 0) return call[0];
    std::string_view head = string->slice(0, 1), tail = string->text().substr(head.size());
    return make_string(call, utf8::to_upper(head) + utf8::to_lower(tail));
}

bool is_trimmed(const Call& call, std::string_view character) {
    if (call.has(1)) return text(call, 1).find(character) != std::string_view::npos;
    std::size_t offset = 0;
    return utf8::is_space(utf8::decode(character, offset));
}

// Code points are taken off whole: `length` bytes at the front or back.
std::string_view first_character(std::string_view text) {
    std::size_t length = 0;
    utf8::decode(text, length);
    return text.substr(0, length);
}

std::string_view last_character(std::string_view text) {
    std::size_t start = text.size() - 1;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
    return text.substr(start);
}

Value trim(Call& call, bool at_start, bool at_end) {
    std::string_view rest = text(call, 0);
    while (at_start && !rest.empty() && is_trimmed(call, first_character(rest))) rest.remove_prefix(first_character(rest).size());
    while (at_end && !rest.empty() && is_trimmed(call, last_character(rest))) rest.remove_suffix(last_character(rest).size());
    return make_string(call, rest);
}

Value run_trim(Call& call) { return trim(call, true, true); }
Value run_trim_start(Call& call) { return trim(call, true, false); }
Value run_trim_end(Call& call) { return trim(call, false, true); }

Value run_starts_with(Call& call) { return Value::of_bool(text(call, 0).starts_with(text(call, 1))); }
Value run_ends_with(Call& call) { return Value::of_bool(text(call, 0).ends_with(text(call, 1))); }

Value run_remove_prefix(Call& call) {
    std::string_view source = text(call, 0), prefix = text(call, 1);
    return make_string(call, source.starts_with(prefix) ? source.substr(prefix.size()) : source);
}

Value run_remove_suffix(Call& call) {
    std::string_view source = text(call, 0), suffix = text(call, 1);
    return make_string(call, source.ends_with(suffix) ? source.substr(0, source.size() - suffix.size()) : source);
}

Value pad(Call& call, bool at_left, bool at_right) {
    auto* string = string_argument(call, 0);
    std::uint64_t width = count_argument(call, 1, "this string");
    if (call.has(2) && string_argument(call, 2)->length != 1) fail_argument(call, "the filling must be one character");
    std::string_view filling = call.has(2) ? text(call, 2) : " ";
    std::uint64_t missing = width > string->length ? width - string->length : 0;
    std::uint64_t left = at_left ? (at_right ? missing / 2 : missing) : 0;
    TextBuilder result(call.runtime);
    result.append(filling, left);
    result.append(string->text());
    result.append(filling, missing - left);
    return result.finish();
}

Value run_pad_left(Call& call) { return pad(call, true, false); }
Value run_pad_right(Call& call) { return pad(call, false, true); }
Value run_center(Call& call) { return pad(call, true, true); }

// ── splitting and joining ───────────────────────────────────────────────────────────────────────────────────

void push_characters(Runtime& runtime, ArrayObject* parts, const StringObject* string) {
    require_elements(runtime, std::uint64_t{string->length} * 3, "this array");
    std::string_view source = string->text();
    for (std::size_t offset = 0; offset < source.size();) {
        std::size_t start = offset;
        utf8::decode(source, offset);
        push_text(runtime, parts, source.substr(start, offset - start));
    }
}

Value run_chars(Call& call) {
    ArrayObject* parts = call.runtime.heap.array();
    push_characters(call.runtime, parts, string_argument(call, 0));
    return Value::of_object(parts);
}

Value run_split(Call& call) {
    Runtime& runtime = call.runtime;
    std::string_view source = text(call, 0);
    ArrayObject* parts = runtime.heap.array();
    if (!call.has(1)) { // at runs of white space
        std::size_t word = std::string_view::npos;
        for (std::size_t offset = 0; offset < source.size();) {
            std::size_t start = offset;
            if (!utf8::is_space(utf8::decode(source, offset))) {
                if (word == std::string_view::npos) word = start;
            } else if (word != std::string_view::npos) {
                push_text(runtime, parts, source.substr(word, start - word));
                word = std::string_view::npos;
            }
        }
        if (word != std::string_view::npos) push_text(runtime, parts, source.substr(word));
        return Value::of_object(parts);
    }
    std::string_view separator = text(call, 1);
    if (separator.empty()) {
        push_characters(runtime, parts, string_argument(call, 0));
        return Value::of_object(parts);
    }
    std::uint64_t left = call.has(2) ? count_argument(call, 2, "this array") : UINT64_MAX;
    std::size_t done = 0;
    for (std::size_t found; left != 0 && (found = find_text(source, separator, done)) != std::string_view::npos; --left) {
        push_text(runtime, parts, source.substr(done, found - done));
        done = found + separator.size();
    }
    push_text(runtime, parts, source.substr(done));
    return Value::of_object(parts);
}

Value run_lines(Call& call) {
    Runtime& runtime = call.runtime;
    std::string_view source = text(call, 0);
    ArrayObject* lines = runtime.heap.array();
    while (!source.empty()) {
        std::size_t end = source.find('\n');
        std::string_view line = source.substr(0, end);
        source.remove_prefix(end == std::string_view::npos ? source.size() : end + 1);
        if (line.ends_with('\r') && end != std::string_view::npos) line.remove_suffix(1);
        push_text(runtime, lines, line);
    }
    return Value::of_object(lines);
}

Value run_join(Call& call) {
    std::string_view separator = call.has(1) ? text(call, 1) : "";
    TextBuilder joined(call.runtime);
    bool first = true;
    for_each(call.runtime, call[0], [&](Value element) {
        if (!first) joined.append(separator);
        first = false;
        joined.append(element.is(Tag::String) ? std::string(text_of(element)) : to_text(call.runtime, element));
        return true;
    });
    return joined.finish();
}

// "{}" takes the next value; "{{" and "}}" are braces.
Value run_format(Call& call) {
    if (!call[0].is(Tag::String)) {
        if (call.count > 1) fail_kind(call, 0, "a string");
        return make_string(call, to_text(call.runtime, call[0]));
    }
    std::string_view pattern = text(call, 0);
    TextBuilder result(call.runtime);
    std::size_t next = 1;
    for (std::size_t i = 0; i < pattern.size();) {
        std::size_t brace = pattern.find_first_of("{}", i);
        result.append(pattern.substr(i, brace - i));
        if (brace == std::string_view::npos) break;
        if (brace + 1 < pattern.size() && pattern[brace + 1] == pattern[brace]) {
            result.append(pattern.substr(brace, 1));
        } else if (pattern.substr(brace, 2) == "{}") {
            if (next >= call.count) fail_argument(call, "there are more `{}` than values");
            result.append(to_text(call.runtime, call[next++]));
        } else {
            fail_argument(call, fmt::format("a lone `{}`; write it twice for the character itself", pattern[brace]));
        }
        i = brace + 2;
    }
    if (next < call.count) fail_argument(call, "there are more values than `{}`");
    return result.finish();
}

// ── characters ──────────────────────────────────────────────────────────────────────────────────────────────

Value run_ord(Call& call) {
    if (string_argument(call, 0)->length != 1) fail_argument(call, "the string must be one character");
    std::size_t offset = 0;
    return Value::of_int(static_cast<std::int64_t>(utf8::decode(text(call, 0), offset)));
}

Value run_chr(Call& call) {
    std::int64_t code_point = bounded(call, 0, 0, 0x10FFFF);
    if (code_point >= 0xD800 && code_point <= 0xDFFF) fail_argument(call, "a surrogate is not a character");
    std::string character;
    utf8::append(character, static_cast<char32_t>(code_point));
    return make_string(call, character);
}

template <typename Test>
Value every_character(Call& call, Test test) {
    std::string_view source = text(call, 0);
    for (std::size_t offset = 0; offset < source.size();)
        if (!test(utf8::decode(source, offset))) return Value::of_bool(false);
    return Value::of_bool(!source.empty());
}

bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
// π is a token of its own in programs, and still a letter.
bool is_letter(char32_t c) { return c != '_' && (utf8::is_identifier_start(c) || c == U'π'); }

Value run_is_digit(Call& call) { return every_character(call, is_digit); }
Value run_is_letter(Call& call) { return every_character(call, is_letter); }
Value run_is_alphanumeric(Call& call) {
    return every_character(call, [](char32_t c) { return is_digit(c) || is_letter(c); });
}
Value run_is_space(Call& call) { return every_character(call, utf8::is_space); }
Value run_is_upper(Call& call) {
    std::string_view source = text(call, 0);
    return Value::of_bool(utf8::to_upper(source) == source && utf8::to_lower(source) != source);
}
Value run_is_lower(Call& call) {
    std::string_view source = text(call, 0);
    return Value::of_bool(utf8::to_lower(source) == source && utf8::to_upper(source) != source);
}

const Builtin records[] = {
    {.signature = "string::length(s: String) -> Integer",
     .summary = "The number of characters.",
     .examples = {{"string::length(\"aπ√\")", "3"}},
     .aliases = "string_length",
     .run = run_length},
    {.signature = "string::at(s: String, index: Integer) -> String",
     .summary = "The character at a position counted from 0, or from the end when negative.",
     .examples = {{"string::at(\"aπ√\", 1)", "π"}, {"string::at(\"abc\", -1)", "c"}, {"string::at(\"abc\", 3)", "!IndexError"}},
     .raises = {DiagnosticId::IndexOutOfRange},
     .aliases = "string_at",
     .methods = "string",
     .run = run_at},
    {.signature = "string::char_at(s: String, index: Integer) -> Integer",
     .summary = "The code point of the character at a position.",
     .examples = {{"string::char_at(\"abc\", 1)", "98"}, {"string_char_at(\"√\", 0)", "8730"}},
     .raises = {DiagnosticId::IndexOutOfRange},
     .aliases = "string_char_at char_at",
     .methods = "string",
     .run = run_char_at},
    {.signature = "string::cat(...parts: Any) -> String",
     .summary = "The printed forms of all arguments, joined.",
     .examples = {{"string::cat(\"a\", 1, [2])", "a1[2]"}, {"string_concat(\"a\", \"b\")", "ab"}},
     .raises = {DiagnosticId::TooLarge},
     .aliases = "string::concat string_concat string_cat",
     .run = run_cat},
    {.signature = "string::find(s: String, start: Integer|String, part?: String|Integer) -> Integer",
     .summary = "Where a text first occurs at or after a position, or -1; find(s, part) and find(s, part, start) work too.",
     .examples = {{"string::find(\"hello\", 0, \"l\")", "2"}, {"string::find(\"hello\", 3, \"l\")", "3"},
                  {"string::find(\"√√a\", \"a\")", "2"}, {"string_find(\"abc\", 9, \"a\")", "-1"}},
     .raises = {DiagnosticId::ArgumentKind},
     .aliases = "string_find",
     .run = run_find},
    {.signature = "last_index_of(s: String, part: String) -> Integer",
     .summary = "Where a text last occurs, or -1.",
     .examples = {{"last_index_of(\"hello\", \"l\")", "3"}, {"last_index_of(\"abc\", \"x\")", "-1"}},
     .methods = "string",
     .run = run_last_index_of},
    {.signature = "string::sub(s: String, start: Integer, length?: Integer) -> String",
     .summary = "The part of a given length from a position on, clipped at the end.",
     .examples = {{"string::sub(\"hello\", 1, 3)", "ell"}, {"string::sub(\"hello\", 3)", "lo"},
                  {"string_sub(\"abc\", 9, 1)", ""}},
     .raises = {DiagnosticId::InvalidArgument},
     .aliases = "string_sub string::sub_string string_sub_string substring",
     .methods = "string",
     .run = run_sub},
    {.signature = "string::replace_by_index(s: String, start: Integer, part: String) -> String",
     .summary = "The string with the characters from a position on overwritten by another text.",
     .examples = {{"string::replace_by_index(\"hello\", 1, \"ipp\")", "hippo"},
                  {"string_replace_by_index(\"ab\", 1, \"xyz\")", "axyz"}},
     .aliases = "string_replace_by_index",
     .methods = "string",
     .run = run_replace_by_index},
    {.signature = "string::replace(s: String, old: String, new: String, times?: Integer) -> String",
     .summary = "The string with every occurrence of a text (or the first few) replaced.",
     .examples = {{"string::replace(\"banana\", \"an\", \"o\")", "booa"}, {"string::replace(\"aaa\", \"a\", \"b\", 2)", "bba"}},
     .raises = {DiagnosticId::InvalidArgument, DiagnosticId::TooLarge},
     .aliases = "string_replace",
     .run = run_replace},
    {.signature = "string::count(s: String, part: String) -> Integer",
     .summary = "How often a text occurs, without overlaps.",
     .examples = {{"string::count(\"banana\", \"an\")", "2"}, {"string::count(\"aaa\", \"aa\")", "1"}},
     .raises = {DiagnosticId::InvalidArgument},
     .run = run_count},
    {.signature = "upper(s: String) -> String",
     .summary = "The string in capital letters.",
     .examples = {{"upper(\"äb1\")", "ÄB1"}, {"\"abc\".upper()", "ABC"}},
     .aliases = "to_upper uppercase",
     .methods = "string",
     .run = run_upper},
    {.signature = "lower(s: String) -> String",
     .summary = "The string in small letters.",
     .examples = {{"lower(\"ÄBC\")", "äbc"}},
     .aliases = "to_lower lowercase",
     .methods = "string",
     .run = run_lower},
    {.signature = "capitalize(s: String) -> String",
     .summary = "The string with a capital first letter and small ones after it.",
     .examples = {{"capitalize(\"hELLO\")", "Hello"}, {"capitalize(\"\")", ""}},
     .methods = "string",
     .run = run_capitalize},
    {.signature = "trim(s: String, characters?: String) -> String",
     .summary = "The string without white space (or the given characters) at both ends.",
     .examples = {{"trim(\"  a b \")", "a b"}, {"trim(\"--a-\", \"-\")", "a"}},
     .aliases = "strip",
     .methods = "string",
     .run = run_trim},
    {.signature = "trim_start(s: String, characters?: String) -> String",
     .summary = "The string without white space (or the given characters) at its start.",
     .examples = {{"trim_start(\"  a\")", "a"}, {"trim_start(\"00120\", \"0\")", "120"}},
     .methods = "string",
     .run = run_trim_start},
    {.signature = "trim_end(s: String, characters?: String) -> String",
     .summary = "The string without white space (or the given characters) at its end.",
     .examples = {{"size(trim_end(\"a  \"))", "1"}, {"trim_end(\"a!?\", \"?!\")", "a"}},
     .methods = "string",
     .run = run_trim_end},
    {.signature = "starts_with(s: String, prefix: String) -> Bool",
     .summary = "Whether the string begins with a text.",
     .examples = {{"starts_with(\"hello\", \"he\")", "true"}, {"starts_with(\"he\", \"hello\")", "false"}},
     .methods = "string",
     .run = run_starts_with},
    {.signature = "ends_with(s: String, suffix: String) -> Bool",
     .summary = "Whether the string ends with a text.",
     .examples = {{"ends_with(\"hello\", \"lo\")", "true"}},
     .methods = "string",
     .run = run_ends_with},
    {.signature = "remove_prefix(s: String, prefix: String) -> String",
     .summary = "The string without a text at its start, if it is there.",
     .examples = {{"remove_prefix(\"unit test\", \"unit \")", "test"}, {"remove_prefix(\"a\", \"b\")", "a"}},
     .methods = "string",
     .run = run_remove_prefix},
    {.signature = "remove_suffix(s: String, suffix: String) -> String",
     .summary = "The string without a text at its end, if it is there.",
     .examples = {{"remove_suffix(\"a.lm\", \".lm\")", "a"}},
     .methods = "string",
     .run = run_remove_suffix},
    {.signature = "pad_left(s: String, width: Integer, filling?: String) -> String",
     .summary = "The string brought to a width by filling characters (spaces unless given) before it.",
     .examples = {{"pad_left(\"7\", 3, \"0\")", "007"}, {"pad_left(\"abc\", 2)", "abc"},
                  {"pad_left(\"\", 10^12)", "!LimitError"}},
     .raises = {DiagnosticId::InvalidArgument, DiagnosticId::TooLarge},
     .methods = "string",
     .run = run_pad_left},
    {.signature = "pad_right(s: String, width: Integer, filling?: String) -> String",
     .summary = "The string brought to a width by filling characters (spaces unless given) after it.",
     .examples = {{"pad_right(\"ab\", 4, \".\")", "ab.."}},
     .raises = {DiagnosticId::InvalidArgument, DiagnosticId::TooLarge},
     .methods = "string",
     .run = run_pad_right},
    {.signature = "center(s: String, width: Integer, filling?: String) -> String",
     .summary = "The string brought to a width by filling characters on both sides.",
     .examples = {{"center(\"ab\", 6, \"*\")", "**ab**"}, {"center(\"a\", 4, \"-\")", "-a--"}},
     .raises = {DiagnosticId::InvalidArgument, DiagnosticId::TooLarge},
     .methods = "string",
     .run = run_center},
    {.signature = "split(s: String, separator?: String, times?: Integer) -> Array",
     .summary = "The parts between separators; at white space without one, into characters for an empty one.",
     .examples = {{"split(\" a  b \")", "[a, b]"}, {"split(\"a,,b\", \",\")", "[a, , b]"}, {"split(\"abc\", \"\")", "[a, b, c]"},
                  {"split(\"a=b=c\", \"=\", 1)", "[a, b=c]"}},
     .raises = {DiagnosticId::InvalidArgument},
     .methods = "string",
     .run = run_split},
    {.signature = "join(collection: Collection, separator?: String) -> String",
     .summary = "The printed forms of the elements, joined with a text between them.",
     .examples = {{"join([1, 2, 3], \"-\")", "1-2-3"}, {"join([\"a\", \"b\"])", "ab"}, {"[\"x\", \"y\"].join(\", \")", "x, y"}},
     .raises = {DiagnosticId::TooLarge},
     .methods = "array vec range set",
     .run = run_join},
    {.signature = "lines(s: String) -> Array",
     .summary = "The lines of a text without their ends.",
     .examples = {{"lines(\"a\\nb\\n\")", "[a, b]"}, {"lines(\"\")", "[]"}},
     .methods = "string",
     .run = run_lines},
    {.signature = "chars(s: String) -> Array",
     .summary = "The characters as strings.",
     .examples = {{"chars(\"aπ\")", "[a, π]"}},
     .methods = "string",
     .run = run_chars},
    {.signature = "format(pattern: Any, ...values: Any) -> String",
     .summary = "The pattern with each `{}` replaced by a value's printed form; `{{` and `}}` are braces.",
     .examples = {{"format(\"{} + {} = {}\", 1/2, 1/3, 5/6)", "1/2 + 1/3 = 5/6"}, {"format([1, 2])", "[1, 2]"},
                  {"format(\"{}\")", "!ArgumentError"}},
     .raises = {DiagnosticId::InvalidArgument},
     .aliases = "io::format",
     .methods = "string",
     .run = run_format},
    {.signature = "ord(character: String) -> Integer",
     .summary = "The code point of a character.",
     .examples = {{"ord(\"A\")", "65"}, {"ord(\"ab\")", "!ArgumentError"}},
     .raises = {DiagnosticId::InvalidArgument},
     .methods = "string",
     .run = run_ord},
    {.signature = "chr(code_point: Integer) -> String",
     .summary = "The character with a code point.",
     .examples = {{"chr(8730)", "√"}, {"chr(-1)", "!ArgumentError"}},
     .raises = {DiagnosticId::InvalidArgument},
     .run = run_chr},
    {.signature = "is_digit(s: String) -> Bool",
     .summary = "Whether the string is not empty and all its characters are digits 0 to 9.",
     .examples = {{"is_digit(\"042\")", "true"}, {"is_digit(\"4.2\")", "false"}, {"is_digit(\"\")", "false"}},
     .methods = "string",
     .run = run_is_digit},
    {.signature = "is_letter(s: String) -> Bool",
     .summary = "Whether the string is not empty and all its characters are letters.",
     .examples = {{"is_letter(\"aπé\")", "true"}, {"is_letter(\"a1\")", "false"}},
     .aliases = "is_alpha",
     .methods = "string",
     .run = run_is_letter},
    {.signature = "is_alphanumeric(s: String) -> Bool",
     .summary = "Whether the string is not empty and all its characters are letters or digits.",
     .examples = {{"is_alphanumeric(\"a1\")", "true"}, {"is_alphanumeric(\"a_1\")", "false"}},
     .methods = "string",
     .run = run_is_alphanumeric},
    {.signature = "is_space(s: String) -> Bool",
     .summary = "Whether the string is not empty and all white space.",
     .examples = {{"is_space(\" \\t\")", "true"}, {"is_space(\"\")", "false"}},
     .methods = "string",
     .run = run_is_space},
    {.signature = "is_upper(s: String) -> Bool",
     .summary = "Whether the string has letters with a case and all of them are capital.",
     .examples = {{"is_upper(\"AB1\")", "true"}, {"is_upper(\"Ab\")", "false"}, {"is_upper(\"1\")", "false"}},
     .methods = "string",
     .run = run_is_upper},
    {.signature = "is_lower(s: String) -> Bool",
     .summary = "Whether the string has letters with a case and all of them are small.",
     .examples = {{"is_lower(\"ab1\")", "true"}, {"is_lower(\"aB\")", "false"}},
     .methods = "string",
     .run = run_is_lower},
};

} // namespace

Records string_builtins() { return records; }

} // namespace rumina::library
