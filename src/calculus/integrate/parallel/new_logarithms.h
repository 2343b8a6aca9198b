// Functions outside the field that an antiderivative may need: by Liouville's theorem logarithms, here with their real
// forms. Which ones: the irreducible factors of the denominator, their quadratic forms (atan, atanh), and the radicands
// of square roots (asin, asinh, logarithms of u + √P).
#pragma once

#include <vector>

#include "calculus/integrate/parallel/differential_field.h"

namespace rumina::calculus {

/// value' = derivative, whatever the branches are; `shorter` is a form that holds on some of them only.
struct NewFunction {
    Expr value;
    RationalFunction derivative;
    Expr shorter; ///< none: value is the only form
};

/// For the irreducible factors of the integrand's denominator that are not constant.
std::vector<NewFunction> new_logarithms(const DifferentialField& field, const std::vector<Polynomial>& factors);

} // namespace rumina::calculus
