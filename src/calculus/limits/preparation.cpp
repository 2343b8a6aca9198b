// What stands before the algorithm: functions written by exponentials, logarithms, powers and what is analytic where its
// argument ends; what jumps by the side it comes from; waves of what grows as bounded constants of unknown phase.
#include "calculus/limits/gruntz.h"

#include <algorithm>

#include <fmt/format.h>

#include "algebra/assumptions.h"
#include "algebra/functions/bernoulli.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/rewrite/rewrite.h"
#include "algebra/simplify/rewriting.h"
#include "algebra/simplify/simplify.h"
#include "calculus/shorthand.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::uint32_t kFewLeaves = 60; ///< exponents that are worth multiplying out

} // namespace

/// sin u or cos u for u → ±∞: a function of the phase that u is an affine function of.
Expr Gruntz::wave_of(FunctionId head, const Expr& u) {
    require_real(u); // waves of complex arguments grow
    const Expr e = call(head, u);
    if (auto known = waves_.find(e); known != waves_.end()) return known->second;
    Expr phase;
    for (const Phase& p : phases_) {
        const Expr slope = simplify(u / p.of_x);
        if (free_of(slope, x_)) {
            phase = slope * p.symbol;
            break;
        }
        const Expr c = limit(u / p.of_x);
        if (c.has_infinity() || c.is_zero()) continue;
        const Expr offset = algebra::expand(u - c * p.of_x);
        if (!limit(offset).has_infinity()) { // by the sum of angles
            const Expr angle = c * p.symbol, sine = wave(sin_of(angle)), cosine = wave(cos_of(angle));
            return waves_[e] = head == FunctionId::Sin ? sine * cos_of(offset) + cosine * sin_of(offset) : cosine * cos_of(offset) - sine * sin_of(offset);
        }
    }
    if (!phase) {
        phases_.push_back({u, hidden_symbol(fmt::format("phase{}", phases_.size()))});
        phase = phases_.back().symbol;
    }
    return waves_[e] = wave(call(head, phase));
}

/// A quantity that runs through [-1, 1] in an unknown way, again and again.
Expr Gruntz::sawtooth(const Expr& e) {
    require_real(e.argument(0));
    if (auto known = waves_.find(e); known != waves_.end()) return known->second;
    phases_.push_back({e, hidden_symbol(fmt::format("phase{}", phases_.size()))});
    return waves_[e] = wave(phases_.back().symbol);
}

Expr Gruntz::prepared_function(const Expr& e) {
    if (!e.is(NodeKind::Function) || free_of(e, x_)) return e;
    const FunctionId head = e.function_id();
    switch (head) { // by exponentials and by sine and cosine
    case FunctionId::Sinh: case FunctionId::Cosh: case FunctionId::Tanh: case FunctionId::Coth: case FunctionId::Sech: case FunctionId::Csch:
        return prepared(hyperbolic_by_exponentials(e));
    case FunctionId::Asinh: case FunctionId::Acosh: case FunctionId::Atanh: case FunctionId::Acoth: case FunctionId::Asech: case FunctionId::Acsch:
        return prepared(inverses_by_logarithms(e));
    case FunctionId::Factorial: return prepared(call(FunctionId::Gamma, e.argument(0) + 1));
    case FunctionId::Binomial: {
        const Expr &n = e.argument(0), &k = e.argument(1);
        return prepared(call(FunctionId::Gamma, n + 1) / (call(FunctionId::Gamma, k + 1) * call(FunctionId::Gamma, n - k + 1)));
    }
    case FunctionId::Beta: return prepared(rewriting::by_gamma(e));
    case FunctionId::Min: case FunctionId::Max: {
        Expr best = e.argument(0);
        for (std::size_t i = 1; i < e.arguments().size(); ++i)
            if ((real_sign(e.argument(i) - best) > 0) == (head == FunctionId::Max)) best = e.argument(i);
        return best;
    }
    default: break;
    }
    if (head == FunctionId::Polylog && free_of(e.argument(0), x_)) return prepared_polylogarithm(e.argument(0), e.argument(1));
    if (head == FunctionId::Log || is_tail(e)) return e;
    if (e.arguments().size() != 1) return prepared_of_several(e);
    const Expr& u = e.argument(0);
    const Expr end = limit(u);
    const bool infinite = end.has_infinity();
    const bool positive = infinite && end == infinity();
    switch (head) {
    case FunctionId::Sin: case FunctionId::Cos: return infinite ? wave_of(head, u) : e;
    case FunctionId::Tan: return prepared(sin_of(u) / cos_of(u));
    case FunctionId::Cot: return prepared(cos_of(u) / sin_of(u));
    case FunctionId::Sec: return prepared(power(cos_of(u), -1));
    case FunctionId::Csc: return prepared(power(sin_of(u), -1));
    case FunctionId::Abs: { const int s = real_sign(u); return s < 0 ? negate(u) : u; }
    case FunctionId::Sign: return Expr(real_sign(u));
    case FunctionId::Heaviside: return Expr(real_sign(u) > 0 ? 1 : 0);
    case FunctionId::Floor: case FunctionId::Ceil: {
        if (infinite) { // u - t or u + t with 0 <= t < 1
            if (has_imaginary(u)) throw NoSeries{};
            const Expr part = (sawtooth(e) + 1) / 2;
            return head == FunctionId::Floor ? u - part : u + part;
        }
        if (!end.is_constant()) throw NoSeries{};
        const Expr rounded = call(head, end);
        if (zero_test(end - rounded) != Truth::Yes) return rounded;
        const int side = real_sign(u - end); // 0: constant
        if (head == FunctionId::Floor) return side < 0 ? rounded - 1 : rounded;
        return side > 0 ? rounded + 1 : rounded;
    }
    case FunctionId::Atan: return infinite ? (positive ? pi() : negate(pi())) / 2 - call(FunctionId::Atan, power(u, -1)) : e;
    case FunctionId::Acot: return call(FunctionId::Atan, power(u, -1));
    case FunctionId::Asec: return call(FunctionId::Acos, power(u, -1));
    case FunctionId::Acsc: return call(FunctionId::Asin, power(u, -1));
    case FunctionId::Asin: case FunctionId::Acos: {
        if (infinite) throw NoSeries{};
        // At the ends ±1 by a root: asin u = ±(π/2 - 2·asin √((1 ∓ u)/2))
        if (end.is_one() || end.is_number(-1)) {
            const Expr s = end, rest = 2 * call(FunctionId::Asin, sqrt((1 - s * u) / 2));
            return head == FunctionId::Asin ? s * (pi() / 2 - rest) : pi() / 2 - s * (pi() / 2 - rest);
        }
        return e;
    }
    case FunctionId::Gamma:
        if (infinite) {
            if (!positive) throw NoSeries{};
            return exp(stirling(u));
        }
        if (end.is_integer() && end.number().sign() <= 0) {
            const std::int64_t n = -end.number().integer().to_int64();
            if (n > 50) throw NoSeries{};
            ProductBuilder below;
            for (std::int64_t k = 0; k <= n; ++k) below.multiply(u + Expr(k));
            return call(FunctionId::Gamma, u + Expr(n + 1)) / below.finish();
        }
        return e;
    case FunctionId::LogGamma:
        if (infinite) {
            if (!positive) throw NoSeries{};
            return stirling(u);
        }
        if (end.is_zero()) return call(FunctionId::LogGamma, u + 1) - log_of(u);
        return e;
    case FunctionId::Digamma: {
        if (infinite) {
            if (!positive) throw NoSeries{};
            SumBuilder sum;
            sum.add(log_of(u) - power(2 * u, -1));
            for (std::int64_t k = 1; k <= expansion_terms_; ++k) sum.add(negate(Expr(bernoulli_number(2 * k)) / (Expr(2 * k) * power(u, Expr(2 * k)))));
            sum.add(tail("digamma", u) * power(u, Expr(-2 * expansion_terms_ - 2)));
            return sum.finish();
        }
        if (end.is_integer() && end.number().sign() <= 0) {
            const std::int64_t n = -end.number().integer().to_int64();
            if (n > 50) throw NoSeries{};
            SumBuilder sum;
            sum.add(call(FunctionId::Digamma, u + Expr(n + 1)));
            for (std::int64_t k = 0; k <= n; ++k) sum.add(negate(power(u + Expr(k), -1)));
            return sum.finish();
        }
        return e;
    }
    case FunctionId::Erf: case FunctionId::Erfc: {
        if (!infinite) return e;
        const Expr v = positive ? u : negate(u), rest = exp(negate(v * v)) / (v * sqrt(pi())) * error_series(v, -1);
        if (head == FunctionId::Erf) return positive ? 1 - rest : rest - 1;
        return positive ? rest : 2 - rest;
    }
    case FunctionId::Erfi: return infinite ? exp(u * u) / (u * sqrt(pi())) * error_series(u, 1) : e;
    case FunctionId::Ei:
        if (infinite) return exp(u) / u * factorial_series("ei", u, 1, 0, 1);
        if (end.is_zero()) { // γ + log|u| + Σ u^k/(k·k!)
            SumBuilder sum;
            sum.add(constant(ConstantId::EulerGamma) + log_of(sign(u) < 0 ? negate(u) : u));
            Number factorial(1);
            for (std::int64_t k = 1; k <= 12; ++k) {
                factorial = factorial * Number(k);
                sum.add(power(u, Expr(k)) / (Expr(k) * Expr(factorial)));
            }
            sum.add(tail("ei_0", u) * power(u, 13));
            return sum.finish();
        }
        return e;
    case FunctionId::Li: return prepared(call(FunctionId::Ei, log_of(u)));
    case FunctionId::Shi: case FunctionId::Chi: {
        if (!infinite) return e;
        const Expr v = positive ? u : negate(u), grows = call(FunctionId::Ei, v), falls = call(FunctionId::Ei, negate(v));
        if (head == FunctionId::Chi) return positive ? prepared((grows + falls) / 2) : throw NoSeries{};
        return prepared((positive ? grows - falls : falls - grows) / 2);
    }
    case FunctionId::AiryAi: case FunctionId::AiryBi: return infinite ? airy(head, u, positive) : e;
    case FunctionId::Re: case FunctionId::Im: case FunctionId::Arg: case FunctionId::Conj: case FunctionId::DiracDelta: throw NoSeries{};
    case FunctionId::Si: {
        if (!infinite) return e;
        const Expr v = positive ? u : negate(u);
        const Expr value = pi() / 2 - wave_of(FunctionId::Cos, v) * factorial_series("si_f", v, -1, 0, 2) / v - wave_of(FunctionId::Sin, v) * factorial_series("si_g", v, -1, 1, 2) / v;
        return positive ? value : negate(value);
    }
    case FunctionId::Ci: {
        if (infinite && positive)
            return wave_of(FunctionId::Sin, u) * factorial_series("si_f", u, -1, 0, 2) / u - wave_of(FunctionId::Cos, u) * factorial_series("si_g", u, -1, 1, 2) / u;
        if (infinite) throw NoSeries{};
        if (end.is_zero()) {
            SumBuilder sum;
            sum.add(constant(ConstantId::EulerGamma) + log_of(u));
            Number factorial(1);
            for (std::int64_t k = 1; k <= 6; ++k) {
                factorial = factorial * Number(2 * k - 1) * Number(2 * k);
                const Expr term = power(u, Expr(2 * k)) / (Expr(2 * k) * Expr(factorial));
                sum.add(k % 2 == 1 ? negate(term) : term);
            }
            sum.add(tail("ci_0", u) * power(u, 14));
            return sum.finish();
        }
        return e;
    }
    case FunctionId::FresnelS: case FunctionId::FresnelC: {
        if (!infinite) return e;
        const Expr v = positive ? u : negate(u), angle = pi() * v * v / 2, sine = wave_of(FunctionId::Sin, angle), cosine = wave_of(FunctionId::Cos, angle);
        const Expr first = power(pi() * v, -1) * (1 + tail("fresnel_f", v) * power(v, -4)),
                   second = power(pi() * pi() * power(v, 3), -1) * (1 + tail("fresnel_g", v) * power(v, -4));
        const Expr value = head == FunctionId::FresnelS ? half() - cosine * first - sine * second : half() + sine * first - cosine * second;
        return positive ? value : negate(value);
    }
    case FunctionId::Zeta:
        if (infinite) {
            if (!positive) throw NoSeries{};
            SumBuilder sum;
            sum.add(Expr(1));
            for (int n = 2; n <= 4; ++n) sum.add(exp(negate(u * log_of(Expr(n)))));
            sum.add(tail("zeta", u) * exp(negate(u * log_of(Expr(5)))));
            return sum.finish();
        }
        if (end.is_one()) return power(u - 1, -1) + constant(ConstantId::EulerGamma) + (u - 1) * tail("zeta_1", u - 1);
        return e;
    case FunctionId::LambertW: {
        if (!infinite) {
            // At -1/e a root: W = -1 + p - p²/3 + 11p³/72 - 43p⁴/540 …, p = √(2(eu + 1)) [DLMF 4.13.6]
            if (end.is_constant() && zero_test(end + exp(Expr(-1))) == Truth::Yes) {
                const Expr p = sqrt(2 * (euler_e() * u + 1));
                return -1 + p - p * p / 3 + 11 * power(p, 3) / 72 - 43 * power(p, 4) / 540 + 769 * power(p, 5) / 17280 + tail("lambertw_p", p) * power(p, 6);
            }
            return e;
        }
        // W = L₁ - L₂ + L₂/L₁ + L₂(L₂ - 2)/(2L₁²) + … [DLMF 4.13.10]
        const Expr first = log_of(u), second = log_of(first);
        return first - second + second / first + second * (second - 2) / (2 * first * first) +
               second * (6 - 9 * second + 2 * second * second) / (6 * power(first, 3)) + tail("lambertw", first) * power(second / first, 4);
    }
    default:
        if (infinite) throw NoSeries{};
        return e;
    }
}

/// Whether a condition holds for all large x.
bool Gruntz::holds(const Expr& condition) {
    if (!condition.is(NodeKind::Function)) throw NoSeries{};
    const auto a = condition.arguments();
    switch (condition.function_id()) {
    case FunctionId::True: return true;
    case FunctionId::False: return false;
    case FunctionId::Less: return real_sign(a[1] - a[0]) > 0;
    case FunctionId::LessEqual: return real_sign(a[1] - a[0]) >= 0;
    case FunctionId::Equal: return real_sign(a[1] - a[0]) == 0;
    case FunctionId::Unequal: return real_sign(a[1] - a[0]) != 0;
    case FunctionId::And: return std::all_of(a.begin(), a.end(), [&](const Expr& c) { return holds(c); });
    case FunctionId::Or: return std::any_of(a.begin(), a.end(), [&](const Expr& c) { return holds(c); });
    case FunctionId::Not: return !holds(a[0]);
    default: throw NoSeries{};
    }
}

/// Functions of several arguments: only where they are analytic, or have an expansion here.
Expr Gruntz::prepared_of_several(const Expr& e) {
    const FunctionId head = e.function_id();
    const auto a = e.arguments();
    switch (head) {
    case FunctionId::Mod: return prepared(a[0] - a[1] * call(FunctionId::Floor, a[0] / a[1]));
    case FunctionId::Piecewise:
        for (std::size_t i = 0; i + 1 < a.size(); i += 2)
            if (holds(a[i + 1])) return prepared(a[i]);
        return a.size() % 2 == 1 ? prepared(a.back()) : throw NoSeries{};
    case FunctionId::UpperGamma: case FunctionId::LowerGamma: case FunctionId::Polygamma: case FunctionId::HurwitzZeta: case FunctionId::Polylog:
    case FunctionId::BesselJ: case FunctionId::BesselY: case FunctionId::BesselI: case FunctionId::BesselK: case FunctionId::EllipticF: case FunctionId::EllipticPi:
    case FunctionId::LambertW: case FunctionId::Hypergeometric2F1: case FunctionId::Hypergeometric1F1: case FunctionId::HypergeometricU:
    case FunctionId::LegendreP: case FunctionId::ChebyshevT: case FunctionId::ChebyshevU: case FunctionId::Hermite: case FunctionId::Laguerre: break;
    default: throw NoSeries{}; // jumps, bound variables, functions nothing is known of
    }
    const Expr& u = a.back();
    for (const Expr& part : a.first(a.size() - 1))
        if (contains(part, x_)) throw NoSeries{};
    const Expr end = limit(u);
    if (end == infinity()) {
        switch (head) {
        case FunctionId::BesselJ: case FunctionId::BesselY: case FunctionId::BesselI: case FunctionId::BesselK: return bessel(head, a[0], u);
        case FunctionId::UpperGamma: return upper_gamma(a[0], u);
        case FunctionId::LowerGamma: return call(FunctionId::Gamma, a[0]) - upper_gamma(a[0], u);
        case FunctionId::Polygamma:
            if (a[0].is_integer() && a[0].number().sign() > 0 && a[0].number().is_small() && a[0].number().small() < 100) return polygamma(a[0].number().small(), u);
            break;
        default: break;
        }
    }
    if (end.has_infinity()) throw NoSeries{};
    if (head == FunctionId::Polygamma && end.is_zero() && a[0].is_integer()) {
        const Expr pole = call(FunctionId::Factorial, a[0]) * power(u, negate(a[0]) - 1), rest = call(head, a[0], u + 1);
        return a[0].number().integer().is_odd() ? rest + pole : rest - pole;
    }
    return e;
}

Expr Gruntz::prepared(const Expr& e) {
    if (free_of(e, x_)) return e;
    if (auto known = prepared_.find(e); known != prepared_.end()) return known->second;
    DepthGuard guard;
    Expr result;
    if (e.is_add()) {
        SumBuilder sum;
        sum.add(e.constant_part());
        for (const Term& t : e.terms()) sum.add(prepared(t.term), t.coefficient);
        result = sum.finish();
    } else if (e.is_mul() || e.is_power()) {
        // Powers with x in the exponent together are one exponential.
        ProductBuilder product;
        SumBuilder exponent;
        for (const Factor& f : factors_of(e)) {
            if (free_of(f.exponent, x_)) {
                const Expr base = prepared(f.base);
                if (is_opaque_exponential(base)) exponent.add(f.exponent * exponent_of_opaque(base));
                else product.multiply(base, f.exponent);
            } else {
                exponent.add(prepared(f.exponent) * normal_logarithms(f.base.is(ConstantId::E) ? Expr(1) : log_of(prepared(f.base))));
            }
        }
        const Expr h = exponent.finish();
        SumBuilder rest;
        for (const Expr& part : summands_of(h.leaves() < kFewLeaves ? algebra::expand(h) : h)) { // e^(c·log v) = v^c
            const Expr v = part.without_coefficient();
            if (v.is(FunctionId::Log)) product.multiply(v.argument(0), Expr(part.coefficient()));
            else rest.add(part);
        }
        const Expr exponential = rest.finish();
        if (!exponential.is_zero()) product.multiply(opaque_exponential(exponential));
        result = product.finish();
    } else if (is_opaque_exponential(e)) {
        result = opaque_exponential(prepared(exponent_of_opaque(e)));
    } else if (e.is(FunctionId::Piecewise)) {
        result = prepared_of_several(e);
    } else if (e.is(NodeKind::Function)) {
        std::vector<Expr> arguments;
        for (const Expr& a : e.arguments()) arguments.push_back(prepared(a));
        const Expr f = apply_function(e.function_id(), arguments);
        result = f.is(NodeKind::Function) ? prepared_function(f) : prepared(f);
        if (result != f && f.is(NodeKind::Function)) result = prepared(result);
        if (result.is(FunctionId::Log)) result = normal_logarithms(result);
    } else {
        result = e;
    }
    prepared_.emplace(e, result);
    prepared_.emplace(result, result);
    return result;
}

} // namespace rumina::calculus
