// Numeric values: N, decimal.
#include "algebra/numeric.h"
#include "algebra/numeric_value.h"
#include "library/functions.h"
#include "library/topics.h"
#include "number/real.h"
#include "runtime/container_operations.h"

namespace rumina::library {
namespace {

using algebra::Expr;

constexpr std::int64_t kMaxDigits = 1000000;

Value numeric(Call& call, const Value& value, int digits, int depth) {
    if (is_entries(value))
        return map_entries(call.runtime, value, depth, [&](const Value& entry) { return numeric(call, entry, digits, depth + 1); });
    if (value.is_real() && digits == 0) return Value::of_float(to_double(value, "N"));
    if (!value.is_number()) fail_kind(call, 0, "a number or an expression");
    return value_of(call.runtime, algebra::numeric_value(expression_of(value), digits));
}

Value run_N(Call& call) {
    auto digits = static_cast<int>(bounded_or(call, 1, 1, kMaxDigits, 0));
    return numeric(call, call[0].is(Tag::String) ? value_of(call.runtime, formula(call, 0)) : call[0], digits, 0);
}

constexpr std::int64_t kMaxPlaces = 100000;

/// A real rounded to decimal places, halves away from zero, as a double.
Value rounded_to_places(Call& call, const Value& x, std::int64_t places) {
    // A double has no digit beyond 10^-1100: there is nothing left to round.
    if (places > 1100) return convert(call.runtime, find_type("float"), x);
    if (x.is_float() && places < -400) return Value::of_float(0);
    if (x.is_float()) return float_result(real::round_to(x.real, static_cast<int>(places)), "decimal");
    // Rounded once, exactly; the double nearest to the result prints with those digits.
    Rational scale = power(Rational(10), Integer(places));
    if (x.is_exact()) return Value::of_float(to_double(make_rational(call, Rational(round(to_rational(x) * scale)) / scale), "decimal"));
    Expr size = algebra::apply_function(algebra::FunctionId::Abs, {expression_of(x)}) * Expr(scale) + algebra::half();
    Value whole = value_of(call.runtime, algebra::apply_function(algebra::FunctionId::Floor, {size}));
    if (!whole.is_integer()) fail_kind(call, 0, "a number");
    Rational result = Rational(to_integer(whole)) / scale;
    std::optional<int> sign = algebra::sign_of(expression_of(x));
    return Value::of_float(to_double(make_rational(call, sign == -1 ? -result : result), "decimal"));
}

Value decimal(Call& call, const Value& x) {
    std::string_view kind = type_name(x);
    if (kind == "complex") {
        Expr z = expression_of(x);
        auto part = [&](algebra::FunctionId head) {
            return expression_of(decimal(call, value_of(call.runtime, algebra::apply_function(head, {z}))));
        };
        return value_of(call.runtime, part(algebra::FunctionId::Re) + part(algebra::FunctionId::Im) * algebra::imaginary_unit());
    }
    if (kind == "symbolic") fail_kind(call, 0, "a number");
    if (!call.has(1)) return convert(call.runtime, find_type("float"), x);
    return rounded_to_places(call, x, bounded(call, 1, -kMaxPlaces, kMaxPlaces));
}

Value run_decimal(Call& call) { return decimal(call, exact_if_long_float(call, call[0])); }

const Builtin records[] = {
    {.signature = "decimal(x: Number, places?: Integer) -> Float",
     .summary = "x as a float, rounded to a number of decimal places if one is given; halves go away from zero.",
     .examples = {{"decimal(1/3, 4)", "0.3333"}, {"decimal(sqrt(2), 3)", "1.414"}, {"decimal(1/8)", "0.125"}, {"decimal(5/2, 0)", "3"}},
     .raises = {DiagnosticId::FloatOverflow, DiagnosticId::InvalidArgument},
     .run = run_decimal},
    {.signature = "N(x: Any, digits?: Integer) -> Number",
     .summary = "The value of x as a float, or to a number of significant digits, all correct; in an expression with symbols, of its constants.",
     .examples = {{"N(1/4)", "0.25"}, {"N(sqrt(2))", "1.4142135623730951"}, {"N(pi, 30)", "3.14159265358979323846264338328"},
                  {"N([pi, 1/2])", "[3.141592653589793, 0.5]"}, {"N(pi, 0)", "!ArgumentError"}},
     .raises = {DiagnosticId::FloatOverflow, DiagnosticId::NotDecided, DiagnosticId::InvalidArgument},
     .aliases = "evalf",
     .source = "[Ziv 1991]",
     .run = run_N, .cached = true},
};

} // namespace

Records evaluation_builtins() { return records; }

} // namespace rumina::library
