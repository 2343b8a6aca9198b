#include "calculus/definite/oscillation.h"

#include <cmath>

#include "algebra/functions/constant_parts.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/rewrite/rewrite.h"
#include "calculus/definite/expression_germ.h"
#include "calculus/shorthand.h"
#include "number/ball_functions.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr double kFarthestStart = 5000;

/// R(x)·x^α with constants only: the exponent of its growth and a radius outside which it has neither pole nor zero of
/// its denominator (Cauchy's bound).
struct Amplitude {
    Rational growth;
    double radius = 0;
};
std::optional<Amplitude> amplitude_of(const Expr& e, const Expr& x) {
    Amplitude result;
    for (const Factor& f : factors_of(e)) {
        const Expr whole = power(f.base, f.exponent);
        if (free_of(whole, x)) {
            if (!whole.is_constant()) return std::nullopt;
            continue;
        }
        if (!f.exponent.is_number() || !f.exponent.number().is_rational()) return std::nullopt;
        const Rational n = f.exponent.number().rational();
        if (f.base == x) {
            result.growth = result.growth + n;
            continue;
        }
        const auto c = polynomial_in(f.base, x);
        if (!c || !n.is_integer()) return std::nullopt;
        double largest = 0;
        const Ball lead = enclose(c->back(), 128);
        if (!lead.nonzero()) return std::nullopt;
        for (std::size_t i = 0; i + 1 < c->size(); ++i) {
            const Ball ratio = ball::div(enclose((*c)[i], 128), lead, 128);
            if (!ratio.is_finite()) return std::nullopt;
            largest = std::max(largest, std::exp2(ratio.log2_upper()));
        }
        result.growth = result.growth + n * Rational(static_cast<std::int64_t>(c->size() - 1));
        if (n.sign() < 0) result.radius = std::max(result.radius, 1 + largest);
    }
    return result;
}

/// n > 1 when every sine and cosine in f has an argument c·x^n + d, with the same n.
std::int64_t common_power(const Expr& f, const Expr& x) {
    std::int64_t n = 0;
    bool fits = true;
    any_node(f, [&](const Expr& part) {
        if (!(part.is(FunctionId::Sin) || part.is(FunctionId::Cos)) || free_of(part, x)) return false;
        const auto c = polynomial_in(part.argument(0), x);
        if (!c) return fits = false, true;
        for (std::size_t i = 1; i < c->size(); ++i) {
            if ((*c)[i].is_zero()) continue;
            if (n != 0 && n != static_cast<std::int64_t>(i)) fits = false;
            n = static_cast<std::int64_t>(i);
        }
        return false;
    });
    return fits ? n : 0;
}

/// Powers of x^(1/n) written by u = x^n > 0.
Expr in_powers(const Expr& f, const Expr& x, const Expr& u, std::int64_t n) {
    DepthGuard guard;
    if (f == x) return power(u, 1 / Expr(n));
    if (free_of(f, x)) return f;
    auto factor = [&](const Expr& base, const Expr& exponent) {
        if (base == x && free_of(exponent, x)) return power(u, exponent / Expr(n));
        return power(in_powers(base, x, u, n), in_powers(exponent, x, u, n));
    };
    if (f.is_power()) return factor(f.base(), f.exponent());
    if (f.is_mul()) {
        ProductBuilder product;
        product.multiply(f.coefficient());
        for (const Factor& part : f.factors()) product.multiply(factor(part.base, part.exponent));
        return product.finish();
    }
    std::vector<Expr> parts;
    for_each_child(f, [&](const Expr& c) { parts.push_back(in_powers(c, x, u, n)); });
    return with_children(f, parts);
}

} // namespace

std::optional<TurnedTail> turned_tail(const Expr& f, const Expr& x, const Expr& s, std::int64_t m) {
    const std::int64_t n = common_power(f, x);
    if (n < 1) return std::nullopt;
    if (n > 1) {
        const Expr u = hidden_symbol("v");
        const double start = std::pow(static_cast<double>(m), static_cast<double>(n));
        if (start > kFarthestStart) return std::nullopt;
        auto result = turned_tail(in_powers(f, x, u, n) * power(u, 1 / Expr(n) - 1) / Expr(n), u, s, static_cast<std::int64_t>(start));
        if (!result || !result->plain.empty()) return std::nullopt;
        result->from = power(result->from, 1 / Expr(n));
        return result;
    }
    const Expr waves = expand(rewriting::by_exponentials(f));
    struct Part {
        Expr amplitude, rate;
    };
    std::vector<Part> parts;
    double radius = static_cast<double>(m);
    SumBuilder plain;
    for (const Expr& term : summands_of(waves)) {
        Expr exponent(0);
        ProductBuilder amplitude;
        for (const Factor& factor : factors_of(term)) {
            if (factor.base.is(ConstantId::E)) exponent = exponent + factor.exponent;
            else amplitude.multiply(factor.base, factor.exponent);
        }
        const auto linear = contains(exponent, x) ? linear_in(exponent, x) : std::optional(Linear{Expr(0), exponent});
        if (!linear) return std::nullopt;
        const Expr rate = expand(linear->slope / imaginary_unit());
        if (!rate.is_constant() || is_real(rate) != Truth::Yes) return std::nullopt;
        const Expr size = amplitude.finish() * exp(linear->offset);
        if (rate.is_zero()) {
            plain.add(size);
            continue;
        }
        const auto known = amplitude_of(size, x);
        if (!known || known->growth.sign() >= 0) return std::nullopt;
        radius = std::max(radius, known->radius);
        parts.push_back({size, rate});
    }
    if (parts.empty() || radius > kFarthestStart) return std::nullopt;
    TurnedTail result;
    result.from = Expr(static_cast<std::int64_t>(std::ceil(radius)) + 1);
    for (const Part& part : parts) {
        const auto sign = sign_of(part.rate);
        if (!sign || *sign == 0) return std::nullopt;
        // x = m ± is turns e^(iωx)dx into ±i·e^(iωm)·e^(-|ω|s)ds
        const Expr step = Expr(*sign) * imaginary_unit();
        const Expr at = result.from + step * s;
        result.rotated.push_back(step * substitute(part.amplitude, x, at) * exp(imaginary_unit() * part.rate * result.from) * exp(negate(Expr(*sign) * part.rate * s)));
    }
    const Expr rest = plain.finish();
    if (!rest.is_zero()) result.plain.push_back(rest);
    return result;
}

bool oscillates_far_out(const Expr& f, const Expr& x) {
    const Expr t = hidden_symbol("t");
    return any_node(f, [&](const Expr& part) {
        if (free_of(part, x)) return false;
        Expr argument;
        if (part.is(FunctionId::Sin) || part.is(FunctionId::Cos) || part.is(FunctionId::Tan) || part.is(FunctionId::AiryAi) || part.is(FunctionId::FresnelS) ||
            part.is(FunctionId::FresnelC) || part.is(FunctionId::Si) || part.is(FunctionId::Ci)) argument = part.argument(0);
        else if (part.is(FunctionId::BesselJ) || part.is(FunctionId::BesselY)) argument = part.argument(1);
        else if (part.is_power() && part.base().is(ConstantId::E)) argument = part.exponent();
        else return false;
        const MaybeGerm germ = germ_at_zero(substitute(argument, x, power(t, Expr(-1))), t, 16, 128);
        if (!germ) return true;
        const bool grows = germ->rate.is_zero() ? germ->power.sign() < 0 || (germ->power.sign() == 0 && germ->logs.sign() > 0)
                                                : germ->rate.real_sign() != std::optional(-1);
        if (part.is_power()) return grows && !germ->factor.is_real();
        return grows;
    });
}

} // namespace rumina::calculus
