// Every factor k - r gives Γ(n + 1 - r)/Γ(from - r); for n → ∞ the quotient of all goes to n^(Σ of exponents) by Stirling's
// formula, and pairs Γ(1 + x)·Γ(1 - x) are sines.
#include "calculus/sums/product.h"

#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "calculus/attempt.h"
#include "calculus/shorthand.h"
#include "calculus/limits/limit.h"
#include "calculus/sums/convergence.h"
#include "calculus/sums/factorial_forms.h"
#include "calculus/sums/pole_parts.h"
#include "calculus/sums/range_check.h"
#include "calculus/sums/singular_terms.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

using Kind = SumResult::Kind;

constexpr std::uint64_t kUnits = 10'000'000, kTidyUnits = 500'000;

/// Π Γ(n + 1 - root)^exponent over the roots of a polynomial factor, and its leading coefficient.
struct Roots {
    std::vector<std::pair<Expr, Expr>> roots; ///< root, exponent
    Expr constant{1};                         ///< to the power of the number of factors
    Expr rest{1};                             ///< closed products of other factors, as a function of n
};

std::optional<Roots> roots_of(const Expr& f, const Expr& k, const Expr& from, const Expr& n) {
    Roots result;
    ProductBuilder constant, rest;
    for (const Factor& part : factors_of(factor(together(f)))) {
        if (free_of(part.base, k) && free_of(part.exponent, k)) {
            constant.multiply(part.base, part.exponent);
            continue;
        }
        if (free_of(part.base, k)) { // c^g(k)
            const SumResult exponent = find_sum(part.exponent, k, from, n);
            if (exponent.kind != Kind::Value || exponent.value.is(FunctionId::Piecewise)) return std::nullopt;
            rest.multiply(power(part.base, exponent.value));
            continue;
        }
        if (contains(part.exponent, k)) return std::nullopt;
        const auto parts = pole_parts(power(part.base, -1), k);
        const auto c = polynomial_in(part.base, k);
        if (!parts || !c || !parts->families.empty() || !parts->polynomial.is_zero()) return std::nullopt;
        constant.multiply(c->back(), part.exponent);
        for (const Pole& pole : parts->poles)
            for (std::size_t m = 0; m < pole.coefficients.size(); ++m) result.roots.emplace_back(pole.point, part.exponent);
    }
    result.constant = constant.finish();
    result.rest = rest.finish();
    return result;
}

Expr gamma_of(const Expr& u) { return call(FunctionId::Gamma, u); }

/// sin(πx) by real functions of the parts of a constant x; e^(iφ) never shows.
Expr sine_of_pi(const Expr& x) {
    if (!x.is_constant()) return sin_of(pi() * x);
    const Expr a = expand(call(FunctionId::Re, x)), b = expand(call(FunctionId::Im, x));
    if (b.is_zero()) return sin_of(pi() * x);
    return sin_of(pi() * a) * call(FunctionId::Cosh, pi() * b) + imaginary_unit() * cos_of(pi() * a) * call(FunctionId::Sinh, pi() * b);
}

/// Π Γ(u)^e with opposite arguments joined: Γ(x)·Γ(1 - x) = π/sin(πx), Γ(x + m) = x(x + 1)…Γ(x).
Expr joined_gammas(std::vector<std::pair<Expr, Expr>> gammas) {
    ProductBuilder product;
    for (std::size_t i = 0; i < gammas.size(); ++i) {
        auto& [u, e] = gammas[i];
        if (e.is_zero()) continue;
        for (std::size_t j = i + 1; j < gammas.size(); ++j) {
            auto& [w, d] = gammas[j];
            if (d.is_zero()) continue;
            const Expr difference = expand(w - u), total = expand(u + w);
            auto small = [](const Expr& x) { return x.is_integer() && compare(x.number(), Number(200)) < 0 && compare(x.number(), Number(-200)) > 0; };
            if (small(difference)) { // Γ(w) = Γ(u + m)
                const std::int64_t m = difference.number().integer().to_int64();
                for (std::int64_t s = 0; s < m; ++s) product.multiply(u + Expr(s), d);
                for (std::int64_t s = m; s < 0; ++s) product.multiply(u + Expr(s), negate(d));
                e = expand(e + d);
                d = Expr(0);
            } else if (small(total) && d == e) { // Γ(w) = Γ(1 - u + m)
                const std::int64_t m = total.number().integer().to_int64() - 1;
                for (std::int64_t s = 0; s < m; ++s) product.multiply(1 - u + Expr(s), d);
                for (std::int64_t s = m; s < 0; ++s) product.multiply(1 - u + Expr(s), negate(d));
                product.multiply(pi() / sine_of_pi(u), d);
                d = e = Expr(0);
                break;
            }
        }
        if (!e.is_zero()) product.multiply(gamma_of(u), e);
    }
    return product.finish();
}

Expr finite_product(const Expr& f, const Expr& k, const Expr& from, const Expr& to) {
    const std::vector<Expr> symbols = free_variables(to);
    if (symbols.empty()) return Expr();
    const auto roots = roots_of(f, k, from, to);
    if (!roots) return Expr();
    ProductBuilder product;
    std::vector<std::pair<Expr, Expr>> constants;
    product.multiply(roots->rest);
    for (const auto& [r, e] : roots->roots) {
        product.multiply(gamma_of(expand(to + 1 - r)), e);
        const Expr start = expand(from - r);
        if (start.is_constant()) constants.emplace_back(start, negate(e));
        else product.multiply(gamma_of(start), negate(e));
    }
    product.multiply(power(roots->constant, to - from + 1));
    const Expr value = in_factorials(product.finish()) * expand(joined_gammas(constants));
    return checked_value(value, f, k, from, to, symbols[0], true);
}

SumResult infinite_product(const Expr& f, const Expr& k, const Expr& from) {
    // Factors that do not go to 1: ∞ above 1, 0 below; without a limit there is no value.
    if (free_of(f, k) && f.is_constant()) {
        const std::optional<int> above = sign_of(call(FunctionId::Abs, f) - 1);
        if (f.is_one()) return {Kind::Value, f};
        if (!above) return {};
        if (*above < 0) return {Kind::Value, Expr(0)};
        return {Kind::Diverges, *above > 0 && sign_of(f) == std::optional(1) ? infinity() : Expr()};
    }
    // c^g(k): the sum of the exponents.
    if (const auto base = f.is_power() && free_of(f.base(), k) ? f.base() : Expr()) {
        const SumResult exponent = find_sum(f.exponent(), k, from, infinity());
        if (exponent.kind == Kind::Value && !exponent.value.is(FunctionId::Piecewise)) return {Kind::Value, power(base, exponent.value)};
        return {};
    }
    const Expr n = hidden_symbol("n");
    const auto roots = roots_of(f, k, from, n);
    if (!roots || !free_of(roots->rest, n)) return {};
    // Γ(n + a)/Γ(n + b) ~ n^(a - b) [DLMF 5.11.12]
    SumBuilder degree, drift;
    std::vector<std::pair<Expr, Expr>> gammas;
    for (const auto& [r, e] : roots->roots) {
        degree.add(e);
        drift.add(negate(e * r));
        gammas.emplace_back(expand(from - r), negate(e));
    }
    const Expr d = degree.finish(), s = simplify(expand(drift.finish()));
    auto by_growth = [&](const Expr& growth) -> SumResult {
        const std::optional<int> sign = growth.is_constant() ? sign_of(growth) : std::nullopt;
        if (!sign) return {};
        if (*sign < 0) return {Kind::Value, Expr(0)};
        return {Kind::Diverges, free_variables(f).size() == 1 && is_less(Expr(0), limit(f, k, infinity())) ? infinity() : Expr()};
    };
    if (!d.is_zero()) return by_growth(d);
    if (!roots->constant.is_one()) { // the factors go to the constant
        const std::optional<int> above = roots->constant.is_constant() ? sign_of(call(FunctionId::Abs, roots->constant) - 1) : std::nullopt;
        if (!above || *above == 0) return {};
        if (*above < 0) return {Kind::Value, Expr(0)};
        return {Kind::Diverges, sign_of(roots->constant) == std::optional(1) && free_variables(f).size() == 1 ? infinity() : Expr()};
    }
    if (!s.is_zero()) return by_growth(s);
    return {Kind::Value, simpler_within(kTidyUnits, expand(joined_gammas(gammas)) * roots->rest)};
}

} // namespace

SumResult find_product(const Expr& f, const Expr& k, const Expr& from, const Expr& to) {
    if (from.has_infinity()) return {};
    if (may_divide_by_zero(f, k, from, to)) return {};
    if (vanishes_in_range(algebra::numerator(together(f)), k, from, to)) return to == infinity() || to.is_integer() ? SumResult{Kind::Value, Expr(0)} : SumResult{};
    if (to == infinity()) return infinite_product(f, k, from);
    if (to.has_infinity()) return {};
    if (free_of(f, k)) return {Kind::Value, power(f, to - from + 1)};
    const Expr value = attempt(kUnits, [&] { return finite_product(f, k, from, to); });
    return value ? SumResult{Kind::Value, simpler_within(kTidyUnits, value)} : SumResult{};
}

} // namespace rumina::calculus
