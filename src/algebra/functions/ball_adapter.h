// Functions on balls in the shape a record wants.
#pragma once

#include <cstdint>
#include <span>

#include "number/ball_functions.h"

namespace rumina::algebra {

template <Ball (*F)(const Ball&, std::int64_t)>
Ball ball_unary(std::span<const Ball> a, std::int64_t precision) {
    return F(a[0], precision);
}
template <Ball (*F)(const Ball&, const Ball&, std::int64_t)>
Ball ball_binary(std::span<const Ball> a, std::int64_t precision) {
    return F(a[0], a[1], precision);
}
template <Ball (*F)(const Ball&, const Ball&, const Ball&, std::int64_t)>
Ball ball_ternary(std::span<const Ball> a, std::int64_t precision) {
    return F(a[0], a[1], a[2], precision);
}

} // namespace rumina::algebra
