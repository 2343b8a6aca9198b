// Simplification: other forms of an expression, and the choice of the simplest. Every transformation is an identity under
// the assumptions in force; undeclared symbols are taken for real (MATHEMATICS.md section 2).
#pragma once

#include "algebra/expression.h"

namespace rumina::algebra {

/// What simplify makes smaller: leaves of the tree, long numbers by their digits, heads and roots counted a little
/// more than sums and products, denominators that could be avoided likewise. [Carette 2004]
std::uint64_t simplicity_cost(const Expr& e);

/// The simplest form found: never one of higher cost, 0 when e is proved to be zero, and itself when called again.
/// Works on deterministic fuel; what is left when it ends is the best so far.
Expr simplify(const Expr& e);

// ── families, each an identity of its own ──
/// sin, cos, tan of sums and of integer multiples as polynomials in the functions of the parts; hyperbolic likewise.
Expr trigexpand(const Expr& e);
/// Products and powers of sin and cos as sums of sines and cosines of sums, sinh and cosh likewise. [Fu, Zhong & Zeng 2006]
Expr trigreduce(const Expr& e);
/// sin² + cos² = 1 and its relatives, tan, sec … as quotients where that is shorter.
Expr trigsimp(const Expr& e);
/// Logarithms of products and powers as sums, where the assumptions allow it: log(x²y) = 2·log|x| + log y for y > 0.
Expr logexpand(const Expr& e);
/// Sums of logarithms as one logarithm where the arguments are positive.
Expr logcombine(const Expr& e);
/// Powers of powers and of products joined where the assumptions allow it: √(x²) = |x|, √x·√y = √(xy) for x, y >= 0.
Expr powsimp(const Expr& e);
/// Square roots in denominators brought to the numerator.
Expr radsimp(const Expr& e);
/// Nested square roots of constants as sums of square roots. [Borodin, Fagin, Hopcroft & Tompa 1985]
Expr sqrtdenest(const Expr& e);

} // namespace rumina::algebra
