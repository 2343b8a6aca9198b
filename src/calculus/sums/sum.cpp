#include "calculus/sums/sum.h"

#include <algorithm>

#include "algebra/assumptions.h"
#include "algebra/enclosure.h"
#include "algebra/memo.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "algebra/store.h"
#include "calculus/attempt.h"
#include "calculus/linear_parts.h"
#include "calculus/limits/limit.h"
#include "calculus/sums/gamma_quotients.h"
#include "calculus/sums/gosper.h"
#include "calculus/sums/ratio.h"
#include "calculus/sums/series_sum.h"
#include "calculus/sums/singular_terms.h"
#include "calculus/sums/zeilberger.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::uint64_t kUnits = 20'000'000, kTidyUnits = 500'000;

Expr tidied(const Expr& e) { return simpler_within(kTidyUnits, e); }

/// Σ c/(k - r)^m by polygamma functions: ψ(k + a) has the difference 1/(k + a).
Expr rational_sum(const Expr& f, const Expr& k) {
    const auto parts = linear_parts(f, k);
    if (!parts) return Expr();
    SumBuilder sum;
    if (!parts->polynomial.is_zero()) {
        const Expr whole = gosper_sum(parts->polynomial, k);
        if (!whole) return Expr();
        sum.add(whole);
    }
    for (const PointPart& part : parts->parts) {
        const Expr u = k - part.point;
        if (part.order == 1) {
            sum.add(part.coefficient * call(FunctionId::Digamma, u));
        } else { // ψ^(m-1)(u + 1) - ψ^(m-1)(u) = (-1)^(m-1)·(m-1)!/u^m
            const Expr scale = (part.order % 2 == 0 ? Expr(-1) : Expr(1)) / call(FunctionId::Factorial, Expr(part.order - 1));
            sum.add(part.coefficient * scale * call(FunctionId::Polygamma, Expr(part.order - 1), u));
        }
    }
    return sum.finish();
}

/// Sines and cosines of linear arguments, logarithms.
Expr known_sum(const Expr& f, const Expr& k) {
    if (!f.is(NodeKind::Function) || f.arguments().size() != 1) return Expr();
    const Expr& u = f.argument(0);
    const auto linear = linear_in(u, k);
    if (f.is(FunctionId::Log) && linear) {
        const Expr v = u / linear->slope;
        return call(FunctionId::LogGamma, expand(v)) + k * log_of(linear->slope);
    }
    if (!linear) return Expr();
    const Expr middle = u - linear->slope / 2, width = 2 * sin_of(linear->slope / 2);
    if (f.is(FunctionId::Sin)) return negate(cos_of(expand(middle))) / width;
    if (f.is(FunctionId::Cos)) return sin_of(expand(middle)) / width;
    return Expr();
}

Expr one_term(const Expr& f, const Expr& k) {
    if (free_of(f, k)) return f * k;
    const auto [constant, rest] = split_constant(f, k);
    Expr found = attempt(kUnits / 4, [&] { return gosper_sum(rest, k); });
    if (!found) found = attempt(kUnits / 4, [&] { return rational_sum(rest, k); });
    if (!found) found = known_sum(rest, k);
    return found ? constant * found : found;
}

/// Direct sum of few terms.
Expr partial_sum(const Expr& f, const Expr& k, std::int64_t from, std::int64_t to) {
    SumBuilder sum;
    for (std::int64_t i = from; i <= to; ++i) sum.add(substitute(f, k, Expr(i)));
    return sum.finish();
}

/// Whether two expressions have the same value at a point for their symbols (positive integers).
bool agree_at(const Expr& a, const Expr& b, std::int64_t shift) {
    Point point;
    std::vector<Expr> symbols = free_variables(a);
    for (const Expr& s : free_variables(b))
        if (std::find(symbols.begin(), symbols.end(), s) == symbols.end()) symbols.push_back(s);
    std::int64_t n = 3 + shift;
    for (const Expr& s : symbols) point.emplace_back(s, Ball::rational(Rational::make(Integer(7 * n + 5), Integer(11)), 300)), ++n;
    const Ball x = enclose_at(a, point, 200), y = enclose_at(b, point, 200);
    return x.is_finite() && y.is_finite() && x.overlaps(y) && x.log2_upper() < 2000;
}

/// The closed form of a sum with a symbolic end, compared with direct sums for small values of that symbol.
bool is_right(const Expr& value, const Expr& f, const Expr& k, const Expr& from, const Expr& to) {
    for (const Expr& n : free_variables(to)) {
        const auto linear = linear_in(to - from, n);
        if (!linear) continue;
        int checked = 0;
        for (std::int64_t i = 0; i <= 6; ++i) {
            const Expr low = substitute(from, n, Expr(i)), high = substitute(to, n, Expr(i));
            const Expr count = expand(high - low);
            if (!count.is_integer() || count.number().sign() < 0 || !low.is_integer() || !high.is_integer()) continue;
            Expr direct, closed;
            try {
                direct = partial_sum(substitute(f, n, Expr(i)), k, low.number().integer().to_int64(), high.number().integer().to_int64());
                closed = substitute(value, n, Expr(i));
            } catch (const Failure& failure) {
                if (!is_failed_method(failure)) throw;
                continue;
            }
            if (!agree_at(direct, closed, i)) return false;
            ++checked;
        }
        if (checked >= 2) return true;
    }
    return false;
}

SumResult finite_sum(const Expr& f, const Expr& k, const Expr& from, const Expr& to) {
    using Kind = SumResult::Kind;
    auto answer = [&](const Expr& value) -> std::optional<SumResult> {
        if (!value) return std::nullopt;
        if (!free_variables(to).empty() && from.is_integer() && !is_right(value, f, k, from, to)) return std::nullopt;
        const Expr tidy = tidied(value);
        return SumResult{Kind::Value, tidy};
    };
    try {
        if (const Expr S = indefinite_sum(f, k))
            if (auto result = answer(expand(substitute(S, k, to + 1)) - expand(substitute(S, k, from)))) {
                const Expr nice = factor(result->value);
                if (!free_variables(to).empty() && simplicity_cost(nice) <= simplicity_cost(result->value)) result->value = nice;
                return *result;
            }
    } catch (const Failure& failure) { // the antiderivative has a pole at an end
        if (!is_failed_method(failure)) throw;
    }
    Expr closed = attempt(kUnits, [&] { return zeilberger_sum(f, k, from, to); });
    if (closed && free_variables(to).size() == 1 && !any_node(closed, [](const Expr& part) { return part.is(FunctionId::Binomial); }))
        closed = with_gammas_joined(by_gamma_functions(closed), free_variables(to)[0]);
    if (auto result = answer(closed)) return *result;
    return {};
}

SumResult infinite_sum(const Expr& f, const Expr& k, const Expr& from) {
    using Kind = SumResult::Kind;
    const Convergence convergence = convergence_of(f, k);
    if (convergence == Convergence::Diverges) {
        Expr value;
        if (f.is_constant() || free_variables(f) == std::vector<Expr>{k}) {
            // Terms of one sign at last: the sum is ±∞.
            auto sign_at = [&](std::int64_t n) {
                const Ball term = enclose(substitute(f, k, Expr(n)), 128);
                return term.is_finite() ? term.real_sign().value_or(0) : 0;
            };
            const int late = sign_at(100000);
            if (late != 0 && late == sign_at(100001)) value = late > 0 ? infinity() : negate(infinity());
        }
        return {Kind::Diverges, value};
    }
    if (const Expr value = attempt(kUnits, [&] { return known_series(f, k, from); })) return {Kind::Value, tidied(value)};
    if (convergence == Convergence::Converges)
        if (const Expr value = attempt(kUnits / 4, [&] { return rational_series(f, k, from); })) return {Kind::Value, tidied(value)};
    if (const Expr S = indefinite_sum(f, k)) {
        const Expr end = limit(S, k, infinity());
        if (end && !end.has_infinity()) {
            try {
                return {Kind::Value, tidied(end - substitute(S, k, from))};
            } catch (const Failure& failure) {
                if (!is_failed_method(failure)) throw;
            }
        }
    }
    if (const Expr value = attempt(kUnits, [&] { return hypergeometric_series(f, k, from); })) return {Kind::Value, tidied(value)};
    return {};
}

} // namespace

Expr indefinite_sum(const Expr& f, const Expr& k) {
    if (free_of(f, k)) return f * k;
    if (const Expr whole = attempt(kUnits / 2, [&] { return gosper_sum(f, k); })) return whole;
    if (const Expr whole = attempt(kUnits / 4, [&] { return rational_sum(f, k); })) return whole;
    SumBuilder sum;
    const Expr expanded = expand(f);
    for (const Expr& s : summands_of(expanded)) {
        const Expr part = one_term(s, k);
        if (!part) return Expr();
        sum.add(part);
    }
    return sum.finish();
}

SumResult find_sum(const Expr& f, const Expr& k, const Expr& from, const Expr& to) {
    if (f.is_zero()) return {SumResult::Kind::Value, Expr(0)};
    const MemoKey key{apply_function(FunctionId::List, {f, from, to}), k, Store::current().epoch};
    if (const Expr* known = memo(MemoId::Sum).find(key)) return {SumResult::Kind::Value, *known};
    if (may_divide_by_zero(f, k, from, to)) return {};
    SumResult result;
    if (to == infinity()) {
        // Linear, where every part converges.
        result = infinite_sum(f, k, from);
        if (result.kind == SumResult::Kind::NotFound) {
            const Expr expanded = expand(f);
            if (expanded.is_add()) {
                SumBuilder sum;
                bool complete = true;
                for (const Expr& s : summands_of(expanded)) {
                    const SumResult part = infinite_sum(s, k, from);
                    complete = complete && part.kind == SumResult::Kind::Value;
                    if (!complete) break;
                    sum.add(part.value);
                }
                if (complete) result = {SumResult::Kind::Value, tidied(sum.finish())};
            }
        }
    } else if (!from.has_infinity() && !to.has_infinity()) {
        result = finite_sum(f, k, from, to);
    }
    if (result.kind == SumResult::Kind::Value) memo(MemoId::Sum).store(key, result.value);
    return result;
}

} // namespace rumina::calculus
