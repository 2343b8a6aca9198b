// x occurs in exponentials b^(λx + μ) only, their rates rational multiples of one another: t = e^(λx).
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
    any_node(f, [&](const Expr& part) {
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
    std::size_t position = 0;
    (void)position;
    auto replaced = [&](const Expr& base, const Expr& exponent) {
        const auto linear = linear_in(exponent, x);
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
    return integrator.find_substituted(g / (rate * t), t, exp(rate * x));
}

} // namespace rumina::calculus
