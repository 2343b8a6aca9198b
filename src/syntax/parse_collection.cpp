// Literals that hold several values: arrays, vectors, matrices, tables, structs, sets, and comprehensions.
#include "syntax/parser_impl.h"

namespace rumina::syntax {

// ── arrays, vectors, matrices, tables ───────────────────────────────────────────────────────────────────────

Expr* Parser::parse_array() {
    const std::uint32_t begin = token().span.begin;
    const Token& open = token();
    advance();
    Brackets brackets(*this, false);
    if (kind() == TokenKind::RightBracket) {
        RUMINA_PRODUCTION(array);
        advance();
        return create<ArrayExpr>(span_from(begin));
    }
    Expr* first = parse_expression();
    if (kind() == TokenKind::For)
        return parse_comprehension(ComprehensionExpr::Result::Array, first, open, TokenKind::RightBracket, begin);
    if (open.holds_semicolon) return parse_rows(open, begin, first);
    RUMINA_PRODUCTION(array);
    auto* node = create<ArrayExpr>(Span{});
    node->elements.push_back(first);
    while (take(TokenKind::Comma) && kind() != TokenKind::RightBracket) node->elements.push_back(parse_expression());
    expect_close(TokenKind::RightBracket, open, "elements");
    node->span = span_from(begin);
    return node;
}

Expr* Parser::parse_vector() {
    const std::uint32_t begin = token().span.begin;
    advance();
    const Token& open = token();
    advance();
    Brackets brackets(*this, false);
    auto* node = create<VectorExpr>(Span{});
    if (kind() != TokenKind::RightBracket) {
        node->elements.push_back(parse_expression());
        if (kind() == TokenKind::For)
            return parse_comprehension(ComprehensionExpr::Result::Vector, node->elements[0], open, TokenKind::RightBracket,
                                       begin);
        while (take(TokenKind::Comma) && kind() != TokenKind::RightBracket) node->elements.push_back(parse_expression());
    }
    RUMINA_PRODUCTION(vector);
    expect_close(TokenKind::RightBracket, open, "elements");
    node->span = span_from(begin);
    return node;
}

Expr* Parser::parse_matrix() {
    const std::uint32_t begin = token().span.begin;
    advance();
    const Token& open = token();
    advance();
    Brackets brackets(*this, false);
    if (take(TokenKind::RightBracket)) {
        RUMINA_PRODUCTION(matrix);
        return create<MatrixExpr>(span_from(begin));
    }
    Expr* first = parse_expression();
    if (kind() == TokenKind::For)
        return parse_comprehension(ComprehensionExpr::Result::Matrix, first, open, TokenKind::RightBracket, begin);
    return parse_rows(open, begin, first);
}

Expr* Parser::parse_rows(const Token& open, std::uint32_t begin, Expr* first) {
    RUMINA_PRODUCTION(matrix);
    auto* node = create<MatrixExpr>(Span{});
    std::vector<Expr*> row{first};
    std::uint32_t row_begin = first->span.begin;
    while (true) {
        while (take(TokenKind::Comma) && kind() != TokenKind::Semicolon && kind() != TokenKind::RightBracket)
            row.push_back(parse_expression());
        if (!node->rows.empty() && row.size() != node->rows[0].size())
            report(DiagnosticId::RaggedMatrix, span_from(row_begin), node->rows.size() + 1,
                   fmt::format("{} entr{}", row.size(), row.size() == 1 ? "y" : "ies"), node->rows[0].size());
        node->rows.push_back(std::move(row));
        row.clear();
        if (!take(TokenKind::Semicolon) || kind() == TokenKind::RightBracket) break;
        row_begin = token().span.begin;
        row.push_back(parse_expression());
    }
    expect_close(TokenKind::RightBracket, open, "entries");
    node->span = span_from(begin);
    return node;
}

Expr* Parser::parse_table() {
    RUMINA_PRODUCTION(table);
    const std::uint32_t begin = token().span.begin;
    advance();
    const Token& open = token();
    advance();
    Brackets brackets(*this, false);
    auto* node = create<TableExpr>(Span{});
    while (kind() != TokenKind::RightBrace && kind() != TokenKind::End) {
        Expr* key;
        if (is_word(kind()) && ahead().kind == TokenKind::FatArrow && kind() != TokenKind::True && kind() != TokenKind::False &&
            kind() != TokenKind::Null) {
            RUMINA_PRODUCTION(table_name_key);
            auto* text_key = create<StringExpr>(token().span);
            text_key->value = text(token());
            advance();
            key = text_key;
        } else {
            key = parse_expression(Level::Or);
        }
        expect(TokenKind::FatArrow);
        node->entries.emplace_back(key, parse_expression());
        if (!take(TokenKind::Comma) && !take(TokenKind::Semicolon)) break;
    }
    expect_close(TokenKind::RightBrace, open, "entries");
    node->span = span_from(begin);
    return node;
}

// ── structs and sets ────────────────────────────────────────────────────────────────────────────────────────

Expr* Parser::parse_braces() {
    const std::uint32_t begin = token().span.begin;
    const Token& open = token();
    advance();
    Brackets brackets(*this, false);
    bool field_first = is_word(kind()) && ahead().kind == TokenKind::Assign;
    if (field_first || kind() == TokenKind::RightBrace) return parse_struct_literal(open);
    auto* node = create<SetExpr>(Span{});
    node->elements.push_back(parse_expression());
    if (kind() == TokenKind::For)
        return parse_comprehension(ComprehensionExpr::Result::Set, node->elements[0], open, TokenKind::RightBrace, begin);
    RUMINA_PRODUCTION(set);
    while (take(TokenKind::Comma) && kind() != TokenKind::RightBrace) node->elements.push_back(parse_expression());
    if (kind() == TokenKind::Colon || kind() == TokenKind::FatArrow) {
        if (Diagnostic* diagnostic = unexpected("`}`")) diagnostic->hint = "Write `table{key => value}` for a table, `{name = value}` for a struct.";
    }
    expect_close(TokenKind::RightBrace, open, "elements");
    node->span = span_from(begin);
    return node;
}

Expr* Parser::parse_struct_literal(const Token& open) {
    RUMINA_PRODUCTION(struct_literal);
    auto* node = create<StructExpr>(Span{});
    std::unordered_set<Name> seen;
    while (kind() != TokenKind::RightBrace && kind() != TokenKind::End) {
        Span span = token().span;
        Name name = take_word("the name of a field");
        if (!seen.insert(name).second) report(DiagnosticId::DuplicateName, span, names_.text(name));
        expect(TokenKind::Assign);
        node->fields.emplace_back(name, parse_expression());
        // Fields on lines of their own need no separator.
        if (!take(TokenKind::Comma) && !take(TokenKind::Semicolon) && !token().newline_before) break;
    }
    expect_close(TokenKind::RightBrace, open);
    node->span = span_from(open.span.begin);
    return node;
}

Expr* Parser::parse_comprehension(ComprehensionExpr::Result result, Expr* element, const Token& open, TokenKind close,
                                  std::uint32_t begin) {
    RUMINA_PRODUCTION(comprehension);
    auto* node = create<ComprehensionExpr>(Span{});
    node->result = result;
    node->element = element;
    while (kind() == TokenKind::For) {
        advance();
        ComprehensionExpr::Clause clause{};
        clause.pattern = parse_loop_pattern();
        expect(TokenKind::In);
        clause.iterable = parse_expression();
        while (take(TokenKind::If)) {
            RUMINA_PRODUCTION(comprehension_condition);
            clause.conditions.push_back(parse_expression());
        }
        node->clauses.push_back(std::move(clause));
        if (kind() == TokenKind::Semicolon && ahead().kind == TokenKind::For) advance();
    }
    expect_close(close, open);
    node->span = span_from(begin);
    return node;
}

} // namespace rumina::syntax
