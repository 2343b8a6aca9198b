// The rows of the .def files with the names they are written in.
#include "calculus/integrate/rules/rules.h"

#include <fmt/format.h>

#include "calculus/shorthand.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

Expr gamma_of(const Expr& e) { return call(FunctionId::Gamma, e); }
Expr list_of(std::vector<Expr> parts) { return apply_function(FunctionId::List, std::move(parts)); }
Expr hypergeometric(std::vector<Expr> upper, std::vector<Expr> lower, const Expr& z) {
    return apply_function(FunctionId::HypergeometricPFQ, {list_of(std::move(upper)), list_of(std::move(lower)), z});
}

} // namespace

RuleTable rule_table() {
    RuleTable table;
    const Expr x = table.x = hidden_symbol("rule x");
    auto parameter = [&](std::string_view name, bool optional) {
        return table.parameters.emplace_back(hidden_symbol(fmt::format("rule {}", name)), optional).symbol;
    };
    const Expr a = parameter("a", false), b = parameter("b", false), c = parameter("c", false), d = parameter("d", false);
    const Expr k = parameter("k", false), m = parameter("m", false), n = parameter("n", false), p = parameter("p", false);
    // May be absent: a0 is 0 then, the others are 1.
    const Expr a0 = parameter("a0", true), b1 = parameter("b1", true), c1 = parameter("c1", true), d1 = parameter("d1", true);
    const Expr m1 = parameter("m1", true), p1 = parameter("p1", true);

    auto integral = [&](const Expr& f) { return apply_function(FunctionId::IndefiniteIntegral, {f, x}); };
    auto when = [](auto... requirements) { return std::vector<Requirement>{requirements...}; };
#define RULE(name, integrand, antiderivative, requirements, source) table.rows.push_back({name, source, integrand, antiderivative, requirements});

    for (const FunctionId head : {FunctionId::BesselJ, FunctionId::BesselY}) {
        auto C = [&](const Expr& order, const Expr& z) { return call(head, order, z); };
#include "calculus/integrate/rules/cylinder.def"
    }
    for (const FunctionId head : {FunctionId::BesselI, FunctionId::BesselK}) {
        auto Z = [&](const Expr& order, const Expr& z) { return call(head, order, z); };
        const int sign = head == FunctionId::BesselI ? 1 : -1; // K·e^(iπν) obeys the relations of I [DLMF 10.25]
#include "calculus/integrate/rules/modified_cylinder.def"
    }
    {
        auto J = [](const Expr& order, const Expr& z) { return call(FunctionId::BesselJ, order, z); };
        auto Y = [](const Expr& order, const Expr& z) { return call(FunctionId::BesselY, order, z); };
        auto I = [](const Expr& order, const Expr& z) { return call(FunctionId::BesselI, order, z); };
        auto K = [](const Expr& order, const Expr& z) { return call(FunctionId::BesselK, order, z); };
#include "calculus/integrate/rules/bessel.def"
    }
    {
        auto Ai = [](const Expr& z) { return call(FunctionId::AiryAi, z); };
        auto Bi = [](const Expr& z) { return call(FunctionId::AiryBi, z); };
        auto Ai_slope = [](const Expr& z) { return call(FunctionId::AiryAiPrime, z); };
        auto Bi_slope = [](const Expr& z) { return call(FunctionId::AiryBiPrime, z); };
#include "calculus/integrate/rules/airy.def"
    }
    {
        auto P = [](const Expr& degree, const Expr& z) { return call(FunctionId::LegendreP, degree, z); };
        auto Q = [](const Expr& degree, const Expr& z) { return call(FunctionId::LegendreQ, degree, z); };
        auto T = [](const Expr& degree, const Expr& z) { return call(FunctionId::ChebyshevT, degree, z); };
        auto U = [](const Expr& degree, const Expr& z) { return call(FunctionId::ChebyshevU, degree, z); };
        auto H = [](const Expr& degree, const Expr& z) { return call(FunctionId::Hermite, degree, z); };
        auto L = [](const Expr& degree, const Expr& z) { return call(FunctionId::Laguerre, degree, z); };
#include "calculus/integrate/rules/orthogonal.def"
    }
    {
        auto K = [](const Expr& parameter_m) { return call(FunctionId::EllipticK, parameter_m); };
        auto E = [](const Expr& parameter_m) { return call(FunctionId::EllipticE, parameter_m); };
#include "calculus/integrate/rules/elliptic.def"
    }
    {
        auto polylog = [](const Expr& order, const Expr& z) { return call(FunctionId::Polylog, order, z); };
        auto hurwitz = [](const Expr& s, const Expr& z) { return call(FunctionId::HurwitzZeta, s, z); };
        auto polygamma = [](const Expr& order, const Expr& z) { return call(FunctionId::Polygamma, order, z); };
        auto upper = [](const Expr& s, const Expr& z) { return call(FunctionId::UpperGamma, s, z); };
        auto lower = [](const Expr& s, const Expr& z) { return call(FunctionId::LowerGamma, s, z); };
#include "calculus/integrate/rules/gamma_and_zeta.def"
    }
    {
        auto F = [](const Expr& u, const Expr& v, const Expr& w, const Expr& z) { return apply_function(FunctionId::Hypergeometric2F1, {u, v, w, z}); };
        auto M = [](const Expr& u, const Expr& v, const Expr& z) { return apply_function(FunctionId::Hypergeometric1F1, {u, v, z}); };
        auto U = [](const Expr& u, const Expr& v, const Expr& z) { return apply_function(FunctionId::HypergeometricU, {u, v, z}); };
#include "calculus/integrate/rules/hypergeometric.def"
    }
#undef RULE
    return table;
}

} // namespace rumina::calculus
