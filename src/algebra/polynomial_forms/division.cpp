// gcd, lcm, quotient, remainder, resultant, discriminant of expressions.
#include <vector>

#include "algebra/polynomial/fraction_polynomial.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/kernel_polynomial.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "diagnostics/diagnostic.h"

namespace rumina::algebra {

void fail_not_polynomial(std::string_view command) { fail(DiagnosticId::NotPolynomial, command); }

void fail_no_kernel(const Expr&) { fail(DiagnosticId::NotPolynomialVariable); }

KernelPolynomials::KernelPolynomials(std::string_view command, std::span<const Expr> expressions, const Expr& x)
    : domain(expressions, Domain::Denominators::Quotient, std::span<const Expr>(&x, x ? 1 : 0)) {
    if (x) {
        std::optional<Domain::KernelVariable> found = domain.variable_of(x);
        if (!found) fail_no_kernel(x);
        variable = found->variable;
        root = found->root;
    }
    for (const Expr& e : expressions) {
        RationalFunction value = domain.quotient(e);
        values.push_back(value.numerator());
        below.push_back(value.denominator());
        if (!x) {
            if (!value.is_polynomial()) fail_not_polynomial(command);
            values.back() = value.polynomial();
            below.back() = Polynomial::constant(domain.ring(), Rational(1));
            continue;
        }
        // Denominators without x are coefficients.
        if (below.back().uses(variable) || domain.occurs_inside(values.back(), x) || domain.occurs_inside(below.back(), x))
            fail_not_polynomial(command);
        for (const auto& [k, c] : values.back().coefficients_in(variable))
            if (k % root != 0) fail_not_polynomial(command);
    }
}

Polynomial KernelPolynomials::in_kernel(std::size_t i) const {
    if (root == 1) return values[i];
    const Polynomial unit = Polynomial::variable(domain.ring(), variable);
    Polynomial result(domain.ring());
    for (const auto& [k, c] : values[i].coefficients_in(variable)) result = result + c * power(unit, k / root);
    return result;
}

Expr polynomial_gcd(const Expr& a, const Expr& b) {
    std::vector<Expr> both{a, b};
    KernelPolynomials p("gcd", both, Expr());
    Polynomial common = gcd(p.values[0], p.values[1]);
    Rational content = content_gcd(p.values[0].content(), p.values[1].content()).abs();
    return p.domain.expression(common * content);
}

Expr polynomial_lcm(const Expr& a, const Expr& b) {
    std::vector<Expr> both{a, b};
    KernelPolynomials p("lcm", both, Expr());
    if (p.values[0].is_zero() || p.values[1].is_zero()) return Expr(0);
    Rational content = content_gcd(p.values[0].content(), p.values[1].content()).abs();
    Rational product = (p.values[0].content() * p.values[1].content()).abs();
    return p.domain.expression(p.domain.reduced(lcm(p.values[0], p.values[1]) * (product / content)));
}

namespace {

/// Quotient and remainder over the fractions in everything but x.
std::pair<Expr, Expr> divided(std::string_view command, const Expr& a, const Expr& b, const Expr& x) {
    std::vector<Expr> both{a, b};
    KernelPolynomials p(command, both, x);
    if (p.values[1].is_zero()) fail(DiagnosticId::DivisionByZero);
    // Where roots of unknown standing occur the leading coefficient could be zero behind its form.
    Expr leading = p.domain.expression(p.values[1].leading_coefficient_in(p.variable));
    if (p.domain.has_relations() && !p.domain.is_field() && leading.is_constant() && zero_test(leading) != Truth::No)
        fail(DiagnosticId::NotDecided, "the leading coefficient of the divisor is zero", "");
    const PolynomialRing& ring = p.domain.ring();
    FractionPolynomial quotient(ring, p.variable), remainder(ring, p.variable);
    divide(FractionPolynomial(RationalFunction::make(p.values[0], p.below[0]), p.variable),
           FractionPolynomial(RationalFunction::make(p.values[1], p.below[1]), p.variable), quotient, remainder);
    // Coefficients one by one, so that each keeps its own denominator.
    auto expression = [&](const FractionPolynomial& value) {
        SumBuilder sum;
        const Polynomial unit = Polynomial::variable(ring, p.variable);
        for (std::int64_t i = 0; i <= value.degree(); ++i) {
            RationalFunction c = p.domain.reduced(value.coefficient(static_cast<std::size_t>(i)));
            if (p.domain.has_relations() && p.domain.is_field() && p.domain.has_algebraic_denominator(c)) c = p.domain.rationalised(c);
            if (c.is_polynomial()) sum.add(p.domain.expression(c.polynomial() * power(unit, static_cast<std::uint64_t>(i))));
            else sum.add(multiply(p.domain.expression(c), p.domain.expression(power(unit, static_cast<std::uint64_t>(i)))));
        }
        return sum.finish();
    };
    return {expression(quotient), expression(remainder)};
}

} // namespace

Expr polynomial_quotient(const Expr& a, const Expr& b, const Expr& x) { return divided("quotient", a, b, x).first; }

Expr polynomial_remainder(const Expr& a, const Expr& b, const Expr& x) { return divided("remainder", a, b, x).second; }

Expr resultant(const Expr& a, const Expr& b, const Expr& x) {
    std::vector<Expr> both{a, b};
    KernelPolynomials p("resultant", both, x);
    Polynomial f = p.in_kernel(0), g = p.in_kernel(1);
    if (f.is_zero() || g.is_zero()) return Expr(0);
    // res(f/a, g/b) = res(f, g)/(a^deg g · b^deg f)
    Polynomial below = power(p.below[0], static_cast<std::uint64_t>(g.degree(p.variable))) * power(p.below[1], static_cast<std::uint64_t>(f.degree(p.variable)));
    return p.domain.expression(p.domain.reduced(RationalFunction::make(resultant(f, g, p.variable), below)));
}

Expr discriminant(const Expr& a, const Expr& x) {
    KernelPolynomials p("discriminant", {&a, 1}, x);
    Polynomial f = p.in_kernel(0);
    Polynomial value = discriminant(f, p.variable);
    // disc(f/d) = disc(f)/d^(2n - 2)
    Polynomial below = power(p.below[0], 2 * static_cast<std::uint64_t>(f.degree(p.variable)) - 2);
    return p.domain.expression(p.domain.reduced(RationalFunction::make(value, below)));
}

} // namespace rumina::algebra
