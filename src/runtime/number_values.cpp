#include "runtime/number_values.h"

#include <cmath>

namespace rumina {

Rational rational_of_integer(const Value& value) { return value.is_int() ? Rational(value.integer) : Rational(value.as<BigIntObject>()->value); }

double double_of(const Value& value, std::string_view operation) {
    switch (value.kind()) {
    case Tag::Int: return static_cast<double>(value.integer);
    case Tag::Float: return value.real;
    case Tag::BigInt: {
        double nearest = value.as<BigIntObject>()->value.to_double();
        if (std::isinf(nearest)) fail(DiagnosticId::FloatOverflow, operation);
        return nearest;
    }
    default: {
        double nearest = value.as<RationalObject>()->value.to_double();
        if (std::isinf(nearest)) fail(DiagnosticId::FloatOverflow, operation);
        return nearest;
    }
    }
}

Value checked_float(double result, std::string_view operation) {
    if (std::isfinite(result)) return Value::of_float(result);
    if (std::isnan(result)) fail(DiagnosticId::FloatNotANumber, operation);
    fail(DiagnosticId::FloatOverflow, operation);
}

int sign_of(const Value& value) {
    switch (value.kind()) {
    case Tag::Int: return (value.integer > 0) - (value.integer < 0);
    case Tag::Float: return (value.real > 0) - (value.real < 0);
    case Tag::BigInt: return value.as<BigIntObject>()->value.sign();
    default: return value.as<RationalObject>()->value.sign();
    }
}

namespace {

int compare_int_to_double(std::int64_t a, double b) {
    if (b >= 0x1p63) return -1;
    if (b < -0x1p63) return 1;
    auto whole = static_cast<std::int64_t>(b);
    if (a != whole) return a < whole ? -1 : 1;
    double rest = b - static_cast<double>(whole); // exact: `whole` came from a double
    return rest > 0 ? -1 : rest < 0 ? 1 : 0;
}

int compare_exact_to_double(const Value& a, double b) {
    if (a.is_int()) return compare_int_to_double(a.integer, b);
    Rational scratch;
    return compare(rational_of(a, scratch), b);
}

} // namespace

int compare_reals(const Value& a, const Value& b) {
    if ((a.tag | b.tag) == 0) return (a.integer > b.integer) - (a.integer < b.integer);
    if (a.is_float()) {
        if (b.is_float()) return (a.real > b.real) - (a.real < b.real);
        return -compare_exact_to_double(b, a.real);
    }
    if (b.is_float()) return compare_exact_to_double(a, b.real);
    if (a.is_integer() && b.is_integer()) {
        Integer scratch_a, scratch_b;
        return compare(integer_of(a, scratch_a), integer_of(b, scratch_b));
    }
    Rational scratch_a, scratch_b;
    return compare(rational_of(a, scratch_a), rational_of(b, scratch_b));
}

} // namespace rumina
