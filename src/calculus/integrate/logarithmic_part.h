// The transcendental part of the integral of a rational function: sums of logarithms and inverse tangents.
#pragma once

#include "algebra/domain/domain.h"

namespace rumina::calculus {

using algebra::Expr;

/// An antiderivative of numerator/base in the variable (x, as an expression): base irreducible and the numerator of
/// smaller degree, both over the ring's other variables.
/// [Lazard & Rioboo 1990; Trager 1976] for the residues, [Rioboo 2003] for the real form, as in [Bronstein 2005] 2.5, 2.8
Expr logarithmic_part(const algebra::Domain& domain, const algebra::RationalFunction& numerator, const algebra::Polynomial& base,
                      std::size_t variable, const Expr& x);

/// An expression whose derivative is that of i·log((a + ib)/(a - ib)), continuous where a and b have no common zero: a
/// sum of inverse tangents of polynomials. Both are polynomials in x as coefficients by rising power. [Rioboo 2003]
Expr inverse_tangents(std::vector<Expr> a, std::vector<Expr> b, const Expr& x);

} // namespace rumina::calculus
