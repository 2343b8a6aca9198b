// Arrays stand for vectors and arrays of arrays for matrices: arguments are read as vec or mat, and a result goes back
// to the kind the argument had.
#pragma once

#include "library/arguments.h"

namespace rumina::library {

/// A mat, or an array of rows as one. DimensionMismatch for rows of different lengths, ArgumentKind for anything else.
MatrixObject* matrix_argument(Call& call, std::size_t index);
/// A mat or an array of rows as a mat, a vec or another array as a vec.
Value matrix_or_vector(Call& call, std::size_t index);
/// The elements of a vec, array or range, all of them reals.
std::vector<Value> real_elements(Call& call, std::size_t index);
/// The same, all of them numbers or expressions.
std::vector<Value> number_elements(Call& call, std::size_t index);
/// Raises InvalidArgument when an entry is no number or expression.
void require_number_entries(const Call& call, std::size_t index, const MatrixObject& matrix);
/// A mat or vec as arrays when `source` is an array.
Value in_kind_of(Runtime& runtime, const Value& source, Value result);

} // namespace rumina::library
