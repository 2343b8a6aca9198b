// The rows of the .def files with the names they are written in.
#include "calculus/integrate/rules/rules.h"

#include <fmt/format.h>

#include "calculus/shorthand.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

/// Functions by the short names they have in the rows.
auto of_one(FunctionId head) {
    return [head](const Expr& z) { return call(head, z); };
}
auto of_two(FunctionId head) {
    return [head](const Expr& order, const Expr& z) { return call(head, order, z); };
}
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
// A row is a function of its own: compilers take more than linear time for a long one.
#define RULE(name, integrand, antiderivative, requirements, source) \
    [&]() __attribute__((noinline)) { table.rows.push_back({name, source, integrand, antiderivative, requirements}); }();

    for (const FunctionId head : {FunctionId::BesselJ, FunctionId::BesselY}) {
        const auto C = of_two(head);
#include "calculus/integrate/rules/cylinder.def"
    }
    for (const FunctionId head : {FunctionId::BesselI, FunctionId::BesselK}) {
        const auto Z = of_two(head);
        const int sign = head == FunctionId::BesselI ? 1 : -1; // K·e^(iπν) obeys the relations of I [DLMF 10.25]
#include "calculus/integrate/rules/modified_cylinder.def"
    }
    {
        const auto J = of_two(FunctionId::BesselJ);
        const auto Y = of_two(FunctionId::BesselY);
        const auto I = of_two(FunctionId::BesselI);
        const auto K = of_two(FunctionId::BesselK);
#include "calculus/integrate/rules/bessel.def"
    }
    {
        const auto Ai = of_one(FunctionId::AiryAi);
        const auto Bi = of_one(FunctionId::AiryBi);
        const auto Ai_slope = of_one(FunctionId::AiryAiPrime);
        const auto Bi_slope = of_one(FunctionId::AiryBiPrime);
#include "calculus/integrate/rules/airy.def"
    }
    {
        const auto P = of_two(FunctionId::LegendreP);
        const auto Q = of_two(FunctionId::LegendreQ);
        const auto T = of_two(FunctionId::ChebyshevT);
        const auto U = of_two(FunctionId::ChebyshevU);
        const auto H = of_two(FunctionId::Hermite);
        const auto L = of_two(FunctionId::Laguerre);
#include "calculus/integrate/rules/orthogonal.def"
    }
    {
        const auto K = of_one(FunctionId::EllipticK);
        const auto E = of_one(FunctionId::EllipticE);
#include "calculus/integrate/rules/elliptic.def"
    }
    {
        const auto polylog = of_two(FunctionId::Polylog);
        const auto hurwitz = of_two(FunctionId::HurwitzZeta);
        const auto polygamma = of_two(FunctionId::Polygamma);
        const auto upper = of_two(FunctionId::UpperGamma);
        const auto lower = of_two(FunctionId::LowerGamma);
#include "calculus/integrate/rules/gamma_and_zeta.def"
    }
    {
        auto F = [](const Expr& u, const Expr& v, const Expr& w, const Expr& z) { return apply_function(FunctionId::Hypergeometric2F1, {u, v, w, z}); };
        auto M = [](const Expr& u, const Expr& v, const Expr& z) { return apply_function(FunctionId::Hypergeometric1F1, {u, v, z}); };
        auto U = [](const Expr& u, const Expr& v, const Expr& z) { return apply_function(FunctionId::HypergeometricU, {u, v, z}); };
#include "calculus/integrate/rules/hypergeometric.def"
    }
#include "calculus/integrate/rules/error_functions.def"
#include "calculus/integrate/rules/symbolic_powers.def"
#undef RULE
    return table;
}

} // namespace rumina::calculus
