#include "algebra/functions/trigonometric_values.h"

namespace rumina::algebra {
namespace {

Expr ratio(std::int64_t numerator, std::int64_t denominator) {
    return Expr(Rational::make(Integer(numerator), Integer(denominator)));
}

/// cos(πp/n) for 0 <= p/n <= 1/2. [Abramowitz & Stegun 1964] 4.3.46 and half angles.
Expr first_quadrant(std::int64_t p, std::int64_t n) {
    Expr root2 = sqrt(Expr(2)), root5 = sqrt(Expr(5));
    switch (n * 100 + p) {
    case 100: return Expr(1);
    case 201: return Expr(0);
    case 301: return half();
    case 401: return root2 * ratio(1, 2);
    case 601: return sqrt(Expr(3)) * ratio(1, 2);
    case 501: return (Expr(1) + root5) * ratio(1, 4);
    case 502: return (root5 - Expr(1)) * ratio(1, 4);
    case 801: return sqrt(Expr(2) + root2) * ratio(1, 2);
    case 803: return sqrt(Expr(2) - root2) * ratio(1, 2);
    case 1001: return sqrt(Expr(10) + Expr(2) * root5) * ratio(1, 4);
    case 1003: return sqrt(Expr(10) - Expr(2) * root5) * ratio(1, 4);
    case 1201: return (sqrt(Expr(6)) + root2) * ratio(1, 4);
    case 1205: return (sqrt(Expr(6)) - root2) * ratio(1, 4);
    default: return Expr();
    }
}

/// tan(πp/n) for 0 <= p/n < 1/2.
Expr tan_in_first_quadrant(std::int64_t p, std::int64_t n) {
    Expr root2 = sqrt(Expr(2)), root3 = sqrt(Expr(3)), root5 = sqrt(Expr(5));
    switch (n * 100 + p) {
    case 100: return Expr(0);
    case 301: return root3;
    case 401: return Expr(1);
    case 601: return root3 * ratio(1, 3);
    case 501: return sqrt(Expr(5) - Expr(2) * root5);
    case 502: return sqrt(Expr(5) + Expr(2) * root5);
    case 801: return root2 - Expr(1);
    case 803: return root2 + Expr(1);
    case 1001: return sqrt(Expr(1) - root5 * ratio(2, 5));
    case 1003: return sqrt(Expr(1) + root5 * ratio(2, 5));
    case 1201: return Expr(2) - root3;
    case 1205: return Expr(2) + root3;
    default: return Expr();
    }
}

/// 1/cos(πp/n) for 0 <= p/n < 1/2.
Expr sec_in_first_quadrant(std::int64_t p, std::int64_t n) {
    Expr root2 = sqrt(Expr(2)), root5 = sqrt(Expr(5)), root6 = sqrt(Expr(6));
    switch (n * 100 + p) {
    case 100: return Expr(1);
    case 301: return Expr(2);
    case 401: return root2;
    case 601: return sqrt(Expr(3)) * ratio(2, 3);
    case 501: return root5 - Expr(1);
    case 502: return root5 + Expr(1);
    case 801: return sqrt(Expr(4) - Expr(2) * root2);
    case 803: return sqrt(Expr(4) + Expr(2) * root2);
    case 1001: return sqrt(Expr(2) - root5 * ratio(2, 5));
    case 1003: return sqrt(Expr(2) + root5 * ratio(2, 5));
    case 1201: return root6 - root2;
    case 1205: return root6 + root2;
    default: return Expr();
    }
}

/// The value of an even function with f(π - x) = -f(x), or for an odd one of period π.
template <typename Quadrant>
Expr by_quadrant(const Rational& q, bool odd, Quadrant first) {
    if (!q.denominator().fits_int64() || q.denominator().to_int64() > 12) return Expr();
    Rational turn = remainder_floor(q, Rational(odd ? 1 : 2));
    if (!odd && compare(turn, Rational(1)) > 0) turn = Rational(2) - turn;
    bool second = compare(turn, Rational::make(Integer(1), Integer(2))) > 0;
    if (second) turn = Rational(1) - turn;
    Expr value = first(turn.numerator().to_int64(), turn.denominator().to_int64());
    return value && second ? negate(value) : value;
}

} // namespace

Expr cos_of_pi_times(const Rational& q) {
    return by_quadrant(q, false, first_quadrant);
}

Expr sin_of_pi_times(const Rational& q) { return cos_of_pi_times(Rational::make(Integer(1), Integer(2)) - q); }

Expr tan_of_pi_times(const Rational& q) { return by_quadrant(q, true, tan_in_first_quadrant); }
Expr sec_of_pi_times(const Rational& q) { return by_quadrant(q, false, sec_in_first_quadrant); }

bool is_rational_multiple_of_pi(const Expr& e, Rational& q) {
    if (e.is_number() && e.number().is_exact_zero()) {
        q = Rational(0);
        return true;
    }
    if (!e.without_coefficient().is(ConstantId::Pi)) return false;
    Number coefficient = e.coefficient();
    if (!coefficient.is_rational()) return false;
    q = coefficient.rational();
    return true;
}

} // namespace rumina::algebra
