// The error function and its relatives, exponential, logarithmic and trigonometric integrals, Fresnel integrals.
#include "algebra/functions/argument.h"
#include "algebra/functions/registry.h"
#include "number/real.h"

namespace rumina::algebra {
namespace {

Expr square(const Expr& z) { return power(z, Expr(2)); }

/// f(i·y) = factor·g(y), for entire odd f.
Expr rotated(const Expr& z, FunctionId g, const Expr& factor) {
    Expr y = divided_by_i(z);
    return y ? factor * call(g, {y}) : Expr();
}

// ── error functions ──

Expr special_erf(Arguments a) {
    if (a[0].is_zero()) return Expr(0);
    if (a[0].is(ConstantId::Infinity)) return Expr(1);
    return rotated(a[0], FunctionId::Erfi, imaginary_unit());
}
Expr derive_erf(Arguments a, std::size_t) { return Expr(2) / sqrt(pi()) * exp(negate(square(a[0]))); }

Expr special_erfc(Arguments a) {
    if (a[0].is_zero()) return Expr(1);
    if (a[0].is(ConstantId::Infinity)) return Expr(0);
    if (is_minus_infinity(a[0])) return Expr(2);
    if (extracts_minus(a[0])) return Expr(2) - call(FunctionId::Erfc, {negate(a[0])}); // DLMF 7.4.2
    return Expr();
}
Expr derive_erfc(Arguments a, std::size_t) { return Expr(-2) / sqrt(pi()) * exp(negate(square(a[0]))); }

Expr special_erfi(Arguments a) {
    if (a[0].is_zero()) return Expr(0);
    if (a[0].is(ConstantId::Infinity)) return a[0];
    return rotated(a[0], FunctionId::Erf, imaginary_unit());
}
Expr derive_erfi(Arguments a, std::size_t) { return Expr(2) / sqrt(pi()) * exp(square(a[0])); }

// ── exponential, trigonometric and logarithmic integrals ──

Expr special_ei(Arguments a) {
    if (a[0].is_zero()) fail_at(FunctionId::Ei, a[0]);
    if (a[0].is(ConstantId::Infinity)) return a[0];
    if (is_minus_infinity(a[0])) return Expr(0);
    return Expr();
}
Expr derive_ei(Arguments a, std::size_t) { return exp(a[0]) / a[0]; }

Expr special_si(Arguments a) {
    if (a[0].is_zero()) return Expr(0);
    if (a[0].is(ConstantId::Infinity)) return pi() * half();
    return rotated(a[0], FunctionId::Shi, imaginary_unit());
}
Expr derive_si(Arguments a, std::size_t) { return call(FunctionId::Sin, {a[0]}) / a[0]; }

Expr special_ci(Arguments a) {
    if (a[0].is_zero()) fail_at(FunctionId::Ci, a[0]);
    if (a[0].is(ConstantId::Infinity)) return Expr(0);
    if (is_minus_infinity(a[0])) return imaginary_unit() * pi();
    return Expr();
}
Expr derive_ci(Arguments a, std::size_t) { return call(FunctionId::Cos, {a[0]}) / a[0]; }

Expr special_shi(Arguments a) {
    if (a[0].is_zero()) return Expr(0);
    if (a[0].is(ConstantId::Infinity)) return a[0];
    return rotated(a[0], FunctionId::Si, imaginary_unit());
}
Expr derive_shi(Arguments a, std::size_t) { return call(FunctionId::Sinh, {a[0]}) / a[0]; }

Expr special_chi(Arguments a) {
    if (a[0].is_zero()) fail_at(FunctionId::Chi, a[0]);
    if (a[0].is(ConstantId::Infinity)) return a[0];
    return Expr();
}
Expr derive_chi(Arguments a, std::size_t) { return call(FunctionId::Cosh, {a[0]}) / a[0]; }

Expr special_li(Arguments a) {
    const Expr& z = a[0];
    if (z.is_zero()) return Expr(0);
    if (z.is_one()) fail_at(FunctionId::Li, z);
    if (z.is(ConstantId::Infinity)) return z;
    if (z.base().is(ConstantId::E) && rational_value(z.exponent())) return call(FunctionId::Ei, {z.exponent()});
    return Expr();
}
Expr derive_li(Arguments a, std::size_t) { return power(call(FunctionId::Log, {a[0]}), Expr(-1)); }

// ── Fresnel integrals, of πt²/2 ──

Expr special_fresnel_s(Arguments a) {
    if (a[0].is_zero()) return Expr(0);
    if (a[0].is(ConstantId::Infinity)) return half();
    return rotated(a[0], FunctionId::FresnelS, negate(imaginary_unit()));
}
Expr derive_fresnel_s(Arguments a, std::size_t) { return call(FunctionId::Sin, {pi() * half() * square(a[0])}); }

Expr special_fresnel_c(Arguments a) {
    if (a[0].is_zero()) return Expr(0);
    if (a[0].is(ConstantId::Infinity)) return half();
    return rotated(a[0], FunctionId::FresnelC, imaginary_unit());
}
Expr derive_fresnel_c(Arguments a, std::size_t) { return call(FunctionId::Cos, {pi() * half() * square(a[0])}); }

} // namespace

FunctionRecords integral_functions() {
    static const Function records[] = {
        {.id = FunctionId::Erf, .latex = "\\operatorname{erf}", .parity = Parity::Odd, .special = special_erf, .derivative = derive_erf,
         .evaluate = ball_unary<ball::erf>, .evaluate_double = real::erf, .conjugation = Conjugation::Everywhere, .branch = "none", .source = "DLMF 7.2.1"},
        {.id = FunctionId::Erfc, .latex = "\\operatorname{erfc}", .special = special_erfc, .derivative = derive_erfc,
         .evaluate = ball_unary<ball::erfc>, .conjugation = Conjugation::Everywhere, .branch = "none", .source = "DLMF 7.2.2"},
        {.id = FunctionId::Erfi, .latex = "\\operatorname{erfi}", .parity = Parity::Odd, .special = special_erfi, .derivative = derive_erfi,
         .evaluate = ball_unary<ball::erfi>, .conjugation = Conjugation::Everywhere, .branch = "none", .source = "DLMF 7.2.1 at iz"},
        {.id = FunctionId::Ei, .latex = "\\operatorname{Ei}", .special = special_ei, .derivative = derive_ei, .evaluate = ball_unary<ball::expint_ei>,
         .conjugation = Conjugation::Everywhere, .branch = "(-∞, 0), where the value is the real mean of both sides", .source = "DLMF 6.2.5"},
        {.id = FunctionId::Si, .latex = "\\operatorname{Si}", .parity = Parity::Odd, .special = special_si, .derivative = derive_si,
         .evaluate = ball_unary<ball::sinint>, .conjugation = Conjugation::Everywhere, .branch = "none", .source = "DLMF 6.2.9"},
        {.id = FunctionId::Ci, .latex = "\\operatorname{Ci}", .special = special_ci, .derivative = derive_ci, .evaluate = ball_unary<ball::cosint>,
         .conjugation = Conjugation::OffCut, .branch = "(-∞, 0], continuous from above", .source = "DLMF 6.2.11"},
        {.id = FunctionId::Shi, .latex = "\\operatorname{Shi}", .parity = Parity::Odd, .special = special_shi, .derivative = derive_shi,
         .evaluate = ball_unary<ball::sinhint>, .conjugation = Conjugation::Everywhere, .branch = "none", .source = "DLMF 6.2.15"},
        {.id = FunctionId::Chi, .latex = "\\operatorname{Chi}", .special = special_chi, .derivative = derive_chi, .evaluate = ball_unary<ball::coshint>,
         .conjugation = Conjugation::OffCut, .branch = "(-∞, 0], continuous from above", .source = "DLMF 6.2.16"},
        {.id = FunctionId::Li, .latex = "\\operatorname{li}", .special = special_li, .derivative = derive_li, .evaluate = ball_unary<ball::logint>,
         .conjugation = Conjugation::OffCut, .branch = "(-∞, 0), continuous from above; on (0, 1) the real Ei(log z)", .source = "DLMF 6.2.8"},
        {.id = FunctionId::FresnelS, .latex = "\\operatorname{S}", .parity = Parity::Odd, .special = special_fresnel_s,
         .derivative = derive_fresnel_s, .evaluate = ball_unary<ball::fresnel_s>, .conjugation = Conjugation::Everywhere, .branch = "none", .source = "DLMF 7.2.8"},
        {.id = FunctionId::FresnelC, .latex = "\\operatorname{C}", .parity = Parity::Odd, .special = special_fresnel_c,
         .derivative = derive_fresnel_c, .evaluate = ball_unary<ball::fresnel_c>, .conjugation = Conjugation::Everywhere, .branch = "none", .source = "DLMF 7.2.7"},
    };
    return records;
}

} // namespace rumina::algebra
