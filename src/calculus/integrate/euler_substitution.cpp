// The root of a quadratic q = ax² + bx + c inside another power: Euler's substitutions make x and √q rational in t.
//
//   t = √q + σ√a·x        x = (t² - c)/(b + 2σ√a·t)           a > 0, or a square
//   t = (√q - σ√c)/x      x = (2σ√c·t - b)/(a - t²)           c likewise
//
// Of these, and both signs σ, the one is taken that leaves the simplest powers. [Gradshteyn & Ryzhik 2015] 2.251
#include "calculus/integrate/integrator.h"

#include <algorithm>
#include <vector>

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/rewriting.h"
#include "calculus/differentiate.h"
#include "calculus/integrate/radicals.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

struct Substitution {
    Expr integrand, value; ///< in t; t in x
};

bool is_half(const Expr& exponent) { return exponent.is_number() && exponent.number().is_rational() && exponent.number().re().denominator() == Integer(2); }

/// The quadratic whose root stands inside another power.
std::optional<Expr> nested_quadratic(const std::vector<Radical>& radicals, const Expr& x) {
    for (const Radical& inner : radicals) {
        if (!is_half(inner.exponent)) continue;
        const auto c = polynomial_in(inner.base, x);
        if (!c || c->size() != 3) continue;
        if (is_nested(inner.base, radicals, x)) return inner.base;
    }
    return std::nullopt;
}

/// r with r² = e, of an e that is positive or a square by structure; the sign of r does not matter.
Expr square_root(const Expr& e) {
    if (is_known_positive(e)) return sqrt(e);
    ProductBuilder root;
    for (const Factor& factor : factors_of(e.without_coefficient())) {
        if (!factor.exponent.is_integer() || factor.exponent.number().integer().is_odd()) return Expr();
        root.multiply(factor.base, factor.exponent / 2);
    }
    const Number front = e.coefficient();
    if (!front.is_real() || front.sign() <= 0) return Expr();
    return sqrt(Expr(front)) * root.finish();
}

/// Every base of a power that is no integer in factors.
Expr with_factored_bases(const Expr& e, const Expr& t) {
    return with_radicals_replaced(e, t, [&](const Radical& r) { return std::optional<Expr>(power(factor(cancel(r.base)), r.exponent)); });
}

} // namespace

Expr integrate_by_euler_substitution(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    const std::vector<Radical> radicals = radicals_in(f, x);
    if (radicals.size() < 2) return Expr();
    const auto q = nested_quadratic(radicals, x);
    if (!q) return Expr();
    const auto coefficients = *polynomial_in(*q, x);
    const Expr &c = coefficients[0], &b = coefficients[1], &a = coefficients[2];
    const Expr t = integrator.new_variable(), root = sqrt(*q);
    std::vector<Substitution> ways;
    auto add_way = [&](const Expr& x_in_t, const Expr& root_in_t, const Expr& value) {
        Expr g = replace_powers(f, [&](const Expr& base, const Expr& exponent) -> std::optional<Expr> {
            if (base != *q || !is_half(exponent)) return std::nullopt;
            return power(root_in_t, exponent * 2);
        });
        g = with_factored_bases(substitute(g, x, x_in_t), t);
        if (contains(g, x)) return;
        ways.push_back({g * factor(cancel(differentiate(x_in_t, t))), value});
    };
    for (const int sign : {1, -1}) {
        if (const Expr r = square_root(a)) {
            const Expr s = Expr(sign) * r, x_in_t = cancel((t * t - c) / (b + 2 * s * t));
            add_way(x_in_t, cancel(t - s * x_in_t), root + s * x);
        }
        if (const Expr r = square_root(c)) {
            const Expr s = Expr(sign) * r, x_in_t = cancel((2 * s * t - b) / (a - t * t));
            add_way(x_in_t, cancel(x_in_t * t + s), (root - s) / x);
        }
    }
    std::stable_sort(ways.begin(), ways.end(), [](const Substitution& u, const Substitution& v) { return u.integrand.leaves() < v.integrand.leaves(); });
    for (const Substitution& way : ways)
        if (const Expr found = integrator.find_substituted(way.integrand, t, way.value)) return found;
    return Expr();
}

} // namespace rumina::calculus
