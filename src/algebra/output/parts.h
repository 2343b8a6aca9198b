// Sums and products taken apart the way people write them: signs, fractions, order. The forms of output share this.
#pragma once

#include <vector>

#include "algebra/expression.h"

namespace rumina::algebra {

/// One term of a displayed sum: ±coefficient·term. A number alone has the term 1.
struct Summand {
    bool negative = false;
    Number coefficient{1}; ///< not negative, unless both its parts are nonzero
    Expr term;
};
/// The terms of an Add, or of a Gaussian number a + bi, in display order. In sums of constants the number comes first
/// and the imaginary parts last; complex coefficients of constants are split into their parts.
std::vector<Summand> displayed_summands(const Expr& sum);

/// A term as a fraction of factors: ±number·[i]·numerator / (divisor·denominator).
struct Fraction {
    bool negative = false;
    Number number{1};    ///< a positive integer or float, or a complex number with both parts
    bool imaginary = false; ///< a factor i
    Number divisor{1};   ///< a positive integer
    /// In display order: e, π, other constants, functions of constants, roots by radicand, sums of constants; then
    /// symbols, functions, sums. Those in the denominator have their exponent's sign changed.
    std::vector<Factor> numerator, denominator;
    std::size_t constants = 0; ///< how many of the numerator's factors are constants; they come first
};
Fraction fraction_of(bool negative, const Number& coefficient, const Expr& term);
/// Of anything that is no Add.
Fraction fraction_of(const Expr& e);

/// Whether a number has a real and an imaginary part.
bool has_two_parts(const Number& n);
/// Arguments in display order where the head does not care for their order (and, or, min, max); else as they are.
std::vector<Expr> displayed_arguments(const Expr& call);

} // namespace rumina::algebra
