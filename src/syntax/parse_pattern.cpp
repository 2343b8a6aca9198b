// Parameters, types and patterns.
#include "syntax/foreign_words.h"
#include "syntax/parser_impl.h"

namespace rumina::syntax {

// ── functions ───────────────────────────────────────────────────────────────────────────────────────────────

std::vector<Parameter> Parser::parse_parameters(TokenKind close) {
    std::vector<Parameter> parameters;
    std::unordered_set<Name> seen;
    bool seen_default = false;
    // In `|x||y| …` the bar that closes the first list is half of a `||`.
    auto at_close = [&] { return kind() == close || (close == TokenKind::Pipe && kind() == TokenKind::OrOr); };
    while (!at_close() && kind() != TokenKind::End) {
        if (close == TokenKind::Pipe && !is_word(kind()) && kind() != TokenKind::Ellipsis) {
            if (Diagnostic* diagnostic = unexpected("the name of a parameter")) diagnostic->hint = kAbsoluteValueHint;
            return parameters;
        }
        parameters.push_back(parse_parameter(seen_default));
        const Parameter& last = parameters.back();
        if (!seen.insert(last.name).second) report(DiagnosticId::DuplicateName, last.span, names_.text(last.name));
        if (!take(TokenKind::Comma)) break;
    }
    if (!at_close()) {
        Diagnostic* diagnostic = unexpected(fmt::format("`,` or `{}`", spelling(close)));
        if (diagnostic != nullptr && close == TokenKind::Pipe) diagnostic->hint = kAbsoluteValueHint;
    }
    return parameters;
}

Parameter Parser::parse_parameter(bool& seen_default) {
    RUMINA_PRODUCTION(parameter);
    Parameter parameter;
    if (kind() == TokenKind::Ellipsis && options_.prelude) {
        RUMINA_PRODUCTION(rest_parameter);
        advance();
        parameter.rest = true;
    }
    parameter.span = token().span;
    parameter.name = take_name("the name of a parameter");
    declare(parameter.name);
    parameter.type = parse_optional_type();
    if (take(TokenKind::Assign)) {
        RUMINA_PRODUCTION(parameter_default);
        parameter.initial = parse_expression(Level::Add); // not `|`, which may close the list
        seen_default = true;
    } else if (seen_default && !parameter.rest) {
        report(DiagnosticId::DefaultBeforeRequired, parameter.span, names_.text(parameter.name));
    }
    return parameter;
}

// From behind the parameters: the result's type and the body.
void Parser::parse_function_body(FunctionNode& function) {
    if (take(TokenKind::Arrow)) {
        RUMINA_PRODUCTION(result_type);
        function.result = parse_type();
    }
    if (take(TokenKind::Assign)) {
        RUMINA_PRODUCTION(function_expression);
        function.expression = parse_nested_expression();
        own_block_ = false;
        return;
    }
    RUMINA_PRODUCTION(function_block);
    if (kind() == TokenKind::LeftBrace) {
        function.yields_last = function.result != nullptr;
        function.block = parse_block();
    } else {
        std::string_view hint;
        if (kind() == TokenKind::FatArrow) hint = "Write `= …` for a function that is one expression.";
        else if (kind() == TokenKind::Colon) hint = "Write `{ … }` round the body, and `-> type` for the type of the result.";
        if (Diagnostic* diagnostic = unexpected("`{` or `=`")) diagnostic->hint = hint;
    }
    own_block_ = true;
}

// ── types ───────────────────────────────────────────────────────────────────────────────────────────────────

bool Parser::starts_type() const { return is_name(kind()) || kind() == TokenKind::LeftParen; }

// Behind a name: `x int`, `x: int`.
TypeNode* Parser::parse_optional_type() {
    if (take(TokenKind::Colon)) return parse_type();
    return starts_type() && !breaks_line() && !is_infix_word(kind()) ? parse_type() : nullptr;
}

TypeNode* Parser::parse_type() {
    const std::uint32_t begin = token().span.begin;
    TypeNode* type = parse_simple_type();
    if (kind() != TokenKind::Arrow) return type;
    RUMINA_PRODUCTION(function_type);
    auto* function = create<TypeNode>();
    function->name = names_.intern("function");
    function->arguments.push_back(type);
    while (take(TokenKind::Arrow)) function->arguments.push_back(parse_simple_type());
    function->span = span_from(begin);
    return function;
}

TypeNode* Parser::parse_simple_type() {
    RUMINA_PRODUCTION(type);
    Nesting nesting(*this);
    const std::uint32_t begin = token().span.begin;
    TypeNode* type;
    if (kind() == TokenKind::LeftParen) {
        RUMINA_PRODUCTION(type_parentheses);
        const Token& open = token();
        advance();
        type = parse_type();
        expect_close(TokenKind::RightParen, open);
        type->parenthesised = true;
    } else {
        type = create<TypeNode>();
        type->name = kind() == TokenKind::Null ? take_word("a type") : take_name("a type");
        if (kind() == TokenKind::Less) parse_type_arguments(*type);
    }
    while (take(TokenKind::Question)) {
        RUMINA_PRODUCTION(nullable_type);
        type->nullable = true;
    }
    type->span = span_from(begin);
    return type;
}

// `<int, float>`, or the unit of `num<m/s>`, of which only the names are kept.
void Parser::parse_type_arguments(TypeNode& type) {
    RUMINA_PRODUCTION(type_arguments);
    advance();
    do {
        type.arguments.push_back(parse_type());
        while (kind() == TokenKind::Star || kind() == TokenKind::Slash || kind() == TokenKind::Caret) {
            advance();
            if (!take(TokenKind::Number)) type.arguments.push_back(parse_type());
        }
    } while (take(TokenKind::Comma));
    expect(TokenKind::Greater);
}

// ── patterns ────────────────────────────────────────────────────────────────────────────────────────────────

Pattern* Parser::bind(const Token& token) {
    if (text(token) == "_") {
        RUMINA_PRODUCTION(wildcard);
        return create<WildcardPattern>(token.span);
    }
    RUMINA_PRODUCTION(bind_pattern);
    auto* node = create<BindPattern>(token.span);
    node->name = name_of_word(token);
    declare(node->name);
    return node;
}

Pattern* Parser::parse_loop_pattern() {
    const std::uint32_t begin = token().span.begin;
    Pattern* first = parse_binding();
    if (kind() != TokenKind::Comma) return first;
    RUMINA_PRODUCTION(loop_pair);
    auto* node = create<SequencePattern>(Span{});
    node->elements.push_back(first);
    while (take(TokenKind::Comma)) node->elements.push_back(parse_binding());
    node->span = span_from(begin);
    return node;
}

// ( opens a sequence when it holds a comma, or where nothing but a binding can stand.
bool Parser::opens_sequence() const {
    const Token& next = ahead();
    return kind() == TokenKind::LeftBracket || (kind() == TokenKind::LeftParen && token().holds_comma) ||
           (kind() == TokenKind::Name && next.kind == TokenKind::LeftBracket && text(token()) == "vec" && !is_declared("vec"));
}

Pattern* Parser::parse_pattern(bool binding_only) {
    Nesting nesting(*this);
    if (kind() == TokenKind::LeftBrace) return parse_fields_pattern(binding_only);
    if (opens_sequence() || (binding_only && kind() == TokenKind::LeftParen)) return parse_sequence_pattern(binding_only);
    const Token& first = token();
    if (binding_only) {
        take_name("a name");
        return failing() ? create<WildcardPattern>(first.span) : bind(first);
    }
    return pattern_of(parse_expression(Level::Or), first);
}

Pattern* Parser::parse_sequence_pattern(bool binding_only) {
    RUMINA_PRODUCTION(sequence_pattern);
    const std::uint32_t begin = token().span.begin;
    auto* node = create<SequencePattern>(Span{});
    if (is_name(kind())) {
        RUMINA_PRODUCTION(vector_pattern);
        node->vector = true;
        advance();
    }
    const Token& open = token();
    TokenKind close = open.kind == TokenKind::LeftParen ? TokenKind::RightParen : TokenKind::RightBracket;
    advance();
    Brackets brackets(*this, false);
    while (kind() != close && kind() != TokenKind::End) {
        node->elements.push_back(parse_pattern(binding_only));
        if (!take(TokenKind::Comma)) break;
    }
    expect_close(close, open);
    node->span = span_from(begin);
    return node;
}

Pattern* Parser::parse_fields_pattern(bool binding_only) {
    RUMINA_PRODUCTION(fields_pattern);
    const Token& open = token();
    advance();
    Brackets brackets(*this, false);
    auto* node = create<FieldsPattern>(Span{});
    std::unordered_set<Name> seen;
    while (kind() != TokenKind::RightBrace && kind() != TokenKind::End) {
        const Token& field = token();
        Name name = take_word("the name of a field");
        if (!seen.insert(name).second) report(DiagnosticId::DuplicateName, field.span, names_.text(name));
        if (take(TokenKind::Assign)) {
            RUMINA_PRODUCTION(field_pattern);
            node->fields.emplace_back(name, parse_pattern(binding_only));
        } else {
            if (!is_name(field.kind)) unexpected("`=` and a pattern");
            if (failing()) break;
            node->fields.emplace_back(name, bind(field));
        }
        if (!take(TokenKind::Comma) && !take(TokenKind::Semicolon)) break;
    }
    expect_close(TokenKind::RightBrace, open);
    node->span = span_from(open.span.begin);
    return node;
}

namespace {

bool is_number(const Expr& expr) {
    if (const auto* unary = try_as<UnaryExpr>(&expr))
        return unary->op == UnaryOperator::Negate && unary->operand->kind == NodeKind::NumberExpr;
    return expr.kind == NodeKind::NumberExpr;
}

bool is_integer_literal(const Expr& expr) {
    const auto* number = try_as<NumberExpr>(&expr);
    return number != nullptr && number->form == NumberExpr::Form::Integer && !number->imaginary;
}

bool is_literal(const Expr& expr) {
    switch (expr.kind) {
    case NodeKind::StringExpr: case NodeKind::BooleanExpr: case NodeKind::NullExpr: return true;
    case NodeKind::ChainExpr: {
        const auto& chain = as<ChainExpr>(expr);
        return chain.links.size() == 1 && chain.links[0].op == BinaryOperator::Divide && is_number(*chain.first) &&
               is_integer_literal(*chain.links[0].operand);
    }
    default: return is_number(expr);
    }
}

} // namespace

Pattern* Parser::pattern_of(Expr* expression, const Token& first) {
    if (expression->kind == NodeKind::NameExpr && !expression->parenthesised && is_name(first.kind)) return bind(first);
    Span span = span_from(first.span.begin);
    if (is_literal(*expression)) {
        RUMINA_PRODUCTION(literal_pattern);
        auto* node = create<LiteralPattern>(span);
        node->value = expression;
        return node;
    }
    RUMINA_PRODUCTION(expression_pattern);
    auto* node = create<ExpressionPattern>(span);
    node->expression = expression;
    return node;
}

} // namespace rumina::syntax
