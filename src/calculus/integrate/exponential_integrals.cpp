// Rational functions times e^(λx + μ), sines and cosines, hyperbolic sines and cosines: by partial fractions and parts
// down to 1/(x - r), then Ei, Si and Ci, Shi and Chi. Also x^s·e^(λx) with any s: the incomplete gamma function.
// [DLMF] 6.2, 8.2; [Cherry 1986]
#include "calculus/integrate/integrator.h"

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/rewrite/rewrite.h"
#include "algebra/simplify/rewriting.h"
#include "algebra/simplify/simplify.h"
#include "calculus/differentiate.h"
#include "calculus/integrate/exponential_kernel.h"
#include "calculus/integrate/radicals.h"
#include "calculus/linear_parts.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

/// ∫ w(x)/(x - r) dx for w = e^(λx + μ) or a wave of a linear argument.
Expr over_point(const Expr& wave, const Linear& linear, const Expr& r, const Expr& x) {
    const Expr &c = linear.slope, u = c * (x - r), at = expand(c * r + linear.offset);
    if (!wave.is(NodeKind::Function)) return power(wave.base(), at) * call(FunctionId::Ei, u * log_of(wave.base()));
    switch (wave.function_id()) {
    case FunctionId::Sin: return call(FunctionId::Si, u) * cos_of(at) + call(FunctionId::Ci, u) * sin_of(at);
    case FunctionId::Cos: return call(FunctionId::Ci, u) * cos_of(at) - call(FunctionId::Si, u) * sin_of(at);
    case FunctionId::Sinh: return call(FunctionId::Shi, u) * call(FunctionId::Cosh, at) + call(FunctionId::Chi, u) * call(FunctionId::Sinh, at);
    case FunctionId::Cosh: return call(FunctionId::Chi, u) * call(FunctionId::Cosh, at) + call(FunctionId::Shi, u) * call(FunctionId::Sinh, at);
    default: return Expr();
    }
}

/// One wave or exponential as a factor, the rest rational.
Expr integrate_product(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    Expr wave;
    ProductBuilder rest, exponentials;
    SumBuilder exponent;
    bool has_exponential = false;
    for (const Factor& factor : factors_of(f)) {
        const bool is_wave = factor.base.is(FunctionId::Sin) || factor.base.is(FunctionId::Cos) || factor.base.is(FunctionId::Sinh) || factor.base.is(FunctionId::Cosh);
        if (free_of(factor.base, x) && contains(factor.exponent, x)) {
            exponent.add(factor.base.is(ConstantId::E) ? factor.exponent : factor.exponent * log_of(factor.base));
            has_exponential = true;
        } else if (is_wave && contains(factor.base, x)) {
            if (wave || !factor.exponent.is_one()) return Expr();
            wave = factor.base;
        } else {
            rest.multiply(factor.base, factor.exponent);
        }
    }
    if (has_exponential == static_cast<bool>(wave)) return Expr(); // neither, or both
    const Expr argument = has_exponential ? exponent.finish() : wave.argument(0);
    const auto linear = linear_in(argument, x);
    if (!linear) return Expr();
    const Expr w = has_exponential ? exp(argument) : wave, rational = rest.finish();

    // x^s·e^(λx)
    if (has_exponential)
        if (const auto factors = factors_of(rational); factors.size() == 1 && !factors[0].exponent.is_integer() && free_of(factors[0].exponent, x))
            if (const auto base = linear_in(factors[0].base, x)) {
                const Expr &s = factors[0].exponent, &u = factors[0].base;
                const Expr rate = linear->slope / base->slope, shift = linear->offset - rate * base->offset;
                return negate(exp(expand(shift)) * power(u, s + 1) * power(negate(rate * u), negate(s + 1)) *
                              call(FunctionId::UpperGamma, s + 1, negate(rate * u))) / base->slope;
            }

    const auto parts = linear_parts(rational, x);
    if (!parts) return Expr();
    SumBuilder sum;
    if (!parts->polynomial.is_zero()) {
        const Expr whole = integrator.find(parts->polynomial * w);
        if (!whole) return whole;
        sum.add(whole);
    }
    for (const PointPart& part : parts->parts) {
        // ∫ w/(x-r)^k = -w/((k-1)(x-r)^(k-1)) + 1/(k-1)·∫ w'/(x-r)^(k-1), w' a wave again
        Expr factor = part.coefficient, current = w;
        for (std::int64_t k = part.order; k > 1; --k) {
            sum.add(negate(factor * current / (Expr(k - 1) * power(x - part.point, Expr(k - 1)))));
            const Expr derivative = differentiate(current, x);
            const auto [constant, next] = split_constant(derivative, x);
            factor = factor * constant / Expr(k - 1);
            current = next;
        }
        const Expr last = over_point(has_exponential ? exp(argument) : current, *linear, part.point, x);
        if (!last) return last;
        sum.add(factor * last);
    }
    return sum.finish();
}

/// (cx + d)^s beside waves, s no integer: with exponentials in place of the waves, term by term.
Expr integrate_with_power(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    const std::vector<Radical> radicals = radicals_in(f, x);
    if (radicals.size() != 1 || !linear_in(radicals[0].base, x)) return Expr();
    const Expr &base = radicals[0].base, &s = radicals[0].exponent, rest = f / power(base, s);
    // In u = cx + d the rest is a sum of powers of u times exponentials.
    const auto linear = *linear_in(base, x);
    const Expr u = integrator.new_variable();
    SumBuilder sum;
    for (const Expr& term : summands_of(expand(rewriting::by_exponentials(trigreduce(substitute(rest, x, (u - linear.offset) / linear.slope)))))) {
        SumBuilder exponent, order;
        ProductBuilder constant;
        for (const Factor& factor : factors_of(term)) {
            if (free_of(factor.base, u) && free_of(factor.exponent, u)) constant.multiply(factor.base, factor.exponent);
            else if (factor.base == u && factor.exponent.is_integer()) order.add(factor.exponent);
            else if (factor.base.is(ConstantId::E)) exponent.add(factor.exponent);
            else if (free_of(factor.base, u)) exponent.add(factor.exponent * log_of(factor.base));
            else return Expr();
        }
        const Expr m = expand(s + order.finish()), argument = exponent.finish();
        if (argument.is_zero()) {
            if ((m + 1).is_zero()) return Expr();
            sum.add(constant.finish() * power(base, m + 1) / (m + 1));
            continue;
        }
        const auto rate = linear_in(argument, u);
        if (!rate) return Expr();
        const Expr down = negate(rate->slope) * base;
        sum.add(negate(constant.finish() * exp(rate->offset) * power(base, m + 1) * power(down, negate(m + 1)) * call(FunctionId::UpperGamma, m + 1, down)));
    }
    return sum.finish() / linear.slope;
}

} // namespace

Expr integrate_exponential_integrals(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    bool has_exponential = false;
    for_each_power(f, [&](const Expr& base, const Expr& exponent) { return !(has_exponential = is_exponential(base, exponent, x)); });
    const bool has_wave = any_node(f, [](const Expr& part) {
        return part.is(FunctionId::Sin) || part.is(FunctionId::Cos) || part.is(FunctionId::Sinh) || part.is(FunctionId::Cosh);
    });
    if (!has_exponential && !has_wave) return Expr();
    if (Expr found = integrate_product(integrator, f)) return found;
    if (Expr found = integrate_with_power(integrator, f)) return found;
    for (const Expr& form : {expand(trigreduce(f)), expand(hyperbolic_by_exponentials(trigreduce(f)))}) {
        if (!form.is_add()) continue;
        SumBuilder sum;
        bool complete = true;
        for (const Expr& s : summands_of(form)) {
            Expr part = free_of(s, x) ? s * x : integrate_product(integrator, s);
            if (!part) part = integrate_quasi_polynomial(integrator, s);
            if (!part) part = integrate_rational_function(integrator, s);
            if (!part) {
                complete = false;
                break;
            }
            sum.add(part);
        }
        if (complete) return sum.finish();
    }
    return Expr();
}

} // namespace rumina::calculus
