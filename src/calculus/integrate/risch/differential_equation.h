// The Risch differential equation with parameters, y' + f·y = Σ c_i·g_i, for y in a tower and constants c_i: what
// integration in the next level comes down to (f = 0 and two g: limited integration).
//
// Level by level: poles of y away from t by those of f and g, the pole at t = 0 of an exponential, a bound for the degree
// in t, Rothstein's reduction of the degrees (SPDE), then one coefficient after the other, where those of an equation
// without t·y are solutions of equations one level below. Below x there are the constants, where y' = 0.
// [Risch 1969; Rothstein 1976; Davenport 1986; Bronstein 2005] ch. 6, 7
#pragma once

#include "calculus/integrate/risch/tower.h"

namespace rumina::calculus::risch {

struct Solution {
    RationalFunction y;
    std::vector<RationalFunction> constants; ///< c_i
};

class DifferentialEquation {
public:
    explicit DifferentialEquation(const Tower& tower) : tower_(tower) {}

    /// All solutions in the field up to `level`, as a basis over the constants; with g empty or not, those of
    /// y' + f·y = 0 are among them. The decision is complete. TooLarge beyond a degree of some hundreds.
    std::vector<Solution> solve(int level, const RationalFunction& f, const std::vector<RationalFunction>& g) const;
    /// y with y' + f·y = g, if there is one.
    std::optional<RationalFunction> solve_one(int level, const RationalFunction& f, const RationalFunction& g) const;
    /// y and c with a = y' + c·b, where b is the derivative of nothing in the field up to `level`.
    struct LimitedIntegral {
        RationalFunction y, c;
    };
    std::optional<LimitedIntegral> limited_integral(int level, const RationalFunction& a, const RationalFunction& b) const;

private:
    /// y_total = scale·h + y for what is still to be found, with h' + … = rest.
    struct Element {
        RationalFunction y;
        std::vector<RationalFunction> constants;
        RationalFunction rest;
    };
    using Elements = std::vector<Element>;

    std::vector<Solution> solve_in_constants(const RationalFunction& f, const std::vector<RationalFunction>& g) const;
    /// The product of p^n over the normal p at whose simple poles f has the residue n, a positive integer.
    RationalFunction weak_normaliser(const Monomial& t, const RationalFunction& f) const;
    std::int64_t special_order(int level, const RationalFunction& a, const RationalFunction& b, std::int64_t order_of_right) const;
    std::int64_t degree_bound(int level, const RationalFunction& a, const RationalFunction& b, std::int64_t degree_of_right) const;
    /// Only the combinations for which Σ λ_j·values[j] = 0.
    Elements constrained(const Elements& elements, const std::vector<RationalFunction>& values) const;
    Elements with_polynomial_rests(const Monomial& t, const Elements& elements) const;
    Elements with_zero_rests(const Elements& elements) const;
    Element combination(const Elements& elements, const std::vector<RationalFunction>& factors) const;

    const Tower& tower_;
};

/// The multiplicity of t in a (not 0), negative for a pole.
std::int64_t order_at_zero(const RationalFunction& a, std::size_t variable);
/// (numerator/p) mod p for numerator free of poles at p: what the simple pole of numerator/(p·cofactor) has for a residue
/// when it is divided by p'·cofactor; of smaller degree in the variable than p.
RationalFunction residue(const Tower& tower, const RationalFunction& numerator, const RationalFunction& cofactor, const Polynomial& p,
                         std::size_t variable);
/// Whether an irreducible polynomial is one of the level's variable and prime to its derivative: not the exponential itself.
bool is_normal(const Tower& tower, const Monomial& t, const Polynomial& p);

} // namespace rumina::calculus::risch
