#include "syntax/layout_marks.h"

namespace rumina {
namespace {

class Collector {
public:
    Collector(LayoutMarks& out, std::string_view text) : out_(out), text_(text) {}

    void statements(const Block& block) {
        for (const Stmt* statement : block.statements) stmt(*statement);
    }

private:
    LayoutMark& mark(std::uint32_t offset) { return out_.marks[offset]; }
    void braces(Span span) {
        if (span.end <= span.begin || text_[span.begin] != '{') return;
        mark(span.begin).block_open = true;
        if (text_[span.end - 1] == '}') mark(span.end - 1).block_close = true;
    }
    void block(const Block* block) {
        if (block == nullptr) return;
        const bool bare = block->span.end > block->span.begin && text_[block->span.begin] != '{';
        if (bare) out_.bare_bodies[block->span.begin] = block->span.end;
        braces(block->span);
        statements(*block);
    }
    /// The braces at the end of a construct whose first part ends at `from`.
    void last_braces(std::uint32_t from, Span whole) {
        const std::size_t open = text_.find('{', from);
        if (open < whole.end) braces({whole.source, static_cast<std::uint32_t>(open), whole.end});
    }

    void optional(const Expr* child) {
        if (child != nullptr) expr(*child);
    }
    void all(const std::vector<Expr*>& children) {
        for (const Expr* child : children) optional(child);
    }
    void named(const std::vector<std::pair<Name, Expr*>>& pairs) {
        for (const auto& pair : pairs) expr(*pair.second);
    }
    void links(const Expr& first, const ArenaVector<ChainExpr::Link>& rest) {
        expr(first);
        for (const auto& link : rest) {
            mark(link.op_span.begin).binary = true;
            expr(*link.operand);
        }
    }
    void function(const FunctionNode& function) {
        for (const Parameter& parameter : function.parameters) optional(parameter.initial);
        block(function.block);
        optional(function.expression);
    }

    // ── expressions ─────────────────────────────────────────────────────────────────────────────────────────
    void expr(const Expr& node) {
        switch (node.kind) {
        case NodeKind::FormatExpr: return; // kept as it is written
        case NodeKind::ChainExpr: return links(*as<ChainExpr>(node).first, as<ChainExpr>(node).links);
        case NodeKind::ComparisonExpr: return links(*as<ComparisonExpr>(node).first, as<ComparisonExpr>(node).links);
        case NodeKind::PowerExpr: {
            const auto& power = as<PowerExpr>(node);
            mark(power.op_span.begin).binary = true;
            expr(*power.base);
            return expr(*power.exponent);
        }
        case NodeKind::UnaryExpr: return unary(as<UnaryExpr>(node));
        case NodeKind::LogicalExpr: return all(as<LogicalExpr>(node).operands);
        case NodeKind::RangeExpr:
            expr(*as<RangeExpr>(node).low);
            expr(*as<RangeExpr>(node).high);
            return optional(as<RangeExpr>(node).step);
        case NodeKind::PipeExpr: expr(*as<PipeExpr>(node).first); return all(as<PipeExpr>(node).stages);
        case NodeKind::SubstituteExpr: expr(*as<SubstituteExpr>(node).value); return named(as<SubstituteExpr>(node).replacements);
        case NodeKind::CallExpr:
            expr(*as<CallExpr>(node).callee);
            all(as<CallExpr>(node).arguments);
            return named(as<CallExpr>(node).named);
        case NodeKind::IndexExpr: expr(*as<IndexExpr>(node).base); return all(as<IndexExpr>(node).indices);
        case NodeKind::MemberExpr: return expr(*as<MemberExpr>(node).base);
        case NodeKind::QuantityExpr: return expr(*as<QuantityExpr>(node).value);
        case NodeKind::AsExpr: return expr(*as<AsExpr>(node).value);
        case NodeKind::ArrayExpr: return all(as<ArrayExpr>(node).elements);
        case NodeKind::VectorExpr: return all(as<VectorExpr>(node).elements);
        case NodeKind::SetExpr: return all(as<SetExpr>(node).elements);
        case NodeKind::MatrixExpr:
            for (const auto& row : as<MatrixExpr>(node).rows) all(row);
            return;
        case NodeKind::TableExpr:
            for (const auto& [key, value] : as<TableExpr>(node).entries) {
                expr(*key);
                expr(*value);
            }
            return;
        case NodeKind::StructExpr: return named(as<StructExpr>(node).fields);
        case NodeKind::ComprehensionExpr: return comprehension(as<ComprehensionExpr>(node));
        case NodeKind::LambdaExpr: return function(*as<LambdaExpr>(node).function);
        case NodeKind::IfExpr:
            for (const auto& clause : as<IfExpr>(node).clauses) {
                expr(*clause.condition);
                block(clause.body);
            }
            return block(as<IfExpr>(node).otherwise);
        case NodeKind::MatchExpr: return match(as<MatchExpr>(node));
        case NodeKind::BlockExpr: return block(as<BlockExpr>(node).block);
        default: return;
        }
    }
    void unary(const UnaryExpr& node) {
        const bool behind = node.op == UnaryOperator::Factorial || node.op == UnaryOperator::Adjoint || node.op == UnaryOperator::Transpose;
        if (behind) mark(node.op_span.begin).postfix = true;
        expr(*node.operand);
    }
    void comprehension(const ComprehensionExpr& node) {
        expr(*node.element);
        for (const auto& clause : node.clauses) {
            pattern(*clause.pattern);
            expr(*clause.iterable);
            all(clause.conditions);
        }
    }
    void match(const MatchExpr& node) {
        expr(*node.subject);
        last_braces(node.subject->span.end, node.span);
        for (const auto& arm : node.arms) {
            mark(arm.pattern->span.begin).starts = true;
            pattern(*arm.pattern);
            optional(arm.guard);
            expr(*arm.body);
        }
    }

    // ── statements ──────────────────────────────────────────────────────────────────────────────────────────
    void stmt(const Stmt& node) {
        mark(node.span.begin).starts = true;
        switch (node.kind) {
        case NodeKind::ExpressionStmt: return expr(*as<ExpressionStmt>(node).expression);
        case NodeKind::DeclarationStmt:
            pattern(*as<DeclarationStmt>(node).pattern);
            return optional(as<DeclarationStmt>(node).value);
        case NodeKind::AssignmentStmt: expr(*as<AssignmentStmt>(node).target); return expr(*as<AssignmentStmt>(node).value);
        case NodeKind::FunctionStmt: {
            const FunctionNode& declared = *as<FunctionStmt>(node).function;
            mark(declared.span.begin).starts = true; // below its decorators
            return function(declared);
        }
        case NodeKind::StructDeclarationStmt:
            last_braces(node.span.begin, node.span);
            mark(static_cast<std::uint32_t>(text_.find('{', node.span.begin))).fields = true;
            for (const auto& field : as<StructDeclarationStmt>(node).fields) optional(field.value);
            return;
        case NodeKind::WhileStmt: expr(*as<WhileStmt>(node).condition); return block(as<WhileStmt>(node).body);
        case NodeKind::LoopStmt: optional(as<LoopStmt>(node).count); return block(as<LoopStmt>(node).body);
        case NodeKind::ForThreeStmt: {
            const auto& loop = as<ForThreeStmt>(node);
            if (loop.initial != nullptr) stmt(*loop.initial);
            optional(loop.condition);
            if (loop.step != nullptr) stmt(*loop.step);
            return block(loop.body);
        }
        case NodeKind::ForInStmt:
            pattern(*as<ForInStmt>(node).pattern);
            expr(*as<ForInStmt>(node).iterable);
            return block(as<ForInStmt>(node).body);
        case NodeKind::ReturnStmt: return optional(as<ReturnStmt>(node).value);
        case NodeKind::DefineStmt: return optional(as<DefineStmt>(node).value);
        case NodeKind::ThrowStmt: return optional(as<ThrowStmt>(node).value);
        case NodeKind::UnitStmt: return optional(as<UnitStmt>(node).factor);
        case NodeKind::TryStmt:
            block(as<TryStmt>(node).body);
            block(as<TryStmt>(node).handler);
            return block(as<TryStmt>(node).finally);
        case NodeKind::BlockStmt: return block(as<BlockStmt>(node).block);
        default: return;
        }
    }

    void pattern(const Pattern& node) {
        switch (node.kind) {
        case NodeKind::LiteralPattern: return expr(*as<LiteralPattern>(node).value);
        case NodeKind::ExpressionPattern: return expr(*as<ExpressionPattern>(node).expression);
        case NodeKind::SequencePattern:
            for (const Pattern* element : as<SequencePattern>(node).elements) pattern(*element);
            return;
        case NodeKind::FieldsPattern:
            for (const auto& field : as<FieldsPattern>(node).fields) pattern(*field.second);
            return;
        default: return;
        }
    }

    LayoutMarks& out_;
    std::string_view text_;
};

} // namespace

LayoutMarks layout_marks(const Tree& tree, std::string_view text) {
    LayoutMarks marks;
    Collector(marks, text).statements(*tree.module->block);
    return marks;
}

} // namespace rumina
