// Expressions that are integers of moderate size.
#pragma once

#include <cstdint>
#include <optional>

#include "algebra/expression.h"

namespace rumina::calculus {

/// e as an integer, when it is one with |e| <= most.
inline std::optional<std::int64_t> integer_value(const algebra::Expr& e, std::int64_t most) {
    if (!e.is_integer() || !e.number().integer().fits_int64()) return std::nullopt;
    const std::int64_t n = e.number().integer().to_int64();
    return n > most || n < -most ? std::nullopt : std::optional(n);
}

} // namespace rumina::calculus
