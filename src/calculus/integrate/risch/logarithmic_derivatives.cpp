#include "calculus/integrate/risch/logarithmic_derivatives.h"

#include <algorithm>

#include "calculus/integrate/risch/constant_relations.h"
#include "diagnostics/diagnostic.h"

namespace rumina::calculus::risch {

using namespace algebra;

namespace {

constexpr std::int64_t kMaxExponent = 1000; ///< of a factor of z

/// What z may be made of: irreducible polynomials that are no constants, and the exponentials.
std::vector<RationalFunction> possible_factors(const Tower& tower, int level, std::initializer_list<const RationalFunction*> elements) {
    std::vector<Polynomial> found;
    for (int i = 0; i <= level; ++i)
        if (tower.level(i).is_exponential()) found.push_back(Polynomial::variable(tower.ring(), tower.level(i).variable));
    for (const RationalFunction* a : elements)
        for (const auto& [p, multiplicity] : factor(a->denominator()).factors)
            if (!tower.is_constant(p) && std::find(found.begin(), found.end(), p) == found.end()) found.push_back(p);
    return {found.begin(), found.end()};
}

std::vector<RationalFunction> with_logarithmic_derivatives(const Tower& tower, std::vector<RationalFunction> terms, const std::vector<RationalFunction>& factors) {
    for (const RationalFunction& p : factors) terms.push_back(tower.derivative(p) / p);
    return terms;
}

} // namespace

std::optional<LogarithmicDerivative> logarithmic_derivative(const Tower& tower, int level, const RationalFunction& a, const RationalFunction& b) {
    const std::vector<RationalFunction> factors = possible_factors(tower, level, {&a, &b});
    for (const std::vector<RationalFunction>& relation : constant_relations(tower, with_logarithmic_derivatives(tower, {a, b}, factors), Scalars::Rationals)) {
        if (relation[0].is_zero()) continue;
        const Rational scale = Rational(-1) / relation[0].constant_value();
        std::vector<std::int64_t> exponents;
        for (std::size_t i = 1; i < relation.size(); ++i) {
            const Rational e = relation[i].constant_value() * scale;
            if (!e.is_integer()) return std::nullopt;
            if (!e.numerator().fits_int64() || std::abs(e.numerator().to_int64()) > kMaxExponent)
                fail(DiagnosticId::TooLarge, "the exponent of a factor", kMaxExponent);
            exponents.push_back(e.numerator().to_int64());
        }
        RationalFunction z = tower.number(1);
        for (std::size_t i = 0; i < factors.size(); ++i) z = z * power(factors[i], exponents[i + 1]);
        return LogarithmicDerivative{exponents[0], z};
    }
    return std::nullopt;
}

bool has_logarithmic_multiple(const Tower& tower, int level, const RationalFunction& a) {
    const auto relations = constant_relations(tower, with_logarithmic_derivatives(tower, {a}, possible_factors(tower, level, {&a})), Scalars::Rationals);
    return std::any_of(relations.begin(), relations.end(), [](const auto& relation) { return !relation[0].is_zero(); });
}

} // namespace rumina::calculus::risch
