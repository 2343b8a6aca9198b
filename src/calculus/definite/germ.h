// Bounds of functions on (0, δ], as proved statements about every t there: what the ends of improper integrals need.
//
//   value(t) = exp(β·t^-m) · t^e · L^k · h(t),   L = log(1/t),   h(t) in a ball, β (it may depend on t) in a ball
//
// [Hardy 1910] for the scale
#pragma once

#include <cstdint>
#include <optional>

#include "number/ball.h"
#include "number/rational.h"

namespace rumina::calculus {

struct Germ {
    Ball rate{};      ///< β, real; 0 exactly when there is no exponential
    Rational root{};  ///< m > 0 when there is one
    Rational power{}; ///< e
    Rational logs{};  ///< k
    Ball factor{};    ///< h

    bool is_level() const { return rate.is_zero() && power.sign() == 0 && logs.sign() == 0; }
};

/// A germ, or nothing: no bound was found (a smaller δ may help).
using MaybeGerm = std::optional<Germ>;

/// What is computed with germs on (0, 2^-bits], bits >= 4. Operations on nothing give nothing.
class GermArithmetic {
public:
    GermArithmetic(std::int64_t bits, std::int64_t precision);

    std::int64_t precision() const { return precision_; }
    Ball interval() const; ///< [0, δ]

    MaybeGerm constant(const Ball& value) const; ///< h alone
    MaybeGerm variable() const;                  ///< t
    MaybeGerm product(const MaybeGerm& a, const MaybeGerm& b) const;
    MaybeGerm scaled(const Ball& c, const MaybeGerm& a) const { return product(constant(c), a); }
    MaybeGerm inverse(const MaybeGerm& a) const;
    /// The part that dominates is taken out; where the leading parts cancel, h is a ball around 0.
    MaybeGerm sum(const MaybeGerm& a, const MaybeGerm& b) const;
    MaybeGerm absolute(const MaybeGerm& a) const;
    /// Principal a^n; a negative n needs an h that is not 0.
    MaybeGerm power(const MaybeGerm& a, const Rational& n) const;
    /// The real root of a real a.
    MaybeGerm real_root(const MaybeGerm& a, const Integer& n) const;
    MaybeGerm exponential(const MaybeGerm& a) const;
    /// Principal; not for levels near 1, where log(a) = 0 · L^0 says too little.
    MaybeGerm logarithm(const MaybeGerm& a) const;

    /// A ball with all values on (0, δ], when they are bounded.
    std::optional<Ball> range(const Germ& g) const;
    /// A ball that holds ∫_0^δ of what has the germ, and shows that it converges.
    std::optional<Ball> tail(const Germ& g) const;

    Ball mul(const Ball& a, const Ball& b) const { return ball::mul(a, b, precision_); }
    Ball add(const Ball& a, const Ball& b) const { return ball::add(a, b, precision_); }
    Ball upto(const Ball& high) const { return Ball::interval(Ball(0), high, precision_); } ///< [0, high]

private:
    static MaybeGerm checked(Germ g);
    Ball power_of(const Ball& base, const Rational& exponent) const;
    Ball at_delta(const Ball& rate, const Rational& root, const Rational& e, const Rational& k) const;
    Ball slope_at_delta(const Ball& rate, const Rational& root, const Rational& e, const Rational& k) const;
    std::optional<Ball> scale_range(const Ball& rate, const Rational& root, const Rational& e, const Rational& k) const;
    bool add_rates(const Germ& a, const Germ& b, int sign, Ball& rate, Rational& root) const;

    std::int64_t precision_;
    Ball delta_, log_; ///< δ and L there
};

/// [-1, 1].
Ball unit_interval();
/// [-1, 1] + i·[-1, 1].
Ball unit_square();

} // namespace rumina::calculus
