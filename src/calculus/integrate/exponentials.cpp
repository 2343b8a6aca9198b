// x occurs in exponentials b^(λx + μ) only, their rates rational multiples of one another, but for one that stands before
// the whole: t = e^(λx).
#include "calculus/integrate/integrator.h"

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/rewriting.h"

namespace rumina::calculus {

using namespace algebra;

Expr integrate_exponentials(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    std::vector<std::pair<Expr, Expr>> found; ///< base, slope
    bool fits = true;
    auto note = [&](const Expr& base, const Expr& exponent) {
        if (!free_of(base, x) || free_of(exponent, x)) return;
        const auto linear = linear_in(exponent, x);
        if (!linear) fits = false;
        else found.emplace_back(base, linear->slope);
    };
    // Those inside sums and functions decide; when there are none, all do.
    for (const Factor& factor : factors_of(f)) {
        if (free_of(factor.base, x)) continue;
        any_node(factor.base, [&](const Expr& part) {
            if (part.is_power()) note(part.base(), part.exponent());
            if (part.is_mul())
                for (const Factor& inner : part.factors()) note(inner.base, inner.exponent);
            return !fits;
        });
    }
    const bool has_inner = !found.empty();
    if (!has_inner) any_node(f, [&](const Expr& part) {
        if (part.is_power()) note(part.base(), part.exponent());
        if (part.is_mul())
            for (const Factor& factor : part.factors()) note(factor.base, factor.exponent);
        return !fits;
    });
    if (!fits || found.empty()) return Expr();
    // The rate of the first, divided by the common denominator of the ratios to it.
    auto rate_of = [](const std::pair<Expr, Expr>& e) { return e.first.is(ConstantId::E) ? e.second : e.second * log_of(e.first); };
    const Expr first = rate_of(found[0]);
    Integer denominator(1), numerator(0);
    std::vector<Rational> ratios;
    for (const auto& e : found) {
        const Expr ratio = cancel(rate_of(e) / first);
        if (!ratio.is_number() || !ratio.number().is_exact() || !ratio.number().is_real()) return Expr();
        ratios.push_back(ratio.number().re());
        denominator = lcm(denominator, ratios.back().denominator());
    }
    for (const Rational& r : ratios) numerator = gcd(numerator, (r * Rational(denominator)).numerator());
    const Rational unit = Rational::make(numerator, denominator);
    const Expr rate = first * Expr(unit), t = integrator.new_variable();
    auto replaced = [&](const Expr& base, const Expr& exponent) -> Expr {
        const auto linear = linear_in(exponent, x);
        if (!linear) return power(base, exponent); // x stays, and is found below
        const Expr ratio = cancel((base.is(ConstantId::E) ? linear->slope : linear->slope * log_of(base)) / rate);
        return power(base, linear->offset) * power(t, ratio);
    };
    auto is_exponential = [&](const Expr& base, const Expr& exponent) { return free_of(base, x) && contains(exponent, x); };
    const std::function<std::optional<Expr>(const Expr&)> rule = [&](const Expr& part) -> std::optional<Expr> {
        if (part.is_power() && is_exponential(part.base(), part.exponent())) return replaced(part.base(), part.exponent());
        if (part.is_mul()) {
            ProductBuilder product;
            product.multiply(part.coefficient());
            for (const Factor& factor : part.factors()) {
                if (is_exponential(factor.base, factor.exponent)) product.multiply(replaced(factor.base, factor.exponent));
                else product.multiply(replace_top_down(factor.base, rule), replace_top_down(factor.exponent, rule));
            }
            return product.finish();
        }
        return std::nullopt;
    };
    const Expr g = replace_top_down(f, rule);
    if (contains(g, x)) return Expr();
    const Expr value = exp(rate * x), found_in_t = integrator.find_substituted(g / (rate * t), t, value);
    if (!found_in_t || !has_inner) return found_in_t;
    // (e^(λx))^s = e^(λsx) but for a factor that jumps: where the rates are not real multiples of each other.
    Expr jump(1);
    for (const Factor& factor : factors_of(f))
        if (is_exponential(factor.base, factor.exponent)) {
            const auto linear = linear_in(factor.exponent, x);
            if (!linear) return Expr();
            const Expr ratio = cancel((factor.base.is(ConstantId::E) ? linear->slope : linear->slope * log_of(factor.base)) / rate);
            if (!ratio.is_integer()) jump = jump * power(factor.base, linear->slope * x) / power(value, ratio);
        }
    return jump * found_in_t;
}

} // namespace rumina::calculus
