// Terms of sums and products, one by one.
#pragma once

#include <cstdint>

#include "algebra/enclosure.h"

namespace rumina::calculus {

using algebra::Expr;
using algebra::Point;

/// As many are added up, or multiplied, at most before what is left must be bounded.
constexpr std::int64_t kMostTerms = 20000;

/// f(index), the other symbols at the point.
Ball term_at(const Expr& f, const Expr& k, std::int64_t index, const Point& point, std::int64_t precision);
/// Σ_{k=from}^{to-1} f(k); it may be left in between, see poll_work.
Ball partial_sum(const Expr& f, const Expr& k, std::int64_t from, std::int64_t to, const Point& point, std::int64_t precision);
/// Π likewise.
Ball partial_product(const Expr& f, const Expr& k, std::int64_t from, std::int64_t to, const Point& point, std::int64_t precision);

} // namespace rumina::calculus
