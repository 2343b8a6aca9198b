#include "runtime/calls.h"

#include <algorithm>

#include "runtime/hinted_failure.h"
#include "runtime/operations.h"

namespace rumina {
namespace {

std::string plural(std::size_t count, std::string_view word) { return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s"); }

std::string expected_arguments(std::size_t least, std::size_t most, bool unlimited) {
    if (unlimited) return "at least " + plural(least, "argument");
    if (least == most) return plural(least, "argument");
    return fmt::format("{} to {}", least, plural(most, "argument"));
}

std::string function_text(const FunctionPrototype& prototype) {
    return prototype.is_lambda ? "this lambda" : fmt::format("`{}`", prototype.name);
}

/// The arguments of a wrapper, which takes any number, as the wrapped function would get them: in the order of its
/// parameters. Between given ones Unset stands for a default value; whoever is called with it evaluates the default.
ArrayObject* arguments_of_wrapped(Runtime& runtime, const FunctionObject& wrapped, const Value* arguments, std::size_t count,
                                  const std::vector<Name>& names, const Value* named) {
    std::size_t positions = wrapped.prototype->parameters.size();
    std::vector<Value> slots(positions + 1, Value::unset());
    bind_arguments(runtime, wrapped, arguments, count, names, named, slots.data());
    const Value rest = slots.back();
    slots.pop_back();
    if (!rest.is_unset()) slots.insert(slots.end(), rest.as<ArrayObject>()->begin(), rest.as<ArrayObject>()->end());
    while (!slots.empty() && slots.back().is_unset()) slots.pop_back();
    ArrayObject* all = runtime.heap.array(slots.size());
    for (const Value& value : slots) runtime.heap.push(all, value);
    return all;
}

[[gnu::noinline]] void set_parameters(FunctionPrototype& prototype, const FunctionNode& node) {
    for (const Parameter& parameter : node.parameters) {
        if (parameter.rest) {
            prototype.has_rest = true;
            continue;
        }
        prototype.parameters.push_back(parameter.name);
        if (parameter.initial == nullptr) prototype.required = static_cast<std::uint32_t>(prototype.parameters.size());
    }
}

} // namespace

FunctionPrototype* make_prototype(Runtime& runtime, const FunctionNode& node, bool from_prelude) {
    auto prototype = std::make_unique<FunctionPrototype>();
    prototype->node = &node;
    prototype->span = node.span;
    prototype->from_prelude = from_prelude;
    prototype->is_lambda = node.form == FunctionNode::Form::Lambda || node.form == FunctionNode::Form::Do;
    prototype->name = node.form == FunctionNode::Form::Module ? "<main>" : node.name ? std::string(runtime.names.text(node.name)) : "<lambda>";
    if (!node.parameters.empty()) set_parameters(*prototype, node);
    prototype->uses_self = node.info->self != nullptr;
    runtime.prototypes.push_back(std::move(prototype));
    return runtime.prototypes.back().get();
}

void fail_argument_count(const Runtime& runtime, const FunctionPrototype& prototype, std::size_t count) {
    std::string who = prototype.is_lambda ? "" : fmt::format("`{}`: ", prototype.name);
    std::string expected = expected_arguments(prototype.required, prototype.parameters.size(), prototype.has_rest);
    if (prototype.is_lambda) fail(DiagnosticId::LambdaArityMismatch, who, expected, count);
    const std::string hint = prototype.builtin == 0 ? "" : usage_of(runtime.builtins.signature(prototype.builtin - 1), prototype.name);
    fail_with_hint(DiagnosticId::WrongArgumentCount, hint, who, expected, count);
}

void bind_arguments(Runtime& runtime, const FunctionObject& function, const Value* arguments, std::size_t count,
                    const std::vector<Name>& names, const Value* named, Value* slots) {
    if (function.stands_for != nullptr && !names.empty()) {
        slots[0] = Value::of_object(arguments_of_wrapped(runtime, *function.stands_for, arguments, count, names, named));
        return;
    }
    const FunctionPrototype& prototype = *function.prototype;
    std::size_t positions = prototype.parameters.size();
    if (count > positions && !prototype.has_rest) fail_argument_count(runtime, prototype, count + names.size());
    std::vector<Value> given(positions, Value::unset());
    std::copy(arguments, arguments + std::min(count, positions), given.begin());
    ArrayObject* rest = nullptr;
    if (prototype.has_rest) {
        rest = runtime.heap.array(count > positions ? count - positions : 0);
        for (std::size_t i = positions; i < count; ++i) runtime.heap.push(rest, arguments[i]);
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto found = std::find(prototype.parameters.begin(), prototype.parameters.end(), names[i]);
        if (found == prototype.parameters.end())
            fail(DiagnosticId::UnknownArgument, function_text(prototype), runtime.names.text(names[i]));
        Value& place = given[static_cast<std::size_t>(found - prototype.parameters.begin())];
        if (!place.is_unset()) fail(DiagnosticId::ArgumentGivenTwice, runtime.names.text(names[i]));
        place = named[i];
    }
    for (std::size_t i = 0; i < prototype.required; ++i) {
        if (!given[i].is_unset()) continue;
        if (names.empty()) fail_argument_count(runtime, prototype, count);
        fail(DiagnosticId::ArgumentMissing, function_text(prototype), runtime.names.text(prototype.parameters[i]));
    }
    std::copy(given.begin(), given.end(), slots);
    if (prototype.has_rest) slots[positions] = Value::of_object(rest);
}

void bind_builtin_arguments(Runtime& runtime, std::uint32_t builtin, const Value* arguments, std::size_t count,
                            const std::vector<Name>& names, const Value* named, std::vector<Value>& all) {
    const Signature& signature = runtime.builtins.signature(builtin);
    all.assign(arguments, arguments + count);
    for (std::size_t i = 0; i < names.size(); ++i) {
        std::string_view name = runtime.names.text(names[i]);
        auto found = std::find_if(signature.parameters.begin(), signature.parameters.end(),
                                  [&](const ParameterInfo& parameter) { return parameter.name == name && !parameter.rest; });
        if (found == signature.parameters.end()) fail(DiagnosticId::UnknownArgument, fmt::format("`{}`", signature.name), name);
        auto place = static_cast<std::size_t>(found - signature.parameters.begin());
        if (place >= all.size()) all.resize(place + 1, Value::unset());
        if (!all[place].is_unset()) fail(DiagnosticId::ArgumentGivenTwice, name);
        all[place] = named[i];
    }
    for (std::size_t i = 0; i < all.size() && i < signature.required; ++i)
        if (all[i].is_unset()) fail(DiagnosticId::ArgumentMissing, fmt::format("`{}`", signature.name), signature.parameters[i].name);
}

Value read_global(Runtime& runtime, std::uint32_t index, std::uint32_t builtin_fallback) {
    Value value = runtime.globals[index];
    if (RUMINA_LIKELY(!value.is_unset())) return value;
    if (builtin_fallback != 0) return read_builtin(runtime, builtin_fallback - 1);
    std::string_view name = runtime.names.text(runtime.global_names[index]);
    if (Span declared = runtime.global_spans[index]) fail(DiagnosticId::DefinedLater, name, runtime.sources.line(declared));
    fail(DiagnosticId::NoValueYet, name);
}

bool passes_function_as_formula(Runtime& runtime, std::uint32_t builtin, const Value* arguments, std::size_t count) {
    const Signature& signature = runtime.builtins.signature(builtin);
    for (std::size_t i = 0; i < std::min(count, signature.parameters.size()); ++i)
        if ((arguments[i].is(Tag::Function) || arguments[i].is(Tag::Builtin)) && signature.parameters[i].kinds == "Formula") return true;
    return false;
}

FormulaCall formula_call(Runtime& runtime, const Value& builtin, const Value* arguments, std::size_t count) {
    std::uint32_t lift = runtime.builtins.find(runtime.known.lift);
    RUMINA_ASSERT(lift != BuiltinTable::kAbsent, "the prelude defines __lift");
    ArrayObject* list = runtime.heap.array(count);
    for (std::size_t i = 0; i < count; ++i) {
        share(arguments[i]);
        runtime.heap.push(list, arguments[i]);
    }
    return {runtime.builtins.value(lift).as<FunctionObject>(), {builtin, Value::of_object(list)}};
}

Value read_builtin(Runtime& runtime, std::uint32_t index) {
    const BuiltinTable::Entry& entry = runtime.builtins.entry(index);
    if (entry.record->constant) return call_builtin(runtime, index, nullptr, 0);
    return runtime.builtins.value(index);
}

Value read_unset(Runtime& runtime, Name name, bool is_self, std::uint32_t global_fallback, std::uint32_t builtin_fallback) {
    if (global_fallback != 0) return read_global(runtime, global_fallback - 1, builtin_fallback);
    if (builtin_fallback != 0) return read_builtin(runtime, builtin_fallback - 1);
    if (is_self) fail(DiagnosticId::SelfOutsideMethod);
    fail(DiagnosticId::NoValueYet, runtime.names.text(name));
}

FunctionObject* make_closure(Runtime& runtime, FunctionPrototype* prototype, std::uint32_t captures) {
    return runtime.heap.function(prototype, captures);
}

bool try_take_apart(Runtime& runtime, bool vector_only, std::size_t count, const Value& value, std::vector<Value>& parts) {
    const Value* data = nullptr;
    std::size_t size = 0;
    if (value.is(Tag::Vector)) {
        data = value.as<VectorObject>()->data;
        size = value.as<VectorObject>()->size;
    } else if (value.is(Tag::Array) && !vector_only) {
        data = value.as<ArrayObject>()->data;
        size = value.as<ArrayObject>()->size;
    } else {
        return false;
    }
    (void)runtime;
    if (size != count) return false;
    parts.assign(data, data + size);
    for (const Value& part : parts) share(part);
    return true;
}

void take_apart(Runtime& runtime, bool vector_only, std::size_t count, const Value& value, std::vector<Value>& parts) {
    if (!try_take_apart(runtime, vector_only, count, value, parts)) fail(DiagnosticId::CannotDestructure, described(value), plural(count, "part"));
}

bool try_take_field(Runtime& runtime, const Value& value, Name name, Value& part) {
    if (value.is(Tag::Struct)) {
        const Value* field = runtime.heap.find_field(value.as<StructObject>(), name);
        if (field == nullptr) return false;
        part = *field;
    } else if (value.is(Tag::Table)) {
        const Value* found = value.as<TableObject>()->map->find(runtime.heap.string(runtime.names.text(name)));
        if (found == nullptr) return false;
        part = *found;
    } else {
        return false;
    }
    share(part);
    return true;
}

void fail_missing_field(Runtime& runtime, const Value& value, Name name) {
    fail(DiagnosticId::CannotDestructure, described(value), fmt::format("a field `{}`", runtime.names.text(name)));
}

std::int64_t loop_count(Runtime& runtime, const Value& value) {
    Value count = value;
    if (count.is_float()) count = runtime.heap.rational(Rational::from_double(count.real));
    if (count.is_int() && count.integer >= 0) return count.integer;
    if (count.is(Tag::BigInt) && count.as<BigIntObject>()->value.sign() > 0) return INT64_MAX; // more turns than anyone can wait for
    fail(DiagnosticId::NegativeCount, value.is_real() ? to_text(runtime, value) : described(value));
}

Value listing(Runtime& runtime, ScopeListing::What what, const std::vector<Name>& names, const ModuleScope* module, const std::vector<Value>& locals) {
    auto local_struct = [&] {
        StructObject* object = runtime.heap.structure(runtime.shapes.empty(), static_cast<std::uint32_t>(locals.size()));
        for (std::size_t i = 0; i < locals.size(); ++i) {
            if (locals[i].is_unset()) continue;
            share(locals[i]);
            runtime.heap.set_field(object, names[i], locals[i]);
        }
        return Value::of_object(object);
    };
    auto global_struct = [&] {
        StructObject* object = runtime.heap.structure(runtime.shapes.empty(), 8);
        if (module == nullptr) return Value::of_object(object);
        for (Name name : module->order) {
            Value value = runtime.globals[module->globals.at(name)];
            if (value.is_unset()) continue;
            share(value);
            runtime.heap.set_field(object, name, value);
        }
        return Value::of_object(object);
    };
    if (what == ScopeListing::What::Locals) return local_struct();
    if (what == ScopeListing::What::Globals) return global_struct();
    ArrayObject* both = runtime.heap.array(2);
    runtime.heap.push(both, global_struct());
    runtime.heap.push(both, local_struct());
    return Value::of_object(both);
}

void check_type(Runtime& runtime, std::uint16_t type, bool nullable, const Value& value, Name what) {
    if ((nullable && value.is_null()) || has_type(type, value)) return;
    fail(DiagnosticId::TypeMismatch, what ? fmt::format("`{}`", runtime.names.text(what)) : "the result", type_text(type), described(value));
}

void append_text(Runtime& runtime, std::string& out, const Value& value) {
    if (value.is(Tag::String)) out.append(text_of(value));
    else out.append(to_text(runtime, value));
    runtime.heap.require(out.size());
}

void fail_units() { fail(DiagnosticId::NotAvailableYet, "units are", "Compute with the plain numbers."); }

Value convert_as(Runtime& runtime, const Value& value, const std::string& target) {
    if ((target == "num" || target == "scalar") && value.is_real()) return value; // a plain number has no unit to drop
    if (target == "num" || target == "scalar" || target.starts_with('<')) fail_units();
    std::uint16_t type = find_type(target);
    if (type == 0) fail(DiagnosticId::UnknownType, target);
    return convert(runtime, type, value);
}

} // namespace rumina
