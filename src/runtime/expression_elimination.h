// Gaussian elimination on matrices whose entries are expressions: fraction-free, so that entries stay minors of the matrix
// and polynomials stay polynomials [Bareiss 1968]. A pivot is taken only when it is proved not to vanish identically.
#pragma once

#include <vector>

#include "algebra/expression.h"

namespace rumina {

using ExpressionRows = std::vector<std::vector<algebra::Expr>>;

struct ExpressionElimination {
    ExpressionRows rows;
    std::vector<std::size_t> pivots; ///< their columns
    bool odd_swaps = false;
};

/// Zeros below the pivots, with `jordan` above them too, where each row's pivot is the same expression; the first
/// `columns` columns have pivots. NotDecided where it is not found out whether an entry is zero.
ExpressionElimination eliminate(ExpressionRows rows, std::size_t columns, bool jordan);
/// a/b in the form in which entries are given: one reduced quotient, roots out of denominators.
algebra::Expr entry_quotient(const algebra::Expr& a, const algebra::Expr& b);

/// The same as a result: what has functions in it is simplified, so that sin² + cos² is 1.
algebra::Expr finished_entry(const algebra::Expr& a, const algebra::Expr& b);

} // namespace rumina
