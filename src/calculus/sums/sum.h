// Sums in closed form: Σ_{k=a}^{b} f(k) and indefinite ones.
#pragma once

#include <cstdint>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// S with S(k + 1) - S(k) = f(k), for polynomials, exponentials times polynomials, rational functions (with polygamma
/// functions) and hypergeometric terms; none when no method finds one. The difference is checked.
/// [Gosper 1978]; [Petkovšek, Wilf & Zeilberger 1996] ch. 5; [Graham, Knuth & Patashnik 1994] 2.6 for Faulhaber's sums
Expr indefinite_sum(const Expr& f, const Expr& k);

struct SumResult {
    enum class Kind : std::uint8_t { Value, Diverges, NotFound };
    Kind kind = Kind::NotFound;
    Expr value; ///< with Diverges ±∞, or none where the partial sums do not settle
};

/// The sum over k = from, from + 1, …, to; `to` may be ∞. By indefinite sums, known power series, zeta values, and for
/// sums of binomial coefficients over 0 … n Zeilberger's recurrence of first order. Values are compared with partial sums.
/// DivisionByZero when a term has a denominator that is 0; not found where the symbolic end decides that.
SumResult find_sum(const Expr& f, const Expr& k, const Expr& from, const Expr& to);

/// The product likewise, of rational functions of k and powers; none when nothing is found.
Expr find_product(const Expr& f, const Expr& k, const Expr& from, const Expr& to);

} // namespace rumina::calculus
