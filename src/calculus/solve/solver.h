// One search for the solutions of an equation: candidates by methods that may give too many, each put back at the end. A
// method that succeeds has found all solutions but those of other branches of exponentials and hyperbolic functions.
#pragma once

#include "calculus/solve/solve.h"

namespace rumina::calculus {

class Solver {
public:
    /// `equation`: what the integers of families must not occur in.
    Solver(const Expr& x, const Expr& equation) : x_(x), equation_(equation) {}

    /// Candidates for f = 0; what could not be solved goes to `unsolved`.
    void solve(const Expr& f, std::vector<Expr>& candidates, std::vector<Expr>& unsolved);
    /// The integers n1, n2 … that candidates contain.
    const std::vector<Expr>& families() const { return families_; }
    /// Real solutions for a real unknown may be missing.
    bool misses_real() const { return misses_real_; }

private:
    bool solve_factor(const Expr& g, std::vector<Expr>& candidates);
    void tell_factor(std::size_t start, std::string_view rule, const Expr& g, std::span<const Expr> found) const;
    bool by_polynomial(const Expr& g, std::vector<Expr>& candidates);
    bool by_inversion(const Expr& g, std::vector<Expr>& candidates);
    bool by_single_kernel(const Expr& g, std::vector<Expr>& candidates);
    bool by_exponential_kernel(const Expr& g, std::vector<Expr>& candidates);
    bool by_commensurable_rates(const Expr& g, const std::vector<Expr>& kernels, std::vector<Expr>& candidates);
    bool by_homogeneous_exponentials(const Expr& g, std::vector<Expr>& candidates);
    bool by_values_of_exponential(const Expr& in_t, const Expr& t, const Expr& rate, std::vector<Expr>& candidates);
    bool by_circular_kernel(const Expr& g, std::vector<Expr>& candidates);
    bool by_logarithms(const Expr& g, std::vector<Expr>& candidates);
    bool by_lambert(const Expr& g, std::vector<Expr>& candidates);
    bool by_radicals(const Expr& g, std::vector<Expr>& candidates);
    bool by_cases(const Expr& g, std::vector<Expr>& candidates);
    /// head(u) = c solved for u, and these for x.
    bool invert(const Expr& kernel, const Expr& c, std::vector<Expr>& candidates);
    bool invert_power(const Expr& base, const Expr& exponent, const Expr& c, std::vector<Expr>& candidates);
    bool solve_all(const Expr& f, std::vector<Expr>& candidates); ///< false when something stays unsolved
    /// The first of n1, n2 … that is not in `value` nor in the equation.
    Expr next_family(const Expr& value);
    /// Takes real values for real x where it is defined, by its form: no imaginary number in it.
    static bool is_plainly_real(const Expr& u);
    static bool is_real_constant(const Expr& c);

    Expr x_, equation_;
    std::vector<Expr> families_;
    bool misses_real_ = false;
    int depth_ = 0;
};

/// Parts with x that are no sums, products or integer powers: what an equation is a polynomial in.
void gather_kernels(const Expr& e, const Expr& x, std::vector<Expr>& kernels);

} // namespace rumina::calculus
