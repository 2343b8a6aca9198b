// The limit of a real function of x at +∞ by its most rapidly varying subexpressions. [Gruntz 1996] ch. 3
#pragma once

#include <unordered_map>
#include <vector>

#include "calculus/limits/growth_series.h"

namespace rumina::calculus {

/// Thrown where the function has no limit because it does not settle.
struct Oscillation {};

class Gruntz {
public:
    explicit Gruntz(const Expr& x) : x_(x) {}
    /// The limit at +∞, ±∞ included. Throws Oscillation, NoSeries or NeedsMoreTerms.
    Expr limit(const Expr& e);
    /// The sign of e for all large x.
    int sign(const Expr& e);

private:
    struct Leading {
        Expr coefficient, exponent;
    };
    Leading leading(Expr e);
    std::vector<Expr> most_varying(const Expr& e);
    std::vector<Expr> larger(std::vector<Expr> a, std::vector<Expr> b);
    int compare(const Expr& f, const Expr& g);
    Expr prepared(const Expr& e);
    Expr prepared_function(const Expr& e);
    Expr prepared_polylogarithm(const Expr& s, const Expr& u);
    Expr bounded_symbol(const Expr& wave);
    bool has_bounded(const Expr& e) const;
    void require_polynomial_in_bounded(const Expr& e) const;
    int sign_of_constant(const Expr& e) const;

    Expr x_;
    std::unordered_map<Expr, Expr> limits_, prepared_;
    std::vector<Expr> bounded_; ///< symbols for sines and cosines of what grows, anywhere in [-1, 1]
    std::unordered_map<Expr, Expr> bounded_of_;
};

} // namespace rumina::calculus
