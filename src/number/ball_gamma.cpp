// The gamma function's family on balls.
#include "number/ball_functions.h"
#include "number/flint_function.h"

#include <flint/acb_hypgeom.h>

namespace rumina::ball {
namespace {

/// A binomial coefficient or a rising factorial of this many factors is a product; longer ones use gamma functions.
constexpr std::int64_t kLongestProduct = 2000;

/// z(z+1)…(z+n-1)
Ball rising_product(const Ball& z, std::int64_t n, std::int64_t prec) {
    if (!z.is_finite()) return Ball::indeterminate();
    Ball result;
    acb_hypgeom_rising_ui(acb_of(result), acb_of(z), static_cast<ulong>(n), prec);
    return result;
}

} // namespace

Ball gamma(const Ball& z, std::int64_t prec) { return apply(acb_gamma, z, prec); }
Ball reciprocal_gamma(const Ball& z, std::int64_t prec) { return apply(acb_rgamma, z, prec); }
Ball lgamma(const Ball& z, std::int64_t prec) { return apply(acb_lgamma, z, prec); }
Ball digamma(const Ball& z, std::int64_t prec) { return apply(acb_digamma, z, prec); }

Ball gamma_upper(const Ball& s, const Ball& z, std::int64_t prec) {
    if (!s.is_finite() || !z.is_finite()) return Ball::indeterminate();
    Ball result;
    acb_hypgeom_gamma_upper(acb_of(result), acb_of(s), acb_of(z), 0, prec);
    return result;
}

Ball gamma_lower(const Ball& s, const Ball& z, std::int64_t prec) {
    if (!s.is_finite() || !z.is_finite()) return Ball::indeterminate();
    const double s_size = s.log2_upper(), z_size = z.log2_upper();
    // For a large s FLINT takes seconds, or finds nothing.
    if (s_size > 7 && z_size <= 16 && z_size <= s_size - 0.1 && !z.contains_zero()) {
        // z^s e^(-z)/s · M(1, s + 1, z) [DLMF 8.5.1], by the series
        Ball front = div(exp(sub(mul(s, log(z, prec), prec), z, prec), prec), s, prec), series, lower = add(s, Ball(1), 2 * prec);
        const Ball one(1);
        acb_hypgeom_m_1f1(acb_of(series), acb_of(one), acb_of(lower), acb_of(z), 0, prec);
        return mul(front, series, prec);
    }
    if (s_size > 7 && z_size > 7) return sub(gamma(s, prec), gamma_upper(s, z, prec), prec);
    Ball result;
    acb_hypgeom_gamma_lower(acb_of(result), acb_of(s), acb_of(z), 0, prec);
    return result;
}

Ball polygamma(const Ball& n, const Ball& z, std::int64_t prec) {
    std::optional<Integer> order = n.exact_integer();
    if (!order || order->sign() < 0) return Ball::indeterminate();
    return apply(acb_polygamma, n, z, prec);
}

Ball beta(const Ball& a, const Ball& b, std::int64_t prec) {
    Ball sum = add(a, b, 2 * prec);
    return mul(mul(gamma(a, prec), gamma(b, prec), prec), reciprocal_gamma(sum, prec), prec);
}

Ball factorial(const Ball& z, std::int64_t prec) { return gamma(add(z, Ball(1), 2 * prec), prec); }

Ball binomial(const Ball& n, const Ball& k, std::int64_t prec) {
    if (std::optional<Integer> count = k.exact_integer()) {
        if (!n.is_finite()) return Ball::indeterminate();
        if (count->sign() < 0) return Ball();
        if (compare(*count, Integer(kLongestProduct)) <= 0) {
            Ball first = add(sub(n, k, 2 * prec), Ball(1), 2 * prec);
            return mul(rising_product(first, count->to_int64(), prec), reciprocal_gamma(add(k, Ball(1), 2 * prec), prec), prec);
        }
    }
    Ball one(1);
    Ball below = mul(reciprocal_gamma(add(k, one, 2 * prec), prec), reciprocal_gamma(add(sub(n, k, 2 * prec), one, 2 * prec), prec), prec);
    return mul(factorial(n, prec), below, prec);
}

Ball rising_factorial(const Ball& z, const Ball& n, std::int64_t prec) {
    if (std::optional<Integer> count = n.exact_integer(); count && count->sign() >= 0 && compare(*count, Integer(kLongestProduct)) <= 0)
        return rising_product(z, count->to_int64(), prec);
    return mul(gamma(add(z, n, 2 * prec), prec), reciprocal_gamma(z, prec), prec);
}

} // namespace rumina::ball
