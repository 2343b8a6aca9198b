#include "calculus/linear_parts.h"

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"

namespace rumina::calculus {

using namespace algebra;

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
                if (base || compare(factor.exponent.number().integer(), Integer(-60)) < 0) return std::nullopt;
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
            for (int side : {1, -1}) {
                const Expr r = expand((Expr(side) * width - b) / (2 * a));
                result.parts.push_back({substitute(numerator, x, r) / (Expr(side) * width), r, 1});
            }
        } else {
            return std::nullopt;
        }
    }
    result.polynomial = polynomial.finish();
    return result;
}

} // namespace rumina::calculus
