// Series in one quantity ω that goes to 0 from the right: Σ c_k·ω^(e_k) with real constant exponents, and coefficients that
// are expressions free of ω which vary more slowly than any power of it.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "algebra/expression.h"
#include "number/ball.h"

namespace rumina::calculus {

using algebra::Expr;

/// e^h as a node of its own, which no constructor takes apart or joins with others, and the way back.
Expr opaque_exponential(const Expr& h);
bool is_opaque_exponential(const Expr& e);
inline const Expr& exponent_of_opaque(const Expr& e) { return e.argument(1); }
Expr with_exponentials_revealed(const Expr& e);
/// A sine or cosine of what grows, or another quantity that sweeps [-1, 1] again and again, as a constant: what it is as a
/// function of a phase (a hidden symbol) that runs to ∞. And the way back.
Expr wave(const Expr& of_phase);
bool is_wave(const Expr& e);
bool has_wave(const Expr& e);
Expr with_waves_revealed(const Expr& e);
/// What remains of an expansion that was cut: the named smooth function of u, unknown but bounded with its derivatives
/// where the expansion holds; its derivative of that order.
Expr tail(std::string_view name, const Expr& u, std::int64_t order = 0);
bool is_tail(const Expr& e);
/// A ball around e for all values of its waves.
Ball enclose_over_waves(const Expr& e);
/// NoSeries unless e is bounded over its waves wherever its other parts are.
void require_bounded_over_waves(const Expr& e);
/// Whether an imaginary number is written in e.
bool has_imaginary(const Expr& e);
/// log e^h = h for what is real.
Expr normal_logarithms(const Expr& e);
/// log c as a sum: exponentials undone, other factors together.
Expr logarithm_of(const Expr& c);

struct GrowthTerm {
    Expr exponent, coefficient;
};

struct GrowthSeries {
    std::vector<GrowthTerm> terms; ///< exponents ascending, no coefficient known to be 0
    Expr order;                    ///< the rest is O(ω^order); none: there is no rest
};

/// Thrown where a series has no leading term yet that is known not to vanish: more terms are needed.
struct NeedsMoreTerms {};
/// Thrown where a method gives up: an undecided sign, a function without a series there.
struct NoSeries {};

class GrowthExpansion {
public:
    /// logarithm: log ω as an expression in the variable x; `terms`: how many powers past the leading one are kept.
    GrowthExpansion(const Expr& x, const Expr& omega, const Expr& logarithm, int terms) : x_(x), omega_(omega), logarithm_(logarithm), terms_(terms) {}
    GrowthSeries expand(const Expr& e);

private:
    GrowthSeries constant(const Expr& c) const;
    GrowthSeries add(const GrowthSeries& a, const GrowthSeries& b) const;
    GrowthSeries multiply(const GrowthSeries& a, const GrowthSeries& b) const;
    GrowthSeries scale(const GrowthSeries& a, const Expr& factor) const;
    GrowthSeries shifted(const GrowthSeries& a, const Expr& exponent) const;
    GrowthSeries power(const GrowthSeries& a, const Expr& exponent) const;
    GrowthSeries logarithm(const GrowthSeries& a) const;
    GrowthSeries exponential(const GrowthSeries& a) const;
    GrowthSeries remainder(const Expr& e);
    void require_leading(const GrowthSeries& a, const Expr& c) const;
    GrowthSeries function(const Expr& e, const GrowthSeries& argument, std::size_t index);
    /// Σ coefficients(k)·d^k for a series d that vanishes with ω.
    GrowthSeries composed(const GrowthSeries& d, const std::function<Expr(std::int64_t)>& coefficient) const;
    void clean(GrowthSeries& a) const;

    Expr x_, omega_, logarithm_;
    int terms_;
};

/// -1, 0, 1 for real constants; NoSeries when it cannot be decided.
int compare_exponents(const Expr& a, const Expr& b);
/// Whether a coefficient vanishes: on proof, or at points in balls.
bool vanishes(const Expr& e);

} // namespace rumina::calculus
