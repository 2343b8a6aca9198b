// Numeric values: N, decimal.
#include "algebra/numeric.h"
#include "algebra/traversal.h"
#include "library/functions.h"
#include "library/topics.h"
#include "number/real.h"
#include "runtime/container_operations.h"

namespace rumina::library {
namespace {

using algebra::Expr;
using algebra::Number;

/// The expression with its constants as floats; exponents and arguments that are plain numbers stay exact.
Expr with_float_constants(const Expr& e) {
    if (e.is_constant()) return Expr(algebra::approximate(e));
    Expr replaced = algebra::replace_top_down(e, [](const Expr& part) -> std::optional<Expr> {
        if (part.is_number() || !part.is_constant()) return std::nullopt;
        return Expr(algebra::approximate(part));
    });
    return algebra::map_bottom_up(replaced, [](const Expr& part) -> Expr {
        auto rounded = [](const Number& n) { return algebra::approximate(Expr(n)); };
        if (part.is_add()) {
            algebra::SumBuilder sum;
            sum.add(part.constant_part().is_zero() ? Number(0) : rounded(part.constant_part()));
            for (const algebra::Term& t : part.terms()) sum.add(t.term, t.coefficient.is_one() ? t.coefficient : rounded(t.coefficient));
            return sum.finish();
        }
        if (part.is_mul() && !part.coefficient().is_one())
            return algebra::scale(rounded(part.coefficient()), part.without_coefficient());
        return part;
    });
}

Value numeric(Call& call, const Value& value, int depth) {
    if (value.is_real()) return Value::of_float(to_double(value, "N"));
    if (is_entries(value))
        return map_entries(call.runtime, value, depth, [&](const Value& entry) { return numeric(call, entry, depth + 1); });
    if (!value.is(Tag::Expression)) fail_kind(call, 0, "a number or an expression");
    return value_of(call.runtime, with_float_constants(value.as<ExpressionObject>()->value));
}

Value run_N(Call& call) { return numeric(call, call[0], 0); }

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

Value run_decimal(Call& call) { return decimal(call, call[0]); }

const Builtin records[] = {
    {.signature = "decimal(x: Number, places?: Integer) -> Float",
     .summary = "x as a float, rounded to a number of decimal places if one is given; halves go away from zero.",
     .examples = {{"decimal(1/3, 4)", "0.3333"}, {"decimal(sqrt(2), 3)", "1.414"}, {"decimal(1/8)", "0.125"}, {"decimal(5/2, 0)", "3"}},
     .raises = {DiagnosticId::FloatOverflow, DiagnosticId::InvalidArgument},
     .run = run_decimal},
    {.signature = "N(x: Any) -> Number",
     .summary = "The numeric value of x as a float; in an expression with symbols, of its constants.",
     .examples = {{"N(1/4)", "0.25"}, {"N(sqrt(2))", "1.4142135623730951"}, {"N([pi, 1/2])", "[3.141592653589793, 0.5]"}},
     .raises = {DiagnosticId::FloatOverflow, DiagnosticId::NotDecided},
     .aliases = "evalf",
     .run = run_N},
};

} // namespace

Records evaluation_builtins() { return records; }

} // namespace rumina::library
