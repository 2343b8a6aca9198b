#include "calculus/limits/gruntz.h"

#include <algorithm>

#include <fmt/format.h>

#include "algebra/assumptions.h"
#include "algebra/enclosure.h"
#include "algebra/numeric.h"
#include "algebra/output/output.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/rewrite/rewrite.h"
#include "algebra/simplify/rewriting.h"
#include "algebra/simplify/simplify.h"
#include "calculus/shorthand.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr int kMaxTerms = 24;
constexpr std::uint32_t kFewLeaves = 60; ///< exponents that are worth multiplying out

bool is_infinite(const Expr& e) { return e.has_infinity(); }

/// log e^h = h, for the real h there are here.
Expr normal_logarithms(const Expr& e) {
    return map_bottom_up(e, [](const Expr& part) -> Expr {
        if (part.is(FunctionId::Log) && is_opaque_exponential(part.argument(0)) && !has_imaginary(part.argument(0))) return exponent_of_opaque(part.argument(0));
        return part;
    });
}

Expr bernoulli_number(std::int64_t n) { return apply_function(FunctionId::Zeta, {Expr(1 - n)}) * Expr(-n); }

} // namespace

/// log Γ(u) for large u. [DLMF 5.11.1]
Expr Gruntz::stirling(const Expr& u) const {
    SumBuilder sum;
    sum.add((u - half()) * log_of(u) - u + log_of(2 * pi()) / 2);
    for (std::int64_t k = 1; k <= expansion_terms_; ++k) sum.add(bernoulli_number(2 * k) / (Expr(2 * k) * Expr(2 * k - 1) * power(u, Expr(2 * k - 1))));
    sum.add(tail("stirling", u) * power(u, Expr(-2 * expansion_terms_ - 1)));
    return sum.finish();
}

/// Σ (±1)^k·k!/u^k and the like, for functions defined by integrals. [DLMF] 6.12
Expr Gruntz::factorial_series(std::string_view name, const Expr& u, int alternate, std::int64_t first, std::int64_t step) const {
    SumBuilder sum;
    Number factorial(1);
    std::int64_t reached = 0, k = first;
    for (std::int64_t term = 0; term < expansion_terms_ + 2; ++term, k += step) {
        for (; reached < k; ++reached) factorial = factorial * Number(reached + 1);
        const Expr value = Expr(factorial) * power(u, Expr(-k));
        sum.add(alternate < 0 && term % 2 == 1 ? negate(value) : value);
    }
    sum.add(tail(name, u) * power(u, Expr(-k)));
    return sum.finish();
}

/// u√π·e^(u²)·erfc u = Σ (-1)^k·(2k-1)!!/(2u²)^k, without the signs for erfi. [DLMF 7.12.1]
Expr Gruntz::error_series(const Expr& u, int side) const {
    SumBuilder sum;
    Number odd(1);
    for (std::int64_t k = 0; k < expansion_terms_ + 2; ++k) {
        sum.add(Expr(odd) * power(2 * side * u * u, Expr(-k)));
        odd = odd * Number(2 * k + 1);
    }
    sum.add(tail(side < 0 ? "erfc" : "erfi", u) * power(u, Expr(-2 * expansion_terms_ - 4)));
    return sum.finish();
}

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
        if (is_infinite(c) || c.is_zero()) continue;
        const Expr offset = algebra::expand(u - c * p.of_x);
        if (!is_infinite(limit(offset))) { // by the sum of angles
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

int Gruntz::sign_of_constant(const Expr& e) const {
    if (has_wave(e)) {
        const Ball value = enclose_over_waves(e);
        if (value.is_finite() && value.imag().contains_zero())
            if (const auto sign = value.real_sign(); sign && *sign != 0) return *sign;
        throw NoSeries{};
    }
    if (e.is_constant()) {
        const std::optional<int> sign = sign_of(e);
        if (!sign) throw NoSeries{};
        return *sign;
    }
    if (has_property(e, Property::Positive) == Truth::Yes) return 1;
    if (has_property(e, Property::Negative) == Truth::Yes) return -1;
    throw NoSeries{};
}

/// NoSeries unless e is real at the largest of some points where it has a ball.
void Gruntz::require_real(const Expr& e) const {
    if (has_imaginary(e)) throw NoSeries{};
    const Expr plain = map_bottom_up(e, [](const Expr& part) -> Expr {
        if (is_wave(part)) return half();
        if (is_tail(part)) return Expr(0);
        return is_opaque_exponential(part) ? exp(exponent_of_opaque(part)) : part;
    });
    Point point{{x_, Ball(1)}};
    for (const Expr& s : free_variables(plain)) {
        if (s == x_) continue;
        if (Assumptions::current().is_declared_complex(s)) throw NoSeries{};
        point.emplace_back(s, Ball::rational(Rational::make(Integer(has_property(s, Property::Negative) == Truth::Yes ? -3 : 3), Integer(4)), 128));
    }
    for (const int at : {1000000, 1000, 60, 8}) {
        point[0].second = Ball::rational(Rational(at), 128);
        const Ball value = enclose_at(plain, point, 128);
        if (!value.is_finite()) continue;
        if (value.imag().contains_zero()) return;
        throw NoSeries{};
    }
    throw NoSeries{};
}

/// The sign of e for large x where e must be real.
int Gruntz::real_sign(const Expr& e) {
    require_real(e);
    return sign(e);
}

namespace {

/// Proof that a function of one phase takes different values (or both signs, for what multiplies something that grows)
/// again and again.
bool takes_different_values(const Expr& with_waves, bool signs) {
    const Expr e = with_waves_revealed(with_waves);
    std::vector<Expr> phases;
    for (const Expr& s : free_symbols(e))
        if (s.symbol_name().starts_with("_phase")) phases.push_back(s);
    if (phases.size() != 1) return false;
    const bool is_sawtooth = any_node(with_waves, [](const Expr& part) { return is_wave(part) && part.argument(1).is_symbol(); });
    std::vector<Expr> values;
    for (int k = 1; k <= 8; ++k) {
        const Expr at = is_sawtooth ? Expr(Rational::make(Integer(2 * k - 9), Integer(8))) : Expr(Rational::make(Integer(7 * k), Integer(8)));
        const Expr value = substitute(e, phases[0], at);
        if (value.has_infinity()) continue;
        values.push_back(value);
    }
    bool positive = false, negative = false;
    for (const Expr& value : values) {
        if (signs) {
            const int s = !value.is_constant() ? 0 : sign_of(value).value_or(0);
            positive |= s > 0;
            negative |= s < 0;
        } else {
            const Expr difference = value - values[0];
            if (difference.is_constant() ? zero_test(difference) == Truth::No : has_property(difference, Property::Nonzero) == Truth::Yes) return true;
        }
    }
    return positive && negative;
}

/// Waves that cancel do so now.
Expr with_waves_simplified(const Expr& e) {
    if (!has_wave(e)) return e;
    const Expr simple = simplify(with_waves_revealed(e));
    const bool is_free = !any_node(simple, [](const Expr& part) { return part.is_symbol() && part.symbol_name().starts_with("_phase"); });
    return is_free ? simple : e;
}

} // namespace

// ── preparation ──

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
    const bool infinite = is_infinite(end);
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
            for (std::int64_t k = 1; k <= expansion_terms_; ++k) sum.add(negate(bernoulli_number(2 * k) / (Expr(2 * k) * power(u, Expr(2 * k)))));
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

/// Ai and Bi with ζ = ⅔u^(3/2). [DLMF] 9.7
Expr Gruntz::airy(FunctionId head, const Expr& u, bool positive) {
    const Expr v = positive ? u : negate(u), zeta = 2 * power(v, Expr(Rational::make(Integer(3), Integer(2)))) / 3;
    const Expr front = power(v, Expr(Rational::make(Integer(-1), Integer(4)))) / sqrt(pi()), next = 5 / (72 * zeta);
    const bool is_ai = head == FunctionId::AiryAi;
    if (positive) {
        const Expr rest = tail(is_ai ? "airy_ai" : "airy_bi", zeta) * power(zeta, -2);
        return is_ai ? front * exp(negate(zeta)) * (1 - next + rest) / 2 : front * exp(zeta) * (1 + next + rest);
    }
    const Expr angle = zeta - pi() / 4, sine = wave_of(FunctionId::Sin, angle), cosine = wave_of(FunctionId::Cos, angle);
    const Expr even = 1 + tail("airy_p", zeta) * power(zeta, -2), odd = next + tail("airy_q", zeta) * power(zeta, -3);
    return front * (is_ai ? cosine * even + sine * odd : cosine * odd - sine * even);
}

/// Bessel functions of a fixed order for large u. [DLMF] 10.17, 10.40
Expr Gruntz::bessel(FunctionId head, const Expr& order, const Expr& u) {
    const std::string name = to_infix(order);
    auto coefficient = [&](std::int64_t k) { // a_k = (4ν² - 1²)(4ν² - 3²) … /(k!·8^k)
        Expr a(1);
        for (std::int64_t j = 1; j <= k; ++j) a = a * (4 * order * order - Expr((2 * j - 1) * (2 * j - 1))) / Expr(8 * j);
        return a;
    };
    if (head == FunctionId::BesselI || head == FunctionId::BesselK) {
        const bool grows = head == FunctionId::BesselI;
        SumBuilder sum;
        for (std::int64_t k = 0; k <= expansion_terms_; ++k) sum.add(coefficient(k) * power(u, Expr(-k)), Number(grows && k % 2 == 1 ? -1 : 1));
        sum.add(tail((grows ? "bessel_i_" : "bessel_k_") + name, u) * power(u, Expr(-expansion_terms_ - 1)));
        return (grows ? exp(u) / sqrt(2 * pi() * u) : exp(negate(u)) * sqrt(pi() / (2 * u))) * sum.finish();
    }
    const Expr angle = u - order * pi() / 2 - pi() / 4, sine = wave_of(FunctionId::Sin, angle), cosine = wave_of(FunctionId::Cos, angle);
    const Expr even = 1 + tail("bessel_p_" + name, u) * power(u, -2), odd = coefficient(1) / u + tail("bessel_q_" + name, u) * power(u, -3);
    return sqrt(2 / (pi() * u)) * (head == FunctionId::BesselJ ? cosine * even - sine * odd : sine * even + cosine * odd);
}

/// Γ(a, u) for large u. [DLMF 8.11.2]
Expr Gruntz::upper_gamma(const Expr& a, const Expr& u) const {
    SumBuilder sum;
    Expr falling(1);
    for (std::int64_t k = 0; k <= expansion_terms_; ++k) {
        sum.add(falling * power(u, Expr(-k)));
        falling = falling * (a - Expr(k + 1));
    }
    sum.add(tail("upper_gamma_" + to_infix(a), u) * power(u, Expr(-expansion_terms_ - 1)));
    return power(u, a - 1) * exp(negate(u)) * sum.finish();
}

/// The n-th derivative of ψ. [DLMF 5.15.8]
Expr Gruntz::polygamma(std::int64_t n, const Expr& u) const {
    const Expr order(n);
    auto factorial = [](std::int64_t k) { return call(FunctionId::Factorial, Expr(k)); };
    SumBuilder sum;
    sum.add(factorial(n - 1) * power(u, negate(order)) + factorial(n) * power(u, negate(order) - 1) / 2);
    for (std::int64_t k = 1; k <= expansion_terms_; ++k) sum.add(bernoulli_number(2 * k) * factorial(2 * k + n - 1) / factorial(2 * k) * power(u, Expr(-2 * k - n)));
    sum.add(tail("polygamma_" + std::to_string(n), u) * power(u, Expr(-2 * expansion_terms_ - 2 - n)));
    return n % 2 == 1 ? sum.finish() : negate(sum.finish());
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
    if (is_infinite(end)) throw NoSeries{};
    if (head == FunctionId::Polygamma && end.is_zero() && a[0].is_integer()) {
        const Expr pole = call(FunctionId::Factorial, a[0]) * power(u, negate(a[0]) - 1), rest = call(head, a[0], u + 1);
        return a[0].number().integer().is_odd() ? rest + pole : rest - pole;
    }
    return e;
}

/// Li_s(u): its power series at 0; for the dilogarithm reflection at 1 and inversion at -∞. [DLMF] 25.12
Expr Gruntz::prepared_polylogarithm(const Expr& s, const Expr& u) {
    constexpr std::int64_t kTerms = 12;
    const Expr form = call(FunctionId::Polylog, s, u), end = limit(u);
    auto near_zero = [&](const Expr& v) {
        SumBuilder sum;
        for (std::int64_t k = 1; k <= kTerms; ++k) sum.add(power(v, Expr(k)) * power(Expr(k), negate(s)));
        sum.add(tail("polylog_" + to_infix(s), v) * power(v, Expr(kTerms + 1)));
        return sum.finish();
    };
    if (end.is_zero()) return near_zero(u);
    if (!s.is_number(2)) return is_infinite(end) ? throw NoSeries{} : form;
    if (end.is_one()) return pi() * pi() / 6 - log_of(u) * log_of(1 - u) - near_zero(1 - u);
    if (end == negate(infinity())) return negate(pi() * pi() / 6 + power(log_of(negate(u)), 2) / 2 + near_zero(power(u, -1)));
    return is_infinite(end) ? throw NoSeries{} : form;
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

// ── comparability ──

/// -1, 0, 1: f varies more slowly, as fast, more rapidly than g.
int Gruntz::compare(const Expr& f, const Expr& g) {
    if (has_wave(f) || has_wave(g)) throw NoSeries{};
    auto logarithm = [](const Expr& e) { return is_opaque_exponential(e) ? exponent_of_opaque(e) : log_of(e); };
    const Expr c = limit(logarithm(f) / logarithm(g));
    if (is_infinite(c)) return 1;
    return c.is_zero() ? -1 : 0;
}

std::vector<Expr> Gruntz::larger(std::vector<Expr> a, std::vector<Expr> b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    const bool share = std::any_of(a.begin(), a.end(), [&](const Expr& e) { return std::find(b.begin(), b.end(), e) != b.end(); });
    const int order = share ? 0 : compare(a[0], b[0]);
    if (order > 0) return a;
    if (order < 0) return b;
    for (const Expr& e : b)
        if (std::find(a.begin(), a.end(), e) == a.end()) a.push_back(e);
    return a;
}

std::vector<Expr> Gruntz::most_varying(const Expr& e) {
    DepthGuard guard;
    if (free_of(e, x_)) return {};
    if (e == x_) return {x_};
    std::vector<Expr> found;
    if (is_opaque_exponential(e)) {
        found = most_varying(exponent_of_opaque(e));
        if (is_infinite(limit(exponent_of_opaque(e)))) found = larger({e}, found);
        return found;
    }
    for_each_child(e, [&](const Expr& c) { found = larger(found, most_varying(c)); });
    return found;
}

// ── leading terms and limits ──

Gruntz::Leading Gruntz::leading(Expr e) {
    std::vector<Expr> varying = most_varying(e);
    if (varying.empty()) return {e, Expr(0), Expr(0), 0};
    int shifts = 0;
    for (; std::find(varying.begin(), varying.end(), x_) != varying.end(); ++shifts) {
        if (shifts > 8) throw NoSeries{};
        // x → e^x changes no limit.
        const Expr shifted = opaque_exponential(x_);
        e = normal_logarithms(substitute(e, x_, shifted));
        for (Expr& f : varying) f = normal_logarithms(substitute(f, x_, shifted));
    }
    // The simplest of them, turned so that it goes to 0.
    std::stable_sort(varying.begin(), varying.end(), [](const Expr& a, const Expr& b) { return a.leaves() < b.leaves(); });
    const Expr h = exponent_of_opaque(varying[0]);
    const bool grows = sign(h) > 0;
    const Expr omega = hidden_symbol("omega"), log_omega = grows ? negate(h) : h;
    Expr rewritten = e;
    for (std::size_t i = varying.size(); i-- > 0;) {
        const Expr& f = varying[i];
        const Expr c = f == varying[0] ? Expr(1) : limit(exponent_of_opaque(f) / h);
        if (is_infinite(c) || c.is_zero()) throw NoSeries{};
        const Expr rest = algebra::expand(exponent_of_opaque(f) - c * h);
        rewritten = substitute(rewritten, f, opaque_exponential(rest) * power(omega, grows ? negate(c) : c));
    }
    for (int terms = 2; terms <= kMaxTerms; terms *= 2) {
        try {
            GrowthSeries series = GrowthExpansion(x_, omega, log_omega, terms).expand(rewritten);
            while (!series.terms.empty() && vanishes(series.terms[0].coefficient)) series.terms.erase(series.terms.begin());
            if (!series.terms.empty()) return {series.terms[0].coefficient, series.terms[0].exponent, log_omega, shifts};
            if (!series.order) return {Expr(0), Expr(0), log_omega, shifts};
        } catch (const NeedsMoreTerms&) {
        }
    }
    throw NoSeries{};
}

/// e^h up to a factor that goes to 1.
Expr Gruntz::leading_exponential(const Expr& h) {
    constexpr int kMaxParts = 12;
    SumBuilder sum;
    ProductBuilder product;
    Expr rest = h;
    for (int parts = 0;; ++parts) {
        const Expr end = limit(rest);
        if (!is_infinite(end)) {
            product.multiply(exp(end));
            break;
        }
        if (parts == kMaxParts) throw NoSeries{};
        const Expr term = leading_term(rest);
        rest = algebra::expand(rest - term);
        // v^g for g·log v
        Expr logarithm;
        for (const Factor& f : factors_of(term))
            if (f.base.is(FunctionId::Log) && f.exponent.is_one() && !logarithm) logarithm = f.base;
        if (logarithm) product.multiply(logarithm.argument(0), term / logarithm);
        else sum.add(term);
    }
    product.multiply(exp(sum.finish()));
    return product.finish();
}

Expr Gruntz::leading_term(const Expr& e) {
    DepthGuard guard;
    if (free_of(e, x_) || e == x_) return e;
    const Leading first = leading(prepared(e));
    if (has_wave(first.coefficient)) throw NoSeries{};
    Expr term = leading_term(first.coefficient);
    if (!first.exponent.is_zero()) term = term * leading_exponential(algebra::expand(first.exponent * first.log_omega));
    term = with_exponentials_revealed(term);
    for (int k = 0; k < first.shifts; ++k) term = substitute(term, x_, log_of(x_));
    if (any_node(term, [](const Expr& part) { return is_tail(part); })) throw NoSeries{};
    return term;
}

Expr Gruntz::series(const Expr& f, const Expr& small, const Expr& log_large, std::int64_t n, bool& is_exact) {
    constexpr std::int64_t kSpare = 16; // further terms where leading ones cancel
    const Expr omega = hidden_symbol("omega");
    const Expr rewritten = substitute(prepared(f), x_, power(omega, -1));
    for (std::int64_t terms = std::clamp<std::int64_t>(n, 2, 8);; terms *= 2) {
        if (terms > 2 * (std::max<std::int64_t>(n, 0) + kSpare)) throw NoSeries{};
        GrowthSeries found;
        try {
            found = GrowthExpansion(x_, omega, negate(x_), static_cast<int>(terms)).expand(rewritten);
        } catch (const NeedsMoreTerms&) {
            continue;
        }
        if (found.order && compare_exponents(found.order, Expr(n)) < 0) continue;
        is_exact = !found.order;
        SumBuilder sum;
        for (const GrowthTerm& t : found.terms) {
            if (compare_exponents(t.exponent, Expr(n)) >= 0) {
                is_exact = false;
                break;
            }
            if (has_wave(t.coefficient)) throw NoSeries{};
            if (any_node(t.coefficient, [](const Expr& part) { return is_tail(part); })) throw NeedsMoreTerms{};
            // x is -log ω: only its powers vary more slowly than all powers of ω.
            const Expr coefficient = substitute(with_exponentials_revealed(t.coefficient), x_, log_large);
            sum.add(coefficient * power(small, t.exponent));
        }
        return sum.finish();
    }
}

int Gruntz::sign(const Expr& e) {
    DepthGuard guard;
    if (free_of(e, x_)) return e.is_zero() ? 0 : sign_of_constant(e);
    if (e == x_ || is_opaque_exponential(e)) return 1;
    if (e.is_mul() || e.is_power()) {
        int result = 1;
        for (const Factor& f : factors_of(e)) {
            if (is_opaque_exponential(f.base) && !has_imaginary(f.base)) continue;
            if (contains(f.exponent, x_)) {
                if (sign(f.base) < 0) throw NoSeries{};
                continue;
            }
            const int s = sign(f.base);
            if (f.exponent.is_integer()) result *= f.exponent.number().integer().is_odd() ? s : s * s;
            else if (s < 0) throw NoSeries{};
            else result *= s;
        }
        return result;
    }
    const Leading first = leading(prepared(e));
    return sign(first.coefficient);
}

Expr Gruntz::limit_of_all(const Expr& e) { return limit(e, true); }

/// whole: e behaves as the function that is asked for does, so that its oscillation is an answer.
Expr Gruntz::limit(const Expr& e, bool whole) {
    if (free_of(e, x_)) {
        const Expr settled = with_waves_simplified(with_exponentials_revealed(e));
        if (!whole || !has_wave(settled)) return settled;
        if (takes_different_values(settled, false)) throw Oscillation{};
        throw NoSeries{};
    }
    if (e == x_) return infinity();
    if (auto known = limits_.find(e); known != limits_.end()) {
        if (!known->second) throw NoSeries{}; // under way
        return known->second;
    }
    DepthGuard guard;
    poll_work(50);
    limits_.emplace(e, Expr());
    Expr result;
    try {
        const Leading first = leading(prepared(e));
        const int side = compare_exponents(first.exponent, Expr(0));
        if (side > 0) {
            require_bounded_over_waves(first.coefficient);
            result = Expr(0);
        } else if (side < 0) {
            if (whole && has_wave(first.coefficient) && free_of(first.coefficient, x_) && takes_different_values(first.coefficient, true)) throw Oscillation{};
            const int s = sign(first.coefficient);
            if (s == 0) throw NoSeries{};
            result = s > 0 ? infinity() : negate(infinity());
        } else {
            result = limit(first.coefficient, whole);
        }
    } catch (...) {
        limits_.erase(e);
        throw;
    }
    limits_[e] = result;
    return result;
}

} // namespace rumina::calculus
