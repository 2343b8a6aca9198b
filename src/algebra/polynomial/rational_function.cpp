// Rational functions in several variables, on FLINT's fmpz_mpoly_q: sums and products cancel by gcds of the parts
// before they multiply. [Henrici 1956; Knuth 1997] 4.5.1
#include "algebra/polynomial/rational_function.h"

#include <algorithm>

#include "algebra/polynomial/size_estimate.h"
#include "algebra/work_budget.h"
#include "base/assert.h"
#include "diagnostics/diagnostic.h"

#include "algebra/polynomial/flint_polynomial.h"

namespace rumina::algebra {

namespace {

const fmpz_mpoly_ctx_struct* context(const RationalFunction& a) { return integer_context_of(a.ring()); }

/// Work by the products of terms, before it is begun: a gcd costs some of them.
void charge(double products) { poll_work(20 + static_cast<std::size_t>(std::min(products * 2, 1e9))); }

/// FLINT multiplies cofactors without asking: bound the cross products first, by what they are before cancelling.
void require_sum(const RationalFunction& a, const RationalFunction& b) {
    const fmpz_mpoly_q_struct* p = quotient_of(a);
    const fmpz_mpoly_q_struct* q = quotient_of(b);
    double products = static_cast<double>(p->num.length) * static_cast<double>(q->den.length) +
                      static_cast<double>(q->num.length) * static_cast<double>(p->den.length);
    charge(products);
    if (products < 1e5) return;
    Polynomial an = a.numerator(), ad = a.denominator(), bn = b.numerator(), bd = b.denominator();
    require_product("+", an, bd);
    require_product("+", bn, ad);
    require_product("+", ad, bd);
}

void require_quotient_product(const RationalFunction& a, const RationalFunction& b, bool inverted) {
    const fmpz_mpoly_q_struct* p = quotient_of(a);
    const fmpz_mpoly_q_struct* q = quotient_of(b);
    double products = static_cast<double>(p->num.length + p->den.length) * static_cast<double>(q->num.length + q->den.length);
    charge(products);
    if (products < 1e5) return;
    require_product("*", a.numerator(), inverted ? b.denominator() : b.numerator());
    require_product("*", a.denominator(), inverted ? b.numerator() : b.denominator());
}

} // namespace

RationalFunction::RationalFunction(const PolynomialRing& ring) : ring_(ring) { fmpz_mpoly_q_init(quotient_of(*this), integer_context_of(ring_)); }

RationalFunction::RationalFunction(const Polynomial& value) : RationalFunction(value.ring()) {
    if (value.is_zero()) return;
    fmpz_mpoly_q_struct* q = quotient_of(*this);
    fmpz_mpoly_scalar_mul_fmpz(&q->num, integer_part_of(value), fmpq_numref(content_of(value)), integer_context_of(ring_));
    fmpz_mpoly_set_fmpz(&q->den, fmpq_denref(content_of(value)), integer_context_of(ring_));
}

RationalFunction RationalFunction::make(const Polynomial& numerator, const Polynomial& denominator) {
    RUMINA_ASSERT(numerator.ring() == denominator.ring(), "polynomials of one ring");
    if (denominator.is_zero()) fail(DiagnosticId::DivisionByZero);
    RationalFunction result(numerator.ring());
    if (numerator.is_zero()) return result;
    const fmpz_mpoly_ctx_struct* ctx = integer_context_of(numerator.ring());
    Rational content = numerator.content() / denominator.content();
    // Parts of a polynomial are primitive: only polynomial factors can be common.
    Polynomial top = numerator.primitive_part(), bottom = denominator.primitive_part(), common = gcd(top, bottom);
    if (!common.is_one()) {
        top = *divide_exactly(top, common);
        bottom = *divide_exactly(bottom, common);
    }
    fmpz_mpoly_q_struct* q = quotient_of(result);
    fmpz_mpoly_scalar_mul_fmpz(&q->num, integer_part_of(top), fmpz_of(content.numerator()), ctx);
    fmpz_mpoly_scalar_mul_fmpz(&q->den, integer_part_of(bottom), fmpz_of(content.denominator()), ctx);
    return result;
}

RationalFunction RationalFunction::constant(const PolynomialRing& ring, const Rational& value) {
    return interruptible([&] {
        RationalFunction result(ring);
        fmpz_mpoly_q_set_fmpq(quotient_of(result), fmpq_of(value), integer_context_of(ring));
        return result;
    });
}

RationalFunction::RationalFunction(const RationalFunction& other) : RationalFunction(other.ring_) {
    fmpz_mpoly_q_set(quotient_of(*this), quotient_of(other), integer_context_of(ring_));
}

RationalFunction::RationalFunction(RationalFunction&& other) noexcept : ring_(other.ring_) {
    Uninterrupted whole; // an empty quotient has a denominator already
    fmpz_mpoly_q_init(quotient_of(*this), integer_context_of(ring_));
    fmpz_mpoly_q_swap(quotient_of(*this), quotient_of(other), integer_context_of(ring_));
}

RationalFunction& RationalFunction::operator=(const RationalFunction& other) {
    if (this != &other) {
        RationalFunction copy(other);
        *this = std::move(copy);
    }
    return *this;
}

RationalFunction& RationalFunction::operator=(RationalFunction&& other) noexcept {
    fmpz_mpoly_q_swap(quotient_of(*this), quotient_of(other), integer_context_of(ring_));
    std::swap(ring_, other.ring_);
    return *this;
}

RationalFunction::~RationalFunction() {
    if (!work_abandoned()) fmpz_mpoly_q_clear(quotient_of(*this), integer_context_of(ring_));
}

namespace {
Polynomial polynomial_of(const fmpz_mpoly_struct* value, const PolynomialRing& ring) {
    Polynomial result(ring);
    fmpz_mpoly_set(integer_part_of(result), value, integer_context_of(ring));
    fmpq_one(content_of(result));
    fmpq_mpoly_reduce(mpoly_of(result), context_of(ring));
    return result;
}
} // namespace

Polynomial RationalFunction::numerator() const { return polynomial_of(&quotient_of(*this)->num, ring_); }
Polynomial RationalFunction::denominator() const { return polynomial_of(&quotient_of(*this)->den, ring_); }
bool RationalFunction::is_zero() const { return fmpz_mpoly_q_is_zero(quotient_of(*this), context(*this)) != 0; }
bool RationalFunction::is_one() const { return fmpz_mpoly_q_is_one(quotient_of(*this), context(*this)) != 0; }
bool RationalFunction::is_polynomial() const { return fmpz_mpoly_is_fmpz(&quotient_of(*this)->den, context(*this)) != 0; }
bool RationalFunction::is_constant() const { return fmpz_mpoly_q_is_fmpq(quotient_of(*this), context(*this)) != 0; }

bool RationalFunction::uses(std::size_t variable) const {
    auto v = static_cast<slong>(variable);
    return fmpz_mpoly_degree_si(&quotient_of(*this)->num, v, context(*this)) > 0 || fmpz_mpoly_degree_si(&quotient_of(*this)->den, v, context(*this)) > 0;
}

Polynomial RationalFunction::polynomial() const {
    RUMINA_ASSERT(is_polynomial(), "a constant denominator");
    return numerator() * (Rational(1) / denominator().constant_value());
}

Rational RationalFunction::constant_value() const { return numerator().constant_value() / denominator().constant_value(); }

RationalFunction operator+(const RationalFunction& a, const RationalFunction& b) {
    RUMINA_ASSERT(a.ring() == b.ring(), "rational functions of one ring");
    require_sum(a, b);
    return interruptible([&] {
        RationalFunction result(a.ring());
        fmpz_mpoly_q_add(quotient_of(result), quotient_of(a), quotient_of(b), context(a));
        return result;
    });
}

RationalFunction operator-(const RationalFunction& a, const RationalFunction& b) {
    RUMINA_ASSERT(a.ring() == b.ring(), "rational functions of one ring");
    require_sum(a, b);
    return interruptible([&] {
        RationalFunction result(a.ring());
        fmpz_mpoly_q_sub(quotient_of(result), quotient_of(a), quotient_of(b), context(a));
        return result;
    });
}

RationalFunction operator*(const RationalFunction& a, const RationalFunction& b) {
    RUMINA_ASSERT(a.ring() == b.ring(), "rational functions of one ring");
    require_quotient_product(a, b, false);
    return interruptible([&] {
        RationalFunction result(a.ring());
        fmpz_mpoly_q_mul(quotient_of(result), quotient_of(a), quotient_of(b), context(a));
        return result;
    });
}

RationalFunction operator/(const RationalFunction& a, const RationalFunction& b) {
    RUMINA_ASSERT(a.ring() == b.ring(), "rational functions of one ring");
    if (b.is_zero()) fail(DiagnosticId::DivisionByZero);
    require_quotient_product(a, b, true);
    return interruptible([&] {
        RationalFunction result(a.ring());
        fmpz_mpoly_q_div(quotient_of(result), quotient_of(a), quotient_of(b), context(a));
        return result;
    });
}

RationalFunction RationalFunction::operator-() const {
    return interruptible([&] {
        RationalFunction result(ring_);
        fmpz_mpoly_q_neg(quotient_of(result), quotient_of(*this), integer_context_of(ring_));
        return result;
    });
}

bool operator==(const RationalFunction& a, const RationalFunction& b) {
    RUMINA_ASSERT(a.ring() == b.ring(), "rational functions of one ring");
    return fmpz_mpoly_q_equal(quotient_of(a), quotient_of(b), context(a)) != 0;
}

RationalFunction RationalFunction::derivative(std::size_t variable) const {
    // (n/d)' = (n' - n·d'/d)/d
    Polynomial n = numerator(), d = denominator();
    if (!d.uses(variable)) return make(n.derivative(variable), d);
    return (RationalFunction(n.derivative(variable)) - *this * RationalFunction(d.derivative(variable))) / RationalFunction(d);
}

std::optional<Rational> RationalFunction::evaluate(std::span<const Rational> values) const {
    Rational bottom = denominator().evaluate(values);
    if (bottom.sign() == 0) return std::nullopt;
    return numerator().evaluate(values) / bottom;
}

RationalFunction power(const RationalFunction& a, std::int64_t n) {
    if (n == 0) return RationalFunction::constant(a.ring(), Rational(1));
    if (n < 0 && a.is_zero()) fail(DiagnosticId::ZeroToNegative);
    std::uint64_t size = n < 0 ? 0 - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n);
    // Powers of coprime parts stay coprime.
    Polynomial top = power(a.numerator(), size), bottom = power(a.denominator(), size);
    if (n < 0) std::swap(top, bottom);
    RationalFunction result(top), divisor(bottom);
    if (bottom.is_one()) return result;
    fmpz_mpoly_q_struct* q = quotient_of(result);
    fmpz_mpoly_swap(&q->den, &quotient_of(divisor)->num, integer_context_of(a.ring()));
    if (fmpz_sgn(q->den.coeffs) < 0) {
        fmpz_mpoly_neg(&q->num, &q->num, integer_context_of(a.ring()));
        fmpz_mpoly_neg(&q->den, &q->den, integer_context_of(a.ring()));
    }
    return result;
}

} // namespace rumina::algebra
