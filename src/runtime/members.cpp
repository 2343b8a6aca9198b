// base.name, assignment to it, and what base.name(…) calls.
#include <fmt/format.h>

#include "analysis/foreign_names.h"
#include "runtime/container_operations.h"
#include "runtime/expression_values.h"
#include "runtime/hinted_failure.h"
#include "runtime/range_values.h"

namespace rumina {
namespace {

constexpr std::uint32_t kStandardRoot = 0xFFFFFFFF; // the module `std`, whose members are namespaces

bool is_callable(const Value& value) { return value.is(Tag::Function) || value.is(Tag::Builtin); }

std::vector<std::string_view> texts(const Runtime& runtime, const std::vector<Name>& names) {
    std::vector<std::string_view> result;
    for (Name name : names) result.push_back(runtime.names.text(name));
    return result;
}

/// Names of the fields of a struct and its parents, for hints.
std::vector<std::string_view> field_names(Runtime& runtime, StructObject* object) {
    std::vector<std::string_view> names;
    for (int level = 0; object != nullptr && level < 16; ++level) {
        const Shape& shape = runtime.shapes.get(object->shape());
        for (std::uint32_t i = 0; i < shape.size(); ++i)
            if (shape.name(i) != runtime.known.parent) names.push_back(runtime.names.text(shape.name(i)));
        const Value* parent = runtime.heap.find_field(object, runtime.known.parent);
        object = parent != nullptr && parent->is(Tag::Struct) ? parent->as<StructObject>() : nullptr;
    }
    return names;
}

// ── modules ─────────────────────────────────────────────────────────────────────────────────────────────────

[[noreturn]] void fail_module_member(Runtime& runtime, const ModuleObject* module, Name name) {
    std::vector<std::string_view> candidates;
    if (module->scope != nullptr) {
        candidates = texts(runtime, module->scope->order);
    } else if (module->aux == kStandardRoot) {
        for (const BuiltinTable::Namespace& space : runtime.builtins.namespaces()) candidates.push_back(space.name);
    } else {
        for (const auto& [member, index] : runtime.builtins.namespaces()[module->aux].members)
            candidates.push_back(runtime.names.text(member));
    }
    std::string_view wanted = runtime.names.text(name);
    fail_with_hint(DiagnosticId::UndefinedMember, did_you_mean(wanted, candidates),
                   runtime.names.text(Name{static_cast<std::uint32_t>(module->name_id)}), wanted);
}

Value module_member(Runtime& runtime, const ModuleObject* module, Name name) {
    if (module->scope != nullptr) {
        auto found = module->scope->globals.find(name);
        if (found == module->scope->globals.end()) fail_module_member(runtime, module, name);
        Value value = runtime.globals[found->second];
        if (value.is_unset()) fail(DiagnosticId::NoValueYet, runtime.names.text(name));
        return value;
    }
    if (module->aux == kStandardRoot) {
        std::uint32_t space = runtime.builtins.find_namespace(name);
        if (space == BuiltinTable::kAbsent) fail_module_member(runtime, module, name);
        return Value::of_object(runtime.heap.module(nullptr, space, name));
    }
    std::uint32_t index = runtime.builtins.find_member(module->aux, name);
    if (index == BuiltinTable::kAbsent) fail_module_member(runtime, module, name);
    const BuiltinTable::Entry& entry = runtime.builtins.entry(index);
    return entry.record->constant ? call_builtin(runtime, index, nullptr, 0) : entry.value;
}

// ── errors ──────────────────────────────────────────────────────────────────────────────────────────────────

Value trace_lines(Runtime& runtime, const Diagnostic& diagnostic) {
    ArrayObject* lines = runtime.heap.array(diagnostic.trace.size() + 1);
    for (const TraceFrame& frame : diagnostic.trace) {
        if (diagnostic.trace_hidden != 0 && lines->size == Diagnostic::kTraceEnd)
            runtime.heap.push(lines, runtime.heap.string(fmt::format("… {} more frames …", diagnostic.trace_hidden)));
        const SourceFile* file = runtime.sources.file(frame.span);
        runtime.heap.push(
            lines, runtime.heap.string(fmt::format("File \"{}\", line {}, in {}", file != nullptr ? file->name() : "<unknown>",
                                                   file != nullptr ? file->line(frame.span.begin) : 0, frame.function)));
    }
    return Value::of_object(lines);
}

constexpr std::string_view kErrorMembers[] = {"kind", "message", "line", "column", "trace", "id", "hint", "value"};

bool error_member(Runtime& runtime, const ErrorObject* error, Name name, Value& out) {
    const Diagnostic& diagnostic = *error->diagnostic;
    const SourceFile* file = runtime.sources.file(diagnostic.span);
    const auto& known = runtime.known;
    if (name == known.kind) out = runtime.heap.string(name_of(diagnostic.kind));
    else if (name == known.message) out = runtime.heap.string(diagnostic.message);
    else if (name == known.line) out = file != nullptr ? Value::of_int(file->line(diagnostic.span.begin)) : Value::null();
    else if (name == known.column) out = file != nullptr ? Value::of_int(file->column(diagnostic.span.begin)) : Value::null();
    else if (name == known.trace) out = trace_lines(runtime, diagnostic);
    else if (name == known.id) out = runtime.heap.string(diagnostic.name);
    else if (name == known.value) out = error->payload;
    else if (runtime.names.text(name) == "hint") out = runtime.heap.string(diagnostic.hint);
    else return false;
    return true;
}

// ── properties ──────────────────────────────────────────────────────────────────────────────────────────────

bool property(Runtime& runtime, const Value& base, std::string_view name, Value& out) {
    auto count = [](std::size_t n) { return Value::of_int(static_cast<std::int64_t>(n)); };
    if (base.is(Tag::Matrix)) {
        auto* matrix = base.as<MatrixObject>();
        if (name == "rows") out = count(matrix->rows);
        else if (name == "columns") out = count(matrix->columns);
        else return false;
        return true;
    }
    if (name != "len" && name != "size" && name != "length") return false;
    switch (base.kind()) {
    case Tag::Array: out = count(base.as<ArrayObject>()->size); return true;
    case Tag::Vector: out = count(base.as<VectorObject>()->size); return true;
    case Tag::String: out = count(base.as<StringObject>()->length); return true;
    case Tag::Table: out = count(base.as<TableObject>()->map->size()); return true;
    case Tag::Set: out = count(base.as<SetObject>()->map->size()); return true;
    case Tag::Range: out = range_size(runtime, *base.as<RangeObject>()); return true;
    default: return false;
    }
}

/// The value at a string key, or null pointer.
const Value* find_key(Runtime& runtime, const Value& table, Name name) {
    return table.as<TableObject>()->map->find(runtime.heap.string(runtime.names.text(name)));
}

[[noreturn]] void fail_no_member(Runtime& runtime, const Value& base, Name name) {
    std::string_view text = runtime.names.text(name);
    std::string hint;
    if (runtime.builtins.find_method(base.kind(), name) != BuiltinTable::kAbsent)
        hint = fmt::format("`{0}` is a method: write `.{0}(…)`.", text);
    else if (base.is(Tag::Struct)) hint = did_you_mean(text, field_names(runtime, base.as<StructObject>()));
    else if (base.is(Tag::Error)) hint = did_you_mean(text, kErrorMembers);
    else if (is_symbol(base)) hint = meant_by_foreign_prefix(to_text(runtime, base)); // Math.PI
    fail_with_hint(DiagnosticId::NoMember, hint, described(base), text);
}

[[noreturn]] void fail_no_method(Runtime& runtime, const Value& receiver, Name name) {
    std::string_view text = runtime.names.text(name);
    std::string hint;
    Value ignored;
    if (property(runtime, receiver, text, ignored)) {
        hint = fmt::format("`{0}` is a property: write `.{0}` without `()`.", text);
    } else {
        std::vector<std::string_view> candidates = texts(runtime, runtime.builtins.method_names(receiver.kind()));
        if (receiver.is(Tag::Struct))
            for (std::string_view field : field_names(runtime, receiver.as<StructObject>())) candidates.push_back(field);
        hint = did_you_mean(text, candidates);
        if (hint.empty() && is_symbol(receiver)) hint = meant_by_foreign_prefix(to_text(runtime, receiver)); // console.log("a")
    }
    fail_with_hint(DiagnosticId::NoMethod, hint, described(receiver), text);
}

[[noreturn]] void fail_not_callable(Runtime& runtime, Name name) {
    fail(DiagnosticId::NotCallable, fmt::format("`{}`", runtime.names.text(name)));
}

} // namespace

const Value* find_inherited(Runtime& runtime, StructObject* object, Name name) {
    // A program can make a cycle of parents. Brent's method finds it: the walk meets the place it last took note of.
    const StructObject* noted = object;
    for (std::size_t steps = 0, notes_after = 64;; ++steps) {
        if (const Value* field = runtime.heap.find_field(object, name)) return field;
        const Value* parent = runtime.heap.find_field(object, runtime.known.parent);
        if (parent == nullptr || !parent->is(Tag::Struct)) return nullptr;
        object = parent->as<StructObject>();
        if (object == noted) return nullptr;
        runtime.poll();
        if (steps == notes_after) {
            noted = object;
            notes_after *= 2;
        }
    }
}

Value get_member(Runtime& runtime, Value base, Name name) {
    Value result;
    switch (base.kind()) {
    case Tag::Struct:
        if (const Value* field = find_inherited(runtime, base.as<StructObject>(), name)) return *field;
        break;
    case Tag::Table:
        if (const Value* value = find_key(runtime, base, name)) return *value;
        if (property(runtime, base, runtime.names.text(name), result)) return result;
        return Value::null();
    case Tag::Module: return module_member(runtime, base.as<ModuleObject>(), name);
    case Tag::Error:
        if (error_member(runtime, base.as<ErrorObject>(), name, result)) return result;
        break;
    default:
        if (property(runtime, base, runtime.names.text(name), result)) return result;
        break;
    }
    fail_no_member(runtime, base, name);
}

void set_member(Runtime& runtime, Value& base, Name name, Value value) {
    share(value);
    if (base.is(Tag::Struct)) {
        runtime.heap.set_field(base.as<StructObject>(), name, value);
    } else if (base.is(Tag::Table)) {
        Value key = runtime.heap.string(runtime.names.text(name));
        set_index(runtime, base, &key, 1, value);
    } else {
        fail(DiagnosticId::CannotSetMember, described(base));
    }
}

Method find_method(Runtime& runtime, Value receiver, Name name) {
    if (receiver.is(Tag::Module)) {
        Value member = module_member(runtime, receiver.as<ModuleObject>(), name);
        // A constant such as math.pi may be called: its value is then the result of calling the record.
        if (!is_callable(member) && receiver.as<ModuleObject>()->scope == nullptr && !member.is(Tag::Module))
            member = runtime.builtins.value(runtime.builtins.find_member(receiver.as<ModuleObject>()->aux, name));
        if (!is_callable(member)) fail_not_callable(runtime, name);
        return {member, Method::Passing::Nothing};
    }
    const Value* field = receiver.is(Tag::Struct) ? find_inherited(runtime, receiver.as<StructObject>(), name) : nullptr;
    if (field != nullptr && is_callable(*field))
        return {*field, field->is(Tag::Function) ? Method::Passing::Self : Method::Passing::Nothing};
    if (std::uint32_t index = runtime.builtins.find_method(receiver.kind(), name); index != BuiltinTable::kAbsent)
        return {runtime.builtins.value(index), Method::Passing::FirstArgument};
    if (receiver.is(Tag::Table)) field = find_key(runtime, receiver, name);
    if (field == nullptr) fail_no_method(runtime, receiver, name);
    if (!is_callable(*field)) fail_not_callable(runtime, name);
    return {*field, Method::Passing::Nothing};
}

} // namespace rumina
