// Integration by parts: ∫ a·h^n dx = A·h^n - ∫ A·n·h^(n-1)·h' dx, A' = a, for h a logarithm or an inverse function, whose
// derivative is simpler than itself.
#include "calculus/integrate/integrator.h"

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "calculus/differentiate.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

/// Heads whose derivatives are algebraic in the argument, or otherwise simpler.
int rank_of(FunctionId head) {
    switch (head) {
    case FunctionId::Polylog: return 5;
    case FunctionId::Log: return 3;
    case FunctionId::Asin: case FunctionId::Acos: case FunctionId::Atan: case FunctionId::Acot: case FunctionId::Asec: case FunctionId::Acsc:
    case FunctionId::Asinh: case FunctionId::Acosh: case FunctionId::Atanh: case FunctionId::Acoth: case FunctionId::Asech: case FunctionId::Acsch:
        return 4;
    case FunctionId::Erf: case FunctionId::Erfc: case FunctionId::Erfi: case FunctionId::Ei: case FunctionId::Si: case FunctionId::Ci:
    case FunctionId::Shi: case FunctionId::Chi: case FunctionId::Li: case FunctionId::FresnelS: case FunctionId::FresnelC:
        return 2;
    default: return 0;
    }
}

} // namespace

Expr integrate_by_parts(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    std::vector<std::pair<int, Factor>> choices;
    for (const Factor& factor : factors_of(f)) {
        if (!factor.exponent.is_integer() || factor.exponent.number().sign() <= 0) continue;
        if (!factor.base.is(NodeKind::Function) || free_of(factor.base, x)) continue;
        if (int rank = rank_of(factor.base.function_id())) choices.emplace_back(rank, factor);
    }
    std::stable_sort(choices.begin(), choices.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const auto& [rank, factor] : choices) {
        const Expr h = power(factor.base, factor.exponent), a = f / h;
        Expr A;
        {
            StepMark unshown;
            A = free_of(a, x) ? a * x : integrator.find(a);
        }
        if (!A) continue;
        const Expr slope = factor.exponent * power(factor.base, factor.exponent - 1) * differentiate(factor.base, x);
        auto with_rest = [&](const Expr& remaining) {
            StepMark mark;
            integrator.tell_parts(f, h, slope, a, A, remaining);
            auto [constant, left] = split_constant(remaining, x);
            const Expr rest = integrator.find(left.is_one() ? remaining : left);
            if (rest) mark.keep();
            return rest ? A * h - (left.is_one() ? rest : constant * rest) : rest;
        };
        const Expr remaining = A * slope;
        if (const Expr found = with_rest(remaining)) return found;
        const Expr cancelled = cancel(remaining);
        if (cancelled != remaining)
            if (const Expr found = with_rest(cancelled)) return found;
    }
    return Expr();
}

} // namespace rumina::calculus
