// Statements.
#include "syntax/parser_impl.h"

namespace rumina::syntax {

// ── lists of statements ─────────────────────────────────────────────────────────────────────────────────────

// Statements up to the `}` of the block that `open` begins, or to the end of the text when it is null.
void Parser::parse_statements(std::vector<Stmt*>& out, const Token* open) {
    bool after_line = false; // the statement before ended with its line
    while (!stopped_) {
        if (take(TokenKind::Semicolon)) {
            RUMINA_PRODUCTION(empty_statement);
            after_line = false;
            continue;
        }
        if (kind() == TokenKind::End || (kind() == TokenKind::RightBrace && open != nullptr)) return;
        const Token* start = current_;
        own_block_ = false;
        Stmt* statement = parse_statement();
        if (!failing() && open != nullptr && out.empty() && block_holds_literal(*statement))
            fail(DiagnosticId::ParenthesiseLiteral, open->span);
        bool ended = kind() == TokenKind::Semicolon || kind() == TokenKind::RightBrace || kind() == TokenKind::End ||
                     token().newline_before || own_block_;
        if (!ended && kind() == TokenKind::Invalid) give_up();
        if (!ended && !failing()) {
            std::string hint = end_hint(start);
            Diagnostic* diagnostic = fail(DiagnosticId::StatementNeedsEnd, token().span, describe(token()));
            if (diagnostic != nullptr && !hint.empty()) diagnostic->hint = hint;
        }
        if (failing()) {
            if (stopped_) return;
            recover(start, open != nullptr);
            after_line = false;
            continue;
        }
        if (after_line && start->kind == TokenKind::Minus && start->newline_before && statement->kind == NodeKind::ExpressionStmt)
            report(DiagnosticId::LonelyNegation, statement->span);
        out.push_back(statement);
        after_line = !own_block_;
    }
}

// `|x| {a = 1, b = 2}` and `{1, 2}` at the start of a statement: a literal was meant.
bool Parser::block_holds_literal(const Stmt& first) const {
    if (kind() != TokenKind::Comma && kind() != TokenKind::FatArrow) return false;
    return first.kind == NodeKind::ExpressionStmt || first.kind == NodeKind::AssignmentStmt;
}

Block* Parser::parse_block() {
    RUMINA_PRODUCTION(block);
    auto* block = create<Block>();
    const Token& open = token();
    if (!expect(TokenKind::LeftBrace)) return block;
    Brackets brackets(*this, true);
    parse_statements(block->statements, &open);
    expect_close(TokenKind::RightBrace, open);
    block->span = span_from(open.span.begin);
    own_block_ = true;
    return block;
}

// A block or one statement.
Block* Parser::parse_body() {
    if (kind() == TokenKind::LeftBrace) return parse_block();
    RUMINA_PRODUCTION(statement_body);
    Nesting nesting(*this);
    const std::uint32_t begin = token().span.begin;
    auto* block = create<Block>();
    own_block_ = false;
    if (kind() == TokenKind::Assign) {
        if (Diagnostic* diagnostic = unexpected("`{`")) diagnostic->hint = "Write `==` to compare.";
    } else if (kind() == TokenKind::Colon) {
        if (Diagnostic* diagnostic = unexpected("`{`")) diagnostic->hint = "Put the body in braces: `{ … }`.";
    } else if (kind() == TokenKind::End) {
        unexpected("`{`");
    } else if (!take(TokenKind::Semicolon)) {
        block->statements.push_back(parse_statement());
    }
    block->span = span_from(begin);
    return block;
}

// ── one statement ───────────────────────────────────────────────────────────────────────────────────────────

Stmt* Parser::parse_statement() {
    switch (kind()) {
    case TokenKind::Var: case TokenKind::Let: case TokenKind::Const: return parse_declaration();
    case TokenKind::At: return parse_function();
    case TokenKind::Func:
        if (ahead().kind == TokenKind::LeftParen) break; // a function without a name is an expression
        return parse_function();
    case TokenKind::Struct: return parse_struct();
    case TokenKind::If: return parse_if_statement();
    case TokenKind::While: return parse_while();
    case TokenKind::Loop: return parse_loop();
    case TokenKind::For: return parse_for();
    case TokenKind::Return: return parse_return();
    case TokenKind::Break: case TokenKind::Continue: {
        bool is_break = kind() == TokenKind::Break;
        Span span = token().span;
        advance();
        if (is_break) {
            RUMINA_PRODUCTION(break_statement);
            return create<BreakStmt>(span);
        }
        RUMINA_PRODUCTION(continue_statement);
        return create<ContinueStmt>(span);
    }
    case TokenKind::Include: return parse_include();
    case TokenKind::Define: return parse_define();
    case TokenKind::LeftBrace: {
        RUMINA_PRODUCTION(block_statement);
        auto* node = create<BlockStmt>(token().span);
        node->block = parse_block();
        node->span = node->block->span;
        return node;
    }
    case TokenKind::RightBrace: unexpected("a statement"); return create<BreakStmt>(token().span);
    case TokenKind::Plus: case TokenKind::Minus: check_increment_statement(); break;
    case TokenKind::ThrowWord:
        if (opens_throw()) return parse_throw();
        break;
    case TokenKind::ImportWord:
        if (opens_with_name()) return parse_import();
        break;
    case TokenKind::UseWord:
        if (opens_with_name()) return parse_use();
        break;
    case TokenKind::UnitWord:
        if (opens_with_name()) return parse_unit();
        break;
    case TokenKind::SymWord:
        if (opens_with_name()) return parse_symbols();
        break;
    case TokenKind::GlobalWord:
        if (opens_with_name()) return parse_global();
        break;
    case TokenKind::TryWord:
        if (ahead().kind == TokenKind::LeftBrace) return parse_try();
        break;
    default:
        if (is_type_word(kind()) && is_name(ahead().kind) && ahead(2).kind == TokenKind::Assign &&
            !(newlines_ && ahead().newline_before))
            return parse_typed_declaration();
        break;
    }
    return parse_simple_statement();
}

// `++i` would be a sum of nothing that changes nothing.
void Parser::check_increment_statement() {
    const Token& second = ahead();
    const Token& name = ahead(2);
    const Token& after = ahead(3);
    if (second.kind != kind() || second.space_before || name.kind != TokenKind::Name) return;
    bool ends = after.newline_before || after.kind == TokenKind::End || after.kind == TokenKind::Semicolon ||
                after.kind == TokenKind::RightBrace || after.kind == TokenKind::RightParen;
    if (!ends) return;
    std::string_view sign = spelling(kind());
    fail(DiagnosticId::NoIncrement, join(token().span, second.span), fmt::format("{0}{0}", sign),
         fmt::format("{} {}= 1", text(name), sign));
}

// An expression or an assignment.
Stmt* Parser::parse_simple_statement(Level limit) {
    const std::uint32_t begin = token().span.begin;
    const bool starts_match = kind() == TokenKind::MatchWord;
    Expr* expression = parse_expression(limit);
    if (is_assignment(kind())) return parse_assignment(expression, begin);
    RUMINA_PRODUCTION(expression_statement);
    own_block_ = starts_match && expression->kind == NodeKind::MatchExpr;
    auto* node = create<ExpressionStmt>(span_from(begin));
    node->expression = expression;
    return node;
}

void Parser::check_target(const Expr& target, bool compound) {
    auto is_place = [](const Expr& expr) {
        return !expr.parenthesised && (expr.kind == NodeKind::NameExpr || expr.kind == NodeKind::PathExpr ||
                                       expr.kind == NodeKind::MemberExpr || expr.kind == NodeKind::IndexExpr);
    };
    auto refuse = [&](const Expr& expr) {
        std::string_view what = expr.parenthesised                                ? "an expression in parentheses"
                                : expr.kind == NodeKind::CallExpr                 ? "the result of a call"
                                : expr.kind == NodeKind::NumberExpr               ? "a number"
                                : expr.kind == NodeKind::StringExpr               ? "a string"
                                                                                  : "the result of an expression";
        Diagnostic* diagnostic = fail(DiagnosticId::InvalidAssignmentTarget, expr.span, what);
        if (diagnostic != nullptr && !compound && expr.kind == NodeKind::CallExpr)
            diagnostic->hint = "Write `func` in front to define a function.";
        else if (diagnostic != nullptr && !compound && !expr.parenthesised && (expr.kind == NodeKind::ChainExpr || expr.kind == NodeKind::PowerExpr))
            diagnostic->hint = "Assign to a variable, a member or an index; an equation is written with `==`.";
    };
    const std::vector<Expr*>* elements = nullptr;
    if (const auto* array = try_as<ArrayExpr>(&target)) elements = &array->elements;
    if (const auto* vector = try_as<VectorExpr>(&target)) elements = &vector->elements;
    if (elements != nullptr && !compound && !target.parenthesised) {
        RUMINA_PRODUCTION(destructuring_assignment);
        for (const Expr* element : *elements) {
            if (!is_place(*element)) return refuse(*element);
            if (const auto* name = try_as<NameExpr>(element)) declare(name->name);
        }
    } else if (!is_place(target)) {
        refuse(target);
    } else if (const auto* name = try_as<NameExpr>(&target)) {
        declare(name->name);
    }
}

Stmt* Parser::parse_assignment(Expr* target, std::uint32_t begin) {
    auto* node = create<AssignmentStmt>(Span{});
    node->target = target;
    node->op_span = token().span;
    node->compound = kind() != TokenKind::Assign;
    switch (kind()) {
    case TokenKind::PlusAssign: node->op = BinaryOperator::Add; break;
    case TokenKind::MinusAssign: node->op = BinaryOperator::Subtract; break;
    case TokenKind::StarAssign: node->op = BinaryOperator::Multiply; break;
    case TokenKind::SlashAssign: node->op = BinaryOperator::Divide; break;
    case TokenKind::CaretAssign: node->op = BinaryOperator::Power; break;
    case TokenKind::PercentAssign: node->op = BinaryOperator::Modulo; break;
    default: break;
    }
    if (node->compound) RUMINA_PRODUCTION(compound_assignment);
    else RUMINA_PRODUCTION(assignment);
    check_target(*target, node->compound);
    advance();
    node->value = parse_expression();
    own_block_ = false;
    node->span = span_from(begin);
    return node;
}

// ── declarations ────────────────────────────────────────────────────────────────────────────────────────────

Stmt* Parser::parse_declaration() {
    RUMINA_PRODUCTION(declaration);
    const std::uint32_t begin = token().span.begin;
    auto* node = create<DeclarationStmt>(Span{});
    node->form = kind() == TokenKind::Var   ? DeclarationStmt::Form::Var
                 : kind() == TokenKind::Let ? DeclarationStmt::Form::Let
                                            : DeclarationStmt::Form::Const;
    advance();
    node->pattern = parse_binding();
    node->type = parse_optional_type();
    if (node->type != nullptr) RUMINA_PRODUCTION(declared_type);
    if (take(TokenKind::Assign)) {
        node->value = parse_expression();
    } else if (node->form == DeclarationStmt::Form::Const || node->pattern->kind != NodeKind::BindPattern) {
        unexpected("`=` and a value");
    } else {
        RUMINA_PRODUCTION(declaration_without_value);
    }
    own_block_ = false;
    node->span = span_from(begin);
    return node;
}

Stmt* Parser::parse_typed_declaration() {
    RUMINA_PRODUCTION(typed_declaration);
    const std::uint32_t begin = token().span.begin;
    auto* node = create<DeclarationStmt>(Span{});
    node->form = DeclarationStmt::Form::Typed;
    node->type = create<TypeNode>();
    node->type->span = token().span;
    node->type->name = name_of_word(token());
    advance();
    node->pattern = parse_binding();
    expect(TokenKind::Assign);
    node->value = parse_expression();
    own_block_ = false;
    node->span = span_from(begin);
    return node;
}

Stmt* Parser::parse_function() {
    RUMINA_PRODUCTION(function);
    const std::uint32_t begin = token().span.begin;
    auto* node = create<FunctionStmt>(Span{});
    while (take(TokenKind::At)) {
        RUMINA_PRODUCTION(decorator);
        Span span = token().span;
        node->decorators.emplace_back(take_word("the name of a decorator"), span);
    }
    auto* function = create_function();
    node->function = function;
    expect(TokenKind::Func);
    function->name_span = token().span;
    function->name = take_name("the name of the function");
    declare(function->name);
    const Token& open = token();
    if (take(TokenKind::LeftParen)) {
        Brackets brackets(*this, false);
        function->parameters = parse_parameters(TokenKind::RightParen);
        expect_close(TokenKind::RightParen, open);
    } else {
        RUMINA_PRODUCTION(function_no_parentheses);
    }
    parse_function_body(*function);
    function->span = node->span = span_from(begin);
    return node;
}

Stmt* Parser::parse_struct() {
    RUMINA_PRODUCTION(struct_declaration);
    const std::uint32_t begin = token().span.begin;
    advance();
    auto* node = create<StructDeclarationStmt>(Span{});
    node->name = take_name("the name of the struct");
    declare(node->name);
    const Token& open = token();
    if (expect(TokenKind::LeftBrace)) {
        Brackets brackets(*this, true);
        std::unordered_set<Name> seen;
        while (kind() != TokenKind::RightBrace && kind() != TokenKind::End) {
            StructDeclarationStmt::Field field{};
            Span span = token().span;
            field.name = take_word("the name of a field");
            if (!seen.insert(field.name).second) report(DiagnosticId::DuplicateName, span, names_.text(field.name));
            if (take(TokenKind::Colon)) {
                RUMINA_PRODUCTION(struct_field_type);
                field.type = parse_type();
            }
            if (take(TokenKind::Assign)) {
                RUMINA_PRODUCTION(struct_field_value);
                field.value = parse_expression();
            }
            node->fields.push_back(field);
            if (!take(TokenKind::Comma) && !take(TokenKind::Semicolon) && !token().newline_before) break;
        }
        expect_close(TokenKind::RightBrace, open);
    }
    own_block_ = true;
    node->span = span_from(begin);
    return node;
}

// ── branches and loops ──────────────────────────────────────────────────────────────────────────────────────

Stmt* Parser::parse_if_statement() {
    RUMINA_PRODUCTION(if_statement);
    auto* node = create<ExpressionStmt>(Span{});
    node->expression = parse_if();
    node->span = node->expression->span;
    return node;
}

Stmt* Parser::parse_while() {
    RUMINA_PRODUCTION(while_statement);
    const std::uint32_t begin = token().span.begin;
    advance();
    auto* node = create<WhileStmt>(Span{});
    node->condition = parse_expression();
    node->body = parse_body();
    node->span = span_from(begin);
    return node;
}

Stmt* Parser::parse_loop() {
    const std::uint32_t begin = token().span.begin;
    advance();
    auto* node = create<LoopStmt>(Span{});
    if (kind() == TokenKind::LeftBrace) {
        RUMINA_PRODUCTION(loop_forever);
    } else {
        RUMINA_PRODUCTION(loop_counted);
        node->count = parse_expression();
    }
    node->body = parse_body();
    node->span = span_from(begin);
    return node;
}

Stmt* Parser::parse_for() {
    const std::uint32_t begin = token().span.begin;
    advance();
    if (kind() == TokenKind::LeftParen && token().holds_semicolon) return parse_for_three(begin);
    RUMINA_PRODUCTION(for_in);
    auto* node = create<ForInStmt>(Span{});
    const Token& open = token();
    // for (k, v) in e, but also for (x in e)
    bool around_header = open.kind == TokenKind::LeftParen && open.value != 0 && !failing() &&
                         (&partner(open) + 1)->kind != TokenKind::In;
    if (around_header) {
        RUMINA_PRODUCTION(for_in_parentheses);
        advance();
        Brackets brackets(*this, false);
        node->pattern = parse_loop_pattern();
        expect(TokenKind::In);
        node->iterable = parse_expression();
        expect_close(TokenKind::RightParen, open);
    } else {
        node->pattern = parse_loop_pattern();
        expect(TokenKind::In);
        node->iterable = parse_expression();
    }
    node->body = parse_body();
    node->span = span_from(begin);
    return node;
}

Stmt* Parser::parse_for_three(std::uint32_t begin) {
    RUMINA_PRODUCTION(for_three);
    auto* node = create<ForThreeStmt>(Span{});
    const Token& open = token();
    advance();
    {
        Brackets brackets(*this, false);
        if (kind() != TokenKind::Semicolon) {
            bool declares = kind() == TokenKind::Var || kind() == TokenKind::Let || kind() == TokenKind::Const ||
                            is_type_word(kind());
            node->initial = declares ? parse_statement() : parse_simple_statement(Level::Or);
        }
        expect(TokenKind::Semicolon);
        if (kind() != TokenKind::Semicolon) node->condition = parse_expression(Level::Or);
        expect(TokenKind::Semicolon);
        if (kind() != TokenKind::RightParen) {
            check_increment_statement();
            node->step = parse_simple_statement(Level::Or);
        }
        expect_close(TokenKind::RightParen, open);
    }
    node->body = parse_body();
    node->span = span_from(begin);
    return node;
}

// ── leaving ─────────────────────────────────────────────────────────────────────────────────────────────────

Stmt* Parser::parse_return() {
    const std::uint32_t begin = token().span.begin;
    advance();
    auto* node = create<ReturnStmt>(Span{});
    if (!breaks_line() && starts_operand(kind())) {
        RUMINA_PRODUCTION(return_value);
        node->value = parse_expression();
    } else {
        RUMINA_PRODUCTION(return_nothing);
    }
    own_block_ = false;
    node->span = span_from(begin);
    return node;
}

bool Parser::opens_throw() const {
    const Token& next = ahead();
    if (!starts_operand(next.kind) || is_infix_word(next.kind) || (newlines_ && next.newline_before)) return false;
    switch (next.kind) {
    case TokenKind::LeftParen: case TokenKind::LeftBracket: case TokenKind::Minus: case TokenKind::Plus: case TokenKind::Bang:
    case TokenKind::Pipe: case TokenKind::OrOr: return !is_declared("throw"); // these could continue an expression
    default: return true;
    }
}

Stmt* Parser::parse_throw() {
    RUMINA_PRODUCTION(throw_statement);
    const std::uint32_t begin = token().span.begin;
    advance();
    auto* node = create<ThrowStmt>(Span{});
    node->value = parse_expression();
    own_block_ = false;
    node->span = span_from(begin);
    return node;
}

Stmt* Parser::parse_try() {
    RUMINA_PRODUCTION(try_statement);
    const std::uint32_t begin = token().span.begin;
    advance();
    auto* node = create<TryStmt>(Span{});
    node->body = parse_block();
    if (take(TokenKind::CatchWord)) {
        RUMINA_PRODUCTION(catch_clause);
        const Token& open = token();
        bool parentheses = take(TokenKind::LeftParen);
        if (parentheses || kind() != TokenKind::LeftBrace) {
            node->error_span = token().span;
            node->error = take_name("the name of the error");
            declare(node->error);
        }
        if (parentheses) expect_close(TokenKind::RightParen, open);
        node->handler = parse_block();
    }
    if (take(TokenKind::FinallyWord)) {
        RUMINA_PRODUCTION(finally_clause);
        node->finally = parse_block();
    }
    if (node->handler == nullptr && node->finally == nullptr) unexpected("`catch` or `finally`");
    own_block_ = true;
    node->span = span_from(begin);
    return node;
}

// ── modules ─────────────────────────────────────────────────────────────────────────────────────────────────

Stmt* Parser::parse_include() {
    RUMINA_PRODUCTION(include);
    const std::uint32_t begin = token().span.begin;
    advance();
    auto* node = create<IncludeStmt>(Span{});
    tree_.imports.push_back(node);
    node->path_span = token().span;
    if (kind() == TokenKind::String) {
        node->path = tokens_.texts[token().value];
        advance();
    } else {
        RUMINA_PRODUCTION(include_name);
        node->path = names_.text(take_name("the path of a file, as a string"));
    }
    node->span = span_from(begin);
    return node;
}

Stmt* Parser::parse_define() {
    RUMINA_PRODUCTION(define);
    const std::uint32_t begin = token().span.begin;
    advance();
    auto* node = create<DefineStmt>(Span{});
    node->name = take_name("`module_name`");
    expect(TokenKind::Assign);
    node->value = parse_expression();
    node->span = span_from(begin);
    bool is_module_name = names_.text(node->name) == "module_name" && node->value->kind == NodeKind::StringExpr;
    if (!is_module_name) report(DiagnosticId::ModuleNameMustBeText, node->span);
    return node;
}

std::vector<Name> Parser::parse_module_path() {
    std::vector<Name> path{take_word("the name of a module")};
    while ((kind() == TokenKind::Dot || kind() == TokenKind::ColonColon) && is_word(ahead().kind)) {
        advance();
        path.push_back(take_word("a name"));
    }
    return path;
}

Stmt* Parser::parse_import() {
    RUMINA_PRODUCTION(import);
    const std::uint32_t begin = token().span.begin;
    advance();
    auto* node = create<ImportStmt>(Span{});
    tree_.imports.push_back(node);
    node->path = parse_module_path();
    if (take(TokenKind::AsWord)) {
        RUMINA_PRODUCTION(import_as);
        node->alias = take_name("a name");
    }
    declare(node->alias ? node->alias : node->path.back());
    node->span = span_from(begin);
    return node;
}

Stmt* Parser::parse_use() {
    RUMINA_PRODUCTION(use);
    const std::uint32_t begin = token().span.begin;
    advance();
    auto* node = create<UseStmt>(Span{});
    tree_.imports.push_back(node);
    node->path = parse_module_path();
    if (!take(TokenKind::ColonColon) && !take(TokenKind::Dot)) unexpected("`.{` and names");
    const Token& open = token();
    expect(TokenKind::LeftBrace);
    Brackets brackets(*this, false);
    do {
        if (kind() == TokenKind::RightBrace && !node->items.empty()) break;
        UseStmt::Item item{};
        item.span = token().span;
        item.name = item.alias = take_word("a name");
        if (take(TokenKind::AsWord)) {
            RUMINA_PRODUCTION(use_as);
            item.span = join(item.span, token().span);
            item.alias = take_name("a name");
        }
        declare(item.alias);
        node->items.push_back(item);
    } while (take(TokenKind::Comma));
    expect_close(TokenKind::RightBrace, open);
    node->span = span_from(begin);
    return node;
}

// ── units, symbols, global ──────────────────────────────────────────────────────────────────────────────────

Stmt* Parser::parse_unit() {
    RUMINA_PRODUCTION(unit);
    const std::uint32_t begin = token().span.begin;
    advance();
    auto* node = create<UnitStmt>(Span{});
    node->name = take_name("the name of the unit");
    if (take(TokenKind::Assign)) {
        RUMINA_PRODUCTION(unit_value);
        node->factor = parse_expression();
        if (auto* quantity = try_as<QuantityExpr>(node->factor)) {
            node->unit = quantity->unit;
            node->factor = quantity->value;
        }
    }
    node->span = span_from(begin);
    return node;
}

Stmt* Parser::parse_symbols() {
    RUMINA_PRODUCTION(symbols);
    const std::uint32_t begin = token().span.begin;
    advance();
    auto* node = create<SymbolsStmt>(Span{});
    std::size_t without_domain = 0; // items from here on wait for a domain: `sym x, y in real` is about both
    do {
        SymbolsStmt::Item item{};
        item.span = token().span;
        item.name = take_name("the name of a symbol");
        declare(item.name);
        const Token& open = token();
        if (!breaks_line() && take(TokenKind::LeftParen)) {
            RUMINA_PRODUCTION(symbol_function);
            item.argument = take_name("the name of its variable");
            expect_close(TokenKind::RightParen, open);
        }
        node->items.push_back(item);
        if (take(TokenKind::In)) {
            RUMINA_PRODUCTION(symbol_domain);
            Name domain = take_word("a domain like `real`");
            for (; without_domain < node->items.size(); ++without_domain) node->items[without_domain].domain = domain;
        }
    } while (take(TokenKind::Comma));
    node->span = span_from(begin);
    return node;
}

Stmt* Parser::parse_global() {
    RUMINA_PRODUCTION(global);
    const std::uint32_t begin = token().span.begin;
    advance();
    auto* node = create<GlobalStmt>(Span{});
    do {
        Span span = token().span;
        node->names.emplace_back(take_name("the name of a variable"), span);
    } while (take(TokenKind::Comma));
    node->span = span_from(begin);
    return node;
}

} // namespace rumina::syntax
