// What analysis finds out about variables and functions. Both engines read it; nothing here changes after resolving.
//
// A variable lives in a slot of its function's frame. One that a closure captures lives in a shared cell, unless it
// never changes after the capture: then the closure keeps a copy of the value.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/name.h"
#include "base/source.h"
#include "syntax/nodes.h"

namespace rumina {

/// Sizes every engine can hold.
inline constexpr std::size_t kMaxVariables = 2000; ///< of one function
inline constexpr std::size_t kMaxArguments = 1000; ///< of one call

struct Variable {
    enum class Kind : std::uint8_t { Parameter, Self, Var, Implicit, Let, Const, Loop, Error, Pattern };
    Name name;
    Span declared;
    Kind kind;
    FunctionInfo* function;
    std::uint32_t slot = 0;
    std::uint32_t writes = 0;        ///< places that store to it, the declaration included, parameters' arguments not
    bool captured = false;
    bool captured_unset = false;     ///< some closure is made where it may have no value yet
    bool written_in_loop = false;
    bool has_checked_read = false;   ///< some read must test for Unset, so the slot has to start Unset
    bool is_cell = false;            ///< lives in a Cell; final when the function is resolved
    const FunctionNode* known_function = nullptr; ///< what it holds when `writes` stays 1

    bool block_scoped() const { return kind != Kind::Parameter && kind != Kind::Self && kind != Kind::Var && kind != Kind::Implicit; }
    bool constant() const { return kind == Kind::Let || kind == Kind::Const; }
};

struct FunctionInfo {
    FunctionNode* node = nullptr;
    FunctionInfo* parent = nullptr;
    std::vector<std::unique_ptr<Variable>> variables;
    /// captures[i] says where the enclosing function finds what goes into captures[i] of the closure.
    std::vector<Binding> captures;
    Variable* self = nullptr; ///< slot follows the parameters'
    std::uint32_t slots = 0;  ///< parameters, self, then the other variables
    /// On entry: function-wide variables that need a fresh cell, and those that must start Unset.
    std::vector<Variable*> entry_cells, entry_unset;
    bool is_module = false;
};

/// For `locals()`, `globals()` and `vars()`.
struct ScopeListing {
    enum class What : std::uint8_t { Locals, Globals, Both } what = What::Locals;
    std::vector<std::pair<Name, Binding>> locals;
};

} // namespace rumina
