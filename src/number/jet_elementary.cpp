// Elementary functions of jets. Inverse functions integrate their derivative, which is algebraic, from the value at the
// jet's constant term; the forms below are the ones that hold on both sides of every cut, with principal roots.
#include "number/ball_functions.h"
#include "number/flint_jet.h"

namespace rumina::jet {
namespace {

Jet one_like(const Jet& z) { return Jet::constant(Ball(1), z.length()); }
Jet square(const Jet& z, std::int64_t prec) { return mul(z, z, prec); }

using BallFunction = Ball (*)(const Ball&, std::int64_t);

/// The common case: a value by a function on balls.
Jet inverse_function(BallFunction function, const Jet& slope, const Jet& z, std::int64_t prec) {
    return from_slope(function(z.value(), prec), slope, z, prec);
}

/// A constant jet through a function on balls: at points where the derivative is not finite the value still is.
bool use_value(const Jet& z) { return z.is_constant(); }
Jet value_of(BallFunction function, const Jet& z, std::int64_t prec) { return Jet::constant(function(z.value(), prec), z.length()); }

} // namespace

Jet sqrt(const Jet& z, std::int64_t prec) {
    if (use_value(z)) return value_of(ball::sqrt, z, prec);
    return z.value().contains_zero() ? Jet::indeterminate(z.length()) : apply(acb_poly_sqrt_series, z, prec);
}

Jet root(const Jet& z, const Jet& n, std::int64_t prec) {
    if (z.is_constant() && n.is_constant()) return Jet::constant(ball::root(z.value(), n.value(), prec), std::min(z.length(), n.length()));
    return pow(z, inverse(n, prec), prec);
}

Jet exp(const Jet& z, std::int64_t prec) { return apply(acb_poly_exp_series, z, prec); }
Jet log(const Jet& z, std::int64_t prec) { return z.value().contains_zero() ? Jet::indeterminate(z.length()) : apply(acb_poly_log_series, z, prec); }
Jet log10(const Jet& z, std::int64_t prec) { return div(log(z, prec), Jet::constant(ball::log(Ball(10), prec), z.length()), prec); }
Jet logb(const Jet& z, const Jet& base, std::int64_t prec) { return div(log(z, prec), log(base, prec), prec); }

namespace {

/// cosh and -i·sinh of iz. FLINT 3.1 computes its own series of sine and cosine with the precision of a double only.
Jet through_hyperbolic(SeriesFunction function, bool is_sine, const Jet& z, std::int64_t prec) {
    Jet rotated = mul(z, Jet::constant(Ball::imaginary_unit(), z.length()), prec);
    Jet result = apply(function, rotated, prec);
    if (is_sine) result = mul(result, Jet::constant(ball::neg(Ball::imaginary_unit()), z.length()), prec);
    return z.is_real() ? re(result, prec) : result;
}

} // namespace

Jet sin(const Jet& z, std::int64_t prec) { return z.is_constant() ? value_of(ball::sin, z, prec) : through_hyperbolic(acb_poly_sinh_series, true, z, prec); }
Jet cos(const Jet& z, std::int64_t prec) { return z.is_constant() ? value_of(ball::cos, z, prec) : through_hyperbolic(acb_poly_cosh_series, false, z, prec); }
Jet tan(const Jet& z, std::int64_t prec) { return apply(acb_poly_tan_series, z, prec); }
Jet cot(const Jet& z, std::int64_t prec) { return div(cos(z, prec), sin(z, prec), prec); }
Jet sec(const Jet& z, std::int64_t prec) { return inverse(cos(z, prec), prec); }
Jet csc(const Jet& z, std::int64_t prec) { return inverse(sin(z, prec), prec); }
Jet sinh(const Jet& z, std::int64_t prec) { return apply(acb_poly_sinh_series, z, prec); }
Jet cosh(const Jet& z, std::int64_t prec) { return apply(acb_poly_cosh_series, z, prec); }
Jet tanh(const Jet& z, std::int64_t prec) { return div(sinh(z, prec), cosh(z, prec), prec); }
Jet coth(const Jet& z, std::int64_t prec) { return div(cosh(z, prec), sinh(z, prec), prec); }
Jet sech(const Jet& z, std::int64_t prec) { return inverse(cosh(z, prec), prec); }
Jet csch(const Jet& z, std::int64_t prec) { return inverse(sinh(z, prec), prec); }

namespace {

/// 1/√(1 - z²), as 1/(√(1-z)·√(1+z))
Jet arcsine_slope(const Jet& z, std::int64_t prec) {
    Jet one = one_like(z);
    return inverse(mul(sqrt(sub(one, z, prec), prec), sqrt(add(one, z, prec), prec), prec), prec);
}

/// 1/√(1 + z²), as 1/(√(1-iz)·√(1+iz))
Jet area_sine_slope(const Jet& z, std::int64_t prec) {
    if (z.is_real()) return inverse(sqrt(add(one_like(z), square(z, prec), prec), prec), prec);
    Jet one = one_like(z), rotated = mul(z, Jet::constant(Ball::imaginary_unit(), z.length()), prec);
    return inverse(mul(sqrt(sub(one, rotated, prec), prec), sqrt(add(one, rotated, prec), prec), prec), prec);
}

Jet area_cosine_slope(const Jet& z, std::int64_t prec) {
    Jet one = one_like(z);
    return inverse(mul(sqrt(sub(z, one, prec), prec), sqrt(add(z, one, prec), prec), prec), prec);
}

/// -1/z² times the slope of the function at 1/z
Jet reciprocal_slope(Jet (*slope)(const Jet&, std::int64_t), const Jet& z, std::int64_t prec) {
    Jet w = inverse(z, prec);
    return neg(mul(square(w, prec), slope(w, prec), prec));
}

} // namespace

Jet asin(const Jet& z, std::int64_t prec) { return inverse_function(ball::asin, arcsine_slope(z, prec), z, prec); }
Jet acos(const Jet& z, std::int64_t prec) { return inverse_function(ball::acos, neg(arcsine_slope(z, prec)), z, prec); }
Jet atan(const Jet& z, std::int64_t prec) { return inverse_function(ball::atan, inverse(add(one_like(z), square(z, prec), prec), prec), z, prec); }
Jet asinh(const Jet& z, std::int64_t prec) { return inverse_function(ball::asinh, area_sine_slope(z, prec), z, prec); }
Jet acosh(const Jet& z, std::int64_t prec) { return inverse_function(ball::acosh, area_cosine_slope(z, prec), z, prec); }
Jet atanh(const Jet& z, std::int64_t prec) { return inverse_function(ball::atanh, inverse(sub(one_like(z), square(z, prec), prec), prec), z, prec); }

Jet acot(const Jet& z, std::int64_t prec) {
    if (z.value().contains_zero() && !z.is_constant()) return Jet::indeterminate(z.length()); // a step
    return inverse_function(ball::acot, neg(inverse(add(one_like(z), square(z, prec), prec), prec)), z, prec);
}

Jet asec(const Jet& z, std::int64_t prec) { return inverse_function(ball::asec, neg(reciprocal_slope(arcsine_slope, z, prec)), z, prec); }
Jet acsc(const Jet& z, std::int64_t prec) { return inverse_function(ball::acsc, reciprocal_slope(arcsine_slope, z, prec), z, prec); }
Jet asech(const Jet& z, std::int64_t prec) { return inverse_function(ball::asech, reciprocal_slope(area_cosine_slope, z, prec), z, prec); }
Jet acsch(const Jet& z, std::int64_t prec) { return inverse_function(ball::acsch, reciprocal_slope(area_sine_slope, z, prec), z, prec); }

Jet acoth(const Jet& z, std::int64_t prec) {
    if (z.value().contains_zero() && !z.is_constant()) return Jet::indeterminate(z.length());
    return inverse_function(ball::acoth, inverse(sub(one_like(z), square(z, prec), prec), prec), z, prec);
}

Jet lambertw(const Jet& branch, const Jet& z, std::int64_t prec) {
    const std::int64_t length = std::min(branch.length(), z.length());
    std::optional<Integer> k = branch.is_constant() ? branch.value().exact_integer() : std::nullopt;
    if (!k || !z.is_finite()) return Jet::indeterminate(length);
    if (z.is_constant()) return Jet::constant(ball::lambertw(branch.value(), z.value(), prec), length);
    Jet result = JetAccess::zero(length);
    acb_poly_lambertw_series(poly_of(result), poly_of(z), fmpz_of(*k), 0, length, prec);
    return result;
}

// ── steps and kinks ─────────────────────────────────────────────────────────────────────────────────────────

namespace {

Jet step(BallFunction function, const Jet& x, std::int64_t prec) {
    Ball value = function(x.value(), prec);
    if (!x.is_real() || (!x.is_constant() && !value.is_exact())) return Jet::indeterminate(x.length());
    return Jet::constant(value, x.length());
}

/// floor and ceil step at integers: a jet that moves must keep away from them.
Jet integer_step(BallFunction function, const Jet& x, std::int64_t prec) {
    if (!x.is_constant() && !(ball::floor(x.value(), prec).is_exact() && ball::ceil(x.value(), prec).is_exact() &&
                              !ball::floor(x.value(), prec).overlaps(ball::ceil(x.value(), prec))))
        return Jet::indeterminate(x.length());
    return step(function, x, prec);
}

/// The jet whose value is certainly the larger.
Jet choose(const Jet& x, const Jet& y, int wanted, Ball (*of_values)(const Ball&, const Ball&, std::int64_t), std::int64_t prec) {
    const std::int64_t length = std::min(x.length(), y.length());
    if (!x.is_real() || !y.is_real()) return Jet::indeterminate(length);
    if (std::optional<int> order = compare_real(x.value(), y.value()); order && *order != 0) return add(*order == wanted ? x : y, Jet::constant(Ball(), length), prec);
    if (x.is_constant() && y.is_constant()) return Jet::constant(of_values(x.value(), y.value(), prec), length);
    return Jet::indeterminate(length);
}

Jet each(const Jet& z, Ball (*part)(const Ball&, std::int64_t), std::int64_t prec) {
    std::vector<Ball> coefficients;
    for (std::int64_t k = 0; k < z.length(); ++k) coefficients.push_back(part(z.coefficient(k), prec));
    return Jet::of_coefficients(coefficients);
}

} // namespace

Jet abs(const Jet& x, std::int64_t prec) {
    if (use_value(x)) return value_of(ball::abs, x, prec);
    std::optional<int> sign = x.value().real_sign();
    if (!x.is_real() || !sign || *sign == 0) return Jet::indeterminate(x.length());
    return *sign > 0 ? x : neg(x);
}

Jet sign(const Jet& x, std::int64_t prec) {
    if (use_value(x)) return value_of(ball::sign, x, prec);
    return x.value().contains_zero() ? Jet::indeterminate(x.length()) : step(ball::sign, x, prec);
}

Jet heaviside(const Jet& x, std::int64_t prec) {
    if (use_value(x)) return value_of(ball::heaviside, x, prec);
    return x.value().contains_zero() ? Jet::indeterminate(x.length()) : step(ball::heaviside, x, prec);
}

Jet floor(const Jet& x, std::int64_t prec) { return use_value(x) ? value_of(ball::floor, x, prec) : integer_step(ball::floor, x, prec); }
Jet ceil(const Jet& x, std::int64_t prec) { return use_value(x) ? value_of(ball::ceil, x, prec) : integer_step(ball::ceil, x, prec); }
Jet min(const Jet& x, const Jet& y, std::int64_t prec) { return choose(x, y, -1, ball::min, prec); }
Jet max(const Jet& x, const Jet& y, std::int64_t prec) { return choose(x, y, 1, ball::max, prec); }

Jet atan2(const Jet& y, const Jet& x, std::int64_t prec) {
    const std::int64_t length = std::min(x.length(), y.length());
    if (!x.is_real() || !y.is_real()) return Jet::indeterminate(length);
    Ball value = ball::atan2(y.value(), x.value(), prec);
    if (x.is_constant() && y.is_constant()) return Jet::constant(value, length);
    // d = (x·dy - y·dx)/(x² + y²), integrated from the value; the step is at y = 0, x < 0.
    if (y.value().contains_zero() && x.value().real_sign() != 1) return Jet::indeterminate(length);
    Jet square_sum = add(square(x, prec), square(y, prec), prec);
    if (length == 1) return Jet::constant(value, 1);
    Jet turning = sub(mul(x, derivative(y, prec), prec), mul(y, derivative(x, prec), prec), prec);
    return integral(div(turning, square_sum, prec), value, prec);
}

Jet re(const Jet& z, std::int64_t prec) { return each(z, ball::re, prec); }
Jet im(const Jet& z, std::int64_t prec) { return each(z, ball::im, prec); }
Jet conj(const Jet& z, std::int64_t prec) { return each(z, ball::conj, prec); }

} // namespace rumina::jet
