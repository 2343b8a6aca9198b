#include "runtime/expression_elimination.h"

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "algebra/traversal.h"
#include "diagnostics/diagnostic.h"
#include "runtime/expression_operations.h"

namespace rumina {

using algebra::Expr;

namespace {

constexpr std::uint32_t kSimplifiedLeaves = 200;

/// Whether the entry is zero for all values of its symbols; NotDecided.
bool is_zero_entry(const Expr& e) {
    if (e.is_number()) return e.is_zero();
    switch (equal_everywhere(e, Expr(0))) {
    case Truth::Yes: return true;
    case Truth::No: return false;
    default: fail(DiagnosticId::NotDecided, "an entry of this matrix is zero", "");
    }
}

/// Of the rows from `top` the one whose entry in the column is nonzero and smallest; rows.size() when all are zero.
std::size_t find_pivot(ExpressionRows& rows, std::size_t top, std::size_t column) {
    std::size_t found = rows.size();
    for (std::size_t i = top; i < rows.size(); ++i) {
        Expr& entry = rows[i][column];
        if (found != rows.size() && entry.leaves() >= rows[found][column].leaves()) continue;
        if (is_zero_entry(entry)) entry = Expr(0);
        else found = i;
    }
    return found;
}

} // namespace

Expr entry_quotient(const Expr& a, const Expr& b) {
    if (a.is_zero()) return a;
    Expr quotient = algebra::cancel(a / b);
    if (!quotient.is_constant() || quotient.has_floats()) return quotient;
    Expr rational = algebra::radsimp(algebra::expand(quotient));
    return algebra::simplicity_cost(rational) < algebra::simplicity_cost(quotient) ? rational : quotient;
}

Expr finished_entry(const Expr& a, const Expr& b) {
    Expr quotient = entry_quotient(a, b);
    bool functions = quotient.leaves() <= kSimplifiedLeaves && algebra::any_node(quotient, [](const Expr& e) { return e.is(algebra::NodeKind::Function); });
    return functions ? algebra::simplify(quotient) : quotient;
}

ExpressionElimination eliminate(ExpressionRows rows, std::size_t columns, bool jordan) {
    ExpressionElimination result;
    Expr previous(1);
    for (std::size_t column = 0; column < columns && result.pivots.size() < rows.size(); ++column) {
        std::size_t top = result.pivots.size(), found = find_pivot(rows, top, column);
        if (found == rows.size()) {
            for (std::size_t i = top; i < rows.size(); ++i) rows[i][column] = Expr(0);
            continue;
        }
        if (found != top) {
            std::swap(rows[found], rows[top]);
            result.odd_swaps = !result.odd_swaps;
        }
        const Expr pivot = rows[top][column];
        for (std::size_t i = jordan ? 0 : top + 1; i < rows.size(); ++i) {
            if (i == top) continue;
            const Expr factor = rows[i][column];
            for (std::size_t j = 0; j < rows[i].size(); ++j) {
                if (j == column) {
                    rows[i][j] = Expr(0);
                    continue;
                }
                algebra::poll_work();
                rows[i][j] = entry_quotient(algebra::expand(pivot * rows[i][j] - factor * rows[top][j]), previous);
            }
        }
        previous = pivot;
        result.pivots.push_back(column);
    }
    result.rows = std::move(rows);
    return result;
}

} // namespace rumina
