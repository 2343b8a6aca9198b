// Modulus, sign, real and imaginary part, argument and conjugate. Constants have values when their parts have; what is
// known of all complex numbers (|zw| = |z||w|, re of a sum, …) is applied to everything else.
#include <algorithm>
#include <cstdint>

#include "algebra/functions/ball_adapter.h"
#include "algebra/functions/constant_parts.h"
#include "algebra/functions/registry.h"
#include "algebra/functions/trigonometric_values.h"
#include "algebra/numeric.h"
#include "diagnostics/diagnostic.h"

namespace rumina::algebra {
namespace {

Expr call(FunctionId id, const Expr& x) { return apply_function(id, {x}); }

bool is_finite_constant(const Expr& e) { return e.is_constant() && !e.has_infinity(); }

// ── abs ──

Expr abs_of_power(const Expr& base, const Expr& exponent) {
    if (base.is(ConstantId::E)) {
        if (!is_finite_constant(exponent)) return Expr();
        std::optional<Cartesian> z = cartesian(exponent);
        return z ? exp(z->re) : Expr();
    }
    // |z^r| = |z|^r for real r
    if (exponent.is_number() && exponent.number().is_real()) return power(call(FunctionId::Abs, base), exponent);
    return Expr();
}

Expr abs_of_number(const Number& n) {
    if (n.is_real()) return Expr(n.abs());
    if (n.is_float()) return Expr();
    return sqrt(Expr(n.re() * n.re() + n.im() * n.im()));
}

Expr abs_special(Arguments a) {
    const Expr& x = a[0];
    if (infinite_sign(x) != 0) return infinity();
    if (x.is_number()) return abs_of_number(x.number());
    if (is_finite_constant(x))
        if (std::optional<int> sign = sign_of(x)) return *sign < 0 ? negate(x) : x;
    if (x.is_mul()) {
        ProductBuilder product;
        product.multiply(call(FunctionId::Abs, Expr(x.coefficient())));
        for (const Factor& f : x.factors()) product.multiply(call(FunctionId::Abs, power(f.base, f.exponent)));
        return product.finish();
    }
    if (x.is_power()) return abs_of_power(x.base(), x.exponent());
    if (x.is(FunctionId::Abs)) return x;
    if (x.is(FunctionId::Conj)) return call(FunctionId::Abs, x.argument(0));
    if (is_finite_constant(x) && is_real(x) == Truth::No) {
        std::optional<Cartesian> z = cartesian(x);
        if (z) return sqrt(power(z->re, Expr(2)) + power(z->im, Expr(2)));
    }
    return Expr();
}

Expr abs_derivative(Arguments a, std::size_t) { return call(FunctionId::Sign, a[0]); }

double abs_double(double x) { return x < 0 ? -x : x; }

// ── sign ──

Expr sign_special(Arguments a) {
    const Expr& x = a[0];
    if (int direction = infinite_sign(x)) return Expr(direction);
    if (is_finite_constant(x)) {
        if (std::optional<int> sign = sign_of(x)) return Expr(*sign);
        if (zero_test(x) == Truth::Yes) return Expr(0);
        if (is_real(x) == Truth::No)
            if (std::optional<Cartesian> z = cartesian(x))
                return x / sqrt(power(z->re, Expr(2)) + power(z->im, Expr(2)));
        return Expr();
    }
    if (x.is_mul()) {
        ProductBuilder product;
        product.multiply(call(FunctionId::Sign, Expr(x.coefficient())));
        for (const Factor& f : x.factors()) product.multiply(call(FunctionId::Sign, power(f.base, f.exponent)));
        return product.finish();
    }
    if (x.is_power() && x.exponent().is_integer()) return power(call(FunctionId::Sign, x.base()), x.exponent());
    if (x.is(FunctionId::Sign)) return x;
    return Expr();
}

/// On the real line.
Expr sign_derivative(Arguments a, std::size_t) { return Expr(2) * call(FunctionId::DiracDelta, a[0]); }

double sign_double(double x) { return x > 0 ? 1 : x < 0 ? -1 : 0; }

// ── re, im ──

/// re or im of a sum, term by term, and of a product with a real factor.
Expr part_special(const Expr& x, bool imaginary) {
    FunctionId self = imaginary ? FunctionId::Im : FunctionId::Re;
    if (infinite_sign(x) != 0) return imaginary ? Expr(0) : x;
    if (is_real(x) == Truth::Yes) return imaginary ? Expr(0) : x;
    if (is_finite_constant(x))
        if (std::optional<Cartesian> z = cartesian(x)) return imaginary ? z->im : z->re;
    if (x.is_add()) {
        SumBuilder sum;
        sum.add(call(self, Expr(x.constant_part())));
        for (const Term& t : x.terms()) sum.add(call(self, scale(t.coefficient, t.term)));
        return sum.finish();
    }
    if (x.is_mul()) {
        Number coefficient = x.coefficient();
        ProductBuilder real, rest;
        bool any = false;
        for (const Factor& f : x.factors()) {
            Expr factor = power(f.base, f.exponent);
            if (is_real(factor) == Truth::Yes) real.multiply(factor), any = true;
            else rest.multiply(factor);
        }
        if (coefficient.is_one() && !any) return Expr();
        Expr outside = real.finish(), z = rest.finish();
        if (coefficient.is_real()) return scale(coefficient, outside * call(self, z));
        if (coefficient.is_float()) return Expr();
        Expr c(coefficient.re()), d(coefficient.im()), re = call(FunctionId::Re, z), im = call(FunctionId::Im, z);
        return outside * (imaginary ? c * im + d * re : c * re - d * im);
    }
    if (x.is(FunctionId::Conj)) {
        Expr part = call(self, x.argument(0));
        return imaginary ? negate(part) : part;
    }
    return Expr();
}

Expr re_special(Arguments a) { return part_special(a[0], false); }
Expr im_special(Arguments a) { return part_special(a[0], true); }

// ── arg ──

Expr arg_of_parts(const Expr& x, const Expr& y) {
    std::optional<int> vertical = sign_of(y), horizontal = sign_of(x);
    if (!vertical || !horizontal) return Expr();
    if (*vertical == 0) return *horizontal > 0 ? Expr(0) : pi();
    if (*horizontal == 0) return scale(Number(Rational::make(Integer(*vertical), Integer(2))), pi());
    Expr angle = call(FunctionId::Atan, y / x);
    return *horizontal > 0 ? angle : angle + Expr(*vertical) * pi();
}

Expr arg_special(Arguments a) {
    const Expr& x = a[0];
    if (int direction = infinite_sign(x)) return direction > 0 ? Expr(0) : pi();
    if (is_finite_constant(x)) {
        if (zero_test(x) == Truth::Yes) fail(DiagnosticId::OutsideDomain, "`arg`", "0");
        if (std::optional<int> sign = sign_of(x)) return *sign > 0 ? Expr(0) : pi();
        if (x.is_power() && x.base().is(ConstantId::E)) {
            std::optional<Cartesian> z = cartesian(x.exponent());
            return z ? principal_angle(z->im) : Expr();
        }
    }
    if (x.is_mul()) { // positive factors do not matter
        Number coefficient = x.coefficient();
        ProductBuilder rest;
        bool changed = false;
        if (coefficient.is_exact()) {
            Rational content = content_gcd(coefficient.re(), coefficient.im()).abs();
            changed = !(content == Rational(1));
            coefficient = coefficient * Number(content).inverse();
        }
        rest.multiply(coefficient);
        for (const Factor& f : x.factors()) {
            Expr factor = power(f.base, f.exponent);
            std::optional<int> sign = factor.is_constant() ? sign_of(factor) : std::nullopt;
            if (sign && *sign > 0) changed = true;
            else rest.multiply(factor);
        }
        if (changed) return call(FunctionId::Arg, rest.finish());
    }
    if (is_finite_constant(x) && is_real(x) == Truth::No)
        if (std::optional<Cartesian> z = cartesian(x)) return arg_of_parts(z->re, z->im);
    return Expr();
}

// ── conj ──

bool is_positive_constant(const Expr& e) {
    std::optional<int> sign = e.is_constant() ? sign_of(e) : std::nullopt;
    return sign && *sign > 0;
}

/// A constant with an imaginary part, and for cuts on the imaginary axis with a real part too: on no cut.
bool is_off_cuts(const Expr& z, bool cuts_on_imaginary_axis) {
    constexpr std::int64_t kPrecision = 64;
    if (!z.is_constant()) return false;
    const Ball ball = enclose(z, kPrecision);
    if (!ball.is_finite() || ball.imag_sign().value_or(0) == 0) return false;
    return !cuts_on_imaginary_axis || ball.real().real_sign().value_or(0) != 0;
}

/// Whether conj f(…, z) = f(conj …, conj z) for this constant argument z off the cuts, which lie on an axis.
bool commutes_with_conjugation(const Expr& e) {
    if (function(e.function_id()).conjugation != Conjugation::OffCut || e.has_bound()) return false;
    switch (e.function_id()) {
    case FunctionId::Atan: case FunctionId::Acot: case FunctionId::Asinh: case FunctionId::Acsch: return is_off_cuts(e.argument(0), true);
    case FunctionId::Log: case FunctionId::Asin: case FunctionId::Acos: case FunctionId::Acosh: case FunctionId::Atanh: case FunctionId::LogGamma:
    case FunctionId::Li: case FunctionId::Ei: case FunctionId::Ci: case FunctionId::Chi: return e.arguments().size() == 1 && is_off_cuts(e.argument(0), false);
    case FunctionId::UpperGamma: case FunctionId::LowerGamma: case FunctionId::Polylog: case FunctionId::Hypergeometric2F1:
        return is_off_cuts(e.arguments().back(), false);
    default: return false;
    }
}

Expr conj_special(Arguments a) {
    const Expr& x = a[0];
    auto conj = [](const Expr& e) { return call(FunctionId::Conj, e); };
    if (x.is_number()) return Expr(x.number().conjugate());
    if (infinite_sign(x) != 0 || is_real(x) == Truth::Yes) return x;
    switch (x.kind()) {
    case NodeKind::Add: {
        SumBuilder sum;
        sum.add(x.constant_part().conjugate());
        for (const Term& t : x.terms()) sum.add(conj(t.term), t.coefficient.conjugate());
        return sum.finish();
    }
    case NodeKind::Mul: {
        ProductBuilder product;
        product.multiply(x.coefficient().conjugate());
        for (const Factor& f : x.factors()) product.multiply(conj(power(f.base, f.exponent)));
        return product.finish();
    }
    case NodeKind::Power:
        if (x.exponent().is_integer()) return power(conj(x.base()), x.exponent());
        if (is_positive_constant(x.base())) return power(x.base(), conj(x.exponent()));
        break;
    case NodeKind::Function: {
        if (x.is(FunctionId::Conj)) return x.argument(0);
        if (function(x.function_id()).conjugation == Conjugation::Everywhere && !x.has_bound()) {
            std::vector<Expr> arguments;
            for (const Expr& argument : x.arguments()) arguments.push_back(conj(argument));
            return apply_function(x.function_id(), arguments);
        }
        break;
    }
    default: break;
    }
    if (is_finite_constant(x))
        if (std::optional<Cartesian> z = cartesian(x)) return z->re - imaginary_unit() * z->im;
    if (x.is_power() && is_off_cuts(x.base(), false)) return power(conj(x.base()), conj(x.exponent()));
    if (x.is(NodeKind::Function) && commutes_with_conjugation(x)) {
        std::vector<Expr> arguments;
        for (const Expr& argument : x.arguments()) arguments.push_back(conj(argument));
        return apply_function(x.function_id(), arguments);
    }
    return Expr();
}

constexpr Function kFunctions[] = {
    {
        .id = FunctionId::Abs,
        .latex = "\\left|",
        .parity = Parity::Even,
        .special = abs_special,
        .derivative = abs_derivative,
        .evaluate = ball_unary<ball::abs>,
        .evaluate_double = abs_double,
        .conjugation = Conjugation::Everywhere,
        .branch = "none, but nowhere analytic",
        .source = "DLMF 1.9.7",
    },
    {
        .id = FunctionId::Sign,
        .latex = "\\operatorname{sgn}",
        .parity = Parity::Odd,
        .special = sign_special,
        .derivative = sign_derivative,
        .evaluate = ball_unary<ball::sign>,
        .evaluate_double = sign_double,
        .conjugation = Conjugation::Everywhere,
        .branch = "z/|z|, 0 at 0",
        .source = "DLMF, Common Notations and Definitions: sign x; DLMF 1.9.7",
    },
    {
        .id = FunctionId::Re,
        .latex = "\\operatorname{Re}",
        .special = re_special,
        .evaluate = ball_unary<ball::re>,
        .conjugation = Conjugation::Everywhere,
        .branch = "none, but nowhere analytic",
        .source = "DLMF 1.9.2",
    },
    {
        .id = FunctionId::Im,
        .latex = "\\operatorname{Im}",
        .special = im_special,
        .evaluate = ball_unary<ball::im>,
        .branch = "none, but nowhere analytic",
        .source = "DLMF 1.9.2",
    },
    {
        .id = FunctionId::Arg,
        .latex = "\\arg",
        .special = arg_special,
        .evaluate = ball_unary<ball::arg>,
        .branch = "cut (-∞, 0), continuous from above: in (-π, π]",
        .source = "DLMF 1.9.7",
    },
    {
        .id = FunctionId::Conj,
        .latex = "\\overline",
        .special = conj_special,
        .evaluate = ball_unary<ball::conj>,
        .conjugation = Conjugation::Everywhere,
        .branch = "none, but nowhere analytic",
        .source = "DLMF 1.9.11",
    },
};

} // namespace

FunctionRecords complex_part_functions() { return kFunctions; }

} // namespace rumina::algebra
