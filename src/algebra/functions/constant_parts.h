// Real and imaginary parts of constants, proofs that they are real, and the integers they lie between: what special
// values of many functions need. Constants are expressions without free symbols; everything here is decided by balls and
// exact rules, never by assumptions.
#pragma once

#include <optional>

#include "algebra/expression.h"
#include "base/truth.h"

namespace rumina::algebra {

/// 1 for ∞, -1 for -∞, 0 for everything else.
int infinite_sign(const Expr& e);

/// Whether a constant is a real number. Yes for other expressions when they are real for all complex values (|z|, re z …).
Truth is_real(const Expr& e);

struct Cartesian {
    Expr re, im;
};
/// x and y of a finite constant x + iy, in real expressions; nothing when there is no closed form.
std::optional<Cartesian> cartesian(const Expr& constant);

/// e/i when the coefficient of every term is an exact imaginary number; else none.
Expr without_imaginary_unit(const Expr& e);

/// Floor of a real constant, if it is decided.
std::optional<Integer> decided_floor(const Expr& constant);

/// A real constant angle brought into (-π, π] by a multiple of 2π; none when it is not decided.
Expr principal_angle(const Expr& angle);

} // namespace rumina::algebra
