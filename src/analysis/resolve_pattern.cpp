// Patterns: the names they declare.
#include "analysis/resolver_impl.h"

namespace rumina {

void Resolver::declare_pattern(Pattern* pattern, DeclarationStmt::Form form) {
    if (auto* bind_pattern = try_as<BindPattern>(pattern)) {
        bool constant = form == DeclarationStmt::Form::Let || form == DeclarationStmt::Form::Const;
        if (!constant) {
            bind_pattern->binding = declare_wide(bind_pattern->name, pattern->span);
        } else if (current_->info->is_module && current_->blocks.size() == 1) {
            ModuleNames::Global& global = module_.change(bind_pattern->name);
            if (global.writes > 0 && global.declared.source == tree_.source && global.constant)
                diagnostics_.add(DiagnosticId::Redeclared, pattern->span, names_.text(bind_pattern->name));
            bind_pattern->binding = write_global(bind_pattern->name, pattern->span);
            global.constant = form;
        } else {
            // The variable may be known already: a lambda in its own value or an earlier read made it.
            bind_pattern->binding = declare_in_block(bind_pattern->name, pattern->span,
                                                     form == DeclarationStmt::Form::Let ? Variable::Kind::Let : Variable::Kind::Const);
            set_assigned(bind_pattern->binding.variable);
        }
    } else if (auto* sequence = try_as<SequencePattern>(pattern)) {
        for (Pattern* element : sequence->elements) declare_pattern(element, form);
    } else if (auto* fields = try_as<FieldsPattern>(pattern)) {
        for (auto& [name, part] : fields->fields) declare_pattern(part, form);
    } else if (auto* literal = try_as<LiteralPattern>(pattern)) {
        expression(literal->value);
    } else if (auto* wrong = try_as<ExpressionPattern>(pattern)) {
        diagnostics_.add(DiagnosticId::InvalidAssignmentTarget, wrong->span, "an expression");
    }
}

void Resolver::declare_block_pattern(Pattern* pattern, Variable::Kind kind) {
    if (auto* bind_pattern = try_as<BindPattern>(pattern)) {
        bind_pattern->binding = declare_in_block(bind_pattern->name, pattern->span, kind);
        set_assigned(bind_pattern->binding.variable);
    } else if (auto* sequence = try_as<SequencePattern>(pattern)) {
        for (Pattern* element : sequence->elements) declare_block_pattern(element, kind);
    } else if (auto* fields = try_as<FieldsPattern>(pattern)) {
        for (auto& [name, part] : fields->fields) declare_block_pattern(part, kind);
    } else if (auto* literal = try_as<LiteralPattern>(pattern)) {
        expression(literal->value);
    } else if (auto* parts = try_as<ExpressionPattern>(pattern)) {
        declare_parts(parts->expression);
    }
}

void Resolver::declare_parts(Expr* expr) {
    if (auto* name = try_as<NameExpr>(expr)) {
        auto& block = current_->blocks.back();
        name->binding = block.contains(name->name) ? bind(*current_, *current_, block[name->name])
                                                   : declare_in_block(name->name, name->span, Variable::Kind::Pattern);
        set_assigned(name->binding.variable);
    } else if (auto* chain = try_as<ChainExpr>(expr)) {
        declare_parts(chain->first);
        for (auto& link : chain->links) declare_parts(link.operand);
    } else if (auto* power = try_as<PowerExpr>(expr)) {
        declare_parts(power->base);
        declare_parts(power->exponent);
    } else if (auto* unary = try_as<UnaryExpr>(expr)) {
        declare_parts(unary->operand);
    } else if (auto* call = try_as<CallExpr>(expr)) { // the function is not a part
        expression(call->callee);
        for (Expr* argument : call->arguments) declare_parts(argument);
    } else {
        expression(expr);
    }
}

void Resolver::predeclare(Pattern* pattern, DeclarationStmt::Form form) {
    if (auto* bind_pattern = try_as<BindPattern>(pattern)) {
        auto& block = current_->blocks.back();
        if (!block.contains(bind_pattern->name))
            block[bind_pattern->name] = new_variable(*current_, bind_pattern->name, pattern->span,
                                                     form == DeclarationStmt::Form::Let ? Variable::Kind::Let : Variable::Kind::Const);
    } else if (auto* sequence = try_as<SequencePattern>(pattern)) {
        for (Pattern* element : sequence->elements) predeclare(element, form);
    } else if (auto* fields = try_as<FieldsPattern>(pattern)) {
        for (auto& [name, part] : fields->fields) predeclare(part, form);
    }
}

} // namespace rumina
