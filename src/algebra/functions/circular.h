// What circular and hyperbolic functions share: each is a rational function of two numbers, c² + s² = 1 or c² - s² = 1.
#pragma once

#include "algebra/expression.h"

namespace rumina::algebra {

/// Sine and cosine (or sinh and cosh) of some argument; the tangent too where it has a shorter form.
struct SineCosine {
    Expr sine, cosine, tangent;
};

/// The six functions as positions: sine, cosine, tangent, cotangent, secant, cosecant.
enum class Circular : int { Sine, Cosine, Tangent, Cotangent, Secant, Cosecant };

/// The function's value from sine and cosine.
Expr circular_value(Circular f, const SineCosine& parts);

/// sin … csc, sinh … csch.
FunctionId circular_head(Circular f);
FunctionId hyperbolic_head(Circular f);

/// u with f(iy) = u·g(y), g the hyperbolic function of a circular f and the circular of a hyperbolic one: i, 1, i, -i, 1, -i.
Expr imaginary_factor(Circular f);

} // namespace rumina::algebra
