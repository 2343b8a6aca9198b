// Doubles. The functions are musl's under a prefix, so that every build gives the same bits. Text is read exactly:
// short decimals by one IEEE operation, all others through a Rational, never through the platform.
#include "number/real.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "number/decimal_text.h"
#include "number/rational.h"
#include "number/size_limit.h"

extern "C" {
double rumina_libm_sin(double);
double rumina_libm_cos(double);
double rumina_libm_tan(double);
double rumina_libm_asin(double);
double rumina_libm_acos(double);
double rumina_libm_atan(double);
double rumina_libm_atan2(double, double);
double rumina_libm_sinh(double);
double rumina_libm_cosh(double);
double rumina_libm_tanh(double);
double rumina_libm_asinh(double);
double rumina_libm_acosh(double);
double rumina_libm_atanh(double);
double rumina_libm_exp(double);
double rumina_libm_expm1(double);
double rumina_libm_log(double);
double rumina_libm_log1p(double);
double rumina_libm_log2(double);
double rumina_libm_log10(double);
double rumina_libm_pow(double, double);
double rumina_libm_cbrt(double);
double rumina_libm_hypot(double, double);
double rumina_libm_erf(double);
double rumina_libm_tgamma(double);
double rumina_libm_lgamma(double);
}

namespace rumina::real {

double sin(double x) { return rumina_libm_sin(x); }
double cos(double x) { return rumina_libm_cos(x); }
double tan(double x) { return rumina_libm_tan(x); }
double asin(double x) { return rumina_libm_asin(x); }
double acos(double x) { return rumina_libm_acos(x); }
double atan(double x) { return rumina_libm_atan(x); }
double atan2(double y, double x) { return rumina_libm_atan2(y, x); }
double sinh(double x) { return rumina_libm_sinh(x); }
double cosh(double x) { return rumina_libm_cosh(x); }
double tanh(double x) { return rumina_libm_tanh(x); }
double asinh(double x) { return rumina_libm_asinh(x); }
double acosh(double x) { return rumina_libm_acosh(x); }
double atanh(double x) { return rumina_libm_atanh(x); }
double exp(double x) { return rumina_libm_exp(x); }
double expm1(double x) { return rumina_libm_expm1(x); }
double log(double x) { return rumina_libm_log(x); }
double log1p(double x) { return rumina_libm_log1p(x); }
double log2(double x) { return rumina_libm_log2(x); }
double log10(double x) { return rumina_libm_log10(x); }
double pow(double x, double y) { return rumina_libm_pow(x, y); }
double cbrt(double x) { return rumina_libm_cbrt(x); }
double hypot(double x, double y) { return rumina_libm_hypot(x, y); }
double erf(double x) { return rumina_libm_erf(x); }
double gamma(double x) { return rumina_libm_tgamma(x); }
double lgamma(double x) { return rumina_libm_lgamma(x); }

namespace {

/// Powers of ten that a double holds exactly.
constexpr double kPowersOfTen[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                   1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

} // namespace

std::string to_string(double value) {
    if (std::isnan(value)) return "nan";
    if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
    if (value == 0) return "0";
    const std::string text = fmt::format("{}", std::fabs(value)); // the shortest digits that read back
    const std::size_t mark = std::min(text.find('e'), text.size()), dot = std::min(text.find('.'), mark);
    int point = static_cast<int>(dot); // where it stands among the digits
    if (mark < text.size()) point += std::stoi(text.substr(mark + 1));
    std::string digits = text.substr(0, dot);
    if (dot < mark) digits.append(text, dot + 1, mark - dot - 1);
    const std::size_t zeros = digits.find_first_not_of('0');
    digits.erase(0, zeros);
    digits.erase(digits.find_last_not_of('0') + 1);

    return lay_out_decimal(value < 0, std::move(digits), Integer(point - static_cast<int>(zeros)), TrailingZeros::Drop);
}

bool parse(std::string_view text, double& value) {
    LimitLifted lifted;
    std::optional<DecimalText> decimal = scan_decimal(text);
    if (!decimal || !decimal->repeating.empty()) return false;
    const double sign = decimal->negative ? -1.0 : 1.0;
    std::string& digits = decimal->digits;
    if (digits.empty()) {
        value = sign * 0.0;
        return true;
    }
    Integer power = decimal->exponent - Integer(static_cast<std::int64_t>(decimal->fraction_size));
    // 0.digits · 10^point: outside these bounds the result is 0 or infinity whatever the digits are.
    Integer point = power + Integer(static_cast<std::int64_t>(digits.size()));
    if (compare(point, Integer(310)) > 0 || compare(point, Integer(-324)) < 0) {
        value = point.sign() > 0 ? sign * HUGE_VAL : sign * 0.0;
        return true;
    }
    const std::int64_t exponent = power.to_int64();
    if (digits.size() <= 15 && exponent >= -22 && exponent <= 22) { // both operands exact, one rounding [Clinger 1990]
        double mantissa = static_cast<double>(Integer::parse(digits)->to_int64());
        value = sign * (exponent < 0 ? mantissa / kPowersOfTen[-exponent] : mantissa * kPowersOfTen[exponent]);
        return true;
    }
    Integer scale = rumina::power(Integer(10), power.abs());
    Integer mantissa = *Integer::parse(digits);
    Rational exact = exponent < 0 ? Rational::make(std::move(mantissa), std::move(scale)) : Rational(mantissa * scale);
    value = sign * exact.to_double();
    return true;
}

double round_to(double value, int digits) {
    // A double has at most 1074 decimal places, and is below half of 10^309.
    if (!std::isfinite(value) || value == 0 || digits >= 1074) return value;
    if (digits <= -309) return std::copysign(0.0, value);
    LimitLifted lifted;
    Rational scale = rumina::power(Rational(10), Integer(digits));
    Rational rounded = Rational(rumina::round(Rational::from_double(value) * scale)) / scale;
    return rounded.sign() == 0 ? std::copysign(0.0, value) : rounded.to_double();
}

} // namespace rumina::real
