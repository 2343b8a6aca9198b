#include "calculus/integrate/parallel/new_logarithms.h"

#include "calculus/integrate/parallel/square_sums.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::size_t kMaxFactors = 6; ///< of a denominator, of which products of two are tried in radicands

class Finder {
public:
    explicit Finder(const DifferentialField& field) : field_(field) {}

    void add_logarithm(const Polynomial& p) {
        add(log_of(field_.expression(p)), over_denominator(field_.derivative(p), p));
    }

    /// atan or atanh of the quotient of the two parts of an irreducible denominator.
    void add_quadratic_form(const Polynomial& p, const SquareSum& s) {
        // The part that is constant goes below.
        const bool swap = !field_.is_constant(s.A) && field_.is_constant(s.B);
        const Polynomial &below = swap ? s.B : s.A, &above = swap ? s.A : s.B;
        const RationalFunction &a = swap ? s.b : s.a, &b = swap ? s.a : s.b;
        const RationalFunction ratio = b / a;
        const bool is_circular = !is_negative(ratio);
        const Expr k = sqrt(field_.expression(is_circular ? ratio : -ratio));
        const Expr quotient = k * field_.expression(RationalFunction::make(above, below));
        const Expr value = call(is_circular ? FunctionId::Atan : FunctionId::Atanh, quotient);
        add(value / (k * field_.expression(a)), over_denominator(below * field_.derivative(above) - above * field_.derivative(below), p));
    }

    /// For r = √P and P = c·G² + d·H²: (log(√c·G + r) - log H)/√c, or atan(√-c·G/r)/√-c, with the derivative
    /// (G'·P - G·P'/2)/(r·d·H²).
    void add_radicand(const SquareRoot& root, const Polynomial& G, const RationalFunction& c, const Polynomial& H, const RationalFunction& d) {
        const Polynomial &r = root.value, &P = root.radicand;
        const Polynomial above = field_.derivative(G) * P - G * field_.derivative(P) * Rational::make(Integer(1), Integer(2));
        const RationalFunction derivative = over_denominator(above * d.denominator(), r * H * H * d.numerator());
        const Expr g = field_.expression(G), h = field_.expression(H), &s = root.unit;
        const bool has_number = !root.is_product && H.is_constant() && d.is_constant() && !is_negative(d);
        const Expr k = sqrt(field_.expression(is_negative(c) ? -c : c));
        if (is_negative(c)) {
            add((has_number ? call(FunctionId::Asin, k * g / (sqrt(field_.expression(d)) * h)) : atan_of(k * g / s)) / k, derivative);
        } else {
            const Expr value = has_number ? call(FunctionId::Asinh, k * g / (sqrt(field_.expression(d)) * h)) : log_of(k * g + s);
            add((field_.is_constant(H) ? value : value - log_of(h)) / k, derivative);
        }
    }

    /// acosh u for u = (P + Q)/(Q - P), asin u for u = (Q - P)/(P + Q), where √P and √Q are in the field and the divisor is a
    /// multiple of a square: the derivatives are (P'·Q - P·Q')/((Q - P)·√P·√Q) and (P·Q' - P'·Q)/((P + Q)·√P·√Q).
    void add_pair(const SquareRoot& one, const SquareRoot& other) {
        const Polynomial &P = one.radicand, &Q = other.radicand, roots = one.value * other.value;
        const Polynomial above = field_.derivative(P) * Q - P * field_.derivative(Q);
        for (const bool is_sum : {false, true}) {
            const Polynomial divisor = is_sum ? P + Q : Q - P, other_part = is_sum ? Q - P : P + Q;
            const auto square = scaled_square(field_, divisor);
            if (!square) continue;
            // With u = sin w the tangent of w is in the field; (√P + √Q)² = (Q - P)·(u + √(u - 1)·√(u + 1)).
            const Expr &r = one.unit, &s = other.unit;
            const Expr value = is_sum ? atan_of(field_.expression(other_part) / (2 * r * s)) : 2 * log_of(r + s) - log_of(field_.expression(divisor));
            const Expr u = field_.expression(RationalFunction::make(other_part, is_negative(square->constant) ? -divisor : divisor));
            add(value, over_denominator(is_sum ? -above : above, divisor * roots), call(is_sum ? FunctionId::Asin : FunctionId::Acosh, u));
        }
    }

    std::vector<NewFunction> finish() { return std::move(found_); }

private:
    /// above/(W·below)
    RationalFunction over_denominator(const Polynomial& above, const Polynomial& below) const {
        return field_.reduced(RationalFunction::make(field_.reduced(above), below * field_.denominator()));
    }
    /// Of a number its sign; parameters count as positive.
    static bool is_negative(const RationalFunction& a) { return a.numerator().leading_coefficient().sign() < 0; }
    void add(const Expr& value, const RationalFunction& derivative, const Expr& shorter = Expr()) {
        if (!derivative.is_zero()) found_.push_back({value, derivative, shorter});
    }
    const DifferentialField& field_;
    std::vector<NewFunction> found_;
};

} // namespace

std::vector<NewFunction> new_logarithms(const DifferentialField& field, const std::vector<Polynomial>& factors) {
    Finder finder(field);
    for (const Polynomial& p : factors) {
        // The logarithm of an exponential is no new function.
        const bool is_exponential = p.terms() == 1 && multiplicity(field.derivative(p), p) > multiplicity(field.denominator(), p);
        if (!is_exponential) finder.add_logarithm(p);
    }
    std::vector<Polynomial> products;
    if (factors.size() <= kMaxFactors)
        for (std::size_t i = 0; i < factors.size(); ++i) {
            products.push_back(factors[i]);
            for (std::size_t j = 0; j < i; ++j) products.push_back(factors[i] * factors[j]);
        }
    const std::vector<SquareRoot> roots = square_roots(field);
    for (const SquareRoot& root : roots) {
        std::vector<SquareSum> sums = square_sums(field, root.radicand);
        for (const Polynomial& q : products)
            for (SquareSum& s : square_sums_with(field, root.radicand, q)) sums.push_back(std::move(s));
        for (const SquareSum& s : sums) {
            finder.add_radicand(root, s.A, s.a, s.B, s.b);
            finder.add_radicand(root, s.B, s.b, s.A, s.a);
        }
    }
    for (std::size_t i = 0; i < roots.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (!roots[i].is_product && !roots[j].is_product) finder.add_pair(roots[j], roots[i]);
    for (const Polynomial& p : factors)
        for (const SquareSum& s : square_sums(field, p)) finder.add_quadratic_form(p, s);
    return finder.finish();
}

} // namespace rumina::calculus
