#include "calculus/integrate/parallel/new_elliptic_functions.h"

#include <algorithm>

#include "calculus/integrate/parallel/square_sums.h"

namespace rumina::calculus {

using namespace algebra;

namespace {

/// The integrals of 1/r, w/r and 1/(p·r) have the values F, E and Π times constants, each up to the same locally constant
/// factor, which is 1 where the radicand's parts are positive.
class Finder {
public:
    Finder(const DifferentialField& field, const std::vector<Polynomial>& factors, const Expr& x) : field_(field), factors_(factors), x_(x) {}

    std::vector<NewFunction> find() {
        const std::vector<SquareRoot> roots = square_roots(field_);
        for (const SquareRoot& root : roots)
            for (const AlgebraicRelation& cosine : field_.relations())
                if (!root.is_product && !cosine.is_root && field_.unit(cosine.variable).is(FunctionId::Cos)) add_circular(root, cosine.variable);
        for (const SquareRoot& root : roots) {
            add_biquadratic(root);
            add_cubic(root);
        }
        return std::move(found_);
    }

private:
    using Coefficients = std::vector<RationalFunction>;

    RationalFunction variable(std::size_t v) const { return Polynomial::variable(field_.ring(), v); }
    RationalFunction number(std::int64_t n) const { return RationalFunction::constant(field_.ring(), Rational(n)); }
    std::optional<std::size_t> variable_x() const {
        for (std::size_t w = 0; w < field_.variables(); ++w)
            if (field_.unit(w) == x_) return w;
        return std::nullopt;
    }
    Expr expression(const RationalFunction& a) const { return field_.expression(a); }

    /// p = Σ c_i·w^(step·i) for i <= degree with constants; none for other polynomials, or where the last is 0.
    std::optional<Coefficients> coefficients(const Polynomial& p, std::size_t w, std::uint64_t step, std::size_t degree) const {
        Coefficients result(degree + 1, RationalFunction(field_.ring()));
        for (const auto& [power, coefficient] : p.coefficients_in(w)) {
            if (power % step != 0 || power / step > degree || !field_.is_constant(coefficient)) return std::nullopt;
            result[static_cast<std::size_t>(power / step)] = RationalFunction(coefficient);
        }
        return result[degree].is_zero() ? std::nullopt : std::optional(result);
    }

    static Expr legendre(FunctionId head, const Expr& phi, const Expr& m) { return apply_function(head, {phi, m}); }
    static Expr root_of(const Expr& e, std::int64_t index) { return power(e, Expr(Rational::make(Integer(1), Integer(index)))); }
    static Expr third_kind(const Expr& n, const Expr& phi, const Expr& m) { return apply_function(FunctionId::EllipticPi, {n, phi, m}); }

    /// r = √(a + bx² + cx⁴) = √a·√(1 - x²/α)·√(1 - x²/β), x = √α·sin φ, m = α/β.
    void add_biquadratic(const SquareRoot& root) {
        const std::optional<std::size_t> v = variable_x();
        if (!v) return;
        const auto P = coefficients(root.radicand, *v, 2, 2);
        if (!P || (*P)[0].is_zero()) return;
        const auto discriminant = scaled_square(field_, ((*P)[1] * (*P)[1] - (*P)[0] * (*P)[2] * number(4)).numerator());
        if (!discriminant) return;
        const Expr a = expression((*P)[0]), b = expression((*P)[1]), c = expression((*P)[2]);
        const Expr width = sqrt(expression(discriminant->constant)) * field_.expression(discriminant->root);
        Expr alpha = (negate(b) - width) / (2 * c), beta = (negate(b) + width) / (2 * c);
        // The smaller positive root first, so that the angle is real at small x; a number before a parameter.
        if (is_known_negative(alpha) || (is_known_positive(beta) && (is_known_positive(alpha - beta) || !alpha.is_number()) && beta.is_constant())) std::swap(alpha, beta);
        if (a.is_constant() && alpha.is_constant() && beta.is_constant() && !is_known_positive(alpha)) {
            if (is_known_positive(a) && is_known_positive(c)) add_without_real_roots(root, *v, a, b, c);
            return;
        }
        const Expr z = x_ / sqrt(alpha), phi = call(FunctionId::Asin, z), m = alpha / beta, first = legendre(FunctionId::EllipticF, phi, m), scale = sqrt(alpha) / sqrt(a);
        const Expr jump = sqrt(a) * sqrt(1 - x_ * x_ / alpha) * sqrt(1 - x_ * x_ / beta) / root.unit;
        const bool depends = !(a.is_constant() && alpha.is_constant() && beta.is_constant());
        const RationalFunction r(root.value), square = variable(*v) * variable(*v), one = number(1);
        add(scale * first, jump, depends, one / r);
        add(scale * beta * (first - legendre(FunctionId::EllipticE, phi, m)), jump, depends, square / r);
        for (const Polynomial& p : factors_) {
            const auto q = coefficients(p, *v, 2, 1);
            if (!q || (*q)[0].is_zero()) continue;
            const Expr e = expression((*q)[0]), g = expression((*q)[1]);
            add(scale / e * third_kind(negate(g) * alpha / e, phi, m), jump, depends, one / (RationalFunction(p) * r));
        }
    }

    /// r = √(a + bx² + cx⁴) without real roots: φ = 2·atan z, z = (c/a)^(1/4)·x, m = 1/2 - b/(4√(ac)). With W = r/√a,
    /// F' = 2/W and E' = 2W/(1 + z²)² by z, and z²/W = (z·W/(1 + z²) - E + F/2)'.
    void add_without_real_roots(const SquareRoot& root, std::size_t v, const Expr& a, const Expr& b, const Expr& c) {
        const Expr q = root_of(c / a, 4), z = q * x_, phi = 2 * atan_of(z), m = half() - b / (4 * sqrt(a * c)), first = legendre(FunctionId::EllipticF, phi, m);
        const RationalFunction r(root.value), square = variable(v) * variable(v);
        found_.push_back({first / (2 * q * sqrt(a)), field_.reduced(number(1) / r), Expr()});
        const Expr W = root.unit / sqrt(a), second = z * W / (1 + z * z) - legendre(FunctionId::EllipticE, phi, m) + first / 2;
        found_.push_back({second / (power(q, 3) * sqrt(a)), field_.reduced(square / r), Expr()});
    }

    /// r = √(κ·(x - e1)·(x - e2)·(x - e3)): x = e1 + (e2 - e1)·sin²φ, m = (e2 - e1)/(e3 - e1).
    void add_cubic(const SquareRoot& root) {
        const std::optional<std::size_t> v = variable_x();
        if (!v || root.radicand.degree(*v) != 3) return;
        const Factorization factors = algebra::factor(root.radicand);
        Polynomial constant = Polynomial::constant(field_.ring(), factors.unit);
        std::vector<Expr> e;
        for (const auto& [p, n] : factors.factors) {
            if (field_.is_constant(p)) {
                constant = constant * power(p, n);
                continue;
            }
            const auto c = coefficients(p, *v, 1, 1);
            if (!c || n != 1) return;
            constant = constant * (*c)[1].numerator();
            e.push_back(expression(-(*c)[0] / (*c)[1]));
        }
        if (e.size() != 3) return;
        std::stable_sort(e.begin(), e.end(), [](const Expr& p, const Expr& q) { return is_known_positive(q - p); });
        const Expr k = field_.expression(constant), width = e[1] - e[0], m = width / (e[2] - e[0]), s = sqrt((x_ - e[0]) / width), phi = call(FunctionId::Asin, s);
        const Expr scale = 2 / (sqrt(k) * sqrt(e[2] - e[0])), first = legendre(FunctionId::EllipticF, phi, m);
        const Expr jump = 2 / scale * width * s * sqrt(1 - s * s) * sqrt(1 - m * s * s) / root.unit;
        const bool depends = !(k.is_constant() && e[0].is_constant() && e[1].is_constant() && e[2].is_constant());
        const RationalFunction one = number(1);
        add(scale * first, jump, depends, one / RationalFunction(root.value));
        add(scale * (e[0] * first + (e[2] - e[0]) * (first - legendre(FunctionId::EllipticE, phi, m))), jump, depends, variable(*v) / RationalFunction(root.value));
        for (const Polynomial& p : factors_) {
            const auto q = coefficients(p, *v, 1, 1);
            if (!q) continue;
            const Expr g = expression((*q)[1]), pole = expression(-(*q)[0] / (*q)[1]);
            if (pole == e[0]) continue;
            add(scale / (g * (e[0] - pole)) * third_kind(width / (pole - e[0]), phi, m), jump, depends, one / RationalFunction(p * root.value));
        }
    }

    /// r = √(A + B·sin²u), √(A + B·cos u) or √(A + B·sin u); each with what stands for sin² of the angle φ.
    void add_circular(const SquareRoot& root, std::size_t cosine) {
        const Expr u = field_.unit(cosine).argument(0);
        std::optional<std::size_t> sine;
        for (std::size_t w = 0; w < field_.variables(); ++w)
            if (field_.unit(w) == sin_of(u)) sine = w;
        if (!sine) return;
        const Polynomial P = field_.reduced(root.radicand);
        const RationalFunction slope = RationalFunction::make(field_.derivation(*sine), field_.denominator() * Polynomial::variable(field_.ring(), cosine)); // u'
        if (const auto c = coefficients(P, *sine, 2, 1)) add_legendre(root, slope, *c, u, 1, [&](const Polynomial& p) { return coefficients(field_.reduced(p), *sine, 2, 1); });
        // A + B·cos u = A + B - 2B·sin²(u/2)
        for (const std::size_t w : {cosine, *sine}) {
            auto doubled = [&](const Polynomial& p) {
                auto c = coefficients(p, w, 1, 1);
                if (!c) return c;
                return std::optional(Coefficients{(*c)[0] + (*c)[1], number(-2) * (*c)[1]});
            };
            if (const auto c = doubled(P)) add_legendre(root, slope, *c, (w == cosine ? u : u - pi() / 2) / 2, 2, doubled);
        }
    }

    /// r² = A + B·sin²φ with dφ/dx = slope/times; the same form of the factors of the denominator by `form`.
    template <typename Form>
    void add_legendre(const SquareRoot& root, const RationalFunction& slope, const Coefficients& radicand, const Expr& phi, std::int64_t times, Form form) {
        if (radicand[0].is_zero() || (radicand[0] + radicand[1]).is_zero()) return; // elementary
        const Expr A = expression(radicand[0]), m = expression(-radicand[1] / radicand[0]), scale = Expr(times) / sqrt(A);
        const RationalFunction r(root.value);
        const Expr jump = sqrt(A) * sqrt(1 - m * power(sin_of(phi), 2)) / root.unit;
        const bool depends = !A.is_constant() && !is_known_positive(A);
        add(scale * legendre(FunctionId::EllipticF, phi, m), jump, depends, slope / r);
        add(Expr(times) * sqrt(A) * legendre(FunctionId::EllipticE, phi, m), power(jump, -1), depends, slope * r);
        for (const Polynomial& p : factors_) {
            const auto q = form(p);
            if (!q || (*q)[0].is_zero()) continue;
            add(scale / expression((*q)[0]) * third_kind(expression(-(*q)[1] / (*q)[0]), phi, m), jump, depends, slope / (RationalFunction(p) * r));
        }
    }

    /// The value without the factor that jumps is only tried where no parameter can change the factor unseen.
    void add(const Expr& value, const Expr& jump, bool depends_on_parameters, const RationalFunction& derivative) {
        found_.push_back({jump * value, field_.reduced(derivative), depends_on_parameters ? Expr() : value});
    }

    const DifferentialField& field_;
    const std::vector<Polynomial>& factors_;
    const Expr& x_;
    std::vector<NewFunction> found_;
};

} // namespace

std::vector<NewFunction> new_elliptic_functions(const DifferentialField& field, const std::vector<Polynomial>& factors, const Expr& x) {
    return Finder(field, factors, x).find();
}

} // namespace rumina::calculus
