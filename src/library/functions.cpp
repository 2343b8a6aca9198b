#include "library/functions.h"

#include <algorithm>
#include <cmath>

#include "algebra/output/output.h"
#include "algebra/traversal.h"
#include "base/utf8.h"
#include "number/big_float.h"
#include "runtime/expression_calls.h"
#include "runtime/expression_text.h"
#include "runtime/hinted_failure.h"

namespace rumina::library {

algebra::Expr operand(const Call& call, std::size_t index) {
    if (!is_operand(call[index])) fail_kind(call, index, "a number or an expression");
    return expression_of(call[index]);
}

namespace {

algebra::Expr formula_of(const Call& call, std::size_t index, const Value& value) {
    if (value.is(Tag::String)) return parse_expression(text_of(value));
    if (!value.is_number()) fail_kind(call, index, "an expression, a text or a function");
    return expression_of(value);
}

algebra::Expr symbol_of(const Call& call, std::size_t index, const Value& value) {
    if (is_symbol(value)) return expression_of(value);
    if (value.is(Tag::String)) {
        if (utf8::is_identifier(text_of(value))) {
            refuse_constant_name(text_of(value));
            return algebra::symbol(text_of(value));
        }
        fail(DiagnosticId::NotASymbol, fmt::format("`{}`", name_of(call.builtin)), index + 1, to_repr(call.runtime, value));
    }
    const std::string_view hint = value.is(Tag::Null) ? "Write `sym x` instead of `var x` to make a symbol, or give its name as text: `\"x\"`." : "";
    fail_with_hint(DiagnosticId::NotASymbol, hint, fmt::format("`{}`", name_of(call.builtin)), index + 1, to_text(call.runtime, value));
}

template <typename Read>
std::vector<algebra::Expr> one_or_many(Call& call, std::size_t index, Read read) {
    const Value& value = call[index];
    std::vector<algebra::Expr> all;
    if (value.is_number() || value.is(Tag::String)) all.push_back(read(call, index, value));
    else for_each(call.runtime, value, [&](const Value& element) {
        all.push_back(read(call, index, element));
        return true;
    });
    return all;
}

} // namespace

algebra::Expr formula(const Call& call, std::size_t index) { return formula_of(call, index, call[index]); }

algebra::Expr quantity(const Call& call, std::size_t index) {
    const algebra::Expr e = formula(call, index);
    if (e.is(algebra::NodeKind::Function) && algebra::function(e.function_id()).condition)
        fail_argument(call, fmt::format("`{}` is a condition, not a quantity", algebra::to_infix(e)));
    return e;
}

algebra::Expr symbol_argument(const Call& call, std::size_t index) { return symbol_of(call, index, call[index]); }
namespace {

/// The only free symbol of the formulas before argument `index`, which was left out.
algebra::Expr only_symbol(const Call& call, std::size_t index) {
    std::vector<algebra::Expr> found;
    for (std::size_t i = 0; i < index; ++i)
        for (const algebra::Expr& symbol : algebra::free_variables(formula(call, i)))
            if (std::find(found.begin(), found.end(), symbol) == found.end()) found.push_back(symbol);
    if (found.size() == 1) return found[0];
    std::string names;
    for (const algebra::Expr& symbol : found) names += (names.empty() ? "" : ", ") + std::string(symbol.symbol_name());
    std::string why = found.empty() ? "there is no symbol" : fmt::format("there are the symbols {}", names);
    fail(DiagnosticId::InvalidArgument, fmt::format("`{}`: say in which symbol, as argument {}: {}", name_of(call.builtin), index + 1, why));
}

} // namespace

algebra::Expr kernel_argument(const Call& call, std::size_t index) {
    if (!call.has(index)) return only_symbol(call, index);
    if (call[index].is(Tag::String)) return parse_expression(text_of(call[index]));
    if (is_operand(call[index]) && is_symbolic(call[index])) return expression_of(call[index]);
    return symbol_argument(call, index);
}
std::vector<algebra::Expr> symbols_argument(Call& call, std::size_t index) { return one_or_many(call, index, symbol_of); }
std::vector<algebra::Expr> formulas_argument(Call& call, std::size_t index) { return one_or_many(call, index, formula_of); }

Value exact_if_long_float(Call& call, const Value& value) {
    if (!value.is(Tag::Expression)) return value;
    const algebra::Expr& e = value.as<ExpressionObject>()->value;
    if (!e.is_number() || !e.number().is_real()) return value;
    return make_rational(call, e.number().big_re(e.number().precision_bits()).to_rational());
}

Value apply_head(Call& call, algebra::FunctionId head) {
    const algebra::Function& function = algebra::function(head);
    if (call.count == 1 && call[0].is_float() && function.evaluate_double != nullptr) {
        double value = function.evaluate_double(call[0].real);
        if (!std::isnan(value)) return float_result(value, algebra::name_of(head));
    }
    std::vector<algebra::Expr> arguments;
    for (std::size_t i = 0; i < call.count; ++i)
        if (call.has(i)) arguments.push_back(operand(call, i));
    return value_of(call.runtime, algebra::apply_function(head, arguments));
}

Value require_real_value(Call& call, Value value) {
    if (value.is(Tag::Expression) && type_name(value) == "complex")
        fail(DiagnosticId::OutsideDomain, fmt::format("`{}`", name_of(call.builtin)), to_text(call.runtime, call[call.count - 1]));
    return value;
}

} // namespace rumina::library
