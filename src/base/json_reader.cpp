#include "base/json_reader.h"

#include <cmath>
#include <cstdlib>
#include <string_view>
#include <unordered_set>

#include "base/utf8.h"

namespace rumina {
namespace {

class Reader {
public:
    Reader(std::string_view text, std::string& mistake) : text_(text), mistake_(mistake) {}

    std::optional<JsonValue> run() {
        if (utf8::first_invalid(text_) != std::string_view::npos) {
            mistake_ = "the text is not valid UTF-8";
            return std::nullopt;
        }
        JsonValue value;
        if (!read(value, 0)) return std::nullopt;
        skip_space();
        if (at_ != text_.size()) {
            refuse("something follows the value");
            return std::nullopt;
        }
        return value;
    }

private:
    bool refuse(std::string_view why) {
        if (mistake_.empty()) mistake_ = std::string(why) + " at byte " + std::to_string(at_);
        return false;
    }
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    bool take(char c) {
        if (peek() != c || at_ == text_.size()) return false;
        ++at_;
        return true;
    }
    void skip_space() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r')) ++at_;
    }

    bool read(JsonValue& value, std::size_t depth) {
        if (depth > kJsonDepth) return refuse("nested too deep");
        skip_space();
        switch (peek()) {
        case '{': return read_object(value, depth);
        case '[': return read_array(value, depth);
        case '"': value.kind = JsonValue::Kind::String; return read_string(value.text);
        case 't': value.kind = JsonValue::Kind::Bool; value.boolean = true; return read_word("true");
        case 'f': value.kind = JsonValue::Kind::Bool; return read_word("false");
        case 'n': return read_word("null");
        default: return read_number(value);
        }
    }

    bool read_word(std::string_view word) {
        if (text_.substr(at_, word.size()) != word) return refuse("no value");
        at_ += word.size();
        return true;
    }

    bool read_array(JsonValue& value, std::size_t depth) {
        value.kind = JsonValue::Kind::Array;
        ++at_;
        skip_space();
        if (take(']')) return true;
        do {
            if (!read(value.items.emplace_back(), depth + 1)) return false;
            skip_space();
        } while (take(','));
        return take(']') || refuse("`,` or `]` is missing");
    }

    bool read_object(JsonValue& value, std::size_t depth) {
        value.kind = JsonValue::Kind::Object;
        ++at_;
        skip_space();
        if (take('}')) return true;
        std::unordered_set<std::string> names;
        do {
            skip_space();
            JsonValue::Member& member = value.members.emplace_back();
            if (peek() != '"') return refuse("a name is missing");
            if (!read_string(member.first)) return false;
            if (!names.insert(member.first).second) return refuse("a name stands twice");
            skip_space();
            if (!take(':')) return refuse("`:` is missing");
            if (!read(member.second, depth + 1)) return false;
            skip_space();
        } while (take(','));
        return take('}') || refuse("`,` or `}` is missing");
    }

    static bool is_digit(char c) { return c >= '0' && c <= '9'; }
    bool skip_digits() {
        if (!is_digit(peek())) return false;
        while (is_digit(peek())) ++at_;
        return true;
    }
    bool read_number(JsonValue& value) {
        value.kind = JsonValue::Kind::Number;
        const std::size_t begin = at_;
        take('-');
        if (!take('0') && !skip_digits()) return refuse("no value");
        if (take('.') && !skip_digits()) return refuse("a digit is missing");
        if (take('e') || take('E')) {
            if (!take('+')) take('-');
            if (!skip_digits()) return refuse("a digit is missing");
        }
        value.number = std::strtod(std::string(text_.substr(begin, at_ - begin)).c_str(), nullptr);
        return std::isfinite(value.number) || refuse("a number is too large");
    }

    bool read_string(std::string& text) {
        ++at_;
        for (;;) {
            if (at_ == text_.size()) return refuse("a string is not closed");
            const char c = text_[at_++];
            if (c == '"') return true;
            if (static_cast<unsigned char>(c) < 0x20) return refuse("a control character stands in a string");
            if (c != '\\') text += c;
            else if (!read_escape(text)) return false;
        }
    }

    bool read_escape(std::string& text) {
        if (at_ == text_.size()) return refuse("a string is not closed");
        switch (text_[at_++]) {
        case '"': text += '"'; return true;
        case '\\': text += '\\'; return true;
        case '/': text += '/'; return true;
        case 'b': text += '\b'; return true;
        case 'f': text += '\f'; return true;
        case 'n': text += '\n'; return true;
        case 'r': text += '\r'; return true;
        case 't': text += '\t'; return true;
        case 'u': return read_code_point(text);
        default: return refuse("an unknown escape stands in a string");
        }
    }
    bool read_code_point(std::string& text) {
        std::uint32_t unit = 0, low = 0;
        if (!read_hexadecimal(unit)) return false;
        if (unit >= 0xD800 && unit < 0xDC00) {
            if (!take('\\') || !take('u') || !read_hexadecimal(low) || low < 0xDC00 || low > 0xDFFF) return refuse("half a surrogate pair stands in a string");
            unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
        } else if (unit >= 0xDC00 && unit <= 0xDFFF) {
            return refuse("half a surrogate pair stands in a string");
        }
        utf8::append(text, unit);
        return true;
    }
    bool read_hexadecimal(std::uint32_t& unit) {
        for (int i = 0; i < 4; ++i, ++at_) {
            const char c = peek();
            const int digit = is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
            if (digit < 0) return refuse("a digit of an escape is missing");
            unit = unit << 4 | static_cast<std::uint32_t>(digit);
        }
        return true;
    }

    std::string_view text_;
    std::string& mistake_;
    std::size_t at_ = 0;
};

} // namespace

const JsonValue* JsonValue::find(std::string_view name) const {
    for (const Member& member : members)
        if (member.first == name) return &member.second;
    return nullptr;
}

std::optional<JsonValue> read_json(std::string_view text, std::string& mistake) {
    mistake.clear();
    return Reader(text, mistake).run();
}

} // namespace rumina
