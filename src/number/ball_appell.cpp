// Appell's F₁ by its integral, rigorously for all parameters:
//
//   F₁(a; b1, b2; c; x, y) = Γ(c)/(Γ(a)Γ(c-a)) · ∫₀¹ t^(a-1) (1-t)^(c-a-1) (1-xt)^(-b1) (1-yt)^(-b2) dt   [DLMF 16.15.1]
//
// The integral converges for Re c > Re a > 0 only. Near an end, say 0, the integrand is t^(a-1)·g(t) with g analytic;
// integrating g's power series term by term gives Σ gₖ δ^(a+k)/(a+k), which is the analytic continuation of that part
// in a. Between the ends the integrand is analytic and integrated by FLINT [Johansson 2018]. What remains, a or c-a in
// {0, -1, -2, …}, are polynomials: a directly, c-a after
//
//   F₁(a; b1, b2; c; x, y) = (1-x)^(-b1) (1-y)^(-b2) F₁(c-a; b1, b2; c; x/(x-1), y/(y-1))   [Erdélyi et al. 1953, 5.11(1)]
#include <algorithm>
#include <cmath>
#include <cstdint>

#include "number/ball_functions.h"
#include "number/flint_function.h"

#include <flint/acb_calc.h>
#include <flint/acb_poly.h>

namespace rumina::ball {
namespace {

constexpr std::int64_t kHighestDegree = 200;

struct Appell {
    Ball a, b1, b2, c, x, y;
};

Ball one_minus(const Ball& z, std::int64_t prec) { return sub(Ball(1), z, prec); }

/// -n when the ball is exactly that integer and n is not too large for a double sum.
std::optional<std::int64_t> degree_of(const Ball& a) {
    std::optional<Integer> value = a.exact_integer();
    if (!value || value->sign() > 0 || compare(*value, Integer(-kHighestDegree)) < 0) return std::nullopt;
    return -value->to_int64();
}

/// ΣΣ (a)ᵢ₊ⱼ (b1)ᵢ (b2)ⱼ/((c)ᵢ₊ⱼ i! j!) xⁱ yʲ over i + j <= degree.
Ball polynomial(const Appell& f, std::int64_t degree, std::int64_t prec) {
    Ball sum, row(1); // row: the term with j = 0
    for (std::int64_t i = 0; i <= degree; ++i) {
        Ball term = row;
        for (std::int64_t j = 0; i + j <= degree; ++j) {
            sum = add(sum, term, prec);
            Ball ratio = div(add(f.a, Ball(i + j), prec), add(f.c, Ball(i + j), prec), prec);
            if (i + j < degree) term = mul(div(mul(term, add(f.b2, Ball(j), prec), prec), Ball(j + 1), prec), mul(ratio, f.y, prec), prec);
        }
        Ball ratio = div(add(f.a, Ball(i), prec), add(f.c, Ball(i), prec), prec);
        if (i < degree) row = mul(div(mul(row, add(f.b1, Ball(i), prec), prec), Ball(i + 1), prec), mul(ratio, f.x, prec), prec);
    }
    return sum;
}

/// A factor (1 - w·t)^p of the part that is analytic at an end.
struct Factor {
    Ball w, p;
};

/// The finite part of ∫₀^δ t^(e-1) Π(1 - wᵢt)^pᵢ dt, where all |wᵢ|·δ <= 1/8. Terms are bounded by Cauchy's estimate on
/// the circle of radius 4δ, where |(1 - wt)^p| <= (1 - 1/2)^(-|p|).
Ball end_part(const Ball& exponent, const std::vector<Factor>& factors, double delta, std::int64_t prec) {
    const std::int64_t terms = prec / 2 + 10; // each gains the two bits of the ratio δ/(4δ)
    Scoped<acb_poly_struct, acb_poly_init, acb_poly_clear> product, base, power;
    acb_poly_one(product);
    Ball weight; // Σ |pᵢ|
    for (const Factor& f : factors) {
        Ball slope = neg(f.w);
        acb_poly_one(base);
        acb_poly_set_coeff_acb(base, 1, acb_of(slope));
        acb_poly_pow_acb_series(power, base, acb_of(f.p), terms, prec);
        acb_poly_mullow(product, product, power, terms, prec);
        weight = add(weight, abs(f.p, prec), prec);
    }
    const Ball step(delta);
    Ball sum, scale(1), coefficient;
    for (std::int64_t k = 0; k < terms; ++k) {
        acb_poly_get_coeff_acb(acb_of(coefficient), product, k);
        sum = add(sum, div(mul(coefficient, scale, prec), add(exponent, Ball(static_cast<std::int64_t>(k)), prec), prec), prec);
        scale = mul(scale, step, prec);
    }
    // The rest: |gₖ δᵏ/(e+k)| <= 2^weight·4^(-k)/|e+k|, and |e + k| >= 1 needs Re e + terms >= 1.
    if (add(exponent, Ball(static_cast<std::int64_t>(terms - 1)), prec).real_sign() != 1) return Ball::indeterminate();
    Ball bound = mul(pow(Ball(2), weight, prec), pow_integer(Ball(4), Integer(static_cast<std::int64_t>(1 - terms)), prec), prec);
    acb_add_error_arb(acb_of(sum), real_of(bound));
    return mul(pow(step, exponent, prec), sum, prec);
}

struct Integrand {
    const Appell* f;
    Ball first, second, minus_b1, minus_b2; ///< a-1, c-a-1, -b1, -b2
};

/// exp of the sum of exponents times logarithms; integer powers have no branch and are multiplied to it.
int integrand(acb_ptr result, acb_srcptr t, void* parameter, slong order, slong prec) {
    const Integrand& g = *static_cast<const Integrand*>(parameter);
    const int analytic = order != 0;
    ScopedAcb sum, base, factor;
    acb_one(result);
    auto times = [&](acb_srcptr value, acb_srcptr p) {
        if (acb_is_int(p)) {
            acb_pow(factor, value, p, prec);
            acb_mul(result, result, factor, prec);
        } else {
            acb_log_analytic(factor, value, analytic, prec);
            acb_addmul(sum, factor, p, prec);
        }
    };
    auto one_minus_times = [&](acb_srcptr w) -> acb_srcptr {
        acb_mul(base, t, w, prec);
        acb_sub_ui(base, base, 1, prec);
        acb_neg(base, base);
        return base;
    };
    const Ball one(1);
    times(t, acb_of(g.first));
    times(one_minus_times(acb_of(one)), acb_of(g.second));
    times(one_minus_times(acb_of(g.f->x)), acb_of(g.minus_b1));
    times(one_minus_times(acb_of(g.f->y)), acb_of(g.minus_b2));
    acb_exp(sum, sum, prec);
    acb_mul(result, result, sum, prec);
    return 0;
}

/// The side of [0, 1] on which a triangle up to 1/2 ± i/2 is free of the integrand's cuts. The cut of x starts at 1/x and
/// runs away from 0. For Re x < 1 it lies outside the circle through 0 and 1 about 1/2, so on neither side; else it is
/// below for Im x > 0, and above for Im x < 0. 0 when both sides have one, or there is no need to leave the interval.
int free_side(const Ball& x, const Ball& y) {
    auto side = [](const Ball& z) { return arb_is_negative(real_of(sub(z, Ball(1), 64))) ? 0 : z.imag_sign().value_or(0); };
    const int x_side = side(x), y_side = side(y);
    return x_side * y_side < 0 ? 0 : x_side != 0 ? x_side : y_side;
}

/// The integral between two points in (0, 1), on a way round the cuts.
Ball middle_part(Integrand& g, const Ball& from, const Ball& to, std::int64_t prec) {
    ScopedMag tolerance;
    mag_set_ui_2exp_si(tolerance, 1, -prec);
    acb_calc_integrate_opt_t options;
    acb_calc_integrate_opt_init(options);
    options->eval_limit = 30 * prec + 3000;
    auto between = [&](const Ball& p, const Ball& q) {
        Ball result;
        acb_calc_integrate(acb_of(result), integrand, &g, acb_of(p), acb_of(q), prec, tolerance, options, prec);
        return result;
    };
    const int side = free_side(g.f->x, g.f->y);
    if (side == 0) return between(from, to);
    const Ball corner = Ball::complex(Ball(0.5), Ball(0.5 * side));
    return add(between(from, corner), between(corner, to), prec);
}

/// A power of two at most 1/8 of the distance to the nearest singularity, given as 1/distance.
double step_below(const Ball& w1, const Ball& w2) {
    double log2_inverse = std::max({0.0, w1.log2_upper(), w2.log2_upper()});
    return std::ldexp(1.0, -3 - static_cast<int>(std::ceil(log2_inverse)));
}

Ball by_integral(const Appell& f, std::int64_t prec) {
    const Ball rest = sub(f.c, f.a, 2 * prec), one(1);
    const Ball x_gap = one_minus(f.x, prec), y_gap = one_minus(f.y, prec);
    const Ball x_back = neg(div(f.x, x_gap, prec)), y_back = neg(div(f.y, y_gap, prec)); // 1 - xt = (1-x)(1 - s·x/(x-1)), s = 1-t
    if (f.x.log2_upper() > 200 || f.y.log2_upper() > 200 || !x_back.is_finite() || !y_back.is_finite() || x_back.log2_upper() > 200 || y_back.log2_upper() > 200)
        return Ball::indeterminate();
    const Ball p1 = neg(f.b1), p2 = neg(f.b2);
    const double left = step_below(f.x, f.y), right = step_below(x_back, y_back);
    Ball sum = end_part(f.a, {{one, sub(rest, one, prec)}, {f.x, p1}, {f.y, p2}}, left, prec);
    Ball right_part = end_part(rest, {{one, sub(f.a, one, prec)}, {x_back, p1}, {y_back, p2}}, right, prec);
    right_part = mul(right_part, mul(pow(x_gap, p1, prec), pow(y_gap, p2, prec), prec), prec);
    sum = add(sum, right_part, prec);
    if (!sum.is_finite()) return sum;

    Integrand g{&f, sub(f.a, one, prec), sub(rest, one, prec), p1, p2};
    sum = add(sum, middle_part(g, Ball(left), sub(one, Ball(right), ARF_PREC_EXACT), prec), prec);
    Ball front = mul(gamma(f.c, prec), mul(reciprocal_gamma(f.a, prec), reciprocal_gamma(rest, prec), prec), prec);
    return mul(front, sum, prec);
}

/// Whether 1 - z·t may leave the slit plane for a t in [0, 1].
bool touches_cut(const Ball& z) {
    return arb_contains_zero(imag_of(z)) && !arb_is_negative(real_of(sub(z, Ball(1), 64)));
}

} // namespace

Ball appell_f1(const Ball& a, const Ball& b1, const Ball& b2, const Ball& c, const Ball& x, const Ball& y, std::int64_t prec) {
    for (const Ball* value : {&a, &b1, &b2, &c, &x, &y})
        if (!value->is_finite()) return Ball::indeterminate();
    const Appell f{a, b1, b2, c, x, y};
    if (std::optional<std::int64_t> degree = degree_of(a)) return polynomial(f, *degree, prec);
    if (x.is_zero() || b1.is_zero()) return hypergeometric_2f1(a, b2, c, y, prec);
    if (y.is_zero() || b2.is_zero()) return hypergeometric_2f1(a, b1, c, x, prec);
    if (std::optional<Integer> pole = c.exact_integer(); pole && pole->sign() <= 0) return Ball::indeterminate();
    if (touches_cut(x) || touches_cut(y)) return Ball::indeterminate();
    if (std::optional<std::int64_t> degree = degree_of(sub(c, a, 2 * prec))) {
        const Ball x_gap = one_minus(x, prec), y_gap = one_minus(y, prec);
        const Appell other{sub(c, a, 2 * prec), b1, b2, c, neg(div(x, x_gap, prec)), neg(div(y, y_gap, prec))};
        return mul(mul(pow(x_gap, neg(b1), prec), pow(y_gap, neg(b2), prec), prec), polynomial(other, *degree, prec), prec);
    }
    Ball result = rounded(by_integral(f, prec + 40), prec);
    for (const Ball* value : {&a, &b1, &b2, &c, &x, &y})
        if (!value->is_real()) return result;
    return result.real(); // x, y < 1: every factor of the integrand is real
}

} // namespace rumina::ball
