// Tokens, errors and recovery of the parser, and its entry. The grammar is in parse_statement, parse_expression,
// parse_primary and parse_pattern; rules for all of them stand at the top of parser_impl.h.
#include <algorithm>

#include "syntax/foreign_words.h"
#include "syntax/parser_impl.h"

namespace rumina {
namespace syntax {

Parser::Parser(const SourceFile& file, std::uint32_t source, const TokenList& tokens, NameTable& names,
               DiagnosticList& diagnostics, const ParseOptions& options, Tree& tree)
    : file_(file), source_(source), tokens_(tokens), names_(names), diagnostics_(diagnostics), options_(options),
      tree_(tree), current_(tokens.tokens.data()) {
    end_.span = tokens.tokens.back().span;
    pending_.reserve(8); // more is rare
}

void Parser::parse_program() {
    RUMINA_PRODUCTION(program);
    parse_statements(tree_.module->block->statements, nullptr);
}

bool Parser::parse_whole_expression() {
    auto* statement = create<ExpressionStmt>(token().span);
    statement->expression = parse_expression();
    if (failing() || kind() != TokenKind::End) return false;
    RUMINA_PRODUCTION(whole_expression);
    statement->span = statement->expression->span;
    tree_.module->block->statements.push_back(statement);
    return true;
}

// ── tokens ──────────────────────────────────────────────────────────────────────────────────────────────────

const Token& Parser::ahead(std::size_t count) const {
    if (failing()) return end_;
    auto rest = static_cast<std::size_t>(&tokens_.tokens.back() - current_);
    return current_[std::min(count, rest)];
}

void Parser::advance() {
    if (kind() == TokenKind::End) return;
    last_end_ = current_->span.end;
    ++current_;
}

bool Parser::take(TokenKind wanted) {
    if (kind() != wanted) return false;
    advance();
    return true;
}

bool Parser::expect(TokenKind wanted) {
    if (take(wanted)) return true;
    unexpected(fmt::format("`{}`", spelling(wanted)));
    return false;
}

void Parser::expect_close(TokenKind close, const Token& open, std::string_view parts) {
    if (take(close)) return;
    if (open.value != 0 || failing() || kind() == TokenKind::Invalid) {
        const TokenKind found = kind();
        const std::string_view word = found == TokenKind::Name ? text(token()) : "";
        Diagnostic* diagnostic = unexpected(fmt::format("`{}`", spelling(close)));
        if (diagnostic == nullptr) return;
        if (found == TokenKind::Assign) diagnostic->hint = "Write `==` to compare.";
        else if (is_arrow(found)) diagnostic->hint = kLambdaHint;
        else if (std::string_view hint = meant_by_operator(word); !hint.empty()) diagnostic->hint = hint;
        else if (starts_operand(found) && !parts.empty()) diagnostic->hint = fmt::format("Write `,` between {}.", parts);
        return;
    }
    bool at_end = kind() == TokenKind::End;
    fail(DiagnosticId::UnclosedBracket, open.span, spelling(open.kind), spelling(close));
    if (at_end) incomplete_ = stopped_ = true;
}

Name Parser::name_of_word(const Token& token) {
    std::string_view spelled = text(token);
    return names_.intern(spelled == "φ" ? "phi" : spelled);
}

Name Parser::take_name(std::string_view expected) {
    if (!is_name(kind())) {
        unexpected(expected);
        return {};
    }
    std::string_view spelled = text(token());
    if (!options_.prelude && spelled.size() > 2 && spelled.starts_with("__")) {
        if (Diagnostic* diagnostic = unexpected(expected)) diagnostic->hint = "Names that start with `__` belong to the library.";
        return {};
    }
    Name name = name_of_word(token());
    advance();
    return name;
}

Name Parser::take_word(std::string_view expected) {
    if (!is_word(kind())) {
        unexpected(expected);
        return {};
    }
    Name name = name_of_word(token());
    advance();
    return name;
}

bool Parser::starts_operand(TokenKind kind) {
    switch (kind) {
    case TokenKind::Number: case TokenKind::String: case TokenKind::FormatBegin: case TokenKind::True: case TokenKind::False:
    case TokenKind::Null: case TokenKind::Root: case TokenKind::Pi: case TokenKind::Infinity: case TokenKind::LeftParen:
    case TokenKind::LeftBracket: case TokenKind::LeftBrace: case TokenKind::Pipe: case TokenKind::OrOr: case TokenKind::Minus:
    case TokenKind::Plus: case TokenKind::Bang: case TokenKind::If: case TokenKind::Do: case TokenKind::Func: return true;
    default: return is_name(kind);
    }
}

bool Parser::is_assignment(TokenKind kind) {
    return kind == TokenKind::Assign || (kind >= TokenKind::PlusAssign && kind <= TokenKind::PercentAssign);
}

bool Parser::opens_with_name() const {
    const Token& next = ahead();
    if (!is_name(next.kind) || (newlines_ && next.newline_before)) return false;
    // `sym in xs` uses a variable `sym`; `sym step` declares `step`.
    return !is_infix_word(next.kind) || !starts_operand(ahead(2).kind) || ahead(2).newline_before;
}

// ── errors ──────────────────────────────────────────────────────────────────────────────────────────────────

std::string Parser::clipped(Span span) const {
    constexpr std::size_t kLongest = 40;
    std::string_view whole = file_.text(span);
    std::size_t end = std::min(whole.find('\n'), whole.size());
    if (end > kLongest) {
        end = kLongest;
        while ((whole[end] & 0xC0) == 0x80) --end; // not inside a character
    }
    return std::string(whole.substr(0, end)) + (end < whole.size() ? "…" : "");
}

std::string Parser::describe(const Token& token) const {
    switch (token.kind) {
    case TokenKind::End: case TokenKind::Invalid: case TokenKind::String: case TokenKind::FormatBegin:
    case TokenKind::FormatEnd: return std::string(spelling(token.kind));
    case TokenKind::FormatText: return "`}`"; // which ends the interpolation before the text
    default: return fmt::format("`{}`", clipped(token.span));
    }
}

Diagnostic* Parser::unexpected(std::string_view expected) {
    if (failing()) return nullptr;
    if (kind() == TokenKind::Invalid) { // the lexer has said what is wrong
        give_up();
        return nullptr;
    }
    Span where = token().span;
    bool at_end = kind() == TokenKind::End;
    if (at_end) where.begin = where.end = last_end_;
    if (kind() == TokenKind::FormatText) where.end = where.begin + 1;
    Diagnostic* diagnostic = fail(DiagnosticId::UnexpectedToken, where, expected, describe(token()));
    if (at_end) incomplete_ = stopped_ = true;
    return diagnostic;
}

namespace {

bool are_digits(std::string_view text) { return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }); }

} // namespace

/// `1,000,000` was meant as one number; `comma` is its first.
std::string Parser::one_number_hint(const Token* comma) const {
    const std::string_view first = text(comma[-1]);
    std::string plain(first), grouped(first);
    const bool begins = comma[-1].kind == TokenKind::Number && are_digits(first) && first.size() <= 3 && first[0] != '0';
    for (; begins && comma->kind == TokenKind::Comma && !comma->space_before && comma[1].kind == TokenKind::Number; comma += 2) {
        const std::string_view group = text(comma[1]);
        if (comma[1].space_before || group.size() != 3 || !are_digits(group)) break;
        plain += group;
        grouped += "_" + std::string(group);
    }
    if (plain == first) return "Write `[a, b]` for a list of values.";
    return fmt::format("Write `{}` or `{}` for one number.", plain, grouped);
}

/// What was probably meant where a statement goes on after its end; "" when that is a guess.
std::string Parser::end_hint(const Token* statement) const {
    switch (kind()) {
    case TokenKind::RightParen: case TokenKind::RightBracket: case TokenKind::RightBrace:
        return "There is no opening bracket for it.";
    case TokenKind::Colon:
        if (ahead().kind == TokenKind::Assign) return "Write `=`.";
        break;
    case TokenKind::Assign: return "An assignment has no value: write one statement for each.";
    case TokenKind::FatArrow: case TokenKind::Arrow: return std::string(kLambdaHint);
    case TokenKind::Comma: return one_number_hint(&token());
    case TokenKind::If: return "Write `if condition { … } else { … }`.";
    case TokenKind::Name:
        if (std::string_view hint = meant_by_operator(text(token())); !hint.empty()) return std::string(hint);
        break;
    default: break;
    }
    const Token& previous = current_[-1];
    if (previous.kind == TokenKind::Name)
        if (std::string_view hint = meant_by_word(text(previous)); !hint.empty()) return std::string(hint);
    // `print "text"`: a statement that is only a name does nothing.
    if (&previous == statement && is_name(previous.kind) && starts_operand(kind()) && kind() != TokenKind::LeftBrace)
        return fmt::format("Write `{}(…)` to call it, or start a new line.", text(previous));
    return {};
}

void Parser::fail_too_deep() {
    fail(DiagnosticId::NestedTooDeep, token().span, kMaxNesting);
    stopped_ = true;
}

void Parser::give_up() {
    failed_at_ = current_;
    current_ = &end_;
    if (diagnostics_.full()) stopped_ = true;
}

// Skips from where reading stopped to what can start a statement: behind `;`, at a line start, or at the `}` of the
// block. Brackets opened by the given-up statement are skipped whole; one that is never closed ends with its line.
void Parser::recover(const Token* statement, bool inside_block) {
    current_ = failed_at_;
    failed_at_ = nullptr;
    int depth = 0;
    auto is_open = [](TokenKind kind) {
        return kind == TokenKind::LeftParen || kind == TokenKind::LeftBracket || kind == TokenKind::LeftBrace;
    };
    auto is_close = [](TokenKind kind) {
        return kind == TokenKind::RightParen || kind == TokenKind::RightBracket || kind == TokenKind::RightBrace;
    };
    for (const Token* t = statement; t < current_; ++t) {
        if (is_open(t->kind) && t->value != 0) ++depth;
        else if (is_close(t->kind) && depth > 0) --depth;
    }
    for (; kind() != TokenKind::End; ++current_) {
        if (depth == 0 && current_ != statement && current_->newline_before) break;
        if (is_open(kind())) {
            if (current_->value != 0) current_ = &partner(*current_);
        } else if (is_close(kind())) {
            if (depth > 0) --depth;
            else if (inside_block && kind() == TokenKind::RightBrace) break;
        } else if (depth == 0 && kind() == TokenKind::Semicolon) {
            break;
        }
    }
    last_end_ = current_ == tokens_.tokens.data() ? 0 : current_[-1].span.end;
}

} // namespace syntax

namespace {

/// Whether the input is an expression and nothing else. `unfinished`: it begins like one that ends where more is needed.
bool parse_expression(const SourceMap& sources, const TokenList& tokens, NameTable& names, const ParseOptions& options, Tree& tree, bool& unfinished) {
    DiagnosticList unused;
    syntax::Parser parser(sources.file(tree.source), tree.source, tokens, names, unused, options, tree);
    if (parser.parse_whole_expression() && unused.empty()) return true;
    tree.module->block->statements.clear();
    unfinished = parser.incomplete() && unused.list().size() == 1;
    return false;
}

/// Whether it ends where more is needed. The diagnostics from `earlier` on are sorted by place.
[[gnu::noinline]] bool parse_program(const SourceMap& sources, const TokenList& tokens, NameTable& names, DiagnosticList& diagnostics, std::size_t earlier,
                                     const ParseOptions& options, Tree& tree, bool expression_unfinished) {
    syntax::Parser parser(sources.file(tree.source), tree.source, tokens, names, diagnostics, options, tree);
    parser.parse_program();
    auto first = diagnostics.list().begin() + static_cast<std::ptrdiff_t>(earlier);
    std::stable_sort(first, diagnostics.list().end(),
                     [](const Diagnostic& a, const Diagnostic& b) { return a.span.begin < b.span.begin; });
    const std::size_t errors = diagnostics.list().size() - earlier;
    return ((tokens.incomplete || parser.incomplete()) && errors <= 1) || (expression_unfinished && errors > 0);
}

} // namespace

std::unique_ptr<Tree> parse(const SourceMap& sources, std::uint32_t source, NameTable& names, DiagnosticList& diagnostics,
                            const ParseOptions& options, bool* incomplete) {
    auto size = static_cast<std::uint32_t>(sources.file(source).text().size());
    auto tree = std::make_unique_for_overwrite<Tree>(); // its first block needs no zeros
    tree->source = source;
    tree->module = tree->arena.create<FunctionNode>();
    tree->module->form = FunctionNode::Form::Module;
    tree->module->span = {source, 0, size};
    tree->module->block = tree->arena.create<Block>();
    tree->module->block->span = {source, 0, size};

    const std::size_t earlier = diagnostics.list().size();
    TokenList tokens = lex(sources, source, diagnostics);
    tree->comments = std::move(tokens.comments);
    bool unfinished = tokens.incomplete, expression_unfinished = false;
    if (!options.expression_first || diagnostics.list().size() != earlier || !parse_expression(sources, tokens, names, options, *tree, expression_unfinished))
        unfinished = parse_program(sources, tokens, names, diagnostics, earlier, options, *tree, expression_unfinished);
    if (incomplete != nullptr) *incomplete = unfinished;
    return tree;
}

std::span<const std::string_view> production_names() {
    static constexpr std::string_view names[] = {
#define PRODUCTION(name) #name,
#include "syntax/productions.def"
#undef PRODUCTION
    };
    return names;
}

} // namespace rumina
