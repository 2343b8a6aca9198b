#include "calculus/definite/point_masses.h"

#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/traversal.h"
#include "calculus/definite/critical_points.h"
#include "calculus/differentiate.h"
#include "calculus/shorthand.h"

namespace rumina::calculus {

using namespace algebra;

bool has_point_masses(const Expr& f, const Expr& x) {
    return any_node(f, [&](const Expr& part) { return part.is(FunctionId::DiracDelta) && contains(part, x); });
}

std::optional<PointMasses> point_masses(const Expr& f, const Expr& x, const Expr& a, const Expr& b) {
    constexpr std::uint64_t kSolveUnits = 5'000'000;
    SumBuilder rest, value;
    for (const Expr& term : summands_of(expand(f))) {
        if (!has_point_masses(term, x)) {
            rest.add(term);
            continue;
        }
        Expr mass, weight(1);
        for (const Factor& part : factors_of(term)) {
            if (part.base.is(FunctionId::DiracDelta) && contains(part.base, x)) {
                if (mass || !part.exponent.is_one()) return std::nullopt;
                mass = part.base.argument(0);
            } else {
                weight = weight * power(part.base, part.exponent);
            }
        }
        if (!mass || has_point_masses(weight, x)) return std::nullopt;
        for (const Expr& end : {a, b})
            if (!end.has_infinity() && !known_sign(substitute(mass, x, end)).value_or(0)) return std::nullopt;
        const auto zeros = zeros_inside({mass}, x, a, b, kSolveUnits);
        if (!zeros || !zeros->is_complete) return std::nullopt;
        const Expr slope = differentiate(mass, x);
        for (const Expr& zero : zeros->points) {
            const Expr at = substitute(slope, x, zero);
            const std::optional<int> sign = known_sign(at);
            if (!sign || *sign == 0) return std::nullopt;
            value.add(substitute(weight, x, zero) / (*sign > 0 ? at : negate(at)));
        }
    }
    return PointMasses{rest.finish(), value.finish()};
}

} // namespace rumina::calculus
