// Commands on polynomials reach into lists, relations and conditions.
#pragma once

#include <optional>
#include <vector>

#include "algebra/expression.h"

namespace rumina::algebra {

inline bool is_container(const Expr& e) {
    if (!e.is(NodeKind::Function)) return false;
    switch (e.function_id()) {
    case FunctionId::Equal:
    case FunctionId::Unequal:
    case FunctionId::Less:
    case FunctionId::LessEqual:
    case FunctionId::And:
    case FunctionId::Or:
    case FunctionId::Not:
    case FunctionId::Piecewise:
    case FunctionId::List: return true;
    default: return false;
    }
}

/// The container with f applied to its parts; none when e is no container.
template <typename F>
std::optional<Expr> part_by_part(const Expr& e, F f) {
    if (!is_container(e)) return std::nullopt;
    std::vector<Expr> parts;
    for (const Expr& a : e.arguments()) parts.push_back(f(a));
    return apply_function(e.function_id(), parts);
}

} // namespace rumina::algebra
