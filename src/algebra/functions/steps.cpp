// Heaviside's step and Dirac's delta, for real arguments.
#include <cstdint>
#include <limits>

#include "algebra/functions/ball_adapter.h"
#include "algebra/functions/constant_parts.h"
#include "algebra/functions/registry.h"
#include "algebra/numeric.h"
#include "diagnostics/diagnostic.h"

namespace rumina::algebra {
namespace {

/// Sign of a constant; nothing for other expressions or when it is not decided. What is not real is a DomainError.
std::optional<int> sign_at(FunctionId self, const Expr& x) {
    if (int direction = infinite_sign(x)) return direction;
    if (!x.is_constant() || x.has_infinity()) return std::nullopt;
    if (is_real(x) == Truth::No) fail(DiagnosticId::OutsideDomain, fmt::format("`{}`", name_of(self)), "complex numbers");
    return sign_of(x);
}

Expr heaviside_special(Arguments a) {
    std::optional<int> sign = sign_at(FunctionId::Heaviside, a[0]);
    if (!sign) return Expr();
    return *sign < 0 ? Expr(0) : *sign > 0 ? Expr(1) : half();
}

Expr heaviside_derivative(Arguments a, std::size_t) { return apply_function(FunctionId::DiracDelta, a); }
double heaviside_double(double x) { return x < 0 ? 0 : x > 0 ? 1 : 0.5; }

Expr delta_special(Arguments a) {
    std::optional<int> sign = sign_at(FunctionId::DiracDelta, a[0]);
    return sign && *sign != 0 ? Expr(0) : Expr();
}

Ball delta_ball(std::span<const Ball> a, std::int64_t) {
    return a[0].is_finite() && a[0].is_real() && a[0].nonzero() ? Ball(0) : Ball::indeterminate();
}

constexpr Function kFunctions[] = {
    {
        .id = FunctionId::Heaviside, .latex = "\\theta", .special = heaviside_special, .derivative = heaviside_derivative,
        .evaluate = ball_unary<ball::heaviside>, .evaluate_double = heaviside_double, .conjugation = Conjugation::Everywhere,
        .branch = "for real arguments; 1/2 at 0", .source = "DLMF 1.16.13",
    },
    {
        .id = FunctionId::DiracDelta, .latex = "\\delta", .parity = Parity::Even, .special = delta_special, .evaluate = delta_ball,
        .conjugation = Conjugation::Everywhere, .branch = "for real arguments; no value at 0", .source = "DLMF 1.17.1",
    },
};

} // namespace

FunctionRecords step_functions() { return kFunctions; }

} // namespace rumina::algebra
