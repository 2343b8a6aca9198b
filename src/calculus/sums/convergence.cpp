#include "calculus/sums/convergence.h"

#include <algorithm>
#include <cmath>

#include "algebra/assumptions.h"
#include "algebra/enclosure.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "calculus/attempt.h"
#include "calculus/shorthand.h"
#include "calculus/limits/growth_series.h"
#include "calculus/limits/limit.h"
#include "calculus/series/series.h"
#include "calculus/sums/ratio.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::uint64_t kUnits = 5'000'000;

/// Whether the exponent e(k) of a power is real for large k, so that the power does not turn.
bool is_real_exponent(const Expr& e, const Expr& k) {
    if (free_variables(e) != std::vector<Expr>{k}) return polynomial_in(e, k) && !has_imaginary(e);
    const Ball value = enclose_at(e, {{k, Ball(std::int64_t{1} << 40)}}, 128);
    return value.is_finite() && value.is_real();
}

/// Made of exponentials, logarithms and powers, all of them real: such functions of a real k are monotonic for large k.
bool is_exp_log(const Expr& g, const Expr& k) {
    if (has_imaginary(g)) return false;
    return !any_node(g, [&](const Expr& part) {
        if (free_of(part, k)) return false;
        if (part.is(NodeKind::Function)) return !part.is(FunctionId::Log) && !part.is(FunctionId::Atan);
        bool turns = false; // (-1)^k
        auto look = [&](const Expr& base, const Expr& exponent) {
            if (free_of(exponent, k)) return;
            const bool grows = base == k || base.is(ConstantId::E) || (free_of(base, k) && is_known_positive(base));
            if (!grows || !is_real_exponent(exponent, k)) turns = true;
        };
        if (part.is_power()) look(part.base(), part.exponent());
        if (part.is_mul())
            for (const Factor& factor : part.factors()) look(factor.base, factor.exponent);
        return turns;
    });
}

Convergence by_ratio(const Expr& ratio, const Expr& k) {
    const auto above = polynomial_in(algebra::numerator(ratio), k), below = polynomial_in(algebra::denominator(ratio), k);
    if (!above || !below || above->empty()) return Convergence::Unknown;
    if (above->size() < below->size()) return Convergence::Converges;
    if (above->size() > below->size()) return Convergence::Diverges;
    const Expr lead = simplify(above->back() / below->back()), size = simplify(call(FunctionId::Abs, lead));
    if (is_less(size, Expr(1))) return Convergence::Converges;
    if (is_less(Expr(1), size)) return Convergence::Diverges;
    if (!lead.is_one() && !lead.is_number(-1)) return Convergence::Unknown;
    // ratio = ±(1 - c/k + O(k^-2)): Gauss's test; with alternating signs the terms go to 0 monotonically for c > 0.
    const std::size_t n = above->size();
    // The size goes like k^(-Re c); of k^(-1 + ib) the partial sums go round, of (-1)^k·k^(ib) too.
    Expr c = n >= 2 ? cancel((*below)[n - 2] / below->back() - (*above)[n - 2] / above->back()) : Expr(0);
    if (c.is_constant()) c = expand(call(FunctionId::Re, c));
    const Expr bound(lead.is_one() ? 1 : 0), distance = c - bound;
    const std::optional<int> sign = known_sign(distance);
    if (!sign) return Convergence::Unknown;
    return *sign > 0 ? Convergence::Converges : Convergence::Diverges;
}

/// Of a term that keeps its sign for large k.
Convergence by_order(const Expr& g, const Expr& k) {
    const Expr order = limit(log_of(g) / log_of(k), k, infinity());
    if (!order) return Convergence::Unknown;
    if (order == infinity()) return Convergence::Diverges;
    if (order.has_infinity() || is_less(order, Expr(-1))) return Convergence::Converges;
    if (is_less(Expr(-1), order)) return Convergence::Diverges;
    if (!order.is_number(-1)) return Convergence::Unknown;
    // 1/(k·log k) and the like: one logarithm further
    Expr rest = g * k, l = log_of(k);
    for (int level = 0; level < 2; ++level) {
        const Expr next = limit(log_of(rest) / log_of(l), k, infinity());
        if (!next) return Convergence::Unknown;
        if (next == infinity() || (!next.has_infinity() && is_less(Expr(-1), next))) return Convergence::Diverges;
        if (next.has_infinity() || is_less(next, Expr(-1))) return Convergence::Converges;
        rest = rest * l;
        if (const Expr constant = limit(rest, k, infinity()); constant && !constant.has_infinity() && !constant.is_zero()) return Convergence::Diverges;
        l = log_of(l);
    }
    return Convergence::Unknown;
}

/// Whether f is a sine or cosine of a·k + b, a no multiple of π (so that its partial sums are bounded, and it
/// does not go to 0), times g.
bool split_wave(const Expr& f, const Expr& k, Expr& rest) {
    ProductBuilder others;
    int waves = 0;
    for (const Factor& part : factors_of(f)) {
        const bool is_wave = (part.base.is(FunctionId::Sin) || part.base.is(FunctionId::Cos)) && part.exponent.is_one() && contains(part.base, k);
        if (!is_wave) {
            others.multiply(part.base, part.exponent);
            continue;
        }
        const auto linear = linear_in(part.base.argument(0), k);
        if (!linear || !linear->slope.is_constant() || !sign_of(linear->slope)) return false; // real ones
        if (zero_test(sin_of(linear->slope)) != Truth::No) return false;
        ++waves;
    }
    rest = others.finish();
    return waves == 1;
}

} // namespace

bool is_less(const Expr& a, const Expr& b) {
    const Expr difference = b - a;
    if (difference.is_constant()) return sign_of(difference) == std::optional(1);
    return has_property(difference, Property::Positive) == Truth::Yes;
}

SignedTerm without_sign(const Expr& f, const Expr& k) {
    ProductBuilder rest;
    int sign = 1;
    for (const Factor& part : factors_of(f)) {
        const auto linear = part.base.is_number() && part.base.number().is_rational() && part.base.number().sign() < 0 ? linear_in(part.exponent, k) : std::nullopt;
        if (!linear || !linear->slope.is_integer() || !linear->offset.is_integer()) {
            rest.multiply(part.base, part.exponent);
            continue;
        }
        if (linear->slope.number().integer().is_odd()) sign = -sign;
        if (linear->offset.number().integer().is_odd()) rest.multiply(Number(-1));
        rest.multiply(power(negate(part.base), part.exponent));
    }
    return {rest.finish(), sign};
}

int late_sign(const Expr& f, const Expr& k) {
    if (free_variables(f) != std::vector<Expr>{k} && !f.is_constant()) return 0;
    Expr size = f;
    Ball far(std::int64_t{1} << 40);
    if (const Expr ratio = attempt(kUnits, [&] { return term_ratio(f, k); })) {
        // Of one sign behind the roots of the ratio, which is positive there.
        std::int64_t last = 1;
        int sign = 1;
        for (const Expr& part : {algebra::numerator(ratio), algebra::denominator(ratio)}) {
            const auto c = polynomial_in(part, k);
            if (!c || c->empty()) return 0;
            sign *= sign_of(c->back()).value_or(0);
            for (const Expr& e : *c) { // Cauchy's bound
                const double quotient = std::exp2(enclose(e / c->back(), 64).log2_upper());
                if (!(quotient < 1e5)) return 0;
                last = std::max(last, static_cast<std::int64_t>(quotient) + 2);
            }
        }
        if (sign <= 0) return 0;
        far = Ball(last);
    } else {
        size = attempt(kUnits, [&] { return leading_terms(f, k, infinity(), 1); });
        if (!size) return 0;
    }
    const Ball value = enclose_at(size, {{k, far}}, 256);
    return value.is_finite() && value.is_real() ? value.real_sign().value_or(0) : 0;
}

Convergence convergence_of(const Expr& f, const Expr& k) {
    if (f.is_zero()) return Convergence::Converges;
    if (free_of(f, k)) return f.is_constant() ? Convergence::Diverges : Convergence::Unknown;
    if (const Expr ratio = attempt(kUnits, [&] { return term_ratio(f, k); })) return by_ratio(ratio, k);
    auto vanishes = [&](const Expr& g) -> Truth {
        const Expr end = limit(g, k, infinity());
        return !end ? Truth::Unknown : end.is_zero() ? Truth::Yes : Truth::No;
    };
    const auto [g, sign] = without_sign(f, k);
    if (sign < 0) {
        const Truth small = vanishes(g);
        if (small == Truth::No) return Convergence::Diverges;
        if (small == Truth::Yes && is_exp_log(g, k)) return Convergence::Converges;
        const Expr size = attempt(kUnits, [&] { return leading_terms(g, k, infinity(), 1); });
        return size && by_order(call(FunctionId::Abs, size), k) == Convergence::Converges ? Convergence::Converges : Convergence::Unknown;
    }
    Expr rest;
    if (split_wave(f, k, rest)) {
        const Truth small = vanishes(rest);
        if (small == Truth::Yes && is_exp_log(rest, k)) return Convergence::Converges;
        return small == Truth::No ? Convergence::Diverges : Convergence::Unknown;
    }
    if (vanishes(f) == Truth::No) return Convergence::Diverges;
    Expr size = attempt(kUnits, [&] { return leading_terms(f, k, infinity(), 1); });
    if (!size) size = f;
    auto [constant, changing] = split_constant(size, k);
    if (constant.is_constant() && zero_test(constant) != Truth::No) return Convergence::Unknown;
    const Convergence by_size = by_order(changing, k);
    return by_size;
}

} // namespace rumina::calculus
