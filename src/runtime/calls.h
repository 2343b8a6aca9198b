// What calling a function written in the language means, as far as it does not depend on how an engine keeps frames.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "analysis/scope.h"
#include "runtime/runtime.h"
#include "syntax/nodes.h"

namespace rumina {

/// The prototype of a resolved function; lives while something can call it.
FunctionPrototype* make_prototype(Runtime& runtime, const FunctionNode& node, bool from_prelude);

/// Raises the error for a call with `count` arguments.
[[noreturn]] void fail_argument_count(const Runtime& runtime, const FunctionPrototype& prototype, std::size_t count);
/// True when `count` arguments without names can be bound.
inline bool accepts(const FunctionPrototype& prototype, std::size_t count) {
    return count >= prototype.required && (count <= prototype.parameters.size() || prototype.has_rest);
}

/// Spreads arguments over the parameter slots of a function: slots[0 .. parameters) get the value or Unset where the
/// default is to be evaluated, the slot after them the rest array if the function has one. Raises for a wrong count,
/// an unknown name or a parameter given twice. `arguments` may be the slots themselves. A wrapper gets the arguments in
/// the order of the function it stands for.
void bind_arguments(Runtime& runtime, const FunctionObject& function, const Value* arguments, std::size_t count,
                    const std::vector<Name>& names, const Value* named, Value* slots);

/// The same for a builtin: fills `all` (cleared first) in the order of its signature.
void bind_builtin_arguments(Runtime& runtime, std::uint32_t builtin, const Value* arguments, std::size_t count,
                            const std::vector<Name>& names, const Value* named, std::vector<Value>& all);

/// Reads a global variable, with the fallbacks of an unset one; raises NameError.
Value read_global(Runtime& runtime, std::uint32_t index, std::uint32_t builtin_fallback);
/// Whether the call passes a function where the builtin wants a formula: it then becomes the call of formula_call.
bool passes_function_as_formula(Runtime& runtime, std::uint32_t builtin, const Value* arguments, std::size_t count);
/// The closure of the prelude's `__lift` and its two arguments: the builtin and an array of the arguments.
struct FormulaCall {
    FunctionObject* function;
    Value arguments[2];
};
FormulaCall formula_call(Runtime& runtime, const Value& builtin, const Value* arguments, std::size_t count);
/// The value of an entry of the builtin table: the function, or the constant's value.
Value read_builtin(Runtime& runtime, std::uint32_t index);
/// What a checked read of an unset variable gives: the global or builtin of that name; raises NameError.
Value read_unset(Runtime& runtime, Name name, bool is_self, std::uint32_t global_fallback, std::uint32_t builtin_fallback);

/// A new instance of a closure's captures must be filled by the engine; this makes the object.
FunctionObject* make_closure(Runtime& runtime, FunctionPrototype* prototype, std::uint32_t captures);

/// The parts of a sequence pattern. Raises CannotDestructure when the value has not that many.
void take_apart(Runtime& runtime, bool vector_only, std::size_t count, const Value& value, std::vector<Value>& parts);
/// For match: false instead of raising.
bool try_take_apart(Runtime& runtime, bool vector_only, std::size_t count, const Value& value, std::vector<Value>& parts);
/// Field of a {a, b} pattern; false when absent.
bool try_take_field(Runtime& runtime, const Value& value, Name name, Value& part);
[[noreturn]] void fail_missing_field(Runtime& runtime, const Value& value, Name name);

/// A loop count as a number of turns. Raises NegativeCount.
std::int64_t loop_count(Runtime& runtime, const Value& value);

/// Struct of the named variables that have a value (`locals()`), of the module's globals, or an array of both.
Value listing(Runtime& runtime, ScopeListing::What what, const std::vector<Name>& names, const ModuleScope* module, const std::vector<Value>& locals);

/// The result of `declared type` checks: raises TypeMismatch naming `what`.
void check_type(Runtime& runtime, std::uint16_t type, bool nullable, const Value& value, Name what);

/// Appends what an f-string piece shows.
void append_text(Runtime& runtime, std::string& out, const Value& value);

/// Refuses what a later part of the language brings, as an error at run time.
[[noreturn]] void fail_units();
Value convert_as(Runtime& runtime, const Value& value, const std::string& target);
/// `e => (x => 3)`: the symbols of these names replaced at once, also in entries of arrays, vecs and mats.
Value substitute(Runtime& runtime, const Value& value, const std::vector<Name>& names, const Value* replacements);

} // namespace rumina
