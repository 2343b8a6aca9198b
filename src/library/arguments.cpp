#include "library/arguments.h"

#include <algorithm>
#include <cmath>

#include "runtime/hinted_failure.h"
#include "runtime/kind_failure.h"

namespace rumina::library {

// ── numbers ─────────────────────────────────────────────────────────────────────────────────────────────────

Integer to_integer(const Value& value) { return value.is_int() ? Integer(value.integer) : value.as<BigIntObject>()->value; }

Rational to_rational(const Value& value) {
    if (value.is_int()) return Rational(value.integer);
    if (value.is(Tag::BigInt)) return Rational(value.as<BigIntObject>()->value);
    return value.as<RationalObject>()->value;
}

double to_double(const Value& value, std::string_view operation) {
    double result;
    if (value.is_float()) result = value.real;
    else if (value.is_int()) result = static_cast<double>(value.integer);
    else if (value.is(Tag::BigInt)) result = value.as<BigIntObject>()->value.to_double();
    else result = value.as<RationalObject>()->value.to_double();
    if (std::isinf(result)) fail(DiagnosticId::FloatOverflow, operation);
    return result;
}

Value float_result(double value, std::string_view operation) {
    if (std::isnan(value)) fail(DiagnosticId::FloatNotANumber, operation);
    if (std::isinf(value)) fail(DiagnosticId::FloatOverflow, operation);
    return Value::of_float(value);
}

int sign_of(const Value& real) {
    if (real.is_int()) return (real.integer > 0) - (real.integer < 0);
    if (real.is_float()) return (real.real > 0) - (real.real < 0);
    if (real.is(Tag::BigInt)) return real.as<BigIntObject>()->value.sign();
    return real.as<RationalObject>()->value.sign();
}

std::int64_t bounded(const Call& call, std::size_t index, std::int64_t low, std::int64_t high) {
    const Value& value = call.arguments[index];
    if (value.is_int() && value.integer >= low && value.integer <= high) return value.integer;
    fail_argument(call, fmt::format("argument {} must be from {} to {}", index + 1, low, high));
}

std::size_t count_argument(const Call& call, std::size_t index, std::string_view what) {
    const Value& value = call.arguments[index];
    if (sign_of(value) < 0) fail_argument(call, fmt::format("argument {} must not be negative", index + 1));
    if (!value.is_int() || static_cast<std::uint64_t>(value.integer) > kMaxEntries)
        fail(DiagnosticId::TooLarge, what, "2^32 elements");
    // Where size_t has 32 bits the largest one stands for 2^32: nothing has so many.
    return static_cast<std::size_t>(std::min<std::uint64_t>(static_cast<std::uint64_t>(value.integer), SIZE_MAX));
}

// ── text ────────────────────────────────────────────────────────────────────────────────────────────────────

std::string_view name_of(const Builtin& record) {
    std::string_view name = record.signature.substr(0, record.signature.find('('));
    std::size_t path = name.rfind("::");
    return path == std::string_view::npos ? name : name.substr(path + 2);
}

Value character_index(const StringObject* string, std::size_t offset) {
    if (offset == std::string_view::npos) return Value::of_int(-1);
    return Value::of_int(static_cast<std::int64_t>(string->index_of(static_cast<std::uint32_t>(offset))));
}

void fail_argument(const Call& call, std::string_view reason) {
    fail(DiagnosticId::InvalidArgument, fmt::format("`{}`: {}", name_of(call.builtin), reason));
}

void fail_kind(const Call& call, std::size_t index, std::string_view expected) {
    const bool takes_numbers = expected.starts_with("a number");
    fail_with_hint(DiagnosticId::ArgumentKind, takes_numbers ? null_hint(call[index]) : "", fmt::format("`{}`", name_of(call.builtin)), index + 1, expected,
                   described(call[index]));
}

void require_text(std::uint64_t bytes) {
    if (bytes > kMaxStringBytes) fail(DiagnosticId::TooLarge, "this string", describe_bytes(kMaxStringBytes));
}

// ── collections ─────────────────────────────────────────────────────────────────────────────────────────────

namespace {

/// Elements of a range; kMaxEntries + 1 stands for anything larger.
std::uint64_t count_range(const RangeObject* range) {
    const Value &low = range->low, &high = range->high, &step = range->step;
    if (low.is_int() && high.is_int() && step.is_int()) {
        bool up = step.integer > 0;
        if (up ? low.integer > high.integer : low.integer < high.integer) return 0;
        std::uint64_t distance = up ? static_cast<std::uint64_t>(high.integer) - static_cast<std::uint64_t>(low.integer)
                                    : static_cast<std::uint64_t>(low.integer) - static_cast<std::uint64_t>(high.integer);
        std::uint64_t stride = up ? static_cast<std::uint64_t>(step.integer) : 0 - static_cast<std::uint64_t>(step.integer);
        return std::min<std::uint64_t>(distance / stride, kMaxEntries) + 1;
    }
    auto exact = [](const Value& value) { return value.is_float() ? Rational::from_double(value.real) : to_rational(value); };
    Rational turns = (exact(high) - exact(low)) / exact(step);
    if (turns.sign() < 0) return 0;
    Integer whole = floor(turns);
    if (!whole.fits_int64() || whole.to_int64() > static_cast<std::int64_t>(kMaxEntries)) return kMaxEntries + 1;
    return static_cast<std::uint64_t>(whole.to_int64()) + 1;
}

} // namespace

bool count_elements(Runtime& runtime, const Value& value, std::uint64_t& count) {
    switch (value.kind()) {
    case Tag::Array: count = value.as<ArrayObject>()->size; return true;
    case Tag::Vector: count = value.as<VectorObject>()->size; return true;
    case Tag::Matrix: count = value.as<MatrixObject>()->rows; return true; // a walk gives the rows
    case Tag::String: count = value.as<StringObject>()->length; return true;
    case Tag::Table: count = value.as<TableObject>()->map->size(); return true;
    case Tag::Set: count = value.as<SetObject>()->map->size(); return true;
    case Tag::Range: count = count_range(value.as<RangeObject>()); return true;
    case Tag::Struct: {
        auto* object = value.as<StructObject>();
        const Shape& shape = runtime.shapes.get(object->shape());
        count = shape.size() - (shape.find(runtime.known.parent) != Shape::kAbsent ? 1 : 0);
        return true;
    }
    default: return false;
    }
}

void require_elements(Runtime& runtime, std::uint64_t count, std::string_view what) {
    if (count > kMaxEntries) fail(DiagnosticId::TooLarge, what, "2^32 elements");
    runtime.heap.require(count * sizeof(Value));
}

void require_short(Runtime& runtime, const Value& value) {
    constexpr std::uint64_t kLongest = 100'000'000;
    std::uint64_t count = 0;
    if (value.is(Tag::Range) && count_elements(runtime, value, count) && count > kLongest)
        fail(DiagnosticId::TooLarge, "a walk over this range", "100000000 values");
}

std::vector<Value> elements_of(Runtime& runtime, Value value) {
    std::vector<Value> elements;
    if (value.is(Tag::Array)) {
        auto* array = value.as<ArrayObject>();
        return {array->begin(), array->end()};
    }
    if (value.is(Tag::Vector)) {
        auto* vector = value.as<VectorObject>();
        return {vector->begin(), vector->end()};
    }
    std::uint64_t count = 0;
    if (count_elements(runtime, value, count)) {
        require_elements(runtime, count, "this collection");
        elements.reserve(static_cast<std::size_t>(count));
    }
    for_each(runtime, value, [&](Value element) {
        elements.push_back(element);
        return true;
    });
    return elements;
}

Value make_array(Runtime& runtime, const Value* values, std::size_t count) {
    ArrayObject* array = runtime.heap.array(count);
    for (std::size_t i = 0; i < count; ++i) runtime.heap.push(array, stored(values[i]));
    return Value::of_object(array);
}

Value make_array(Runtime& runtime, const std::vector<Value>& values) { return make_array(runtime, values.data(), values.size()); }

Value make_sequence_like(Runtime& runtime, const Value& like, const std::vector<Value>& values) {
    if (!like.is(Tag::Vector)) return make_array(runtime, values);
    VectorObject* vector = runtime.heap.vector(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) vector->data[i] = stored(values[i]);
    return Value::of_object(vector);
}

std::size_t position(const Call& call, std::size_t index, std::size_t length, std::string_view container) {
    const Value& value = call.arguments[index];
    if (value.is_int()) {
        auto size = static_cast<std::int64_t>(length);
        std::int64_t place = value.integer < 0 && value.integer >= -size ? value.integer + size : value.integer;
        if (place >= 0 && place < size) return static_cast<std::size_t>(place);
    }
    fail(DiagnosticId::IndexOutOfRange, to_text(call.runtime, value), container, length);
}

// ── tables and sets ─────────────────────────────────────────────────────────────────────────────────────────

void put(Runtime& runtime, TableObject* table, Value key, Value value) {
    std::size_t before = table->map->bytes();
    share(key);
    share(value);
    table->map->set(key, value);
    runtime.heap.recharge_map(before, *table->map);
}

void put(Runtime& runtime, SetObject* set, Value element) {
    std::size_t before = set->map->bytes();
    share(element);
    set->map->set(element, Value::null());
    runtime.heap.recharge_map(before, *set->map);
}

TableObject* copy_of(Runtime& runtime, const TableObject* table) {
    TableObject* copy = runtime.heap.table();
    for (const OrderedMap::Entry& entry : table->map->entries())
        if (!entry.key.is_unset()) put(runtime, copy, entry.key, entry.value);
    return copy;
}

SetObject* copy_of(Runtime& runtime, const SetObject* set) {
    SetObject* copy = runtime.heap.set();
    for (const OrderedMap::Entry& entry : set->map->entries())
        if (!entry.key.is_unset()) put(runtime, copy, entry.key);
    return copy;
}

bool is_hidden_field(const Runtime& runtime, Name name) { return name == runtime.known.parent; }

} // namespace rumina::library
