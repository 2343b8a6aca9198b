// Files to units: parses a program and all it includes, before anything runs, so that names of modules are known and
// cycles are found. A unit runs once, when the first include of it is reached.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "bytecode/optimizer_options.h"
#include "analysis/resolver.h"
#include "rmc/rmc.h"
#include "runtime/executor.h"
#include "syntax/parser.h"

namespace rumina {

struct Unit {
    std::uint32_t index = 0; ///< the loader's number of it
    std::string path;     ///< canonical; empty for text that is no file
    std::string shown;    ///< as errors show it
    std::unique_ptr<Tree> tree;
    FunctionPrototype* compiled = nullptr; ///< the top level of a unit without a tree, read from a compiled file
    ModuleNames names;
    ModuleScope* scope = nullptr;
    Name module;          ///< what `include` binds
    bool is_input = false;  ///< of a session: shares its scope, and may be forgotten
    enum class State : std::uint8_t { Loading, Ready, Running, Done } state = State::Loading;
    Value value = Value::unset(); ///< the module, once it ran
};

/// What becomes of a name that is bound nowhere. Files that are included are strict in any case.
enum class UnknownNames : std::uint8_t { Errors, Symbols };

class Loader {
public:
    static constexpr std::size_t kMaxDepth = 100; ///< of files that include each other
    Loader(Runtime& runtime) : runtime_(runtime) {}

    /// Loads a file with all it includes. Null with diagnostics when something is wrong. A file is loaded once.
    Unit* load_file(const std::string& path, DiagnosticList& diagnostics, UnknownNames unknown = UnknownNames::Errors);
    /// Loads text; `session` (may be null) gives names and scope of earlier inputs and receives the new ones.
    Unit* load_text(std::string text, const std::string& name, Unit* session, const ParseOptions& options, DiagnosticList& diagnostics,
                    UnknownNames unknown = UnknownNames::Errors, bool* incomplete = nullptr);
    /// What load_text would find wrong with a text of the session, which stays as it is.
    void check_text(std::string text, const std::string& name, const Unit& session, const ParseOptions& options, DiagnosticList& diagnostics,
                    UnknownNames unknown, bool* incomplete = nullptr);
    /// Gives a variable of the session a value, as an assignment would. Raises AssignToConstant.
    void define(Unit& session, Name name, const Value& value);
    /// The program of a compiled file, with its includes. Raises CompiledFileDamaged, CompiledFileVersion.
    Unit* load_compiled(const std::string& path, std::string_view bytes);
    /// The unit with all it includes, compiled for a file and not run: the program first. Raises FunctionTooLarge.
    std::vector<rmc::Unit> compile_all(Unit& program, OptimizerOptions options);
    Unit& unit(std::uint32_t index) { return *units_[index - 1]; }
    /// False for the number of a text that was forgotten.
    bool has_unit(std::uint32_t index) const { return units_[index - 1] != nullptr; }
    /// Forgets an input of a session, with its tree. Nothing may refer to either.
    void forget(std::uint32_t index);
    std::uint32_t count() const { return static_cast<std::uint32_t>(units_.size()); }
    Unit* new_unit(Name module);
    /// A text that has the variables of this scope.
    Unit* new_unit(Name module, ModuleScope* scope);
    /// Of a unit's top level.
    const ModuleScope* scope_of(const FunctionNode* module) const;

private:
    Unit* add(std::unique_ptr<Unit> unit);
    /// Imports first, since they give names to the text, then resolving.
    bool finish(Tree& tree, ModuleNames& names, ExternalNames& external, const std::string& directory, DiagnosticList& diagnostics);
    std::uint32_t load_import(const std::string& path, const std::string& directory, Span span, DiagnosticList& diagnostics);
    Name module_name(const Unit& unit) const;
    void set_tree(Unit& unit, std::unique_ptr<Tree> tree);

    Runtime& runtime_;
    std::vector<std::unique_ptr<Unit>> units_;
    std::vector<std::uint32_t> free_; ///< numbers of units that were forgotten
    std::unordered_map<std::string, Unit*> by_path_;
    std::vector<std::string> failed_; ///< paths of files with errors, of the program that is being loaded
    std::vector<Unit*> by_source_; ///< the unit whose tree was made of the text
    std::vector<Unit*> loading_; ///< the chain of includes under way
};

} // namespace rumina
