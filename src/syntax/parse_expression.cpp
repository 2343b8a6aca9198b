// Operators. Precedence climbing with the stack made explicit: `pending_` holds the operators whose right side is not
// complete, so that prefixes, powers and mixed levels use no native stack. Operators of one level become one flat node.
//
// Products without `*` are recognised by their tokens: √ π e i φ directly after a number, `)` or constant. They bind
// like `*`, which reads 1/2√2 as (1/2)√2; every other quotient in front of one is refused, because x/2√2 is read
// both ways. For the same reason the suffix of 5i is split off in 12/5i and in π^2i.
#include <algorithm>
#include <array>

#include "syntax/parser_impl.h"

namespace rumina::syntax {
namespace {

bool is_plain_integer(const Expr& expr) {
    const auto* number = try_as<NumberExpr>(&expr);
    return number != nullptr && number->form == NumberExpr::Form::Integer && !number->imaginary && !number->parenthesised;
}

// 3 or -3
bool is_signed_integer(const Expr& expr) {
    const auto* unary = try_as<UnaryExpr>(&expr);
    bool negated = unary != nullptr && unary->op == UnaryOperator::Negate && !unary->parenthesised;
    return is_plain_integer(negated ? *unary->operand : expr);
}

// 5i
bool is_imaginary(const Expr& expr) {
    const auto* number = try_as<NumberExpr>(&expr);
    return number != nullptr && number->imaginary && !number->parenthesised;
}

bool may_be_prefix(TokenKind kind) {
    return kind == TokenKind::Minus || kind == TokenKind::Plus || kind == TokenKind::Bang || kind == TokenKind::NotWord;
}

bool divides(BinaryOperator op) {
    return op == BinaryOperator::Divide || op == BinaryOperator::Modulo || op == BinaryOperator::LeftDivide ||
           op == BinaryOperator::DotDivide;
}

bool is_chain_of(const Expr& expr, Level level) {
    const auto* chain = try_as<ChainExpr>(&expr);
    if (chain == nullptr || chain->parenthesised) return false;
    switch (chain->links[0].op) {
    case BinaryOperator::Add: case BinaryOperator::Subtract: case BinaryOperator::DotAdd: case BinaryOperator::DotSubtract:
        return level == Level::Add;
    case BinaryOperator::Union: case BinaryOperator::SymmetricDifference: return level == Level::Union;
    case BinaryOperator::Intersection: return level == Level::Intersection;
    default: return level == Level::Multiply;
    }
}

} // namespace

Expr* Parser::parse_expression(Level limit) {
    const std::size_t base = pending_.size();
    const int depth = depth_;
    const Level outer_limit = limit_;
    limit_ = limit;
    Operand operand;
    Expr* imaginary_unit = nullptr; // the `i` split off the last number
    while (true) {
        if (may_be_prefix(kind())) parse_prefixes(base);
        operand = parse_postfix();
        if (is_imaginary(*operand.expr) && splits_imaginary(base)) imaginary_unit = split_imaginary(operand);
        while (true) {
            Operator op{};
            bool more = true;
            if (imaginary_unit != nullptr) {
                op = {Form::Chain, Level::Multiply, static_cast<std::uint8_t>(BinaryOperator::Multiply), true, 0,
                      Span{source_, operand.end, operand.end}};
            } else {
                more = find_operator(operand, op) && op.level >= limit;
            }
            while (pending_.size() > base) {
                const Operator& top = pending_.back().op;
                if (more && (top.level < op.level || (top.level == op.level && op.form == Form::Power))) break;
                operand = reduce(operand);
            }
            if (failing()) more = false;
            if (more && (op.form == Form::Range || op.form == Form::Step)) more = may_continue_range(operand, op.form);
            if (!more) {
                // A last token that is no operator after all leaves nothing unreduced: it bound looser than all.
                while (pending_.size() > base) operand = reduce(operand);
                depth_ = depth;
                limit_ = outer_limit;
                tallest_ = std::max(tallest_, operand.height);
                return operand.expr;
            }
            if (op.form == Form::Substitute) {
                operand = parse_substitution(operand);
                continue;
            }
            push(op, operand);
            for (int i = 0; i < op.tokens; ++i) advance();
            if (imaginary_unit == nullptr) break;
            operand = {imaginary_unit, imaginary_unit->span.begin, imaginary_unit->span.end, 1};
            imaginary_unit = nullptr;
        }
    }
}

void Parser::push(const Operator& op, const Operand& lhs) {
    // Prefixes and powers nest to the right without end; the other levels hold one operator each.
    if ((op.form == Form::Prefix || op.form == Form::Power) && ++depth_ > kMaxNesting) fail_too_deep();
    pending_.push_back({op, lhs});
}

// ── prefixes ────────────────────────────────────────────────────────────────────────────────────────────────

void Parser::parse_prefixes(std::size_t base) {
    while (true) {
        Operator op{Form::Prefix, Level::Unary, 0, false, 1, token().span};
        switch (kind()) {
        case TokenKind::Minus:
            RUMINA_PRODUCTION(negate);
            op.op = static_cast<std::uint8_t>(UnaryOperator::Negate);
            break;
        case TokenKind::Plus:
            RUMINA_PRODUCTION(plus_sign);
            op.op = static_cast<std::uint8_t>(UnaryOperator::Plus);
            break;
        case TokenKind::Bang:
            RUMINA_PRODUCTION(not_sign);
            op.op = static_cast<std::uint8_t>(UnaryOperator::Not);
            break;
        case TokenKind::NotWord:
            // With nothing to negate it is a name.
            if (!starts_operand(ahead().kind) || is_assignment(ahead().kind)) return;
            if (limit_ > Level::Not || (pending_.size() > base && pending_.back().op.level > Level::Not)) {
                // `not` binds looser than comparisons, so `1 + not x` would mean something nobody means.
                if (Diagnostic* diagnostic = unexpected("an expression")) diagnostic->hint = "Write `(not …)`.";
                return;
            }
            RUMINA_PRODUCTION(not_word);
            op.level = Level::Not;
            op.op = static_cast<std::uint8_t>(UnaryOperator::Not);
            break;
        default: return;
        }
        Operand none;
        none.begin = token().span.begin;
        push(op, none);
        advance();
    }
}

// ── finding the next operator ───────────────────────────────────────────────────────────────────────────────

bool Parser::juxtaposes(const Token& token) const {
    if (token.kind == TokenKind::Root || token.kind == TokenKind::Pi) return true;
    if (token.kind != TokenKind::Name) return false;
    std::string_view name = text(token);
    return name == "e" || name == "i" || name == "φ";
}

bool Parser::find_juxtaposition(const Operand& operand, Operator& found) {
    const TokenKind next = kind();
    const bool may_be = is_name(next) || next == TokenKind::Root || next == TokenKind::Pi || next == TokenKind::Infinity;
    return may_be && find_operand_after(operand, found);
}

[[gnu::noinline]] bool Parser::find_operand_after(const Operand& operand, Operator& found) {
    const Token& next = token();
    const Token& previous = current_[-1];
    bool sign_before = previous.kind == TokenKind::Pi || previous.kind == TokenKind::Infinity;
    // The name itself, alone or under a root; not the member of a.e
    bool name_before = operand.expr->kind == NodeKind::NameExpr || operand.expr->kind == NodeKind::UnaryExpr;
    bool constant_before = sign_before || (name_before && juxtaposes(previous));
    bool number_before = previous.kind == TokenKind::Number;
    if (juxtaposes(next) && (number_before || constant_before || previous.kind == TokenKind::RightParen)) {
        if (next.kind == TokenKind::Name && is_assignment(ahead().kind)) return false; // if (x)i = 1
        found = {Form::Chain, Level::Multiply, static_cast<std::uint8_t>(BinaryOperator::Multiply), true, 0,
                 Span{source_, next.span.begin, next.span.begin}};
        return true;
    }
    bool sign = next.kind == TokenKind::Root || next.kind == TokenKind::Pi || next.kind == TokenKind::Infinity;
    bool name_after = is_name(next.kind) && !is_infix_word(next.kind);
    if (sign || ((number_before || sign_before) && name_after))
        fail(DiagnosticId::NumberNeedsOperator, join(previous.span, next.span),
             clipped(join(previous.span, next.span)), clipped(previous.span) + "*" + clipped(next.span));
    return false;
}

// `i++` and `i--`: no operand can follow.
void Parser::check_increment() {
    const Token& second = ahead();
    if (second.kind == kind() && !second.space_before) refuse_increment();
}

[[gnu::noinline]] void Parser::refuse_increment() {
    const Token& second = ahead();
    const Token& after = ahead(2);
    if (starts_operand(after.kind) && !after.newline_before) return;
    std::string_view sign = spelling(kind());
    fail(DiagnosticId::NoIncrement, join(token().span, second.span), fmt::format("{0}{0}", sign),
         fmt::format("{} {}= 1", text(current_[-1]), sign));
}

bool Parser::find_operator(const Operand& operand, Operator& found) {
    if (failing()) return false;
    if (!token().space_before && find_juxtaposition(operand, found)) {
        RUMINA_PRODUCTION(juxtaposition);
        return true;
    }
    const Infix& infix = infix_of(kind());
    if (!infix.is_operator) return find_word_operator(found);
    if (infix.is_ambiguous && !is_operator_here()) return false;
    found = {infix.form, infix.level, infix.op, false, 1, token().span};
    return true;
}

const Parser::Infix& Parser::infix_of(TokenKind kind) {
    using enum TokenKind;
    static constexpr auto kTable = [] {
        std::array<Infix, static_cast<std::size_t>(ArrayType) + 1> table{};
        auto set = [&](TokenKind token, Form form, Level level, std::uint8_t op = 0, bool is_ambiguous = false) {
            table[static_cast<std::size_t>(token)] = {form, level, op, true, is_ambiguous};
        };
        auto chain = [&](TokenKind token, Level level, BinaryOperator op, bool is_ambiguous = false) {
            set(token, Form::Chain, level, static_cast<std::uint8_t>(op), is_ambiguous);
        };
        auto compare = [&](TokenKind token, BinaryOperator op) { set(token, Form::Compare, Level::Compare, static_cast<std::uint8_t>(op)); };
        chain(Plus, Level::Add, BinaryOperator::Add, true);
        chain(Minus, Level::Add, BinaryOperator::Subtract, true);
        chain(DotPlus, Level::Add, BinaryOperator::DotAdd);
        chain(DotMinus, Level::Add, BinaryOperator::DotSubtract);
        chain(Star, Level::Multiply, BinaryOperator::Multiply);
        chain(Slash, Level::Multiply, BinaryOperator::Divide);
        chain(Percent, Level::Multiply, BinaryOperator::Modulo);
        chain(Backslash, Level::Multiply, BinaryOperator::LeftDivide);
        chain(DotStar, Level::Multiply, BinaryOperator::DotMultiply);
        chain(DotSlash, Level::Multiply, BinaryOperator::DotDivide);
        chain(And, Level::Intersection, BinaryOperator::Intersection);
        chain(Pipe, Level::Union, BinaryOperator::Union, true);
        set(Caret, Form::Power, Level::Power, static_cast<std::uint8_t>(BinaryOperator::Power));
        set(DotCaret, Form::Power, Level::Power, static_cast<std::uint8_t>(BinaryOperator::DotPower));
        compare(EqualEqual, BinaryOperator::Equal);
        compare(NotEqual, BinaryOperator::NotEqual);
        compare(Equivalent, BinaryOperator::Equivalent);
        compare(Less, BinaryOperator::Less);
        compare(LessEqual, BinaryOperator::LessEqual);
        compare(Greater, BinaryOperator::Greater);
        compare(GreaterEqual, BinaryOperator::GreaterEqual);
        compare(DotEqual, BinaryOperator::DotEqual);
        compare(DotNotEqual, BinaryOperator::DotNotEqual);
        compare(DotLess, BinaryOperator::DotLess);
        compare(DotLessEqual, BinaryOperator::DotLessEqual);
        compare(DotGreater, BinaryOperator::DotGreater);
        compare(DotGreaterEqual, BinaryOperator::DotGreaterEqual);
        set(DotDot, Form::Range, Level::Range);
        set(OrOr, Form::Logical, Level::Or, 1);
        set(AndAnd, Form::Logical, Level::And, 0);
        set(PipeGreater, Form::Pipe, Level::Pipe);
        set(FatArrow, Form::Substitute, Level::Substitute, 0, true);
        return table;
    }();
    return kTable[static_cast<std::size_t>(kind)];
}

bool Parser::is_operator_here() {
    switch (kind()) {
    case TokenKind::Plus:
        // `++i` on a line of its own is refused as a statement; here it would be added to the line above.
        if (breaks_line() && ahead().kind == TokenKind::Plus && !ahead().space_before) return false;
        check_increment();
        return true;
    case TokenKind::Minus:
        if (breaks_line()) return false;
        check_increment();
        return true;
    case TokenKind::Pipe: return !breaks_line();
    default: return opens_substitution();
    }
}

// Words are names, not operators, where an assignment follows them: that line starts a statement.
bool Parser::find_word_operator(Operator& found) const {
    bool two_words = kind() == TokenKind::NotWord && ahead().kind == TokenKind::In;
    if (is_assignment(ahead(two_words ? 2 : 1).kind)) return false;
    auto set = [&](Form form, Level level, std::uint8_t op, std::uint8_t tokens = 1) {
        Span span = tokens == 2 ? join(token().span, ahead().span) : token().span;
        found = {form, level, op, false, tokens, span};
        return true;
    };
    auto compare = [&](BinaryOperator op, std::uint8_t tokens = 1) {
        return set(Form::Compare, Level::Compare, static_cast<std::uint8_t>(op), tokens);
    };
    switch (kind()) {
    case TokenKind::In: return compare(BinaryOperator::In);
    case TokenKind::NotWord: return two_words && compare(BinaryOperator::NotIn, 2);
    case TokenKind::SubsetWord: return compare(BinaryOperator::Subset);
    case TokenKind::IsWord: return compare(BinaryOperator::Is);
    case TokenKind::XorWord:
        return set(Form::Chain, Level::Union, static_cast<std::uint8_t>(BinaryOperator::SymmetricDifference));
    case TokenKind::AndWord: return set(Form::Logical, Level::And, 0);
    case TokenKind::OrWord: return set(Form::Logical, Level::Or, 1);
    case TokenKind::StepWord: return set(Form::Step, Level::Range, 0);
    default: return false;
    }
}

// ── building nodes ──────────────────────────────────────────────────────────────────────────────────────────

Parser::Operand Parser::reduce(const Operand& rhs) {
    Pending top = pending_.back();
    pending_.pop_back();
    if (top.op.form == Form::Prefix || top.op.form == Form::Power) --depth_;
    Operand result;
    result.begin = top.lhs.begin;
    result.end = rhs.end;
    result.height = std::max(top.lhs.height, rhs.height) + 1;
    result.expr = combine(top.op, top.lhs, rhs, result.height);
    if (result.height > kMaxHeight) fail_too_deep();
    return result;
}

Expr* Parser::combine(const Operator& op, const Operand& lhs, const Operand& rhs, int& height) {
    return op.form == Form::Chain ? combine_chain(op, lhs, rhs, height) : combine_other(op, lhs, rhs, height);
}

/// 2i^2, which could be (2i)^2 or 2·i^2.
[[gnu::noinline]] void Parser::refuse_imaginary_base(const Operand& lhs, const Operand& rhs) {
    Span whole{source_, lhs.begin, lhs.end};
    auto in_number = [](char c) { return (c >= '0' && c <= '9') || c == '_' || c == '.'; };
    if (lhs.end - lhs.begin == 1) // the `i` was split off: show the number
        while (whole.begin > 0 && in_number(file_.text()[whole.begin - 1])) --whole.begin;
    std::string base(file_.text(whole));
    std::string exponent = clipped({source_, rhs.begin, rhs.end});
    fail(DiagnosticId::AmbiguousCoefficient, {source_, lhs.begin, rhs.end}, fmt::format("{}^{}", base, exponent), fmt::format("({})^{}", base, exponent),
         fmt::format("{}*i^{}", base.substr(0, base.size() - 1), exponent));
}

[[gnu::noinline]] Expr* Parser::combine_other(const Operator& op, const Operand& lhs, const Operand& rhs, int& height) {
    Span span{source_, lhs.begin, rhs.end};
    switch (op.form) {
    case Form::Prefix: {
        auto* node = create<UnaryExpr>(span);
        node->op = static_cast<UnaryOperator>(op.op);
        node->op_span = op.span;
        node->operand = rhs.expr;
        return node;
    }
    case Form::Power: {
        RUMINA_PRODUCTION(power);
        auto* node = create<PowerExpr>(span);
        node->op = static_cast<BinaryOperator>(op.op);
        node->op_span = op.span;
        node->base = lhs.expr;
        node->exponent = rhs.expr;
        if (is_imaginary(*lhs.expr) && !failing()) refuse_imaginary_base(lhs, rhs);
        return node;
    }
    case Form::Range: {
        RUMINA_PRODUCTION(range);
        auto* node = create<RangeExpr>(span);
        node->low = lhs.expr;
        node->high = rhs.expr;
        return node;
    }
    case Form::Step: {
        RUMINA_PRODUCTION(range_step);
        auto& node = as<RangeExpr>(*lhs.expr);
        node.step = rhs.expr;
        node.span = span;
        return &node;
    }
    case Form::Compare: return combine_comparison(op, lhs, rhs, height);
    case Form::Logical: return combine_logical(op, lhs, rhs, height);
    default: return combine_pipe(lhs, rhs, height);
    }
}

Expr* Parser::combine_chain(const Operator& op, const Operand& lhs, const Operand& rhs, int& height) {
    ChainExpr* chain;
    if (is_chain_of(*lhs.expr, op.level)) {
        chain = static_cast<ChainExpr*>(lhs.expr);
        if (op.juxtaposed) check_coefficient(*chain, lhs, rhs);
        height = std::max(lhs.height, rhs.height + 1);
    } else {
        switch (op.level) {
        case Level::Add: RUMINA_PRODUCTION(add); break;
        case Level::Union: RUMINA_PRODUCTION(set_or); break;
        case Level::Intersection: RUMINA_PRODUCTION(set_and); break;
        default: RUMINA_PRODUCTION(multiply); break;
        }
        chain = create<ChainExpr>(Span{});
        chain->first = lhs.expr;
    }
    chain->span = {source_, lhs.begin, rhs.end};
    chain->links.push_back(tree_.arena, {static_cast<BinaryOperator>(op.op), op.span, rhs.expr});
    return chain;
}

Expr* Parser::combine_comparison(const Operator& op, const Operand& lhs, const Operand& rhs, int& height) {
    auto* node = try_as<ComparisonExpr>(lhs.expr);
    if (node != nullptr && !node->parenthesised) {
        RUMINA_PRODUCTION(comparison_chain);
        height = std::max(lhs.height, rhs.height + 1);
    } else {
        RUMINA_PRODUCTION(comparison);
        node = create<ComparisonExpr>(Span{});
        node->first = lhs.expr;
    }
    node->span = {source_, lhs.begin, rhs.end};
    node->links.push_back(tree_.arena, {static_cast<BinaryOperator>(op.op), op.span, rhs.expr});
    return node;
}

Expr* Parser::combine_logical(const Operator& op, const Operand& lhs, const Operand& rhs, int& height) {
    bool is_or = op.op != 0;
    auto* node = try_as<LogicalExpr>(lhs.expr);
    if (node != nullptr && !node->parenthesised && node->is_or == is_or) {
        height = std::max(lhs.height, rhs.height + 1);
    } else {
        if (is_or) RUMINA_PRODUCTION(logical_or);
        else RUMINA_PRODUCTION(logical_and);
        node = create<LogicalExpr>(Span{});
        node->is_or = is_or;
        node->operands.push_back(lhs.expr);
    }
    node->span = {source_, lhs.begin, rhs.end};
    node->operands.push_back(rhs.expr);
    return node;
}

Expr* Parser::combine_pipe(const Operand& lhs, const Operand& rhs, int& height) {
    auto* node = try_as<PipeExpr>(lhs.expr);
    if (node != nullptr && !node->parenthesised) {
        height = std::max(lhs.height, rhs.height + 1);
    } else {
        RUMINA_PRODUCTION(pipe);
        node = create<PipeExpr>(Span{});
        node->first = lhs.expr;
    }
    node->span = {source_, lhs.begin, rhs.end};
    node->stages.push_back(rhs.expr);
    return node;
}

// ── substitution ────────────────────────────────────────────────────────────────────────────────────────────

bool Parser::opens_substitution() const {
    return ahead(1).kind == TokenKind::LeftParen && is_word(ahead(2).kind) && ahead(3).kind == TokenKind::FatArrow;
}

Parser::Operand Parser::parse_substitution(const Operand& value) {
    RUMINA_PRODUCTION(substitution);
    advance();
    const Token& open = token();
    advance();
    auto* node = create<SubstituteExpr>(Span{});
    int outer_tallest = std::exchange(tallest_, 0);
    {
        Brackets brackets(*this, false);
        std::unordered_set<Name> seen;
        while (kind() != TokenKind::RightParen && kind() != TokenKind::End) {
            Span span = token().span;
            Name name = take_name("a name");
            if (!seen.insert(name).second) report(DiagnosticId::DuplicateName, span, names_.text(name));
            expect(TokenKind::FatArrow);
            node->replacements.emplace_back(name, parse_expression());
            if (!take(TokenKind::Comma)) break;
        }
        expect_close(TokenKind::RightParen, open);
    }
    node->value = value.expr;
    node->span = span_from(value.begin);
    int height = std::max(value.height, tallest_) + 1;
    tallest_ = outer_tallest;
    // A chain of substitutions is as deep as it is long.
    if (height > kMaxHeight) fail_too_deep();
    return {node, value.begin, last_end_, height};
}

// ── products without `*` ────────────────────────────────────────────────────────────────────────────────────

// After a quotient sign or in an exponent the `i` of 5i, the operand, is a factor of its own: (12/5)i, (π^2)i.
bool Parser::splits_imaginary(std::size_t base) const {
    if (failing()) return false;
    std::size_t top = pending_.size();
    while (top > base && pending_[top - 1].op.form == Form::Prefix) --top;
    if (top == base) return false;
    const Operator& op = pending_[top - 1].op;
    return op.form == Form::Power ||
           (op.form == Form::Chain && op.level == Level::Multiply && divides(static_cast<BinaryOperator>(op.op)));
}

Expr* Parser::split_imaginary(Operand& operand) {
    auto& number = as<NumberExpr>(*operand.expr);
    number.imaginary = false;
    --number.span.end;
    --operand.end;
    auto* unit = create<NumberExpr>(Span{source_, operand.end, operand.end + 1});
    unit->text = "1";
    unit->imaginary = true;
    return unit;
}

bool Parser::may_continue_range(const Operand& operand, Form form) {
    const auto* range = try_as<RangeExpr>(operand.expr);
    const bool open_range = range != nullptr && !range->parenthesised;
    return form == Form::Step ? open_range && range->step == nullptr : !open_range;
}

// In a/b√c the quotient must be one coefficient: an integer over an integer, with only factors in front of it.
void Parser::check_coefficient(const ChainExpr& chain, const Operand& lhs, const Operand& rhs) {
    if (failing()) return;
    const auto& links = chain.links;
    const ChainExpr::Link& last = links.back();
    if (!divides(last.op)) return;
    if (last.op == BinaryOperator::Divide && is_plain_integer(*last.operand)) {
        if (links.size() == 1 && is_signed_integer(*chain.first)) return;
        if (links.size() > 1 && links[links.size() - 2].op == BinaryOperator::Multiply &&
            is_signed_integer(*links[links.size() - 2].operand))
            return;
    }
    std::string quotient = clipped({source_, lhs.begin, lhs.end});
    std::string factor = clipped({source_, rhs.begin, rhs.end});
    std::string front = clipped({source_, lhs.begin, last.op_span.end});
    std::string divisor = clipped({source_, last.op_span.end, rhs.end});
    divisor.erase(0, divisor.find_first_not_of(" \t"));
    fail(DiagnosticId::AmbiguousCoefficient, {source_, lhs.begin, rhs.end}, clipped({source_, lhs.begin, rhs.end}),
         fmt::format("({})*{}", quotient, factor), fmt::format("{}({})", front, divisor));
}

} // namespace rumina::syntax
