// Reads, writes and declarations of single names, and which variables have a value where.
#include "analysis/foreign_names.h"
#include "analysis/resolver_impl.h"
#include "diagnostics/closest_name.h"

#include <algorithm>
#include <span>

namespace rumina {

// ── definite assignment ─────────────────────────────────────────────────────────────────────────────────────

void Resolver::restore(const Flow& saved) {
    current_->assigned.resize(std::max(current_->assigned.size(), saved.assigned.size()));
    for (std::size_t i = 0; i < current_->assigned.size(); ++i)
        current_->assigned[i] = i < saved.assigned.size() && saved.assigned[i];
    current_->unreachable = saved.unreachable;
}

void Resolver::meet(const Flow& other) {
    if (other.unreachable) return;
    if (current_->unreachable) {
        restore(other);
        return;
    }
    for (std::size_t i = 0; i < current_->assigned.size(); ++i)
        current_->assigned[i] = current_->assigned[i] && i < other.assigned.size() && other.assigned[i];
}

// ── names ───────────────────────────────────────────────────────────────────────────────────────────────────

Variable* Resolver::find_in(const FunctionScope& scope, Name name) {
    for (auto block = scope.blocks.rbegin(); block != scope.blocks.rend(); ++block)
        if (auto found = block->find(name); found != block->end()) return found->second;
    auto found = scope.names.find(name);
    return found == scope.names.end() ? nullptr : found->second;
}

Binding Resolver::bind(FunctionScope& scope, FunctionScope& owner, Variable* variable) {
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

Variable* Resolver::find_variable(Name name, FunctionScope*& owner) {
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

void Resolver::add_fallbacks(Binding& binding, Name name) {
    if (const auto* global = module_.find(name)) binding.global_fallback = global->index + 1;
    if (std::uint32_t builtin = external_.builtin(name); builtin != ExternalNames::kAbsent) binding.builtin_fallback = builtin + 1;
}

Variable* Resolver::self_of(FunctionScope& scope) {
    if (scope.info->self == nullptr) {
        scope.info->self = new_variable(scope, self_name(), scope.info->node->span, Variable::Kind::Self);
        scope.info->self->has_checked_read = true;
        if (scope.parent != nullptr && !scope.parent->info->is_module) self_of(*scope.parent);
    }
    return scope.info->self;
}

Binding Resolver::read(Name name, Span span, bool called) {
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
    if (name == self_name() && !current_->info->is_module && !module_.contains(name)) {
        binding.where = Binding::Where::Local;
        binding.variable = self_of(*current_);
        binding.checked = true;
        // The library's own functions read null where nothing is `self`; programs cannot see the name and get the error.
        if (std::uint32_t none = external_.builtin(names_.find("__no_self")); none != ExternalNames::kAbsent) binding.builtin_fallback = none + 1;
        return binding;
    }
    if (const auto* global = module_.find(name)) {
        binding.where = Binding::Where::Global;
        binding.index = global->index;
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
    if (std::uint32_t symbol = external_.add_symbol(name, called); symbol != ExternalNames::kAbsent) {
        module_.change(name).index = symbol;
        binding.where = Binding::Where::Global;
        binding.index = symbol;
        return binding;
    }
    undefined(name, span, called);
    return binding;
}

std::vector<std::string> Resolver::names_of_program() const {
    std::vector<std::string> names;
    for (const FunctionScope* scope = current_; scope != nullptr; scope = scope->parent) {
        for (const auto& block : scope->blocks)
            for (const auto& [known, variable] : block) names.emplace_back(names_.text(known));
        for (const auto& [known, variable] : scope->names) names.emplace_back(names_.text(known));
    }
    for (const auto& [known, global] : module_) names.emplace_back(names_.text(known));
    return names;
}

/// What was probably meant by a name that nothing has: a name of the program, what other systems call so, a builtin.
std::string Resolver::meant_by(std::string_view name, bool called) const {
    std::vector<std::string> names = names_of_program();
    const std::size_t own = names.size();
    names.insert(names.end(), {"true", "false", "null"});
    external_.add_builtin_names(names);
    const std::span<const std::string> all(names);
    std::string near = closest_name(name, all, called);
    const bool is_own = std::ranges::find(all.first(own), near) != all.begin() + static_cast<std::ptrdiff_t>(own);
    if (!near.empty()) near = fmt::format("Did you mean `{}`?", near);
    if (is_own && !near.empty()) return near;
    std::string foreign = called ? meant_by_foreign_function(name) : std::string(meant_by_foreign_value(name));
    if (foreign.empty()) foreign = meant_by_foreign_prefix(name);
    return foreign.empty() ? near : foreign;
}

void Resolver::undefined(Name name, Span span, bool called) {
    if (diagnostics_.full()) return;
    std::string_view text = names_.text(name);
    Diagnostic& diagnostic = diagnostics_.add(DiagnosticId::UndefinedVariable, span, text);
    diagnostic.hint = meant_by(text, called);
    if (diagnostic.hint.empty()) diagnostic.hint = called ? fmt::format("Define it first: `func {}(…) {{ … }}`.", text) : fmt::format("Declare it first: `var {} = …`.", text);
    module_.change(name).index = external_.add_global(name, Span{}); // report each name once
}

void Resolver::reset_on_entry(FunctionScope& scope, Variable* variable) {
    for (std::size_t i = scope.blocks.size(); i-- > 0;) {
        auto found = scope.blocks[i].find(variable->name);
        if (found == scope.blocks[i].end() || found->second != variable) continue;
        Block* node = scope.block_nodes[i];
        if (node != nullptr && std::find(node->reset.begin(), node->reset.end(), variable) == node->reset.end()) node->reset.push_back(variable);
        return;
    }
}

void Resolver::constant_error(Name name, Span span, bool is_let) {
    diagnostics_.add(DiagnosticId::AssignToConstant, span, names_.text(name), is_let ? "let" : "const");
}

Binding Resolver::write(Name name, Span span) {
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
    const bool is_known = module_.contains(name); // names of a text are collected before; only an erroneous one is not
    ModuleNames::Global& global = module_.change(name);
    if (!is_known) global.index = external_.add_global(name, span);
    if (global.constant) constant_error(name, span, *global.constant == DeclarationStmt::Form::Let);
    ++global.writes;
    if (!current_->info->is_module || current_->loops > 0) ++global.writes;
    binding.where = Binding::Where::Global;
    binding.index = global.index;
    return binding;
}

Binding Resolver::declare_wide(Name name, Span span) {
    if (current_->info->is_module) {
        ModuleNames::Global& global = module_.change(name);
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

Binding Resolver::write_global(Name name, Span span) {
    ModuleNames::Global& global = module_.change(name);
    global.index = external_.add_global(name, span);
    ++global.writes;
    if (current_->loops > 0) ++global.writes;
    Binding binding;
    binding.where = Binding::Where::Global;
    binding.index = global.index;
    return binding;
}

Binding Resolver::declare_in_block(Name name, Span span, Variable::Kind kind) {
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

} // namespace rumina
