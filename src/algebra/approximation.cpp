// Floats from exact constants and from operations on floats. Real doubles go through the reproducible functions of
// number/real.h; everything else is enclosed in balls and rounded, which gives the same bits on every platform.
#include <cmath>

#include "algebra/enclosure.h"
#include "algebra/functions/function.h"
#include "algebra/numeric.h"
#include "diagnostics/diagnostic.h"
#include "number/ball_functions.h"
#include "number/real.h"

namespace rumina::algebra {
namespace {

constexpr long kPrecisions[] = {96, 256, 1024};

/// The nearest double of a real part. A part that is enclosed ever more tightly around 0 is taken for 0: `last` says that
/// no higher precision will be tried.
std::optional<double> nearest_double(const Ball& part, bool last) {
    if (part.is_zero()) return 0.0;
    if (std::optional<BigFloat> rounded = BigFloat::from_ball_bits(part, 53)) return rounded->to_double();
    if (last && part.contains_zero() && part.log2_upper() < -400) return 0.0;
    return std::nullopt;
}

/// Rounds enclosures of growing precision until both parts are known to the last bit of a double.
template <typename Enclose>
std::optional<Number> round_to_number(Enclose enclose_with, std::string_view operation) {
    for (long precision : kPrecisions) {
        Ball ball = enclose_with(precision);
        if (!ball.is_finite()) continue;
        bool last = precision == kPrecisions[2];
        std::optional<double> re = nearest_double(ball.real(), last), im = nearest_double(ball.imag(), last);
        if (re && im) return Number::complex_float(*re, *im, operation);
    }
    return std::nullopt;
}

} // namespace

Number approximate(const Expr& e) {
    if (e.is_number()) {
        const Number& n = e.number();
        return n.is_float() ? n : Number::complex_float(n.float_re(), n.float_im());
    }
    std::optional<Number> value = round_to_number([&](long precision) { return enclose(e, precision); }, "float");
    if (!value) fail(DiagnosticId::NotDecided, "this constant has a value", "Its value could not be enclosed.");
    return *value;
}

Number float_power(const Number& base, const Number& exponent) {
    if (base.is_zero()) {
        if (exponent.is_real() && exponent.sign() > 0) return Number::real_float(0);
        if (exponent.is_zero()) return Number::real_float(1);
        fail(DiagnosticId::ZeroToNegative);
    }
    if (exponent.is_integer() && base.is_float()) return base.pow(exponent.integer());
    if (base.is_real() && exponent.is_real() && base.sign() > 0)
        return Number::real_float(real::pow(base.float_re(), exponent.float_re()), "^");
    auto enclosed = [&](long precision) { return ball::pow(ball_of(base, precision), ball_of(exponent, precision), precision); };
    std::optional<Number> value = round_to_number(enclosed, "^");
    if (!value) fail(DiagnosticId::FloatNotANumber, "^");
    return *value;
}

std::optional<Number> float_function(FunctionId head, std::span<const Expr> arguments) {
    const Function& f = function(head);
    if (f.evaluate_double != nullptr && arguments.size() == 1 && arguments[0].is_number() && arguments[0].number().is_real()) {
        double value = f.evaluate_double(arguments[0].number().float_re());
        if (std::isinf(value)) fail(DiagnosticId::FloatOverflow, name_of(head));
        if (!std::isnan(value)) return Number::real_float(value, name_of(head));
    }
    if (f.evaluate == nullptr) return std::nullopt;
    auto enclosed = [&](long precision) {
        std::vector<Ball> balls;
        for (const Expr& a : arguments) balls.push_back(enclose(a, precision));
        return f.evaluate(balls, precision);
    };
    std::optional<Number> value = round_to_number(enclosed, name_of(head));
    if (!value) fail(DiagnosticId::FloatNotANumber, name_of(head));
    return value;
}

} // namespace rumina::algebra
