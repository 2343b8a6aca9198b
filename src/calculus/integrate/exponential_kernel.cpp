#include "calculus/integrate/exponential_kernel.h"

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/rewriting.h"
#include "calculus/common_measure.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

Expr rate_of(const Expr& base, const Linear& exponent) { return base.is(ConstantId::E) ? exponent.slope : exponent.slope * log_of(base); }

} // namespace

std::optional<Expr> common_rate(std::span<const Expr> expressions, const Expr& x) {
    std::vector<Expr> rates;
    bool fits = true;
    for (const Expr& e : expressions)
        for_each_power(e, [&](const Expr& base, const Expr& exponent) {
            if (!is_exponential(base, exponent, x)) return true;
            const auto linear = linear_in(exponent, x);
            if (linear) rates.push_back(rate_of(base, *linear));
            else fits = false;
            return fits;
        });
    if (!fits || rates.empty()) return std::nullopt;
    const auto measure = common_measure(rates);
    if (!measure) return std::nullopt;
    return measure->unit;
}

std::optional<Expr> rate_ratio(const Expr& base, const Expr& exponent, const Expr& x, const Expr& rate) {
    const auto linear = linear_in(exponent, x);
    if (!linear) return std::nullopt;
    return cancel(rate_of(base, *linear) / rate);
}

Expr with_exponentials_replaced(const Expr& e, const Expr& x, const Expr& rate, const Expr& t) {
    return replace_powers(e, [&](const Expr& base, const Expr& exponent) -> std::optional<Expr> {
        if (!is_exponential(base, exponent, x)) return std::nullopt;
        const auto linear = linear_in(exponent, x);
        if (!linear) return std::nullopt;
        return power(base, linear->offset) * power(t, cancel(rate_of(base, *linear) / rate));
    });
}

} // namespace rumina::calculus
