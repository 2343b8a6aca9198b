// Sums in closed form: Σ_{k=a}^{b} f(k) and indefinite ones.
#pragma once

#include <cstdint>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// S with S(k + 1) - S(k) = f(k), for polynomials, exponentials times polynomials, rational functions (with polygamma
/// functions), hypergeometric terms, waves times exponentials, logarithms; none when no method finds one. Checked at points.
/// [Gosper 1978]; [Petkovšek, Wilf & Zeilberger 1996] ch. 5; [Graham, Knuth & Patashnik 1994] 2.6
Expr indefinite_sum(const Expr& f, const Expr& k);

struct SumResult {
    enum class Kind : std::uint8_t { Value, Diverges, NotFound };
    Kind kind = Kind::NotFound;
    Expr value; ///< with Diverges ±∞, or none where the partial sums do not settle
};

/// The sum over k = from, from + 1, …, to; from may be -∞ and to may be ∞. Symbols in finite ends stand for integers with
/// from <= to, or from == to + 1 with symbols that are not negative. Finite sums by indefinite sums, and by creative telescoping for sums of binomial coefficients; the value
/// is compared with direct sums for small ends, and piecewise where the smallest differ. Infinite sums: hypergeometric and
/// power series, rational terms by polygamma functions, Fourier series, limits of indefinite sums; compared with a
/// rigorous enclosure where there is one; piecewise where convergence depends on a parameter.
/// errors   DivisionByZero for a rational term with a pole in the range of an infinite sum
SumResult find_sum(const Expr& f, const Expr& k, const Expr& from, const Expr& to);

} // namespace rumina::calculus
