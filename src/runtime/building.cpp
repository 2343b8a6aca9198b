// New vecs, mats, sets and ranges from values.
#include "runtime/container_operations.h"
#include "runtime/number_values.h"

namespace rumina {
namespace {

void copy_shared(Value* to, const Value* from, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        share(from[i]);
        to[i] = from[i];
    }
}

void require_range_part(const Value& part, const Value& low, const Value& high) {
    if (part.is_real()) return;
    if (part.is(Tag::Bool)) fail(DiagnosticId::BoolInArithmetic, "..");
    fail(DiagnosticId::NotDefinedFor, "..", type_name(low), type_name(high));
}

} // namespace

Value make_vector(Runtime& runtime, const Value* entries, std::size_t count) {
    VectorObject* vector = runtime.heap.vector(count);
    copy_shared(vector->data, entries, count);
    return Value::of_object(vector);
}

Value make_matrix(Runtime& runtime, const Value* entries, std::size_t rows, std::size_t columns) {
    MatrixObject* matrix = runtime.heap.matrix(rows, columns);
    copy_shared(matrix->data, entries, matrix->size());
    return Value::of_object(matrix);
}

Value make_range(Runtime& runtime, Value low, Value high, Value step) {
    require_range_part(low, low, high);
    require_range_part(high, low, high);
    if (step.is_unset()) {
        step = Value::of_int(1);
    } else {
        if (step.is(Tag::Bool)) fail(DiagnosticId::BoolInArithmetic, "step");
        if (!step.is_real())
            fail(DiagnosticId::InvalidArgument,
                 fmt::format("the step of a range must be a real number, not {}", described(step)));
        if (sign_of(step) == 0) fail(DiagnosticId::InvalidArgument, "the step of a range must not be 0");
    }
    return Value::of_object(runtime.heap.range(low, high, step));
}

Value vector_of(Runtime& runtime, ArrayObject* array) { return make_vector(runtime, array->data, array->size); }

Value set_of(Runtime& runtime, ArrayObject* array) {
    SetObject* set = runtime.heap.set();
    std::size_t before = set->map->bytes();
    for (std::size_t i = 0; i < array->size; ++i) {
        runtime.poll();
        share(array->data[i]);
        set->map->set(array->data[i], Value::null());
    }
    runtime.heap.recharge_map(before, *set->map);
    return Value::of_object(set);
}

Value matrix_of_rows(Runtime& runtime, ArrayObject* array) {
    struct Row {
        const Value* data;
        std::size_t size;
    };
    auto row_at = [&](std::size_t i) -> Row {
        const Value& row = array->data[i];
        if (row.is(Tag::Array)) return {row.as<ArrayObject>()->data, row.as<ArrayObject>()->size};
        if (row.is(Tag::Vector)) return {row.as<VectorObject>()->data, row.as<VectorObject>()->size};
        fail(DiagnosticId::InvalidArgument,
             fmt::format("row {} of a mat must be an array or vec, not {}", i + 1, described(row)));
    };
    std::size_t columns = array->size == 0 ? 0 : row_at(0).size;
    for (std::size_t i = 1; i < array->size; ++i)
        if (std::size_t size = row_at(i).size; size != columns)
            fail(DiagnosticId::DimensionMismatch,
                 fmt::format("row {} has {} entries but the first row has {}", i + 1, size, columns));
    MatrixObject* matrix = runtime.heap.matrix(array->size, columns);
    for (std::size_t i = 0; i < array->size; ++i) copy_shared(matrix->data + i * columns, row_at(i).data, columns);
    return Value::of_object(matrix);
}

} // namespace rumina
