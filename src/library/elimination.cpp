#include "library/elimination.h"

#include <cmath>
#include <utility>

#include "library/arguments.h"
#include "runtime/expression_elimination.h"
#include "runtime/expression_values.h"

namespace rumina::library {
namespace {

const Value& entry(const MatrixObject& matrix, std::size_t row, std::size_t column) {
    return matrix.data[row * matrix.columns + column];
}

bool any_float(const MatrixObject& matrix) {
    for (std::size_t i = 0; i < matrix.rows * matrix.columns; ++i)
        if (matrix.data[i].is_float()) return true;
    return false;
}

ExpressionRows expression_rows(const MatrixObject& matrix) {
    ExpressionRows rows(matrix.rows);
    for (std::size_t i = 0; i < matrix.rows; ++i)
        for (std::size_t j = 0; j < matrix.columns; ++j) rows[i].push_back(expression_of(entry(matrix, i, j)));
    return rows;
}

using IntegerRows = std::vector<std::vector<Integer>>;
using DoubleRows = std::vector<std::vector<double>>;

// Rows times the least common denominator of each; `scale` becomes the product of those factors.
IntegerRows integer_rows(const MatrixObject& matrix, Integer& scale) {
    IntegerRows rows(matrix.rows);
    scale = Integer(1);
    for (std::size_t i = 0; i < matrix.rows; ++i) {
        Integer common(1);
        for (std::size_t j = 0; j < matrix.columns; ++j)
            if (entry(matrix, i, j).is(Tag::Rational)) common = lcm(common, to_rational(entry(matrix, i, j)).denominator());
        for (std::size_t j = 0; j < matrix.columns; ++j) {
            Rational value = to_rational(entry(matrix, i, j));
            rows[i].push_back(value.numerator() * divide_truncated(common, value.denominator()));
        }
        scale = scale * common;
    }
    return rows;
}

DoubleRows double_rows(const MatrixObject& matrix, std::string_view name) {
    DoubleRows rows(matrix.rows);
    for (std::size_t i = 0; i < matrix.rows; ++i)
        for (std::size_t j = 0; j < matrix.columns; ++j) rows[i].push_back(to_double(entry(matrix, i, j), name));
    return rows;
}

// Fraction-free elimination, below the pivots only or (jordan) above them too. Returns the pivots' columns.
std::vector<std::size_t> eliminate(Runtime& runtime, IntegerRows& rows, std::size_t columns, bool jordan, bool& odd_swaps) {
    std::vector<std::size_t> pivots;
    Integer previous(1);
    odd_swaps = false;
    for (std::size_t column = 0; column < columns && pivots.size() < rows.size(); ++column) {
        std::size_t top = pivots.size(), found = top;
        while (found < rows.size() && rows[found][column].is_zero()) ++found;
        if (found == rows.size()) continue;
        if (found != top) {
            std::swap(rows[found], rows[top]);
            odd_swaps = !odd_swaps;
        }
        const Integer pivot = rows[top][column];
        for (std::size_t i = jordan ? 0 : top + 1; i < rows.size(); ++i) {
            if (i == top) continue;
            const Integer factor = std::exchange(rows[i][column], Integer());
            for (std::size_t j = i < top ? 0 : column + 1; j < columns; ++j) { // below the pivots there are zeros before the column
                if (j == column) continue;
                runtime.poll();
                rows[i][j] = quotient_of_minor(pivot, factor, rows[top][j], rows[i][j], previous);
            }
        }
        previous = pivot;
        pivots.push_back(column);
    }
    return pivots;
}

std::vector<std::size_t> eliminate(DoubleRows& rows, std::size_t columns, bool jordan, bool& odd_swaps) {
    double largest = 0;
    for (const auto& row : rows)
        for (double value : row) largest = std::max(largest, std::fabs(value));
    const double negligible = largest * static_cast<double>(std::max(rows.size(), columns)) * 0x1p-52;
    std::vector<std::size_t> pivots;
    odd_swaps = false;
    for (std::size_t column = 0; column < columns && pivots.size() < rows.size(); ++column) {
        std::size_t top = pivots.size(), found = top;
        for (std::size_t i = top + 1; i < rows.size(); ++i)
            if (std::fabs(rows[i][column]) > std::fabs(rows[found][column])) found = i;
        if (std::fabs(rows[found][column]) <= negligible) {
            for (std::size_t i = top; i < rows.size(); ++i) rows[i][column] = 0;
            continue;
        }
        if (found != top) {
            std::swap(rows[found], rows[top]);
            odd_swaps = !odd_swaps;
        }
        for (std::size_t i = jordan ? 0 : top + 1; i < rows.size(); ++i) {
            if (i == top) continue;
            double factor = rows[i][column] / rows[top][column];
            for (std::size_t j = column; j < columns; ++j) rows[i][j] -= factor * rows[top][j];
            rows[i][column] = 0;
        }
        pivots.push_back(column);
    }
    return pivots;
}

Value determinant_of_expressions(Runtime& runtime, const MatrixObject& matrix) {
    const std::size_t n = matrix.rows;
    ExpressionElimination done = rumina::eliminate(expression_rows(matrix), n, false);
    if (done.pivots.size() < n) return Value::of_int(0);
    const algebra::Expr& last = done.rows[n - 1][n - 1];
    return value_of(runtime, finished_entry(done.odd_swaps ? -last : last, algebra::Expr(1)));
}

/// Partial pivoting without a tolerance: a determinant may be tiny.
double determinant_of_doubles(DoubleRows rows) {
    const std::size_t n = rows.size();
    double product = 1;
    for (std::size_t k = 0; k < n; ++k) {
        std::size_t found = k;
        for (std::size_t i = k + 1; i < n; ++i)
            if (std::fabs(rows[i][k]) > std::fabs(rows[found][k])) found = i;
        if (rows[found][k] == 0) return 0;
        if (found != k) {
            std::swap(rows[found], rows[k]);
            product = -product;
        }
        product *= rows[k][k];
        for (std::size_t i = k + 1; i < n; ++i) {
            double factor = rows[i][k] / rows[k][k];
            for (std::size_t j = k + 1; j < n; ++j) rows[i][j] -= factor * rows[k][j];
        }
    }
    return product;
}

} // namespace

bool all_real(const MatrixObject& matrix) {
    for (std::size_t i = 0; i < matrix.rows * matrix.columns; ++i)
        if (!matrix.data[i].is_real()) return false;
    return true;
}

Value determinant(Runtime& runtime, const MatrixObject& matrix) {
    const std::size_t n = matrix.rows;
    if (n == 0) return Value::of_int(1);
    if (!all_real(matrix)) return determinant_of_expressions(runtime, matrix);
    if (any_float(matrix)) return float_result(determinant_of_doubles(double_rows(matrix, "det")), "det");
    bool odd_swaps = false;
    Integer scale;
    IntegerRows rows = integer_rows(matrix, scale);
    if (eliminate(runtime, rows, n, false, odd_swaps).size() < n) return Value::of_int(0);
    Integer result = rows[n - 1][n - 1];
    return runtime.heap.rational(Rational::make(odd_swaps ? -result : result, scale));
}

std::size_t rank_of(Runtime& runtime, const MatrixObject& matrix) {
    bool odd_swaps = false;
    if (!all_real(matrix)) return rumina::eliminate(expression_rows(matrix), matrix.columns, false).pivots.size();
    if (any_float(matrix)) {
        DoubleRows rows = double_rows(matrix, "rank");
        return eliminate(rows, matrix.columns, false, odd_swaps).size();
    }
    Integer scale;
    IntegerRows rows = integer_rows(matrix, scale);
    return eliminate(runtime, rows, matrix.columns, false, odd_swaps).size();
}

RowEchelon reduce(Runtime& runtime, const MatrixObject& matrix) {
    RowEchelon result;
    bool odd_swaps = false;
    result.rows.assign(matrix.rows, std::vector<Value>(matrix.columns, Value::of_int(0)));
    if (!all_real(matrix)) {
        ExpressionElimination done = rumina::eliminate(expression_rows(matrix), matrix.columns, true);
        result.pivots = done.pivots;
        for (std::size_t i = 0; i < done.pivots.size(); ++i)
            for (std::size_t j = 0; j < matrix.columns; ++j)
                result.rows[i][j] = value_of(runtime, finished_entry(done.rows[i][j], done.rows[i][done.pivots[i]]));
        return result;
    }
    if (any_float(matrix)) {
        DoubleRows rows = double_rows(matrix, "rref");
        result.pivots = eliminate(rows, matrix.columns, true, odd_swaps);
        for (std::size_t i = 0; i < matrix.rows; ++i)
            for (std::size_t j = 0; j < matrix.columns; ++j) {
                double value = i < result.pivots.size() ? rows[i][j] / rows[i][result.pivots[i]] : 0;
                result.rows[i][j] = float_result(value, "rref");
            }
        return result;
    }
    Integer scale;
    IntegerRows rows = integer_rows(matrix, scale);
    result.pivots = eliminate(runtime, rows, matrix.columns, true, odd_swaps);
    for (std::size_t i = 0; i < result.pivots.size(); ++i)
        for (std::size_t j = 0; j < matrix.columns; ++j)
            result.rows[i][j] = runtime.heap.rational(Rational::make(rows[i][j], rows[i][result.pivots[i]]));
    return result;
}

} // namespace rumina::library
