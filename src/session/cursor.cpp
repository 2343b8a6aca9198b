#include "session/cursor.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"

namespace rumina {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The names of `a.b::c` that end with the token before `end`, which is moved to their first one. Empty when that is no name.
std::vector<std::string> path_before(const LexedText& text, std::size_t& end) {
    const std::vector<Token>& tokens = text.tokens();
    std::vector<std::string> path;
    while (end > 0 && is_word(tokens[end - 1].kind)) {
        path.emplace_back(text.spelled(tokens[--end]));
        const bool goes_on = end > 1 && (tokens[end - 1].kind == TokenKind::Dot || tokens[end - 1].kind == TokenKind::ColonColon);
        if (!goes_on) break;
        --end;
        if (!is_word(tokens[end - 1].kind)) return {}; // a member of an expression
    }
    std::reverse(path.begin(), path.end());
    return path;
}

bool opens(TokenKind kind) { return kind == TokenKind::LeftParen || kind == TokenKind::LeftBracket || kind == TokenKind::LeftBrace; }
bool closes(TokenKind kind) { return kind == TokenKind::RightParen || kind == TokenKind::RightBracket || kind == TokenKind::RightBrace; }

} // namespace

LexedText::LexedText(std::string_view text) : text_(text) {
    DiagnosticList diagnostics;
    const std::uint32_t source = sources_.add("text", std::string(text));
    list_ = lex(sources_, source, diagnostics);
    for (const Diagnostic& diagnostic : diagnostics.list()) comment_open_ = comment_open_ || diagnostic.id == DiagnosticId::UnclosedComment;
}

bool LexedText::ends_inside_text() const {
    if (comment_open_) return true;
    if (!list_.comments.empty()) {
        const Comment& last = list_.comments.back();
        const std::string_view spelled = text_.substr(last.span.begin, last.span.end - last.span.begin);
        const bool is_line = spelled.starts_with("//") || (spelled.starts_with('#') && !(spelled.starts_with("###") && spelled.size() > 3 && spelled[3] != '#'));
        if (is_line && last.span.end == text_.size()) return true;
    }
    // An unclosed string is one unreadable token; of an f-string only a piece of text is.
    if (!list_.incomplete || list_.tokens.size() < 2) return false;
    const Token& last = list_.tokens[list_.tokens.size() - 2];
    return last.kind == TokenKind::Invalid && last.span.end > last.span.begin;
}

Cursor find_cursor(const LexedText& before) {
    Cursor cursor;
    const std::string_view text = before.text();
    std::size_t letters = text.size();
    while (letters > 0 && is_letter(text[letters - 1])) --letters;
    if (before.ends_inside_text()) {
        cursor.place = Cursor::Place::Text;
        return cursor;
    }
    if (letters > 0 && text[letters - 1] == '\\') {
        cursor.place = Cursor::Place::Symbol;
        cursor.word = text.substr(letters);
        cursor.from = letters - 1;
        return cursor;
    }
    const std::vector<Token>& tokens = before.tokens();
    std::size_t end = tokens.size() - 1; // of the tokens before the word
    if (end > 0 && tokens[end - 1].kind == TokenKind::Invalid && tokens[end - 1].span.begin == text.size()) --end; // an open f-string
    cursor.from = text.size();
    if (end > 0 && is_word(tokens[end - 1].kind) && tokens[end - 1].span.end == text.size()) {
        --end;
        cursor.word = before.spelled(tokens[end]);
        cursor.from = tokens[end].span.begin;
    }
    if (end == 0 || (tokens[end - 1].kind != TokenKind::Dot && tokens[end - 1].kind != TokenKind::ColonColon)) return cursor;
    cursor.place = tokens[end - 1].kind == TokenKind::Dot ? Cursor::Place::Member : Cursor::Place::Path;
    --end;
    cursor.path = path_before(before, end);
    return cursor;
}

std::optional<OpenCall> find_open_call(const LexedText& before) {
    if (before.ends_inside_text()) return std::nullopt;
    const std::vector<Token>& tokens = before.tokens();
    OpenCall call;
    std::size_t depth = 0, argument_begin = tokens.size() - 1;
    bool first = true; // no comma of this call was met yet: the argument at the end
    for (std::size_t i = tokens.size() - 1; i-- > 0;) {
        const TokenKind kind = tokens[i].kind;
        if (closes(kind)) {
            ++depth;
        } else if (opens(kind) && depth > 0) {
            --depth;
        } else if (opens(kind)) {
            if (kind != TokenKind::LeftParen || i == 0 || !is_name(tokens[i - 1].kind)) return std::nullopt;
            if (first) argument_begin = i + 1;
            std::size_t end = i;
            call.path = path_before(before, end);
            call.is_method = i > 1 && tokens[i - 2].kind == TokenKind::Dot;
            const bool is_definition = end > 0 && tokens[end - 1].kind == TokenKind::Func;
            if (call.path.empty() || is_definition) return std::nullopt;
            if (argument_begin + 1 < tokens.size() && is_word(tokens[argument_begin].kind) && tokens[argument_begin + 1].kind == TokenKind::Assign)
                call.named = before.spelled(tokens[argument_begin]);
            return call;
        } else if (kind == TokenKind::Comma && depth == 0) {
            if (std::exchange(first, false)) argument_begin = i + 1;
            ++call.argument;
        }
    }
    return std::nullopt;
}

} // namespace rumina
