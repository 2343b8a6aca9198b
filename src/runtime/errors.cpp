// Errors as values of the language.
#include "runtime/operations.h"

namespace rumina {
namespace {

/// A text a thrown struct or table gives for one property of the error, or "".
std::string text_part(Runtime& runtime, const Value& value, Name name) {
    const Value* found = nullptr;
    if (value.is(Tag::Struct)) found = runtime.heap.find_field(value.as<StructObject>(), name);
    else if (value.is(Tag::Table)) found = value.as<TableObject>()->map->find(runtime.heap.string(runtime.names.text(name)));
    return found != nullptr && found->is(Tag::String) ? std::string(text_of(*found)) : std::string();
}

} // namespace

Value error_value(Runtime& runtime, const Failure& failure) {
    return Value::of_object(runtime.heap.error(failure.diagnostic, Value::null()));
}

Value error_value(Runtime&, const Thrown& thrown) {
    // An error thrown again keeps the place where it happened first.
    Diagnostic& known = *thrown.error.as<ErrorObject>()->diagnostic;
    if (!known.span) {
        known.span = thrown.diagnostic.span;
        known.trace = thrown.diagnostic.trace;
        known.trace_hidden = thrown.diagnostic.trace_hidden;
    }
    return thrown.error;
}

void throw_value(Runtime& runtime, Value value) {
    if (value.is(Tag::Error)) {
        const Diagnostic& diagnostic = *value.as<ErrorObject>()->diagnostic;
        throw Thrown{{diagnostic, static_cast<bool>(diagnostic.span)}, value};
    }
    std::string message = text_part(runtime, value, runtime.known.message);
    Diagnostic diagnostic = make_diagnostic(DiagnosticId::UserError, Span{}, message.empty() ? to_text(runtime, value) : message);
    // A struct may name a kind and an id, as the errors of the language have them.
    find_error_kind(text_part(runtime, value, runtime.known.kind), diagnostic.kind);
    if (std::string id = text_part(runtime, value, runtime.known.id); !id.empty()) diagnostic.name = id;
    share(value);
    Value error = Value::of_object(runtime.heap.error(diagnostic, value));
    throw Thrown{{std::move(diagnostic), false}, error};
}


} // namespace rumina
