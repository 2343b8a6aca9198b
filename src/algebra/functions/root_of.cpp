// rootof(p, k) and rootsum(p, t -> f). The canonical rootof has an irreducible primitive polynomial of degree 3 or more
// with positive leading coefficient; k counts its roots: real ones ascending, then by real part, |imaginary part|, sign.
#include "algebra/polynomial_forms/coefficients.h"
#include "number/ball_roots.h"
#include "algebra/functions/root_of.h"

#include <algorithm>
#include <cstdint>

#include "algebra/binders.h"
#include "algebra/enclosure.h"
#include "algebra/functions/argument.h"
#include "algebra/functions/registry.h"
#include "algebra/numeric.h"
#include "algebra/traversal.h"
#include "diagnostics/diagnostic.h"

namespace rumina::algebra {
namespace {

constexpr std::size_t kLargestDegree = 120;

using Coefficients = std::vector<Rational>;

void trim(Coefficients& p) {
    while (!p.empty() && p.back().sign() == 0) p.pop_back();
}

std::optional<Coefficients> product(const Coefficients& a, const Coefficients& b) {
    if (a.empty() || b.empty()) return Coefficients{};
    if (a.size() + b.size() > kLargestDegree + 2) return std::nullopt;
    Coefficients result(a.size() + b.size() - 1);
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j < b.size(); ++j) result[i + j] = result[i + j] + a[i] * b[j];
    return result;
}

std::optional<Coefficients> polynomial(const Expr& e);

std::optional<Coefficients> polynomial_power(const Expr& base, const Expr& exponent) {
    if (!exponent.is_integer() || !exponent.number().is_small()) return std::nullopt;
    std::int64_t n = exponent.number().small();
    if (n < 0 || n > static_cast<std::int64_t>(kLargestDegree)) return std::nullopt;
    std::optional<Coefficients> p = polynomial(base), result = Coefficients{Rational(1)};
    for (; p && result && n > 0; --n) result = product(*result, *p);
    return p ? result : std::nullopt;
}

std::optional<Coefficients> polynomial(const Expr& e) {
    DepthGuard guard;
    auto number = [](const Number& n) -> std::optional<Coefficients> {
        if (!n.is_rational()) return std::nullopt;
        Coefficients p{n.rational()};
        trim(p);
        return p;
    };
    switch (e.kind()) {
    case NodeKind::Number: return number(e.number());
    case NodeKind::Bound:
        if (e.bound_index() != 0) return std::nullopt;
        return Coefficients{Rational(0), Rational(1)};
    case NodeKind::Add: {
        std::optional<Coefficients> sum = number(e.constant_part());
        for (const Term& t : e.terms()) {
            if (!sum || !t.coefficient.is_rational()) return std::nullopt;
            std::optional<Coefficients> p = polynomial(t.term);
            if (!p) return std::nullopt;
            if (p->size() > sum->size()) sum->resize(p->size());
            for (std::size_t i = 0; i < p->size(); ++i) (*sum)[i] = (*sum)[i] + t.coefficient.rational() * (*p)[i];
        }
        if (sum) trim(*sum);
        return sum;
    }
    case NodeKind::Mul: {
        std::optional<Coefficients> result = number(e.coefficient());
        for (const Factor& f : e.factors()) {
            std::optional<Coefficients> p = polynomial_power(f.base, f.exponent);
            if (!p || !result) return std::nullopt;
            result = product(*result, *p);
        }
        return result;
    }
    case NodeKind::Power: return polynomial_power(e.base(), e.exponent());
    default: return std::nullopt;
    }
}

/// Distinct roots in their order.
std::optional<std::vector<AlgebraicNumber>> distinct_roots(const std::vector<Integer>& coefficients) {
    std::optional<std::vector<AlgebraicNumber>> all = roots(coefficients);
    if (all) all->erase(std::unique(all->begin(), all->end()), all->end());
    return all;
}

/// The number as rootof of its minimal polynomial, or by square roots; `conjugates` are numbers in the order of roots,
/// among them all conjugates.
Expr root_form(const AlgebraicNumber& a, const std::vector<AlgebraicNumber>& conjugates) {
    if (std::optional<Rational> r = a.rational()) return Expr(*r);
    if (std::optional<AlgebraicNumber::Quadratic> q = a.quadratic())
        return (Expr(q->a) + Expr(q->b) * sqrt(Expr(q->c))) / Expr(q->q);
    std::vector<Integer> minimal = a.minimal_polynomial();
    std::int64_t index = 0;
    for (const AlgebraicNumber& other : conjugates) {
        if (other == a) break;
        if (other.minimal_polynomial() == minimal) ++index;
    }
    Expr arguments[] = {body_of_polynomial(minimal), Expr(index)};
    return make_function(FunctionId::RootOf, arguments);
}

std::optional<std::int64_t> index_of(const Expr& index) {
    if (!index.is_integer()) return std::nullopt;
    if (!index.number().is_small() || index.number().small() < 0)
        fail(DiagnosticId::InvalidArgument, "the index of `rootof` counts from 0 to the number of roots");
    return index.number().small();
}

Expr root_of_special(Arguments a) {
    std::optional<std::int64_t> index = index_of(a[1]);
    std::vector<Integer> coefficients = bound_polynomial(a[0]);
    if (!index || coefficients.empty()) return Expr();
    if (coefficients.size() == 1) fail(DiagnosticId::InvalidArgument, "`rootof` needs a polynomial of degree 1 or more");
    std::optional<std::vector<AlgebraicNumber>> all = distinct_roots(coefficients);
    if (!all) return Expr();
    if (static_cast<std::size_t>(*index) >= all->size())
        fail(DiagnosticId::InvalidArgument, fmt::format("this polynomial has {} different roots: there is no root {}", all->size(), *index));
    Expr result = root_form((*all)[static_cast<std::size_t>(*index)], *all);
    // The node itself is made by the caller.
    bool same = result.is(FunctionId::RootOf) && result.argument(0) == a[0] && result.argument(1) == a[1];
    return same ? Expr() : result;
}

Ball root_of_enclosure(Arguments a, const Point&, std::int64_t precision) {
    MaybeAlgebraic root = algebraic_root(a[0], a[1]);
    return root ? root->enclosure(precision) : Ball::indeterminate();
}

// ── rootsum: Σ f(t) over the different roots t of p ──

Expr root_sum_special(Arguments a) {
    std::vector<Integer> coefficients = bound_polynomial(a[0]);
    if (coefficients.size() == 1) return Expr(0);
    if (a[1].is_zero()) return a[1];
    if (coefficients.empty()) return Expr();
    std::optional<std::vector<AlgebraicNumber>> all = distinct_roots(coefficients);
    if (!all) return Expr();
    if (!a[1].has_bound()) return Expr(static_cast<std::int64_t>(all->size())) * a[1];
    // Roots that are square roots leave the sum when all of them are.
    if (!std::all_of(all->begin(), all->end(), [](const AlgebraicNumber& r) { return r.degree() <= 2; })) return Expr();
    SumBuilder sum;
    for (const AlgebraicNumber& root : *all) sum.add(instantiate(a[1], root_form(root, *all)));
    return sum.finish();
}

/// e = a·t + b with rational a, b and a not 0.
bool is_real_linear(const Expr& e, const Expr& t) {
    if (!e.is_add()) return e.without_coefficient() == t && e.coefficient().is_rational();
    return e.terms().size() == 1 && e.terms()[0].term == t && e.constant_part().is_rational() && e.terms()[0].coefficient.is_rational();
}

/// Whether f(conj t) = conj f(t) for every t off the real axis: f is made of functions that commute with conjugation
/// everywhere, and of logarithms and roots of real linear arguments, whose cuts are on the axis.
bool commutes_with_conjugation(const Expr& f, const Expr& t) {
    if (!(free_symbols(f) == std::vector<Expr>{t})) return false;
    std::vector<Replacement> kernels, back{{call(FunctionId::Conj, {t}), t}};
    any_node(f, [&](const Expr& node) {
        bool log = node.is(FunctionId::Log);
        if (!log && !(node.is_power() && node.exponent().is_number() && node.exponent().number().is_rational() && !node.exponent().is_integer())) return false;
        const Expr argument = log ? node.argument(0) : node.base();
        if (!is_real_linear(argument, t)) return false;
        Expr kernel = symbol(fmt::format("kernel{}", kernels.size()));
        kernels.push_back({node, kernel});
        back.push_back({call(FunctionId::Conj, {kernel}), kernel});
        return false;
    });
    Expr g = substitute(f, kernels);
    return substitute(call(FunctionId::Conj, {g}), back) == g;
}

/// The sum over the roots of a polynomial whose coefficients have values at the point only.
Ball root_sum_with_parameters(Arguments a, const Point& point, std::int64_t precision) {
    const Expr variable = name_for_bound(FunctionId::RootSum, a);
    const auto coefficients = polynomial_coefficients(instantiate(a[0], variable), variable);
    if (!coefficients) return Ball::indeterminate();
    std::vector<Ball> values;
    for (const Expr& c : *coefficients) values.push_back(enclose_at(c, point, precision));
    const auto roots = ball::polynomial_roots(values, precision);
    if (!roots) return Ball::indeterminate();
    const Expr body = instantiate(a[1], variable);
    Ball sum;
    for (const Ball& root : *roots) {
        poll_work();
        Point extended{{variable, root}};
        extended.insert(extended.end(), point.begin(), point.end());
        sum = ball::add(sum, enclose_at(body, extended, precision), precision);
    }
    return sum;
}

Ball root_sum_enclosure(Arguments a, const Point& point, std::int64_t precision) {
    std::vector<Integer> coefficients = bound_polynomial(a[0]);
    if (coefficients.size() < 2) return root_sum_with_parameters(a, point, precision);
    std::optional<std::vector<AlgebraicNumber>> all = distinct_roots(coefficients);
    if (!all) return Ball::indeterminate();
    Expr variable = name_for_bound(FunctionId::RootSum, a), body = instantiate(a[1], variable);
    bool in_pairs = commutes_with_conjugation(body, variable);
    std::vector<std::pair<Ball, int>> roots; // and the sides of the real axis
    for (const AlgebraicNumber& root : *all) {
        Ball value = root.enclosure(precision);
        std::optional<int> side = root.is_real() ? 0 : value.imag_sign();
        in_pairs = in_pairs && side;
        roots.emplace_back(std::move(value), side.value_or(0));
    }
    Ball sum;
    for (const auto& [value, side] : roots) {
        poll_work();
        if (in_pairs && side < 0) continue; // with its conjugate it gives twice the real part
        Point extended{{variable, value}};
        extended.insert(extended.end(), point.begin(), point.end());
        Ball term = enclose_at(body, extended, precision);
        if (in_pairs && side > 0) term = ball::mul(Ball(2), term.real(), precision);
        sum = ball::add(sum, term, precision);
    }
    return sum;
}

constexpr Function kFunctions[] = {
    {
        .id = FunctionId::RootOf, .latex = "\\operatorname{rootof}", .minimum = 2, .maximum = 2, .special = root_of_special,
        .source = "[Johansson 2021]", .enclose_form = root_of_enclosure,
    },
    {
        .id = FunctionId::RootSum, .latex = "\\operatorname{rootsum}", .minimum = 2, .maximum = 2, .special = root_sum_special,
        .source = "[Bronstein 2005] 2.5", .enclose_form = root_sum_enclosure,
    },
};

} // namespace

FunctionRecords root_functions() { return kFunctions; }

std::vector<Integer> bound_polynomial(const Expr& body) {
    if (body.has_symbols()) return {};
    std::optional<Coefficients> p = polynomial(body);
    if (!p || p->empty() || p->size() > kLargestDegree + 1) return {};
    Rational content;
    for (const Rational& c : *p) content = content_gcd(content, c);
    content = content.abs();
    if (p->back().sign() < 0) content = -content;
    std::vector<Integer> result;
    for (const Rational& c : *p) result.push_back((c / content).numerator());
    return result;
}

Expr body_of_polynomial(std::span<const Integer> coefficients) {
    SumBuilder sum;
    for (std::size_t i = 0; i < coefficients.size(); ++i)
        sum.add(power(bound(0), Expr(static_cast<std::int64_t>(i))), Number(coefficients[i]));
    return sum.finish();
}

MaybeAlgebraic algebraic_root(const Expr& body, const Expr& index) {
    if (!index.is_integer() || !index.number().is_small() || index.number().small() < 0) return std::nullopt;
    std::vector<Integer> coefficients = bound_polynomial(body);
    if (coefficients.size() < 2) return std::nullopt;
    std::optional<std::vector<AlgebraicNumber>> all = distinct_roots(coefficients);
    if (!all || static_cast<std::size_t>(index.number().small()) >= all->size()) return std::nullopt;
    return (*all)[static_cast<std::size_t>(index.number().small())];
}

Expr closed_form(const AlgebraicNumber& a) {
    if (a.degree() <= 2) return root_form(a, {});
    std::optional<std::vector<AlgebraicNumber>> all = distinct_roots(a.minimal_polynomial());
    return all ? root_form(a, *all) : Expr();
}

} // namespace rumina::algebra
