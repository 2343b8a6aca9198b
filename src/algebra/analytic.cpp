#include "algebra/analytic.h"

#include "algebra/traversal.h"

namespace rumina::algebra {
namespace {

/// The ball avoids the real half-line (-∞, 0].
bool avoids_negative_axis(const Ball& z) {
    if (!z.is_finite()) return false;
    if (const auto im = z.imag_sign(); im && *im != 0) return true;
    const auto re = z.real().real_sign();
    return re && *re > 0;
}

/// 1 ± z or the like avoid it.
bool avoids(const Expr& e, const Point& point, long precision) { return avoids_negative_axis(enclose_at(e, point, precision)); }

bool is_analytic_node(const Expr& e, const Expr& x, const Point& point, long precision) {
    auto power_is_analytic = [&](const Expr& base, const Expr& exponent) {
        if (free_of(base, x) || exponent.is_integer()) return true;
        return avoids(base, point, precision);
    };
    if (e.is_power()) return power_is_analytic(e.base(), e.exponent());
    if (e.is_mul()) {
        for (const Factor& f : e.factors())
            if (!power_is_analytic(f.base, f.exponent)) return false;
        return true;
    }
    if (!e.is(NodeKind::Function) || free_of(e, x)) return true;
    if (e.arguments().size() != 1) return false;
    const Expr& u = e.argument(0);
    switch (e.function_id()) {
    case FunctionId::Sin: case FunctionId::Cos: case FunctionId::Tan: case FunctionId::Cot: case FunctionId::Sec: case FunctionId::Csc:
    case FunctionId::Sinh: case FunctionId::Cosh: case FunctionId::Tanh: case FunctionId::Coth: case FunctionId::Sech: case FunctionId::Csch:
    case FunctionId::Gamma: case FunctionId::Digamma: case FunctionId::Erf: case FunctionId::Erfc: case FunctionId::Erfi: case FunctionId::Si:
    case FunctionId::Shi: case FunctionId::FresnelS: case FunctionId::FresnelC: case FunctionId::AiryAi: case FunctionId::AiryBi: case FunctionId::Factorial:
        return true;
    case FunctionId::Log: case FunctionId::LogGamma: case FunctionId::Ci: case FunctionId::Chi: return avoids(u, point, precision);
    case FunctionId::Asin: case FunctionId::Acos: case FunctionId::Atanh: return avoids(1 - u, point, precision) && avoids(1 + u, point, precision);
    case FunctionId::Acosh: return avoids(u - 1, point, precision);
    case FunctionId::Atan: case FunctionId::Asinh: return avoids(1 + u * u, point, precision);
    default: return false;
    }
}

} // namespace

bool is_analytic_at(const Expr& e, const Expr& x, const Point& point, long precision) {
    return !any_node(e, [&](const Expr& part) { return !is_analytic_node(part, x, point, precision); });
}

} // namespace rumina::algebra
