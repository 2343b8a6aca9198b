#include "calculus/sums/rational_series.h"

#include <vector>

#include "algebra/binders.h"
#include "algebra/numeric.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "calculus/shorthand.h"
#include "calculus/sums/gosper.h"
#include "calculus/sums/integer_value.h"
#include "calculus/sums/pole_parts.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

constexpr std::int64_t kLongestShift = 1000;

/// coefficient·ψ^(order)(argument)
struct PolygammaTerm {
    std::int64_t order;
    Expr argument, coefficient;
};

Expr polygamma(std::int64_t order, const Expr& x) {
    return order == 0 ? call(FunctionId::Digamma, x) : call(FunctionId::Polygamma, Expr(order), x);
}

Expr signed_factorial(std::int64_t order) { return scale(Number(order % 2 == 0 ? 1 : -1), call(FunctionId::Factorial, Expr(order))); }

/// ψ^(n)(x + m) - ψ^(n)(x) = (-1)^n·n!·Σ_{i<m} (x + i)^(-n-1) [DLMF 5.15.5]
Expr polygamma_shift(std::int64_t order, const Expr& x, std::int64_t m) {
    SumBuilder sum;
    for (std::int64_t i = 0; i < m; ++i) sum.add(power(x + Expr(i), Expr(-order - 1)));
    for (std::int64_t i = m; i < 0; ++i) sum.add(negate(power(x + Expr(i), Expr(-order - 1))));
    return signed_factorial(order) * sum.finish();
}

/// π·dⁿ/dxⁿ cot(πx), as a polynomial in the cotangent: its derivative is -π(1 + cot²).
Expr cotangent_derivative(std::int64_t order, const Expr& x) {
    const Expr q = hidden_symbol("q");
    Expr p = q;
    for (std::int64_t i = 0; i < order; ++i) {
        SumBuilder next;
        const auto c = polynomial_in(expand(p), q);
        for (std::size_t j = 1; j < c->size(); ++j) {
            const Expr slope = Expr(static_cast<std::int64_t>(j)) * (*c)[j];
            next.add(negate(slope * power(q, Expr(static_cast<std::int64_t>(j) - 1))));
            next.add(negate(slope * power(q, Expr(static_cast<std::int64_t>(j) + 1))));
        }
        p = next.finish();
    }
    return power(pi(), Expr(order + 1)) * expand(substitute(p, q, cotangent_of_pi(x)));
}

Expr sum_of(std::vector<PolygammaTerm> terms) {
    SumBuilder sum;
    std::vector<bool> done(terms.size(), false);
    // Equal ones, up to an integer in the argument.
    for (std::size_t i = 0; i < terms.size(); ++i) {
        if (done[i]) continue;
        for (std::size_t j = i + 1; j < terms.size(); ++j) {
            if (done[j] || terms[j].order != terms[i].order) continue;
            const auto shift = integer_value(expand(terms[j].argument - terms[i].argument), kLongestShift);
            if (!shift) continue;
            // The one with the smaller argument remains.
            if (*shift < 0) std::swap(terms[i].argument, terms[j].argument), std::swap(terms[i].coefficient, terms[j].coefficient);
            const std::int64_t m = *shift < 0 ? -*shift : *shift;
            sum.add(terms[j].coefficient * polygamma_shift(terms[i].order, terms[i].argument, m));
            terms[i].coefficient = simplify(terms[i].coefficient + terms[j].coefficient);
            done[j] = true;
        }
        if (terms[i].coefficient.is_zero()) done[i] = true;
    }
    // Opposite ones: ψ^(n)(1 - x) = (-1)^n·(ψ^(n)(x) + π dⁿ/dxⁿ cot(πx)) [DLMF 5.15.6]
    for (std::size_t i = 0; i < terms.size(); ++i) {
        if (done[i]) continue;
        const std::int64_t n = terms[i].order;
        const Expr parity(n % 2 == 0 ? 1 : -1);
        for (std::size_t j = i + 1; j < terms.size(); ++j) {
            if (done[j] || terms[j].order != n) continue;
            const auto together = integer_value(expand(terms[i].argument + terms[j].argument), kLongestShift);
            if (!together || !simplify(terms[i].coefficient + parity * terms[j].coefficient).is_zero()) continue;
            const Expr& x = terms[i].argument;
            sum.add(terms[j].coefficient * parity * cotangent_derivative(n, x));
            sum.add(terms[j].coefficient * polygamma_shift(n, 1 - x, *together - 1));
            done[i] = done[j] = true;
            break;
        }
    }
    for (std::size_t i = 0; i < terms.size(); ++i)
        if (!done[i]) sum.add(terms[i].coefficient * polygamma(terms[i].order, terms[i].argument));
    return sum.finish();
}

} // namespace

Expr cotangent_of_pi(const Expr& x) {
    if (!x.is_constant()) return call(FunctionId::Cot, pi() * x);
    const Expr a = expand(call(FunctionId::Re, x)), b = expand(call(FunctionId::Im, x));
    if (b.is_zero()) return call(FunctionId::Cot, pi() * x);
    const Expr twice = 2 * a;
    if (a.is_integer()) return negate(imaginary_unit() * call(FunctionId::Coth, pi() * b));
    if (twice.is_integer()) return negate(imaginary_unit() * call(FunctionId::Tanh, pi() * b));
    const Expr width = 2 * pi() * b;
    return (sin_of(pi() * twice) - imaginary_unit() * call(FunctionId::Sinh, width)) / (call(FunctionId::Cosh, width) - cos_of(pi() * twice));
}

Expr rational_series(const Expr& f, const Expr& k, const Expr& from, int sign) {
    const auto parts = pole_parts(f, k);
    if (!parts || !parts->polynomial.is_zero()) return Expr();
    // Σ_{k>=s} (k - r)^-j = (-1)^j/(j-1)!·ψ^(j-1)(s - r); with alternating signs the same at half the step, even terms
    // less odd ones. For j = 1 the infinite constants cancel.
    std::vector<PolygammaTerm> terms;
    SumBuilder sum;
    auto note = [&](std::int64_t order, const Expr& a, const Expr& coefficient) {
        if (coefficient.is_zero()) return;
        const Expr scale = negate(coefficient / signed_factorial(order));
        if (sign > 0) {
            terms.push_back({order, a, scale});
        } else {
            const Expr shrunk = scale * power(Expr(2), Expr(-order - 1));
            terms.push_back({order, expand(a / 2), shrunk});
            terms.push_back({order, expand((a + 1) / 2), negate(shrunk)});
        }
    };
    for (const Pole& pole : parts->poles)
        for (std::size_t j = 0; j < pole.coefficients.size(); ++j)
            note(static_cast<std::int64_t>(j), expand(from - pole.point), pole.coefficients[j]);
    for (const PoleFamily& family : parts->families) {
        const Expr t = from - k;
        const Expr value = sign > 0 ? negate(call(FunctionId::Digamma, t))
                                    : (call(FunctionId::Digamma, (t + 1) / 2) - call(FunctionId::Digamma, t / 2)) / 2;
        sum.add(apply_function(FunctionId::RootSum, {abstract(family.polynomial, k), abstract(family.residue * value, k)}));
    }
    sum.add(sum_of(std::move(terms)));
    const Expr whole = expand(sum.finish());
    return sign > 0 ? whole : power(Expr(-1), from) * whole;
}

Expr rational_sum(const Expr& f, const Expr& k) {
    const auto parts = pole_parts(f, k);
    if (!parts) return Expr();
    SumBuilder sum;
    if (!parts->polynomial.is_zero()) {
        const Expr whole = gosper_sum(parts->polynomial, k);
        if (!whole) return Expr();
        sum.add(whole);
    }
    std::vector<PolygammaTerm> terms;
    for (const Pole& pole : parts->poles)
        for (std::size_t j = 0; j < pole.coefficients.size(); ++j)
            if (!pole.coefficients[j].is_zero())
                terms.push_back({static_cast<std::int64_t>(j), expand(k - pole.point), pole.coefficients[j] / signed_factorial(static_cast<std::int64_t>(j))});
    sum.add(sum_of(std::move(terms)));
    for (const PoleFamily& family : parts->families) {
        const Expr t = hidden_symbol("t");
        sum.add(apply_function(FunctionId::RootSum, {abstract(substitute(family.polynomial, k, t), t),
                                                     abstract(substitute(family.residue, k, t) * call(FunctionId::Digamma, k - t), t)}));
    }
    return sum.finish();
}

} // namespace rumina::calculus
