// The meaning of every operation on values: the one implementation both engines and the library use.
// All raise Failure for a user's mistake; none runs user code, none collects garbage.
#pragma once

#include <optional>
#include <string>

#include "runtime/runtime.h"
#include "syntax/operators.h"

namespace rumina {

// ── operators ──
Value binary(Runtime& runtime, BinaryOperator op, Value a, Value b);
Value unary(Runtime& runtime, UnaryOperator op, Value a);
Value add(Runtime& runtime, Value a, Value b);
Value subtract(Runtime& runtime, Value a, Value b);
Value multiply(Runtime& runtime, Value a, Value b);
Value divide(Runtime& runtime, Value a, Value b);   ///< exact: int/int is a reduced rational
Value modulo(Runtime& runtime, Value a, Value b);   ///< sign of the dividend
Value power(Runtime& runtime, Value a, Value b);
Value negate(Runtime& runtime, Value a);
Value factorial(Runtime& runtime, Value a);

/// As a condition: zeros, false and null are false, everything else is true.
bool truthy(const Value& value);
/// `==` as a truth: numbers by exact value across kinds, other values structurally. Cyclic ones terminate; depth is
/// not limited by the native stack.
bool equal(const Value& a, const Value& b);
/// `is` and same(): identity of arrays, structs, functions; equality of everything else.
bool same(const Value& a, const Value& b);
/// -1, 0, 1 of two reals or two strings; NotOrdered otherwise. `op` is for the message.
int compare(const Value& a, const Value& b, std::string_view op);
inline bool less(const Value& a, const Value& b) { return compare(a, b, "<") < 0; }

// ── parts ──
/// base[i] or base[i, j]; an Unset index is `*`. Ranges slice.
Value get_index(Runtime& runtime, Value base, const Value* indices, std::size_t count);
/// base[i] = value. A copy-on-write base is replaced in place by its own copy when it is shared.
void set_index(Runtime& runtime, Value& base, const Value* indices, std::size_t count, Value value);
/// base.name: fields of structs (parents included), keys of tables, members of modules and errors, properties such as
/// `.len`, else methods bound to base are NoMember here (calls go through find_method).
Value get_member(Runtime& runtime, Value base, Name name);
void set_member(Runtime& runtime, Value& base, Name name, Value value);
/// What `receiver.name(…)` calls: `self_call` when receiver becomes `self` (a function held by a struct, table key or
/// module member – for modules and tables without self), else it is the builtin that takes receiver first.
struct Method {
    Value callee;
    enum class Passing : std::uint8_t { Self, FirstArgument, Nothing } passing;
};
Method find_method(Runtime& runtime, Value receiver, Name name);

// ── iteration ──
/// What `for x in value` walks; raises NotIterable. `pairs`: tables and structs give [key, value].
/// `state` is two values the engine keeps: the source and the position.
void begin_iteration(Runtime& runtime, Value value, bool pairs, Value state[2]);
/// Moves on; false at the end.
bool next_iteration(Runtime& runtime, Value state[2], Value& out);

// ── building ──
Value make_vector(Runtime& runtime, const Value* entries, std::size_t count);
Value make_matrix(Runtime& runtime, const Value* entries, std::size_t rows, std::size_t columns);
Value make_range(Runtime& runtime, Value low, Value high, Value step); ///< step Unset: 1
/// A vec, set or mat of an array of results (comprehensions); mat takes rows.
Value vector_of(Runtime& runtime, ArrayObject* array);
Value set_of(Runtime& runtime, ArrayObject* array);
Value matrix_of_rows(Runtime& runtime, ArrayObject* array);

// ── types and text ──
std::string_view type_name(const Value& value); ///< as typeof() reports
/// "an array", "a function": for messages.
std::string described(const Value& value);
/// What print shows.
std::string to_text(Runtime& runtime, const Value& value);
/// What the REPL echoes: reads back as the same value (strings quoted, floats with f).
std::string to_repr(Runtime& runtime, const Value& value);
/// Both; made once where they are the same.
struct ValueTexts {
    std::string text;
    std::optional<std::string> other_repr; ///< nothing: the text is it
    const std::string& repr() const { return other_repr ? *other_repr : text; }
};
ValueTexts to_texts(Runtime& runtime, const Value& value);
/// The literal's value: form and digits as the parser gives them.
Value number_literal(Runtime& runtime, const struct NumberExpr& literal);

/// Declared types (`let x int = …`): index of the type for a name, 0 when unknown; then check or convert.
std::uint16_t find_type(std::string_view name);
bool has_type(std::uint16_t type, const Value& value);
std::uint16_t type_count(); ///< indices of types are 1 .. type_count() - 1
std::string_view type_text(std::uint16_t type);
/// The value as that type (`int x = 2.5f`), the conversion functions' meaning.
Value convert(Runtime& runtime, std::uint16_t type, Value value);

// ── errors as values ──
/// Raised by `throw`: the failure carries the error value itself.
struct Thrown : Failure {
    Value error; ///< an Error
};
/// The error value of a caught failure, with place and trace. A Failure does not know that it is a Thrown: catch
/// Thrown first, so that the program gets the very error it threw.
Value error_value(Runtime& runtime, const Failure& failure);
Value error_value(Runtime& runtime, const Thrown& thrown);
[[noreturn]] void throw_value(Runtime& runtime, Value value);

} // namespace rumina
