// Whether Σ f(k) converges.
#pragma once

#include <cstdint>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

enum class Convergence : std::uint8_t { Converges, Diverges, Unknown };

/// Of Σ f(k) to ∞. Hypergeometric terms: ratio and Gauss's test. (-1)^k·g, and cos or sin of a·k + b times g: Leibniz's and
/// Dirichlet's tests, where g is made of exponentials, logarithms and roots, so that it is monotonic at last [Hardy 1910].
/// Others by their leading term, compared with k^-s and 1/(k·log(k)^s). Unknown where a parameter decides. [Knopp 1951] 35-39
Convergence convergence_of(const Expr& f, const Expr& k);

/// -1 or 1 when all terms are of that sign from some k on, f without other symbols; 0 when that is not known.
int late_sign(const Expr& f, const Expr& k);

/// Whether it is known that a < b.
bool is_less(const Expr& a, const Expr& b);

/// f = (-1)^k·g with a sign of -1, or f = g with 1.
struct SignedTerm {
    Expr rest;
    int sign = 1;
};
SignedTerm without_sign(const Expr& f, const Expr& k);

} // namespace rumina::calculus
