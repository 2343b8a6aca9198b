// Polynomials by radicals. Degree 3 by Cardano's formula with v = -p/(3u), so that the two cube roots belong together;
// three real roots that need complex cube roots (casus irreducibilis) by cosines, which are shorter than rootof and show
// that the roots are real. Degree 4 by Ferrari's resolvent. Above: x^n = c, cyclotomic polynomials, compositions and
// palindromic polynomials where their roots are short, rootof for the rest.
// [van der Waerden 1930] §64; [Press et al.] 5.6 for the trigonometric form; [Kozen & Landau 1989]
#include <numeric>

#include "algebra/binders.h"
#include "algebra/functions/root_of.h"
#include "algebra/numeric.h"
#include "algebra/polynomial/univariate.h"
#include "algebra/polynomial_forms/polynomial_forms.h"
#include "algebra/simplify/simplify.h"
#include "calculus/shorthand.h"
#include "calculus/solve/solve.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

using Roots = std::vector<Expr>;
using Coefficients = std::vector<Expr>;

Expr tidy(const Expr& e) { return e.is_constant() && e.leaves() < 60 ? simplify(e) : e; }

/// e^(2πik/n), Cartesian.
Expr root_of_unity(std::int64_t k, std::int64_t n) {
    const Expr angle = Expr(Rational::make(Integer(2 * k), Integer(n))) * pi();
    return cos_of(angle) + imaginary_unit() * sin_of(angle);
}

/// x^n = c
Roots binomial_roots(std::int64_t n, const Expr& c) {
    Roots roots;
    const std::optional<int> sign = c.is_constant() ? sign_of(c) : std::nullopt;
    if (sign == std::optional(-1)) { // c = |c|·e^(iπ)
        const Expr radius = power(negate(c), power(Expr(n), -1));
        for (std::int64_t k = 0; k < n; ++k) {
            const Expr angle = Expr(Rational::make(Integer(2 * k + 1), Integer(n))) * pi();
            roots.push_back(tidy(expand(radius * (cos_of(angle) + imaginary_unit() * sin_of(angle)))));
        }
        return roots;
    }
    const Expr radius = power(c, power(Expr(n), -1));
    for (std::int64_t k = 0; k < n; ++k) roots.push_back(tidy(k == 0 ? radius : expand(radius * root_of_unity(k, n))));
    return roots;
}

Roots quadratic_roots(const Expr& a, const Expr& b, const Expr& c) {
    const Expr discriminant = expand(b * b - 4 * a * c);
    Expr width;
    if (!discriminant.is_constant()) width = sqrt(factor(discriminant));
    else if (sign_of(discriminant) == std::optional(-1)) width = imaginary_unit() * sqrt(negate(discriminant));
    else width = sqrt(discriminant);
    return {tidy(expand((negate(b) - width) / (2 * a))), tidy(expand((negate(b) + width) / (2 * a)))};
}

/// t³ + p·t + q
Roots depressed_cubic_roots(const Expr& p, const Expr& q) {
    if (p.is_zero()) return binomial_roots(3, negate(q));
    const Expr third(Rational::make(Integer(1), Integer(3)));
    const Expr discriminant = expand(q * q / 4 + p * p * p / 27);
    const std::optional<int> sign = discriminant.is_constant() ? sign_of(discriminant) : std::nullopt;
    Roots roots;
    if (sign == std::optional(-1)) {
        const Expr radius = tidy(2 * sqrt(negate(p) / 3));
        const Expr angle = call(FunctionId::Acos, tidy(3 * q / (p * radius))) / 3;
        for (int k = 0; k < 3; ++k) roots.push_back(radius * cos_of(angle - Expr(Rational::make(Integer(2 * k), Integer(3))) * pi()));
        return roots;
    }
    // The larger of the two cubes, so that it is not 0; real where both are.
    const Expr root = sqrt(discriminant);
    Expr cube = negate(q) / 2 + root;
    if (q.is_constant() && sign_of(q) == std::optional(1)) cube = negate(q) / 2 - root;
    cube = tidy(cube);
    Expr u = power(cube, third);
    if (cube.is_constant() && sign_of(cube) == std::optional(-1)) u = negate(power(negate(cube), third));
    // The others are ωu + ω̄v and ω̄u + ωv with ω = (-1 + i√3)/2.
    const Expr v = negate(p) / (3 * u), sum = u + v, turn = half() * sqrt(Expr(3)) * imaginary_unit();
    return {sum, expand(negate(half() * sum) - turn * u + turn * v), expand(negate(half() * sum) + turn * u - turn * v)};
}

Roots cubic_roots(const Coefficients& c) {
    const Expr &a = c[3], shift = c[2] / (3 * a);
    const Expr p = expand(c[1] / a - 3 * shift * shift), q = expand(2 * power(shift, 3) - shift * c[1] / a + c[0] / a);
    Roots roots = depressed_cubic_roots(p.is_constant() ? p : cancel(p), q.is_constant() ? q : cancel(q));
    for (Expr& r : roots) r = r - shift;
    return roots;
}

/// t⁴ + p·t² + q·t + r
Roots depressed_quartic_roots(const Expr& p, const Expr& q, const Expr& r) {
    Roots roots;
    if (q.is_zero()) {
        for (const Expr& square : quadratic_roots(Expr(1), p, r)) {
            Expr root = sqrt(square);
            if (square.is_constant()) root = sign_of(square) == std::optional(-1) ? imaginary_unit() * sqrtdenest(sqrt(negate(square))) : sqrtdenest(root);
            roots.push_back(negate(root));
            roots.push_back(root);
        }
        return roots;
    }
    // m: 8m³ + 8pm² + (2p² - 8r)m - q² = 0, the simplest of its roots that is not 0
    const Coefficients resolvent{negate(q * q), expand(2 * p * p - 8 * r), 8 * p, Expr(8)};
    Expr m;
    if (q.is_number() && p.is_number() && r.is_number() && q.number().is_rational() && p.number().is_rational() && r.number().is_rational()) {
        std::vector<Rational> numbers;
        for (const Expr& c : resolvent) numbers.push_back(c.number().re());
        for (const Rational& root : rational_roots(UnivariatePolynomial(numbers)))
            if (root.sign() != 0) m = Expr(root);
    }
    if (!m) {
        for (const Expr& candidate : cubic_roots(resolvent)) {
            if (candidate.is_constant() && zero_test(candidate) == Truth::Yes) continue;
            if (!m || candidate.leaves() < m.leaves()) m = candidate;
        }
    }
    if (!m) return {};
    const Expr width = tidy(sqrt(2 * m));
    for (int sign : {1, -1}) {
        const Expr s = Expr(sign);
        for (const Expr& root : quadratic_roots(Expr(1), s * width, p / 2 + m - s * q / (2 * width))) roots.push_back(root);
    }
    return roots;
}

Roots quartic_roots(const Coefficients& c) {
    const Expr &a = c[4], shift = c[3] / (4 * a), b = c[2] / a, d = c[1] / a, e = c[0] / a;
    const Expr p = expand(b - 6 * shift * shift), q = expand(d - 2 * b * shift + 8 * power(shift, 3));
    const Expr r = expand(e - d * shift + b * shift * shift - 3 * power(shift, 4));
    Roots roots = depressed_quartic_roots(p, q, r);
    for (Expr& root : roots) root = tidy(expand(root - shift));
    return roots;
}

/// Readable enough to stand for rootof(p, k).
constexpr std::uint32_t kMaxLeaves = 60;

/// The coefficients of a polynomial with rational ones.
Coefficients coefficients_of(const UnivariatePolynomial& a) {
    Coefficients c;
    for (std::int64_t k = 0; k <= a.degree(); ++k) c.push_back(Expr(a.coefficient(static_cast<std::uint64_t>(k))));
    return c;
}

/// The roots of outer(inner(x)); nothing when they need rootof, or are long.
std::optional<Roots> roots_of_composition(const UnivariatePolynomial& outer, const UnivariatePolynomial& inner) {
    if (outer.degree() > 4 || inner.degree() > 4) return std::nullopt;
    Roots roots;
    for (const auto& [part, exponent] : factor(outer).factors) {
        const auto values = polynomial_roots(coefficients_of(part));
        if (!values) return std::nullopt;
        for (const Expr& value : *values) {
            Coefficients c = coefficients_of(inner);
            c[0] = c[0] - value;
            const auto found = polynomial_roots(c);
            if (!found) return std::nullopt;
            for (const Expr& root : *found) {
                if (root.leaves() > kMaxLeaves) return std::nullopt;
                roots.push_back(root);
            }
        }
    }
    return roots;
}

/// g(h(x)) with h of a degree between: h from the highest coefficients, g by division. [Kozen & Landau 1989]
/// And a palindromic polynomial x^m·g(x + 1/x), g of degree m.
std::optional<Roots> roots_by_decomposition(const UnivariatePolynomial& given) {
    const UnivariatePolynomial f = given.monic();
    const std::int64_t n = f.degree();
    for (std::int64_t r = 2; r <= n / 2; ++r) {
        if (n % r != 0) continue;
        const auto s = static_cast<std::uint64_t>(n / r);
        // h = x^r + …, h(0) = 0, with h^s = f in the coefficients of x^n … x^(n-r+1)
        UnivariatePolynomial h = UnivariatePolynomial::monomial(Rational(1), static_cast<std::uint64_t>(r));
        for (std::int64_t k = 1; k < r; ++k) {
            const auto at = static_cast<std::uint64_t>(n - k);
            const Rational missing = f.coefficient(at) - power(h, s).coefficient(at);
            h = h + UnivariatePolynomial::monomial(missing / Rational(static_cast<std::int64_t>(s)), static_cast<std::uint64_t>(r - k));
        }
        std::vector<Rational> g;
        UnivariatePolynomial rest = f;
        bool fits = true;
        while (fits && !rest.is_zero()) {
            auto [quotient, remainder] = divide(rest, h);
            fits = remainder.degree() <= 0;
            g.push_back(remainder.coefficient(0));
            rest = std::move(quotient);
        }
        if (!fits) continue;
        if (auto roots = roots_of_composition(UnivariatePolynomial(g), h)) return roots;
    }
    if (n % 2 != 0) return std::nullopt;
    for (std::int64_t k = 0; k <= n / 2; ++k)
        if (f.coefficient(static_cast<std::uint64_t>(k)) != f.coefficient(static_cast<std::uint64_t>(n - k))) return std::nullopt;
    // x^k + x^-k by y = x + 1/x: t_k = y·t_(k-1) - t_(k-2)
    const auto m = static_cast<std::uint64_t>(n / 2);
    UnivariatePolynomial before(Rational(2)), now = UnivariatePolynomial::variable(), g(f.coefficient(m));
    for (std::uint64_t k = 1; k <= m; ++k) {
        g = g + now * f.coefficient(m + k);
        UnivariatePolynomial next = UnivariatePolynomial::variable() * now - before;
        before = std::move(now);
        now = std::move(next);
    }
    if (g.degree() > 4) return std::nullopt;
    Roots roots;
    for (const auto& [part, exponent] : factor(g).factors) {
        const auto values = polynomial_roots(coefficients_of(part));
        if (!values) return std::nullopt;
        for (const Expr& value : *values)
            for (const Expr& root : quadratic_roots(Expr(1), negate(value), Expr(1))) {
                if (root.leaves() > kMaxLeaves) return std::nullopt;
                roots.push_back(root);
            }
    }
    return roots;
}

} // namespace

std::optional<std::vector<Expr>> polynomial_roots(const std::vector<Expr>& given) {
    Coefficients c = given;
    while (!c.empty() && c.back().is_zero()) c.pop_back();
    if (c.size() <= 1) return Roots{};
    Roots roots;
    if (c[0].is_zero()) {
        std::size_t low = 0;
        while (c[low].is_zero()) ++low;
        auto others = polynomial_roots(Coefficients(c.begin() + static_cast<std::ptrdiff_t>(low), c.end()));
        if (!others) return std::nullopt;
        others->insert(others->begin(), Expr(0));
        return others;
    }
    const std::size_t n = c.size() - 1;
    if (n == 1) return Roots{cancel(negate(c[0] / c[1]))};
    // x^n = c
    bool binomial = true;
    std::size_t step = 0;
    for (std::size_t k = 1; k <= n; ++k)
        if (!c[k].is_zero()) {
            binomial = binomial && k == n;
            step = std::gcd(step, k);
        }
    if (binomial && n > 2 && n <= 24) return binomial_roots(static_cast<std::int64_t>(n), cancel(negate(c[0] / c[n])));
    if (n == 2) return quadratic_roots(c[2], c[1], c[0]);
    if (step > 1 && !(n == 4)) { // g(x^step)
        Coefficients inner;
        for (std::size_t k = 0; k <= n; k += step) inner.push_back(c[k]);
        if (inner.size() <= 5) {
            const auto values = polynomial_roots(inner);
            if (!values) return std::nullopt;
            for (const Expr& value : *values)
                for (const Expr& root : binomial_roots(static_cast<std::int64_t>(step), value)) roots.push_back(root);
            return roots;
        }
    }
    if (n == 3) return cubic_roots(c);
    if (n == 4) return quartic_roots(c);
    std::vector<Rational> numbers;
    for (const Expr& part : c) {
        if (!part.is_number() || !part.number().is_rational()) return std::nullopt;
        numbers.push_back(part.number().re());
    }
    const UnivariatePolynomial whole(numbers);
    if (const auto order = static_cast<std::int64_t>(cyclotomic_index(whole)); order > 0) {
        for (std::int64_t k = 0; k < order; ++k)
            if (std::gcd(k, order) == 1) roots.push_back(root_of_unity(k, order));
        return roots;
    }
    if (auto found = roots_by_decomposition(whole)) return found;
    // rootof
    SumBuilder polynomial;
    const Expr t = hidden_symbol("r");
    for (std::size_t k = 0; k <= n; ++k) polynomial.add(c[k] * power(t, Expr(static_cast<std::int64_t>(k))));
    const Expr body = abstract(polynomial.finish(), t);
    for (std::size_t k = 0; k < n; ++k) roots.push_back(apply_function(FunctionId::RootOf, {body, Expr(static_cast<std::int64_t>(k))}));
    return roots;
}

} // namespace rumina::calculus
