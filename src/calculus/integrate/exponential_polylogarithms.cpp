// x^n times a rational function of t = e^(λx): by partial fractions in t, 1/(t - r) = (t/(t - r) - 1)/r, and
//
//   ∫ x^n·t/(t - r) dx = (1/λ)·(x^n·log(1 - t/r) - n ∫ x^(n-1)·log(1 - t/r) dx),   ∫ Li_k(t/r) dx = Li_{k+1}(t/r)/λ,
//   t/(t - r)^(k+1) = -(1/(kλ))·d/dx (t - r)^(-k).
//
// Circular and hyperbolic functions by exponentials. [Lewin 1981]
#include "calculus/integrate/integrator.h"

#include <numeric>

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/rewrite/rewrite.h"
#include "algebra/simplify/rewriting.h"
#include "calculus/integrate/exponential_kernel.h"
#include "calculus/linear_parts.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

class ExponentialPolylogarithms {
public:
    ExponentialPolylogarithms(const Expr& x, const Expr& rate) : x_(x), rate_(rate), t_(exp(rate * x)) {}

    /// ∫ x^n·(t - r)^(-k) dx
    Expr over_point(std::int64_t n, const Expr& r, std::int64_t k) const {
        if (k == 0) return power(x_, Expr(n + 1)) / Expr(n + 1);
        // 1/(t-r)^k = (t/(t-r)^k - 1/(t-r)^(k-1))/r
        return (with_t(n, r, k) - over_point(n, r, k - 1)) / r;
    }
    /// ∫ x^n·t^m dx
    Expr of_power(std::int64_t n, const Expr& m) const {
        SumBuilder sum;
        Number falling(1);
        const Expr rate = rate_ * m;
        for (std::int64_t k = 0; k <= n; ++k) {
            sum.add(Expr(falling) * power(x_, Expr(n - k)) / power(rate, Expr(k + 1)));
            falling = falling * Number(k - n);
        }
        return power(t_, m) * sum.finish();
    }

private:
    /// ∫ x^n·t/(t - r)^k dx
    Expr with_t(std::int64_t n, const Expr& r, std::int64_t k) const {
        if (k > 1) {
            const Expr front = negate(power(x_, Expr(n)) * power(t_ - r, Expr(1 - k))) / (Expr(k - 1) * rate_);
            return n == 0 ? front : front + Expr(n) / (Expr(k - 1) * rate_) * over_point(n - 1, r, k - 1);
        }
        const Expr z = t_ / r;
        SumBuilder sum;
        sum.add(power(x_, Expr(n)) * log_of(1 - z) / rate_);
        Number falling(1);
        for (std::int64_t j = 1; j <= n; ++j) {
            falling = falling * Number(n - j + 1);
            const Expr term = Expr(falling) * power(x_, Expr(n - j)) * call(FunctionId::Polylog, Expr(j + 1), z) / power(rate_, Expr(j + 1));
            sum.add(j % 2 == 1 ? term : negate(term));
        }
        return sum.finish();
    }

    const Expr x_, rate_, t_;
};

} // namespace

Expr integrate_exponential_polylogarithms(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    const bool has_waves = any_node(f, [&](const Expr& part) {
        if (!part.is(NodeKind::Function) || free_of(part, x)) return false;
        switch (part.function_id()) {
        case FunctionId::Sin: case FunctionId::Cos: case FunctionId::Tan: case FunctionId::Cot: case FunctionId::Sec: case FunctionId::Csc:
        case FunctionId::Sinh: case FunctionId::Cosh: case FunctionId::Tanh: case FunctionId::Coth: case FunctionId::Sech: case FunctionId::Csch: return true;
        default: return false;
        }
    });
    const Expr g = has_waves ? hyperbolic_by_exponentials(rewriting::by_exponentials(f)) : f;
    const auto common = common_rate({&g, 1}, x);
    if (!common) return Expr();
    const Expr rate = *common, t = hidden_symbol("t");
    Expr h = cancel(with_exponentials_replaced(g, x, rate, t));
    // Only powers of t^m: then that is the variable.
    std::vector<std::int64_t> exponents;
    for (const Expr& part : {algebra::numerator(h), algebra::denominator(h)}) {
        const auto c = polynomial_in(part, t);
        if (!c) return Expr();
        for (std::size_t k = 1; k < c->size(); ++k)
            if (!(*c)[k].is_zero()) exponents.push_back(static_cast<std::int64_t>(k));
    }
    std::int64_t m = 0;
    for (std::int64_t k : exponents) m = std::gcd(m, k);
    Expr unit = rate;
    if (m > 1) {
        h = cancel(substitute(h, t, power(t, Expr(Rational::make(Integer(1), Integer(m))))));
        unit = unit * Expr(m);
    }
    // A polynomial in x over the rational functions of t.
    const Expr below = algebra::denominator(h);
    const auto by_power = polynomial_in(algebra::numerator(h), x);
    if (!by_power || contains(below, x) || by_power->size() > 30) return Expr();
    const ExponentialPolylogarithms polylogarithms(x, unit);
    SumBuilder sum;
    for (std::size_t i = 0; i < by_power->size(); ++i) {
        const auto n = static_cast<std::int64_t>(i);
        if ((*by_power)[i].is_zero()) continue;
        const auto parts = linear_parts((*by_power)[i] / below, t);
        if (!parts) return Expr();
        const auto coefficients = polynomial_in(parts->polynomial, t);
        if (!coefficients) return Expr();
        for (std::size_t k = 0; k < coefficients->size(); ++k)
            sum.add((*coefficients)[k] * (k == 0 ? polylogarithms.over_point(n, Expr(1), 0) : polylogarithms.of_power(n, Expr(static_cast<std::int64_t>(k)))));
        for (const PointPart& part : parts->parts)
            sum.add(part.coefficient * (part.point.is_zero() ? polylogarithms.of_power(n, Expr(-part.order)) : polylogarithms.over_point(n, part.point, part.order)));
    }
    return sum.finish();
}

} // namespace rumina::calculus
