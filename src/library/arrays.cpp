// Arrays: making them and changing them in place. Reading and searching is in collections.cpp.
#include <algorithm>
#include <cmath>

#include "library/arguments.h"
#include "library/topics.h"

namespace rumina::library {
namespace {

Value run_range(Call& call) {
    Runtime& runtime = call.runtime;
    Value start = Value::of_int(0), stop = call[0], step = Value::of_int(1);
    if (call.has(1)) {
        start = call[0];
        stop = call[1];
    } else if (sign_of(stop) < 0) {
        fail_argument(call, "a single argument must not be negative");
    }
    if (call.has(2)) step = call[2];
    if (is_zero(step)) fail_argument(call, "the step must not be 0");

    auto exact = [](const Value& value) { return value.is_float() ? Rational::from_double(value.real) : to_rational(value); };
    Integer turns = rumina::ceil((exact(stop) - exact(start)) / exact(step));
    if (turns.sign() <= 0) return Value::of_object(runtime.heap.array());
    if (!turns.fits_int64()) fail(DiagnosticId::TooLarge, "this array", "2^32 elements");
    auto count = static_cast<std::uint64_t>(turns.to_int64());
    require_elements(runtime, count, "this array");
    ArrayObject* array = runtime.heap.array(static_cast<std::size_t>(count));
    if (start.is_float() || stop.is_float() || step.is_float()) {
        double low = to_double(start, "range"), width = to_double(step, "range");
        for (std::uint64_t i = 0; i < count; ++i) runtime.heap.push(array, Value::of_float(low + static_cast<double>(i) * width));
        return Value::of_object(array);
    }
    if (start.is_int() && stop.is_int() && step.is_int()) { // all values lie between two ints
        for (std::int64_t value = start.integer; count != 0; value += step.integer) {
            runtime.heap.push(array, Value::of_int(value));
            if (--count == 0) break; // the next value may not be an int
        }
        return Value::of_object(array);
    }
    for (std::uint64_t i = 0; i < count; ++i) {
        runtime.heap.push(array, start);
        if (i + 1 < count) start = add(runtime, start, step);
    }
    return Value::of_object(array);
}

Value run_fill(Call& call) {
    std::size_t count = count_argument(call, 0, "this array");
    require_elements(call.runtime, count, "this array");
    ArrayObject* array = call.runtime.heap.array(count);
    for (std::size_t i = 0; i < count; ++i) call.runtime.heap.push(array, stored(call[1]));
    return Value::of_object(array);
}

ArrayObject* array_argument(const Call& call) { return call[0].as<ArrayObject>(); }

Value run_push(Call& call) {
    for (std::size_t i = 1; i < call.count; ++i) call.runtime.heap.push(array_argument(call), stored(call[i]));
    return Value::null();
}

Value take_out(ArrayObject* array, std::size_t place) {
    Value taken = array->data[place];
    std::copy(array->data + place + 1, array->end(), array->data + place);
    --array->size;
    return taken;
}

Value run_pop(Call& call) {
    ArrayObject* array = array_argument(call);
    if (array->size == 0) fail(DiagnosticId::EmptyContainer, "pop", "array");
    return take_out(array, call.has(1) ? position(call, 1, array->size, "an array") : array->size - 1);
}

Value run_insert(Call& call) {
    ArrayObject* array = array_argument(call);
    const Value& index = call[1];
    auto size = static_cast<std::int64_t>(array->size);
    if (!index.is_int() || index.integer < -size || index.integer > size)
        fail(DiagnosticId::IndexOutOfRange, to_text(call.runtime, index), "an array", array->size);
    auto place = static_cast<std::size_t>(index.integer < 0 ? index.integer + size : index.integer);
    call.runtime.heap.push(array, Value::null());
    std::copy_backward(array->data + place, array->end() - 1, array->end());
    array->data[place] = stored(call[2]);
    return Value::null();
}

Value run_extend(Call& call) {
    ArrayObject* array = array_argument(call);
    std::vector<Value> elements = elements_of(call.runtime, call[1]); // a copy: the array may extend itself
    for (const Value& element : elements) call.runtime.heap.push(array, stored(element));
    return Value::null();
}

Value run_clear(Call& call) {
    array_argument(call)->size = 0;
    return Value::null();
}

Value run_swap(Call& call) {
    ArrayObject* array = array_argument(call);
    std::size_t i = position(call, 1, array->size, "an array"), j = position(call, 2, array->size, "an array");
    std::swap(array->data[i], array->data[j]);
    return Value::null();
}

Value run_at(Call& call) {
    Value value = call[0];
    for (std::size_t i = 1; i < call.count; ++i) value = get_index(call.runtime, value, call.arguments + i, 1);
    return value;
}

Value run_set(Call& call) {
    ArrayObject* array = array_argument(call);
    std::size_t place = position(call, 1, array->size, "an array");
    Value copy = make_array(call.runtime, array->data, array->size);
    copy.as<ArrayObject>()->data[place] = stored(call[2]);
    return copy;
}

// Flat arrays of keys and values, as older programs keep them: [k1, v1, k2, v2].
Value run_value_after(Call& call) {
    ArrayObject* array = array_argument(call);
    for (std::size_t i = 0; i + 1 < array->size; i += 2)
        if (array->data[i].is(Tag::String) && text_of(array->data[i]) == text(call, 1)) return array->data[i + 1];
    fail(DiagnosticId::KeyMissing, to_repr(call.runtime, call[1]));
}

const Builtin records[] = {
    {.signature = "range(a: Real, b?: Real, step?: Real) -> Array",
     .summary = "[0, 1, …] below a; with b from a up to but without b, in steps (of 1 unless given).",
     .examples = {{"range(4)", "[0, 1, 2, 3]"}, {"range(2, 5)", "[2, 3, 4]"}, {"range(5, 0, -2)", "[5, 3, 1]"},
                  {"range(0, 1, 1/4)", "[0, 1/4, 1/2, 3/4]"}, {"range(-1)", "!ArgumentError"}, {"range(10^18)", "!LimitError"}},
     .raises = {DiagnosticId::InvalidArgument, DiagnosticId::TooLarge},
     .run = run_range},
    {.signature = "fill(n: Integer, value: Any) -> Array",
     .summary = "An array of n times the same value.",
     .examples = {{"fill(3, 0)", "[0, 0, 0]"}, {"fill(10^18, 0)", "!LimitError"}},
     .raises = {DiagnosticId::InvalidArgument, DiagnosticId::TooLarge},
     .run = run_fill},
    {.signature = "push(array: Array, ...values: Any) -> Null",
     .summary = "Appends values to the array, in place.",
     .examples = {{"var a = [1]; push(a, 2); a", "[1, 2]"}, {"var a = []; a.push(1, 2); a", "[1, 2]"}},
     .aliases = "append",
     .methods = "array",
     .run = run_push,
     .pure = false},
    {.signature = "pop(array: Array, index?: Integer) -> Any",
     .summary = "Takes the last element, or the one at an index, out of the array and returns it.",
     .examples = {{"var a = [1, 2, 3]; [pop(a), a]", "[3, [1, 2]]"}, {"var a = [1, 2, 3]; [a.pop(0), a]", "[1, [2, 3]]"},
                  {"pop([])", "!IndexError"}},
     .raises = {DiagnosticId::EmptyContainer, DiagnosticId::IndexOutOfRange},
     .methods = "array",
     .run = run_pop,
     .pure = false},
    {.signature = "insert(array: Array, index: Integer, value: Any) -> Null",
     .summary = "Puts a value before the element at an index, in place; the index may be the size.",
     .examples = {{"var a = [1, 3]; insert(a, 1, 2); a", "[1, 2, 3]"}},
     .raises = {DiagnosticId::IndexOutOfRange},
     .methods = "array",
     .run = run_insert,
     .pure = false},
    {.signature = "extend(array: Array, collection: Collection) -> Null",
     .summary = "Appends all elements of a collection to the array, in place.",
     .examples = {{"var a = [1]; extend(a, 2..4); a", "[1, 2, 3, 4]"}, {"var a = [1, 2]; a.extend(a); a", "[1, 2, 1, 2]"}},
     .methods = "array",
     .run = run_extend,
     .pure = false},
    {.signature = "clear(array: Array) -> Null",
     .summary = "Removes all elements, in place.",
     .examples = {{"var a = [1, 2]; clear(a); a", "[]"}},
     .methods = "array",
     .run = run_clear,
     .pure = false},
    {.signature = "swap(array: Array, i: Integer, j: Integer) -> Null",
     .summary = "Exchanges two elements, in place.",
     .examples = {{"var a = [1, 2, 3]; swap(a, 0, -1); a", "[3, 2, 1]"}},
     .raises = {DiagnosticId::IndexOutOfRange},
     .methods = "array",
     .run = run_swap,
     .pure = false},
    {.signature = "array::at(array: Any, ...indices: Any) -> Any",
     .summary = "The element at nested indices: at(a, i, j) is a[i][j].",
     .examples = {{"array::at([[1, 2], [3, 4]], 1, 0)", "3"}, {"array::at([5], 1)", "!IndexError"}},
     .raises = {DiagnosticId::IndexOutOfRange, DiagnosticId::NotIndexable},
     .aliases = "visit",
     .methods = "array",
     .run = run_at},
    {.signature = "array::set(array: Array, index: Integer, value: Any) -> Array",
     .summary = "A copy of the array with one element replaced.",
     .examples = {{"array::set([1, 2, 3], 1, 9)", "[1, 9, 3]"}},
     .raises = {DiagnosticId::IndexOutOfRange},
     .run = run_set},
    {.signature = "array::index_of(array: Array, key: String) -> Any",
     .summary = "In a flat array of keys and values, [k1, v1, k2, v2], the value after a key.",
     .examples = {{"array::index_of([\"a\", 1, \"b\", 2], \"b\")", "2"}, {"array::index_of([], \"a\")", "!KeyError"}},
     .raises = {DiagnosticId::KeyMissing},
     .aliases = "visit_by_str",
     .run = run_value_after},
};

} // namespace

Records array_builtins() { return records; }

} // namespace rumina::library
