// Deep copies. Arrays and structs may contain themselves, so a copied object is remembered and met again as its copy;
// the walk keeps its own list of what is still to be filled, so no depth of nesting exhausts the native stack.
#include <unordered_map>

#include "library/arguments.h"
#include "library/topics.h"

namespace rumina::library {
namespace {

class Copier {
public:
    explicit Copier(Runtime& runtime) : runtime_(runtime) {}

    Value copy(Value source) {
        Value result = shell(source);
        while (!pending_.empty()) {
            auto [from, to] = pending_.back();
            pending_.pop_back();
            fill(from, to);
        }
        return result;
    }

private:
    // The copy of a container, still empty; other values are immutable and stay.
    Value shell(Value source) {
        if (source.is(Tag::Set)) return stored(source); // its elements are immutable
        bool container = source.is(Tag::Array) || source.is(Tag::Struct) || source.is(Tag::Table) || source.is(Tag::Vector) ||
                         source.is(Tag::Matrix);
        if (!container) return source;
        auto [place, is_new] = copies_.try_emplace(source.object, Value::null());
        if (!is_new) return stored(place->second);
        Value copy = empty_like(source);
        place->second = copy;
        pending_.push_back({source, copy});
        return copy;
    }

    Value empty_like(Value source) {
        Heap& heap = runtime_.heap;
        switch (source.kind()) {
        case Tag::Array: return Value::of_object(heap.array(source.as<ArrayObject>()->size));
        case Tag::Struct: {
            std::uint32_t fields = runtime_.shapes.get(source.as<StructObject>()->shape()).size();
            return Value::of_object(heap.structure(runtime_.shapes.empty(), fields));
        }
        case Tag::Table: return Value::of_object(heap.table());
        case Tag::Vector: return Value::of_object(heap.vector(source.as<VectorObject>()->size));
        default: return Value::of_object(heap.matrix(source.as<MatrixObject>()->rows, source.as<MatrixObject>()->columns));
        }
    }

    void fill(Value from, Value to) {
        Heap& heap = runtime_.heap;
        switch (from.kind()) {
        case Tag::Array:
            for (const Value& element : *from.as<ArrayObject>()) heap.push(to.as<ArrayObject>(), shell(element));
            break;
        case Tag::Struct: {
            auto* object = from.as<StructObject>();
            const Shape& shape = runtime_.shapes.get(object->shape());
            for (std::uint32_t i = 0; i < shape.size(); ++i) {
                // The parent is what the struct is an instance of, not a part of it.
                Value field = object->field(i);
                if (shape.name(i) != runtime_.known.parent) field = shell(field);
                heap.set_field(to.as<StructObject>(), shape.name(i), field);
            }
            break;
        }
        case Tag::Table:
            for (const OrderedMap::Entry& entry : from.as<TableObject>()->map->entries())
                if (!entry.key.is_unset()) put(runtime_, to.as<TableObject>(), entry.key, shell(entry.value));
            break;
        case Tag::Vector:
            for (std::size_t i = 0; i < from.as<VectorObject>()->size; ++i)
                to.as<VectorObject>()->data[i] = shell(from.as<VectorObject>()->data[i]);
            break;
        default:
            for (std::size_t i = 0; i < from.as<MatrixObject>()->size(); ++i)
                to.as<MatrixObject>()->data[i] = shell(from.as<MatrixObject>()->data[i]);
        }
    }

    Runtime& runtime_;
    std::unordered_map<const Object*, Value> copies_;
    std::vector<std::pair<Value, Value>> pending_;
};

Value run_copy(Call& call) { return Copier(call.runtime).copy(call[0]); }

const Builtin records[] = {
    {.signature = "copy(x: Any) -> Any",
     .summary = "A deep copy: arrays and structs inside are copied too, shared ones once; an instance keeps its parent.",
     .examples = {{"var a = [1, [2]]; var b = copy(a); push(b[1], 3); [a, b]", "[[1, [2]], [1, [2, 3]]]"},
                  {"var s = {a = 1}; var t = copy(s); t.a = 2; s", "{a = 1}"}},
     .aliases = "copy_struct deepcopy",
     .methods = "array struct table vec mat set",
     .run = run_copy,
     .pure = false},
};

} // namespace

Records copying_builtins() { return records; }

} // namespace rumina::library
