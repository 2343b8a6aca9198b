// Factors of the homogeneous binomial p·s^n + q·t^n over the rationals, without the general factoriser where cyclotomic
// polynomials give them: s^n - t^n is the product of Φ_d(s, t) over the divisors d of n.
#pragma once

#include <utility>
#include <vector>

#include "algebra/polynomial/univariate.h"
#include "number/integer.h"

namespace rumina::algebra {

/// p·u^n + q for coprime nonzero p and q, n >= 1: its irreducible factors, primitive with positive leading coefficient.
/// Their product is p·u^n + q up to sign.
std::vector<UnivariatePolynomial> factor_binomial(const Integer& p, const Integer& q, std::uint64_t n);

} // namespace rumina::algebra
