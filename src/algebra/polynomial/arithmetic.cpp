// Sums, products, powers, quotients and substitution of polynomials. What grows is bounded before it starts.
#include <algorithm>
#include <cmath>

#include "base/assert.h"
#include "diagnostics/diagnostic.h"
#include "number/size_limit.h"

#include "algebra/polynomial/limits.h"
#include "algebra/polynomial/size_estimate.h"

#include "algebra/polynomial/flint_polynomial.h"

namespace rumina::algebra {

namespace {

void require_one_ring(const Polynomial& a, const Polynomial& b) {
    RUMINA_ASSERT(a.ring() == b.ring(), "polynomials of one ring");
    (void)a, (void)b;
}

/// After an operation whose estimate was only an upper bound.
Polynomial within_limits(std::string_view operation, Polynomial result) {
    require_terms(operation, static_cast<double>(result.terms()));
    return result;
}

/// FLINT's heap multiplication allocates only to grow, so that nothing asks whether to stop: after this many products of
/// terms, less than a second's, there is a break.
constexpr double kUnbroken = 1.5e8, kUnbrokenOfLong = 1.5e7; ///< the second for coefficients of more than a word
constexpr std::size_t kShortCoefficient = 62;

/// Whether to multiply term by term: FLINT would pack a product that fills more than 1/128 of its box of exponents into
/// one long integer, which cannot be left: fine while that takes a second at most.
bool is_sparse_product(const Polynomial& a, const Polynomial& b, double products) {
    std::vector<std::int64_t> degrees = a.degrees(), others = b.degrees();
    double box = 1;
    for (std::size_t i = 0; i < degrees.size(); ++i) box *= static_cast<double>(degrees[i] + others[i] + 1);
    constexpr double kLongestPacked = 0x1p28; // bits
    const double bits = static_cast<double>(a.coefficient_bits() + b.coefficient_bits() + 20);
    return box >= products / 128 || box * bits > kLongestPacked;
}

/// The terms first, …, first + count - 1 of the integer part.
void set_terms(fmpz_mpoly_struct* piece, const fmpz_mpoly_struct* whole, slong first, slong count, const fmpz_mpoly_ctx_struct* ctx) {
    const slong words = mpoly_words_per_exp(whole->bits, ctx->minfo);
    fmpz_mpoly_init3(piece, count, whole->bits, ctx);
    _fmpz_vec_set(piece->coeffs, whole->coeffs + first, count);
    mpoly_copy_monomials(piece->exps, whole->exps + words * first, count, words);
    _fmpz_mpoly_set_length(piece, count, ctx);
}

/// a·b as a sum of products of pieces of the longer one; call inside interruptible().
Polynomial product_by_pieces(const Polynomial& a, const Polynomial& b, double pieces) {
    const fmpz_mpoly_ctx_struct* ctx = integer_context_of(a.ring());
    const bool first_is_longer = a.terms() >= b.terms();
    const fmpz_mpoly_struct* longer = integer_part_of(first_is_longer ? a : b);
    const fmpz_mpoly_struct* shorter = integer_part_of(first_is_longer ? b : a);
    const slong length = longer->length, step = std::max<slong>(1, static_cast<slong>(static_cast<double>(length) / pieces));
    Polynomial result(a.ring());
    for (slong first = 0; first < length; first += step) {
        Polynomial partial(a.ring());
        fmpz_mpoly_t piece;
        set_terms(piece, longer, first, std::min(step, length - first), ctx);
        fmpz_mpoly_mul(integer_part_of(partial), piece, shorter, ctx);
        fmpz_mpoly_clear(piece, ctx);
        fmpz_mpoly_add(integer_part_of(result), integer_part_of(result), integer_part_of(partial), ctx);
    }
    // Products of primitive polynomials are primitive (Gauss).
    fmpq_mul(content_of(result), content_of(a), content_of(b));
    return result;
}

} // namespace

Polynomial operator+(const Polynomial& a, const Polynomial& b) {
    require_one_ring(a, b);
    return interruptible([&] {
        Polynomial result(a.ring());
        fmpq_mpoly_add(mpoly_of(result), mpoly_of(a), mpoly_of(b), context_of(a));
        return result;
    });
}

Polynomial operator-(const Polynomial& a, const Polynomial& b) {
    require_one_ring(a, b);
    return interruptible([&] {
        Polynomial result(a.ring());
        fmpq_mpoly_sub(mpoly_of(result), mpoly_of(a), mpoly_of(b), context_of(a));
        return result;
    });
}

Polynomial Polynomial::operator-() const {
    return interruptible([&] {
        Polynomial result(*this);
        fmpq_neg(content_of(result), content_of(result));
        return result;
    });
}

Polynomial operator*(const Polynomial& a, const Rational& b) {
    Polynomial result(a.ring());
    if (b.sign() == 0 || a.is_zero()) return result;
    result = a;
    fmpq_mul(content_of(result), content_of(result), fmpq_of(b));
    return result;
}

Polynomial operator*(const Polynomial& a, const Polynomial& b) {
    require_one_ring(a, b);
    if (a.is_constant()) return b * a.constant_value();
    if (b.is_constant()) return a * b.constant_value();
    require_product("*", a, b);
    const double products = static_cast<double>(a.terms()) * static_cast<double>(b.terms());
    const double unbroken = std::max(a.coefficient_bits(), b.coefficient_bits()) <= kShortCoefficient ? kUnbroken : kUnbrokenOfLong;
    return within_limits("*", interruptible([&] {
        if (products > unbroken && is_sparse_product(a, b, products)) return product_by_pieces(a, b, products / unbroken);
        Polynomial result(a.ring());
        fmpq_mpoly_mul(mpoly_of(result), mpoly_of(a), mpoly_of(b), context_of(a));
        return result;
    }));
}

Polynomial power(const Polynomial& a, std::uint64_t n) {
    if (n == 0) return Polynomial::constant(a.ring(), Rational(1));
    if (n == 1 || a.is_zero() || a.is_one()) return a;
    if (a.is_constant()) return Polynomial::constant(a.ring(), power(a.constant_value(), Integer(static_cast<std::int64_t>(n))));
    require_power("^", a, n);
    Polynomial result = interruptible([&] {
        Polynomial power_of_part(a.ring());
        int feasible = fmpz_mpoly_pow_ui(integer_part_of(power_of_part), integer_part_of(a), n, integer_context_of(a.ring()));
        RUMINA_ASSERT(feasible, "a power within the limits");
        (void)feasible;
        return power_of_part;
    });
    // A power of a primitive polynomial is primitive (Gauss), and its leading coefficient positive.
    Rational content = power(a.content(), Integer(static_cast<std::int64_t>(n)));
    fmpq_set(content_of(result), fmpq_of(content));
    return within_limits("^", std::move(result));
}

std::optional<Polynomial> divide_exactly(const Polynomial& a, const Polynomial& b) {
    require_one_ring(a, b);
    if (b.is_zero()) fail(DiagnosticId::DivisionByZero);
    if (a.is_zero()) return a;
    if (b.is_constant()) return a * (Rational(1) / b.constant_value());
    return interruptible([&]() -> std::optional<Polynomial> {
        Polynomial result(a.ring());
        if (!fmpq_mpoly_divides(mpoly_of(result), mpoly_of(a), mpoly_of(b), context_of(a))) return std::nullopt;
        return result;
    });
}

std::optional<Polynomial> exact_square_root(const Polynomial& a) {
    if (a.is_zero()) return a;
    std::optional<Rational> content = a.content().sign() > 0 ? exact_root(a.content(), 2) : std::nullopt;
    if (!content) return std::nullopt;
    return interruptible([&]() -> std::optional<Polynomial> {
        Polynomial result(a.ring());
        if (!fmpz_mpoly_sqrt(integer_part_of(result), integer_part_of(a), integer_context_of(a.ring()))) return std::nullopt;
        if (fmpz_sgn(integer_part_of(result)->coeffs) < 0)
            fmpz_mpoly_neg(integer_part_of(result), integer_part_of(result), integer_context_of(a.ring()));
        fmpq_set(content_of(result), fmpq_of(*content));
        return result;
    });
}

Polynomial Polynomial::derivative(std::size_t variable) const {
    RUMINA_ASSERT(variable < ring_.variables(), "a variable of the ring");
    return interruptible([&] {
        Polynomial result(ring_);
        fmpq_mpoly_derivative(mpoly_of(result), mpoly_of(*this), static_cast<slong>(variable), context_of(ring_));
        return result;
    });
}

Rational Polynomial::evaluate(std::span<const Rational> values) const {
    RUMINA_ASSERT(values.size() == ring_.variables(), "a value for each variable");
    std::vector<std::int64_t> degree = degrees();
    double bits = static_cast<double>(coefficient_bits());
    std::vector<fmpq*> pointers;
    for (std::size_t i = 0; i < values.size(); ++i) {
        bits += static_cast<double>(std::max<std::int64_t>(degree[i], 0)) *
                static_cast<double>(values[i].numerator().bits() + values[i].denominator().bits());
        pointers.push_back(const_cast<fmpq*>(fmpq_of(values[i])));
    }
    require_bits("subs", static_cast<std::uint64_t>(std::min(bits, 1e18)));
    return interruptible([&] {
        Rational result;
        int feasible = fmpq_mpoly_evaluate_all_fmpq(fmpq_of(result), mpoly_of(*this), pointers.data(), context_of(ring_));
        RUMINA_ASSERT(feasible, "a value within the limits");
        (void)feasible;
        return result;
    });
}

Polynomial Polynomial::evaluate(std::size_t variable, const Rational& value) const {
    RUMINA_ASSERT(variable < ring_.variables(), "a variable of the ring");
    double bits = static_cast<double>(coefficient_bits()) + static_cast<double>(std::max<std::int64_t>(degree(variable), 0)) *
                                                                static_cast<double>(value.numerator().bits() + value.denominator().bits());
    require_bits("subs", static_cast<std::uint64_t>(std::min(bits, 1e18)));
    require_coefficient_bits("subs", bits * static_cast<double>(terms()));
    return interruptible([&] {
        Polynomial result(ring_);
        int feasible = fmpq_mpoly_evaluate_one_fmpq(mpoly_of(result), mpoly_of(*this), static_cast<slong>(variable), fmpq_of(value), context_of(ring_));
        RUMINA_ASSERT(feasible, "a value within the limits");
        (void)feasible;
        return result;
    });
}

Polynomial Polynomial::compose(std::span<const Polynomial> images) const {
    RUMINA_ASSERT(images.size() == ring_.variables() && !images.empty(), "an image for each variable");
    const PolynomialRing& target = images[0].ring();
    require_composition("subs", *this, images);
    std::vector<fmpq_mpoly_struct*> pointers;
    for (const Polynomial& image : images) pointers.push_back(const_cast<fmpq_mpoly_struct*>(mpoly_of(image)));
    return within_limits("subs", interruptible([&] {
        Polynomial result(target);
        int feasible = fmpq_mpoly_compose_fmpq_mpoly(mpoly_of(result), mpoly_of(*this), pointers.data(), context_of(ring_), context_of(target));
        RUMINA_ASSERT(feasible, "a composition within the limits");
        (void)feasible;
        return result;
    }));
}

Polynomial Polynomial::reduce_power(std::size_t variable, std::uint64_t n, const Polynomial& value) const {
    RUMINA_ASSERT(n > 0 && value.ring() == ring_ && !value.uses(variable), "variable^n = value, free of the variable");
    if (degree(variable) < static_cast<std::int64_t>(n)) return *this;
    // Terms by how often variable^n fits; Σ part[q]·value^q.
    std::vector<std::pair<std::uint64_t, PolynomialBuilder>> parts;
    std::vector<std::uint64_t> exps(ring_.variables());
    for (std::size_t i = 0; i < terms(); ++i) {
        exponents(i, exps);
        std::uint64_t q = exps[variable] / n;
        exps[variable] %= n;
        auto at = std::lower_bound(parts.begin(), parts.end(), q, [](const auto& part, std::uint64_t key) { return part.first < key; });
        if (at == parts.end() || at->first != q) at = parts.emplace(at, q, PolynomialBuilder(ring_));
        at->second.add(coefficient(i), exps);
    }
    Polynomial result(ring_), value_power = Polynomial::constant(ring_, Rational(1));
    std::uint64_t reached = 0;
    for (auto& [q, builder] : parts) {
        value_power = value_power * algebra::power(value, q - reached);
        reached = q;
        result = result + builder.finish() * value_power;
    }
    return result;
}

PseudoDivision pseudo_divide(const Polynomial& a, const Polynomial& b, std::size_t variable) {
    require_one_ring(a, b);
    if (b.is_zero()) fail(DiagnosticId::DivisionByZero);
    const PolynomialRing& ring = a.ring();
    const std::int64_t degree = b.degree(variable);
    const Polynomial leading = b.leading_coefficient_in(variable);
    const Polynomial x = Polynomial::variable(ring, variable);
    PseudoDivision result{Polynomial::constant(ring, Rational(1)), Polynomial(ring), a};
    while (!result.remainder.is_zero() && result.remainder.degree(variable) >= degree) {
        const Polynomial top = result.remainder.leading_coefficient_in(variable);
        const Polynomial shift = power(x, static_cast<std::uint64_t>(result.remainder.degree(variable) - degree));
        if (std::optional<Polynomial> factor = divide_exactly(top, leading)) {
            result.quotient = result.quotient + *factor * shift;
            result.remainder = result.remainder - *factor * shift * b;
        } else {
            result.scale = result.scale * leading;
            result.quotient = result.quotient * leading + top * shift;
            result.remainder = result.remainder * leading - top * shift * b;
        }
    }
    return result;
}

} // namespace rumina::algebra
