// Roots, exponentials, logarithms, trigonometric and hyperbolic functions.
//
// A float argument gives a float, everything else the exact value, as an expression where it is no rational number. The
// global functions are complex: a negative number has a square root and a logarithm. Those of std.math are real.
#include <cmath>
#include <optional>

#include "library/functions.h"
#include "library/topics.h"
#include "number/real.h"

namespace rumina::library {
namespace {

using algebra::Expr;
using algebra::FunctionId;

/// A float where the function on doubles is defined, else the algebra library's function.
template <typename Exact>
Value float_or(Call& call, std::string_view name, double (*evaluate)(double), Exact exact) {
    if (call[0].is_float()) {
        double value = evaluate(call[0].real);
        if (!std::isnan(value)) return float_result(value, name);
    }
    return value_of(call.runtime, exact(operand(call, 0)));
}

#define ELEMENTARY_FUNCTION(name, head)                                                              \
    Value run_##name(Call& call) {                                                                   \
        return float_or(call, #name, real::name,                                                     \
                        [](const Expr& x) { return algebra::apply_function(FunctionId::head, {x}); }); \
    }
ELEMENTARY_FUNCTION(sin, Sin)
ELEMENTARY_FUNCTION(cos, Cos)
ELEMENTARY_FUNCTION(tan, Tan)
ELEMENTARY_FUNCTION(asin, Asin)
ELEMENTARY_FUNCTION(acos, Acos)
ELEMENTARY_FUNCTION(atan, Atan)
ELEMENTARY_FUNCTION(sinh, Sinh)
ELEMENTARY_FUNCTION(cosh, Cosh)
ELEMENTARY_FUNCTION(tanh, Tanh)
ELEMENTARY_FUNCTION(asinh, Asinh)
ELEMENTARY_FUNCTION(acosh, Acosh)
#undef ELEMENTARY_FUNCTION

Value run_exp(Call& call) {
    return float_or(call, "exp", real::exp, [](const Expr& x) { return algebra::exp(x); });
}

Value run_expm1(Call& call) {
    return float_or(call, "expm1", real::expm1, [](const Expr& x) { return algebra::exp(x) - Expr(1); });
}

bool is_unit(const Value& value) { return value.is_int() && (value.integer == 1 || value.integer == -1); }

Value run_atanh(Call& call) {
    bool at_pole = call[0].is_float() ? std::fabs(call[0].real) == 1 : is_unit(call[0]);
    if (at_pole) fail(DiagnosticId::OutsideDomain, "`atanh`", to_text(call.runtime, call[0]));
    return float_or(call, "atanh", real::atanh,
                    [](const Expr& x) { return algebra::apply_function(FunctionId::Atanh, {x}); });
}

Value run_sqrt(Call& call) { return unary(call.runtime, UnaryOperator::SquareRoot, call[0]); }

Value run_cbrt(Call& call) {
    Value x = call[0];
    if (x.is_exact())
        if (std::optional<Rational> root = exact_root(to_rational(x), 3)) return make_rational(call, *root);
    return float_or(call, "cbrt", real::cbrt,
                    [](const Expr& x) { return algebra::apply_function(FunctionId::RealRoot, {x, Expr(3)}); });
}

/// The degree of a root: an integer, or an expression; 0 has no root.
Value root_of(Call& call, bool real_one) {
    if (is_zero(call[1])) fail(DiagnosticId::OutsideDomain, fmt::format("`{}`", name_of(call.builtin)), "the degree 0");
    Expr x = operand(call, 0), n = operand(call, 1);
    if (real_one) return value_of(call.runtime, algebra::apply_function(FunctionId::RealRoot, {x, n}));
    return value_of(call.runtime, algebra::power(x, Expr(1) / n));
}
Value run_root(Call& call) { return root_of(call, false); }
Value run_real_root(Call& call) { return root_of(call, true); }

Value run_hypot(Call& call) {
    Value x = call[0], y = call[1];
    if (x.is_real() && y.is_real() && (x.is_float() || y.is_float()))
        return float_result(real::hypot(to_double(x, "hypot"), to_double(y, "hypot")), "hypot");
    Expr a = operand(call, 0), b = operand(call, 1), two(2);
    return value_of(call.runtime, algebra::sqrt(algebra::power(a, two) + algebra::power(b, two)));
}

Value run_atan2(Call& call) {
    Value y = call[0], x = call[1];
    if (is_zero(x) && is_zero(y)) fail(DiagnosticId::OutsideDomain, "`atan2`", "0, 0");
    if (x.is_real() && y.is_real() && (x.is_float() || y.is_float()))
        return float_result(real::atan2(to_double(y, "atan2"), to_double(x, "atan2")), "atan2");
    return apply_head(call, FunctionId::Atan2);
}

// ── logarithms ──────────────────────────────────────────────────────────────────────────────────────────────

// The rational q with base^q = x, if there is one; base and x positive, base not 1. Euclid's algorithm on the
// logarithms: if base = g^m and x = g^n, so is every remainder a power of g, numerators and denominators alike.
std::optional<Rational> rational_log(Rational base, Rational x) {
    bool invert_base = compare(base, Rational(1)) < 0, invert_x = compare(x, Rational(1)) < 0;
    if (invert_base) base = Rational(1) / base;
    if (invert_x) x = Rational(1) / x;
    // (a, b) start as (x, base); their logarithms are p·x + q·base with whole p, q, kept in a_x, a_b, b_x, b_b.
    Rational a = x, b = base;
    Integer a_x(1), a_b(0), b_x(0), b_b(1);
    while (!(a == Rational(1))) {
        algebra::poll_work(1 + a.numerator().bits() / 64);
        if (compare(a, b) < 0) {
            std::swap(a, b);
            std::swap(a_x, b_x);
            std::swap(a_b, b_b);
        }
        if (b == Rational(1)) {
            a = b;
            a_x = b_x;
            a_b = b_b;
            break;
        }
        // b^turns <= a surely: the numerator of b > 1 is at least 2.
        std::uint64_t bits = a.numerator().bits();
        Integer turns(static_cast<std::int64_t>(std::max<std::uint64_t>(1, (bits - 1) / b.numerator().bits())));
        Rational part = power(b, turns);
        if (!remainder_truncated(a.numerator(), part.numerator()).is_zero()) return std::nullopt;
        if (!remainder_truncated(a.denominator(), part.denominator()).is_zero()) return std::nullopt;
        a = a / part;
        a_x = a_x - turns * b_x;
        a_b = a_b - turns * b_b;
    }
    // a_x·log x + a_b·log base = 0
    Rational result = Rational::make(-a_b, a_x);
    return invert_base != invert_x ? -result : result;
}

void require_nonzero(const Call& call, const Value& x) {
    if (is_zero(x)) fail(DiagnosticId::OutsideDomain, fmt::format("`{}`", name_of(call.builtin)), "0");
}

Expr natural_log(const Expr& x) { return algebra::apply_function(FunctionId::Log, {x}); }

/// The logarithm to an exact base above 1.
Value log_to(Call& call, std::int64_t base, double (*evaluate)(double)) {
    Value x = call[0];
    require_nonzero(call, x);
    if (x.is_exact() && sign_of(x) > 0)
        if (std::optional<Rational> exact = rational_log(Rational(base), to_rational(x))) return make_rational(call, *exact);
    return float_or(call, name_of(call.builtin), evaluate, [&](const Expr& e) { return natural_log(e) / natural_log(Expr(base)); });
}
Value run_log10(Call& call) { return log_to(call, 10, real::log10); }
Value run_log2(Call& call) { return log_to(call, 2, real::log2); }

Value run_log1p(Call& call) {
    bool at_pole = call[0].is_float() ? call[0].real == -1 : call[0].is_int() && call[0].integer == -1;
    if (at_pole) fail(DiagnosticId::OutsideDomain, "`log1p`", "-1");
    return float_or(call, "log1p", real::log1p, [](const Expr& x) { return natural_log(Expr(1) + x); });
}

Value log_of_base(Call& call, std::size_t base_index, std::size_t index) {
    Value base = call[base_index], x = call[index];
    bool is_one = (base.is_int() && base.integer == 1) || (base.is_float() && base.real == 1);
    if (is_zero(base) || is_one) fail(DiagnosticId::OutsideDomain, "a logarithm to the base", to_text(call.runtime, base));
    require_nonzero(call, x);
    if (base.is_exact() && x.is_exact() && sign_of(base) > 0 && sign_of(x) > 0)
        if (std::optional<Rational> exact = rational_log(to_rational(base), to_rational(x))) return make_rational(call, *exact);
    return value_of(call.runtime, natural_log(operand(call, index)) / natural_log(operand(call, base_index)));
}

Value run_logBASE(Call& call) { return log_of_base(call, 0, 1); }

Value run_log(Call& call) {
    if (call.has(1)) return log_of_base(call, 1, 0);
    require_nonzero(call, call[0]);
    return float_or(call, "log", real::log, natural_log);
}

const Builtin records[] = {
    {.signature = "sqrt(x: Number) -> Number",
     .summary = "The principal square root.",
     .examples = {{"sqrt(144)", "12"}, {"sqrt(4/9)", "2/3"}, {"sqrt(8)", "2√2"}, {"sqrt(-4)", "2i"}, {"sqrt(2.25f)", "1.5"}},
     .run = run_sqrt},
    {.signature = "cbrt(x: Number) -> Number",
     .summary = "The real cube root.",
     .examples = {{"cbrt(27)", "3"}, {"cbrt(-8/27)", "-2/3"}, {"cbrt(-8.0f)", "-2"}},
     .run = run_cbrt},
    {.signature = "root(x: Number, n: Number) -> Number",
     .summary = "The principal n-th root, x^(1/n).",
     .examples = {{"root(8, 3)", "2"}, {"root(-4, 2)", "2i"}, {"root(2, 4)", "2^(1/4)"}, {"root(2, 0)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain},
     .run = run_root},
    {.signature = "real_root(x: Number, n: Number) -> Number",
     .summary = "The real n-th root: negative for negative x and odd n.",
     .examples = {{"real_root(-8, 3)", "-2"}, {"real_root(16, 4)", "2"}},
     .raises = {DiagnosticId::OutsideDomain},
     .run = run_real_root},
    {.signature = "hypot(x: Number, y: Number) -> Number",
     .summary = "The length of the hypotenuse, √(x^2 + y^2), for floats without overflow on the way.",
     .examples = {{"hypot(3, 4)", "5"}, {"hypot(1, 1)", "√2"}, {"hypot(3.0f, 4)", "5"}},
     .run = run_hypot},
    {.signature = "exp(x: Number) -> Number",
     .summary = "e to the power x.",
     .examples = {{"exp(0)", "1"}, {"exp(1)", "e"}, {"exp(i*pi)", "-1"}, {"exp(1.0f)", "2.718281828459045"},
                  {"exp(1000.0f)", "!LimitError"}},
     .raises = {DiagnosticId::FloatOverflow},
     .run = run_exp},
    {.signature = "expm1(x: Number) -> Number",
     .summary = "exp(x) - 1, accurate for small floats.",
     .examples = {{"expm1(0)", "0"}, {"expm1(0.0f)", "0"}},
     .raises = {DiagnosticId::FloatOverflow},
     .run = run_expm1},
    {.signature = "log(x: Number, base?: Number) -> Number",
     .summary = "The natural logarithm, or that to a base; of a complex or negative number the principal one.",
     .examples = {{"log(1)", "0"}, {"log(8, 2)", "3"}, {"log(e^2)", "2"}, {"log(-1)", "πi"}, {"log(10.0f)", "2.302585092994046"},
                  {"log(0)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain},
     .aliases = "ln",
     .run = run_log},
    {.signature = "log1p(x: Number) -> Number",
     .summary = "log(1 + x), accurate for small floats.",
     .examples = {{"log1p(0)", "0"}, {"log1p(-1)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain},
     .run = run_log1p},
    {.signature = "log10(x: Number) -> Number",
     .summary = "The logarithm to the base 10.",
     .examples = {{"log10(1000)", "3"}, {"log10(1/100)", "-2"}, {"log10(100.0f)", "2"}},
     .raises = {DiagnosticId::OutsideDomain},
     .run = run_log10},
    {.signature = "log2(x: Number) -> Number",
     .summary = "The logarithm to the base 2.",
     .examples = {{"log2(1024)", "10"}, {"log2(1/8)", "-3"}, {"log2(8.0f)", "3"}},
     .raises = {DiagnosticId::OutsideDomain},
     .run = run_log2},
    {.signature = "logBASE(base: Number, x: Number) -> Number",
     .summary = "The logarithm of x to a base.",
     .examples = {{"logBASE(2, 8)", "3"}, {"logBASE(8, 4)", "2/3"}, {"logb(4/9, 27/8)", "-3/2"},
                  {"logBASE(1, 5)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain},
     .aliases = "logb",
     .run = run_logBASE},
    {.signature = "sin(x: Number) -> Number",
     .summary = "The sine of an angle in radians.",
     .examples = {{"sin(0)", "0"}, {"sin(pi/3)", "1/2√3"}, {"sin(1.0f)", "0.8414709848078965"}},
     .run = run_sin},
    {.signature = "cos(x: Number) -> Number",
     .summary = "The cosine of an angle in radians.",
     .examples = {{"cos(0)", "1"}, {"cos(2*pi/3)", "-1/2"}, {"cos(1.0f)", "0.5403023058681398"}},
     .run = run_cos},
    {.signature = "tan(x: Number) -> Number",
     .summary = "The tangent of an angle in radians.",
     .examples = {{"tan(0)", "0"}, {"tan(pi/4)", "1"}, {"tan(0.0f)", "0"}},
     .run = run_tan},
    {.signature = "asin(x: Number) -> Number",
     .summary = "The angle in [-π/2, π/2] whose sine is x.",
     .examples = {{"asin(0)", "0"}, {"asin(1/2)", "1/6π"}, {"asin(1.0f)", "1.5707963267948966"}},
     .aliases = "arcsin",
     .run = run_asin},
    {.signature = "acos(x: Number) -> Number",
     .summary = "The angle in [0, π] whose cosine is x.",
     .examples = {{"acos(1)", "0"}, {"acos(0)", "1/2π"}, {"acos(-1.0f)", "3.141592653589793"}},
     .aliases = "arccos",
     .run = run_acos},
    {.signature = "atan(x: Number) -> Number",
     .summary = "The angle in (-π/2, π/2) whose tangent is x.",
     .examples = {{"atan(0)", "0"}, {"atan(1)", "1/4π"}, {"atan(1.0f)", "0.7853981633974483"}},
     .aliases = "arctan",
     .run = run_atan},
    {.signature = "atan2(y: Number, x: Number) -> Number",
     .summary = "The angle of the point (x, y) in (-π, π].",
     .examples = {{"atan2(0, 5)", "0"}, {"atan2(1, -1)", "3/4π"}, {"atan2(1.0f, 1)", "0.7853981633974483"},
                  {"atan2(0, 0)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain},
     .run = run_atan2},
    {.signature = "sinh(x: Number) -> Number",
     .summary = "The hyperbolic sine.",
     .examples = {{"sinh(0)", "0"}, {"sinh(0.0f)", "0"}},
     .raises = {DiagnosticId::FloatOverflow},
     .run = run_sinh},
    {.signature = "cosh(x: Number) -> Number",
     .summary = "The hyperbolic cosine.",
     .examples = {{"cosh(0)", "1"}, {"cosh(0.0f)", "1"}},
     .raises = {DiagnosticId::FloatOverflow},
     .run = run_cosh},
    {.signature = "tanh(x: Number) -> Number",
     .summary = "The hyperbolic tangent.",
     .examples = {{"tanh(0)", "0"}, {"tanh(100.0f)", "1"}},
     .run = run_tanh},
    {.signature = "asinh(x: Number) -> Number",
     .summary = "The inverse of the hyperbolic sine.",
     .examples = {{"asinh(0)", "0"}},
     .aliases = "arcsinh",
     .run = run_asinh},
    {.signature = "acosh(x: Number) -> Number",
     .summary = "The inverse of the hyperbolic cosine.",
     .examples = {{"acosh(1)", "0"}},
     .aliases = "arccosh",
     .run = run_acosh},
    {.signature = "atanh(x: Number) -> Number",
     .summary = "The inverse of the hyperbolic tangent.",
     .examples = {{"atanh(0)", "0"}, {"atanh(1)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain},
     .aliases = "arctanh",
     .run = run_atanh},
};

// The functions of std.math: the same values, but a DomainError where the value is not real.
const Builtin real_records[] = {
    {.signature = "math::sqrt(x: Number) -> Number",
     .summary = "The square root of a non-negative number.",
     .examples = {{"std.math.sqrt(2)", "√2"}, {"std.math.sqrt(-4)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain},
     .run = run_on_reals<run_sqrt>},
    {.signature = "math::root(x: Number, n: Number) -> Number",
     .summary = "The n-th root of a non-negative number.",
     .examples = {{"std.math.root(8, 3)", "2"}, {"std.math.root(-4, 2)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain},
     .run = run_on_reals<run_root>},
    {.signature = "math::log(x: Number) -> Number",
     .summary = "The natural logarithm of a positive number.",
     .examples = {{"std.math.log(1)", "0"}, {"std.math.log(-1)", "!DomainError"}, {"math::ln(0)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain},
     .aliases = "math::ln",
     .run = run_on_reals<run_log>},
    {.signature = "math::log1p(x: Number) -> Number",
     .summary = "log(1 + x) for x > -1.",
     .examples = {{"std.math.log1p(0)", "0"}, {"std.math.log1p(-2)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain},
     .run = run_on_reals<run_log1p>},
    {.signature = "math::log10(x: Number) -> Number",
     .summary = "The logarithm of a positive number to the base 10.",
     .examples = {{"std.math.log10(1000)", "3"}, {"std.math.log10(-10)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain},
     .run = run_on_reals<run_log10>},
    {.signature = "math::log2(x: Number) -> Number",
     .summary = "The logarithm of a positive number to the base 2.",
     .examples = {{"std.math.log2(8)", "3"}, {"std.math.log2(-2)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain},
     .run = run_on_reals<run_log2>},
    {.signature = "math::logBASE(base: Number, x: Number) -> Number",
     .summary = "The logarithm of a positive number to a positive base.",
     .examples = {{"std.math.logBASE(2, 8)", "3"}, {"std.math.logBASE(2, -8)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain},
     .aliases = "math::logb",
     .run = run_on_reals<run_logBASE>},
    {.signature = "math::asin(x: Number) -> Number",
     .summary = "The angle whose sine is x, for -1 <= x <= 1.",
     .examples = {{"std.math.asin(1)", "1/2π"}, {"std.math.asin(2)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain},
     .run = run_on_reals<run_asin>},
    {.signature = "math::acos(x: Number) -> Number",
     .summary = "The angle whose cosine is x, for -1 <= x <= 1.",
     .examples = {{"std.math.acos(1)", "0"}, {"std.math.acos(2)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain},
     .run = run_on_reals<run_acos>},
    {.signature = "math::acosh(x: Number) -> Number",
     .summary = "The inverse of the hyperbolic cosine, for x >= 1.",
     .examples = {{"std.math.acosh(1)", "0"}, {"std.math.acosh(1/2)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain},
     .run = run_on_reals<run_acosh>},
    {.signature = "math::atanh(x: Number) -> Number",
     .summary = "The inverse of the hyperbolic tangent, for -1 < x < 1.",
     .examples = {{"std.math.atanh(0)", "0"}, {"std.math.atanh(2)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain},
     .run = run_on_reals<run_atanh>},
};

} // namespace

Records elementary_builtins() { return records; }
Records real_function_builtins() { return real_records; }

} // namespace rumina::library
