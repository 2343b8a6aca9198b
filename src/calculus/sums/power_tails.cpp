#include "calculus/sums/power_tails.h"

#include <cmath>
#include <cstdint>
#include <numeric>
#include <optional>

#include "algebra/integrand.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "calculus/attempt.h"
#include "calculus/limits/limit.h"
#include "calculus/shorthand.h"
#include "calculus/sums/convergence.h"
#include "calculus/sums/terms.h"
#include "number/ball_functions.h"
#include "verify/expression_jets.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

struct NotAnalytic {};

/// e at k = v^-q for v > 0, written so that roots of rational functions of v are powers of v times analytic functions.
class AtInfinity {
public:
    AtInfinity(const Expr& k, const Expr& v, std::int64_t q) : k_(k), v_(v), q_(q) {}
    std::int64_t denominator() const { return denominator_; } ///< by which q must be multiplied, 1 when it will do

    Expr operator()(const Expr& e) {
        DepthGuard guard;
        if (free_of(e, k_)) return e;
        if (e == k_) return power(v_, Expr(-q_));
        if (e.is_add()) {
            SumBuilder sum;
            for (const Expr& s : summands_of(e)) sum.add((*this)(s));
            return sum.finish();
        }
        if (e.is_mul()) {
            ProductBuilder product;
            product.multiply(e.coefficient());
            for (const Factor& f : e.factors()) product.multiply(of_power(f.base, f.exponent));
            return product.finish();
        }
        if (e.is_power()) return of_power(e.base(), e.exponent());
        if (!e.is(NodeKind::Function)) throw NotAnalytic{};
        std::vector<Expr> arguments;
        for (const Expr& a : e.arguments()) {
            const Expr inner = (*this)(a);
            arguments.push_back(contains(inner, v_) ? cancel(inner) : inner);
        }
        if (e.is(FunctionId::Acot)) return atan_of(cancel(power(arguments[0], -1)));
        if (e.is(FunctionId::Atan) && contains(arguments[0], v_)) // ±π/2 - atan(1/u) where u grows without bound
            if (const int sign = sign_of_pole(arguments[0])) return Expr(sign) * pi() / 2 - atan_of(cancel(power(arguments[0], -1)));
        return apply_function(e.function_id(), arguments);
    }

private:
    /// The sign for all v > 0 of a rational function of v with a pole at 0, of which numerator and denominator have coefficients
    /// of one sign each; 0 for others.
    int sign_of_pole(const Expr& u) const {
        const auto above = polynomial_in(algebra::numerator(u), v_), below = polynomial_in(algebra::denominator(u), v_);
        if (!above || !below || above->empty() || !(*below)[0].is_zero() || (*above)[0].is_zero()) return 0;
        int sign = 1;
        for (const auto& coefficients : {*above, *below}) {
            const int lead = known_sign(coefficients.back()).value_or(0);
            for (const Expr& c : coefficients)
                if (!c.is_zero() && known_sign(c) != std::optional(lead)) return 0;
            sign *= lead;
        }
        return sign;
    }

    Expr of_power(const Expr& base, const Expr& exponent) {
        if (contains(exponent, k_)) {
            if (!free_of(base, k_)) throw NotAnalytic{};
            return power(base, (*this)(exponent));
        }
        const Expr inner = (*this)(base);
        const bool whole_power = exponent.is_integer();
        if (free_of(inner, v_) || (whole_power && exponent.number().sign() > 0)) return power(inner, exponent);
        if (!exponent.is_number() || !exponent.number().is_rational()) throw NotAnalytic{};
        // inner = v^low·rest with rest(0) not 0
        const Expr quotient = cancel(inner);
        const auto above = polynomial_in(algebra::numerator(quotient), v_), below = polynomial_in(algebra::denominator(quotient), v_);
        if (!above || !below || above->empty()) {
            if (whole_power) return power(inner, exponent);
            throw NotAnalytic{};
        }
        std::int64_t low = 0;
        while ((*above)[static_cast<std::size_t>(low)].is_zero()) ++low;
        for (std::size_t i = 0; (*below)[i].is_zero(); ++i) --low;
        const Expr whole = Expr(low) * exponent;
        if (!whole.is_integer()) {
            const Integer d = whole.number().rational().denominator();
            if (!d.fits_int64() || d.to_int64() > 12) throw NotAnalytic{};
            denominator_ = std::lcm(denominator_, d.to_int64());
            return power(inner, exponent);
        }
        return power(v_, whole) * power(cancel(quotient * power(v_, Expr(-low))), exponent);
    }

    Expr k_, v_;
    std::int64_t q_, denominator_ = 1;
};

/// The largest power of 1/v among the factors of the summands.
std::int64_t pole_order(const Expr& e, const Expr& v) {
    std::int64_t order = 0;
    for (const Expr& s : summands_of(e))
        for (const Factor& f : factors_of(s))
            if (f.base == v && f.exponent.is_integer() && f.exponent.number().integer().fits_int64()) order = std::max(order, -f.exponent.number().integer().to_int64());
    return order;
}

/// Σ_{k>=N} sign^k·k^-s; not finite for a divergent one.
Ball power_tail(const Rational& s, std::int64_t N, int sign, std::int64_t precision) {
    const Ball exponent = Ball::rational(s, precision), n(N);
    if (sign > 0) return compare(s, Rational(1)) > 0 ? ball::hurwitz_zeta(exponent, n, precision) : Ball::indeterminate();
    if (s.sign() <= 0) return Ball::indeterminate();
    const Ball even = ball::div(n, Ball(2), precision), odd = ball::div(Ball(N + 1), Ball(2), precision);
    Ball value = s == Rational(1) ? ball::div(ball::sub(ball::digamma(odd, precision), ball::digamma(even, precision), precision), Ball(2), precision)
                                  : ball::mul(ball::pow(Ball(2), ball::neg(exponent), precision),
                                              ball::sub(ball::hurwitz_zeta(exponent, even, precision), ball::hurwitz_zeta(exponent, odd, precision), precision), precision);
    return N % 2 == 0 ? value : ball::neg(value);
}

Ball enclose_on(const Expr& f, const Expr& x, const Ball& range, const Point& point) {
    Point here = point;
    here.emplace_back(x, range);
    return enclose_at(f, here, 64);
}

} // namespace

Ball sum_by_powers(const Expr& given, const Expr& k, std::int64_t from, const Point& point, std::int64_t precision) {
    const auto [f, sign] = without_sign(given, k);
    const Expr v = hidden_symbol("v");
    std::int64_t q = 1;
    Expr e;
    for (int tries = 0; tries < 3; ++tries) {
        AtInfinity change(k, v, q);
        try {
            e = change(f);
        } catch (const NotAnalytic&) {
            return Ball::indeterminate();
        }
        if (change.denominator() == 1) break;
        q *= change.denominator();
        if (q > 12 || tries == 2) return Ball::indeterminate();
    }
    const std::int64_t p = pole_order(e, v);
    const Expr h = expand(e * power(v, Expr(p))); // f = v^-p·h(v)
    // The order of f, so that coefficients known to vanish count as 0.
    const Expr order = limit(log_of(call(FunctionId::Abs, f)) / log_of(k), k, infinity());
    if (!order || !order.is_number() || !order.number().is_rational()) return Ball::indeterminate();
    const Rational decay = -order.number().rational();
    if (compare(decay, Rational(sign > 0 ? 1 : 0)) <= 0) return Ball::indeterminate();
    for (int halvings = 1; halvings <= 8; ++halvings) {
        const Ball radius = ball::pow_integer(Ball(2), Integer(-halvings), precision);
        Point disc = point;
        const Ball side = Ball::interval(ball::neg(radius), radius, precision);
        disc.emplace_back(v, Ball::complex(side, side));
        const Ball size = Integrand(h, v, point, 64)(disc.back().second, true);
        if (!size.is_finite()) continue;
        // N with N^(-1/q) <= radius/4
        const double least = std::exp2(static_cast<double>((halvings + 2) * q));
        if (least > static_cast<double>(kMostTerms)) return Ball::indeterminate();
        const std::int64_t N = std::max({from, static_cast<std::int64_t>(least), std::min<std::int64_t>(precision / 8, 400)});
        const double quotient = static_cast<double>(halvings) - std::log2(static_cast<double>(N)) / static_cast<double>(q); // log2 of 1/(R·N^(1/q))
        const std::int64_t terms = static_cast<std::int64_t>((static_cast<double>(precision) + 10 + std::max(0.0, size.log2_upper())) / -quotient) + static_cast<std::int64_t>(p + 2 * q) + 2;
        const std::int64_t working = precision + 2 * terms + 20;
        Point centre = point;
        centre.emplace_back(v, Ball(0));
        const Jet jet = verify::jet_at(h, v, centre, terms, working);
        if (!jet.is_finite()) continue;
        Ball sum = partial_sum(given, k, from, N, point, precision + 20);
        for (std::int64_t j = 0; j < terms; ++j) {
            const Rational s = Rational::make(Integer(static_cast<std::int64_t>(j) - p), Integer(q));
            if (compare(s, decay) < 0) continue; // 0 by the order of f
            poll_work(100);
            const Ball c = jet.coefficient(j);
            if (c.is_zero()) continue;
            sum = ball::add(sum, ball::mul(c, power_tail(s, N, sign, precision + 20), precision + 20), precision + 20);
        }
        // |c_j| <= M/R^j and |Σ k^-s| <= N^-s·(1 + N) for s >= 2
        const double log_rest = size.log2_upper() + quotient * static_cast<double>(terms) + static_cast<double>(p) / static_cast<double>(q) * std::log2(static_cast<double>(N)) +
                                std::log2(static_cast<double>(N) + 1) - std::log2(1 - std::exp2(quotient)) + 1;
        if (!sum.is_finite() || !(log_rest < 0)) return Ball::indeterminate();
        const Ball rest = ball::pow_integer(Ball(2), Integer(static_cast<std::int64_t>(std::ceil(log_rest))), precision);
        const bool is_real = sum.is_real() && enclose_on(h, v, Ball::interval(Ball(0), radius, precision), point).is_real(); // on all of the axis
        return Ball::complex(sum.real().widened(rest), is_real ? Ball(0) : sum.imag().widened(rest));
    }
    return Ball::indeterminate();
}

} // namespace rumina::calculus
