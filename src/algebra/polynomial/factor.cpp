// Factoring polynomials in several variables: monomials and polynomials of two terms here, the rest by FLINT (square-
// free parts, Zassenhaus and van Hoeij for one variable, Hensel lifting after Wang and Zippel for several).
#include <algorithm>
#include <numeric>

#include "base/assert.h"
#include "diagnostics/diagnostic.h"

#include "algebra/polynomial/binomial_factors.h"
#include "algebra/polynomial/limits.h"
#include "algebra/work_budget.h"

#include "algebra/polynomial/flint_polynomial.h"

namespace rumina::algebra {

namespace {

class ScopedFactors {
public:
    explicit ScopedFactors(const PolynomialRing& ring) : ring_(ring) { fmpz_mpoly_factor_init(value_, integer_context_of(ring_)); }
    ~ScopedFactors() {
        if (!work_abandoned()) fmpz_mpoly_factor_clear(value_, integer_context_of(ring_));
    }
    ScopedFactors(const ScopedFactors&) = delete;
    ScopedFactors& operator=(const ScopedFactors&) = delete;
    operator fmpz_mpoly_factor_struct*() { return value_; }
    fmpz_mpoly_factor_struct* operator->() { return value_; }

private:
    PolynomialRing ring_;
    fmpz_mpoly_factor_t value_;
};

void sort_factors(Factorization& factors, bool by_exponent) {
    std::sort(factors.factors.begin(), factors.factors.end(), [&](const auto& a, const auto& b) {
        if (by_exponent && a.second != b.second) return a.second < b.second;
        std::int64_t left = a.first.total_degree(), right = b.first.total_degree();
        if (left != right) return left < right;
        if (a.first.terms() != b.first.terms()) return a.first.terms() < b.first.terms();
        return compare(a.first, b.first) < 0;
    });
}

/// Appends the powers of variables that divide every term, and returns what is left.
Polynomial split_monomial(const Polynomial& a, Factorization& result) {
    const PolynomialRing& ring = a.ring();
    std::vector<std::uint64_t> common(ring.variables()), exps(ring.variables());
    for (std::size_t i = 0; i < a.terms(); ++i) {
        a.exponents(i, exps);
        if (i == 0)
            common = exps;
        else
            for (std::size_t v = 0; v < exps.size(); ++v) common[v] = std::min(common[v], exps[v]);
        if (i > 0 && std::all_of(common.begin(), common.end(), [](std::uint64_t e) { return e == 0; })) return a;
    }
    if (std::all_of(common.begin(), common.end(), [](std::uint64_t e) { return e == 0; })) return a;
    for (std::size_t v = 0; v < common.size(); ++v)
        if (common[v] > 0) result.factors.emplace_back(Polynomial::variable(ring, v), common[v]);
    std::optional<Polynomial> rest = divide_exactly(a, Polynomial::monomial(ring, Rational(1), common));
    RUMINA_ASSERT(rest, "a common monomial divides");
    return *rest;
}

/// Appends the irreducible factors of a primitive polynomial of two terms without a common monomial: p·S^n + q·T^n for
/// monomials S, T in different variables whose exponents have gcd 1. Then S/T can be made a variable of a Laurent ring by
/// a unimodular change, so that the factors of p·u^n + q, made homogeneous in S and T, are irreducible.
void append_binomial(const Polynomial& a, Factorization& result) {
    const PolynomialRing& ring = a.ring();
    std::vector<std::uint64_t> first(ring.variables()), second(ring.variables());
    a.exponents(0, first);
    a.exponents(1, second);
    std::uint64_t n = 0;
    for (std::size_t v = 0; v < first.size(); ++v) n = std::gcd(n, first[v] + second[v]);
    for (std::size_t v = 0; v < first.size(); ++v) first[v] /= n, second[v] /= n;
    std::vector<std::uint64_t> exps(ring.variables());
    for (const UnivariatePolynomial& factor : factor_binomial(a.coefficient(0).numerator(), a.coefficient(1).numerator(), n)) {
        PolynomialBuilder builder(ring);
        auto degree = static_cast<std::uint64_t>(factor.degree());
        for (std::uint64_t k = 0; k <= degree; ++k) {
            Rational c = factor.coefficient(k);
            if (c.sign() == 0) continue;
            for (std::size_t v = 0; v < exps.size(); ++v) exps[v] = first[v] * k + second[v] * (degree - k);
            builder.add(c, exps);
        }
        result.factors.emplace_back(builder.finish().primitive_part(), 1);
    }
}

void append_flint(ScopedFactors& factors, const PolynomialRing& ring, Factorization& result) {
    Rational constant;
    fmpz_mpoly_factor_get_constant_fmpq(fmpq_of(constant), factors, integer_context_of(ring));
    result.unit = result.unit * constant;
    for (slong i = 0; i < fmpz_mpoly_factor_length(factors, integer_context_of(ring)); ++i) {
        auto exponent = static_cast<std::uint64_t>(fmpz_mpoly_factor_get_exp_si(factors, i, integer_context_of(ring)));
        Polynomial base(ring);
        fmpz_mpoly_factor_swap_base(integer_part_of(base), factors, i, integer_context_of(ring));
        fmpq_one(content_of(base));
        fmpq_mpoly_reduce(mpoly_of(base), context_of(ring));
        if (base.is_constant()) {
            result.unit = result.unit * power(base.constant_value(), Integer(static_cast<std::int64_t>(exponent)));
            continue;
        }
        Rational content = base.content();
        if (!(content == Rational(1))) result.unit = result.unit * power(content, Integer(static_cast<std::int64_t>(exponent)));
        result.factors.emplace_back(base.primitive_part(), exponent);
    }
}

using FlintFactor = int (*)(fmpz_mpoly_factor_struct*, const fmpz_mpoly_struct*, const fmpz_mpoly_ctx_struct*);

void append_general(const Polynomial& a, FlintFactor algorithm, Factorization& result) {
    for (std::int64_t d : a.degrees()) {
        require_dense_degree("factor", d);
        poll_work(work_of_factoring(d));
    }
    ScopedFactors factors(a.ring());
    if (!algorithm(factors, integer_part_of(a), integer_context_of(a.ring())))
        fail(DiagnosticId::TooLarge, "a polynomial in `factor`", "the degrees its algorithms can store");
    append_flint(factors, a.ring(), result);
}

} // namespace

Factorization factor(const Polynomial& a) {
    return interruptible([&] {
        Factorization result{a.content(), {}};
        if (a.is_constant()) return result;
        Polynomial rest = split_monomial(a.primitive_part(), result);
        if (rest.terms() == 2)
            append_binomial(rest, result);
        else if (!rest.is_constant())
            append_general(rest, fmpz_mpoly_factor, result);
        sort_factors(result, false);
        return result;
    });
}

Factorization factor_squarefree(const Polynomial& a) {
    if (a.is_constant()) return {a.content(), {}};
    Factorization result = interruptible([&] {
        Factorization found{a.content(), {}};
        append_general(a.primitive_part(), fmpz_mpoly_factor_squarefree, found);
        return found;
    });
    // Parts of one exponent are one factor.
    sort_factors(result, true);
    std::vector<std::pair<Polynomial, std::uint64_t>> merged;
    for (auto& [base, exponent] : result.factors) {
        if (!merged.empty() && merged.back().second == exponent)
            merged.back().first = merged.back().first * base;
        else
            merged.emplace_back(std::move(base), exponent);
    }
    result.factors = std::move(merged);
    return result;
}

} // namespace rumina::algebra
