#include "calculus/series/series.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "algebra/assumptions.h"
#include "algebra/enclosure.h"
#include "algebra/memo.h"
#include "algebra/numeric.h"
#include "algebra/numeric_value.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "algebra/store.h"
#include "calculus/attempt.h"
#include "calculus/differentiate.h"
#include "calculus/shorthand.h"
#include "calculus/limits/gruntz.h"
#include "calculus/limits/limit.h"
#include "calculus/taylor.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr int kFewTerms = 1, kManyTerms = 6;

/// t, which goes to +∞, and x in terms of it and back.
struct Substituted {
    Expr f, t;
    Expr small;     ///< 1/t in terms of x
    Expr log_large; ///< log t
};

Substituted at_infinity(const Expr& f, const Expr& x, const Expr& a, bool from_left) {
    const Expr t = hidden_symbol("x");
    if (a.has_infinity()) {
        const bool positive = a == infinity();
        const Expr large = positive ? x : negate(x);
        return {substitute(f, x, positive ? t : negate(t)), t, power(large, -1), log_of(large)};
    }
    const Expr step = power(t, -1), offset = from_left ? a - x : x - a;
    return {substitute(f, x, from_left ? a - step : a + step), t, offset, negate(log_of(offset))};
}

/// Whether f is the sum up to about ε^n at a point that close to the expansion's: Yes, or No when the difference is larger.
/// ε is so small that a wrong coefficient shows, and that coefficients left out may grow by a factor of 16 each. Of very
/// many terms the first ones are looked at.
Truth agrees(const Expr& f, const Expr& sum, const Expr& x, const Expr& a, std::int64_t n, bool from_left) {
    n = std::min<std::int64_t>(n, 24);
    std::vector<Expr> parameters = free_variables(f);
    std::erase(parameters, x);
    const std::int64_t order = static_cast<std::int64_t>(std::max<std::int64_t>(n, 1)), bits = 40 + 10 * order;
    const Expr tiny = power(Expr(2), Expr(-bits));
    const Expr at = a.has_infinity() ? (a == infinity() ? power(tiny, -1) : negate(power(tiny, -1))) : from_left ? a - tiny : a + tiny;
    const std::int64_t precision = 2 * bits * order + 512;
    Point point;
    int k = 3;
    for (const Expr& p : parameters) point.emplace_back(p, Ball::rational(Rational::make(Integer(k += 2), Integer(4)), precision));
    point.emplace_back(x, enclose_at(at, point, precision));
    const Ball difference = enclose_at(f - sum, point, precision);
    if (!difference.is_finite()) return Truth::Unknown;
    const double rest = static_cast<double>(-bits * n + bits / 2 + 4 * order);
    return difference.log2_upper() < rest ? Truth::Yes : Truth::No;
}

struct Expansion {
    Expr sum;
    bool is_exact = false;
};

/// An analytic function, as most are.
Expansion analytic_expansion(const Expr& f, const Expr& x, const Expr& a, std::int64_t n) {
    Expansion result;
    if (a.has_infinity() || n <= 0) return result;
    result.sum = attempt(search_units(3), [&] { return taylor_polynomial(f, x, a, static_cast<std::uint32_t>(n - 1)); });
    result.is_exact = result.sum && polynomial_in(f, x).has_value() && algebra::expand(f - result.sum).is_zero();
    return result;
}

Expansion one_sided_expansion(const Expr& f, const Expr& x, const Expr& a, std::int64_t n, bool from_left) {
    Expansion result;
    Assumptions::Scope scope;
    const Substituted s = at_infinity(f, x, a, from_left);
    Assumptions::current().declare(s.t, Property::Positive);
    for (const int terms : {kFewTerms, kManyTerms, static_cast<int>(std::clamp<std::int64_t>(n / 2 + 2, 1, 40))}) {
        try {
            Gruntz gruntz(s.t, terms);
            result.sum = attempt(search_units(3), [&] { return gruntz.series(s.f, s.small, s.log_large, n, result.is_exact); });
            if (result.sum) return result;
        } catch (const Oscillation&) {
        } catch (const NoSeries&) {
        } catch (const NeedsMoreTerms&) {
        }
    }
    return result;
}

/// Whether the expansion holds on the side it was found from, and nothing speaks against it on the other.
bool is_confirmed(const Expansion& found, const Expr& f, const Expr& x, const Expr& a, std::int64_t n, bool from_left) {
    if (!found.sum || agrees(f, found.sum, x, a, n, from_left) != Truth::Yes) return false;
    return a.has_infinity() || agrees(f, found.sum, x, a, n, !from_left) != Truth::No;
}

Expansion direct_expansion(const Expr& f, const Expr& x, const Expr& a, std::int64_t n) {
    Expansion found = analytic_expansion(f, x, a, n);
    if (is_confirmed(found, f, x, a, n, false)) return found;
    for (const bool from_left : {false, true}) {
        found = one_sided_expansion(f, x, a, n, from_left);
        if (is_confirmed(found, f, x, a, n, from_left)) return found;
        if (a.has_infinity()) break;
    }
    return {};
}

/// The expansion of the derivative, term by term: of integrals such as Si, whose derivative is simpler than they are.
Expansion integrated_expansion(const Expr& f, const Expr& x, const Expr& a, std::int64_t n) {
    if (a.has_infinity() || n <= 0) return {};
    const Expr offset = x - a, slope = differentiate(f, x);
    if (any_node(slope, [](const Expr& part) { return part.is(FunctionId::Derivative) || part.is(FunctionId::Substitution); })) return {};
    const Expansion found = direct_expansion(slope, x, a, n - 1);
    if (!found.sum) return {};
    // Sums in x are put in terms of the offset first.
    const Expr t = hidden_symbol("t");
    SumBuilder sum;
    for (const Expr& term : summands_of(algebra::expand(substitute(found.sum, x, a + t)))) {
        const auto [constant, rest] = split_constant(term, t);
        const Expr k = free_of(rest, t) ? Expr(0) : rest.exponent();
        if (!free_of(rest, t) && (rest.base() != t || contains(k, t))) return {};
        sum.add(k.is_number(-1) ? constant * log_of(offset) : constant * power(offset, k + 1) / (k + 1));
    }
    const Expr integrated = sum.finish(), start = limit(f - integrated, x, a, 1);
    if (!start || start.has_infinity()) return {};
    return {integrated + start, false};
}

Expansion expansion(const Expr& f, const Expr& x, const Expr& a, std::int64_t n) {
    if (const Expansion found = direct_expansion(f, x, a, n); found.sum) return found;
    const Expansion found = integrated_expansion(f, x, a, n);
    return is_confirmed(found, f, x, a, n, false) ? found : Expansion{};
}

} // namespace

Expr rest_of_order(const Expr& e) { return apply_function(FunctionId::Apply, {symbol("O"), e}); }

Expr without_rests(const Expr& e) {
    return map_bottom_up(e, [](const Expr& part) -> Expr {
        const bool is_rest = part.is(FunctionId::Apply) && part.arguments().size() == 2 && part.argument(0).is_symbol() && part.argument(0).symbol_name() == "O";
        return is_rest ? Expr(0) : part;
    });
}

Expr series(const Expr& f, const Expr& x, const Expr& a, std::int64_t n) {
    if (free_of(f, x)) return f;
    if (a.has_floats()) { // exactly, and rounded
        std::int64_t bits = INT64_MAX;
        const Expr point = with_exact_numbers(a, bits);
        const Expr exact = point.has_floats() ? Expr() : series(f, x, point, n);
        return exact ? numeric_value(exact, bits == 53 ? 0 : static_cast<int>(static_cast<double>(bits) * std::log10(2.0))) : Expr();
    }
    const MemoKey key{apply_function(FunctionId::List, {f, a, Expr(n)}), x, Store::current().epoch};
    if (const Expr* known = memo(MemoId::Series).find(key)) return *known;
    const Expansion found = expansion(f, x, a, n);
    if (!found.sum) return Expr();
    const Expr small = a.has_infinity() ? power(x, -1) : x - a;
    const Expr result = found.is_exact ? found.sum : found.sum + rest_of_order(power(small, Expr(n)));
    memo(MemoId::Series).store(key, result);
    return result;
}

Expr leading_terms(const Expr& f, const Expr& x, const Expr& point, int count) {
    if (free_of(f, x)) return f;
    Assumptions::Scope scope;
    const Substituted s = at_infinity(f, x, point, false);
    Assumptions::current().declare(s.t, Property::Positive);
    Expr best;
    for (const int terms : {kFewTerms, kManyTerms}) {
        SumBuilder sum;
        Expr rest = s.f;
        int found = 0;
        for (; found < count && !rest.is_zero(); ++found) {
            try {
                Gruntz gruntz(s.t, terms);
                const Expr term = attempt(search_units(3), [&] { return gruntz.leading_term(rest); });
                if (!term || term.is_zero()) break;
                sum.add(term);
                rest = rest - term;
            } catch (const Oscillation&) {
                break;
            } catch (const NoSeries&) {
                break;
            } catch (const NeedsMoreTerms&) {
                break;
            }
        }
        if (found > 0) best = substitute(sum.finish(), s.t, power(s.small, -1));
        if (found == count) break;
    }
    return best;
}

} // namespace rumina::calculus
