#include "calculus/integrate/risch/decision.h"

#include "calculus/attempt.h"
#include "calculus/integrate/check.h"
#include "calculus/integrate/integrate.h"
#include "calculus/integrate/integrator.h"
#include "calculus/integrate/risch/integration.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

Decision decide(const Expr& f, const Expr& x) {
    const auto [constant, rest] = split_constant(f, x);
    std::string obstacle;
    const auto tower = risch::Tower::of(rest, x, obstacle);
    if (!tower) return {Decision::Verdict::GaveUp, Expr(), obstacle};
    risch::Integration integration(*tower);
    if (!integration.integrate(tower->top(), tower->integrand())) return {Decision::Verdict::Absent, Expr(), integration.proof()};
    Expr F = integration.antiderivative();
    if (F) F = constant * F;
    return {Decision::Verdict::Found, F, {}};
}

} // namespace

Decision decide_elementary(const Expr& f, const Expr& x, std::uint64_t units) {
    try {
        if (auto decision = within_budget(units, [&] { return decide(f, x); })) return *std::move(decision);
        return {Decision::Verdict::GaveUp, Expr(), "the work was too much"};
    } catch (const Failure& failure) {
        if (!is_failed_method(failure)) throw;
        return {Decision::Verdict::GaveUp, Expr(), "a part became too large"};
    }
}

Expr integrate_risch(Integrator& integrator, const Expr& f) {
    const Decision decision = decide(f, integrator.x()); // within the method's budget
    return decision.verdict == Decision::Verdict::Found ? decision.antiderivative : Expr();
}

bool is_elementary(const Expr& e) {
    return !any_node(e, [](const Expr& part) {
        if (!part.is(NodeKind::Function)) return part.has_infinity();
        switch (part.function_id()) {
        case FunctionId::Log:
        case FunctionId::Sin: case FunctionId::Cos: case FunctionId::Tan: case FunctionId::Cot: case FunctionId::Sec: case FunctionId::Csc:
        case FunctionId::Asin: case FunctionId::Acos: case FunctionId::Atan: case FunctionId::Acot: case FunctionId::Asec: case FunctionId::Acsc:
        case FunctionId::Sinh: case FunctionId::Cosh: case FunctionId::Tanh: case FunctionId::Coth: case FunctionId::Sech: case FunctionId::Csch:
        case FunctionId::Asinh: case FunctionId::Acosh: case FunctionId::Atanh: case FunctionId::Acoth: case FunctionId::Asech: case FunctionId::Acsch:
        case FunctionId::RootOf: case FunctionId::RootSum: return false;
        default: return true;
        }
    });
}

Truth has_elementary_antiderivative(const Expr& f, const Expr& x) {
    const Decision decision = decide_elementary(f, x, search_units(3));
    switch (decision.verdict) {
    case Decision::Verdict::Absent: return Truth::No;
    case Decision::Verdict::Found:
        if (!decision.antiderivative || is_antiderivative(decision.antiderivative, f, x)) return Truth::Yes;
        break;
    case Decision::Verdict::GaveUp: break;
    }
    return is_elementary(integrate(f, x)) ? Truth::Yes : Truth::Unknown;
}

} // namespace rumina::calculus
