// Matrices. Arrays of rows are accepted and come back. Entries are exact unless one is a float; elimination.cpp has the
// algorithms.
#include "library/elimination.h"
#include "library/matrix_arguments.h"
#include "library/topics.h"

namespace rumina::library {
namespace {

MatrixObject* square_argument(Call& call, std::size_t index) {
    MatrixObject* matrix = matrix_argument(call, index);
    if (matrix->rows != matrix->columns)
        fail(DiagnosticId::DimensionMismatch,
             fmt::format("`{}` needs a square matrix, not {} × {}", name_of(call.builtin), matrix->rows, matrix->columns));
    return matrix;
}

Value run_det(Call& call) {
    MatrixObject* matrix = square_argument(call, 0);
    require_number_entries(call, 0, *matrix);
    return determinant(call.runtime, *matrix);
}

MatrixObject* identity_matrix(Runtime& runtime, std::size_t n) {
    MatrixObject* matrix = runtime.heap.matrix(n, n);
    for (std::size_t i = 0; i < n; ++i) matrix->at(i, i) = Value::of_int(1);
    return matrix;
}

Value run_inv(Call& call) {
    MatrixObject* matrix = square_argument(call, 0);
    require_number_entries(call, 0, *matrix);
    Value identity = Value::of_object(identity_matrix(call.runtime, matrix->rows));
    Value inverse = binary(call.runtime, BinaryOperator::LeftDivide, Value::of_object(matrix), identity);
    return in_kind_of(call.runtime, call[0], inverse);
}

Value run_transpose(Call& call) {
    Value value = matrix_or_vector(call, 0);
    return in_kind_of(call.runtime, call[0], unary(call.runtime, UnaryOperator::Transpose, value));
}

Value run_adjoint(Call& call) {
    Value value = matrix_or_vector(call, 0);
    return in_kind_of(call.runtime, call[0], unary(call.runtime, UnaryOperator::Adjoint, value));
}

Value run_trace(Call& call) {
    MatrixObject* matrix = square_argument(call, 0);
    Value total = Value::of_int(0);
    for (std::size_t i = 0; i < matrix->rows; ++i) total = add(call.runtime, total, matrix->at(i, i));
    return total;
}

Value run_rank(Call& call) {
    MatrixObject* matrix = matrix_argument(call, 0);
    require_number_entries(call, 0, *matrix);
    return Value::of_int(static_cast<std::int64_t>(rank_of(call.runtime, *matrix)));
}

Value run_rref(Call& call) {
    MatrixObject* matrix = matrix_argument(call, 0);
    require_number_entries(call, 0, *matrix);
    RowEchelon echelon = reduce(call.runtime, *matrix);
    MatrixObject* result = call.runtime.heap.matrix(matrix->rows, matrix->columns);
    for (std::size_t i = 0; i < matrix->rows; ++i)
        for (std::size_t j = 0; j < matrix->columns; ++j) result->at(i, j) = echelon.rows[i][j];
    return in_kind_of(call.runtime, call[0], Value::of_object(result));
}

// One basis vector per column without a pivot: that entry 1, the other free ones 0.
Value run_nullspace(Call& call) {
    Runtime& runtime = call.runtime;
    MatrixObject* matrix = matrix_argument(call, 0);
    require_number_entries(call, 0, *matrix);
    RowEchelon echelon = reduce(runtime, *matrix);
    ArrayObject* basis = runtime.heap.array();
    std::size_t next_pivot = 0;
    for (std::size_t column = 0; column < matrix->columns; ++column) {
        if (next_pivot < echelon.pivots.size() && echelon.pivots[next_pivot] == column) {
            ++next_pivot;
            continue;
        }
        VectorObject* vector = runtime.heap.vector(matrix->columns);
        vector->data[column] = Value::of_int(1);
        for (std::size_t i = 0; i < echelon.pivots.size(); ++i)
            vector->data[echelon.pivots[i]] = negate(runtime, echelon.rows[i][column]);
        runtime.heap.push(basis, in_kind_of(runtime, call[0], Value::of_object(vector)));
    }
    return Value::of_object(basis);
}

Value run_columnspace(Call& call) {
    Runtime& runtime = call.runtime;
    MatrixObject* matrix = matrix_argument(call, 0);
    require_number_entries(call, 0, *matrix);
    ArrayObject* basis = runtime.heap.array();
    for (std::size_t column : reduce(runtime, *matrix).pivots) {
        VectorObject* vector = runtime.heap.vector(matrix->rows);
        for (std::size_t i = 0; i < matrix->rows; ++i) vector->data[i] = stored(matrix->at(i, column));
        runtime.heap.push(basis, in_kind_of(runtime, call[0], Value::of_object(vector)));
    }
    return Value::of_object(basis);
}

Value run_matmul(Call& call) {
    Runtime& runtime = call.runtime;
    Value a = matrix_or_vector(call, 0), b = matrix_or_vector(call, 1);
    if (a.is(Tag::Vector) && b.is(Tag::Vector)) {
        auto *u = a.as<VectorObject>(), *v = b.as<VectorObject>();
        if (u->size != v->size)
            fail(DiagnosticId::DimensionMismatch,
                 fmt::format("`matmul` needs vectors of equal length, not {} and {}", u->size, v->size));
        Value total = Value::of_int(0);
        for (std::size_t i = 0; i < u->size; ++i) total = add(runtime, total, multiply(runtime, u->data[i], v->data[i]));
        return total;
    }
    Value product = multiply(runtime, a, b);
    return call[1].is(Tag::Array) ? in_kind_of(runtime, call[0], product) : product;
}

Value run_solve_left(Call& call) {
    Value a = matrix_or_vector(call, 0), b = matrix_or_vector(call, 1);
    return in_kind_of(call.runtime, call[1], binary(call.runtime, BinaryOperator::LeftDivide, a, b));
}

// X A = B, as the transpose of A' X' = B'.
Value run_solve_right(Call& call) {
    Runtime& runtime = call.runtime;
    Value b = matrix_or_vector(call, 0);
    Value a = unary(runtime, UnaryOperator::Transpose, Value::of_object(square_argument(call, 1)));
    if (b.is(Tag::Vector)) return in_kind_of(runtime, call[0], binary(runtime, BinaryOperator::LeftDivide, a, b));
    Value solution = binary(runtime, BinaryOperator::LeftDivide, a, unary(runtime, UnaryOperator::Transpose, b));
    return in_kind_of(runtime, call[0], unary(runtime, UnaryOperator::Transpose, solution));
}

std::size_t dimension(const Call& call, std::size_t index) { return count_argument(call, index, "this matrix"); }

Value run_identity(Call& call) {
    std::size_t n = dimension(call, 0);
    return Value::of_object(identity_matrix(call.runtime, n));
}

// A vec for one dimension, a mat for two.
Value filled(Call& call, std::int64_t value) {
    Heap& heap = call.runtime.heap;
    std::size_t rows = dimension(call, 0);
    if (!call.has(1)) {
        require_elements(call.runtime, rows, "this vec");
        VectorObject* vector = heap.vector(rows);
        for (Value& entry : *vector) entry = Value::of_int(value);
        return Value::of_object(vector);
    }
    MatrixObject* matrix = heap.matrix(rows, dimension(call, 1));
    for (std::size_t i = 0; i < matrix->size(); ++i) matrix->data[i] = Value::of_int(value);
    return Value::of_object(matrix);
}

Value run_zeros(Call& call) { return filled(call, 0); }
Value run_ones(Call& call) { return filled(call, 1); }

Value run_diag(Call& call) {
    Runtime& runtime = call.runtime;
    Value value = matrix_or_vector(call, 0);
    if (value.is(Tag::Matrix)) {
        auto* matrix = value.as<MatrixObject>();
        std::size_t n = std::min(matrix->rows, matrix->columns);
        VectorObject* diagonal = runtime.heap.vector(n);
        for (std::size_t i = 0; i < n; ++i) diagonal->data[i] = stored(matrix->at(i, i));
        return in_kind_of(runtime, call[0], Value::of_object(diagonal));
    }
    auto* entries = value.as<VectorObject>();
    MatrixObject* matrix = runtime.heap.matrix(entries->size, entries->size);
    for (std::size_t i = 0; i < entries->size; ++i) matrix->at(i, i) = stored(entries->data[i]);
    return in_kind_of(runtime, call[0], Value::of_object(matrix));
}

Value run_shape(Call& call) {
    Value value = matrix_or_vector(call, 0);
    std::vector<Value> sizes;
    if (value.is(Tag::Matrix)) {
        sizes = {Value::of_int(static_cast<std::int64_t>(value.as<MatrixObject>()->rows)),
                 Value::of_int(static_cast<std::int64_t>(value.as<MatrixObject>()->columns))};
    } else {
        sizes = {Value::of_int(static_cast<std::int64_t>(value.as<VectorObject>()->size))};
    }
    return make_vector(call.runtime, sizes.data(), sizes.size());
}

Value run_kron(Call& call) {
    MatrixObject *a = matrix_argument(call, 0), *b = matrix_argument(call, 1);
    if (b->rows != 0 && a->rows > kMaxEntries / b->rows) fail(DiagnosticId::TooLarge, "this matrix", "2^32 entries");
    if (b->columns != 0 && a->columns > kMaxEntries / b->columns) fail(DiagnosticId::TooLarge, "this matrix", "2^32 entries");
    MatrixObject* product = call.runtime.heap.matrix(a->rows * b->rows, a->columns * b->columns);
    for (std::size_t i = 0; i < product->rows; ++i)
        for (std::size_t j = 0; j < product->columns; ++j)
            product->at(i, j) = multiply(call.runtime, a->at(i / b->rows, j / b->columns), b->at(i % b->rows, j % b->columns));
    return in_kind_of(call.runtime, call[0], Value::of_object(product));
}

// The matrix with a row and a column (counted from 1) left out.
Value run_submatrix(Call& call) {
    MatrixObject* matrix = matrix_argument(call, 0);
    auto row = static_cast<std::size_t>(bounded(call, 1, 1, static_cast<std::int64_t>(matrix->rows))) - 1;
    auto column = static_cast<std::size_t>(bounded(call, 2, 1, static_cast<std::int64_t>(matrix->columns))) - 1;
    MatrixObject* rest = call.runtime.heap.matrix(matrix->rows - 1, matrix->columns - 1);
    for (std::size_t i = 0; i < rest->rows; ++i)
        for (std::size_t j = 0; j < rest->columns; ++j) rest->at(i, j) = stored(matrix->at(i + (i >= row), j + (j >= column)));
    return in_kind_of(call.runtime, call[0], Value::of_object(rest));
}

Value run_mat(Call& call) {
    if (call[0].is(Tag::Matrix)) return call[0];
    if (call[0].is(Tag::Vector)) {
        auto* column = call[0].as<VectorObject>();
        MatrixObject* matrix = call.runtime.heap.matrix(column->size, 1);
        for (std::size_t i = 0; i < column->size; ++i) matrix->data[i] = stored(column->data[i]);
        return Value::of_object(matrix);
    }
    return Value::of_object(matrix_argument(call, 0));
}

const Builtin records[] = {
    {.signature = "det(A: Matrix|Array) -> Number",
     .summary = "The determinant of a square matrix.",
     .examples = {{"det(mat[1, 2; 3, 4])", "-2"}, {"det([[1/2, 1], [1, 4]])", "1"}, {"det(mat[1, 2; 2, 4])", "0"},
                  {"sym a, b, c, d; det(mat[a, b; c, d])", "a*d - b*c"}, {"det(mat[√2, 2; 1, √2])", "0"},
                  {"det(mat[1, 2, 3; 4, 5, 6])", "!DimensionError"}},
     .raises = {DiagnosticId::DimensionMismatch, DiagnosticId::InvalidArgument},
     .methods = "mat",
     .source = "[Bareiss 1968]",
     .run = run_det, .cached = true},
    {.signature = "inv(A: Matrix|Array) -> Any",
     .summary = "The inverse of a square matrix.",
     .examples = {{"inv(mat[1, 2; 3, 4])", "mat[-2, 1; 3/2, -1/2]"}, {"inv([[2, 0], [0, 4]])", "[[1/2, 0], [0, 1/4]]"},
                  {"inv(mat[√2, 1; 1, √2])", "mat[√2, -1; -1, √2]"}, {"inv(mat[1, 2; 2, 4])", "!DimensionError"}},
     .raises = {DiagnosticId::SingularMatrix, DiagnosticId::DimensionMismatch},
     .aliases = "inverse linalg::inverse",
     .methods = "mat",
     .run = run_inv, .cached = true},
    {.signature = "transpose(A: Matrix|Vector|Array) -> Any",
     .summary = "Rows and columns exchanged; a vector becomes a matrix of one row.",
     .examples = {{"transpose(mat[1, 2; 3, 4])", "mat[1, 3; 2, 4]"}, {"transpose([[1, 2, 3]])", "[[1], [2], [3]]"}},
     .methods = "mat vec",
     .run = run_transpose},
    {.signature = "adjoint(A: Matrix|Vector|Array) -> Any",
     .summary = "The conjugate transpose.",
     .examples = {{"adjoint(mat[1, 2; 3, 4])", "mat[1, 3; 2, 4]"}},
     .methods = "mat vec",
     .run = run_adjoint},
    {.signature = "trace(A: Matrix|Array) -> Any",
     .summary = "The sum of the diagonal of a square matrix.",
     .examples = {{"trace(mat[1, 2; 3, 4])", "5"}, {"trace([[1, 2]])", "!DimensionError"}},
     .raises = {DiagnosticId::DimensionMismatch},
     .methods = "mat",
     .run = run_trace},
    {.signature = "rank(A: Matrix|Array) -> Integer",
     .summary = "The number of linearly independent rows.",
     .examples = {{"rank(mat[1, 2; 2, 4])", "1"}, {"rank([[1, 0], [0, 1]])", "2"}},
     .raises = {DiagnosticId::InvalidArgument},
     .methods = "mat",
     .run = run_rank, .cached = true},
    {.signature = "rref(A: Matrix|Array) -> Any",
     .summary = "The reduced row echelon form.",
     .examples = {{"rref(mat[2, 4; 1, 3])", "mat[1, 0; 0, 1]"}, {"rref(mat[1, 2; 2, 4])", "mat[1, 2; 0, 0]"}},
     .raises = {DiagnosticId::InvalidArgument},
     .methods = "mat",
     .run = run_rref, .cached = true},
    {.signature = "nullspace(A: Matrix|Array) -> Array",
     .summary = "A basis of the vectors that A takes to zero.",
     .examples = {{"nullspace(mat[1, 2; 2, 4])", "[vec[-2, 1]]"}, {"nullspace(mat[1, 0; 0, 1])", "[]"}},
     .raises = {DiagnosticId::InvalidArgument},
     .methods = "mat",
     .run = run_nullspace, .cached = true},
    {.signature = "columnspace(A: Matrix|Array) -> Array",
     .summary = "The columns of A that are a basis of all its columns.",
     .examples = {{"columnspace(mat[1, 2; 2, 4])", "[vec[1, 2]]"}},
     .raises = {DiagnosticId::InvalidArgument},
     .methods = "mat",
     .run = run_columnspace, .cached = true},
    {.signature = "matmul(A: Matrix|Vector|Array, B: Matrix|Vector|Array) -> Any",
     .summary = "The product of two matrices, or of a matrix and a vector.",
     .examples = {{"matmul(mat[1, 2; 3, 4], vec[1, 1])", "vec[3, 7]"},
                  {"matmul([[1, 2], [3, 4]], [[0, 1], [1, 0]])", "[[2, 1], [4, 3]]"},
                  {"matmul(mat[1, 2; 3, 4], vec[1])", "!DimensionError"}},
     .raises = {DiagnosticId::DimensionMismatch},
     .methods = "mat",
     .run = run_matmul},
    {.signature = "solve_left(A: Matrix|Array, B: Matrix|Vector|Array) -> Any",
     .summary = "The X with A X = B, the same as A \\ B.",
     .examples = {{"solve_left(mat[2, 1; 1, 3], vec[3, 5])", "vec[4/5, 7/5]"},
                  {"solve_left([[2, 0], [0, 4]], [1, 1])", "[1/2, 1/4]"},
                  {"solve_left(mat[1, 2; 2, 4], vec[1, 1])", "!DimensionError"}},
     .raises = {DiagnosticId::SingularMatrix, DiagnosticId::DimensionMismatch},
     .run = run_solve_left, .cached = true},
    {.signature = "solve_right(B: Matrix|Vector|Array, A: Matrix|Array) -> Any",
     .summary = "The X with X A = B.",
     .examples = {{"solve_right(mat[1, 2], mat[1, 2; 3, 4])", "mat[1, 0]"},
                  {"solve_right(vec[1, 2], mat[1, 2; 3, 4])", "vec[1, 0]"}},
     .raises = {DiagnosticId::SingularMatrix, DiagnosticId::DimensionMismatch},
     .run = run_solve_right, .cached = true},
    {.signature = "identity(n: Integer) -> Matrix",
     .summary = "The n × n identity matrix.",
     .examples = {{"identity(2)", "mat[1, 0; 0, 1]"}, {"identity(10^10)", "!LimitError"}},
     .raises = {DiagnosticId::InvalidArgument, DiagnosticId::TooLarge},
     .aliases = "eye linalg::eye",
     .run = run_identity},
    {.signature = "zeros(rows: Integer, columns?: Integer) -> Vector|Matrix",
     .summary = "A vec or mat of zeros.",
     .examples = {{"zeros(3)", "vec[0, 0, 0]"}, {"zeros(2, 2)", "mat[0, 0; 0, 0]"}, {"zeros(10^6, 10^6)", "!LimitError"}},
     .raises = {DiagnosticId::InvalidArgument, DiagnosticId::TooLarge},
     .run = run_zeros},
    {.signature = "ones(rows: Integer, columns?: Integer) -> Vector|Matrix",
     .summary = "A vec or mat of ones.",
     .examples = {{"ones(3)", "vec[1, 1, 1]"}, {"ones(1, 2)", "mat[1, 1]"}},
     .raises = {DiagnosticId::InvalidArgument, DiagnosticId::TooLarge},
     .run = run_ones},
    {.signature = "diag(x: Vector|Matrix|Array) -> Any",
     .summary = "The matrix with a vector as its diagonal, or the diagonal of a matrix.",
     .examples = {{"diag(vec[1, 2])", "mat[1, 0; 0, 2]"}, {"diag(mat[1, 2; 3, 4])", "vec[1, 4]"}},
     .methods = "mat vec",
     .run = run_diag},
    {.signature = "shape(A: Matrix|Vector|Array) -> Vector",
     .summary = "vec[rows, columns] of a matrix, vec[length] of a vector.",
     .examples = {{"shape(mat[1, 2, 3; 4, 5, 6])", "vec[2, 3]"}, {"shape([[1], [2]])", "vec[2, 1]"},
                  {"shape(vec[1, 2])", "vec[2]"}},
     .methods = "mat vec",
     .run = run_shape},
    {.signature = "kron(A: Matrix|Array, B: Matrix|Array) -> Any",
     .summary = "The Kronecker product.",
     .examples = {{"kron(mat[1, 2], mat[1; 1])", "mat[1, 2; 1, 2]"}},
     .raises = {DiagnosticId::TooLarge},
     .run = run_kron},
    {.signature = "submatrix(A: Matrix|Array, row: Integer, column: Integer) -> Any",
     .summary = "The matrix without one row and one column, counted from 1.",
     .examples = {{"submatrix(mat[1, 2, 3; 4, 5, 6; 7, 8, 9], 1, 2)", "mat[4, 6; 7, 9]"}},
     .raises = {DiagnosticId::InvalidArgument},
     .run = run_submatrix},
    {.signature = "mat(rows: Matrix|Vector|Array) -> Matrix",
     .summary = "The mat of an array of rows; a vec becomes a single column.",
     .examples = {{"mat([[1, 2], [3, 4]])", "mat[1, 2; 3, 4]"}, {"mat(vec[1, 2])", "mat[1; 2]"},
                  {"mat([[1], [2, 3]])", "!DimensionError"}},
     .raises = {DiagnosticId::DimensionMismatch, DiagnosticId::ArgumentKind},
     .aliases = "matrix",
     .run = run_mat},
};

} // namespace

Records matrix_builtins() { return records; }

} // namespace rumina::library
