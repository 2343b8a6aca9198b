// A tower of transcendental functions over the rational functions of x: each level adds one function to the field below.
//
//   x·log x·e^(x²)     C(x), then log x with t' = 1/x, then e^(x²) with t' = 2x·t
//
// C is the field of the constants: rational functions of the parameters. A level is a logarithm (or x itself, over C with
// t' = 1) or an exponential. Every level is proved transcendental without new constants before it is added: log u when no
// v of the field below has v' = u'/u, e^u when no multiple of u' is a logarithmic derivative there. Only then do the
// theorems hold that deny an antiderivative. [Risch 1969; Bronstein 2005] ch. 3, 5.1, 9.3
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "algebra/polynomial/rational_function.h"
#include "calculus/shorthand.h"

namespace rumina::calculus::risch {

using algebra::Polynomial;
using algebra::PolynomialRing;
using algebra::RationalFunction;

struct Monomial {
    enum class Kind : std::uint8_t { Primitive, Exponential };
    std::size_t variable;
    Kind kind;
    RationalFunction derivative;
    RationalFunction logarithmic_derivative; ///< t'/t, of an exponential free of t
    bool is_exponential() const { return kind == Kind::Exponential; }
};

class Tower {
public:
    /// The tower f (free of floats) lives in; none when f holds other functions, algebraic numbers or roots of functions,
    /// or when its functions or constants are not known to be independent. `obstacle` then says what it was.
    static std::optional<Tower> of(const Expr& f, const Expr& x, std::string& obstacle);

    const PolynomialRing& ring() const { return ring_; }
    int top() const { return static_cast<int>(levels_.size()) - 1; }
    const Monomial& level(int i) const { return levels_[static_cast<std::size_t>(i)]; }
    /// f as an integrand over the variable of level 0, which is x or a root of it.
    const RationalFunction& integrand() const { return *integrand_; }

    RationalFunction derivative(const RationalFunction& a) const;
    bool is_constant(const Polynomial& a) const;
    bool is_constant(const RationalFunction& a) const { return is_constant(a.numerator()) && is_constant(a.denominator()); }
    bool is_constant(std::size_t variable) const { return is_constant_[variable]; }
    /// A variable of the ring that stands for nothing: a residue that is looked for.
    std::size_t spare_variable() const { return ring_.variables() - 1; }

    RationalFunction zero() const { return RationalFunction(ring_); }
    RationalFunction number(std::int64_t n) const { return RationalFunction::constant(ring_, Rational(n)); }
    RationalFunction variable(std::size_t v) const { return Polynomial::variable(ring_, v); }

    Expr expression(const Polynomial& a) const;
    Expr expression(const RationalFunction& a) const;
    /// "rational functions of x and log(x)": the field up to a level.
    std::string field_name(int level) const;

private:
    explicit Tower(PolynomialRing ring) : ring_(std::move(ring)) {}
    PolynomialRing ring_;
    std::vector<Monomial> levels_;
    std::vector<bool> is_constant_;
    std::vector<Expr> units_;
    std::optional<RationalFunction> integrand_;
};

} // namespace rumina::calculus::risch
