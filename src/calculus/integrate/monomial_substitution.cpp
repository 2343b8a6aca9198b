// Monomials in x: x^s, (c·x^q)^p and their products, s, p, q any constants; their logarithmic derivatives are s/x. Where the
// exponents of all those inside other functions are rational multiples of one of them, t is that one: with x^s = κ·t^r
// and κ' = 0 wherever it is analytic,
//
//   ∫ x^k·h(x^(n·j), …) dx = x^(k+1)/t^((k+1)/s) · ∫ t^((k+1)/s - 1)·h(…) dt/s.
//
// Logarithms of monomials go along: log(κ·t^r) = r·log(t) + (what is constant but for jumps). Where monomials stand outside
// only, t is a logarithm: x^k·h(log(c·x^n)) = κ·e^(k·t/n)·h(t).
#include "calculus/integrate/integrator.h"

#include <algorithm>

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/rewriting.h"
#include "calculus/common_measure.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

/// s with (log e)' = s/x; none when e is no monomial. 0 for what is free of x.
std::optional<Expr> monomial_exponent(const Expr& e, const Expr& x) {
    if (free_of(e, x)) return Expr(0);
    if (e == x) return Expr(1);
    if (!e.is_power() && !e.is_mul()) return std::nullopt;
    SumBuilder sum;
    for (const Factor& factor : factors_of(e)) {
        if (contains(factor.exponent, x)) return std::nullopt;
        const auto s = factor.base.is_add() ? std::nullopt : monomial_exponent(factor.base, x);
        if (!s && contains(factor.base, x)) return std::nullopt;
        if (s) sum.add(*s * factor.exponent);
    }
    return expand(sum.finish());
}

/// x^k and what stands beside it.
struct Outside {
    Expr monomial, exponent, rest;
};
Outside split_monomials(const Expr& f, const Expr& x) {
    ProductBuilder monomial, rest;
    SumBuilder exponent;
    for (const Factor& factor : factors_of(f)) {
        const Expr whole = power(factor.base, factor.exponent);
        if (const auto s = monomial_exponent(whole, x)) monomial.multiply(factor.base, factor.exponent), exponent.add(*s);
        else rest.multiply(factor.base, factor.exponent);
    }
    return {monomial.finish(), expand(exponent.finish()), rest.finish()};
}

bool is_logarithm(const Expr& e) { return e.is(FunctionId::Log) && e.arguments().size() == 1; }

/// The largest monomials inside e, without constant factors, and the logarithms of monomials.
struct Inside {
    std::vector<Expr> monomials, exponents, logarithms;
    bool fits = true; ///< x occurs in them only
};
void gather(const Expr& e, const Expr& x, Inside& found) {
    DepthGuard guard;
    if (!found.fits || free_of(e, x)) return;
    auto note = [](std::vector<Expr>& list, const Expr& m) {
        if (std::find(list.begin(), list.end(), m) != list.end()) return false;
        list.push_back(m);
        return true;
    };
    if (const auto s = monomial_exponent(e, x)) {
        if (note(found.monomials, split_constant(e, x).second)) found.exponents.push_back(*s);
        return;
    }
    if (is_logarithm(e) && monomial_exponent(e.argument(0), x)) return void(note(found.logarithms, e));
    if (e.is_mul()) { // the monomial among its factors by itself
        const Outside parts = split_monomials(e, x);
        if (contains(parts.monomial, x)) {
            gather(parts.monomial, x, found);
            return gather(parts.rest, x, found);
        }
    }
    if (e.is_symbol()) return void(found.fits = false);
    for_each_child(e, [&](const Expr& part) { gather(part, x, found); });
}

/// What is constant but for jumps stands as a symbol while the integral is looked for.
class Constants {
public:
    Expr symbol_for(const Expr& value, const Expr& x) {
        if (free_of(value, x)) return value;
        for (const Replacement& r : replacements_)
            if (r.to == value) return r.from;
        replacements_.push_back({hidden_symbol("κ" + std::to_string(replacements_.size())), value});
        return replacements_.back().from;
    }
    Expr put_back(const Expr& e) const { return e && !replacements_.empty() ? substitute(e, replacements_) : e; }

private:
    std::vector<Replacement> replacements_;
};

/// e with its monomials and logarithms of monomials replaced.
using OfPart = std::function<Expr(const Expr& part, const Expr& exponent)>;
Expr written_in(const Expr& e, const Expr& x, const OfPart& of_monomial, const OfPart& of_logarithm) {
    DepthGuard guard;
    return replace_top_down(e, [&](const Expr& part) -> std::optional<Expr> {
        if (free_of(part, x)) return part;
        if (const auto s = monomial_exponent(part, x)) return of_monomial(part, *s);
        if (is_logarithm(part))
            if (const auto s = monomial_exponent(part.argument(0), x)) return of_logarithm(part, *s);
        if (part.is_mul())
            if (const Outside parts = split_monomials(part, x); contains(parts.monomial, x))
                return of_monomial(parts.monomial, parts.exponent) * written_in(parts.rest, x, of_monomial, of_logarithm);
        return std::nullopt;
    });
}

Expr by_inner_monomial(Integrator& integrator, const Outside& outside, const Inside& inside) {
    const Expr& x = integrator.x();
    const auto measure = common_measure(inside.exponents);
    if (!measure) return Expr();
    // t is a power of the one with the smallest multiple, its inverse only where all exponents become positive by that.
    std::size_t chosen = inside.monomials.size();
    bool turned = true;
    for (std::size_t i = 0; i < measure->multiples.size(); ++i) {
        const Integer& m = measure->multiples[i];
        if (m.sign() == 0) continue;
        turned = turned && m.sign() < 0;
        if (chosen == inside.monomials.size() || compare(m.abs(), measure->multiples[chosen].abs()) < 0) chosen = i;
    }
    if (chosen == inside.monomials.size()) return Expr();
    const Expr unit = turned ? negate(measure->unit) : measure->unit;
    const Expr value = power(inside.monomials[chosen], Expr(turned ? -1 : 1) / Expr(measure->multiples[chosen]));
    if (value == x) return Expr();
    const Expr t = integrator.new_variable();
    Constants constants;
    const OfPart of_monomial = [&](const Expr& m, const Expr& s) {
        const Expr r = cancel(s / unit);
        return constants.symbol_for(m / power(value, r), x) * power(t, r);
    };
    const OfPart of_logarithm = [&](const Expr& log_m, const Expr& s) {
        const Expr r = cancel(s / unit);
        return constants.symbol_for(log_m - r * log_of(value), x) + r * log_of(t);
    };
    const Expr h = written_in(outside.rest, x, of_monomial, of_logarithm);
    const Expr ratio = cancel((outside.exponent + 1) / unit), front = outside.monomial * x / power(value, ratio);
    return constants.put_back(integrator.find_substituted(h * power(t, ratio - 1) / unit, t, value, front));
}

Expr by_logarithm(Integrator& integrator, const Outside& outside, const Inside& inside) {
    const Expr& x = integrator.x();
    const Expr value = inside.logarithms[0], unit = *monomial_exponent(value.argument(0), x);
    if (unit.is_zero()) return Expr();
    const Expr t = integrator.new_variable();
    Constants constants;
    const Expr h = written_in(outside.rest, x, [](const Expr& m, const Expr&) { return m; }, [&](const Expr& log_m, const Expr& s) {
        const Expr r = cancel(s / unit);
        return constants.symbol_for(log_m - r * value, x) + r * t;
    });
    const Expr ratio = cancel((outside.exponent + 1) / unit), front = outside.monomial * x / exp(ratio * value);
    return constants.put_back(integrator.find_substituted(h * exp(ratio * t) / unit, t, value, front));
}

} // namespace

Expr integrate_by_monomial(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    const Outside outside = split_monomials(f, x);
    Inside inside;
    gather(outside.rest, x, inside);
    if (!inside.fits) return Expr();
    if (!inside.monomials.empty()) return by_inner_monomial(integrator, outside, inside);
    return inside.logarithms.empty() ? Expr() : by_logarithm(integrator, outside, inside);
}

} // namespace rumina::calculus
