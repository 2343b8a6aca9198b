// The functions of number/ball_functions.h as a table, for the tests that try all of them.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "number/ball_functions.h"

namespace rumina {

using Arguments = std::vector<Ball>;

struct BallFunction {
    const char* name;
    int arity;
    std::function<Ball(const Arguments&, std::int64_t)> value;
    bool integer_first = false; ///< the first argument is a small integer
    bool real = false;          ///< defined on reals only
};

#define ONE(f) {#f, 1, [](const Arguments& a, std::int64_t prec) { return ball::f(a[0], prec); }}
#define TWO(f) {#f, 2, [](const Arguments& a, std::int64_t prec) { return ball::f(a[0], a[1], prec); }}
#define THREE(f) {#f, 3, [](const Arguments& a, std::int64_t prec) { return ball::f(a[0], a[1], a[2], prec); }}

inline const std::vector<BallFunction>& ball_functions() {
    static const std::vector<BallFunction> all = {
        ONE(abs), ONE(sign), ONE(re), ONE(im), ONE(conj), ONE(arg), ONE(exp), ONE(log), ONE(log10), TWO(logb),
        ONE(sqrt), TWO(root), TWO(pow), ONE(sin), ONE(cos), ONE(tan), ONE(cot), ONE(sec), ONE(csc), ONE(asin), ONE(acos), ONE(atan), ONE(acot),
        ONE(asec), ONE(acsc), ONE(sinh), ONE(cosh), ONE(tanh), ONE(coth), ONE(sech), ONE(csch), ONE(asinh), ONE(acosh),
        ONE(atanh), ONE(acoth), ONE(asech), ONE(acsch), ONE(gamma), ONE(reciprocal_gamma), ONE(lgamma), TWO(gamma_upper),
        TWO(gamma_lower), ONE(digamma), TWO(beta), ONE(factorial), TWO(binomial), TWO(rising_factorial), ONE(zeta), TWO(hurwitz_zeta),
        TWO(polylog), ONE(erf), ONE(erfc), ONE(erfi), ONE(expint_ei), ONE(sinint), ONE(cosint), ONE(sinhint), ONE(coshint),
        ONE(logint), ONE(fresnel_s), ONE(fresnel_c), TWO(bessel_j), TWO(bessel_y), TWO(bessel_i), TWO(bessel_k), ONE(airy_ai),
        ONE(airy_bi), ONE(airy_ai_prime), ONE(airy_bi_prime), ONE(elliptic_k), ONE(elliptic_e), TWO(elliptic_f),
        TWO(elliptic_e_incomplete), TWO(elliptic_pi), THREE(elliptic_pi_incomplete), THREE(hypergeometric_1f1), THREE(hypergeometric_u),
        TWO(legendre_p), TWO(legendre_q), TWO(chebyshev_t), TWO(chebyshev_u), TWO(hermite_h), THREE(laguerre_l),
        {"hypergeometric_2f1", 4, [](const Arguments& a, std::int64_t prec) { return ball::hypergeometric_2f1(a[0], a[1], a[2], a[3], prec); }},
        {"hypergeometric_3f2", 6, [](const Arguments& a, std::int64_t prec) { return ball::hypergeometric_pfq({a[0], a[1], a[2]}, {a[3], a[4]}, a[5], prec); }},
        {"hypergeometric_2f2", 5, [](const Arguments& a, std::int64_t prec) { return ball::hypergeometric_pfq({a[0], a[1]}, {a[2], a[3]}, a[4], prec); }},
        {"hypergeometric_2f0", 3, [](const Arguments& a, std::int64_t prec) { return ball::hypergeometric_pfq({a[0], a[1]}, {}, a[2], prec); }},
        {"appell_f1", 6, [](const Arguments& a, std::int64_t prec) { return ball::appell_f1(a[0], a[1], a[2], a[3], a[4], a[5], prec); }},
        {"lambertw", 2, [](const Arguments& a, std::int64_t prec) { return ball::lambertw(a[0], a[1], prec); }, true},
        {"polygamma", 2, [](const Arguments& a, std::int64_t prec) { return ball::polygamma(a[0], a[1], prec); }, true},
        {"bessel_j of an integer", 2, [](const Arguments& a, std::int64_t prec) { return ball::bessel_j(a[0], a[1], prec); }, true},
        {"bessel_y of an integer", 2, [](const Arguments& a, std::int64_t prec) { return ball::bessel_y(a[0], a[1], prec); }, true},
        {"bessel_k of an integer", 2, [](const Arguments& a, std::int64_t prec) { return ball::bessel_k(a[0], a[1], prec); }, true},
        {"binomial of an integer", 2, [](const Arguments& a, std::int64_t prec) { return ball::binomial(a[1], a[0], prec); }, true},
        {"gamma_upper of an integer", 2, [](const Arguments& a, std::int64_t prec) { return ball::gamma_upper(a[0], a[1], prec); }, true},
        {"legendre_p of an integer", 2, [](const Arguments& a, std::int64_t prec) { return ball::legendre_p(a[0], a[1], prec); }, true},
        {"legendre_q of an integer", 2, [](const Arguments& a, std::int64_t prec) { return ball::legendre_q(a[0], a[1], prec); }, true},
        {"polylog of an integer", 2, [](const Arguments& a, std::int64_t prec) { return ball::polylog(a[0], a[1], prec); }, true},
        {"root of an integer", 2, [](const Arguments& a, std::int64_t prec) { return ball::root(a[1], a[0], prec); }, true},
        {"real_root", 2, [](const Arguments& a, std::int64_t prec) { return ball::real_root(a[1], a[0], prec); }, true, true},
        {"floor", 1, [](const Arguments& a, std::int64_t prec) { return ball::floor(a[0], prec); }, false, true},
        {"ceil", 1, [](const Arguments& a, std::int64_t prec) { return ball::ceil(a[0], prec); }, false, true},
        {"heaviside", 1, [](const Arguments& a, std::int64_t prec) { return ball::heaviside(a[0], prec); }, false, true},
        {"min", 2, [](const Arguments& a, std::int64_t prec) { return ball::min(a[0], a[1], prec); }, false, true},
        {"max", 2, [](const Arguments& a, std::int64_t prec) { return ball::max(a[0], a[1], prec); }, false, true},
        {"atan2", 2, [](const Arguments& a, std::int64_t prec) { return ball::atan2(a[0], a[1], prec); }, false, true},
    };
    return all;
}
#undef ONE
#undef TWO
#undef THREE

} // namespace rumina
