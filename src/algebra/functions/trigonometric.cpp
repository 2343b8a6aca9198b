// Circular functions. Values at rational multiples of π: exact where square roots suffice (trigonometric_values.h), else
// brought to the smallest angle: 0 < q < 1/2, and of sin(πq) = cos(π(1/2 - q)) the form with the smaller denominator, then
// the smaller angle. In sums the multiple of π is brought into [0, π/2). f(iy) is hyperbolic; f of an inverse function is
// algebraic. All of it holds for every complex argument; on the cuts of the inverse functions too.
#include "algebra/functions/ball_adapter.h"
#include "algebra/functions/circular.h"
#include "algebra/functions/constant_parts.h"
#include "algebra/functions/registry.h"
#include "algebra/functions/trigonometric_values.h"
#include "diagnostics/diagnostic.h"
#include "number/real.h"

namespace rumina::algebra {

FunctionId circular_head(Circular f) {
    constexpr FunctionId heads[] = {FunctionId::Sin, FunctionId::Cos, FunctionId::Tan, FunctionId::Cot, FunctionId::Sec, FunctionId::Csc};
    return heads[static_cast<int>(f)];
}

FunctionId hyperbolic_head(Circular f) {
    constexpr FunctionId heads[] = {FunctionId::Sinh, FunctionId::Cosh, FunctionId::Tanh, FunctionId::Coth, FunctionId::Sech, FunctionId::Csch};
    return heads[static_cast<int>(f)];
}

Expr imaginary_factor(Circular f) { // DLMF 4.28.8-13
    switch (f) {
    case Circular::Sine: case Circular::Tangent: return imaginary_unit();
    case Circular::Cosine: case Circular::Secant: return Expr(1);
    default: return negate(imaginary_unit());
    }
}

Expr circular_value(Circular f, const SineCosine& p) {
    switch (f) {
    case Circular::Sine: return p.sine;
    case Circular::Cosine: return p.cosine;
    case Circular::Tangent: return p.tangent ? p.tangent : p.sine / p.cosine;
    case Circular::Cotangent: return p.tangent ? power(p.tangent, Expr(-1)) : p.cosine / p.sine;
    case Circular::Secant: return power(p.cosine, Expr(-1));
    case Circular::Cosecant: return power(p.sine, Expr(-1));
    }
    return Expr();
}

namespace {

Rational one_half() { return Rational::make(Integer(1), Integer(2)); }

/// f(π/2 - x) = cofunction(x)
Circular cofunction(Circular f) {
    constexpr Circular others[] = {Circular::Cosine, Circular::Sine, Circular::Cotangent, Circular::Tangent, Circular::Cosecant, Circular::Secant};
    return others[static_cast<int>(f)];
}

struct Shifted {
    Circular f;
    int sign;
};
/// f(x + kπ/2) = sign·g(x)
Shifted shifted(Circular f, const Integer& k) {
    std::int64_t quarter = remainder_floor(k, Integer(4)).to_int64();
    Shifted result{f, 1};
    for (; quarter > 0; --quarter) { // f(x + π/2); DLMF table 4.16.3
        bool positive = result.f == Circular::Sine || result.f == Circular::Cosecant;
        result = {cofunction(result.f), positive ? result.sign : -result.sign};
    }
    return result;
}

std::string angle_text(const Rational& q) {
    if (q.sign() == 0) return "0";
    std::string top = q.numerator() == Integer(1) ? "" : q.numerator() == Integer(-1) ? "-" : q.numerator().to_string();
    return q.is_integer() ? top + "π" : top + "π/" + q.denominator().to_string();
}

/// The value at πr, 0 <= r < 1/2, by square roots.
Expr exact_value(Circular f, const Rational& r, const Rational& asked, FunctionId asked_head) {
    if (r.sign() == 0 && (f == Circular::Cotangent || f == Circular::Cosecant))
        fail(DiagnosticId::OutsideDomain, fmt::format("`{}`", name_of(asked_head)), angle_text(asked));
    switch (f) {
    case Circular::Sine: return sin_of_pi_times(r);
    case Circular::Cosine: return cos_of_pi_times(r);
    case Circular::Tangent: return tan_of_pi_times(r);
    case Circular::Cotangent: return tan_of_pi_times(one_half() - r);
    case Circular::Secant: return sec_of_pi_times(r);
    case Circular::Cosecant: return sec_of_pi_times(one_half() - r);
    }
    return Expr();
}

Expr at_multiple_of_pi(Circular f, const Rational& q) {
    Integer k = floor(q * Rational(2));
    Rational r = q - Rational(k) * one_half();
    Shifted s = shifted(f, k);
    Expr value = exact_value(s.f, r, q, circular_head(f));
    if (!value) {
        Rational other = one_half() - r;
        int order = compare(other.denominator(), r.denominator());
        if (order < 0 || (order == 0 && compare(other, r) < 0)) {
            s.f = cofunction(s.f);
            r = other;
        }
        if (s.f == f && r == q) return Expr(); // canonical already
        Expr angle = Expr(r) * pi();
        value = make_function(circular_head(s.f), {&angle, 1});
    }
    return s.sign < 0 ? negate(value) : value;
}

/// Sine and cosine of an inverse function at x.
bool of_inverse(const Expr& e, SineCosine& p) {
    const Expr& x = e.argument(0);
    auto leg = [](const Expr& z, int sign) { return sqrt(Expr(1) + scale(Number(sign), power(z, Expr(2)))); }; // √(1 ± z²)
    auto of_tangent = [&](const Expr& t) {
        Expr cosine = power(leg(t, 1), Expr(-1));
        return SineCosine{t * cosine, cosine, t};
    };
    switch (e.function_id()) {
    case FunctionId::Asin: p = {x, leg(x, -1), {}}; return true;
    case FunctionId::Acos: p = {leg(x, -1), x, {}}; return true;
    case FunctionId::Atan: p = of_tangent(x); return true;
    case FunctionId::Acot: p = of_tangent(power(x, Expr(-1))); return true;
    case FunctionId::Asec: p = {leg(power(x, Expr(-1)), -1), power(x, Expr(-1)), {}}; return true;
    case FunctionId::Acsc: p = {power(x, Expr(-1)), leg(power(x, Expr(-1)), -1), {}}; return true;
    default: return false;
    }
}

template <Circular f>
Expr circular_special(Arguments a) {
    const Expr& x = a[0];
    if (infinite_sign(x) != 0) fail(DiagnosticId::InfinityUndefined, fmt::format("{}(∞)", name_of(circular_head(f))));
    Rational q;
    if (is_rational_multiple_of_pi(x, q)) return at_multiple_of_pi(f, q);
    if (Expr y = without_imaginary_unit(x)) return imaginary_factor(f) * apply_function(hyperbolic_head(f), {y});
    if (x.is_add()) {
        for (const Term& t : x.terms()) {
            if (!t.term.is(ConstantId::Pi) || !t.coefficient.is_rational()) continue;
            Integer k = floor(t.coefficient.rational() * Rational(2));
            if (k.is_zero()) break;
            Shifted s = shifted(f, k);
            Expr value = apply_function(circular_head(s.f), {x - Expr(Rational(k) * one_half()) * pi()});
            return s.sign < 0 ? negate(value) : value;
        }
    }
    SineCosine parts;
    if (x.is(NodeKind::Function) && of_inverse(x, parts)) return circular_value(f, parts);
    return Expr();
}

Expr call(FunctionId id, const Expr& x) { return apply_function(id, {x}); }

Expr sin_derivative(Arguments a, std::size_t) { return call(FunctionId::Cos, a[0]); }
Expr cos_derivative(Arguments a, std::size_t) { return negate(call(FunctionId::Sin, a[0])); }
Expr tan_derivative(Arguments a, std::size_t) { return Expr(1) + power(call(FunctionId::Tan, a[0]), Expr(2)); }
Expr cot_derivative(Arguments a, std::size_t) { return Expr(-1) - power(call(FunctionId::Cot, a[0]), Expr(2)); }
Expr sec_derivative(Arguments a, std::size_t) { return call(FunctionId::Sec, a[0]) * call(FunctionId::Tan, a[0]); }
Expr csc_derivative(Arguments a, std::size_t) { return negate(call(FunctionId::Csc, a[0]) * call(FunctionId::Cot, a[0])); }

constexpr Function circular(FunctionId id, std::string_view latex, Parity parity, Expr (*special)(Arguments),
                            Expr (*derivative)(Arguments, std::size_t), Ball (*evaluate)(std::span<const Ball>, std::int64_t),
                            double (*evaluate_double)(double), std::string_view source) {
    return {.id = id, .latex = latex, .parity = parity, .special = special, .derivative = derivative, .evaluate = evaluate,
            .evaluate_double = evaluate_double, .conjugation = Conjugation::Everywhere, .branch = "meromorphic: no cut", .source = source};
}

constexpr Function kFunctions[] = {
    circular(FunctionId::Sin, "\\sin", Parity::Odd, circular_special<Circular::Sine>, sin_derivative, ball_unary<ball::sin>, real::sin, "DLMF 4.14.1"),
    circular(FunctionId::Cos, "\\cos", Parity::Even, circular_special<Circular::Cosine>, cos_derivative, ball_unary<ball::cos>, real::cos, "DLMF 4.14.2"),
    circular(FunctionId::Tan, "\\tan", Parity::Odd, circular_special<Circular::Tangent>, tan_derivative, ball_unary<ball::tan>, real::tan, "DLMF 4.14.4"),
    circular(FunctionId::Cot, "\\cot", Parity::Odd, circular_special<Circular::Cotangent>, cot_derivative, ball_unary<ball::cot>, nullptr, "DLMF 4.14.7"),
    circular(FunctionId::Sec, "\\sec", Parity::Even, circular_special<Circular::Secant>, sec_derivative, ball_unary<ball::sec>, nullptr, "DLMF 4.14.6"),
    circular(FunctionId::Csc, "\\csc", Parity::Odd, circular_special<Circular::Cosecant>, csc_derivative, ball_unary<ball::csc>, nullptr, "DLMF 4.14.5"),
};

} // namespace

FunctionRecords trigonometric_functions() { return kFunctions; }

} // namespace rumina::algebra
