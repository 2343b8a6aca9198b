// Greatest common divisors, contents, resultants and discriminants of polynomials in several variables.
#include <algorithm>
#include <cmath>

#include "base/assert.h"
#include "diagnostics/diagnostic.h"

#include "algebra/polynomial/limits.h"
#include "algebra/polynomial/size_estimate.h"
#include "algebra/work_budget.h"

#include "algebra/polynomial/flint_polynomial.h"

namespace rumina::algebra {

namespace {

[[noreturn]] void fail_degrees(std::string_view operation) {
    fail(DiagnosticId::TooLarge, fmt::format("a polynomial in `{}`", operation), "the degrees its algorithms can store");
}

void require_dense(std::string_view operation, const Polynomial& a) {
    for (std::int64_t d : a.degrees()) require_dense_degree(operation, d);
}

} // namespace

Polynomial gcd(const Polynomial& a, const Polynomial& b) {
    RUMINA_ASSERT(a.ring() == b.ring(), "polynomials of one ring");
    if (a.is_zero()) return b.primitive_part();
    if (b.is_zero()) return a.primitive_part();
    if (a.is_constant() || b.is_constant()) return Polynomial::constant(a.ring(), Rational(1));
    poll_work(20 + 8 * (a.terms() + b.terms()));
    // A common monomial needs no dense storage.
    if (a.terms() > 1 && b.terms() > 1) {
        require_dense("gcd", a);
        require_dense("gcd", b);
    }
    return interruptible([&] {
        Polynomial result(a.ring());
        if (!fmpq_mpoly_gcd(mpoly_of(result), mpoly_of(a), mpoly_of(b), context_of(a))) fail_degrees("gcd");
        return result.primitive_part();
    });
}

Polynomial lcm(const Polynomial& a, const Polynomial& b) {
    if (a.is_zero() || b.is_zero()) return Polynomial(a.ring());
    std::optional<Polynomial> cofactor = divide_exactly(a.primitive_part(), gcd(a, b));
    RUMINA_ASSERT(cofactor, "a divisor");
    return *cofactor * b.primitive_part();
}

Polynomial content_in(const Polynomial& a, std::size_t variable) {
    Polynomial result(a.ring());
    for (const auto& [power, coefficient] : a.coefficients_in(variable)) {
        result = gcd(result, coefficient);
        if (result.is_one()) break;
    }
    return result;
}

Polynomial resultant(const Polynomial& a, const Polynomial& b, std::size_t variable) {
    RUMINA_ASSERT(a.ring() == b.ring() && variable < a.ring().variables(), "polynomials of one ring, and a variable of it");
    // The subresultants before it are about as large, and are multiplied by each other; the bound is often several times
    // too large, hence an exponent below 2.
    const double terms = require_resultant("resultant", a, b, variable);
    poll_work(100 + 20 * a.terms() * b.terms() + static_cast<std::size_t>(std::min(std::pow(terms, 1.6), 1e12)));
    return interruptible([&] {
        Polynomial result(a.ring());
        if (a.is_zero() || b.is_zero()) return result;
        if (!fmpq_mpoly_resultant(mpoly_of(result), mpoly_of(a), mpoly_of(b), static_cast<slong>(variable), context_of(a))) fail_degrees("resultant");
        return result;
    });
}

Polynomial discriminant(const Polynomial& a, std::size_t variable) {
    RUMINA_ASSERT(variable < a.ring().variables(), "a variable of the ring");
    if (a.degree(variable) < 1) fail(DiagnosticId::OutsideDomain, "`discriminant`", "a polynomial of degree 0");
    if (a.degree(variable) == 1) return Polynomial::constant(a.ring(), Rational(1));
    require_resultant("discriminant", a, a.derivative(variable), variable);
    return interruptible([&] {
        Polynomial result(a.ring());
        if (!fmpq_mpoly_discriminant(mpoly_of(result), mpoly_of(a), static_cast<slong>(variable), context_of(a))) fail_degrees("discriminant");
        return result;
    });
}

} // namespace rumina::algebra
