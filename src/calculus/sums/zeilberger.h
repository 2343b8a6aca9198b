// Definite sums of terms that are hypergeometric in two variables, by creative telescoping.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// Σ_j a_j(n)·f(n + j, k) = G(n, k + 1) - G(n, k) with G = certificate·f.
struct Telescoper {
    std::vector<Expr> coefficients; ///< a_0, …, a_J: polynomials in n, free of k
    Expr certificate;               ///< a rational function of n and k
};
/// The first one of an order up to `highest`. The identity is checked by normal forms. [Zeilberger 1991]
std::optional<Telescoper> find_telescoper(const Expr& f, const Expr& k, const Expr& n, std::int64_t highest);

/// What a recurrence suggests for a sum.
struct TelescopedValues {
    std::vector<Expr> values;
    std::int64_t last_special = 0; ///< the last n that is not reached by the recurrence, or by the identity behind it
};

/// Σ_{k=from}^{to} f(n, k), where an end contains the symbol n: a recurrence for the sum from a telescoper, with what the ends
/// contribute, and its solution: of the first order by products and Gosper's sums, of higher order by hypergeometric
/// solutions of the homogeneous equation. Constants are taken from direct sums, from different n on: the recurrence may not
/// hold for the smallest. The caller compares the values with direct sums. [Petkovšek, Wilf & Zeilberger 1996] ch. 6, 8
TelescopedValues zeilberger_sums(const Expr& f, const Expr& k, const Expr& from, const Expr& to, const Expr& n);

} // namespace rumina::calculus
