// Rigorous values of expressions at points: the tree evaluated in complex balls.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "algebra/expression.h"
#include "number/ball.h"

namespace rumina::algebra {

/// Values for free symbols.
using Point = std::vector<std::pair<Expr, Ball>>;

/// A ball that holds e at the point, at `precision` bits of working precision: what is lost on the way widens the ball.
/// Not finite where a symbol has no value, at poles, and where a function has no rigorous evaluator.
/// Cost: one evaluation for each distinct node.
Ball enclose_at(const Expr& e, const Point& point, std::int64_t precision);

Ball ball_of(const Number& number, std::int64_t precision);

/// The value of one node from those of its parts (in the order of for_each_child).
Ball enclose_node(const Expr& e, std::span<const Ball> parts, const Point& point, std::int64_t precision);

} // namespace rumina::algebra
