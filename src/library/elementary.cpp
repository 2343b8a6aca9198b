// Roots, exponentials, logarithms, trigonometric and hyperbolic functions.
//
// A float argument gives a float. An exact argument gives the exact value where it is rational; other exact values
// (√2, log(2), sin(1)) are refused rather than rounded. Real functions whose value would be complex are refused too.
#include <cmath>
#include <optional>

#include "library/arguments.h"
#include "library/topics.h"
#include "number/real.h"
#include "number/size_limit.h"

namespace rumina::library {
namespace {

/// One function of one real variable. `point` is where its value is rational: f(point) = value.
struct RealFunction {
    std::string_view name;
    double (*evaluate)(double);
    std::int64_t point, value;
    double low, high; ///< closed real domain; beyond it values are complex
};

constexpr double kInfinity = std::numeric_limits<double>::infinity();

[[noreturn]] void refuse_exact(std::string_view name, const Value& x) {
    std::string float_form = fmt::format("{:.6g}", x.is_float() ? x.real : to_rational(x).to_double());
    bool plain = float_form.find_first_not_of("0123456789.-") == std::string::npos;
    not_exact_yet(fmt::format("exact values of `{}` are", name),
                  fmt::format("Use `{}({}f)` for a float.", name, plain ? float_form : "1.5"));
}

[[noreturn]] void refuse_complex(std::string_view name) {
    not_exact_yet(fmt::format("complex values of `{}` are", name), "Keep the argument in the function's real domain.");
}

Value apply(const RealFunction& function, Value x) {
    if (x.is_float()) {
        if (x.real < function.low || x.real > function.high) refuse_complex(function.name);
        return float_result(function.evaluate(x.real), function.name);
    }
    if (x.is_int() && x.integer == function.point) return Value::of_int(function.value);
    refuse_exact(function.name, x);
}

#define REAL_FUNCTION(name, point, value, low, high)                                  \
    Value run_##name(Call& call) {                                                    \
        static constexpr RealFunction function{#name, real::name, point, value, low, high}; \
        return apply(function, call[0]);                                              \
    }
REAL_FUNCTION(exp, 0, 1, -kInfinity, kInfinity)
REAL_FUNCTION(sin, 0, 0, -kInfinity, kInfinity)
REAL_FUNCTION(cos, 0, 1, -kInfinity, kInfinity)
REAL_FUNCTION(tan, 0, 0, -kInfinity, kInfinity)
REAL_FUNCTION(asin, 0, 0, -1, 1)
REAL_FUNCTION(acos, 1, 0, -1, 1)
REAL_FUNCTION(atan, 0, 0, -kInfinity, kInfinity)
REAL_FUNCTION(sinh, 0, 0, -kInfinity, kInfinity)
REAL_FUNCTION(cosh, 0, 1, -kInfinity, kInfinity)
REAL_FUNCTION(tanh, 0, 0, -kInfinity, kInfinity)
REAL_FUNCTION(asinh, 0, 0, -kInfinity, kInfinity)
REAL_FUNCTION(acosh, 1, 0, 1, kInfinity)
#undef REAL_FUNCTION

bool is_unit(const Value& value) { return value.is_int() && (value.integer == 1 || value.integer == -1); }

Value run_atanh(Call& call) {
    static constexpr RealFunction function{"atanh", real::atanh, 0, 0, -1, 1};
    bool at_pole = call[0].is_float() ? std::fabs(call[0].real) == 1 : is_unit(call[0]);
    if (at_pole) fail(DiagnosticId::OutsideDomain, "`atanh`", to_text(call.runtime, call[0]));
    return apply(function, call[0]);
}

Value run_sqrt(Call& call) { return unary(call.runtime, UnaryOperator::SquareRoot, call[0]); }

Value run_cbrt(Call& call) {
    Value x = call[0];
    if (x.is_float()) return float_result(real::cbrt(x.real), "cbrt");
    if (std::optional<Rational> root = exact_root(to_rational(x), 3)) return make_rational(call, *root);
    refuse_exact("cbrt", x);
}

Value run_hypot(Call& call) {
    Value x = call[0], y = call[1];
    if (x.is_float() || y.is_float()) return float_result(real::hypot(to_double(x, "hypot"), to_double(y, "hypot")), "hypot");
    Rational a = to_rational(x), b = to_rational(y);
    Value square = make_rational(call, a * a + b * b);
    return unary(call.runtime, UnaryOperator::SquareRoot, square);
}

Value run_atan2(Call& call) {
    Value y = call[0], x = call[1];
    if (y.is_float() || x.is_float()) {
        if (is_zero(x) && is_zero(y)) fail(DiagnosticId::OutsideDomain, "`atan2`", "0, 0");
        return float_result(real::atan2(to_double(y, "atan2"), to_double(x, "atan2")), "atan2");
    }
    if (is_zero(y)) {
        if (is_zero(x)) fail(DiagnosticId::OutsideDomain, "`atan2`", "0, 0");
        if (sign_of(x) > 0) return Value::of_int(0);
    }
    not_exact_yet("exact values of `atan2` are", "Use `atan2(1.0f, 2.0f)` for a float.");
}

// ── logarithms ──────────────────────────────────────────────────────────────────────────────────────────────

// The natural logarithm of a positive exact number of any size, as a double.
double log_of(const Rational& x) {
    double value = x.to_double();
    if (std::isfinite(value) && value > 0) return real::log(value);
    constexpr double kLog2 = 0.69314718055994530942;
    return (log2_magnitude(x.numerator()) - log2_magnitude(x.denominator())) * kLog2;
}

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

Value logarithm(Call& call, std::string_view name, const Value& x, const Value* base, double (*evaluate)(double)) {
    if (is_zero(x)) fail(DiagnosticId::OutsideDomain, fmt::format("`{}`", name), "0");
    if (sign_of(x) < 0) refuse_complex(name);
    if (x.is_float()) return float_result(evaluate(x.real), name);
    if (x.is_int() && x.integer == 1) return Value::of_int(0);
    if (base != nullptr)
        if (std::optional<Rational> exact = rational_log(to_rational(*base), to_rational(x))) return make_rational(call, *exact);
    refuse_exact(name, x);
}

Value run_log(Call& call) { return logarithm(call, "log", call[0], nullptr, real::log); }

Value run_log10(Call& call) {
    Value base = Value::of_int(10);
    return logarithm(call, "log10", call[0], &base, real::log10);
}

Value run_log2(Call& call) {
    Value base = Value::of_int(2);
    return logarithm(call, "log2", call[0], &base, real::log2);
}

Value run_log1p(Call& call) {
    static constexpr RealFunction function{"log1p", real::log1p, 0, 0, -1, kInfinity};
    bool at_pole = call[0].is_float() ? call[0].real == -1 : call[0].is_int() && call[0].integer == -1;
    if (at_pole) fail(DiagnosticId::OutsideDomain, "`log1p`", "-1");
    return apply(function, call[0]);
}

Value run_expm1(Call& call) {
    static constexpr RealFunction function{"expm1", real::expm1, 0, 0, -kInfinity, kInfinity};
    return apply(function, call[0]);
}

Value run_logBASE(Call& call) {
    Value base = call[0], x = call[1];
    if (is_zero(base) || (base.is_exact() && to_rational(base) == Rational(1)) || (base.is_float() && base.real == 1))
        fail(DiagnosticId::OutsideDomain, "a logarithm to the base", to_text(call.runtime, base));
    if (is_zero(x)) fail(DiagnosticId::OutsideDomain, "`logBASE`", "0");
    if (sign_of(base) < 0 || sign_of(x) < 0) refuse_complex("logBASE");
    if (base.is_float() || x.is_float()) {
        auto natural = [](const Value& value) { return value.is_float() ? real::log(value.real) : log_of(to_rational(value)); };
        return float_result(natural(x) / natural(base), "logBASE");
    }
    if (std::optional<Rational> exact = rational_log(to_rational(base), to_rational(x))) return make_rational(call, *exact);
    not_exact_yet("exact values of `logBASE` are", "Make one argument a float, such as `2.0f`.");
}

const Builtin records[] = {
    {.signature = "sqrt(x: Number) -> Number",
     .summary = "The principal square root.",
     .examples = {{"sqrt(144)", "12"}, {"sqrt(4/9)", "2/3"}, {"sqrt(2.25f)", "1.5"}},
     .raises = {DiagnosticId::NotAvailableYet},
     .run = run_sqrt},
    {.signature = "cbrt(x: Real) -> Real",
     .summary = "The real cube root.",
     .examples = {{"cbrt(27)", "3"}, {"cbrt(-8/27)", "-2/3"}, {"cbrt(-8.0f)", "-2"}},
     .raises = {DiagnosticId::NotAvailableYet},
     .run = run_cbrt},
    {.signature = "hypot(x: Real, y: Real) -> Real",
     .summary = "The length of the hypotenuse, √(x^2 + y^2), without overflow on the way.",
     .examples = {{"hypot(3, 4)", "5"}, {"hypot(3.0f, 4)", "5"}},
     .raises = {DiagnosticId::NotAvailableYet},
     .run = run_hypot},
    {.signature = "exp(x: Real) -> Real",
     .summary = "e to the power x.",
     .examples = {{"exp(0)", "1"}, {"exp(1.0f)", "2.718281828459045"}, {"exp(1000.0f)", "!LimitError"}},
     .raises = {DiagnosticId::FloatOverflow, DiagnosticId::NotAvailableYet},
     .run = run_exp},
    {.signature = "expm1(x: Real) -> Real",
     .summary = "exp(x) - 1, accurate for small x.",
     .examples = {{"expm1(0)", "0"}, {"expm1(0.0f)", "0"}},
     .raises = {DiagnosticId::FloatOverflow, DiagnosticId::NotAvailableYet},
     .run = run_expm1},
    {.signature = "log(x: Real) -> Real",
     .summary = "The natural logarithm.",
     .examples = {{"log(1)", "0"}, {"log(10.0f)", "2.302585092994046"}, {"log(0)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain, DiagnosticId::NotAvailableYet},
     .aliases = "ln math::ln",
     .run = run_log},
    {.signature = "log1p(x: Real) -> Real",
     .summary = "log(1 + x), accurate for small x.",
     .examples = {{"log1p(0)", "0"}, {"log1p(-1)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain, DiagnosticId::NotAvailableYet},
     .run = run_log1p},
    {.signature = "log10(x: Real) -> Real",
     .summary = "The logarithm to the base 10.",
     .examples = {{"log10(1000)", "3"}, {"log10(1/100)", "-2"}, {"log10(100.0f)", "2"}},
     .raises = {DiagnosticId::OutsideDomain, DiagnosticId::NotAvailableYet},
     .run = run_log10},
    {.signature = "log2(x: Real) -> Real",
     .summary = "The logarithm to the base 2.",
     .examples = {{"log2(1024)", "10"}, {"log2(1/8)", "-3"}, {"log2(8.0f)", "3"}},
     .raises = {DiagnosticId::OutsideDomain, DiagnosticId::NotAvailableYet},
     .run = run_log2},
    {.signature = "logBASE(base: Real, x: Real) -> Real",
     .summary = "The logarithm of x to a base.",
     .examples = {{"logBASE(2, 8)", "3"}, {"logBASE(8, 4)", "2/3"}, {"logBASE(4/9, 27/8)", "-3/2"},
                  {"logBASE(1, 5)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain, DiagnosticId::NotAvailableYet},
     .run = run_logBASE},
    {.signature = "sin(x: Real) -> Real",
     .summary = "The sine of an angle in radians.",
     .examples = {{"sin(0)", "0"}, {"sin(1.0f)", "0.8414709848078965"}},
     .raises = {DiagnosticId::NotAvailableYet},
     .run = run_sin},
    {.signature = "cos(x: Real) -> Real",
     .summary = "The cosine of an angle in radians.",
     .examples = {{"cos(0)", "1"}, {"cos(1.0f)", "0.5403023058681398"}},
     .raises = {DiagnosticId::NotAvailableYet},
     .run = run_cos},
    {.signature = "tan(x: Real) -> Real",
     .summary = "The tangent of an angle in radians.",
     .examples = {{"tan(0)", "0"}, {"tan(0.0f)", "0"}},
     .raises = {DiagnosticId::NotAvailableYet},
     .run = run_tan},
    {.signature = "asin(x: Real) -> Real",
     .summary = "The angle in [-π/2, π/2] whose sine is x.",
     .examples = {{"asin(0)", "0"}, {"asin(1.0f)", "1.5707963267948966"}, {"asin(2.0f)", "!DomainError"}},
     .raises = {DiagnosticId::NotAvailableYet},
     .run = run_asin},
    {.signature = "acos(x: Real) -> Real",
     .summary = "The angle in [0, π] whose cosine is x.",
     .examples = {{"acos(1)", "0"}, {"acos(-1.0f)", "3.141592653589793"}},
     .raises = {DiagnosticId::NotAvailableYet},
     .run = run_acos},
    {.signature = "atan(x: Real) -> Real",
     .summary = "The angle in (-π/2, π/2) whose tangent is x.",
     .examples = {{"atan(0)", "0"}, {"atan(1.0f)", "0.7853981633974483"}},
     .raises = {DiagnosticId::NotAvailableYet},
     .run = run_atan},
    {.signature = "atan2(y: Real, x: Real) -> Real",
     .summary = "The angle of the point (x, y) in (-π, π].",
     .examples = {{"atan2(0, 5)", "0"}, {"atan2(1.0f, 1)", "0.7853981633974483"}, {"atan2(0, 0)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain, DiagnosticId::NotAvailableYet},
     .run = run_atan2},
    {.signature = "sinh(x: Real) -> Real",
     .summary = "The hyperbolic sine.",
     .examples = {{"sinh(0)", "0"}, {"sinh(0.0f)", "0"}},
     .raises = {DiagnosticId::FloatOverflow, DiagnosticId::NotAvailableYet},
     .run = run_sinh},
    {.signature = "cosh(x: Real) -> Real",
     .summary = "The hyperbolic cosine.",
     .examples = {{"cosh(0)", "1"}, {"cosh(0.0f)", "1"}},
     .raises = {DiagnosticId::FloatOverflow, DiagnosticId::NotAvailableYet},
     .run = run_cosh},
    {.signature = "tanh(x: Real) -> Real",
     .summary = "The hyperbolic tangent.",
     .examples = {{"tanh(0)", "0"}, {"tanh(100.0f)", "1"}},
     .raises = {DiagnosticId::NotAvailableYet},
     .run = run_tanh},
    {.signature = "asinh(x: Real) -> Real",
     .summary = "The inverse of the hyperbolic sine.",
     .examples = {{"asinh(0)", "0"}},
     .raises = {DiagnosticId::NotAvailableYet},
     .run = run_asinh},
    {.signature = "acosh(x: Real) -> Real",
     .summary = "The inverse of the hyperbolic cosine, for x >= 1.",
     .examples = {{"acosh(1)", "0"}},
     .raises = {DiagnosticId::NotAvailableYet},
     .run = run_acosh},
    {.signature = "atanh(x: Real) -> Real",
     .summary = "The inverse of the hyperbolic tangent, for -1 < x < 1.",
     .examples = {{"atanh(0)", "0"}, {"atanh(1)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain, DiagnosticId::NotAvailableYet},
     .run = run_atanh},
};

} // namespace

Records elementary_builtins() { return records; }

} // namespace rumina::library
