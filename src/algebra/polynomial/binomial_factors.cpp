// Factors of p·u^n + q. With d the largest divisor of n such that |p| = a^d and |q| = b^d, it is ±((a·v)^d ± b^d) for
// v = u^(n/d), a product of homogenised cyclotomic polynomials Φ_e(a·v, b). For d = n these are irreducible. Otherwise
// a·u^m ± b is by Capelli's theorem, but for u^4 + 4 and its like: b/a is no square or higher power whose order divides m,
// because d is the largest. Other factors Φ_e(a·u^m, b) may split, which the general factoriser finds. [Lang 2002] VI.9
#include "algebra/polynomial/binomial_factors.h"

#include <algorithm>

#include "algebra/polynomial/limits.h"
#include "base/assert.h"

#include "algebra/polynomial/flint_polynomial.h"

namespace rumina::algebra {

namespace {

std::vector<std::uint64_t> divisors(std::uint64_t n) {
    std::vector<std::uint64_t> small, large;
    for (std::uint64_t d = 1; d * d <= n; ++d)
        if (n % d == 0) {
            small.push_back(d);
            if (d != n / d) large.push_back(n / d);
        }
    small.insert(small.end(), large.rbegin(), large.rend());
    return small;
}

/// The d-th root of |a| when it is an integer.
bool exact_root_of(const Integer& a, std::uint64_t d, Integer& root) {
    Integer size = a.abs();
    if (size == Integer(1)) {
        root = size;
        return true;
    }
    if (d >= size.bits()) return false;
    bool exact = false;
    root = nth_root(size, static_cast<std::uint32_t>(d), exact);
    return exact;
}

/// Φ_e(a·u^m, b) = Σ c_k a^k b^(φ-k) u^(m·k), where φ is the degree of Φ_e; primitive.
UnivariatePolynomial homogenised(const UnivariatePolynomial& phi, const Integer& a, const Integer& b, std::uint64_t m) {
    const auto degree = static_cast<std::size_t>(phi.degree()), step = static_cast<std::size_t>(m);
    std::vector<Rational> coefficients(degree * step + 1);
    const bool trivial = a == Integer(1) && b == Integer(1);
    Integer scale(1);
    std::vector<Integer> b_powers(degree + 1, Integer(1));
    for (std::size_t k = 1; k <= degree && !trivial; ++k) b_powers[k] = b_powers[k - 1] * b;
    for (std::size_t k = 0; k <= degree; ++k) {
        Rational c = phi.coefficient(k);
        coefficients[k * step] = trivial ? c : c * Rational(scale * b_powers[degree - k]);
        if (!trivial) scale = scale * a;
    }
    return UnivariatePolynomial(coefficients).primitive_part();
}

/// Whether a·u^m + b, a and b positive and no common powers, is c·(u^4 + 4·w^4) for u^(m/4).
bool is_sum_of_fourth_powers(const Integer& a, const Integer& b, std::uint64_t m) {
    return m % 4 == 0 && exact_root(Rational::make(b, Integer(4) * a), 4).has_value();
}

} // namespace

std::vector<UnivariatePolynomial> factor_binomial(const Integer& p, const Integer& q, std::uint64_t n) {
    RUMINA_ASSERT(!p.is_zero() && !q.is_zero() && n >= 1, "a binomial");
    require_dense_degree("factor", static_cast<std::int64_t>(n));
    std::vector<std::uint64_t> of_n = divisors(n);
    std::uint64_t d = 1;
    Integer a = p.abs(), b = q.abs();
    for (auto at = of_n.rbegin(); at != of_n.rend(); ++at) {
        Integer root_p, root_q;
        if (!exact_root_of(p, *at, root_p) || !exact_root_of(q, *at, root_q)) continue;
        d = *at, a = root_p, b = root_q;
        break;
    }
    const bool difference = p.sign() != q.sign(); // (a·v)^d - b^d, else (a·v)^d + b^d
    std::vector<UnivariatePolynomial> result;
    for (std::uint64_t e : divisors(difference ? d : 2 * d)) {
        if (!difference && d % e == 0) continue; // the roots of v^2d - 1 that are no roots of v^d - 1
        UnivariatePolynomial part = homogenised(UnivariatePolynomial::cyclotomic(e), a, b, n / d);
        const bool is_linear = e == 1 || (e == 2 && !is_sum_of_fourth_powers(a, b, n / d)); // in v: a·u^m - b, a·u^m + b
        if (d == n || is_linear) {
            result.push_back(std::move(part));
        } else {
            for (auto& [piece, exponent] : factor(part).factors) {
                RUMINA_ASSERT(exponent == 1, "a binomial is squarefree");
                result.push_back(std::move(piece));
            }
        }
    }
    return result;
}

} // namespace rumina::algebra
