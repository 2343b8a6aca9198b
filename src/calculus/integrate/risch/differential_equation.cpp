#include "calculus/integrate/risch/differential_equation.h"

#include <algorithm>

#include "algebra/polynomial/fraction_polynomial.h"
#include "calculus/integrate/parallel/differential_field.h"
#include "calculus/integrate/risch/constant_relations.h"
#include "calculus/integrate/risch/logarithmic_derivatives.h"
#include "diagnostics/diagnostic.h"

namespace rumina::calculus::risch {

using namespace algebra;

namespace {

constexpr std::int64_t kMaxDegree = 400; ///< of y in one variable

void check_degree(std::int64_t degree) {
    if (degree > kMaxDegree) fail(DiagnosticId::TooLarge, "the degree of a rational function", kMaxDegree);
}

// Of elements whose denominator is free of the variable.
std::int64_t degree_in(const RationalFunction& a, std::size_t variable) { return a.is_zero() ? -1 : a.numerator().degree(variable); }
RationalFunction coefficient(const RationalFunction& a, std::size_t variable, std::int64_t power) {
    if (power < 0) return RationalFunction(a.ring());
    return RationalFunction::make(a.numerator().coefficient_of(variable, static_cast<std::uint64_t>(power)), a.denominator());
}
RationalFunction leading_coefficient(const RationalFunction& a, std::size_t variable) { return coefficient(a, variable, degree_in(a, variable)); }

/// a rational integer, if a is one.
std::optional<std::int64_t> integer_value(const RationalFunction& a) {
    if (!a.is_constant() || !a.constant_value().is_integer() || !a.constant_value().numerator().fits_int64()) return std::nullopt;
    return a.constant_value().numerator().to_int64();
}

/// The normal irreducible factors of a denominator.
std::vector<std::pair<Polynomial, std::int64_t>> normal_factors(const Tower& tower, const Monomial& t, const Polynomial& denominator) {
    std::vector<std::pair<Polynomial, std::int64_t>> found;
    for (const auto& [p, multiplicity] : factor(denominator).factors)
        if (is_normal(tower, t, p)) found.emplace_back(p, static_cast<std::int64_t>(multiplicity));
    return found;
}

} // namespace

bool is_normal(const Tower& tower, const Monomial& t, const Polynomial& p) {
    return p.uses(t.variable) && !(t.is_exponential() && p == Polynomial::variable(tower.ring(), t.variable));
}

std::int64_t order_at_zero(const RationalFunction& a, std::size_t variable) {
    auto lowest = [&](const Polynomial& p) { return static_cast<std::int64_t>(p.coefficients_in(variable).back().first); };
    return lowest(a.numerator()) - lowest(a.denominator());
}

RationalFunction residue(const Tower& tower, const RationalFunction& numerator, const RationalFunction& cofactor, const Polynomial& p, std::size_t variable) {
    FractionPolynomial s(tower.ring(), variable), t = s;
    poll_work(100);
    solve_bezout(FractionPolynomial(cofactor * tower.derivative(p), variable), FractionPolynomial(p, variable), FractionPolynomial(numerator, variable), s, t);
    return s.to_rational_function();
}

std::vector<Solution> DifferentialEquation::solve_in_constants(const RationalFunction& f, const std::vector<RationalFunction>& g) const {
    std::vector<Solution> found;
    if (f.is_zero()) {
        found.push_back({tower_.number(1), std::vector<RationalFunction>(g.size(), tower_.zero())});
        for (std::vector<RationalFunction>& c : constant_relations(tower_, g)) found.push_back({tower_.zero(), std::move(c)});
        return found;
    }
    for (std::size_t i = 0; i < g.size(); ++i) {
        found.push_back({g[i] / f, std::vector<RationalFunction>(g.size(), tower_.zero())});
        found.back().constants[i] = tower_.number(1);
    }
    return found;
}

RationalFunction DifferentialEquation::weak_normaliser(const Monomial& t, const RationalFunction& f) const {
    RationalFunction q = tower_.number(1);
    const Polynomial below = f.denominator();
    for (const auto& [p, multiplicity] : normal_factors(tower_, t, below)) {
        if (multiplicity != 1) continue;
        const std::optional<std::int64_t> n = integer_value(residue(tower_, f.numerator(), *divide_exactly(below, p), p, t.variable));
        if (!n || *n <= 0) continue;
        check_degree(*n);
        q = q * power(RationalFunction(p), *n);
    }
    return q;
}

/// A lower bound of the order at t = 0 of q with a·q' + b·q = right.
std::int64_t DifferentialEquation::special_order(int level, const RationalFunction& a, const RationalFunction& b, std::int64_t order_of_right) const {
    const Monomial& t = tower_.level(level);
    const std::int64_t order_of_b = b.is_zero() ? 0 : order_at_zero(b, t.variable);
    std::int64_t order = std::min<std::int64_t>(0, order_of_right - std::min<std::int64_t>(0, order_of_b));
    if (b.is_zero() || order_of_b != 0) return order;
    auto at_zero = [&](const RationalFunction& e) {
        return RationalFunction::make(e.numerator().evaluate(t.variable, Rational(0)), e.denominator().evaluate(t.variable, Rational(0)));
    };
    if (const auto d = logarithmic_derivative(tower_, level - 1, -at_zero(b) / at_zero(a), t.logarithmic_derivative)) order = std::min(order, d->multiple);
    return order;
}

/// An upper bound of the degree in t of q with a·q' + b·q = right.
std::int64_t DifferentialEquation::degree_bound(int level, const RationalFunction& a, const RationalFunction& b, std::int64_t degree_of_right) const {
    const Monomial& t = tower_.level(level);
    const std::int64_t da = degree_in(a, t.variable), db = degree_in(b, t.variable);
    auto ratio = [&] { return -leading_coefficient(b, t.variable) / leading_coefficient(a, t.variable); };
    if (t.is_exponential()) {
        std::int64_t bound = std::max<std::int64_t>(0, degree_of_right - std::max(da, db));
        if (da == db)
            if (const auto d = logarithmic_derivative(tower_, level - 1, ratio(), t.logarithmic_derivative)) bound = std::max(bound, d->multiple);
        return bound;
    }
    std::int64_t bound = std::max<std::int64_t>(0, db > da ? degree_of_right - db : degree_of_right - da + 1);
    // The leading terms cancel for one degree m at most: the ratio is m·t' + z'.
    auto note_cancellation = [&](const RationalFunction& of) {
        if (const auto limited = limited_integral(level - 1, of, t.derivative))
            if (const auto m = integer_value(limited->c)) bound = std::max(bound, *m);
    };
    if (db >= 0 && db == da - 1) note_cancellation(ratio());
    if (db >= 0 && db == da)
        if (const auto d = logarithmic_derivative(tower_, level - 1, ratio(), tower_.zero())) {
            const RationalFunction image = a * tower_.derivative(d->z) + b * d->z;
            note_cancellation(-coefficient(image, t.variable, da - 1) / (d->z * leading_coefficient(a, t.variable)));
        }
    return bound;
}

DifferentialEquation::Element DifferentialEquation::combination(const Elements& elements, const std::vector<RationalFunction>& factors) const {
    Element sum{tower_.zero(), std::vector<RationalFunction>(elements.front().constants.size(), tower_.zero()), tower_.zero()};
    for (std::size_t j = 0; j < elements.size(); ++j) {
        if (factors[j].is_zero()) continue;
        sum.y = sum.y + factors[j] * elements[j].y;
        sum.rest = sum.rest + factors[j] * elements[j].rest;
        for (std::size_t i = 0; i < sum.constants.size(); ++i)
            if (!elements[j].constants[i].is_zero()) sum.constants[i] = sum.constants[i] + factors[j] * elements[j].constants[i];
    }
    return sum;
}

DifferentialEquation::Elements DifferentialEquation::constrained(const Elements& elements, const std::vector<RationalFunction>& values) const {
    if (std::all_of(values.begin(), values.end(), [](const RationalFunction& v) { return v.is_zero(); })) return elements;
    Elements found;
    for (const std::vector<RationalFunction>& factors : constant_relations(tower_, values)) found.push_back(combination(elements, factors));
    return found;
}

DifferentialEquation::Elements DifferentialEquation::with_polynomial_rests(const Monomial& t, const Elements& elements) const {
    std::vector<RationalFunction> proper;
    for (const Element& e : elements) {
        proper.push_back(tower_.zero());
        const Polynomial below = e.rest.denominator();
        if (!below.uses(t.variable)) continue;
        FractionPolynomial quotient(tower_.ring(), t.variable), remainder = quotient;
        divide(FractionPolynomial(e.rest.numerator(), t.variable), FractionPolynomial(below, t.variable), quotient, remainder);
        proper.back() = remainder.to_rational_function() / below;
    }
    return constrained(elements, proper);
}

DifferentialEquation::Elements DifferentialEquation::with_zero_rests(const Elements& elements) const {
    std::vector<RationalFunction> rests;
    for (const Element& e : elements) rests.push_back(e.rest);
    return constrained(elements, rests);
}

std::vector<Solution> DifferentialEquation::solve(int level, const RationalFunction& f, const std::vector<RationalFunction>& g) const {
    DepthGuard guard;
    poll_work(200);
    if (level < 0) return solve_in_constants(f, g);
    const Monomial& t = tower_.level(level);
    const RationalFunction variable = tower_.variable(t.variable);

    // y = h/(q·p): f without positive integers for residues, then poles at the places of g's only.
    const RationalFunction q = weak_normaliser(t, f);
    const RationalFunction normal_f = f - tower_.derivative(q) / q;
    Polynomial common = Polynomial::constant(tower_.ring(), Rational(1));
    for (const RationalFunction& right : g) common = lcm(common, (q * right).denominator());
    const Polynomial below = normal_f.denominator();
    RationalFunction d = tower_.number(1), p = d;
    for (const auto& [factor, n] : normal_factors(tower_, t, below)) d = d * power(RationalFunction(factor), n);
    for (const auto& [factor, n] : normal_factors(tower_, t, common)) {
        const std::int64_t both = std::min<std::int64_t>(n, static_cast<std::int64_t>(multiplicity(below, factor)));
        p = p * power(RationalFunction(factor), n - 1 - std::max<std::int64_t>(0, both - 1));
    }
    RationalFunction a = d * p, b = d * p * normal_f - d * tower_.derivative(p), scale = tower_.number(1) / (p * q);
    Elements elements;
    for (std::size_t i = 0; i < g.size(); ++i) {
        elements.push_back({tower_.zero(), std::vector<RationalFunction>(g.size(), tower_.zero()), d * p * p * q * g[i]});
        elements.back().constants[i] = tower_.number(1);
    }
    if (t.is_exponential()) {
        std::int64_t order_of_right = kMaxDegree * 1000;
        for (const Element& e : elements)
            if (!e.rest.is_zero()) order_of_right = std::min(order_of_right, order_at_zero(e.rest, t.variable));
        const std::int64_t order = special_order(level, a, b, order_of_right);
        check_degree(-order);
        b = b + tower_.number(order) * t.logarithmic_derivative * a;
        const std::int64_t up = b.is_zero() ? 0 : std::max<std::int64_t>(0, -order_at_zero(b, t.variable));
        const RationalFunction times = power(variable, up);
        a = a * times, b = b * times;
        for (Element& e : elements) e.rest = e.rest * power(variable, up - order);
        scale = scale * power(variable, order);
    }

    elements = with_polynomial_rests(t, elements);
    std::int64_t degree_of_right = -1;
    for (const Element& e : elements) degree_of_right = std::max(degree_of_right, degree_in(e.rest, t.variable));
    std::int64_t bound = degree_bound(level, a, b, degree_of_right);
    check_degree(bound);

    // a·h' + b·h = rest to h' + b·h = rest. [Rothstein 1976]
    RationalFunction outer = scale;
    for (;;) {
        if (bound < 0) break;
        const RationalFunction divisor = extended_gcd(FractionPolynomial(a, t.variable), FractionPolynomial(b, t.variable)).gcd.to_rational_function();
        if (!divisor.is_one()) {
            a = a / divisor, b = b / divisor;
            for (Element& e : elements) e.rest = e.rest / divisor;
            elements = with_polynomial_rests(t, elements);
        }
        if (degree_in(a, t.variable) == 0) break;
        for (Element& e : elements) {
            FractionPolynomial r(tower_.ring(), t.variable), z = r;
            solve_bezout(FractionPolynomial(b, t.variable), FractionPolynomial(a, t.variable), FractionPolynomial(e.rest, t.variable), r, z);
            const RationalFunction part = r.to_rational_function();
            e.y = e.y + outer * part;
            e.rest = z.to_rational_function() - tower_.derivative(part);
        }
        b = b + tower_.derivative(a);
        outer = outer * a;
        bound -= degree_in(a, t.variable);
    }
    if (bound >= 0) {
        b = b / a;
        for (Element& e : elements) e.rest = e.rest / a;
        const std::int64_t db = degree_in(b, t.variable);
        for (std::int64_t i = bound; i >= 0; --i) {
            poll_work(20 + 20 * elements.size());
            const RationalFunction monomial = power(variable, i);
            auto take = [&](Element& e, const RationalFunction& s) {
                if (s.is_zero()) return;
                const RationalFunction part = s * monomial;
                e.y = e.y + outer * part;
                e.rest = e.rest - tower_.derivative(part) - b * part;
            };
            if (db > 0) { // the leading terms of b·h stand alone
                for (Element& e : elements) take(e, coefficient(e.rest, t.variable, i + db) / leading_coefficient(b, t.variable));
                continue;
            }
            std::vector<RationalFunction> right;
            for (const Element& e : elements) right.push_back(coefficient(e.rest, t.variable, i));
            const RationalFunction inner = t.is_exponential() ? b + tower_.number(i) * t.logarithmic_derivative : b;
            Elements next;
            for (const Solution& s : solve(level - 1, inner, right)) {
                Element e{tower_.zero(), std::vector<RationalFunction>(g.size(), tower_.zero()), tower_.zero()};
                if (!elements.empty()) e = combination(elements, s.constants);
                take(e, s.y);
                next.push_back(std::move(e));
            }
            elements = std::move(next);
        }
    }
    std::vector<Solution> found;
    for (Element& e : with_zero_rests(elements)) found.push_back({std::move(e.y), std::move(e.constants)});
    return found;
}

std::optional<RationalFunction> DifferentialEquation::solve_one(int level, const RationalFunction& f, const RationalFunction& g) const {
    for (const Solution& s : solve(level, f, {g}))
        if (!s.constants[0].is_zero()) return s.y / s.constants[0];
    return std::nullopt;
}

std::optional<DifferentialEquation::LimitedIntegral> DifferentialEquation::limited_integral(int level, const RationalFunction& a, const RationalFunction& b) const {
    for (const Solution& s : solve(level, tower_.zero(), {a, b}))
        if (!s.constants[0].is_zero()) return LimitedIntegral{s.y / s.constants[0], -s.constants[1] / s.constants[0]};
    return std::nullopt;
}

} // namespace rumina::calculus::risch
