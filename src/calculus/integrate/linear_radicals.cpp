// Roots of one linear function, or of one quotient of linear functions: t = ((ax + b)/(cx + d))^(1/q) makes x a rational
// function of t. With square roots of two linear functions, t is one of them and the other becomes the root of a quadratic.
// A root inside other powers is replaced whatever these are.
#include "calculus/integrate/integrator.h"

#include <algorithm>

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/rewriting.h"
#include "calculus/differentiate.h"
#include "calculus/integrate/radicals.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

struct Root {
    Expr base;
    Integer order{1}; ///< common denominator of its exponents
};

/// Bases with x under exponents that are fractions.
std::vector<Root> roots_in(const Expr& f, const Expr& x) {
    std::vector<Root> roots;
    for (const Radical& r : radicals_in(f, x)) {
        if (!r.exponent.is_number() || !r.exponent.number().is_rational()) continue;
        const Integer q = r.exponent.number().re().denominator();
        const auto same = std::find_if(roots.begin(), roots.end(), [&](const Root& root) { return root.base == r.base; });
        if (same == roots.end()) roots.push_back({r.base, q});
        else same->order = lcm(same->order, q);
    }
    return roots;
}

/// base^(k/q) → t^k, the base itself too.
Expr with_root_replaced(const Expr& e, const Expr& base, const Integer& q, const Expr& t) {
    return replace_powers(e, [&](const Expr& b, const Expr& exponent) -> std::optional<Expr> {
        if (b != base || !exponent.is_number() || !exponent.number().is_exact()) return std::nullopt;
        return power(t, exponent * Expr(q));
    });
}

} // namespace

Expr integrate_linear_radicals(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    const std::vector<Root> roots = roots_in(f, x);
    if (roots.empty()) return Expr();
    // One that stands inside other powers, else the root with the highest order: what is left then has the simplest radicals.
    const std::vector<Radical> radicals = radicals_in(f, x);
    const auto nested = std::find_if(roots.begin(), roots.end(), [&](const Root& root) { return linear_in(root.base, x) && is_nested(root.base, radicals, x); });
    const Root* chosen = nested != roots.end() ? &*nested : &roots[0];
    if (nested == roots.end() && roots.size() > 2) return Expr();
    if (nested == roots.end() && roots.size() == 2) {
        if (!linear_in(roots[0].base, x) || !linear_in(roots[1].base, x)) return Expr();
        if (compare(roots[1].order, roots[0].order) > 0) chosen = &roots[1];
        if (!(roots[0].order == Integer(2) || roots[1].order == Integer(2))) return Expr();
    }
    if (compare(chosen->order, Integer(60)) > 0) return Expr();
    const Expr t = integrator.new_variable(), power_of_t = power(t, Expr(chosen->order));
    Expr value; // of x
    Expr root;
    if (const auto linear = linear_in(chosen->base, x)) {
        value = (power_of_t - linear->offset) / linear->slope;
    } else {
        const Expr quotient = together(chosen->base);
        const auto above = polynomial_in(numerator(quotient), x), below = polynomial_in(denominator(quotient), x);
        if (!above || !below || above->size() > 2 || below->size() != 2) return Expr();
        const Expr a = above->size() == 2 ? (*above)[1] : Expr(0), b = (*above)[0], c = (*below)[1], d = (*below)[0];
        value = (b - d * power_of_t) / (c * power_of_t - a);
    }
    Expr g = substitute(with_root_replaced(f, chosen->base, chosen->order, t), x, value);
    if (contains(g, x)) return Expr();
    g = g * differentiate(value, t);
    if (roots.size() == 1 && !linear_in(chosen->base, x)) g = cancel(g);
    return integrator.find_substituted(g, t, power(chosen->base, power(Expr(chosen->order), -1)));
}

} // namespace rumina::calculus
