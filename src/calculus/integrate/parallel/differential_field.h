// The field an integrand lives in: rational functions of x and of as many functions as its derivatives need, closed
// under differentiation.
//
//   x·e^x·log x             x, e^x, log x
//   asin(u)                 and √(1 - u²)
//   sin u                   and cos u, with cos² = 1 - sin²
//   √(1 - 1/x²)             r = √(x² - 1) up to the factor x: radicands are polynomials free of squares
//
// The derivation is taken times `denominator`, so that polynomials have polynomials as derivatives. Functions are taken
// for independent apart from the relations; where they are not, an antiderivative may be missed, never made wrong.
// [Norman & Moore 1977; Davenport 1982; Bronstein 2007 "Structure theorems for parallel integration"]
#pragma once

#include <optional>
#include <vector>

#include "algebra/polynomial/rational_function.h"
#include "calculus/shorthand.h"

namespace rumina::calculus {

using algebra::Polynomial;
using algebra::PolynomialRing;
using algebra::RationalFunction;

/// variable^power = value: a root, or the cosine beside its sine.
struct AlgebraicRelation {
    std::size_t variable;
    std::uint64_t power;
    Polynomial value;
    bool is_root;
};

class DifferentialField {
public:
    /// None when f holds functions whose derivatives do not close, too many of them, or algebraic constants.
    static std::optional<DifferentialField> of(const Expr& f, const Expr& x);

    const PolynomialRing& ring() const { return ring_; }
    std::size_t variables() const { return units_.size(); }
    /// What a variable stands for.
    const Expr& unit(std::size_t variable) const { return units_[variable]; }
    bool is_constant(std::size_t variable) const { return is_constant_[variable]; }
    const std::vector<bool>& constants() const { return is_constant_; }
    /// Whether it is free of all variables that are not constant.
    bool is_constant(const Polynomial& a) const;
    const std::vector<AlgebraicRelation>& relations() const { return relations_; }
    const AlgebraicRelation* relation_of(std::size_t variable) const;

    /// u of e^u or log u; none for other units.
    const std::optional<RationalFunction>& argument(std::size_t variable) const { return arguments_[variable]; }
    bool is_exponential(std::size_t variable) const { return units_[variable].is_power() && units_[variable].base().is(algebra::ConstantId::E); }
    bool is_logarithm(std::size_t variable) const { return units_[variable].is(FunctionId::Log); }

    const RationalFunction& integrand() const { return *integrand_; }
    /// W, and W·da/dx reduced.
    const Polynomial& denominator() const { return *denominator_; }
    const Polynomial& derivation(std::size_t variable) const { return derivations_[variable]; }
    Polynomial derivative(const Polynomial& a) const;
    /// da/dx
    RationalFunction derivative(const RationalFunction& a) const;

    /// The normal form by the relations; of a quotient also with no lone root in the denominator.
    Polynomial reduced(const Polynomial& a) const;
    RationalFunction reduced(const RationalFunction& a) const;

    Expr expression(const Polynomial& a) const;
    Expr expression(const RationalFunction& a) const;

private:
    explicit DifferentialField(PolynomialRing ring) : ring_(std::move(ring)) {}
    PolynomialRing ring_;
    std::vector<Expr> units_;
    std::vector<bool> is_constant_;
    std::vector<std::optional<RationalFunction>> arguments_;
    std::vector<AlgebraicRelation> relations_; ///< each after those its value uses
    std::vector<Polynomial> derivations_;
    std::optional<Polynomial> denominator_;
    std::optional<RationalFunction> integrand_;
};

/// How often the irreducible polynomial p divides a (not 0).
std::size_t multiplicity(const Polynomial& a, const Polynomial& p);

} // namespace rumina::calculus
