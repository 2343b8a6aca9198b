// Hypergeometric functions of balls. A series with a non-positive integer among its upper parameters is a polynomial and
// is summed as one wherever z is; else FLINT chooses between the series, transformations and asymptotic expansions.
#include "number/ball_functions.h"
#include "number/flint_function.h"

#include <flint/acb_hypgeom.h>

namespace rumina::ball {
namespace {

/// Terms of a terminating series are added one by one up to this degree.
constexpr std::int64_t kHighestDegree = 10000;

/// The degree when one of the parameters is an exact integer -degree.
std::optional<std::int64_t> terminating_degree(const std::vector<Ball>& upper) {
    std::optional<std::int64_t> degree;
    for (const Ball& a : upper) {
        std::optional<Integer> value = a.exact_integer();
        if (!value || value->sign() > 0 || compare(*value, Integer(-kHighestDegree)) < 0) continue;
        std::int64_t found = -value->to_int64();
        if (!degree || found < *degree) degree = found;
    }
    return degree;
}

/// Σ over k <= degree of Π(a)ₖ/Π(b)ₖ · zᵏ/k!
Ball polynomial_sum(const std::vector<Ball>& upper, const std::vector<Ball>& lower, const Ball& z, std::int64_t degree, std::int64_t prec) {
    Ball sum(1), term(1);
    for (std::int64_t k = 0; k < degree; ++k) {
        const Ball shift(k);
        for (const Ball& a : upper) term = mul(term, add(a, shift, prec), prec);
        Ball bottom(k + 1);
        for (const Ball& b : lower) bottom = mul(bottom, add(b, shift, prec), prec);
        term = mul(div(term, bottom, prec), z, prec);
        sum = add(sum, term, prec);
    }
    return sum;
}

bool all_finite(const std::vector<Ball>& values) {
    for (const Ball& value : values)
        if (!value.is_finite()) return false;
    return true;
}

} // namespace

Ball hypergeometric_2f1(const Ball& a, const Ball& b, const Ball& c, const Ball& z, std::int64_t prec, GaussIntegers known) {
    if (!a.is_finite() || !b.is_finite() || !c.is_finite() || !z.is_finite()) return Ball::indeterminate();
    const int flags = (known.a_b ? ACB_HYPGEOM_2F1_AB : 0) | (known.a_c ? ACB_HYPGEOM_2F1_AC : 0) | (known.b_c ? ACB_HYPGEOM_2F1_BC : 0) |
                      (known.a_b_c ? ACB_HYPGEOM_2F1_ABC : 0);
    Ball result;
    acb_hypgeom_2f1(acb_of(result), acb_of(a), acb_of(b), acb_of(c), acb_of(z), flags, prec);
    return result;
}

Ball hypergeometric_1f1(const Ball& a, const Ball& b, const Ball& z, std::int64_t prec) {
    if (!a.is_finite() || !b.is_finite() || !z.is_finite()) return Ball::indeterminate();
    Ball result;
    acb_hypgeom_m(acb_of(result), acb_of(a), acb_of(b), acb_of(z), 0, prec);
    return result;
}

Ball hypergeometric_u(const Ball& a, const Ball& b, const Ball& z, std::int64_t prec) {
    if (!a.is_finite() || !b.is_finite() || !z.is_finite()) return Ball::indeterminate();
    Ball result;
    acb_hypgeom_u(acb_of(result), acb_of(a), acb_of(b), acb_of(z), prec);
    return result;
}

Ball hypergeometric_pfq(const std::vector<Ball>& upper, const std::vector<Ball>& lower, const Ball& z, std::int64_t prec) {
    if (!all_finite(upper) || !all_finite(lower) || !z.is_finite()) return Ball::indeterminate();
    const std::size_t p = upper.size(), q = lower.size();
    if (z.is_zero()) return Ball(1);
    if (std::optional<std::int64_t> degree = terminating_degree(upper)) return polynomial_sum(upper, lower, z, *degree, prec);
    if (p == 2 && q == 1) return hypergeometric_2f1(upper[0], upper[1], lower[0], z, prec);
    if (p == 1 && q == 1) return hypergeometric_1f1(upper[0], lower[0], z, prec);
    if (p == 2 && q == 0) { // (-1/z)^a U(a, a - b + 1, -1/z) [DLMF 13.6.21]
        Ball t = neg(inverse(z, prec));
        Ball second = add(sub(upper[0], upper[1], prec), Ball(1), prec);
        return mul(pow(t, upper[0], prec), hypergeometric_u(upper[0], second, t, prec), prec);
    }
    if (p > q + 1) return Ball::indeterminate();
    if (p == q + 1 && p > 2 && z.log2_upper() >= -1e-3) return Ball::indeterminate(); // the series does not converge fast, or at all
    Ball result;
    acb_hypgeom_pfq(acb_of(result), p == 0 ? nullptr : acb_of(upper[0]), static_cast<slong>(p), q == 0 ? nullptr : acb_of(lower[0]), static_cast<slong>(q), acb_of(z), 0, prec);
    return result;
}

static_assert(sizeof(Ball) == sizeof(acb_struct), "a vector of Balls is a vector of acb");

} // namespace rumina::ball
