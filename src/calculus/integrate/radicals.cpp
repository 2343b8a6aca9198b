// (x² + x³)^(1/2) is x·(1 + x)^(1/2) but for a factor ±1 that jumps at 0: with bases that are irreducible, powers of them
// that belong together find each other. The factor stays before the integral. [Rich, Scheibe & Abbasi 2018]
#include "calculus/integrate/radicals.h"

#include <algorithm>

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/rewriting.h"
#include "calculus/differentiate.h"
#include "calculus/integrate/integrator.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::uint32_t kMaxLeaves = 120; ///< of a factor whose logarithmic derivative is looked at

} // namespace

bool is_locally_constant(const Expr& c, const Expr& x) {
    if (c.leaves() > kMaxLeaves) return false;
    SumBuilder logarithmic_derivative;
    for (const Factor& factor : factors_of(c)) {
        if (free_of(factor.base, x) && free_of(factor.exponent, x)) continue;
        if (contains(factor.exponent, x)) return false;
        logarithmic_derivative.add(factor.exponent * differentiate(factor.base, x) / factor.base);
    }
    return cancel(logarithmic_derivative.finish()).is_zero();
}

std::vector<Radical> radicals_in(const Expr& f, const Expr& x) {
    std::vector<Radical> found;
    auto note = [&](const Expr& base, const Expr& exponent) {
        if (exponent.is_integer() || contains(exponent, x) || free_of(base, x)) return;
        for (const Radical& r : found)
            if (r.base == base && r.exponent == exponent) return;
        found.push_back({base, exponent});
    };
    for_each_power(f, [&](const Expr& base, const Expr& exponent) {
        note(base, exponent);
        return true;
    });
    return found;
}

bool is_nested(const Expr& base, const std::vector<Radical>& radicals, const Expr& x) {
    return std::any_of(radicals.begin(), radicals.end(), [&](const Radical& outer) {
        const std::vector<Radical> inside = radicals_in(outer.base, x);
        return std::any_of(inside.begin(), inside.end(), [&](const Radical& inner) { return inner.base == base; });
    });
}

Expr with_radicals_replaced(const Expr& f, const Expr& x, const std::function<std::optional<Expr>(const Radical&)>& replacement) {
    return replace_powers(f, [&](const Expr& base, const Expr& exponent) -> std::optional<Expr> {
        if (exponent.is_integer() || contains(exponent, x) || free_of(base, x)) return std::nullopt;
        return replacement({base, exponent});
    });
}

namespace {

Expr split_radicals(Integrator& integrator, const Expr& f, bool all) {
    const Expr& x = integrator.x();
    const std::vector<Radical> radicals = radicals_in(f, x);
    if (radicals.empty()) return Expr();
    struct Split {
        Radical radical;
        Expr apart;
        bool is_forced = false; ///< several orders of one factor: there is something to gain
    };
    std::vector<Split> splits;
    std::vector<Expr> bases; ///< irreducible ones that occur
    auto note_base = [&](const Expr& b) {
        if (std::find(bases.begin(), bases.end(), b) != bases.end()) return false;
        bases.push_back(b);
        return true;
    };
    bool shared = false;
    for (const Radical& r : radicals) {
        const Expr product = factor(together(r.base));
        ProductBuilder apart, constants;
        std::size_t count = 0;
        bool repeated = false;
        for (Factor part : factors_of(product)) {
            if (free_of(part.base, x) || !part.exponent.is_integer()) {
                if (contains(part.base, x)) return Expr();
                continue;
            }
            // Of 1 - x and x - 1 the one that stands under another root.
            if (const Expr opposite = negate(part.base); std::any_of(radicals.begin(), radicals.end(), [&](const Radical& other) { return other.base == opposite; })) {
                constants.multiply(Expr(-1), part.exponent);
                part.base = opposite;
            }
            ++count;
            repeated = repeated || !part.exponent.is_one();
            if (!note_base(part.base)) shared = true;
            apart.multiply(part.base, part.exponent * r.exponent);
        }
        for (const Factor& part : factors_of(product))
            if (free_of(part.base, x)) constants.multiply(part.base, part.exponent);
        const Expr constant = constants.finish();
        if (!constant.is_one() && !constant.is_number()) apart.multiply(power(constant, r.exponent));
        if (constant.is_number() && constant.number().is_real() && constant.number().sign() > 0) apart.multiply(power(constant, r.exponent));
        const auto degree = polynomial_in(r.base, x);
        const bool is_quadratic = degree && degree->size() <= 3;
        if (count > 1 || repeated || r.base.is_mul()) splits.push_back({r, apart.finish(), all || repeated || !is_quadratic});
    }
    if (splits.empty()) return Expr();
    if (!shared && std::none_of(splits.begin(), splits.end(), [](const Split& s) { return s.is_forced; })) return Expr();
    Expr jumps(1);
    std::vector<const Split*> used;
    const Expr g = with_radicals_replaced(f, x, [&](const Radical& r) -> std::optional<Expr> {
        for (const Split& s : splits)
            if (s.radical.base == r.base && s.radical.exponent == r.exponent) {
                if (std::find(used.begin(), used.end(), &s) == used.end()) used.push_back(&s);
                return s.apart;
            }
        return std::nullopt;
    });
    if (g == f) return Expr();
    // Only in a product is the factor one of the whole.
    for (const Split* s : used) {
        bool in_product = false;
        for (const Factor& part : factors_of(f))
            if (part.base == s->radical.base && part.exponent == s->radical.exponent) in_product = true;
        const Expr jump = power(s->radical.base, s->radical.exponent) / s->apart;
        if (!is_locally_constant(jump, x)) return Expr();
        if (in_product) jumps = jumps * jump;
        else if (!jump.is_one()) return Expr();
    }
    return integrator.find_as(g, "Roots of products as products of roots", jumps);
}

} // namespace

Expr integrate_split_radicals(Integrator& integrator, const Expr& f) { return split_radicals(integrator, f, false); }
Expr integrate_split_quadratics(Integrator& integrator, const Expr& f) { return split_radicals(integrator, f, true); }

} // namespace rumina::calculus
