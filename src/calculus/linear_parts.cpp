#include "calculus/linear_parts.h"

#include <numeric>

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::size_t kMaxDegree = 12;
constexpr std::int64_t kMaxOrder = 60, kMaxRepeated = 6; ///< of one linear factor; of roots in closed form

/// The n values of w^(1/n).
std::vector<Expr> all_roots(const Expr& w, std::int64_t n) {
    std::vector<Expr> roots;
    const bool is_negative = n % 2 != 0 && (known_sign(w) == std::optional(-1) || (w.is_mul() && w.coefficient().is_real() && w.coefficient().sign() < 0));
    const Expr first = is_negative ? negate(power(negate(w), Expr(1) / Expr(n))) : power(w, Expr(1) / Expr(n));
    for (std::int64_t k = 0; k < n; ++k) roots.push_back(first * exp(imaginary_unit() * pi() * Expr(2 * k) / Expr(n)));
    return roots;
}

/// The roots of Σ c_k·x^k, all different by construction; empty when they are not of the forms known here.
std::vector<Expr> closed_form_roots(const std::vector<Expr>& c) {
    const std::size_t degree = c.size() - 1;
    if (degree == 0 || degree > kMaxDegree) return {};
    std::size_t n = degree; // all exponents are multiples of n
    for (std::size_t k = 1; k < degree; ++k)
        if (!c[k].is_zero()) n = std::gcd(n, k);
    const std::size_t inner = degree / n;
    std::vector<Expr> values; // of x^n
    if (inner == 1) {
        values = {negate(c[0] / c[n])};
    } else if (inner == 2) {
        const Expr &a = c[degree], &b = c[n], width = simplify(sqrt(expand(b * b - 4 * a * c[0])));
        for (int side : {1, -1}) values.push_back(expand((Expr(side) * width - b) / (2 * a)));
    }
    if (n == 1) return values;
    std::vector<Expr> roots;
    for (const Expr& v : values)
        for (Expr& r : all_roots(v, static_cast<std::int64_t>(n))) roots.push_back(std::move(r));
    return roots;
}

/// The coefficients of N/D^order at a simple root r of D: those of h^0, …, h^(order - 1) in N(r + h)/(D(r + h)/h)^order
/// belong to (x - r)^(-order), …, (x - r)^(-1).
std::vector<Expr> coefficients_at(const std::vector<Expr>& numerator, const std::vector<Expr>& denominator, std::int64_t order, const Expr& r) {
    // p(r + h) by rising powers of h
    auto shifted = [&](const std::vector<Expr>& p, std::size_t from) {
        std::vector<Expr> result;
        for (std::size_t j = from; j < from + static_cast<std::size_t>(order); ++j) {
            SumBuilder sum;
            for (std::size_t k = j; k < p.size(); ++k)
                sum.add(Expr(binomial(Integer(static_cast<std::int64_t>(k)), Integer(static_cast<std::int64_t>(j)))) * p[k] * power(r, Expr(static_cast<std::int64_t>(k - j))));
            result.push_back(expand(sum.finish()));
        }
        return result;
    };
    const std::vector<Expr> n = shifted(numerator, 0), d = shifted(denominator, 1);
    // 1/(d_0 + d_1·h + …)^order by the recurrence of powers of series [Knuth 1997] 4.7
    std::vector<Expr> inverse{power(d[0], Expr(-order))};
    for (std::int64_t k = 1; k < order; ++k) {
        SumBuilder sum;
        for (std::int64_t j = 1; j <= k; ++j)
            sum.add(Expr(j * (1 - order) - k) * d[static_cast<std::size_t>(j)] * inverse[static_cast<std::size_t>(k - j)]);
        inverse.push_back(sum.finish() / (Expr(k) * d[0]));
    }
    std::vector<Expr> result;
    for (std::size_t k = 0; k < inverse.size(); ++k) {
        SumBuilder sum;
        for (std::size_t j = 0; j <= k; ++j) sum.add(n[j] * inverse[k - j]);
        result.push_back(cancel(sum.finish()));
    }
    return result;
}

} // namespace

std::optional<LinearParts> linear_parts(const Expr& f, const Expr& x) {
    LinearParts result{Expr(0), {}};
    SumBuilder polynomial;
    for (const Expr& s : summands_of(apart(f, x))) {
        if (polynomial_in(s, x)) {
            polynomial.add(s);
            continue;
        }
        // numerator/(denominator)^order
        Expr base;
        std::int64_t order = 0;
        ProductBuilder above;
        for (const Factor& factor : factors_of(s)) {
            if (contains(factor.exponent, x) || (contains(factor.base, x) && !factor.exponent.is_integer())) return std::nullopt;
            if (contains(factor.base, x) && factor.exponent.number().sign() < 0) {
                if (base || compare(factor.exponent.number().integer(), Integer(-kMaxOrder)) < 0) return std::nullopt;
                base = factor.base;
                order = -factor.exponent.number().integer().to_int64();
            } else {
                above.multiply(factor.base, factor.exponent);
            }
        }
        const Expr numerator = above.finish();
        if (!base) return std::nullopt;
        const auto c = polynomial_in(base, x), n = polynomial_in(numerator, x);
        if (!c || !n) return std::nullopt;
        if (c->size() == 2 && n->size() <= 1) {
            result.parts.push_back({numerator / power((*c)[1], Expr(order)), negate((*c)[0] / (*c)[1]), order});
        } else if (c->size() == 3 && n->size() <= 2 && order == 1) {
            const Expr &a = (*c)[2], &b = (*c)[1];
            const Expr width = simplify(sqrt(expand(b * b - 4 * a * (*c)[0])));
            if (width.is_zero()) { // over the Gaussian numbers: a·(x - r)²
                const Expr r = negate(b / (2 * a)), slope = n->size() == 2 ? (*n)[1] : Expr(0);
                result.parts.push_back({expand((n->empty() ? Expr(0) : (*n)[0]) + slope * r) / a, r, 2});
                if (!slope.is_zero()) result.parts.push_back({slope / a, r, 1});
                continue;
            }
            for (int side : {1, -1}) {
                const Expr r = expand((Expr(side) * width - b) / (2 * a));
                result.parts.push_back({substitute(numerator, x, r) / (Expr(side) * width), r, 1});
            }
        } else if (order <= kMaxRepeated && n->size() <= c->size() * static_cast<std::size_t>(order)) {
            const std::vector<Expr> roots = closed_form_roots(*c);
            if (roots.empty()) return std::nullopt;
            for (const Expr& r : roots) {
                const std::vector<Expr> coefficients = coefficients_at(*n, *c, order, r);
                for (std::size_t k = 0; k < coefficients.size(); ++k)
                    if (!coefficients[k].is_zero()) result.parts.push_back({coefficients[k], r, order - static_cast<std::int64_t>(k)});
            }
        } else {
            return std::nullopt;
        }
    }
    result.polynomial = polynomial.finish();
    return result;
}

} // namespace rumina::calculus
