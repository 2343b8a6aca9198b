// Integrands that are functions of the sine and cosine of one linear argument.
#pragma once

#include <optional>

#include "calculus/shorthand.h"

namespace rumina::calculus {

enum class Kind : std::uint8_t { Circular, Hyperbolic };

/// One of the six functions of the kind.
bool is_wave(const Expr& e, Kind kind);

/// The argument v = slope·x + … that all functions of the kind have in common, multiples written out in f.
struct OneArgument {
    Expr f, v, slope;
};
/// None when there is no such argument, or no such function with x in it.
std::optional<OneArgument> one_argument(Expr f, const Expr& x, Kind kind);

/// f of one argument with s for the sine and c for the cosine.
Expr in_sine_and_cosine(const OneArgument& one, Kind kind, const Expr& s, const Expr& c);

} // namespace rumina::calculus
