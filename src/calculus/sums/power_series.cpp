#include "calculus/sums/power_series.h"

#include "algebra/assumptions.h"
#include "algebra/binders.h"
#include "algebra/functions/function.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "calculus/differentiate.h"
#include "calculus/shorthand.h"
#include "calculus/sums/convergence.h"
#include "calculus/sums/integer_value.h"
#include "calculus/sums/pole_parts.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::int64_t kLongestHead = 1000;

/// Σ_{k>=from} z^k/(k - r)^order
Expr single_pole(const Expr& r, std::int64_t order, const Expr& z, const Expr& from) {
    const Expr step(order);
    if (const auto first = integer_value(expand(from - r), kLongestHead)) { // z^r·Σ_{i>=first} z^i/i^order
        if (*first < 1) return Expr();
        SumBuilder sum;
        sum.add(order == 1 ? negate(log_of(1 - z)) : call(FunctionId::Polylog, step, z));
        for (std::int64_t i = 1; i < *first; ++i) sum.add(negate(power(z, Expr(i)) * power(Expr(i), negate(step))));
        return power(z, r) * sum.finish();
    }
    if (const auto first = integer_value(expand(from - r - half()), kLongestHead)) { // z^(r + 1/2)·Σ_{i>=first} z^i/(i + 1/2)^order
        const bool negative = z.is_constant() ? sign_of(z) == std::optional(-1) : extracts_minus(z);
        if (negative && order > 1) return Expr();
        const Expr w = either_root(negative ? negate(z) : z);
        SumBuilder sum;
        if (order > 1) sum.add(power(Expr(2), step - 1) * (call(FunctionId::Polylog, step, w) - call(FunctionId::Polylog, step, negate(w))) / w);
        else sum.add(2 * (negative ? atan_of(w) : call(FunctionId::Atanh, w)) / w);
        auto term = [&](std::int64_t i) { return power(z, Expr(i)) * power(Expr(i) + half(), negate(step)); };
        for (std::int64_t i = 0; i < *first; ++i) sum.add(negate(term(i)));
        for (std::int64_t i = *first; i < 0; ++i) sum.add(term(i));
        return power(z, r + half()) * sum.finish();
    }
    return Expr();
}

/// B_n(x)
Expr bernoulli_polynomial(std::int64_t n, const Expr& x) {
    // B_n' = n·B_(n-1), and the integral over [0, 1] is 0. [DLMF] 24.4.34, 24.4.36
    std::vector<Rational> c{Rational(1)};
    for (std::int64_t m = 1; m <= n; ++m) {
        std::vector<Rational> next{Rational(0)};
        Rational mean(0);
        for (std::size_t i = 0; i < c.size(); ++i) {
            const Rational slope = c[i] * Rational(m) / Rational(static_cast<std::int64_t>(i) + 1);
            next.push_back(slope);
            mean = mean + slope / Rational(static_cast<std::int64_t>(i) + 2);
        }
        next[0] = -mean;
        c = next;
    }
    SumBuilder sum;
    for (std::size_t i = 0; i < c.size(); ++i) sum.add(Expr(c[i]) * power(x, Expr(static_cast<std::int64_t>(i))));
    return sum.finish();
}

/// Σ z^k·k^-m·cos(ak) (or sin) with the condition under which the value holds.
struct Wave {
    Expr value, condition;
};

Expr both(const Expr& a, const Expr& b) { return call(FunctionId::And, a, b); }
Expr less(const Expr& a, const Expr& b) { return call(FunctionId::Less, a, b); }
Expr less_equal(const Expr& a, const Expr& b) { return call(FunctionId::LessEqual, a, b); }

/// The angle in [0, 2π) of a constant, symbols as they are.
Expr reduced_angle(const Expr& a) {
    if (!a.is_constant()) return a;
    return expand(a - 2 * pi() * call(FunctionId::Floor, a / (2 * pi())));
}

std::optional<Wave> wave_sum(bool is_sine, const Expr& a, const Expr& z, std::int64_t m) {
    const Expr one(1), size = call(FunctionId::Abs, z);
    const Expr s = z * sin_of(a), c = z * cos_of(a), norm = 1 - 2 * c + z * z;
    if (m == 0) return Wave{is_sine ? s / norm : (c - z * z) / norm, less(size, one)}; // from 1
    if (z.is_one() || z.is_number(-1)) {
        const Expr angle = reduced_angle(z.is_one() ? a : a + pi()), full = 2 * pi();
        if (m == 1) {
            const Expr range = both(less(Expr(0), angle), less(angle, full));
            return Wave{is_sine ? (pi() - angle) / 2 : negate(log_of(2 * sin_of(angle / 2))), range};
        }
        if ((m % 2 == 1) != is_sine) return std::nullopt;
        const Expr sign((m / 2) % 2 == 0 ? -1 : 1); // (-1)^(⌊m/2⌋ + 1)
        const Expr value = sign * power(full, Expr(m)) / (2 * call(FunctionId::Factorial, Expr(m))) * expand(bernoulli_polynomial(m, angle / full));
        return Wave{expand(value), both(less_equal(Expr(0), angle), less_equal(angle, full))};
    }
    if (m == 1) return Wave{is_sine ? atan_of(s / (1 - c)) : negate(log_of(norm)) / 2, less(size, one)};
    return std::nullopt;
}

} // namespace

Expr value_under(const Expr& condition, const Expr& value, const Expr& f, const Expr& k, const Expr& from) {
    const Truth known = condition.is(FunctionId::True) ? Truth::Yes : condition.is(FunctionId::False) ? Truth::No : decide_condition(condition);
    if (known == Truth::Yes) return value;
    if (known == Truth::No) return Expr();
    return apply_function(FunctionId::Piecewise, {value, condition, apply_function(FunctionId::Sum, {abstract(f, k), from, infinity()})});
}

std::optional<ExponentialTerm> exponential_term(const Expr& f, const Expr& k) {
    ProductBuilder constant, rational, z;
    for (const Factor& part : factors_of(f)) {
        if (free_of(part.base, k) && free_of(part.exponent, k)) {
            constant.multiply(part.base, part.exponent);
        } else if (free_of(part.base, k)) {
            const auto linear = linear_in(part.exponent, k);
            if (!linear) return std::nullopt;
            z.multiply(power(part.base, linear->slope));
            constant.multiply(power(part.base, linear->offset));
        } else if (free_of(part.exponent, k)) {
            if (!part.exponent.is_integer()) return std::nullopt;
            rational.multiply(part.base, part.exponent);
        } else {
            return std::nullopt;
        }
    }
    ExponentialTerm term{constant.finish(), rational.finish(), z.finish()};
    const Expr quotient = cancel(term.rational);
    if (!polynomial_in(algebra::numerator(quotient), k) || !polynomial_in(algebra::denominator(quotient), k)) return std::nullopt;
    return term;
}

Expr rational_power_series(const ExponentialTerm& term, const Expr& k, const Expr& from) {
    const auto parts = pole_parts(term.rational, k);
    if (!parts || !parts->families.empty() || !integer_value(from, kLongestHead)) return Expr();
    SumBuilder sum;
    const Expr& z = term.z;
    for (const Pole& pole : parts->poles)
        for (std::size_t j = 0; j < pole.coefficients.size(); ++j) {
            if (pole.coefficients[j].is_zero()) continue;
            const Expr part = single_pole(pole.point, static_cast<std::int64_t>(j) + 1, z, from);
            if (!part) return Expr();
            sum.add(pole.coefficients[j] * part);
        }
    if (!parts->polynomial.is_zero()) { // Σ P(k + from)·z^k = P(θ + from) 1/(1 - z)
        const Expr t = hidden_symbol("z");
        const auto c = polynomial_in(expand(substitute(parts->polynomial, k, k + from)), k);
        if (!c) return Expr();
        Expr g = power(1 - t, -1);
        SumBuilder whole;
        for (std::size_t i = 0; i < c->size(); ++i) {
            if (i > 0) g = factor(t * differentiate(g, t));
            whole.add((*c)[i] * g);
        }
        const Expr below = power(1 - t, Expr(static_cast<std::int64_t>(c->size())));
        const Expr value = factor(cancel(whole.finish() * below)) / below;
        sum.add(power(z, from) * substitute(value, t, z));
    }
    return term.constant * sum.finish();
}

Expr fourier_series(const Expr& f, const Expr& k, const Expr& from) {
    if (!integer_value(from, kLongestHead)) return Expr();
    ProductBuilder others;
    Expr wave;
    for (const Factor& part : factors_of(f)) {
        const bool is_wave = (part.base.is(FunctionId::Sin) || part.base.is(FunctionId::Cos)) && contains(part.base, k) && part.exponent.is_one();
        if (is_wave && wave) return Expr();
        if (is_wave) wave = part.base;
        else others.multiply(part.base, part.exponent);
    }
    if (!wave) return Expr();
    const auto angle = linear_in(wave.argument(0), k);
    if (!angle) return Expr();
    Expr rest = others.finish();
    // z^k/k!: real and imaginary part of exp(z·e^(ia))
    const Expr by_factorial = rest * call(FunctionId::Factorial, k);
    const bool exponential = !any_node(by_factorial, [&](const Expr& part) { return part.is(NodeKind::Function) && contains(part, k); }) && rest != by_factorial &&
                             any_node(rest, [&](const Expr& part) { return part.is(FunctionId::Factorial); });
    const auto term = exponential_term(exponential ? by_factorial : rest, k);
    if (!term) return Expr();
    std::int64_t m = 0;
    Expr constant = term->constant;
    if (!free_of(term->rational, k)) {
        const Expr scaled = term->rational;
        const auto [c, power_of_k] = split_constant(scaled, k);
        if (power_of_k.base() != k || !power_of_k.exponent().is_integer()) return Expr();
        const auto order = integer_value(negate(power_of_k.exponent()), kLongestHead);
        if (!order || *order < 1 || *order > 40 || exponential) return Expr();
        m = *order;
        constant = constant * c;
    } else {
        constant = constant * term->rational;
    }
    const std::int64_t start = *integer_value(from, kLongestHead);
    if (start < (m > 0 ? 1 : 0)) return Expr();
    const Expr &a = angle->slope, &b = angle->offset, &z = term->z;
    auto value_of = [&](bool is_sine) -> std::optional<Wave> {
        if (exponential) {
            const Expr size = exp(z * cos_of(a)), turn = z * sin_of(a);
            Expr value = size * (is_sine ? sin_of(turn) : cos_of(turn));
            for (std::int64_t i = 0; i < start; ++i)
                value = value - power(z, Expr(i)) / call(FunctionId::Factorial, Expr(i)) * (is_sine ? sin_of(a * Expr(i)) : cos_of(a * Expr(i)));
            return Wave{value, make_function(FunctionId::True, std::span<const Expr>())};
        }
        auto wave_value = wave_sum(is_sine, a, z, m);
        if (!wave_value) return wave_value;
        auto at = [&](std::int64_t i) { return power(z, Expr(i)) * power(Expr(i), Expr(-m)) * (is_sine ? sin_of(a * Expr(i)) : cos_of(a * Expr(i))); };
        if (start == 0 && !is_sine) wave_value->value = together(wave_value->value + 1);
        for (std::int64_t i = 1; i < start; ++i) wave_value->value = wave_value->value - at(i);
        return wave_value;
    };
    const bool is_sine = wave.is(FunctionId::Sin);
    const auto main = value_of(is_sine);
    if (!main) return Expr();
    if (b.is_zero()) return value_under(main->condition, constant * main->value, f, k, from);
    // cos(ak + b) = cos(ak)·cos b - sin(ak)·sin b, sin(ak + b) = sin(ak)·cos b + cos(ak)·sin b
    const auto other = value_of(!is_sine);
    if (!other) return Expr();
    const Expr value = cos_of(b) * main->value + (is_sine ? sin_of(b) : negate(sin_of(b))) * other->value;
    return value_under(main->condition == other->condition ? main->condition : both(main->condition, other->condition), constant * value, f, k, from);
}

} // namespace rumina::calculus
