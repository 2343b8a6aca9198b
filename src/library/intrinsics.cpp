// Functions for the prelude only: what it needs of the runtime and cannot say in the language. Their names start with
// two underscores, which programs cannot reach.
#include <algorithm>
#include <cstring>

#include "base/utf8.h"
#include "library/arguments.h"
#include "library/sorting.h"
#include "library/topics.h"
#include "runtime/expression_values.h"
#include "runtime/function.h"
#include "runtime/kinds.h"

namespace rumina::library {
namespace {

// __expect(value, "Function", "map", 2)
Value run_expect(Call& call) {
    const KindWord* kind = find_kind_word(text(call, 1));
    if (kind != nullptr && (kind->mask & kind_bit(call[0])) != 0) return Value::null();
    std::string_view expected = kind != nullptr ? kind->phrase : text(call, 1);
    fail(DiagnosticId::ArgumentKind, fmt::format("`{}`", text(call, 2)), call[3].integer, expected, described(call[0]));
}

Value run_fail_empty(Call& call) { fail(DiagnosticId::EmptyInput, text(call, 0)); }

Value run_fail_count(Call& call) {
    auto count = [](std::int64_t n) { return fmt::format("{} argument{}", n, n == 1 ? "" : "s"); };
    fail(DiagnosticId::WrongArgumentCount, fmt::format("`{}`: ", text(call, 0)), count(call[1].integer), call[2].integer);
}

Value run_absent(Call&) { return Value::null(); }

// Native functions have no prototype to show: their wrapper keeps its own.
Value run_called_like(Call& call) {
    if (!call[1].is(Tag::Function)) return call[0];
    auto* function = call[1].as<FunctionObject>();
    call[0].as<FunctionObject>()->stands_for = function->stands_for != nullptr ? function->stands_for : function;
    return call[0];
}

// How many arguments a function wants: those it requires, and one if it requires none but takes some.
Value run_arity(Call& call) {
    std::size_t required = 0;
    bool takes_more = false;
    if (call[0].is(Tag::Function)) {
        const FunctionPrototype& prototype = call[0].as<FunctionObject>()->shown();
        required = prototype.required;
        takes_more = prototype.has_rest || !prototype.parameters.empty();
    } else {
        const Signature& signature = call.runtime.builtins.signature(call[0].as<BuiltinObject>()->aux);
        required = signature.required;
        takes_more = signature.maximum > 0;
    }
    return Value::of_int(required == 0 && takes_more ? 1 : static_cast<std::int64_t>(required));
}

// __stands_for_formula(builtin, position, argument)
Value run_stands_for_formula(Call& call) {
    const Signature& signature = call.runtime.builtins.signature(call[0].as<BuiltinObject>()->aux);
    auto position = static_cast<std::size_t>(call[1].integer);
    bool function = call[2].is(Tag::Function) || call[2].is(Tag::Builtin);
    return Value::of_bool(function && position < signature.parameters.size() && signature.parameters[position].kinds == "Formula");
}

// __formula_symbol(f, position, arguments): the symbol that f is to be called with, the first that follows among the
// arguments, else the one named as f's parameter.
Value run_formula_symbol(Call& call) {
    auto* arguments = call[2].as<ArrayObject>();
    for (auto i = static_cast<std::size_t>(call[1].integer) + 1; i < arguments->size; ++i) {
        const Value& argument = arguments->data[i];
        if (is_symbol(argument)) return argument;
        if (argument.is(Tag::String) && utf8::is_identifier(text_of(argument)))
            return value_of(call.runtime, algebra::symbol(text_of(argument)));
    }
    std::string_view name = "x";
    if (call[0].is(Tag::Function)) {
        const FunctionPrototype& prototype = call[0].as<FunctionObject>()->shown();
        if (!prototype.parameters.empty()) name = call.runtime.names.text(prototype.parameters[0]);
    }
    return value_of(call.runtime, algebra::symbol(name));
}

// A table key that is equal for equal arguments only: kinds, sizes and bits written one after the other. Structs count by
// what they hold now. Functions and modules cannot be written; they are kept beside the text and compared by identity.
class KeyWriter {
public:
    explicit KeyWriter(Runtime& runtime) : runtime_(runtime) {}

    /// False for what is too large, contains itself, or has no lasting identity.
    bool write(const Value& root) {
        constexpr std::size_t kMaxParts = 100000;
        std::vector<Value> pending{root};
        for (std::size_t parts = 0; !pending.empty(); ++parts) {
            if (parts + pending.size() > kMaxParts) return false;
            Value value = pending.back();
            pending.pop_back();
            out_ += static_cast<char>('A' + value.tag);
            if (!write_part(value, pending)) return false;
        }
        return true;
    }
    const std::string& text() const { return out_; }
    const std::vector<Value>& identities() const { return identities_; }

private:
    void number(std::uint64_t n) { out_.append(reinterpret_cast<const char*>(&n), sizeof n); }
    void string(std::string_view part) {
        number(part.size());
        out_ += part;
    }
    void sequence(std::vector<Value>& pending, const Value* values, std::size_t count) {
        number(count);
        for (std::size_t i = count; i-- > 0;) pending.push_back(values[i]);
    }
    bool write_part(const Value& value, std::vector<Value>& pending) {
        switch (value.kind()) {
        case Tag::Float: {
            double real = value.real == 0 ? 0 : value.real; // -0 and 0 are equal
            std::uint64_t bits;
            std::memcpy(&bits, &real, sizeof bits);
            number(bits);
            break;
        }
        case Tag::BigInt: string(value.as<BigIntObject>()->value.to_string()); break;
        case Tag::Rational: string(value.as<RationalObject>()->value.to_string()); break;
        case Tag::String: string(text_of(value)); break;
        case Tag::Array: sequence(pending, value.as<ArrayObject>()->data, value.as<ArrayObject>()->size); break;
        case Tag::Vector: sequence(pending, value.as<VectorObject>()->data, value.as<VectorObject>()->size); break;
        case Tag::Matrix:
            number(value.as<MatrixObject>()->columns);
            sequence(pending, value.as<MatrixObject>()->data, value.as<MatrixObject>()->size());
            break;
        case Tag::Range: {
            auto* range = value.as<RangeObject>();
            pending.insert(pending.end(), {range->step, range->high, range->low});
            break;
        }
        case Tag::Struct: {
            auto* object = value.as<StructObject>();
            const Shape& shape = runtime_.shapes.get(object->shape());
            number(shape.size());
            for (std::uint32_t i = 0; i < shape.size(); ++i) {
                number(shape.name(i).id);
                pending.push_back(object->field(i));
            }
            break;
        }
        case Tag::Table: entries(pending, *value.as<TableObject>()->map, true); break;
        case Tag::Set: entries(pending, *value.as<SetObject>()->map, false); break;
        case Tag::Int: case Tag::Bool: number(static_cast<std::uint64_t>(value.integer)); break;
        case Tag::Null: case Tag::Unset: break; // Unset: an argument left to its default
        case Tag::Function: case Tag::Builtin: case Tag::Module: identities_.push_back(value); break;
        default: return false;
        }
        return true;
    }

    void entries(std::vector<Value>& pending, const OrderedMap& map, bool with_values) {
        number(map.size());
        for (const OrderedMap::Entry& entry : map.entries()) {
            if (entry.key.is_unset()) continue;
            pending.push_back(entry.key);
            if (with_values) pending.push_back(entry.value);
        }
    }

    Runtime& runtime_;
    std::string out_;
    std::vector<Value> identities_;
};

Value run_key(Call& call) {
    auto* arguments = call[0].as<ArrayObject>();
    if (arguments->size == 1 && arguments->data[0].is_int()) return arguments->data[0];
    KeyWriter writer(call.runtime);
    if (!writer.write(call[0])) return Value::null();
    // The bytes are no text, so they are spelled with one character each.
    std::string spelled;
    for (char byte : writer.text()) utf8::append(spelled, static_cast<unsigned char>(byte));
    Value key = make_string(call, spelled);
    if (writer.identities().empty()) return key;
    VectorObject* parts = call.runtime.heap.vector(writer.identities().size() + 1);
    parts->data[0] = key;
    std::copy(writer.identities().begin(), writer.identities().end(), parts->data + 1);
    return Value::of_object(parts);
}

Value run_sort(Call& call) {
    std::vector<Value> elements = elements_of(call.runtime, call[0]);
    sort_values(elements, "sort");
    return make_sequence_like(call.runtime, call[0], elements);
}

// The items in the order that sorts the keys.
Value run_sort_by(Call& call) {
    auto *items = call[0].as<ArrayObject>(), *keys = call[1].as<ArrayObject>();
    ArrayObject* sorted = call.runtime.heap.array(items->size);
    for (std::size_t i : sorted_order({keys->begin(), keys->end()}, "sort"))
        call.runtime.heap.push(sorted, stored(items->data[i]));
    return Value::of_object(sorted);
}

// What a comparator said: true or a negative number means "comes first".
Value run_precedes(Call& call) {
    if (call[0].is(Tag::Bool)) return call[0];
    if (call[0].is_real()) return Value::of_bool(sign_of(call[0]) < 0);
    fail(DiagnosticId::InvalidArgument,
         fmt::format("the function given to `sort` must return a bool or a number, not {}", described(call[0])));
}

// Engines do this themselves: no native code calls back into a program.
Value run_apply(Call& call) {
    fail(DiagnosticId::InvalidArgument, fmt::format("`{}` must be called by its own name", name_of(call.builtin)));
}

const Builtin records[] = {
    {.signature = "__apply(f: Function, arguments: Array, self?: Any) -> Any",
     .summary = "Calls f with the elements of an array as its arguments, and as a method of `self` unless that is null.",
     .examples = {},
     .run = run_apply,
     .pure = false},
    {.signature = "__expect(value: Any, kind: String, function: String, index: Integer) -> Null",
     .summary = "Raises ArgumentKind unless the value has the kind.",
     .examples = {},
     .run = run_expect,
     .pure = false},
    {.signature = "__fail_empty(function: String) -> Null",
     .summary = "Raises EmptyInput.",
     .examples = {},
     .run = run_fail_empty,
     .pure = false},
    {.signature = "__fail_count(function: String, expected: Integer, count: Integer) -> Null",
     .summary = "Raises WrongArgumentCount.",
     .examples = {},
     .run = run_fail_count,
     .pure = false},
    {.signature = "__absent() -> Null",
     .summary = "Its function value stands for an argument left out.",
     .examples = {},
     .run = run_absent,
     .pure = false},
    {.signature = "__stands_for_formula(f: Function, position: Integer, argument: Any) -> Bool",
     .summary = "Whether the argument is a function where f takes a formula.",
     .examples = {},
     .run = run_stands_for_formula,
     .pure = false},
    {.signature = "__formula_symbol(f: Function, position: Integer, arguments: Array) -> Number",
     .summary = "The symbol a function that stands for a formula is called with.",
     .examples = {},
     .run = run_formula_symbol,
     .pure = false},
    {.signature = "__no_self() -> Null",
     .summary = "What `self` is in a function of the prelude that was not called as a method.",
     .examples = {},
     .run = run_absent,
     .constant = true},
    {.signature = "__called_like(wrapper: Function, f: Function) -> Function",
     .summary = "The wrapper, which takes any arguments, with the parameters and the text of f.",
     .examples = {},
     .run = run_called_like,
     .pure = false},
    {.signature = "__arity(f: Function) -> Integer",
     .summary = "How many arguments a function wants.",
     .examples = {},
     .run = run_arity,
     .pure = false},
    {.signature = "__key(arguments: Array) -> Any",
     .summary = "A table key for a list of arguments, or null.",
     .examples = {},
     .run = run_key,
     .pure = false},
    {.signature = "__sort(collection: Any) -> Any",
     .summary = "The elements in their natural order.",
     .examples = {},
     .run = run_sort,
     .pure = false},
    {.signature = "__sort_by(items: Array, keys: Array) -> Array",
     .summary = "The items in the natural order of their keys.",
     .examples = {},
     .run = run_sort_by,
     .pure = false},
    {.signature = "__precedes(verdict: Any) -> Bool",
     .summary = "What the result of a comparator means.",
     .examples = {},
     .run = run_precedes,
     .pure = false},
};

} // namespace

Records intrinsic_builtins() { return records; }

} // namespace rumina::library
