// Powers and square roots of numbers: rational results here, the others by the algebra library. The operator takes the real root of a negative
// base when the exponent's reduced denominator is odd, as in (-8)^(1/3) = -2.
#include <cmath>
#include <optional>

#include "number/real.h"
#include "runtime/container_operations.h"
#include "runtime/expression_operations.h"
#include "runtime/number_values.h"

namespace rumina {
namespace {

std::optional<std::int64_t> small_power(std::int64_t base, std::int64_t exponent) {
    std::int64_t result = 1;
    for (;;) {
        if ((exponent & 1) != 0 && __builtin_mul_overflow(result, base, &result)) return std::nullopt;
        exponent >>= 1;
        if (exponent == 0) return result;
        if (__builtin_mul_overflow(base, base, &base)) return std::nullopt;
    }
}

[[gnu::noinline]] Value rational_to_integer(Runtime& runtime, const Value& a, const Integer& exponent) {
    Rational scratch;
    return runtime.heap.rational(power(rational_of(a, scratch), exponent));
}

[[gnu::noinline]] Value exact_to_integer(Runtime& runtime, const Value& a, const Value& b) {
    if ((a.tag | b.tag) == 0 && b.integer >= 0)
        if (std::optional<std::int64_t> small = small_power(a.integer, b.integer)) return Value::of_int(*small);
    Integer exponent_scratch;
    const Integer& exponent = integer_of(b, exponent_scratch);
    if (a.is_integer() && exponent.sign() >= 0) {
        Integer scratch;
        return runtime.heap.integer(power(integer_of(a, scratch), exponent));
    }
    return rational_to_integer(runtime, a, exponent);
}

/// |base|^exponent as a float, 0 and its errors included.
double power_of_magnitude(double base, double exponent) {
    base = std::fabs(base);
    if (base == 0) {
        if (exponent < 0) fail(DiagnosticId::ZeroToNegative);
        return exponent == 0 ? 1 : 0;
    }
    return real::pow(base, exponent);
}

[[gnu::noinline]] Value float_to_integer(double base, const Value& b) {
    // An exponent beyond the doubles is as good as infinity; its parity is still the exact one.
    Integer scratch;
    const Integer& exponent = integer_of(b, scratch);
    double result = power_of_magnitude(base, exponent.to_double());
    return checked_float(base < 0 && exponent.is_odd() ? -result : result, "^");
}

/// One of them a float, the exponent not an exact integer.
[[gnu::noinline]] Value float_power(Runtime& runtime, const Value& a, const Value& b) {
    double base = double_of(a, "^"), exponent = double_of(b, "^");
    double result = power_of_magnitude(base, exponent);
    if (base >= 0) return checked_float(result, "^");
    if (b.is_float()) {
        if (exponent != std::trunc(exponent)) return irrational_power(runtime, a, b);
        return checked_float(std::fmod(exponent, 2) != 0 ? -result : result, "^");
    }
    const Rational& exact = b.as<RationalObject>()->value;
    if (!exact.denominator().is_odd()) return irrational_power(runtime, a, b);
    return checked_float(exact.numerator().is_odd() ? -result : result, "^");
}

[[gnu::noinline]] Value exact_root_power(Runtime& runtime, const Value& a, const Value& b) {
    const Rational& exponent = b.as<RationalObject>()->value;
    if (sign_of(a) == 0) {
        if (exponent.sign() < 0) fail(DiagnosticId::ZeroToNegative);
        return Value::of_int(0);
    }
    Rational scratch;
    const Rational& base = rational_of(a, scratch);
    const Integer& degree = exponent.denominator();
    if (base.sign() < 0 && !degree.is_odd()) return irrational_power(runtime, a, b);
    std::optional<Rational> root;
    if (base.abs() == Rational(1)) root = base;
    else if (degree.fits_int64() && degree.to_int64() <= UINT32_MAX)
        root = exact_root(base, static_cast<std::uint32_t>(degree.to_int64()));
    if (!root) return irrational_power(runtime, a, b);
    return runtime.heap.rational(power(*root, exponent.numerator()));
}

} // namespace

Value power(Runtime& runtime, Value a, Value b) {
    if (!a.is_real() || !b.is_real()) return combine(runtime, BinaryOperator::Power, a, b);
    if (b.is_integer()) return a.is_float() ? float_to_integer(a.real, b) : exact_to_integer(runtime, a, b);
    if (a.is_float() || b.is_float()) return float_power(runtime, a, b);
    return exact_root_power(runtime, a, b);
}

Value square_root(Runtime& runtime, const Value& a) {
    if (!a.is_number()) refuse(UnaryOperator::SquareRoot, a);
    if (!a.is_real() || sign_of(a) < 0) return expression_root(runtime, a);
    if (a.is_float()) return Value::of_float(std::sqrt(a.real));
    Rational scratch;
    std::optional<Rational> root = exact_root(rational_of(a, scratch), 2);
    if (!root) return expression_root(runtime, a);
    return runtime.heap.rational(std::move(*root));
}

} // namespace rumina
