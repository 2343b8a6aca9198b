// Doubles: elementary functions that give the same bits on every platform, and text.
// The functions are musl's (MIT), compiled under a prefix; nothing here may call the platform's libm except for
// operations IEEE 754 defines exactly (sqrt, fma-free + - * /, floor, ceil, trunc, fmod).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace rumina::real {

double sin(double x);
double cos(double x);
double tan(double x);
double asin(double x);
double acos(double x);
double atan(double x);
double atan2(double y, double x);
double sinh(double x);
double cosh(double x);
double tanh(double x);
double asinh(double x);
double acosh(double x);
double atanh(double x);
double exp(double x);
double expm1(double x);
double log(double x);
double log1p(double x);
double log2(double x);
double log10(double x);
double pow(double x, double y);
double cbrt(double x);
double hypot(double x, double y);
double erf(double x);
double gamma(double x);
double lgamma(double x);

/// As ECMAScript's Number::toString: the shortest digits that read back ("0.1", "1e+21", "-0" is "0").
std::string to_string(double value);
/// The double nearest to decimal text like "1.5", "2e-3", ".5", "12"; correctly rounded, ±infinity
/// above the largest double; false when it is no number.
bool parse(std::string_view text, double& value);
/// Rounded to `digits` decimal places, correctly (the exact binary value is rounded, halves away from zero);
/// negative `digits` round left of the point. Infinite when the rounded value passes the largest double.
double round_to(double value, int digits);

} // namespace rumina::real
