// Methods in order: divergence; rational terms, also with alternating signs; power series with rational coefficients; zeta
// functions; Fourier series; hypergeometric series; limits of indefinite sums. Then the same term by term.
#include "calculus/sums/infinite_sum.h"

#include <algorithm>
#include <cstdint>

#include "algebra/assumptions.h"
#include "algebra/binders.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "calculus/attempt.h"
#include "calculus/shorthand.h"
#include "calculus/limits/limit.h"
#include "calculus/sums/arctangents.h"
#include "calculus/sums/convergence.h"
#include "calculus/sums/factorial_forms.h"
#include "calculus/sums/hypergeometric_value.h"
#include "calculus/sums/pole_parts.h"
#include "calculus/sums/power_series.h"
#include "calculus/sums/product.h"
#include "calculus/sums/ratio.h"
#include "calculus/sums/rational_series.h"
#include "calculus/sums/range_value.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

using Kind = SumResult::Kind;

constexpr std::uint64_t kUnits = 10'000'000, kTidyUnits = 1'000'000;
constexpr std::int64_t kCheckBits = 100;
constexpr std::int64_t kLongestWayDown = 12;

Expr less(const Expr& a, const Expr& b) { return call(FunctionId::Less, a, b); }

/// The shortest of a value's forms.
Expr tidied(const Expr& e) {
    if (e.is(FunctionId::Piecewise)) {
        std::vector<Expr> parts(e.arguments().begin(), e.arguments().end());
        parts[0] = tidied(parts[0]);
        return apply_function(FunctionId::Piecewise, parts);
    }
    Expr best = e;
    auto offer = [&](const Expr& other) {
        if (other && simplicity_cost(other) < simplicity_cost(best)) best = other;
    };
    offer(attempt(kTidyUnits, [&] { return simplify(e); }));
    offer(attempt(kTidyUnits, [&] { return simplify(expand(e)); }));
    if (has_factorials(e)) offer(attempt(kTidyUnits, [&] { return in_factorials(e); }));
    return best;
}

/// c·k^-s, c·(-1)^k·k^-s for real s: zeta functions.
Expr zeta_series(const Expr& f, const Expr& k, const Expr& from) {
    const auto [rest, sign] = without_sign(f, k);
    ProductBuilder constant;
    Expr s(0), base;
    for (const Factor& part : factors_of(rest)) {
        if (free_of(part.base, k) && free_of(part.exponent, k)) {
            constant.multiply(part.base, part.exponent);
            continue;
        }
        const auto linear = linear_in(part.base, k);
        if (base || !linear || contains(part.exponent, k)) return Expr();
        base = part.base == k ? k : k + linear->offset / linear->slope;
        if (part.base != k && !linear->slope.is_one()) {
            if (!part.exponent.is_integer() && !is_less(Expr(0), linear->slope)) return Expr();
            constant.multiply(linear->slope, part.exponent);
        }
        s = negate(part.exponent);
    }
    if (!base) return Expr();
    const Expr a = expand(substitute(base, k, from)), c = constant.finish();
    if (s.is_integer() && !a.is_integer()) return Expr(); // polygamma functions are better known
    if (!(a.is_constant() ? is_less(Expr(0), a) : has_property(a, Property::Positive) == Truth::Yes || a.is_symbol())) return Expr();
    if (sign > 0) {
        if (s.is_constant() && !is_less(Expr(1), s)) return Expr();
        SumBuilder value;
        if (a.is_integer() && compare(a.number(), Number(100)) <= 0) {
            value.add(call(FunctionId::Zeta, s));
            for (std::int64_t i = 1; i < a.number().integer().to_int64(); ++i) value.add(negate(power(Expr(i), negate(s))));
        } else {
            value.add(call(FunctionId::HurwitzZeta, s, a));
        }
        return value_under(less(Expr(1), s), c * value.finish(), f, k, from);
    }
    if (!from.is_integer() || (s.is_constant() && !is_less(Expr(0), s))) return Expr();
    const Expr parity = power(Expr(-1), from);
    if (a.is_integer() && compare(a.number(), Number(100)) <= 0) { // Σ_{k>=1} (-1)^k·k^-s = (2^(1-s) - 1)·ζ(s)
        const std::int64_t first = a.number().integer().to_int64();
        SumBuilder value;
        value.add(s.is_one() ? negate(log_of(Expr(2))) : (power(Expr(2), 1 - s) - 1) * call(FunctionId::Zeta, s));
        for (std::int64_t i = 1; i < first; ++i) value.add(Expr(i % 2 == 0 ? -1 : 1) * power(Expr(i), negate(s)));
        return value_under(less(Expr(0), s), c * parity * Expr(first % 2 == 0 ? 1 : -1) * value.finish(), f, k, from);
    }
    if (s.is_one() || !s.is_constant()) return Expr();
    return c * parity * power(Expr(2), negate(s)) * (call(FunctionId::HurwitzZeta, s, a / 2) - call(FunctionId::HurwitzZeta, s, (a + 1) / 2));
}

/// Roots of a polynomial in k as k + a: the a, with multiplicity.
std::optional<std::vector<Expr>> offsets_of(const Expr& polynomial, const Expr& k, Expr& lead) {
    lead = Expr(1);
    std::vector<Expr> offsets;
    const auto whole = polynomial_in(polynomial, k);
    if (!whole || whole->empty()) return std::nullopt;
    lead = whole->back();
    if (whole->size() == 1) return offsets;
    const auto parts = pole_parts(power(polynomial, -1), k);
    if (!parts || !parts->families.empty()) return std::nullopt;
    for (const Pole& pole : parts->poles)
        for (std::size_t m = 0; m < pole.coefficients.size(); ++m) offsets.push_back(negate(pole.point));
    return offsets;
}

/// The number below `from`, or `from`, from which on f has values and before which it vanishes as 1/k! does at -1.
Expr natural_start(const Expr& f, const Expr& k, const Expr& from) {
    const Expr ratio = term_ratio(f, k);
    Expr lead;
    const auto offsets = ratio ? offsets_of(algebra::denominator(ratio), k, lead) : std::nullopt;
    if (!offsets) return from;
    Expr start = from;
    for (const Expr& b : *offsets) // f(-b) = 0·f(1 - b)
        if (b.is_integer() && compare((1 - b).number(), start.number()) < 0) start = 1 - b;
    if (compare((from - start).number(), Number(kLongestWayDown)) > 0) return from;
    try {
        if (substitute(f, k, start).is_zero()) return from;
        for (Expr i = start + 1; i != from && start != from; i = i + 1) substitute(f, k, i);
    } catch (const Failure& failure) {
        if (!is_failed_method(failure)) throw;
        return from;
    }
    return start;
}

/// First term times the hypergeometric series.
Expr hypergeometric_series(const Expr& f, const Expr& k, const Expr& from, Convergence convergence) {
    if (!from.is_integer()) return Expr();
    Expr start = from, first;
    for (int tries = 0; tries < 20; ++tries, start = start + 1) {
        first = substitute(f, k, start);
        if (!first.is_zero()) break;
    }
    if (first.is_zero()) return Expr();
    const Expr ratio = term_ratio(substitute(f, k, k + start), k);
    if (!ratio) return Expr();
    Expr above, below;
    auto upper = offsets_of(algebra::numerator(ratio), k, above), lower = offsets_of(algebra::denominator(ratio), k, below);
    if (!upper || !lower || upper->size() > lower->size()) return Expr();
    for (const Expr& b : *lower) // a term after a pole
        if (b.is_integer() && b.number().sign() <= 0) return Expr();
    const Expr z = simplify(above / below);
    upper->emplace_back(1); // Σ t_k with t_0 = 1 and no k!: (1)_k/(1)_k
    lower->emplace_back(1);
    const Expr value = first * hypergeometric_value(*upper, *lower, z);
    if (upper->size() < lower->size() || convergence == Convergence::Converges) return value;
    if (z.is_constant()) return Expr(); // on the circle, where a parameter decides
    return value_under(less(call(FunctionId::Abs, z), Expr(1)), value, f, k, from);
}

bool has_hypergeometric_heads(const Expr& e) {
    return any_node(e, [](const Expr& part) {
        return part.is(FunctionId::Hypergeometric1F1) || part.is(FunctionId::Hypergeometric2F1) || part.is(FunctionId::HypergeometricPFQ);
    });
}

/// P(k)·g(k) with a polynomial P, from the natural start of g on, less the terms before `from`; without hypergeometric heads.
Expr series_with_polynomial(const Expr& f, const Expr& k, const Expr& from) {
    if (!from.is_integer()) return Expr();
    ProductBuilder polynomial, others;
    for (const Factor& part : factors_of(f)) {
        const bool is_polynomial = part.exponent.is_integer() && part.exponent.number().sign() > 0 && contains(part.base, k) && polynomial_in(part.base, k);
        (is_polynomial ? polynomial : others).multiply(part.base, part.exponent);
    }
    const Expr p = polynomial.finish(), g = others.finish();
    if (free_of(p, k) || free_of(g, k)) return Expr();
    const Expr start = natural_start(g, k, from), ratio = term_ratio(substitute(g, k, k + start), k);
    if (!ratio) return Expr();
    Expr above, below;
    auto upper = offsets_of(algebra::numerator(ratio), k, above), lower = offsets_of(algebra::denominator(ratio), k, below);
    if (!upper || !lower || upper->size() >= lower->size()) return Expr(); // convergent for all z
    for (const Expr& b : *lower)
        if (b.is_integer() && b.number().sign() <= 0) return Expr();
    upper->emplace_back(1);
    lower->emplace_back(1);
    const Expr whole = hypergeometric_value_with(expand(substitute(p, k, k + start)), k, *upper, *lower, simplify(above / below));
    if (!whole) return whole;
    SumBuilder sum;
    sum.add(substitute(g, k, start) * whole);
    for (Expr i = start; i != from; i = i + 1) sum.add(negate(substitute(f, k, i)));
    return sum.finish();
}

/// A hypergeometric series from its natural start on, where that needs no hypergeometric function, less the terms before `from`.
Expr shifted_hypergeometric_series(const Expr& f, const Expr& k, const Expr& from, Convergence convergence) {
    if (!from.is_integer()) return Expr();
    const Expr start = natural_start(f, k, from);
    if (start == from) return Expr();
    const Expr whole = hypergeometric_series(f, k, start, convergence);
    if (!whole || has_hypergeometric_heads(whole)) return Expr();
    SumBuilder before;
    for (Expr i = start; i != from; i = i + 1) before.add(substitute(f, k, i));
    const Expr head = before.finish();
    if (!whole.is(FunctionId::Piecewise)) return whole - head;
    return value_under(whole.argument(1), whole.argument(0) - head, f, k, from);
}

/// The limit of an indefinite sum.
Expr telescoped_series(const Expr& f, const Expr& k, const Expr& from) {
    const Expr S = indefinite_sum(f, k);
    if (!S) return Expr();
    const Expr end = limit(S, k, infinity());
    return end && !end.has_infinity() ? end - substitute(S, k, from) : Expr();
}

/// log of a quotient whose product telescopes, and the like: f as a sum of logarithms.
Expr logarithmic_series(const Expr& f, const Expr& k, const Expr& from) {
    if (!f.is(FunctionId::Log)) return Expr();
    SumBuilder sum;
    for (const Factor& part : factors_of(factor(together(f.argument(0))))) {
        if (free_of(part.base, k) && free_of(part.exponent, k) && part.base.is_one()) continue;
        if (!part.exponent.is_integer()) return Expr();
        const auto linear = linear_in(part.base, k);
        if (!linear || !is_less(Expr(0), linear->slope) || !is_less(Expr(0), substitute(part.base, k, from))) return Expr();
        sum.add(part.exponent * (call(FunctionId::LogGamma, k + linear->offset / linear->slope) + k * log_of(linear->slope)));
    }
    const Expr S = sum.finish(), end = limit(S, k, infinity());
    return end && !end.has_infinity() ? end - substitute(S, k, from) : Expr();
}

/// Σ log g = log Π g where all g are positive.
Expr logarithm_of_product(const Expr& f, const Expr& k, const Expr& from) {
    const auto [constant, rest] = split_constant(f, k);
    if (!rest.is(FunctionId::Log) || rest.arguments().size() != 1 || !from.is_integer()) return Expr();
    const Expr g = cancel(rest.argument(0));
    for (const Expr& part : {algebra::numerator(g), algebra::denominator(g)}) { // positive coefficients after the shift
        const auto c = polynomial_in(expand(substitute(part, k, k + from)), k);
        if (!c || c->empty() || !std::all_of(c->begin(), c->end(), [](const Expr& e) { return e.is_zero() || is_less(Expr(0), e); }) || (*c)[0].is_zero()) return Expr();
    }
    const SumResult product = find_product(g, k, from, infinity());
    return product.kind == Kind::Value && !product.value.is_zero() && !product.value.is(FunctionId::Piecewise) ? constant * log_of(product.value) : Expr();
}

/// Inverse tangents that telescope to atan(∞).
Expr arctangent_series(const Expr& f, const Expr& k, const Expr& from) {
    const auto [constant, rest] = split_constant(f, k);
    const auto u = telescoping_arctangent(rest, k);
    return u ? constant * (pi() / 2 - atan_of(substitute(*u, k, from))) : Expr();
}

/// False where a rigorous enclosure of the sum excludes the value.
bool agrees_with_enclosure(const Expr& value, const Expr& f, const Expr& k, const Expr& from) {
    if (!from.is_integer()) return true;
    const bool piecewise = value.is(FunctionId::Piecewise);
    const Expr& closed = piecewise ? value.argument(0) : value;
    std::vector<Expr> symbols = free_variables(closed);
    for (const Expr& s : free_variables(f))
        if (s != k && std::find(symbols.begin(), symbols.end(), s) == symbols.end()) symbols.push_back(s);
    for (std::int64_t setting = 0; setting < (symbols.empty() ? 1 : 3); ++setting) {
        Point point;
        std::vector<Replacement> replacements;
        std::int64_t n = 2 + setting;
        for (const Expr& s : symbols) { // small numbers, one of them negative in the last setting
            Rational x = Rational::make(Integer(n), Integer(9 + 2 * setting));
            if (setting == 2 && has_property(s, Property::Positive) != Truth::Yes && piecewise) x = -x;
            replacements.push_back({s, Expr(x)});
            ++n;
        }
        try {
            if (piecewise && decide_condition(substitute(value.argument(1), replacements)) != Truth::Yes) continue;
            const Ball direct = enclose_series(substitute(f, replacements), k, from, point, kCheckBits);
            if (!direct.is_finite()) continue;
            const Ball exact = enclose(substitute(closed, replacements), kCheckBits);
            if (exact.is_finite() && !exact.overlaps(direct)) return false;
        } catch (const Failure& failure) {
            if (!is_failed_method(failure)) throw;
        }
    }
    return true;
}

Expr closed_form(const Expr& f, const Expr& k, const Expr& from, Convergence convergence) {
    Expr found;
    auto tried = [&](auto&& method) {
        const Expr value = attempt(kUnits, method);
        if (!value || (value.is(FunctionId::Piecewise) ? value.argument(0) : value).has_infinity()) return false;
        const Expr tidy = attempt(kUnits, [&] { return tidied(value); });
        const Expr result = tidy ? tidy : value;
        if (result.is_constant() && has_hypergeometric_heads(result) && !enclose(result, kCheckBits).is_finite()) return false; // no digits: the sum has more
        if (!attempt(kUnits, [&] { return Expr(agrees_with_enclosure(result, f, k, from) ? 1 : 0); })) return false;
        if (!agrees_with_enclosure(result, f, k, from)) return false;
        found = result;
        return true;
    };
    const auto [rest, sign] = without_sign(f, k);
    const bool converges = convergence == Convergence::Converges;
    if (tried([&] { return zeta_series(f, k, from); })) return found;
    if (converges && tried([&] { return rational_series(rest, k, from, sign); })) return found;
    if (const auto term = exponential_term(f, k); term && !term->z.is_one() && !term->z.is_number(-1)) {
        const Expr size = call(FunctionId::Abs, term->z);
        auto power_series = [&] {
            const Expr value = rational_power_series(*term, k, from);
            return value && !converges ? value_under(less(simplify(size), Expr(1)), value, f, k, from) : value;
        };
        if (tried(power_series)) return found;
    }
    if (tried([&] { return fourier_series(f, k, from); })) return found;
    if (tried([&] { return series_with_polynomial(f, k, from); })) return found;
    if (tried([&] { return shifted_hypergeometric_series(f, k, from, convergence); })) return found;
    if (tried([&] { return hypergeometric_series(f, k, from, convergence); })) return found;
    if (tried([&] { return telescoped_series(f, k, from); })) return found;
    if (converges && tried([&] { return logarithmic_series(f, k, from); })) return found;
    if (converges && tried([&] { return logarithm_of_product(f, k, from); })) return found;
    if (converges && tried([&] { return arctangent_series(f, k, from); })) return found;
    return Expr();
}

} // namespace

SumResult infinite_sum(const Expr& f, const Expr& k, const Expr& from) {
    if (const auto pole = first_pole(f, k, from))
        if (!substitute(f, k, *pole)) return {}; // raises DivisionByZero
    const Convergence convergence = convergence_of(f, k);
    if (convergence == Convergence::Diverges) {
        const int sign = late_sign(f, k);
        return {Kind::Diverges, sign == 0 ? Expr() : sign > 0 ? infinity() : negate(infinity())};
    }
    if (const Expr value = closed_form(f, k, from, convergence)) return {Kind::Value, value};
    if (!from.is_integer() && contains(f, k)) { // from a symbol on: the same from 0
        const Expr shifted = substitute(f, k, k + from);
        if (const Expr value = closed_form(shifted, k, Expr(0), convergence)) return {Kind::Value, value};
    }
    // Linear, where every part converges.
    const Expr reduced = attempt(kTidyUnits, [&] { return trigreduce(f); });
    const Expr expanded = expand(reduced ? reduced : f);
    if (!expanded.is_add()) {
        if (expanded != f)
            if (const Expr value = closed_form(expanded, k, from, convergence)) return {Kind::Value, value};
        return {};
    }
    SumBuilder sum;
    for (const Expr& s : summands_of(expanded)) {
        const Convergence part = convergence_of(s, k);
        if (part == Convergence::Diverges) return {};
        const Expr value = closed_form(s, k, from, part);
        if (!value || value.is(FunctionId::Piecewise)) return {};
        sum.add(value);
    }
    return {Kind::Value, tidied(sum.finish())};
}

} // namespace rumina::calculus
