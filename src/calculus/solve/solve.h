// Equations in one unknown. Solutions are sought among the complex numbers unless the unknown is declared real; each one
// is put back into the equation before it is returned.
#pragma once

#include <optional>
#include <vector>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

struct Solutions {
    std::vector<Expr> values;   ///< different ones; real numbers ascending, then complex ones, then those with parameters
    std::vector<Expr> unsolved; ///< factors of the equation that may have further solutions
    std::vector<Expr> families; ///< the integers n1, n2 … that some values contain
    bool is_identity = false;   ///< every x is a solution
    bool has_all_real = false;  ///< no real solution is missing, if x is declared real
};

/// Solutions of f = 0, or of lhs == rhs; no values and nothing unsolved is proof that there are none. Exponentials and
/// hyperbolic functions give their principal solutions, circular functions families over all integers n1 (of which those
/// members count that have the properties declared of x). With other symbols: solutions that hold on some region of their
/// values. Floats are taken for the rationals they are, and the solutions rounded.
/// Methods: factors; polynomials by radicals up to degree 4 and rootof above; one kernel at a time by inversion;
/// exponentials, circular and hyperbolic functions by a common kernel; radicals by elimination; absolute values, maxima
/// and minima by cases; Lambert's W.
/// cost     half the units of a search at most (work_budget.h); what was not found by then is unsolved
Solutions solve(const Expr& f, const Expr& x);

/// All real solutions of f = 0 in the closed interval, ascending; ends may be infinite.
struct RealSolutions {
    std::vector<Expr> values;
    bool is_complete = false; ///< it is proved that there are no others
};
RealSolutions real_solutions(const Expr& f, const Expr& x, const Expr& low, const Expr& high);

/// The roots of a polynomial with coefficients free of x (constant term first), each once; nothing when the degree is
/// above 4 and the coefficients are no rationals.
std::optional<std::vector<Expr>> polynomial_roots(const std::vector<Expr>& coefficients);

/// A system of linear equations (each f = 0 or lhs == rhs).
struct LinearSystem {
    enum class Kind : std::uint8_t { Unique, Parametric, Inconsistent, NotLinear };
    Kind kind = Kind::NotLinear;
    std::vector<Expr> values; ///< for the unknowns in their order; a free unknown stands for itself
};
LinearSystem solve_linear_system(const std::vector<Expr>& equations, const std::vector<Expr>& unknowns);

} // namespace rumina::calculus
