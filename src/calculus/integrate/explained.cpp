// Derivations as a person would write them for the methods that have closed formulas: rational functions by partial
// fractions, completed squares and the derivative of the denominator; polynomials times exponentials and waves by parts.
// Only who asks for steps pays for this; that what is told comes to an antiderivative is checked before it is told.
#include "calculus/integrate/integrator.h"

#include <fmt/format.h>

#include "algebra/output/output.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/rewriting.h"
#include "algebra/simplify/simplify.h"
#include "calculus/differentiate.h"
#include "calculus/integrate/check.h"
#include "calculus/integrate/rational.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::int64_t kMostParts = 4; ///< times that "by parts" is written out

/// Every term of the form by a derivation of its own. False when one has none or they do not come to an antiderivative.
bool by_terms(Integrator& integrator, std::string_view rule, const Expr& f, const Expr& form) {
    SumBuilder integrals, values;
    for (const Expr& s : displayed_terms(form)) integrals.add(integrator.integral_of_product(s));
    note_step(rule, integrator.integral(f), integrals.finish());
    for (const Expr& s : displayed_terms(form)) {
        const auto [constant, rest] = split_constant(s, integrator.x());
        const Expr value = integrator.find(rest.is_one() ? s : rest);
        if (!value) return false;
        values.add(rest.is_one() ? value : constant * value);
    }
    return is_antiderivative(values.finish(), f, integrator.x());
}

// ── rational functions ──

/// ∫ (n₁x + n₀)/Q dx for a quadratic Q.
bool over_quadratic(Integrator& integrator, const Expr& f, const Expr& numerator, const Expr& Q) {
    const Expr& x = integrator.x();
    const auto q = polynomial_in(Q, x), n = polynomial_in(numerator, x);
    if (!q || q->size() != 3 || !n || n->size() > 2) return false;
    const Expr slope = differentiate(Q, x), alpha = n->size() == 2 ? (*n)[1] / (2 * (*q)[2]) : Expr(0), beta = cancel((*n)[0] - alpha * (*q)[1]);
    const Expr by_slope = slope / Q, plain = power(Q, -1), whole = integrator.integral(f);
    auto tell_logarithm = [&](const Expr& factor, const Expr& before) {
        const Expr u = integrator.new_variable();
        note_step(fmt::format("The numerator is the derivative of the denominator: `∫ 1/{0} d{0} = log({0})` with `{0} = {1}`", in_rule(u), in_rule(Q)), before,
                  factor * log_of(Q), {{u, Q}});
    };
    auto tell_square = [&](const Expr& factor, const Expr& before) {
        const Expr shift = (*q)[1] / (2 * (*q)[2]), k = cancel(((*q)[0] - (*q)[1] * shift / 2) / (*q)[2]), value = integrate_rational(plain, x);
        if (!is_known_positive(k)) return false;
        const Expr u = shift.is_zero() ? x : integrator.new_variable(), square = x + shift;
        std::string rule = shift.is_zero() ? "Table" : fmt::format("Complete the square: `{} = {}`; then ", in_rule(Q), in_rule((*q)[2] * (square * square + k)));
        if (!shift.is_zero() || !(*q)[2].is_one())
            rule += fmt::format("{}`∫ {} d{} = {}`", shift.is_zero() ? ": " : "", in_rule(power(u * u + k, -1)), in_rule(u), in_rule(atan_of(u / sqrt(k)) / sqrt(k)));
        std::vector<std::pair<Expr, Expr>> where;
        if (!shift.is_zero()) {
            rule += fmt::format(" with `{} = {}`", in_rule(u), in_rule(square));
            where.emplace_back(u, square);
        }
        note_step(rule, before, factor * value, std::move(where));
        return true;
    };
    if (alpha.is_zero()) return tell_square(beta, whole);
    if (beta.is_zero()) {
        if (!alpha.is_one()) note_step("The numerator by the derivative of the denominator", whole, alpha * integrator.integral(by_slope));
        tell_logarithm(alpha, alpha.is_one() ? whole : alpha * integrator.integral(by_slope));
        return true;
    }
    note_step(fmt::format("The numerator by the derivative of the denominator, which is `{}`", in_rule(slope)), whole,
              alpha * integrator.integral(by_slope) + beta * integrator.integral(plain));
    StepLevel level;
    tell_logarithm(Expr(1), integrator.integral(by_slope));
    return tell_square(Expr(1), integrator.integral(plain));
}

} // namespace

bool explain_rational_function(Integrator& integrator, const Expr& f, const Expr& found) {
    const Expr& x = integrator.x();
    if (polynomial_in(f, x)) {
        const Expr sum = expand(f);
        if (sum != f) note_step("Multiply out", integrator.integral(f), integrator.integral(sum));
        note_step(fmt::format("Power rule{}: `∫ {} d{} = {}`", sum.is_add() ? ", term by term" : "", in_rule(power(x, symbol("n"))), in_rule(x),
                              in_rule(power(x, symbol("n") + 1) / (symbol("n") + 1))),
                  integrator.integral(sum), found);
        return true;
    }
    const Expr form = apart(f, x);
    if (form.is_add()) return by_terms(integrator, form == f ? "Term by term" : "Partial fractions", f, form);
    const Expr quotient = together(f);
    return over_quadratic(integrator, f, numerator(quotient), denominator(quotient));
}

// ── polynomials times exponentials and waves ──

namespace {

struct Product {
    std::int64_t n = 0;      ///< of x^n
    Expr exponential, rate;  ///< e^(rate·x + …); none: 1, 0
    Expr wave;               ///< a sine, cosine or hyperbolic one of a linear argument; none: null
};

std::optional<Product> product_of(const Expr& f, const Expr& x) {
    Product product{0, Expr(1), Expr(0), Expr()};
    for (const Factor& factor : factors_of(f)) {
        if (factor.base == x) {
            if (!factor.exponent.is_integer() || factor.exponent.number().sign() < 0 || compare(factor.exponent.number().integer(), Integer(kMostParts)) > 0) return std::nullopt;
            product.n = factor.exponent.number().integer().to_int64();
        } else if (free_of(factor.base, x)) {
            const auto linear = linear_in(factor.exponent, x);
            if (!linear) return std::nullopt;
            product.rate = product.rate + linear->slope * log_of(factor.base);
            product.exponential = product.exponential * power(factor.base, factor.exponent);
        } else if (!product.wave && factor.exponent.is_one() && factor.base.is(NodeKind::Function) && factor.base.arguments().size() == 1) {
            product.wave = factor.base;
        } else {
            return std::nullopt;
        }
    }
    return product;
}

/// ∫ x^n·g dx with ∫ g dx = v: one step by parts, and what is left.
bool by_parts(Integrator& integrator, const Expr& f, const Product& product) {
    const Expr& x = integrator.x();
    const Expr u = power(x, Expr(product.n)), slope = differentiate(u, x), g = f / u;
    Expr v;
    {
        StepMark unshown;
        v = integrator.find(g);
    }
    if (!v) return false;
    const Expr left = expand(v * slope);
    integrator.tell_parts(f, u, slope, g, v, left);
    const auto [constant, rest] = split_constant(left, x);
    const Expr value = integrator.find(rest);
    return value && is_antiderivative(u * v - constant * value, f, x);
}

/// ∫ e^(λx)·s dx, where s'' = m·s: by parts twice, and the integral has come back.
bool by_parts_twice(Integrator& integrator, const Expr& f, const Product& product, const Expr& found) {
    const Expr& x = integrator.x();
    const Expr &s = product.wave, &e = product.exponential, &rate = product.rate;
    if (rate.is_zero()) return false;
    const Expr first = differentiate(s, x), second = differentiate(first, x), v = e / rate, w = v / rate;
    const Expr ratio = cancel(second / s), back = expand(ratio / (rate * rate));
    if (!free_of(back, x) || !is_antiderivative((s * v - first * w) / (1 - back), f, x)) return false;
    integrator.tell_parts(f, s, first, e, v, first * v);
    const auto [constant, rest] = split_constant(first * v, x);
    const auto [inner, wave] = split_constant(first, x);
    const Expr p = hidden_symbol("p"), q = hidden_symbol("q");
    note_step(fmt::format("By parts again with `{} = {}`, `d{} = {} d{}`", in_rule(p), in_rule(wave), in_rule(q), in_rule(e), in_rule(x)), s * v - constant * integrator.integral(rest),
              s * v - first * w + back * integrator.integral(f), {{p, wave}, {q, v}});
    note_step("The same integral has come back: solve for it", s * v - first * w + back * integrator.integral(f), found);
    return true;
}

/// sin^m·cos^n of one argument with m or n odd: the other is a good new variable.
bool has_odd_wave(const Expr& f, const Expr& x) {
    Expr argument;
    bool is_odd = false;
    std::int64_t total = 0;
    for (const Factor& factor : factors_of(f)) {
        const bool is_wave = factor.base.is(FunctionId::Sin) || factor.base.is(FunctionId::Cos);
        if (!is_wave || free_of(factor.base, x) || !factor.exponent.is_integer() || factor.exponent.number().sign() < 0) return false;
        if (argument && argument != factor.base.argument(0)) return false;
        argument = factor.base.argument(0);
        is_odd = is_odd || factor.exponent.number().integer().is_odd();
        total += factor.exponent.is_one() ? 1 : 2;
    }
    return is_odd && total > 1;
}

} // namespace

bool explain_quasi_polynomial(Integrator& integrator, const Expr& f, const Expr& found) {
    const Expr& x = integrator.x();
    if (has_odd_wave(f, x)) return static_cast<bool>(integrate_circular(integrator, f));
    if (!f.is_add())
        if (const auto product = product_of(f, x)) {
            if (product->n > 0) return by_parts(integrator, f, *product);
            if (product->wave) return by_parts_twice(integrator, f, *product, found);
            const Expr rate = in_rule(product->rate).size() < 40 ? product->rate : Expr(); // a^x·b^x
            if (!rate) return false;
            note_step(fmt::format("An exponential of rate `{}`: its integral is itself over the rate", in_rule(rate)), integrator.integral(f), found);
            return true;
        }
    if (const Expr sum = expand(f); sum != f && sum.is_add()) return by_terms(integrator, "Multiply out", f, sum);
    if (const Expr sum = expand(trigreduce(expand(f))); sum != f) return by_terms(integrator, "Products of sines and cosines as sums", f, sum);
    if (const Expr sum = expand(hyperbolic_by_exponentials(f)); sum != f) return by_terms(integrator, "Hyperbolic functions by exponentials", f, sum);
    return false;
}

/// Logarithms and inverse functions are rather differentiated than taken for a new variable.
bool explain_inverse_function(Integrator& integrator, const Expr& f, const Expr& found) {
    (void)found;
    return static_cast<bool>(integrate_by_parts(integrator, f));
}

} // namespace rumina::calculus
