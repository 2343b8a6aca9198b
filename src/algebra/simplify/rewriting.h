// What the families of rules share: rewriting of powers wherever they stand, alone or as factors of a product.
#pragma once

#include <functional>
#include <optional>

#include "algebra/expression.h"

namespace rumina::algebra {

/// Rebuilds e bottom-up; f(base, exponent) may give another form of each power (exponent 1 for plain factors that are
/// functions), none to keep it.
using PowerRule = std::function<std::optional<Expr>(const Expr& base, const Expr& exponent)>;
Expr rewrite_powers(const Expr& e, const PowerRule& f);
/// The same from the top: f is asked about every part that is no product (exponent 1 where it is no power) and about the
/// factors of products; what it gives is not looked at again.
Expr replace_powers(const Expr& e, const PowerRule& f);

/// Rebuilds e bottom-up with f applied to every product, power and function; terms of sums are such nodes too.
Expr rewrite_nodes(const Expr& e, const std::function<std::optional<Expr>(const Expr&)>& f);

// ── candidates of simplify without a name in the language ──
/// Hyperbolic functions by exponentials; circular ones stay.
Expr hyperbolic_by_exponentials(const Expr& e);
/// e^u = cosh u + sinh u, e^(iu) = cos u + i·sin u, cancelled.
Expr exponentials_by_functions(const Expr& e);
/// e^u = (1 + tanh(u/2))/(1 - tanh(u/2)), cancelled.
Expr exponentials_by_tangents(const Expr& e);
/// |u + iv| = √(u² + v²) for real u and v; max and min of two real values by |u - v|.
Expr moduli_by_parts(const Expr& e);
/// acos u = π/2 - asin u; atan(1/u) = ±π/2 - atan u beside atan u where the sign of u is known.
Expr join_inverses(const Expr& e);
/// asinh, acosh and atanh by logarithms and roots.
Expr inverses_by_logarithms(const Expr& e);
/// What integers do in arguments: sin(u + πn) = (-1)^n·sin u, e^(2πin) = 1, (-1)^(2n) = 1.
Expr drop_periods(const Expr& e);
/// sin u/cos u = tan u and its relatives, in products.
Expr by_tangents(const Expr& e);

} // namespace rumina::algebra
