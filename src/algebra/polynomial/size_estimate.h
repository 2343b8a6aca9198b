// Bounds of the size of a polynomial before it is made. Terms are bounded in three ways, of which the smallest counts:
// by counting products of terms, by the box of the degrees, and by the monomials up to the total degree.
#pragma once

#include <span>
#include <string_view>

#include "algebra/polynomial/multivariate.h"

namespace rumina::algebra {

/// The bounds are often several times too large, so a bound counts as too large only this many times past the limit;
/// the result itself is checked when it is there.
inline constexpr double kEstimateSlack = 8;

/// Number of monomials of these degrees and total degree, at most.
double monomials_within(std::span<const std::int64_t> degrees, std::int64_t total_degree);

void require_product(std::string_view operation, const Polynomial& a, const Polynomial& b);
void require_power(std::string_view operation, const Polynomial& a, std::uint64_t n);
void require_composition(std::string_view operation, const Polynomial& outer, std::span<const Polynomial> images);
/// Of a resultant in one variable, by Bézout's bound of the degrees and by its terms as a form in the coefficients; returns the
/// bound of its terms.
double require_resultant(std::string_view operation, const Polynomial& a, const Polynomial& b, std::size_t variable);

} // namespace rumina::algebra
