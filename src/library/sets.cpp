// Sets. They are values: every function returns a new set.
#include "library/arguments.h"
#include "library/topics.h"

namespace rumina::library {
namespace {

const OrderedMap& map_of(const Value& set) { return *set.as<SetObject>()->map; }

template <typename Keep>
Value select(Runtime& runtime, const Value& set, Keep keep) {
    SetObject* result = runtime.heap.set();
    for (const OrderedMap::Entry& entry : map_of(set).entries())
        if (!entry.key.is_unset() && keep(entry.key)) put(runtime, result, entry.key);
    return Value::of_object(result);
}

bool has(const Value& set, const Value& element) { return map_of(set).find(element) != nullptr; }

bool is_subset(const Value& a, const Value& b) {
    for (const OrderedMap::Entry& entry : map_of(a).entries())
        if (!entry.key.is_unset() && !has(b, entry.key)) return false;
    return true;
}

Value run_set(Call& call) {
    SetObject* set = call.runtime.heap.set();
    if (call.has(0))
        for_each(call.runtime, call[0], [&](Value element) {
            put(call.runtime, set, element);
            return true;
        });
    return Value::of_object(set);
}

Value run_add(Call& call) {
    SetObject* set = copy_of(call.runtime, call[0].as<SetObject>());
    for (std::size_t i = 1; i < call.count; ++i) put(call.runtime, set, call[i]);
    return Value::of_object(set);
}

Value run_union(Call& call) {
    SetObject* set = copy_of(call.runtime, call[0].as<SetObject>());
    for (std::size_t i = 1; i < call.count; ++i)
        for (const OrderedMap::Entry& entry : map_of(call[i]).entries())
            if (!entry.key.is_unset()) put(call.runtime, set, entry.key);
    return Value::of_object(set);
}

Value run_intersection(Call& call) {
    return select(call.runtime, call[0], [&](const Value& element) {
        for (std::size_t i = 1; i < call.count; ++i)
            if (!has(call[i], element)) return false;
        return true;
    });
}

Value run_difference(Call& call) {
    return select(call.runtime, call[0], [&](const Value& element) {
        for (std::size_t i = 1; i < call.count; ++i)
            if (has(call[i], element)) return false;
        return true;
    });
}

Value run_symmetric_difference(Call& call) {
    Value result = select(call.runtime, call[0], [&](const Value& element) { return !has(call[1], element); });
    for (const OrderedMap::Entry& entry : map_of(call[1]).entries())
        if (!entry.key.is_unset() && !has(call[0], entry.key)) put(call.runtime, result.as<SetObject>(), entry.key);
    return result;
}

Value run_is_subset(Call& call) { return Value::of_bool(is_subset(call[0], call[1])); }
Value run_is_superset(Call& call) { return Value::of_bool(is_subset(call[1], call[0])); }

Value run_is_disjoint(Call& call) {
    for (const OrderedMap::Entry& entry : map_of(call[0]).entries())
        if (!entry.key.is_unset() && has(call[1], entry.key)) return Value::of_bool(false);
    return Value::of_bool(true);
}

const Builtin records[] = {
    {.signature = "set(collection?: Any) -> Set",
     .summary = "The set of the elements of a collection.",
     .examples = {{"set([1, 2, 1])", "{1, 2}"}, {"size(set())", "0"}, {"set(\"aba\")", "{a, b}"}},
     .raises = {DiagnosticId::NotIterable, DiagnosticId::NotHashable},
     .aliases = "Set",
     .run = run_set},
    {.signature = "set::add(set: Set, ...elements: Any) -> Set",
     .summary = "A new set with more elements.",
     .examples = {{"set::add({1, 2}, 3)", "{1, 2, 3}"}, {"var s = {1}; s = s.add(2); s", "{1, 2}"}},
     .raises = {DiagnosticId::NotHashable},
     .methods = "set",
     .run = run_add},
    {.signature = "union(set: Set, ...more: Set) -> Set",
     .summary = "What is in any of the sets.",
     .examples = {{"union({1, 2}, {2, 3})", "{1, 2, 3}"}},
     .methods = "set",
     .run = run_union},
    {.signature = "intersection(set: Set, ...more: Set) -> Set",
     .summary = "What is in all of the sets.",
     .examples = {{"intersection({1, 2, 3}, {2, 3, 4})", "{2, 3}"}},
     .methods = "set",
     .run = run_intersection},
    {.signature = "difference(set: Set, ...more: Set) -> Set",
     .summary = "What is in the first set and in none of the others.",
     .examples = {{"difference({1, 2, 3}, {2}, {3})", "{1}"}},
     .methods = "set",
     .run = run_difference},
    {.signature = "symmetric_difference(a: Set, b: Set) -> Set",
     .summary = "What is in exactly one of two sets.",
     .examples = {{"symmetric_difference({1, 2}, {2, 3})", "{1, 3}"}},
     .methods = "set",
     .run = run_symmetric_difference},
    {.signature = "is_subset(a: Set, b: Set) -> Bool",
     .summary = "Whether all elements of a are in b.",
     .examples = {{"is_subset({1}, {1, 2})", "true"}, {"is_subset({1, 3}, {1, 2})", "false"}},
     .methods = "set",
     .run = run_is_subset},
    {.signature = "is_superset(a: Set, b: Set) -> Bool",
     .summary = "Whether all elements of b are in a.",
     .examples = {{"is_superset({1, 2}, {1})", "true"}},
     .methods = "set",
     .run = run_is_superset},
    {.signature = "is_disjoint(a: Set, b: Set) -> Bool",
     .summary = "Whether the sets have no element in common.",
     .examples = {{"is_disjoint({1}, {2})", "true"}, {"is_disjoint({1, 2}, {2})", "false"}},
     .methods = "set",
     .run = run_is_disjoint},
};

} // namespace

Records set_builtins() { return records; }

} // namespace rumina::library
