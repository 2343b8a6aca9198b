#include "calculus/integrate/logarithmic_part.h"

#include <algorithm>

#include "algebra/binders.h"
#include "algebra/numeric.h"
#include "algebra/polynomial/univariate.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "algebra/traversal.h"
#include "calculus/integrate/closed_roots.h"
#include "calculus/shorthand.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

// ── polynomials in x as lists of constant coefficients, by rising power ──

using Coefficients = std::vector<Expr>;

/// A constant multiplied out; 0 when it is found to be.
Expr settled(const Expr& e) {
    Expr value = expand(e);
    if (value.is_number()) return value;
    return zero_test(value) == Truth::Yes ? Expr(0) : value;
}

void trim(Coefficients& a) {
    while (!a.empty() && a.back().is_zero()) a.pop_back();
}

Expr value_at(const Coefficients& a, const Expr& x) {
    SumBuilder sum;
    for (std::size_t k = 0; k < a.size(); ++k) sum.add(a[k] * power(x, Expr(static_cast<std::int64_t>(k))));
    return sum.finish();
}

Coefficients add_scaled(const Coefficients& a, const Coefficients& b, const Expr& scale, std::size_t shift) {
    Coefficients sum = a;
    if (sum.size() < b.size() + shift) sum.resize(b.size() + shift, Expr(0));
    for (std::size_t k = 0; k < b.size(); ++k) sum[k + shift] = settled(sum[k + shift] + scale * b[k]);
    trim(sum);
    return sum;
}

Coefficients product(const Coefficients& a, const Coefficients& b) {
    Coefficients result;
    for (std::size_t k = 0; k < b.size(); ++k) result = add_scaled(result, a, b[k], k);
    return result;
}

/// a = quotient·b + remainder.
void divide(const Coefficients& a, const Coefficients& b, Coefficients& quotient, Coefficients& remainder) {
    remainder = a;
    quotient.clear();
    while (remainder.size() >= b.size()) {
        const std::size_t shift = remainder.size() - b.size();
        const Expr factor = settled(simplify(remainder.back() / b.back()));
        if (quotient.size() <= shift) quotient.resize(shift + 1, Expr(0));
        quotient[shift] = factor;
        const std::size_t before = remainder.size();
        remainder = add_scaled(remainder, b, negate(factor), shift);
        if (remainder.size() == before) remainder.pop_back(); // the leading terms cancel by construction
        trim(remainder);
    }
}

// ── residues ──

/// t = u + iv.
struct Complex {
    Expr real, imaginary;
};

/// A polynomial in t at a complex value, by Horner's rule.
Complex evaluate(const UnivariatePolynomial& a, const ClosedRoot& at) {
    Complex value{Expr(0), Expr(0)};
    for (std::int64_t k = a.degree(); k >= 0; --k) {
        Expr real = settled(value.real * at.real - value.imaginary * at.imaginary + Expr(a.coefficient(static_cast<std::uint64_t>(k))));
        value.imaginary = settled(value.real * at.imaginary + value.imaginary * at.real);
        value.real = real;
    }
    return value;
}

/// The residues of numerator/base and, for each of them, the factor of the base whose logarithm it belongs to.
struct Residues {
    UnivariatePolynomial polynomial;               ///< irreducible; its roots are the residues
    std::vector<UnivariatePolynomial> coefficients; ///< of the factor, monic, by rising power of x: polynomials in the residue
};

/// Without parameters: [Lazard & Rioboo 1990]. Nothing when a leading coefficient vanishes.
std::optional<Residues> residues(const Polynomial& numerator, const Polynomial& base, std::size_t variable) {
    const std::size_t t = base.ring().variables();
    const PolynomialRing ring(t + 1);
    std::vector<std::size_t> same(t);
    for (std::size_t i = 0; i < t; ++i) same[i] = i;
    const Polynomial b = base.moved_to(ring, same);
    const Polynomial a = numerator.moved_to(ring, same) - Polynomial::variable(ring, t) * b.derivative(variable);
    const Factorization factors = factor(resultant(a, b, variable));
    if (factors.factors.size() != 1) return std::nullopt;
    const auto& [r, multiplicity] = factors.factors[0];
    Residues found{UnivariatePolynomial(r, t), {}};

    // The remainder of that degree in the sequence of the two.
    Polynomial first = b, second = a;
    while (second.degree(variable) > static_cast<std::int64_t>(multiplicity)) {
        Polynomial remainder = pseudo_divide(first, second, variable).remainder;
        if (remainder.is_zero()) return std::nullopt;
        if (auto reduced = divide_exactly(remainder, content_in(remainder, variable))) remainder = *reduced;
        first = std::move(second);
        second = std::move(remainder);
    }
    const Polynomial& s = b.degree(variable) == static_cast<std::int64_t>(multiplicity) ? b : second;
    if (s.degree(variable) != static_cast<std::int64_t>(multiplicity)) return std::nullopt;
    auto modulo = [&](const UnivariatePolynomial& p) { return algebra::divide(p, found.polynomial).second; };
    const UnivariateBezout bezout = extended_gcd(modulo(UnivariatePolynomial(s.leading_coefficient_in(variable), t)), found.polynomial);
    if (bezout.gcd.degree() != 0) return std::nullopt;
    for (std::uint64_t k = 0; k <= multiplicity; ++k)
        found.coefficients.push_back(modulo(UnivariatePolynomial(s.coefficient_of(variable, k), t) * bezout.s));
    return found;
}

Expr sum_over_residues(const Residues& r, const Expr& x) {
    const std::optional<std::vector<ClosedRoot>> roots = closed_roots(r.polynomial);
    if (!roots) {
        const Expr t = symbol("_t");
        SumBuilder polynomial, inside;
        for (std::int64_t k = 0; k <= r.polynomial.degree(); ++k)
            polynomial.add(Expr(r.polynomial.coefficient(static_cast<std::uint64_t>(k))) * power(t, Expr(k)));
        for (std::size_t j = 0; j < r.coefficients.size(); ++j) {
            const UnivariatePolynomial& c = r.coefficients[j];
            for (std::int64_t k = 0; k <= c.degree(); ++k)
                inside.add(Expr(c.coefficient(static_cast<std::uint64_t>(k))) * power(t, Expr(k)) * power(x, Expr(static_cast<std::int64_t>(j))));
        }
        return apply_function(FunctionId::RootSum, {abstract(polynomial.finish(), t), abstract(t * log_of(inside.finish()), t)});
    }
    SumBuilder sum;
    for (const ClosedRoot& root : *roots) {
        Coefficients real, imaginary;
        for (const UnivariatePolynomial& c : r.coefficients) {
            Complex value = evaluate(c, root);
            real.push_back(value.real);
            imaginary.push_back(value.imaginary);
        }
        if (root.is_real()) {
            sum.add(root.real * log_of(value_at(real, x)));
            continue;
        }
        trim(imaginary);
        if (!root.real.is_zero()) sum.add(root.real * log_of(value_at(add_scaled(product(real, real), product(imaginary, imaginary), Expr(1), 0), x)));
        sum.add(root.imaginary * inverse_tangents(real, imaginary, x));
    }
    return sum.finish();
}

// ── degree 2, with parameters ──

/// (p·x + q)/(a·x^2 + b·x + c)
Expr quadratic_part(const Expr& p, const Expr& q, const Expr& a, const Expr& b, const Expr& c, const Expr& base, const Expr& x) {
    const Expr logarithm = p / (Expr(2) * a) * log_of(base);
    const Expr rest = cancel(q - p * b / (Expr(2) * a));
    if (rest.is_zero()) return logarithm;
    const Expr discriminant = expand(Expr(4) * a * c - b * b), slope = Expr(2) * a * x + b;
    if (known_sign(discriminant) == std::optional(-1)) {
        const Expr width = simplify(sqrt(negate(discriminant)));
        return logarithm + rest / width * (log_of(slope - width) - log_of(slope + width));
    }
    const Expr width = simplify(sqrt(discriminant));
    return logarithm + Expr(2) * rest / width * atan_of(expand(slope / width));
}

} // namespace

Expr inverse_tangents(Coefficients a, Coefficients b, const Expr& x) {
    SumBuilder sum;
    trim(a), trim(b);
    for (;;) {
        if (b.empty()) return sum.finish();
        if (a.size() < b.size()) {
            std::swap(a, b);
            for (Expr& c : a) c = negate(c);
            continue;
        }
        Coefficients quotient, remainder;
        divide(a, b, quotient, remainder);
        if (remainder.empty()) {
            sum.add(Expr(2) * atan_of(value_at(quotient, x)));
            return sum.finish();
        }
        // d·b - c·a = g, by Euclid's algorithm on (b, -a).
        Coefficients r0 = b, r1, s0{Expr(1)}, s1, t0, t1{Expr(1)};
        for (const Expr& e : a) r1.push_back(negate(e));
        while (!r1.empty()) {
            divide(r0, r1, quotient, remainder);
            auto step = [&](Coefficients& u0, Coefficients& u1) {
                Coefficients next = u0;
                for (std::size_t k = 0; k < quotient.size(); ++k) next = add_scaled(next, u1, negate(quotient[k]), k);
                u0 = std::move(u1);
                u1 = std::move(next);
            };
            step(s0, s1), step(t0, t1);
            r0 = std::move(r1);
            r1 = std::move(remainder);
        }
        const Coefficients &d = s0, &c = t0;
        Coefficients numerator = product(a, d);
        for (std::size_t k = 0; k < c.size(); ++k) numerator = add_scaled(numerator, b, c[k], k);
        Coefficients whole, none;
        divide(numerator, r0, whole, none);
        sum.add(Expr(2) * atan_of(value_at(whole, x)));
        a = d;
        b = c;
    }
}

Expr logarithmic_part(const Domain& domain, const RationalFunction& numerator, const Polynomial& base, std::size_t variable, const Expr& x) {
    const Expr scale = domain.expression(numerator.denominator()), base_expression = domain.expression(base);
    const Polynomial top = numerator.numerator();
    const std::int64_t degree = base.degree(variable);
    auto coefficient = [&](const Polynomial& p, std::uint64_t k) { return domain.expression(p.coefficient_of(variable, k)); };
    if (degree == 1) return domain.expression(top) / (scale * coefficient(base, 1)) * log_of(base_expression);
    if (degree == 2)
        return quadratic_part(coefficient(top, 1), coefficient(top, 0), coefficient(base, 2), coefficient(base, 1), coefficient(base, 0),
                              base_expression, x) / scale;
    // A multiple of the base's derivative.
    if (const Polynomial slope = base.derivative(variable); top.degree(variable) == slope.degree(variable)) {
        const Polynomial t = top.leading_coefficient_in(variable), s = slope.leading_coefficient_in(variable);
        if (top * s == slope * t) return domain.expression(t) / (domain.expression(s) * scale) * log_of(base_expression);
    }
    bool alone = true;
    const std::vector<bool> used = base.used_variables(), used_above = top.used_variables();
    for (std::size_t i = 0; i < used.size(); ++i) alone = alone && (i == variable || (!used[i] && !used_above[i]));
    if (alone)
        if (std::optional<Residues> found = residues(top, base, variable)) return sum_over_residues(*found, x) / scale;
    const Expr t = symbol("_t");
    const Expr at_root = substitute(domain.expression(top) / domain.expression(base.derivative(variable)), x, t);
    return apply_function(FunctionId::RootSum, {abstract(base_expression, x), abstract(at_root * log_of(x - t), t)}) / scale;
}

} // namespace rumina::calculus
