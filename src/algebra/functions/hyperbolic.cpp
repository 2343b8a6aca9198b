// Hyperbolic functions: through the circular ones on the imaginary axis (values at iπq, shifts by iπ/2), algebraic at
// inverse functions and at logarithms of constants.
#include "algebra/functions/ball_adapter.h"
#include "algebra/functions/circular.h"
#include "algebra/functions/constant_parts.h"
#include "algebra/functions/registry.h"
#include "diagnostics/diagnostic.h"
#include "number/real.h"

namespace rumina::algebra {
namespace {

Expr call(FunctionId id, const Expr& x) { return apply_function(id, {x}); }

Expr at_infinity(Circular f, int direction) {
    switch (f) {
    case Circular::Sine: return scale(Number(direction), infinity());
    case Circular::Cosine: return infinity();
    case Circular::Tangent: case Circular::Cotangent: return Expr(direction);
    default: return Expr(0);
    }
}

Expr at_zero(Circular f) {
    switch (f) {
    case Circular::Sine: case Circular::Tangent: return Expr(0);
    case Circular::Cosine: case Circular::Secant: return Expr(1);
    default: fail(DiagnosticId::OutsideDomain, fmt::format("`{}`", name_of(hyperbolic_head(f))), "0");
    }
}

/// f(y + iπ/2) = u·g(y)
struct Shift {
    Circular f;
    Expr factor;
};
Shift quarter_shift(Circular f) { // DLMF table 4.30.1
    switch (f) {
    case Circular::Sine: return {Circular::Cosine, imaginary_unit()};
    case Circular::Cosine: return {Circular::Sine, imaginary_unit()};
    case Circular::Tangent: return {Circular::Cotangent, Expr(1)};
    case Circular::Cotangent: return {Circular::Tangent, Expr(1)};
    case Circular::Secant: return {Circular::Cosecant, negate(imaginary_unit())};
    case Circular::Cosecant: return {Circular::Secant, negate(imaginary_unit())};
    }
    return {};
}

/// A multiple of iπ/2 in a sum leaves: the rest is in [0, iπ/2).
Expr without_half_turns(Circular f, const Expr& x) {
    for (const Term& t : x.terms()) {
        if (!t.term.is(ConstantId::Pi) || t.coefficient.kind() != Number::Kind::Gaussian || t.coefficient.re().sign() != 0) continue;
        Integer k = floor(t.coefficient.im() * Rational(2));
        if (k.is_zero()) return Expr();
        Expr rest = x - scale(Number::gaussian(Rational(0), Rational::make(k, Integer(2))), pi());
        Expr factor(1);
        for (std::int64_t quarter = remainder_floor(k, Integer(4)).to_int64(); quarter > 0; --quarter) {
            Shift shift = quarter_shift(f);
            f = shift.f;
            factor = factor * shift.factor;
        }
        return factor * call(hyperbolic_head(f), rest);
    }
    return Expr();
}

/// sinh and cosh of an inverse function at x.
bool of_inverse(const Expr& e, SineCosine& p) {
    const Expr& x = e.argument(0);
    auto reciprocal = [](const Expr& z) { return power(z, Expr(-1)); };
    auto leg = [](const Expr& z, int sign) { return sqrt(Expr(1) + scale(Number(sign), power(z, Expr(2)))); };
    auto of_cosine = [](const Expr& c) { return SineCosine{sqrt(c - Expr(1)) * sqrt(c + Expr(1)), c, {}}; };
    auto of_tangent = [&](const Expr& t) {
        Expr cosine = reciprocal(leg(t, -1));
        return SineCosine{t * cosine, cosine, t};
    };
    switch (e.function_id()) {
    case FunctionId::Asinh: p = {x, leg(x, 1), {}}; return true;
    case FunctionId::Acsch: p = {reciprocal(x), leg(reciprocal(x), 1), {}}; return true;
    case FunctionId::Acosh: p = of_cosine(x); return true;
    case FunctionId::Asech: p = of_cosine(reciprocal(x)); return true;
    case FunctionId::Atanh: p = of_tangent(x); return true;
    case FunctionId::Acoth: p = of_tangent(reciprocal(x)); return true;
    default: return false;
    }
}

/// At r·log c for a constant c: e^x is no exponential any more.
bool of_logarithm(const Expr& x, SineCosine& p) {
    if (!x.is_constant() || x.has_infinity() || x.is_number()) return false;
    Expr up = exp(x);
    if (up.has_floats() || (up.is_power() && up.base().is(ConstantId::E))) return false;
    if (up.is_mul())
        for (const Factor& f : up.factors())
            if (f.base.is(ConstantId::E)) return false;
    Expr down = power(up, Expr(-1));
    p = {(up - down) * half(), (up + down) * half(), {}};
    return true;
}

template <Circular f>
Expr hyperbolic_special(Arguments a) {
    const Expr& x = a[0];
    if (int direction = infinite_sign(x)) return at_infinity(f, direction);
    if (x.is_number() && x.number().is_exact_zero()) return at_zero(f);
    if (Expr y = without_imaginary_unit(x)) return imaginary_factor(f) * call(circular_head(f), y);
    if (x.is_add())
        if (Expr value = without_half_turns(f, x)) return value;
    SineCosine parts;
    if (x.is(NodeKind::Function) && of_inverse(x, parts)) return circular_value(f, parts);
    if (of_logarithm(x, parts)) return circular_value(f, parts);
    return Expr();
}

// ── derivatives; DLMF 4.34 ──

Expr sinh_derivative(Arguments a, std::size_t) { return call(FunctionId::Cosh, a[0]); }
Expr cosh_derivative(Arguments a, std::size_t) { return call(FunctionId::Sinh, a[0]); }
Expr tanh_derivative(Arguments a, std::size_t) { return Expr(1) - power(call(FunctionId::Tanh, a[0]), Expr(2)); }
Expr coth_derivative(Arguments a, std::size_t) { return Expr(1) - power(call(FunctionId::Coth, a[0]), Expr(2)); }
Expr sech_derivative(Arguments a, std::size_t) { return negate(call(FunctionId::Sech, a[0]) * call(FunctionId::Tanh, a[0])); }
Expr csch_derivative(Arguments a, std::size_t) { return negate(call(FunctionId::Csch, a[0]) * call(FunctionId::Coth, a[0])); }

constexpr Function hyperbolic(FunctionId id, std::string_view latex, Parity parity, Expr (*special)(Arguments),
                              Expr (*derivative)(Arguments, std::size_t), Ball (*evaluate)(std::span<const Ball>, std::int64_t),
                              double (*evaluate_double)(double), std::string_view source) {
    return {.id = id, .latex = latex, .parity = parity, .special = special, .derivative = derivative, .evaluate = evaluate,
            .evaluate_double = evaluate_double, .conjugation = Conjugation::Everywhere, .branch = "meromorphic: no cut", .source = source};
}

constexpr Function kFunctions[] = {
    hyperbolic(FunctionId::Sinh, "\\sinh", Parity::Odd, hyperbolic_special<Circular::Sine>, sinh_derivative, ball_unary<ball::sinh>, real::sinh, "DLMF 4.28.1"),
    hyperbolic(FunctionId::Cosh, "\\cosh", Parity::Even, hyperbolic_special<Circular::Cosine>, cosh_derivative, ball_unary<ball::cosh>, real::cosh, "DLMF 4.28.2"),
    hyperbolic(FunctionId::Tanh, "\\tanh", Parity::Odd, hyperbolic_special<Circular::Tangent>, tanh_derivative, ball_unary<ball::tanh>, real::tanh, "DLMF 4.28.4"),
    hyperbolic(FunctionId::Coth, "\\coth", Parity::Odd, hyperbolic_special<Circular::Cotangent>, coth_derivative, ball_unary<ball::coth>, nullptr, "DLMF 4.28.7"),
    hyperbolic(FunctionId::Sech, "\\operatorname{sech}", Parity::Even, hyperbolic_special<Circular::Secant>, sech_derivative, ball_unary<ball::sech>, nullptr, "DLMF 4.28.6"),
    hyperbolic(FunctionId::Csch, "\\operatorname{csch}", Parity::Odd, hyperbolic_special<Circular::Cosecant>, csch_derivative, ball_unary<ball::csch>, nullptr, "DLMF 4.28.5"),
};

} // namespace

FunctionRecords hyperbolic_functions() { return kFunctions; }

} // namespace rumina::algebra
