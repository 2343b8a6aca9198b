// Riemann's and Hurwitz's zeta functions, polylogarithms.
#include "algebra/functions/argument.h"
#include "algebra/functions/bernoulli.h"
#include "algebra/functions/registry.h"

namespace rumina::algebra {
namespace {

/// Exact values by Bernoulli numbers up to this argument in size; further out the head stays.
constexpr std::int64_t kHighestBernoulli = 600;
/// ζ(s, m) = ζ(s) - 1 - … for integers m up to this; Bernoulli polynomials and negative polylogarithms up to this degree.
constexpr std::int64_t kHighestShift = 100, kHighestPolynomial = 20;

Expr zeta(const Expr& s) { return call(FunctionId::Zeta, {s}); }
Expr log(const Expr& z) { return call(FunctionId::Log, {z}); }

/// DLMF 25.6.1-3
Expr special_zeta(Arguments a) {
    const Expr& s = a[0];
    if (s.is_one()) fail_at(FunctionId::Zeta, s);
    if (s.is(ConstantId::Infinity)) return Expr(1);
    if (is_minus_infinity(s)) fail_at(FunctionId::Zeta, s);
    std::optional<std::int64_t> n = small_integer(s);
    if (!n || *n > kHighestBernoulli) return Expr();
    if (*n == 0) return fraction(-1, 2);
    if (*n < 0) {
        if (*n % 2 == 0) return Expr(0);
        if (*n < -kHighestBernoulli) return Expr();
        return Expr(bernoulli_number(1 - *n) / Rational(*n - 1));
    }
    if (*n % 2 == 1) return Expr();
    Rational factor = bernoulli_number(*n).abs() * Rational(Integer::power_of_two(static_cast<std::uint64_t>(*n - 1))) / Rational(factorial(Integer(*n)));
    return scale(Number(factor), power(pi(), s));
}

/// B_n(x)
Expr bernoulli_polynomial(std::int64_t n, const Expr& x) {
    SumBuilder sum;
    for (std::int64_t k = 0; k <= n; ++k)
        sum.add(power(x, Expr(n - k)), Number(bernoulli_number(k) * Rational(binomial(Integer(n), Integer(k)))));
    return sum.finish();
}

/// DLMF 25.11.2-4, 25.11.11, 25.11.13-14
Expr special_hurwitz_zeta(Arguments a) {
    const Expr &s = a[0], &x = a[1];
    if (s.is_one()) fail_at(FunctionId::HurwitzZeta, s);
    if (x.is_one()) return zeta(s);
    if (std::optional<std::int64_t> n = small_integer(s); n && *n <= 0 && *n > -kHighestPolynomial)
        return scale(Number(*n - 1).inverse(), bernoulli_polynomial(1 - *n, x));
    if (is_nonpositive_integer(x)) {
        std::optional<int> sign = real_part_sign(s);
        if (sign && *sign > 0) fail_at(FunctionId::HurwitzZeta, x);
        return Expr();
    }
    if (x == half()) return (power(Expr(2), s) - Expr(1)) * zeta(s);
    if (std::optional<std::int64_t> m = small_integer(x); m && *m <= kHighestShift) {
        SumBuilder sum;
        sum.add(zeta(s));
        for (std::int64_t k = 1; k < *m; ++k) sum.add(power(Expr(k), negate(s)), Number(-1));
        return sum.finish();
    }
    return Expr();
}

Expr derive_hurwitz_zeta(Arguments a, std::size_t i) {
    if (i == 0) return Expr();
    return negate(a[0]) * call(FunctionId::HurwitzZeta, {a[0] + Expr(1), a[1]});
}

/// Li₋ₙ(z) = Σ A(n, k)·z^(n-k) / (1-z)^(n+1) with the Eulerian numbers A. [Graham, Knuth & Patashnik 1994] 6.2
Expr polylog_of_negative(std::int64_t n, const Expr& z) {
    std::vector<Integer> eulerian{Integer(1)}; // A(1, 0)
    for (std::int64_t row = 2; row <= n; ++row) {
        std::vector<Integer> next(static_cast<std::size_t>(row));
        for (std::int64_t k = 0; k < row; ++k) {
            Integer value;
            if (k < row - 1) value = Integer(k + 1) * eulerian[static_cast<std::size_t>(k)];
            if (k > 0) value = value + Integer(row - k) * eulerian[static_cast<std::size_t>(k - 1)];
            next[static_cast<std::size_t>(k)] = std::move(value);
        }
        eulerian = std::move(next);
    }
    SumBuilder sum;
    for (std::int64_t k = 0; k < n; ++k) sum.add(power(z, Expr(n - k)), Number(eulerian[static_cast<std::size_t>(k)]));
    return sum.finish() * power(Expr(1) - z, Expr(-n - 1));
}

/// Li₂ and Li₃ where they are known. DLMF 25.12.5-6; [Lewin 1981] 1.1, 6.2
Expr dilogarithm(const Expr& z) {
    if (z == half()) return power(pi(), Expr(2)) * fraction(1, 12) - power(log(Expr(2)), Expr(2)) * half();
    if (z.is_number(2)) return power(pi(), Expr(2)) * fraction(1, 4) - imaginary_unit() * pi() * log(Expr(2));
    if (z == imaginary_unit()) return imaginary_unit() * constant(ConstantId::Catalan) - power(pi(), Expr(2)) * fraction(1, 48);
    if (z == negate(imaginary_unit())) return negate(imaginary_unit()) * constant(ConstantId::Catalan) - power(pi(), Expr(2)) * fraction(1, 48);
    return Expr();
}

Expr special_polylog(Arguments a) {
    const Expr &s = a[0], &z = a[1];
    if (z.is_zero()) return Expr(0);
    std::optional<std::int64_t> n = small_integer(s);
    if (z.is_one()) {
        if (n && *n <= 1) fail_at(FunctionId::Polylog, z);
        std::optional<Rational> order = rational_value(s);
        if (order && compare(*order, Rational(1)) > 0) return zeta(s);
        if (order) fail_at(FunctionId::Polylog, z);
        return Expr();
    }
    if (n && *n == 1) return negate(log(Expr(1) - z));
    if (n && *n == 0) return z / (Expr(1) - z);
    if (n && *n < 0 && *n >= -kHighestPolynomial) return polylog_of_negative(-*n, z);
    if (z.is_number(-1)) return (power(Expr(2), Expr(1) - s) - Expr(1)) * zeta(s); // DLMF 25.12.11 with η(s)
    if (n && *n == 2) return dilogarithm(z);
    if (n && *n == 3 && z == half())
        return zeta(Expr(3)) * fraction(7, 8) + power(log(Expr(2)), Expr(3)) * fraction(1, 6) -
               power(pi(), Expr(2)) * log(Expr(2)) * fraction(1, 12);
    return Expr();
}

Expr derive_polylog(Arguments a, std::size_t i) {
    if (i == 0) return Expr();
    return call(FunctionId::Polylog, {a[0] - Expr(1), a[1]}) / a[1];
}

} // namespace

FunctionRecords zeta_functions() {
    static const Function records[] = {
        {.id = FunctionId::Zeta, .latex = "\\zeta", .special = special_zeta, .evaluate = ball_unary<ball::zeta>,
         .conjugation = Conjugation::Everywhere, .branch = "none; pole at 1", .source = "DLMF 25.2.1"},
        {.id = FunctionId::HurwitzZeta, .latex = "\\zeta", .minimum = 2, .maximum = 2, .special = special_hurwitz_zeta,
         .derivative = derive_hurwitz_zeta, .evaluate = ball_binary<ball::hurwitz_zeta>, .conjugation = Conjugation::OffCut,
         .branch = "a in (-∞, 0], continuous from above, unless s is an integer", .source = "DLMF 25.11.1"},
        {.id = FunctionId::Polylog, .latex = "\\operatorname{Li}", .minimum = 2, .maximum = 2, .special = special_polylog,
         .derivative = derive_polylog, .evaluate = ball_binary<ball::polylog>, .conjugation = Conjugation::OffCut,
         .branch = "z in (1, ∞), continuous from below", .source = "DLMF 25.12.10"},
    };
    return records;
}

} // namespace rumina::algebra
