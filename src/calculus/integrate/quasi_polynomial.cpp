// Polynomials times exponentials, sines, cosines and their hyperbolic relatives of linear arguments: the class is closed
// under products, once these are turned into sums, and under integration:
//
//   ∫ x^n·e^(λx) dx = e^(λx)·Σ (-1)^k n!/(n-k)! x^(n-k)/λ^(k+1)
//
// with λ = a + ic for e^(ax)·cos(cx), taken apart into real and imaginary parts.
#include "calculus/integrate/integrator.h"

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/rewriting.h"
#include "algebra/simplify/simplify.h"
#include "algebra/work_budget.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::int64_t kMostDegree = 100; ///< of x, and of sums that are multiplied out

bool is_circular(FunctionId head) { return head == FunctionId::Sin || head == FunctionId::Cos; }
bool is_hyperbolic(FunctionId head) { return head == FunctionId::Sinh || head == FunctionId::Cosh; }

/// Whether e is an integer from 1 to kMostDegree.
bool is_degree(const Expr& e) {
    return e.is_integer() && e.number().sign() > 0 && compare(e.number().integer(), Integer(kMostDegree)) <= 0;
}

/// What a product is made of, if it belongs to the class.
struct Shape {
    bool fits = true;
    bool is_product = false; ///< of waves or sums: to be multiplied out
    bool has_circular = false, has_hyperbolic = false, has_exponentials = false;
};

void look_at(const Expr& f, const Expr& x, Shape& shape) {
    DepthGuard guard;
    int waves = 0;
    for (const Factor& factor : factors_of(f)) {
        if (free_of(factor.base, x) && free_of(factor.exponent, x)) continue;
        const bool is_integer = is_degree(factor.exponent);
        if (is_integer && factor.base == x) continue;
        if (is_integer && factor.base.is_add()) {
            for (const Expr& s : summands_of(factor.base)) look_at(s, x, shape);
            shape.is_product = true;
        } else if (is_integer && factor.base.is(NodeKind::Function) && factor.base.arguments().size() == 1 &&
                   (is_circular(factor.base.function_id()) || is_hyperbolic(factor.base.function_id())) &&
                   linear_in(factor.base.argument(0), x)) {
            waves += factor.exponent.is_one() ? 1 : 2;
            (is_circular(factor.base.function_id()) ? shape.has_circular : shape.has_hyperbolic) = true;
        } else if (free_of(factor.base, x) && linear_in(factor.exponent, x)) {
            shape.has_exponentials = true;
        } else {
            shape.fits = false;
        }
        if (!shape.fits) return;
    }
    if (waves > 1) shape.is_product = true;
}

/// What the rational coefficients of two sums have in common: their quotients by it are integers. 1 where others stand.
Rational common_content(const Expr& u, const Expr& v) {
    Rational content;
    for (const Expr& sum : {u, v})
        for (const Expr& s : summands_of(sum)) {
            const Number coefficient = s.is_number() ? s.number() : s.coefficient();
            if (!coefficient.is_rational()) return Rational(1);
            content = content_gcd(content, coefficient.rational());
        }
    return content.sign() == 0 ? Rational(1) : content.abs();
}

/// One cancelled quotient, so that it is 0 where it can be seen to be.
Expr reduced(const Expr& rate) { return rate.is_number() ? rate : cancel(rate); }

/// ∫ x^n·e^(ax)·(cos θ or sin θ) dx, θ = wx + d, a and w not both 0; `exponential` is e^(ax) with constant factors.
Expr damped(const Expr& exponential, std::int64_t n, const Expr& x, const Expr& a, const Expr& w, const Expr& theta, bool is_sine) {
    const Expr modulus = a.is_zero() ? w * w : expand(a * a + w * w);
    SumBuilder real, imaginary;
    Expr re(1), im(0); // (a - iw)^(k+1)
    Number falling(1);
    for (std::int64_t k = 0; k <= n; ++k) {
        const Expr next = expand(re * a + im * w);
        im = expand(im * a - re * w);
        re = next;
        const Expr common = power(x, Expr(n - k)) / power(modulus, Expr(k + 1)) * Expr(falling);
        real.add(re * common);
        imaginary.add(im * common);
        falling = falling * Number(k - n);
    }
    const Expr u = real.finish(), v = imaginary.finish();
    const Rational content = common_content(u, v);
    const Number whole = Number(content).inverse();
    const Expr sine = sin_of(theta), cosine = cos_of(theta);
    const Expr wave = is_sine ? scale(whole, u) * sine + scale(whole, v) * cosine : scale(whole, u) * cosine - scale(whole, v) * sine;
    return Expr(content) * (exponential * wave);
}

Expr hyperbolic(std::int64_t n, const Expr& x, const Expr& w, const Expr& theta, bool is_sine) {
    SumBuilder sum;
    Number falling(1);
    for (std::int64_t k = 0; k <= n; ++k) {
        sum.add(Expr(falling) * power(x, Expr(n - k)) / power(w, Expr(k + 1)) *
                call((k % 2 == 0) == is_sine ? FunctionId::Cosh : FunctionId::Sinh, theta));
        falling = falling * Number(k - n);
    }
    return sum.finish();
}

/// One product of x^n, exponentials and at most one wave; none for anything else.
Expr integrate_term(const Expr& f, const Expr& x) {
    std::int64_t n = 0;
    SumBuilder rates;
    ProductBuilder constant, exponentials;
    Expr wave;
    for (const Factor& factor : factors_of(f)) {
        if (free_of(factor.base, x) && free_of(factor.exponent, x)) {
            constant.multiply(factor.base, factor.exponent);
        } else if (factor.base == x) {
            if (!factor.exponent.is_integer() || factor.exponent.number().sign() < 0) return Expr();
            n = factor.exponent.number().integer().to_int64();
        } else if (free_of(factor.base, x)) {
            const auto linear = linear_in(factor.exponent, x);
            if (!linear) return Expr();
            rates.add(linear->slope * log_of(factor.base));
            exponentials.multiply(factor.base, factor.exponent);
        } else if (!wave && factor.exponent.is_one()) {
            wave = factor.base;
        } else {
            return Expr();
        }
    }
    const Expr rate = reduced(rates.finish()), exponential = exponentials.finish() * constant.finish();
    if (!wave) {
        if (rate.is_zero()) return exponential * power(x, Expr(n + 1)) / Expr(n + 1);
        SumBuilder sum;
        Number falling(1);
        for (std::int64_t k = 0; k <= n; ++k) {
            sum.add(Expr(falling) * power(x, Expr(n - k)) / power(rate, Expr(k + 1)));
            falling = falling * Number(k - n);
        }
        return exponential * sum.finish();
    }
    if (!wave.is(NodeKind::Function) || wave.arguments().size() != 1) return Expr();
    const auto linear = linear_in(wave.argument(0), x);
    if (!linear) return Expr();
    const Expr slope = reduced(linear->slope);
    if (slope.is_zero()) return Expr();
    if (is_circular(wave.function_id())) return damped(exponential, n, x, rate, slope, wave.argument(0), wave.is(FunctionId::Sin));
    if (is_hyperbolic(wave.function_id()) && rate.is_zero())
        return exponential * hyperbolic(n, x, slope, wave.argument(0), wave.is(FunctionId::Sinh));
    return Expr();
}

} // namespace

/// The part of the class in which no rate can be 0 behind its form, and for which this is the shortest way: x^n·e^(ax) times a
/// sine or cosine, with rational a and w. It comes before tables that would have to be searched.
Expr integrate_damped_wave(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    auto has_rational_slope = [&](const Expr& e) {
        const auto linear = linear_in(e, x);
        return linear && linear->slope.is_number() && linear->slope.number().is_rational();
    };
    bool has_exponential = false, has_wave = false;
    for (const Factor& factor : factors_of(f)) {
        if (factor.base == x && is_degree(factor.exponent)) continue;
        if (factor.base.is(ConstantId::E) && has_rational_slope(factor.exponent)) {
            has_exponential = true;
        } else if (!has_wave && factor.exponent.is_one() && factor.base.is(NodeKind::Function) && is_circular(factor.base.function_id()) &&
                   has_rational_slope(factor.base.argument(0))) {
            has_wave = true;
        } else {
            return Expr();
        }
    }
    return has_exponential && has_wave ? integrate_term(f, x) : Expr();
}

Expr integrate_quasi_polynomial(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    Shape shape;
    for (const Expr& s : summands_of(f)) look_at(s, x, shape);
    if (!shape.fits || !(shape.has_circular || shape.has_hyperbolic || shape.has_exponentials)) return Expr();
    Expr sum = f;
    const bool by_exponentials = shape.has_hyperbolic && (shape.has_exponentials || shape.has_circular);
    if (by_exponentials) sum = hyperbolic_by_exponentials(sum);
    if (shape.is_product || by_exponentials) sum = expand(trigreduce(expand(sum)));
    SumBuilder found;
    for (const Expr& s : summands_of(sum)) {
        poll_work(100);
        const Expr part = free_of(s, x) ? s * x : integrate_term(s, x);
        if (!part) return Expr();
        found.add(part);
    }
    return found.finish();
}

} // namespace rumina::calculus
