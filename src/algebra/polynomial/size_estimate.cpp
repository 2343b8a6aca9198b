// Bounds of polynomial sizes. All counts are doubles: an overflow is infinite, and refused.
#include "algebra/polynomial/size_estimate.h"

#include <algorithm>
#include <cmath>

#include "algebra/polynomial/limits.h"
#include "diagnostics/diagnostic.h"
#include "number/size_limit.h"

namespace rumina::algebra {

namespace {

double log2_of(double value) { return value <= 1 ? 0 : std::log2(value); }

void require_degree(std::string_view operation, double degree) {
    if (degree >= static_cast<double>(kLargestExponent))
        fail(DiagnosticId::TooLarge, fmt::format("the degree of the result of `{}`", operation), kLargestExponent);
}

/// Refuses a result of at most `terms` terms whose coefficients have about `bits` bits each.
void require_size(std::string_view operation, double terms, double bits) {
    require_terms(operation, terms / kEstimateSlack);
    require_bits(operation, static_cast<std::uint64_t>(std::min(bits, 1e18)));
    require_coefficient_bits(operation, terms * bits / kEstimateSlack);
}

double content_bits(const Polynomial& a) {
    Rational content = a.content();
    return static_cast<double>(std::max(content.numerator().bits(), content.denominator().bits()));
}

} // namespace

double monomials_within(std::span<const std::int64_t> degrees, std::int64_t total_degree) {
    double box = 0;
    int used = 0;
    for (std::int64_t d : degrees)
        if (d > 0) box += std::log2(static_cast<double>(d) + 1), ++used;
    double simplex = log2_binomial(static_cast<double>(std::max<std::int64_t>(total_degree, 0)) + used, used);
    return std::exp2(std::min(box, simplex));
}

void require_product(std::string_view operation, const Polynomial& a, const Polynomial& b) {
    double products = static_cast<double>(a.terms()) * static_cast<double>(b.terms());
    double shorter = static_cast<double>(std::min(a.terms(), b.terms()));
    double bits = static_cast<double>(a.coefficient_bits() + b.coefficient_bits()) + log2_of(shorter);
    if (products < 1e5 && bits < 1e4 && content_bits(a) + content_bits(b) < 1e4 && a.total_degree() + b.total_degree() < (std::int64_t{1} << 39)) return;
    std::vector<std::int64_t> degrees = a.degrees(), others = b.degrees();
    int used = 0;
    for (std::size_t i = 0; i < degrees.size(); ++i) {
        degrees[i] += others[i];
        used += degrees[i] > 0;
        require_degree(operation, static_cast<double>(degrees[i]));
    }
    double terms = std::min(products, monomials_within(degrees, a.total_degree() + b.total_degree()));
    require_bits(operation, static_cast<std::uint64_t>(content_bits(a) + content_bits(b)));
    require_size(operation, terms, bits);
    // One variable is multiplied densely, in much less than a step for each product.
    if (used > 1 && products > polynomial_limits().max_products)
        fail(DiagnosticId::TooLarge, fmt::format("a product of {} and {} terms", a.terms(), b.terms()),
             fmt::format("{:.0e} products of terms", polynomial_limits().max_products));
}

void require_power(std::string_view operation, const Polynomial& a, std::uint64_t n) {
    double times = static_cast<double>(n);
    std::vector<std::int64_t> degrees = a.degrees();
    for (std::int64_t& d : degrees) {
        require_degree(operation, static_cast<double>(d) * times);
        d *= static_cast<std::int64_t>(n);
    }
    require_degree(operation, static_cast<double>(a.total_degree()) * times);
    double count = static_cast<double>(a.terms());
    double multinomial = std::exp2(log2_binomial(count + times - 1, times));
    double terms = std::min(multinomial, monomials_within(degrees, a.total_degree() * static_cast<std::int64_t>(n)));
    // |coefficient| <= (Σ |c|)^n
    double bits = times * (static_cast<double>(a.coefficient_bits()) + log2_of(count));
    require_bits(operation, static_cast<std::uint64_t>(std::min(times * content_bits(a), 1e18)));
    if (count == 1) bits = times * static_cast<double>(a.coefficient_bits());
    require_size(operation, terms, bits);
}

void require_composition(std::string_view operation, const Polynomial& outer, std::span<const Polynomial> images) {
    if (images.empty() || outer.is_constant()) return;
    const std::size_t variables = images[0].ring().variables();
    std::vector<std::int64_t> outer_degrees = outer.degrees();
    std::vector<double> degrees(variables, 0);
    double total = 0, bits = static_cast<double>(outer.coefficient_bits());
    for (std::size_t i = 0; i < images.size(); ++i) {
        double times = static_cast<double>(std::max<std::int64_t>(outer_degrees[i], 0));
        if (times == 0 || images[i].is_zero()) continue;
        std::vector<std::int64_t> image = images[i].degrees();
        for (std::size_t v = 0; v < variables; ++v) degrees[v] += times * static_cast<double>(image[v]);
        total += times * static_cast<double>(images[i].total_degree());
        bits += times * (static_cast<double>(images[i].coefficient_bits()) + 2 * content_bits(images[i]) + log2_of(static_cast<double>(images[i].terms())));
    }
    std::vector<std::int64_t> bounded;
    for (double d : degrees) {
        require_degree(operation, d);
        bounded.push_back(static_cast<std::int64_t>(d));
    }
    require_degree(operation, total);
    // Σ over the outer terms of the products of powers of the images
    double by_terms = 0;
    std::vector<std::uint64_t> exps(outer.ring().variables());
    for (std::size_t i = 0; i < outer.terms(); ++i) {
        outer.exponents(i, exps);
        double log_terms = 0;
        for (std::size_t v = 0; v < exps.size(); ++v)
            if (exps[v] > 0 && images[v].terms() > 1)
                log_terms += log2_binomial(static_cast<double>(images[v].terms()) + static_cast<double>(exps[v]) - 1, static_cast<double>(exps[v]));
        by_terms += std::exp2(log_terms);
    }
    require_size(operation, std::min(by_terms, monomials_within(bounded, static_cast<std::int64_t>(total))), bits);
}

double require_resultant(std::string_view operation, const Polynomial& a, const Polynomial& b, std::size_t variable) {
    if (a.is_zero() || b.is_zero()) return 0;
    double m = static_cast<double>(a.degree(variable)), n = static_cast<double>(b.degree(variable));
    require_dense_degree(operation, std::max(a.degree(variable), b.degree(variable)));
    std::vector<std::int64_t> first = a.degrees(), second = b.degrees(), degrees;
    for (std::size_t i = 0; i < first.size(); ++i) {
        double d = i == variable ? 0 : n * static_cast<double>(first[i]) + m * static_cast<double>(second[i]);
        require_degree(operation, d);
        degrees.push_back(static_cast<std::int64_t>(d));
    }
    double total = static_cast<double>(a.total_degree()) * static_cast<double>(b.total_degree());
    require_degree(operation, total);
    // Hadamard's bound of Sylvester's matrix
    double bits = n * (static_cast<double>(a.coefficient_bits()) + log2_of(static_cast<double>(a.terms()))) +
                  m * (static_cast<double>(b.coefficient_bits()) + log2_of(static_cast<double>(b.terms())));
    // It is a form of degree n in the coefficients of a and of degree m in those of b.
    const double by_terms = log2_binomial(static_cast<double>(a.terms()) + n - 1, n) + log2_binomial(static_cast<double>(b.terms()) + m - 1, m);
    const double terms = std::min(monomials_within(degrees, static_cast<std::int64_t>(total)), std::exp2(by_terms));
    require_size(operation, terms, bits);
    return terms;
}

} // namespace rumina::algebra
