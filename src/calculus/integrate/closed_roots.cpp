#include "calculus/integrate/closed_roots.h"

#include <numeric>

#include "algebra/numeric.h"
#include "algebra/simplify/simplify.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

using Roots = std::vector<ClosedRoot>;

Rational over(const Rational& a, const Rational& b) { return a / b; }

/// radius·e^(iπk/n) for the k of a list, one of each conjugate pair.
void add_on_circle(Roots& roots, const Expr& radius, std::int64_t k, std::int64_t n) {
    const Expr angle = Expr(k) / Expr(n) * pi();
    roots.push_back({radius * apply_function(FunctionId::Cos, {angle}), radius * apply_function(FunctionId::Sin, {angle})});
}

/// a·t^2 + b·t + c.
Roots quadratic_roots(const UnivariatePolynomial& p) {
    const Rational a = p.coefficient(2), b = p.coefficient(1), c = p.coefficient(0);
    const Rational discriminant = b * b - Rational(4) * a * c, centre = -b / (Rational(2) * a);
    const Expr half_width = sqrt(Expr(discriminant.sign() < 0 ? -discriminant : discriminant)) / Expr(Rational(2) * (a.sign() < 0 ? -a : a));
    if (discriminant.sign() < 0) return {{Expr(centre), half_width}};
    return {{Expr(centre) - half_width, Expr(0)}, {Expr(centre) + half_width, Expr(0)}};
}

/// t^n = c with n > 2.
Roots binomial_roots(std::int64_t n, const Rational& c) {
    Roots roots;
    const Expr radius = power(Expr(c.sign() < 0 ? -c : c), Expr(1) / Expr(n));
    if (c.sign() > 0) {
        roots.push_back({radius, Expr(0)});
        if (n % 2 == 0) roots.push_back({negate(radius), Expr(0)});
        for (std::int64_t k = 2; k < n; k += 2) add_on_circle(roots, radius, k, n);
    } else {
        if (n % 2 != 0) roots.push_back({negate(radius), Expr(0)});
        for (std::int64_t k = 1; k < n; k += 2) add_on_circle(roots, radius, k, n);
    }
    return roots;
}

/// t^4 + p·t^2 + q, irreducible.
Roots biquadratic_roots(const Rational& p, const Rational& q) {
    const Rational discriminant = p * p - Rational(4) * q;
    Roots roots;
    if (discriminant.sign() < 0) { // t = ±u ± iv with u^2 + v^2 = √q, u^2 - v^2 = -p/2
        const Expr modulus = sqrt(Expr(q)), quarter = Expr(p / Rational(4));
        const Expr u = simplify(sqrt(modulus / Expr(2) - quarter)), v = simplify(sqrt(modulus / Expr(2) + quarter));
        return {{u, v}, {negate(u), v}};
    }
    const Expr width = sqrt(Expr(discriminant));
    for (int sign : {1, -1}) {
        const Expr square = (Expr(sign) * width - Expr(p)) / Expr(2);
        const std::optional<int> side = sign_of(square);
        if (!side) return {};
        const Expr root = simplify(sqrt(*side < 0 ? negate(square) : square));
        if (*side < 0) roots.push_back({Expr(0), root});
        else roots.push_back({root, Expr(0)}), roots.push_back({negate(root), Expr(0)});
    }
    return roots;
}

/// Roots r·e^(iπ·2k/n), r rational, for a cyclotomic polynomial of t/r.
std::optional<Roots> cyclotomic_roots(const UnivariatePolynomial& p) {
    const auto degree = static_cast<std::uint64_t>(p.degree());
    Rational product = over(p.coefficient(0), p.leading_coefficient());
    const std::optional<Rational> radius = exact_root(product.sign() < 0 ? -product : product, static_cast<std::uint32_t>(degree));
    if (!radius) return std::nullopt;
    const UnivariatePolynomial unit = p.compose(UnivariatePolynomial::monomial(*radius, 1)).primitive_part();
    const std::uint64_t n = cyclotomic_index(unit);
    if (n < 3) return std::nullopt;
    Roots roots;
    for (std::uint64_t k = 1; 2 * k < n; ++k)
        if (std::gcd(k, n) == 1) add_on_circle(roots, Expr(*radius), static_cast<std::int64_t>(2 * k), static_cast<std::int64_t>(n));
    return roots;
}

} // namespace

std::optional<Roots> closed_roots(const UnivariatePolynomial& p) {
    const std::int64_t n = p.degree();
    if (n < 1) return std::nullopt;
    if (n == 1) return Roots{{Expr(-p.coefficient(0) / p.coefficient(1)), Expr(0)}};
    if (n == 2) return quadratic_roots(p);
    if (std::optional<Roots> roots = cyclotomic_roots(p)) return roots;

    const Rational shift = -p.coefficient(static_cast<std::uint64_t>(n - 1)) / (Rational(n) * p.leading_coefficient());
    const UnivariatePolynomial centred = p.compose(UnivariatePolynomial::variable() + UnivariatePolynomial(shift)).monic();
    bool binomial = true, even = n == 4;
    for (std::int64_t k = 1; k < n; ++k) {
        if (centred.coefficient(static_cast<std::uint64_t>(k)).sign() == 0) continue;
        binomial = false;
        even = even && k == 2;
    }
    Roots roots;
    if (binomial) roots = binomial_roots(n, -centred.coefficient(0));
    else if (even) roots = biquadratic_roots(centred.coefficient(2), centred.coefficient(0));
    if (roots.empty()) return std::nullopt;
    for (ClosedRoot& root : roots) root.real = root.real + Expr(shift);
    return roots;
}

} // namespace rumina::calculus
