// JSON as it is read: RFC 8259 and nothing beyond it. What comes from outside may be anything, so depth is limited, text must
// be valid UTF-8 (no lone surrogates), and a name may stand in an object only once.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rumina {

class JsonValue {
public:
    enum class Kind : unsigned char { Null, Bool, Number, String, Array, Object };
    using Member = std::pair<std::string, JsonValue>;

    Kind kind = Kind::Null;
    bool boolean = false;
    double number = 0;
    std::string text; ///< of a String
    std::vector<JsonValue> items;
    std::vector<Member> members; ///< in the order of the text

    bool is(Kind other) const { return kind == other; }
    bool is_string() const { return kind == Kind::String; }
    /// The member of an object; null when it is none or has no such one. Cost is linear.
    const JsonValue* find(std::string_view name) const;
};

inline constexpr std::size_t kJsonDepth = 512;

/// The one value that the text holds; nothing, and what is wrong, for anything else. Cost is linear in the text.
std::optional<JsonValue> read_json(std::string_view text, std::string& mistake);

} // namespace rumina
