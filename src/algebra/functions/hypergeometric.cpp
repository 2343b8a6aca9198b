// Lambert's W, hypergeometric functions of one variable, Appell's F1. Series that terminate become polynomials up to a
// degree; other parameters stay, except for the plain reductions to elementary functions.
#include <algorithm>
#include <cstdint>

#include "algebra/display_order.h"
#include "algebra/enclosure.h"
#include "algebra/functions/argument.h"
#include "algebra/functions/gauss.h"
#include "algebra/functions/registry.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "diagnostics/diagnostic.h"

namespace rumina::algebra {
namespace {

/// Terminating series are written out to this degree; with numbers only, to the second one.
constexpr std::int64_t kHighestDegree = 16, kHighestNumericDegree = 200;

Expr log(const Expr& z) { return call(FunctionId::Log, {z}); }

// ── Lambert's W: W·e^W = z ──

Expr lambertw(const Expr& branch, const Expr& z) {
    return branch.is_zero() ? call(FunctionId::LambertW, {z}) : call(FunctionId::LambertW, {branch, z});
}

/// u and v with u·e^v the argument, both rational, if it is of that form.
bool is_rational_times_exponential(const Expr& z, Rational& u, Rational& v) {
    Number coefficient = z.coefficient();
    Expr rest = z.without_coefficient();
    if (!coefficient.is_rational() || !rest.base().is(ConstantId::E)) return false;
    std::optional<Rational> exponent = rational_value(rest.exponent());
    if (!exponent) return false;
    u = coefficient.rational();
    v = *exponent;
    return true;
}

/// A real w with w·e^w = z on the branch (0: w >= -1, -1: w <= -1), for arguments w·e^w and c·log n.
Expr real_solution(std::int64_t branch, const Expr& z) {
    auto belongs = [&](int order) { return branch == 0 ? order >= 0 : order <= 0; };
    Rational u, v;
    if (is_rational_times_exponential(z, u, v) && u == v && belongs(compare(u, Rational(-1)))) return Expr(u);
    // c·log n with w = j·log n, e^w = n^j: then c = j·n^j for an integer j.
    Expr logarithm = z.without_coefficient();
    if (!logarithm.is(FunctionId::Log) || !z.coefficient().is_rational()) return Expr();
    std::optional<std::int64_t> n = small_integer(logarithm.argument(0));
    if (!n || *n < 2) return Expr();
    Rational c = z.coefficient().rational();
    for (std::int64_t j = -8; j <= 8; ++j) {
        if (!(Rational(j) * power(Rational(*n), Integer(j)) == c)) continue;
        Expr w = scale(Number(j), logarithm);
        std::optional<int> side = sign_of(w + Expr(1));
        if (side && belongs(*side)) return w;
    }
    return Expr();
}

/// DLMF 4.13.1; [Corless et al. 1996]
Expr special_lambertw(Arguments a) {
    const Expr& z = a.back();
    std::optional<std::int64_t> branch = a.size() == 1 ? 0 : small_integer(a[0]);
    if (a.size() == 2 && a[0].is_number() && !a[0].is_integer())
        fail(DiagnosticId::InvalidArgument, "the branch of `lambertw` is an integer");
    if (!branch) return Expr();
    if (a.size() == 2 && *branch == 0) return lambertw(Expr(0), z);
    if (z.is_zero()) {
        if (*branch != 0) fail_at(FunctionId::LambertW, z);
        return Expr(0);
    }
    if (z.is(ConstantId::Infinity)) return *branch == 0 ? z : Expr();
    if (*branch == 0 || *branch == -1)
        if (Expr w = real_solution(*branch, z)) return w;
    if (*branch == 0 && z == negate(pi()) * half()) return imaginary_unit() * pi() * half();
    return Expr();
}

/// W' = e^-W/(1 + W): holds at 0 too.
Expr derive_lambertw(Arguments a, std::size_t i) {
    if (i + 1 != a.size()) return Expr();
    Expr w = make_function(FunctionId::LambertW, a);
    return exp(negate(w)) / (Expr(1) + w);
}

Ball evaluate_lambertw(std::span<const Ball> a, std::int64_t precision) {
    return a.size() == 1 ? ball::lambertw(Ball(0), a[0], precision) : ball::lambertw(a[0], a[1], precision);
}

// ── series ──

using Parameters = std::vector<Expr>;

bool all_numbers(Arguments list) {
    return std::all_of(list.begin(), list.end(), [](const Expr& e) { return e.is_number(); });
}

/// The degree of the polynomial when an upper parameter is 0, -1, -2, …
std::optional<std::int64_t> terminating_degree(Arguments upper) {
    std::optional<std::int64_t> degree;
    for (const Expr& a : upper)
        if (std::optional<std::int64_t> n = small_integer(a); n && *n <= 0 && (!degree || -*n < *degree)) degree = -*n;
    return degree;
}

/// A lower parameter 0, -1, … makes a term infinite, unless the series ended before.
void refuse_poles(FunctionId head, Arguments upper, Arguments lower) {
    std::optional<std::int64_t> degree = terminating_degree(upper);
    for (const Expr& b : lower) {
        if (!is_nonpositive_integer(b)) continue;
        std::optional<std::int64_t> n = small_integer(b);
        if (!degree || (n && -*n <= *degree)) fail_at(head, b);
    }
}

/// Σ Π(a)ₖ/Π(b)ₖ·zᵏ/k! over k <= degree.
Expr polynomial_sum(Arguments upper, Arguments lower, const Expr& z, std::int64_t degree) {
    SumBuilder sum;
    Expr coefficient(1);
    sum.add(coefficient);
    for (std::int64_t k = 0; k < degree; ++k) {
        ProductBuilder top, bottom;
        for (const Expr& a : upper) top.multiply(a + Expr(k));
        for (const Expr& b : lower) bottom.multiply(b + Expr(k));
        bottom.multiply(Number(k + 1));
        coefficient = coefficient * top.finish() / bottom.finish();
        if (coefficient.is_zero()) break;
        sum.add(coefficient * power(z, Expr(k + 1)));
    }
    return sum.finish();
}

/// The polynomial, if the series is one and short enough.
Expr terminated(Arguments upper, Arguments lower, const Expr& z) {
    std::optional<std::int64_t> degree = terminating_degree(upper);
    if (!degree) return Expr();
    bool numeric = all_numbers(upper) && all_numbers(lower);
    if (*degree > (numeric && z.is_number() ? kHighestNumericDegree : kHighestDegree)) return Expr();
    return polynomial_sum(upper, lower, z, *degree);
}

Expr hyp2f1(const Expr& a, const Expr& b, const Expr& c, const Expr& z) { return call(FunctionId::Hypergeometric2F1, {a, b, c, z}); }
Expr hyp1f1(const Expr& a, const Expr& b, const Expr& z) { return call(FunctionId::Hypergeometric1F1, {a, b, z}); }

/// Gauss's sum at z = 1 for rational parameters with c > a + b. DLMF 15.4.20
Expr gauss_sum(const Expr& a, const Expr& b, const Expr& c) {
    if (!rational_value(a) || !rational_value(b) || !rational_value(c)) return Expr();
    Expr excess = c - a - b;
    if (excess.number().sign() <= 0) fail_at(FunctionId::Hypergeometric2F1, Expr(1));
    auto gamma = [](const Expr& x) { return call(FunctionId::Gamma, {x}); };
    if (is_nonpositive_integer(c - a) || is_nonpositive_integer(c - b)) return Expr(0);
    return gamma(c) * gamma(excess) / (gamma(c - a) * gamma(c - b));
}

/// DLMF 15.4
Expr special_2f1(Arguments arguments) {
    const Expr &a = arguments[0], &b = arguments[1], &c = arguments[2], &z = arguments[3];
    if (z.is_zero()) return Expr(1);
    refuse_poles(FunctionId::Hypergeometric2F1, arguments.first(2), arguments.subspan(2, 1));
    if (Expr polynomial = terminated(arguments.first(2), arguments.subspan(2, 1), z)) return polynomial;
    if (terminating_degree(arguments.first(2))) return Expr();
    if (z.is_one())
        if (Expr value = gauss_sum(a, b, c)) return value;
    if (a == c) return power(Expr(1) - z, negate(b));
    if (b == c) return power(Expr(1) - z, negate(a));
    if (a.is_one() && b.is_one() && c.is_number(2)) return negate(log(Expr(1) - z)) / z;
    if (display_order(a, b) > 0) return hyp2f1(b, a, c, z); // symmetric
    return Expr();
}
Expr derive_2f1(Arguments a, std::size_t i) {
    if (i != 3) return Expr();
    Expr one(1);
    return a[0] * a[1] / a[2] * hyp2f1(a[0] + one, a[1] + one, a[2] + one, a[3]);
}

/// DLMF 13.6
Expr special_1f1(Arguments arguments) {
    const Expr &a = arguments[0], &b = arguments[1], &z = arguments[2];
    if (z.is_zero()) return Expr(1);
    refuse_poles(FunctionId::Hypergeometric1F1, arguments.first(1), arguments.subspan(1, 1));
    if (Expr polynomial = terminated(arguments.first(1), arguments.subspan(1, 1), z)) return polynomial;
    if (a == b) return exp(z);
    if (a.is_one() && b.is_number(2)) return (exp(z) - Expr(1)) / z;
    return Expr();
}
Expr derive_1f1(Arguments a, std::size_t i) {
    if (i != 2) return Expr();
    return a[0] / a[1] * hyp1f1(a[0] + Expr(1), a[1] + Expr(1), a[2]);
}

/// DLMF 13.2.7, 13.6.4
Expr special_u(Arguments arguments) {
    const Expr &a = arguments[0], &b = arguments[1], &z = arguments[2];
    if (a.is_zero()) return Expr(1);
    if (std::optional<std::int64_t> n = small_integer(a); n && *n < 0 && *n >= -kHighestDegree) {
        const std::int64_t m = -*n;
        SumBuilder sum; // (-1)^m·Σ C(m, s)·(b+s)_(m-s)·(-z)^s
        for (std::int64_t s = 0; s <= m; ++s) {
            ProductBuilder term;
            term.multiply(Number(binomial(Integer(m), Integer(s))));
            for (std::int64_t k = s; k < m; ++k) term.multiply(b + Expr(k));
            term.multiply(power(z, Expr(s)));
            sum.add(term.finish(), Number((m + s) % 2 == 0 ? 1 : -1));
        }
        return sum.finish();
    }
    if (b == a + Expr(1)) return power(z, negate(a));
    return Expr();
}
Expr derive_u(Arguments a, std::size_t i) {
    if (i != 2) return Expr();
    return negate(a[0]) * call(FunctionId::HypergeometricU, {a[0] + Expr(1), a[1] + Expr(1), a[2]});
}

// ── pFq(list, list, z) ──

Expr list_of(const Parameters& parameters) { return make_function(FunctionId::List, parameters); }
Expr pfq(const Parameters& upper, const Parameters& lower, const Expr& z) {
    return call(FunctionId::HypergeometricPFQ, {list_of(upper), list_of(lower), z});
}

/// Numbers by value, then everything else as displayed.
bool parameter_before(const Expr& a, const Expr& b) {
    bool first = rational_value(a).has_value(), second = rational_value(b).has_value();
    if (first && second) return compare(a.number(), b.number()) < 0;
    if (first != second) return first;
    return display_order(a, b) < 0;
}

/// Takes out what both lists have; true when anything went. Non-positive integers stay: they end the series.
bool cancel_common(Parameters& upper, Parameters& lower) {
    bool any = false;
    for (std::size_t i = 0; i < upper.size();) {
        auto same = std::find(lower.begin(), lower.end(), upper[i]);
        if (same == lower.end() || is_nonpositive_integer(upper[i])) {
            ++i;
            continue;
        }
        lower.erase(same);
        upper.erase(upper.begin() + static_cast<std::ptrdiff_t>(i));
        any = true;
    }
    return any;
}

/// DLMF 16.2, 15.4.6, 10.39.4-5
Expr special_pfq(Arguments arguments) {
    const Expr& z = arguments[2];
    if (!arguments[0].is(FunctionId::List) || !arguments[1].is(FunctionId::List))
        fail(DiagnosticId::InvalidArgument, "`hypergeometric` takes two lists of parameters and the argument");
    Arguments given_upper = arguments[0].arguments(), given_lower = arguments[1].arguments();
    if (z.is_zero()) return Expr(1);
    refuse_poles(FunctionId::HypergeometricPFQ, given_upper, given_lower);
    Parameters upper(given_upper.begin(), given_upper.end()), lower(given_lower.begin(), given_lower.end());
    cancel_common(upper, lower);
    if (Expr polynomial = terminated(upper, lower, z)) return polynomial;
    std::sort(upper.begin(), upper.end(), parameter_before);
    std::sort(lower.begin(), lower.end(), parameter_before);
    if (!terminating_degree(upper)) {
        if (upper.empty() && lower.empty()) return exp(z);
        if (upper.size() == 1 && lower.empty()) return power(Expr(1) - z, negate(upper[0]));
        if (upper.empty() && lower.size() == 1 && lower[0] == half()) return call(FunctionId::Cosh, {Expr(2) * sqrt(z)});
        if (upper.empty() && lower.size() == 1 && lower[0] == fraction(3, 2))
            return call(FunctionId::Sinh, {Expr(2) * sqrt(z)}) / (Expr(2) * sqrt(z));
    }
    if (upper.size() == 2 && lower.size() == 1) return hyp2f1(upper[0], upper[1], lower[0], z);
    if (upper.size() == 1 && lower.size() == 1) return hyp1f1(upper[0], lower[0], z);
    bool same = std::equal(upper.begin(), upper.end(), given_upper.begin(), given_upper.end()) &&
                std::equal(lower.begin(), lower.end(), given_lower.begin(), given_lower.end());
    if (!same) return pfq(upper, lower, z);
    Expr unevaluated = make_function(FunctionId::HypergeometricPFQ, arguments);
    if (unevaluated.has_floats() && unevaluated.is_constant())
        if (std::optional<Number> value = float_function(FunctionId::HypergeometricPFQ, arguments)) return Expr(*value);
    return Expr();
}

Expr derive_pfq(Arguments a, std::size_t i) {
    if (i != 2) return Expr();
    Parameters upper, lower;
    ProductBuilder factor, below;
    for (const Expr& p : a[0].arguments()) upper.push_back(p + Expr(1)), factor.multiply(p);
    for (const Expr& p : a[1].arguments()) lower.push_back(p + Expr(1)), below.multiply(p);
    return factor.finish() / below.finish() * pfq(upper, lower, a[2]);
}

Ball enclose_pfq(Arguments a, const Point& point, std::int64_t precision) {
    auto enclosures = [&](const Expr& list) {
        std::vector<Ball> balls;
        for (const Expr& e : list.arguments()) balls.push_back(enclose_at(e, point, precision));
        return balls;
    };
    DepthGuard guard;
    return ball::hypergeometric_pfq(enclosures(a[0]), enclosures(a[1]), enclose_at(a[2], point, precision), precision);
}

// ── Appell's F1(a; b1, b2; c; x, y). DLMF 16.13.1 ──

Expr appell(const Expr& a, const Expr& b1, const Expr& b2, const Expr& c, const Expr& x, const Expr& y) {
    return call(FunctionId::AppellF1, {a, b1, b2, c, x, y});
}

Expr special_appell(Arguments arguments) {
    const Expr &a = arguments[0], &b1 = arguments[1], &b2 = arguments[2], &c = arguments[3], &x = arguments[4], &y = arguments[5];
    refuse_poles(FunctionId::AppellF1, arguments.first(1), arguments.subspan(3, 1));
    if (a.is_zero()) return Expr(1);
    if (x.is_zero() || b1.is_zero()) return hyp2f1(a, b2, c, y);
    if (y.is_zero() || b2.is_zero()) return hyp2f1(a, b1, c, x);
    if (x == y) return hyp2f1(a, b1 + b2, c, x); // DLMF 16.16.1 at x = y
    return Expr();
}
Expr derive_appell(Arguments v, std::size_t i) {
    if (i < 4) return Expr();
    Expr one(1);
    const bool first = i == 4;
    return v[0] * v[first ? 1 : 2] / v[3] *
           appell(v[0] + one, first ? v[1] + one : v[1], first ? v[2] : v[2] + one, v[3] + one, v[4], v[5]);
}

Ball evaluate_appell(std::span<const Ball> a, std::int64_t precision) {
    return ball::appell_f1(a[0], a[1], a[2], a[3], a[4], a[5], precision);
}

Ball evaluate_2f1(std::span<const Ball> a, std::int64_t precision) { return ball::hypergeometric_2f1(a[0], a[1], a[2], a[3], precision); }
Ball evaluate_2f1_knowing(Arguments v, std::span<const Ball> a, std::int64_t precision) {
    return ball::hypergeometric_2f1(a[0], a[1], a[2], a[3], precision, integer_differences(v));
}

} // namespace

ball::GaussIntegers integer_differences(Arguments v) {
    const Expr &a = v[0], &b = v[1], &c = v[2];
    auto is_integer = [](const Expr& d) { return d.is_number() || d.is_symbol() ? d.is_integer() : cancel(d).is_integer(); };
    return {is_integer(a - b), is_integer(a - c), is_integer(b - c), is_integer(a + b - c)};
}

FunctionRecords hypergeometric_functions() {
    static const Function records[] = {
        {.id = FunctionId::LambertW, .latex = "W", .minimum = 1, .maximum = 2, .special = special_lambertw, .derivative = derive_lambertw,
         .evaluate = evaluate_lambertw, .conjugation = Conjugation::Unknown,
         .branch = "branch 0: (-∞, -1/e]; branches ±1: (-∞, 0); others (-∞, 0]; continuous from above", .source = "DLMF 4.13; [Corless et al. 1996]"},
        {.id = FunctionId::Hypergeometric2F1, .latex = "{}_2F_1", .minimum = 4, .maximum = 4, .special = special_2f1,
         .derivative = derive_2f1, .evaluate = evaluate_2f1, .evaluate_knowing = evaluate_2f1_knowing, .conjugation = Conjugation::OffCut,
         .branch = "z in (1, ∞), continuous from below", .source = "DLMF 15.2.1"},
        {.id = FunctionId::Hypergeometric1F1, .latex = "{}_1F_1", .minimum = 3, .maximum = 3, .special = special_1f1,
         .derivative = derive_1f1, .evaluate = ball_ternary<ball::hypergeometric_1f1>, .conjugation = Conjugation::Everywhere, .branch = "none",
         .source = "DLMF 13.2.2"},
        {.id = FunctionId::HypergeometricU, .latex = "U", .minimum = 3, .maximum = 3, .special = special_u, .derivative = derive_u,
         .evaluate = ball_ternary<ball::hypergeometric_u>, .conjugation = Conjugation::OffCut, .branch = "z in (-∞, 0], continuous from above",
         .source = "DLMF 13.2.6"},
        {.id = FunctionId::HypergeometricPFQ, .latex = "{}_pF_q", .minimum = 3, .maximum = 3, .special = special_pfq,
         .derivative = derive_pfq, .conjugation = Conjugation::OffCut, .branch = "z in (1, ∞) for p = q + 1", .source = "DLMF 16.2.1",
         .enclose_form = enclose_pfq},
        {.id = FunctionId::AppellF1, .latex = "F_1", .minimum = 6, .maximum = 6, .special = special_appell, .derivative = derive_appell,
         .evaluate = evaluate_appell, .conjugation = Conjugation::OffCut, .branch = "x or y in (1, ∞)", .source = "DLMF 16.13.1"},
    };
    return records;
}

} // namespace rumina::algebra
