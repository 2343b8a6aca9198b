// Expressions to polynomials and back, and reduction modulo the relations of a domain.
#include <algorithm>

#include "algebra/domain/domain.h"
#include "algebra/polynomial/fraction_polynomial.h"
#include "algebra/store.h"
#include "base/assert.h"
#include "diagnostics/diagnostic.h"
#include "number/big_float.h"

namespace rumina::algebra {
namespace {

Rational exact(const Number& n, bool imaginary) {
    if (n.is_exact()) return imaginary ? n.im() : n.re();
    if (n.is_big()) return (imaginary ? n.big_im(n.precision_bits()) : n.big_re(n.precision_bits())).to_rational();
    return Rational::from_double(imaginary ? n.float_im() : n.float_re());
}

Number rounded(const Number& exact, std::int64_t bits) {
    if (bits == 53)
        return exact.is_real() ? Number::real_float(exact.rational().to_double())
                               : Number::complex_float(exact.re().to_double(), exact.im().to_double());
    BigFloat re = BigFloat::from_rational(exact.re(), bits);
    return exact.is_real() ? Number::big_float(re) : Number::big_complex(re, BigFloat::from_rational(exact.im(), bits));
}

} // namespace

// ── to polynomials ──

Polynomial Domain::number_polynomial(const Number& n) const {
    Polynomial result = Polynomial::constant(*ring_, exact(n, false));
    if (!n.is_real()) result = result + Polynomial::variable(*ring_, generators_[*unit_i_].variable) * exact(n, true);
    return result;
}

void Domain::add_exponents(const Expr& base, const Expr& exponent, std::vector<std::int64_t>& exponents) const {
    if (is_plain_power(base, exponent)) { // nearly all of them
        const Generator& g = find(base, one_);
        exponents[g.variable] += exponent.number().small() * static_cast<std::int64_t>(g.root);
        return;
    }
    for (const Step& step : steps_of(base, exponent))
        for (const Expr& b : number_bases(base, step.direction)) {
            const Generator& g = find(b, step.direction);
            Rational times = step.coefficient * Rational(static_cast<std::int64_t>(g.root));
            RUMINA_ASSERT(times.is_integer() && times.numerator().fits_int64(), "a multiple of the unit");
            std::int64_t count = times.numerator().to_int64();
            if (is_half_turn(b, step.direction)) count = remainder_floor(times.numerator(), Integer(static_cast<std::int64_t>(2 * g.root))).to_int64();
            exponents[g.variable] += count;
        }
}

/// Adds the exponents of a product of atoms; false (and nothing changed that matters) when a factor must be multiplied out.
bool Domain::add_monomial(const Expr& e, std::vector<std::int64_t>& exponents) const {
    switch (e.kind()) {
    case NodeKind::Number:
    case NodeKind::Add: return false;
    case NodeKind::Mul:
        for (const Factor& f : e.factors()) {
            if (multiplies_out(f.base, f.exponent)) return false;
            add_exponents(f.base, f.exponent, exponents);
        }
        return true;
    case NodeKind::Power:
        if (multiplies_out(e.base(), e.exponent())) return false;
        add_exponents(e.base(), e.exponent(), exponents);
        return true;
    default:
        add_exponents(e, one_, exponents);
        return true;
    }
}

void Domain::push_term(PolynomialBuilder& builder, const Number& coefficient, const std::vector<std::int64_t>& exponents) const {
    std::vector<std::uint64_t>& unsigned_exponents = scratch_;
    unsigned_exponents.assign(exponents.size(), 0);
    for (const Generator& g : generators_) {
        std::int64_t e = exponents[g.variable];
        if (e >= 0) {
            unsigned_exponents[g.variable] = static_cast<std::uint64_t>(e);
        } else {
            RUMINA_ASSERT(g.inverse, "a negative exponent was noted");
            unsigned_exponents[*g.inverse] = static_cast<std::uint64_t>(-e);
        }
    }
    builder.add(exact(coefficient, false), unsigned_exponents);
    if (coefficient.is_real()) return;
    ++unsigned_exponents[generators_[*unit_i_].variable];
    builder.add(exact(coefficient, true), unsigned_exponents);
}

Polynomial Domain::power_of(const Polynomial& a, std::uint64_t n) const {
    bool algebraic = std::any_of(relations_.begin(), relations_.end(), [&](const Relation& r) { return a.uses(r.variable); });
    if (!algebraic || n < 2) return power(a, n);
    // By squaring, so that the relations keep intermediate powers short.
    Polynomial result = Polynomial::constant(*ring_, Rational(1)), square = a;
    for (;;) {
        if ((n & 1) != 0) result = reduced(result * square);
        n >>= 1;
        if (n == 0) return result;
        square = reduced(square * square);
    }
}

Polynomial Domain::raw_polynomial(const Expr& e) const {
    DepthGuard guard;
    poll_work();
    std::vector<std::int64_t> exponents(ring_->variables(), 0);
    switch (e.kind()) {
    case NodeKind::Number: return number_polynomial(e.number());
    case NodeKind::Add: {
        PolynomialBuilder monomials(*ring_);
        push_term(monomials, e.constant_part(), exponents);
        Polynomial rest(*ring_);
        for (const Term& t : e.terms()) {
            std::fill(exponents.begin(), exponents.end(), 0);
            if (add_monomial(t.term, exponents)) push_term(monomials, t.coefficient, exponents);
            else rest = rest + raw_polynomial(t.term) * number_polynomial(t.coefficient);
        }
        return monomials.finish() + rest;
    }
    default: break;
    }
    PolynomialBuilder monomial(*ring_);
    if (add_monomial(e, exponents)) {
        push_term(monomial, e.coefficient(), exponents);
        return reduced(monomial.finish());
    }
    auto multiplied_out = [&](const Expr& base, const Expr& exponent) {
        return power_of(raw_polynomial(base), static_cast<std::uint64_t>(exponent.number().integer().to_int64()));
    };
    if (e.is_power()) return multiplied_out(e.base(), e.exponent());
    std::fill(exponents.begin(), exponents.end(), 0);
    std::optional<Polynomial> product;
    for (const Factor& f : e.factors()) {
        if (!multiplies_out(f.base, f.exponent)) {
            add_exponents(f.base, f.exponent, exponents);
            continue;
        }
        Polynomial factor = multiplied_out(f.base, f.exponent);
        product = product ? reduced(*product * factor) : std::move(factor);
    }
    push_term(monomial, e.coefficient(), exponents);
    return reduced(*product * monomial.finish());
}

Polynomial Domain::polynomial(const Expr& e) const {
    Polynomial result = cancel_inverses(raw_polynomial(e));
    // A relation may bring inverses in: the radicand of √(1 + 1/x).
    return relations_.empty() ? result : cancel_inverses(reduced(result));
}

/// t·t^-1 = 1 in every term.
Polynomial Domain::cancel_inverses(const Polynomial& a) const {
    if (!has_inverses_) return a;
    PolynomialBuilder builder(*ring_);
    std::vector<std::uint64_t> exponents(ring_->variables());
    for (std::size_t i = 0; i < a.terms(); ++i) {
        a.exponents(i, exponents);
        for (const Generator& g : generators_) {
            if (!g.inverse) continue;
            std::uint64_t common = std::min(exponents[g.variable], exponents[*g.inverse]);
            exponents[g.variable] -= common;
            exponents[*g.inverse] -= common;
        }
        builder.add(a.coefficient(i), exponents);
    }
    return builder.finish();
}

RationalFunction Domain::quotient(const Expr& e) const {
    DepthGuard guard;
    poll_work();
    RUMINA_ASSERT(denominators_ == Denominators::Quotient, "a domain of quotients");
    auto power_quotient = [&](const Expr& base, const Expr& exponent) {
        if (!multiplies_out(base, exponent)) {
            std::vector<std::int64_t> exponents(ring_->variables(), 0);
            add_exponents(base, exponent, exponents);
            std::vector<std::uint64_t> above(exponents.size()), below(exponents.size());
            for (std::size_t i = 0; i < exponents.size(); ++i) {
                above[i] = static_cast<std::uint64_t>(std::max<std::int64_t>(exponents[i], 0));
                below[i] = static_cast<std::uint64_t>(std::max<std::int64_t>(-exponents[i], 0));
            }
            return RationalFunction::make(Polynomial::monomial(*ring_, Rational(1), above), Polynomial::monomial(*ring_, Rational(1), below));
        }
        std::int64_t n = exponent.number().integer().to_int64();
        RationalFunction value = quotient(base);
        auto size = static_cast<std::uint64_t>(n < 0 ? -n : n);
        Polynomial above = power_of(value.numerator(), size), below = power_of(value.denominator(), size);
        if (n < 0) std::swap(above, below);
        return RationalFunction::make(above, below);
    };
    switch (e.kind()) {
    case NodeKind::Add: {
        // Polynomial terms in bulk; only real quotients go through common denominators.
        PolynomialBuilder monomials(*ring_);
        std::vector<std::int64_t> exponents(ring_->variables(), 0);
        push_term(monomials, e.constant_part(), exponents);
        RationalFunction rest(*ring_);
        for (const Term& t : e.terms()) {
            std::fill(exponents.begin(), exponents.end(), 0);
            if (add_monomial(t.term, exponents) && std::all_of(exponents.begin(), exponents.end(), [](std::int64_t x) { return x >= 0; }))
                push_term(monomials, t.coefficient, exponents);
            else
                rest = reduced(rest + quotient(t.term) * RationalFunction(number_polynomial(t.coefficient)));
        }
        return reduced(RationalFunction(monomials.finish()) + rest);
    }
    case NodeKind::Mul: {
        RationalFunction result(number_polynomial(e.coefficient()));
        for (const Factor& f : e.factors()) result = reduced(result * power_quotient(f.base, f.exponent));
        return result;
    }
    case NodeKind::Number: return RationalFunction(number_polynomial(e.number()));
    default: return reduced(power_quotient(e.base(), e.exponent()));
    }
}

// ── relations ──

Polynomial Domain::reduced(const Polynomial& a) const {
    if (relations_.empty()) return a;
    Polynomial result = a;
    for (std::size_t i = relations_.size(); i-- > 0;) {
        const Relation& r = relations_[i];
        if (r.value) result = result.reduce_power(r.variable, r.power, *r.value);
        else if (result.degree(r.variable) >= r.modulus->degree(r.variable)) result = pseudo_divide(result, *r.modulus, r.variable).remainder;
    }
    return result;
}

RationalFunction Domain::reduced(const RationalFunction& a) const {
    if (relations_.empty()) return a;
    Polynomial above = a.numerator(), below = a.denominator();
    Polynomial new_above = reduced(above), new_below = reduced(below);
    if (new_above == above && new_below == below) return a;
    return RationalFunction::make(new_above, new_below);
}

bool Domain::has_algebraic_denominator(const RationalFunction& a) const {
    Polynomial below = a.denominator();
    return std::any_of(relations_.begin(), relations_.end(), [&](const Relation& r) { return below.uses(r.variable); });
}

/// 1/d for the variable t of a relation: s·d + r·(t^n - c) = 1 over the fractions in the other variables gives 1/d = s,
/// whose denominator, a factor of the norm of d, is free of t and not zero in a field. [Cohen 1993] 4.3
RationalFunction Domain::rationalised(const RationalFunction& a) const {
    RUMINA_ASSERT(is_field_, "inverses need a field");
    RationalFunction result = a;
    for (std::size_t i = relations_.size(); i-- > 0;) {
        const Relation& r = relations_[i];
        Polynomial below = result.denominator();
        if (!below.uses(r.variable)) continue;
        Polynomial modulus = power(Polynomial::variable(*ring_, r.variable), r.power) - *r.value;
        FractionBezout bezout = extended_gcd(FractionPolynomial(below, r.variable), FractionPolynomial(modulus, r.variable));
        RUMINA_ASSERT(bezout.gcd.degree() == 0, "a nonzero element of a field");
        RationalFunction inverse = bezout.s.to_rational_function();
        result = RationalFunction::make(reduced(result.numerator() * inverse.numerator()), reduced(inverse.denominator()));
    }
    return result;
}

// ── back to expressions ──

Expr Domain::expression(const Polynomial& a) const {
    SumBuilder sum;
    sum.reserve(a.terms());
    std::vector<Term> interned;
    if (fast_) interned.reserve(a.terms());
    std::vector<std::uint64_t> exponents(ring_->variables());
    std::optional<std::size_t> i_variable;
    if (unit_i_) i_variable = generators_[*unit_i_].variable;
    Store& store = Store::current();
    for (std::size_t k = 0; k < a.terms(); ++k) {
        a.exponents(k, exponents);
        Rational c = a.coefficient(k);
        Number coefficient(c);
        if (i_variable && exponents[*i_variable] != 0) coefficient = coefficient * Number::imaginary_unit().pow(Integer(static_cast<std::int64_t>(exponents[*i_variable] % 4)));
        if (float_bits_ != 0) coefficient = rounded(coefficient, float_bits_);
        auto net = [&](const Generator& g) {
            auto e = static_cast<std::int64_t>(exponents[g.variable]);
            return g.inverse ? e - static_cast<std::int64_t>(exponents[*g.inverse]) : e;
        };
        if (fast_) {
            std::vector<Factor> factors;
            for (std::size_t g : fast_order_)
                if (std::int64_t e = net(generators_[g])) factors.push_back({generators_[g].base, Expr(e)});
            if (factors.empty()) {
                sum.add(coefficient);
            } else if (factors.size() == 1) {
                const Factor& f = factors.front();
                Expr term = f.exponent.is_one() ? f.base : store.intern_power(f.base, f.exponent);
                if (term.is_add()) sum.add(term, coefficient);
                else interned.push_back({std::move(term), std::move(coefficient)});
            } else {
                interned.push_back({store.intern_mul(Number(1), factors), std::move(coefficient)});
            }
            continue;
        }
        ProductBuilder product;
        for (const Generator& g : generators_) {
            if (i_variable == g.variable) continue;
            if (std::int64_t e = net(g))
                product.multiply(g.base, scale(Number(Rational::make(Integer(e), Integer(static_cast<std::int64_t>(g.root)))), g.direction));
        }
        sum.add(product.finish(), coefficient);
    }
    // In structural order, by hashes next to each other in memory: many times faster than by way of the nodes.
    std::vector<std::pair<std::uint64_t, std::size_t>> order;
    order.reserve(interned.size());
    for (std::size_t k = 0; k < interned.size(); ++k) order.emplace_back(interned[k].term.hash(), k);
    std::sort(order.begin(), order.end());
    for (const auto& [hash, k] : order) sum.add_canonical_term(std::move(interned[k].term), std::move(interned[k].coefficient));
    return sum.finish();
}

std::vector<Expr> Domain::units() const {
    RUMINA_ASSERT(denominators_ == Denominators::Quotient, "one variable for each generator");
    std::vector<Expr> result(generators_.size());
    for (const Generator& g : generators_)
        result[g.variable] = power(g.base, scale(Number(Rational::make(Integer(1), Integer(static_cast<std::int64_t>(g.root)))), g.direction));
    return result;
}

Expr Domain::expression(const RationalFunction& a) const {
    Polynomial below = a.denominator();
    if (below.is_constant()) return expression(a.numerator() * (Rational(1) / below.constant_value()));
    return multiply(expression(a.numerator()), power(expression(below), Expr(-1)));
}

} // namespace rumina::algebra
