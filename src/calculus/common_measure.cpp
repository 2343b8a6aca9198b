#include "calculus/common_measure.h"

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"

namespace rumina::calculus {

using namespace algebra;

Rational common_divisor(std::span<const Rational> numbers) {
    Integer numerator(0), denominator(1);
    for (const Rational& r : numbers) denominator = lcm(denominator, r.denominator());
    for (const Rational& r : numbers) numerator = gcd(numerator, (r * Rational(denominator)).numerator());
    return Rational::make(numerator, denominator);
}

std::optional<CommonMeasure> common_measure(std::span<const Expr> quantities) {
    Expr first;
    std::vector<Rational> ratios;
    for (const Expr& q : quantities) {
        if (!first && !q.is_zero()) first = q;
        Expr ratio = q.is_zero() ? Expr(0) : cancel(q / first);
        if (!ratio.is_number() && ratio.is_constant()) ratio = simplify(ratio);
        if (!ratio.is_number() || !ratio.number().is_rational()) return std::nullopt;
        ratios.push_back(ratio.number().re());
    }
    if (!first) return std::nullopt;
    const Rational unit = common_divisor(ratios);
    CommonMeasure measure{first * Expr(unit), {}};
    for (const Rational& r : ratios) measure.multiples.push_back((r / unit).numerator());
    return measure;
}

} // namespace rumina::calculus
