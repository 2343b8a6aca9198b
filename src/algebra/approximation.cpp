// Floats from exact constants and from operations on floats. Real doubles go through the reproducible functions of
// number/real.h; everything else is enclosed in balls and rounded, which gives the same bits on every platform.
#include <cmath>
#include <cstdint>

#include "algebra/enclosure.h"
#include "algebra/functions/function.h"
#include "algebra/nearest_number.h"
#include "algebra/numeric.h"
#include "algebra/quadrature.h"
#include "diagnostics/diagnostic.h"
#include "number/ball_functions.h"
#include "number/real.h"

namespace rumina::algebra {
namespace {

constexpr std::int64_t kDoublePrecision = 53;

/// The smallest precision of the floats among numbers.
std::int64_t common_precision(std::initializer_list<const Number*> numbers) {
    std::int64_t precision = INT64_MAX;
    for (const Number* n : numbers)
        if (n->is_float()) precision = std::min(precision, n->precision_bits());
    return precision;
}

/// The smallest precision of the floats inside expressions.
std::int64_t common_precision(std::span<const Expr> arguments) {
    std::int64_t precision = INT64_MAX;
    for (const Expr& a : arguments) {
        if (a.is_number() && a.number().is_float()) precision = std::min(precision, a.number().precision_bits());
        if (a.is(FunctionId::List)) precision = std::min(precision, common_precision(a.arguments()));
    }
    return precision;
}

} // namespace

Number approximate(const Expr& e, std::int64_t precision) {
    if (e.is_number()) {
        const Number& n = e.number();
        if (n.is_float()) return n.with_precision_at_most(precision);
        if (precision == kDoublePrecision) return Number::complex_float(n.float_re(), n.float_im());
        return Number::big_complex(n.big_re(precision), n.big_im(precision));
    }
    GrowingEnclosure enclosure(e);
    std::optional<Number> value = nearest_number([&](std::int64_t working) { return enclosure(working); }, precision, has_integrals(e));
    if (!value) fail(DiagnosticId::NotDecided, "this constant has a value", "Its value could not be enclosed.");
    return *value;
}

Number float_power(const Number& base, const Number& exponent) {
    if (base.is_zero()) {
        std::int64_t precision = common_precision({&base, &exponent});
        if (exponent.is_real() && exponent.sign() > 0) return Number::big_float(BigFloat::from_integer(Integer(0), precision));
        if (exponent.is_zero()) return Number::big_float(BigFloat::from_integer(Integer(1), precision));
        fail(DiagnosticId::ZeroToNegative);
    }
    if (exponent.is_integer() && base.is_float()) return base.pow(exponent.integer());
    if (!base.is_big() && !exponent.is_big() && base.is_real() && exponent.is_real() && base.sign() > 0)
        return Number::real_float(real::pow(base.float_re(), exponent.float_re()), "^");
    auto enclosed = [&](std::int64_t precision) { return ball::pow(ball_of(base, precision), ball_of(exponent, precision), precision); };
    std::optional<Number> value = nearest_number(enclosed, common_precision({&base, &exponent}));
    if (!value) fail(DiagnosticId::FloatNotANumber, "^");
    return *value;
}

std::optional<Number> float_function(FunctionId head, std::span<const Expr> arguments) {
    const Function& f = function(head);
    if (f.evaluate_double != nullptr && arguments.size() == 1 && arguments[0].is_number() && arguments[0].number().is_real() &&
        !arguments[0].number().is_big()) {
        double value = f.evaluate_double(arguments[0].number().float_re());
        if (std::isinf(value)) fail(DiagnosticId::FloatOverflow, name_of(head));
        if (!std::isnan(value)) return Number::real_float(value, name_of(head));
    }
    if (f.evaluate == nullptr && f.enclose_form == nullptr) return std::nullopt;
    Expr application = make_function(head, arguments);
    auto enclosed = [&](std::int64_t precision) { return enclose(application, precision); };
    std::optional<Number> value = nearest_number(enclosed, common_precision(arguments));
    if (!value && f.evaluate != nullptr) fail(DiagnosticId::FloatNotANumber, name_of(head));
    return value;
}

} // namespace rumina::algebra
