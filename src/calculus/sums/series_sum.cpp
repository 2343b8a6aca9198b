#include "calculus/sums/series_sum.h"

#include <algorithm>

#include "algebra/assumptions.h"
#include "algebra/binders.h"
#include "algebra/functions/function.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "calculus/linear_parts.h"
#include "calculus/shorthand.h"
#include "calculus/limits/limit.h"
#include "calculus/solve/solve.h"
#include "calculus/sums/ratio.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

/// Roots of a polynomial in k as k + a: the a, with multiplicity; none when they are no closed forms.
std::optional<std::vector<Expr>> offsets_of(const Expr& polynomial, const Expr& k, Expr& lead) {
    std::vector<Expr> offsets;
    lead = Expr(1);
    for (const Factor& part : factors_of(factor(polynomial))) {
        if (free_of(part.base, k)) {
            lead = lead * power(part.base, part.exponent);
            continue;
        }
        const auto c = polynomial_in(part.base, k);
        if (!c || c->size() > 3 || !part.exponent.is_integer()) return std::nullopt;
        const auto roots = polynomial_roots(*c);
        if (!roots) return std::nullopt;
        lead = lead * power(c->back(), part.exponent);
        for (std::int64_t m = part.exponent.number().integer().to_int64(); m > 0; --m)
            for (const Expr& root : *roots) offsets.push_back(negate(root));
        if (roots->size() + 1 != c->size()) return std::nullopt; // a double root that was given once
    }
    return offsets;
}

bool is_less(const Expr& a, const Expr& b) { return is_known_positive(b - a); }

/// A root of z for even functions of it: of x²/4 it is x/2.
Expr even_root(const Expr& z) {
    ProductBuilder root;
    Number coefficient = z.coefficient();
    root.multiply(sqrt(Expr(coefficient)));
    for (const Factor& f : factors_of(z.without_coefficient())) {
        if (f.exponent.is_integer() && !f.exponent.number().integer().is_odd()) root.multiply(f.base, f.exponent / 2);
        else root.multiply(power(f.base, f.exponent), half());
    }
    return root.finish();
}

/// Σ_{k>=0} of the hypergeometric series with those parameters, the k! of the definition not among `lower`.
Expr hypergeometric_value(std::vector<Expr> upper, std::vector<Expr> lower, const Expr& z) {
    for (std::size_t i = 0; i < upper.size();) { // equal ones cancel
        auto same = std::find(lower.begin(), lower.end(), upper[i]);
        if (same != lower.end()) lower.erase(same), upper.erase(upper.begin() + static_cast<std::ptrdiff_t>(i));
        else ++i;
    }
    const Expr one(1), two(2), three_halves(Rational::make(Integer(3), Integer(2)));
    auto are = [](const std::vector<Expr>& a, std::initializer_list<Expr> b) {
        return a.size() == b.size() && std::is_permutation(a.begin(), a.end(), b.begin());
    };
    if (upper.empty() && lower.empty()) return exp(z);
    if (upper.size() == 1 && lower.empty()) return power(1 - z, negate(upper[0]));
    if (upper.empty() && are(lower, {half()})) return call(FunctionId::Cosh, 2 * even_root(z));
    if (upper.empty() && are(lower, {three_halves})) return call(FunctionId::Sinh, 2 * even_root(z)) / (2 * even_root(z));
    if (upper.empty() && lower.size() == 1 && lower[0].is_integer() && lower[0].number().sign() > 0)
        return call(FunctionId::Gamma, lower[0]) * power(z, (1 - lower[0]) / 2) * call(FunctionId::BesselI, lower[0] - 1, 2 * sqrt(z));
    if (are(upper, {one, one}) && are(lower, {two})) return negate(log_of(1 - z)) / z;
    if (are(upper, {half(), one}) && are(lower, {three_halves})) {
        if (z.is_constant() ? sign_of(z) == std::optional(-1) : extracts_minus(z)) return atan_of(even_root(negate(z))) / even_root(negate(z));
        return call(FunctionId::Atanh, even_root(z)) / even_root(z);
    }
    if (are(upper, {half(), half()}) && are(lower, {three_halves})) return call(FunctionId::Asin, even_root(z)) / even_root(z);
    if (upper.size() == 1 && lower.size() == 1) {
        if (upper[0].is_one() && lower[0].is_number(2)) return (exp(z) - 1) / z;
        return apply_function(FunctionId::Hypergeometric1F1, {upper[0], lower[0], z});
    }
    if (upper.size() == 2 && lower.size() == 1) {
        if (z.is_one()) { // [DLMF 15.4.20], Gauss
            const Expr &a = upper[0], &b = upper[1], &c = lower[0];
            return call(FunctionId::Gamma, c) * call(FunctionId::Gamma, c - a - b) / (call(FunctionId::Gamma, c - a) * call(FunctionId::Gamma, c - b));
        }
        return apply_function(FunctionId::Hypergeometric2F1, {upper[0], upper[1], lower[0], z});
    }
    return apply_function(FunctionId::HypergeometricPFQ,
                          {apply_function(FunctionId::List, upper), apply_function(FunctionId::List, lower), z});
}

} // namespace

Convergence convergence_of(const Expr& f, const Expr& k) {
    if (f.is_zero()) return Convergence::Converges;
    const Expr ratio = term_ratio(f, k);
    if (ratio) {
        const auto above = polynomial_in(algebra::numerator(ratio), k), below = polynomial_in(algebra::denominator(ratio), k);
        if (above->size() < below->size()) return Convergence::Converges;
        if (above->size() > below->size()) return Convergence::Diverges;
        const Expr size = simplify(call(FunctionId::Abs, above->back() / below->back()));
        if (is_less(size, Expr(1))) return Convergence::Converges;
        if (is_less(Expr(1), size)) return Convergence::Diverges;
        const Expr lead = simplify(above->back() / below->back());
        if (!lead.is_one() && !lead.is_number(-1)) return Convergence::Unknown;
        // ratio = ±(1 - c/k + O(k^-2)): Gauss's test
        const std::size_t n = above->size();
        const Expr second = n >= 2 ? ((*below)[n - 2] / below->back() - (*above)[n - 2] / above->back()) : Expr(0);
        const Expr c = cancel(second);
        if (lead.is_one()) {
            if (is_less(Expr(1), c)) return Convergence::Converges;
            if (!is_less(Expr(1), c) && (c.is_constant() || is_less(c, Expr(1)))) return Convergence::Diverges;
            return Convergence::Unknown;
        }
        if (is_less(Expr(0), c)) return Convergence::Converges; // Leibniz
        return c.is_constant() ? Convergence::Diverges : Convergence::Unknown;
    }
    // f·k^s for large k: log|f|/log k
    for (const Factor& part : factors_of(f))
        if (contains(part.base, k) && !part.base.is(FunctionId::Log) && part.base != k && part.base.is(NodeKind::Function)) {
            const Expr end = limit(f, k, infinity());
            if (end && !end.is_zero()) return Convergence::Diverges;
            break;
        }
    const Expr order = limit(log_of(f) / log_of(k), k, infinity());
    if (order) {
        if (order == infinity() || (!order.has_infinity() && is_less(Expr(-1), order))) return Convergence::Diverges;
        if (order.has_infinity() || is_less(order, Expr(-1))) return Convergence::Converges;
        if (order.is_number(-1)) { // 1/(k·log k) and the like: one logarithm further
            const Expr next = limit((log_of(f) + log_of(k)) / log_of(log_of(k)), k, infinity());
            if (next && !next.has_infinity()) return is_less(next, Expr(-1)) ? Convergence::Converges : Convergence::Diverges;
        }
    }
    return Convergence::Unknown;
}

Expr known_series(const Expr& f, const Expr& k, const Expr& from) {
    // c·x^k·k^-s
    {
        Expr exponent(0), base(1);
        ProductBuilder constant;
        bool fits = true;
        for (const Factor& part : factors_of(f)) {
            if (free_of(part.base, k) && free_of(part.exponent, k)) constant.multiply(part.base, part.exponent);
            else if (part.base == k && free_of(part.exponent, k)) exponent = exponent - part.exponent;
            else if (const auto linear = linear_in(part.exponent, k); free_of(part.base, k) && linear) {
                base = base * power(part.base, linear->slope);
                constant.multiply(part.base, linear->offset);
            } else fits = false;
        }
        if (fits && !exponent.is_zero() && from.is_integer() && from.number().sign() > 0) {
            const Expr s = exponent, c = constant.finish(), minus_one(-1);
            Expr whole; // from 1
            if (base.is_one()) {
                if (!is_less(Expr(1), s)) {
                    if (s.is_constant()) return Expr();
                    return apply_function(FunctionId::Piecewise, {c * (from.is_one() ? call(FunctionId::Zeta, s) : call(FunctionId::HurwitzZeta, s, from)),
                                                                  apply_function(FunctionId::Less, {Expr(1), s}),
                                                                  apply_function(FunctionId::Sum, {abstract(f, k), from, infinity()})});
                }
                if (!from.is_one()) return c * call(FunctionId::HurwitzZeta, s, from);
                whole = call(FunctionId::Zeta, s);
            } else if (base == minus_one) {
                if (!is_less(Expr(0), s)) return Expr();
                whole = s.is_one() ? negate(log_of(Expr(2))) : (power(Expr(2), 1 - s) - 1) * call(FunctionId::Zeta, s);
            } else if (s.is_integer() && s.number().sign() > 0) {
                const Expr size = simplify(call(FunctionId::Abs, base));
                whole = s.is_one() ? negate(log_of(1 - base)) : call(FunctionId::Polylog, s, base);
                if (size.is_constant() && !is_less(size, Expr(1)) && !(size.is_one() && !base.is_one())) return Expr();
                if (!size.is_constant() && !is_less(size, Expr(1)))
                    whole = apply_function(FunctionId::Piecewise, {whole, apply_function(FunctionId::Less, {size, Expr(1)}),
                                                                   apply_function(FunctionId::Sum, {abstract(power(base, k) * power(k, negate(s)), k), Expr(1), infinity()})});
            }
            if (whole) {
                for (std::int64_t i = 1; i < from.number().integer().to_int64(); ++i) whole = whole - power(base, Expr(i)) * power(Expr(i), negate(s));
                return c * whole;
            }
        }
    }
    return Expr();
}

Expr rational_series(const Expr& f, const Expr& k, const Expr& from) {
    if (!from.is_integer()) return Expr();
    const auto parts = linear_parts(f, k);
    if (!parts || !parts->polynomial.is_zero() || parts->parts.empty()) return Expr();
    SumBuilder sum;
    std::vector<bool> done(parts->parts.size(), false);
    for (std::size_t i = 0; i < parts->parts.size(); ++i) {
        const PointPart& p = parts->parts[i];
        if (done[i]) continue;
        if (p.order == 1) {
            // Opposite points: ψ(1 - r) - ψ(r) = π·cot(πr) [DLMF 5.5.4]
            for (std::size_t j = i + 1; j < parts->parts.size() && !done[i]; ++j) {
                const PointPart& q = parts->parts[j];
                if (done[j] || q.order != 1 || !expand(q.point + p.point).is_zero() || !expand(q.coefficient + p.coefficient).is_zero() || p.point.is_integer()) continue;
                SumBuilder difference;
                difference.add(pi() * call(FunctionId::Cot, pi() * p.point));
                const std::int64_t m = from.number().integer().to_int64();
                if (m < 0 || m > 1000) break;
                for (std::int64_t s = 1; s < m; ++s) difference.add(power(Expr(s) - p.point, -1));
                if (m == 0) difference.add(negate(power(negate(p.point), -1)));
                for (std::int64_t s = 0; s < m; ++s) difference.add(negate(power(Expr(s) + p.point, -1)));
                sum.add(negate(p.coefficient * difference.finish()));
                done[i] = done[j] = true;
            }
            if (!done[i]) sum.add(negate(p.coefficient * call(FunctionId::Digamma, from - p.point)));
        } else {
            const Expr scale = (p.order % 2 == 0 ? Expr(1) : Expr(-1)) / call(FunctionId::Factorial, Expr(p.order - 1));
            sum.add(p.coefficient * scale * call(FunctionId::Polygamma, Expr(p.order - 1), from - p.point));
        }
    }
    return sum.finish();
}

Expr hypergeometric_series(const Expr& f, const Expr& k, const Expr& from) {
    if (!from.is_integer()) return Expr();
    // First term times the series, from the first term that is not 0.
    Expr start = from;
    Expr first;
    for (int tries = 0; tries < 20; ++tries, start = start + 1) {
        first = substitute(f, k, start);
        if (!first.is_zero()) break;
    }
    if (first.is_zero()) return Expr();
    const Expr ratio = term_ratio(substitute(f, k, k + start), k);
    if (!ratio) return Expr();
    Expr above, below;
    auto upper = offsets_of(algebra::numerator(ratio), k, above), lower = offsets_of(algebra::denominator(ratio), k, below);
    if (!upper || !lower) return Expr();
    auto one = std::find_if(lower->begin(), lower->end(), [](const Expr& e) { return e.is_one(); });
    if (one != lower->end()) lower->erase(one);
    else upper->push_back(Expr(1));
    const Expr z = simplify(above / below);
    if (upper->size() > lower->size() + 1) return Expr();
    const Expr value = first * hypergeometric_value(*upper, *lower, z);
    if (upper->size() == lower->size() + 1 && !is_less(simplify(call(FunctionId::Abs, z)), Expr(1)) && !z.is_constant())
        return apply_function(FunctionId::Piecewise, {value, apply_function(FunctionId::Less, {call(FunctionId::Abs, z), Expr(1)}),
                                                      apply_function(FunctionId::Sum, {abstract(f, k), from, infinity()})});
    if (upper->size() == lower->size() + 1 && z.is_constant() && convergence_of(f, k) != Convergence::Converges) return Expr();
    return value;
}

} // namespace rumina::calculus
