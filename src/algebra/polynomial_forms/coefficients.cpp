#include "algebra/polynomial_forms/coefficients.h"

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/traversal.h"

namespace rumina::algebra {

std::optional<std::vector<Expr>> polynomial_coefficients(const Expr& e, const Expr& x) {
    constexpr std::int64_t kMaxDegree = 200;
    std::vector<SumBuilder> sums;
    const Expr expanded = expand(e);
    std::vector<Expr> summands;
    if (expanded.is_add()) {
        for (const Term& t : expanded.terms()) summands.push_back(scale(t.coefficient, t.term));
        summands.emplace_back(expanded.constant_part());
    } else {
        summands.push_back(expanded);
    }
    for (const Expr& s : summands) {
        std::int64_t degree = 0;
        Expr coefficient = s;
        if (contains(s, x)) {
            ProductBuilder rest;
            std::vector<Factor> factors;
            if (s.is_mul()) factors.assign(s.factors().begin(), s.factors().end()), rest.multiply(s.coefficient());
            else factors.push_back({s.base(), s.exponent()});
            for (const Factor& f : factors) {
                if (f.base == x && f.exponent.is_integer()) {
                    const Integer& n = f.exponent.number().integer();
                    if (n.sign() < 0 || compare(n, Integer(kMaxDegree)) > 0) return std::nullopt;
                    degree = n.to_int64();
                } else if (contains(f.base, x) || contains(f.exponent, x)) {
                    return std::nullopt;
                } else {
                    rest.multiply(f.base, f.exponent);
                }
            }
            coefficient = rest.finish();
        }
        if (sums.size() <= static_cast<std::size_t>(degree)) sums.resize(static_cast<std::size_t>(degree) + 1);
        sums[static_cast<std::size_t>(degree)].add(coefficient);
    }
    std::vector<Expr> coefficients;
    for (SumBuilder& sum : sums) coefficients.push_back(sum.finish());
    while (!coefficients.empty() && coefficients.back().is_zero()) coefficients.pop_back();
    return coefficients;
}

} // namespace rumina::algebra
