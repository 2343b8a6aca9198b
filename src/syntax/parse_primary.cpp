// Operands: literals, names, parentheses, lambdas, `if` and `match`, and what is attached behind them. Collections are in
// parse_collection.cpp.
#include <algorithm>

#include "syntax/foreign_words.h"
#include "syntax/parser_impl.h"

namespace rumina::syntax {

// ── what follows an operand ─────────────────────────────────────────────────────────────────────────────────

static bool may_be_link(TokenKind kind) {
    switch (kind) {
    case TokenKind::LeftParen: case TokenKind::LeftBracket: case TokenKind::Dot: case TokenKind::Bang: case TokenKind::Apostrophe:
    case TokenKind::DotApostrophe: case TokenKind::Unit: case TokenKind::AsWord: case TokenKind::Question: return true;
    default: return false;
    }
}

Parser::Operand Parser::parse_postfix() {
    const std::uint32_t begin = token().span.begin;
    const int outer_tallest = std::exchange(tallest_, 0);
    Expr* expr = parse_primary();
    int height = tallest_ + 1;
    // Every link makes the tree one deeper.
    for (int links = 1; may_be_link(kind()) && parse_postfix_link(expr, begin); ++links) {
        height = std::max(height, tallest_) + 1;
        if (depth_ + links > kMaxNesting || height > kMaxHeight) fail_too_deep();
    }
    tallest_ = outer_tallest;
    return {expr, begin, last_end_, height};
}

[[gnu::noinline]] bool Parser::parse_postfix_link(Expr*& expr, std::uint32_t begin) {
    const bool line_start = breaks_line();
    switch (kind()) {
    case TokenKind::LeftParen:
        if (line_start) return false;
        expr = parse_call(expr, begin);
        return true;
    case TokenKind::LeftBracket:
        if (line_start) return false;
        expr = parse_index(expr, begin);
        return true;
    case TokenKind::Dot:
        if (line_start && !is_word(ahead().kind)) return false;
        expr = parse_member(expr, begin);
        return true;
    case TokenKind::Bang:
        if (line_start) return false;
        RUMINA_PRODUCTION(factorial);
        expr = make_postfix(UnaryOperator::Factorial, expr, begin);
        return true;
    case TokenKind::Apostrophe:
        RUMINA_PRODUCTION(adjoint);
        expr = make_postfix(UnaryOperator::Adjoint, expr, begin);
        return true;
    case TokenKind::DotApostrophe:
        if (line_start) return false;
        RUMINA_PRODUCTION(transpose);
        expr = make_postfix(UnaryOperator::Transpose, expr, begin);
        return true;
    case TokenKind::Unit: expr = parse_quantity(expr, begin); return true;
    case TokenKind::AsWord:
        if (is_assignment(ahead().kind)) return false;
        expr = parse_as(expr, begin);
        return true;
    case TokenKind::Question: fail(DiagnosticId::NoQuestionMark, token().span); return false;
    default: return false;
    }
}

Expr* Parser::make_postfix(UnaryOperator op, Expr* operand, std::uint32_t begin) {
    auto* node = create<UnaryExpr>(Span{});
    node->op = op;
    node->op_span = token().span;
    node->operand = operand;
    advance();
    node->span = span_from(begin);
    return node;
}

[[gnu::noinline]] void Parser::parse_named_argument(CallExpr& call, std::unordered_set<Name>& seen) {
    RUMINA_PRODUCTION(named_argument);
    Span span = token().span;
    Name name = take_word("a name");
    advance();
    if (!seen.insert(name).second) report(DiagnosticId::DuplicateName, span, names_.text(name));
    call.named.emplace_back(name, parse_expression());
}

Expr* Parser::parse_call(Expr* callee, std::uint32_t begin) {
    RUMINA_PRODUCTION(call);
    const Token& open = token();
    if (callee->kind == NodeKind::NumberExpr && !callee->parenthesised) {
        std::string number = clipped(callee->span);
        Diagnostic* diagnostic = fail(DiagnosticId::NumberNeedsOperator, join(callee->span, open.span), number + "(…)", number + "*(…)");
        if (diagnostic != nullptr && &open - tokens_.tokens.data() >= 3 && (&open)[-2].kind == TokenKind::Caret && (&open)[-3].kind == TokenKind::Name) // sin^2(x)
            diagnostic->hint = fmt::format("Write `{0}*(…)` for a product, `{1}(…)^{0}` for a power of a value.", number, text((&open)[-3]));
        return callee;
    }
    advance();
    auto* node = create<CallExpr>(Span{});
    node->callee = callee;
    Brackets brackets(*this, false);
    std::unordered_set<Name> seen;
    while (kind() != TokenKind::RightParen && kind() != TokenKind::End) {
        if (is_word(kind()) && ahead().kind == TokenKind::Assign) {
            parse_named_argument(*node, seen);
        } else {
            Span span = token().span;
            node->arguments.push_back(parse_expression());
            if (!node->named.empty()) report(DiagnosticId::PositionalAfterNamed, join(span, node->arguments.back()->span));
        }
        if (!take(TokenKind::Comma)) break;
    }
    expect_close(TokenKind::RightParen, open, "arguments");
    node->span = span_from(begin);
    // In a chain over several lines the line of an error must be that of its own call.
    node->site = node->span;
    if (const auto* member = try_as<MemberExpr>(callee)) node->site.begin = member->name_span.begin;
    else if (callee->kind != NodeKind::NameExpr && callee->kind != NodeKind::PathExpr) node->site.begin = open.span.begin;
    return node;
}

Expr* Parser::parse_index(Expr* base, std::uint32_t begin) {
    RUMINA_PRODUCTION(index);
    const Token& open = token();
    advance();
    auto* node = create<IndexExpr>(Span{});
    node->base = base;
    Brackets brackets(*this, false);
    do {
        if (kind() == TokenKind::Star && (ahead().kind == TokenKind::Comma || ahead().kind == TokenKind::RightBracket)) {
            RUMINA_PRODUCTION(index_all);
            advance();
            node->indices.push_back(nullptr);
        } else {
            node->indices.push_back(parse_expression());
        }
    } while (take(TokenKind::Comma) && kind() != TokenKind::RightBracket);
    if (kind() == TokenKind::Colon) {
        if (Diagnostic* diagnostic = unexpected("`]`")) diagnostic->hint = "Write `a..b` for a slice; it includes both ends.";
    }
    expect_close(TokenKind::RightBracket, open);
    node->span = span_from(begin);
    node->brackets = span_from(open.span.begin);
    return node;
}

Expr* Parser::parse_member(Expr* base, std::uint32_t begin) {
    RUMINA_PRODUCTION(member);
    const bool is_attached = !token().space_before;
    advance();
    auto* node = create<MemberExpr>(Span{});
    node->base = base;
    node->name_span = token().span;
    const auto* number = try_as<NumberExpr>(base);
    const bool is_second_point = kind() == TokenKind::Number && is_attached && number != nullptr && !number->parenthesised &&
                                 number->text.find('.') != std::string_view::npos;
    if (!is_second_point) node->name = take_word("the name of a member");
    else if (Diagnostic* diagnostic = unexpected("the name of a member")) diagnostic->hint = "A number has one decimal point.";
    node->span = span_from(begin);
    return node;
}

Expr* Parser::parse_quantity(Expr* value, std::uint32_t begin) {
    RUMINA_PRODUCTION(quantity);
    auto* node = create<QuantityExpr>(Span{});
    node->value = value;
    std::string_view unit = text(token());
    node->unit = unit.substr(1, unit.size() - 2);
    advance();
    node->span = span_from(begin);
    return node;
}

Expr* Parser::parse_as(Expr* value, std::uint32_t begin) {
    advance();
    auto* node = create<AsExpr>(Span{});
    node->value = value;
    if (kind() == TokenKind::Unit) {
        RUMINA_PRODUCTION(as_unit);
        node->target = text(token());
        advance();
    } else {
        RUMINA_PRODUCTION(as_type);
        node->target = names_.text(take_word("`num`, `scalar`, a unit like `<m>` or a type"));
    }
    node->span = span_from(begin);
    return node;
}

// ── operands ────────────────────────────────────────────────────────────────────────────────────────────────

Expr* Parser::parse_primary() {
    switch (kind()) {
    case TokenKind::Number: return parse_number();
    case TokenKind::String: return parse_string();
    case TokenKind::FormatBegin: return parse_format();
    case TokenKind::True: return parse_boolean(true);
    case TokenKind::False: return parse_boolean(false);
    case TokenKind::Null: return parse_null();
    case TokenKind::Pi: return parse_constant("pi");
    case TokenKind::Infinity: return parse_constant("inf");
    case TokenKind::Root: return parse_root();
    case TokenKind::LeftParen: return parse_parenthesised();
    case TokenKind::LeftBracket: return parse_array();
    case TokenKind::LeftBrace: return parse_braces();
    case TokenKind::Pipe: case TokenKind::OrOr: return parse_lambda(false);
    case TokenKind::Do: return parse_do();
    case TokenKind::Func: return parse_anonymous_function();
    case TokenKind::If: RUMINA_PRODUCTION(if_expression); return parse_if();
    default: return is_name(kind()) ? parse_named() : no_expression();
    }
}

Expr* Parser::no_expression() {
    if (is_keyword(kind())) {
        fail(DiagnosticId::NotAnExpression, token().span, fmt::format("`{}`", text(token())));
        return missing();
    }
    std::string_view hint;
    if (!failing() && current_ != tokens_.tokens.data()) {
        const TokenKind previous = current_[-1].kind;
        const bool joined = !token().space_before;
        if (joined && previous == TokenKind::NotEqual && kind() == TokenKind::Assign) hint = "Write `! ==` to compare a factorial."; // 3!==6
        if (joined && previous == TokenKind::Less && kind() == TokenKind::Greater) hint = "Write `!=`.";
        if (current_ == behind_bars_) hint = kAbsoluteValueHint;
    }
    if (Diagnostic* diagnostic = unexpected("an expression"); diagnostic != nullptr && !hint.empty()) diagnostic->hint = hint;
    return missing();
}

Expr* Parser::parse_named() {
    const Token& next = ahead();
    if (kind() == TokenKind::MatchWord && opens_match()) return parse_match();
    if (kind() == TokenKind::Name && !(newlines_ && next.newline_before)) {
        std::string_view name = text(token());
        if (next.kind == TokenKind::LeftBracket && (name == "vec" || name == "mat") && !is_declared(name))
            return name == "vec" ? parse_vector() : parse_matrix();
        if (next.kind == TokenKind::LeftBrace && !next.space_before && name == "table" && !is_declared(name))
            return parse_table();
    }
    return parse_name_or_path();
}

Expr* Parser::parse_name_or_path() {
    const std::uint32_t begin = token().span.begin;
    Name first = take_name("an expression");
    if (kind() != TokenKind::ColonColon) {
        RUMINA_PRODUCTION(name);
        auto* node = create<NameExpr>(span_from(begin));
        node->name = first;
        return node;
    }
    RUMINA_PRODUCTION(path);
    auto* node = create<PathExpr>(Span{});
    node->names.push_back(first);
    while (take(TokenKind::ColonColon)) node->names.push_back(take_word("a name after `::`"));
    node->span = span_from(begin);
    return node;
}

namespace {

/// Of a number that is more than decimal digits.
[[gnu::noinline]] void read_number(NumberExpr& number, std::string_view digits) {
    bool based = digits.size() > 1 && digits[0] == '0' && std::string_view("xXoObB").find(digits[1]) != std::string_view::npos;
    if (based) {
        RUMINA_PRODUCTION(based_number);
    } else {
        if (digits.ends_with('i')) {
            RUMINA_PRODUCTION(imaginary);
            number.imaginary = true;
            digits.remove_suffix(1);
        }
        if (digits.ends_with('f')) {
            RUMINA_PRODUCTION(float_number);
            number.form = NumberExpr::Form::Float;
            digits.remove_suffix(1);
        } else if (digits.find_first_of(".eE") != std::string_view::npos) {
            RUMINA_PRODUCTION(decimal);
            number.form = NumberExpr::Form::Rational;
        } else {
            RUMINA_PRODUCTION(integer);
        }
    }
    for (char c : digits)
        if (c != '_') number.text += c;
    if (based) number.text[1] = static_cast<char>(number.text[1] | 0x20);
}

} // namespace

Expr* Parser::parse_number() {
    auto* node = create<NumberExpr>(token().span);
    std::string_view digits = text(token());
    const bool is_plain = std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (is_plain) {
        RUMINA_PRODUCTION(integer);
        node->text = digits;
    } else {
        read_number(*node, digits);
    }
    advance();
    return node;
}

Expr* Parser::parse_string() {
    RUMINA_PRODUCTION(string);
    auto* node = create<StringExpr>(token().span);
    node->value = tokens_.texts[token().value];
    advance();
    return node;
}

Expr* Parser::parse_format() {
    RUMINA_PRODUCTION(format_string);
    const std::uint32_t begin = token().span.begin;
    advance();
    auto* node = create<FormatExpr>(Span{});
    Brackets brackets(*this, false);
    while (kind() == TokenKind::FormatText) {
        node->texts.push_back(tokens_.texts[token().value]);
        advance();
        if (kind() == TokenKind::FormatEnd) break;
        node->values.push_back(parse_expression());
        if (kind() != TokenKind::FormatText) unexpected("`}`");
    }
    if (!take(TokenKind::FormatEnd)) unexpected("the end of the string");
    node->span = span_from(begin);
    return node;
}

Expr* Parser::parse_boolean(bool value) {
    RUMINA_PRODUCTION(boolean);
    auto* node = create<BooleanExpr>(token().span);
    node->value = value;
    advance();
    return node;
}

Expr* Parser::parse_null() {
    RUMINA_PRODUCTION(null);
    auto* node = create<NullExpr>(token().span);
    advance();
    return node;
}

Expr* Parser::parse_constant(std::string_view name) {
    RUMINA_PRODUCTION(constant_sign);
    auto* node = create<NameExpr>(token().span);
    node->name = names_.intern(name);
    advance();
    return node;
}

// √ takes one primary. A name takes its calls, indices and members along: √f(x) can only mean √(f(x)).
Expr* Parser::parse_root() {
    RUMINA_PRODUCTION(root);
    Nesting nesting(*this);
    auto* node = create<UnaryExpr>(Span{});
    node->op = UnaryOperator::SquareRoot;
    node->op_span = token().span;
    const std::uint32_t begin = token().span.begin;
    advance();
    const std::uint32_t operand_begin = token().span.begin;
    bool named = is_name(kind());
    node->operand = parse_primary();
    int links = 1;
    auto link_follows = [&] {
        return named && !token().space_before &&
               (kind() == TokenKind::LeftParen || kind() == TokenKind::LeftBracket || kind() == TokenKind::Dot);
    };
    while (link_follows() && parse_postfix_link(node->operand, operand_begin))
        if (depth_ + ++links > kMaxNesting) fail_too_deep();
    tallest_ += links;
    node->span = span_from(begin);
    return node;
}

Expr* Parser::parse_parenthesised() {
    RUMINA_PRODUCTION(parentheses);
    const Token& open = token();
    advance();
    Brackets brackets(*this, false);
    Expr* inner = parse_expression();
    inner->parenthesised = true;
    if (kind() == TokenKind::Comma) {
        bool parameters = open.value != 0 && is_arrow((&partner(open) + 1)->kind);
        if (Diagnostic* diagnostic = unexpected("`)`"))
            diagnostic->hint = parameters ? "Write `|a, b| …` for a function without a name." : "Write `[a, b]` for a list of values.";
    }
    expect_close(TokenKind::RightParen, open);
    return inner;
}

// ── functions without a name ────────────────────────────────────────────────────────────────────────────────

// `opened`: the bar that opens the parameters was the second half of a `||`, as in `|x||y| x + y`.
Expr* Parser::parse_lambda(bool opened) {
    RUMINA_PRODUCTION(lambda);
    const std::uint32_t begin = opened ? token().span.end - 1 : token().span.begin;
    auto* function = create_function();
    function->form = FunctionNode::Form::Lambda;
    function->yields_last = true;
    bool body_opened = false;
    if (!opened && kind() == TokenKind::OrOr) {
        RUMINA_PRODUCTION(lambda_no_parameters);
        advance();
    } else {
        advance();
        Nesting nesting(*this);
        function->parameters = parse_parameters(TokenKind::Pipe);
        body_opened = kind() == TokenKind::OrOr;
        if (!body_opened && expect(TokenKind::Pipe) && function->parameters.size() == 1) behind_bars_ = current_;
    }
    if (body_opened) {
        Nesting nesting(*this);
        function->expression = parse_lambda(true);
    } else {
        if (is_arrow(kind())) advance();
        if (kind() == TokenKind::LeftBrace) {
            RUMINA_PRODUCTION(lambda_block);
            function->block = parse_block();
        } else {
            function->expression = parse_nested_expression(limit_);
        }
    }
    function->span = span_from(begin);
    auto* node = create<LambdaExpr>(function->span);
    node->function = function;
    return node;
}

Expr* Parser::parse_do() {
    RUMINA_PRODUCTION(do_block);
    const std::uint32_t begin = token().span.begin;
    advance();
    auto* function = create_function();
    function->form = FunctionNode::Form::Do;
    function->yields_last = true;
    if (take(TokenKind::Pipe)) {
        RUMINA_PRODUCTION(do_parameters);
        Nesting nesting(*this);
        function->parameters = parse_parameters(TokenKind::Pipe);
        expect(TokenKind::Pipe);
        if (is_arrow(kind())) advance();
    } else {
        take(TokenKind::OrOr);
    }
    function->block = parse_block();
    function->span = span_from(begin);
    auto* node = create<LambdaExpr>(function->span);
    node->function = function;
    return node;
}

Expr* Parser::parse_anonymous_function() {
    RUMINA_PRODUCTION(anonymous_function);
    const std::uint32_t begin = token().span.begin;
    advance();
    auto* function = create_function();
    function->form = FunctionNode::Form::Lambda;
    const Token& open = token();
    if (expect(TokenKind::LeftParen)) {
        Brackets brackets(*this, false);
        function->parameters = parse_parameters(TokenKind::RightParen);
        expect_close(TokenKind::RightParen, open);
    }
    parse_function_body(*function);
    function->span = span_from(begin);
    auto* node = create<LambdaExpr>(function->span);
    node->function = function;
    return node;
}

// ── if and match ────────────────────────────────────────────────────────────────────────────────────────────

IfExpr* Parser::parse_if() {
    const std::uint32_t begin = token().span.begin;
    auto* node = create<IfExpr>(Span{});
    while (true) {
        advance();
        Expr* condition = parse_nested_expression();
        node->clauses.push_back({condition, parse_body()});
        if (kind() == TokenKind::Semicolon && ahead().kind == TokenKind::Else) advance(); // if a f(); else g()
        if (!take(TokenKind::Else)) break;
        if (kind() == TokenKind::If) {
            RUMINA_PRODUCTION(else_if);
            continue;
        }
        RUMINA_PRODUCTION(else_body);
        node->otherwise = parse_body();
        break;
    }
    node->span = span_from(begin);
    return node;
}

// `match` is a name where no subject follows, and where `match(…)` is a whole statement or argument.
bool Parser::opens_match() const {
    const Token& next = ahead();
    if ((newlines_ && next.newline_before) || is_declared("match")) return false;
    switch (next.kind) {
    case TokenKind::LeftParen: {
        if (next.value == 0) return false;
        const Token& after = *(&partner(next) + 1);
        if (after.kind == TokenKind::LeftBrace) return true;
        return !after.newline_before && after.kind != TokenKind::End && after.kind != TokenKind::Semicolon &&
               after.kind != TokenKind::Comma && after.kind != TokenKind::RightParen && after.kind != TokenKind::RightBracket &&
               after.kind != TokenKind::RightBrace;
    }
    case TokenKind::Minus: return next.space_before && !ahead(2).space_before;
    case TokenKind::Plus: case TokenKind::Pipe: case TokenKind::OrOr: case TokenKind::Bang: return false;
    default: return starts_operand(next.kind) && !is_infix_word(next.kind);
    }
}

Expr* Parser::parse_match() {
    RUMINA_PRODUCTION(match);
    const std::uint32_t begin = token().span.begin;
    advance();
    auto* node = create<MatchExpr>(Span{});
    node->subject = parse_nested_expression();
    const Token& open = token();
    if (expect(TokenKind::LeftBrace)) {
        Brackets brackets(*this, true);
        while (true) {
            while (take(TokenKind::Comma) || take(TokenKind::Semicolon)) {}
            if (kind() == TokenKind::RightBrace || kind() == TokenKind::End) break;
            node->arms.push_back(parse_arm());
            bool ended = kind() == TokenKind::Comma || kind() == TokenKind::Semicolon || kind() == TokenKind::RightBrace ||
                         kind() == TokenKind::End || token().newline_before ||
                         node->arms.back().body->kind == NodeKind::BlockExpr;
            if (!ended) unexpected("`,` or a new line after this arm");
        }
        expect_close(TokenKind::RightBrace, open);
    }
    node->span = span_from(begin);
    return node;
}

MatchExpr::Arm Parser::parse_arm() {
    RUMINA_PRODUCTION(match_arm);
    MatchExpr::Arm arm{};
    arm.pattern = parse_pattern(false);
    if (take(TokenKind::If)) {
        RUMINA_PRODUCTION(match_guard);
        arm.guard = parse_expression(Level::Or);
    }
    expect(TokenKind::FatArrow);
    arm.body = parse_arm_body();
    return arm;
}

// A block, an expression, or one statement that leaves the match, which becomes a block.
Expr* Parser::parse_arm_body() {
    const std::uint32_t begin = token().span.begin;
    Block* block = nullptr;
    switch (kind()) {
    case TokenKind::LeftBrace:
        RUMINA_PRODUCTION(match_block);
        block = parse_block();
        break;
    case TokenKind::Return: case TokenKind::Break: case TokenKind::Continue: case TokenKind::ThrowWord: {
        if (kind() == TokenKind::ThrowWord && !opens_throw()) return parse_expression();
        RUMINA_PRODUCTION(match_statement);
        Nesting nesting(*this);
        block = create<Block>();
        block->statements.push_back(parse_statement());
        block->span = span_from(begin);
        break;
    }
    default: return parse_expression();
    }
    auto* node = create<BlockExpr>(block->span);
    node->block = block;
    return node;
}

} // namespace rumina::syntax
