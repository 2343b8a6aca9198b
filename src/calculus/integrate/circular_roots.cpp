// Square roots of α_i + β_i·cos v + γ_i·sin v with one phase φ, tan φ = γ_i/β_i: in w = v - φ they are roots of
// α_i + ρ_i·cos w, and an even number of them becomes by t = tan(w/2) one root of a polynomial in t²,
//
//   α + ρ·cos w = ((α + ρ) + (α - ρ)·t²)/(1 + t²),     dw = 2 dt/(1 + t²),
//
// for elliptic integrals in Legendre's forms. [Byrd & Friedman 1971] 289
#include "calculus/integrate/integrator.h"

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "calculus/integrate/circular.h"
#include "calculus/integrate/radicals.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

struct WaveRoot {
    Expr base, exponent;
    Expr constant, cosine, sine; ///< α, β, γ
};

/// base = α + β·c + γ·s; none for others.
std::optional<WaveRoot> wave_root(const Expr& base, const Expr& exponent, const Expr& s, const Expr& c) {
    const auto in_c = polynomial_in(base, c);
    if (!in_c || in_c->empty() || in_c->size() > 2) return std::nullopt;
    const Expr cosine = in_c->size() == 2 ? (*in_c)[1] : Expr(0);
    const auto in_s = polynomial_in((*in_c)[0], s);
    if (!in_s || in_s->size() > 2 || contains(cosine, s)) return std::nullopt;
    return WaveRoot{base, exponent, in_s->empty() ? Expr(0) : (*in_s)[0], cosine, in_s->size() == 2 ? (*in_s)[1] : Expr(0)};
}

/// The roots of g, apart; `rest` is what is rational in s and c.
struct Roots {
    std::vector<WaveRoot> roots;
    Expr rest;
};
std::optional<Roots> roots_of(const Expr& g, const Expr& s, const Expr& c) {
    Roots found;
    ProductBuilder rest;
    auto add_root = [&](const Expr& base, const Expr& exponent) {
        for (WaveRoot& r : found.roots)
            if (r.base == base) return r.exponent = r.exponent + exponent, true;
        const auto root = wave_root(base, exponent, s, c);
        if (root) found.roots.push_back(*root);
        return root.has_value();
    };
    for (const Factor& factor : factors_of(g)) {
        if ((free_of(factor.base, s) && free_of(factor.base, c)) || factor.exponent.is_integer()) {
            rest.multiply(factor.base, factor.exponent);
            continue;
        }
        if (!factor.exponent.is_number() || !factor.exponent.number().is_rational() || factor.exponent.number().re().denominator() != Integer(2)) return std::nullopt;
        for (const Factor& part : factors_of(algebra::factor(together(factor.base)))) {
            if (free_of(part.base, s) && free_of(part.base, c)) rest.multiply(power(part.base, part.exponent * factor.exponent));
            else if (!part.exponent.is_integer() || !add_root(part.base, part.exponent * factor.exponent)) return std::nullopt;
        }
    }
    std::erase_if(found.roots, [](const WaveRoot& r) { return r.exponent.is_zero(); });
    found.rest = rest.finish();
    return found;
}

} // namespace

Expr integrate_circular_roots(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    if (radicals_in(f, x).empty()) return Expr();
    const auto one = one_argument(f, x, Kind::Circular);
    if (!one) return Expr();
    const Expr s = hidden_symbol("s"), c = hidden_symbol("c");
    const Expr g = in_sine_and_cosine(*one, Kind::Circular, s, c);
    if (contains(g, x)) return Expr();
    const auto split = roots_of(g, s, c);
    if (!split || split->roots.empty()) return Expr();
    if (!radicals_in(split->rest, s).empty() || !radicals_in(split->rest, c).empty()) return Expr();
    // One phase.
    const WaveRoot& first = split->roots[0];
    for (const WaveRoot& r : split->roots)
        if (!simplify(r.cosine * first.sine - r.sine * first.cosine).is_zero()) return Expr();
    const bool turned = !first.sine.is_zero();
    // β·cos v + γ·sin v = β·√(1 + τ²)·cos(v - atan τ) with τ = γ/β, whatever the signs.
    const bool is_sine = first.cosine.is_zero();
    const Expr slope = is_sine ? Expr(0) : first.sine / first.cosine, stretch = turned && !is_sine ? simplify(sqrt(expand(1 + slope * slope))) : Expr(1);
    const Expr cos_phase = is_sine ? Expr(0) : power(stretch, -1), sin_phase = is_sine ? Expr(1) : slope / stretch;
    const Expr phase = !turned ? Expr(0) : is_sine ? pi() / 2 : atan_of(slope);
    const Expr w_in_x = one->v - phase;
    SumBuilder total;
    ProductBuilder apart; // the roots, as they are apart
    for (const WaveRoot& r : split->roots) {
        total.add(r.exponent);
        apart.multiply(r.base, r.exponent);
    }
    const Expr product = apart.finish();
    const Replacement waves[] = {{s, call(FunctionId::Sin, one->v)}, {c, call(FunctionId::Cos, one->v)}};
    const Expr jump = substitute(g / (split->rest * product), waves);
    const Expr order = total.finish(); // of 1 + t² in the denominator
    const bool is_even = order.is_integer();
    if (split->roots.size() == 1 && (!turned || is_sine)) // by other methods, once there is one root only
        return jump.is_one() ? Expr() : integrator.find_as(substitute(split->rest * product, waves), "Roots of products as products of roots", jump);

    const Expr t = integrator.new_variable();
    auto in_w = [&](const Expr& sine, const Expr& cosine) {
        const Replacement turn[] = {{s, sine * cos_phase + cosine * sin_phase}, {c, cosine * cos_phase - sine * sin_phase}};
        return substitute(split->rest, turn);
    };
    auto rho = [&](const WaveRoot& r) { return is_sine ? r.sine : simplify(r.cosine * stretch); };
    if (!is_even) {
        if (!turned || is_sine) return Expr();
        const Expr cosine = cos_of(t);
        ProductBuilder roots;
        for (const WaveRoot& r : split->roots) roots.multiply(r.constant + rho(r) * cosine, r.exponent);
        return integrator.find_substituted(in_w(sin_of(t), cosine) * roots.finish() / one->slope, t, w_in_x, jump);
    }
    const Expr below = 1 + t * t;
    ProductBuilder roots;
    for (const WaveRoot& r : split->roots) roots.multiply(r.constant + rho(r) + (r.constant - rho(r)) * t * t, r.exponent);
    const Expr rational = algebra::factor(cancel(in_w(2 * t / below, (1 - t * t) / below) * 2 / power(below, order + 1)));
    return integrator.find_substituted(rational * roots.finish() / one->slope, t, call(FunctionId::Tan, w_in_x / 2), jump);
}

} // namespace rumina::calculus
