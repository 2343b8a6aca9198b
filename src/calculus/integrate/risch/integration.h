// Integration in a tower, level by level from the top: Hermite's reduction, the residues, which must be constant, and the
// polynomial in t that is left, by limited integrals below a logarithm and by Risch differential equations below an
// exponential. [Risch 1969; Bronstein 2005] ch. 5: theorems 5.3.1, 5.6.1, 5.8.1, 5.9.1
#pragma once

#include <vector>

#include "calculus/integrate/risch/differential_equation.h"

namespace rumina::calculus::risch {

class Integration {
public:
    explicit Integration(const Tower& tower) : tower_(tower), equations_(tower), rational_(tower.zero()) {}

    /// Whether f, of the field up to `level`, has an elementary antiderivative: no only on proof.
    bool integrate(int level, RationalFunction f);

    /// After yes: none when logarithms with algebraic residues could not be written.
    Expr antiderivative() const;
    /// After no.
    const std::string& proof() const { return proof_; }

private:
    RationalFunction without_multiple_poles(const Monomial& t, RationalFunction f);
    bool take_logarithms(const Monomial& t, RationalFunction& f);
    bool integrate_polynomial_in_logarithm(int level, RationalFunction& f);
    bool integrate_polynomial_in_exponential(int level, RationalFunction& f);
    bool is_absent(std::string proof) {
        proof_ = std::move(proof);
        return false;
    }
    void add(const RationalFunction& part, RationalFunction& f) {
        rational_ = rational_ + part;
        f = f - tower_.derivative(part);
    }

    const Tower& tower_;
    DifferentialEquation equations_;
    RationalFunction rational_;
    std::vector<Expr> logarithms_;
    bool is_written_ = true;
    std::string proof_;
};

} // namespace rumina::calculus::risch
