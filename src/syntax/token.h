// Tokens: kind, place, and what stood before them. Which text belongs to a kind is in tokens.def.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/source.h"

namespace rumina {

enum class TokenKind : std::uint8_t {
#define SPECIAL(name, words) name,
#define SYMBOL(name, spelling) name,
#define ALIAS(name, spelling)
#define KEYWORD(name, spelling) name,
#define WORD(name, spelling) name,
#include "syntax/tokens.def"
#undef SPECIAL
#undef SYMBOL
#undef ALIAS
#undef KEYWORD
#undef WORD
};

/// The enumerator's name: "FatArrow".
std::string_view name_of(TokenKind kind);
/// The spelling of symbols and words ("=>"), the words for the others ("a number").
std::string_view spelling(TokenKind kind);

constexpr bool is_keyword(TokenKind kind) { return kind >= TokenKind::Var && kind <= TokenKind::Null; }
/// Words that are names wherever they cannot start or continue their construct.
constexpr bool is_contextual(TokenKind kind) { return kind >= TokenKind::In && kind <= TokenKind::ArrayType; }
constexpr bool is_type_word(TokenKind kind) { return kind >= TokenKind::BigintType && kind <= TokenKind::ArrayType; }
/// Can be a variable.
constexpr bool is_name(TokenKind kind) { return kind == TokenKind::Name || is_contextual(kind); }
/// Is spelled like a name: what may follow `.` and stand before `=` in structs and calls.
constexpr bool is_word(TokenKind kind) { return is_name(kind) || is_keyword(kind); }
constexpr bool is_infix_word(TokenKind kind) { return kind >= TokenKind::In && kind <= TokenKind::StepWord; }

struct Token {
    TokenKind kind = TokenKind::End;
    bool space_before : 1 = false;    ///< white space, a comment or a newline
    bool newline_before : 1 = false;
    /// For `(` `[` `{`: stands directly inside these brackets.
    bool holds_semicolon : 1 = false;
    bool holds_comma : 1 = false;
    Span span;
    /// String, FormatText: index of the decoded text. Opening brackets: index of the closing token, 0 without one.
    std::uint32_t value = 0;
};

} // namespace rumina
