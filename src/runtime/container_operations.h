// What operators mean where an operand is not a number: text, arrays, vectors, matrices and sets. operators.cpp and
// arithmetic.cpp handle numbers and come here for the rest.
#pragma once

#include <functional>

#include "runtime/operations.h"

namespace rumina {

/// NotDefinedFor with the names of both kinds; BoolInArithmetic when one is a bool.
[[noreturn]] void refuse(BinaryOperator op, const Value& a, const Value& b, std::string_view hint = {});
[[noreturn]] void refuse(UnaryOperator op, const Value& a);

/// + - * / % ^ \ when at least one operand is no number. `depth` counts nested containers.
Value combine(Runtime& runtime, BinaryOperator op, const Value& a, const Value& b, int depth = 0);
/// The dotted operators: entry by entry, a single value meets every entry of the other operand.
Value dotted(Runtime& runtime, BinaryOperator op, const Value& a, const Value& b);
/// A new array, vec or mat of the same size whose entries are f of the entries; `depth` counts nested containers.
Value map_entries(Runtime& runtime, const Value& value, int depth, const std::function<Value(const Value&)>& f);
/// -x of an array, vec or mat.
Value negate_entries(Runtime& runtime, const Value& a, int depth = 0);

inline bool is_entries(const Value& value) { return value.is(Tag::Array) || value.is(Tag::Vector) || value.is(Tag::Matrix); }

// ── matrices ──
/// mat*mat, mat*vec and vec*mat.
Value multiply_matrices(Runtime& runtime, const Value& a, const Value& b);
/// Square matrix to an integer power; negative ones by the inverse.
Value matrix_power(Runtime& runtime, MatrixObject* matrix, const Value& exponent);
/// Of a mat or vec (which becomes a mat of one row).
Value transpose(Runtime& runtime, const Value& a);
/// X with A X = B for a square A; B is a vec or mat, and so is X. Exact entries: fraction-free Gauss-Jordan elimination
/// over the integers [Bareiss 1968]; with a float anywhere: doubles with partial pivoting. SingularMatrix.
/// cost     n^2 (n + m) products; the exact numbers grow to n times the size of the entries
Value solve_square(Runtime& runtime, MatrixObject* a, const Value& b);

// ── sets and membership ──
Value set_operation(Runtime& runtime, BinaryOperator op, const Value& a, const Value& b);
bool is_subset(const Value& a, const Value& b);
bool contains(Runtime& runtime, const Value& container, const Value& item);

// ── powers ──
/// √x: exact for squares of rationals, a float for floats.
Value square_root(Runtime& runtime, const Value& a);

/// The field of a struct, or of the struct it was made from (`__parent__`), or null pointer.
const Value* find_inherited(Runtime& runtime, StructObject* object, Name name);

} // namespace rumina
