#include "calculus/sums/zeilberger.h"

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "calculus/shorthand.h"
#include "calculus/sums/gosper.h"
#include "calculus/sums/ratio.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

/// Π_{j=0}^{n-1} ratio(j): c^n·Π Γ(n + a)/Γ(a); none when a factor is not linear.
Expr product_of_ratios(const Expr& ratio, const Expr& n) {
    ProductBuilder product;
    for (const Factor& part : factors_of(factor(ratio))) {
        if (free_of(part.base, n)) {
            product.multiply(power(part.base, part.exponent), n);
            continue;
        }
        const auto linear = linear_in(part.base, n);
        if (!linear || !part.exponent.is_integer()) return Expr();
        const Expr a = linear->offset / linear->slope;
        product.multiply(power(linear->slope, part.exponent), n);
        if (a.is_integer() && a.number().sign() > 0) {
            product.multiply(call(FunctionId::Factorial, n + a - 1), part.exponent);
            product.multiply(call(FunctionId::Factorial, a - 1), negate(part.exponent));
        } else if (a == half()) { // Γ(n + 1/2)/√π = (2n)!/(4^n·n!) [DLMF 5.5.5]
            product.multiply(call(FunctionId::Factorial, 2 * n), part.exponent);
            product.multiply(power(Expr(4), n) * call(FunctionId::Factorial, n), negate(part.exponent));
        } else if (a.is_integer()) {
            return Expr();
        } else {
            product.multiply(call(FunctionId::Gamma, n + a), part.exponent);
            product.multiply(call(FunctionId::Gamma, a), negate(part.exponent));
        }
    }
    return product.finish();
}

/// (2n)!/n!² is a binomial coefficient.
Expr with_binomials(const Expr& e, const Expr& n) {
    const Expr central = call(FunctionId::Factorial, 2 * n), single = call(FunctionId::Factorial, n);
    const Expr quotient = e * single * single / central;
    if (free_of(quotient, single) && free_of(quotient, central)) return quotient * call(FunctionId::Binomial, 2 * n, n);
    return e;
}

} // namespace

Expr zeilberger_sum(const Expr& f, const Expr& k, const Expr& from, const Expr& to) {
    const std::vector<Expr> symbols = free_variables(to);
    for (const Expr& n : symbols) {
        if (n == k) continue;
        const Expr g = by_gamma_functions(f), in_k = term_ratio(g, k), in_n = term_ratio(g, n);
        if (!in_k || !in_n) continue;
        // T = f·(a₀ + a₁·in_n): its ratio in k is in_k·(a₀ + a₁·in_n(k + 1))/(a₀ + a₁·in_n(k)). With in_n = s/t the part
        // a₀·t + a₁·s goes into p.
        const Expr a0 = hidden_symbol("a0"), a1 = hidden_symbol("a1");
        const Expr s = algebra::numerator(in_n), t = algebra::denominator(in_n);
        const Expr ratio = cancel(in_k * t / substitute(t, k, k + 1));
        const auto form = gosper_form(ratio, k);
        if (!form) continue;
        std::vector<Expr> values;
        const Expr p = expand(form->p * (a0 * t + a1 * s));
        const auto y = gosper_polynomial(p, form->q, form->r, k, {a0, a1}, values);
        if (!y || values.size() != 2 || values[1].is_zero()) continue;
        const Expr step = cancel(negate(values[0] / values[1]));
        if (step.is_zero() || contains(step, k)) continue;
        // S at the first n for which the sum is not empty.
        for (std::int64_t first = 0; first <= 2; ++first) {
            const Expr low = substitute(from, n, Expr(first)), high = substitute(to, n, Expr(first));
            if (!low.is_integer() || !high.is_integer()) break;
            SumBuilder start;
            for (std::int64_t i = low.number().integer().to_int64(); i <= high.number().integer().to_int64(); ++i)
                start.add(substitute(substitute(f, n, Expr(first)), k, Expr(i)));
            const Expr value = start.finish();
            if (value.is_zero()) continue;
            const Expr growth = product_of_ratios(substitute(step, n, n + Expr(first)), n);
            if (!growth) break;
            return with_binomials(value * substitute(growth, n, n - Expr(first)), n);
        }
    }
    return Expr();
}

} // namespace rumina::calculus
