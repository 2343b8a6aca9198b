// The scale S(t) = exp(β·t^-m)·t^e·L^k is positive, and t·S'/S = e - k/L - m·β·t^-m. For β <= 0 this is at least its value at
// δ, with k/L left out when k < 0: where that is positive, S rises on (0, δ]. All bounds below come from this.
#include "calculus/definite/germ.h"

#include <cmath>
#include <cstdint>
#include <utility>

#include "number/ball_functions.h"

namespace rumina::calculus {

namespace {

/// A rational below all of the ball, close to it.
std::optional<Rational> below(const Ball& b) {
    const double middle = b.midpoint();
    if (!b.is_finite() || !std::isfinite(middle) || std::fabs(middle) > 1e9) return std::nullopt;
    for (double gap = 0x1p-20; gap < 1; gap *= 16) {
        const Rational r = Rational(floor(Rational::from_double((middle - gap) * 0x1p24))) / Rational(1 << 24);
        if (compare_real(Ball::rational(r, 128), b) == std::optional(-1)) return r;
    }
    return std::nullopt;
}

} // namespace

Ball unit_interval() { return Ball().widened(Ball(1)); }
Ball unit_square() { return Ball::complex(unit_interval(), unit_interval()); }

GermArithmetic::GermArithmetic(std::int64_t bits, std::int64_t precision)
    : precision_(precision), delta_(ball::pow_integer(Ball(2), Integer(-bits), precision)),
      log_(ball::mul(Ball(static_cast<std::int64_t>(bits)), ball::log(Ball(2), precision), precision)) {}

Ball GermArithmetic::interval() const { return upto(delta_); }

MaybeGerm GermArithmetic::checked(Germ g) {
    if (!g.factor.is_finite() || !g.rate.is_finite()) return std::nullopt;
    return g;
}

MaybeGerm GermArithmetic::constant(const Ball& value) const { return checked({.factor = value}); }
MaybeGerm GermArithmetic::variable() const { return Germ{.power = Rational(1), .factor = Ball(1)}; }

Ball GermArithmetic::power_of(const Ball& base, const Rational& exponent) const {
    if (exponent.is_integer()) return ball::pow_integer(base, exponent.numerator(), precision_);
    return ball::pow(base, Ball::rational(exponent, precision_), precision_);
}

/// S(δ).
Ball GermArithmetic::at_delta(const Ball& rate, const Rational& root, const Rational& e, const Rational& k) const {
    Ball value = mul(power_of(delta_, e), power_of(log_, k));
    if (!rate.is_zero()) value = mul(value, ball::exp(mul(rate, power_of(delta_, -root)), precision_));
    return value;
}

/// A lower bound of t·S'/S, for a rate that is not positive.
Ball GermArithmetic::slope_at_delta(const Ball& rate, const Rational& root, const Rational& e, const Rational& k) const {
    Ball slope = Ball::rational(e, precision_);
    if (k.sign() > 0) slope = ball::sub(slope, ball::div(Ball::rational(k, precision_), log_, precision_), precision_);
    if (!rate.is_zero()) slope = ball::sub(slope, mul(mul(rate, Ball::rational(root, precision_)), power_of(delta_, -root)), precision_);
    return slope;
}

/// The values of S on (0, δ], when they are bounded.
std::optional<Ball> GermArithmetic::scale_range(const Ball& rate, const Rational& root, const Rational& e, const Rational& k) const {
    if (!rate.is_zero() && rate.real_sign() != std::optional(-1)) return std::nullopt;
    if (rate.is_zero() && e.sign() == 0) { // L^k
        if (k.sign() > 0) return std::nullopt;
        return k.sign() == 0 ? Ball(1) : upto(power_of(log_, k));
    }
    if (slope_at_delta(rate, root, e, k).real_sign() != std::optional(1)) return std::nullopt;
    const Ball high = at_delta(rate, root, e, k);
    if (!high.is_finite()) return std::nullopt;
    return upto(high);
}

std::optional<Ball> GermArithmetic::range(const Germ& g) const {
    const auto scale = scale_range(g.rate, g.root, g.power, g.logs);
    if (!scale) return std::nullopt;
    return mul(*scale, g.factor);
}

/// β₁·t^-m₁ ± β₂·t^-m₂ as one; false when it may be 0 without being it.
bool GermArithmetic::add_rates(const Germ& a, const Germ& b, int sign, Ball& rate, Rational& root) const {
    const Ball second = sign > 0 ? b.rate : ball::neg(b.rate);
    if (b.rate.is_zero()) {
        rate = a.rate;
        root = a.root;
        return true;
    }
    if (a.rate.is_zero()) {
        rate = second;
        root = b.root;
        return true;
    }
    const int order = compare(a.root, b.root);
    if (order == 0) {
        rate = add(a.rate, second);
        root = a.root;
        return rate.is_zero() || rate.nonzero();
    }
    // t^-m₁·(β₁ + β₂·t^(m₁ - m₂)) for m₁ > m₂
    const bool first = order > 0;
    root = first ? a.root : b.root;
    const Rational gap = first ? a.root - b.root : b.root - a.root;
    rate = add(first ? a.rate : second, mul(first ? second : a.rate, upto(power_of(delta_, gap))));
    return rate.nonzero();
}

MaybeGerm GermArithmetic::product(const MaybeGerm& a, const MaybeGerm& b) const {
    if (!a || !b) return std::nullopt;
    Germ g{.power = a->power + b->power, .logs = a->logs + b->logs, .factor = mul(a->factor, b->factor)};
    if (!add_rates(*a, *b, 1, g.rate, g.root)) return std::nullopt;
    return checked(std::move(g));
}

MaybeGerm GermArithmetic::inverse(const MaybeGerm& a) const {
    if (!a || !a->factor.nonzero()) return std::nullopt;
    return checked({.rate = ball::neg(a->rate), .root = a->root, .power = -a->power, .logs = -a->logs, .factor = ball::inverse(a->factor, precision_)});
}

MaybeGerm GermArithmetic::sum(const MaybeGerm& a, const MaybeGerm& b) const {
    if (!a || !b) return std::nullopt;
    if (a->factor.is_zero()) return b;
    if (b->factor.is_zero()) return a;
    const bool told_apart = a->rate.is_zero() || b->rate.is_zero() || compare(a->root, b->root) != 0 || !a->rate.overlaps(b->rate) ||
                            (a->rate.is_exact() && b->rate.is_exact());
    if (!told_apart) {
        // Both are at most what the larger rate gives: at each t the difference goes into h, as a number in (0, 1].
        Germ one = *a, two = *b;
        one.factor = mul(a->factor, upto(Ball(1)));
        two.factor = mul(b->factor, upto(Ball(1)));
        one.rate = two.rate = Ball(0);
        MaybeGerm g = sum(one, two);
        if (g) g->rate = Ball::hull(a->rate, b->rate, precision_), g->root = a->root;
        return g;
    }
    for (const auto& [large, small] : {std::pair(&*a, &*b), std::pair(&*b, &*a)}) {
        Ball rate;
        Rational root;
        if (!add_rates(*small, *large, -1, rate, root)) continue;
        const auto ratio = scale_range(rate, root, small->power - large->power, small->logs - large->logs);
        if (!ratio) continue;
        Germ g = *large;
        g.factor = add(large->factor, mul(*ratio, small->factor));
        return checked(std::move(g));
    }
    return std::nullopt;
}

MaybeGerm GermArithmetic::absolute(const MaybeGerm& a) const {
    if (!a) return std::nullopt;
    Germ g = *a;
    g.factor = ball::abs(a->factor, precision_);
    return checked(std::move(g));
}

MaybeGerm GermArithmetic::power(const MaybeGerm& a, const Rational& n) const {
    if (!a || (n.sign() < 0 && a->factor.contains_zero())) return std::nullopt;
    const Ball exponent = Ball::rational(n, precision_);
    return checked({.rate = mul(a->rate, exponent), .root = a->root, .power = a->power * n, .logs = a->logs * n, .factor = power_of(a->factor, n)});
}

MaybeGerm GermArithmetic::real_root(const MaybeGerm& a, const Integer& n) const {
    if (!a || !a->factor.is_real() || n.sign() <= 0) return std::nullopt;
    const Rational part = Rational(1) / Rational(n);
    return checked({.rate = mul(a->rate, Ball::rational(part, precision_)), .root = a->root, .power = a->power * part, .logs = a->logs * part,
                    .factor = ball::real_root(a->factor, Ball(n), precision_)});
}

MaybeGerm GermArithmetic::exponential(const MaybeGerm& u) const {
    if (!u) return std::nullopt;
    if (const auto r = range(*u)) return constant(ball::exp(*r, precision_));
    // u = S(t)·h without a bound; |e^u| = e^(S·Re h)
    const Ball re = u->factor.real();
    const Ball phase = u->factor.is_real() ? Ball(1) : unit_square();
    if (re.is_zero()) return constant(phase);
    const auto sign = re.real_sign();
    if (!sign || *sign == 0) return std::nullopt;
    const Ball smaller = mul(upto(Ball(1)), phase); // a factor in (0, 1] and a phase
    if (!u->rate.is_zero()) {
        // S·t falls as t rises, so S >= c/t with c = S(δ)·δ; only e^(-S) is of use
        if (*sign > 0 || u->rate.real_sign() != std::optional(1)) return std::nullopt;
        if (!scale_range(ball::neg(u->rate), u->root, -u->power - Rational(1), -u->logs)) return std::nullopt;
        const Ball c = at_delta(u->rate, u->root, u->power + Rational(1), u->logs);
        return checked({.rate = mul(re, c), .root = Rational(1), .factor = smaller});
    }
    if (u->power.sign() < 0) { // S = t^-m·L^k
        const Rational m = -u->power;
        if (u->logs.sign() == 0) return checked({.rate = re, .root = m, .factor = phase});
        if (*sign > 0) return std::nullopt;
        if (u->logs.sign() > 0) return checked({.rate = mul(re, power_of(log_, u->logs)), .root = m, .factor = smaller});
        // half of the power pays for the logarithms: t^(-m/2)·L^k falls as t rises
        const Rational half = m / Rational(2);
        if (!scale_range(Ball(0), Rational(), half, -u->logs)) return std::nullopt;
        return checked({.rate = mul(re, at_delta(Ball(0), Rational(), -half, u->logs)), .root = half, .factor = smaller});
    }
    if (u->power.sign() != 0 || u->logs.sign() <= 0) return std::nullopt;
    // e^(h·L^k), k > 0
    if (u->logs == Rational(1)) {
        if (const auto exact = re.exact_rational()) return checked({.power = -*exact, .factor = phase});
        // t^-h <= t^-r for a rational r not below h
        const auto r = below(ball::neg(re));
        if (!r) return std::nullopt;
        return checked({.power = *r, .factor = smaller});
    }
    if (*sign > 0) return std::nullopt;
    if (compare(u->logs, Rational(1)) < 0) return constant(smaller);
    const auto r = below(mul(ball::neg(re), power_of(log_, u->logs - Rational(1))));
    if (!r) return std::nullopt;
    return checked({.power = *r, .factor = smaller});
}

MaybeGerm GermArithmetic::logarithm(const MaybeGerm& u) const {
    if (!u || !u->factor.nonzero()) return std::nullopt;
    // S > 0, so that log(S·h) = log S + log h for principal logarithms
    MaybeGerm total = constant(ball::log(u->factor, precision_));
    if (u->logs.sign() != 0) {
        // log L <= L·(log L at δ)/(L at δ), since L > e
        const Ball ratio = ball::div(ball::log(log_, precision_), log_, precision_);
        total = sum(total, checked({.logs = Rational(1), .factor = mul(upto(ratio), Ball::rational(u->logs, precision_))}));
    }
    if (u->power.sign() != 0) total = sum(total, checked({.logs = Rational(1), .factor = Ball::rational(-u->power, precision_)}));
    if (!u->rate.is_zero()) total = sum(total, checked({.power = -u->root, .factor = u->rate}));
    return total;
}

std::optional<Ball> GermArithmetic::tail(const Germ& g) const {
    Ball bound;
    if (!g.rate.is_zero()) {
        // S rises up to δ: at most δ·S(δ)
        if (!scale_range(g.rate, g.root, g.power, g.logs)) return std::nullopt;
        bound = at_delta(g.rate, g.root, g.power + Rational(1), g.logs);
    } else {
        const Rational order = g.power + Rational(1);
        if (order.sign() <= 0) return std::nullopt;
        Rational left = order; // t^(left - 1) is integrated, the rest is at most its value at δ
        if (g.logs.sign() > 0) { // half of the order pays for the logarithms
            left = order / Rational(2);
            if (!scale_range(Ball(0), Rational(), left, g.logs)) return std::nullopt;
        }
        bound = ball::div(at_delta(Ball(0), Rational(), order, g.logs), Ball::rational(left, precision_), precision_);
    }
    const Ball size = mul(bound, ball::abs(g.factor, precision_));
    if (!size.is_finite()) return std::nullopt;
    const Ball side = Ball().widened(size);
    return g.factor.is_real() ? side : Ball::complex(side, side);
}

} // namespace rumina::calculus
