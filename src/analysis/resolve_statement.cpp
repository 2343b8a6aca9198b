// Statements: scopes of blocks, the paths through loops and `try`, what assignments write to.
#include "analysis/resolver_impl.h"
#include "diagnostics/closest_name.h"

#include <algorithm>

namespace rumina {

namespace {

NameExpr* root_name(Expr* expr) {
    for (;;) {
        if (auto* index = try_as<IndexExpr>(expr)) expr = index->base;
        else if (auto* member = try_as<MemberExpr>(expr)) expr = member->base;
        else return try_as<NameExpr>(expr);
    }
}

} // namespace

void Resolver::block(Block* node) {
    if (node == nullptr) return;
    current_->blocks.emplace_back();
    current_->block_nodes.push_back(node);
    block_statements(*node);
    current_->blocks.pop_back();
    current_->block_nodes.pop_back();
}

void Resolver::block_statements(Block& node) {
    if (current_->blocks.empty()) { // the module's own block
        current_->blocks.emplace_back();
        current_->block_nodes.push_back(&node);
    }
    // let and const are known in their whole block, so that a read above them is an error and not an outer variable.
    bool top_level = current_->info->is_module && current_->blocks.size() == 1;
    if (!top_level)
        for (Stmt* stmt : node.statements)
            if (auto* declaration = try_as<DeclarationStmt>(stmt))
                if (declaration->form == DeclarationStmt::Form::Let || declaration->form == DeclarationStmt::Form::Const)
                    predeclare(declaration->pattern, declaration->form);
    for (Stmt* stmt : node.statements) {
        if (diagnostics_.full()) return;
        statement(stmt);
    }
}

void Resolver::loop_body(Block* body) {
    ++current_->loops;
    block(body);
    --current_->loops;
}

void Resolver::statement(Stmt* stmt) {
    if (stmt->kind == NodeKind::ExpressionStmt) expression(as<ExpressionStmt>(*stmt).expression);
    else other_statement(stmt);
}

[[gnu::noinline]] void Resolver::other_statement(Stmt* stmt) {
    switch (stmt->kind) {
    case NodeKind::DeclarationStmt: {
        auto& declaration = as<DeclarationStmt>(*stmt);
        if (declaration.value != nullptr) expression(declaration.value);
        type(declaration.type);
        declare_pattern(declaration.pattern, declaration.form);
        auto* bind_pattern = try_as<BindPattern>(declaration.pattern);
        if (auto* lambda = try_as<LambdaExpr>(declaration.value); lambda != nullptr && bind_pattern != nullptr)
            known_calls_.know(bind_pattern->binding, bind_pattern->name, lambda->function);
        break;
    }
    case NodeKind::AssignmentStmt: {
        auto& assignment = as<AssignmentStmt>(*stmt);
        if (assignment.compound) expression(assignment.target); // it is read as well
        expression(assignment.value);
        if (auto* name = try_as<NameExpr>(assignment.target); name != nullptr && assignment.compound) {
            Binding before = name->binding;
            target(assignment.target);
            name->binding.checked = before.checked;
            name->binding.global_fallback = before.global_fallback;
            name->binding.builtin_fallback = before.builtin_fallback;
        } else {
            target(assignment.target);
            // `f = |x| …` defines a function as `var f = |x| …` does.
            auto* lambda = try_as<LambdaExpr>(assignment.value);
            if (name != nullptr && lambda != nullptr) known_calls_.know(name->binding, name->name, lambda->function);
        }
        break;
    }
    case NodeKind::FunctionStmt: {
        auto& declaration = as<FunctionStmt>(*stmt);
        for (const auto& [name, span] : declaration.decorators) {
            std::string_view text = names_.text(name);
            if (text != "memoize" && text != "pure") diagnostics_.add(DiagnosticId::UnknownDecorator, span, text);
        }
        function(*declaration.function);
        declaration.binding = declare_wide(declaration.function->name, declaration.function->name_span);
        known_calls_.know(declaration.binding, declaration.function->name, declaration.function);
        break;
    }
    case NodeKind::StructDeclarationStmt: {
        auto& declaration = as<StructDeclarationStmt>(*stmt);
        std::unordered_set<Name> seen;
        for (auto& field : declaration.fields) {
            type(field.type);
            if (!seen.insert(field.name).second) diagnostics_.add(DiagnosticId::DuplicateName, stmt->span, names_.text(field.name));
            if (field.value != nullptr) expression(field.value);
        }
        declaration.binding = declare_wide(declaration.name, stmt->span);
        break;
    }
    case NodeKind::WhileStmt: {
        auto& loop = as<WhileStmt>(*stmt);
        ++current_->loops;
        expression(loop.condition);
        Flow before = flow();
        block(loop.body);
        --current_->loops;
        restore(before);
        break;
    }
    case NodeKind::LoopStmt: {
        auto& loop = as<LoopStmt>(*stmt);
        if (loop.count != nullptr) expression(loop.count);
        Flow before = flow();
        loop_body(loop.body);
        restore(before);
        break;
    }
    case NodeKind::ForThreeStmt: {
        auto& loop = as<ForThreeStmt>(*stmt);
        if (loop.initial != nullptr) statement(loop.initial);
        ++current_->loops;
        if (loop.condition != nullptr) expression(loop.condition);
        Flow before = flow();
        block(loop.body);
        // The step runs after the body or a `continue`: what the body assigns is not certain there.
        restore(before);
        if (loop.step != nullptr) statement(loop.step);
        --current_->loops;
        restore(before);
        break;
    }
    case NodeKind::ForInStmt: {
        auto& loop = as<ForInStmt>(*stmt);
        expression(loop.iterable);
        Flow before = flow();
        ++current_->loops;
        current_->blocks.emplace_back();
        current_->block_nodes.push_back(nullptr);
        declare_block_pattern(loop.pattern, Variable::Kind::Loop);
        block(loop.body);
        current_->blocks.pop_back();
        current_->block_nodes.pop_back();
        --current_->loops;
        restore(before);
        break;
    }
    case NodeKind::ReturnStmt: {
        auto& statement = as<ReturnStmt>(*stmt);
        if (current_->info->is_module) diagnostics_.add(DiagnosticId::ReturnOutsideFunction, stmt->span);
        if (statement.value != nullptr) {
            expression(statement.value);
            bool checked = current_->info->node->result != nullptr;
            if (current_->tries == 0 && !checked && !current_->info->is_module) mark_tail(statement.value);
        }
        current_->unreachable = true;
        break;
    }
    case NodeKind::BreakStmt:
    case NodeKind::ContinueStmt:
        if (current_->loops == 0) diagnostics_.add(DiagnosticId::BreakOutsideLoop, stmt->span, stmt->kind == NodeKind::BreakStmt ? "break" : "continue");
        current_->unreachable = true;
        break;
    case NodeKind::IncludeStmt: {
        auto& include = as<IncludeStmt>(*stmt);
        if (include.module) include.binding = declare_wide(include.module, stmt->span);
        break;
    }
    case NodeKind::DefineStmt: break;
    case NodeKind::ThrowStmt:
        expression(as<ThrowStmt>(*stmt).value);
        current_->unreachable = true;
        break;
    case NodeKind::ImportStmt: import(as<ImportStmt>(*stmt)); break;
    case NodeKind::UseStmt: use(as<UseStmt>(*stmt)); break;
    case NodeKind::UnitStmt:
        if (as<UnitStmt>(*stmt).factor != nullptr) expression(as<UnitStmt>(*stmt).factor);
        break;
    case NodeKind::SymbolsStmt:
        for (auto& item : as<SymbolsStmt>(*stmt).items) item.binding = declare_wide(item.name, item.span);
        break;
    case NodeKind::GlobalStmt:
        for (const auto& [name, span] : as<GlobalStmt>(*stmt).names)
            if (current_->info->is_module || current_->used.contains(name)) diagnostics_.add(DiagnosticId::GlobalOutsideFunction, span);
        break;
    case NodeKind::TryStmt: try_statement(as<TryStmt>(*stmt)); break;
    case NodeKind::BlockStmt: block(as<BlockStmt>(*stmt).block); break;
    default: break;
    }
}

void Resolver::try_statement(TryStmt& statement) {
    Flow before = flow();
    ++current_->tries;
    block(statement.body);
    Flow after = flow();
    if (statement.handler != nullptr) {
        restore(before);
        current_->blocks.emplace_back();
        current_->block_nodes.push_back(nullptr);
        if (statement.error) {
            Binding binding = declare_in_block(statement.error, statement.error_span, Variable::Kind::Error);
            set_assigned(binding.variable);
            statement.variable = binding.variable;
        }
        block(statement.handler);
        current_->blocks.pop_back();
        current_->block_nodes.pop_back();
        meet(after);
    }
    if (statement.finally != nullptr) {
        Flow normal = flow();
        restore(before);
        block(statement.finally);
        Flow last = flow();
        // What the finally block assigns is certain on top of what the normal way assigned.
        for (std::size_t i = 0; i < current_->assigned.size(); ++i)
            if (i < normal.assigned.size() && normal.assigned[i]) current_->assigned[i] = true;
        current_->unreachable = last.unreachable || normal.unreachable;
    }
    --current_->tries;
}

void Resolver::import(ImportStmt& import) {
    Name name = import.alias ? import.alias : import.path.back();
    if (import.unit == 0) {
        std::uint32_t found = external_.builtin_namespace(import.path);
        if (found == ExternalNames::kAbsent) {
            Diagnostic& diagnostic = diagnostics_.add(DiagnosticId::ModuleNotFound, import.span, path_text(import.path));
            std::vector<Name> front(import.path.begin(), import.path.end() - 1);
            std::uint32_t space = external_.builtin_namespace(front);
            if (space != ExternalNames::kAbsent && external_.builtin_member(space, import.path.back()) != ExternalNames::kAbsent)
                diagnostic.hint = fmt::format("Write `use {}.{{{}}}`.", path_text(front), names_.text(import.path.back()));
        }
        import.builtin = found + 1;
    }
    import.binding = declare_wide(name, import.span);
}

void Resolver::use(UseStmt& use) {
    std::uint32_t space = ExternalNames::kAbsent;
    if (use.unit == 0) {
        space = external_.builtin_namespace(use.path);
        if (space == ExternalNames::kAbsent) diagnostics_.add(DiagnosticId::ModuleNotFound, use.span, path_text(use.path));
    }
    for (auto& item : use.items) {
        if (space != ExternalNames::kAbsent) {
            std::uint32_t builtin = external_.builtin_member(space, item.name);
            if (builtin == ExternalNames::kAbsent) unknown_member(use.path, space, item.name, item.span);
            item.builtin = builtin + 1;
        }
        item.binding = declare_wide(item.alias, item.span);
    }
}

void Resolver::unknown_member(const std::vector<Name>& module, std::uint32_t name_space, Name member, Span span) {
    Diagnostic& diagnostic = diagnostics_.add(DiagnosticId::UndefinedMember, span, path_text(module), names_.text(member));
    std::vector<std::string> candidates;
    external_.add_member_names(name_space, candidates);
    if (std::string near = closest_name(names_.text(member), candidates); !near.empty())
        diagnostic.hint = fmt::format("Did you mean `{}`?", near);
}

std::string Resolver::path_text(const std::vector<Name>& path) const {
    std::string text;
    for (Name name : path) text.append(text.empty() ? "" : ".").append(names_.text(name));
    return text;
}

void Resolver::target(Expr* expr) {
    if (auto* name = try_as<NameExpr>(expr)) {
        name->binding = write(name->name, name->span);
        return;
    }
    if (auto* array = try_as<ArrayExpr>(expr)) {
        for (Expr* element : array->elements) target(element);
        return;
    }
    if (auto* vector = try_as<VectorExpr>(expr)) {
        for (Expr* element : vector->elements) target(element);
        return;
    }
    expression(expr); // members and indices: their parts are read
    // A copy-on-write value is stored back into its variable: that is a write to it.
    if (NameExpr* root = root_name(expr)) note_write_through(*root);
}

void Resolver::note_write_through(NameExpr& name) {
    Variable* variable = name.binding.variable;
    if (variable == nullptr || (name.binding.where != Binding::Where::Local && name.binding.where != Binding::Where::Upvalue)) return;
    ++variable->writes;
    variable->written_in_loop = true;
}

} // namespace rumina
