// (cx + d)^p with any p, times a polynomial: by u = cx + d. And two or three such powers whose antiderivatives are not
// elementary: Gauss's and Appell's functions. [DLMF] 15.6.1, 16.15.1
//
//   ∫ u^m (1 - z₁u)^p (1 - z₂u)^q du = u^(m+1)/(m+1)·F₁(m + 1; -p, -q; m + 2; z₁u, z₂u)
#include "calculus/integrate/integrator.h"

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "calculus/integrate/radicals.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

struct LinearPower {
    Linear linear;
    Expr base, exponent;
};

/// f as a product of powers of different linear functions; none for anything else.
std::optional<std::vector<LinearPower>> linear_powers(const Expr& f, const Expr& x) {
    std::vector<LinearPower> powers;
    for (const Factor& factor : factors_of(f)) {
        if (free_of(factor.base, x) && free_of(factor.exponent, x)) continue;
        const auto linear = linear_in(factor.base, x);
        if (!linear || contains(factor.exponent, x)) return std::nullopt;
        powers.push_back({*linear, factor.base, factor.exponent});
    }
    return powers;
}

bool is_natural(const Expr& e) { return e.is_integer() && e.number().sign() >= 0; }

} // namespace

Expr integrate_symbolic_powers(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    const std::vector<Radical> radicals = radicals_in(f, x);
    if (radicals.size() != 1) return Expr();
    const auto linear = linear_in(radicals[0].base, x);
    if (!linear) return Expr();
    const auto rest = polynomial_in(f / power(radicals[0].base, radicals[0].exponent), x);
    if (!rest) return Expr();
    if (linear->offset.is_zero() && linear->slope.is_one()) return Expr();
    const Expr t = integrator.new_variable();
    const Expr in_t = expand(substitute(f / power(radicals[0].base, radicals[0].exponent), x, (t - linear->offset) / linear->slope));
    SumBuilder sum;
    const auto coefficients = polynomial_in(in_t, t);
    if (!coefficients) return Expr();
    for (std::size_t k = 0; k < coefficients->size(); ++k) {
        const Expr n = radicals[0].exponent + Expr(static_cast<std::int64_t>(k) + 1);
        if (n.is_zero()) sum.add((*coefficients)[k] * log_of(radicals[0].base));
        else sum.add((*coefficients)[k] * power(radicals[0].base, n) / n);
    }
    return sum.finish() / linear->slope;
}

Expr integrate_hypergeometric(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    auto powers = linear_powers(f, x);
    if (!powers || powers->size() < 2 || powers->size() > 3) return Expr();
    // u is a power whose exponent is no negative integer, x itself if it is there.
    std::size_t chosen = powers->size();
    for (std::size_t i = 0; i < powers->size(); ++i) {
        const Expr& m = (*powers)[i].exponent;
        if (m.is_integer() && m.number().sign() < 0) continue;
        if (chosen == powers->size() || (*powers)[i].base == x || (is_natural((*powers)[chosen].exponent) && !is_natural(m))) chosen = i;
    }
    if (chosen == powers->size()) return Expr();
    const LinearPower u = (*powers)[chosen];
    const Expr m = u.exponent;
    std::vector<Expr> arguments, exponents;
    Expr constant = power(u.linear.slope, -1);
    for (std::size_t i = 0; i < powers->size(); ++i) {
        if (i == chosen) continue;
        const LinearPower& p = (*powers)[i];
        // p.base = (value at u = 0)·(1 - z·u)
        const Expr ratio = p.linear.slope / u.linear.slope, at_zero = expand(p.linear.offset - ratio * u.linear.offset);
        if (at_zero.is_zero() || cancel(at_zero).is_zero()) return Expr();
        const Expr z = negate(factor(together(ratio / at_zero)));
        arguments.push_back(z * u.base);
        exponents.push_back(negate(p.exponent));
        constant = constant * power(p.base, p.exponent) / power(1 - z * u.base, p.exponent);
    }
    const Expr front = constant * power(u.base, m + 1) / (m + 1);
    if (arguments.size() == 1)
        return front * apply_function(FunctionId::Hypergeometric2F1, {exponents[0], m + 1, m + 2, arguments[0]});
    return front * apply_function(FunctionId::AppellF1, {m + 1, exponents[0], exponents[1], m + 2, arguments[0], arguments[1]});
}

} // namespace rumina::calculus
