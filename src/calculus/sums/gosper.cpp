// Gosper's algorithm: the ratio in Gosper form p(k+1)/p(k)·q(k)/r(k+1), then a polynomial solution y of
// p(k) = q(k)·y(k+1) - r(k)·y(k); S = r(k)/p(k)·y(k)·f(k). [Petkovšek, Wilf & Zeilberger 1996] ch. 5
#include "calculus/sums/gosper.h"

#include <algorithm>

#include "algebra/polynomial_forms/polynomial_forms.h"
#include "calculus/shorthand.h"
#include "calculus/solve/solve.h"
#include "calculus/sums/ratio.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::int64_t kLongestShift = 500;
constexpr std::int64_t kMostUnknowns = 61, kMostWithOneSymbol = 13, kMostWithSymbols = 11;

std::int64_t degree_in(const Expr& p, const Expr& k) {
    const auto c = polynomial_in(p, k);
    return c ? static_cast<std::int64_t>(c->size()) - 1 : -1;
}

/// The irreducible factors of a polynomial that contain k, with leading coefficient 1, as coefficients.
std::vector<std::vector<Expr>> monic_factors(const Expr& p, const Expr& k) {
    std::vector<std::vector<Expr>> found;
    for (const Factor& part : factors_of(factor(p))) {
        auto c = free_of(part.base, k) ? std::nullopt : polynomial_in(part.base, k);
        if (!c) continue;
        const Expr lead = c->back();
        for (Expr& e : *c) e = cancel(e / lead);
        found.push_back(*std::move(c));
    }
    return found;
}

/// Positive integers j with a common root of q(k) and r(k + j): irreducible factors with a(k) = b(k + j), where the second
/// coefficients say what j can be. [Man & Wright 1994]
std::vector<std::int64_t> dispersion(const Expr& q, const Expr& r, const Expr& k) {
    std::vector<std::int64_t> found;
    const auto below = monic_factors(r, k);
    for (const std::vector<Expr>& a : monic_factors(q, k))
        for (const std::vector<Expr>& b : below) {
            const std::size_t d = a.size() - 1;
            if (b.size() != a.size()) continue;
            const Expr shift = cancel((a[d - 1] - b[d - 1]) / Expr(static_cast<std::int64_t>(d)));
            if (!shift.is_integer() || shift.number().sign() <= 0 || compare(shift.number(), Number(kLongestShift)) >= 0) continue;
            const std::int64_t j = shift.number().integer().to_int64();
            if (std::find(found.begin(), found.end(), j) != found.end()) continue;
            if (d > 1) {
                SumBuilder difference;
                for (std::size_t i = 0; i <= d; ++i) {
                    difference.add(a[i] * power(k, Expr(static_cast<std::int64_t>(i))));
                    difference.add(negate(b[i] * power(k + shift, Expr(static_cast<std::int64_t>(i)))));
                }
                if (!cancel(difference.finish()).is_zero()) continue;
            }
            found.push_back(j);
        }
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace

std::optional<GosperForm> gosper_form(const Expr& ratio, const Expr& k) {
    GosperForm form{Expr(1), algebra::numerator(ratio), substitute(algebra::denominator(ratio), k, k - 1)};
    // r stands for r(k) with ratio = p(k+1)/p(k)·q(k)/r(k+1)
    if (!polynomial_in(form.q, k) || !polynomial_in(form.r, k)) return std::nullopt;
    for (std::int64_t j : dispersion(form.q, form.r, k)) {
        const Expr common = polynomial_gcd(form.q, expand(substitute(form.r, k, k + Expr(j))));
        if (degree_in(common, k) < 1) continue;
        form.q = cancel(form.q / common);
        form.r = cancel(form.r / substitute(common, k, k - Expr(j)));
        for (std::int64_t i = 1; i < j; ++i) form.p = form.p * substitute(common, k, k - Expr(i));
    }
    return form;
}

std::optional<Expr> gosper_polynomial(const Expr& p, const Expr& q, const Expr& r, const Expr& k, std::vector<Expr> unknowns_of_p,
                                      std::vector<Expr>& values) {
    const std::int64_t dp = degree_in(p, k);
    const auto plus = polynomial_in(expand(q + r), k), minus = polynomial_in(expand(q - r), k);
    if (!plus || !minus) return std::nullopt;
    const auto high = static_cast<std::int64_t>(plus->size()) - 1, low = static_cast<std::int64_t>(minus->size()) - 1;
    std::vector<std::int64_t> degrees;
    if (low >= high) {
        degrees.push_back(dp - low);
    } else {
        degrees.push_back(dp - high + 1);
        // y of degree n0 kills the leading coefficient: n0 = -2·(coefficient of k^(high-1) in q - r)/(leading one of q + r)
        const Expr second = high - 1 <= low && high >= 1 ? (*minus)[static_cast<std::size_t>(high - 1)] : Expr(0);
        const Expr n0 = cancel(-2 * second / plus->back());
        if (n0.is_integer() && n0.number().sign() >= 0) degrees.push_back(n0.number().integer().to_int64());
    }
    std::int64_t degree = *std::max_element(degrees.begin(), degrees.end());
    if (degree < 0 && unknowns_of_p.empty()) return std::nullopt;
    degree = std::max<std::int64_t>(degree, 0);
    // Systems over the rationals are solved fast; with symbols in them the cost grows steeply.
    std::vector<Expr> parameters;
    for (const Expr& part : {p, q, r})
        for (const Expr& s : free_variables(part))
            if (s != k && std::find(unknowns_of_p.begin(), unknowns_of_p.end(), s) == unknowns_of_p.end() && std::find(parameters.begin(), parameters.end(), s) == parameters.end())
                parameters.push_back(s);
    const std::int64_t count = degree + 1 + static_cast<std::int64_t>(unknowns_of_p.size());
    if (count > (parameters.empty() ? kMostUnknowns : parameters.size() == 1 ? kMostWithOneSymbol : kMostWithSymbols)) return std::nullopt;
    std::vector<Expr> unknowns = unknowns_of_p;
    SumBuilder y;
    for (std::int64_t i = 0; i <= degree; ++i) {
        unknowns.push_back(hidden_symbol("y" + std::to_string(i)));
        y.add(unknowns.back() * power(k, Expr(i)));
    }
    const Expr solution = y.finish();
    const auto equations = polynomial_in(expand(q * substitute(solution, k, k + 1) - r * solution - p), k);
    if (!equations) return std::nullopt;
    const LinearSystem system = solve_linear_system(*equations, unknowns);
    if (system.kind != LinearSystem::Kind::Unique && system.kind != LinearSystem::Kind::Parametric) return std::nullopt;
    values.clear();
    // Of the free unknowns one is 1 where the system is homogeneous, else all are 0.
    std::vector<Replacement> free;
    bool has_one = unknowns_of_p.empty();
    for (std::size_t u = 0; u < unknowns.size(); ++u)
        if (system.values[u] == unknowns[u]) free.push_back({unknowns[u], Expr(has_one ? 0 : 1)}), has_one = true;
    std::vector<Replacement> replacements;
    for (std::size_t i = 0; i < unknowns.size(); ++i) {
        const Expr value = substitute(system.values[i], free);
        replacements.push_back({unknowns[i], value});
        if (i < unknowns_of_p.size()) values.push_back(value);
    }
    return substitute(solution, replacements);
}

Expr gosper_certificate(const Expr& f, const Expr& k) {
    const Expr ratio = term_ratio(f, k);
    if (!ratio) return Expr();
    const auto form = gosper_form(ratio, k);
    if (!form) return Expr();
    std::vector<Expr> none;
    const auto y = gosper_polynomial(form->p, form->q, form->r, k, {}, none);
    if (!y) return Expr();
    const Expr certificate = factor(together(form->r / form->p * *y));
    // R(k + 1)·ratio - R(k) = 1
    if (!cancel(substitute(certificate, k, k + 1) * ratio - certificate - 1).is_zero()) return Expr();
    return certificate;
}

Expr gosper_sum(const Expr& f, const Expr& k) {
    const Expr certificate = gosper_certificate(f, k);
    return certificate ? certificate * f : certificate;
}

} // namespace rumina::calculus
