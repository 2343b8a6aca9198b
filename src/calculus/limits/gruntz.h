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
    /// `terms`: how many of an asymptotic expansion are used.
    Gruntz(const Expr& x, int terms) : x_(x), expansion_terms_(terms) {}
    /// The limit at +∞, ±∞ included. Throws NoSeries or NeedsMoreTerms; Oscillation only on proof that there is none.
    Expr limit_of_all(const Expr& e);
    /// The sign of e for all large x.
    int sign(const Expr& e);
    /// A simple function of x whose quotient with e goes to 1.
    Expr leading_term(const Expr& e);
    /// The terms of f below (1/x)^n in powers of 1/x and of log x, with `small` for 1/x and
    /// `log_large` for log x; exact: f is their sum.
    Expr series(const Expr& f, const Expr& small, const Expr& log_large, std::int64_t n, bool& is_exact);

    /// What the limit was read off: the whole behaves as the leading term in powers of `small`, which goes to 0. Noted while
    /// somebody listens for steps.
    struct Reading {
        Expr small, leading;
    };
    const std::vector<Reading>& readings() const { return readings_; }

private:
    struct Leading {
        Expr coefficient, exponent; ///< coefficient·ω^exponent
        Expr log_omega;
        int shifts = 0; ///< how often x became e^x
    };
    Expr limit(const Expr& e, bool whole = false);
    Leading leading(Expr e);
    Expr leading_exponential(const Expr& h);
    std::vector<Expr> most_varying(const Expr& e);
    std::vector<Expr> larger(std::vector<Expr> a, std::vector<Expr> b);
    int compare(const Expr& f, const Expr& g);
    Expr prepared(const Expr& e);
    Expr prepared_function(const Expr& e);
    Expr prepared_polylogarithm(const Expr& s, const Expr& u);
    Expr wave_of(algebra::FunctionId head, const Expr& u);
    Expr sawtooth(const Expr& e);
    void require_real(const Expr& e) const;
    int real_sign(const Expr& e);
    Expr stirling(const Expr& u) const;
    Expr factorial_series(std::string_view name, const Expr& u, int alternate, std::int64_t first, std::int64_t step) const;
    Expr prepared_of_several(const Expr& e);
    Expr airy(algebra::FunctionId head, const Expr& u, bool positive);
    Expr bessel(algebra::FunctionId head, const Expr& order, const Expr& u);
    Expr upper_gamma(const Expr& a, const Expr& u) const;
    Expr polygamma(std::int64_t n, const Expr& u) const;
    bool holds(const Expr& condition);
    Expr error_series(const Expr& u, int side) const;
    int sign_of_constant(const Expr& e) const;

    Expr x_;
    std::unordered_map<Expr, Expr> limits_, prepared_;
    int expansion_terms_;
    struct Phase {
        Expr of_x, symbol;
    };
    std::vector<Phase> phases_; ///< arguments of waves, none an affine function of another
    std::unordered_map<Expr, Expr> waves_;
    void note_reading(const Leading& first);
    std::vector<Reading> readings_;
    int read_shifts_ = 0; ///< how often x had become e^x where the next one is made
};

} // namespace rumina::calculus
