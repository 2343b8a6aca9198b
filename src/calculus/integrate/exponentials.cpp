// x occurs in exponentials b^(λx + μ) only, their rates rational multiples of one another, but for one that stands before
// the whole: t = e^(λx).
#include "calculus/integrate/integrator.h"

#include "calculus/integrate/exponential_kernel.h"

namespace rumina::calculus {

using namespace algebra;

Expr integrate_exponentials(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    // Those inside sums and functions decide; when there are none, all do.
    std::vector<Expr> inner;
    bool has_inner = false;
    for (const Factor& factor : factors_of(f)) {
        if (free_of(factor.base, x)) continue;
        inner.push_back(factor.base);
        for_each_power(factor.base, [&](const Expr& base, const Expr& exponent) { return !(has_inner = has_inner || is_exponential(base, exponent, x)); });
    }
    if (!has_inner) inner = {f};
    const auto rate = common_rate(inner, x);
    if (!rate) return Expr();
    const Expr t = integrator.new_variable(), g = with_exponentials_replaced(f, x, *rate, t);
    if (contains(g, x)) return Expr();
    const Expr value = exp(*rate * x);
    // (e^(λx))^s = e^(λsx) but for a factor that jumps: where the rates are not real multiples of each other.
    Expr jump(1);
    for (const Factor& factor : factors_of(f)) {
        if (!has_inner || !is_exponential(factor.base, factor.exponent, x)) continue;
        const auto ratio = rate_ratio(factor.base, factor.exponent, x, *rate);
        if (!ratio) return Expr();
        if (!ratio->is_integer()) jump = jump * power(factor.base, linear_in(factor.exponent, x)->slope * x) / power(value, *ratio);
    }
    return integrator.find_substituted(g / (*rate * t), t, value, jump);
}

} // namespace rumina::calculus
