// Writing an expression in terms of a chosen function: sines as exponentials, factorials as gamma functions, |x| by cases.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "algebra/expression.h"

namespace rumina::algebra {

/// The expression with all that can be written by the function `target` written so; the rest stays. Identities that hold
/// at every complex point, cuts included; |x|, sign, heaviside, min and max are rewritten where their arguments are real
/// (undeclared symbols are taken for real). None for an unknown target. [DLMF 4.14, 4.23, 4.28, 4.37, 5.12, 9.6, 10.2, 10.27]
std::optional<Expr> rewrite(const Expr& e, std::string_view target);
/// All targets, for messages.
std::string rewrite_targets();

// ── the families ──
namespace rewriting {
Expr by_exponentials(const Expr& e);
Expr by_sines(const Expr& e);
Expr by_cosines(const Expr& e);
Expr by_tangents(const Expr& e);
Expr by_hyperbolic_sines(const Expr& e);
Expr by_hyperbolic_cosines(const Expr& e);
Expr by_hyperbolic_tangents(const Expr& e);
Expr by_logarithms(const Expr& e);
Expr by_roots(const Expr& e);
Expr by_conjugates(const Expr& e);
Expr by_absolute_values(const Expr& e);
Expr by_signs(const Expr& e);
Expr by_steps(const Expr& e);
Expr by_minima(const Expr& e);
Expr by_maxima(const Expr& e);
Expr by_cases(const Expr& e);
Expr by_gamma(const Expr& e);
Expr by_factorials(const Expr& e);
Expr by_binomials(const Expr& e);
Expr by_beta(const Expr& e);
Expr by_error_function(const Expr& e);
Expr by_complementary_error_function(const Expr& e);
Expr by_exponential_integral(const Expr& e);
Expr by_bessel_j(const Expr& e);
Expr by_bessel_y(const Expr& e);
Expr by_bessel_i(const Expr& e);

// The identities of one node alone, for whoever chooses the nodes himself; none for any other node.
/// A circular or hyperbolic function by exponentials.
std::optional<Expr> function_by_exponentials(const Expr& node);
/// An inverse circular or hyperbolic function by logarithms and roots.
std::optional<Expr> inverse_by_logarithms(const Expr& node);
} // namespace rewriting

} // namespace rumina::algebra
