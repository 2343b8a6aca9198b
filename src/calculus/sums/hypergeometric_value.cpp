// A table of series with known sums; parameters of others are brought to one of its rows by contiguous steps, each of which
// is a factor a + k of the term, that is, a + θ applied to the sum with θ = z·d/dz.
#include "calculus/sums/hypergeometric_value.h"

#include <algorithm>
#include <functional>
#include <optional>

#include "algebra/functions/function.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "calculus/attempt.h"
#include "calculus/differentiate.h"
#include "calculus/shorthand.h"
#include "calculus/sums/pole_parts.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::int64_t kMostSteps = 12;
constexpr std::uint64_t kUnits = 3'000'000;

/// The sum as a function of w = √z where z is positive or has symbols only, and of w = √-z otherwise.
struct KnownSeries {
    std::vector<Expr> upper, lower;
    std::function<Expr(const Expr& w)> positive, negative; ///< negative may be empty: there is none
};

std::vector<KnownSeries> known_series_table(const std::vector<Expr>& upper, const std::vector<Expr>& lower) {
    const Expr one(1), two(2), h = half(), th = fraction(3, 2);
    auto root_1_minus = [](const Expr& w) { return sqrt(1 - w * w); };
    auto root_1_plus = [](const Expr& w) { return sqrt(1 + w * w); };
    std::vector<KnownSeries> table = {
        // [DLMF] 4.33
        {{}, {h, one}, [](const Expr& w) { return call(FunctionId::Cosh, 2 * w); }, [](const Expr& w) { return cos_of(2 * w); }},
        {{}, {th, one}, [](const Expr& w) { return call(FunctionId::Sinh, 2 * w) / (2 * w); }, [](const Expr& w) { return sin_of(2 * w) / (2 * w); }},
        {{}, {fraction(1, 4), h, fraction(3, 4), one},
         [](const Expr& w) { return (call(FunctionId::Cosh, 4 * sqrt(w)) + cos_of(4 * sqrt(w))) / 2; },
         nullptr},
        // [DLMF] 15.4.2, 15.4.3, 15.4.4
        {{h}, {th}, [](const Expr& w) { return call(FunctionId::Atanh, w) / w; }, [](const Expr& w) { return atan_of(w) / w; }},
        {{one}, {two}, [](const Expr& w) { return negate(log_of(1 - w * w)) / (w * w); }, [](const Expr& w) { return log_of(1 + w * w) / (w * w); }},
        {{h, h}, {th, one}, [](const Expr& w) { return call(FunctionId::Asin, w) / w; }, [](const Expr& w) { return call(FunctionId::Asinh, w) / w; }},
        // [Abramowitz & Stegun] 15.1.6; [Lehmer 1985] for the squares
        {{one}, {th}, [=](const Expr& w) { return call(FunctionId::Asin, w) / (w * root_1_minus(w)); },
         [=](const Expr& w) { return call(FunctionId::Asinh, w) / (w * root_1_plus(w)); }},
        {{one, one}, {th, two}, [](const Expr& w) { return power(call(FunctionId::Asin, w) / w, Expr(2)); },
         [](const Expr& w) { return power(call(FunctionId::Asinh, w) / w, Expr(2)); }},
        {{one, th}, {two, two}, [=](const Expr& w) { return 4 * log_of(2 / (1 + root_1_minus(w))) / (w * w); },
         [=](const Expr& w) { return 4 * log_of((1 + root_1_plus(w)) / 2) / (w * w); }},
        // [DLMF] 19.5.1, 19.5.2
        {{h, h}, {one, one}, [](const Expr& w) { return 2 / pi() * call(FunctionId::EllipticK, w * w); }, [](const Expr& w) { return 2 / pi() * call(FunctionId::EllipticK, negate(w * w)); }},
        {{negate(h), h}, {one, one}, [](const Expr& w) { return 2 / pi() * call(FunctionId::EllipticE, w * w); },
         [](const Expr& w) { return 2 / pi() * call(FunctionId::EllipticE, negate(w * w)); }},
        // [DLMF] 7.6.1, 7.6.2
        {{h}, {th, one}, [](const Expr& w) { return sqrt(pi()) * call(FunctionId::Erfi, w) / (2 * w); },
         [](const Expr& w) { return sqrt(pi()) * call(FunctionId::Erf, w) / (2 * w); }},
        {{}, {th}, [](const Expr& w) { return sqrt(pi()) * exp(w * w) * call(FunctionId::Erf, w) / (2 * w); },
         [](const Expr& w) { return sqrt(pi()) * exp(negate(w * w)) * call(FunctionId::Erfi, w) / (2 * w); }},
        // [DLMF] 6.6.2, 6.6.5
        {{one}, {two, two}, [](const Expr& w) { return (call(FunctionId::Ei, w * w) - log_of(w * w) - constant(ConstantId::EulerGamma)) / (w * w); },
         [](const Expr& w) { return (constant(ConstantId::EulerGamma) + log_of(w * w) - call(FunctionId::Ei, negate(w * w))) / (w * w); }},
        {{h}, {th, th, one}, [](const Expr& w) { return call(FunctionId::Shi, 2 * w) / (2 * w); }, [](const Expr& w) { return call(FunctionId::Si, 2 * w) / (2 * w); }},
    };
    // [DLMF] 10.2.2, 10.25.2
    if (upper.empty() && lower.size() == 2)
        for (const Expr& b : lower) {
            const Expr order = b - 1;
            table.push_back({{}, {b, one}, [order](const Expr& w) { return call(FunctionId::Gamma, order + 1) * power(w, negate(order)) * call(FunctionId::BesselI, order, 2 * w); },
                             [order](const Expr& w) { return call(FunctionId::Gamma, order + 1) * power(w, negate(order)) * call(FunctionId::BesselJ, order, 2 * w); }});
        }
    // [DLMF] 15.4.7-15.4.18, for any a
    for (const Expr& a : upper) {
        auto with = [&](std::vector<Expr> above, std::vector<Expr> below, std::function<Expr(const Expr&)> of_z) {
            table.push_back({std::move(above), std::move(below), [of_z](const Expr& w) { return of_z(w * w); }, [of_z](const Expr& w) { return of_z(negate(w * w)); }});
        };
        with({a, a + h}, {2 * a + 1, one}, [a](const Expr& z) { return power(2 / (1 + sqrt(1 - z)), 2 * a); });
        with({a, a + h}, {2 * a, one}, [a](const Expr& z) { return power(2 / (1 + sqrt(1 - z)), 2 * a - 1) / sqrt(1 - z); });
        table.push_back({{a, a + h}, {h, one}, [a](const Expr& w) { return (power(1 - w, -2 * a) + power(1 + w, -2 * a)) / 2; }, nullptr});
    }
    return table;
}

bool is_same(const Expr& a, const Expr& b) { return a == b || expand(a - b).is_zero(); }

void cancel_equal(std::vector<Expr>& upper, std::vector<Expr>& lower) {
    for (std::size_t i = 0; i < upper.size();) {
        auto same = std::find_if(lower.begin(), lower.end(), [&](const Expr& e) { return is_same(e, upper[i]); });
        if (same != lower.end()) lower.erase(same), upper.erase(upper.begin() + static_cast<std::ptrdiff_t>(i));
        else ++i;
    }
}

/// a - b when it is an integer from 0 to the most steps that are taken.
std::optional<std::int64_t> steps_between(const Expr& b, const Expr& a) {
    const Expr difference = expand(a - b);
    if (!difference.is_integer() || difference.number().sign() < 0 || compare(difference.number(), Number(kMostSteps)) > 0) return std::nullopt;
    return difference.number().integer().to_int64();
}

/// The polynomial Π (b + i + k)/(b + i), i < m: it is (b + m)_k/(b)_k.
Expr rising_quotient(const Expr& b, std::int64_t m, const Expr& k) {
    ProductBuilder product;
    for (std::int64_t i = 0; i < m; ++i) product.multiply((b + Expr(i) + k) / (b + Expr(i)));
    return product.finish();
}

/// Pairs each of `from` with one of `to` so that the first is that many integers above the second; the polynomial of all.
Expr pair_up(std::vector<Expr> from, const std::vector<Expr>& to, const Expr& k, bool swap) {
    ProductBuilder product;
    for (const Expr& b : to) {
        auto best = from.end();
        std::int64_t steps = 0;
        for (auto i = from.begin(); i != from.end(); ++i) {
            const auto m = swap ? steps_between(*i, b) : steps_between(b, *i);
            if (m && (best == from.end() || *m < steps)) best = i, steps = *m;
        }
        if (best == from.end()) return Expr();
        product.multiply(rising_quotient(swap ? *best : b, steps, k));
        from.erase(best);
    }
    return product.finish();
}

/// P(θ) applied to F(w), z = ±w²: θ = (w/2)·d/dw.
Expr apply_polynomial(const Expr& p, const Expr& k, const Expr& f, const Expr& w) {
    const auto c = polynomial_in(expand(p), k);
    if (!c) return Expr();
    SumBuilder sum;
    Expr g = f;
    for (std::size_t i = 0; i < c->size(); ++i) {
        if (i > 0) g = w / 2 * differentiate(g, w);
        sum.add((*c)[i] * g);
    }
    return sum.finish();
}

bool is_negative(const Expr& z) { return z.is_constant() ? sign_of(z) == std::optional(-1) : extracts_minus(z); }

/// Σ P(k)·t_k·z^k from Σ t_k·z^k = F.
Expr from_known(const Expr& p, const Expr& k, const std::function<Expr(const Expr&)>& f, const Expr& z, bool negative) {
    const Expr w = hidden_symbol("w");
    const Expr value = apply_polynomial(p, k, f(w), w);
    if (!value) return Expr();
    const Expr root = either_root(negative ? negate(z) : z);
    return substitute(value, w, root);
}

/// z = 1 and z = -1, z = 1/2: sums of Gauss, Kummer, Dixon, Watson. [DLMF] 15.4.20, 15.4.26, 15.4.28, 16.4.4
Expr value_at_special_point(const std::vector<Expr>& upper, const std::vector<Expr>& lower, const Expr& z) {
    auto gamma = [](const Expr& e) { return call(FunctionId::Gamma, e); };
    const bool is_2f1 = upper.size() == 2 && lower.size() == 2 && (lower[0].is_one() || lower[1].is_one());
    if (is_2f1) {
        const Expr &a = upper[0], &b = upper[1], c = lower[0].is_one() ? lower[1] : lower[0];
        if (z.is_one()) return gamma(c) * gamma(c - a - b) / (gamma(c - a) * gamma(c - b));
        if (z.is_number(-1))
            for (const auto& [x, y] : {std::pair(a, b), std::pair(b, a)})
                if (is_same(c, 1 + x - y)) return gamma(1 + x - y) * gamma(1 + x / 2) / (gamma(1 + x) * gamma(1 + x / 2 - y));
        if (z == half()) {
            if (is_same(2 * c, a + b + 1)) return sqrt(pi()) * gamma(c) / (gamma((a + 1) / 2) * gamma((b + 1) / 2));
            if (is_same(a + b, Expr(1))) return power(Expr(2), 1 - c) * sqrt(pi()) * gamma(c) / (gamma((a + c) / 2) * gamma((c - a + 1) / 2));
        }
    }
    if (upper.size() == 3 && lower.size() == 3 && z.is_one()) {
        auto unit = std::find_if(lower.begin(), lower.end(), [](const Expr& e) { return e.is_one(); });
        if (unit == lower.end()) return Expr();
        std::vector<Expr> below = lower;
        below.erase(below.begin() + (unit - lower.begin()));
        for (std::size_t i = 0; i < 3; ++i) { // Dixon
            const Expr &a = upper[i], &b = upper[(i + 1) % 3], &c = upper[(i + 2) % 3];
            if (!(is_same(below[0], 1 + a - b) && is_same(below[1], 1 + a - c)) && !(is_same(below[1], 1 + a - b) && is_same(below[0], 1 + a - c))) continue;
            return gamma(1 + a / 2) * gamma(1 + a / 2 - b - c) * gamma(1 + a - b) * gamma(1 + a - c) /
                   (gamma(1 + a) * gamma(1 + a - b - c) * gamma(1 + a / 2 - b) * gamma(1 + a / 2 - c));
        }
    }
    return Expr();
}

/// Σ P(k)·Π(upper)_k/Π(lower)_k·z^k
Expr by_table(const std::vector<Expr>& upper, const std::vector<Expr>& lower, const Expr& z, const Expr& polynomial, const Expr& k) {
    const bool negative = is_negative(z);
    const Expr sign(negative ? -1 : 1);
    if (lower.size() == upper.size() && lower.size() <= 1) { // (1 - z)^-a
        const Expr a = upper.empty() ? Expr(1) : upper[0];
        if (upper.empty() || lower[0].is_one())
            return from_known(polynomial, k, [&](const Expr& w) { return power(1 - sign * w * w, negate(a)); }, z, negative);
    }
    if (upper.empty() && lower.size() == 1 && lower[0].is_one())
        return from_known(polynomial, k, [&](const Expr& w) { return exp(sign * w * w); }, z, negative);
    // The rows; those whose lists have a pair of 1 less or more are the same series.
    for (const KnownSeries& row : known_series_table(upper, lower)) {
        const auto& f = negative ? row.negative : row.positive;
        if (!f) continue;
        std::vector<Expr> above = row.upper, below = row.lower;
        cancel_equal(above, below);
        std::vector<Expr> given_above = upper, given_below = lower;
        while (given_above.size() < above.size()) given_above.emplace_back(1), given_below.emplace_back(1);
        while (above.size() < given_above.size() && above.size() < 4) above.emplace_back(1), below.emplace_back(1);
        if (given_above.size() != above.size() || given_below.size() != below.size()) continue;
        const Expr p = pair_up(given_above, above, k, false);
        if (!p) continue;
        const Expr q = pair_up(given_below, below, k, true);
        if (!q) continue;
        return from_known(p * q * polynomial, k, f, z, negative);
    }
    return Expr();
}

} // namespace

Expr hypergeometric_value_with(const Expr& given, const Expr& k, std::vector<Expr> upper, std::vector<Expr> lower, const Expr& z) {
    cancel_equal(upper, lower);
    // Upper parameters above lower ones by an integer are a polynomial.
    std::vector<Expr> above;
    ProductBuilder polynomial;
    polynomial.multiply(given);
    for (const Expr& a : upper) {
        auto nearest = lower.end();
        for (auto b = lower.begin(); b != lower.end(); ++b)
            if (steps_between(*b, a) && (nearest == lower.end() || steps_between(*nearest, *b))) nearest = b;
        if (nearest == lower.end()) {
            above.push_back(a);
            continue;
        }
        polynomial.multiply(rising_quotient(*nearest, *steps_between(*nearest, a), k));
        lower.erase(nearest);
    }
    const Expr value = attempt(kUnits, [&] { return by_table(above, lower, z, polynomial.finish(), k); });
    return value && !value.has_infinity() ? value : Expr();
}

Expr hypergeometric_value(std::vector<Expr> upper, std::vector<Expr> lower, const Expr& z) {
    cancel_equal(upper, lower);
    if (upper.empty() && lower.empty()) return power(1 - z, -1);
    auto usable = [](const Expr& value) { return value && !value.has_infinity(); };
    if (const Expr value = attempt(kUnits, [&] { return value_at_special_point(upper, lower, z); }); usable(value)) return value;
    const Expr k = hidden_symbol("k");
    if (const Expr value = hypergeometric_value_with(Expr(1), k, upper, lower, z)) return value;
    // The 1 of k! is not named by the heads.
    auto unit = std::find_if(lower.begin(), lower.end(), [](const Expr& e) { return e.is_one(); });
    if (unit != lower.end()) lower.erase(unit);
    else upper.emplace_back(1);
    if (upper.empty() && lower.size() == 1) { // [DLMF] 10.25.2, 10.2.2
        const bool negative = is_negative(z);
        const Expr w = either_root(negative ? negate(z) : z);
        return call(FunctionId::Gamma, lower[0]) * power(w, 1 - lower[0]) * call(negative ? FunctionId::BesselJ : FunctionId::BesselI, lower[0] - 1, 2 * w);
    }
    if (upper.size() == 1 && lower.size() == 1) return apply_function(FunctionId::Hypergeometric1F1, {upper[0], lower[0], z});
    if (upper.size() == 2 && lower.size() == 1) return apply_function(FunctionId::Hypergeometric2F1, {upper[0], upper[1], lower[0], z});
    return apply_function(FunctionId::HypergeometricPFQ, {apply_function(FunctionId::List, upper), apply_function(FunctionId::List, lower), z});
}

} // namespace rumina::calculus
