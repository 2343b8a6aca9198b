#include "calculus/sums/geometric_tails.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "calculus/shorthand.h"
#include "calculus/sums/envelope.h"
#include "calculus/sums/ratio.h"
#include "calculus/sums/terms.h"
#include "number/ball_functions.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::size_t kMostSummands = 8;
constexpr std::int64_t kFarOut = 512;

struct LesserTerms;

/// f(k + 1)/f(k) in parts whose sizes are bounded for all k >= K: a rational function, and powers of constants and of k.
struct Ratio {
    Expr rational;                ///< in k
    std::vector<Expr> exponents;  ///< of e: real polynomials in k of a degree above 0
    std::vector<Linear> k_powers; ///< (1 + 1/k)^(slope·k + offset)
    std::vector<LesserTerms> lesser;
};

/// A sum among the factors stands for its largest summand, times 1 + Σ of the quotients of the others by it.
struct LesserTerms {
    std::vector<std::pair<Expr, Ratio>> quotients; ///< with their ratios, at most 1 at last
    Integer exponent;
};

std::optional<Ratio> ratio_of(const Expr& f, const Expr& k, const Point& point);

/// The summands of the sum beside the one that is largest far out, by its multiple; nothing where none is.
bool take_largest(const Expr& sum, const Integer& exponent, const Expr& k, const Point& point, ProductBuilder& rational, Ratio& result) {
    DepthGuard guard;
    const std::vector<Expr> summands = summands_of(sum);
    if (summands.size() > kMostSummands) return false;
    std::size_t largest = 0;
    double height = -INFINITY;
    for (std::size_t i = 0; i < summands.size(); ++i) {
        const double here = term_at(summands[i], k, kFarOut, point, 64).log2_upper();
        if (here > height) largest = i, height = here;
    }
    LesserTerms others{{}, exponent};
    for (std::size_t i = 0; i < summands.size(); ++i) {
        if (i == largest) continue;
        const Expr quotient = summands[i] / summands[largest];
        auto ratio = ratio_of(quotient, k, point);
        if (!ratio) return false;
        others.quotients.emplace_back(quotient, *std::move(ratio));
    }
    result.lesser.push_back(std::move(others));
    auto main = ratio_of(power(summands[largest], Expr(exponent)), k, point);
    if (!main) return false;
    rational.multiply(main->rational);
    result.exponents.insert(result.exponents.end(), main->exponents.begin(), main->exponents.end());
    result.k_powers.insert(result.k_powers.end(), main->k_powers.begin(), main->k_powers.end());
    result.lesser.insert(result.lesser.end(), main->lesser.begin(), main->lesser.end());
    return true;
}

std::optional<Ratio> ratio_of(const Expr& f, const Expr& k, const Point& point) {
    ProductBuilder rational, rest;
    Ratio result;
    for (const Factor& part : factors_of(f)) {
        if (free_of(part.base, k) && free_of(part.exponent, k)) continue;
        if (free_of(part.base, k) && part.base.is_constant() && sign_of(part.base) == std::optional(1)) {
            const auto c = polynomial_in(expand(part.exponent), k);
            if (!c) return std::nullopt;
            if (c->size() > 2) {
                result.exponents.push_back(expand(log_of(part.base) * (substitute(part.exponent, k, k + 1) - part.exponent)));
                continue;
            }
        }
        if (part.base == k && contains(part.exponent, k)) {
            const auto linear = linear_in(part.exponent, k);
            if (!linear || !linear->slope.is_integer()) return std::nullopt;
            result.k_powers.push_back(*linear);
            rational.multiply(power(k + 1, linear->slope));
            continue;
        }
        if (part.base.is_add() && part.exponent.is_integer() && contains(part.base, k) && !polynomial_in(part.base, k)) {
            if (!take_largest(part.base, part.exponent.number().integer(), k, point, rational, result)) return std::nullopt;
            continue;
        }
        rest.multiply(part.base, part.exponent);
    }
    const Expr others = rest.finish();
    if (contains(others, k)) {
        const Expr ratio = term_ratio(others, k);
        if (!ratio) return std::nullopt;
        rational.multiply(ratio);
    }
    result.rational = cancel(rational.finish());
    return result;
}

/// An upper bound of |f(k + 1)/f(k)| for all k >= K as a ball; not finite when there is none.
Ball bound_of(const Ratio& ratio, const Expr& k, std::int64_t K, const Point& point, std::int64_t precision) {
    const Expr u = hidden_symbol("u");
    Point here = point;
    const Ball small = Ball::interval(Ball(0), ball::inverse(Ball(K), precision), precision);
    here.emplace_back(u, small);
    Ball bound = enclose_at(cancel(substitute(ratio.rational, k, power(u, -1))), here, precision);
    for (const Expr& d : ratio.exponents) { // e^(K^m·max h) with d(k) = k^m·h(1/k), h < 0
        const auto c = polynomial_in(d, k);
        if (!c || c->size() < 2) return Ball::indeterminate();
        const auto m = static_cast<std::int64_t>(c->size()) - 1;
        const Ball h = enclose_at(expand(substitute(d, k, power(u, -1)) * power(u, Expr(m))), here, precision);
        if (!h.is_finite() || h.real_sign() != std::optional(-1) || !h.is_real()) return Ball::indeterminate();
        bound = ball::mul(bound, ball::exp(ball::mul(h, ball::pow_integer(Ball(K), Integer(m), precision), precision), precision), precision);
    }
    for (const Linear& e : ratio.k_powers) { // (1 + u)^(a/u + b) = exp((a + bu)·log(1 + u)/u), log(1 + u)/u in [1 - u/2, 1]
        const Ball lower = ball::sub(Ball(1), ball::div(small, Ball(2), precision), precision);
        const Ball quotient = Ball::hull(lower, Ball(1), precision);
        const Ball slope = enclose_at(e.slope + e.offset * u, here, precision);
        bound = ball::mul(bound, ball::exp(ball::mul(slope, quotient, precision), precision), precision);
    }
    for (const LesserTerms& others : ratio.lesser) { // (1 + Σ q(k + 1))/(1 + Σ q(k)) with |q(k)| <= |q(K)|
        DepthGuard guard;
        Ball size(0);
        bool is_real = true;
        for (const auto& [q, of_q] : others.quotients) {
            const Ball change = bound_of(of_q, k, K, point, precision), first = term_at(q, k, K, point, precision);
            if (!change.is_finite() || !first.is_finite() || change.log2_upper() > 0) return Ball::indeterminate();
            size = ball::add(size, ball::abs(first, precision), precision);
            is_real = is_real && change.is_real() && first.is_real();
        }
        if (!(size.log2_upper() < -2)) return Ball::indeterminate();
        const Ball side = Ball().widened(size), sum = ball::add(Ball(1), is_real ? side : Ball::complex(side, side), precision);
        bound = ball::mul(bound, ball::pow_integer(ball::div(sum, sum, precision), others.exponent, precision), precision);
    }
    return bound;
}

/// |f(k + 1)/f(k)| <= ratio < 1 for all k >= from; is_real: these quotients are real.
struct Domination {
    std::int64_t from = 0;
    double ratio = 0;
    bool is_real = false;
};

std::optional<Domination> domination_of(const Expr& f, const Expr& k, const Point& point) {
    const auto ratio = ratio_of(f, k, point);
    if (!ratio) return std::nullopt;
    for (std::int64_t K = 8; K <= 4096; K *= 2) {
        const Ball bound = bound_of(*ratio, k, K, point, 64);
        const double log_ratio = bound.log2_upper();
        if (log_ratio < -0.014) return Domination{K, std::exp2(log_ratio) * (1 + 1e-9), bound.is_real()}; // below 0.991
    }
    return std::nullopt;
}

/// Widened by |term|/(1 - ρ).
Ball with_rest(const Ball& value, const Ball& term, const Domination& by, std::int64_t precision) {
    const Ball size = ball::div(ball::abs(term, precision), ball::sub(Ball(1), Ball(by.ratio), precision), precision);
    if (term.is_real() && by.is_real) return ball::add(value, Ball().widened(size), precision);
    return ball::add(value, Ball::complex(Ball().widened(size), Ball().widened(size)), precision);
}

} // namespace

Ball sum_by_ratio(const Expr& given, const Expr& k, std::int64_t from, const Point& point, std::int64_t precision) {
    const Expr f = without_hyperbolic_functions(given, k), envelope = envelope_of(f, k);
    auto by = domination_of(envelope, k, point);
    if (!by) return Ball::indeterminate();
    if (envelope != f) by->is_real = point.empty() && is_real_on_axis(f, k);
    std::int64_t n = std::max(from, by->from);
    Ball sum = partial_sum(f, k, from, n, point, precision);
    for (; n < kMostTerms && sum.is_finite(); ++n) {
        poll_work(20);
        const Ball term = term_at(f, k, n, point, precision);
        if (!term.is_finite()) break;
        const Ball height = envelope == f ? term : term_at(envelope, k, n, point, precision);
        const double size = height.log2_upper();
        if (size < sum.log2_lower() - static_cast<double>(precision) || size < -4.0 * static_cast<double>(precision) || height.is_zero())
            return with_rest(sum, height, *by, precision);
        sum = ball::add(sum, term, precision);
    }
    return Ball::indeterminate();
}

Ball product_by_ratio(const Expr& f, const Expr& k, std::int64_t from, const Point& point, std::int64_t precision) {
    const Expr u = without_hyperbolic_functions(cancel(f - 1), k);
    const auto by = domination_of(u, k, point);
    if (!by) return Ball::indeterminate();
    std::int64_t n = std::max(from, by->from);
    Ball product = partial_product(f, k, from, n, point, precision);
    for (; n < kMostTerms && product.is_finite(); ++n) {
        poll_work(20);
        if (product.is_zero()) return product;
        const Ball term = term_at(u, k, n, point, precision);
        if (!term.is_finite()) break;
        if (term.log2_upper() < -static_cast<double>(precision) - 8 || term.is_zero()) // e^ε - 1 <= 2ε
            return ball::mul(product, with_rest(Ball(1), ball::mul(Ball(2), term, precision), *by, precision), precision);
        product = ball::mul(product, ball::add(Ball(1), term, precision), precision);
    }
    return Ball::indeterminate();
}

} // namespace rumina::calculus
