// The lexer: one pass, longest match first, the whole text at once.
//
// What one character means depends on the token before it: `'` is transpose directly after an operand and else opens a
// string, `.5` is a number where an operand is expected, `<` after a number may open a unit. `operand_` keeps that.
// In an f-string the text pieces are FormatText tokens and the tokens of each {…} stand between them, so the braces of
// the interpolation itself are no tokens. Opening brackets learn their partner here, which gives the parser exact
// look-ahead at constant cost.
#include "syntax/lexer.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "base/utf8.h"

namespace rumina {
namespace {

struct Spelling {
    std::string_view text;
    TokenKind kind;
};

// Symbols by first byte, longest first.
const std::array<std::vector<Spelling>, 256>& symbols_by_byte() {
    static const std::array<std::vector<Spelling>, 256> table = [] {
        std::array<std::vector<Spelling>, 256> result;
        for (Spelling symbol : {
#define SPECIAL(name, words)
#define SYMBOL(name, spelling) Spelling{spelling, TokenKind::name},
#define ALIAS(name, spelling) Spelling{spelling, TokenKind::name},
#define KEYWORD(name, spelling)
#define WORD(name, spelling)
#include "syntax/tokens.def"
#undef SPECIAL
#undef SYMBOL
#undef ALIAS
#undef KEYWORD
#undef WORD
             })
            result[static_cast<unsigned char>(symbol.text[0])].push_back(symbol);
        for (auto& list : result)
            std::stable_sort(list.begin(), list.end(),
                             [](const Spelling& a, const Spelling& b) { return a.text.size() > b.text.size(); });
        return result;
    }();
    return table;
}

const std::unordered_map<std::string_view, TokenKind>& words() {
    static const std::unordered_map<std::string_view, TokenKind> table = {
#define SPECIAL(name, words)
#define SYMBOL(name, spelling)
#define ALIAS(name, spelling)
#define KEYWORD(name, spelling) {spelling, TokenKind::name},
#define WORD(name, spelling) {spelling, TokenKind::name},
#include "syntax/tokens.def"
#undef SPECIAL
#undef SYMBOL
#undef ALIAS
#undef KEYWORD
#undef WORD
    };
    return table;
}

// Characters that look like one of the language's, and signs of mathematics that it writes as words, with what was meant.
std::string_view meant_by(char32_t c) {
    switch (c) {
    case U'−': case U'–': case U'—': return "-";
    case U'“': case U'”': case U'„': return "\"";
    case U'‘': case U'’': return "'";
    case U'（': return "(";
    case U'）': return ")";
    case U'，': return ",";
    case U'；': return ";";
    case U'：': return ":";
    case U'＝': return "=";
    case U'²': return "^2";
    case U'³': return "^3";
    case U'∧': return "and";
    case U'∨': return "or";
    case U'¬': return "not";
    case U'½': return "(1/2)";
    case U'¼': return "(1/4)";
    case U'¾': return "(3/4)";
    case U'°': return "(x*pi/180)";
    case U'∫': return "integrate(f, x)";
    case U'∑': return "sum(f, k, 1, n)";
    case U'∏': return "product(f, k, 1, n)";
    case U'∂': return "diff(f, x)";
    case U'∛': return "cbrt(x)";
    case U'‖': return "norm(v)";
    case U'`': return "\"";
    default: return {};
    }
}

std::string shown(char32_t c) {
    std::string text;
    utf8::append(text, c);
    std::string number = fmt::format("U+{:04X}", static_cast<std::uint32_t>(c));
    if (c < 0x20 || utf8::display_width(text) == 0) return number;
    return c < 0x80 ? fmt::format("`{}`", text) : fmt::format("`{}` ({})", text, number);
}

// Letters, digits and `_` by byte: most of a program never needs the Unicode tables.
bool is_word_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hexadecimal(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// What a line of input rarely holds stays out of the functions that every line goes through: a compiler of WebAssembly takes a
// function as a whole (docs/decisions/0015-webassembly.md).
class Lexer {
public:
    Lexer(std::string_view text, std::uint32_t source, DiagnosticList& diagnostics)
        : text_(text), source_(source), diagnostics_(diagnostics) {}

    [[gnu::noinline]] TokenList run() {
        if (std::size_t bad = utf8::first_invalid(text_); bad != std::string_view::npos) {
            refuse_text(bad);
        } else if (text_.starts_with("\xEF\xBB\xBF")) {
            at_ = 3;
        }
        out_.tokens.reserve(text_.size() / 3 + 16);
        while (!diagnostics_.full()) {
            skip_trivia();
            if (at_ == text_.size()) break;
            lex_token();
        }
        if (at_ == text_.size() && !interpolations_.empty() && !out_.incomplete) end_in_format();
        space_ = newline_ = false;
        push(TokenKind::End, at_);
        return std::move(out_);
    }

private:
    // An open {…} of an f-string. Brackets outside it cannot be closed inside.
    struct Interpolation {
        std::size_t string_begin;
        std::size_t open_brackets;
        std::array<std::size_t, 3> open_by_kind;
    };

    // ── characters ──────────────────────────────────────────────────────────────────────────────────────────
    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    bool ended() const { return at_ >= text_.size(); }
    bool starts(std::string_view prefix) const { return text_.substr(at_).starts_with(prefix); }
    bool identifier_part_at(std::size_t offset) const {
        return offset < text_.size() && utf8::is_identifier_part(utf8::decode(text_, offset));
    }
    std::size_t identifier_end(std::size_t offset) const {
        while (offset < text_.size()) {
            std::size_t next = offset + 1;
            if (!is_word_byte(text_[offset])) {
                if (static_cast<unsigned char>(text_[offset]) < 0x80) break;
                next = offset;
                if (!utf8::is_identifier_part(utf8::decode(text_, next))) break;
            }
            offset = next;
        }
        return offset;
    }
    Span span(std::size_t begin, std::size_t end) const {
        return {source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    }

    // ── tokens ──────────────────────────────────────────────────────────────────────────────────────────────
    Token& push(TokenKind kind, std::size_t begin) {
        Token token;
        token.kind = kind;
        token.space_before = space_ || newline_;
        token.newline_before = newline_;
        token.span = span(begin, at_);
        out_.tokens.push_back(token);
        space_ = newline_ = false;
        line_empty_ = false;
        // A factorial ends an operand, a prefix `!` does not: `operand_` keeps what it was.
        if (kind != TokenKind::Bang) operand_ = ends_operand(kind);
        return out_.tokens.back();
    }
    void push_text(TokenKind kind, std::size_t begin, std::string text) {
        push(kind, begin).value = static_cast<std::uint32_t>(out_.texts.size());
        out_.texts.push_back(std::move(text));
    }
    static bool ends_operand(TokenKind kind) {
        switch (kind) {
        case TokenKind::Number: case TokenKind::String: case TokenKind::FormatEnd: case TokenKind::Unit:
        case TokenKind::True: case TokenKind::False: case TokenKind::Null: case TokenKind::Pi: case TokenKind::Infinity:
        case TokenKind::RightParen: case TokenKind::RightBracket: case TokenKind::RightBrace:
        case TokenKind::Apostrophe: case TokenKind::DotApostrophe: return true;
        default: return is_name(kind);
        }
    }
    TokenKind last() const { return out_.tokens.empty() ? TokenKind::End : out_.tokens.back().kind; }

    [[gnu::noinline]] void lex_token() {
        char c = peek();
        if (is_digit(c) || (c == '.' && is_digit(peek(1)) && number_may_start_with_dot())) return lex_number();
        if (is_word_byte(c)) return lex_name();
        if (c == '"') return lex_string();
        if (c == '\'' && (!operand_ || space_ || newline_)) return lex_string();
        if (c == '}' && closes_interpolation()) return resume_format();
        if (c == '<' && lex_unit()) return;
        for (const Spelling& symbol : symbols_[static_cast<unsigned char>(c)])
            if (symbol.text.size() == 1 || (symbol.text[1] == peek(1) && starts(symbol.text))) return lex_symbol(symbol);
        lex_other();
    }

    [[gnu::noinline]] void lex_other() {
        std::size_t begin = at_, next = at_;
        char32_t code = utf8::decode(text_, next);
        if (utf8::is_identifier_start(code)) return lex_name();
        // Neighbours of an unreadable character are rarely worth a message of their own.
        bool again = last() == TokenKind::Invalid && !space_ && !newline_;
        at_ = next;
        push(TokenKind::Invalid, begin);
        if (again) return;
        Diagnostic& diagnostic = diagnostics_.add(DiagnosticId::UnexpectedCharacter, span(begin, at_), shown(code));
        if (std::string_view meant = meant_by(code); !meant.empty()) diagnostic.hint = fmt::format("Write `{}`.", meant);
    }

    // `.5` after an operand is a member access that went wrong, except at the start of a line or after `step` and its kin.
    bool number_may_start_with_dot() const { return !operand_ || newline_ || (is_infix_word(last()) && space_); }

    [[gnu::noinline]] void lex_name() {
        std::size_t begin = at_;
        at_ = identifier_end(at_);
        std::string_view name = text_.substr(begin, at_ - begin);
        if (name == "f" && peek() == '"') {
            ++at_;
            push(TokenKind::FormatBegin, begin);
            return lex_format_text(begin, at_);
        }
        if (last() == TokenKind::UnitWord) declared_units_.insert(name);
        auto word = name.size() > 1 ? words_.find(name) : words_.end(); // no word is one letter
        push(word == words_.end() ? TokenKind::Name : word->second, begin);
    }

    [[gnu::noinline]] void lex_symbol(const Spelling& symbol) {
        std::size_t begin = at_;
        at_ += symbol.text.size();
        push(symbol.kind, begin);
        switch (symbol.kind) {
        case TokenKind::LeftParen: case TokenKind::LeftBracket: case TokenKind::LeftBrace: case TokenKind::RightParen:
        case TokenKind::RightBracket: case TokenKind::RightBrace: case TokenKind::Comma: case TokenKind::Semicolon: return note_bracket(symbol.kind);
        default: return;
        }
    }

    // ── brackets ────────────────────────────────────────────────────────────────────────────────────────────
    /// The last token opens or closes a bracket, or separates what stands in one.
    [[gnu::noinline]] void note_bracket(TokenKind kind) {
        auto index = static_cast<std::uint32_t>(out_.tokens.size() - 1);
        switch (kind) {
        case TokenKind::LeftParen: case TokenKind::LeftBracket: case TokenKind::LeftBrace:
            brackets_.push_back(index);
            ++open_by_kind_[bracket(kind)];
            break;
        case TokenKind::RightParen: close_bracket(TokenKind::LeftParen, index); break;
        case TokenKind::RightBracket: close_bracket(TokenKind::LeftBracket, index); break;
        case TokenKind::RightBrace: close_bracket(TokenKind::LeftBrace, index); break;
        case TokenKind::Comma:
            if (inside_bracket()) out_.tokens[brackets_.back()].holds_comma = true;
            break;
        case TokenKind::Semicolon:
            if (inside_bracket()) out_.tokens[brackets_.back()].holds_semicolon = true;
            break;
        default: break;
        }
    }
    static std::size_t bracket(TokenKind open) {
        return open == TokenKind::LeftParen ? 0 : open == TokenKind::LeftBracket ? 1 : 2;
    }
    bool inside_bracket() const {
        return brackets_.size() > (interpolations_.empty() ? 0 : interpolations_.back().open_brackets);
    }
    // A closing bracket that fits none of the open ones is left to the parser; one that fits an outer one leaves the
    // inner ones without a partner.
    void close_bracket(TokenKind open, std::uint32_t index) {
        std::size_t floor = interpolations_.empty() ? 0 : interpolations_.back().open_by_kind[bracket(open)];
        if (open_by_kind_[bracket(open)] == floor) return;
        while (true) {
            Token& top = out_.tokens[brackets_.back()];
            brackets_.pop_back();
            --open_by_kind_[bracket(top.kind)];
            if (top.kind != open) continue;
            top.value = index;
            return;
        }
    }
    bool closes_interpolation() const {
        return !interpolations_.empty() && open_by_kind_[2] == interpolations_.back().open_by_kind[2];
    }

    [[gnu::noinline]] void refuse_text(std::size_t bad) {
        diagnostics_.add(DiagnosticId::InvalidUtf8, span(bad, bad + 1));
        at_ = text_.size();
    }
    [[gnu::noinline]] void end_in_format() {
        push(TokenKind::Invalid, at_);
        report_unclosed_string(interpolations_.front().string_begin);
    }

    // ── white space and comments ────────────────────────────────────────────────────────────────────────────
    void skip_trivia() {
        for (; peek() == ' '; ++at_) space_ = true;
        const char c = peek();
        const bool is_division = c == '/' && peek(1) != '/' && peek(1) != '*';
        const bool is_plain = c > ' ' && c < 0x7F && c != '#' && c != '/' && c != '\\';
        if (!is_plain && !is_division) skip_other_trivia();
    }
    [[gnu::noinline]] void skip_other_trivia() {
        while (!ended()) {
            char c = peek();
            if (c == '\n') {
                newline_ = line_empty_ = true;
                ++at_;
            } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v') {
                space_ = true;
                ++at_;
            } else if (c == '#') {
                // A longer run of # is a ruler in a comment, not the start of a block.
                if (starts("###") && peek(3) != '#') block_comment(3, "###");
                else line_comment();
            } else if (c == '/' && peek(1) == '/') {
                line_comment();
            } else if (c == '/' && peek(1) == '*') {
                block_comment(2, "*/");
            } else if (c == '\\' && skip_continuation()) {
                space_ = true;
            } else if (static_cast<unsigned char>(c) >= 0x80) {
                std::size_t next = at_;
                if (!utf8::is_space(utf8::decode(text_, next))) return;
                space_ = true;
                at_ = next;
            } else {
                return;
            }
        }
    }
    void add_comment(std::size_t begin) {
        out_.comments.push_back({span(begin, at_), line_empty_});
        space_ = true;
        line_empty_ = false;
    }
    void line_comment() {
        std::size_t begin = at_;
        at_ = std::min(text_.find('\n', at_), text_.size());
        while (at_ > begin && text_[at_ - 1] == '\r') --at_;
        add_comment(begin);
    }
    void block_comment(std::size_t opening, std::string_view closing) {
        std::size_t begin = at_;
        std::size_t end = text_.find(closing, at_ + opening);
        bool closed = end != std::string_view::npos;
        at_ = closed ? end + closing.size() : text_.size();
        if (text_.substr(begin, at_ - begin).find('\n') != std::string_view::npos) newline_ = true;
        add_comment(begin);
        if (closed) return;
        push(TokenKind::Invalid, at_);
        diagnostics_.add(DiagnosticId::UnclosedComment, span(begin, begin + opening));
        out_.incomplete = true;
    }
    bool skip_continuation() {
        std::size_t after = at_ + 1;
        while (after < text_.size() && (text_[after] == ' ' || text_[after] == '\t' || text_[after] == '\r')) ++after;
        if (after == text_.size()) out_.incomplete = true;
        else if (text_[after] != '\n') return false;
        at_ = std::min(after + 1, text_.size());
        return true;
    }

    // ── numbers ─────────────────────────────────────────────────────────────────────────────────────────────
    void skip_digits() {
        while (is_digit(peek()) || (peek() == '_' && is_digit(peek(1)))) ++at_;
    }
    // The length of `(digits)` here, or 0.
    std::size_t repeating_length(std::size_t ahead) const {
        if (peek(ahead) != '(') return 0;
        std::size_t length = 1;
        while (is_digit(peek(ahead + length))) ++length;
        return length > 1 && peek(ahead + length) == ')' ? length + 1 : 0;
    }
    static constexpr const char* kOneUnderscore = "Write one `_` between two digits.";
    [[gnu::noinline]] void lex_number() {
        const std::size_t begin = at_;
        while (is_digit(peek())) ++at_;
        const char next = peek();
        if (next == '.' || is_word_byte(next)) {
            at_ = begin;
            return lex_other_number();
        }
        push(TokenKind::Number, begin);
    }
    /// More than digits, perhaps.
    [[gnu::noinline]] void lex_other_number() {
        std::size_t begin = at_;
        if (peek() == '0' && std::string_view("xXoObB").find(peek(1)) != std::string_view::npos && peek(1) != '\0')
            return lex_based_number();
        bool after_root = last() == TokenKind::Root;
        skip_digits();
        if (peek() == '.' && (is_digit(peek(1)) || repeating_length(1) > 0)) {
            ++at_;
            skip_digits();
            at_ += repeating_length(0);
        }
        if ((peek() | 0x20) == 'e' && (is_digit(peek(1)) || ((peek(1) == '+' || peek(1) == '-') && is_digit(peek(2))))) {
            at_ += 2;
            skip_digits();
        }
        if (peek() == '_') return invalid_number(begin, kOneUnderscore);
        if (peek() == 'f' || peek() == 'i') skip_number_suffix(after_root);
        push(TokenKind::Number, begin);
    }
    [[gnu::noinline]] void skip_number_suffix(bool after_root) {
        for (std::string_view suffix : {"fi", "f", "i"}) {
            if (after_root && suffix.back() == 'i') continue; // √ takes the digits only, so that √2i is √2·i
            if (!starts(suffix) || identifier_part_at(at_ + suffix.size())) continue;
            at_ += suffix.size();
            return;
        }
    }
    [[gnu::noinline]] void lex_based_number() {
        std::size_t begin = at_;
        char base = static_cast<char>(peek(1) | 0x20);
        at_ += 2;
        auto fits = [base](char c) {
            return base == 'x' ? is_hexadecimal(c) : base == 'o' ? c >= '0' && c <= '7' : c == '0' || c == '1';
        };
        std::size_t digits = at_;
        while (fits(peek()) || (peek() == '_' && at_ > digits && fits(peek(1)))) ++at_;
        if (at_ == digits || identifier_part_at(at_)) {
            if (peek() == '_') return invalid_number(begin, kOneUnderscore);
            const std::string_view wanted = base == 'x' ? "0 to 9 and a to f" : base == 'o' ? "0 to 7" : "0 and 1";
            return invalid_number(begin, fmt::format("The digits after `{}` are {}.", text_.substr(begin, 2), wanted));
        }
        push(TokenKind::Number, begin);
    }
    [[gnu::noinline]] void invalid_number(std::size_t begin, std::string hint) {
        at_ = identifier_end(at_);
        push(TokenKind::Invalid, begin);
        diagnostics_.add(DiagnosticId::InvalidNumber, span(begin, at_), text_.substr(begin, at_ - begin)).hint = std::move(hint);
    }

    // ── strings ─────────────────────────────────────────────────────────────────────────────────────────────
    [[gnu::noinline]] void report_unclosed_string(std::size_t begin) {
        std::size_t end = std::min(text_.find('\n', begin), text_.size());
        diagnostics_.add(DiagnosticId::UnclosedString, span(begin, end));
        out_.incomplete = true;
    }
    [[gnu::noinline]] void lex_string() {
        std::size_t begin = at_;
        char quote = peek();
        std::string value;
        ++at_;
        while (!ended() && peek() != quote) read_character(value);
        if (ended()) {
            push(TokenKind::Invalid, begin);
            return report_unclosed_string(begin);
        }
        ++at_;
        push_text(TokenKind::String, begin, std::move(value));
    }
    // One character or escape. Line ends are `\n` whatever the file uses.
    void read_character(std::string& out) {
        char c = peek();
        if (c == '\\') return read_escape(out);
        ++at_;
        if (c == '\r' && peek() == '\n') return;
        out += c;
    }
    void read_escape(std::string& out) {
        char c = peek(1);
        switch (c) {
        case 'n': out += '\n'; break;
        case 't': out += '\t'; break;
        case 'r': out += '\r'; break;
        case '\\': case '"': case '\'': out += c; break;
        case 'u':
            if (peek(2) == '{') return read_code_point(out);
            [[fallthrough]];
        default: // Stays as written: the backslash here, what follows as ordinary text.
            out += '\\';
            ++at_;
            return;
        }
        at_ += 2;
    }
    void read_code_point(std::string& out) {
        std::size_t begin = at_, end = at_ + 3;
        std::uint32_t code = 0;
        while (end < text_.size() && end < begin + 9 && is_hexadecimal(text_[end])) {
            char digit = text_[end++];
            code = code * 16 + static_cast<std::uint32_t>(is_digit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }
        bool closed = end < text_.size() && text_[end] == '}';
        bool valid = closed && end > begin + 3 && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
        at_ = closed ? end + 1 : end;
        if (valid) return utf8::append(out, code);
        diagnostics_.add(DiagnosticId::InvalidEscape, span(begin, at_), text_.substr(begin, at_ - begin));
    }

    // ── f-strings ───────────────────────────────────────────────────────────────────────────────────────────
    // From after `f"` or the `}` of an interpolation, which belongs to the token, to the next `{` or the end.
    [[gnu::noinline]] void lex_format_text(std::size_t string_begin, std::size_t begin) {
        std::string value;
        while (!ended() && peek() != '"') {
            if (starts("{{") || starts("}}")) {
                value += peek();
                at_ += 2;
            } else if (peek() == '{') {
                push_text(TokenKind::FormatText, begin, std::move(value));
                ++at_;
                interpolations_.push_back({string_begin, brackets_.size(), open_by_kind_});
                return;
            } else if (peek() == '}') {
                Diagnostic& diagnostic = diagnostics_.add(DiagnosticId::UnexpectedCharacter, span(at_, at_ + 1), "`}`");
                diagnostic.hint = "Write `}}` for a brace in an f-string.";
                ++at_;
            } else {
                read_character(value);
            }
        }
        if (ended()) {
            push(TokenKind::Invalid, begin);
            if (interpolations_.empty()) report_unclosed_string(string_begin);
            return;
        }
        push_text(TokenKind::FormatText, begin, std::move(value));
        begin = at_++;
        push(TokenKind::FormatEnd, begin);
    }
    [[gnu::noinline]] void resume_format() {
        Interpolation interpolation = interpolations_.back();
        interpolations_.pop_back();
        brackets_.resize(interpolation.open_brackets);
        open_by_kind_ = interpolation.open_by_kind;
        std::size_t begin = at_++;
        lex_format_text(interpolation.string_begin, begin);
    }

    // ── units ───────────────────────────────────────────────────────────────────────────────────────────────
    // `<` opens a unit after `as`, or directly after a number or `)` when what follows can only be one. A name that is
    // no known unit may have been declared in an earlier input; it counts as one where a comparison could not go on.
    [[gnu::noinline]] bool lex_unit() {
        bool after_as = last() == TokenKind::AsWord;
        if (!after_as && (space_ || newline_ || (last() != TokenKind::Number && last() != TokenKind::RightParen))) return false;
        bool known = true;
        std::size_t end = unit_end(known);
        if (end == 0) return false;
        if (!after_as && !(known ? may_follow_unit(end) : must_follow_unit(end))) return false;
        std::size_t begin = at_;
        at_ = end;
        push(TokenKind::Unit, begin);
        return true;
    }
    // The offset behind `>` if names, integers, `* / ^ ( )` in a sensible order stand here, else 0.
    std::size_t unit_end(bool& known) const {
        std::size_t at = at_ + 1, open = 0;
        bool operand = true, named = false;
        for (; at < text_.size(); ++at) {
            char c = text_[at];
            if (operand) {
                std::size_t next = at;
                if (c == '(') {
                    ++open;
                } else if (c == '-' && (text_[at - 1] == '^' || text_[at - 1] == '(')) {
                    continue;
                } else if (is_digit(c)) {
                    while (at + 1 < text_.size() && is_digit(text_[at + 1])) ++at;
                    operand = false;
                } else if (utf8::is_identifier_start(utf8::decode(text_, next))) {
                    std::size_t end = identifier_end(at);
                    std::string_view name = text_.substr(at, end - at);
                    known = known && (is_known_unit(name) || declared_units_.contains(name));
                    named = true;
                    at = end - 1;
                    operand = false;
                } else {
                    return 0;
                }
            } else if (c == '*' || c == '/' || c == '^') {
                operand = true;
            } else if (c == ')' && open > 0) {
                --open;
            } else {
                return c == '>' && open == 0 && named ? at + 1 : 0;
            }
        }
        return 0;
    }
    char byte_at(std::size_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }
    bool may_follow_unit(std::size_t end) const {
        char c = byte_at(end);
        if (c == '=') return byte_at(end + 1) == '=' || byte_at(end + 1) == '>';
        return c != '"' && c != '{' && !(static_cast<unsigned char>(c) >= 0x80 && starts_operand_sign(end)) &&
               !identifier_part_at(end);
    }
    bool starts_operand_sign(std::size_t offset) const {
        std::string_view rest = text_.substr(offset);
        return rest.starts_with("√") || rest.starts_with("π") || rest.starts_with("∞");
    }
    bool must_follow_unit(std::size_t end) const {
        while (byte_at(end) == ' ' || byte_at(end) == '\t' || byte_at(end) == '\r') ++end;
        if (byte_at(end) == '=') return byte_at(end + 1) == '=' || byte_at(end + 1) == '>';
        return end >= text_.size() || std::string_view("\n#)]},;*/^%").find(text_[end]) != std::string_view::npos;
    }

    const std::array<std::vector<Spelling>, 256>& symbols_ = symbols_by_byte();
    const std::unordered_map<std::string_view, TokenKind>& words_ = words();
    std::string_view text_;
    std::uint32_t source_;
    DiagnosticList& diagnostics_;
    TokenList out_;
    std::size_t at_ = 0;
    bool space_ = false, newline_ = false;
    bool line_empty_ = true;  // nothing but white space since the line began
    bool operand_ = false;    // the last token ends an operand
    std::vector<std::uint32_t> brackets_; // indices of open brackets
    std::array<std::size_t, 3> open_by_kind_{};
    std::vector<Interpolation> interpolations_;
    std::unordered_set<std::string_view> declared_units_;
};

} // namespace

TokenList lex(const SourceMap& sources, std::uint32_t source, DiagnosticList& diagnostics) {
    return Lexer(sources.file(source).text(), source, diagnostics).run();
}

bool is_variable_name(std::string_view text) {
    if (!utf8::is_identifier(text)) return false;
    auto word = words().find(text);
    return word == words().end() || is_name(word->second);
}

bool is_known_unit(std::string_view name) {
    enum Form { Plain, Prefixed };
    static const std::unordered_map<std::string_view, Form> units = {
#define UNIT(symbol, factor, form, m, kg, s, A, K, mol, cd) {#symbol, form},
#define PREFIX(symbol, power)
#include "syntax/units.def"
#undef UNIT
#undef PREFIX
    };
    if (units.contains(name)) return true;
    for (std::string_view prefix : {
#define UNIT(symbol, factor, form, m, kg, s, A, K, mol, cd)
#define PREFIX(symbol, power) std::string_view(#symbol),
#include "syntax/units.def"
#undef UNIT
#undef PREFIX
         }) {
        if (!name.starts_with(prefix)) continue;
        auto unit = units.find(name.substr(prefix.size()));
        if (unit != units.end() && unit->second == Prefixed) return true;
    }
    return false;
}

std::string_view name_of(TokenKind kind) {
    constexpr std::string_view names[] = {
#define SPECIAL(name, words) #name,
#define SYMBOL(name, spelling) #name,
#define ALIAS(name, spelling)
#define KEYWORD(name, spelling) #name,
#define WORD(name, spelling) #name,
#include "syntax/tokens.def"
#undef SPECIAL
#undef SYMBOL
#undef ALIAS
#undef KEYWORD
#undef WORD
    };
    return names[static_cast<std::size_t>(kind)];
}

std::string_view spelling(TokenKind kind) {
    constexpr std::string_view texts[] = {
#define SPECIAL(name, words) words,
#define SYMBOL(name, spelling) spelling,
#define ALIAS(name, spelling)
#define KEYWORD(name, spelling) spelling,
#define WORD(name, spelling) spelling,
#include "syntax/tokens.def"
#undef SPECIAL
#undef SYMBOL
#undef ALIAS
#undef KEYWORD
#undef WORD
    };
    return texts[static_cast<std::size_t>(kind)];
}

} // namespace rumina
