// Looking at values, and leaving the normal course: assert, error, exit.
#include "library/arguments.h"
#include "library/topics.h"
#include "runtime/exit.h"

namespace rumina::library {
namespace {

Value run_typeof(Call& call) { return make_string(call, type_name(call[0])); }
Value run_same(Call& call) { return Value::of_bool(same(call[0], call[1])); }

Value run_is_function(Call& call) { return Value::of_bool(call[0].is(Tag::Function) || call[0].is(Tag::Builtin)); }
Value run_is_number(Call& call) { return Value::of_bool(call[0].is_real() || call[0].is(Tag::Expression)); }

Value run_assert(Call& call) {
    if (truthy(call[0])) return Value::null();
    fail(DiagnosticId::AssertionFailed, call.has(1) ? to_text(call.runtime, call[1]) : "Assertion failed");
}

Value run_error(Call& call) {
    Diagnostic diagnostic = make_diagnostic(DiagnosticId::UserError, Span{}, to_text(call.runtime, call[0]));
    if (call.has(1)) {
        // A kind of the language is the error's kind; another word is kept as its id.
        if (!find_error_kind(text(call, 1), diagnostic.kind)) diagnostic.name = std::string(text(call, 1));
    }
    Value error = Value::of_object(call.runtime.heap.error(diagnostic, stored(call[0])));
    throw Thrown{{std::move(diagnostic), false}, error};
}

Value run_exit(Call& call) { throw ExitRequest{static_cast<int>(bounded_or(call, 0, 0, 255, 0))}; }

// The compiler turns a direct call into a list of the variables it can see there; a value has no place to look at.
Value run_scope(Call& call) {
    fail(DiagnosticId::InvalidArgument, fmt::format("`{}` must be called by its own name", name_of(call.builtin)));
}

const Builtin records[] = {
    {.signature = "typeof(x: Any) -> String",
     .summary = "The name of the kind of a value.",
     .examples = {{"typeof(1/2)", "rational"}, {"typeof([])", "array"}, {"typeof(2^64)", "bigint"}, {"typeof(null)", "null"}},
     .aliases = "type",
     .run = run_typeof},
    {.signature = "same(a: Any, b: Any) -> Bool",
     .summary = "Whether two arrays, structs or functions are the very same one; equality for other values.",
     .examples = {{"var s = {a = 1}; [same(s, s), same(s, {a = 1})]", "[true, false]"}, {"same(1, 1)", "true"}},
     .run = run_same,
     .pure = false},
    {.signature = "is_function(x: Any) -> Bool",
     .summary = "Whether x can be called.",
     .examples = {{"is_function(size)", "true"}, {"is_function(1)", "false"}},
     .run = run_is_function},
    {.signature = "is_number(x: Any) -> Bool",
     .summary = "Whether x is a number.",
     .examples = {{"is_number(1/2)", "true"}, {"is_number(\"1\")", "false"}},
     .run = run_is_number},
    {.signature = "assert(condition: Any, message?: Any) -> Null",
     .summary = "Raises an AssertionError with the message when the condition is false.",
     .examples = {{"assert(1 < 2)", "null"}, {"assert(1 > 2, \"order\")", "!AssertionError"},
                  {"var m = \"\"; try { assert(false, \"no\") } catch (e) { m = e.message }; m", "no"}},
     .raises = {DiagnosticId::AssertionFailed},
     .run = run_assert,
     .pure = false},
    {.signature = "error(message: Any, kind?: String) -> Null",
     .summary = "Raises an error; `catch (e)` sees e.message and, when it is a kind of the language, e.kind.",
     .examples = {{"error(\"bad\")", "!Error"}, {"error(\"bad\", \"DomainError\")", "!DomainError"},
                  {"var m = \"\"; try { error(\"bad\") } catch (e) { m = e.message }; m", "bad"}},
     .raises = {DiagnosticId::UserError},
     .aliases = "raise",
     .run = run_error,
     .pure = false},
    {.signature = "exit(code?: Integer) -> Null",
     .summary = "Ends the program with an exit status from 0 to 255; 0 unless given.",
     .examples = {{"typeof(exit)", "native_function"}},
     .raises = {DiagnosticId::InvalidArgument},
     .aliases = "quit",
     .run = run_exit,
     .pure = false},
    {.signature = "vars() -> Array",
     .summary = "[locals(), globals()].",
     .examples = {{"typeof(vars())", "array"}},
     .raises = {DiagnosticId::InvalidArgument},
     .run = run_scope,
     .pure = false},
    {.signature = "locals() -> Struct",
     .summary = "The variables of the running function that have a value.",
     .examples = {{"typeof(locals())", "struct"}},
     .raises = {DiagnosticId::InvalidArgument},
     .run = run_scope,
     .pure = false},
    {.signature = "globals() -> Struct",
     .summary = "The variables of the program that have a value.",
     .examples = {{"var seen = 5; globals().seen", "5"}},
     .raises = {DiagnosticId::InvalidArgument},
     .run = run_scope,
     .pure = false},
};

} // namespace

Records reflection_builtins() { return records; }

} // namespace rumina::library
