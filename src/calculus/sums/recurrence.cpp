#include "calculus/sums/recurrence.h"

#include <algorithm>
#include <optional>

#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "calculus/limits/growth_series.h"
#include "calculus/shorthand.h"
#include "calculus/solve/solve.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::size_t kMostDivisors = 24;
constexpr std::int64_t kHighestDegree = 30;

/// Monic divisors of a polynomial over the rationals and parameters, 1 first.
std::vector<Expr> monic_divisors(const Expr& p, const Expr& n) {
    std::vector<Expr> divisors{Expr(1)};
    for (const Factor& part : factors_of(factor(p))) {
        if (free_of(part.base, n) || !part.exponent.is_integer()) continue;
        const auto c = polynomial_in(part.base, n);
        if (!c) continue;
        const Expr monic = expand(part.base / c->back());
        std::vector<Expr> next = divisors;
        Expr power_of_monic(1);
        for (std::int64_t m = part.exponent.number().integer().to_int64(); m > 0; --m) {
            power_of_monic = power_of_monic * monic;
            for (const Expr& d : divisors) next.push_back(d * power_of_monic);
        }
        divisors = std::move(next);
        if (divisors.size() > kMostDivisors) {
            divisors.resize(kMostDivisors);
            break;
        }
    }
    return divisors;
}

/// A polynomial solution of Σ q_j(n)·c(n + j) = 0 that is not 0; none when there is none.
Expr polynomial_solution(const std::vector<Expr>& q, const Expr& n) {
    // By differences: Σ b_i·Δ^i with b_i = Σ_j C(j, i)·q_j. The degree d of c makes the leading coefficients cancel:
    // Σ over the i with the largest deg b_i - i of lc(b_i)·d(d - 1)…(d - i + 1) is 0.
    std::optional<std::int64_t> top;
    std::vector<std::pair<std::size_t, Expr>> leading;
    for (std::size_t i = 0; i < q.size(); ++i) {
        SumBuilder b;
        for (std::size_t j = i; j < q.size(); ++j)
            b.add(call(FunctionId::Binomial, Expr(static_cast<std::int64_t>(j)), Expr(static_cast<std::int64_t>(i))) * q[j]);
        const auto c = polynomial_in(expand(b.finish()), n);
        if (!c || c->empty()) continue;
        const std::int64_t level = static_cast<std::int64_t>(c->size()) - 1 - static_cast<std::int64_t>(i);
        if (top && level < *top) continue;
        if (!top || level > *top) leading.clear();
        top = level;
        leading.emplace_back(i, c->back());
    }
    if (!top) return Expr();
    const Expr d = hidden_symbol("d");
    SumBuilder indicial;
    for (const auto& [i, c] : leading) {
        ProductBuilder falling;
        falling.multiply(c);
        for (std::size_t s = 0; s < i; ++s) falling.multiply(d - Expr(static_cast<std::int64_t>(s)));
        indicial.add(falling.finish());
    }
    std::int64_t degree = -1;
    const Expr equation = factor(cancel(indicial.finish()));
    for (const Factor& part : factors_of(equation)) {
        const auto c = polynomial_in(part.base, d);
        if (!c || c->size() != 2) continue;
        const Expr root = cancel(negate((*c)[0] / (*c)[1]));
        if (root.is_integer() && root.number().sign() >= 0 && compare(root.number(), Number(kHighestDegree)) <= 0) degree = std::max(degree, root.number().integer().to_int64());
    }
    if (degree < 0) return Expr();
    std::vector<Expr> unknowns;
    SumBuilder solution;
    for (std::int64_t i = 0; i <= degree; ++i) {
        unknowns.push_back(hidden_symbol("c" + std::to_string(i)));
        solution.add(unknowns.back() * power(n, Expr(i)));
    }
    const Expr c = solution.finish();
    SumBuilder sum;
    for (std::size_t j = 0; j < q.size(); ++j) sum.add(q[j] * substitute(c, n, n + Expr(static_cast<std::int64_t>(j))));
    const auto equations = polynomial_in(expand(sum.finish()), n);
    if (!equations) return Expr();
    std::vector<Replacement> chosen;
    if (equations->empty()) { // every polynomial is one
        for (const Expr& u : unknowns) chosen.push_back({u, Expr(chosen.empty() ? 1 : 0)});
        return substitute(c, chosen);
    }
    const LinearSystem system = solve_linear_system(*equations, unknowns);
    if (system.kind != LinearSystem::Kind::Parametric) return Expr();
    std::vector<Replacement> free;
    for (std::size_t i = 0; i < unknowns.size(); ++i)
        if (system.values[i] == unknowns[i]) free.push_back({unknowns[i], Expr(free.empty() ? 1 : 0)});
    for (std::size_t i = 0; i < unknowns.size(); ++i) chosen.push_back({unknowns[i], substitute(system.values[i], free)});
    const Expr result = cancel(substitute(c, chosen));
    return result.is_zero() ? Expr() : result;
}

} // namespace

std::vector<HypergeometricSolution> hypergeometric_solutions(const std::vector<Expr>& p, const Expr& n) {
    std::vector<HypergeometricSolution> found;
    std::size_t count = 0;
    const std::size_t order = p.size() - 1;
    const Expr z = hidden_symbol("z");
    const std::vector<Expr> above = monic_divisors(p[0], n), below = monic_divisors(expand(substitute(p[order], n, n - Expr(static_cast<std::int64_t>(order) - 1))), n);
    for (const Expr& a : above)
        for (const Expr& b : below) {
            if (count >= order) return found;
            std::vector<Expr> q;
            std::size_t top = 0;
            for (std::size_t j = 0; j <= order; ++j) {
                ProductBuilder product;
                product.multiply(p[j]);
                for (std::size_t i = 0; i < j; ++i) product.multiply(substitute(a, n, n + Expr(static_cast<std::int64_t>(i))));
                for (std::size_t i = j; i < order; ++i) product.multiply(substitute(b, n, n + Expr(static_cast<std::int64_t>(i))));
                q.push_back(expand(product.finish()));
                if (const auto c = polynomial_in(q.back(), n)) top = std::max(top, c->size());
            }
            SumBuilder characteristic;
            for (std::size_t j = 0; j <= order; ++j) {
                const auto c = polynomial_in(q[j], n);
                if (c && c->size() == top && top > 0) characteristic.add(c->back() * power(z, Expr(static_cast<std::int64_t>(j))));
            }
            for (const Factor& part : factors_of(factor(characteristic.finish()))) {
                const auto c = polynomial_in(part.base, z);
                if (!c || c->size() < 2 || c->size() > 3 || part.base == z) continue;
                const auto roots = polynomial_roots(*c);
                if (!roots) continue;
                for (const Expr& root : *roots) {
                    if (root.is_zero()) continue;
                    const bool is_real = !root.is_constant() || sign_of(root);
                    if (!is_real && (c->size() != 3 || sign_of(expand(call(FunctionId::Im, root))) != std::optional(1))) continue; // one of two
                    std::vector<Expr> scaled = q;
                    for (std::size_t j = 0; j <= order; ++j) scaled[j] = expand(q[j] * power(root, Expr(static_cast<std::int64_t>(j))));
                    const Expr polynomial = polynomial_solution(scaled, n);
                    if (!polynomial) continue;
                    if (!is_real && has_imaginary(polynomial)) continue;
                    const Expr modulus = is_real ? root : simplify(sqrt((*c)[0] / (*c)[2]));
                    const Expr angle = is_real ? Expr() : call(FunctionId::Acos, simplify(negate((*c)[1] / (2 * (*c)[2] * modulus))));
                    const Expr ratio = modulus * cancel(a / b * substitute(polynomial, n, n + 1) / polynomial);
                    const bool is_new = std::none_of(found.begin(), found.end(), [&](const HypergeometricSolution& s) { return s.ratio == ratio && (is_real ? !s.angle : s.angle == angle); });
                    if (!is_new) continue;
                    found.push_back({ratio, angle});
                    count += is_real ? 1 : 2;
                }
            }
        }
    return found;
}

Expr product_of_ratios(const Expr& ratio, const Expr& n) {
    ProductBuilder product;
    for (const Factor& part : factors_of(factor(ratio))) {
        if (free_of(part.base, n)) {
            product.multiply(power(part.base, part.exponent), n);
            continue;
        }
        const auto linear = linear_in(part.base, n);
        if (!linear || !part.exponent.is_integer()) return Expr();
        const Expr a = linear->offset / linear->slope;
        if (a.is_integer() && a.number().sign() <= 0) return Expr();
        const bool falls = linear->slope.is_number() && linear->slope.number().sign() < 0;
        const Expr scale = falls ? negate(linear->slope) : linear->slope;
        if (!scale.is_one()) product.multiply(power(scale, part.exponent), n);
        if (falls) { // Π (c - j) = Γ(c + 1)/Γ(c + 1 - n)
            product.multiply(call(FunctionId::Gamma, 1 - a), part.exponent);
            product.multiply(call(FunctionId::Gamma, 1 - a - n), negate(part.exponent));
        } else {
            product.multiply(call(FunctionId::Gamma, n + a), part.exponent);
            product.multiply(call(FunctionId::Gamma, a), negate(part.exponent));
        }
    }
    return product.finish();
}

} // namespace rumina::calculus
