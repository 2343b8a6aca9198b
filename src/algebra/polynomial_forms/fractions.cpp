// together, cancel, apart, numerator, denominator.
#include <algorithm>
#include <optional>

#include "algebra/domain/domain.h"
#include "algebra/polynomial/partial_fractions.h"
#include "algebra/polynomial_forms/part_by_part.h"
#include "algebra/polynomial_forms/polynomial_forms.h"

namespace rumina::algebra {
namespace {

bool is_quotient_form(const Expr& e) { return e.is_add() || e.is_mul() || e.is_power(); }

/// The simpler of the quotient and the same with a rational denominator, where that cancels something.
RationalFunction simplest(const Domain& domain, RationalFunction value) {
    if (!domain.has_relations() || !domain.is_field() || !domain.has_algebraic_denominator(value)) return value;
    RationalFunction other = domain.rationalised(value);
    auto size = [](const RationalFunction& f) {
        return std::pair(f.denominator().total_degree(), f.denominator().terms() + f.numerator().terms());
    };
    return size(other) < size(value) ? other : value;
}

/// Bases of denominators as they stand in the expression, each once.
void gather_denominators(const Expr& e, std::vector<Expr>& bases) {
    auto note = [&](const Expr& base, const Expr& exponent) {
        if (base.is_add() && exponent.is_integer() && exponent.number().sign() < 0 &&
            std::find(bases.begin(), bases.end(), base) == bases.end())
            bases.push_back(base);
    };
    auto visit = [&](const Expr& term) {
        if (term.is_power()) note(term.base(), term.exponent());
        if (term.is_mul())
            for (const Factor& f : term.factors()) note(f.base, f.exponent);
    };
    visit(e);
    if (e.is_add())
        for (const Term& t : e.terms()) visit(t.term);
}

std::optional<Rational> rational_exponent(const Expr& e) {
    if (e.is_number() && e.number().is_rational()) return e.number().rational();
    return std::nullopt;
}

/// Whether a factor belongs below the line: a negative rational exponent, or an exponent with a negative coefficient.
bool is_below(const Factor& f) {
    if (std::optional<Rational> r = rational_exponent(f.exponent)) return r->sign() < 0 && !f.base.is_number();
    const Number c = f.exponent.coefficient();
    return !f.exponent.is_add() && c.is_real() && c.sign() < 0;
}

struct Fraction {
    Expr above, below;
};

} // namespace

Expr cancel(const Expr& e) {
    if (e.has_infinity()) return e;
    if (std::optional<Expr> parts = part_by_part(e, [](const Expr& a) { return cancel(a); })) return *parts;
    if (!is_quotient_form(e)) return e;
    Domain domain({&e, 1}, Domain::Denominators::Quotient);
    return domain.expression(simplest(domain, domain.quotient(e)));
}

Expr together(const Expr& e) {
    if (e.has_infinity()) return e;
    if (std::optional<Expr> parts = part_by_part(e, [](const Expr& a) { return together(a); })) return *parts;
    if (!is_quotient_form(e)) return e;
    Domain domain({&e, 1}, Domain::Denominators::Quotient);
    RationalFunction value = simplest(domain, domain.quotient(e));
    ProductBuilder product;
    Polynomial below = value.denominator();
    // Take the factors out that the denominators had; variables are seen as factors by themselves.
    std::vector<Expr> bases;
    gather_denominators(e, bases);
    for (const Expr& base : bases) {
        RationalFunction given = domain.quotient(base);
        if (!given.is_polynomial()) continue;
        Polynomial divisor = given.polynomial();
        if (divisor.is_constant()) continue;
        std::int64_t times = 0;
        while (std::optional<Polynomial> rest = divide_exactly(below, divisor)) {
            below = *rest;
            ++times;
        }
        if (times > 0) product.multiply(base, Expr(-times));
    }
    Polynomial above = value.numerator();
    if (below.is_constant()) {
        above = above * (Rational(1) / below.constant_value());
    } else {
        product.multiply(domain.expression(below), Expr(-1));
    }
    product.multiply(domain.expression(above));
    return product.finish();
}

namespace {

Fraction fraction_of(const Expr& e) {
    Expr whole = e.is_add() ? together(e) : e;
    ProductBuilder above, below;
    auto number = [&](const Number& n) {
        if (n.is_exact()) {
            Integer denominator = lcm(n.re().denominator(), n.im().denominator());
            above.multiply(n * Number(denominator));
            below.multiply(Number(denominator));
        } else {
            above.multiply(n);
        }
    };
    switch (whole.kind()) {
    case NodeKind::Number: number(whole.number()); break;
    case NodeKind::Mul:
        number(whole.coefficient());
        for (const Factor& f : whole.factors()) {
            if (is_below(f)) below.multiply(f.base, negate(f.exponent));
            else above.multiply(f.base, f.exponent);
        }
        break;
    case NodeKind::Power:
        if (is_below({whole.base(), whole.exponent()})) below.multiply(whole.base(), negate(whole.exponent()));
        else above.multiply(whole);
        break;
    case NodeKind::Add: { // a polynomial over a number
        Integer denominator(1);
        auto meet = [&](const Number& n) {
            if (n.is_exact()) denominator = lcm(denominator, lcm(n.re().denominator(), n.im().denominator()));
        };
        meet(whole.constant_part());
        for (const Term& t : whole.terms()) meet(t.coefficient);
        above.multiply(scale(Number(denominator), whole));
        below.multiply(Number(denominator));
        break;
    }
    default: above.multiply(whole);
    }
    return {above.finish(), below.finish()};
}

} // namespace

Expr numerator(const Expr& e) { return e.has_infinity() ? e : fraction_of(e).above; }

Expr denominator(const Expr& e) { return e.has_infinity() ? Expr(1) : fraction_of(e).below; }

Expr apart(const Expr& e, const Expr& x) {
    if (e.has_infinity()) return e;
    if (std::optional<Expr> parts = part_by_part(e, [&](const Expr& a) { return apart(a, x); })) return *parts;
    if (!is_quotient_form(e)) return e;
    Domain domain({&e, 1}, Domain::Denominators::Quotient, {&x, 1});
    std::optional<Domain::KernelVariable> variable = domain.variable_of(x);
    if (!variable) return e;
    RationalFunction value = simplest(domain, domain.quotient(e));
    if (domain.occurs_inside(value.denominator(), x) || domain.occurs_inside(value.numerator(), x)) return e;
    PartialFractions parts = partial_fractions(value, variable->variable);
    // Formal identities hold for the algebraic numbers too, as long as no denominator becomes zero by their relations.
    auto certain = [&](const RationalFunction& f) { return !domain.reduced(f.denominator()).is_zero(); };
    if (domain.has_relations()) {
        bool all = certain(parts.polynomial) && domain.is_field();
        for (const auto& part : parts.parts) all = all && certain(part.numerator);
        if (!all) return e;
    }
    // Each power of x for itself.
    SumBuilder sum;
    RationalFunction whole = domain.reduced(parts.polynomial);
    const RationalFunction scale_below = RationalFunction::make(Polynomial::constant(domain.ring(), Rational(1)), whole.denominator());
    const Polynomial unit = Polynomial::variable(domain.ring(), variable->variable);
    for (const auto& [k, c] : whole.numerator().coefficients_in(variable->variable)) {
        Expr coefficient = domain.expression(RationalFunction(c) * scale_below);
        sum.add(multiply(coefficient, domain.expression(power(unit, k))));
    }
    for (const auto& part : parts.parts) {
        // numerator/(d·base^k) with d free of x beside the base
        RationalFunction numerator = domain.reduced(part.numerator);
        ProductBuilder product;
        product.multiply(domain.expression(numerator));
        product.multiply(domain.expression(part.base), Expr(-static_cast<std::int64_t>(part.power)));
        sum.add(product.finish());
    }
    return sum.finish();
}

} // namespace rumina::algebra
