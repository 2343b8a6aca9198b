// The bridge between expressions and polynomials: a ring whose variables stand for the parts of some expressions that
// are no sums, products or integer powers, and the relations these parts satisfy.
//
//   x^(1/2) + x^(1/3)      one variable t = x^(1/6)
//   e^x + e^(x/2)          one variable t = e^(x/2)
//   (x + 1)^(1/2)          t with t^2 = x + 1; x is a variable too
//   √2 + √6                u = √2, v = √3 with u^2 = 2, v^2 = 3
//   i                      t^2 = -1
//   sin x, π, y(x), x^n    variables without relations
//
// The unit of a variable is base^(direction/q): exponents of one base are written over a list of directions (1, n, x·y,
// i·π, …) with rational coefficients, q is the common denominator in a direction. Only z^(a+b) = z^a·z^b and
// (z^a)^n = z^(an) for integers n are used, which hold for all complex z ≠ 0.
//
// Polynomials are reduced modulo the relations after every operation. Floats become the rationals they are and are
// rounded back. A domain serves one call: it is made from all expressions the call will convert.
#pragma once

#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "algebra/expression.h"
#include "algebra/polynomial/rational_function.h"

namespace rumina::algebra {

class Domain {
public:
    /// What becomes of negative powers: variables of their own (the denominator stays beside its term), or denominators
    /// of one quotient.
    enum class Denominators { Separate, Quotient };

    /// Exponents and arguments inside the expressions are taken as they are. `kernels` become variables even where they
    /// do not occur. TooLarge for exponents with huge denominators.
    Domain(std::span<const Expr> expressions, Denominators denominators, std::span<const Expr> kernels = {});

    const PolynomialRing& ring() const { return *ring_; }
    /// An expression of the list, or part of one. Denominators::Separate.
    Polynomial polynomial(const Expr& e) const;
    /// Likewise for Denominators::Quotient. DivisionByZero where a denominator is zero by the relations.
    RationalFunction quotient(const Expr& e) const;

    Expr expression(const Polynomial& a) const;
    /// numerator · denominator^-1
    Expr expression(const RationalFunction& a) const;

    /// The normal form modulo the relations.
    Polynomial reduced(const Polynomial& a) const;
    RationalFunction reduced(const RationalFunction& a) const; ///< DivisionByZero
    bool has_relations() const { return !relations_.empty(); }
    /// All variables are atoms to integer powers: what is made of them needs no second look.
    bool is_plain() const { return is_plain_; }
    /// The relations are known to define a field of algebraic numbers: roots of coprime integers, i.
    bool is_field() const { return is_field_; }
    /// a with a denominator free of algebraic numbers; is_field() must hold.
    RationalFunction rationalised(const RationalFunction& a) const;
    /// Whether the denominator contains algebraic numbers.
    bool has_algebraic_denominator(const RationalFunction& a) const;

    /// The variable of a symbol or another kernel (sin x, e^x): kernel = variable^root.
    struct KernelVariable {
        std::size_t variable;
        std::uint64_t root;
        std::optional<std::size_t> inverse; ///< the variable of 1/variable, Denominators::Separate only
    };
    /// None for a number, a sum, a product, and what does not occur.
    std::optional<KernelVariable> variable_of(const Expr& kernel) const;
    /// What each variable stands for, e^(x/2), √(x + 1), i, π; of a ring with Denominators::Quotient.
    std::vector<Expr> units() const;
    /// Whether a variable other than the kernel's own stands for something that contains one of the kernel's symbols.
    bool occurs_inside(const Polynomial& a, const Expr& kernel) const;

private:
    struct Generator {
        Expr base, direction;
        std::uint64_t root = 1; ///< q
        std::size_t variable = 0;
        std::optional<std::size_t> inverse;
        bool has_negative = false;
    };
    struct Relation {
        std::size_t variable;
        std::uint64_t power;              ///< variable^power = value, or
        std::optional<Polynomial> value;
        std::optional<Polynomial> modulus; ///< a monic polynomial in the variable that is 0
    };
    struct Step { ///< coefficient·direction, a summand of an exponent
        Expr direction;
        Rational coefficient;
    };

    void gather(const Expr& e);
    void gather_power(const Expr& base, const Expr& exponent);
    void gather_number(const Number& n);
    void note(const Expr& base, const Expr& direction, const Rational& coefficient);
    void assign_variables();
    void add_relations();
    static std::vector<Step> steps_of(const Expr& base, const Expr& exponent);
    static bool is_atom(const Expr& base);
    static bool is_plain_power(const Expr& base, const Expr& exponent);
    /// e^(iπ·…): its unit e^(iπ/q) is a root of unity, so negative exponents are positive ones.
    static bool is_half_turn(const Expr& base, const Expr& direction);
    /// Whether the power is that of a sum, product or power to an integer that this domain multiplies out.
    bool multiplies_out(const Expr& base, const Expr& exponent) const;
    std::vector<Expr> number_bases(const Expr& base, const Expr& direction) const;
    const Generator& find(const Expr& base, const Expr& direction) const;

    Polynomial number_polynomial(const Number& n) const;
    Polynomial power_of(const Polynomial& a, std::uint64_t n) const;
    bool add_monomial(const Expr& e, std::vector<std::int64_t>& exponents) const;
    void add_exponents(const Expr& base, const Expr& exponent, std::vector<std::int64_t>& exponents) const;
    void push_term(PolynomialBuilder& builder, const Number& coefficient, const std::vector<std::int64_t>& exponents) const;
    Polynomial cancel_inverses(const Polynomial& a) const;
    Polynomial raw_polynomial(const Expr& e) const;

    Denominators denominators_;
    const Expr one_{1};
    std::vector<Generator> generators_;
    std::unordered_map<Expr, std::vector<std::size_t>> by_base_;
    std::vector<std::pair<Expr, Expr>> number_powers_; ///< (base, direction) of positive integers, direction not 1
    bool splits_numbers_ = false;                      ///< some of these bases have a common divisor
    std::optional<PolynomialRing> ring_;
    std::optional<std::size_t> unit_i_; ///< the generator of i, which is not in by_base_
    std::vector<Relation> relations_; ///< each after those its value uses
    std::vector<std::size_t> fast_order_; ///< generators by structural order of base, when terms can be interned directly
    mutable std::vector<std::uint64_t> scratch_; ///< exponents of one term
    bool fast_ = false, is_plain_ = true, is_field_ = true, has_inverses_ = false;
    std::int64_t float_bits_ = 0; ///< smallest precision among the floats; 0: there are none
};

} // namespace rumina::algebra
