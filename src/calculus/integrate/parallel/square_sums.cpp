#include "calculus/integrate/parallel/square_sums.h"

namespace rumina::calculus {

using namespace algebra;

std::vector<SquareRoot> square_roots(const DifferentialField& field) {
    std::vector<SquareRoot> roots;
    for (const AlgebraicRelation& r : field.relations())
        if (r.is_root && r.power == 2) roots.push_back({r.value, Polynomial::variable(field.ring(), r.variable), field.unit(r.variable), false});
    const std::size_t count = roots.size();
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t j = 0; j < i; ++j)
            roots.push_back({roots[i].radicand * roots[j].radicand, roots[i].value * roots[j].value, roots[i].unit * roots[j].unit, true});
    return roots;
}

std::optional<ScaledSquare> scaled_square(const DifferentialField& field, const Polynomial& p) {
    if (p.is_zero()) return std::nullopt;
    const Factorization factors = algebra::factor(p);
    Polynomial constant = Polynomial::constant(p.ring(), factors.unit), root = Polynomial::constant(p.ring(), Rational(1));
    for (const auto& [q, n] : factors.factors) {
        root = root * power(q, n / 2);
        if (n % 2 == 0) continue;
        if (!field.is_constant(q)) return std::nullopt;
        constant = constant * q;
    }
    return ScaledSquare{RationalFunction(constant), root};
}

std::vector<SquareSum> square_sums(const DifferentialField& field, const Polynomial& p) {
    std::vector<SquareSum> found;
    const PolynomialRing& ring = p.ring();
    for (std::size_t v = 0; v < ring.variables(); ++v) {
        const std::int64_t degree = p.degree(v);
        if (field.is_constant(v) || degree < 2 || degree % 2 != 0) continue;
        const auto half = static_cast<std::uint64_t>(degree / 2);
        Polynomial c[3] = {Polynomial(ring), Polynomial(ring), Polynomial(ring)};
        bool is_quadratic = true;
        for (auto& [power, coefficient] : p.coefficients_in(v)) {
            if (power % half != 0) is_quadratic = false;
            else c[power / half] = coefficient;
        }
        if (!is_quadratic) continue;
        const Polynomial w = power(Polynomial::variable(ring, v), half);
        if (c[1].is_zero()) {
            const auto first = scaled_square(field, c[2]), second = scaled_square(field, c[0]);
            if (first && second) found.push_back({first->constant, second->constant, first->root * w, second->root});
        } else if (field.is_constant(c[2])) {
            // 4·c2·p = (2·c2·w + c1)² + 4·c2·c0 - c1²
            const RationalFunction quarter = RationalFunction::make(Polynomial::constant(ring, Rational(1)), c[2] * Rational(4));
            if (const auto rest = scaled_square(field, c[0] * c[2] * Rational(4) - c[1] * c[1]))
                found.push_back({quarter, rest->constant * quarter, w * c[2] * Rational(2) + c[1], rest->root});
        }
    }
    return found;
}

std::vector<SquareSum> square_sums_with(const DifferentialField& field, const Polynomial& p, const Polynomial& q) {
    std::vector<SquareSum> found;
    const Polynomial square = q * q;
    auto try_with = [&](const Polynomial& above, const Polynomial& below) {
        if (below.is_zero() || above.is_zero() || !field.is_constant(above) || !field.is_constant(below)) return;
        const RationalFunction b = RationalFunction::make(above, below);
        const RationalFunction rest = RationalFunction(p) - b * RationalFunction(square);
        if (rest.is_zero()) return;
        if (const auto a = scaled_square(field, rest.numerator()))
            found.push_back({a->constant / RationalFunction(rest.denominator()), b, a->root, q});
    };
    for (std::size_t v = 0; v < p.ring().variables(); ++v) {
        if (field.is_constant(v) || !q.uses(v) || !p.uses(v)) continue;
        if (p.degree(v) == square.degree(v)) try_with(p.leading_coefficient_in(v), square.leading_coefficient_in(v));
        try_with(p.coefficient_of(v, 0), square.coefficient_of(v, 0));
    }
    return found;
}

} // namespace rumina::calculus
