// Tokens and comments are written one after another in the order of the text. What stands between two of them is decided anew:
// a space or none on one line (Spacing), the indentation at the beginning of one (Indentation). The result is parsed again
// and given out only if it means the same, since in a few places the language looks at white space.
#include "syntax/formatter.h"

#include <algorithm>

#include "syntax/layout_marks.h"
#include "syntax/lexer.h"
#include "syntax/parser.h"

namespace rumina {
namespace {

using Kind = TokenKind;

/// A token, a whole f-string, or a comment.
struct Piece {
    Kind kind = Kind::End;
    bool is_comment = false;
    bool is_line_comment = false;
    bool tight = false; ///< nothing stands between it and the piece before, in the text as it was
    LayoutMark mark;
    std::uint32_t begin = 0, end = 0;
};

bool is_opener(Kind kind) { return kind == Kind::LeftParen || kind == Kind::LeftBracket || kind == Kind::LeftBrace; }
bool is_closer(Kind kind) { return kind == Kind::RightParen || kind == Kind::RightBracket || kind == Kind::RightBrace; }

/// Operators whose spacing is the writer's choice.
bool is_arithmetic(Kind kind) {
    switch (kind) {
    case Kind::Plus: case Kind::Minus: case Kind::Star: case Kind::Slash: case Kind::Percent: case Kind::Backslash:
    case Kind::DotPlus: case Kind::DotMinus: case Kind::DotStar: case Kind::DotSlash: return true;
    default: return false;
    }
}

bool ends_operand(const Piece& piece) {
    switch (piece.kind) {
    case Kind::Name: case Kind::Number: case Kind::String: case Kind::FormatBegin: case Kind::Unit: case Kind::True: case Kind::False: case Kind::Null:
    case Kind::Pi: case Kind::Infinity: case Kind::RightParen: case Kind::RightBracket: case Kind::RightBrace: return true;
    default: return piece.mark.postfix || is_contextual(piece.kind);
    }
}

bool begins_operand(const Piece& piece) {
    switch (piece.kind) {
    case Kind::Name: case Kind::Number: case Kind::String: case Kind::FormatBegin: case Kind::True: case Kind::False: case Kind::Null:
    case Kind::Pi: case Kind::Infinity: case Kind::Root: return true;
    default: return false;
    }
}

// ── spaces ──────────────────────────────────────────────────────────────────────────────────────────────────

/// Decides about the space between pieces of one line; sees them in order.
class Spacing {
public:
    Spacing(std::string_view text, const std::vector<Piece>& pieces) : text_(text), pieces_(pieces), tight_operator_(pieces.size()), bar_(pieces.size(), Bar::None) {
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            const Piece& piece = pieces[i];
            // A space on one side is a space on both.
            if (is_arithmetic(piece.kind)) tight_operator_[i] = piece.mark.binary && piece.tight && i + 1 < pieces.size() && pieces[i + 1].tight;
            if (piece.kind == Kind::OrOr && bar_open_) bar_[i] = Bar::CloseAndOpen;
            if (piece.kind == Kind::Pipe && !piece.mark.binary) {
                bar_[i] = bar_open_ ? Bar::Close : Bar::Open;
                bar_open_ = !bar_open_;
            }
        }
    }

    bool between(std::size_t i) const { // pieces i - 1 and i
        const Piece &before = pieces_[i - 1], &after = pieces_[i];
        if (before.is_comment || after.is_comment) return true;
        if (std::optional<bool> space = at_brackets(before, after)) return *space;
        if (std::optional<bool> space = at_signs(i)) return *space;
        if (after.tight && ends_operand(before) && begins_operand(after)) return false; // 2π: together they are a product
        if (after.kind == Kind::LeftParen || after.kind == Kind::LeftBracket) return before_bracket(i);
        return true;
    }

private:
    enum class Bar : std::uint8_t { None, Open, Close, CloseAndOpen }; ///< the last one: |f||x| e

    static std::optional<bool> at_brackets(const Piece& before, const Piece& after) {
        if (before.mark.block_open) return !after.mark.block_close;
        if (after.mark.block_close) return true;
        if (is_opener(before.kind) || is_closer(after.kind)) return false;
        if (after.kind == Kind::Comma || after.kind == Kind::Semicolon) return false;
        if (before.kind == Kind::Comma || before.kind == Kind::Semicolon) return true;
        if (after.mark.block_open) return true;
        if (after.kind == Kind::LeftBrace && before.kind == Kind::Name) return !after.tight; // table{…}
        return std::nullopt;
    }

    std::optional<bool> at_signs(std::size_t i) const {
        const Piece &before = pieces_[i - 1], &after = pieces_[i];
        if (before.kind == Kind::DotDot || after.kind == Kind::DotDot) return text_[after.begin] == '.' && before.kind == Kind::DotDot; // 1.. .5
        if (before.kind == Kind::Dot || before.kind == Kind::ColonColon || after.kind == Kind::Dot || after.kind == Kind::ColonColon) return false;
        if (after.kind == Kind::Unit) return !after.tight; // `as <m>`
        if (after.kind == Kind::Question || after.kind == Kind::Colon || after.mark.postfix) return false;
        if (before.kind == Kind::At || before.kind == Kind::Ellipsis) return false;
        if (bar_[i - 1] != Bar::None || bar_[i] != Bar::None) {
            if (bar_[i - 1] == Bar::Open || bar_[i] == Bar::Close || bar_[i - 1] == Bar::CloseAndOpen || bar_[i] == Bar::CloseAndOpen) return false;
            if (bar_[i - 1] == Bar::Close) return true;
        }
        if (is_power(before) || is_power(after)) return false;
        if (is_type_bracket(after)) return false;
        if (before.kind == Kind::Less && !before.mark.binary) return false;
        if (is_prefix(before)) return before.kind == after.kind && !after.tight; // - -x
        for (const std::size_t at : {i - 1, i})
            if (pieces_[at].mark.binary && is_arithmetic(pieces_[at].kind)) return !tight_operator_[at];
        if (before.kind == Kind::Colon) return true;
        return std::nullopt;
    }
    static bool is_power(const Piece& piece) { return piece.kind == Kind::Caret || piece.kind == Kind::DotCaret; }
    /// Of array<int>.
    static bool is_type_bracket(const Piece& piece) { return (piece.kind == Kind::Less || piece.kind == Kind::Greater) && !piece.mark.binary; }
    static bool is_prefix(const Piece& piece) {
        if (piece.kind == Kind::Root) return true;
        if (piece.mark.binary || piece.mark.postfix) return false;
        return piece.kind == Kind::Minus || piece.kind == Kind::Plus || piece.kind == Kind::Bang;
    }

    /// Before `(` and `[`: none after a name, which is called or indexed; a space after words.
    bool before_bracket(std::size_t i) const {
        const Piece &before = pieces_[i - 1], &after = pieces_[i];
        const bool is_member = i > 1 && (pieces_[i - 2].kind == Kind::Dot || pieces_[i - 2].kind == Kind::ColonColon);
        if (before.kind == Kind::Name || is_member || before.kind == Kind::Func) return false;
        if (is_keyword(before.kind) && before.kind != Kind::True && before.kind != Kind::False && before.kind != Kind::Null) return true;
        // A contextual word may be a name, and what stands behind an operand may be a body: the writer knows.
        if (is_contextual(before.kind) || ends_operand(before)) return !after.tight;
        return true;
    }

    std::string_view text_;
    const std::vector<Piece>& pieces_;
    std::vector<bool> tight_operator_;
    std::vector<Bar> bar_;
    bool bar_open_ = false;
};

// ── lines ───────────────────────────────────────────────────────────────────────────────────────────────────

class Layout {
public:
    Layout(std::string_view text, std::vector<Piece> pieces, const LayoutMarks& marks)
        : text_(text), pieces_(std::move(pieces)), marks_(marks), spacing_(text_, pieces_) {}

    std::string run() {
        for (std::size_t i = 0; i < pieces_.size(); ++i) {
            leave_bodies(pieces_[i]);
            separate(i);
            if (!pieces_[i].is_comment) enter(pieces_[i]);
            out_ += text_.substr(pieces_[i].begin, pieces_[i].end - pieces_[i].begin);
        }
        while (!out_.empty() && (out_.back() == ' ' || out_.back() == '\n')) out_.pop_back();
        if (!out_.empty()) out_ += '\n';
        return std::move(out_);
    }

private:
    static constexpr std::size_t kIndent = 4;

    /// What is open: a bracket, or a body without braces.
    struct Open {
        std::size_t indent;      ///< of the line it began in
        bool is_block;           ///< lines in it begin statements
        std::uint32_t body_end;  ///< of a body without braces; 0 for a bracket
    };

    std::string_view gap(std::size_t i) const {
        const std::size_t begin = i == 0 ? 0 : pieces_[i - 1].end;
        return text_.substr(begin, pieces_[i].begin - begin);
    }

    void separate(std::size_t i) {
        const std::string_view gap = this->gap(i);
        const auto newlines = std::count(gap.begin(), gap.end(), '\n');
        if (i == 0) return start_line(i);
        if (gap.find('\\') != std::string_view::npos) {
            out_ += " \\\n";
            return start_line(i);
        }
        if (newlines > 0 || pieces_[i - 1].is_line_comment) {
            const bool blank_wanted = newlines > 1 && !pieces_[i - 1].mark.block_open && !pieces_[i].mark.block_close;
            out_ += blank_wanted ? "\n\n" : "\n";
            return start_line(i);
        }
        // Comments behind code may stand in a column.
        if (pieces_[i].is_comment) out_.append(is_blank(gap) ? std::max<std::size_t>(gap.size(), 1) : 1, ' ');
        else if (spacing_.between(i)) out_ += ' ';
    }
    static bool is_blank(std::string_view text) { return text.find_first_not_of(' ') == std::string_view::npos; }

    void start_line(std::size_t i) {
        line_indent_ = indent_of(i);
        out_.append(line_indent_, ' ');
    }

    std::size_t inner_indent() const { return open_.empty() ? 0 : open_.back().indent + kIndent; }

    std::size_t indent_of(std::size_t i) {
        std::size_t next = i; // a comment stands as the code below it
        while (next < pieces_.size() && pieces_[next].is_comment) ++next;
        if (next == pieces_.size()) return inner_indent();
        const Piece& piece = pieces_[next];
        if (is_closer(piece.kind)) return next == i && !open_.empty() ? open_.back().indent : inner_indent();
        if (next == i)
            if (auto body = marks_.bare_bodies.find(piece.begin); body != marks_.bare_bodies.end() && i != 0)
                open_.push_back({inner_indent(), true, body->second});
        const bool in_block = open_.empty() || open_.back().is_block;
        const bool goes_on = piece.kind == Kind::Else || piece.kind == Kind::CatchWord || piece.kind == Kind::FinallyWord || piece.mark.block_open;
        const bool is_decorated = piece.kind == Kind::Func && next > 1 && pieces_[next - 2].kind == Kind::At;
        const bool continues = in_block && !piece.mark.starts && !goes_on && !is_decorated;
        return inner_indent() + (continues ? kIndent : 0);
    }

    void leave_bodies(const Piece& piece) {
        while (!open_.empty() && open_.back().body_end != 0 && piece.begin >= open_.back().body_end) {
            if (piece.is_comment && piece.begin == open_.back().body_end) break;
            open_.pop_back();
        }
    }

    void enter(const Piece& piece) {
        if (is_opener(piece.kind)) open_.push_back({line_indent_, piece.mark.block_open && !piece.mark.fields, 0});
        if (is_closer(piece.kind) && !open_.empty()) open_.pop_back();
    }

    std::string_view text_;
    std::vector<Piece> pieces_;
    const LayoutMarks& marks_;
    Spacing spacing_;
    std::vector<Open> open_;
    std::size_t line_indent_ = 0;
    std::string out_;
};

// ── the whole ───────────────────────────────────────────────────────────────────────────────────────────────

std::vector<Piece> pieces_of(const TokenList& list, std::string_view text, const LayoutMarks& marks) {
    std::vector<Piece> pieces;
    auto comment = list.comments.begin();
    auto add_comments = [&](std::uint32_t before) {
        for (; comment != list.comments.end() && comment->span.begin < before; ++comment) {
            if (!pieces.empty() && comment->span.begin < pieces.back().end) continue; // inside an f-string
            Piece piece;
            piece.is_comment = true;
            piece.begin = comment->span.begin;
            piece.end = comment->span.end;
            const std::string_view spelled = text.substr(piece.begin, piece.end - piece.begin);
            piece.is_line_comment = spelled.starts_with("//") || (spelled.starts_with('#') && !(spelled.starts_with("###") && spelled.size() > 3 && spelled[3] != '#'));
            pieces.push_back(piece);
        }
    };
    int strings = 0; // f-strings open inside each other
    for (const Token& token : list.tokens) {
        if (strings > 0 || token.kind == Kind::FormatBegin) {
            if (token.kind == Kind::FormatBegin && strings++ == 0) {
                add_comments(token.span.begin);
                Piece piece;
                piece.kind = Kind::FormatBegin;
                piece.begin = token.span.begin;
                piece.tight = !pieces.empty() && pieces.back().end == piece.begin;
                pieces.push_back(piece);
            }
            pieces.back().end = token.span.end;
            if (token.kind == Kind::FormatEnd) --strings;
            continue;
        }
        add_comments(token.kind == Kind::End ? static_cast<std::uint32_t>(text.size()) + 1 : token.span.begin);
        if (token.kind == Kind::End) break;
        Piece piece;
        piece.kind = token.kind;
        piece.begin = token.span.begin;
        piece.end = token.span.end;
        piece.mark = marks.at(piece.begin);
        piece.tight = !pieces.empty() && pieces.back().end == piece.begin;
        pieces.push_back(piece);
    }
    return pieces;
}

struct Parsed {
    SourceMap sources;
    NameTable names;
    DiagnosticList diagnostics;
    std::unique_ptr<Tree> tree;

    Parsed(std::string_view code, bool expression_first) {
        ParseOptions options;
        options.expression_first = expression_first;
        tree = parse(sources, sources.add("text", std::string(code)), names, diagnostics, options);
    }
    bool ok() const { return diagnostics.empty(); }
    std::string meaning() const { return dump_tree(*tree, sources, names, DumpPlaces::LeftOut); }
};

std::optional<std::string> format_as(std::string_view code, bool expression_first, bool& as_it_was) {
    const Parsed before(code, expression_first);
    if (!before.ok()) return std::nullopt;
    const LayoutMarks marks = layout_marks(*before.tree, code);
    DiagnosticList none;
    const TokenList tokens = lex(before.sources, before.tree->source, none);
    std::string laid_out = Layout(code, pieces_of(tokens, code, marks), marks).run();
    const Parsed after(laid_out, expression_first);
    as_it_was = !after.ok() || after.meaning() != before.meaning();
    if (as_it_was) return std::string(code);
    return laid_out;
}

} // namespace

// A program first; what only reads as an input of a session, such as `{1, 2}`, is laid out as one.
std::optional<std::string> format(std::string_view code, bool* as_it_was) {
    bool kept = false;
    std::optional<std::string> laid_out = format_as(code, false, kept);
    if (!laid_out) laid_out = format_as(code, true, kept);
    if (as_it_was != nullptr) *as_it_was = kept;
    return laid_out;
}

} // namespace rumina
