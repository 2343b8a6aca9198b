// What `for` walks. state[0] is the source and state[1] the position: an index, a byte offset of a string, or for exact
// ranges the next value itself. Values with copy-on-write are marked shared, so that the walk sees them as they were;
// arrays and structs are seen as they are.
#include "runtime/number_values.h"
#include "runtime/operations.h"
#include "runtime/range_values.h"

namespace rumina {
namespace {

Value pair_of(Runtime& runtime, const Value& key, const Value& value) {
    ArrayObject* pair = runtime.heap.array(2);
    share(key);
    share(value);
    runtime.heap.push(pair, key);
    runtime.heap.push(pair, value);
    return Value::of_object(pair);
}

/// Whether [key, value] is wanted is kept in the sign of the position: pairs count -1, -2, ….
std::size_t place_of(const Value& position) {
    return static_cast<std::size_t>(position.integer < 0 ? -1 - position.integer : position.integer);
}
Value position_at(std::size_t place, bool pairs) {
    auto at = static_cast<std::int64_t>(place);
    return Value::of_int(pairs ? -1 - at : at);
}

bool next_of_range(Runtime& runtime, const RangeObject& range, Value& position, Value& out) {
    if (range.low.is_exact() && range.step.is_exact() && range.high.is_exact()) {
        if (passes_end(range, position)) return false;
        out = position;
        position = add(runtime, position, range.step);
        return true;
    }
    if (compare_reals(position, range_size(runtime, range)) >= 0) return false;
    out = range_at(runtime, range, position);
    position = add(runtime, position, Value::of_int(1));
    return true;
}

bool next_of_string(Runtime& runtime, const StringObject* string, Value& position, Value& out) {
    auto offset = static_cast<std::size_t>(position.integer);
    if (offset >= string->bytes) return false;
    std::size_t end = offset + 1;
    while (end < string->bytes && (static_cast<unsigned char>(string->data[end]) & 0xC0) == 0x80) ++end;
    out = runtime.heap.string({string->data + offset, end - offset});
    position = Value::of_int(static_cast<std::int64_t>(end));
    return true;
}

bool next_of_map(Runtime& runtime, const OrderedMap& map, Value& position, Value& out) {
    bool pairs = position.integer < 0;
    std::size_t place = place_of(position);
    const auto& entries = map.entries();
    while (place < entries.size() && entries[place].key.is_unset()) ++place;
    if (place >= entries.size()) return false;
    out = pairs ? pair_of(runtime, entries[place].key, entries[place].value) : entries[place].key;
    position = position_at(place + 1, pairs);
    return true;
}

bool next_of_struct(Runtime& runtime, StructObject* object, Value& position, Value& out) {
    bool pairs = position.integer < 0;
    std::size_t place = place_of(position);
    const Shape& shape = runtime.shapes.get(object->shape());
    // The link to the parent is not a field of the program's.
    if (place < shape.size() && shape.name(static_cast<std::uint32_t>(place)) == runtime.known.parent) ++place;
    if (place >= shape.size()) return false;
    auto index = static_cast<std::uint32_t>(place);
    Value name = runtime.heap.string(runtime.names.text(shape.name(index)));
    out = pairs ? pair_of(runtime, name, object->field(index)) : name;
    position = position_at(place + 1, pairs);
    return true;
}

} // namespace

void begin_iteration(Runtime&, Value value, bool pairs, Value state[2]) {
    state[0] = value;
    state[1] = Value::of_int(0);
    switch (value.kind()) {
    case Tag::Array: case Tag::String: return;
    case Tag::Vector: case Tag::Matrix: case Tag::Set: share(value); return;
    case Tag::Table:
        share(value);
        [[fallthrough]];
    case Tag::Struct: state[1] = position_at(0, pairs); return;
    case Tag::Range: {
        auto* range = value.as<RangeObject>();
        if (range->low.is_exact() && range->step.is_exact() && range->high.is_exact()) state[1] = range->low;
        return;
    }
    default: fail(DiagnosticId::NotIterable, described(value));
    }
}

bool next_iteration(Runtime& runtime, Value state[2], Value& out) {
    Value& position = state[1];
    switch (state[0].kind()) {
    case Tag::Array: {
        auto* array = state[0].as<ArrayObject>();
        if (static_cast<std::size_t>(position.integer) >= array->size) return false;
        out = array->data[position.integer++];
        return true;
    }
    case Tag::Vector: {
        auto* vector = state[0].as<VectorObject>();
        if (static_cast<std::size_t>(position.integer) >= vector->size) return false;
        out = vector->data[position.integer++];
        return true;
    }
    case Tag::Matrix: {
        auto* matrix = state[0].as<MatrixObject>();
        auto row = static_cast<std::size_t>(position.integer);
        if (row >= matrix->rows) return false;
        out = make_vector(runtime, matrix->data + row * matrix->columns, matrix->columns);
        ++position.integer;
        return true;
    }
    case Tag::Range: {
        // Loops over plain integers, the usual ones, stay in this function.
        auto* range = state[0].as<RangeObject>();
        if (position.is_int() && range->high.is_int() && range->low.is_int() && range->step.is_int() &&
            range->step.integer == 1 && position.integer < range->high.integer) {
            out = position;
            ++position.integer;
            return true;
        }
        return next_of_range(runtime, *range, position, out);
    }
    case Tag::String: return next_of_string(runtime, state[0].as<StringObject>(), position, out);
    case Tag::Set: return next_of_map(runtime, *state[0].as<SetObject>()->map, position, out);
    case Tag::Table: return next_of_map(runtime, *state[0].as<TableObject>()->map, position, out);
    case Tag::Struct: return next_of_struct(runtime, state[0].as<StructObject>(), position, out);
    default: fail(DiagnosticId::NotIterable, described(state[0]));
    }
}

} // namespace rumina
