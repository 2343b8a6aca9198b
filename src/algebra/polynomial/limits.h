// How large a polynomial may become. Every operation that can grow estimates its result first and refuses what would
// pass the limit, so that (x + y + z)^5000 is answered at once and not by the end of memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rumina::algebra {

/// Per thread; set by the engine from its Limits.
struct PolynomialLimits {
    double max_terms = 1e6;       ///< terms of a result
    double max_bits = 4e9;        ///< of all coefficients of a result together
    double max_products = 2e10;   ///< coefficient products of one multiplication
    std::int64_t max_dense_degree = 1'000'000; ///< degree in one variable where an algorithm needs dense storage
};
PolynomialLimits& polynomial_limits();

/// TooManyTerms when an operation would give about `terms` terms, more than the limit.
void require_terms(std::string_view operation, double terms);
/// TooLarge when the coefficients of a result would need about `bits` bits together.
void require_coefficient_bits(std::string_view operation, double bits);
/// TooLarge when an algorithm would store a polynomial of that degree densely.
void require_dense_degree(std::string_view operation, std::int64_t degree);

/// Units of work (algebra/work_budget.h) of factoring a polynomial of that degree, about.
inline std::size_t work_of_factoring(std::int64_t degree) { return 4 * static_cast<std::size_t>(degree) * static_cast<std::size_t>(degree) + 100; }

/// log2 of the binomial coefficient n over k, for real n >= k >= 0; accurate to a few units of the sixth digit.
double log2_binomial(double n, double k);

} // namespace rumina::algebra
