// Expressions as polynomials and rational functions: multiplied out, factored, brought over one denominator, taken
// apart. Everything goes through a Domain (algebra/domain), so any subexpression may stand where a variable could:
// sin x, √x, e^x, π, √2, i.
//
// All of these are identities wherever the given expression has a value. What grows is bounded first: TooManyTerms,
// TooLarge, NumberTooLarge. Floats are computed with exactly and rounded back. Expressions with ∞ are returned as they
// are. Lists, relations and piecewise values are worked on part by part.
// "A polynomial in x" allows any other subexpression in the coefficients, but none with x in it: else NotPolynomial.
#pragma once

#include "algebra/expression.h"

namespace rumina::algebra {

/// Products and positive integer powers of sums multiplied out, in arguments and exponents too; denominators are
/// multiplied out for themselves and stay beside each term.
Expr expand(const Expr& e);
/// Product of factors that are irreducible over the rationals, where roots and functions count as variables. A numeric
/// content of a sum alone stays in the sum (2x + 2 is canonical).
Expr factor(const Expr& e);
/// Sum of coefficient·x^k by powers of x (a symbol, or a kernel such as sin x), each coefficient multiplied out.
Expr collect(const Expr& e, const Expr& x);
/// The coefficient of x^n, n rational, also negative.
Expr coefficient(const Expr& e, const Expr& x, const Rational& n);
/// Degree of a polynomial in x; -∞ for 0.
Expr degree(const Expr& e, const Expr& x);
Expr leading_coefficient(const Expr& e, const Expr& x);

/// One quotient without common factors, the denominator kept in the factors it was given in.
Expr together(const Expr& e);
/// One quotient without common factors, both parts multiplied out. Common factors over square and higher roots of
/// integers and i are found when the denominator can be made rational by them.
Expr cancel(const Expr& e);
/// Partial fractions in x over the rationals, other symbols as parameters. Unchanged where the algebraic numbers in it
/// make the parts uncertain.
Expr apart(const Expr& e, const Expr& x);
/// Of a product or power as it stands, of a sum brought together.
Expr numerator(const Expr& e);
Expr denominator(const Expr& e);

/// Greatest common divisor of two polynomials (of integers or fractions: of numbers), with the common numeric content;
/// algebraic numbers count as variables.
Expr polynomial_gcd(const Expr& a, const Expr& b);
Expr polynomial_lcm(const Expr& a, const Expr& b);
/// a = quotient·b + remainder as polynomials in x, coefficients rational functions of everything else. DivisionByZero;
/// NotDecided when a leading coefficient may be zero.
Expr polynomial_quotient(const Expr& a, const Expr& b, const Expr& x);
Expr polynomial_remainder(const Expr& a, const Expr& b, const Expr& x);
Expr resultant(const Expr& a, const Expr& b, const Expr& x);
/// OutsideDomain below degree 1.
Expr discriminant(const Expr& a, const Expr& x);

} // namespace rumina::algebra
