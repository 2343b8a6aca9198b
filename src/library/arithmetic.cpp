// Arithmetic on reals: signs, rounding, division, powers, extremes and sums. Exact in, exact out; a float makes the
// result a float. Trigonometry and logarithms are in elementary.cpp, number theory in integers.cpp.
#include <algorithm>
#include <cmath>

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "library/forms.h"
#include "library/functions.h"
#include "library/topics.h"
#include "number/real.h"
#include "runtime/number_values.h"

namespace rumina::library {
namespace {

using algebra::Expr;
using algebra::FunctionId;

Value run_abs(Call& call) {
    Value x = call[0];
    if (!x.is_real()) return apply_head(call, FunctionId::Abs);
    if (x.is_float()) return Value::of_float(std::fabs(x.real));
    return library::sign_of(x) < 0 ? negate(call.runtime, x) : x;
}

Value run_sign(Call& call) {
    return call[0].is_real() ? Value::of_int(library::sign_of(call[0])) : apply_head(call, FunctionId::Sign);
}

constexpr std::int64_t kMaxPlaces = 100000;

/// sign(x)·floor(|x| + shift): towards zero, or to the nearest with halves away from zero.
Expr away_from_zero(const Expr& x, const Expr& shift) {
    Expr size = algebra::apply_function(FunctionId::Abs, {x}) + shift;
    return algebra::apply_function(FunctionId::Sign, {x}) * algebra::apply_function(FunctionId::Floor, {size});
}

// The four roundings differ only in what they do to a rational and to a double.
template <Integer (*exact)(const Rational&), double (*approximate)(double)>
Value round_with(Call& call, Value x) {
    if (x.is_integer()) return x;
    if (x.is(Tag::Rational)) return make_integer(call, exact(x.as<RationalObject>()->value));
    return make_integer(call, Integer::from_double(approximate(x.real)));
}

double floor_double(double x) { return std::floor(x); }
double ceil_double(double x) { return std::ceil(x); }
double truncate_double(double x) { return std::trunc(x); }
double round_double(double x) { return std::round(x); } // halves away from zero, as the exact one

Value run_floor(Call& call) {
    Value x = exact_if_long_float(call, call[0]);
    return x.is_real() ? round_with<rumina::floor, floor_double>(call, x) : apply_head(call, FunctionId::Floor);
}
Value run_ceil(Call& call) {
    Value x = exact_if_long_float(call, call[0]);
    return x.is_real() ? round_with<rumina::ceil, ceil_double>(call, x) : apply_head(call, FunctionId::Ceil);
}
Value run_trunc(Call& call) {
    Value x = exact_if_long_float(call, call[0]);
    if (x.is_real()) return round_with<rumina::truncate, truncate_double>(call, x);
    return value_of(call.runtime, away_from_zero(operand(call, 0), Expr(0)));
}

Value run_round(Call& call) {
    Value exact = exact_if_long_float(call, call[0]);
    if (!call.has(1) && exact.is_real()) return round_with<rumina::round, round_double>(call, exact);
    if (!call[0].is_real()) {
        Expr scale = Expr(power(Rational(10), Integer(call.has(1) ? bounded(call, 1, -kMaxPlaces, kMaxPlaces) : 0)));
        return value_of(call.runtime, away_from_zero(operand(call, 0) * scale, algebra::half()) / scale);
    }
    std::int64_t places = bounded(call, 1, -kMaxPlaces, kMaxPlaces);
    if (call[0].is_float()) {
        // A double has no digit beyond 10^-1100 and none above 10^309.
        if (places > 1100) return call[0];
        if (places < -400) return Value::of_float(0);
        return float_result(real::round_to(call[0].real, static_cast<int>(places)), "round");
    }
    Rational scale = power(Rational(10), Integer(places));
    return make_rational(call, Rational(rumina::round(to_rational(call[0]) * scale)) / scale);
}

/// Of polynomials, folded from left to right. After a plain number text is a mistake, and without any expression so is a
/// fraction.
template <Expr (*combine)(const Expr&, const Expr&)>
Value fold_formulas(Call& call) {
    bool any_expression = call[0].is(Tag::String);
    for (std::size_t i = 0; i < call.count; ++i) any_expression = any_expression || call[i].is(Tag::Expression);
    if (!any_expression)
        for (std::size_t i = 0; i < call.count; ++i)
            if (!call[i].is_integer()) fail_kind(call, i, "an integer");
    Expr result = formula(call, 0);
    for (std::size_t i = 1; i < call.count; ++i) result = combine(result, formula(call, i));
    return value_of(call.runtime, result);
}

bool all_integers(const Call& call) {
    return std::all_of(call.arguments, call.arguments + call.count, [](const Value& value) { return value.is_integer(); });
}

Value run_gcd(Call& call) {
    if (!all_integers(call)) return fold_formulas<algebra::polynomial_gcd>(call);
    Integer result;
    for (std::size_t i = 0; i < call.count; ++i) result = gcd(result, to_integer(call[i]));
    return make_integer(call, result);
}

Value run_lcm(Call& call) {
    if (!all_integers(call)) return fold_formulas<algebra::polynomial_lcm>(call);
    Integer result(1);
    for (std::size_t i = 0; i < call.count; ++i) result = lcm(result, to_integer(call[i]));
    return make_integer(call, result);
}

Value run_idiv(Call& call) {
    Value a = call[0], b = call[1];
    if (is_zero(b)) fail(DiagnosticId::DivisionByZero);
    if (!a.is_real() || !b.is_real()) return value_of(call.runtime, away_from_zero(operand(call, 0) / operand(call, 1), Expr(0)));
    if (a.is_integer() && b.is_integer()) {
        Integer scratch_a, scratch_b;
        return make_integer(call, divide_truncated(integer_of(a, scratch_a), integer_of(b, scratch_b)));
    }
    Value quotient = divide(call.runtime, a, b);
    if (quotient.is_float()) return make_integer(call, Integer::from_double(quotient.real));
    return make_integer(call, truncate(to_rational(quotient)));
}

// Floored division: the remainder has the sign of the divisor.
Value floored_remainder(Call& call, Value a, Value b) {
    if (is_zero(b)) fail(DiagnosticId::DivisionByZero);
    if (!a.is_real() || !b.is_real())
        return value_of(call.runtime, algebra::apply_function(FunctionId::Mod, {operand(call, 0), operand(call, 1)}));
    if (a.is_integer() && b.is_integer()) {
        Integer scratch_a, scratch_b;
        return make_integer(call, remainder_floor(integer_of(a, scratch_a), integer_of(b, scratch_b)));
    }
    if (!a.is_float() && !b.is_float()) return make_rational(call, remainder_floor(to_rational(a), to_rational(b)));
    double divisor = to_double(b, "mod");
    double remainder = std::fmod(to_double(a, "mod"), divisor);
    if (remainder != 0 && (remainder < 0) != (divisor < 0)) remainder += divisor;
    return float_result(remainder, "mod");
}

Value run_mod(Call& call) { return floored_remainder(call, call[0], call[1]); }

Value run_divmod(Call& call) {
    Value remainder = floored_remainder(call, call[0], call[1]);
    Value quotient = divide(call.runtime, subtract(call.runtime, call[0], remainder), call[1]);
    if (quotient.is_float()) quotient = make_integer(call, Integer::from_double(std::round(quotient.real)));
    return make_array(call.runtime, {quotient, remainder});
}

Value run_pow(Call& call) { return power(call.runtime, call[0], call[1]); }
/// The operator n! is for integers; the function is Γ(x + 1) for every other number.
Value run_factorial(Call& call) {
    if (call[0].is_integer()) return factorial(call.runtime, call[0]);
    return apply_head(call, FunctionId::Factorial);
}

Value run_nPr(Call& call) {
    Integer n = to_integer(call[0]), r = to_integer(call[1]);
    if (n.sign() < 0 || r.sign() < 0) fail_argument(call, "both arguments must be non-negative");
    if (compare(r, n) > 0) return Value::of_int(0);
    return make_integer(call, falling_factorial(n, r));
}

Value run_nCr(Call& call) {
    if (!call[0].is_integer() || !call[1].is_integer()) return apply_head(call, FunctionId::Binomial);
    return make_integer(call, binomial(to_integer(call[0]), to_integer(call[1])));
}

Value run_clamp(Call& call) {
    Value x = call[0], low = call[1], high = call[2];
    if (is_symbolic(x) || is_symbolic(low) || is_symbolic(high)) {
        Expr above = algebra::apply_function(FunctionId::Max, {operand(call, 0), operand(call, 1)});
        return value_of(call.runtime, algebra::apply_function(FunctionId::Min, {above, operand(call, 2)}));
    }
    if (compare(low, high, "clamp") > 0) fail_argument(call, "the lower bound is above the upper bound");
    if (compare(x, low, "clamp") < 0) return low;
    return compare(x, high, "clamp") > 0 ? high : x;
}

// Of several arguments, or of the elements of one collection.
template <int wanted>
Value extreme(Call& call) {
    std::string_view name = name_of(call.builtin);
    Value best = Value::unset();
    std::vector<Expr> symbolic; // all of them, once one has free symbols
    auto consider = [&](Value value) {
        if (!symbolic.empty() || (is_symbolic(value) && is_operand(value))) {
            if (!is_operand(value)) compare(value, Value::of_int(0), name); // raises NotOrdered
            if (symbolic.empty() && !best.is_unset()) symbolic.push_back(expression_of(best));
            symbolic.push_back(expression_of(value));
        } else if (best.is_unset()) {
            if (!value.is_real() && !value.is(Tag::String)) compare(value, value, name); // raises NotOrdered
            best = value;
        } else if (compare(value, best, name) == wanted) {
            best = value;
        }
        return true;
    };
    if (call.count == 1 && !call[0].is_number()) {
        if (call[0].is(Tag::Range)) {
            // Monotonic: an end decides, however long the range is.
            auto* range = call[0].as<RangeObject>();
            std::uint64_t count = 0;
            count_elements(call.runtime, call[0], count);
            if (count == 0) fail(DiagnosticId::EmptyInput, name);
            bool rising = library::sign_of(range->step) > 0;
            if (rising == (wanted < 0)) return range->low;
            Value last = Value::of_int(-1);
            return get_index(call.runtime, call[0], &last, 1);
        }
        for_each(call.runtime, call[0], consider);
    } else {
        for (std::size_t i = 0; i < call.count; ++i) consider(call[i]);
    }
    if (!symbolic.empty())
        return value_of(call.runtime, algebra::apply_function(wanted < 0 ? FunctionId::Min : FunctionId::Max, symbolic));
    if (best.is_unset()) fail(DiagnosticId::EmptyInput, name);
    return best;
}

Value run_min(Call& call) { return extreme<-1>(call); }
Value run_max(Call& call) { return extreme<1>(call); }

/// Of a formula with a running symbol, not of a collection.
bool is_formula(const Call& call) {
    if (call[0].is_number() || call[0].is(Tag::String)) return true;
    if (call.has(1)) fail_argument(call, "of a collection it takes no more arguments");
    return false;
}

// What can stand in a sum or product. Strings cannot: `+` would join them, and one alone would pass unseen.
void require_term(const Value& value, std::string_view name) {
    bool fits = is_operand(value) || value.is(Tag::Array) || value.is(Tag::Vector) ||
                value.is(Tag::Matrix);
    if (!fits) fail(DiagnosticId::NotDefinedForOne, name, described(value));
}

Value run_sum(Call& call) {
    Runtime& runtime = call.runtime;
    if (is_formula(call)) return bound_form(call, FunctionId::Sum);
    if (call[0].is(Tag::Range)) {
        auto* range = call[0].as<RangeObject>();
        if (range->low.is_exact() && range->high.is_exact() && range->step.is_exact()) {
            // n terms of an arithmetic progression: any length costs the same.
            Rational low = to_rational(range->low), step = to_rational(range->step);
            Rational turns = (to_rational(range->high) - low) / step;
            if (turns.sign() < 0) return Value::of_int(0);
            Rational count(rumina::floor(turns) + Integer(1));
            Rational last = low + step * (count - Rational(1));
            return make_rational(call, count * (low + last) / Rational(2));
        }
    }
    Value total = Value::of_int(0);
    bool first = true;
    std::uint64_t count = 0;
    if (count_elements(runtime, call[0], count)) require_elements(runtime, count, "this collection");
    for_each(runtime, call[0], [&](Value element) {
        require_term(element, "sum");
        total = first ? element : add(runtime, total, element);
        first = false;
        return true;
    });
    return total;
}

Value run_product(Call& call) {
    Runtime& runtime = call.runtime;
    if (is_formula(call)) return bound_form(call, FunctionId::Product);
    std::vector<Value> factors = elements_of(runtime, call[0]);
    if (factors.empty()) return Value::of_int(1);
    for (const Value& factor : factors) require_term(factor, "product");
    // Neighbours first: exact factors of similar size multiply fastest, and floats and matrices keep their order.
    bool commutes_exactly = true;
    for (const Value& factor : factors) commutes_exactly = commutes_exactly && factor.is_exact();
    if (!commutes_exactly) {
        Value total = factors[0];
        for (std::size_t i = 1; i < factors.size(); ++i) total = multiply(runtime, total, factors[i]);
        return total;
    }
    while (factors.size() > 1) {
        std::size_t half = 0;
        for (std::size_t i = 0; i + 1 < factors.size(); i += 2) factors[half++] = multiply(runtime, factors[i], factors[i + 1]);
        if (factors.size() % 2 == 1) factors[half++] = factors.back();
        factors.resize(half);
    }
    return factors[0];
}

Value run_numerator(Call& call) {
    if (!call[0].is_exact()) return value_of(call.runtime, algebra::numerator(formula(call, 0)));
    return make_integer(call, to_rational(call[0]).numerator());
}
Value run_denominator(Call& call) {
    if (!call[0].is_exact()) return value_of(call.runtime, algebra::denominator(formula(call, 0)));
    return make_integer(call, to_rational(call[0]).denominator());
}

Value run_re(Call& call) { return call[0].is_real() ? call[0] : apply_head(call, FunctionId::Re); }
Value run_im(Call& call) { return call[0].is_real() ? Value::of_int(0) : apply_head(call, FunctionId::Im); }
Value run_conj(Call& call) { return call[0].is_real() ? call[0] : apply_head(call, FunctionId::Conj); }

Value run_arg(Call& call) {
    Value x = call[0];
    if (is_zero(x)) fail(DiagnosticId::OutsideDomain, "`arg`", "0");
    if (x.is_float()) return Value::of_float(real::atan2(0, x.real));
    return apply_head(call, FunctionId::Arg);
}

bool is_whole(const Value& value) { return value.is_integer() || (value.is_float() && std::trunc(value.real) == value.real); }

Value run_is_integer(Call& call) { return Value::of_bool(is_whole(call[0])); }

bool is_odd(const Value& value) { return value.is_int() ? (value.integer & 1) != 0 : value.as<BigIntObject>()->value.is_odd(); }

Value run_is_even(Call& call) { return Value::of_bool(!is_odd(call[0])); }
Value run_is_odd(Call& call) { return Value::of_bool(is_odd(call[0])); }

const Builtin records[] = {
    {.signature = "abs(x: Number) -> Number",
     .summary = "Distance of x from zero: the modulus of a complex number.",
     .examples = {{"abs(3+4i)", "5"}, {"abs(1 - sqrt(2))", "-1+√2"}, {"abs(-7/2)", "7/2"}, {"abs(-1.5f)", "1.5"}, {"abs(0)", "0"}},
     .run = run_abs},
    {.signature = "sign(x: Number) -> Number",
     .summary = "-1, 0 or 1 for a negative, zero or positive number; z/|z| for a complex one.",
     .examples = {{"sign(3 - pi)", "-1"}, {"sign(-3/4)", "-1"}, {"sign(0)", "0"}, {"sign(2.5f)", "1"}},
     .aliases = "sgn",
     .run = run_sign},
    {.signature = "floor(x: Number) -> Number",
     .summary = "The largest integer that is not above x.",
     .examples = {{"floor(-7/2)", "-4"}, {"floor(10*pi)", "31"}, {"floor(2.9f)", "2"}},
     .run = run_floor},
    {.signature = "ceil(x: Number) -> Number",
     .summary = "The smallest integer that is not below x.",
     .examples = {{"ceil(-7/2)", "-3"}, {"ceil(2.1f)", "3"}},
     .run = run_ceil},
    {.signature = "trunc(x: Number) -> Number",
     .summary = "The integer part of x, rounding towards zero.",
     .examples = {{"trunc(-7/2)", "-3"}, {"trunc(2.9f)", "2"}},
     .run = run_trunc},
    {.signature = "round(x: Number, places?: Integer) -> Number",
     .summary = "The nearest integer, or the nearest multiple of 10^-places; halves go away from zero.",
     .examples = {{"round(5/2)", "3"}, {"round(pi, 2)", "157/50"}, {"round(-2.5)", "-3"}, {"round(2.345, 2)", "47/20"}, {"round(1250, -2)", "1300"}},
     .raises = {DiagnosticId::InvalidArgument},
     .run = run_round},
    {.signature = "gcd(a: Number|String, ...more: Number|String) -> Number",
     .summary = "Greatest common divisor of integers, never negative, or of polynomials; gcd(0, 0) is 0.",
     .examples = {{"sym x; gcd(x^2 - 1, x^2 + 2*x + 1)", "x + 1"}, {"gcd(12, -18)", "6"}, {"gcd(0, 0)", "0"}, {"gcd(12, 18, 27)", "3"}},
     .raises = {DiagnosticId::ArgumentKind},
     .source = "[Knuth 1997] 4.5.2",
     .run = run_gcd},
    {.signature = "lcm(a: Number|String, ...more: Number|String) -> Number",
     .summary = "Least common multiple of integers, never negative, or of polynomials; 0 when an argument is 0.",
     .examples = {{"lcm(4, 6)", "12"}, {"lcm(5, 0)", "0"}},
     .raises = {DiagnosticId::ArgumentKind, DiagnosticId::NumberTooLarge},
     .run = run_lcm},
    {.signature = "idiv(a: Number, b: Number) -> Number",
     .summary = "The quotient a/b rounded towards zero.",
     .examples = {{"idiv(7, 2)", "3"}, {"idiv(-7, 2)", "-3"}, {"idiv(1, 0)", "!ZeroDivisionError"}},
     .raises = {DiagnosticId::DivisionByZero},
     .run = run_idiv},
    {.signature = "mod(a: Number, b: Number) -> Number",
     .summary = "The remainder of a/b with the sign of b (the operator % takes the sign of a).",
     .examples = {{"mod(-7, 3)", "2"}, {"mod(7, -3)", "-2"}, {"mod(7/2, 1)", "1/2"}, {"mod(1, 0)", "!ZeroDivisionError"}},
     .raises = {DiagnosticId::DivisionByZero},
     .run = run_mod},
    {.signature = "divmod(a: Number, b: Number) -> Array",
     .summary = "[q, r] with a = q*b + r, q an integer and r = mod(a, b).",
     .examples = {{"divmod(-7, 3)", "[-3, 2]"}, {"divmod(7/2, 1)", "[3, 1/2]"}},
     .raises = {DiagnosticId::DivisionByZero},
     .run = run_divmod},
    {.signature = "pow(base: Any, exponent: Any) -> Any",
     .summary = "The same as base ^ exponent.",
     .examples = {{"pow(2, 10)", "1024"}, {"pow(2, -2)", "1/4"}, {"pow(4/9, 1/2)", "2/3"}, {"pow(0, -1)", "!ZeroDivisionError"}},
     .raises = {DiagnosticId::ZeroToNegative, DiagnosticId::NumberTooLarge},
     .run = run_pow},
    {.signature = "factorial(n: Number) -> Number",
     .summary = "The product 1·2·…·n, the same as n!; for other numbers Γ(n + 1).",
     .examples = {{"factorial(0)", "1"}, {"factorial(1/2)", "1/2√π"}, {"factorial(20)", "2432902008176640000"}, {"factorial(-1)", "!DomainError"}},
     .raises = {DiagnosticId::FactorialOfNegative, DiagnosticId::NumberTooLarge},
     .run = run_factorial},
    {.signature = "nPr(n: Integer, r: Integer) -> Integer",
     .summary = "The number of ordered choices of r out of n things.",
     .examples = {{"nPr(5, 2)", "20"}, {"nPr(2, 5)", "0"}},
     .raises = {DiagnosticId::InvalidArgument, DiagnosticId::NumberTooLarge},
     .run = run_nPr},
    {.signature = "nCr(n: Number, r: Number) -> Number",
     .summary = "The number of unordered choices of r out of n things: the binomial coefficient.",
     .examples = {{"nCr(5, 2)", "10"}, {"binomial(-1, 3)", "-1"}, {"nCr(5, -1)", "0"}},
     .raises = {DiagnosticId::NumberTooLarge},
     .aliases = "binomial choose math::binomial",
     .run = run_nCr},
    {.signature = "clamp(x: Number, low: Number, high: Number) -> Number",
     .summary = "x, or the bound it passes.",
     .examples = {{"clamp(15, 0, 10)", "10"}, {"clamp(1/2, 0, 1)", "1/2"}, {"clamp(1, 2, 0)", "!ArgumentError"}},
     .raises = {DiagnosticId::InvalidArgument},
     .run = run_clamp},
    {.signature = "min(first: Any, ...more: Any) -> Any",
     .summary = "The smallest of the arguments, or of the elements of one collection; the first of equal ones.",
     .examples = {{"min(3, 1/2, 2)", "1/2"}, {"min([3, 1, 2])", "1"}, {"min(\"b\", \"a\")", "a"}, {"min([])", "!ArgumentError"}},
     .raises = {DiagnosticId::EmptyInput, DiagnosticId::NotOrdered},
     .methods = "array vec range set",
     .run = run_min},
    {.signature = "max(first: Any, ...more: Any) -> Any",
     .summary = "The largest of the arguments, or of the elements of one collection; the first of equal ones.",
     .examples = {{"max(3, 1/2, 2)", "3"}, {"max(3, pi, sqrt(10))", "√10"}, {"max([3, 1, 2])", "3"}, {"max(1..10^12)", "1000000000000"}},
     .raises = {DiagnosticId::EmptyInput, DiagnosticId::NotOrdered},
     .methods = "array vec range set",
     .run = run_max},
    {.signature = "sum(collection: Sequence|Set|Number|String, k?: Any, from?: Any, to?: Any) -> Any",
     .summary = "The sum of the elements, from left to right, 0 for none; or of a formula over a symbol: sum(f, k, a, b).",
     .examples = {{"sym k, n; sum(k^2, k, 1, 10)", "385"}, {"sym k, n, f; sum(f(k), k, 1, n)", "sum(f(k), k, 1, n)"},
                  {"sym k, n; sum(binomial(n, k)^2, k, 0, n)", "binomial(2*n, n)"}, {"sym k; sum(1/k^2, k, 1, inf)", "1/6π^2"},
                  {"sym k; N(sum(log(k)/k^2, k, 1, inf), 20)", "0.93754825431584375370"}, {"sum([1/2, 1/3, 1/6])", "1"}, {"sum([])", "0"}, {"sum(1..10^12)", "500000000000500000000000"},
                  {"sum([vec[1, 2], vec[3, 4]])", "vec[4, 6]"}},
     .raises = {DiagnosticId::NotDefinedFor},
     .methods = "array vec range set",
     .run = run_sum},
    {.signature = "product(collection: Sequence|Set|Number|String, k?: Any, from?: Any, to?: Any) -> Any",
     .summary = "The product of the elements, 1 for none; or of a formula over a symbol: product(f, k, a, b).",
     .examples = {{"sym k; product(k/2, k, 1, 4)", "3/2"}, {"sym k; product(1 + 1/k^2, k, 1, inf)", "sinh(π)/π"}, {"product([2, 3, 1/6])", "1"}, {"product(1..5)", "120"}, {"product([])", "1"}},
     .raises = {DiagnosticId::NotDefinedFor, DiagnosticId::NumberTooLarge},
     .methods = "array vec range set",
     .run = run_product},
    {.signature = "numerator(x: Formula) -> Number",
     .summary = "The numerator of a fraction in lowest terms, or of an expression as one quotient.",
     .examples = {{"sym x; numerator(x/(x + 1))", "x"}, {"numerator(6/4)", "3"}, {"numerator(5)", "5"}},
     .run = run_numerator},
    {.signature = "denominator(x: Formula) -> Number",
     .summary = "The denominator of a fraction in lowest terms, always positive, or of an expression as one quotient.",
     .examples = {{"sym x; denominator(x/(x + 1))", "x + 1"}, {"denominator(6/4)", "2"}, {"denominator(5)", "1"}},
     .run = run_denominator},
    {.signature = "re(z: Number) -> Number",
     .summary = "The real part of a number.",
     .examples = {{"re(5/2)", "5/2"}, {"re(3+4i)", "3"}},
     .aliases = "real math::real",
     .run = run_re},
    {.signature = "im(z: Number) -> Number",
     .summary = "The imaginary part of a number.",
     .examples = {{"im(5/2)", "0"}, {"im(3+4i)", "4"}},
     .aliases = "imag math::imag",
     .run = run_im},
    {.signature = "conj(z: Number) -> Number",
     .summary = "The complex conjugate of a number.",
     .examples = {{"conj(5/2)", "5/2"}, {"conj(3+4i)", "3-4i"}},
     .run = run_conj},
    {.signature = "arg(z: Number) -> Number",
     .summary = "The angle of a number in the complex plane, in radians, in (-π, π].",
     .examples = {{"arg(3)", "0"}, {"arg(-1)", "π"}, {"arg(1+i)", "1/4π"}, {"arg(0)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain},
     .run = run_arg},
    {.signature = "is_integer(x: Any) -> Bool",
     .summary = "Whether x is a number without a fractional part.",
     .examples = {{"is_integer(6/3)", "true"}, {"is_integer(1/2)", "false"}, {"is_integer(\"1\")", "false"}},
     .run = run_is_integer},
    {.signature = "is_even(n: Integer) -> Bool",
     .summary = "Whether 2 divides n.",
     .examples = {{"is_even(-4)", "true"}, {"is_even(7)", "false"}},
     .run = run_is_even},
    {.signature = "is_odd(n: Integer) -> Bool",
     .summary = "Whether 2 does not divide n.",
     .examples = {{"is_odd(-3)", "true"}, {"is_odd(0)", "false"}},
     .run = run_is_odd},
};

} // namespace

Records arithmetic_builtins() { return records; }

} // namespace rumina::library
