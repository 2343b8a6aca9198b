// Products, powers and transposes of matrices whose entries are values. Schoolbook methods: entries are exact numbers of
// any size, whose arithmetic outweighs the bookkeeping.
#include "runtime/container_operations.h"
#include "runtime/number_values.h"

namespace rumina {
namespace {

/// A matrix operand: its own rows and columns, or a vec as one row or one column.
struct Factor {
    const Value* data;
    std::size_t rows, columns;
};

Factor left_factor(const Value& value) {
    if (value.is(Tag::Vector)) return {value.as<VectorObject>()->data, 1, value.as<VectorObject>()->size};
    auto* matrix = value.as<MatrixObject>();
    return {matrix->data, matrix->rows, matrix->columns};
}

Factor right_factor(const Value& value) {
    if (value.is(Tag::Vector)) return {value.as<VectorObject>()->data, value.as<VectorObject>()->size, 1};
    auto* matrix = value.as<MatrixObject>();
    return {matrix->data, matrix->rows, matrix->columns};
}

MatrixObject* product(Runtime& runtime, MatrixObject* a, MatrixObject* b) {
    return multiply_matrices(runtime, Value::of_object(a), Value::of_object(b)).as<MatrixObject>();
}

MatrixObject* identity(Runtime& runtime, std::size_t size) {
    MatrixObject* result = runtime.heap.matrix(size, size);
    for (std::size_t i = 0; i < size; ++i) result->at(i, i) = Value::of_int(1);
    return result;
}

} // namespace

Value multiply_matrices(Runtime& runtime, const Value& a, const Value& b) {
    Factor x = left_factor(a), y = right_factor(b);
    if (x.columns != y.rows)
        fail(DiagnosticId::DimensionMismatch,
             fmt::format("`*` needs as many columns on the left as rows on the right, not {} by {} and {} by {}", x.rows,
                         x.columns, y.rows, y.columns));
    Value result;
    Value* entries;
    if (a.is(Tag::Vector) || b.is(Tag::Vector)) {
        VectorObject* vector = runtime.heap.vector(a.is(Tag::Vector) ? y.columns : x.rows);
        entries = vector->data;
        result = Value::of_object(vector);
    } else {
        MatrixObject* matrix = runtime.heap.matrix(x.rows, y.columns);
        entries = matrix->data;
        result = Value::of_object(matrix);
    }
    for (std::size_t row = 0; row < x.rows; ++row)
        for (std::size_t column = 0; column < y.columns; ++column) {
            Value sum = Value::of_int(0);
            for (std::size_t k = 0; k < x.columns; ++k) {
                runtime.poll();
                Value term = multiply(runtime, x.data[row * x.columns + k], y.data[k * y.columns + column]);
                sum = k == 0 ? term : add(runtime, sum, term);
            }
            share(sum);
            entries[row * y.columns + column] = sum;
        }
    return result;
}

Value matrix_power(Runtime& runtime, MatrixObject* matrix, const Value& exponent) {
    if (matrix->rows != matrix->columns)
        fail(DiagnosticId::DimensionMismatch,
             fmt::format("`^` needs a square matrix, not {} by {}", matrix->rows, matrix->columns));
    if (sign_of(exponent) < 0) {
        Value inverse = solve_square(runtime, matrix, Value::of_object(identity(runtime, matrix->rows)));
        return matrix_power(runtime, inverse.as<MatrixObject>(), negate(runtime, exponent));
    }
    if (!exponent.is_int()) fail(DiagnosticId::TooLarge, "the exponent of a matrix", "2^63 - 1");
    auto rest = exponent.integer;
    MatrixObject* result = nullptr;
    for (MatrixObject* square = matrix; rest != 0;) {
        if ((rest & 1) != 0) result = result == nullptr ? square : product(runtime, result, square);
        rest >>= 1;
        if (rest != 0) square = product(runtime, square, square);
    }
    if (result == nullptr) result = identity(runtime, matrix->rows);
    // M^1 is M itself.
    if (result == matrix) share(Value::of_object(result));
    return Value::of_object(result);
}

Value transpose(Runtime& runtime, const Value& a) {
    Factor x = right_factor(a); // a vec is a column, its transpose a row
    MatrixObject* result = runtime.heap.matrix(x.columns, x.rows);
    for (std::size_t row = 0; row < x.rows; ++row)
        for (std::size_t column = 0; column < x.columns; ++column) {
            Value entry = x.data[row * x.columns + column];
            share(entry);
            result->at(column, row) = entry;
        }
    return Value::of_object(result);
}

} // namespace rumina
