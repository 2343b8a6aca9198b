// Names to variables, before anything runs. Also finds what can be known from the text alone: undefined names, wrong
// argument counts, `break` outside a loop, assignments to constants, open `match`es, unknown types and decorators.
//
// Scope rules: `var`, functions and the three-part `for` belong to the function (at top level to the module),
// let/const, loop, error and pattern variables to their block. An assignment writes the nearest enclosing function's
// variable of that name; module-level names are out of reach of a named function without `global`.
#pragma once

#include <string_view>

#include "analysis/module_names.h"
#include "diagnostics/diagnostic.h"

namespace rumina {

/// What analysis asks of the engine.
class ExternalNames {
public:
    static constexpr std::uint32_t kAbsent = 0xFFFFFFFF;
    virtual ~ExternalNames() = default;
    virtual std::uint32_t builtin(Name name) const = 0;
    /// `string::find`, `std::math::sin` written with :: or dots.
    virtual std::uint32_t builtin_path(const std::vector<Name>& path) const = 0;
    virtual std::uint32_t builtin_namespace(const std::vector<Name>& path) const = 0;
    virtual std::uint32_t builtin_member(std::uint32_t name_space, Name name) const = 0;
    /// False for constants and functions that take anything.
    virtual bool builtin_arity(std::uint32_t builtin, std::uint32_t& least, std::uint32_t& most) const = 0;
    /// How a call of it by this name is written, for a hint.
    virtual std::string builtin_usage(std::uint32_t builtin, Name name) const = 0;
    /// Whether steps(f(…)) is told of the call f(…) instead of its value.
    virtual bool builtin_tells_steps(std::uint32_t builtin) const = 0;
    /// The position of the parameter of that name; kAbsent when it has none.
    virtual std::uint32_t builtin_parameter(std::uint32_t builtin, Name name) const = 0;
    virtual void add_builtin_names(std::vector<std::string>& names) const = 0;
    virtual void add_member_names(std::uint32_t name_space, std::vector<std::string>& names) const = 0;
    virtual std::uint32_t add_global(Name name, Span declared) = 0;
    /// A global that holds the symbol of that name, where unknown names become symbols; else kAbsent. `called`: the name
    /// stands for a function.
    virtual std::uint32_t add_symbol(Name name, bool called) = 0;
    virtual std::uint16_t type_index(std::string_view name) const = 0; ///< 0: unknown
};

/// Resolves a whole tree in place. On errors the tree must not be run.
void resolve(Tree& tree, const NameTable& names, ModuleNames& module, ExternalNames& external, DiagnosticList& diagnostics);

} // namespace rumina
