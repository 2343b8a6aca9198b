// base[i], base[i, j] and assignment to them.
//
// Arrays, strings and ranges count from 0, negative indices from the end. A range picks the elements at its values;
// those outside are left out, as in a[0..9] of a short array. Vecs and mats count from 1, and every index must exist.
#include <algorithm>

#include "runtime/container_operations.h"
#include "runtime/hinted_failure.h"
#include "runtime/kind_failure.h"
#include "runtime/range_values.h"

namespace rumina {
namespace {

constexpr std::string_view kFromOne = "Indices of vec and mat start at 1.";

/// Places in a container, counted from 0: first, first + step, …
struct Selection {
    std::int64_t first = 0, step = 1;
    std::uint64_t count = 1;
    bool single = false; ///< one index, whose element is meant itself

    std::int64_t at(std::uint64_t i) const { return first + static_cast<std::int64_t>(i) * step; }
};

[[noreturn]] void fail_range(Runtime& runtime, const Value& index, std::string_view container, std::string_view size,
                             std::string_view hint = {}) {
    fail_with_hint(DiagnosticId::IndexOutOfRange, hint, to_text(runtime, index), container, size);
}

[[noreturn]] void fail_kind(const Value& index, std::string_view container) {
    fail(DiagnosticId::IndexKind, container, "an integer or a range", described(index));
}

[[noreturn]] void fail_count(std::string_view container, std::string_view expected, std::size_t count) {
    fail(DiagnosticId::InvalidArgument, fmt::format("{} takes {}, not {}", container, expected, count));
}

struct Bounds {
    std::int64_t low, high, step;
};

/// The parts of a range used as an index. A high end or step beyond int64 acts like the largest one.
Bounds bounds_of(Runtime& runtime, const Value& index, std::string_view container, std::uint64_t size) {
    auto* range = index.as<RangeObject>();
    for (const Value& part : {range->low, range->high, range->step})
        if (!part.is_integer())
            fail(DiagnosticId::IndexKind, container, "an integer or a range of integers", "a range of other numbers");
    if (!range->low.is_int()) fail_range(runtime, range->low, container, std::to_string(size));
    auto saturated = [](const Value& value) {
        if (value.is_int()) return value.integer;
        return value.as<BigIntObject>()->value.sign() < 0 ? INT64_MIN : INT64_MAX;
    };
    return {range->low.integer, saturated(range->high), saturated(range->step)};
}

/// Places -size .. size-1 that a range names, those outside left out.
Selection clipped_places(const Bounds& range, std::uint64_t size) {
    using Wide = __int128; // differences of int64 fit
    Wide n = static_cast<Wide>(size), low = range.low, high = range.high, step = range.step;
    if (step > 0) {
        if (low < -n) low += (-n - low + step - 1) / step * step;
        high = std::min(high, n - 1);
        if (low > high) return {0, 1, 0, false};
        return {static_cast<std::int64_t>(low), range.step, static_cast<std::uint64_t>((high - low) / step) + 1, false};
    }
    if (low > n - 1) low -= (low - (n - 1) - step - 1) / -step * -step;
    high = std::max(high, -n);
    if (low < high) return {0, 1, 0, false};
    return {static_cast<std::int64_t>(low), range.step, static_cast<std::uint64_t>((low - high) / -step) + 1, false};
}

/// One place of 0 .. size-1, negative ones counted from the end.
std::size_t place_from_zero(Runtime& runtime, const Value& index, std::size_t size, std::string_view container) {
    if (index.is_int()) {
        std::int64_t length = static_cast<std::int64_t>(size), place = index.integer < 0 ? index.integer + length : index.integer;
        if (place >= 0 && place < length) return static_cast<std::size_t>(place);
    } else if (!index.is(Tag::BigInt)) {
        fail_kind(index, container);
    }
    fail_range(runtime, index, container, std::to_string(size));
}

/// Calls visit(place) for every element a range picks out of `size`.
template <typename Visit>
void for_picked(Runtime& runtime, const Value& range, std::uint64_t size, std::string_view container, Visit visit) {
    Selection picked = clipped_places(bounds_of(runtime, range, container, size), size);
    for (std::uint64_t i = 0; i < picked.count; ++i) {
        std::int64_t place = picked.at(i);
        visit(static_cast<std::uint64_t>(place < 0 ? place + static_cast<std::int64_t>(size) : place));
    }
}

/// Places of a dimension that counts from 1. `size` words the dimension in messages: "3 rows".
Selection select_from_one(Runtime& runtime, const Value& index, std::size_t size, std::string_view container,
                          std::string_view size_text) {
    auto inside = [&](std::int64_t place) { return place >= 1 && static_cast<std::uint64_t>(place) <= size; };
    if (index.is_unset()) return {0, 1, size, false};
    if (index.is_int()) {
        if (!inside(index.integer)) fail_range(runtime, index, container, size_text, index.integer <= 0 ? kFromOne : "");
        return {index.integer - 1, 1, 1, true};
    }
    if (index.is(Tag::BigInt)) fail_range(runtime, index, container, size_text);
    if (!index.is(Tag::Range)) fail_kind(index, container);
    Bounds range = bounds_of(runtime, index, container, size);
    if (range.step > 0 ? range.low > range.high : range.low < range.high) return {0, 1, 0, false};
    if (!inside(range.low)) fail_range(runtime, Value::of_int(range.low), container, size_text, range.low <= 0 ? kFromOne : "");
    __int128 turns = (static_cast<__int128>(range.high) - range.low) / range.step, last = range.low + turns * range.step;
    if (last < 1 || last > static_cast<__int128>(size))
        fail_range(runtime, last == range.high ? index.as<RangeObject>()->high : Value::of_int(range.high), container, size_text,
                   last < 1 ? kFromOne : "");
    return {range.low - 1, range.step, static_cast<std::uint64_t>(turns) + 1, false};
}

std::string plural(std::size_t count, std::string_view word) {
    return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

struct Part {
    Selection rows, columns;
};

Part select_part(Runtime& runtime, const MatrixObject* matrix, const Value* indices, std::size_t count) {
    if (count > 2) fail_count("a mat", "one or two indices", count);
    Part part;
    part.rows = select_from_one(runtime, indices[0], matrix->rows, "a mat", plural(matrix->rows, "row"));
    part.columns = count == 2 ? select_from_one(runtime, indices[1], matrix->columns, "a mat", plural(matrix->columns, "column"))
                              : Selection{0, 1, matrix->columns, false};
    return part;
}

Value shared(Value value) {
    share(value);
    return value;
}

// ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────

Value array_index(Runtime& runtime, ArrayObject* array, const Value& index) {
    if (!index.is(Tag::Range) && !index.is_unset()) return array->data[place_from_zero(runtime, index, array->size, "an array")];
    ArrayObject* result = runtime.heap.array();
    auto take = [&](std::uint64_t place) { runtime.heap.push(result, shared(array->data[place])); };
    if (index.is_unset()) {
        for (std::size_t i = 0; i < array->size; ++i) take(i);
    } else {
        for_picked(runtime, index, array->size, "an array", take);
    }
    return Value::of_object(result);
}

Value string_index(Runtime& runtime, const Value& base, const Value& index) {
    auto* string = base.as<StringObject>();
    if (index.is_unset()) return base;
    if (!index.is(Tag::Range)) {
        std::size_t place = place_from_zero(runtime, index, string->length, "a string");
        return runtime.heap.string(string->slice(static_cast<std::uint32_t>(place), 1));
    }
    Selection picked = clipped_places(bounds_of(runtime, index, "a string", string->length), string->length);
    if (picked.step == 1 && picked.count != 0 && picked.first >= 0)
        return runtime.heap.string(
            string->slice(static_cast<std::uint32_t>(picked.first), static_cast<std::uint32_t>(picked.count)));
    std::string text;
    for_picked(runtime, index, string->length, "a string",
               [&](std::uint64_t place) { text += string->slice(static_cast<std::uint32_t>(place), 1); });
    return runtime.heap.string(text);
}

Value range_index(Runtime& runtime, const Value& base, const Value& index) {
    auto* range = base.as<RangeObject>();
    if (index.is_unset()) return base;
    Value size = range_size(runtime, *range);
    if (index.is(Tag::Range)) {
        if (!size.is_int()) fail(DiagnosticId::TooLarge, "the part of this range", "2^63 - 1 elements");
        ArrayObject* result = runtime.heap.array();
        for_picked(runtime, index, static_cast<std::uint64_t>(size.integer), "a range", [&](std::uint64_t place) {
            runtime.poll();
            runtime.heap.push(result, range_at(runtime, *range, Value::of_int(static_cast<std::int64_t>(place))));
        });
        return Value::of_object(result);
    }
    if (!index.is_integer()) fail_kind(index, "a range");
    Value zero = Value::of_int(0);
    Value place = compare(index, zero, "<") < 0 ? add(runtime, index, size) : index;
    if (compare(place, zero, "<") < 0 || compare(place, size, "<") >= 0)
        fail_range(runtime, index, "a range", to_text(runtime, size));
    return range_at(runtime, *range, place);
}

Value vector_index(Runtime& runtime, const Value& base, const Value& index) {
    auto* vector = base.as<VectorObject>();
    if (index.is_unset()) return shared(base);
    Selection picked = select_from_one(runtime, index, vector->size, "a vec", std::to_string(vector->size));
    if (picked.single) return vector->data[picked.first];
    VectorObject* result = runtime.heap.vector(static_cast<std::size_t>(picked.count));
    for (std::size_t i = 0; i < picked.count; ++i) result->data[i] = shared(vector->data[picked.at(i)]);
    return Value::of_object(result);
}

Value matrix_index(Runtime& runtime, const Value& base, const Value* indices, std::size_t count) {
    auto* matrix = base.as<MatrixObject>();
    Part part = select_part(runtime, matrix, indices, count);
    if (part.rows.single && part.columns.single)
        return matrix->at(static_cast<std::size_t>(part.rows.first), static_cast<std::size_t>(part.columns.first));
    Value* entries;
    Value result;
    if (part.rows.single || part.columns.single) {
        VectorObject* vector = runtime.heap.vector(static_cast<std::size_t>(part.rows.count * part.columns.count));
        entries = vector->data;
        result = Value::of_object(vector);
    } else {
        MatrixObject* selected =
            runtime.heap.matrix(static_cast<std::size_t>(part.rows.count), static_cast<std::size_t>(part.columns.count));
        entries = selected->data;
        result = Value::of_object(selected);
    }
    for (std::size_t i = 0; i < part.rows.count; ++i)
        for (std::size_t j = 0; j < part.columns.count; ++j)
            *entries++ =
                shared(matrix->at(static_cast<std::size_t>(part.rows.at(i)), static_cast<std::size_t>(part.columns.at(j))));
    return result;
}

Value struct_index(Runtime& runtime, const Value& base, const Value& index) {
    if (!index.is(Tag::String)) fail(DiagnosticId::IndexKind, "a struct", "a string", described(index));
    Name name = runtime.names.find(text_of(index));
    if (name)
        if (const Value* field = find_inherited(runtime, base.as<StructObject>(), name)) return *field;
    return get_member(runtime, base, runtime.names.intern(text_of(index))); // raises NoMember with its hint
}

// ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────

/// The entries to be written over `count` places, from a vec, array or mat of that many.
const Value* source_entries(const Value& value, std::uint64_t rows, std::uint64_t columns, bool one_dimension) {
    const Value* data = nullptr;
    std::string given;
    bool fits = false;
    if (value.is(Tag::Matrix)) {
        auto* matrix = value.as<MatrixObject>();
        data = matrix->data;
        fits = matrix->rows == rows && matrix->columns == columns;
        given = fmt::format("a mat of {} by {}", matrix->rows, matrix->columns);
    } else if (value.is(Tag::Vector) || value.is(Tag::Array)) {
        std::size_t size = value.is(Tag::Vector) ? value.as<VectorObject>()->size : value.as<ArrayObject>()->size;
        data = value.is(Tag::Vector) ? value.as<VectorObject>()->data : value.as<ArrayObject>()->data;
        fits = one_dimension && size == rows * columns;
        given = fmt::format("{} of {}", described(value), size);
    } else {
        given = described(value);
    }
    if (fits) return data;
    std::string needed =
        one_dimension ? fmt::format("a vec of {}", rows * columns) : fmt::format("a mat of {} by {}", rows, columns);
    fail(DiagnosticId::DimensionMismatch, fmt::format("this part takes {}, not {}", needed, given));
}

void set_vector(Runtime& runtime, Value& base, const Value& index, const Value& value) {
    auto* vector = base.as<VectorObject>();
    Selection picked = select_from_one(runtime, index, vector->size, "a vec", std::to_string(vector->size));
    const Value* source = picked.single ? &value : source_entries(value, 1, picked.count, true);
    vector = runtime.heap.own(vector);
    base = Value::of_object(vector);
    for (std::size_t i = 0; i < picked.count; ++i) vector->data[picked.at(i)] = shared(source[i]);
}

void set_matrix(Runtime& runtime, Value& base, const Value* indices, std::size_t count, const Value& value) {
    auto* matrix = base.as<MatrixObject>();
    Part part = select_part(runtime, matrix, indices, count);
    bool single = part.rows.single && part.columns.single;
    const Value* source =
        single ? &value : source_entries(value, part.rows.count, part.columns.count, part.rows.single || part.columns.single);
    matrix = runtime.heap.own(matrix);
    base = Value::of_object(matrix);
    for (std::size_t i = 0; i < part.rows.count; ++i)
        for (std::size_t j = 0; j < part.columns.count; ++j)
            matrix->at(static_cast<std::size_t>(part.rows.at(i)), static_cast<std::size_t>(part.columns.at(j))) =
                shared(*source++);
}

} // namespace

Value get_index(Runtime& runtime, Value base, const Value* indices, std::size_t count) {
    if (base.is(Tag::Matrix)) return matrix_index(runtime, base, indices, count);
    if (base.is(Tag::Table) || base.is(Tag::Struct)) {
        if (count != 1) fail_count(described(base), "one key", count);
        if (indices[0].is_unset()) fail(DiagnosticId::IndexKind, described(base), "a key", "`*`");
    }
    auto one_index = [&]() -> const Value& {
        if (count != 1) fail_count(described(base), "one index", count);
        return indices[0];
    };
    switch (base.kind()) {
    case Tag::Array: return array_index(runtime, base.as<ArrayObject>(), one_index());
    case Tag::String: return string_index(runtime, base, one_index());
    case Tag::Range: return range_index(runtime, base, one_index());
    case Tag::Vector: return vector_index(runtime, base, one_index());
    case Tag::Struct: return struct_index(runtime, base, indices[0]);
    case Tag::Table: {
        const Value* found = base.as<TableObject>()->map->find(indices[0]);
        return found == nullptr ? Value::null() : *found;
    }
    default: fail_not_indexable(base);
    }
}

void set_index(Runtime& runtime, Value& base, const Value* indices, std::size_t count, Value value) {
    share(value);
    if (base.is(Tag::Matrix)) return set_matrix(runtime, base, indices, count, value);
    if (count != 1 && (base.is(Tag::Array) || base.is(Tag::Vector) || base.is(Tag::Struct) || base.is(Tag::Table)))
        fail_count(described(base), "one index", count);
    switch (base.kind()) {
    case Tag::Array: {
        auto* array = base.as<ArrayObject>();
        if (indices[0].is_unset()) fail(DiagnosticId::IndexKind, "an array", "an integer", "`*`");
        if (indices[0].is(Tag::Range)) fail(DiagnosticId::IndexKind, "an array on the left of `=`", "an integer", "a range");
        array->data[place_from_zero(runtime, indices[0], array->size, "an array")] = value;
        return;
    }
    case Tag::Vector: return set_vector(runtime, base, indices[0], value);
    case Tag::Struct:
        if (!indices[0].is(Tag::String)) fail(DiagnosticId::IndexKind, "a struct", "a string", described(indices[0]));
        return set_member(runtime, base, runtime.names.intern(text_of(indices[0])), value);
    case Tag::Table: {
        if (indices[0].is_unset()) fail(DiagnosticId::IndexKind, "a table", "a key", "`*`");
        share(indices[0]);
        hash_key(indices[0]); // a key that cannot be one must not cost a copy of the table
        TableObject* table = runtime.heap.own(base.as<TableObject>());
        base = Value::of_object(table);
        std::size_t before = table->map->bytes();
        table->map->set(indices[0], value);
        runtime.heap.recharge_map(before, *table->map);
        return;
    }
    default: fail(DiagnosticId::CannotSetIndex, described(base));
    }
}

} // namespace rumina
