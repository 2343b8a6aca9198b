// What the bodies of builtins share: arguments as C++ values, results as values of the language, walks over
// collections, and size checks before something grows.
//
// Kinds were checked against the signature before a body runs; these accessors rely on that.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/operations.h"
#include "runtime/text_size.h"

namespace rumina::library {

// ── numbers ──
Integer to_integer(const Value& value);   ///< of an exact integer
Rational to_rational(const Value& value); ///< of an exact number
/// The nearest double of a real. FloatOverflow, naming `operation`, when an exact number is too large.
double to_double(const Value& value, std::string_view operation);
/// A float result. FloatNotANumber and FloatOverflow instead of a NaN or an infinity.
Value float_result(double value, std::string_view operation);
inline Value make_integer(Call& call, Integer value) {
    call.runtime.poll(); // whatever makes many of them asks whether it may go on
    return call.runtime.heap.integer(std::move(value));
}
inline Value make_rational(Call& call, Rational value) { return call.runtime.heap.rational(std::move(value)); }
inline bool is_zero(const Value& value) { return value.is_int() ? value.integer == 0 : value.is_float() && value.real == 0; }
int sign_of(const Value& real); ///< -1, 0, 1

/// An integer argument that must lie in low..high; InvalidArgument names function and argument otherwise.
std::int64_t bounded(const Call& call, std::size_t index, std::int64_t low, std::int64_t high);
/// The same, `otherwise` when the argument was left out.
inline std::int64_t bounded_or(const Call& call, std::size_t index, std::int64_t low, std::int64_t high, std::int64_t otherwise) {
    return call.has(index) ? bounded(call, index, low, high) : otherwise;
}
/// A count of things to make: negative is InvalidArgument, above kMaxEntries TooLarge ("this array").
std::size_t count_argument(const Call& call, std::size_t index, std::string_view what);

// ── text ──
inline std::string_view text(const Call& call, std::size_t index) { return text_of(call[index]); }
inline Value make_string(Call& call, std::string_view text) { return call.runtime.heap.string(text); }
/// The function's name as its signature spells it, without the namespace.
std::string_view name_of(const Builtin& record);
/// The character position of a byte offset, or -1 for npos.
Value character_index(const StringObject* string, std::size_t offset);
/// InvalidArgument: "`name`: " and the reason.
[[noreturn]] void fail_argument(const Call& call, std::string_view reason);
/// ArgumentKind for argument `index` (0-based), which must be `expected` ("an array").
[[noreturn]] void fail_kind(const Call& call, std::size_t index, std::string_view expected);
/// Raises TooLarge when a string of that many bytes cannot be made.
void require_text(std::uint64_t bytes);

// ── collections ──
/// To be used for every value that is stored a second time: copy-on-write kinds learn of their second owner.
inline Value stored(Value value) {
    share(value);
    return value;
}
/// Elements as `for x in value` gives them; the walk raises NotIterable, and asks whether it may go on. `visit` returns false
/// to stop.
template <typename Visit>
void walk(Runtime& runtime, Value value, Visit visit) {
    Value state[2], element;
    begin_iteration(runtime, value, false, state);
    while (next_iteration(runtime, state, element)) {
        runtime.poll();
        if (!visit(element)) return;
    }
}
/// Raises TooLarge for a range of more than 10^8 values.
void require_short(Runtime& runtime, const Value& value);
/// The same for all elements.
template <typename Visit>
void for_each(Runtime& runtime, Value value, Visit visit) {
    require_short(runtime, value);
    walk(runtime, value, visit);
}
/// All elements; memory is checked first. TooLarge for endless or enormous ranges.
std::vector<Value> elements_of(Runtime& runtime, Value value);
/// The number of elements that a walk over the value gives.
/// False for other kinds.
bool count_elements(Runtime& runtime, const Value& value, std::uint64_t& count);
/// Raises TooLarge for more than kMaxEntries elements and OutOfMemory for more than the memory limit allows.
void require_elements(Runtime& runtime, std::uint64_t count, std::string_view what);
/// A new array of values that are (or may be) stored elsewhere too.
Value make_array(Runtime& runtime, const std::vector<Value>& values);
Value make_array(Runtime& runtime, const Value* values, std::size_t count);
/// A vec when `like` is a vec, else an array.
Value make_sequence_like(Runtime& runtime, const Value& like, const std::vector<Value>& values);
/// A position in 0..length-1, counted from the end when negative; IndexOutOfRange otherwise.
std::size_t position(const Call& call, std::size_t index, std::size_t length, std::string_view container);

// ── tables and sets ──
void put(Runtime& runtime, TableObject* table, Value key, Value value);
void put(Runtime& runtime, SetObject* set, Value element);
TableObject* copy_of(Runtime& runtime, const TableObject* table);
SetObject* copy_of(Runtime& runtime, const SetObject* set);
/// Fields a program sees: all but the link to the parent.
bool is_hidden_field(const Runtime& runtime, Name name);

} // namespace rumina::library
