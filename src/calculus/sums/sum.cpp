#include "calculus/sums/sum.h"

#include <algorithm>

#include "algebra/memo.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/rewrite/rewrite.h"
#include "algebra/simplify/simplify.h"
#include "algebra/store.h"
#include "calculus/attempt.h"
#include "calculus/shorthand.h"
#include "calculus/sums/arctangents.h"
#include "calculus/sums/factorial_forms.h"
#include "calculus/sums/gosper.h"
#include "calculus/sums/infinite_sum.h"
#include "calculus/sums/power_series.h"
#include "calculus/sums/product.h"
#include "calculus/sums/range_check.h"
#include "calculus/sums/ratio.h"
#include "calculus/sums/rational_series.h"
#include "calculus/sums/singular_terms.h"
#include "calculus/sums/zeilberger.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

using Kind = SumResult::Kind;

constexpr std::uint64_t kUnits = 20'000'000, kTelescopingUnits = 6'000'000, kTidyUnits = 500'000;

/// (k + b)^e with an e that is no integer: -ζ(-e, k + b)
Expr power_sum(const Expr& f, const Expr& k) {
    if (!f.is_power() || contains(f.exponent(), k) || f.exponent().is_integer()) return Expr();
    const auto linear = linear_in(f.base(), k);
    if (!linear || !is_known_positive(linear->slope)) return Expr();
    return negate(power(linear->slope, f.exponent()) * call(FunctionId::HurwitzZeta, negate(f.exponent()), expand(f.base() / linear->slope)));
}

/// P(k)·c^k times the sine or cosine of u = ak + b: imaginary or real part of Q(k)·c^k·e^(iu), where with z = c·e^(ia)
/// z·Q(k + 1) - Q(k) = P(k) gives q_j = (p_j - z·Σ_{i>j} C(i, j)·q_i)/(z - 1) from the top.
Expr wave_with_polynomial(const Expr& rest, const Expr& u, const Expr& a, bool is_sine, const Expr& k) {
    const auto term = exponential_term(rest, k);
    const auto p = term ? polynomial_in(expand(term->rational), k) : std::nullopt;
    if (!p || p->empty() || p->size() > 8) return Expr();
    const Expr &c = term->z, real = c * cos_of(a), imaginary = c * sin_of(a), norm = c * c - 2 * c * cos_of(a) + 1;
    struct Complex {
        Expr re, im;
    };
    auto tidy = [](const Expr& e) { return simpler_within(kTidyUnits, e); };
    std::vector<Complex> q(p->size());
    for (std::size_t j = p->size(); j-- > 0;) {
        SumBuilder re, im;
        for (std::size_t i = j + 1; i < p->size(); ++i) {
            const Expr times = call(FunctionId::Binomial, Expr(static_cast<std::int64_t>(i)), Expr(static_cast<std::int64_t>(j)));
            re.add(times * q[i].re), im.add(times * q[i].im);
        }
        const Expr x = re.finish(), y = im.finish(), above = (*p)[j] - (real * x - imaginary * y), beside = negate(real * y + imaginary * x);
        // (above + i·beside)·(z̄ - 1)/|z - 1|²
        q[j] = {tidy((above * (real - 1) + beside * imaginary) / norm), tidy((beside * (real - 1) - above * imaginary) / norm)};
    }
    SumBuilder re, im;
    for (std::size_t j = 0; j < q.size(); ++j) {
        const Expr x = power(k, Expr(static_cast<std::int64_t>(j)));
        re.add(q[j].re * x), im.add(q[j].im * x);
    }
    const Expr x = re.finish(), y = im.finish();
    return term->constant * power(c, k) * (is_sine ? x * sin_of(u) + y * cos_of(u) : x * cos_of(u) - y * sin_of(u));
}

/// Sines and cosines of ak + b times P(k)·c^k, logarithms, powers, inverse tangents.
Expr known_sum(const Expr& f, const Expr& k) {
    ProductBuilder others;
    Expr wave;
    for (const Factor& part : factors_of(f)) {
        const bool is_wave = (part.base.is(FunctionId::Sin) || part.base.is(FunctionId::Cos)) && part.exponent.is_one() && contains(part.base, k);
        if (is_wave && wave) return Expr();
        if (is_wave) wave = part.base;
        else others.multiply(part.base, part.exponent);
    }
    const Expr rest = others.finish();
    if (const Expr value = power_sum(f, k)) return value;
    if (const auto u = telescoping_arctangent(f, k)) return atan_of(*u);
    if (f.is(FunctionId::Log)) {
        const auto linear = linear_in(f.argument(0), k);
        return linear && is_known_positive(linear->slope) ? call(FunctionId::LogGamma, expand(f.argument(0) / linear->slope)) + k * log_of(linear->slope) : Expr();
    }
    if (!wave) return Expr();
    const auto angle = linear_in(wave.argument(0), k);
    if (!angle) return Expr();
    const Expr& u = wave.argument(0);
    const bool is_sine = wave.is(FunctionId::Sin);
    if (rest.is_one()) {
        const Expr middle = expand(u - angle->slope / 2), width = 2 * sin_of(angle->slope / 2);
        return (is_sine ? negate(cos_of(middle)) : sin_of(middle)) / width;
    }
    return wave_with_polynomial(rest, u, angle->slope, is_sine, k);
}

/// Whether S(k + 1) - S(k) = f(k), at two points.
bool telescopes(const Expr& S, const Expr& f, const Expr& k) {
    const Expr difference = substitute(S, k, k + 1) - S;
    return agree_at(difference, f, 0) && agree_at(difference, f, 4);
}

Expr one_term(const Expr& f, const Expr& k) {
    if (free_of(f, k)) return f * k;
    const auto [constant, rest] = split_constant(f, k);
    Expr found = attempt(kUnits / 4, [&] { return gosper_sum(rest, k); });
    if (!found) found = attempt(kUnits / 4, [&] { return rational_sum(rest, k); });
    if (!found) found = attempt(kUnits / 4, [&] { return known_sum(rest, k); });
    return found ? constant * found : found;
}

/// Products of waves as sums, hyperbolic functions by exponentials.
Expr reduced(const Expr& f, const Expr& k) {
    Expr e = map_bottom_up(f, [&](const Expr& part) {
        const bool is_hyperbolic = part.is(FunctionId::Sinh) || part.is(FunctionId::Cosh);
        return is_hyperbolic && contains(part, k) ? rewriting::function_by_exponentials(part).value_or(part) : part;
    });
    const Expr linear = attempt(kTidyUnits, [&] { return trigreduce(e); });
    return expand(linear ? linear : e);
}

Expr term_by_term(const Expr& f, const Expr& k) {
    SumBuilder sum;
    for (const Expr& s : summands_of(reduced(f, k))) {
        const Expr part = one_term(s, k);
        if (!part) return Expr();
        sum.add(part);
    }
    return sum.finish();
}

/// The shortest of a value's forms; a piecewise value part by part.
Expr tidied(const Expr& e) {
    if (e.is(FunctionId::Piecewise)) {
        std::vector<Expr> parts(e.arguments().begin(), e.arguments().end());
        parts.back() = tidied(parts.back());
        return apply_function(FunctionId::Piecewise, parts);
    }
    Expr best = e;
    const auto has_hyperbolic = [](const Expr& g) { return any_node(g, [](const Expr& part) { return part.is(FunctionId::Sinh) || part.is(FunctionId::Cosh); }); };
    auto offer = [&](const Expr& other, bool also_equal) {
        if (!other || (has_hyperbolic(other) && !has_hyperbolic(e))) return; // cosh n - sinh n is no better than e^-n
        const std::uint64_t a = simplicity_cost(other), b = simplicity_cost(best);
        if (a < b || (also_equal && a == b)) best = other;
    };
    offer(attempt(kTidyUnits, [&] { return simplify(e); }), false);
    offer(attempt(kTidyUnits, [&] { return factor(expand(e)); }), true);
    return best;
}

/// What creative telescoping suggests.
TelescopedValues telescoped_values(const Expr& f, const Expr& k, const Expr& from, const Expr& to, const Expr& n) {
    try {
        if (auto values = within_budget(kTelescopingUnits, [&] { return zeilberger_sums(f, k, from, to, n); })) return *std::move(values);
    } catch (const Failure& failure) {
        if (!is_failed_method(failure)) throw;
    }
    return {};
}

SumResult finite_sum(const Expr& f, const Expr& k, const Expr& from, const Expr& to, bool may_move_ends);

/// From 0 to n, as most sums of binomial coefficients go, where the ends are near these.
Expr by_moved_ends(const Expr& f, const Expr& k, const Expr& from, const Expr& to, const Expr& n) {
    const Expr above = expand(to - n);
    auto near = [](const Expr& e) { return e.is_integer() && compare(e.number(), Number(4)) <= 0 && compare(e.number(), Number(-4)) >= 0; };
    const Expr low = near(from) ? Expr(0) : from, high = near(above) ? n : to;
    if (low == from && high == to) return Expr();
    const SumResult whole = finite_sum(f, k, low, high, false);
    if (whole.kind != Kind::Value) return Expr();
    SumBuilder sum;
    sum.add(whole.value.is(FunctionId::Piecewise) ? whole.value.arguments().back() : whole.value);
    if (low != from) {
        for (Expr i = low; compare(i.number(), from.number()) < 0; i = i + 1) sum.add(negate(in_factorials(substitute(f, k, i))));
        for (Expr i = from; compare(i.number(), low.number()) < 0; i = i + 1) sum.add(in_factorials(substitute(f, k, i)));
    }
    if (high != to) {
        for (Expr i(1); compare(i.number(), above.number()) <= 0; i = i + 1) sum.add(in_factorials(substitute(f, k, n + i)));
        for (Expr i(0); compare(i.number(), above.number()) > 0; i = i - 1) sum.add(negate(in_factorials(substitute(f, k, n + i))));
    }
    return sum.finish();
}

SumResult finite_sum(const Expr& f, const Expr& k, const Expr& from, const Expr& to, bool may_move_ends) {
    // A long range between integers: the end becomes a symbol.
    if (from.is_integer() && to.is_integer()) {
        const Expr n = hidden_symbol("n");
        const SumResult general = finite_sum(f, k, from, n, true);
        if (general.kind != Kind::Value || general.value.is(FunctionId::Piecewise)) return {};
        return {Kind::Value, substitute(general.value, n, to)}; // not tidied again: exponents may be huge
    }
    std::vector<Expr> symbols = free_variables(to);
    for (const Expr& s : free_variables(from))
        if (std::find(symbols.begin(), symbols.end(), s) == symbols.end()) symbols.push_back(s);
    std::erase(symbols, k);
    for (const Expr& n : symbols) {
        const auto accepted = [&](const Expr& value, std::int64_t last_special = 0) -> Expr {
            if (!value) return value;
            return attempt(kUnits, [&] { return checked_value(value, f, k, from, to, n, false, last_special); });
        };
        auto by_indefinite = [&](auto&& method) {
            return accepted(attempt(kUnits, [&] {
                const Expr S = method();
                if (!S) return S;
                const Expr value = expand(substitute(S, k, to + 1)) - expand(substitute(S, k, from));
                return has_factorials(value) ? in_factorials(value) : value;
            }));
        };
        const bool factorials = has_factorials(f);
        if (factorials) {
            // Indefinitely, with the right values where binomial coefficients vanish at the ends.
            Expr high, low;
            const Expr difference = attempt(kUnits, [&] {
                const Expr certificate = gosper_certificate(f, k);
                if (!certificate) return certificate;
                high = value_at(certificate, f, k, expand(to + 1), n), low = value_at(certificate, f, k, from, n);
                return high && low ? in_factorials(high) - in_factorials(low) : Expr();
            });
            if (const Expr value = accepted(difference)) return {Kind::Value, tidied(value)};
            // Where parameters are integers, 1/(-m)! is 0.
            if (difference && has_factorials(low))
                if (const Expr value = accepted(attempt(kUnits, [&] { return in_factorials(high); }))) return {Kind::Value, tidied(value)};
        }
        if (const Expr value = by_indefinite([&] { return gosper_sum(f, k); })) return {Kind::Value, tidied(value)};
        if (const Expr value = by_indefinite([&] { return rational_sum(f, k); })) return {Kind::Value, tidied(value)};
        if (const Expr value = by_indefinite([&] { return term_by_term(f, k); })) return {Kind::Value, tidied(value)};
        const TelescopedValues telescoped = telescoped_values(f, k, from, to, n);
        for (const Expr& candidate : telescoped.values)
            if (const Expr value = accepted(candidate, telescoped.last_special)) return {Kind::Value, tidied(value)};
        if (const Expr expanded = expand(f); expanded.is_add() && factorials) { // a sum for each summand
            SumBuilder sum;
            bool complete = true;
            for (const Expr& s : summands_of(expanded)) {
                const SumResult part = finite_sum(s, k, from, to, true);
                complete = part.kind == Kind::Value;
                if (!complete) break;
                sum.add(part.value.is(FunctionId::Piecewise) ? part.value.arguments().back() : part.value); // the smallest n are looked at below
            }
            if (complete)
                if (const Expr value = accepted(sum.finish())) return {Kind::Value, tidied(value)};
        }
        if (const auto [constant, rest] = split_constant(f, k); rest.is(FunctionId::Log) && rest.arguments().size() == 1) { // log Π
            const SumResult product = find_product(rest.argument(0), k, from, to);
            if (product.kind == Kind::Value)
                if (const Expr value = accepted(constant * log_of(product.value))) return {Kind::Value, tidied(value)};
        }
        if (factorials && may_move_ends)
            if (const Expr value = accepted(attempt(kUnits, [&] { return by_moved_ends(f, k, from, to, n); }))) return {Kind::Value, tidied(value)};
    }
    return {};
}

SumResult sum_over(const Expr& f, const Expr& k, const Expr& from, const Expr& to) {
    const bool endless = to == infinity(), beginningless = from == negate(infinity());
    if (endless && beginningless) {
        const SumResult right = infinite_sum(f, k, Expr(0)), left = infinite_sum(substitute(f, k, negate(k)), k, Expr(1));
        if (right.kind == Kind::NotFound || left.kind == Kind::NotFound) return {};
        if (right.kind == Kind::Value && left.kind == Kind::Value) {
            if (right.value.is(FunctionId::Piecewise) || left.value.is(FunctionId::Piecewise)) return {};
            return {Kind::Value, tidied(right.value + left.value)};
        }
        const bool same = right.value && left.value && right.value == left.value;
        return {Kind::Diverges, same ? right.value : Expr()};
    }
    if (beginningless) return to.has_infinity() ? SumResult{} : infinite_sum(substitute(f, k, negate(k)), k, negate(to));
    if (endless) return from.has_infinity() ? SumResult{} : infinite_sum(f, k, from);
    return from.has_infinity() || to.has_infinity() ? SumResult{} : finite_sum(f, k, from, to, true);
}

} // namespace

Expr indefinite_sum(const Expr& f, const Expr& k) {
    if (free_of(f, k)) return f * k;
    if (const Expr whole = attempt(kUnits / 2, [&] { return gosper_sum(f, k); })) return whole;
    for (int way : {0, 1}) {
        const Expr S = attempt(kUnits / 2, [&] { return way == 0 ? rational_sum(f, k) : term_by_term(f, k); });
        if (S && telescopes(S, f, k)) return S;
    }
    return Expr();
}

SumResult find_sum(const Expr& f, const Expr& k, const Expr& from, const Expr& to) {
    if (f.is_zero()) return {Kind::Value, Expr(0)};
    const MemoKey key{apply_function(FunctionId::List, {f, from, to}), k, Store::current().epoch};
    // What is remembered: [value], [] for nothing found, [1, ±∞ or 0] for divergence.
    if (const Expr* known = memo(MemoId::Sum).find(key)) {
        const auto parts = known->arguments();
        if (parts.empty()) return {};
        if (parts.size() == 1) return {Kind::Value, parts[0]};
        return {Kind::Diverges, parts[1].is_zero() ? Expr() : parts[1]};
    }
    if (may_divide_by_zero(f, k, from, to)) return {};
    const SumResult result = sum_over(f, k, from, to);
    std::vector<Expr> kept;
    if (result.kind == Kind::Value) kept = {result.value};
    if (result.kind == Kind::Diverges) kept = {Expr(1), result.value ? result.value : Expr(0)};
    memo(MemoId::Sum).store(key, apply_function(FunctionId::List, kept));
    return result;
}

} // namespace rumina::calculus
