// Complex balls: a number known to lie in a rectangle (midpoint ± radius for the real and the imaginary part). Every
// operation encloses: the result holds f(x) for all x of its arguments. Precisions are in bits and tell how the midpoint
// is rounded; the radius says what is really known. [Johansson 2017, Arb]
//
// A ball that is not finite says "unknown, or undefined": at a pole, outside the domain, or where nothing better was
// found. Functions are in number/ball_functions.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "number/big_float.h"
#include "number/rational.h"

namespace rumina {

class Ball {
public:
    Ball() noexcept : storage_{} {} ///< exactly 0
    Ball(const Ball& other);
    Ball(Ball&& other) noexcept;
    Ball& operator=(const Ball& other);
    Ball& operator=(Ball&& other) noexcept;
    ~Ball();

    // Exact.
    explicit Ball(std::int64_t value);
    explicit Ball(int value) : Ball(static_cast<std::int64_t>(value)) {}
    explicit Ball(const Integer& value);
    explicit Ball(double value); ///< the value must be finite
    explicit Ball(const BigFloat& value);
    static Ball imaginary_unit();
    static Ball complex(const Ball& real, const Ball& imaginary); ///< of the real parts of both

    static Ball rational(const Rational& value, std::int64_t prec);
    static Ball gaussian(const Rational& real, const Rational& imaginary, std::int64_t prec);
    static Ball pi(std::int64_t prec);
    static Ball e(std::int64_t prec);
    static Ball euler_gamma(std::int64_t prec);
    static Ball catalan(std::int64_t prec);
    static Ball golden_ratio(std::int64_t prec);
    static Ball indeterminate(); ///< not finite: nothing is known
    /// The smallest ball found that holds both.
    static Ball hull(const Ball& a, const Ball& b, std::int64_t prec);
    /// The real interval [low, high], given by real parts.
    static Ball interval(const Ball& low, const Ball& high, std::int64_t prec);
    /// The ball widened by `radius` (its upper bound) in both parts, or in the real part when it is real.
    Ball widened(const Ball& radius) const;

    // What is known. All are certain statements about every number of the ball.
    bool is_finite() const noexcept;
    bool is_exact() const noexcept;             ///< both radii are 0
    bool is_zero() const noexcept;              ///< exactly 0
    bool is_real() const noexcept;              ///< the imaginary part is exactly 0
    bool contains_zero() const noexcept;        ///< true for what is not finite
    bool nonzero() const noexcept { return !contains_zero(); }
    bool overlaps(const Ball& other) const noexcept;
    bool contains(const Ball& other) const noexcept; ///< all of the other ball
    bool contains(const Rational& value) const;
    Ball real() const;
    Ball imag() const;
    /// The sign of the real part, for a number known to be real: nothing when the ball holds several signs.
    std::optional<int> real_sign() const noexcept;
    std::optional<int> imag_sign() const noexcept;
    /// Order of the real parts, nothing when the balls overlap (unless both are exact).
    friend std::optional<int> compare_real(const Ball& a, const Ball& b);
    /// The only integer of the ball, if there is exactly one. The number itself need not be an integer.
    std::optional<Integer> unique_integer() const;
    /// Floor or ceiling of the real part, when it is the same for all of the ball.
    std::optional<Integer> unique_floor() const;
    std::optional<Integer> unique_ceil() const;
    /// The exact integer or rational that an exact real ball holds; nothing for others, or a fraction past the limit.
    std::optional<Integer> exact_integer() const;
    std::optional<Rational> exact_rational() const;

    /// About the number of correct bits; very large for exact balls, negative for useless ones.
    std::int64_t relative_accuracy_bits() const noexcept;
    double log2_upper() const; ///< |z| <= 2^this; -infinity for 0, +infinity when not finite
    double log2_lower() const; ///< |z| >= 2^this; -infinity when 0 is possible
    /// Midpoints as doubles, rounded to nearest; ±infinity when too large, NaN when not finite.
    double midpoint() const;
    double imag_midpoint() const;
    Ball midpoint_ball() const; ///< the midpoint alone, exact
    /// For messages and logs: "[3.14159 +/- 2.66e-6] + [1.00000 +/- 1e-9]*I".
    std::string to_string(int digits = 15) const;

private:
    friend struct BallAccess; // number/flint_ball.h: the storage as an acb
    alignas(8) unsigned char storage_[96];
};

namespace ball {

Ball add(const Ball& a, const Ball& b, std::int64_t prec);
Ball sub(const Ball& a, const Ball& b, std::int64_t prec);
Ball mul(const Ball& a, const Ball& b, std::int64_t prec);
Ball div(const Ball& a, const Ball& b, std::int64_t prec); ///< not finite when b may be 0
Ball neg(const Ball& a);
Ball inverse(const Ball& a, std::int64_t prec);
Ball rounded(const Ball& a, std::int64_t prec); ///< the midpoint rounded, the radius grown accordingly
/// Σ aᵢ·bᵢ with one rounding at the end of each part.
Ball dot(const std::vector<Ball>& a, const std::vector<Ball>& b, std::int64_t prec);

/// a^b = exp(b·log a), principal. a^0 = 1 for every a; 0^b = 0 for Re b > 0.
Ball pow(const Ball& a, const Ball& b, std::int64_t prec);
Ball pow_integer(const Ball& a, const Integer& n, std::int64_t prec);
Ball sqrt(const Ball& a, std::int64_t prec);
/// a^(1/n) principal; n is the value of an exact nonzero integer or any other number.
Ball root(const Ball& a, const Ball& n, std::int64_t prec);
/// The real root of a real a, negative for negative a and odd n. Not finite for what has none.
Ball real_root(const Ball& a, const Ball& n, std::int64_t prec);

} // namespace ball
} // namespace rumina
