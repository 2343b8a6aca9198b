// Structs and tables: fields and keys.
//
// Arrays and structs are shared by reference, so functions that change them work in place. Tables and sets are values:
// the functions here return a changed copy, `t[key] = value` changes a variable.
#include "library/arguments.h"
#include "library/topics.h"

namespace rumina::library {
namespace {

StructObject* new_struct(Runtime& runtime, std::uint32_t fields) {
    return runtime.heap.structure(runtime.shapes.empty(), fields);
}

template <typename Visit>
void for_each_field(Runtime& runtime, StructObject* object, Visit visit) {
    // Copied: `visit` may change the struct.
    std::vector<std::pair<Name, Value>> fields;
    const Shape& shape = runtime.shapes.get(object->shape());
    for (std::uint32_t i = 0; i < shape.size(); ++i)
        if (!is_hidden_field(runtime, shape.name(i))) fields.emplace_back(shape.name(i), object->field(i));
    for (auto& [name, value] : fields) visit(name, value);
}

// Key and value of each entry of a table, struct, in order.
template <typename Visit>
void for_each_entry(Runtime& runtime, const Value& collection, Visit visit) {
    if (collection.is(Tag::Struct)) {
        for_each_field(runtime, collection.as<StructObject>(),
                       [&](Name name, Value value) { visit(runtime.heap.string(runtime.names.text(name)), value); });
        return;
    }
    for (const OrderedMap::Entry& entry : collection.as<TableObject>()->map->entries())
        if (!entry.key.is_unset()) visit(entry.key, entry.value);
}

Value run_new(Call& call) {
    Runtime& runtime = call.runtime;
    auto* parent = call[0].as<StructObject>();
    StructObject* instance = new_struct(runtime, runtime.shapes.get(parent->shape()).size() + 1);
    for_each_field(runtime, parent, [&](Name name, Value value) { runtime.heap.set_field(instance, name, stored(value)); });
    runtime.heap.set_field(instance, runtime.known.parent, call[0]);
    return Value::of_object(instance);
}

Value run_getattr(Call& call) {
    Runtime& runtime = call.runtime;
    if (call.has(2)) {
        Value key = call[1];
        if (!truthy(binary(runtime, BinaryOperator::In, key, call[0]))) return call[2];
    }
    return get_member(runtime, call[0], runtime.names.intern(text(call, 1)));
}

Value run_setattr(Call& call) {
    Runtime& runtime = call.runtime;
    runtime.heap.set_field(call[0].as<StructObject>(), runtime.names.intern(text(call, 1)), stored(call[2]));
    return Value::null();
}

Name field_name(Call& call, const Value& key) {
    if (!key.is(Tag::String)) fail(DiagnosticId::IndexKind, "a struct", "a string", described(key));
    return call.runtime.names.intern(text_of(key));
}

Value run_update(Call& call) {
    Runtime& runtime = call.runtime;
    auto* target = call[0].as<StructObject>();
    for_each_entry(runtime, call[1], [&](Value key, Value value) {
        runtime.heap.set_field(target, field_name(call, key), stored(value));
    });
    return Value::null();
}

Value run_merge(Call& call) {
    Runtime& runtime = call.runtime;
    if (call[0].is(Tag::Table)) {
        TableObject* merged = copy_of(runtime, call[0].as<TableObject>());
        for (std::size_t i = 1; i < call.count; ++i)
            for_each_entry(runtime, call[i], [&](Value key, Value value) { put(runtime, merged, key, value); });
        return Value::of_object(merged);
    }
    StructObject* merged = new_struct(runtime, runtime.shapes.get(call[0].as<StructObject>()->shape()).size());
    for (std::size_t i = 0; i < call.count; ++i)
        for_each_entry(runtime, call[i], [&](Value key, Value value) {
            runtime.heap.set_field(merged, field_name(call, key), stored(value));
        });
    return Value::of_object(merged);
}

Value run_keys(Call& call) {
    ArrayObject* keys = call.runtime.heap.array();
    for_each_entry(call.runtime, call[0], [&](Value key, Value) { call.runtime.heap.push(keys, stored(key)); });
    return Value::of_object(keys);
}

Value run_values(Call& call) {
    ArrayObject* values = call.runtime.heap.array();
    for_each_entry(call.runtime, call[0], [&](Value, Value value) { call.runtime.heap.push(values, stored(value)); });
    return Value::of_object(values);
}

Value run_items(Call& call) {
    Runtime& runtime = call.runtime;
    ArrayObject* items = runtime.heap.array();
    for_each_entry(runtime, call[0], [&](Value key, Value value) {
        VectorObject* pair = runtime.heap.vector(2);
        pair->data[0] = stored(key);
        pair->data[1] = stored(value);
        runtime.heap.push(items, Value::of_object(pair));
    });
    return Value::of_object(items);
}

Value run_has(Call& call) { return binary(call.runtime, BinaryOperator::In, call[1], call[0]); }

Value run_get(Call& call) {
    Runtime& runtime = call.runtime;
    Value otherwise = call.has(2) ? call[2] : Value::null();
    if (call[0].is(Tag::Table)) {
        const Value* found = static_cast<const OrderedMap&>(*call[0].as<TableObject>()->map).find(call[1]);
        return found != nullptr ? *found : otherwise;
    }
    if (call[0].is(Tag::Struct)) {
        if (!truthy(binary(runtime, BinaryOperator::In, call[1], call[0]))) return otherwise;
        return get_member(runtime, call[0], field_name(call, call[1]));
    }
    if (!call[1].is_integer()) fail_kind(call, 1, "an integer");
    std::uint64_t count = 0;
    count_elements(runtime, call[0], count);
    auto size = static_cast<std::int64_t>(count);
    bool one_based = call[0].is(Tag::Vector);
    bool inside = call[1].is_int() && (one_based ? call[1].integer >= 1 && call[1].integer <= size
                                                 : call[1].integer >= -size && call[1].integer < size);
    return inside ? get_index(runtime, call[0], call.arguments + 1, 1) : otherwise;
}

// Takes a field out of a struct: the others are laid out anew, in their order.
bool remove_field(Runtime& runtime, StructObject* object, Name removed) {
    const Shape& shape = runtime.shapes.get(object->shape());
    if (shape.find(removed) == Shape::kAbsent) return false;
    std::vector<std::pair<Name, Value>> kept;
    for (std::uint32_t i = 0; i < shape.size(); ++i)
        if (shape.name(i) != removed) kept.emplace_back(shape.name(i), object->field(i));
    runtime.heap.clear_fields(object);
    for (auto& [name, value] : kept) runtime.heap.set_field(object, name, value);
    return true;
}

Value run_remove(Call& call) {
    Runtime& runtime = call.runtime;
    bool found = false;
    Value result = call[0];
    switch (call[0].kind()) {
    case Tag::Array: {
        auto* array = call[0].as<ArrayObject>();
        for (std::size_t i = 0; i < array->size && !found; ++i) {
            call.runtime.poll();
            if (!equal(array->data[i], call[1])) continue;
            for (std::size_t j = i + 1; j < array->size; ++j) array->data[j - 1] = array->data[j];
            --array->size;
            found = true;
        }
        break;
    }
    case Tag::Struct: found = remove_field(runtime, call[0].as<StructObject>(), field_name(call, call[1])); break;
    case Tag::Table: {
        TableObject* copy = copy_of(runtime, call[0].as<TableObject>());
        found = copy->map->erase(call[1]);
        result = Value::of_object(copy);
        break;
    }
    default: {
        SetObject* copy = copy_of(runtime, call[0].as<SetObject>());
        found = copy->map->erase(call[1]);
        result = Value::of_object(copy);
    }
    }
    if (!found) fail(DiagnosticId::KeyMissing, to_repr(runtime, call[1]));
    return result;
}

Value run_table(Call& call) {
    Runtime& runtime = call.runtime;
    TableObject* table = runtime.heap.table();
    if (call.count == 0 || call[0].is_unset()) return Value::of_object(table);
    if (call[0].is(Tag::Table) || call[0].is(Tag::Struct)) {
        for_each_entry(runtime, call[0], [&](Value key, Value value) { put(runtime, table, key, value); });
        return Value::of_object(table);
    }
    for_each(runtime, call[0], [&](Value pair) {
        std::vector<Value> parts;
        if (pair.is(Tag::Array) || pair.is(Tag::Vector)) parts = elements_of(runtime, pair);
        if (parts.size() != 2) fail_argument(call, "a table is made of [key, value] pairs");
        put(runtime, table, parts[0], parts[1]);
        return true;
    });
    return Value::of_object(table);
}

const Builtin records[] = {
    {.signature = "new(S: Struct) -> Struct",
     .summary = "A new instance of S: a copy of its fields that finds later additions to S as its parent.",
     .examples = {{"struct P { x = 1 }; var p = new(P); p.x = 5; [p.x, P.x]", "[5, 1]"},
                  {"struct P { x = 1 }; var p = new(P); P.y = 2; p.y", "2"}},
     .raises = {DiagnosticId::ArgumentKind},
     .run = run_new,
     .pure = false},
    {.signature = "getattr(object: Any, name: String, otherwise?: Any) -> Any",
     .summary = "The member of that name; without it the third argument, or an error when there is none.",
     .examples = {{"getattr({a = 1}, \"a\")", "1"}, {"getattr({a = 1}, \"b\", 0)", "0"},
                  {"getattr({a = 1}, \"b\")", "!KeyError"}},
     .raises = {DiagnosticId::NoMember},
     .run = run_getattr,
     .pure = false},
    {.signature = "setattr(object: Struct, name: String, value: Any) -> Null",
     .summary = "Sets or adds a field, in place.",
     .examples = {{"var s = {a = 1}; setattr(s, \"b\", 2); s", "{a = 1, b = 2}"}},
     .run = run_setattr,
     .pure = false},
    {.signature = "update(target: Struct, source: Struct|Table) -> Null",
     .summary = "Sets or adds all fields of another struct, in place.",
     .examples = {{"var s = {a = 1, b = 2}; update(s, {b = 3, c = 4}); s", "{a = 1, b = 3, c = 4}"}},
     .run = run_update,
     .pure = false},
    {.signature = "merge(first: Struct|Table, ...more: Struct|Table) -> Struct|Table",
     .summary = "A new struct or table with the entries of all; later ones win.",
     .examples = {{"merge({a = 1}, {a = 2, b = 3})", "{a = 2, b = 3}"},
                  {"merge(table{1 => 2}, table{3 => 4})", "table{1 => 2, 3 => 4}"}},
     .methods = "table",
     .run = run_merge,
     .pure = false},
    {.signature = "keys(collection: Struct|Table) -> Array",
     .summary = "The keys of a table or the field names of a struct, in order.",
     .examples = {{"keys(table{a => 1, b => 2})", "[a, b]"}, {"keys({x = 1})", "[x]"}},
     .methods = "table struct",
     .run = run_keys,
     .pure = false},
    {.signature = "values(collection: Struct|Table) -> Array",
     .summary = "The values of a table or the fields of a struct, in order.",
     .examples = {{"values(table{a => 1, b => 2})", "[1, 2]"}, {"values({x = 1})", "[1]"}},
     .methods = "table struct",
     .run = run_values,
     .pure = false},
    {.signature = "items(collection: Struct|Table) -> Array",
     .summary = "vec[key, value] for each entry, in order.",
     .examples = {{"items(table{a => 1})", "[vec[a, 1]]"}},
     .aliases = "entries",
     .methods = "table struct",
     .run = run_items,
     .pure = false},
    {.signature = "has(collection: Any, key: Any) -> Bool",
     .summary = "Whether a table has a key, a struct a field, or another collection an element.",
     .examples = {{"has(table{a => 1}, \"a\")", "true"}, {"has({x = 1}, \"y\")", "false"}, {"has({1, 2}, 2)", "true"}},
     .methods = "table struct set",
     .run = run_has,
     .pure = false},
    {.signature = "get(collection: Struct|Table|Sequence|String, key: Any, otherwise?: Any) -> Any",
     .summary = "What stands at a key or index; without it the third argument, or null.",
     .examples = {{"get(table{a => 1}, \"b\", 0)", "0"}, {"get([5, 6], -1)", "6"}, {"get([5, 6], 2)", "null"},
                  {"get({x = 1}, \"x\")", "1"}},
     .raises = {DiagnosticId::ArgumentKind},
     .methods = "table struct array vec string",
     .run = run_get,
     .pure = false},
    {.signature = "remove(collection: Array|Struct|Table|Set, x: Any) -> Any",
     .summary = "The collection without the first element equal to x, or without the key x: arrays and structs change in "
                "place, of a table or set a changed copy is returned.",
     .examples = {{"var a = [5, 6, 5]; remove(a, 5); a", "[6, 5]"}, {"var s = {a = 1, b = 2}; remove(s, \"a\"); s", "{b = 2}"},
                  {"remove(table{a => 1, b => 2}, \"a\")", "table{b => 2}"}, {"remove({1, 2}, 1)", "{2}"},
                  {"remove([1], 2)", "!KeyError"}},
     .raises = {DiagnosticId::KeyMissing},
     .methods = "array struct table set",
     .run = run_remove,
     .pure = false},
    {.signature = "table(entries?: Struct|Table|Sequence|Set) -> Table",
     .summary = "A table of the fields of a struct, or of [key, value] pairs.",
     .examples = {{"table([[1, 2], [3, 4]])", "table{1 => 2, 3 => 4}"}, {"table({a = 1})", "table{a => 1}"},
                  {"table([1])", "!ArgumentError"}},
     .raises = {DiagnosticId::InvalidArgument, DiagnosticId::NotHashable},
     .run = run_table},
};

} // namespace

Records struct_builtins() { return records; }

} // namespace rumina::library
