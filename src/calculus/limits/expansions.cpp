// Expansions of special functions for large arguments and at their singular points, cut off with a name for what remains.
#include "calculus/limits/gruntz.h"

#include "algebra/functions/bernoulli.h"
#include "algebra/output/output.h"
#include "calculus/shorthand.h"

namespace rumina::calculus {

using namespace algebra;

/// log Γ(u) for large u. [DLMF 5.11.1]
Expr Gruntz::stirling(const Expr& u) const {
    SumBuilder sum;
    sum.add((u - half()) * log_of(u) - u + log_of(2 * pi()) / 2);
    for (std::int64_t k = 1; k <= expansion_terms_; ++k) sum.add(Expr(bernoulli_number(2 * k)) / (Expr(2 * k) * Expr(2 * k - 1) * power(u, Expr(2 * k - 1))));
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
    for (std::int64_t k = 1; k <= expansion_terms_; ++k) sum.add(Expr(bernoulli_number(2 * k)) * factorial(2 * k + n - 1) / factorial(2 * k) * power(u, Expr(-2 * k - n)));
    sum.add(tail("polygamma_" + std::to_string(n), u) * power(u, Expr(-2 * expansion_terms_ - 2 - n)));
    return n % 2 == 1 ? sum.finish() : negate(sum.finish());
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
    if (!s.is_number(2)) return end.has_infinity() ? throw NoSeries{} : form;
    if (end.is_one()) return pi() * pi() / 6 - log_of(u) * log_of(1 - u) - near_zero(1 - u);
    if (end == negate(infinity())) return negate(pi() * pi() / 6 + power(log_of(negate(u)), 2) / 2 + near_zero(power(u, -1)));
    return end.has_infinity() ? throw NoSeries{} : form;
}

} // namespace rumina::calculus
