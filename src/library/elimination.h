// Gaussian elimination: determinant, rank and reduced row echelon form.
//
// Exact entries: each row is brought to integers, then fraction-free elimination keeps every entry a minor of the matrix,
// so sizes grow only linearly [Bareiss 1968]. When an entry is a float, all are doubles with partial pivoting; what is
// below rows·2^-52 times the largest entry then counts as zero for the rank. Entries that are expressions go to
// runtime/expression_elimination.
#pragma once

#include <vector>

#include "runtime/operations.h"

namespace rumina::library {

/// Whether no entry is an expression.
bool all_real(const MatrixObject& matrix);
/// Of a square matrix. cost n^3 products
Value determinant(Runtime& runtime, const MatrixObject& matrix);
std::size_t rank_of(Runtime& runtime, const MatrixObject& matrix);

struct RowEchelon {
    std::vector<std::vector<Value>> rows; ///< reduced: each pivot is 1 and alone in its column; zero rows last
    std::vector<std::size_t> pivots;      ///< columns of the pivots
};
RowEchelon reduce(Runtime& runtime, const MatrixObject& matrix);

} // namespace rumina::library
