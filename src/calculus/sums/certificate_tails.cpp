#include "calculus/sums/certificate_tails.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "calculus/shorthand.h"
#include "calculus/sums/ratio.h"
#include "calculus/sums/terms.h"
#include "number/ball_functions.h"
#include "verify/expression_jets.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::int64_t kLeastStart = 64, kMostStart = 8192;

/// The coefficients r_i of R, the first `count`. In u = 1/k the shift of k^-l is k^-l·(1 + u)^-l.
std::vector<Ball> certificate(const Jet& ratio, bool alternates, std::int64_t count, std::int64_t precision) {
    // shifted[l] = ratio·(1 + u)^(-l), or (1 + u)^(1 - l) where R begins with k
    std::vector<Ball> row;
    const std::int64_t lead = alternates ? 0 : 1;
    for (std::int64_t s = 0; s <= count; ++s) row.push_back(ratio.coefficient(s));
    if (lead == 1)
        for (std::int64_t s = count; s > 0; --s) row[static_cast<std::size_t>(s)] = ball::add(row[static_cast<std::size_t>(s)], row[static_cast<std::size_t>(s - 1)], precision);
    std::vector<std::vector<Ball>> shifted;
    std::vector<Ball> r;
    for (std::int64_t i = 0; i < count; ++i) {
        poll_work(static_cast<std::size_t>(count) * 2);
        shifted.push_back(row);
        Ball sum(i == 0 ? 1 : 0);
        for (std::int64_t l = 0; l < i; ++l)
            sum = ball::sub(sum, ball::mul(r[static_cast<std::size_t>(l)], shifted[static_cast<std::size_t>(l)][static_cast<std::size_t>(i + lead - l)], precision), precision);
        Ball pivot = row[static_cast<std::size_t>(lead)];
        if (lead == 0) pivot = ball::sub(pivot, Ball(1), precision);
        r.push_back(ball::div(sum, pivot, precision));
        for (std::int64_t s = 1; s <= count; ++s) row[static_cast<std::size_t>(s)] = ball::sub(row[static_cast<std::size_t>(s)], row[static_cast<std::size_t>(s - 1)], precision);
    }
    return r;
}

/// Σ r_i·u^i
Ball polynomial_at(const std::vector<Ball>& r, const Ball& u, std::int64_t precision) {
    Ball sum(0);
    for (std::size_t i = r.size(); i-- > 0;) sum = ball::add(ball::mul(sum, u, precision), r[i], precision);
    return sum;
}

} // namespace

Ball sum_by_certificate(const Expr& f, const Expr& k, std::int64_t from, const Point& point, std::int64_t precision) {
    const Expr ratio = term_ratio(f, k);
    if (!ratio) return Ball::indeterminate();
    const auto above = polynomial_in(algebra::numerator(ratio), k), below = polynomial_in(algebra::denominator(ratio), k);
    if (!above || !below || above->size() != below->size() || above->empty()) return Ball::indeterminate();
    const Expr lead = cancel(above->back() / below->back());
    const bool alternates = lead.is_number(-1);
    if (!alternates && !lead.is_one()) return Ball::indeterminate();
    // ratio = lead·(1 - u·q(u)): decreasing where 0 < u·q <= 2
    const Expr u = hidden_symbol("u"), of_u = cancel(substitute(ratio, k, power(u, -1))), q = cancel((1 - of_u / lead) / u);
    auto with_u = [&](const Ball& value) {
        Point here = point;
        here.emplace_back(u, value);
        return here;
    };
    const Ball c = enclose_at(q, with_u(Ball(0)), 64);
    if (!c.is_finite() || !c.is_real() || compare_real(c, Ball(alternates ? 0 : 1)) != std::optional(1)) return Ball::indeterminate();
    const std::int64_t m = precision / 2 + 16, working = precision + 6 * m + 64;
    const Jet jet = verify::jet_at(of_u, u, with_u(Ball(0)), m + 2, working);
    if (!jet.is_finite()) return Ball::indeterminate();
    const std::vector<Ball> r = certificate(jet, alternates, m, working);
    std::vector<Ball> sizes;
    for (const Ball& e : r) sizes.push_back(ball::abs(e, 64));
    for (std::int64_t N = std::max({from, kLeastStart, static_cast<std::int64_t>(m)}); N <= std::max(kMostStart, from); N *= 2) {
        const Ball least = ball::inverse(Ball(N), 64), range = Ball::interval(Ball(0), least, 64), decrease = enclose_at(q, with_u(range), 64);
        if (!decrease.is_finite() || !decrease.is_real() || decrease.real_sign() != std::optional(1) || ball::mul(decrease, least, 64).log2_upper() > 1) continue;
        // |ε| on |u| = 4/N
        const Ball radius = ball::mul(Ball(4), least, 64), side = Ball().widened(radius), growth = enclose_at(of_u, with_u(Ball::complex(side, side)), 64);
        if (!growth.is_finite()) continue;
        Ball here = polynomial_at(sizes, radius, 64), next = polynomial_at(sizes, ball::div(radius, ball::sub(Ball(1), radius, 64), 64), 64);
        next = ball::mul(next, ball::abs(growth, 64), 64);
        if (!alternates) here = ball::div(here, radius, 64), next = ball::mul(ball::div(next, radius, 64), ball::add(Ball(1), radius, 64), 64);
        const double height = ball::add(Ball(1), ball::add(here, next, 64), 64).log2_upper();
        // |ε(k)| <= height·(N/4k)^m·4/3, and Σ_{k>=N} (N/k)^m <= 1 + N/(m - 1)
        const Ball term = term_at(f, k, N, point, working);
        if (!term.is_finite() || !term.is_real()) return Ball::indeterminate();
        const double rest = height - 2.0 * static_cast<double>(m) + 1 + std::log2(1 + static_cast<double>(N) / static_cast<double>(m - 1)) + std::max(term.log2_upper(), -1e6) + 1;
        if (rest > -static_cast<double>(precision) - 2) continue;
        const Ball at = ball::inverse(Ball(N), working);
        Ball S = ball::mul(polynomial_at(r, at, working), term, working);
        if (!alternates) S = ball::mul(S, Ball(N), working);
        const Ball error = ball::pow_integer(Ball(2), Integer(static_cast<std::int64_t>(std::ceil(rest))), 64);
        return ball::sub(partial_sum(f, k, from, N, point, precision + 20), S, precision + 20).widened(error);
    }
    return Ball::indeterminate();
}

} // namespace rumina::calculus
