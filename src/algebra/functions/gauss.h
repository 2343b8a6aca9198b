// What the parameters of Gauss's function are known to differ by.
#pragma once

#include "algebra/functions/function.h"
#include "number/gauss_integers.h"

namespace rumina::algebra {

/// Of ₂F₁(a, b; c; z), `arguments` = {a, b, c, z}: differences that are integers by structure.
ball::GaussIntegers integer_differences(Arguments arguments);

} // namespace rumina::algebra
