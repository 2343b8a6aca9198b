#include "calculus/sums/zeilberger.h"

#include <algorithm>

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "calculus/attempt.h"
#include "calculus/shorthand.h"
#include "calculus/solve/solve.h"
#include "calculus/sums/factorial_forms.h"
#include "calculus/sums/gosper.h"
#include "calculus/sums/integer_value.h"
#include "calculus/sums/ratio.h"
#include "calculus/sums/rational_series.h"
#include "calculus/sums/recurrence.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::int64_t kHighestOrder = 3, kLastStart = 4;
constexpr std::int64_t kLargestEnd = 1000;
constexpr std::uint64_t kUnits = 10'000'000;

/// The largest integer n at which a factor of p without other symbols vanishes; -1 when there is none above.
std::int64_t last_integer_root(const Expr& p, const Expr& n) {
    std::int64_t last = -1;
    for (const Factor& part : factors_of(factor(p))) {
        const auto linear = linear_in(part.base, n);
        if (!linear) continue;
        const Expr root = cancel(negate(linear->offset / linear->slope));
        if (!root.is_integer() || root.number().sign() < 0) continue;
        last = root.number().integer().fits_int64() ? std::max(last, std::min<std::int64_t>(root.number().integer().to_int64(), 1000000)) : 1000000;
    }
    return last;
}

/// The sum itself for a small n.
Expr direct_sum(const Expr& f, const Expr& k, const Expr& from, const Expr& to, const Expr& n, std::int64_t at) {
    const auto low = integer_value(expand(substitute(from, n, Expr(at))), kLargestEnd), high = integer_value(expand(substitute(to, n, Expr(at))), kLargestEnd);
    if (!low || !high || *high - *low > 100) return Expr();
    SumBuilder sum;
    for (std::int64_t i = *low; i <= *high; ++i) sum.add(substitute(substitute(f, n, Expr(at)), k, Expr(i)));
    return sum.finish();
}

/// G(n, to + 1) - G(n, from) and the terms by which the ranges of S(n + j) differ from that of S(n): then
/// Σ a_j(n)·S(n + j) is their sum. As few hypergeometric terms, none for 0; nothing where one of them is not found.
std::optional<std::vector<Expr>> contribution_of_ends(const Telescoper& t, const Expr& f, const Expr& k, const Expr& from, const Expr& to, const Expr& n) {
    struct Group {
        Expr first, multiple; ///< rational multiples of one term
    };
    std::vector<Group> groups;
    bool complete = true;
    auto note = [&](const Expr& rational, const Expr& term, const Expr& at, int sign) {
        const Expr value = value_at(rational, term, k, at, n);
        if (!value) complete = false;
        if (!value || value.is_zero()) return;
        for (Group& group : groups) {
            const Expr quotient = cancel(in_factorials(value / group.first));
            if (!polynomial_in(algebra::numerator(quotient), n) || !polynomial_in(algebra::denominator(quotient), n)) continue;
            group.multiple = group.multiple + (sign > 0 ? quotient : negate(quotient));
            return;
        }
        groups.push_back({value, Expr(sign)});
    };
    note(t.certificate, f, expand(to + 1), 1);
    note(t.certificate, f, from, -1);
    for (std::size_t j = 1; j < t.coefficients.size(); ++j) {
        const Expr step(static_cast<std::int64_t>(j)), shifted = substitute(f, n, n + step);
        const auto above = integer_value(expand(substitute(to, n, n + step) - to), kLargestEnd), below = integer_value(expand(from - substitute(from, n, n + step)), kLargestEnd);
        if (!above || !below || *above < 0 || *below < 0) return std::nullopt;
        for (std::int64_t i = 1; i <= *above; ++i) note(t.coefficients[j], shifted, expand(to + Expr(i)), 1);
        for (std::int64_t i = 1; i <= *below; ++i) note(t.coefficients[j], shifted, expand(from - Expr(i)), 1);
    }
    if (!complete) return std::nullopt;
    std::vector<Expr> terms;
    for (const Group& group : groups)
        if (const Expr multiple = factor(cancel(group.multiple)); !multiple.is_zero()) terms.push_back(multiple * group.first);
    return terms;
}

/// y with y(n + 1) = ratio·y(n) + Σ g(n), y(first) = start, for n >= first.
Expr first_order_solution(const Expr& ratio, const std::vector<Expr>& inhomogeneous, const Expr& n, std::int64_t first, const Expr& start) {
    const Expr growth = product_of_ratios(substitute(ratio, n, n + Expr(first)), n);
    if (!growth) return Expr();
    const Expr h = substitute(growth, n, n - Expr(first)); // 1 at n = first
    Expr value = start;
    SumBuilder changing;
    for (const Expr& g : inhomogeneous) {
        const Expr term = in_factorials(by_gamma_functions(g) / substitute(growth, n, n - Expr(first) + 1));
        Expr whole = gosper_sum(term, n);
        if (!whole) whole = rational_sum(term, n);
        if (!whole) return Expr();
        value = value - substitute(whole, n, Expr(first));
        changing.add(in_factorials(h * whole));
    }
    changing.add(in_factorials(value * h));
    return changing.finish();
}

/// Of higher order: Σ c_i·h_i(n) over hypergeometric solutions, fitted to the values from n = first on.
Expr fitted_solution(const std::vector<HypergeometricSolution>& solutions, std::int64_t first, const Expr& f, const Expr& k, const Expr& from, const Expr& to, const Expr& n) {
    std::vector<Expr> unknowns, equations;
    SumBuilder sum;
    auto note = [&](const Expr& h) {
        unknowns.push_back(hidden_symbol("c" + std::to_string(unknowns.size())));
        sum.add(unknowns.back() * h);
    };
    for (const HypergeometricSolution& solution : solutions) {
        const Expr product = product_of_ratios(substitute(solution.ratio, n, n + Expr(first)), n);
        if (!product) return Expr();
        const Expr h = substitute(product, n, n - Expr(first));
        if (!solution.angle) note(h);
        else note(h * cos_of(solution.angle * n)), note(h * sin_of(solution.angle * n));
    }
    const Expr y = sum.finish();
    for (std::size_t i = 0; i < unknowns.size(); ++i) {
        const std::int64_t at = first + static_cast<std::int64_t>(i);
        const Expr value = direct_sum(f, k, from, to, n, at);
        if (!value) return Expr();
        equations.push_back(substitute(y, n, Expr(at)) - value);
    }
    const LinearSystem system = solve_linear_system(equations, unknowns);
    if (system.kind != LinearSystem::Kind::Unique) return Expr();
    std::vector<Replacement> values;
    for (std::size_t i = 0; i < unknowns.size(); ++i) values.push_back({unknowns[i], simplify(system.values[i])});
    return in_factorials(substitute(y, values));
}

/// S(n + 2) = ratio(n)·S(n) with S = 0 at odd n: cos(πn/2)-times the product, by half steps.
Expr every_other(const Expr& ratio, const Expr& start, const Expr& n) {
    const Expr growth = product_of_ratios(substitute(ratio, n, 2 * n), n); // from n = 0, for S(2n)
    if (!growth) return Expr();
    // (-c)^n becomes c^n·(-1)^n, and (-1)^(n/2) at even n is cos(πn/2)
    ProductBuilder product;
    Expr sign(1);
    for (const Factor& part : factors_of(growth)) {
        if (part.base.is_number() && part.base.number().is_rational() && part.base.number().sign() < 0 && part.exponent == n) {
            sign = negate(sign);
            product.multiply(negate(part.base), n);
        } else {
            product.multiply(part.base, part.exponent);
        }
    }
    const Expr size = substitute(in_factorials(product.finish()), n, n / 2);
    const Expr wave = sign.is_one() ? power(cos_of(pi() * n / 2), Expr(2)) : cos_of(pi() * n / 2);
    return start * wave * size;
}

} // namespace

std::optional<Telescoper> find_telescoper(const Expr& f, const Expr& k, const Expr& n, std::int64_t highest) {
    const Expr g = by_gamma_functions(f), in_k = term_ratio(g, k), in_n = term_ratio(g, n);
    if (!in_k || !in_n) return std::nullopt;
    // f(n + j)/f(n)
    std::vector<Expr> growth{Expr(1)};
    for (std::int64_t order = 1; order <= highest; ++order) {
        growth.push_back(factor(growth.back() * substitute(in_n, n, n + Expr(order - 1))));
        // The common denominator t(k) goes into the ratio, Σ a_j·s_j into the polynomial p of Gosper's form.
        SumBuilder all;
        std::vector<Expr> unknowns;
        for (std::size_t j = 0; j < growth.size(); ++j) {
            unknowns.push_back(hidden_symbol("a" + std::to_string(j)));
            all.add(unknowns.back() * growth[j]);
        }
        Expr t(1);
        for (const Expr& e : growth) t = polynomial_lcm(t, expand(algebra::denominator(e)));
        const Expr numerator = cancel(all.finish() * t);
        const auto form = gosper_form(factor(in_k * t / substitute(t, k, k + 1)), k);
        if (!form) return std::nullopt;
        std::vector<Expr> values;
        const auto y = gosper_polynomial(expand(form->p * numerator), form->q, form->r, k, unknowns, values);
        if (!y || values.size() != unknowns.size() || values.back().is_zero()) continue;
        Expr common(1);
        for (const Expr& v : values) common = polynomial_lcm(common, expand(algebra::denominator(cancel(v))));
        Telescoper result;
        for (const Expr& v : values) {
            result.coefficients.push_back(cancel(v * common));
            if (contains(result.coefficients.back(), k)) return std::nullopt;
        }
        result.certificate = factor(cancel(common * form->r * *y / (form->p * t)));
        // Σ a_j·growth_j = R(k + 1)·in_k - R(k)
        SumBuilder left;
        for (std::size_t j = 0; j < growth.size(); ++j) left.add(result.coefficients[j] * growth[j]);
        const Expr difference = left.finish() - (substitute(result.certificate, k, k + 1) * in_k - result.certificate);
        if (!cancel(difference).is_zero()) return std::nullopt;
        return result;
    }
    return std::nullopt;
}

TelescopedValues zeilberger_sums(const Expr& f, const Expr& k, const Expr& from, const Expr& to, const Expr& n) {
    TelescopedValues found;
    std::vector<Expr>& values = found.values;
    const auto note = [&](const Expr& value) {
        if (value && std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
    };
    const auto telescoper = find_telescoper(f, k, n, kHighestOrder);
    if (!telescoper || telescoper->coefficients[0].is_zero()) return found;
    const std::vector<Expr>& a = telescoper->coefficients;
    // The value at n + J follows where a_J(n) is not 0, and where the certificate has no pole for all k.
    const std::int64_t order = static_cast<std::int64_t>(a.size()) - 1;
    for (const Expr& part : {a.back(), algebra::denominator(telescoper->certificate)})
        found.last_special = std::max(found.last_special, last_integer_root(part, n) + order);
    // Where the ends are not found they are taken for 0, as they are when f vanishes outside: direct sums decide.
    std::vector<Expr> ends;
    try {
        ends = contribution_of_ends(*telescoper, f, k, from, to, n).value_or(std::vector<Expr>());
    } catch (const Failure& failure) {
        if (!is_failed_method(failure)) throw;
    }
    if (a.size() == 2) {
        const Expr ratio = factor(cancel(negate(a[0] / a[1])));
        for (Expr& g : ends) g = g / a[1];
        for (std::int64_t first = 0; first <= kLastStart; ++first) {
            const Expr start = attempt(kUnits, [&] { return direct_sum(f, k, from, to, n, first); });
            if (start) note(attempt(kUnits, [&] { return first_order_solution(ratio, ends, n, first, start); }));
        }
        return found;
    }
    if (!ends.empty()) return found;
    if (a.size() == 3 && a[1].is_zero()) {
        const Expr even = direct_sum(f, k, from, to, n, 0), odd = direct_sum(f, k, from, to, n, 1);
        if (even && odd && expand(odd).is_zero()) note(attempt(kUnits, [&] { return every_other(factor(cancel(negate(a[0] / a[2]))), even, n); }));
    }
    const std::vector<HypergeometricSolution> solutions = hypergeometric_solutions(a, n);
    for (std::int64_t first = 0; first <= kLastStart && !solutions.empty(); ++first)
        note(attempt(kUnits, [&] { return fitted_solution(solutions, first, f, k, from, to, n); }));
    return found;
}

} // namespace rumina::calculus
