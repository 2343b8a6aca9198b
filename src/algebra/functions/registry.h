// The families of functions: each file of functions/ gives the records of one.
#pragma once

#include <span>

#include "algebra/functions/function.h"

namespace rumina::algebra {

using FunctionRecords = std::span<const Function>;

FunctionRecords elementary_functions();     ///< log
FunctionRecords complex_part_functions();   ///< abs sign re im arg conj
FunctionRecords rounding_functions();       ///< floor ceil mod min max real_root
FunctionRecords trigonometric_functions();
FunctionRecords inverse_trigonometric_functions();
FunctionRecords hyperbolic_functions();
FunctionRecords inverse_hyperbolic_functions();
FunctionRecords gamma_functions();          ///< factorial, binomial, gamma and relatives
FunctionRecords integral_functions();       ///< erf, Ei, Si, Ci, li, Fresnel
FunctionRecords zeta_functions();
FunctionRecords bessel_functions();         ///< and Airy
FunctionRecords elliptic_functions();
FunctionRecords hypergeometric_functions(); ///< and Lambert's W
FunctionRecords orthogonal_polynomials();
FunctionRecords step_functions();
FunctionRecords relation_functions();       ///< relations, and/or/not, piecewise
FunctionRecords root_functions();           ///< roots of polynomials and sums over them
FunctionRecords form_functions();           ///< unevaluated derivatives, integrals, sums, limits; applied symbols, lists

} // namespace rumina::algebra
