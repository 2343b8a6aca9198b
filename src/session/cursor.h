// Where in a program text a cursor stands, for completion and signature help: found from the tokens before it, so that an
// unfinished text will do.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/lexer.h"

namespace rumina {

/// The tokens of a piece of text, with that text.
class LexedText {
public:
    explicit LexedText(std::string_view text);
    const std::vector<Token>& tokens() const { return list_.tokens; } ///< the last one is End
    std::string_view spelled(const Token& token) const { return text_.substr(token.span.begin, token.span.end - token.span.begin); }
    std::string_view text() const { return text_; }
    /// Whether its end is inside a string or a comment, not counting what stands in the braces of an f-string.
    bool ends_inside_text() const;

private:
    std::string_view text_;
    SourceMap sources_;
    TokenList list_;
    bool comment_open_ = false;
};

struct Cursor {
    enum class Place : std::uint8_t {
        Name,   ///< a name, or nothing yet
        Member, ///< behind `path.`
        Path,   ///< behind `path::`
        Symbol, ///< behind a backslash: \pi
        Text,   ///< in a string or comment
    };
    Place place = Place::Name;
    std::vector<std::string> path; ///< of Member and Path, outermost first; empty when it is no plain path of names
    std::string_view word;         ///< what of the name stands there already
    std::size_t from = 0;          ///< where it begins (the backslash for Symbol), bytes
};

/// The cursor stands at the end of `before`.
Cursor find_cursor(const LexedText& before);

/// The call whose parentheses the end of `before` is in.
struct OpenCall {
    std::vector<std::string> path; ///< what is called: `f`, `string::find`, `x.sort`
    bool is_method = false;        ///< written with a dot
    std::size_t argument = 0;      ///< index of the argument at the end
    std::string named;             ///< name of that argument, if it is given by name
};
std::optional<OpenCall> find_open_call(const LexedText& before);

} // namespace rumina
