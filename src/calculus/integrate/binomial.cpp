// u^m·(a + b·u^n)^p·R(u^n) with (m + 1)/n + p an integer, p = k/q no integer, u linear in x (x itself for n > 1): Chebyshev's
// third case. With t = (a + b·u^n)^(1/q)/u^(n/q) everything is rational in t:
//
//   u^n = a/(t^q - b)     du/u = -(q/n)·t^(q-1)/(t^q - b) dt     (a + b·u^n)^p = t^k·u^(np)
#include "calculus/integrate/integrator.h"

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/rewriting.h"
#include "calculus/integrate/radicals.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

bool is_fraction(const Expr& e) { return e.is_number() && e.number().is_rational(); }

/// ∫ f with the binomial as the base of one radical, the other radical (if any) a power of u.
Expr by_quotient_of_roots(Integrator& integrator, const Expr& f, const Radical& binomial, const Radical* other) {
    const Expr& x = integrator.x();
    // In u.
    Expr u = x, g = f, base = binomial.base, u_in_x = x, slope(1);
    if (other != nullptr && other->base != x) {
        const auto linear = linear_in(other->base, x);
        if (!linear) return Expr();
        u = hidden_symbol("u");
        u_in_x = other->base;
        slope = linear->slope;
        const Expr x_in_u = (u - linear->offset) / slope;
        base = expand(substitute(base, x, x_in_u));
        g = with_radicals_replaced(f, x, [&](const Radical& r) { return std::optional<Expr>(power(r.base == other->base ? u : r.base == binomial.base ? base : r.base, r.exponent)); });
        g = substitute(g, x, x_in_u);
    }
    const auto c = polynomial_in(base, u);
    if (!c || c->size() < 2 || (*c)[0].is_zero()) return Expr();
    const std::size_t degree = c->size() - 1;
    for (std::size_t k = 1; k < degree; ++k)
        if (!(*c)[k].is_zero()) return Expr();
    const Expr &a = (*c)[0], &b = (*c)[degree], n(static_cast<std::int64_t>(degree)), p = binomial.exponent, q(p.number().re().denominator());
    if (degree <= 2 && q.is_number(2)) return Expr(); // roots of quadratics have better forms
    // f·u = (a + b·u^n)^p·u^(-np)·H(u^n)
    const Expr v = hidden_symbol("v");
    const Expr h = replace_powers(g * u / power(base, p) * power(u, n * p), [&](const Expr& factor, const Expr& exponent) -> std::optional<Expr> {
        if (factor != u || !is_fraction(exponent)) return std::nullopt;
        return power(v, exponent / n);
    });
    if (contains(h, u) || contains(h, x) || !radicals_in(h, v).empty()) return Expr();
    const Expr t = integrator.new_variable(), below = power(t, q) - b;
    const Expr integrand = substitute(h, v, a / below) * power(t, p * q + q - 1) / below * negate(q / n) / slope;
    const Expr binomial_in_x = binomial.base;
    return integrator.find_substituted(cancel(integrand), t, power(binomial_in_x, power(q, -1)) * power(u_in_x, negate(n / q)));
}

} // namespace

Expr integrate_binomial(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    const std::vector<Radical> radicals = radicals_in(f, x);
    if (radicals.empty() || radicals.size() > 2) return Expr();
    for (const Radical& r : radicals)
        if (!is_fraction(r.exponent)) return Expr();
    for (std::size_t i = 0; i < radicals.size(); ++i) {
        if (!polynomial_in(radicals[i].base, x) || radicals[i].base == x) continue;
        if (const Expr found = by_quotient_of_roots(integrator, f, radicals[i], radicals.size() == 2 ? &radicals[1 - i] : nullptr)) return found;
    }
    return Expr();
}

} // namespace rumina::calculus
