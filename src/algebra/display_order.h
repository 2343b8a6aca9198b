// The order in which people see terms and factors; nothing else may depend on it but the choice of signs.
#pragma once

#include <vector>

#include "algebra/expression.h"

namespace rumina::algebra {

/// -1 when term a stands before term b in a sum (terms without coefficients): graded by total degree in the symbols,
/// higher first, then by names in natural order; functions after powers of symbols. Constants have degree 0 and stand last
/// there, before 1/x: roots by radicand, then other constants by name. 0 only for the same node.
int display_order(const Expr& a, const Expr& b);

/// Natural order of names: x2 before x10, a before B before b.
int natural_order(std::string_view a, std::string_view b);

/// The terms of a sum as they are displayed.
std::vector<Term> displayed_terms(const Expr& sum);
/// Factors as they are displayed: symbols, roots, constants, functions, sums.
std::vector<Factor> displayed_factors(std::span<const Factor> factors);
/// The coefficient of the term displayed first among those with symbols, or among all when there are none.
Number leading_coefficient(const Expr& sum);

} // namespace rumina::algebra
