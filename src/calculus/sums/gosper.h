// Gosper's algorithm for indefinite sums of hypergeometric terms.
#pragma once

#include <optional>
#include <vector>

#include "algebra/expression.h"

namespace rumina::calculus {

using algebra::Expr;

/// ratio = p(k+1)/p(k)·q(k)/r(k+1), with q(k) and r(k + j) coprime for all integers j >= 1.
struct GosperForm {
    Expr p, q, r;
};
std::optional<GosperForm> gosper_form(const Expr& ratio, const Expr& k);

/// The polynomial y with p(k) = q(k)·y(k+1) - r(k)·y(k); p may be linear in `unknowns`, whose values come out too.
std::optional<Expr> gosper_polynomial(const Expr& p, const Expr& q, const Expr& r, const Expr& k, std::vector<Expr> unknowns,
                                      std::vector<Expr>& values);

/// The rational function R for which S = R·f has S(k + 1) - S(k) = f(k); none when there is no such.
Expr gosper_certificate(const Expr& f, const Expr& k);
/// S itself.
Expr gosper_sum(const Expr& f, const Expr& k);

} // namespace rumina::calculus
