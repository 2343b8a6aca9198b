// One search for the solutions of an equation: candidates by methods that may give too many, each put back at the end.
#pragma once

#include "calculus/solve/solve.h"

namespace rumina::calculus {

class Solver {
public:
    Solver(const Expr& x, const Expr& family) : x_(x), family_(family) {}

    /// Candidates for f = 0; what could not be solved goes to `unsolved`.
    void solve(const Expr& f, std::vector<Expr>& candidates, std::vector<Expr>& unsolved);
    bool used_family() const { return used_family_; }
    bool only_principal() const { return only_principal_; }

private:
    bool solve_factor(const Expr& g, std::vector<Expr>& candidates);
    bool by_polynomial(const Expr& g, std::vector<Expr>& candidates);
    bool by_inversion(const Expr& g, std::vector<Expr>& candidates);
    bool by_exponential_kernel(const Expr& g, std::vector<Expr>& candidates);
    bool by_circular_kernel(const Expr& g, std::vector<Expr>& candidates);
    bool by_logarithms(const Expr& g, std::vector<Expr>& candidates);
    bool by_single_kernel(const Expr& g, std::vector<Expr>& candidates);
    bool by_lambert(const Expr& g, std::vector<Expr>& candidates);
    bool by_radicals(const Expr& g, std::vector<Expr>& candidates);
    bool by_absolute_values(const Expr& g, std::vector<Expr>& candidates);
    /// head(u) = c solved for u, and these for x.
    bool invert(const Expr& kernel, const Expr& c, std::vector<Expr>& candidates);
    bool solve_all(const Expr& f, std::vector<Expr>& candidates); ///< false when something stays unsolved

    Expr x_, family_;
    bool used_family_ = false, only_principal_ = false;
    int depth_ = 0;
};

} // namespace rumina::calculus
