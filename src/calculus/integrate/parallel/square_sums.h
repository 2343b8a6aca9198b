// Polynomials as sums of two squares with constant coefficients: what atan, asin and their relatives are made of.
#pragma once

#include <vector>

#include "calculus/integrate/parallel/differential_field.h"

namespace rumina::calculus {

/// √radicand: a square root of the field, or the product of two.
struct SquareRoot {
    Polynomial radicand;
    Polynomial value; ///< the variable, or the product of two
    Expr unit;        ///< what it stands for
    bool is_product;
};
std::vector<SquareRoot> square_roots(const DifferentialField& field);

/// constant·root²
struct ScaledSquare {
    RationalFunction constant;
    Polynomial root;
};
/// None when some irreducible factor that is not constant has an odd multiplicity, or p = 0.
std::optional<ScaledSquare> scaled_square(const DifferentialField& field, const Polynomial& p);

/// p = a·A² + b·B² with constants a and b.
struct SquareSum {
    RationalFunction a, b;
    Polynomial A, B;
};
/// By completing the square in one variable's powers.
std::vector<SquareSum> square_sums(const DifferentialField& field, const Polynomial& p);
/// With B = q: b such that the leading or the last coefficient in some variable goes away.
std::vector<SquareSum> square_sums_with(const DifferentialField& field, const Polynomial& p, const Polynomial& q);

} // namespace rumina::calculus
