// Symbols as values: declaring them, applying them, replacing them.
#include "algebra/assumptions.h"
#include "algebra/traversal.h"
#include "runtime/calls.h"
#include "runtime/container_operations.h"
#include "runtime/expression_calls.h"
#include "runtime/expression_operations.h"
#include "runtime/expression_values.h"
#include "runtime/kind_failure.h"

namespace rumina {

using algebra::FunctionId;

Value declare_symbol(Runtime& runtime, std::string_view name, std::string_view domain) {
    refuse_constant_name(name);
    algebra::Expr symbol = algebra::symbol(name);
    algebra::Properties properties;
    if (!domain.empty()) {
        std::optional<algebra::Property> property = algebra::find_property(domain);
        if (!property) fail(DiagnosticId::UnknownDomain, domain);
        properties.add(*property);
    }
    runtime.assumptions.declare(symbol, properties);
    return value_of(runtime, symbol);
}

Value apply_symbol(Runtime& runtime, const Value& callee, const Value* arguments, std::size_t count) {
    if (!is_symbol(callee)) fail_not_callable(callee);
    if (count == 0) fail(DiagnosticId::InvalidArgument, "a symbol is applied to at least one argument");
    std::vector<algebra::Expr> parts{expression_of(callee)};
    for (std::size_t i = 0; i < count; ++i) {
        if (!is_operand(arguments[i])) fail_not_callable(callee);
        parts.push_back(expression_of(arguments[i]));
    }
    return value_of(runtime, algebra::apply_function(FunctionId::Apply, parts));
}

namespace {

Value substitute_at_depth(Runtime& runtime, const Value& value, std::span<const algebra::Replacement> replacements, int depth) {
    if (value.is(Tag::Expression))
        return value_of(runtime, algebra::substitute(value.as<ExpressionObject>()->value, replacements));
    if (value.is_real() || value.is(Tag::Bool)) return value;
    if (!is_entries(value)) fail(DiagnosticId::NotDefinedForOne, "=>", type_name(value));
    return map_entries(runtime, value, depth, [&](const Value& entry) {
        return substitute_at_depth(runtime, entry, replacements, depth + 1);
    });
}

} // namespace

Value substitute(Runtime& runtime, const Value& value, const std::vector<Name>& names, const Value* replacements) {
    std::vector<algebra::Replacement> all;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!replacements[i].is_number()) fail(DiagnosticId::NotDefinedForOne, "=>", type_name(replacements[i]));
        all.push_back({algebra::symbol(runtime.names.text(names[i])), expression_of(replacements[i])});
    }
    return substitute_at_depth(runtime, value, all, 0);
}

} // namespace rumina
