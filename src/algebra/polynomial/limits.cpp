// Size limits of polynomials, and their refusals.
#include "algebra/polynomial/limits.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "diagnostics/diagnostic.h"
#include "number/real.h"

namespace rumina::algebra {

namespace {
/// A large estimate as people read it: "135751", "3.2e+27".
std::string estimate_text(double value) {
    if (value < 1e15) return std::to_string(static_cast<std::int64_t>(value));
    return fmt::format("{:.1e}", value);
}
} // namespace

PolynomialLimits& polynomial_limits() {
    thread_local PolynomialLimits limits;
    return limits;
}

void require_terms(std::string_view operation, double terms) {
    if (terms > polynomial_limits().max_terms)
        fail(DiagnosticId::TooManyTerms, fmt::format("the result of `{}`", operation), estimate_text(terms),
             estimate_text(polynomial_limits().max_terms));
}

void require_coefficient_bits(std::string_view operation, double bits) {
    if (bits > polynomial_limits().max_bits)
        fail(DiagnosticId::TooLarge, fmt::format("the result of `{}`, with {} bytes of coefficients,", operation, estimate_text(bits / 8)),
             fmt::format("{} bytes", estimate_text(polynomial_limits().max_bits / 8)));
}

void require_dense_degree(std::string_view operation, std::int64_t degree) {
    if (degree > polynomial_limits().max_dense_degree)
        fail(DiagnosticId::TooLarge, fmt::format("a polynomial of degree {} in `{}`", degree, operation),
             fmt::format("degree {}", polynomial_limits().max_dense_degree));
}

double log2_binomial(double n, double k) {
    constexpr double kLog2OfE = 1.44269504088896340736;
    k = std::min(k, n - k);
    if (k <= 0) return 0;
    // Below 60 factors a product is more accurate than a difference of large logarithms.
    if (k < 60) {
        double result = 0;
        for (double i = 1; i <= k; ++i) result += std::log2((n - k + i) / i);
        return result;
    }
    return kLog2OfE * (real::lgamma(n + 1) - real::lgamma(k + 1) - real::lgamma(n - k + 1));
}

} // namespace rumina::algebra
