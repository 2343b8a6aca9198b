#include "calculus/sums/pole_parts.h"

#include "algebra/polynomial/univariate.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "calculus/differentiate.h"
#include "calculus/integrate/closed_roots.h"
#include "calculus/shorthand.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::size_t kMostPoles = 24;
constexpr std::int64_t kHighestOrder = 12;

/// All roots of an irreducible polynomial, given by its coefficients; none when they cannot be written down shortly.
std::optional<std::vector<Expr>> roots_of(const std::vector<Expr>& c) {
    if (c.size() == 2) return std::vector<Expr>{negate(c[0] / c[1])};
    if (c.size() == 3) {
        const Expr width = either_root(expand(c[1] * c[1] - 4 * c[2] * c[0]));
        return std::vector<Expr>{expand((width - c[1]) / (2 * c[2])), expand((negate(width) - c[1]) / (2 * c[2]))};
    }
    std::vector<Rational> numbers;
    for (const Expr& e : c) {
        if (!e.is_number() || !e.number().is_rational()) return std::nullopt;
        numbers.push_back(e.number().rational());
    }
    const auto closed = closed_roots(UnivariatePolynomial(numbers));
    if (!closed) return std::nullopt;
    std::vector<Expr> roots;
    for (const ClosedRoot& r : *closed) {
        if (r.is_real()) {
            roots.push_back(r.real);
            continue;
        }
        roots.push_back(expand(r.real + imaginary_unit() * r.imaginary));
        roots.push_back(expand(r.real - imaginary_unit() * r.imaginary));
    }
    return roots.size() + 1 == c.size() ? std::optional(roots) : std::nullopt;
}

} // namespace

Expr either_root(const Expr& e) {
    const Expr product = factor(e);
    ProductBuilder root;
    root.multiply(sqrt(Expr(product.coefficient())));
    for (const Factor& f : factors_of(product.without_coefficient())) {
        if (f.exponent.is_integer() && !f.exponent.number().integer().is_odd()) root.multiply(f.base, f.exponent / 2);
        else root.multiply(power(f.base, f.exponent), half());
    }
    return root.finish();
}

std::optional<Expr> first_pole(const Expr& f, const Expr& k, const Expr& from) {
    if (!from.is_integer()) return std::nullopt;
    std::optional<Expr> first;
    for (const Factor& part : factors_of(f)) {
        if (!part.exponent.is_integer() || part.exponent.number().sign() >= 0) continue;
        const Expr base = factor(part.base);
        for (const Factor& inner : factors_of(base)) {
            const auto linear = linear_in(inner.base, k);
            if (!linear) continue;
            const Expr root = negate(linear->offset / linear->slope);
            if (!root.is_integer() || compare(root.number(), from.number()) < 0) continue;
            if (!first || compare(root.number(), first->number()) < 0) first = root;
        }
    }
    return first;
}

std::optional<PoleParts> pole_parts(const Expr& f, const Expr& k) {
    const Expr quotient = cancel(f), below = algebra::denominator(quotient), above = algebra::numerator(quotient);
    const auto n = polynomial_in(above, k), d = polynomial_in(below, k);
    if (!n || !d) return std::nullopt;
    PoleParts result;
    if (d->size() <= 1) {
        result.polynomial = expand(quotient);
        return result;
    }
    result.polynomial = n->size() < d->size() ? Expr(0) : polynomial_quotient(above, below, k);
    const Expr rest = n->size() < d->size() ? above : polynomial_remainder(above, below, k);
    for (const Factor& part : factors_of(factor(below))) {
        if (free_of(part.base, k)) continue;
        const auto c = polynomial_in(part.base, k);
        if (!c || !part.exponent.is_integer() || compare(part.exponent.number().integer(), Integer(kHighestOrder)) > 0) return std::nullopt;
        const std::int64_t order = part.exponent.number().integer().to_int64();
        const auto roots = roots_of(*c);
        if (!roots) {
            if (order != 1) return std::nullopt;
            result.families.push_back({part.base, cancel(rest / differentiate(below, k))});
            continue;
        }
        const Expr others = cancel(below / power(part.base, part.exponent));
        for (const Expr& r : *roots) {
            if (result.poles.size() >= kMostPoles) return std::nullopt;
            ProductBuilder apart;
            apart.multiply(c->back());
            for (const Expr& s : *roots)
                if (s != r) apart.multiply(k - s);
            Expr h = rest / (others * power(apart.finish(), Expr(order)));
            Pole pole{r, std::vector<Expr>(static_cast<std::size_t>(order))};
            Expr scale(1);
            for (std::int64_t j = order; j >= 1; --j) { // h^(order - j)(r)/(order - j)! belongs to (k - r)^-j
                pole.coefficients[static_cast<std::size_t>(j - 1)] = simplify(expand(substitute(h, k, r)) * scale);
                if (j > 1) {
                    h = differentiate(h, k);
                    scale = scale / Expr(order - j + 1);
                }
            }
            result.poles.push_back(std::move(pole));
        }
    }
    return result;
}

} // namespace rumina::calculus
