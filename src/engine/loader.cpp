#include "engine/loader.h"

#include <algorithm>

#include "compiler/compiler.h"
#include "runtime/expression_values.h"
#include "runtime/operations.h"
#include "runtime/text_size.h"

namespace rumina {
namespace {

/// Answers analysis from the runtime's tables.
class RuntimeNames : public ExternalNames {
public:
    RuntimeNames(Runtime& runtime, ModuleScope& scope, bool prelude, UnknownNames unknown)
        : runtime_(runtime), scope_(scope), prelude_(prelude), unknown_(unknown) {}

    std::uint32_t builtin(Name name) const override {
        if (!prelude_ && runtime_.names.text(name).starts_with("__")) return kAbsent;
        return runtime_.builtins.find(name);
    }
    std::uint32_t builtin_path(const std::vector<Name>& path) const override {
        std::vector<Name> front(path.begin(), path.end() - 1);
        std::uint32_t space = builtin_namespace(front);
        return space == kAbsent ? kAbsent : runtime_.builtins.find_member(space, path.back());
    }
    std::uint32_t builtin_namespace(const std::vector<Name>& path) const override {
        std::size_t first = path.size() > 1 && path[0] == runtime_.known.std ? 1 : 0;
        if (path.size() != first + 1) return kAbsent;
        return runtime_.builtins.find_namespace(path[first]);
    }
    std::uint32_t builtin_member(std::uint32_t name_space, Name name) const override { return runtime_.builtins.find_member(name_space, name); }
    bool builtin_arity(std::uint32_t builtin, std::uint32_t& least, std::uint32_t& most) const override {
        const BuiltinTable::Entry& entry = runtime_.builtins.entry(builtin);
        const Signature& signature = runtime_.builtins.signature(builtin);
        if (entry.record->constant) {
            least = most = 0;
            return true;
        }
        least = signature.required;
        most = signature.maximum;
        return true;
    }
    std::string builtin_usage(std::uint32_t builtin, Name name) const override {
        const Signature& signature = runtime_.builtins.signature(builtin);
        if (!runtime_.builtins.entry(builtin).record->constant) return usage_of(signature, runtime_.names.text(name));
        return signature.result == "Number" ? "Write `*` for a product." : "";
    }
    bool builtin_tells_steps(std::uint32_t builtin) const override { return runtime_.builtins.entry(builtin).record->tells_steps; }
    std::uint32_t builtin_parameter(std::uint32_t builtin, Name name) const override {
        const std::vector<ParameterInfo>& parameters = runtime_.builtins.signature(builtin).parameters;
        for (std::uint32_t i = 0; i < parameters.size(); ++i)
            if (!parameters[i].rest && parameters[i].name == runtime_.names.text(name)) return i;
        return kAbsent;
    }
    void add_builtin_names(std::vector<std::string>& names) const override {
        for (Name name : runtime_.builtins.flat_names())
            if (!runtime_.names.text(name).starts_with("__")) names.emplace_back(runtime_.names.text(name));
    }
    void add_member_names(std::uint32_t name_space, std::vector<std::string>& names) const override {
        for (const auto& [member, index] : runtime_.builtins.namespaces()[name_space].members)
            names.emplace_back(runtime_.names.text(member));
    }
    std::uint32_t add_global(Name name, Span declared) override {
        std::uint32_t index = runtime_.add_global(scope_, name);
        if (runtime_.global_spans.size() < runtime_.globals.size()) runtime_.global_spans.resize(runtime_.globals.size());
        if (declared && !runtime_.global_spans[index]) runtime_.global_spans[index] = declared;
        return index;
    }
    std::uint32_t add_symbol(Name name, bool called) override {
        if (!becomes_symbol(name, called)) return kAbsent;
        std::uint32_t index = add_global(name, Span{});
        if (runtime_.globals[index].is_unset()) runtime_.globals[index] = value_of(runtime_, algebra::symbol(runtime_.names.text(name)));
        return index;
    }
    std::uint16_t type_index(std::string_view name) const override { return find_type(name); }

protected:
    bool becomes_symbol(Name name, bool called) const {
        std::string_view text = runtime_.names.text(name);
        bool single_letter = count_code_points(text.data(), text.size()) == 1;
        return unknown_ == UnknownNames::Symbols && (!called || single_letter) && !text.starts_with("__");
    }

    Runtime& runtime_;
    ModuleScope& scope_;
    bool prelude_;
    UnknownNames unknown_;
};

/// The same for a text that will not run: no variable is made. What is resolved that way is thrown away.
class NamesForChecking final : public RuntimeNames {
public:
    NamesForChecking(Runtime& runtime, ModuleScope& scope, UnknownNames unknown) : RuntimeNames(runtime, scope, false, unknown) {}
    std::uint32_t add_global(Name name, Span) override {
        auto known = scope_.globals.find(name);
        return known == scope_.globals.end() ? 0 : known->second;
    }
    std::uint32_t add_symbol(Name name, bool called) override { return becomes_symbol(name, called) ? 0 : kAbsent; }
};

std::string directory_of(const std::string& path) {
    std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
}

std::string stem_of(const std::string& path) {
    std::string name = path.substr(path.rfind('/') + 1);
    if (name.ends_with(".lm")) name.resize(name.size() - 3);
    return name;
}

} // namespace

Unit* Loader::new_unit(Name module) {
    runtime_.modules.push_back(std::make_unique<ModuleScope>());
    runtime_.modules.back()->name = module;
    return new_unit(module, runtime_.modules.back().get());
}

Unit* Loader::new_unit(Name module, ModuleScope* scope) {
    auto unit = std::make_unique<Unit>();
    unit->scope = scope;
    unit->module = module;
    return add(std::move(unit));
}

Unit* Loader::add(std::unique_ptr<Unit> unit) {
    Unit* added = unit.get();
    if (free_.empty()) {
        units_.push_back(std::move(unit));
        free_.reserve(units_.capacity()); // forgetting does not fail
        added->index = count();
    } else {
        added->index = free_.back();
        free_.pop_back();
        units_[added->index - 1] = std::move(unit);
    }
    return added;
}

void Loader::forget(std::uint32_t index) {
    by_source_[unit(index).tree->source] = nullptr;
    units_[index - 1].reset();
    free_.push_back(index);
}

void Loader::set_tree(Unit& unit, std::unique_ptr<Tree> tree) {
    unit.tree = std::move(tree);
    if (by_source_.size() <= unit.tree->source) by_source_.resize(unit.tree->source + 1);
    by_source_[unit.tree->source] = &unit;
}

const ModuleScope* Loader::scope_of(const FunctionNode* module) const {
    return by_source_[module->span.source]->scope;
}

Name Loader::module_name(const Unit& unit) const {
    for (const Stmt* stmt : unit.tree->module->block->statements)
        if (const auto* define = try_as<DefineStmt>(stmt))
            if (const auto* text = try_as<StringExpr>(define->value)) return runtime_.names.intern(text->value);
    return runtime_.names.intern(stem_of(unit.path));
}

Unit* Loader::load_file(const std::string& path, DiagnosticList& diagnostics, UnknownNames unknown) {
    std::string canonical = runtime_.host.canonical_path(path);
    if (auto known = by_path_.find(canonical); known != by_path_.end()) return known->second;
    std::string why;
    std::optional<std::string> text = runtime_.host.read_source(path, why);
    if (!text) {
        diagnostics.add(DiagnosticId::FileNotFound, Span{}, path, why);
        return nullptr;
    }
    if (loading_.empty() && (rmc::is_compiled(*text) || path.ends_with(".rmc"))) return load_compiled(path, *text);
    Unit* unit = new_unit(Name{});
    unit->path = canonical;
    unit->shown = path;
    by_path_[canonical] = unit;
    loading_.push_back(unit);
    std::size_t before = diagnostics.list().size();
    std::uint32_t source = runtime_.sources.add(path, std::move(*text));
    set_tree(*unit, parse(runtime_.sources, source, runtime_.names, diagnostics));
    if (diagnostics.list().size() == before) {
        unit->scope->name = unit->module = module_name(*unit);
        RuntimeNames external(runtime_, *unit->scope, false, unknown);
        finish(*unit->tree, unit->names, external, directory_of(path), diagnostics);
    }
    loading_.pop_back();
    unit->state = Unit::State::Ready;
    if (diagnostics.list().size() == before) return unit;
    failed_.push_back(canonical);
    if (loading_.empty()) { // it may be better the next time; within one program its errors are told once
        for (const std::string& failed : failed_) by_path_.erase(failed);
        failed_.clear();
    }
    return nullptr;
}

// The units of a compiled program get their indices in the order of the file.
Unit* Loader::load_compiled(const std::string& path, std::string_view bytes) {
    runtime_.begin_evaluation();
    std::uint32_t first = count() + 1;
    for (const rmc::Unit& compiled : rmc::load(runtime_, bytes, path, first)) {
        units_.push_back(std::make_unique<Unit>());
        Unit& unit = *units_.back();
        unit.index = count();
        unit.compiled = compiled.function;
        unit.shown = path;
        unit.scope = compiled.scope;
        unit.module = compiled.module;
        unit.state = Unit::State::Ready;
    }
    return &unit(first);
}

std::vector<rmc::Unit> Loader::compile_all(Unit& program, OptimizerOptions options) {
    options.self_contained = true;
    if (program.tree == nullptr) fail(DiagnosticId::CompiledAlready, program.shown);
    std::vector<std::uint32_t> indices{program.index};
    std::vector<rmc::Unit> compiled;
    auto reach = [&](std::uint32_t index) {
        if (index != 0 && std::find(indices.begin(), indices.end(), index) == indices.end()) indices.push_back(index);
    };
    for (std::size_t i = 0; i < indices.size(); ++i) {
        Unit& unit = this->unit(indices[i]);
        for (const Stmt* stmt : unit.tree->imports) {
            if (const auto* include = try_as<IncludeStmt>(stmt)) reach(include->unit);
            else if (const auto* import = try_as<ImportStmt>(stmt)) reach(import->unit);
            else if (const auto* use = try_as<UseStmt>(stmt)) reach(use->unit);
        }
        compiled.push_back({indices[i], unit.module, unit.scope, compile(runtime_, *unit.tree, unit.scope, false, options)});
    }
    return compiled;
}

Unit* Loader::load_text(std::string text, const std::string& name, Unit* session, const ParseOptions& options, DiagnosticList& diagnostics,
                        UnknownNames unknown, bool* incomplete) {
    std::uint32_t source = runtime_.sources.add(name, std::move(text));
    auto tree = parse(runtime_.sources, source, runtime_.names, diagnostics, options, incomplete);
    if (!diagnostics.empty()) return nullptr;
    tree->from_prelude = options.prelude;
    Unit* unit = session != nullptr ? new_unit(session->module, session->scope) : new_unit(runtime_.names.intern(name));
    unit->is_input = session != nullptr;
    unit->shown = name;
    set_tree(*unit, std::move(tree));
    ModuleNames& names = session != nullptr ? session->names : unit->names;
    ModuleScope& scope = session != nullptr ? *session->scope : *unit->scope;
    ModuleNames::Attempt attempt(names); // a text with errors must leave the session as it was
    RuntimeNames external(runtime_, scope, options.prelude, unknown);
    if (!finish(*unit->tree, names, external, "", diagnostics)) {
        if (unit->is_input && !unit->tree->has_functions) forget(unit->index);
        return nullptr;
    }
    attempt.keep();
    unit->state = Unit::State::Ready;
    return unit;
}

void Loader::check_text(std::string text, const std::string& name, const Unit& session, const ParseOptions& options, DiagnosticList& diagnostics,
                        UnknownNames unknown, bool* incomplete) {
    std::uint32_t source = runtime_.sources.add(name, std::move(text));
    auto tree = parse(runtime_.sources, source, runtime_.names, diagnostics, options, incomplete);
    if (!diagnostics.empty()) return;
    ModuleNames names = session.names;
    NamesForChecking external(runtime_, *session.scope, unknown);
    finish(*tree, names, external, "", diagnostics);
}

void Loader::define(Unit& session, Name name, const Value& value) {
    const std::uint32_t index = runtime_.add_global(*session.scope, name);
    ModuleNames::Global& global = session.names.change(name);
    if (global.constant) fail(DiagnosticId::AssignToConstant, runtime_.names.text(name), *global.constant == DeclarationStmt::Form::Let ? "let" : "const");
    global.index = index;
    ++global.writes;
    global.known_function = nullptr;
    share(value);
    runtime_.globals[index] = value;
}

bool Loader::finish(Tree& tree, ModuleNames& names, ExternalNames& external, const std::string& directory, DiagnosticList& diagnostics) {
    for (Stmt* stmt : tree.imports) {
        if (auto* include = try_as<IncludeStmt>(stmt)) {
            bool builtin = external.builtin_namespace({runtime_.names.intern(include->path)}) != ExternalNames::kAbsent;
            if (builtin) continue; // its names are always there
            include->unit = load_import(include->path, directory, include->path_span, diagnostics);
            if (include->unit != 0) include->module = this->unit(include->unit).module;
        } else {
            auto* import = try_as<ImportStmt>(stmt);
            auto* use = try_as<UseStmt>(stmt);
            const std::vector<Name>& path = import != nullptr ? import->path : use->path;
            if (external.builtin_namespace(path) != ExternalNames::kAbsent || path[0] == runtime_.known.std) continue;
            std::string file;
            for (Name part : path) file.append(file.empty() ? "" : "/").append(runtime_.names.text(part));
            std::uint32_t index = load_import(file, directory, stmt->span, diagnostics);
            if (import != nullptr) import->unit = index;
            else use->unit = index;
        }
    }
    if (!diagnostics.empty()) return false;
    resolve(tree, runtime_.names, names, external, diagnostics);
    return diagnostics.empty();
}

std::uint32_t Loader::load_import(const std::string& path, const std::string& directory, Span span, DiagnosticList& diagnostics) {
    std::string file = path.starts_with('/') ? path : directory + path;
    if (!file.ends_with(".lm")) file += ".lm";
    std::string canonical = runtime_.host.canonical_path(file);
    for (const Unit* unit : loading_) {
        if (unit->path != canonical) continue;
        std::string chain;
        for (const Unit* link : loading_) chain += link->shown + " -> ";
        diagnostics.add(DiagnosticId::ImportCycle, span, file, chain + file);
        return 0;
    }
    if (loading_.size() >= kMaxDepth) {
        diagnostics.add(DiagnosticId::IncludeTooDeep, span, kMaxDepth);
        return 0;
    }
    std::size_t before = diagnostics.list().size();
    Unit* unit = load_file(file, diagnostics);
    if (unit == nullptr) {
        if (diagnostics.list().size() > before && !diagnostics.list()[before].span) diagnostics.list()[before].span = span;
        return 0;
    }
    if (unit->tree == nullptr) return 0;
    return unit->index;
}

} // namespace rumina
