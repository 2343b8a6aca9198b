// The parallel Risch method: the antiderivative as a quotient with a denominator that is known beforehand, plus constant
// multiples of logarithms of what the denominator is made of; the numerator by undetermined coefficients in all
// functions at once.
//
//   F = N/Q + Σ c_j·L_j,   N = Σ a_m·m over the monomials m within bounds of degree
//
// Where the derivation has poles of order w at an irreducible p, and dp vanishes there to order s, a pole of order k of F
// makes one of order k + 1 + w - s of F' = f; so Q. Bounds likewise from the degrees at infinity. A heuristic: a solution
// is an antiderivative, no solution proves nothing.
// [Norman & Moore 1977; Fitch 1981; Davenport & Trager 1985; Bronstein 2007 "Structure theorems for parallel integration"]
#include "calculus/integrate/check.h"
#include "calculus/integrate/integrator.h"

#include <algorithm>

#include "algebra/polynomial/constant_combination.h"
#include "calculus/integrate/parallel/differential_field.h"
#include "calculus/integrate/parallel/new_elliptic_functions.h"
#include "calculus/integrate/parallel/new_logarithms.h"
#include "calculus/integrate/parallel/new_special_functions.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::uint32_t kMaxDepth = 2;
constexpr std::size_t kMaxMonomials = 6000;
constexpr std::size_t kMaxTerms = 2000; ///< of a polynomial that multiplies the monomials

using Exponents = std::vector<std::uint64_t>;

class Ansatz {
public:
    explicit Ansatz(const DifferentialField& field) : field_(field), denominator_(one()), radical_(one()), logarithmic_(field.ring()) {}

    /// An antiderivative of f, which is the field's integrand.
    Expr solve(const Expr& f, const Expr& x) {
        find_denominator();
        if (!find_bounds()) return Expr();
        std::vector<NewFunction> functions = new_logarithms(field_, factors_);
        for (std::vector<NewFunction> more : {new_special_functions(field_, factors_), new_elliptic_functions(field_, factors_, x)})
            std::move(more.begin(), more.end(), std::back_inserter(functions));
        // F' = (dN·R - N·E)/(W·Q·R) with dQ/Q = E/R, all over a common denominator.
        const Polynomial own = field_.denominator() * denominator_ * radical_;
        Polynomial common = lcm(own, field_.integrand().denominator());
        for (const NewFunction& l : functions) common = lcm(common, l.derivative.denominator());
        const Polynomial times = *divide_exactly(common, own);
        auto over_common = [&](const RationalFunction& a) { return field_.reduced(a.numerator() * *divide_exactly(common, a.denominator())); };
        const Polynomial target = over_common(field_.integrand());
        const Polynomial radical = field_.reduced(radical_ * times), logarithmic = field_.reduced(logarithmic_ * times);
        // m = r·f with r in the roots and cosines, f in the others: dm·R - m·E = Σ_v ∂f/∂v·(r·dv·R) + f·(dr·R - r·E).
        std::vector<Polynomial> bases;
        std::vector<ShiftedSum> columns;
        std::vector<Exponents> monomials;
        const std::vector<Exponents> free_parts = monomials_of(false);
        for (const Exponents& r : monomials_of(true)) {
            const Polynomial root = monomial(r);
            const std::size_t first = bases.size();
            bases.push_back(field_.reduced(field_.reduced(field_.derivative(root) * radical) - root * logarithmic));
            std::vector<std::size_t> base_of(field_.variables(), 0);
            for (std::size_t v = 0; v < field_.variables(); ++v)
                if (bounds_[v] > 0 && field_.relation_of(v) == nullptr) {
                    base_of[v] = bases.size();
                    bases.push_back(field_.reduced(field_.reduced(field_.derivation(v) * radical) * root));
                }
            for (std::size_t k = first; k < bases.size(); ++k)
                if (bases[k].terms() > kMaxTerms) return Expr();
            for (const Exponents& f : free_parts) {
                ShiftedSum column;
                column.parts.push_back({first, 1, f});
                for (std::size_t v = 0; v < f.size(); ++v) {
                    if (f[v] == 0) continue;
                    column.parts.push_back({base_of[v], static_cast<std::int64_t>(f[v]), f});
                    --column.parts.back().monomial[v];
                }
                columns.push_back(std::move(column));
                monomials.push_back(f);
                for (std::size_t v = 0; v < r.size(); ++v) monomials.back()[v] += r[v];
            }
        }
        for (const NewFunction& l : functions) {
            columns.push_back({{{bases.size(), 1, Exponents(field_.variables(), 0)}}});
            bases.push_back(over_common(l.derivative));
        }
        const auto constants = constant_combination(columns, bases, target, field_.constants());
        if (!constants) return Expr();

        RationalFunction rational(field_.ring());
        for (std::size_t i = 0; i < monomials.size(); ++i)
            if (!(*constants)[i].is_zero()) rational = rational + (*constants)[i] * RationalFunction::make(monomial(monomials[i]), denominator_);
        const Expr algebraic = shorter_form(rational);
        bool is_shorter_possible = false;
        auto answer = [&](bool shorter) {
            SumBuilder result;
            result.add(algebraic);
            for (std::size_t j = 0; j < functions.size(); ++j) {
                const RationalFunction& c = (*constants)[monomials.size() + j];
                if (c.is_zero()) continue;
                is_shorter_possible = is_shorter_possible || functions[j].shorter;
                result.add(field_.expression(c) * (shorter && functions[j].shorter ? functions[j].shorter : functions[j].value));
            }
            return result.finish();
        };
        const Expr found = answer(true);
        return !is_shorter_possible || is_antiderivative(found, f, x) ? found : answer(false);
    }

private:
    Polynomial one() const { return Polynomial::constant(field_.ring(), Rational(1)); }
    Polynomial monomial(const Exponents& exponents) const { return Polynomial::monomial(field_.ring(), Rational(1), exponents); }

    void find_denominator() {
        std::vector<std::pair<Polynomial, std::size_t>> poles;
        for (const auto& [p, order] : algebra::factor(field_.integrand().denominator()).factors) {
            if (field_.is_constant(p)) continue;
            factors_.push_back(p);
            const Polynomial derivative = field_.derivative(p);
            const std::size_t vanishes = derivative.is_zero() ? 0 : multiplicity(derivative, p), w = multiplicity(field_.denominator(), p);
            if (order + vanishes > 1 + w) poles.emplace_back(p, order + vanishes - 1 - w);
        }
        std::vector<std::pair<Polynomial, Polynomial>> terms; // E = Σ k·above·R/below
        for (const auto& [p, k] : poles) {
            denominator_ = denominator_ * power(p, k);
            const Polynomial derivative = field_.derivative(p) * Rational(static_cast<std::int64_t>(k));
            if (auto whole = divide_exactly(derivative, p)) {
                terms.emplace_back(*std::move(whole), one());
            } else {
                radical_ = radical_ * p;
                terms.emplace_back(derivative, p);
            }
        }
        for (const auto& [above, below] : terms) logarithmic_ = logarithmic_ + above * *divide_exactly(radical_, below);
    }

    /// Degrees of N in each variable; false when that makes too many monomials.
    bool find_bounds() {
        const Polynomial above = field_.integrand().numerator(), below = field_.integrand().denominator();
        bounds_.assign(field_.variables(), 0);
        double count = 1;
        for (std::size_t v = 0; v < field_.variables(); ++v) {
            if (field_.is_constant(v)) continue;
            if (const AlgebraicRelation* relation = field_.relation_of(v)) {
                bounds_[v] = static_cast<std::int64_t>(relation->power) - 1;
            } else {
                const std::optional<std::size_t> cosine = cosine_of(v);
                auto degree = [&](const Polynomial& a) { return cosine ? joint_degree(a, v, *cosine) : a.degree(v); };
                const std::int64_t excess = degree(above) - degree(below);
                const std::int64_t growth = cosine ? 1 : field_.derivation(v).degree(v) - field_.denominator().degree(v);
                bounds_[v] = std::max<std::int64_t>(std::max<std::int64_t>(excess, growth > 1 ? growth - 1 : 0) + 1 - growth, 0) + degree(denominator_);
            }
            count *= static_cast<double>(bounds_[v] + 1);
        }
        return count <= static_cast<double>(kMaxMonomials);
    }

    /// The numerator multiplied out or in factors.
    Expr shorter_form(const RationalFunction& a) const {
        const Expr plain = field_.expression(a);
        if (a.is_zero() || a.numerator().terms() < 2) return plain;
        ProductBuilder product;
        const Factorization factors = algebra::factor(a.numerator());
        product.multiply(Number(factors.unit));
        for (const auto& [p, n] : factors.factors) product.multiply(field_.expression(p), Expr(static_cast<std::int64_t>(n)));
        product.multiply(field_.expression(a.denominator()), Expr(-1));
        const Expr factored = product.finish();
        return factored.leaves() < plain.leaves() ? factored : plain;
    }

    std::optional<std::size_t> cosine_of(std::size_t sine) const {
        for (const AlgebraicRelation& r : field_.relations())
            if (!r.is_root && r.value.uses(sine)) return r.variable;
        return std::nullopt;
    }
    /// The largest sum of the degrees in two variables.
    static std::int64_t joint_degree(const Polynomial& a, std::size_t v, std::size_t w) {
        std::int64_t degree = 0;
        std::vector<std::uint64_t> exponents(a.ring().variables());
        for (std::size_t t = 0; t < a.terms(); ++t) {
            a.exponents(t, exponents);
            degree = std::max(degree, static_cast<std::int64_t>(exponents[v] + exponents[w]));
        }
        return degree;
    }

    /// Within the bounds, in the roots and cosines or in the other variables.
    std::vector<Exponents> monomials_of(bool of_relations) const {
        std::vector<Exponents> found{Exponents(bounds_.size(), 0)};
        for (std::size_t v = 0; v < bounds_.size(); ++v) {
            if ((field_.relation_of(v) != nullptr) != of_relations) continue;
            const std::size_t count = found.size();
            for (std::int64_t e = 1; e <= bounds_[v]; ++e)
                for (std::size_t i = 0; i < count; ++i) {
                    found.push_back(found[i]);
                    found.back()[v] = static_cast<std::uint64_t>(e);
                }
        }
        return found;
    }

    const DifferentialField& field_;
    std::vector<Polynomial> factors_;
    Polynomial denominator_, radical_, logarithmic_; ///< Q, R, E
    std::vector<std::int64_t> bounds_;
};

} // namespace

namespace {

/// Whether a uses a variable of b.
bool uses_with(const Polynomial& a, const Polynomial& b) {
    const std::vector<bool> mine = a.used_variables(), others = b.used_variables();
    for (std::size_t v = 0; v < mine.size(); ++v)
        if (mine[v] && others[v]) return true;
    return false;
}

Expr integrate_with(Integrator& integrator, const Expr& f, std::size_t at_least) {
    if (integrator.depth() > kMaxDepth) return Expr();
    const auto field = DifferentialField::of(f, integrator.x());
    if (!field) return Expr();
    std::size_t functions = 0;
    for (std::size_t v = 0; v < field->variables(); ++v) {
        const AlgebraicRelation* relation = field->relation_of(v);
        functions += !field->is_constant(v) && (relation == nullptr || relation->is_root); // a cosine goes with its sine
    }
    for (const AlgebraicRelation& root : field->relations())
        for (const AlgebraicRelation& cosine : field->relations())
            if (root.is_root && !cosine.is_root && (root.value.uses(cosine.variable) || uses_with(root.value, cosine.value))) ++functions; // elliptic, most of them
    return functions >= at_least ? Ansatz(*field).solve(f, integrator.x()) : Expr();
}

} // namespace

Expr integrate_many_functions(Integrator& integrator, const Expr& f) { return integrate_with(integrator, f, 3); }
/// Rational in one function: other methods are complete there.
Expr integrate_parallel(Integrator& integrator, const Expr& f) { return integrate_with(integrator, f, 2); }

} // namespace rumina::calculus
