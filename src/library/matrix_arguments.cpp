#include "library/matrix_arguments.h"

#include "runtime/expression_values.h"

#include "library/elimination.h"

namespace rumina::library {
namespace {

bool is_row(const Value& value) { return value.is(Tag::Array) || value.is(Tag::Vector); }

bool is_array_of_rows(const Value& value) {
    if (!value.is(Tag::Array)) return false;
    auto* array = value.as<ArrayObject>();
    return array->size != 0 && is_row(array->data[0]);
}

Value matrix_of(Call& call, std::size_t index) {
    auto* array = call[index].as<ArrayObject>();
    for (const Value& row : *array)
        if (!is_row(row)) fail_kind(call, index, "a mat or an array of rows");
    return matrix_of_rows(call.runtime, array);
}

} // namespace

MatrixObject* matrix_argument(Call& call, std::size_t index) {
    if (call[index].is(Tag::Matrix)) return call[index].as<MatrixObject>();
    if (!is_array_of_rows(call[index])) fail_kind(call, index, "a mat or an array of rows");
    return matrix_of(call, index).as<MatrixObject>();
}

Value matrix_or_vector(Call& call, std::size_t index) {
    if (!call[index].is(Tag::Array)) return call[index];
    if (is_array_of_rows(call[index])) return matrix_of(call, index);
    return vector_of(call.runtime, call[index].as<ArrayObject>());
}

std::vector<Value> real_elements(Call& call, std::size_t index) {
    std::vector<Value> elements = elements_of(call.runtime, call[index]);
    for (const Value& element : elements)
        if (!element.is_real())
            fail_argument(call, fmt::format("the entries of argument {} must be real numbers, not {}", index + 1,
                                            described(element)));
    return elements;
}

std::vector<Value> number_elements(Call& call, std::size_t index) {
    std::vector<Value> elements = elements_of(call.runtime, call[index]);
    for (const Value& element : elements)
        if (!is_operand(element)) fail_kind(call, index, "a vector of numbers");
    return elements;
}

void require_number_entries(const Call& call, std::size_t index, const MatrixObject& matrix) {
    for (std::size_t i = 0; i < matrix.rows * matrix.columns; ++i)
        if (!is_operand(matrix.data[i])) fail_argument(call, fmt::format("the entries of argument {} must be numbers", index + 1));
}

Value in_kind_of(Runtime& runtime, const Value& source, Value result) {
    if (!source.is(Tag::Array)) return result;
    if (result.is(Tag::Vector)) return make_array(runtime, result.as<VectorObject>()->data, result.as<VectorObject>()->size);
    if (!result.is(Tag::Matrix)) return result;
    auto* matrix = result.as<MatrixObject>();
    ArrayObject* rows = runtime.heap.array(matrix->rows);
    for (std::size_t i = 0; i < matrix->rows; ++i)
        runtime.heap.push(rows, make_array(runtime, matrix->data + i * matrix->columns, matrix->columns));
    return Value::of_object(rows);
}

} // namespace rumina::library
