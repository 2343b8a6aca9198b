// Orthogonal polynomials, as functions of any degree; at integers n >= 0 up to a bound they are written out.
#include "algebra/functions/argument.h"
#include "algebra/functions/registry.h"

namespace rumina::algebra {
namespace {

/// Polynomials are written out up to this degree; at an exact number they are summed up to the second one; with a
/// parameter that is no number up to the third. Functions of the second kind: the last.
constexpr std::int64_t kHighestDegree = 100, kHighestNumericDegree = 1000, kHighestDegreeWithParameter = 12, kHighestSecondKind = 20;

Expr cos(const Expr& z) { return call(FunctionId::Cos, {z}); }
Expr sin(const Expr& z) { return call(FunctionId::Sin, {z}); }

/// The degree when the polynomial is to be written out.
std::optional<std::int64_t> written_degree(const Expr& n, const Expr& x, std::int64_t highest = kHighestDegree) {
    std::optional<std::int64_t> degree = small_integer(n);
    if (!degree || *degree < 0 || *degree > (x.is_number() ? kHighestNumericDegree : highest)) return std::nullopt;
    return degree;
}

/// Σ coefficients[k]·x^k
Expr polynomial(const std::vector<Rational>& coefficients, const Expr& x) {
    if (x.is_number()) { // Horner: powers of a number would each be made anew
        Number value(0);
        for (std::size_t k = coefficients.size(); k-- > 0;) value = value * x.number() + Number(coefficients[k]);
        return Expr(value);
    }
    SumBuilder sum;
    for (std::size_t k = 0; k < coefficients.size(); ++k)
        if (coefficients[k].sign() != 0) sum.add(power(x, Expr(static_cast<std::int64_t>(k))), Number(coefficients[k]));
    return sum.finish();
}

/// Coefficients of degrees n, n-2, … from the leading one by c(k-2) = ratio(k)·c(k).
template <typename Ratio>
std::vector<Rational> alternate_coefficients(std::int64_t n, Rational leading, Ratio ratio) {
    std::vector<Rational> c(static_cast<std::size_t>(n + 1));
    for (std::int64_t k = n; k >= 0; k -= 2) {
        c[static_cast<std::size_t>(k)] = leading;
        if (k >= 2) leading = leading * ratio(k);
    }
    return c;
}

Rational quotient(std::int64_t a, std::int64_t b) { return Rational::make(Integer(a), Integer(b)); }

// Ratios from the differential equations of DLMF Table 18.8.1.

std::vector<Rational> legendre_coefficients(std::int64_t n) {
    Rational leading = Rational::make(binomial(Integer(2 * n), Integer(n)), Integer::power_of_two(static_cast<std::uint64_t>(n)));
    return alternate_coefficients(n, leading, [n](std::int64_t k) { return quotient(-k * (k - 1), (n - k + 2) * (n + k - 1)); });
}

std::vector<Rational> chebyshev_t_coefficients(std::int64_t n) {
    if (n == 0) return {Rational(1)};
    Rational leading(Integer::power_of_two(static_cast<std::uint64_t>(n - 1)));
    return alternate_coefficients(n, leading, [n](std::int64_t k) { return quotient(-k * (k - 1), n * n - (k - 2) * (k - 2)); });
}

std::vector<Rational> chebyshev_u_coefficients(std::int64_t n) {
    Rational leading(Integer::power_of_two(static_cast<std::uint64_t>(n)));
    return alternate_coefficients(n, leading, [n](std::int64_t k) { return quotient(-k * (k - 1), (n - k + 2) * (n + k)); });
}

std::vector<Rational> hermite_coefficients(std::int64_t n) {
    Rational leading(Integer::power_of_two(static_cast<std::uint64_t>(n)));
    return alternate_coefficients(n, leading, [n](std::int64_t k) { return quotient(-k * (k - 1), 2 * (n - k + 2)); });
}

/// Parity of the polynomials: f_n(-x) = (-1)^n·f_n(x).
Expr with_positive_argument(FunctionId head, const Expr& n, const Expr& x) {
    std::optional<std::int64_t> degree = small_integer(n);
    if (!degree || *degree < 0 || !extracts_minus(x)) return Expr();
    return scale(Number(*degree % 2 == 0 ? 1 : -1), call(head, {n, negate(x)}));
}

// ── Legendre ──

Expr legendre_p(const Expr& n, const Expr& x) { return call(FunctionId::LegendreP, {n, x}); }

Expr special_legendre_p(Arguments a) {
    const Expr &n = a[0], &x = a[1];
    if (n.is_integer() && n.number().sign() < 0) return legendre_p(Expr(-1) - n, x); // DLMF 14.9.5
    if (x.is_one()) return Expr(1);
    if (auto degree = written_degree(n, x)) return polynomial(legendre_coefficients(*degree), x);
    return with_positive_argument(FunctionId::LegendreP, n, x);
}

/// (1 - x²)·f' = n·(f_(n-1) - x·f_n). DLMF 14.10.5
Expr derive_legendre(FunctionId head, Arguments a, std::size_t i) {
    if (i == 0) return Expr();
    const Expr &n = a[0], &x = a[1];
    return n * (call(head, {n - Expr(1), x}) - x * call(head, {n, x})) / (Expr(1) - power(x, Expr(2)));
}
Expr derive_legendre_p(Arguments a, std::size_t i) { return derive_legendre(FunctionId::LegendreP, a, i); }
Expr derive_legendre_q(Arguments a, std::size_t i) {
    if (i == 1 && a[0].is_zero()) return power(Expr(1) - power(a[1], Expr(2)), Expr(-1));
    return derive_legendre(FunctionId::LegendreQ, a, i);
}

/// Q_n = P_n·atanh x - W_(n-1), where W obeys the recurrence of P. DLMF 14.7.2
Expr special_legendre_q(Arguments a) {
    const Expr &n = a[0], &x = a[1];
    if (x.is_one() || x.is_number(-1)) fail_at(FunctionId::LegendreQ, x);
    if (n.is_integer() && n.number().sign() < 0) fail_at(FunctionId::LegendreQ, n);
    std::optional<std::int64_t> degree = small_integer(n);
    if (!degree || *degree > kHighestSecondKind) return Expr();
    using List = std::vector<Rational>;
    List before, w; // W_(k-2), W_(k-1): 0 and then 1 for k = 1
    if (*degree >= 1) w = {Rational(1)};
    for (std::int64_t k = 2; k <= *degree; ++k) { // k·W_(k-1) = (2k-1)·x·W_(k-2) - (k-1)·W_(k-3)
        List next(w.size() + 1);
        for (std::size_t j = 0; j < w.size(); ++j) next[j + 1] = w[j] * quotient(2 * k - 1, k);
        for (std::size_t j = 0; j < before.size(); ++j) next[j] = next[j] - before[j] * quotient(k - 1, k);
        before = std::move(w);
        w = std::move(next);
    }
    Expr p = polynomial(legendre_coefficients(*degree), x);
    return p * call(FunctionId::Atanh, {x}) - (w.empty() ? Expr(0) : polynomial(w, x));
}

// ── Chebyshev: T_n(cos θ) = cos nθ, U_n(cos θ) = sin((n+1)θ)/sin θ ──

Expr special_chebyshev_t(Arguments a) {
    const Expr &n = a[0], &x = a[1];
    if (n.is_integer() && n.number().sign() < 0) return call(FunctionId::ChebyshevT, {negate(n), x});
    if (x.is_one()) return Expr(1);
    if (x.is_zero()) return cos(n * pi() * half());
    if (x.is_number(-1)) return cos(n * pi());
    if (auto degree = written_degree(n, x)) return polynomial(chebyshev_t_coefficients(*degree), x);
    return with_positive_argument(FunctionId::ChebyshevT, n, x);
}
Expr derive_chebyshev_t(Arguments a, std::size_t i) {
    const Expr &n = a[0], &x = a[1];
    if (i == 1) return n * call(FunctionId::ChebyshevU, {n - Expr(1), x});
    Expr angle = call(FunctionId::Acos, {x});
    return negate(angle) * sin(n * angle);
}

Expr special_chebyshev_u(Arguments a) {
    const Expr &n = a[0], &x = a[1];
    if (n.is_number(-1)) return Expr(0);
    if (n.is_integer() && n.number().sign() < 0) return negate(call(FunctionId::ChebyshevU, {Expr(-2) - n, x}));
    if (x.is_one()) return n + Expr(1);
    if (x.is_zero()) return cos(n * pi() * half());
    if (auto degree = written_degree(n, x)) return polynomial(chebyshev_u_coefficients(*degree), x);
    return with_positive_argument(FunctionId::ChebyshevU, n, x);
}
Expr derive_chebyshev_u(Arguments a, std::size_t i) {
    const Expr &n = a[0], &x = a[1];
    Expr next = n + Expr(1);
    if (i == 0) {
        Expr angle = call(FunctionId::Acos, {x});
        return angle * cos(next * angle) / sin(angle);
    }
    return (next * call(FunctionId::ChebyshevT, {next, x}) - x * call(FunctionId::ChebyshevU, {n, x})) / (power(x, Expr(2)) - Expr(1));
}

// ── Hermite, Laguerre ──

Expr special_hermite(Arguments a) {
    const Expr &n = a[0], &x = a[1];
    if (auto degree = written_degree(n, x)) return polynomial(hermite_coefficients(*degree), x);
    return with_positive_argument(FunctionId::Hermite, n, x);
}
Expr derive_hermite(Arguments a, std::size_t i) {
    if (i == 0) return Expr();
    return Expr(2) * a[0] * call(FunctionId::Hermite, {a[0] - Expr(1), a[1]});
}

/// L_n^(α)(x) = Σ (-1)^k·C(n+α, n-k)·x^k/k!. DLMF 18.5.12
Expr written_laguerre(std::int64_t n, const Expr& alpha, const Expr& x) {
    if (std::optional<Rational> value = rational_value(alpha)) {
        std::vector<Rational> c(static_cast<std::size_t>(n + 1));
        Rational coefficient = Rational::make(Integer(n % 2 == 0 ? 1 : -1), factorial(Integer(n)));
        for (std::int64_t k = n; k >= 0; --k) { // c(k-1) = -c(k)·k·(k+α)/(n-k+1)
            c[static_cast<std::size_t>(k)] = coefficient;
            coefficient = -(coefficient * (*value + Rational(k)) * quotient(k, n - k + 1));
        }
        return polynomial(c, x);
    }
    SumBuilder sum;
    Expr coefficient = Expr(Rational::make(Integer(n % 2 == 0 ? 1 : -1), factorial(Integer(n))));
    for (std::int64_t k = n; k >= 0; --k) {
        sum.add(coefficient * power(x, Expr(k)));
        if (k > 0) coefficient = coefficient * (alpha + Expr(k)) * Expr(quotient(-k, n - k + 1));
    }
    return sum.finish();
}

Expr laguerre(const Expr& n, const Expr& alpha, const Expr& x) { return call(FunctionId::Laguerre, {n, alpha, x}); }

Expr special_laguerre(Arguments a) {
    const Expr &n = a[0], &x = a.back();
    if (a.size() == 3 && a[1].is_zero()) return call(FunctionId::Laguerre, {n, x});
    Expr alpha = a.size() == 3 ? a[1] : Expr(0);
    if (auto degree = written_degree(n, x, rational_value(alpha) ? kHighestDegree : kHighestDegreeWithParameter))
        if (rational_value(alpha) || *degree <= kHighestDegreeWithParameter) return written_laguerre(*degree, alpha, x);
    if (x.is_zero()) return a.size() == 2 ? Expr(1) : call(FunctionId::Binomial, {n + alpha, n});
    return Expr();
}
Expr derive_laguerre(Arguments a, std::size_t i) {
    if (i + 1 != a.size()) return Expr();
    Expr alpha = a.size() == 3 ? a[1] : Expr(0);
    return negate(laguerre(a[0] - Expr(1), alpha + Expr(1), a.back()));
}
Ball evaluate_laguerre(std::span<const Ball> a, std::int64_t precision) {
    return a.size() == 2 ? ball::laguerre_l(a[0], Ball(0), a[1], precision) : ball::laguerre_l(a[0], a[1], a[2], precision);
}

} // namespace

FunctionRecords orthogonal_polynomials() {
    static const Function records[] = {
        {.id = FunctionId::LegendreP, .latex = "P", .minimum = 2, .maximum = 2, .special = special_legendre_p,
         .derivative = derive_legendre_p, .evaluate = ball_binary<ball::legendre_p>, .conjugation = Conjugation::OffCut,
         .branch = "(-∞, -1) unless n is an integer", .source = "DLMF 14.3.1"},
        {.id = FunctionId::LegendreQ, .latex = "Q", .minimum = 2, .maximum = 2, .special = special_legendre_q,
         .derivative = derive_legendre_q, .evaluate = ball_binary<ball::legendre_q>, .conjugation = Conjugation::OffCut,
         .branch = "(-∞, -1) and (1, ∞); real on (-1, 1)", .source = "DLMF 14.3.2"},
        {.id = FunctionId::ChebyshevT, .latex = "T", .minimum = 2, .maximum = 2, .special = special_chebyshev_t,
         .derivative = derive_chebyshev_t, .evaluate = ball_binary<ball::chebyshev_t>, .conjugation = Conjugation::OffCut,
         .branch = "(-∞, -1) unless n is an integer", .source = "DLMF 18.5.1"},
        {.id = FunctionId::ChebyshevU, .latex = "U", .minimum = 2, .maximum = 2, .special = special_chebyshev_u,
         .derivative = derive_chebyshev_u, .evaluate = ball_binary<ball::chebyshev_u>, .conjugation = Conjugation::OffCut,
         .branch = "(-∞, -1) unless n is an integer", .source = "DLMF 18.5.2"},
        {.id = FunctionId::Hermite, .latex = "H", .minimum = 2, .maximum = 2, .special = special_hermite, .derivative = derive_hermite,
         .evaluate = ball_binary<ball::hermite_h>, .conjugation = Conjugation::Everywhere, .branch = "none", .source = "DLMF 18.5.13"},
        {.id = FunctionId::Laguerre, .latex = "L", .minimum = 2, .maximum = 3, .special = special_laguerre, .derivative = derive_laguerre,
         .evaluate = evaluate_laguerre, .conjugation = Conjugation::OffCut, .branch = "none in x", .source = "DLMF 18.5.12"},
    };
    return records;
}

} // namespace rumina::algebra
