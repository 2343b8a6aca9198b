// Tails of integrands that oscillate and fall slowly.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// ∫_from^∞ f dx = Σ ∫_0^∞ g ds + Σ ∫_from^∞ h dx, where the g fall like e^(-ωs).
struct TurnedTail {
    std::vector<Expr> rotated; ///< integrands in s over (0, ∞), complex
    std::vector<Expr> plain;   ///< the h, without waves
    Expr from;                 ///< not below the m asked for
};

/// For f = Σ R(x)·x^α·e^(iωx), R rational and R·x^α vanishing at infinity: where R has no poles beyond m, each wave is
/// integrated along m + is (Jordan's lemma). Sines and cosines of c·x^n + d with one n > 1 first become linear by x = u^(1/n);
/// then `plain` is empty. Nothing for others.
/// [Henrici 1974] 4.8
std::optional<TurnedTail> turned_tail(const Expr& f, const Expr& x, const Expr& s, std::int64_t m);

/// Whether f has sines, cosines or the like of arguments that grow without bound: quadrature far out is hopeless.
bool oscillates_far_out(const Expr& f, const Expr& x);

} // namespace rumina::calculus
