// Special functions outside the field that an antiderivative may need, one for each exponential or logarithm and each
// factor of the denominator: Ei, li and the error functions. [Cherry 1985, 1986]
#pragma once

#include <vector>

#include "calculus/integrate/parallel/new_logarithms.h"

namespace rumina::calculus {

std::vector<NewFunction> new_special_functions(const DifferentialField& field, const std::vector<Polynomial>& factors);

} // namespace rumina::calculus
