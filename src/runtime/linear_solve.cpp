// A X = B for square A. Exact numbers: denominators are cleared row by row, then fraction-free Gauss-Jordan elimination
// over the integers keeps every entry a minor of the matrix, so that sizes grow linearly [Bareiss 1968]. When a float
// takes part: Gaussian elimination on doubles with partial pivoting. Entries that are expressions: expression_elimination.
#include <cmath>
#include <utility>
#include <vector>

#include "runtime/container_operations.h"
#include "runtime/expression_elimination.h"
#include "runtime/expression_values.h"
#include "runtime/number_values.h"

namespace rumina {
namespace {

/// The rows of [A | B].
struct Augmented {
    std::size_t size, width;
    Value operator()(std::size_t row, std::size_t column) const {
        return column < size ? a[row * size + column] : b[row * (width - size) + (column - size)];
    }
    const Value *a, *b;
};

void require_numbers(const Augmented& system, const Value& left, const Value& right, bool& any_float, bool& any_expression) {
    for (std::size_t row = 0; row < system.size; ++row)
        for (std::size_t column = 0; column < system.width; ++column) {
            Value entry = system(row, column);
            if (!is_operand(entry)) refuse(BinaryOperator::LeftDivide, left, right);
            any_expression |= !entry.is_real();
            any_float |= entry.is_float();
        }
}

/// solution(row, column), column counted from B's first.
template <typename Solution>
Value as_result(Runtime& runtime, const Value& b, std::size_t rows, std::size_t columns, Solution solution) {
    if (b.is(Tag::Vector)) {
        VectorObject* result = runtime.heap.vector(rows);
        for (std::size_t i = 0; i < rows; ++i) result->data[i] = solution(i, 0);
        return Value::of_object(result);
    }
    MatrixObject* result = runtime.heap.matrix(rows, columns);
    for (std::size_t i = 0; i < rows; ++i)
        for (std::size_t j = 0; j < columns; ++j) result->at(i, j) = solution(i, j);
    return Value::of_object(result);
}

std::vector<std::vector<Integer>> integer_rows(const Augmented& system) {
    std::vector<std::vector<Integer>> rows(system.size);
    for (std::size_t i = 0; i < system.size; ++i) {
        Integer common = 1;
        Rational scratch;
        for (std::size_t j = 0; j < system.width; ++j) common = lcm(common, rational_of(system(i, j), scratch).denominator());
        rows[i].reserve(system.width);
        for (std::size_t j = 0; j < system.width; ++j) {
            const Rational& entry = rational_of(system(i, j), scratch);
            rows[i].push_back(entry.numerator() * divide_truncated(common, entry.denominator()));
        }
    }
    return rows;
}

Value solve_exact(Runtime& runtime, const Augmented& system, const Value& b) {
    std::vector<std::vector<Integer>> rows = integer_rows(system);
    Integer previous = 1;
    for (std::size_t k = 0; k < system.size; ++k) {
        std::size_t pivot_row = k;
        while (pivot_row < system.size && rows[pivot_row][k].is_zero()) ++pivot_row;
        if (pivot_row == system.size) fail(DiagnosticId::SingularMatrix);
        std::swap(rows[k], rows[pivot_row]);
        const Integer pivot = rows[k][k];
        for (std::size_t i = 0; i < system.size; ++i) {
            if (i == k) continue;
            const Integer factor = rows[i][k];
            // Columns before k are those of a multiple of the identity; only the diagonal entry there is rescaled.
            if (i < k) rows[i][i] = pivot;
            rows[i][k] = Integer();
            for (std::size_t j = k + 1; j < system.width; ++j) {
                runtime.poll();
                rows[i][j] = quotient_of_minor(pivot, factor, rows[k][j], rows[i][j], previous);
            }
        }
        previous = pivot;
    }
    return as_result(runtime, b, system.size, system.width - system.size, [&](std::size_t i, std::size_t j) {
        return runtime.heap.rational(Rational::make(rows[i][system.size + j], rows[i][i]));
    });
}

Value solve_floats(Runtime& runtime, const Augmented& system, const Value& b) {
    std::vector<std::vector<double>> rows(system.size, std::vector<double>(system.width));
    for (std::size_t i = 0; i < system.size; ++i)
        for (std::size_t j = 0; j < system.width; ++j) rows[i][j] = double_of(system(i, j), "\\");
    for (std::size_t k = 0; k < system.size; ++k) {
        std::size_t pivot_row = k;
        for (std::size_t i = k + 1; i < system.size; ++i)
            if (std::fabs(rows[i][k]) > std::fabs(rows[pivot_row][k])) pivot_row = i;
        if (rows[pivot_row][k] == 0) fail(DiagnosticId::SingularMatrix);
        std::swap(rows[k], rows[pivot_row]);
        for (std::size_t i = k + 1; i < system.size; ++i) {
            double factor = rows[i][k] / rows[k][k];
            for (std::size_t j = k + 1; j < system.width; ++j) {
                runtime.poll();
                rows[i][j] -= factor * rows[k][j];
            }
        }
    }
    for (std::size_t column = system.size; column < system.width; ++column)
        for (std::size_t k = system.size; k-- > 0;) {
            double rest = rows[k][column];
            for (std::size_t j = k + 1; j < system.size; ++j) rest -= rows[k][j] * rows[j][column];
            rows[k][column] = rest / rows[k][k];
        }
    return as_result(runtime, b, system.size, system.width - system.size,
                     [&](std::size_t i, std::size_t j) { return checked_float(rows[i][system.size + j], "\\"); });
}

Value solve_expressions(Runtime& runtime, const Augmented& system, const Value& b) {
    ExpressionRows rows(system.size);
    for (std::size_t i = 0; i < system.size; ++i)
        for (std::size_t j = 0; j < system.width; ++j) rows[i].push_back(expression_of(system(i, j)));
    ExpressionElimination done = eliminate(std::move(rows), system.size, true);
    if (done.pivots.size() < system.size) fail(DiagnosticId::SingularMatrix);
    return as_result(runtime, b, system.size, system.width - system.size, [&](std::size_t i, std::size_t j) {
        return value_of(runtime, finished_entry(done.rows[i][system.size + j], done.rows[i][i]));
    });
}

} // namespace

Value solve_square(Runtime& runtime, MatrixObject* a, const Value& b) {
    if (a->rows != a->columns)
        fail(DiagnosticId::DimensionMismatch, fmt::format("this needs a square matrix, not {} by {}", a->rows, a->columns));
    bool is_vector = b.is(Tag::Vector);
    std::size_t rows = is_vector ? b.as<VectorObject>()->size : b.as<MatrixObject>()->rows;
    std::size_t columns = is_vector ? 1 : b.as<MatrixObject>()->columns;
    if (rows != a->rows)
        fail(DiagnosticId::DimensionMismatch, fmt::format("the right side has {} rows but the matrix has {}", rows, a->rows));
    Augmented system{a->rows, a->rows + columns, a->data, is_vector ? b.as<VectorObject>()->data : b.as<MatrixObject>()->data};
    bool any_float = false, any_expression = false;
    require_numbers(system, Value::of_object(a), b, any_float, any_expression);
    if (any_expression) return solve_expressions(runtime, system, b);
    return any_float ? solve_floats(runtime, system, b) : solve_exact(runtime, system, b);
}

} // namespace rumina
