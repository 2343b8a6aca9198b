// The continued fraction of a rational ends in a huge partial quotient, that of a quadratic irrational becomes periodic
// [Lagrange 1770; Hardy & Wright 2008] ch. 10. Digits beyond what a guess needs make it all but certain, and the zero test
// proves it: a guess that is not proved is not used.
#include "algebra/simplify/closed_constants.h"

#include <cstdint>
#include <optional>
#include <vector>

#include "algebra/numeric.h"
#include "number/ball.h"

namespace rumina::algebra {
namespace {

constexpr std::int64_t kPrecision = 384;
constexpr std::size_t kRationalBits = 80;  ///< of numerator and denominator together: far less than the digits at hand
constexpr std::size_t kHugeQuotientBits = 100;
constexpr std::size_t kQuotients = 160, kLongestPeriod = 40;
constexpr std::int64_t kProvenBits = 180; ///< of the expansion that must repeat

/// Partial quotients of a real number known by its midpoint, as long as they are those of every number in the ball.
std::vector<Integer> partial_quotients(const Ball& ball) {
    std::vector<Integer> quotients;
    std::optional<Rational> middle = ball.midpoint_ball().exact_rational();
    if (!middle) return quotients;
    Rational x = *middle;
    std::size_t denominator_bits = 0;
    const double accuracy = static_cast<double>(ball.relative_accuracy_bits());
    while (quotients.size() < kQuotients) {
        Integer whole = floor(x);
        // Convergents p/q are right while q² is well below the accuracy.
        denominator_bits += whole.bits();
        quotients.push_back(whole);
        if (2.0 * static_cast<double>(denominator_bits) > accuracy - 40) break;
        Rational rest = x - Rational(whole);
        if (rest.sign() == 0) break;
        x = Rational(1) / rest;
    }
    return quotients;
}

/// The Möbius map of partial quotients from `begin` to `end`: x = (a·y + b)/(c·y + d).
struct Moebius {
    Integer a{1}, b{0}, c{0}, d{1};
    void append(const Integer& q) {
        Integer na = a * q + b, nc = c * q + d;
        b = a, d = c;
        a = std::move(na), c = std::move(nc);
    }
};

std::optional<Rational> rational_of(const Ball& ball) {
    if (ball.relative_accuracy_bits() < 300) return std::nullopt;
    std::optional<Rational> middle = ball.midpoint_ball().exact_rational();
    if (!middle) return std::nullopt;
    Rational x = *middle;
    Moebius convergent;
    for (std::size_t n = 0; n < kQuotients; ++n) {
        Integer whole = floor(x);
        if (n > 0 && whole.bits() > kHugeQuotientBits) return Rational::make(convergent.a, convergent.c);
        convergent.append(whole);
        if (convergent.a.bits() + convergent.c.bits() > kRationalBits) return std::nullopt;
        Rational rest = x - Rational(whole);
        if (rest.sign() == 0) return Rational::make(convergent.a, convergent.c);
        x = Rational(1) / rest;
    }
    return std::nullopt;
}

/// (a + b√c)/q from a periodic expansion; none when it is not seen to be periodic.
Expr quadratic_of(const Ball& ball) {
    const std::vector<Integer> quotients = partial_quotients(ball);
    const std::size_t n = quotients.size();
    for (std::size_t period = 1; period <= kLongestPeriod && 3 * period < n; ++period) {
        // The longest tail that repeats with this period; the last quotients may be wrong already.
        std::size_t end = n - 2, start = end;
        while (start > period && quotients[start - 1] == quotients[start - 1 - period]) --start;
        std::int64_t bits = 0;
        for (std::size_t i = start; i < end; ++i) bits += static_cast<std::int64_t>(quotients[i].bits());
        if (bits * 2 < kProvenBits || end - start < 2 * period) continue;
        const std::size_t first = start - period; // here the periodic part begins
        Moebius before, cycle;
        for (std::size_t i = 0; i < first; ++i) before.append(quotients[i]);
        for (std::size_t i = first; i < first + period; ++i) cycle.append(quotients[i]);
        // y = (a·y + b)/(c·y + d): c·y² + (d - a)·y - b = 0, and y > 1 is the larger root.
        Integer linear = cycle.d - cycle.a;
        Integer discriminant = linear * linear + Integer(4) * cycle.c * cycle.b;
        Expr y = (Expr(-linear) + sqrt(Expr(discriminant))) / Expr(Integer(2) * cycle.c);
        return (Expr(before.a) * y + Expr(before.b)) / (Expr(before.c) * y + Expr(before.d));
    }
    return Expr();
}

} // namespace

Expr closed_constant(const Expr& e) {
    if (e.is_number() || !e.is_constant() || e.has_floats() || e.has_infinity()) return Expr();
    Ball ball = enclose(e, kPrecision);
    if (!ball.is_finite() || ball.real().contains_zero() || (!ball.is_real() && ball.imag().nonzero())) return Expr();
    ball = ball.real();
    auto proved = [&](const Expr& form) { return zero_test(e - form) == Truth::Yes; };
    if (std::optional<Rational> r = rational_of(ball))
        if (Expr form(*r); proved(form)) return form;
    if (std::optional<Rational> r = rational_of(ball::div(ball, Ball::pi(kPrecision), kPrecision)))
        if (Expr form = Expr(*r) * pi(); proved(form)) return form;
    if (std::optional<Rational> r = rational_of(ball::mul(ball, ball, kPrecision))) {
        Expr form = sqrt(Expr(*r));
        if (ball.real_sign() == -1) form = negate(form);
        if (proved(form)) return form;
    }
    if (Expr form = quadratic_of(ball); form && proved(form)) return form;
    return Expr();
}

} // namespace rumina::algebra
