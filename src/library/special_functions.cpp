// Special functions: each is the algebra library's function of that head, exact for exact arguments, a float for floats.
#include "library/functions.h"
#include "library/topics.h"

namespace rumina::library {
namespace {

using algebra::Expr;
using algebra::FunctionId;

/// gamma(x), or with two arguments the upper incomplete function.
Value run_gamma(Call& call) { return apply_head(call, call.has(1) ? FunctionId::UpperGamma : FunctionId::Gamma); }
/// Riemann's, or with two arguments Hurwitz's.
Value run_zeta(Call& call) { return apply_head(call, call.has(1) ? FunctionId::HurwitzZeta : FunctionId::Zeta); }

/// An array of parameters as a list of expressions.
Expr parameter_list(Call& call, std::size_t index) {
    std::vector<Expr> entries;
    for (const Value& entry : elements_of(call.runtime, call[index])) {
        if (!is_operand(entry)) fail_kind(call, index, "an array of numbers");
        entries.push_back(expression_of(entry));
    }
    return algebra::make_function(FunctionId::List, entries);
}

Value run_hypergeometric(Call& call) {
    Expr upper = parameter_list(call, 0), lower = parameter_list(call, 1);
    return value_of(call.runtime, algebra::apply_function(FunctionId::HypergeometricPFQ, {upper, lower, operand(call, 2)}));
}

/// piecewise(v1, c1, v2, c2, …, otherwise)
Value run_piecewise(Call& call) {
    std::vector<Expr> parts;
    for (std::size_t i = 0; i < call.count; ++i) {
        bool condition = i % 2 == 1;
        bool fits = condition ? is_condition(call[i]) || call[i].is(Tag::Bool) : is_operand(call[i]);
        if (!fits) fail_kind(call, i, condition ? "a condition" : "a number or an expression");
        parts.push_back(condition_of(call[i]));
    }
    return value_of(call.runtime, algebra::apply_function(FunctionId::Piecewise, parts));
}

#define SPECIAL(signature_text, summary_text, head, source_text, ...) \
    {.signature = signature_text, .summary = summary_text, .examples = {__VA_ARGS__}, .source = source_text, .run = run_function<FunctionId::head>}

#define SPECIAL_ALIAS(signature_text, alias, summary_text, head, source_text, ...) \
    {.signature = signature_text, .summary = summary_text, .examples = {__VA_ARGS__}, .aliases = alias, .source = source_text, .run = run_function<FunctionId::head>}

const Builtin records[] = {
    // trigonometric and hyperbolic functions beside those of elementary.cpp
    SPECIAL("cot(x: Number) -> Number", "The cotangent, cos(x)/sin(x).", Cot, "DLMF 4.14.7", {"cot(pi/4)", "1"}),
    SPECIAL("sec(x: Number) -> Number", "The secant, 1/cos(x).", Sec, "DLMF 4.14.6", {"sec(pi/3)", "2"}),
    SPECIAL("csc(x: Number) -> Number", "The cosecant, 1/sin(x).", Csc, "DLMF 4.14.5", {"csc(pi/6)", "2"}),
    SPECIAL_ALIAS("acot(x: Number) -> Number", "arccot", "The inverse of the cotangent, atan(1/x).", Acot, "DLMF 4.23.9", {"acot(1)", "1/4π"}),
    SPECIAL_ALIAS("asec(x: Number) -> Number", "arcsec", "The inverse of the secant, acos(1/x).", Asec, "DLMF 4.23.8", {"asec(2)", "1/3π"}),
    SPECIAL_ALIAS("acsc(x: Number) -> Number", "arccsc", "The inverse of the cosecant, asin(1/x).", Acsc, "DLMF 4.23.7", {"acsc(2)", "1/6π"}),
    SPECIAL("coth(x: Number) -> Number", "The hyperbolic cotangent.", Coth, "DLMF 4.28.7", {"N(coth(1))", "1.3130352854993312"}),
    SPECIAL("sech(x: Number) -> Number", "The hyperbolic secant.", Sech, "DLMF 4.28.6", {"sech(0)", "1"}),
    SPECIAL("csch(x: Number) -> Number", "The hyperbolic cosecant.", Csch, "DLMF 4.28.5", {"N(csch(1))", "0.8509181282393216"}),
    SPECIAL_ALIAS("acoth(x: Number) -> Number", "arccoth", "The inverse of the hyperbolic cotangent.", Acoth, "DLMF 4.37.9", {"N(acoth(2))", "0.5493061443340549"}),
    SPECIAL_ALIAS("asech(x: Number) -> Number", "arcsech", "The inverse of the hyperbolic secant.", Asech, "DLMF 4.37.8", {"asech(1)", "0"}),
    SPECIAL_ALIAS("acsch(x: Number) -> Number", "arccsch", "The inverse of the hyperbolic cosecant.", Acsch, "DLMF 4.37.7", {"N(acsch(1))", "0.881373587019543"}),

    // gamma and relatives
    {.signature = "gamma(x: Number, z?: Number) -> Number",
     .summary = "Euler's gamma function; with a second argument the upper incomplete one.",
     .examples = {{"gamma(5)", "24"}, {"gamma(1/2)", "√π"}, {"gamma(1, 2)", "1/e^2"}, {"gamma(0)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain},
     .source = "DLMF 5.2.1",
     .run = run_gamma},
    SPECIAL("lgamma(x: Number) -> Number", "The logarithm of the gamma function, continued from the positive axis.", LogGamma,
            "DLMF 5.2(i)", {"lgamma(2)", "0"}, {"N(lgamma(10))", "12.801827480081469"}),
    SPECIAL("upper_gamma(s: Number, z: Number) -> Number", "The upper incomplete gamma function.", UpperGamma, "DLMF 8.2.2",
            {"upper_gamma(1, 2)", "1/e^2"}),
    SPECIAL("lower_gamma(s: Number, z: Number) -> Number", "The lower incomplete gamma function.", LowerGamma, "DLMF 8.2.1",
            {"N(lower_gamma(1/2, 1))", "1.493648265624854"}),
    SPECIAL("digamma(x: Number) -> Number", "The logarithmic derivative of the gamma function.", Digamma, "DLMF 5.2.2",
            {"digamma(1)", "-EulerGamma"}),
    SPECIAL("polygamma(n: Number, x: Number) -> Number", "The n-th derivative of the digamma function.", Polygamma, "DLMF 5.15",
            {"polygamma(1, 1)", "1/6π^2"}),
    SPECIAL("beta(a: Number, b: Number) -> Number", "Euler's beta function.", Beta, "DLMF 5.12.1", {"beta(2, 3)", "1/12"}),

    // error functions and integrals
    SPECIAL("erf(x: Number) -> Number", "The error function.", Erf, "DLMF 7.2.1", {"erf(0)", "0"}, {"erf(0.5f)", "0.5204998778130465"}),
    SPECIAL("erfc(x: Number) -> Number", "The complementary error function, 1 - erf(x).", Erfc, "DLMF 7.2.2", {"erfc(0)", "1"}),
    SPECIAL("erfi(x: Number) -> Number", "The imaginary error function, -i·erf(i·x).", Erfi, "DLMF 7.2", {"erfi(0)", "0"}),
    SPECIAL("Ei(x: Number) -> Number", "The exponential integral.", Ei, "DLMF 6.2.5", {"N(Ei(1))", "1.8951178163559368"}),
    SPECIAL("Si(x: Number) -> Number", "The sine integral.", Si, "DLMF 6.2.9", {"Si(0)", "0"}),
    SPECIAL("Ci(x: Number) -> Number", "The cosine integral.", Ci, "DLMF 6.2.11", {"N(Ci(1))", "0.33740392290096816"}),
    SPECIAL("Shi(x: Number) -> Number", "The hyperbolic sine integral.", Shi, "DLMF 6.2.15", {"Shi(0)", "0"}),
    SPECIAL("Chi(x: Number) -> Number", "The hyperbolic cosine integral.", Chi, "DLMF 6.2.16", {"N(Chi(1))", "0.8378669409802082"}),
    SPECIAL("li(x: Number) -> Number", "The logarithmic integral.", Li, "DLMF 6.2.8", {"N(li(2))", "1.045163780117493"}),
    SPECIAL_ALIAS("fresnel_s(x: Number) -> Number", "fresnels", "Fresnel's integral S, with π/2 in the sine.", FresnelS, "DLMF 7.2.8", {"fresnel_s(0)", "0"}),
    SPECIAL_ALIAS("fresnel_c(x: Number) -> Number", "fresnelc", "Fresnel's integral C, with π/2 in the cosine.", FresnelC, "DLMF 7.2.7", {"fresnel_c(0)", "0"}),

    // zeta and polylogarithms
    {.signature = "zeta(s: Number, a?: Number) -> Number",
     .summary = "Riemann's zeta function; with a second argument Hurwitz's.",
     .examples = {{"zeta(2)", "1/6π^2"}, {"zeta(-1)", "-1/12"}, {"zeta(2, 1)", "1/6π^2"}, {"zeta(1)", "!DomainError"}},
     .raises = {DiagnosticId::OutsideDomain},
     .source = "DLMF 25.2.1",
     .run = run_zeta},
    SPECIAL("hurwitz_zeta(s: Number, a: Number) -> Number", "Hurwitz's zeta function, Σ (n + a)^(-s).", HurwitzZeta, "DLMF 25.11.1",
            {"hurwitz_zeta(2, 1)", "1/6π^2"}),
    SPECIAL("polylog(s: Number, z: Number) -> Number", "The polylogarithm, Σ z^n/n^s.", Polylog, "DLMF 25.12.10",
            {"polylog(2, 1)", "1/6π^2"}),

    // Bessel and Airy functions
    SPECIAL_ALIAS("bessel_j(n: Number, x: Number) -> Number", "besselj", "The Bessel function of the first kind.", BesselJ, "DLMF 10.2.2", {"bessel_j(0, 0)", "1"}),
    SPECIAL_ALIAS("bessel_y(n: Number, x: Number) -> Number", "bessely", "The Bessel function of the second kind.", BesselY, "DLMF 10.2.3",
            {"N(bessel_y(0, 1))", "0.08825696421567696"}),
    SPECIAL_ALIAS("bessel_i(n: Number, x: Number) -> Number", "besseli", "The modified Bessel function of the first kind.", BesselI, "DLMF 10.25.2",
            {"bessel_i(0, 0)", "1"}),
    SPECIAL_ALIAS("bessel_k(n: Number, x: Number) -> Number", "besselk", "The modified Bessel function of the second kind.", BesselK, "DLMF 10.25.3",
            {"N(bessel_k(0, 1))", "0.42102443824070834"}),
    SPECIAL_ALIAS("airy_ai(x: Number) -> Number", "airyai", "The Airy function Ai.", AiryAi, "DLMF 9.2", {"N(airy_ai(1))", "0.13529241631288141"}),
    SPECIAL_ALIAS("airy_bi(x: Number) -> Number", "airybi", "The Airy function Bi.", AiryBi, "DLMF 9.2", {"N(airy_bi(1))", "1.2074235949528713"}),
    SPECIAL_ALIAS("airy_ai_prime(x: Number) -> Number", "airyaiprime", "The derivative of Ai.", AiryAiPrime, "DLMF 9.2", {"N(airy_ai_prime(1))", "-0.1591474412967932"}),
    SPECIAL_ALIAS("airy_bi_prime(x: Number) -> Number", "airybiprime", "The derivative of Bi.", AiryBiPrime, "DLMF 9.2", {"N(airy_bi_prime(1))", "0.9324359333927756"}),

    // elliptic integrals; the parameter is m = k²
    SPECIAL("elliptic_k(m: Number) -> Number", "The complete elliptic integral of the first kind, of the parameter m.", EllipticK,
            "DLMF 19.2.8", {"elliptic_k(0)", "1/2π"}),
    SPECIAL("elliptic_e(m: Number, parameter?: Number) -> Number",
            "The elliptic integral of the second kind: complete, or elliptic_e(φ, m).", EllipticE, "DLMF 19.2.5", {"elliptic_e(0)", "1/2π"}),
    SPECIAL("elliptic_f(phi: Number, m: Number) -> Number", "The elliptic integral of the first kind.", EllipticF, "DLMF 19.2.4",
            {"elliptic_f(0, 1/2)", "0"}),
    SPECIAL("elliptic_pi(n: Number, m: Number, parameter?: Number) -> Number",
            "The elliptic integral of the third kind: complete, or elliptic_pi(n, φ, m).", EllipticPi, "DLMF 19.2.7",
            {"elliptic_pi(0, 0)", "1/2π"}),

    // hypergeometric functions and Lambert's W
    SPECIAL_ALIAS("lambertw(k: Number, z?: Number) -> Number", "lambert_w LambertW", "Lambert's W, w·e^w = z: lambertw(z), or of the branch k lambertw(k, z).",
            LambertW, "DLMF 4.13", {"lambertw(0)", "0"}, {"lambertw(e)", "1"}),
    SPECIAL("hyp2f1(a: Number, b: Number, c: Number, z: Number) -> Number", "Gauss's hypergeometric function.", Hypergeometric2F1,
            "DLMF 15.2.1", {"hyp2f1(1, 2, 3, 0)", "1"}),
    SPECIAL("hyp1f1(a: Number, b: Number, z: Number) -> Number", "Kummer's confluent hypergeometric function.", Hypergeometric1F1,
            "DLMF 13.2.2", {"hyp1f1(1, 2, 0)", "1"}),
    SPECIAL("hypu(a: Number, b: Number, z: Number) -> Number", "Tricomi's confluent hypergeometric function.", HypergeometricU,
            "DLMF 13.2.6", {"N(hypu(1, 1, 1))", "0.5963473623231941"}),
    {.signature = "hypergeometric(upper: Sequence, lower: Sequence, z: Number) -> Number",
     .summary = "The generalised hypergeometric function of arrays of parameters.",
     .examples = {{"hypergeometric([1, 2], [3], 0)", "1"}},
     .source = "DLMF 16.2.1",
     .run = run_hypergeometric},
    SPECIAL("appell_f1(a: Number, b1: Number, b2: Number, c: Number, x: Number, y: Number) -> Number", "Appell's function F1.",
            AppellF1, "DLMF 16.13.1", {"appell_f1(1, 2, 3, 4, 0, 0)", "1"}),

    // orthogonal polynomials
    SPECIAL_ALIAS("legendre_p(n: Number, x: Number) -> Number", "legendre", "The Legendre polynomial, or function of the first kind.", LegendreP,
            "DLMF 14.3", {"sym x; legendre_p(2, x)", "3*x^2/2 - 1/2"}),
    SPECIAL("legendre_q(n: Number, x: Number) -> Number", "The Legendre function of the second kind.", LegendreQ, "DLMF 14.3",
            {"N(legendre_q(0, 1/2))", "0.5493061443340549"}),
    SPECIAL_ALIAS("chebyshev_t(n: Number, x: Number) -> Number", "chebyshev", "The Chebyshev polynomial of the first kind.", ChebyshevT, "DLMF 18.3",
            {"sym x; chebyshev_t(3, x)", "4*x^3 - 3*x"}),
    SPECIAL("chebyshev_u(n: Number, x: Number) -> Number", "The Chebyshev polynomial of the second kind.", ChebyshevU, "DLMF 18.3",
            {"sym x; chebyshev_u(2, x)", "4*x^2 - 1"}),
    SPECIAL("hermite(n: Number, x: Number) -> Number", "The Hermite polynomial of physics.", Hermite, "DLMF 18.3",
            {"sym x; hermite(2, x)", "4*x^2 - 2"}),
    SPECIAL("laguerre(n: Number, x: Number, parameter?: Number) -> Number", "The Laguerre polynomial: laguerre(n, x), or laguerre(n, a, x).",
            Laguerre, "DLMF 18.3", {"sym x; laguerre(1, x)", "-x + 1"}),

    // steps and cases
    SPECIAL("heaviside(x: Number) -> Number", "The unit step: 0 below 0, 1 above.", Heaviside, "DLMF 1.16.13", {"heaviside(3)", "1"},
            {"heaviside(-pi)", "0"}),
    SPECIAL("diracdelta(x: Number) -> Number", "Dirac's delta, the derivative of heaviside.", DiracDelta, "DLMF 1.17", {"diracdelta(2)", "0"}),
    {.signature = "piecewise(...parts: Any) -> Any",
     .summary = "piecewise(v1, c1, v2, c2, …, otherwise): the value before the first condition that holds.",
     .examples = {{"piecewise(1, 2 < 1, 5)", "5"}, {"sym x; piecewise(x, x > 0, -x)", "piecewise(x, x > 0, -x)"}},
     .run = run_piecewise},
};
#undef SPECIAL

} // namespace

Records special_function_builtins() { return records; }

} // namespace rumina::library
