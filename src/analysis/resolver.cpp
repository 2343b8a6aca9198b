// The walk over the tree that gives every name its variable: a module and the functions in it. Definite assignment is
// tracked along the way: a read that may run before any write is marked `checked`. Literature: definite assignment as in
// the Java Language Specification, chapter 16, without its rules for boolean expressions.
#include "analysis/resolver_impl.h"

#include "analysis/collect.h"

namespace rumina {

namespace {

template <typename Add>
void add_pattern_globals(const Pattern* pattern, Add add) {
    if (const auto* bind = try_as<BindPattern>(pattern)) add(bind->name, bind->span);
    else if (const auto* sequence = try_as<SequencePattern>(pattern))
        for (const Pattern* element : sequence->elements) add_pattern_globals(element, add);
    else if (const auto* fields = try_as<FieldsPattern>(pattern))
        for (const auto& [name, part] : fields->fields) add_pattern_globals(part, add);
}

} // namespace

void Resolver::run() {
    FunctionNode& root = *tree_.module;
    collect_module(root);
    FunctionScope scope(new_info(root, nullptr), nullptr);
    scope.info->is_module = true;
    current_ = &scope;
    block_statements(*root.block);
    finish(scope);
    current_ = nullptr;
    known_calls_.check();
}

// ── modules and functions ───────────────────────────────────────────────────────────────────────────────────

FunctionInfo* Resolver::new_info(FunctionNode& node, FunctionInfo* parent) {
    auto* info = tree_.arena.create<FunctionInfo>();
    info->node = &node;
    info->parent = parent;
    return node.info = info;
}

void Resolver::collect_module(FunctionNode& root) {
    CollectedNames names = collect_names(root);
    auto add = [&](Name name, Span span) {
        ModuleNames::Global& global = module_.change(name);
        if (!global.declared) global.declared = span;
        global.index = external_.add_global(name, span);
    };
    for (const auto& [name, span] : names.declared) add(name, span);
    for (const auto& [name, span] : names.assigned) add(name, span);
    for (Name name : names.written_inside) add(name, Span{});
    for (const Stmt* stmt : root.block->statements)
        if (const auto* declaration = try_as<DeclarationStmt>(stmt))
            if (declaration->form == DeclarationStmt::Form::Let || declaration->form == DeclarationStmt::Form::Const)
                add_pattern_globals(declaration->pattern, add);
}

Variable* Resolver::new_variable(FunctionScope& scope, Name name, Span span, Variable::Kind kind) {
    auto variable = std::make_unique<Variable>();
    variable->name = name;
    variable->declared = span;
    variable->kind = kind;
    variable->function = scope.info;
    variable->slot = static_cast<std::uint32_t>(scope.info->variables.size()); // its index until finish()
    scope.info->variables.push_back(std::move(variable));
    scope.assigned.push_back(false);
    return scope.info->variables.back().get();
}

/// Slots: parameters (the rest parameter last), self, the others. Decides which captured variables need cells.
void Resolver::finish(FunctionScope& scope) {
    FunctionInfo& info = *scope.info;
    check_size(info.variables.size(), kMaxVariables, info.node->name ? info.node->name_span : info.node->span, "variables");
    std::uint32_t next = 0;
    for (Parameter& parameter : info.node->parameters) parameter.variable->slot = next++;
    if (info.self != nullptr) info.self->slot = next++;
    for (auto& variable : info.variables)
        if (variable->kind != Variable::Kind::Parameter && variable->kind != Variable::Kind::Self) variable->slot = next++;
    info.slots = next;
    for (auto& variable : info.variables) {
        bool fixed = variable->kind == Variable::Kind::Parameter || variable->kind == Variable::Kind::Self ? variable->writes == 0 : variable->writes == 1;
        bool repeats = variable->written_in_loop && !variable->block_scoped();
        variable->is_cell = variable->captured && (!fixed || variable->captured_unset || repeats);
        if (variable->block_scoped()) continue;
        if (variable->is_cell) info.entry_cells.push_back(variable.get());
        else if (variable->has_checked_read && variable->kind != Variable::Kind::Parameter && variable->kind != Variable::Kind::Self)
            info.entry_unset.push_back(variable.get());
    }
}

void Resolver::function(FunctionNode& node) {
    FunctionScope scope(new_info(node, current_->info), current_);
    FunctionScope* outer = current_;
    current_ = &scope;
    scope.blocks.emplace_back();
    scope.block_nodes.push_back(nullptr);

    CollectedNames names = collect_names(node);
    for (Name name : names.globals) {
        scope.globals.insert(name);
        if (!module_.contains(name)) module_.change(name).index = external_.add_global(name, Span{});
    }
    for (Parameter& parameter : node.parameters) {
        if (scope.names.contains(parameter.name)) diagnostics_.add(DiagnosticId::DuplicateName, parameter.span, names_.text(parameter.name));
        parameter.variable = new_variable(scope, parameter.name, parameter.span, Variable::Kind::Parameter);
        scope.names[parameter.name] = parameter.variable;
        type(parameter.type);
    }
    type(node.result);
    bool named = node.form == FunctionNode::Form::Named;
    for (const auto& [name, span] : names.declared)
        if (!scope.names.contains(name)) scope.names[name] = new_variable(scope, name, span, Variable::Kind::Var);
    for (const auto& [name, span] : names.assigned) {
        if (scope.names.contains(name) || scope.globals.contains(name)) continue;
        FunctionScope* owner = nullptr;
        current_ = outer;
        bool outer_has = find_variable(name, owner) != nullptr;
        current_ = &scope;
        if (outer_has) continue;
        if (!named && module_.contains(name)) continue; // lambdas write globals
        scope.names[name] = new_variable(scope, name, span, Variable::Kind::Implicit);
    }
    for (Parameter& parameter : node.parameters) {
        if (parameter.initial != nullptr) expression(parameter.initial);
        set_assigned(parameter.variable);
    }
    if (node.expression != nullptr) {
        expression(node.expression);
        if (node.result == nullptr) mark_tail(node.expression);
    } else {
        scope.blocks.emplace_back();
        scope.block_nodes.push_back(node.block);
        block_statements(*node.block);
    }
    finish(scope);
    current_ = outer;
}

/// The expression is all that is left to do in its function: if it is a call, it needs the frame no more.
void Resolver::mark_tail(Expr* expr) {
    if (auto* call = try_as<CallExpr>(expr)) call->tail = true;
    else if (auto* pipe = try_as<PipeExpr>(expr)) pipe->tail = true;
}

void Resolver::type(TypeNode* node) {
    if (node == nullptr) return;
    std::string_view text = names_.text(node->name);
    node->mask = external_.type_index(text);
    if (node->mask == 0) {
        Diagnostic& diagnostic = diagnostics_.add(DiagnosticId::UnknownType, node->span, text);
        // Parentheses: let f(x) = x^2
        diagnostic.hint = node->parenthesised ? "Write `func name(…) = …` to define a function."
                                              : "The types are int, bigint, rational, real, number, float, bool, string, array, vec, mat, table, set, struct, function and any.";
    }
    for (TypeNode* argument : node->arguments) type(argument);
}

void Resolver::check_size(std::size_t size, std::size_t limit, Span span, const char* what) {
    if (size > limit) diagnostics_.add(DiagnosticId::FunctionTooLarge, span, limit, what);
}

void resolve(Tree& tree, const NameTable& names, ModuleNames& module, ExternalNames& external, DiagnosticList& diagnostics) {
    Resolver(tree, names, module, external, diagnostics).run();
}

} // namespace rumina
