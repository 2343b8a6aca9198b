// Inverse hyperbolic functions, principal: asinh(z) = -i·asin(iz) and atanh(z) = -i·atan(iz) on the imaginary axis,
// acosh(x) = i·acos(x) for -1 <= x <= 1. acoth(z) = atanh(1/z), asech(z) = acosh(1/z), acsch(z) = asinh(1/z).
#include "algebra/functions/ball_adapter.h"
#include "algebra/functions/constant_parts.h"
#include "algebra/functions/registry.h"
#include "algebra/numeric.h"
#include "diagnostics/diagnostic.h"
#include "number/real.h"

namespace rumina::algebra {
namespace {

Expr call(FunctionId id, const Expr& x) { return apply_function(id, {x}); }
Expr reciprocal(const Expr& x) { return power(x, Expr(-1)); }
Expr square(const Expr& x) { return power(x, Expr(2)); }
Expr half_pi_i() { return half() * pi() * imaginary_unit(); }
bool is_finite_constant(const Expr& x) { return x.is_constant() && !x.has_infinity(); }

[[noreturn]] void refuse(FunctionId f, std::string_view point) {
    fail(DiagnosticId::OutsideDomain, fmt::format("`{}`", name_of(f)), point);
}
[[noreturn]] void refuse_infinity(FunctionId f) { fail(DiagnosticId::InfinityUndefined, fmt::format("{}(∞)", name_of(f))); }

/// t when x is f(t) with a real constant t.
bool is_value_of(const Expr& x, FunctionId f, Expr& t) {
    if (!x.is(f) || is_real(x.argument(0)) != Truth::Yes) return false;
    t = x.argument(0);
    return true;
}

/// acosh of a real constant in [-1, 1], or of cosh t.
Expr acosh_of_constant(const Expr& x, FunctionId inverse_of) {
    Expr t;
    if (is_value_of(x, inverse_of, t)) {
        std::optional<int> sign = sign_of(t);
        return !sign ? Expr() : *sign < 0 ? negate(t) : t;
    }
    Expr z = inverse_of == FunctionId::Cosh ? x : reciprocal(x);
    if (is_real(z) != Truth::Yes) return Expr();
    std::optional<int> below = sign_of(z + Expr(1)), above = sign_of(z - Expr(1));
    if (!below || !above || *below < 0 || *above > 0) return Expr();
    return imaginary_unit() * call(FunctionId::Acos, z);
}

Expr asinh_special(Arguments a) {
    const Expr& x = a[0];
    if (infinite_sign(x) != 0 || x.is_zero()) return x;
    if (Expr y = without_imaginary_unit(x)) return imaginary_unit() * call(FunctionId::Asin, y);
    Expr t;
    return is_value_of(x, FunctionId::Sinh, t) ? t : Expr();
}

Expr acosh_special(Arguments a) {
    const Expr& x = a[0];
    if (int direction = infinite_sign(x)) {
        if (direction < 0) refuse_infinity(FunctionId::Acosh);
        return x;
    }
    return is_finite_constant(x) ? acosh_of_constant(x, FunctionId::Cosh) : Expr();
}

Expr atanh_special(Arguments a) {
    const Expr& x = a[0];
    if (infinite_sign(x) != 0) refuse_infinity(FunctionId::Atanh);
    if (x.is_zero()) return x;
    if (x.is_number(1) || x.is_number(-1)) refuse(FunctionId::Atanh, x.is_one() ? "1" : "-1");
    if (Expr y = without_imaginary_unit(x)) return imaginary_unit() * call(FunctionId::Atan, y);
    Expr t;
    return is_value_of(x, FunctionId::Tanh, t) ? t : Expr();
}

Expr acoth_special(Arguments a) {
    const Expr& x = a[0];
    if (infinite_sign(x) != 0) return Expr(0);
    if (x.is_zero()) return half_pi_i();
    if (x.is_number(1) || x.is_number(-1)) refuse(FunctionId::Acoth, x.is_one() ? "1" : "-1");
    if (Expr y = without_imaginary_unit(x)) return negate(imaginary_unit() * call(FunctionId::Acot, y));
    Expr t;
    if (is_value_of(x, FunctionId::Coth, t)) return t;
    if (is_finite_constant(x) && extracts_minus(x) && zero_test(x) == Truth::No) return negate(call(FunctionId::Acoth, negate(x))); // odd but for 0
    return Expr();
}

Expr asech_special(Arguments a) {
    const Expr& x = a[0];
    if (infinite_sign(x) != 0) return half_pi_i();
    if (x.is_zero()) refuse(FunctionId::Asech, "0");
    return is_finite_constant(x) && zero_test(x) == Truth::No ? acosh_of_constant(x, FunctionId::Sech) : Expr();
}

Expr acsch_special(Arguments a) {
    const Expr& x = a[0];
    if (infinite_sign(x) != 0) return Expr(0);
    if (x.is_zero()) refuse(FunctionId::Acsch, "0");
    if (Expr y = without_imaginary_unit(x)) return negate(imaginary_unit() * call(FunctionId::Acsc, y));
    Expr t;
    return is_value_of(x, FunctionId::Csch, t) ? t : Expr();
}

// ── derivatives; DLMF 4.38 ──

Expr asinh_derivative(Arguments a, std::size_t) { return power(Expr(1) + square(a[0]), negate(half())); }
/// 1/(√(x-1)·√(x+1)), in the whole plane.
Expr acosh_derivative(Arguments a, std::size_t) {
    return power(a[0] - Expr(1), negate(half())) * power(a[0] + Expr(1), negate(half()));
}
Expr atanh_derivative(Arguments a, std::size_t) { return reciprocal(Expr(1) - square(a[0])); }
Expr acoth_derivative(Arguments a, std::size_t) { return reciprocal(Expr(1) - square(a[0])); }
Expr asech_derivative(Arguments a, std::size_t) {
    Expr z = reciprocal(a[0]);
    return negate(square(z) * power(z - Expr(1), negate(half())) * power(z + Expr(1), negate(half())));
}
Expr acsch_derivative(Arguments a, std::size_t) {
    return negate(power(a[0], Expr(-2)) * power(Expr(1) + power(a[0], Expr(-2)), negate(half())));
}

constexpr Function kFunctions[] = {
    {
        .id = FunctionId::Asinh, .latex = "\\operatorname{arsinh}", .parity = Parity::Odd, .special = asinh_special,
        .derivative = asinh_derivative, .evaluate = ball_unary<ball::asinh>, .evaluate_double = real::asinh,
        .conjugation = Conjugation::OffCut, .branch = "cuts i·(1, ∞), continuous from the right, and -i·(1, ∞), from the left",
        .source = "DLMF 4.37.16",
    },
    {
        .id = FunctionId::Acosh, .latex = "\\operatorname{arcosh}", .special = acosh_special, .derivative = acosh_derivative,
        .evaluate = ball_unary<ball::acosh>, .evaluate_double = real::acosh, .conjugation = Conjugation::OffCut,
        .branch = "cut (-∞, 1), continuous from above", .source = "DLMF 4.37.21",
    },
    {
        .id = FunctionId::Atanh, .latex = "\\operatorname{artanh}", .parity = Parity::Odd, .special = atanh_special,
        .derivative = atanh_derivative, .evaluate = ball_unary<ball::atanh>, .evaluate_double = real::atanh,
        .conjugation = Conjugation::OffCut, .branch = "cuts (-∞, -1), continuous from above, and (1, ∞), from below",
        .source = "DLMF 4.37.24",
    },
    {
        .id = FunctionId::Acoth, .latex = "\\operatorname{arcoth}", .special = acoth_special,
        .derivative = acoth_derivative, .evaluate = ball_unary<ball::acoth>, .conjugation = Conjugation::OffCut,
        .branch = "atanh(1/z), iπ/2 at 0: cut (-1, 1)", .source = "DLMF 4.37.9",
    },
    {
        .id = FunctionId::Asech, .latex = "\\operatorname{arsech}", .special = asech_special, .derivative = asech_derivative,
        .evaluate = ball_unary<ball::asech>, .conjugation = Conjugation::OffCut, .branch = "acosh(1/z): cuts (-∞, 0) and (1, ∞)",
        .source = "DLMF 4.37.8",
    },
    {
        .id = FunctionId::Acsch, .latex = "\\operatorname{arcsch}", .parity = Parity::Odd, .special = acsch_special,
        .derivative = acsch_derivative, .evaluate = ball_unary<ball::acsch>, .conjugation = Conjugation::OffCut,
        .branch = "asinh(1/z): cut i·(-1, 1)", .source = "DLMF 4.37.7",
    },
};

} // namespace

FunctionRecords inverse_hyperbolic_functions() { return kFunctions; }

} // namespace rumina::algebra
