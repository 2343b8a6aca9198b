#include "runtime/range_values.h"

#include <cmath>

#include "runtime/number_values.h"

namespace rumina {
namespace {

bool is_exact_range(const RangeObject& range) { return range.low.is_exact() && range.high.is_exact() && range.step.is_exact(); }

double float_at(const RangeObject& range, double index) {
    return double_of(range.low, "..") + index * double_of(range.step, "..");
}

/// Values of a range with a float part; a double because it need not fit an integer type.
double float_size(const RangeObject& range) {
    double low = double_of(range.low, ".."), high = double_of(range.high, ".."), step = double_of(range.step, "..");
    if (step > 0 ? low > high : low < high) return 0;
    double last = std::floor(high / step - low / step);
    // The quotient is rounded; the definition is by the values themselves.
    auto inside = [&](double index) { return step > 0 ? float_at(range, index) <= high : float_at(range, index) >= high; };
    if (inside(last + 1)) ++last;
    else if (last > 0 && !inside(last)) --last;
    return last + 1;
}

} // namespace

bool passes_end(const RangeObject& range, const Value& value) {
    int order = compare_reals(value, range.high);
    return sign_of(range.step) > 0 ? order > 0 : order < 0;
}

Value range_size(Runtime& runtime, const RangeObject& range) {
    if (range.step.is_int() && range.step.integer == 1 && range.low.is_int() && range.high.is_int()) {
        std::int64_t last;
        if (range.low.integer > range.high.integer) return Value::of_int(0);
        if (!__builtin_sub_overflow(range.high.integer, range.low.integer, &last) && last != INT64_MAX) return Value::of_int(last + 1);
    }
    if (passes_end(range, range.low)) return Value::of_int(0);
    if (!is_exact_range(range)) {
        double size = float_size(range);
        if (!std::isfinite(size)) fail(DiagnosticId::FloatOverflow, "..");
        return runtime.heap.integer(Integer::from_double(size));
    }
    Rational low, high, step;
    Rational turns = (rational_of(range.high, high) - rational_of(range.low, low)) / rational_of(range.step, step);
    return runtime.heap.integer(floor(turns) + Integer(1));
}

Value range_at(Runtime& runtime, const RangeObject& range, const Value& index) {
    if (is_exact_range(range)) return add(runtime, range.low, multiply(runtime, index, range.step));
    return checked_float(float_at(range, double_of(index, "..")), "..");
}

bool range_contains(const RangeObject& range, const Value& item) {
    if (!item.is_real() || passes_end(range, item)) return false;
    int order = compare_reals(item, range.low);
    if (sign_of(range.step) > 0 ? order < 0 : order > 0) return false;
    if (is_exact_range(range)) {
        Rational value, low, step;
        Rational exact = item.is_float() ? Rational::from_double(item.real) : rational_of(item, value);
        return ((exact - rational_of(range.low, low)) / rational_of(range.step, step)).is_integer();
    }
    double step = double_of(range.step, "..");
    double index = std::round(double_of(item, "..") / step - double_of(range.low, "..") / step);
    // The division may miss by one where values are dense.
    for (double near = index - 1; near <= index + 1; ++near)
        if (near >= 0 && near < float_size(range) && compare_reals(item, Value::of_float(float_at(range, near))) == 0) return true;
    return false;
}

} // namespace rumina
