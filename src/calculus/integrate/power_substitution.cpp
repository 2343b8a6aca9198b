// x occurs in powers x^(n·k) only, after one factor x was taken for dx: then t = x^n, dx/x = dt/(n·t). Also the square and
// higher roots of x itself, and 1/x.
#include "calculus/integrate/integrator.h"

#include <algorithm>

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/rewriting.h"
#include "calculus/common_measure.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

/// The exponents of x in e; false when x occurs otherwise.
bool gather_exponents(const Expr& e, const Expr& x, std::vector<Rational>& exponents) {
    bool fits = true;
    auto note = [&](const Expr& exponent) {
        if (exponent.is_number() && exponent.number().is_exact() && exponent.number().is_real()) exponents.push_back(exponent.number().re());
        else fits = false;
    };
    any_node(e, [&](const Expr& part) {
        if (part.is_power() && part.base() == x) note(part.exponent());
        else if (part.is_mul())
            for (const Factor& f : part.factors())
                if (f.base == x) note(f.exponent);
        if (part.is_add())
            for (const Term& t : part.terms())
                if (t.term == x) note(Expr(1));
        if (part.is(NodeKind::Function))
            for (const Expr& a : part.arguments())
                if (a == x) note(Expr(1));
        if (part.is_power() && part.exponent() == x) note(Expr(1));
        if (part.is_mul())
            for (const Factor& f : part.factors())
                if (f.exponent == x) note(Expr(1));
        return !fits;
    });
    return fits;
}

/// x^k → t^(k/n) everywhere.
Expr with_power_replaced(const Expr& e, const Expr& x, const Rational& n, const Expr& t) {
    return replace_powers(e, [&](const Expr& base, const Expr& exponent) -> std::optional<Expr> {
        if (base != x || !exponent.is_number()) return std::nullopt;
        return power(t, Expr(exponent.number().re() / n));
    });
}

} // namespace

Expr integrate_by_power_substitution(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    const Expr h = f.is_add() ? expand(x * f) : x * f;
    std::vector<Rational> exponents;
    if (!gather_exponents(h, x, exponents) || exponents.empty()) return Expr();
    Rational n = common_divisor(exponents);
    if (n.sign() == 0) return Expr();
    const bool all_negative = std::all_of(exponents.begin(), exponents.end(), [](const Rational& r) { return r.sign() < 0; });
    if (n == Rational(1) && !all_negative) {
        // 1/x alone inside: √(a + b/x), with x outside
        bool inside = any_node(f, [&](const Expr& part) {
            if (!part.is_add()) return false;
            bool negative = false, positive = false;
            for (const Term& s : part.terms()) {
                negative = negative || (s.term.is_power() && s.term.base() == x && s.term.exponent().is_number() && s.term.exponent().number().sign() < 0);
                positive = positive || (s.term == x) || (s.term.is_power() && s.term.base() == x && s.term.exponent().is_number() && s.term.exponent().number().sign() > 0);
            }
            return negative && !positive;
        });
        if (!inside) return Expr();
        n = Rational(-1);
    } else if (all_negative) {
        n = -n;
    }
    const Expr t = integrator.new_variable();
    const Expr integrand = with_power_replaced(h, x, n, t) / (Expr(n) * t);
    return integrator.find_substituted(integrand, t, power(x, Expr(n)));
}

} // namespace rumina::calculus
