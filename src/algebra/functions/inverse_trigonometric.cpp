// Inverse circular functions, principal: exact where the sine, cosine or tangent of a multiple of π/8, π/10 or π/12 is
// met; the angle itself for f⁻¹(f(t)) with a real constant t. acot(z) = atan(1/z), asec(z) = acos(1/z), acsc(z) = asin(1/z).
#include <cmath>

#include "algebra/functions/ball_adapter.h"
#include "algebra/functions/constant_parts.h"
#include "algebra/functions/registry.h"
#include "algebra/functions/trigonometric_values.h"
#include "algebra/numeric.h"
#include "diagnostics/diagnostic.h"
#include "number/real.h"

namespace rumina::algebra {
namespace {

Expr call(FunctionId id, const Expr& x) { return apply_function(id, {x}); }
Expr half_pi() { return half() * pi(); }

bool is_same_constant(const Expr& a, const Expr& b) {
    if (a == b) return true;
    Expr difference = a - b;
    return enclose(difference, 128).contains_zero() && zero_test(difference) == Truth::Yes;
}

/// The multiple of π at which `exact` (sin_of_pi_times, …) has the value x, near the double `turn` of πs; none if there
/// is none among the exact values.
Expr exact_angle(const Expr& x, double turn, Expr (*exact)(const Rational&)) {
    if (!std::isfinite(turn)) return Expr();
    for (int n : {12, 10, 8}) {
        double nearest = std::nearbyint(turn * n);
        if (std::fabs(turn * n - nearest) > 1e-6) continue;
        Rational q = Rational::make(Integer(static_cast<std::int64_t>(nearest)), Integer(n));
        Expr value = exact(q);
        if (value && is_same_constant(x, value)) return Expr(q) * pi();
    }
    return Expr();
}

constexpr double kPi = 3.141592653589793;

/// A double near a real constant; NaN for others.
double near(const Expr& x) {
    Ball ball = enclose(x, 64);
    return ball.is_finite() && ball.is_real() ? ball.midpoint() : std::nan("");
}

/// t when x is f(t) with a real constant t.
bool is_value_of(const Expr& x, FunctionId f, Expr& t) {
    if (!x.is(f) || is_real(x.argument(0)) != Truth::Yes) return false;
    t = x.argument(0);
    return true;
}

/// The integer nearest to t/π.
std::optional<Integer> half_turns(const Expr& t) { return decided_floor(t / pi() + half()); }

/// asin(sin t): t brought into [-π/2, π/2].
Expr folded_to_sine(const Expr& t) {
    std::optional<Integer> k = half_turns(t);
    if (!k) return Expr();
    Expr angle = t - Expr(*k) * pi();
    return k->is_odd() ? negate(angle) : angle;
}

/// acos(cos t): t brought into [0, π].
Expr folded_to_cosine(const Expr& t) {
    Expr angle = principal_angle(t);
    std::optional<int> sign = angle ? sign_of(angle) : std::nullopt;
    if (!sign) return Expr();
    return *sign < 0 ? negate(angle) : angle;
}

/// atan(tan t)
Expr folded_to_tangent(const Expr& t) {
    std::optional<Integer> k = half_turns(t);
    return k ? t - Expr(*k) * pi() : Expr();
}

bool is_finite_constant(const Expr& x) { return x.is_constant() && !x.has_infinity(); }

[[noreturn]] void refuse(FunctionId f, std::string_view point) {
    fail(DiagnosticId::OutsideDomain, fmt::format("`{}`", name_of(f)), point);
}
[[noreturn]] void refuse_infinity(FunctionId f) { fail(DiagnosticId::InfinityUndefined, fmt::format("{}(∞)", name_of(f))); }

Expr asin_of_constant(const Expr& x) {
    double value = near(x);
    if (std::fabs(value) <= 1 + 1e-9)
        if (Expr angle = exact_angle(x, real::asin(std::fmax(-1, std::fmin(1, value))) / kPi, sin_of_pi_times)) return angle;
    Expr t;
    if (is_value_of(x, FunctionId::Sin, t)) return folded_to_sine(t);
    if (is_value_of(x, FunctionId::Cos, t))
        if (Expr angle = folded_to_cosine(t)) return half_pi() - angle;
    return Expr();
}

Expr asin_special(Arguments a) {
    const Expr& x = a[0];
    if (infinite_sign(x) != 0) refuse_infinity(FunctionId::Asin);
    if (Expr y = without_imaginary_unit(x)) return imaginary_unit() * call(FunctionId::Asinh, y);
    return is_finite_constant(x) ? asin_of_constant(x) : Expr();
}

Expr acos_special(Arguments a) {
    const Expr& x = a[0];
    if (infinite_sign(x) != 0) refuse_infinity(FunctionId::Acos);
    if (!is_finite_constant(x)) return Expr();
    if (Expr angle = asin_of_constant(x)) return half_pi() - angle;
    if (extracts_minus(x)) return pi() - call(FunctionId::Acos, negate(x));
    return Expr();
}

Expr atan_of_constant(const Expr& x) {
    double value = near(x);
    if (!std::isnan(value))
        if (Expr angle = exact_angle(x, real::atan(value) / kPi, tan_of_pi_times)) return angle;
    Expr t;
    if (is_value_of(x, FunctionId::Tan, t)) return folded_to_tangent(t);
    if (is_value_of(x, FunctionId::Cot, t)) return folded_to_tangent(half_pi() - t);
    return Expr();
}

Expr atan_special(Arguments a) {
    const Expr& x = a[0];
    if (int direction = infinite_sign(x)) return Expr(direction) * half_pi();
    if (Expr y = without_imaginary_unit(x)) {
        if (y.is_number(1) || y.is_number(-1)) refuse(FunctionId::Atan, y.is_one() ? "i" : "-i");
        return imaginary_unit() * call(FunctionId::Atanh, y);
    }
    return is_finite_constant(x) ? atan_of_constant(x) : Expr();
}

Expr acot_special(Arguments a) {
    const Expr& x = a[0];
    if (infinite_sign(x) != 0) return Expr(0);
    if (x.is_zero()) return half_pi();
    if (Expr y = without_imaginary_unit(x)) {
        if (y.is_number(1) || y.is_number(-1)) refuse(FunctionId::Acot, y.is_one() ? "i" : "-i");
        return negate(imaginary_unit() * call(FunctionId::Acoth, y));
    }
    if (is_finite_constant(x) && zero_test(x) == Truth::No) {
        if (Expr angle = atan_of_constant(power(x, Expr(-1)))) return angle;
        if (extracts_minus(x)) return negate(call(FunctionId::Acot, negate(x))); // odd but for 0
    }
    return Expr();
}

Expr asec_special(Arguments a) {
    const Expr& x = a[0];
    if (infinite_sign(x) != 0) return half_pi();
    if (x.is_zero()) refuse(FunctionId::Asec, "0");
    if (is_finite_constant(x) && zero_test(x) == Truth::No) {
        if (Expr angle = asin_of_constant(power(x, Expr(-1)))) return half_pi() - angle;
        Expr t;
        if (is_value_of(x, FunctionId::Sec, t)) return folded_to_cosine(t);
        if (is_value_of(x, FunctionId::Csc, t))
            if (Expr angle = folded_to_sine(t)) return half_pi() - angle;
        if (extracts_minus(x)) return pi() - call(FunctionId::Asec, negate(x));
    }
    return Expr();
}

Expr acsc_special(Arguments a) {
    const Expr& x = a[0];
    if (infinite_sign(x) != 0) return Expr(0);
    if (x.is_zero()) refuse(FunctionId::Acsc, "0");
    if (Expr y = without_imaginary_unit(x)) return negate(imaginary_unit() * call(FunctionId::Acsch, y));
    if (is_finite_constant(x) && zero_test(x) == Truth::No) {
        if (Expr angle = asin_of_constant(power(x, Expr(-1)))) return angle;
        Expr t;
        if (is_value_of(x, FunctionId::Csc, t)) return folded_to_sine(t);
        if (is_value_of(x, FunctionId::Sec, t))
            if (Expr angle = folded_to_cosine(t)) return half_pi() - angle;
    }
    return Expr();
}

/// atan2(y, x): the argument of x + iy for real x, y.
Expr atan2_special(Arguments a) {
    const Expr &y = a[0], &x = a[1];
    for (const Expr& part : a)
        if (part.is_constant() && !part.has_infinity() && is_real(part) == Truth::No) refuse(FunctionId::Atan2, "complex numbers");
    if (!x.is_constant() || !y.is_constant()) return Expr();
    std::optional<int> vertical = sign_of(y), horizontal = sign_of(x);
    if (!vertical || !horizontal) return Expr();
    if (infinite_sign(x) != 0 && infinite_sign(y) != 0) fail(DiagnosticId::InfinityUndefined, "atan2(∞, ∞)");
    if (*vertical == 0) {
        if (*horizontal == 0) refuse(FunctionId::Atan2, "0, 0");
        return *horizontal > 0 ? Expr(0) : pi();
    }
    if (*horizontal == 0) return Expr(*vertical) * half_pi();
    Expr angle = call(FunctionId::Atan, y / x);
    return *horizontal > 0 ? angle : angle + Expr(*vertical) * pi();
}

// ── derivatives; DLMF 4.24.7-12 ──

Expr square(const Expr& x) { return power(x, Expr(2)); }
Expr reciprocal(const Expr& x) { return power(x, Expr(-1)); }

Expr asin_derivative(Arguments a, std::size_t) { return power(Expr(1) - square(a[0]), negate(half())); }
Expr acos_derivative(Arguments a, std::size_t) { return negate(power(Expr(1) - square(a[0]), negate(half()))); }
Expr atan_derivative(Arguments a, std::size_t) { return reciprocal(Expr(1) + square(a[0])); }
Expr acot_derivative(Arguments a, std::size_t) { return negate(reciprocal(Expr(1) + square(a[0]))); }
/// 1/(x²·√(1 - 1/x²)), which holds on the cuts too.
Expr asec_derivative(Arguments a, std::size_t) {
    return power(a[0], Expr(-2)) * power(Expr(1) - power(a[0], Expr(-2)), negate(half()));
}
Expr acsc_derivative(Arguments a, std::size_t i) { return negate(asec_derivative(a, i)); }
Expr atan2_derivative(Arguments a, std::size_t i) {
    Expr norm = square(a[0]) + square(a[1]);
    return i == 0 ? a[1] / norm : negate(a[0] / norm);
}

constexpr std::string_view kSineCuts = "cuts (-∞, -1), continuous from above, and (1, ∞), from below";
constexpr std::string_view kTangentCuts = "cuts i·(1, ∞), continuous from the right, and -i·(1, ∞), from the left";

constexpr Function kFunctions[] = {
    {
        .id = FunctionId::Asin, .latex = "\\arcsin", .parity = Parity::Odd, .special = asin_special, .derivative = asin_derivative,
        .evaluate = ball_unary<ball::asin>, .evaluate_double = real::asin, .conjugation = Conjugation::OffCut, .branch = kSineCuts,
        .source = "DLMF 4.23.19",
    },
    {
        .id = FunctionId::Acos, .latex = "\\arccos", .special = acos_special, .derivative = acos_derivative,
        .evaluate = ball_unary<ball::acos>, .evaluate_double = real::acos, .conjugation = Conjugation::OffCut, .branch = kSineCuts,
        .source = "DLMF 4.23.22",
    },
    {
        .id = FunctionId::Atan, .latex = "\\arctan", .parity = Parity::Odd, .special = atan_special, .derivative = atan_derivative,
        .evaluate = ball_unary<ball::atan>, .evaluate_double = real::atan, .conjugation = Conjugation::OffCut, .branch = kTangentCuts,
        .source = "DLMF 4.23.26",
    },
    {
        .id = FunctionId::Acot, .latex = "\\operatorname{arccot}", .special = acot_special, .derivative = acot_derivative,
        .evaluate = ball_unary<ball::acot>, .conjugation = Conjugation::OffCut, .branch = "atan(1/z), π/2 at 0: cut i·(-1, 1)",
        .source = "DLMF 4.23.9",
    },
    {
        .id = FunctionId::Asec, .latex = "\\operatorname{arcsec}", .special = asec_special, .derivative = asec_derivative,
        .evaluate = ball_unary<ball::asec>, .conjugation = Conjugation::OffCut, .branch = "acos(1/z): cut (-1, 1)",
        .source = "DLMF 4.23.8",
    },
    {
        .id = FunctionId::Acsc, .latex = "\\operatorname{arccsc}", .parity = Parity::Odd, .special = acsc_special, .derivative = acsc_derivative,
        .evaluate = ball_unary<ball::acsc>, .conjugation = Conjugation::OffCut, .branch = "asin(1/z): cut (-1, 1)",
        .source = "DLMF 4.23.7",
    },
    {
        .id = FunctionId::Atan2, .latex = "\\operatorname{atan2}", .minimum = 2, .maximum = 2, .special = atan2_special,
        .derivative = atan2_derivative, .evaluate = ball_binary<ball::atan2>, .conjugation = Conjugation::Everywhere,
        .branch = "the argument of x + iy, for real y, x", .source = "DLMF 1.9.7",
    },
};

} // namespace

FunctionRecords inverse_trigonometric_functions() { return kFunctions; }

} // namespace rumina::algebra
