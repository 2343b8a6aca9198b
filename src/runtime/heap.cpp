#include "runtime/heap.h"

#include <algorithm>
#include <cstdlib>
#include <new>
#include <utility>

#include "algebra/store.h"
#include "base/ticks.h"
#include "plot/figure.h"
#include "runtime/function.h"
#include "runtime/text_size.h"

namespace rumina {

// A block holds cells of one size. Cells are tested by `kind`: 0 is free.
struct Heap::Block {
    std::size_t cell_bytes;
    std::size_t count;
    char* cells() { return reinterpret_cast<char*>(this) + sizeof(Block); }
    Object* cell(std::size_t i) { return reinterpret_cast<Object*>(cells() + i * cell_bytes); }
};

namespace {

// Small enough that short-lived objects are reused while they are in the cache.
constexpr std::size_t kFirstThreshold = 2u << 20;

Object*& next_free(Object* cell) { return *reinterpret_cast<Object**>(cell + 1); }
std::size_t& large_bytes(Object* object) { return reinterpret_cast<std::size_t*>(object)[-2]; }

template <typename T>
T* copy_entries(const T* from, std::size_t count) {
    T* to = static_cast<T*>(std::malloc(count * sizeof(T) + 1));
    if (to == nullptr) throw std::bad_alloc();
    std::memcpy(static_cast<void*>(to), from, count * sizeof(T));
    return to;
}

} // namespace

Heap::Heap(Shapes& shapes) : shapes_(shapes), threshold_(kFirstThreshold), limit_(kLargestLimit) {}

Heap::~Heap() {
    for (SizeClass& size_class : classes_)
        for (Block* block : size_class.blocks) {
            for (std::size_t i = 0; i < block->count; ++i)
                if (block->cell(i)->kind != 0) finalize(block->cell(i));
            std::free(block);
        }
    for (Object* object : large_) {
        finalize(object);
        std::free(reinterpret_cast<std::size_t*>(object) - 2);
    }
}

// ── allocation ──────────────────────────────────────────────────────────────────────────────────────────────

Object* Heap::allocate(std::size_t bytes) {
    std::size_t index = (bytes + kGranule - 1) / kGranule;
    if (RUMINA_LIKELY(index <= kClasses)) {
        SizeClass& size_class = classes_[index];
        charge(index * kGranule);
        if (Object* cell = size_class.free; RUMINA_LIKELY(cell != nullptr)) {
            size_class.free = next_free(cell);
            return cell;
        }
        return refill(size_class, index * kGranule);
    }
    require(bytes);
    auto* memory = static_cast<std::size_t*>(std::malloc(bytes + 2 * sizeof(std::size_t)));
    if (memory == nullptr) throw std::bad_alloc();
    auto* object = reinterpret_cast<Object*>(memory + 2);
    large_bytes(object) = bytes;
    large_.push_back(object);
    charge(bytes);
    return object;
}

Object* Heap::refill(SizeClass& size_class, std::size_t cell_bytes) {
    auto* block = static_cast<Block*>(std::malloc(kBlockBytes));
    if (block == nullptr) throw std::bad_alloc();
    block->cell_bytes = cell_bytes;
    block->count = (kBlockBytes - sizeof(Block)) / cell_bytes;
    size_class.blocks.push_back(block);
    for (std::size_t i = block->count; i-- > 0;) {
        Object* cell = block->cell(i);
        cell->kind = 0;
        next_free(cell) = size_class.free;
        size_class.free = cell;
    }
    Object* cell = size_class.free;
    size_class.free = next_free(cell);
    return cell;
}

template <typename T>
T* Heap::make(Tag tag, std::size_t bytes) {
    ++statistics_.made[static_cast<std::size_t>(tag)];
    auto* object = static_cast<T*>(allocate(bytes));
    object->kind = static_cast<std::uint8_t>(tag);
    object->mark = colour_; // the next collection turns the colour, so it starts out unreached
    object->shared = 0;
    object->extra = 0;
    object->aux = 0;
    return object;
}

Value Heap::integer(Integer value) {
    if (value.fits_int64()) return Value::of_int(value.to_int64());
    auto* object = make<BigIntObject>(Tag::BigInt);
    new (&object->value) Integer(std::move(value));
    charge(object->value.bytes());
    return Value::of_object(object);
}

Value Heap::rational(Rational value) {
    if (value.is_integer()) return integer(value.numerator());
    auto* object = make<RationalObject>(Tag::Rational);
    new (&object->value) Rational(std::move(value));
    charge(object->value.bytes());
    return Value::of_object(object);
}

StringObject* Heap::allocate_string(std::size_t bytes) {
    if (bytes > kMaxStringBytes) fail(DiagnosticId::TooLarge, "this string", "1 GiB");
    auto* object = make<StringObject>(Tag::String, offsetof(StringObject, data) + bytes + 1);
    object->bytes = static_cast<std::uint32_t>(bytes);
    object->hash_ = 0;
    object->marks = nullptr;
    object->data[bytes] = 0;
    return object;
}

Value Heap::string(std::string_view text) {
    StringObject* object = allocate_string(text.size());
    std::memcpy(object->data, text.data(), text.size());
    object->length = count_code_points(object->data, text.size());
    return Value::of_object(object);
}

Value Heap::string_concat(const StringObject& a, const StringObject& b) {
    StringObject* object = allocate_string(std::size_t{a.bytes} + b.bytes);
    std::memcpy(object->data, a.data, a.bytes);
    std::memcpy(object->data + a.bytes, b.data, b.bytes);
    object->length = a.length + b.length;
    return Value::of_object(object);
}

ArrayObject* Heap::array(std::size_t capacity) {
    auto* object = make<ArrayObject>(Tag::Array);
    object->data = nullptr;
    object->size = object->capacity = 0;
    if (capacity != 0) reserve(object, capacity);
    return object;
}

StructObject* Heap::structure(std::uint32_t shape, std::uint32_t inline_capacity) {
    std::uint32_t fields = std::clamp<std::uint32_t>(inline_capacity, 1, 28);
    auto* object = make<StructObject>(Tag::Struct, offsetof(StructObject, fields) + fields * sizeof(Value));
    object->aux = shape;
    object->extra = static_cast<std::uint8_t>(fields);
    return object;
}

FunctionObject* Heap::function(FunctionPrototype* prototype, std::uint32_t captures) {
    auto* object = make<FunctionObject>(Tag::Function, offsetof(FunctionObject, captures) + captures * sizeof(Value));
    object->prototype = prototype;
    object->stands_for = nullptr;
    object->self = Value::unset();
    object->aux = captures;
    for (std::uint32_t i = 0; i < captures; ++i) object->captures[i] = Value::unset();
    return object;
}

BuiltinObject* Heap::builtin(const Builtin* record, std::uint32_t index) {
    auto* object = make<BuiltinObject>(Tag::Builtin);
    object->record = record;
    object->aux = index;
    return object;
}

RangeObject* Heap::range(Value low, Value high, Value step) {
    auto* object = make<RangeObject>(Tag::Range);
    object->low = low;
    object->high = high;
    object->step = step;
    return object;
}

ModuleObject* Heap::module(ModuleScope* scope, std::uint32_t index, Name name) {
    auto* object = make<ModuleObject>(Tag::Module);
    object->scope = scope;
    object->aux = index;
    object->name_id = name.id;
    return object;
}

ErrorObject* Heap::error(Diagnostic diagnostic, Value payload) {
    auto* object = make<ErrorObject>(Tag::Error);
    new (&object->diagnostic) std::unique_ptr<Diagnostic>(std::make_unique<Diagnostic>(std::move(diagnostic)));
    object->payload = payload;
    charge(sizeof(Diagnostic));
    return object;
}

CellObject* Heap::cell(Value value) {
    auto* object = make<CellObject>(Tag::Cell);
    object->value = value;
    return object;
}

VectorObject* Heap::vector(std::size_t size) {
    require(std::uint64_t{size} * sizeof(Value));
    auto* object = make<VectorObject>(Tag::Vector);
    object->size = 0;
    object->data = static_cast<Value*>(std::calloc(size + 1, sizeof(Value)));
    if (object->data == nullptr) throw std::bad_alloc();
    object->size = size;
    charge(size * sizeof(Value));
    return object;
}

MatrixObject* Heap::matrix(std::size_t rows, std::size_t columns) {
    if (columns != 0 && rows > kMaxEntries / columns) fail(DiagnosticId::TooLarge, "this matrix", "2^32 entries");
    require(std::uint64_t{rows} * columns * sizeof(Value));
    auto* object = make<MatrixObject>(Tag::Matrix);
    object->rows = object->columns = 0;
    object->data = static_cast<Value*>(std::calloc(rows * columns + 1, sizeof(Value)));
    if (object->data == nullptr) throw std::bad_alloc();
    object->rows = rows;
    object->columns = columns;
    charge(rows * columns * sizeof(Value));
    return object;
}

TableObject* Heap::table() {
    auto* object = make<TableObject>(Tag::Table);
    new (&object->map) std::unique_ptr<OrderedMap>(std::make_unique<OrderedMap>());
    charge(sizeof(OrderedMap));
    return object;
}

SetObject* Heap::set() {
    auto* object = make<SetObject>(Tag::Set);
    new (&object->map) std::unique_ptr<OrderedMap>(std::make_unique<OrderedMap>());
    charge(sizeof(OrderedMap));
    return object;
}

ExpressionObject* Heap::expression(algebra::Expr value) {
    auto* object = make<ExpressionObject>(Tag::Expression);
    new (&object->value) algebra::Expr(std::move(value));
    count_store();
    return object;
}

PlotObject* Heap::plot(std::shared_ptr<const plot::Figure> figure) {
    require(figure->bytes());
    auto* object = make<PlotObject>(Tag::Plot);
    new (&object->figure) std::shared_ptr<const plot::Figure>(std::move(figure));
    charge(object->figure->bytes());
    return object;
}

void Heap::count_store() {
    if (store_ == nullptr) return;
    std::size_t now = store_->bytes(), before = std::exchange(store_bytes_, now);
    if (now > before) charge(now - before);
    else discharge(before - now);
}

// ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────

void Heap::reserve(ArrayObject* array, std::size_t capacity) {
    if (capacity <= array->capacity) return;
    if (std::uint64_t{capacity} > kMaxEntries) fail(DiagnosticId::TooLarge, "this array", "2^32 elements");
    const std::uint64_t more = std::uint64_t{capacity - array->capacity} * sizeof(Value);
    require(more);
    auto* data = static_cast<Value*>(std::realloc(static_cast<void*>(array->data), capacity * sizeof(Value)));
    if (data == nullptr) throw std::bad_alloc();
    array->data = data;
    array->capacity = capacity;
    charge(static_cast<std::size_t>(more));
}

void Heap::push(ArrayObject* array, Value value) {
    if (RUMINA_UNLIKELY(array->size == array->capacity)) reserve(array, array->capacity < 4 ? 4 : array->capacity + array->capacity / 2);
    array->data[array->size++] = value;
}

void Heap::append_field(StructObject* object, std::uint32_t next_shape, Value value) {
    std::uint32_t index = shapes_.get(next_shape).size() - 1;
    if (RUMINA_UNLIKELY(index >= object->extra)) {
        if (!object->has_overflow()) {
            // The last field makes room for the pointer.
            auto* data = static_cast<Value*>(std::malloc(2 * sizeof(Value)));
            if (data == nullptr) throw std::bad_alloc();
            data[0] = object->fields[--object->extra];
            object->set_overflow(data);
            object->shared = 1;
            charge(2 * sizeof(Value));
        } else if (std::uint32_t place = index - object->extra; (place & (place - 1)) == 0) {
            // Overflow grows to the next power of two.
            std::size_t capacity = std::size_t{place} * 2;
            auto* data = static_cast<Value*>(std::realloc(static_cast<void*>(object->overflow()), capacity * sizeof(Value)));
            if (data == nullptr) throw std::bad_alloc();
            object->set_overflow(data);
            charge((capacity - place) * sizeof(Value));
        }
    }
    object->aux = next_shape;
    object->field(index) = value;
}

void Heap::free_overflow(StructObject* object) {
    std::size_t count = shapes_.get(object->shape()).size() - object->extra, capacity = 2;
    while (capacity < count) capacity *= 2;
    discharge(capacity * sizeof(Value));
    std::free(static_cast<void*>(object->overflow()));
    shapes_.release(object->shape());
}

void Heap::clear_fields(StructObject* object) {
    if (object->has_overflow()) {
        free_overflow(object);
        object->shared = 0;
        ++object->extra;
    }
    object->aux = shapes_.empty();
}

void Heap::set_field(StructObject* object, Name name, Value value) {
    std::uint32_t index = shapes_.get(object->shape()).find(name);
    if (index != Shape::kAbsent) object->field(index) = value;
    else append_field(object, shapes_.add(object->shape(), name), value);
}

const Value* Heap::find_field(StructObject* object, Name name) const {
    std::uint32_t index = shapes_.get(object->shape()).find(name);
    return index == Shape::kAbsent ? nullptr : &object->field(index);
}

void Heap::recharge_map(std::size_t before, const OrderedMap& map) {
    recharge(before, map.bytes());
}

VectorObject* Heap::own(VectorObject* object) {
    if (!object->shared) return object;
    VectorObject* copy = vector(object->size);
    for (std::size_t i = 0; i < object->size; ++i) share(copy->data[i] = object->data[i]);
    return copy;
}

MatrixObject* Heap::own(MatrixObject* object) {
    if (!object->shared) return object;
    MatrixObject* copy = matrix(object->rows, object->columns);
    for (std::size_t i = 0; i < object->size(); ++i) share(copy->data[i] = object->data[i]);
    return copy;
}

TableObject* Heap::own(TableObject* object) {
    if (!object->shared) return object;
    TableObject* copy = table();
    *copy->map = *object->map;
    for (const OrderedMap::Entry& entry : copy->map->entries()) share(entry.value);
    charge(copy->map->bytes());
    return copy;
}

SetObject* Heap::own(SetObject* object) {
    if (!object->shared) return object;
    SetObject* copy = set();
    *copy->map = *object->map;
    charge(copy->map->bytes());
    return copy;
}

// ── collection ──────────────────────────────────────────────────────────────────────────────────────────────

void Heap::require(std::uint64_t bytes) {
    if (bytes > limit_ || statistics_.bytes > limit_ - bytes) fail(DiagnosticId::OutOfMemory, describe_bytes(limit_));
}

void Heap::pressure() {
    statistics_.peak_bytes = std::max(statistics_.peak_bytes, statistics_.bytes);
    if (!wanted_) {
        wanted_ = true;
        if (ask_) ask_();
    }
    if (statistics_.bytes > limit_ && statistics_.bytes / 2 > limit_) fail(DiagnosticId::OutOfMemory, describe_bytes(limit_));
}

void Marker::mark(Object* object) {
    if (object->mark == heap_.colour_) return;
    object->mark = heap_.colour_;
    ++heap_.statistics_.marked;
    switch (static_cast<Tag>(object->kind)) { // those that refer to nothing are done
    case Tag::BigInt: case Tag::Rational: case Tag::Expression: case Tag::String: case Tag::Builtin: case Tag::Module: case Tag::Plot: return;
    default: heap_.gray_.push_back(object);
    }
}

void Marker::put_off(const Value* first, const Value* last) { heap_.put_off_.emplace_back(first, last); }

void Heap::trace(Object* object, Marker& marker) {
    switch (static_cast<Tag>(object->kind)) {
    case Tag::Array: {
        auto* array = static_cast<ArrayObject*>(object);
        marker.mark_range(array->data, array->data + array->size);
        break;
    }
    case Tag::Struct: {
        auto* instance = static_cast<StructObject*>(object);
        std::uint32_t count = shapes_.get(instance->shape()).size();
        for (std::uint32_t i = 0; i < count; ++i) marker.mark(instance->field(i));
        break;
    }
    case Tag::Function: {
        auto* function = static_cast<FunctionObject*>(object);
        function->prototype->reached = true;
        if (function->stands_for != nullptr) marker.mark(Value::of_object(function->stands_for));
        marker.mark(function->self);
        marker.mark_range(function->captures, function->captures + function->aux);
        break;
    }
    case Tag::Range: {
        auto* range = static_cast<RangeObject*>(object);
        marker.mark(range->low);
        marker.mark(range->high);
        marker.mark(range->step);
        break;
    }
    case Tag::Error:
        marker.mark(static_cast<ErrorObject*>(object)->payload);
        if (see_error_) see_error_(*static_cast<ErrorObject*>(object)->diagnostic);
        break;
    case Tag::Cell: marker.mark(static_cast<CellObject*>(object)->value); break;
    case Tag::Vector: {
        auto* vector = static_cast<VectorObject*>(object);
        marker.mark_range(vector->data, vector->data + vector->size);
        break;
    }
    case Tag::Matrix: {
        auto* matrix = static_cast<MatrixObject*>(object);
        marker.mark_range(matrix->data, matrix->data + matrix->size());
        break;
    }
    case Tag::Table:
        for (const OrderedMap::Entry& entry : static_cast<TableObject*>(object)->map->entries()) {
            marker.mark(entry.key);
            marker.mark(entry.value);
        }
        break;
    case Tag::Set:
        for (const OrderedMap::Entry& entry : static_cast<SetObject*>(object)->map->entries()) marker.mark(entry.key);
        break;
    default: break;
    }
}

void Heap::finalize(Object* object) {
    switch (static_cast<Tag>(object->kind)) {
    case Tag::BigInt: {
        auto* number = static_cast<BigIntObject*>(object);
        discharge(number->value.bytes());
        number->value.~Integer();
        break;
    }
    case Tag::Rational: {
        auto* number = static_cast<RationalObject*>(object);
        discharge(number->value.bytes());
        number->value.~Rational();
        break;
    }
    case Tag::String:
        if (auto* marks = static_cast<StringObject*>(object)->marks) std::free(marks);
        break;
    case Tag::Array: {
        auto* array = static_cast<ArrayObject*>(object);
        discharge(array->capacity * sizeof(Value));
        std::free(static_cast<void*>(array->data));
        break;
    }
    case Tag::Struct: {
        auto* instance = static_cast<StructObject*>(object);
        if (RUMINA_UNLIKELY(instance->has_overflow())) free_overflow(instance);
        break;
    }
    case Tag::Expression: static_cast<ExpressionObject*>(object)->value.~Expr(); break;
    case Tag::Error:
        static_cast<ErrorObject*>(object)->diagnostic.~unique_ptr();
        discharge(sizeof(Diagnostic));
        break;
    case Tag::Vector: {
        auto* vector = static_cast<VectorObject*>(object);
        discharge(vector->size * sizeof(Value));
        std::free(static_cast<void*>(vector->data));
        break;
    }
    case Tag::Matrix: {
        auto* matrix = static_cast<MatrixObject*>(object);
        discharge(matrix->size() * sizeof(Value));
        std::free(static_cast<void*>(matrix->data));
        break;
    }
    case Tag::Table: {
        auto* table = static_cast<TableObject*>(object);
        discharge(table->map->bytes() + sizeof(OrderedMap));
        table->map.~unique_ptr();
        break;
    }
    case Tag::Set: {
        auto* set = static_cast<SetObject*>(object);
        discharge(set->map->bytes() + sizeof(OrderedMap));
        set->map.~unique_ptr();
        break;
    }
    case Tag::Plot: {
        auto* drawing = static_cast<PlotObject*>(object);
        discharge(drawing->figure->bytes());
        drawing->figure.~shared_ptr();
        break;
    }
    default: break;
    }
}

// Frees the unmarked cells of a block; all its free cells join the list.
void Heap::sweep_block(Block& block, SizeClass& size_class) {
    for (std::size_t i = block.count; i-- > 0;) {
        Object* cell = block.cell(i);
        if (cell->kind != 0) {
            if (cell->mark == colour_) continue;
            finalize(cell);
            discharge(block.cell_bytes);
            cell->kind = 0;
            ++statistics_.freed;
        }
        next_free(cell) = size_class.free;
        size_class.free = cell;
    }
}

void Heap::sweep() {
    std::erase_if(large_, [this](Object* object) {
        if (object->mark == colour_) return false;
        finalize(object);
        discharge(large_bytes(object));
        std::free(reinterpret_cast<std::size_t*>(object) - 2);
        ++statistics_.freed;
        return true;
    });
    for (SizeClass& size_class : classes_) {
        size_class.free = nullptr;
        for (Block* block : size_class.blocks) sweep_block(*block, size_class);
    }
}

void Heap::collect() {
    std::uint64_t started = ticks();
    statistics_.peak_bytes = std::max(statistics_.peak_bytes, statistics_.bytes);
    colour_ = colour_ == 1 ? 2 : 1;
    Marker marker(*this);
    for (auto& roots : roots_) roots(marker);
    for (;;) {
        while (!gray_.empty()) {
            Object* object = gray_.back();
            gray_.pop_back();
            trace(object, marker);
        }
        if (put_off_.empty()) break;
        auto& [first, last] = put_off_.back();
        const Value* begin = first;
        const Value* end = begin + std::min(last - begin, Marker::kLongRange);
        first = end;
        if (end == last) put_off_.pop_back();
        marker.mark_range(begin, end);
    }
    sweep();
    count_store();
    ++statistics_.collections;
    statistics_.collection_ticks += ticks() - started;
    wanted_ = false;
    statistics_.live_after_collection = statistics_.bytes;
    threshold_ = stress_ ? 0 : std::max(kFirstThreshold, statistics_.bytes * 2);
    if (threshold_ > limit_) threshold_ = static_cast<std::size_t>(std::max(statistics_.bytes + limit_ / 16, limit_));
    if (statistics_.bytes > limit_) fail(DiagnosticId::OutOfMemory, describe_bytes(limit_));
}

} // namespace rumina
