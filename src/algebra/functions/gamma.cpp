// Factorials, binomial coefficients and the gamma function's relatives.
//
// Γ and ψ at rational numbers are brought to the fundamental interval (0, 1] by their recurrences, so that equal values
// meet; products are in gamma_relations.cpp.
#include "algebra/display_order.h"
#include "algebra/functions/argument.h"
#include "algebra/functions/registry.h"
#include "diagnostics/diagnostic.h"
#include "number/real.h"

namespace rumina::algebra {
namespace {

/// Recurrences are followed over at most this many steps; further out the head stays.
constexpr std::int64_t kLongestRecurrence = 1000;
/// Γ(n, z) and γ(n, z) are written as polynomials for n up to this.
constexpr std::int64_t kIncompleteTerms = 16;

Expr gamma(const Expr& z) { return call(FunctionId::Gamma, {z}); }
Expr digamma(const Expr& z) { return call(FunctionId::Digamma, {z}); }
Expr polygamma(const Expr& n, const Expr& z) { return call(FunctionId::Polygamma, {n, z}); }

/// q = fractional + steps with 0 < fractional <= 1.
struct Reduced {
    Rational fractional;
    std::int64_t steps;
};
std::optional<Reduced> reduced(const Rational& q) {
    Integer steps = ceil(q) - Integer(1);
    if (!steps.fits_int64() || std::abs(steps.to_int64()) > kLongestRecurrence) return std::nullopt;
    return Reduced{q - Rational(steps), steps.to_int64()};
}

/// Π (q + k) for 0 <= k < n, by halves.
Rational rising(const Rational& q, std::int64_t from, std::int64_t to) {
    if (to == from) return Rational(1);
    if (to - from == 1) return q + Rational(from);
    std::int64_t middle = from + (to - from) / 2;
    return rising(q, from, middle) * rising(q, middle, to);
}

// ── factorial, binomial ──

Expr special_factorial(Arguments a) {
    const Expr& z = a[0];
    if (z.is(ConstantId::Infinity)) return z;
    if (std::optional<Integer> n = integer_value(z)) return Expr(factorial(*n));
    if (z.is_number() && z.number().is_rational()) return gamma(z + Expr(1));
    return Expr();
}

Expr derive_factorial(Arguments a, std::size_t) { return call(FunctionId::Factorial, {a[0]}) * digamma(a[0] + Expr(1)); }

/// n(n-1)…(n-k+1)/k!
Rational binomial_of_rational(const Rational& n, std::int64_t k) {
    return rising(n - Rational(k - 1), 0, k) / Rational(factorial(Integer(k)));
}

Expr special_binomial(Arguments a) {
    const Expr &n = a[0], &k = a[1];
    if (std::optional<Integer> count = integer_value(k)) {
        if (count->sign() < 0) return Expr(0);
        if (count->is_zero()) return Expr(1);
        if (*count == Integer(1)) return n;
        if (std::optional<Integer> whole = integer_value(n)) return Expr(binomial(*whole, *count));
        std::optional<Rational> value = rational_value(n);
        if (value && compare(*count, Integer(kLongestRecurrence)) <= 0) return Expr(binomial_of_rational(*value, count->to_int64()));
        return Expr();
    }
    std::optional<Rational> top = rational_value(n), bottom = rational_value(k);
    if (top && bottom && top->is_integer() && top->sign() < 0) fail_at(FunctionId::Binomial, n);
    if (n.is_constant() && !n.has_infinity() && !n.is_integer() && is_nonpositive_integer(n - k + Expr(1))) return Expr(0);
    if (!top || !bottom) return Expr();
    if (is_nonpositive_integer(n - k + Expr(1))) return Expr(0);
    return gamma(n + Expr(1)) / (gamma(k + Expr(1)) * gamma(n - k + Expr(1)));
}

Expr derive_binomial(Arguments a, std::size_t i) {
    const Expr &n = a[0], &k = a[1];
    Expr far = digamma(n - k + Expr(1));
    Expr value = call(FunctionId::Binomial, {n, k});
    return i == 0 ? value * (digamma(n + Expr(1)) - far) : value * (far - digamma(k + Expr(1)));
}

// ── gamma, lgamma ──

Expr special_gamma(Arguments a) {
    const Expr& z = a[0];
    if (z.is(ConstantId::Infinity)) return z;
    if (is_minus_infinity(z) || is_nonpositive_integer(z)) fail_at(FunctionId::Gamma, z);
    if (std::optional<Integer> n = integer_value(z)) return Expr(factorial(*n - Integer(1)));
    std::optional<Rational> q = rational_value(z);
    if (!q) return Expr();
    std::optional<Reduced> r = reduced(*q);
    if (!r) return Expr();
    Expr start = r->fractional == Rational::make(Integer(1), Integer(2)) ? sqrt(pi()) : Expr();
    if (!start && r->steps == 0) return Expr();
    if (!start) start = gamma(Expr(r->fractional));
    if (r->steps >= 0) return scale(Number(rising(r->fractional, 0, r->steps)), start);
    return scale(Number(rising(r->fractional, r->steps, 0)).inverse(), start);
}

Expr derive_gamma(Arguments a, std::size_t) { return gamma(a[0]) * digamma(a[0]); }

Expr special_lgamma(Arguments a) {
    const Expr& z = a[0];
    if (z.is(ConstantId::Infinity)) return z;
    if (is_minus_infinity(z) || is_nonpositive_integer(z)) fail_at(FunctionId::LogGamma, z);
    std::optional<Rational> q = rational_value(z);
    if (!q || q->sign() < 0 || compare(*q, Rational(20)) > 0) return Expr();
    if (q->is_integer()) return call(FunctionId::Log, {Expr(factorial(q->numerator() - Integer(1)))});
    if (!(q->denominator() == Integer(2))) return Expr();
    Rational half_q = Rational::make(Integer(1), Integer(2));
    Rational factor = rising(half_q, 0, floor(*q).to_int64()); // Γ(q) = factor·√π, all positive
    return call(FunctionId::Log, {Expr(factor)}) + half() * call(FunctionId::Log, {pi()});
}

Expr derive_lgamma(Arguments a, std::size_t) { return digamma(a[0]); }

double positive_lgamma(double x) { return x > 0 ? real::lgamma(x) : std::numeric_limits<double>::quiet_NaN(); }

// ── incomplete gamma ──

/// Γ(n, z) = (n-1)!·e^-z·Σ z^k/k! for 0 <= k < n.
Expr upper_gamma_of_integer(std::int64_t n, const Expr& z) {
    SumBuilder sum;
    Rational coefficient(factorial(Integer(n - 1)));
    for (std::int64_t k = 0; k < n; ++k) {
        sum.add(power(z, Expr(k)), Number(coefficient));
        coefficient = coefficient / Rational(k + 1);
    }
    return exp(negate(z)) * sum.finish();
}

Expr special_upper_gamma(Arguments a) {
    const Expr &s = a[0], &z = a[1];
    if (z.is(ConstantId::Infinity)) return s.has_infinity() ? Expr() : Expr(0);
    if (z.is_zero()) {
        std::optional<int> sign = real_part_sign(s);
        if (sign && *sign > 0) return gamma(s);
        if (sign && s.number().is_real()) fail_at(FunctionId::UpperGamma, z);
        return Expr();
    }
    if (std::optional<std::int64_t> n = small_integer(s); n && *n > 0 && *n <= kIncompleteTerms) return upper_gamma_of_integer(*n, z);
    if (s == half()) return sqrt(pi()) * call(FunctionId::Erfc, {sqrt(z)});
    return Expr();
}

Expr derive_upper_gamma(Arguments a, std::size_t i) {
    if (i == 0) return Expr();
    return negate(exp(negate(a[1])) * power(a[1], a[0] - Expr(1)));
}

Expr special_lower_gamma(Arguments a) {
    const Expr &s = a[0], &z = a[1];
    if (is_nonpositive_integer(s)) fail_at(FunctionId::LowerGamma, s);
    std::optional<int> sign = real_part_sign(s);
    if (z.is_zero()) return sign && *sign > 0 ? Expr(0) : Expr();
    if (z.is(ConstantId::Infinity)) return sign ? gamma(s) : Expr();
    if (std::optional<std::int64_t> n = small_integer(s); n && *n <= kIncompleteTerms) return gamma(s) - upper_gamma_of_integer(*n, z);
    if (s == half()) return sqrt(pi()) * call(FunctionId::Erf, {sqrt(z)});
    return Expr();
}

Expr derive_lower_gamma(Arguments a, std::size_t i) {
    if (i == 0) return Expr();
    return exp(negate(a[1])) * power(a[1], a[0] - Expr(1));
}

// ── digamma, polygamma ──

Expr log_of(std::int64_t n) { return call(FunctionId::Log, {Expr(n)}); }

/// ψ at a fraction in (0, 1] with denominator up to 4 or 6. [Gauss 1813]; DLMF 5.4.19
Expr digamma_at(const Rational& q) {
    Expr start = negate(constant(ConstantId::EulerGamma));
    if (q == Rational(1)) return start;
    std::int64_t p = q.numerator().to_int64();
    switch (q.denominator().to_int64()) {
    case 2: return start - Expr(2) * log_of(2);
    case 3: return start - fraction(p == 1 ? 1 : -1, 2) * pi() / sqrt(Expr(3)) - fraction(3, 2) * log_of(3);
    case 4: return start - fraction(p == 1 ? 1 : -1, 2) * pi() - Expr(3) * log_of(2);
    case 6: return start - fraction(p == 1 ? 1 : -1, 2) * pi() * sqrt(Expr(3)) - Expr(2) * log_of(2) - fraction(3, 2) * log_of(3);
    default: return Expr();
    }
}

/// Σ 1/(q + k)^power for from <= k < to, by halves.
Rational sum_of_powers(const Rational& q, std::int64_t from, std::int64_t to, std::int64_t exponent) {
    if (to == from) return Rational();
    if (to - from == 1) return power(q + Rational(from), Integer(-exponent));
    std::int64_t middle = from + (to - from) / 2;
    return sum_of_powers(q, from, middle, exponent) + sum_of_powers(q, middle, to, exponent);
}

Expr special_digamma(Arguments a) {
    const Expr& z = a[0];
    if (z.is(ConstantId::Infinity)) return z;
    if (is_minus_infinity(z) || is_nonpositive_integer(z)) fail_at(FunctionId::Digamma, z);
    std::optional<Rational> q = rational_value(z);
    if (!q) return Expr();
    std::optional<Reduced> r = reduced(*q);
    if (!r) return Expr();
    Expr start = r->fractional.denominator().fits_int64() ? digamma_at(r->fractional) : Expr();
    if (!start && r->steps == 0) return Expr();
    if (!start) start = digamma(Expr(r->fractional));
    if (r->steps >= 0) return start + Expr(sum_of_powers(r->fractional, 0, r->steps, 1));
    return start - Expr(sum_of_powers(r->fractional, r->steps, 0, 1));
}

Expr derive_digamma(Arguments a, std::size_t) { return polygamma(Expr(1), a[0]); }

/// ψ⁽ⁿ⁾ at 1 and 1/2, and ψ' at 1/4 and 3/4. DLMF 5.15.2-3
Expr polygamma_at(std::int64_t n, const Rational& q) {
    Number sign(n % 2 == 0 ? -1 : 1);
    Number size = sign * Number(factorial(Integer(n)));
    if (q == Rational(1)) return scale(size, call(FunctionId::Zeta, {Expr(n + 1)}));
    if (q == Rational::make(Integer(1), Integer(2)))
        return scale(size * Number(Integer::power_of_two(static_cast<std::uint64_t>(n + 1)) - Integer(1)), call(FunctionId::Zeta, {Expr(n + 1)}));
    if (n == 1 && q.denominator() == Integer(4))
        return power(pi(), Expr(2)) + scale(Number(q.numerator() == Integer(1) ? 8 : -8), constant(ConstantId::Catalan));
    return Expr();
}

Expr special_polygamma(Arguments a) {
    const Expr &order = a[0], &z = a[1];
    if (order.is_zero()) return digamma(z);
    std::optional<std::int64_t> n = small_integer(order);
    if (order.is_number() && order.number().is_rational() && (!order.is_integer() || order.number().sign() < 0))
        fail_at(FunctionId::Polygamma, order);
    if (is_nonpositive_integer(z)) fail_at(FunctionId::Polygamma, z);
    if (z.is(ConstantId::Infinity)) return n ? Expr(0) : Expr();
    std::optional<Rational> q = rational_value(z);
    if (!n || !q || *n > 100) return Expr();
    std::optional<Reduced> r = reduced(*q);
    if (!r || std::abs(r->steps) * *n > kLongestRecurrence) return Expr();
    Expr start = polygamma_at(*n, r->fractional);
    if (!start && r->steps == 0) return Expr();
    if (!start) start = polygamma(order, Expr(r->fractional));
    // ψ⁽ⁿ⁾(q + 1) = ψ⁽ⁿ⁾(q) + (-1)^n·n!/q^(n+1). DLMF 5.15.5
    Rational size(factorial(Integer(*n)) * Integer(*n % 2 == 0 ? 1 : -1));
    if (r->steps >= 0) return start + Expr(size * sum_of_powers(r->fractional, 0, r->steps, *n + 1));
    return start - Expr(size * sum_of_powers(r->fractional, r->steps, 0, *n + 1));
}

Expr derive_polygamma(Arguments a, std::size_t i) { return i == 0 ? Expr() : polygamma(a[0] + Expr(1), a[1]); }

// ── beta ──

Expr special_beta(Arguments a) {
    const Expr &x = a[0], &y = a[1];
    if (x.is_one()) return power(y, Expr(-1));
    if (y.is_one()) return power(x, Expr(-1));
    if (is_nonpositive_integer(x)) fail_at(FunctionId::Beta, x);
    if (is_nonpositive_integer(y)) fail_at(FunctionId::Beta, y);
    if (rational_value(x) && rational_value(y)) {
        Expr sum = x + y;
        if (is_nonpositive_integer(sum)) return Expr(0);
        return gamma(x) * gamma(y) / gamma(sum);
    }
    if (display_order(x, y) > 0) return call(FunctionId::Beta, {y, x}); // symmetric
    return Expr();
}

Expr derive_beta(Arguments a, std::size_t i) {
    return call(FunctionId::Beta, {a[0], a[1]}) * (digamma(a[i]) - digamma(a[0] + a[1]));
}

} // namespace

FunctionRecords gamma_functions() {
    static const Function records[] = {
        {.id = FunctionId::Factorial, .latex = "\\operatorname{factorial}", .special = special_factorial, .derivative = derive_factorial,
         .evaluate = ball_unary<ball::factorial>, .conjugation = Conjugation::Everywhere, .branch = "none; poles at -1, -2, …", .source = "DLMF 5.2.1, 5.4.1"},
        {.id = FunctionId::Binomial, .latex = "\\binom", .minimum = 2, .maximum = 2, .special = special_binomial,
         .derivative = derive_binomial, .evaluate = ball_binary<ball::binomial>, .conjugation = Conjugation::Everywhere,
         .branch = "none; poles at n = -1, -2, … unless k is an integer", .source = "DLMF 1.2.6, 5.2.1"},
        {.id = FunctionId::Gamma, .latex = "\\Gamma", .special = special_gamma, .derivative = derive_gamma, .evaluate = ball_unary<ball::gamma>,
         .evaluate_double = real::gamma, .conjugation = Conjugation::Everywhere, .branch = "none; poles at 0, -1, -2, …", .source = "DLMF 5.2.1"},
        {.id = FunctionId::LogGamma, .latex = "\\log\\Gamma", .special = special_lgamma, .derivative = derive_lgamma,
         .evaluate = ball_unary<ball::lgamma>, .evaluate_double = positive_lgamma, .conjugation = Conjugation::OffCut,
         .branch = "(-∞, 0], continuous from above; log Γ continued from (0, ∞)", .source = "DLMF 5.2(i), 5.10"},
        {.id = FunctionId::UpperGamma, .latex = "\\Gamma", .minimum = 2, .maximum = 2, .special = special_upper_gamma,
         .derivative = derive_upper_gamma, .evaluate = ball_binary<ball::gamma_upper>, .conjugation = Conjugation::OffCut,
         .branch = "z in (-∞, 0], continuous from above, unless s is a positive integer", .source = "DLMF 8.2.2"},
        {.id = FunctionId::LowerGamma, .latex = "\\gamma", .minimum = 2, .maximum = 2, .special = special_lower_gamma,
         .derivative = derive_lower_gamma, .evaluate = ball_binary<ball::gamma_lower>, .conjugation = Conjugation::OffCut,
         .branch = "z in (-∞, 0], continuous from above, unless s is a positive integer", .source = "DLMF 8.2.1"},
        {.id = FunctionId::Digamma, .latex = "\\psi", .special = special_digamma, .derivative = derive_digamma, .evaluate = ball_unary<ball::digamma>,
         .conjugation = Conjugation::Everywhere, .branch = "none; poles at 0, -1, -2, …", .source = "DLMF 5.2.2"},
        {.id = FunctionId::Polygamma, .latex = "\\psi", .minimum = 2, .maximum = 2, .special = special_polygamma,
         .derivative = derive_polygamma, .evaluate = ball_binary<ball::polygamma>, .conjugation = Conjugation::Everywhere,
         .branch = "none; poles at 0, -1, -2, …", .source = "DLMF 5.15"},
        {.id = FunctionId::Beta, .latex = "\\mathrm{B}", .minimum = 2, .maximum = 2, .special = special_beta, .derivative = derive_beta,
         .evaluate = ball_binary<ball::beta>, .conjugation = Conjugation::Everywhere, .branch = "none; poles where an argument is 0, -1, -2, …",
         .source = "DLMF 5.12.1"},
    };
    return records;
}

} // namespace rumina::algebra
