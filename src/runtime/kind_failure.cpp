#include "runtime/kind_failure.h"

#include "runtime/expression_values.h"
#include "runtime/function.h"
#include "runtime/hinted_failure.h"
#include "runtime/operations.h"

namespace rumina {

std::string_view null_hint(const Value& value) {
    if (!value.is(Tag::Null)) return {};
    return "A variable without a value, a function without `return` and a missing key give null; `sym x` makes a symbol.";
}

void fail_not_callable(const Value& value) {
    std::string_view hint;
    switch (value.kind()) {
    case Tag::Null: hint = "A variable without a value and a missing key give null; `func f(x) = …` defines a function."; break;
    case Tag::Array: case Tag::Vector: case Tag::Matrix: case Tag::String: case Tag::Table: hint = "Write `[…]` for an element."; break;
    case Tag::Struct: hint = "Write `new(S)` for a new struct of this kind, and set its fields."; break;
    case Tag::Expression:
        if (is_symbol(value)) hint = "A symbol applies to numbers and formulas only; `func f(x) = …` defines a function.";
        else if (!is_condition(value)) hint = "Write `*` for a product.";
        break;
    default:
        if (value.is_number()) hint = "Write `*` for a product.";
    }
    fail_with_hint(DiagnosticId::NotCallable, hint, described(value));
}

void fail_not_indexable(const Value& value) {
    const bool is_function = value.is(Tag::Function) || value.is(Tag::Builtin);
    fail_with_hint(DiagnosticId::NotIndexable, is_function ? "Write `f(…)` to call it." : "", described(value));
}

} // namespace rumina
