// Definite integrals.
#pragma once

#include <cstdint>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

struct DefiniteResult {
    enum class Kind : std::uint8_t { Value, Diverges, NotFound };
    Kind kind = Kind::NotFound;
    Expr value; ///< with Diverges ±∞ where that is the value, else none
    Expr at;    ///< with Diverges the point, when it is known
};

/// ∫_a^b f dx for real a, b (or ±∞), over the real line. By Mellin-type tables, symmetry, residues, and antiderivatives made
/// continuous: the interval is split at every pole, zero under a root and jump of f and of its antiderivative, with
/// one-sided limits there. An answer agrees with a rigorous numerical integral on the parts between these points, to 20
/// digits; without parameters it does not contradict the rigorous value of the whole integral (improper.h), where that is
/// found. principal_value: poles inside are taken symmetrically.
/// [Jeffrey & Rich 1994]; [Gradshteyn & Ryzhik 2015] 3
DefiniteResult definite_integral(const Expr& f, const Expr& x, const Expr& a, const Expr& b, bool principal_value = false);

} // namespace rumina::calculus
