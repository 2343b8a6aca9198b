#include "analysis/collect.h"

namespace rumina {
namespace {

// Depth is bounded by the parser's nesting limit, so plain recursion is safe.
class Collector {
public:
    CollectedNames result;

    void block(const Block* block) {
        if (block == nullptr) return;
        for (const Stmt* stmt : block->statements) statement(stmt);
    }

    /// The usual ones; a line of input is made of them (docs/decisions/0015-webassembly.md: functions that grow hot).
    void expression(const Expr* expr) {
        if (expr == nullptr) return;
        switch (expr->kind) {
        case NodeKind::NumberExpr:
        case NodeKind::NameExpr: break;
        case NodeKind::ChainExpr:
            expression(as<ChainExpr>(*expr).first);
            for (const auto& link : as<ChainExpr>(*expr).links) expression(link.operand);
            break;
        case NodeKind::PowerExpr:
            expression(as<PowerExpr>(*expr).base);
            expression(as<PowerExpr>(*expr).exponent);
            break;
        case NodeKind::UnaryExpr: expression(as<UnaryExpr>(*expr).operand); break;
        case NodeKind::CallExpr:
            expression(as<CallExpr>(*expr).callee);
            for (const Expr* argument : as<CallExpr>(*expr).arguments) expression(argument);
            for (const auto& [name, value] : as<CallExpr>(*expr).named) expression(value);
            break;
        default: other_expression(expr);
        }
    }

    void statement(const Stmt* stmt) {
        if (stmt == nullptr) return;
        if (stmt->kind == NodeKind::ExpressionStmt) expression(as<ExpressionStmt>(*stmt).expression);
        else other_statement(stmt);
    }

private:
    [[gnu::noinline]] void other_expression(const Expr* expr) {
        switch (expr->kind) {
        // Only these hold statements of the same function; others are searched for them.
        case NodeKind::IfExpr:
            for (const auto& clause : as<IfExpr>(*expr).clauses) {
                expression(clause.condition);
                block(clause.body);
            }
            block(as<IfExpr>(*expr).otherwise);
            break;
        case NodeKind::MatchExpr:
            expression(as<MatchExpr>(*expr).subject);
            for (const auto& arm : as<MatchExpr>(*expr).arms) {
                expression(arm.guard);
                expression(arm.body);
            }
            break;
        case NodeKind::BlockExpr: block(as<BlockExpr>(*expr).block); break;
        case NodeKind::ComparisonExpr:
            expression(as<ComparisonExpr>(*expr).first);
            for (const auto& link : as<ComparisonExpr>(*expr).links) expression(link.operand);
            break;
        case NodeKind::LogicalExpr:
            for (const Expr* operand : as<LogicalExpr>(*expr).operands) expression(operand);
            break;
        case NodeKind::RangeExpr:
            expression(as<RangeExpr>(*expr).low);
            expression(as<RangeExpr>(*expr).high);
            expression(as<RangeExpr>(*expr).step);
            break;
        case NodeKind::PipeExpr:
            expression(as<PipeExpr>(*expr).first);
            for (const Expr* stage : as<PipeExpr>(*expr).stages) expression(stage);
            break;
        case NodeKind::SubstituteExpr:
            expression(as<SubstituteExpr>(*expr).value);
            for (const auto& [name, value] : as<SubstituteExpr>(*expr).replacements) expression(value);
            break;
        case NodeKind::IndexExpr:
            expression(as<IndexExpr>(*expr).base);
            for (const Expr* index : as<IndexExpr>(*expr).indices) expression(index);
            break;
        case NodeKind::MemberExpr: expression(as<MemberExpr>(*expr).base); break;
        case NodeKind::QuantityExpr: expression(as<QuantityExpr>(*expr).value); break;
        case NodeKind::AsExpr: expression(as<AsExpr>(*expr).value); break;
        case NodeKind::FormatExpr:
            for (const Expr* value : as<FormatExpr>(*expr).values) expression(value);
            break;
        case NodeKind::ArrayExpr:
            for (const Expr* element : as<ArrayExpr>(*expr).elements) expression(element);
            break;
        case NodeKind::VectorExpr:
            for (const Expr* element : as<VectorExpr>(*expr).elements) expression(element);
            break;
        case NodeKind::SetExpr:
            for (const Expr* element : as<SetExpr>(*expr).elements) expression(element);
            break;
        case NodeKind::MatrixExpr:
            for (const auto& row : as<MatrixExpr>(*expr).rows)
                for (const Expr* entry : row) expression(entry);
            break;
        case NodeKind::TableExpr:
            for (const auto& [key, value] : as<TableExpr>(*expr).entries) {
                expression(key);
                expression(value);
            }
            break;
        case NodeKind::StructExpr:
            for (const auto& [name, value] : as<StructExpr>(*expr).fields) expression(value);
            break;
        case NodeKind::ComprehensionExpr:
            expression(as<ComprehensionExpr>(*expr).element);
            for (const auto& clause : as<ComprehensionExpr>(*expr).clauses) {
                expression(clause.iterable);
                for (const Expr* condition : clause.conditions) expression(condition);
            }
            break;
        case NodeKind::LambdaExpr: inside(*as<LambdaExpr>(*expr).function); break;
        default: break;
        }
    }

    [[gnu::noinline]] void other_statement(const Stmt* stmt) {
        switch (stmt->kind) {
        case NodeKind::DeclarationStmt: {
            const auto& declaration = as<DeclarationStmt>(*stmt);
            if (declaration.form == DeclarationStmt::Form::Var || declaration.form == DeclarationStmt::Form::Typed) declare(declaration.pattern);
            expression(declaration.value);
            break;
        }
        case NodeKind::AssignmentStmt:
            target(as<AssignmentStmt>(*stmt).target);
            expression(as<AssignmentStmt>(*stmt).value);
            break;
        case NodeKind::FunctionStmt:
            declare(as<FunctionStmt>(*stmt).function->name, as<FunctionStmt>(*stmt).function->name_span);
            inside(*as<FunctionStmt>(*stmt).function);
            break;
        case NodeKind::StructDeclarationStmt:
            declare(as<StructDeclarationStmt>(*stmt).name, stmt->span);
            for (const auto& field : as<StructDeclarationStmt>(*stmt).fields) expression(field.value);
            break;
        case NodeKind::WhileStmt:
            expression(as<WhileStmt>(*stmt).condition);
            block(as<WhileStmt>(*stmt).body);
            break;
        case NodeKind::LoopStmt:
            expression(as<LoopStmt>(*stmt).count);
            block(as<LoopStmt>(*stmt).body);
            break;
        case NodeKind::ForThreeStmt: {
            // A plain assignment in the head declares as well: `for (i = 0; …)`.
            const auto& loop = as<ForThreeStmt>(*stmt);
            statement(loop.initial);
            expression(loop.condition);
            statement(loop.step);
            block(loop.body);
            break;
        }
        case NodeKind::ForInStmt:
            expression(as<ForInStmt>(*stmt).iterable);
            block(as<ForInStmt>(*stmt).body);
            break;
        case NodeKind::ReturnStmt: expression(as<ReturnStmt>(*stmt).value); break;
        case NodeKind::ThrowStmt: expression(as<ThrowStmt>(*stmt).value); break;
        case NodeKind::IncludeStmt:
            if (as<IncludeStmt>(*stmt).module) declare(as<IncludeStmt>(*stmt).module, stmt->span);
            break;
        case NodeKind::ImportStmt: {
            const auto& import = as<ImportStmt>(*stmt);
            declare(import.alias ? import.alias : import.path.back(), stmt->span);
            break;
        }
        case NodeKind::UseStmt:
            for (const auto& item : as<UseStmt>(*stmt).items) declare(item.alias, item.span);
            break;
        case NodeKind::SymbolsStmt:
            for (const auto& item : as<SymbolsStmt>(*stmt).items) declare(item.name, item.span);
            break;
        case NodeKind::GlobalStmt:
            for (const auto& [name, span] : as<GlobalStmt>(*stmt).names) result.globals.push_back(name);
            break;
        case NodeKind::TryStmt:
            block(as<TryStmt>(*stmt).body);
            block(as<TryStmt>(*stmt).handler);
            block(as<TryStmt>(*stmt).finally);
            break;
        case NodeKind::BlockStmt: block(as<BlockStmt>(*stmt).block); break;
        default: break;
        }
    }

    void declare(Name name, Span span) { result.declared.push_back({name, span}); }
    void declare(const Pattern* pattern) {
        if (const auto* bind = try_as<BindPattern>(pattern)) declare(bind->name, bind->span);
        else if (const auto* sequence = try_as<SequencePattern>(pattern))
            for (const Pattern* element : sequence->elements) declare(element);
        else if (const auto* fields = try_as<FieldsPattern>(pattern))
            for (const auto& [name, part] : fields->fields) declare(part);
    }
    void target(const Expr* expr) {
        if (const auto* name = try_as<NameExpr>(expr)) {
            result.assigned.push_back({name->name, name->span});
        } else if (const auto* array = try_as<ArrayExpr>(expr)) {
            for (const Expr* element : array->elements) target(element);
        } else if (const auto* vector = try_as<VectorExpr>(expr)) {
            for (const Expr* element : vector->elements) target(element);
        } else {
            expression(expr);
        }
    }
    void inside(const FunctionNode& function) {
        CollectedNames names = collect_names(function);
        auto& out = result.written_inside;
        out.insert(out.end(), names.globals.begin(), names.globals.end());
        out.insert(out.end(), names.written_inside.begin(), names.written_inside.end());
        for (const Parameter& parameter : function.parameters) expression(parameter.initial);
    }
};

} // namespace

CollectedNames collect_names(const FunctionNode& function) {
    Collector collector;
    collector.block(function.block);
    collector.expression(function.expression);
    return std::move(collector.result);
}

} // namespace rumina
