// Residues at an irreducible polynomial p in t that are no elements of the field below: roots of a resultant.
#pragma once

#include "calculus/integrate/risch/tower.h"

namespace rumina::calculus::risch {

class AlgebraicResidues {
public:
    /// residue: a polynomial in the variable modulo p, the residue at every root of p.
    AlgebraicResidues(const Tower& tower, const RationalFunction& residue, const Polynomial& p, std::size_t variable);

    /// Whether all of them are constants, algebraic over the field of constants. [Bronstein 2005] 5.6
    bool are_constant() const { return are_constant_; }
    /// Over the roots of p; are_constant() must hold.
    RationalFunction sum() const;
    /// Σ c·log v over the residues c, v the monic factor of p where the residue is c: real forms for quadratic residues, a
    /// rootsum for others; none when v cannot be found. [Lazard & Rioboo 1990; Rioboo 2003]
    Expr logarithms() const;

private:
    Expr argument(const Polynomial& v, const Expr& at) const;
    const Tower& tower_;
    RationalFunction residue_;
    Polynomial p_;
    std::size_t variable_;
    Polynomial resultant_;               ///< its roots in the spare variable are the residues
    Polynomial minimal_;                 ///< its only irreducible factor with the spare variable
    std::uint64_t multiplicity_ = 0;     ///< of that factor: the degree of v
    bool are_constant_ = true;
};

} // namespace rumina::calculus::risch
