// Powers of secants and of a ± i·a·tan u: with t = e^(iu), sec u = 2t/(1 + t²), 1 + i·tan u = 2t²/(1 + t²) and
// 1 - i·tan u = 2/(1 + t²), so the integrand is a binomial differential t^α·(1 + t²)^(-p) up to a factor that only jumps.
// [Chebyshev 1853] for those that are elementary
#include "calculus/integrate/integrator.h"

#include "algebra/polynomial_forms/polynomial_forms.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

/// t^alpha·(1 + t²)^(-p), and the angle.
struct Binomial {
    Expr alpha = Expr(0), p = Expr(0), angle;
    bool has_tangent = false;
};

/// A factor c·sec u, c·cos u or a ± i·a·tan u to a power.
bool take(Binomial& form, const Expr& base, const Expr& exponent, const Expr& x) {
    auto same_angle = [&](const Expr& u) {
        if (!form.angle) form.angle = u;
        return form.angle == u;
    };
    const Expr core = split_constant(base, x).second;
    for (const auto& [head, sign] : {std::pair(FunctionId::Sec, 1), std::pair(FunctionId::Cos, -1)})
        if (core.is(head)) {
            if (!same_angle(core.argument(0))) return false;
            form.alpha = form.alpha + sign * exponent;
            form.p = form.p + sign * exponent;
            return true;
        }
    if (!base.is_add()) return false;
    Expr tangent;
    any_node(base, [&](const Expr& part) {
        if (part.is(FunctionId::Tan) && !free_of(part, x)) tangent = part;
        return static_cast<bool>(tangent);
    });
    if (!tangent || !same_angle(tangent.argument(0))) return false;
    const auto linear = polynomial_in(substitute(base, tangent, hidden_symbol("tangent")), hidden_symbol("tangent"));
    if (!linear || linear->size() != 2 || contains((*linear)[0], x) || contains((*linear)[1], x)) return false;
    const Expr ratio = cancel((*linear)[1] / (*linear)[0]);
    if (ratio == imaginary_unit()) form.alpha = form.alpha + 2 * exponent;
    else if (ratio != negate(imaginary_unit())) return false;
    form.p = form.p + exponent;
    form.has_tangent = true;
    return true;
}

} // namespace

Expr integrate_tangent_powers(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    Binomial form;
    for (const Factor& factor : factors_of(f))
        if (contains(factor.exponent, x) || !take(form, factor.base, factor.exponent, x)) return Expr();
    if (!form.has_tangent) return Expr();
    const auto angle = linear_in(form.angle, x);
    if (!angle) return Expr();
    const Expr t = integrator.new_variable(), value = exp(imaginary_unit() * form.angle);
    const Expr alpha = expand(form.alpha), p = expand(form.p);
    const Expr integrand = power(t, alpha - 1) * power(1 + t * t, negate(p)) / (imaginary_unit() * angle->slope);
    const Expr front = f * power(value, negate(alpha)) * power(1 + value * value, p);
    return integrator.find_substituted(integrand, t, value, front);
}

} // namespace rumina::calculus
