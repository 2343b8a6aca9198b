#include "calculus/sums/euler_maclaurin.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

#include "algebra/enclosure.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "calculus/definite/expression_germ.h"
#include "calculus/definite/improper.h"
#include "calculus/shorthand.h"
#include "calculus/sums/convergence.h"
#include "calculus/sums/envelope.h"
#include "calculus/sums/terms.h"
#include "number/ball_functions.h"
#include "verify/expression_jets.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::int64_t kLeastBits = 5, kMostBits = 13; ///< of N
constexpr std::int64_t kMostOrders = 600;
constexpr std::int64_t kGermPrecision = 128;

/// weight·e^(i·angle·k)·g(k), an angle that is no multiple of 2π, or none.
struct Wave {
    std::optional<Expr> angle;
    Expr weight{1};
};

struct Waves {
    Expr smooth; ///< g
    std::vector<Wave> waves;
    Expr factor{1}; ///< the sine or cosine
};

/// (-1)^k and one sine or cosine of a·k + b taken out.
std::optional<Waves> waves_of(const Expr& f, const Expr& k) {
    const auto [rest, sign] = without_sign(f, k);
    ProductBuilder others;
    Expr wave;
    for (const Factor& part : factors_of(rest)) {
        const bool is_wave = (part.base.is(FunctionId::Sin) || part.base.is(FunctionId::Cos)) && part.exponent.is_one() && linear_in(part.base.argument(0), k);
        if (is_wave && wave) return std::nullopt;
        if (is_wave) wave = part.base;
        else others.multiply(part.base, part.exponent);
    }
    const Expr shift = sign < 0 ? pi() : Expr(0);
    Waves result{others.finish(), {}, wave ? wave : Expr(1)};
    if (!wave) {
        result.waves.push_back({sign < 0 ? std::optional(pi()) : std::nullopt, Expr(1)});
        return result;
    }
    // cos u = (e^iu + e^-iu)/2, sin u = (e^iu - e^-iu)/2i
    const auto angle = linear_in(wave.argument(0), k);
    for (const int side : {1, -1}) {
        const Expr phase = exp(Expr(side) * imaginary_unit() * angle->offset) / 2;
        result.waves.push_back({Expr(side) * angle->slope + shift, wave.is(FunctionId::Cos) ? phase : phase * Expr(side) / imaginary_unit()});
    }
    return result;
}

/// The distance of arg z from other multiples of 2π, z = e^(i·angle): a lower bound.
Ball distance(const std::optional<Expr>& angle) {
    const std::int64_t precision = 64;
    const Ball turn = ball::mul(Ball(2), Ball::pi(precision), precision);
    if (!angle) return turn;
    const Ball a = enclose(*angle, precision);
    if (!a.is_finite() || !a.is_real()) return Ball::indeterminate();
    const double turns = std::round(ball::div(a, turn, precision).midpoint());
    if (!(std::fabs(turns) < 1e6)) return Ball::indeterminate();
    return ball::abs(ball::sub(a, ball::mul(Ball(turns), turn, precision), precision), precision);
}

/// Where to begin with how many terms, and what is left then.
struct Plan {
    std::int64_t start = 0; ///< N
    std::int64_t orders = 0;        ///< m
    Ball remainder;         ///< |R| is at most this
};

/// m!·(d·ρ)^-m·4·∫_0^(1/N) t^(m-2)·|g| dt for growing m, g by its germ.
std::optional<Plan> plan_for(const Germ& germ, std::int64_t bits, const Ball& opening, const Ball& d, bool even, double goal) {
    const GermArithmetic on(bits, kGermPrecision);
    const Ball step = on.mul(d, opening);
    Ball weight(4);
    double last = INFINITY;
    for (std::int64_t m = 1; m <= kMostOrders; ++m) {
        poll_work(20);
        weight = ball::div(on.mul(weight, Ball(m)), step, kGermPrecision);
        if (m < 2 || (even && m % 2 != 0)) continue;
        Germ g = germ;
        g.power = g.power + Rational(m - 2);
        const auto tail = on.tail(g);
        if (!tail) continue;
        const Ball size = on.mul(weight, ball::abs(*tail, kGermPrecision));
        const double height = size.log2_upper();
        if (height < -goal) return Plan{std::int64_t{1} << bits, m, size};
        if (height > last) return std::nullopt;
        last = height;
    }
    return std::nullopt;
}

std::optional<Plan> plan_of(const Expr& g, const Expr& k, std::int64_t from, const Ball& d, bool even, double goal) {
    if (!d.is_finite() || !d.nonzero()) return std::nullopt;
    std::int64_t bits = kLeastBits;
    while ((std::int64_t{1} << bits) <= from) ++bits;
    for (const std::int64_t last = std::max(kMostBits, bits); bits <= last; ++bits) {
        // (2π·ρ·N)-th orders are the best: about as many bits are gained
        if (4.5 * d.midpoint() / 6.3 * std::exp2(static_cast<double>(bits)) < goal / 2) continue;
        for (const double opening : {0.5, 0.25, 0.125, 0.0625, 0.03125}) {
            const Ball side = Ball().widened(Ball(opening));
            const MaybeGerm germ = germ_in_sector(g, k, Ball::complex(side, side), bits, kGermPrecision);
            if (!germ) continue;
            if (auto plan = plan_for(*germ, bits, Ball(opening), d, even, goal)) return plan;
        }
    }
    return std::nullopt;
}

/// The part of the formula that belongs to one end: with z = 1 without the integral.
Ball end_part(const Expr& g, const Expr& k, const Ball& at, const std::optional<Expr>& angle, std::int64_t orders, std::int64_t precision) {
    const std::int64_t working = precision + 2 * orders;
    const Jet jet = verify::jet_at(g, k, {{k, at}}, orders + 1, working);
    if (!jet.is_finite()) return Ball::indeterminate();
    if (!angle) { // B_n/n! are the coefficients of s/(e^s - 1)
        std::vector<Ball> quotient{Ball(1)};
        for (std::int64_t n = 1; n <= orders; ++n) quotient.push_back(ball::div(quotient.back(), Ball(n + 1), working));
        const Jet b = jet::inverse(Jet::of_coefficients(quotient), working);
        Ball sum = ball::div(jet.coefficient(0), Ball(2), working), factorial(1);
        for (std::int64_t n = 2; n <= orders; ++n) {
            poll_work(100);
            factorial = ball::mul(factorial, Ball(n - 1), working);
            if (n % 2 == 0) sum = ball::sub(sum, ball::mul(ball::mul(b.coefficient(n), factorial, working), jet.coefficient(n - 1), working), working);
        }
        return sum;
    }
    const bool alternates = *angle == pi();
    const Ball z = alternates ? Ball(-1) : enclose(exp(imaginary_unit() * *angle), working);
    const Jet exponential = jet::exp(Jet::variable(Ball(0), orders), working);
    const Jet a = jet::inverse(jet::sub(Jet::constant(Ball(1), orders), jet::mul(Jet::constant(z, orders), exponential, working), working), working);
    Ball sum(0), factorial(1);
    for (std::int64_t j = 0; j < orders; ++j) {
        poll_work(100);
        if (j > 1) factorial = ball::mul(factorial, Ball(j), working);
        sum = ball::add(sum, ball::mul(ball::mul(a.coefficient(j), factorial, working), jet.coefficient(j), working), working);
    }
    const auto index = at.exact_integer();
    return ball::mul(sum, index ? ball::pow_integer(z, *index, working) : Ball::indeterminate(), working);
}

/// Whether g goes to 0, as its germ at infinity says.
bool goes_to_zero(const Expr& g, const Expr& k) {
    const Expr t = hidden_symbol("t");
    const Expr inverted = substitute(g, k, power(t, Expr(-1)));
    for (const std::int64_t bits : {8, 16, 32}) {
        const MaybeGerm germ = germ_at_zero(inverted, t, bits, 64 + 4 * bits);
        if (!germ) continue;
        if (!germ->rate.is_zero()) return germ->rate.real_sign() == std::optional(-1);
        if (germ->power.sign() != 0) return germ->power.sign() > 0;
        return germ->logs.sign() < 0;
    }
    return false;
}

} // namespace

Ball sum_by_euler_maclaurin(const Expr& f, const Expr& given, std::int64_t from, const Expr& to, std::int64_t precision) {
    const Expr k = hidden_symbol("k");
    const auto parts = waves_of(substitute(f, given, k), k);
    if (!parts || !(free_variables(parts->smooth).empty() || free_variables(parts->smooth) == std::vector<Expr>{k})) return Ball::indeterminate();
    const Expr& g = parts->smooth;
    const bool endless = to.has_infinity();
    const bool is_real = is_real_on_axis(g, k) && is_real_on_axis(parts->factor, k);
    if (endless && parts->waves[0].angle && !goes_to_zero(g, k)) return Ball::indeterminate();
    const double goal = static_cast<double>(precision) + 4;
    Ball total(0);
    std::int64_t start = 0;
    for (const Wave& wave : parts->waves) {
        const auto plan = plan_of(g, k, from, distance(wave.angle), !wave.angle, goal);
        if (!plan) return Ball::indeterminate();
        const std::int64_t N = start = std::max(start, plan->start);
        if (!endless && compare(to.number(), Number(2 * N)) <= 0) return Ball::indeterminate();
        if (N != plan->start) return Ball::indeterminate(); // both waves have the same distance
        Ball sum = end_part(g, k, Ball(N), wave.angle, plan->orders, precision + 32);
        if (!endless) {
            // What is beyond the end comes off: the sum of k > to, which has no integral here
            const Integer after = to.number().integer() + Integer(1);
            sum = ball::sub(sum, end_part(g, k, Ball(after), wave.angle, plan->orders, precision + 32), precision + 32);
        }
        if (!wave.angle && sum.is_finite()) {
            const Expr end = endless ? to : to + 1;
            sum = ball::add(sum, enclose_improper_integral(g, k, Expr(N), end, precision + 8), precision + 32);
        }
        const Ball side = Ball().widened(plan->remainder);
        sum = ball::add(sum, is_real && !wave.angle ? side : Ball::complex(side, side), precision + 32);
        total = ball::add(total, ball::mul(enclose(wave.weight, precision + 32), sum, precision + 32), precision + 32);
        if (!total.is_finite()) return total;
    }
    if (is_real) total = total.real();
    return ball::add(total, partial_sum(f, given, from, start, {}, precision + 32), precision + 32);
}

} // namespace rumina::calculus
