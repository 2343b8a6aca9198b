// Rings, and polynomials as values: construction, parts, degrees, comparison.
#include "algebra/polynomial/multivariate.h"

#include <algorithm>
#include <new>

#include "base/assert.h"
#include "diagnostics/diagnostic.h"

#include "algebra/polynomial/flint_polynomial.h"

namespace rumina::algebra {

namespace {

ordering_t flint_order(MonomialOrder order) {
    switch (order) {
    case MonomialOrder::DegreeReverseLexicographic: return ORD_DEGREVLEX;
    case MonomialOrder::DegreeLexicographic: return ORD_DEGLEX;
    case MonomialOrder::Lexicographic: return ORD_LEX;
    }
    return ORD_DEGREVLEX;
}

void require_exponents(std::span<const std::uint64_t> exponents) {
    for (std::uint64_t e : exponents)
        if (e >= kLargestExponent) fail(DiagnosticId::TooLarge, fmt::format("a polynomial of degree {}", e), fmt::format("degree {}", kLargestExponent));
}

} // namespace

PolynomialRing::PolynomialRing(std::size_t variables, MonomialOrder order) : variables_(variables), order_(order) {
    auto* context = new fmpq_mpoly_ctx_struct;
    fmpq_mpoly_ctx_init(context, static_cast<slong>(variables), flint_order(order));
    context_ = std::shared_ptr<const void>(context, [](const fmpq_mpoly_ctx_struct* c) {
        if (!work_abandoned()) fmpq_mpoly_ctx_clear(const_cast<fmpq_mpoly_ctx_struct*>(c));
        delete c;
    });
}

Polynomial::Polynomial(PolynomialRing ring) : ring_(std::move(ring)) { fmpq_mpoly_init(mpoly_of(*this), context_of(ring_)); }

Polynomial::Polynomial(const Polynomial& other) : Polynomial(other.ring_) {
    fmpq_mpoly_set(mpoly_of(*this), mpoly_of(other), context_of(ring_));
}

Polynomial::Polynomial(Polynomial&& other) noexcept : Polynomial(other.ring_) {
    fmpq_mpoly_swap(mpoly_of(*this), mpoly_of(other), context_of(ring_));
}

Polynomial& Polynomial::operator=(const Polynomial& other) {
    if (this != &other) {
        Polynomial copy(other);
        *this = std::move(copy);
    }
    return *this;
}

Polynomial& Polynomial::operator=(Polynomial&& other) noexcept {
    fmpq_mpoly_swap(mpoly_of(*this), mpoly_of(other), context_of(ring_));
    std::swap(ring_, other.ring_);
    return *this;
}

Polynomial::~Polynomial() {
    if (!work_abandoned()) fmpq_mpoly_clear(mpoly_of(*this), context_of(ring_));
}

Polynomial Polynomial::constant(const PolynomialRing& ring, const Rational& value) {
    return interruptible([&] {
        Polynomial result(ring);
        fmpq_mpoly_set_fmpq(mpoly_of(result), fmpq_of(value), context_of(ring));
        return result;
    });
}

Polynomial Polynomial::variable(const PolynomialRing& ring, std::size_t variable) {
    RUMINA_ASSERT(variable < ring.variables(), "a variable of the ring");
    return interruptible([&] {
        Polynomial result(ring);
        fmpq_mpoly_gen(mpoly_of(result), static_cast<slong>(variable), context_of(ring));
        return result;
    });
}

Polynomial Polynomial::monomial(const PolynomialRing& ring, const Rational& coefficient, std::span<const std::uint64_t> exponents) {
    PolynomialBuilder builder(ring);
    builder.add(coefficient, exponents);
    return builder.finish();
}

std::size_t Polynomial::terms() const { return static_cast<std::size_t>(integer_part_of(*this)->length); }

bool Polynomial::is_constant() const { return fmpq_mpoly_is_fmpq(mpoly_of(*this), context_of(*this)) != 0; }

bool Polynomial::is_one() const { return fmpq_mpoly_is_one(mpoly_of(*this), context_of(*this)) != 0; }

Rational Polynomial::constant_value() const {
    RUMINA_ASSERT(is_constant(), "a constant polynomial");
    Rational result;
    fmpq_mpoly_get_fmpq(fmpq_of(result), mpoly_of(*this), context_of(*this));
    return result;
}

Rational Polynomial::coefficient(std::size_t i) const {
    RUMINA_ASSERT(i < terms(), "a term of the polynomial");
    Rational result;
    const fmpq* content = content_of(*this);
    if (fmpz_is_one(fmpq_denref(content))) // no gcd to look for
        fmpz_mul(FlintAccess::numerator(result), fmpq_numref(content), integer_part_of(*this)->coeffs + i);
    else
        fmpq_mul_fmpz(fmpq_of(result), content, integer_part_of(*this)->coeffs + i);
    return result;
}

void Polynomial::exponents(std::size_t i, std::span<std::uint64_t> exponents) const {
    RUMINA_ASSERT(i < terms() && exponents.size() == ring_.variables(), "a term of the polynomial, an exponent for each variable");
    static_assert(sizeof(ulong) == sizeof(std::uint64_t));
    fmpz_mpoly_get_term_exp_ui(reinterpret_cast<ulong*>(exponents.data()), integer_part_of(*this), static_cast<slong>(i),
                               integer_context_of(ring_));
}

Rational Polynomial::leading_coefficient() const { return is_zero() ? Rational(0) : coefficient(0); }

Rational Polynomial::content() const {
    Rational result;
    fmpq_set(fmpq_of(result), content_of(*this));
    return result;
}

Polynomial Polynomial::primitive_part() const {
    Polynomial result(*this);
    if (!is_zero()) fmpq_one(content_of(result));
    return result;
}

Polynomial Polynomial::monic() const {
    Polynomial result(ring_);
    if (!is_zero()) fmpq_mpoly_make_monic(mpoly_of(result), mpoly_of(*this), context_of(ring_));
    return result;
}

std::int64_t Polynomial::degree(std::size_t variable) const {
    RUMINA_ASSERT(variable < ring_.variables(), "a variable of the ring");
    return fmpz_mpoly_degree_si(integer_part_of(*this), static_cast<slong>(variable), integer_context_of(ring_));
}

std::vector<std::int64_t> Polynomial::degrees() const {
    std::vector<std::int64_t> result(ring_.variables());
    if (!result.empty()) fmpz_mpoly_degrees_si(reinterpret_cast<slong*>(result.data()), integer_part_of(*this), integer_context_of(ring_));
    return result;
}

std::int64_t Polynomial::total_degree() const { return fmpz_mpoly_total_degree_si(integer_part_of(*this), integer_context_of(ring_)); }

std::vector<bool> Polynomial::used_variables() const {
    std::vector<int> used(ring_.variables());
    if (!used.empty()) fmpz_mpoly_used_vars(used.data(), integer_part_of(*this), integer_context_of(ring_));
    return std::vector<bool>(used.begin(), used.end());
}

std::size_t Polynomial::coefficient_bits() const {
    slong bits = fmpz_mpoly_max_bits(integer_part_of(*this));
    return static_cast<std::size_t>(bits < 0 ? -bits : bits);
}

std::size_t Polynomial::hash() const {
    auto mix = [](std::uint64_t seed, std::uint64_t value) {
        seed ^= value + 0x9e3779b97f4a7c15 + (seed << 6) + (seed >> 2);
        return seed * 0xff51afd7ed558ccd;
    };
    std::vector<std::uint64_t> exps(ring_.variables());
    std::uint64_t result = content().hash();
    Integer coefficient;
    for (std::size_t i = 0; i < terms(); ++i) {
        exponents(i, exps);
        for (std::uint64_t e : exps) result = mix(result, e);
        fmpz_set(fmpz_of(coefficient), integer_part_of(*this)->coeffs + i);
        result = mix(result, coefficient.hash());
    }
    return static_cast<std::size_t>(result);
}

bool operator==(const Polynomial& a, const Polynomial& b) {
    RUMINA_ASSERT(a.ring() == b.ring(), "polynomials of one ring");
    return fmpq_mpoly_equal(mpoly_of(a), mpoly_of(b), context_of(a)) != 0;
}

int compare(const Polynomial& a, const Polynomial& b) {
    RUMINA_ASSERT(a.ring() == b.ring(), "polynomials of one ring");
    std::size_t variables = a.ring().variables();
    std::vector<std::uint64_t> left(variables), right(variables);
    for (std::size_t i = 0; i < a.terms() && i < b.terms(); ++i) {
        a.exponents(i, left);
        b.exponents(i, right);
        if (left != right) return left < right ? -1 : 1;
        if (int order = compare(a.coefficient(i), b.coefficient(i))) return order;
    }
    return a.terms() == b.terms() ? 0 : a.terms() < b.terms() ? -1 : 1;
}

std::vector<std::pair<std::uint64_t, Polynomial>> Polynomial::coefficients_in(std::size_t variable) const {
    RUMINA_ASSERT(variable < ring_.variables(), "a variable of the ring");
    fmpq_mpoly_univar_t parts;
    fmpq_mpoly_univar_init(parts, context_of(ring_));
    fmpq_mpoly_to_univar(parts, mpoly_of(*this), static_cast<slong>(variable), context_of(ring_));
    std::vector<std::pair<std::uint64_t, Polynomial>> result;
    for (slong i = 0; i < fmpq_mpoly_univar_length(parts, context_of(ring_)); ++i) {
        auto power = static_cast<std::uint64_t>(fmpq_mpoly_univar_get_term_exp_si(parts, i, context_of(ring_)));
        result.emplace_back(power, Polynomial(ring_));
        fmpq_mpoly_univar_swap_term_coeff(mpoly_of(result.back().second), parts, i, context_of(ring_));
    }
    fmpq_mpoly_univar_clear(parts, context_of(ring_));
    return result;
}

Polynomial Polynomial::coefficient_of(std::size_t variable, std::uint64_t power) const {
    Polynomial result(ring_);
    auto var = static_cast<slong>(variable);
    auto exponent = static_cast<ulong>(power);
    fmpq_mpoly_get_coeff_vars_ui(mpoly_of(result), mpoly_of(*this), &var, &exponent, 1, context_of(ring_));
    return result;
}

Polynomial Polynomial::leading_coefficient_in(std::size_t variable) const {
    return is_zero() ? *this : coefficient_of(variable, static_cast<std::uint64_t>(degree(variable)));
}

Polynomial Polynomial::moved_to(const PolynomialRing& target, std::span<const std::size_t> new_variables) const {
    RUMINA_ASSERT(new_variables.size() == ring_.variables(), "a new variable for each old one");
    std::vector<slong> map(new_variables.begin(), new_variables.end());
    return interruptible([&] {
        Polynomial result(target);
        fmpq_mpoly_compose_fmpq_mpoly_gen(mpoly_of(result), mpoly_of(*this), map.data(), context_of(ring_), context_of(target));
        return result;
    });
}

PolynomialBuilder::PolynomialBuilder(const PolynomialRing& ring) : ring_(ring) {}

void PolynomialBuilder::add(const Rational& coefficient, std::span<const std::uint64_t> exponents) {
    RUMINA_ASSERT(exponents.size() == ring_.variables(), "an exponent for each variable");
    require_exponents(exponents);
    if (coefficient.sign() == 0) return;
    coefficients_.push_back(coefficient);
    exponents_.insert(exponents_.end(), exponents.begin(), exponents.end());
}

Polynomial PolynomialBuilder::finish() {
    Polynomial result = interruptible([&] { return made(); });
    coefficients_.clear();
    exponents_.clear();
    return result;
}

Polynomial PolynomialBuilder::made() const {
    // One denominator for all terms: then every step is on integers.
    Integer denominator(1);
    for (const Rational& c : coefficients_)
        if (!c.is_integer()) denominator = lcm(denominator, c.denominator());
    bool integral = denominator == Integer(1);
    Polynomial result(ring_);
    fmpz_mpoly_struct* part = integer_part_of(result);
    const std::size_t variables = ring_.variables();
    Integer numerator;
    for (std::size_t i = 0; i < coefficients_.size(); ++i) {
        const auto* exponents = reinterpret_cast<const ulong*>(exponents_.data() + i * variables);
        if (integral) {
            fmpz_mpoly_push_term_fmpz_ui(part, fmpz_of(coefficients_[i].numerator()), exponents, integer_context_of(ring_));
        } else {
            fmpz_divexact(fmpz_of(numerator), fmpz_of(denominator), fmpz_of(coefficients_[i].denominator()));
            fmpz_mul(fmpz_of(numerator), fmpz_of(numerator), fmpz_of(coefficients_[i].numerator()));
            fmpz_mpoly_push_term_fmpz_ui(part, fmpz_of(numerator), exponents, integer_context_of(ring_));
        }
    }
    fmpz_mpoly_sort_terms(part, integer_context_of(ring_));
    fmpz_mpoly_combine_like_terms(part, integer_context_of(ring_));
    fmpz_one(fmpq_numref(content_of(result)));
    fmpz_set(fmpq_denref(content_of(result)), fmpz_of(denominator));
    fmpq_mpoly_reduce(mpoly_of(result), context_of(ring_));
    return result;
}

} // namespace rumina::algebra
