// Dense polynomials in one variable over the rationals, on FLINT's fmpq_poly.
#include "algebra/polynomial/univariate.h"

#include <algorithm>

#include "algebra/polynomial/limits.h"
#include "algebra/work_budget.h"
#include "base/assert.h"
#include "diagnostics/diagnostic.h"
#include "number/size_limit.h"

#include "algebra/polynomial/flint_polynomial.h"

namespace rumina::algebra {

namespace {

double coefficient_bits(const UnivariatePolynomial& a) {
    const fmpq_poly_struct* p = poly_of(a);
    slong bits = _fmpz_vec_max_bits(p->coeffs, p->length);
    return static_cast<double>((bits < 0 ? -bits : bits) + static_cast<slong>(fmpz_bits(p->den)));
}

void set_integral(UnivariatePolynomial& result, const fmpz_poly_struct* value) { fmpq_poly_set_fmpz_poly(poly_of(result), value); }

} // namespace

UnivariatePolynomial::UnivariatePolynomial() { fmpq_poly_init(poly_of(*this)); }

UnivariatePolynomial::UnivariatePolynomial(const Rational& constant) : UnivariatePolynomial() {
    fmpq_poly_set_fmpq(poly_of(*this), fmpq_of(constant));
}

UnivariatePolynomial::UnivariatePolynomial(std::span<const Rational> coefficients) : UnivariatePolynomial() {
    require_dense_degree("polynomial", static_cast<std::int64_t>(coefficients.size()) - 1);
    Integer denominator(1);
    for (const Rational& c : coefficients)
        if (!c.is_integer()) denominator = lcm(denominator, c.denominator());
    fmpq_poly_struct* p = poly_of(*this);
    fmpq_poly_fit_length(p, static_cast<slong>(coefficients.size()));
    for (std::size_t i = 0; i < coefficients.size(); ++i) {
        fmpz_divexact(p->coeffs + i, fmpz_of(denominator), fmpz_of(coefficients[i].denominator()));
        fmpz_mul(p->coeffs + i, p->coeffs + i, fmpz_of(coefficients[i].numerator()));
    }
    _fmpq_poly_set_length(p, static_cast<slong>(coefficients.size()));
    fmpz_set(p->den, fmpz_of(denominator));
    fmpq_poly_canonicalise(p);
}

UnivariatePolynomial::UnivariatePolynomial(const Polynomial& a, std::size_t variable) : UnivariatePolynomial() {
    require_dense_degree("polynomial", a.degree(variable));
    int found = fmpq_mpoly_get_fmpq_poly(poly_of(*this), mpoly_of(a), static_cast<slong>(variable), context_of(a));
    RUMINA_ASSERT(found, "no other variable occurs");
    (void)found;
}

UnivariatePolynomial UnivariatePolynomial::variable() { return monomial(Rational(1), 1); }

UnivariatePolynomial UnivariatePolynomial::monomial(const Rational& coefficient, std::uint64_t power) {
    require_dense_degree("polynomial", static_cast<std::int64_t>(power));
    return interruptible([&] {
        UnivariatePolynomial result;
        fmpq_poly_set_coeff_fmpq(poly_of(result), static_cast<slong>(power), fmpq_of(coefficient));
        return result;
    });
}

UnivariatePolynomial UnivariatePolynomial::cyclotomic(std::uint64_t n) {
    RUMINA_ASSERT(n >= 1, "cyclotomic polynomials are numbered from 1");
    require_dense_degree("cyclotomic", static_cast<std::int64_t>(n));
    return interruptible([&] {
        ScopedPoly value;
        fmpz_poly_cyclotomic(value, n);
        UnivariatePolynomial result;
        set_integral(result, value);
        return result;
    });
}

UnivariatePolynomial::UnivariatePolynomial(const UnivariatePolynomial& other) : UnivariatePolynomial() {
    fmpq_poly_set(poly_of(*this), poly_of(other));
}

UnivariatePolynomial::UnivariatePolynomial(UnivariatePolynomial&& other) noexcept : UnivariatePolynomial() {
    fmpq_poly_swap(poly_of(*this), poly_of(other));
}

UnivariatePolynomial& UnivariatePolynomial::operator=(const UnivariatePolynomial& other) {
    fmpq_poly_set(poly_of(*this), poly_of(other));
    return *this;
}

UnivariatePolynomial& UnivariatePolynomial::operator=(UnivariatePolynomial&& other) noexcept {
    fmpq_poly_swap(poly_of(*this), poly_of(other));
    return *this;
}

UnivariatePolynomial::~UnivariatePolynomial() {
    if (!work_abandoned()) fmpq_poly_clear(poly_of(*this));
}

std::int64_t UnivariatePolynomial::degree() const { return fmpq_poly_degree(poly_of(*this)); }

Rational UnivariatePolynomial::coefficient(std::uint64_t power) const {
    Rational result;
    if (power < static_cast<std::uint64_t>(fmpq_poly_length(poly_of(*this))))
        fmpq_poly_get_coeff_fmpq(fmpq_of(result), poly_of(*this), static_cast<slong>(power));
    return result;
}

Rational UnivariatePolynomial::leading_coefficient() const { return is_zero() ? Rational(0) : coefficient(static_cast<std::uint64_t>(degree())); }

Polynomial UnivariatePolynomial::in(const PolynomialRing& ring, std::size_t variable) const {
    RUMINA_ASSERT(variable < ring.variables(), "a variable of the ring");
    Polynomial result(ring);
    fmpq_mpoly_set_fmpq_poly(mpoly_of(result), poly_of(*this), static_cast<slong>(variable), context_of(ring));
    return result;
}

namespace {

UnivariatePolynomial binary(void (*operation)(fmpq_poly_struct*, const fmpq_poly_struct*, const fmpq_poly_struct*),
                            const UnivariatePolynomial& a, const UnivariatePolynomial& b) {
    return interruptible([&] {
        UnivariatePolynomial result;
        operation(poly_of(result), poly_of(a), poly_of(b));
        return result;
    });
}

} // namespace

UnivariatePolynomial operator+(const UnivariatePolynomial& a, const UnivariatePolynomial& b) {
    return interruptible([&] {
        UnivariatePolynomial result;
        fmpq_poly_add(poly_of(result), poly_of(a), poly_of(b));
        return result;
    });
}

UnivariatePolynomial operator-(const UnivariatePolynomial& a, const UnivariatePolynomial& b) {
    return interruptible([&] {
        UnivariatePolynomial result;
        fmpq_poly_sub(poly_of(result), poly_of(a), poly_of(b));
        return result;
    });
}

UnivariatePolynomial operator*(const UnivariatePolynomial& a, const UnivariatePolynomial& b) {
    if (a.is_zero() || b.is_zero()) return UnivariatePolynomial();
    require_dense_degree("*", a.degree() + b.degree());
    require_coefficient_bits("*", (coefficient_bits(a) + coefficient_bits(b)) * static_cast<double>(a.degree() + b.degree() + 1));
    return binary(fmpq_poly_mul, a, b);
}

UnivariatePolynomial operator*(const UnivariatePolynomial& a, const Rational& b) {
    return interruptible([&] {
        UnivariatePolynomial result;
        fmpq_poly_scalar_mul_fmpq(poly_of(result), poly_of(a), fmpq_of(b));
        return result;
    });
}

UnivariatePolynomial UnivariatePolynomial::operator-() const {
    return interruptible([&] {
        UnivariatePolynomial result;
        fmpq_poly_neg(poly_of(result), poly_of(*this));
        return result;
    });
}

bool operator==(const UnivariatePolynomial& a, const UnivariatePolynomial& b) { return fmpq_poly_equal(poly_of(a), poly_of(b)) != 0; }

UnivariatePolynomial UnivariatePolynomial::derivative() const {
    return interruptible([&] {
        UnivariatePolynomial result;
        fmpq_poly_derivative(poly_of(result), poly_of(*this));
        return result;
    });
}

UnivariatePolynomial UnivariatePolynomial::monic() const {
    UnivariatePolynomial result;
    if (!is_zero()) fmpq_poly_make_monic(poly_of(result), poly_of(*this));
    return result;
}

UnivariatePolynomial UnivariatePolynomial::primitive_part() const {
    UnivariatePolynomial result;
    if (is_zero()) return result;
    fmpq_poly_primitive_part(poly_of(result), poly_of(*this));
    if (fmpz_sgn(poly_of(result)->coeffs + degree()) < 0) fmpq_poly_neg(poly_of(result), poly_of(result));
    return result;
}

Rational UnivariatePolynomial::evaluate(const Rational& x) const {
    double bits = coefficient_bits(*this) + static_cast<double>(std::max<std::int64_t>(degree(), 0)) *
                                                static_cast<double>(x.numerator().bits() + x.denominator().bits());
    require_bits("subs", static_cast<std::uint64_t>(std::min(bits, 1e18)));
    return interruptible([&] {
        Rational result;
        fmpq_poly_evaluate_fmpq(fmpq_of(result), poly_of(*this), fmpq_of(x));
        return result;
    });
}

UnivariatePolynomial UnivariatePolynomial::compose(const UnivariatePolynomial& inner) const {
    double outer = static_cast<double>(std::max<std::int64_t>(degree(), 0));
    double degree_of_result = outer * static_cast<double>(std::max<std::int64_t>(inner.degree(), 0));
    require_dense_degree("subs", static_cast<std::int64_t>(std::min(degree_of_result, 1e18)));
    require_coefficient_bits("subs", (coefficient_bits(*this) + outer * coefficient_bits(inner)) * (degree_of_result + 1));
    return binary(fmpq_poly_compose, *this, inner);
}

std::pair<UnivariatePolynomial, UnivariatePolynomial> divide(const UnivariatePolynomial& a, const UnivariatePolynomial& b) {
    if (b.is_zero()) fail(DiagnosticId::DivisionByZero);
    return interruptible([&] {
        std::pair<UnivariatePolynomial, UnivariatePolynomial> result;
        fmpq_poly_divrem(poly_of(result.first), poly_of(result.second), poly_of(a), poly_of(b));
        return result;
    });
}

UnivariatePolynomial power(const UnivariatePolynomial& a, std::uint64_t n) {
    double times = static_cast<double>(n), degree = times * static_cast<double>(std::max<std::int64_t>(a.degree(), 0));
    require_dense_degree("^", static_cast<std::int64_t>(std::min(degree, 1e18)));
    if (coefficient_bits(a) > 2 || a.degree() > 0) {
        double bits = times * (coefficient_bits(a) + std::max(log2_magnitude(Integer(a.degree() + 2)), 0.0));
        require_bits("^", static_cast<std::uint64_t>(std::min(bits, 1e18)));
        require_coefficient_bits("^", bits * (degree + 1));
    }
    return interruptible([&] {
        UnivariatePolynomial result;
        fmpq_poly_pow(poly_of(result), poly_of(a), n);
        return result;
    });
}

UnivariatePolynomial gcd(const UnivariatePolynomial& a, const UnivariatePolynomial& b) {
    return binary(fmpq_poly_gcd, a, b);
}

UnivariateBezout extended_gcd(const UnivariatePolynomial& a, const UnivariatePolynomial& b) {
    return interruptible([&] {
        UnivariateBezout result;
        fmpq_poly_xgcd(poly_of(result.gcd), poly_of(result.s), poly_of(result.t), poly_of(a), poly_of(b));
        return result;
    });
}

Rational resultant(const UnivariatePolynomial& a, const UnivariatePolynomial& b) {
    return interruptible([&] {
        Rational result;
        fmpq_poly_resultant(fmpq_of(result), poly_of(a), poly_of(b));
        return result;
    });
}

Rational discriminant(const UnivariatePolynomial& a) {
    std::int64_t n = a.degree();
    if (n < 1) return Rational(0);
    Rational value = resultant(a, a.derivative()) / a.leading_coefficient();
    return n % 4 >= 2 ? -value : value;
}

namespace {

UnivariateFactorization gather(const UnivariatePolynomial& a, ScopedPolyFactors& factors) {
    UnivariateFactorization result;
    for (slong i = 0; i < factors->num; ++i) {
        UnivariatePolynomial base;
        set_integral(base, factors->p + i);
        result.factors.emplace_back(base.primitive_part(), static_cast<std::uint64_t>(factors->exp[i]));
    }
    // The unit is what the leading coefficients leave.
    result.unit = a.leading_coefficient();
    for (const auto& [base, exponent] : result.factors)
        result.unit = result.unit / power(base.leading_coefficient(), Integer(static_cast<std::int64_t>(exponent)));
    std::sort(result.factors.begin(), result.factors.end(), [](const auto& left, const auto& right) {
        if (left.first.degree() != right.first.degree()) return left.first.degree() < right.first.degree();
        for (std::int64_t i = left.first.degree(); i >= 0; --i)
            if (int order = compare(left.first.coefficient(static_cast<std::uint64_t>(i)), right.first.coefficient(static_cast<std::uint64_t>(i)))) return order < 0;
        return left.second < right.second;
    });
    return result;
}

} // namespace

UnivariateFactorization factor(const UnivariatePolynomial& a) {
    if (a.degree() < 1) return {a.coefficient(0), {}};
    poll_work(work_of_factoring(a.degree()));
    return interruptible([&] {
        ScopedPoly integral;
        fmpq_poly_get_numerator(integral, poly_of(a));
        ScopedPolyFactors factors;
        fmpz_poly_factor(factors, integral);
        return gather(a, factors);
    });
}

UnivariateFactorization factor_squarefree(const UnivariatePolynomial& a) {
    if (a.degree() < 1) return {a.coefficient(0), {}};
    UnivariateFactorization result = interruptible([&] {
        ScopedPoly integral;
        fmpq_poly_get_numerator(integral, poly_of(a));
        ScopedPolyFactors factors;
        fmpz_poly_factor_squarefree(factors, integral);
        return gather(a, factors);
    });
    std::sort(result.factors.begin(), result.factors.end(), [](const auto& left, const auto& right) { return left.second < right.second; });
    return result;
}

std::uint64_t cyclotomic_index(const UnivariatePolynomial& a) {
    if (a.degree() < 1 || !fmpz_is_one(poly_of(a)->den)) return 0;
    ScopedPoly integral;
    fmpq_poly_get_numerator(integral, poly_of(a));
    return fmpz_poly_is_cyclotomic(integral);
}

} // namespace rumina::algebra
