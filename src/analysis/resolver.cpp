// The walk over the tree that gives every name its variable. Definite assignment is tracked along the way: a read that
// may run before any write is marked `checked`. Literature: definite assignment as in the Java Language Specification,
// chapter 16, without its rules for boolean expressions.
#include "analysis/resolver.h"

#include <algorithm>
#include <unordered_set>

#include "analysis/collect.h"

namespace rumina {

bool is_irrefutable(const Pattern& pattern) {
    return pattern.kind == NodeKind::WildcardPattern || pattern.kind == NodeKind::BindPattern;
}

namespace {

using AssignedSet = std::vector<bool>; ///< by index in FunctionInfo::variables; missing ones are unassigned

class Resolver {
public:
    Resolver(Tree& tree, const NameTable& names, ModuleNames& module, ExternalNames& external, DiagnosticList& diagnostics)
        : tree_(tree), names_(names), module_(module), external_(external), diagnostics_(diagnostics) {}

    void run() {
        FunctionNode& root = *tree_.module;
        collect_module(root);
        FunctionScope scope(new_info(root, nullptr), nullptr);
        scope.info->is_module = true;
        current_ = &scope;
        block_statements(*root.block);
        finish(scope);
        current_ = nullptr;
        check_known_calls();
    }

private:
    struct FunctionScope {
        FunctionScope(FunctionInfo* info, FunctionScope* parent) : info(info), parent(parent) {}
        FunctionInfo* info;
        FunctionScope* parent;
        std::unordered_map<Name, Variable*> names;                ///< function-wide
        std::vector<std::unordered_map<Name, Variable*>> blocks;  ///< innermost last
        std::vector<Block*> block_nodes;                          ///< parallel; null where no block stands for the scope
        std::unordered_set<Name> globals;                         ///< `global x`
        std::unordered_set<Name> used;                            ///< so far, for `global` that comes too late
        std::unordered_map<Variable*, std::uint32_t> capture_index;
        AssignedSet assigned;
        bool unreachable = false; ///< after return, break, throw: everything counts as assigned
        int loops = 0, tries = 0;
    };

    // ── set-up ──────────────────────────────────────────────────────────────────────────────────────────────
    FunctionInfo* new_info(FunctionNode& node, FunctionInfo* parent) {
        auto info = std::make_shared<FunctionInfo>();
        tree_.analysis.push_back(info);
        info->node = &node;
        info->parent = parent;
        node.info = info.get();
        return info.get();
    }

    void collect_module(FunctionNode& root) {
        CollectedNames names = collect_names(root);
        auto add = [&](Name name, Span span) {
            auto [found, added] = module_.globals.try_emplace(name);
            if (added || !found->second.declared) found->second.declared = span;
            found->second.index = external_.add_global(name, span);
        };
        for (const auto& [name, span] : names.declared) add(name, span);
        for (const auto& [name, span] : names.assigned) add(name, span);
        for (Name name : names.written_inside) add(name, Span{});
        for (const Stmt* stmt : root.block->statements)
            if (const auto* declaration = try_as<DeclarationStmt>(stmt))
                if (declaration->form == DeclarationStmt::Form::Let || declaration->form == DeclarationStmt::Form::Const)
                    add_pattern_globals(declaration->pattern, add);
    }
    template <typename Add>
    void add_pattern_globals(const Pattern* pattern, Add add) {
        if (const auto* bind = try_as<BindPattern>(pattern)) add(bind->name, bind->span);
        else if (const auto* sequence = try_as<SequencePattern>(pattern))
            for (const Pattern* element : sequence->elements) add_pattern_globals(element, add);
        else if (const auto* fields = try_as<FieldsPattern>(pattern))
            for (const auto& [name, part] : fields->fields) add_pattern_globals(part, add);
    }

    Variable* new_variable(FunctionScope& scope, Name name, Span span, Variable::Kind kind) {
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
    void finish(FunctionScope& scope) {
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

    // ── definite assignment ─────────────────────────────────────────────────────────────────────────────────
    static std::size_t index_of(const FunctionScope& scope, const Variable* variable) {
        const auto& all = scope.info->variables;
        // A variable's slot is its index until its function is finished.
        (void)all;
        return variable->slot;
    }
    bool is_assigned(const FunctionScope& scope, const Variable* variable) const {
        return scope.unreachable || scope.assigned[index_of(scope, variable)];
    }
    void set_assigned(Variable* variable) { current_->assigned[index_of(*current_, variable)] = true; }

    struct Flow {
        AssignedSet assigned;
        bool unreachable;
    };
    Flow flow() const { return {current_->assigned, current_->unreachable}; }
    void restore(const Flow& saved) {
        current_->assigned.resize(std::max(current_->assigned.size(), saved.assigned.size()));
        for (std::size_t i = 0; i < current_->assigned.size(); ++i)
            current_->assigned[i] = i < saved.assigned.size() && saved.assigned[i];
        current_->unreachable = saved.unreachable;
    }
    /// The state where two paths meet.
    void meet(const Flow& other) {
        if (other.unreachable) return;
        if (current_->unreachable) {
            restore(other);
            return;
        }
        for (std::size_t i = 0; i < current_->assigned.size(); ++i)
            current_->assigned[i] = current_->assigned[i] && i < other.assigned.size() && other.assigned[i];
    }

    // ── names ───────────────────────────────────────────────────────────────────────────────────────────────
    static Variable* find_in(const FunctionScope& scope, Name name) {
        for (auto block = scope.blocks.rbegin(); block != scope.blocks.rend(); ++block)
            if (auto found = block->find(name); found != block->end()) return found->second;
        auto found = scope.names.find(name);
        return found == scope.names.end() ? nullptr : found->second;
    }

    /// Binding of a variable of this or an enclosing function, seen from `scope`.
    Binding bind(FunctionScope& scope, FunctionScope& owner, Variable* variable) {
        Binding binding;
        binding.variable = variable;
        if (&scope == &owner) {
            binding.where = Binding::Where::Local;
            return binding;
        }
        variable->captured = true;
        if (!is_assigned(owner, variable)) variable->captured_unset = true;
        auto [place, added] = scope.capture_index.try_emplace(variable, static_cast<std::uint32_t>(scope.info->captures.size()));
        if (added) {
            scope.info->captures.emplace_back(); // reserve the place before the recursion adds others
            Binding from = bind(*scope.parent, owner, variable);
            scope.info->captures[place->second] = from;
        }
        binding.where = Binding::Where::Upvalue;
        binding.index = place->second;
        return binding;
    }

    /// Finds a variable in this or an enclosing function.
    Variable* find_variable(Name name, FunctionScope*& owner) {
        if (current_->globals.contains(name)) return nullptr;
        for (FunctionScope* scope = current_; scope != nullptr; scope = scope->parent) {
            if (Variable* found = find_in(*scope, name)) {
                owner = scope;
                return found;
            }
            if (scope->globals.contains(name)) return nullptr;
        }
        return nullptr;
    }

    void add_fallbacks(Binding& binding, Name name) {
        if (auto global = module_.globals.find(name); global != module_.globals.end()) binding.global_fallback = global->second.index + 1;
        if (std::uint32_t builtin = external_.builtin(name); builtin != ExternalNames::kAbsent) binding.builtin_fallback = builtin + 1;
    }

    /// The hidden variable `self` of a function; enclosing functions get one as well, so that closures inherit it.
    Variable* self_of(FunctionScope& scope) {
        if (scope.info->self == nullptr) {
            scope.info->self = new_variable(scope, self_name(), scope.info->node->span, Variable::Kind::Self);
            scope.info->self->has_checked_read = true;
            if (scope.parent != nullptr && !scope.parent->info->is_module) self_of(*scope.parent);
        }
        return scope.info->self;
    }
    Name self_name() const { return names_.find("self"); }

    Binding read(Name name, Span span) {
        current_->used.insert(name);
        FunctionScope* owner = nullptr;
        if (Variable* variable = find_variable(name, owner)) {
            Binding binding = bind(*current_, *owner, variable);
            bool assigned = owner == current_ ? is_assigned(*owner, variable) : is_assigned(*owner, variable) && !variable->captured_unset;
            if (!assigned) {
                binding.checked = true;
                variable->has_checked_read = true;
                if (variable->kind == Variable::Kind::Implicit) add_fallbacks(binding, name);
                if (variable->block_scoped() && owner == current_) reset_on_entry(*owner, variable);
                if (variable->block_scoped() && owner != current_) reset_on_entry(*owner, variable);
            }
            return binding;
        }
        Binding binding;
        if (name == self_name() && !current_->info->is_module && !module_.globals.contains(name)) {
            binding.where = Binding::Where::Local;
            binding.variable = self_of(*current_);
            binding.checked = true;
            return binding;
        }
        if (auto global = module_.globals.find(name); global != module_.globals.end()) {
            binding.where = Binding::Where::Global;
            binding.index = global->second.index;
            if (std::uint32_t builtin = external_.builtin(name); builtin != ExternalNames::kAbsent) binding.builtin_fallback = builtin + 1;
            return binding;
        }
        if (std::uint32_t builtin = external_.builtin(name); builtin != ExternalNames::kAbsent) {
            binding.where = Binding::Where::Builtin;
            binding.index = builtin;
            return binding;
        }
        if (name == self_name()) {
            diagnostics_.add(DiagnosticId::SelfOutsideMethod, span);
            return binding;
        }
        undefined(name, span);
        return binding;
    }

    void undefined(Name name, Span span) {
        if (diagnostics_.full()) return;
        std::string_view text = names_.text(name);
        Diagnostic& diagnostic = diagnostics_.add(DiagnosticId::UndefinedVariable, span, text);
        std::vector<std::string> candidates;
        for (FunctionScope* scope = current_; scope != nullptr; scope = scope->parent) {
            for (const auto& block : scope->blocks)
                for (const auto& [known, variable] : block) candidates.emplace_back(names_.text(known));
            for (const auto& [known, variable] : scope->names) candidates.emplace_back(names_.text(known));
        }
        for (const auto& [known, global] : module_.globals) candidates.emplace_back(names_.text(known));
        external_.add_builtin_names(candidates);
        std::sort(candidates.begin(), candidates.end());
        std::string near = closest_name(text, candidates);
        diagnostic.hint = near.empty() ? fmt::format("Declare it first: `var {} = …`.", text) : fmt::format("Did you mean `{}`?", near);
        module_.globals.try_emplace(name).first->second.index = external_.add_global(name, Span{}); // report each name once
    }

    /// A block variable that may be read before its declaration ran has to be unset each time its block is entered.
    void reset_on_entry(FunctionScope& scope, Variable* variable) {
        for (std::size_t i = scope.blocks.size(); i-- > 0;) {
            auto found = scope.blocks[i].find(variable->name);
            if (found == scope.blocks[i].end() || found->second != variable) continue;
            Block* node = scope.block_nodes[i];
            if (node != nullptr && std::find(node->reset.begin(), node->reset.end(), variable) == node->reset.end()) node->reset.push_back(variable);
            return;
        }
    }

    void constant_error(Name name, Span span, bool is_let) {
        diagnostics_.add(DiagnosticId::AssignToConstant, span, names_.text(name), is_let ? "let" : "const");
    }

    Binding write(Name name, Span span) {
        current_->used.insert(name);
        FunctionScope* owner = nullptr;
        if (Variable* variable = find_variable(name, owner)) {
            if (variable->constant()) constant_error(name, span, variable->kind == Variable::Kind::Let);
            ++variable->writes;
            // A write from inside a closure may run any number of times.
            if (owner != current_ || current_->loops > 0) variable->written_in_loop = true;
            if (owner != current_) ++variable->writes;
            Binding binding = bind(*current_, *owner, variable);
            if (owner == current_) set_assigned(variable);
            return binding;
        }
        Binding binding;
        auto global = module_.globals.find(name);
        if (global == module_.globals.end()) { // names of a text are collected before; only an erroneous one comes here
            global = module_.globals.try_emplace(name).first;
            global->second.index = external_.add_global(name, span);
        }
        if (global->second.constant) constant_error(name, span, *global->second.constant == DeclarationStmt::Form::Let);
        ++global->second.writes;
        if (!current_->info->is_module || current_->loops > 0) ++global->second.writes;
        binding.where = Binding::Where::Global;
        binding.index = global->second.index;
        return binding;
    }

    /// Declares a function-wide name of this function (a global at top level) and binds the write.
    Binding declare_wide(Name name, Span span) {
        if (current_->info->is_module) {
            auto& global = module_.globals[name];
            if (global.constant && global.declared.source == tree_.source) {
                diagnostics_.add(DiagnosticId::Redeclared, span, names_.text(name));
            }
            global.constant.reset();
            return write_global(name, span);
        }
        auto found = current_->names.find(name);
        Variable* variable = found != current_->names.end() ? found->second : nullptr;
        if (variable == nullptr) variable = current_->names[name] = new_variable(*current_, name, span, Variable::Kind::Var);
        ++variable->writes;
        if (current_->loops > 0) variable->written_in_loop = true;
        set_assigned(variable);
        Binding binding;
        binding.where = Binding::Where::Local;
        binding.variable = variable;
        return binding;
    }
    Binding write_global(Name name, Span span) {
        auto& global = module_.globals[name];
        global.index = external_.add_global(name, span);
        ++global.writes;
        if (current_->loops > 0) ++global.writes;
        Binding binding;
        binding.where = Binding::Where::Global;
        binding.index = global.index;
        return binding;
    }

    /// Declares a variable of the innermost block. `assigned` is set by the caller once its value is there.
    Binding declare_in_block(Name name, Span span, Variable::Kind kind) {
        auto& block = current_->blocks.back();
        if (block.contains(name) && block[name]->declared != span) diagnostics_.add(DiagnosticId::Redeclared, span, names_.text(name));
        Variable* variable = block.contains(name) ? block[name] : new_variable(*current_, name, span, kind);
        block[name] = variable;
        ++variable->writes;
        Binding binding;
        binding.where = Binding::Where::Local;
        binding.variable = variable;
        return binding;
    }

    // ── patterns ────────────────────────────────────────────────────────────────────────────────────────────
    /// Binds every name of a declaring pattern.
    void declare_pattern(Pattern* pattern, DeclarationStmt::Form form) {
        if (auto* bind_pattern = try_as<BindPattern>(pattern)) {
            bool constant = form == DeclarationStmt::Form::Let || form == DeclarationStmt::Form::Const;
            if (!constant) {
                bind_pattern->binding = declare_wide(bind_pattern->name, pattern->span);
            } else if (current_->info->is_module && current_->blocks.size() == 1) {
                auto& global = module_.globals[bind_pattern->name];
                if (global.writes > 0 && global.declared.source == tree_.source && global.constant)
                    diagnostics_.add(DiagnosticId::Redeclared, pattern->span, names_.text(bind_pattern->name));
                bind_pattern->binding = write_global(bind_pattern->name, pattern->span);
                module_.globals[bind_pattern->name].constant = form;
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
    /// Binds the names of a loop or match pattern in the innermost block.
    void declare_block_pattern(Pattern* pattern, Variable::Kind kind) {
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
    /// The plain names of an expression pattern (`u^n`, `sin(u) + v`) stand for its parts.
    void declare_parts(Expr* expr) {
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

    // ── functions ───────────────────────────────────────────────────────────────────────────────────────────
    void function(FunctionNode& node) {
        FunctionScope scope(new_info(node, current_->info), current_);
        FunctionScope* outer = current_;
        current_ = &scope;
        scope.blocks.emplace_back();
        scope.block_nodes.push_back(nullptr);

        CollectedNames names = collect_names(node);
        for (Name name : names.globals) {
            scope.globals.insert(name);
            if (!module_.globals.contains(name)) module_.globals[name].index = external_.add_global(name, Span{});
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
            if (!named && module_.globals.contains(name)) continue; // lambdas write globals
            scope.names[name] = new_variable(scope, name, span, Variable::Kind::Implicit);
        }
        for (Parameter& parameter : node.parameters) {
            if (parameter.initial != nullptr) expression(parameter.initial);
            set_assigned(parameter.variable);
        }
        if (node.expression != nullptr) {
            expression(node.expression);
            if (auto* call = try_as<CallExpr>(node.expression)) call->tail = node.result == nullptr;
        } else {
            scope.blocks.emplace_back();
            scope.block_nodes.push_back(node.block);
            block_statements(*node.block);
        }
        finish(scope);
        current_ = outer;
    }

    void type(TypeNode* node) {
        if (node == nullptr) return;
        std::string_view text = names_.text(node->name);
        node->mask = external_.type_index(text);
        if (node->mask == 0) {
            Diagnostic& diagnostic = diagnostics_.add(DiagnosticId::UnknownType, node->span, text);
            diagnostic.hint = "The types are int, bigint, rational, real, number, float, bool, string, array, vec, mat, table, set, struct, function and any.";
        }
        for (TypeNode* argument : node->arguments) type(argument);
    }

    // ── statements ──────────────────────────────────────────────────────────────────────────────────────────
    void block(Block* node) {
        if (node == nullptr) return;
        current_->blocks.emplace_back();
        current_->block_nodes.push_back(node);
        block_statements(*node);
        current_->blocks.pop_back();
        current_->block_nodes.pop_back();
    }

    void block_statements(Block& node) {
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
    void predeclare(Pattern* pattern, DeclarationStmt::Form form) {
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

    void loop_body(Block* body) {
        ++current_->loops;
        block(body);
        --current_->loops;
    }

    void statement(Stmt* stmt) {
        switch (stmt->kind) {
        case NodeKind::ExpressionStmt: expression(as<ExpressionStmt>(*stmt).expression); break;
        case NodeKind::DeclarationStmt: {
            auto& declaration = as<DeclarationStmt>(*stmt);
            if (declaration.value != nullptr) expression(declaration.value);
            type(declaration.type);
            declare_pattern(declaration.pattern, declaration.form);
            auto* bind_pattern = try_as<BindPattern>(declaration.pattern);
            if (auto* lambda = try_as<LambdaExpr>(declaration.value); lambda != nullptr && bind_pattern != nullptr)
                know_function(bind_pattern->binding, bind_pattern->name, lambda->function);
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
            know_function(declaration.binding, declaration.function->name, declaration.function);
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
                if (auto* call = try_as<CallExpr>(statement.value)) call->tail = current_->tries == 0 && !checked && !current_->info->is_module;
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

    void try_statement(TryStmt& statement) {
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

    void import(ImportStmt& import) {
        Name name = import.alias ? import.alias : import.path.back();
        if (import.unit == 0) {
            std::uint32_t found = external_.builtin_namespace(import.path);
            if (found == ExternalNames::kAbsent) diagnostics_.add(DiagnosticId::ModuleNotFound, import.span, path_text(import.path));
            import.builtin = found + 1;
        }
        import.binding = declare_wide(name, import.span);
    }

    void use(UseStmt& use) {
        std::uint32_t space = ExternalNames::kAbsent;
        if (use.unit == 0) {
            space = external_.builtin_namespace(use.path);
            if (space == ExternalNames::kAbsent) diagnostics_.add(DiagnosticId::ModuleNotFound, use.span, path_text(use.path));
        }
        for (auto& item : use.items) {
            if (space != ExternalNames::kAbsent) {
                std::uint32_t builtin = external_.builtin_member(space, item.name);
                if (builtin == ExternalNames::kAbsent)
                    diagnostics_.add(DiagnosticId::UndefinedMember, item.span, path_text(use.path), names_.text(item.name));
                item.builtin = builtin + 1;
            }
            item.binding = declare_wide(item.alias, item.span);
        }
    }

    std::string path_text(const std::vector<Name>& path) const {
        std::string text;
        for (Name name : path) text.append(text.empty() ? "" : ".").append(names_.text(name));
        return text;
    }

    void target(Expr* expr) {
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
    static NameExpr* root_name(Expr* expr) {
        for (;;) {
            if (auto* index = try_as<IndexExpr>(expr)) expr = index->base;
            else if (auto* member = try_as<MemberExpr>(expr)) expr = member->base;
            else return try_as<NameExpr>(expr);
        }
    }
    void note_write_through(NameExpr& name) {
        Variable* variable = name.binding.variable;
        if (variable == nullptr || (name.binding.where != Binding::Where::Local && name.binding.where != Binding::Where::Upvalue)) return;
        ++variable->writes;
        variable->written_in_loop = true;
    }

    // ── expressions ─────────────────────────────────────────────────────────────────────────────────────────
    void expressions(std::vector<Expr*>& list) {
        for (Expr* expr : list) expression(expr);
    }

    void expression(Expr* expr) {
        if (expr == nullptr) return;
        switch (expr->kind) {
        case NodeKind::NameExpr: {
            auto& name = as<NameExpr>(*expr);
            name.binding = read(name.name, name.span);
            break;
        }
        case NodeKind::PathExpr: path(as<PathExpr>(*expr)); break;
        case NodeKind::ChainExpr:
            expression(as<ChainExpr>(*expr).first);
            for (auto& link : as<ChainExpr>(*expr).links) expression(link.operand);
            break;
        case NodeKind::PowerExpr:
            expression(as<PowerExpr>(*expr).base);
            expression(as<PowerExpr>(*expr).exponent);
            break;
        case NodeKind::UnaryExpr: expression(as<UnaryExpr>(*expr).operand); break;
        case NodeKind::ComparisonExpr: {
            auto& chain = as<ComparisonExpr>(*expr);
            expression(chain.first);
            for (std::size_t i = 0; i < chain.links.size(); ++i) {
                if (i == 0) {
                    expression(chain.links[i].operand);
                } else {
                    Flow before = flow(); // later operands are not always evaluated
                    expression(chain.links[i].operand);
                    meet(before);
                }
            }
            break;
        }
        case NodeKind::LogicalExpr: {
            auto& logical = as<LogicalExpr>(*expr);
            expression(logical.operands[0]);
            Flow before = flow();
            for (std::size_t i = 1; i < logical.operands.size(); ++i) expression(logical.operands[i]);
            restore(before);
            break;
        }
        case NodeKind::RangeExpr:
            expression(as<RangeExpr>(*expr).low);
            expression(as<RangeExpr>(*expr).high);
            expression(as<RangeExpr>(*expr).step);
            break;
        case NodeKind::PipeExpr:
            expression(as<PipeExpr>(*expr).first);
            for (Expr* stage : as<PipeExpr>(*expr).stages) {
                if (auto* call = try_as<CallExpr>(stage)) this->call(*call, 1);
                else expression(stage);
            }
            break;
        case NodeKind::SubstituteExpr:
            expression(as<SubstituteExpr>(*expr).value);
            for (auto& [name, value] : as<SubstituteExpr>(*expr).replacements) expression(value);
            break;
        case NodeKind::CallExpr: call(as<CallExpr>(*expr), 0); break;
        case NodeKind::IndexExpr:
            expression(as<IndexExpr>(*expr).base);
            expressions(as<IndexExpr>(*expr).indices);
            break;
        case NodeKind::MemberExpr: expression(as<MemberExpr>(*expr).base); break;
        case NodeKind::QuantityExpr: expression(as<QuantityExpr>(*expr).value); break;
        case NodeKind::AsExpr: expression(as<AsExpr>(*expr).value); break;
        case NodeKind::FormatExpr: expressions(as<FormatExpr>(*expr).values); break;
        case NodeKind::ArrayExpr: expressions(as<ArrayExpr>(*expr).elements); break;
        case NodeKind::VectorExpr: expressions(as<VectorExpr>(*expr).elements); break;
        case NodeKind::SetExpr: expressions(as<SetExpr>(*expr).elements); break;
        case NodeKind::MatrixExpr:
            for (auto& row : as<MatrixExpr>(*expr).rows) expressions(row);
            break;
        case NodeKind::TableExpr:
            for (auto& [key, value] : as<TableExpr>(*expr).entries) {
                expression(key);
                expression(value);
            }
            break;
        case NodeKind::StructExpr: {
            std::unordered_set<Name> seen;
            for (auto& [name, value] : as<StructExpr>(*expr).fields) {
                if (!seen.insert(name).second) diagnostics_.add(DiagnosticId::DuplicateName, value->span, names_.text(name));
                expression(value);
            }
            break;
        }
        case NodeKind::ComprehensionExpr: comprehension(as<ComprehensionExpr>(*expr)); break;
        case NodeKind::LambdaExpr: function(*as<LambdaExpr>(*expr).function); break;
        case NodeKind::IfExpr: if_expression(as<IfExpr>(*expr)); break;
        case NodeKind::MatchExpr: match(as<MatchExpr>(*expr)); break;
        case NodeKind::BlockExpr: block(as<BlockExpr>(*expr).block); break;
        default: break;
        }
    }

    void path(PathExpr& expr) {
        FunctionScope* owner = nullptr;
        bool shadowed = find_variable(expr.names[0], owner) != nullptr || module_.globals.contains(expr.names[0]);
        if (!shadowed) {
            std::uint32_t builtin = external_.builtin_path(expr.names);
            if (builtin != ExternalNames::kAbsent) {
                expr.whole = true;
                expr.binding.where = Binding::Where::Builtin;
                expr.binding.index = builtin;
                return;
            }
            if (external_.builtin_namespace({expr.names[0]}) != ExternalNames::kAbsent) {
                std::vector<Name> front(expr.names.begin(), expr.names.end() - 1);
                diagnostics_.add(DiagnosticId::UndefinedMember, expr.span, path_text(front), names_.text(expr.names.back()));
                return;
            }
        }
        expr.binding = read(expr.names[0], expr.span);
    }

    void call(CallExpr& call, std::uint32_t piped) {
        check_size(call.arguments.size() + call.named.size(), kMaxArguments, call.span, "arguments in one call");
        expression(call.callee);
        for (Expr* argument : call.arguments) expression(argument);
        for (auto& [name, value] : call.named) expression(value);
        const Binding* binding = nullptr;
        if (auto* name = try_as<NameExpr>(call.callee)) binding = &name->binding;
        if (auto* whole = try_as<PathExpr>(call.callee); whole != nullptr && whole->whole) binding = &whole->binding;
        if (binding == nullptr) return;
        auto count = static_cast<std::uint32_t>(call.arguments.size() + call.named.size()) + piped;
        if (binding->where == Binding::Where::Builtin) {
            std::uint32_t least = 0, most = 0;
            if (external_.builtin_arity(binding->index, least, most) && (count < least || count > most)) {
                std::string name = try_as<NameExpr>(call.callee) ? std::string(names_.text(as<NameExpr>(*call.callee).name))
                                                                 : std::string(names_.text(as<PathExpr>(*call.callee).names.back()));
                argument_error(call.span, name, least, most, count);
            }
            if (auto* name = try_as<NameExpr>(call.callee); name != nullptr && count == 0) scope_listing(call, names_.text(name->name));
        } else if (binding->where != Binding::Where::Unresolved) {
            known_calls_.push_back({binding->variable, binding->where == Binding::Where::Global ? as<NameExpr>(*call.callee).name : Name{}, call.span, count, call.named.size()});
        }
    }

    void scope_listing(CallExpr& call, std::string_view name) {
        if (name != "locals" && name != "globals" && name != "vars") return;
        auto listing = std::make_shared<ScopeListing>();
        tree_.analysis.push_back(listing);
        call.listing = listing.get();
        listing->what = name == "locals" ? ScopeListing::What::Locals : name == "globals" ? ScopeListing::What::Globals : ScopeListing::What::Both;
        std::vector<Variable*> visible;
        for (auto& variable : current_->info->variables) {
            if (variable->kind == Variable::Kind::Self) continue;
            if (variable->block_scoped() && find_in(*current_, variable->name) != variable.get()) continue;
            visible.push_back(variable.get());
        }
        for (Variable* variable : visible) {
            variable->has_checked_read = true; // it may be unset, and must not hold what an earlier call left in the slot
            if (variable->block_scoped() && !is_assigned(*current_, variable)) reset_on_entry(*current_, variable);
            Binding binding;
            binding.where = Binding::Where::Local;
            binding.variable = variable;
            listing->locals.emplace_back(variable->name, binding);
        }
    }

    void comprehension(ComprehensionExpr& expr) {
        Flow before = flow();
        ++current_->loops;
        for (auto& clause : expr.clauses) {
            expression(clause.iterable);
            current_->blocks.emplace_back();
            current_->block_nodes.push_back(nullptr);
            declare_block_pattern(clause.pattern, Variable::Kind::Loop);
            for (Expr* condition : clause.conditions) expression(condition);
        }
        expression(expr.element);
        for (std::size_t i = 0; i < expr.clauses.size(); ++i) {
            current_->blocks.pop_back();
            current_->block_nodes.pop_back();
        }
        --current_->loops;
        restore(before);
    }

    void if_expression(IfExpr& expr) {
        Flow joined;
        bool has_joined = false;
        auto join_path = [&] {
            if (!has_joined) joined = flow();
            else {
                Flow here = flow();
                restore(joined);
                meet(here);
                joined = flow();
            }
            has_joined = true;
        };
        for (auto& clause : expr.clauses) {
            expression(clause.condition);
            Flow before = flow();
            block(clause.body);
            join_path();
            restore(before);
        }
        if (expr.otherwise != nullptr) block(expr.otherwise);
        join_path();
        restore(joined);
    }

    void match(MatchExpr& expr) {
        expression(expr.subject);
        Flow before = flow(), joined = before;
        bool has_joined = false, closed = false, has_true = false, has_false = false;
        for (auto& arm : expr.arms) {
            if (closed) diagnostics_.add(DiagnosticId::UnreachablePattern, arm.pattern->span);
            restore(before);
            current_->blocks.emplace_back();
            current_->block_nodes.push_back(nullptr);
            declare_block_pattern(arm.pattern, Variable::Kind::Pattern);
            if (arm.guard != nullptr) expression(arm.guard);
            expression(arm.body);
            current_->blocks.pop_back();
            current_->block_nodes.pop_back();
            if (has_joined) meet(joined);
            joined = flow();
            has_joined = true;
            if (arm.guard != nullptr) continue;
            if (is_irrefutable(*arm.pattern)) closed = true;
            if (auto* literal = try_as<LiteralPattern>(arm.pattern))
                if (auto* boolean = try_as<BooleanExpr>(literal->value)) {
                    bool& seen = boolean->value ? has_true : has_false;
                    if (seen) diagnostics_.add(DiagnosticId::UnreachablePattern, arm.pattern->span);
                    seen = true;
                }
        }
        if (!closed && !(has_true && has_false)) {
            Span keyword = expr.span;
            keyword.end = std::min(keyword.end, keyword.begin + 5);
            diagnostics_.add(DiagnosticId::MissingWildcard, keyword);
        }
        if (has_joined) restore(joined);
        if (has_true && has_false && !closed) meet(before); // another kind of value falls through to an error
    }

    // ── calls of functions that never change ────────────────────────────────────────────────────────────────
    struct KnownCall {
        Variable* variable; ///< null: the global
        Name global;
        Span span;
        std::uint32_t count;
        std::size_t named;
    };

    void know_function(const Binding& binding, Name name, const FunctionNode* function) {
        if (binding.variable != nullptr) binding.variable->known_function = function;
        else if (binding.where == Binding::Where::Global) module_.globals[name].known_function = function;
    }

    void check_known_calls() {
        for (const KnownCall& call : known_calls_) {
            if (diagnostics_.full()) return;
            const FunctionNode* function = nullptr;
            if (call.variable != nullptr) {
                if (call.variable->writes == 1) function = call.variable->known_function;
            } else {
                auto global = module_.globals.find(call.global);
                if (global != module_.globals.end() && global->second.writes == 1) function = global->second.known_function;
            }
            if (function == nullptr || call.span.source != tree_.source) continue;
            std::uint32_t least = 0, most = 0;
            bool rest = false;
            for (const Parameter& parameter : function->parameters) {
                if (parameter.rest) {
                    rest = true;
                    continue;
                }
                ++most;
                if (parameter.initial == nullptr) ++least;
            }
            if (rest) most = 0xFFFFFFFF;
            if (call.count < least || call.count > most)
                argument_error(call.span, function->name ? std::string(names_.text(function->name)) : std::string(), least, most, call.count, !function->name);
        }
    }

    void check_size(std::size_t size, std::size_t limit, Span span, const char* what) {
        if (size > limit) diagnostics_.add(DiagnosticId::FunctionTooLarge, span, limit, what);
    }

    void argument_error(Span span, const std::string& name, std::uint32_t least, std::uint32_t most, std::uint32_t count, bool lambda = false) {
        auto words = [](std::uint32_t n) { return fmt::format("{} argument{}", n, n == 1 ? "" : "s"); };
        std::string expected = most == 0xFFFFFFFF ? "at least " + words(least) : least == most ? words(least) : fmt::format("{} to {}", least, words(most));
        diagnostics_.add(lambda ? DiagnosticId::LambdaArityMismatch : DiagnosticId::WrongArgumentCount, span, name.empty() ? "" : fmt::format("`{}`: ", name), expected, count);
    }

    Tree& tree_;
    const NameTable& names_;
    ModuleNames& module_;
    ExternalNames& external_;
    DiagnosticList& diagnostics_;
    FunctionScope* current_ = nullptr;
    std::vector<KnownCall> known_calls_;
};

} // namespace

void resolve(Tree& tree, const NameTable& names, ModuleNames& module, ExternalNames& external, DiagnosticList& diagnostics) {
    Resolver(tree, names, module, external, diagnostics).run();
}

} // namespace rumina
