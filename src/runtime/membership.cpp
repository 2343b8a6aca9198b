// Set operators, `in` and `subset`.
#include "runtime/container_operations.h"
#include "runtime/hinted_failure.h"
#include "runtime/range_values.h"
#include "runtime/text_size.h"

namespace rumina {
namespace {

/// Puts the elements of `from` that pass into `result`.
template <typename Test>
void collect(Runtime& runtime, SetObject* result, const Value& from, Test passes) {
    for (const OrderedMap::Entry& entry : from.as<SetObject>()->map->entries()) {
        runtime.poll();
        if (entry.key.is_unset() || !passes(entry.key)) continue;
        share(entry.key);
        result->map->set(entry.key, Value::null());
    }
}

bool has_element(const Value& set, const Value& element) { return set.as<SetObject>()->map->find(element) != nullptr; }

bool any_equal(Runtime& runtime, const Value* first, std::size_t count, const Value& item) {
    for (std::size_t i = 0; i < count; ++i) {
        runtime.poll();
        if (equal(first[i], item)) return true;
    }
    return false;
}

} // namespace

Value set_operation(Runtime& runtime, BinaryOperator op, const Value& a, const Value& b) {
    if (!a.is(Tag::Set) || !b.is(Tag::Set)) {
        bool bools = a.is(Tag::Bool) || b.is(Tag::Bool);
        std::string_view hint = !bools ? "It combines two sets." : op == BinaryOperator::Union ? "Use `or` for conditions."
                              : op == BinaryOperator::Intersection ? "Use `and` for conditions." : "Use `!=` for conditions.";
        fail_with_hint(DiagnosticId::NotDefinedFor, hint, spelling(op), type_name(a), type_name(b));
    }
    SetObject* result = runtime.heap.set();
    std::size_t before = result->map->bytes();
    auto all = [](const Value&) { return true; };
    auto in_b = [&](const Value& element) { return has_element(b, element); };
    switch (op) {
    case BinaryOperator::Union:
        collect(runtime, result, a, all);
        collect(runtime, result, b, all);
        break;
    case BinaryOperator::Intersection: collect(runtime, result, a, in_b); break;
    default:
        collect(runtime, result, a, [&](const Value& element) { return !in_b(element); });
        collect(runtime, result, b, [&](const Value& element) { return !has_element(a, element); });
        break;
    }
    runtime.heap.recharge_map(before, *result->map);
    return Value::of_object(result);
}

bool is_subset(const Value& a, const Value& b) {
    if (!a.is(Tag::Set) || !b.is(Tag::Set)) fail(DiagnosticId::NotDefinedFor, "subset", type_name(a), type_name(b));
    if (a.as<SetObject>()->map->size() > b.as<SetObject>()->map->size()) return false;
    for (const OrderedMap::Entry& entry : a.as<SetObject>()->map->entries())
        if (!entry.key.is_unset() && !has_element(b, entry.key)) return false;
    return true;
}

bool contains(Runtime& runtime, const Value& container, const Value& item) {
    switch (container.kind()) {
    case Tag::Array: return any_equal(runtime, container.as<ArrayObject>()->data, container.as<ArrayObject>()->size, item);
    case Tag::Vector: return any_equal(runtime, container.as<VectorObject>()->data, container.as<VectorObject>()->size, item);
    case Tag::Matrix: return any_equal(runtime, container.as<MatrixObject>()->data, container.as<MatrixObject>()->size(), item);
    case Tag::Range: return range_contains(*container.as<RangeObject>(), item);
    case Tag::Set: return has_element(container, item);
    case Tag::Table: return container.as<TableObject>()->map->find(item) != nullptr;
    case Tag::Struct:
        if (item.is(Tag::String)) {
            Name name = runtime.names.find(text_of(item));
            return name && find_inherited(runtime, container.as<StructObject>(), name) != nullptr;
        }
        break;
    case Tag::String:
        if (item.is(Tag::String)) return find_text(text_of(container), text_of(item)) != std::string_view::npos;
        break;
    default: break;
    }
    fail(DiagnosticId::NotDefinedFor, "in", type_name(item), type_name(container));
}

} // namespace rumina
