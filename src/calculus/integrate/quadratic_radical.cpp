// Rational functions of x and y = √q, q a quadratic in x: f = A + G/y with rational A and G. G/y loses its poles of higher
// order, and its polynomial part, to derivatives of rational functions times y (Hermite's reduction); what is left is
// 1/y and simple poles N/(p·y), whose integrals are logarithms and inverse tangents. Complete.
// [Bronstein 1998], lazy Hermite reduction; [Gradshteyn & Ryzhik 2015] 2.26
#include "calculus/integrate/integrator.h"

#include "algebra/domain/domain.h"
#include "algebra/numeric.h"
#include "algebra/polynomial/fraction_polynomial.h"
#include "algebra/polynomial/partial_fractions.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "base/assert.h"
#include "calculus/integrate/radicals.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

/// √ of a constant, with the squares taken out where that is cheap.
Expr root_of(const Expr& e) { return e.is_constant() ? sqrt(e) : sqrt(factor(e)); }

class QuadraticRadical {
public:
    QuadraticRadical(Integrator& integrator, const Expr& q, const Expr& y, const Expr& f)
        : integrator_(integrator), x_(integrator.x()), q_(q), y_(y), expressions_{f, q}, kernels_{x_, y},
          domain_(expressions_, Domain::Denominators::Quotient, kernels_) {}

    Expr integrate() {
        const auto x = domain_.variable_of(x_), y = domain_.variable_of(y_);
        if (!x || !y || x->root != 1 || y->root != 1) return Expr();
        vx_ = x->variable;
        const RationalFunction f = domain_.quotient(expressions_[0]), q = domain_.quotient(q_);
        for (const Polynomial& p : {f.numerator(), f.denominator()})
            if (domain_.occurs_inside(p, x_) || domain_.occurs_inside(p, y_)) return Expr();
        const auto [n0, n1] = by_root(f.numerator(), y->variable, q);
        const auto [d0, d1] = by_root(f.denominator(), y->variable, q);
        const RationalFunction norm = d0 * d0 - d1 * d1 * q;
        if (norm.is_zero()) return Expr();
        const RationalFunction a = domain_.reduced((n0 * d0 - n1 * d1 * q) / norm), g = domain_.reduced((n1 * d0 - n0 * d1) * q / norm);
        Expr rational(0);
        if (!a.is_zero()) rational = integrator_.find(domain_.expression(a));
        if (!rational) return Expr();
        const FractionPolynomial quadratic(q, vx_);
        if (quadratic.degree() != 2) return Expr();
        qp_ = quadratic;
        if (extended_gcd(quadratic, quadratic.derivative()).gcd.degree() != 0) return Expr();
        const Expr found = of_quotient(g);
        return found ? rational + found : found;
    }

private:
    using Poly = FractionPolynomial;

    std::pair<RationalFunction, RationalFunction> by_root(const Polynomial& p, std::size_t vy, const RationalFunction& q) const {
        RationalFunction even(domain_.ring()), odd(domain_.ring());
        for (const auto& [k, coefficient] : p.coefficients_in(vy)) {
            const RationalFunction term = RationalFunction(coefficient) * power(q, static_cast<std::int64_t>(k / 2));
            if (k % 2 == 0) even = even + term;
            else odd = odd + term;
        }
        return {even, odd};
    }

    Expr expression(const Poly& p) const {
        SumBuilder sum;
        for (std::int64_t k = 0; k <= p.degree(); ++k) sum.add(domain_.expression(p.coefficient(static_cast<std::size_t>(k))) * algebra::power(x_, Expr(k)));
        return sum.finish();
    }
    Poly constant(const RationalFunction& c) const { return Poly::constant(c, vx_); }
    Poly number(std::int64_t n) const { return constant(RationalFunction::constant(domain_.ring(), Rational(n))); }
    Poly fraction(const Rational& r) const { return constant(RationalFunction::constant(domain_.ring(), r)); }
    Poly zero() const { return Poly(domain_.ring(), vx_); }
    Expr y_value() const { return sqrt(q_); }

    /// a/b modulo p.
    Poly quotient_modulo(const Poly& a, const Poly& b, const Poly& p) const {
        Poly quotient = zero(), reduced = zero(), result = zero();
        algebra::divide(b, p, quotient, reduced);
        const FractionBezout bezout = extended_gcd(reduced, p);
        RUMINA_ASSERT(bezout.gcd.degree() == 0, "coprime");
        algebra::divide(a * bezout.s, p, quotient, result);
        return result;
    }

    /// ∫ g/y dx
    Expr of_quotient(const RationalFunction& g) {
        const PartialFractions parts = partial_fractions(g, vx_);
        SumBuilder sum;
        Poly whole(parts.polynomial, vx_);
        for (const PartialFractions::Part& part : parts.parts) {
            const Poly p(part.base, vx_);
            Poly n(part.numerator, vx_), quotient = zero(), rest = zero();
            algebra::divide(qp_, p, quotient, rest);
            const bool divides = rest.is_zero();
            const Poly r = quotient;
            std::uint64_t k = part.power;
            while (!n.is_zero() && k > (divides ? 0u : 1u)) {
                const auto order = static_cast<std::int64_t>(k);
                Poly next = zero(), s = zero();
                if (divides) {
                    const Poly lead = fraction(Rational::make(Integer(1 - 2 * order), Integer(2))) * p.derivative() * r;
                    s = quotient_modulo(n, lead, p);
                    next = n - s * (lead + fraction(Rational::make(Integer(1), Integer(2))) * p * r.derivative()) - s.derivative() * p * r;
                } else {
                    const Poly lead = number(1 - order) * p.derivative() * qp_;
                    s = quotient_modulo(n, lead, p);
                    next = n - s * lead;
                }
                Poly rest_of_division = zero();
                algebra::divide(next, p, quotient, rest_of_division);
                RUMINA_ASSERT(rest_of_division.is_zero(), "the pole loses an order");
                n = quotient;
                const std::int64_t below = divides ? order : order - 1;
                if (!divides) n = n - s.derivative() * qp_ - fraction(Rational::make(Integer(1), Integer(2))) * s * qp_.derivative();
                sum.add(expression(s) * y_value() / algebra::power(expression(p), Expr(below)));
                --k;
                if (k == 0) {
                    whole = whole + n;
                    n = zero();
                    break;
                }
                algebra::divide(n, p, quotient, rest_of_division);
                // quotient/(p^(k-1)·y): a pole of lower order, or a polynomial.
                if (k == 1) whole = whole + quotient;
                if (k == 1) n = rest_of_division;
            }
            if (!n.is_zero()) {
                const Expr simple = simple_pole(n, p);
                if (!simple) return Expr();
                sum.add(simple);
            }
        }
        sum.add(of_polynomial(whole));
        return sum.finish();
    }

    /// ∫ P/y dx: d(x^(n-1)·y) = (n·a·x^n + (n - 1/2)·b·x^(n-1) + (n - 1)·c·x^(n-2))/y.
    Expr of_polynomial(const Poly& p) {
        std::vector<RationalFunction> left;
        for (std::int64_t k = 0; k <= p.degree(); ++k) left.push_back(p.coefficient(static_cast<std::size_t>(k)));
        if (left.empty()) return Expr(0);
        const RationalFunction &a = qp_.coefficient(2), &b = qp_.coefficient(1), &c = qp_.coefficient(0);
        auto rational = [&](std::int64_t n, std::int64_t d) { return RationalFunction::constant(domain_.ring(), Rational::make(Integer(n), Integer(d))); };
        SumBuilder factor;
        for (std::size_t n = left.size() - 1; n >= 1; --n) {
            if (left[n].is_zero()) continue;
            const auto k = static_cast<std::int64_t>(n);
            const RationalFunction m = left[n] / (a * rational(k, 1));
            factor.add(domain_.expression(m) * algebra::power(x_, Expr(k - 1)));
            left[n - 1] = left[n - 1] - m * b * rational(2 * k - 1, 2);
            if (n >= 2) left[n - 2] = left[n - 2] - m * c * rational(k - 1, 1);
        }
        Expr result = factor.finish() * y_value();
        if (!left[0].is_zero()) result = result + domain_.expression(left[0]) * of_reciprocal();
        return result;
    }

    /// ∫ dx/y
    Expr of_reciprocal() const {
        const Expr a = domain_.expression(qp_.coefficient(2)), b = domain_.expression(qp_.coefficient(1)), c = domain_.expression(qp_.coefficient(0));
        const Expr slope = 2 * a * x_ + b, discriminant = expand(b * b - 4 * a * c);
        const std::optional<int> sign = known_sign(a), kind = known_sign(discriminant);
        if (sign == std::optional(-1)) {
            if (kind == std::optional(1)) return negate(call(FunctionId::Asin, slope / root_of(discriminant))) / root_of(negate(a));
            return negate(atan_of(slope / (2 * root_of(negate(a)) * y_value()))) / root_of(negate(a));
        }
        if (sign == std::optional(1) && kind == std::optional(-1)) return call(FunctionId::Asinh, slope / root_of(negate(discriminant))) / root_of(a);
        if (sign == std::optional(1)) return log_of(slope + 2 * root_of(a) * y_value()) / root_of(a);
        return call(FunctionId::Atanh, slope / (2 * root_of(a) * y_value())) / root_of(a);
    }

    /// ∫ dx/((x - r)·y)
    Expr of_pole(const Expr& r) const {
        const Expr w = factor(substitute(q_, x_, r)), slope = substitute(2 * domain_.expression(qp_.coefficient(2)) * x_ + domain_.expression(qp_.coefficient(1)), x_, r);
        const Expr line = expand(2 * substitute(q_, x_, r) + slope * (x_ - r));
        if (known_sign(w) == std::optional(-1)) return atan_of(line / (2 * root_of(negate(w)) * y_value())) / root_of(negate(w));
        return negate(call(FunctionId::Atanh, line / (2 * root_of(w) * y_value()))) / root_of(w);
    }

    /// ∫ N/(p·y) dx, p irreducible and coprime to q.
    Expr simple_pole(const Poly& n, const Poly& p) {
        if (p.degree() == 1) {
            const Expr r = negate(domain_.expression(p.coefficient(0) / p.coefficient(1)));
            return domain_.expression(n.coefficient(0) / p.coefficient(1)) * of_pole(r);
        }
        if (p.degree() == 2 && p.coefficient(1).is_zero() && qp_.coefficient(1).is_zero()) return even_pole(n, p);
        if (p.degree() == 2) {
            const Expr a = domain_.expression(p.coefficient(2)), b = domain_.expression(p.coefficient(1)), c = domain_.expression(p.coefficient(0));
            const Expr discriminant = factor(expand(b * b - 4 * a * c));
            if (known_sign(discriminant) != std::optional(-1)) {
                const Expr width = root_of(discriminant);
                SumBuilder sum;
                for (int side : {1, -1}) {
                    const Expr r = (Expr(side) * width - b) / (2 * a);
                    sum.add(substitute(expression(n), x_, r) / (Expr(side) * width) * of_pole(r));
                }
                return sum.finish();
            }
        }
        const Expr t = hidden_symbol("r"), polynomial = expression(p), w = substitute(q_, x_, t);
        const Expr slope = substitute(expression(qp_.derivative()), x_, t);
        const Expr body = negate(substitute(expression(n), x_, t) / (substitute(expression(p.derivative()), x_, t) * sqrt(w)) *
                                 log_of((2 * w + slope * (x_ - t) + 2 * sqrt(w) * y_value()) / (x_ - t)));
        return apply_function(FunctionId::RootSum, {abstract(polynomial, x_), abstract(body, t)});
    }

    /// (n1·x + n0)/((αx² + γ)·y), y² = a·x² + c: t = y for the first part, t = x/y for the second.
    Expr even_pole(const Poly& n, const Poly& p) {
        const Expr a = domain_.expression(qp_.coefficient(2)), c = domain_.expression(qp_.coefficient(0));
        const Expr alpha = domain_.expression(p.coefficient(2)), gamma = domain_.expression(p.coefficient(0));
        const Expr t = integrator_.new_variable();
        SumBuilder sum;
        if (n.degree() >= 1) { // x dx = y dy/a
            const Expr part = integrator_.find_substituted(domain_.expression(n.coefficient(1)) / (alpha * (t * t - c) + a * gamma), t, y_value(), Expr(1), domain_.expression(n.coefficient(1)) * x_ / (expression(p) * y_value()));
            if (!part) return part;
            sum.add(part);
        }
        if (!n.coefficient(0).is_zero()) {
            const Expr part = integrator_.find_substituted(domain_.expression(n.coefficient(0)) / (gamma + expand(alpha * c - a * gamma) * t * t), t, x_ / y_value(), Expr(1), domain_.expression(n.coefficient(0)) / (expression(p) * y_value()));
            if (!part) return part;
            sum.add(part);
        }
        return sum.finish();
    }

    Integrator& integrator_;
    const Expr x_, q_, y_;
    std::vector<Expr> expressions_, kernels_;
    Domain domain_;
    std::size_t vx_ = 0;
    Poly qp_{domain_.ring(), 0};
};

} // namespace

Expr integrate_quadratic_radical(Integrator& integrator, const Expr& f) {
    const Expr& x = integrator.x();
    Expr base;
    for (const Radical& r : radicals_in(f, x)) {
        if (!r.exponent.is_number() || !r.exponent.number().is_rational() || !(r.exponent.number().re().denominator() == Integer(2)) || (base && base != r.base)) return Expr();
        base = r.base;
    }
    if (!base) return Expr();
    const auto coefficients = polynomial_in(base, x);
    if (!coefficients || coefficients->size() != 3) return Expr();
    const Expr y = hidden_symbol("y");
    const Expr rational = with_radicals_replaced(f, x, [&](const Radical& r) { return power(y, r.exponent * 2); });
    return QuadraticRadical(integrator, base, y, rational).integrate();
}

} // namespace rumina::calculus
