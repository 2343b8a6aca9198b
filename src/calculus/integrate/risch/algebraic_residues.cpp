#include "calculus/integrate/risch/algebraic_residues.h"

#include "algebra/binders.h"

namespace rumina::calculus::risch {

using namespace algebra;

AlgebraicResidues::AlgebraicResidues(const Tower& tower, const RationalFunction& residue, const Polynomial& p, std::size_t variable)
    : tower_(tower), residue_(residue), p_(p), variable_(variable), resultant_(tower.ring()), minimal_(tower.ring()) {
    const Polynomial z = Polynomial::variable(tower.ring(), tower.spare_variable());
    resultant_ = resultant(p, z * residue.denominator() - residue.numerator(), variable);
    for (const auto& [factor, multiplicity] : factor(resultant_).factors) {
        if (!factor.uses(tower.spare_variable())) continue;
        minimal_ = factor; // p is irreducible, its residues are conjugate
        multiplicity_ = multiplicity;
        are_constant_ = are_constant_ && tower.is_constant(factor);
    }
}

RationalFunction AlgebraicResidues::sum() const {
    const auto degree = static_cast<std::uint64_t>(resultant_.degree(tower_.spare_variable()));
    return -RationalFunction::make(resultant_.coefficient_of(tower_.spare_variable(), degree - 1), resultant_.coefficient_of(tower_.spare_variable(), degree));
}

Expr AlgebraicResidues::argument(const Polynomial& v, const Expr& at) const {
    SumBuilder sum;
    for (const auto& [power_of_z, c] : v.coefficients_in(tower_.spare_variable()))
        sum.add(tower_.expression(c) * power(at, Expr(static_cast<std::int64_t>(power_of_z))));
    return sum.finish();
}

Expr AlgebraicResidues::logarithms() const {
    const std::size_t z = tower_.spare_variable();
    const std::int64_t degree = minimal_.degree(z), target = static_cast<std::int64_t>(multiplicity_);
    // v = gcd(p, z - residue) over the field with z: the remainder of that degree.
    Polynomial first = p_, second = Polynomial::variable(tower_.ring(), z) * residue_.denominator() - residue_.numerator();
    while (second.degree(variable_) > target) {
        Polynomial remainder = pseudo_divide(first, second, variable_).remainder;
        if (remainder.is_zero()) return Expr();
        if (auto reduced = divide_exactly(remainder, content_in(remainder, variable_))) remainder = *std::move(reduced);
        first = std::move(second);
        second = std::move(remainder);
    }
    if (second.degree(variable_) != target) return Expr();
    const Polynomial v = pseudo_divide(second, minimal_, z).remainder;
    if (v.degree(variable_) != target) return Expr();
    auto coefficient = [&](const Polynomial& a, std::uint64_t k) { return tower_.expression(a.coefficient_of(z, k)); };
    // v over its leading coefficient, which is a constant or not.
    const Polynomial leading = v.leading_coefficient_in(variable_);
    if (degree == 2) {
        const Expr a = coefficient(minimal_, 2), b = coefficient(minimal_, 1), c = coefficient(minimal_, 0);
        const Expr discriminant = b * b - Expr(4) * a * c, center = -b / (Expr(2) * a);
        if (known_sign(discriminant) == std::optional(-1)) {
            // c = r ± i·s and v = A ± i·B: r·log(A² + B²) + 2s·atan(A/B), of v over its leading coefficient.
            const Expr s = sqrt(negate(discriminant)) / (Expr(2) * a);
            const auto parts = [&](const Polynomial& e) {
                return std::pair{coefficient(e, 0) + center * coefficient(e, 1), s * coefficient(e, 1)};
            };
            const auto [A, B] = parts(v);
            const auto [A0, B0] = parts(leading);
            const Expr norm = A0 * A0 + B0 * B0, real = A * A0 + B * B0, imaginary = B * A0 - A * B0;
            return center * (log_of(A * A + B * B) - log_of(norm)) + Expr(2) * s * atan_of(real / imaginary);
        }
        const Expr s = sqrt(discriminant) / (Expr(2) * a);
        SumBuilder sum;
        for (const Expr& root : {center + s, center - s}) sum.add(root * (log_of(argument(v, root)) - log_of(argument(leading, root))));
        return sum.finish();
    }
    const Expr t = symbol("_t");
    SumBuilder polynomial;
    for (const auto& [k, c] : minimal_.coefficients_in(z)) polynomial.add(tower_.expression(c) * power(t, Expr(static_cast<std::int64_t>(k))));
    return apply_function(FunctionId::RootSum, {abstract(polynomial.finish(), t), abstract(t * (log_of(argument(v, t)) - log_of(argument(leading, t))), t)});
}

} // namespace rumina::calculus::risch
